//! The glyphs and colours with which frames are drawn.

use std::fmt::Display;

use crate::Severity;

pub(super) const HORIZONTAL: &str = "─";
pub(super) const VERTICAL: &str = "│";
/// Stands in the place of a line number between lines.
pub(super) const BETWEEN: &str = "·";
pub(super) const TOP_LEFT: &str = "╭";
pub(super) const BOTTOM_LEFT: &str = "╰";
pub(super) const FORK: &str = "├";
/// The start of a label with several lines.
pub(super) const STOP: &str = "┤";
pub(super) const ARROW: &str = "▶";
/// The point of a mark from which its label hangs.
pub(super) const HOOK: &str = "┬";
/// Marks a place without words.
pub(super) const HERE: &str = "▲";

/// The sign of a severity, with which a finding begins.
pub(super) const fn icon(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "⚠",
        Severity::Info => "☞",
    }
}

/// The parts of a frame that have a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Level(Severity),
    Help,
    /// The name of a file, with line and column.
    Link,
    /// The number of a line.
    Number,
    /// One of several places, by its index.
    Mark(usize),
}

impl Ink {
    /// The parameters of the escape sequence.
    const fn code(self) -> &'static str {
        match self {
            Self::Level(Severity::Error) => "31",
            Self::Level(Severity::Warning) => "33",
            Self::Level(Severity::Info) | Self::Help => "36",
            Self::Link => "36;1;4",
            Self::Number => "2",
            Self::Mark(number) => ["35;1", "33;1", "32;1"][number % 3],
        }
    }
}

/// Draws in colour, if true.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    pub(super) fn ink(self, ink: Ink, text: impl Display) -> String {
        if self.0 { format!("\x1b[{}m{text}\x1b[0m", ink.code()) } else { text.to_string() }
    }
}
