//! The runs of a part of a Word document with their bytes, so that they can be divided and written anew.

use std::ops::Range;

use super::super::xml::{Event, Xml, attribute};
use crate::document::Unreadable;

/// What stands in a paragraph and holds runs. The same marks may stand in it as in the paragraph itself.
const HOLDERS: [&str; 10] =
    ["hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo"];

/// A child of a run.
#[derive(Debug)]
pub(super) struct Child {
    pub(super) at: Range<usize>,
    /// What of it is text, if it is a `w:t`.
    text: Option<Range<usize>>,
}

impl Child {
    /// Whether a byte is inside it and it cannot be divided there.
    pub(super) const fn is_whole_at(&self, byte: usize) -> bool {
        self.text.is_none() && self.at.start < byte && byte < self.at.end
    }
}

/// A run.
#[derive(Debug)]
pub(super) struct Run<'x> {
    xml: &'x str,
    pub(super) at: Range<usize>,
    /// Its start tag, and its properties.
    open: &'x str,
    properties: &'x str,
    pub(super) children: Vec<Child>,
    /// The run that it lies in, in a text box say.
    pub(super) within: Option<usize>,
    /// The start tag of the element that it stands in, if that is an insertion.
    pub(super) inserted: Option<&'x str>,
}

/// What stands in a paragraph as a whole: a run, a formula. Marks can stand before it and after it.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) at: Range<usize>,
    /// The run that it is.
    pub(super) run: Option<usize>,
}

/// The runs of a part.
#[derive(Debug, Default)]
pub(super) struct Runs<'x> {
    /// The prefix of the names of elements, with its colon: "w:".
    pub(super) prefix: &'x str,
    /// The runs and units, by where they begin.
    pub(super) runs: Vec<Run<'x>>,
    pub(super) units: Vec<Unit>,
    /// The references to notes: whether it is an endnote, its id, and the bytes of the reference.
    pub(super) references: Vec<(bool, &'x str, Range<usize>)>,
    /// The notes, if the part has such: id and bytes.
    pub(super) notes: Vec<(&'x str, Range<usize>)>,
}

/// An open element.
struct Open<'x> {
    name: &'x str,
    start: usize,
    tag: Range<usize>,
    /// Whether units can stand in it.
    holds: bool,
    unit: Option<usize>,
    run: Option<usize>,
}

impl<'x> Runs<'x> {
    /// Reads the runs of a part. Linear.
    ///
    /// # Errors
    /// When the part is no XML.
    pub(super) fn read(name: &str, part: &'x str) -> Result<Self, Unreadable> {
        let mut xml = Xml::new(name, part);
        let mut all = Self::default();
        let mut open: Vec<Open<'x>> = Vec::new();
        let (mut unit, mut run) = (None, None);
        while let Some((event, at)) = xml.next()? {
            match event {
                Event::Start(tag) => {
                    let full = part[at.clone()].trim_start_matches('<');
                    let full = &full
                        [..full.find(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).unwrap_or(0)];
                    let (prefix, name) = full.split_at(full.find(':').map_or(0, |colon| colon + 1));
                    if open.is_empty() {
                        all.prefix = prefix;
                    }
                    let word = prefix == all.prefix;
                    let held = open.last().is_some_and(|parent| parent.holds);
                    let holder = word && HOLDERS.contains(&name);
                    let holds = word && name == "p" && unit.is_none() || held && holder;
                    let mut this =
                        Open { name: full, start: at.start, tag: at.clone(), holds, unit: None, run: None };
                    if unit.is_none() && held && !holder {
                        unit = Some(all.units.len());
                        this.unit = unit;
                        all.units.push(Unit { at: at.clone(), run: None });
                    }
                    let parent_run = open.last().and_then(|parent| parent.run);
                    match name {
                        "r" if word => {
                            let inserted = open.last().filter(|parent| is_insertion(parent.name));
                            all.runs.push(Run {
                                xml: part,
                                at: at.clone(),
                                open: &part[at.clone()],
                                properties: "",
                                children: Vec::new(),
                                within: run,
                                inserted: inserted.map(|parent| &part[parent.tag.clone()]),
                            });
                            run = Some(all.runs.len() - 1);
                            this.run = run;
                            if let (Some(unit), true) = (this.unit, this.unit.is_some()) {
                                all.units[unit].run = run;
                            }
                        }
                        "rPr" if parent_run.is_some() => {}
                        _ => {
                            if let Some(run) = parent_run {
                                let kept = attribute(&tag, "space") == Some("preserve");
                                let text = (word && name == "t").then(|| xml.content(at.end, kept));
                                all.runs[run].children.push(Child { at: at.clone(), text });
                            }
                        }
                    }
                    let of = |name: &str| attribute_in(&part[at.clone()], name);
                    match name {
                        "footnoteReference" | "endnoteReference" => {
                            let reference = of("id").map(|id| (name.starts_with('e'), id, at.clone()));
                            all.references.extend(reference);
                        }
                        "footnote" | "endnote" => all.notes.extend(of("id").map(|id| (id, at.clone()))),
                        _ => {}
                    }
                    open.push(this);
                }
                Event::End(_) => {
                    let Some(this) = open.pop() else { continue };
                    if let Some(of) = this.unit {
                        all.units[of].at.end = at.end;
                        unit = None;
                    }
                    if let Some(of) = this.run {
                        all.runs[of].at.end = at.end;
                        run = all.runs[of].within;
                    }
                    let name = &this.name[this.name.find(':').map_or(0, |colon| colon + 1)..];
                    if let Some(of) = open.last().and_then(|parent| parent.run) {
                        let of = &mut all.runs[of];
                        if name == "rPr" {
                            of.properties = &part[this.start..at.end];
                        } else if let Some(child) = of.children.last_mut() {
                            child.at.end = at.end;
                        }
                    }
                    if matches!(name, "footnote" | "endnote")
                        && let Some(note) = all.notes.iter_mut().rev().find(|note| note.1.start == this.start)
                    {
                        note.1.end = at.end;
                    }
                }
                Event::Text | Event::Written(_) => {}
            }
        }
        Ok(all)
    }

