//! Comments in a Word document, each at the characters that it speaks of.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::package::{Package, rebuild};
use super::super::xml::escape;
use super::runs::{Runs, attribute_in};
use super::{Relations, main_part};
use crate::document::{AUTHOR, Note};

const INITIALS: &str = "fl";

/// The namespaces of Word's elements in the strict variant of the format, and of its relations.
const STRICT: &str = "http://purl.oclc.org/ooxml/";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The archive with comments. A note of a footnote stands at the reference to the footnote, since Word has no comments
/// in those. All that is there stays, comments too; parts without a comment stay as they are packed. None if the
/// archive cannot be read. Linear, but for sorting.
pub(super) fn annotate(bytes: &[u8], notes: &[Note<'_>], date: Option<&str>) -> Option<Vec<u8>> {
    if notes.is_empty() {
        return Some(bytes.to_vec());
    }
    let mut package = Package::open(bytes).ok()?;
    let main = main_part(&mut package).ok()?;
    let part = package.part(&main).ok()??;
    let runs = Runs::read(&main, &part).ok()?;
    let relations = Relations::of(&main, &mut package).ok()?;
    let (name, known) = match relations.part("comments") {
        Some(name) => {
            let text = package.part(&name).ok()?;
            (name, text)
        }
        None => (free_name(&main, &mut package), None),
    };
    let first = known.as_deref().map_or(0, next_id).max(next_id(&part));
    // The notes of the document that are commented, as ids.
    let mut others: BTreeMap<&str, Vec<(String, Range<usize>)>> = BTreeMap::new();
    for note in notes {
        let of = note.part.unwrap_or(&main);
        if of != main && !others.contains_key(of) {
            let text = package.part(of).ok()??;
            let runs = Runs::read(of, &text).ok()?;
            others.insert(of, runs.notes.iter().map(|(id, at)| ((*id).to_owned(), at.clone())).collect());
        }
    }
    let mut places = Places { runs: &runs, marks: BTreeMap::new() };
    let prefix = runs.prefix;
    let mut comments = String::new();
    for (id, note) in (first..).zip(notes) {
        let at = match note.part.filter(|of| *of != main) {
            None => note.bytes.clone(),
            Some(of) => {
                let ids = &others[of];
                let end = relations.part("endnotes").as_deref() == Some(of);
                let id = ids.iter().find(|(_, at)| at.contains(&note.bytes.start)).map(|(id, _)| id);
                let reference = runs
                    .references
                    .iter()
                    .find(|(is_end, of, _)| *is_end == end && id.is_some_and(|id| id == of));
                reference.map_or(part.len()..part.len(), |(_, _, at)| at.clone())
            }
        };
        places.add(&at, id)?;
        comments += &comment(known.as_deref().and_then(root_prefix).unwrap_or(prefix), id, note.text, date);
    }
    let document = places.written(&part)?;
    let mut changed = BTreeMap::from([(main.clone(), document)]);
    match known {
        Some(known) => {
            changed.insert(name, appended(&known, &comments)?);
        }
        None => {
            let of = prefix.trim_end_matches(':');
            let root = &part[part.find(&format!("<{prefix}"))?..];
            let declared = attribute_in(&root[..root.find('>')?], if of.is_empty() { "xmlns" } else { of });
            let space = declared.unwrap_or(WORD);
            let colon = if prefix.is_empty() { "" } else { ":" };
            changed.insert(
                name.clone(),
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                     <{prefix}comments xmlns{colon}{of}=\"{space}\">{comments}</{prefix}comments>"
                ),
            );
            relate(&main, &name, space.starts_with(STRICT), &mut package, &mut changed)?;
        }
    }
    rebuild(bytes, &changed)
}

/// A comment with a paragraph for each line.
fn comment(prefix: &str, id: u32, text: &[String], date: Option<&str>) -> String {
    let line = |line: &String| {
        let line = escape(line);
        format!(
            "<{prefix}p><{prefix}r><{prefix}t xml:space=\"preserve\">{line}</{prefix}t></{prefix}r></{prefix}p>"
        )
    };
    let lines: String = text.iter().map(line).collect();
    let date = date.map(|date| format!(" {prefix}date=\"{date}\"")).unwrap_or_default();
    format!(
        "<{prefix}comment {prefix}id=\"{id}\" {prefix}author=\"{AUTHOR}\"{date} {prefix}initials=\"{INITIALS}\">\
         {lines}</{prefix}comment>"
    )
}

/// Where the marks of comments stand.
struct Places<'x> {
    runs: &'x Runs<'x>,
    /// By unit and byte, the marks there: those that end before those that begin.
    marks: BTreeMap<(usize, usize), (String, String)>,
}

