//! Frames: problems of a text, drawn for people. Under a heading stand the lines in question, with their
//! numbers; the places are marked below, and their labels hang from the marks.
//!
//! ```text
//! count.headline
//!
//!   × the headline says nine sailors, but the lead says eight sailors
//!    ╭─[ferry.txt:1:1]
//!  1 │ Nine sailors rescued off Gozo
//!    · ──────┬─────
//!    ·       ╰── 9 here
//!    ╰────
//!   help: check the figure
//! ```

mod breaks;
mod look;
mod snippet;
#[cfg(test)]
mod tests;
mod wrap;

use std::ops::Range;

use crate::{Severity, visible};
use look::{Ink, Paint, VERTICAL, icon};
use wrap::wrap;

/// The contents of a frame.
#[derive(Debug)]
pub(super) struct Notice<'t> {
    pub(super) severity: Severity,
    /// The rule, which stands above all.
    pub(super) code: Option<&'t str>,
    pub(super) message: String,
    /// The name of the file of all lines.
    pub(super) file: &'t str,
    /// Groups of lines to be drawn, one below the other.
    pub(super) snippets: Vec<Snippet<'t>>,
    /// The places in all lines, sorted by their start.
    pub(super) marks: Vec<Mark>,
    /// The help text.
    pub(super) help: Option<String>,
}

/// Lines that are drawn as one group.
#[derive(Debug)]
pub(super) struct Snippet<'t> {
    /// The line and column for which they are shown.
    pub(super) place: (usize, usize),
    pub(super) lines: Vec<Line<'t>>,
}

/// A line to draw.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) number: usize,
    /// The bytes of the line with the line end, counted as those of marks are.
    pub(super) bytes: Range<usize>,
    /// The text without the line end.
    pub(super) text: &'t str,
}

/// A place to mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    /// The label of the place; may have several lines.
    pub(super) label: Option<String>,
}

/// Draws notices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    width: usize,
    paint: Paint,
}

impl Frame {
    /// Frames for a terminal of `width` columns, in colour or not. Messages are wrapped to this width; the
    /// lines of texts are not.
    pub(super) const fn new(width: usize, colour: bool) -> Self {
        Self { width, paint: Paint(colour) }
    }

    /// A notice as text, in which nothing is hidden.
    pub(super) fn draw(&self, notice: &Notice<'_>) -> String {
        let level = |text| self.paint.ink(Ink::Level(notice.severity), text);
        let wrapped = |text: &str, first: &str, rest: &str, indent: usize| {
            wrap(&visible::lines(text), self.width.saturating_sub(2 + indent), first, rest)
        };
        let mut out = notice.code.map_or_else(String::new, |code| level(code) + "\n\n");
        let first = format!("  {} ", level(icon(notice.severity)));
        let rest = format!("  {} ", level(VERTICAL));
        out += &wrapped(&notice.message, &first, &rest, 4);
        for snippet in &notice.snippets {
            snippet::draw(&mut out, snippet, notice, self.paint);
        }
        if let Some(help) = &notice.help {
            out += &wrapped(help, &self.paint.ink(Ink::Help, "  help: "), "        ", 8);
        }
        out
    }
}
