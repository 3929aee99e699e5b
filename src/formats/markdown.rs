//! Markdown: the text that readers see, and the front matter of site generators.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::encoding::{decode, written};
use crate::document::Document;
use crate::document::builder::Builder;
use crate::document::raw::Raw;
use crate::document::{Format, Markup, Reading, Unreadable};

/// Markdown: CommonMark with the tables and footnotes of GitHub.
#[derive(Debug)]
pub(super) struct Markdown;

/// The characters that are written with a backslash where they are no marks.
const MARKS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '~'];

impl Markup for Markdown {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(MARKS) {
            return Cow::Borrowed(text);
        }
        let escaped = |c| if MARKS.contains(&c) { ['\\', c] } else { ['\0', c] };
        Cow::Owned(text.chars().flat_map(escaped).filter(|c| *c != '\0').collect())
    }
}

impl Format for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn about(&self) -> &'static str {
        "Markdown, with front matter"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let decoded = decode(bytes, None)?;
        let builder = build(&decoded.text);
        Ok(builder.finish(path, written(&Self, decoded)))
    }
}

/// Reads a text in Markdown. Linear.
pub(super) fn build(source: &str) -> Builder {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut reader = Reader { source, builder: Builder::new(), silent: 0, bullet: 0, html: String::new() };
    let mut first = true;
    for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
        // A heading of any level that comes first is the headline.
        if let Event::Start(Tag::Heading { level, .. }) = &event {
            reader.builder.open(if first || *level == HeadingLevel::H1 {
                Raw::Title
            } else {
                Raw::Paragraph
            });
        }
        first &=
            matches!(event, Event::Html(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock));
        reader.event(event, range);
    }
    reader.builder
}

struct Reader<'s> {
    source: &'s str,
    builder: Builder,
    /// How many open elements are no article text.
    silent: usize,
    /// How many bullets are open.
    bullet: usize,
    /// The text of the open block of HTML.
    html: String,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::MetadataBlock(kind)) => {
                self.silent += 1;
                self.front_matter(kind, range);
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. }) => self.silent += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::MetadataBlock(_)) => {
                self.silent = self.silent.saturating_sub(1);
            }
            Event::Start(Tag::Item) => {
                self.bullet += 1;
                self.builder.open(Raw::Bullet);
            }
            Event::End(TagEnd::Item) => {
                self.bullet = self.bullet.saturating_sub(1);
                self.builder.close();
            }
            Event::Start(Tag::Table(_)) => self.builder.tables.begin(),
            Event::End(TagEnd::Table) => self.builder.tables.end(),
            Event::Start(Tag::TableHead | Tag::TableRow) => self.builder.tables.row(),
            Event::Start(Tag::TableCell) => {
                self.builder.tables.cell(1, 1);
                self.builder.open(Raw::Cell);
            }
            // The first paragraph of a bullet is the bullet.
            Event::Start(Tag::Paragraph) if self.bullet == 0 => self.builder.open(Raw::Paragraph),
            Event::Start(Tag::Paragraph) => self.builder.open(Raw::Bullet),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => self.builder.close(),
            Event::Html(html) => {
                if self.html.is_empty() {
                    self.builder.close();
                }
                self.html.push_str(&html);
            }
            Event::Start(Tag::HtmlBlock) => self.html.clear(),
            Event::End(TagEnd::HtmlBlock) => self.comments(range),
            Event::Text(text) if self.silent == 0 => self.text(&text, range),
            Event::Code(text) if self.silent == 0 => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak if self.silent == 0 => self.builder.put("\n", range),
            _ => {}
        }
    }

    /// Adds text with its place, where it may stand unchanged or with marks around it.
    fn text(&mut self, text: &str, range: Range<usize>) {
        match self.source.get(range.clone()).and_then(|written| written.find(text)) {
            Some(at) => self.builder.copy(text, range.start + at),
            None => self.builder.put(text, range),
        }
    }

    /// Adds the comments to factlint in a block of HTML, which may have several and other HTML.
    fn comments(&mut self, range: Range<usize>) {
        let html = self.source.get(range.clone()).unwrap_or_default();
        let mut from = 0;
        while let Some(start) = html[from..].find("<!--").map(|at| from + at) {
            let Some(end) = html[start..].find("-->").map(|at| start + at + 3) else { break };
            self.builder.comment(&html[start..end], range.start + start);
            from = end;
        }
        self.html.clear();
    }

    /// Adds the title, date and source of a front matter: `key: value`, or `key = "value"`.
    fn front_matter(&mut self, kind: MetadataBlockKind, range: Range<usize>) {
        let mark = match kind {
            MetadataBlockKind::YamlStyle => ':',
            MetadataBlockKind::PlusesStyle => '=',
        };
        let block = self.source.get(range.clone()).unwrap_or_default();
        let mut found: [Option<(Raw, Range<usize>)>; 3] = [None, None, None];
        let mut at = range.start;
        for line in block.split_inclusive('\n') {
            let start = at;
            at += line.len();
            // An indented line belongs to another key.
            let Some((key, value)) = line.split_once(mark) else { continue };
            let value_at = start + key.len() + mark.len_utf8();
            let trimmed = unquoted(value.trim());
            let Some(offset) = value.find(trimmed).filter(|_| !trimmed.is_empty()) else { continue };
            let place = value_at + offset..value_at + offset + trimmed.len();
            match key.trim_end().to_ascii_lowercase().as_str() {
                "title" | "headline" => found[0] = found[0].take().or(Some((Raw::Title, place))),
                "date" | "published" | "pubdate" => found[2] = found[2].take().or(Some((Raw::Date, place))),
                "source" if mark == ':' => found[1] = Some((Raw::Paragraph, start..place.end)),
                _ => {}
            }
        }
        for (raw, place) in found.into_iter().flatten() {
            let Some(text) = self.source.get(place.clone()) else { continue };
            // Only the day of a time is taken, and no value that goes on in other lines.
            let text = if raw == Raw::Date { day(text) } else { text };
            if text != ">" && text != "|" {
                self.builder.open(raw);
                self.builder.copy(text, place.start);
                self.builder.close();
            }
        }
    }
}

/// A value without the quotation marks around it.
fn unquoted(value: &str) -> &str {
    let inside = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    inside('"').or_else(|| inside('\'')).unwrap_or(value)
}

/// The day of a time: "2024-03-12" of "2024-03-12T09:30:00Z".
pub(super) fn day(time: &str) -> &str {
    let is_day = |day: &str| {
        day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
    };
    time.get(..10).filter(|day| is_day(day)).unwrap_or(time)
}
