//! Word documents (.docx).

mod annotate;
mod remarks;
mod runs;
mod styles;
mod track;

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::events::BytesStart;

use super::flow::{Flow, White};
use super::package::{self, Package};
use super::remarks::Remarks;
use super::xml::{Event, Xml, attribute, escape, is_on};
use crate::document::Document;
use crate::document::raw::Raw;
use crate::document::{Format, Markup, Note, Reading, Rewrite, Unreadable};
use styles::{Kind, Styles, heading};

/// Word documents.
#[derive(Debug)]
pub(super) struct Docx;

impl Markup for Docx {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        escape(text)
    }

    fn write(&self, bytes: &[u8], edits: &[Rewrite<'_>]) -> Option<Vec<u8>> {
        package::rewrite(bytes, edits, keep_spaces)
    }

    fn track(&self, bytes: &[u8], edits: &[Rewrite<'_>], date: Option<&str>) -> Option<Vec<u8>> {
        track::track(bytes, edits, date)
    }

    fn annotate(&self, bytes: &[u8], notes: &[Note<'_>], date: Option<&str>) -> Option<Vec<u8>> {
        annotate::annotate(bytes, notes, date)
    }
}

impl Format for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn about(&self) -> &'static str {
        "Word documents"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let mut package = Package::open(&bytes)?;
        let name = main_part(&mut package)?;
        let Some(article) = package.part(&name)? else {
            return Err(Unreadable(format!("this is no Word document: it has no {name}")));
        };
        let relations = Relations::of(&name, &mut package)?;
        let styles = match relations.part("styles") {
            Some(name) => Styles::read(&name, &package.part(&name)?.unwrap_or_default())?,
            None => Styles::default(),
        };
        // Notes are read after the article.
        let mut parts = vec![(name, article)];
        for notes in ["footnotes", "endnotes"] {
            if let Some(name) = relations.part(notes)
                && let Some(part) = package.part(&name)?
            {
                parts.push((name, part));
            }
        }
        let remarks = match relations.part("comments") {
            Some(name) => remarks::read(&name, &package.part(&name)?.unwrap_or_default(), &parts[0])?,
            None => Remarks::default(),
        };
        drop(package);
        drop(bytes);
        let mut flow = Flow::new(White::Kept);
        for (name, xml) in &parts {
            flow.part(name, xml);
            Reader { xml: Xml::new(name, xml), styles: &styles, flow: &mut flow, state: State::default() }
                .read(name)?;
        }
        let mut document = flow.finish(path, &Self);
        remarks.add_to(&mut document);
        Ok(document)
    }
}