    /// The innermost run that holds these bytes. Logarithmic, but for runs inside each other.
    pub(super) fn run_at(&self, bytes: &Range<usize>) -> Option<usize> {
        let mut at = self.runs.partition_point(|run| run.at.start <= bytes.start).checked_sub(1);
        while let Some(run) = at.map(|at| &self.runs[at]) {
            if bytes.end <= run.at.end {
                return at;
            }
            at = run.within;
        }
        None
    }

    /// The unit that holds a byte, or else the next one, or the last. None if there are no units.
    pub(super) fn unit_at(&self, byte: usize) -> Option<usize> {
        let next = self.units.partition_point(|unit| unit.at.end <= byte);
        self.units.len().checked_sub(1).map(|last| next.min(last))
    }
}

impl Run<'_> {
    /// Whether it can be divided: its text is written plainly, and it is no empty element.
    pub(super) fn is_plain(&self) -> bool {
        let odd = |child: &Child| {
            let raw = &self.xml[child.at.clone()];
            child.text.is_some() && (raw.contains("<!") || raw.contains("<?"))
        };
        !self.open.ends_with("/>") && !self.children.iter().any(odd)
    }

    /// A run with the properties of this one and other content.
    pub(super) fn with(&self, content: &str) -> String {
        let prefix = self.prefix();
        format!("{}{}{content}</{prefix}r>", self.open, self.properties)
    }

    /// A run with the properties of this one, whose text is written already as XML.
    pub(super) fn text(&self, text: &str) -> String {
        let prefix = self.prefix();
        self.with(&format!("<{prefix}t xml:space=\"preserve\">{text}</{prefix}t>"))
    }

    /// The part of the run between two bytes as a run of its own; empty if nothing is between them. Deleted text has an
    /// element of its own.
    pub(super) fn piece(&self, from: usize, to: usize, deleted: bool) -> String {
        let prefix = self.prefix();
        let mut content = String::new();
        for child in &self.children {
            let whole = from <= child.at.start && child.at.end <= to;
            match &child.text {
                Some(text) if deleted || !whole => {
                    let (from, to) = (from.max(text.start), to.min(text.end));
                    let name = if deleted { "delText" } else { "t" };
                    if from < to {
                        let text = &self.xml[from..to];
                        content += &format!("<{prefix}{name} xml:space=\"preserve\">{text}</{prefix}{name}>");
                    }
                }
                _ if whole => content += &self.xml[child.at.clone()],
                _ => {}
            }
        }
        if content.is_empty() { content } else { self.with(&content) }
    }

    fn prefix(&self) -> &str {
        let name = self.open.trim_start_matches('<');
        &name[..name.find(':').filter(|colon| *colon < 16).map_or(0, |colon| colon + 1)]
    }
}

/// Whether an element of this name holds what was inserted.
fn is_insertion(name: &str) -> bool {
    matches!(name.rsplit(':').next(), Some("ins" | "moveTo"))
}

/// The value of an attribute in a start tag, by its name without prefix.
pub(super) fn attribute_in<'x>(tag: &'x str, name: &str) -> Option<&'x str> {
    let at = place_in(tag, name)?;
    Some(&tag[at])
}

/// The bytes of the value of an attribute in a start tag, by its name without prefix.
pub(super) fn place_in(tag: &str, name: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let mut from = 0;
    while let Some(at) = tag[from..].find(name).map(|at| from + at) {
        let after = at + name.len();
        from = after;
        let begins = matches!(bytes.get(at.wrapping_sub(1)), Some(b':' | b' ' | b'\t' | b'\n' | b'\r'));
        let rest = tag[after..].trim_start();
        let Some(rest) = rest.strip_prefix('=').map(str::trim_start).filter(|_| begins) else { continue };
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
        let start = tag.len() - rest.len() + 1;
        let end = tag[start..].find(quote)? + start;
        return Some(start..end);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_units_have_their_bytes() {
        let part = "<w:document><w:p><w:pPr/><w:r><w:rPr><w:b/></w:rPr><w:t>nine</w:t><w:tab/></w:r>\
                    <w:hyperlink><w:r><w:t> boats </w:t></w:r></w:hyperlink>\
                    <m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p></w:document>";
        let all = Runs::read("a", part).expect("it is read");
        let units: Vec<&str> = all.units.iter().map(|unit| &part[unit.at.clone()]).collect();
        assert_eq!(units.len(), 4);
        assert!(units[1].starts_with("<w:r><w:rPr>") && units[3].starts_with("<m:oMath>"));
        assert_eq!(all.runs.len(), 2);
        let at = part.find("nine").expect("it is there");
        let run = &all.runs[all.run_at(&(at..at + 4)).expect("a run")];
        assert_eq!(
            run.piece(0, at + 2, false),
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">ni</w:t></w:r>"
        );
        assert_eq!(
            run.piece(at + 2, usize::MAX, false),
            "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">ne</w:t><w:tab/></w:r>"
        );
        assert_eq!(all.runs[1].piece(0, usize::MAX, false), "<w:r><w:t> boats </w:t></w:r>");
        assert_eq!(attribute_in("<w:ins w:author='x y' w:id=\"3\">", "id"), Some("3"));
        assert_eq!(attribute_in("<w:ins w:author='x y' w:id=\"3\">", "author"), Some("x y"));
    }
}
