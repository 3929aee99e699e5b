//! Documents: the linted text, its articles and their zones, and the map back to the bytes of the file. Code
//! for single formats is in [`formats`](crate::formats).

pub(crate) mod blocks;
pub(crate) mod builder;
pub(crate) mod comment;
pub(crate) mod dateline;
pub(crate) mod fields;
pub(crate) mod format;
pub(crate) mod large;
mod lines;
mod map;
mod origin;
mod part;
mod phrase;
pub(crate) mod plain;
mod position;
pub(crate) mod raw;
pub(crate) mod records;
mod rewrite;
pub(crate) mod table;
mod units;
mod zone_set;
mod zones;

pub(crate) use comment::IGNORE;
pub use fields::{Fields, Inner};
pub use format::{AUTHOR, Changes, Charset, Format, Markup, Note, Reading, Records, Rewrite, Unreadable};
pub use map::SourceMap;
pub use origin::Origin;
pub(crate) use position::Lines;
pub use position::Positions;
pub use records::{Cut, Start};
pub use rewrite::FileEdit;
pub(crate) use rewrite::changed;
pub use table::Cell;
pub use units::{Offsets, Unit};
pub(crate) use zone_set::ZoneSet;

use jiff::civil;
use schemars::JsonSchema;

use crate::Span;

/// What part of an article a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Zone {
    /// A line above the headline or between it and the lead: a rubric, a mark of release, a second headline.
    Kicker,
    /// The title.
    Headline,
    /// Who wrote the article.
    Byline,
    /// The line that names the publisher (`Source: …`).
    Source,
    /// The date of publication, or where and when the text was written: a line, or the first words of the lead.
    Dateline,
    /// The first paragraph of the body.
    Lead,
    /// Any other paragraph.
    Body,
    /// A bullet.
    List,
    /// A cell of a table, or a paragraph of figures that was a table.
    Table,
    /// What a picture shows, and who took it.
    Caption,
    /// What is about the publisher, the article or its page: contacts, notes to editors, corrections, links.
    Boilerplate,
}

impl Zone {
    /// Every zone, in the order of an article.
    pub const ALL: [Self; 11] = [
        Self::Kicker,
        Self::Headline,
        Self::Byline,
        Self::Source,
        Self::Dateline,
        Self::Lead,
        Self::Body,
        Self::List,
        Self::Table,
        Self::Caption,
        Self::Boilerplate,
    ];

    /// The name used in rules and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kicker => "kicker",
            Self::Headline => "headline",
            Self::Byline => "byline",
            Self::Source => "source",
            Self::Dateline => "dateline",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::List => "list",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// Whether a block of the zone is the article's own text. What is not proves nothing about the article.
    #[must_use]
    pub const fn is_own(self) -> bool {
        !matches!(self, Self::Byline | Self::Source | Self::Caption | Self::Boilerplate)
    }
}

/// A run of text that belongs together: a title, a paragraph, a bullet.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// The zone of the block.
    pub zone: Zone,
    /// Its text, without the line breaks and bullet mark around it.
    pub span: Span,
    /// For a bullet, the index of the paragraph that introduces the list.
    pub parent: Option<u32>,
    /// Of a cell of a table, its place there. Each paragraph of a cell is a block.
    pub cell: Option<Cell>,
}

/// One article of a document.
#[derive(Clone, Debug)]
pub struct Article {
    /// The place of the article in the file, counted from 1.
    pub index: usize,
    /// The id of the article, if it is a record with an id.
    pub id: Option<String>,
    /// The blocks, in order; never empty.
    pub blocks: Vec<Block>,
}

impl Article {
    /// The span of the headline, if there is one.
    #[must_use]
    pub fn title(&self) -> Option<Span> {
        self.blocks.iter().find(|b| b.zone == Zone::Headline).map(|b| b.span)
    }

    /// The span from the first byte of the first block to the last byte of the last block.
    #[must_use]
    pub fn span(&self) -> Span {
        let at = |b: Option<&Block>| b.map_or(Span::new(0, 0), |b| b.span);
        at(self.blocks.first()).cover(at(self.blocks.last()))
    }
}

/// A file's text, read and divided.
#[derive(Clone, Debug)]
pub struct Document {
    /// The name shown in reports; never opened.
    pub path: String,
    /// The linted text. Spans everywhere are bytes of it.
    pub text: String,
    /// The source of the text, and the map back to it.
    pub origin: Origin,
    /// The articles, in order. Empty for a file without text.
    pub articles: Vec<Article>,
    /// Warnings about parts that could not be read as they should be, for the user.
    pub notes: Vec<String>,
    /// Records that could not be read, each with its place and the reason. The other records are articles.
    pub unread: Vec<String>,
    /// The day of publication of the articles that do not tell it.
    pub published: Option<civil::Date>,
    /// Comments to factlint (`<!-- factlint-… -->`), in order. They are part of no block.
    pub comments: Vec<Span>,
    /// Comments of the format to factlint, which stand beside the text, in order.
    pub remarks: Vec<Remark>,
}

/// A comment of a format to factlint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What it says: "factlint-ignore RULE: reason".
    pub text: String,
    /// The text that it speaks of.
    pub span: Span,
}

impl Document {
    /// The article with an [`Article::index`]. Logarithmic.
    #[must_use]
    pub fn article(&self, index: usize) -> Option<&Article> {
        self.articles.binary_search_by_key(&index, |article| article.index).ok().map(|at| &self.articles[at])
    }

    /// Reads plain text: several articles where `Source: …` lines mark them, one otherwise. Linear in the
    /// length of the text. A byte order mark is left out of `text` and counted in the map.
    #[must_use]
    pub fn plain(path: impl Into<String>, text: impl Into<String>) -> Self {
        let mut text: String = text.into();
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        text.drain(..mark);
        plain::document(path.into(), text, Origin::plain(mark as u32))
    }
}
