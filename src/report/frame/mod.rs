//! Frames: what is wrong in a text, drawn for a person. Under a heading stand the lines that it is
//! about, with their numbers; the places are marked below, and their labels hang from the marks.
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

use crate::Severity;
use look::{Ink, Paint, VERTICAL, icon};
use wrap::wrap;

/// What a frame says.
#[derive(Debug)]
pub(super) struct Notice<'t> {
    pub(super) severity: Severity,
    /// What stands above all: the rule.
    pub(super) code: Option<&'t str>,
    pub(super) message: String,
    /// The file that all lines are of.
    pub(super) file: &'t str,
    /// Lines to be drawn together, one drawing below the other.
    pub(super) snippets: Vec<Snippet<'t>>,
    /// The places in all lines, by where they begin.
    pub(super) marks: Vec<Mark>,
    /// The way out.
    pub(super) help: Option<String>,
}

/// Lines that stand together.
#[derive(Debug)]
pub(super) struct Snippet<'t> {
    /// Line and column of what they are shown for.
    pub(super) place: (usize, usize),
    pub(super) lines: Vec<Line<'t>>,
}

/// A line to draw.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) number: usize,
    /// Its bytes, with the line end, by the same count as those of marks.
    pub(super) bytes: Range<usize>,
    /// Without the line end.
    pub(super) text: &'t str,
}

/// A place to mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) bytes: Range<usize>,
    /// What is said of it; may have several lines.
    pub(super) label: Option<String>,
}

/// Draws notices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    width: usize,
    paint: Paint,
}

impl Frame {
    /// Frames for a terminal of `width` columns, in colour or not. Messages are wrapped to it; the
    /// lines of texts are not.
    pub(super) const fn new(width: usize, colour: bool) -> Self {
        Self { width, paint: Paint(colour) }
    }

    /// A notice as text.
    pub(super) fn draw(&self, notice: &Notice<'_>) -> String {
        let level = |text| self.paint.ink(Ink::Level(notice.severity), text);
        let wrapped = |text: &str, first: &str, rest: &str, indent: usize| {
            wrap(text, self.width.saturating_sub(2 + indent), first, rest)
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
