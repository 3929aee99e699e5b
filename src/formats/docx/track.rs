//! Changes of a Word document as tracked changes: what goes and what comes, each by this program, for someone to accept
//! or reject.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::package::{Package, rebuild};
use super::keep_spaces;
use super::runs::{Run, Runs, attribute_in, place_in};
use crate::document::{AUTHOR, Rewrite};

/// The parts in which changes have numbers, of which no two may be the same.
const NUMBERED: [&str; 3] = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"];

/// The archive with changes made and tracked. What stands in no run, as in a formula, and what this program inserted
/// before is changed without. None if the archive cannot be read or a change does not fit. Linear.
pub(super) fn track(bytes: &[u8], edits: &[Rewrite<'_>], date: Option<&str>) -> Option<Vec<u8>> {
    let mut package = Package::open(bytes).ok()?;
    let mut by_part: BTreeMap<&str, Vec<&Rewrite<'_>>> = BTreeMap::new();
    for edit in edits {
        by_part.entry(edit.part?).or_default().push(edit);
    }
    let mut texts: BTreeMap<&str, String> = BTreeMap::new();
    for name in NUMBERED.into_iter().chain(by_part.keys().copied()) {
        if !texts.contains_key(name)
            && let Some(text) = package.part(name).ok()?
        {
            texts.insert(name, text);
        }
    }
    let mut next = texts.values().map(|text| greatest(text)).max()? + 1;
    let mut changed = BTreeMap::new();
    for (name, mut edits) in by_part {
        edits.sort_by_key(|edit| (edit.start, edit.end));
        let part = texts.get(name)?;
        let runs = Runs::read(name, part).ok()?;
        let mut tracker = Tracker { part, runs: &runs, date, next };
        changed.insert(name.to_owned(), tracker.part(&edits)?);
        next = tracker.next;
    }
    rebuild(bytes, &changed)
}

/// The greatest number of a change, or of anything else that has one.
fn greatest(part: &str) -> u32 {
    let numbers = part.match_indices(":id=\"").filter_map(|(at, mark)| {
        let rest = &part[at + mark.len()..];
        let digits = rest.bytes().take(9).take_while(u8::is_ascii_digit).count();
        rest[..digits].parse().ok()
    });
    numbers.max().unwrap_or(0)
}

struct Tracker<'x> {
    part: &'x str,
    runs: &'x Runs<'x>,
    date: Option<&'x str>,
    /// The number of the next change.
    next: u32,
}

impl Tracker<'_> {
    /// The part with changes made, which must be in order.
    fn part(&mut self, edits: &[&Rewrite<'_>]) -> Option<String> {
        let bytes = |edit: &Rewrite<'_>| edit.start as usize..edit.end as usize;
        // The changes of each run; none for those that stand in no run that can be divided.
        let mut groups: Vec<(Option<usize>, Vec<&Rewrite<'_>>)> = Vec::new();
        for edit in edits {
            let run = self.runs.run_at(&bytes(edit)).filter(|&run| self.runs.runs[run].is_plain());
            match groups.last_mut() {
                Some((last, group)) if run.is_some() && *last == run => group.push(edit),
                _ => groups.push((run, vec![edit])),
            }
        }
        let (mut out, mut from, mut plain) = (String::with_capacity(self.part.len() + 256), 0, Vec::new());
        for (n, (run, group)) in groups.iter().enumerate() {
            let whole = run.map(|run| &self.runs.runs[run]).filter(|run| {
                // A run round another one that changes is not written anew.
                let clear = |other: &&Rewrite<'_>| {
                    other.end as usize <= run.at.start || run.at.end <= other.start as usize
                };
                groups[..n]
                    .iter()
                    .rev()
                    .take(1)
                    .chain(groups[n + 1..].iter().take(1))
                    .flat_map(|(_, g)| g)
                    .all(clear)
            });
            match whole {
                Some(run) => {
                    out.push_str(self.part.get(from..run.at.start)?);
                    out.push_str(&self.run(run, group));
                    from = run.at.end;
                }
                None => {
                    for edit in group {
                        out.push_str(self.part.get(from..edit.start as usize)?);
                        plain.push(out.len());
                        out.push_str(&edit.text);
                        from = edit.end as usize;
                    }
                }
            }
        }
        out.push_str(self.part.get(from..)?);
        Some(keep_spaces(out, &plain))
    }

    /// A run with changes made.
    fn run(&mut self, run: &Run<'_>, edits: &[&Rewrite<'_>]) -> String {
        let own = run.inserted.is_some_and(|tag| attribute_in(tag, "author") == Some(AUTHOR));
        let (mut out, mut from) = (String::new(), 0);
        for edit in edits {
            let Range { start, end } = edit.start as usize..edit.end as usize;
            out += &run.piece(from, start, false);
            if own {
                out += &if edit.text.is_empty() { String::new() } else { run.text(&edit.text) };
            } else {
                out += &self.change("del", &run.piece(start, end, true));
                out += &self.inserted(run, &edit.text);
            }
            from = end;
        }
        out + &run.piece(from, usize::MAX, false)
    }

    /// Inserted text. An insertion of somebody else ends before it and goes on after it.
    fn inserted(&mut self, run: &Run<'_>, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let new = self.change("ins", &run.text(text));
        let Some(tag) = run.inserted else { return new };
        let name = tag.trim_start_matches('<');
        let name = &name[..name.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(name.len())];
        let again = match place_in(tag, "id") {
            Some(id) => format!("{}{}{}", &tag[..id.start], self.number(), &tag[id.end..]),
            None => tag.to_owned(),
        };
        format!("</{name}>{new}{again}")
    }

    /// A change of that name round some runs.
    fn change(&mut self, name: &str, runs: &str) -> String {
        if runs.is_empty() {
            return String::new();
        }
        let (prefix, number) = (self.runs.prefix, self.number());
        let date = self.date.map(|date| format!(" {prefix}date=\"{date}\"")).unwrap_or_default();
        format!(
            "<{prefix}{name} {prefix}id=\"{number}\" {prefix}author=\"{AUTHOR}\"{date}>{runs}</{prefix}{name}>"
        )
    }

    const fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }
}
