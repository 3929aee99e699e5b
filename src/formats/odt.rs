//! OpenDocument texts (.odt).

mod remarks;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use quick_xml::events::BytesStart;

use super::flow::{Flow, White};
use super::package::{self, Package};
use super::xml::{Event, Xml, attribute, escape};
use crate::document::Document;
use crate::document::raw::Raw;
use crate::document::{Format, Markup, Reading, Rewrite, Unreadable};

/// OpenDocument texts.
#[derive(Debug)]
pub(super) struct Odt;

/// The part that has the text.
const CONTENT: &str = "content.xml";

/// The most spaces that one element can stand for.
const SPACES: u8 = 100;

/// The most styles in a chain of styles that are made from each other.
const CHAIN: usize = 16;

impl Markup for Odt {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        escape(text)
    }

    fn write(&self, bytes: &[u8], edits: &[Rewrite<'_>]) -> Option<Vec<u8>> {
        package::rewrite(bytes, edits, |part, _| part)
    }
}

impl Format for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn about(&self) -> &'static str {
        "OpenDocument texts, as LibreOffice writes them"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let mut package = Package::open(&bytes)?;
        let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
        if manifest.contains(":encryption-data") {
            return Err(package::locked());
        }
        let Some(xml) = package.part(CONTENT)? else {
            return Err(Unreadable(format!("this is no OpenDocument text: it has no {CONTENT}")));
        };
        let mut styles = Styles::default();
        if let Some(part) = package.part("styles.xml")? {
            styles.read("styles.xml", &part)?;
        }
        drop(package);
        drop(bytes);
        let mut flow = Flow::new(White::Collapsed);
        flow.part(CONTENT, &xml);
        Reader { xml: Xml::new(CONTENT, &xml), styles, flow: &mut flow, state: State::default() }.read()?;
        let mut document = flow.finish(path, &Self);
        remarks::read(CONTENT, &xml)?.add_to(&mut document);
        Ok(document)
    }
}

/// The style that each style is made from, by name.
#[derive(Debug, Default)]
struct Styles(HashMap<String, String>);

impl Styles {
    fn read(&mut self, name: &str, part: &str) -> Result<(), Unreadable> {
        let mut xml = Xml::new(name, part);
        while let Some((event, _)) = xml.next()? {
            if let Event::Start(tag) = event {
                self.add(&tag);
            }
        }
        Ok(())
    }

    /// Adds a style, if this element is one.
    fn add(&mut self, tag: &BytesStart<'_>) {
        if tag.local_name().into_inner() == "style"
            && let Some(name) = attribute(tag, "name")
            && let Some(parent) = attribute(tag, "parent-style-name")
        {
            self.0.insert(name.to_owned(), parent.to_owned());
        }
    }

    /// Whether a style is one of these built-in styles, or is made from one.
    fn is(&self, name: &str, known: &[&str]) -> bool {
        let mut chain = std::iter::successors(Some(name), |name| self.0.get(*name).map(String::as_str));
        chain.by_ref().take(CHAIN).any(|name| known.contains(&name))
    }
}

/// The state of the reader inside the part.
#[derive(Debug, Default)]
struct State {
    /// For each open paragraph or note, what kind of text is in it.
    within: Vec<Within>,
    /// How many list items and how many cells are open.
    items: usize,
    cells: usize,
    /// Whether the document is a text, and no table or drawing.
    is_text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Paragraph,
    /// A note, or a frame, in a paragraph, with paragraphs of its own.
    Note,
    Frame,
}

struct Reader<'f, 'x> {
    xml: Xml<'x>,
    styles: Styles,
    flow: &'f mut Flow<'x>,
    state: State,
}