impl Places<'_> {
    /// Adds the marks of a comment on these bytes. None if the part has no place for any.
    fn add(&mut self, at: &Range<usize>, id: u32) -> Option<()> {
        let prefix = self.runs.prefix;
        let first = self.runs.unit_at(at.start)?;
        let last = self.runs.unit_at(at.end.saturating_sub(1).max(at.start))?.max(first);
        // What is no text of the run itself, as a text box, is not divided.
        let round = |unit: usize, byte: usize| {
            let run = self.runs.units[unit].run.map(|run| &self.runs.runs[run]);
            let child = run.and_then(|run| run.children.iter().find(|child| child.is_whole_at(byte)));
            let whole = &self.runs.units[unit].at;
            let byte = byte.clamp(whole.start, whole.end);
            child.map_or(byte..byte, |child| child.at.clone())
        };
        let (start, mut end) = (round(first, at.start).start, round(last, at.end).end);
        if (last, end) <= (first, start) {
            end = self.runs.units[last].at.end;
        }
        self.marks.entry((first, start)).or_default().1 +=
            &format!("<{prefix}commentRangeStart {prefix}id=\"{id}\"/>");
        self.marks.entry((last, end)).or_default().0 += &format!(
            "<{prefix}commentRangeEnd {prefix}id=\"{id}\"/><{prefix}r><{prefix}commentReference {prefix}id=\"{id}\"/></{prefix}r>"
        );
        Some(())
    }

    /// The part with the marks.
    fn written(&self, part: &str) -> Option<String> {
        let (mut out, mut from) = (String::with_capacity(part.len() + 256), 0);
        let mut marks = self.marks.iter().peekable();
        while let Some(&(&(unit, _), _)) = marks.peek() {
            let of = &self.runs.units[unit];
            out.push_str(part.get(from..of.at.start)?);
            let run = of.run.map(|run| &self.runs.runs[run]).filter(|run| run.is_plain());
            let (mut before, mut inner, mut after, mut done) =
                (String::new(), String::new(), String::new(), 0);
            while let Some((&(_, byte), (ends, starts))) = marks.next_if(|((same, _), _)| *same == unit) {
                match run {
                    Some(run) => {
                        inner += &run.piece(done, byte, false);
                        inner += ends;
                        inner += starts;
                        done = byte;
                    }
                    None => {
                        before += starts;
                        after += ends;
                    }
                }
            }
            match run {
                Some(run) => out += &(inner + &run.piece(done, usize::MAX, false)),
                None => {
                    out += &before;
                    out.push_str(part.get(of.at.clone())?);
                    out += &after;
                }
            }
            from = of.at.end;
        }
        out.push_str(part.get(from..)?);
        Some(out)
    }
}

/// A name beside a part that no other part has.
fn free_name(main: &str, package: &mut Package<'_>) -> String {
    let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let names = std::iter::once(format!("{folder}comments.xml"));
    let mut names = names.chain((1..).map(|n| format!("{folder}comments{n}.xml")));
    names.find(|name| !package.has(name)).unwrap_or_default()
}

/// The number after the greatest of a comment.
fn next_id(part: &str) -> u32 {
    let of = |(at, _): (usize, &str)| {
        let tag = &part[at..at + part[at..].find('>')?];
        attribute_in(tag, "id")?.parse::<u32>().ok()
    };
    let marks = ["comment ", "commentRangeStart ", "commentReference "];
    let ids = marks.into_iter().flat_map(|mark| part.match_indices(mark)).filter_map(of);
    ids.max().map_or(0, |id| id.saturating_add(1))
}

/// The prefix of the root of a part.
fn root_prefix(part: &str) -> Option<&str> {
    let at = part.match_indices('<').find(|(at, _)| !part[at + 1..].starts_with(['?', '!']))?.0;
    let name = &part[at + 1..];
    let name = &name[..name.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c))?];
    Some(&name[..name.find(':').map_or(0, |colon| colon + 1)])
}

/// A part with more elements at the end of its root.
fn appended(part: &str, more: &str) -> Option<String> {
    if let Some(end) = part.rfind("</") {
        return Some(format!("{}{more}{}", &part[..end], &part[end..]));
    }
    let end = part.rfind("/>")?;
    let at = part[..end].rfind('<')?;
    let name = part[at + 1..end].split_ascii_whitespace().next()?;
    Some(format!("{}>{more}</{name}>{}", &part[..end], &part[end + 2..]))
}

/// Makes the part of comments known to the document and to the package.
fn relate(
    main: &str,
    name: &str,
    strict: bool,
    package: &mut Package<'_>,
    changed: &mut BTreeMap<String, String>,
) -> Option<()> {
    let (folder, file) = main.rsplit_once('/').map_or(("", main), |(folder, file)| (folder, file));
    let slash = if folder.is_empty() { "" } else { "/" };
    let of = format!("{folder}{slash}_rels/{file}.rels");
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
                 <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    let relations = package.part(&of).ok()?.unwrap_or_else(|| empty.to_owned());
    let id = (1..).map(|n| format!("rIdFactlint{n}")).find(|id| !relations.contains(&format!("\"{id}\"")))?;
    let kind = if strict { format!("{STRICT}officeDocument/relationships") } else { RELATIONS.to_owned() };
    let prefix = root_prefix(&relations)?.to_owned();
    let relation = format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}/comments\" Target=\"/{name}\"/>");
    changed.insert(of, appended(&relations, &relation)?);
    if let Some(types) = package.part("[Content_Types].xml").ok()? {
        let prefix = root_prefix(&types)?.to_owned();
        let known = format!("<{prefix}Override PartName=\"/{name}\" ContentType=\"{TYPE}\"/>");
        changed.insert("[Content_Types].xml".to_owned(), appended(&types, &known)?);
    }
    Some(())
}
