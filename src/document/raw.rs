//! Blocks as formats find them, before they have zones.

use super::Cell;
use crate::Span;

/// A block before it has a zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawBlock {
    pub(crate) span: Span,
    pub(crate) raw: Raw,
    /// Whether the block stands alone: nothing follows on the next line.
    pub(crate) alone: bool,
    /// Of a cell, its place in its table.
    pub(crate) cell: Option<Cell>,
}

/// What a format knows of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    /// The headline, as the format marks it.
    Title,
    /// A line above or below the headline, as the format marks it.
    Kicker,
    /// Who wrote the article, as the format marks it.
    Byline,
    /// The date of publication, as the format marks it.
    Date,
    /// A paragraph, or a heading within the article.
    Paragraph,
    /// The text below a picture.
    Caption,
    /// A bullet.
    Bullet,
    /// A cell of a table.
    Cell,
}

/// The length in bytes of a bullet mark and the space after it.
pub(crate) fn bullet(line: &str) -> Option<usize> {
    let mark = line.chars().next().filter(|c| matches!(c, '•' | '-' | '*' | '–' | '‣' | '◦' | '▪'))?;
    let rest = &line[mark.len_utf8()..];
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then_some(line.len() - text.len())
}