impl<'x> Reader<'_, 'x> {
    fn read(mut self) -> Result<(), Unreadable> {
        while let Some((event, range)) = self.xml.next()? {
            match event {
                Event::Start(tag) => self.start(&tag, range)?,
                Event::End(tag) => self.end(tag.local_name().into_inner()),
                Event::Text if self.is_in_text() => self.flow.text(range),
                Event::Written(char) if self.is_in_text() => self.flow.written(char, range),
                Event::Text | Event::Written(_) => {}
            }
        }
        if self.state.is_text {
            Ok(())
        } else {
            Err(Unreadable("this is no OpenDocument text, but another kind of document".to_owned()))
        }
    }

    fn is_in_text(&self) -> bool {
        self.state.within.last() == Some(&Within::Paragraph)
    }

    fn start(&mut self, tag: &BytesStart<'x>, range: Range<usize>) -> Result<(), Unreadable> {
        match tag.local_name().into_inner() {
            "text" if tag.name().into_inner() == "office:text" => self.state.is_text = true,
            "style" => self.styles.add(tag),
            name @ ("h" | "p") => {
                let note = self.state.within.contains(&Within::Note);
                let raw = if note { Raw::Paragraph } else { self.raw(name, tag) };
                self.flow.begin(raw, note);
                self.state.within.push(Within::Paragraph);
            }
            "note" => self.state.within.push(Within::Note),
            "frame" => self.state.within.push(Within::Frame),
            "s" if self.is_in_text() => {
                let count = attribute(tag, "c").and_then(|count| count.parse::<u32>().ok());
                let count = count.unwrap_or(1).min(SPACES.into()) as u8;
                self.flow.mark(' ', count, range);
            }
            "tab" if self.is_in_text() => self.flow.mark('\t', 1, range),
            "line-break" if self.is_in_text() => self.flow.line_break(range),
            "list-item" | "list-header" | "numbered-paragraph" => self.state.items += 1,
            "table" => self.flow.tables().begin(),
            "table-row" => self.flow.tables().row(),
            "covered-table-cell" => self.flow.tables().skip(number(tag, "number-columns-repeated")),
            "table-cell" => {
                self.state.cells += 1;
                let [columns, rows, times] =
                    ["number-columns-spanned", "number-rows-spanned", "number-columns-repeated"]
                        .map(|name| number(tag, name));
                self.flow.tables().cell_before_covered(columns, rows, times);
            }
            // Deleted text, remarks, the number of a note, the reading of a word, the description of a
            // picture, and data.
            "tracked-changes" | "annotation" | "note-citation" | "ruby-text" | "title" | "desc"
            | "binary-data"
                if !is_field(tag) =>
            {
                self.xml.skip()?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "h" | "p" => {
                self.state.within.pop();
                self.flow.end();
            }
            "note" | "frame" => drop(self.state.within.pop()),
            "list-item" | "list-header" | "numbered-paragraph" => {
                self.state.items = self.state.items.saturating_sub(1);
            }
            "table" => self.flow.tables().end(),
            "table-cell" => self.state.cells = self.state.cells.saturating_sub(1),
            _ => {}
        }
    }

    /// The kind of a heading or paragraph.
    fn raw(&self, name: &str, tag: &BytesStart<'_>) -> Raw {
        let State { items, cells, .. } = self.state;
        let top = name == "h" && attribute(tag, "outline-level").is_none_or(|level| level == "1");
        let style = attribute(tag, "style-name");
        let is = |known| style.is_some_and(|style| self.styles.is(style, known));
        if top || is(&["Title"]) {
            Raw::Title
        } else if cells > 0 {
            Raw::Cell
        } else if items > 0 && name == "p" {
            Raw::Bullet
        } else if is(&CAPTIONS) {
            Raw::Caption
        } else {
            Raw::Paragraph
        }
    }
}

/// The built-in styles of the text below a picture.
const CAPTIONS: [&str; 4] = ["Caption", "Figure", "Illustration", "Drawing"];

/// The number that an attribute gives; 1 if there is none.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|value| value.parse().ok()).unwrap_or(1)
}

/// Whether an element shows the title of the document. The title of a picture has the same name.
fn is_field(tag: &BytesStart<'_>) -> bool {
    tag.name().into_inner() == "text:title"
}
