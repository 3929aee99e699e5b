//! What frames are drawn with: the glyphs and the colours.

use std::fmt::Display;

use crate::Severity;

pub(super) const HORIZONTAL: &str = "─";
pub(super) const VERTICAL: &str = "│";
/// In the place of a line's number.
pub(super) const BETWEEN: &str = "·";
pub(super) const TOP_LEFT: &str = "╭";
pub(super) const BOTTOM_LEFT: &str = "╰";
pub(super) const FORK: &str = "├";
/// Where a label of several lines begins.
pub(super) const STOP: &str = "┤";
pub(super) const ARROW: &str = "▶";
/// Where a label hangs from the marks under its words.
pub(super) const HOOK: &str = "┬";
/// Under a place without words.
pub(super) const HERE: &str = "▲";

/// What a finding of a severity begins with.
pub(super) const fn icon(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "×",
        Severity::Warning => "⚠",
        Severity::Info => "☞",
    }
}

/// What has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Level(Severity),
    Help,
    /// The name of a file, with line and column.
    Link,
    /// The number of a line.
    Number,
    /// One of several places, by its number.
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

/// Draws in colour, or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    pub(super) fn ink(self, ink: Ink, text: impl Display) -> String {
        if self.0 { format!("\x1b[{}m{text}\x1b[0m", ink.code()) } else { text.to_string() }
    }
}