/// The name of the part that has the article.
fn main_part(package: &mut Package<'_>) -> Result<String, Unreadable> {
    let relations = Relations::of("", package)?;
    Ok(relations.part("officeDocument").unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The related parts of a part, by their types.
struct Relations(Vec<(String, String)>);

impl Relations {
    /// Reads the related parts of a part, or of the package if `part` is empty.
    fn of(part: &str, package: &mut Package<'_>) -> Result<Self, Unreadable> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{file}.rels");
        let text = package.part(&name)?.unwrap_or_default();
        let mut xml = Xml::new(&name, &text);
        let mut relations = Vec::new();
        while let Some((event, _)) = xml.next()? {
            if let Event::Start(tag) = event
                && let (Some(kind), Some(target)) = (attribute(&tag, "Type"), attribute(&tag, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or(kind);
                let target = match target.strip_prefix('/') {
                    Some(target) => target.to_owned(),
                    None => format!("{folder}{slash}{target}"),
                };
                relations.push((kind.to_owned(), target));
            }
        }
        Ok(Self(relations))
    }

    fn part(&self, kind: &str) -> Option<String> {
        self.0.iter().find(|(k, _)| k == kind).map(|(_, part)| part.clone())
    }
}

/// The state of the reader inside a part.
#[derive(Debug, Default)]
struct State {
    /// For each run that is open, whether it is hidden.
    hidden: Vec<bool>,
    /// For each field that is open, whether its result has begun.
    fields: Vec<bool>,
    /// For each choice between contents that is open, whether one of them is taken.
    chosen: Vec<bool>,
    /// The number of open cells.
    cells: usize,
    /// The part of the open `w:t` that is text.
    text: Option<Range<usize>>,
    /// For each paragraph that is open, whether its end is deleted.
    endless: Vec<bool>,
    /// Whether the next paragraph continues the last.
    goes_on: bool,
}

struct Reader<'f, 'x> {
    xml: Xml<'x>,
    styles: &'f Styles,
    flow: &'f mut Flow<'x>,
    state: State,
}

impl<'x> Reader<'_, 'x> {
    fn read(mut self, name: &str) -> Result<(), Unreadable> {
        let mut root = true;
        while let Some((event, range)) = self.xml.next()? {
            match event {
                Event::Start(tag) => {
                    let is_root =
                        matches!(tag.local_name().into_inner(), "document" | "footnotes" | "endnotes");
                    if std::mem::take(&mut root) && !is_root {
                        let root = tag.local_name().into_inner();
                        let what = format!("this is no Word document: {name} is a <{root}>");
                        return Err(Unreadable(what));
                    }
                    self.start(&tag, range)?;
                }
                Event::End(tag) => self.end(tag.local_name().into_inner()),
                Event::Text => {
                    if let Some(text) = &self.state.text {
                        let range = range.start.max(text.start)..range.end.min(text.end);
                        if !range.is_empty() {
                            self.flow.text(range);
                        }
                    }
                }
                Event::Written(char) => {
                    if self.state.text.is_some() {
                        self.flow.written(char, range);
                    }
                }
            }
        }
        if root {
            return Err(Unreadable(format!("this is no Word document: {name} is empty")));
        }
        Ok(())
    }

    /// Whether the open run is visible.
    fn is_seen(&self) -> bool {
        let State { hidden, fields, .. } = &self.state;
        hidden.last() == Some(&false) && fields.iter().all(|result| *result)
    }

    fn start(&mut self, tag: &BytesStart<'x>, range: Range<usize>) -> Result<(), Unreadable> {
        match tag.local_name().into_inner() {
            "p" => {
                self.state.endless.push(false);
                if !std::mem::take(&mut self.state.goes_on) {
                    let raw = if self.state.cells > 0 { Raw::Cell } else { Raw::Paragraph };
                    self.flow.begin(raw, false);
                }
            }
            "pPr" => self.paragraph_properties()?,
            "r" => self.state.hidden.push(false),
            "rPr" => self.run_properties()?,
            "t" if self.is_seen() => {
                let kept = attribute(tag, "space") == Some("preserve");
                self.state.text = Some(self.xml.content(range.end, kept));
            }
            "tab" | "ptab" if self.is_seen() => self.flow.mark('\t', 1, range),
            "br" | "cr" if self.is_seen() => self.flow.line_break(range),
            "noBreakHyphen" if self.is_seen() => self.flow.mark('\u{2011}', 1, range),
            "sym" if self.is_seen() => {
                let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
                if let Some(char) = code.and_then(char::from_u32).filter(|char| !char.is_control()) {
                    self.flow.mark(char, 1, range);
                }
            }
            "fldChar" => match attribute(tag, "fldCharType") {
                Some("begin") => self.state.fields.push(false),
                Some("separate") => {
                    if let Some(result) = self.state.fields.last_mut() {
                        *result = true;
                    }
                }
                Some("end") => drop(self.state.fields.pop()),
                _ => {}
            },
            "tbl" => self.flow.tables().begin(),
            "tr" => self.flow.tables().row(),
            "gridBefore" => self.flow.tables().skip(number(tag)),
            "gridSpan" => self.flow.tables().widen(number(tag).saturating_sub(1)),
            "vMerge" => self.flow.tables().is_joined(),
            "tc" => {
                self.state.cells += 1;
                self.flow.tables().cell(1, 1);
            }
            "AlternateContent" => self.state.chosen.push(false),
            "Choice" | "Fallback" => match self.state.chosen.last_mut() {
                Some(chosen) if *chosen => self.xml.skip()?,
                Some(chosen) => *chosen = true,
                None => {}
            },
            // Deleted and moved text, the code of a field, the reading of a word.
            "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "rt" => self.xml.skip()?,
            // Properties without use here, some of which have elements named like those of text.
            "sectPr" | "tblPr" | "tblGrid" | "sdtPr" | "tcBorders" | "tcPrChange" | "trPrChange" => {
                self.xml.skip()?;
            }
            // The lines that separate notes from text.
            "footnote" | "endnote" if attribute(tag, "type").is_some_and(|kind| kind != "normal") => {
                self.xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if self.state.endless.pop() == Some(true) => self.state.goes_on = true,
            "p" => self.flow.end(),
            "r" => drop(self.state.hidden.pop()),
            "t" => self.state.text = None,
            "tc" => self.state.cells = self.state.cells.saturating_sub(1),
            "tbl" => self.flow.tables().end(),
            "AlternateContent" => drop(self.state.chosen.pop()),
            _ => {}
        }
    }

    /// Reads the properties of the open paragraph.
    fn paragraph_properties(&mut self) -> Result<(), Unreadable> {
        let (mut style, mut level, mut list) = (Kind::Plain, None, None);
        let mut open = 1;
        while open > 0 {
            let Some((event, _)) = self.xml.next()? else { break };
            match event {
                Event::Start(tag) => {
                    open += 1;
                    match tag.local_name().into_inner() {
                        "pStyle" => style = attribute(&tag, "val").map_or(style, |id| self.styles.kind(id)),
                        "outlineLvl" => level = attribute(&tag, "val").and_then(heading),
                        "numId" => list = Some(attribute(&tag, "val") != Some("0")),
                        "del" | "moveFrom" => {
                            if let Some(endless) = self.state.endless.last_mut() {
                                *endless = true;
                            }
                        }
                        // The properties before a change.
                        "pPrChange" => {
                            self.xml.skip()?;
                            open -= 1;
                        }
                        _ => {}
                    }
                }
                Event::End(_) => open -= 1,
                Event::Text | Event::Written(_) => {}
            }
        }
        let kind = match (level.unwrap_or(style), list) {
            (kind @ (Kind::Title | Kind::Heading), _) => kind,
            (_, Some(true)) => Kind::Bullet,
            (_, Some(false)) => Kind::Plain,
            (kind, None) => kind,
        };
        match kind {
            Kind::Title => self.flow.is(Raw::Title),
            _ if self.state.cells > 0 => {}
            Kind::Bullet => self.flow.is(Raw::Bullet),
            Kind::Caption => self.flow.is(Raw::Caption),
            Kind::Heading | Kind::Plain => {}
        }
        Ok(())
    }

    /// Reads whether the open run is hidden.
    fn run_properties(&mut self) -> Result<(), Unreadable> {
        let mut open = 1;
        while open > 0 {
            let Some((event, _)) = self.xml.next()? else { break };
            match event {
                Event::Start(tag) if tag.local_name().into_inner() == "rPrChange" => self.xml.skip()?,
                Event::Start(tag) => {
                    open += 1;
                    if tag.local_name().into_inner() == "vanish"
                        && let Some(hidden) = self.state.hidden.last_mut()
                    {
                        *hidden = is_on(&tag);
                    }
                }
                Event::End(_) => open -= 1,
                Event::Text | Event::Written(_) => {}
            }
        }
        Ok(())
    }
}

/// The number that an element gives; 0 if it gives none.
fn number(tag: &BytesStart<'_>) -> u32 {
    attribute(tag, "val").and_then(|value| value.parse().ok()).unwrap_or(0)
}

/// Marks changed text that begins or ends with a space so that its spaces are kept. Linear.
fn keep_spaces(part: String, changes: &[usize]) -> String {
    let mut out = String::with_capacity(part.len());
    let (mut from, mut seen) = (0, 0);
    for &at in changes {
        if at < seen {
            continue;
        }
        let end = memchr::memchr(b'<', &part.as_bytes()[at..]).map_or(part.len(), |n| at + n);
        seen = end;
        let tag = memchr::memrchr(b'<', &part.as_bytes()[..at]).unwrap_or(at);
        let Some(close) = memchr::memchr(b'>', &part.as_bytes()[tag..at]).map(|n| tag + n) else { continue };
        let (tag, text) = (&part[tag..close], &part[close + 1..end]);
        let name = tag.split_ascii_whitespace().next().unwrap_or(tag);
        // DrawingML has an element of that name that keeps its spaces by itself.
        let is_text = name.ends_with(":t") && name != "<a:t";
        if is_text && text.trim_ascii() != text && !tag.contains("xml:space") {
            out.push_str(&part[from..close]);
            out.push_str(" xml:space=\"preserve\"");
            from = close;
        }
    }
    if from == 0 {
        return part;
    }
    out.push_str(&part[from..]);
    out
}
