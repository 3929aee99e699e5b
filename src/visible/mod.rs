//! Makes text inert for terminals and the logs of CI systems.
//!
//! What an article, a file name or a configuration says is printed, and whoever wrote it may not be whoever
//! reads it. A control character moves the cursor, changes the title or fills the clipboard of a terminal; a
//! mark of direction shows words in another order than they have; a line that begins with `::` or has `##[`
//! in it is a command to a CI system. Here such characters become their code points, `<U+001B>`, or in JSON
//! and markup the escapes of these formats.

mod json;
mod writer;

use std::borrow::Cow;
use std::fmt::Write as _;

pub(crate) use json::{json, json_pretty, json_text};
#[cfg(feature = "cli")]
pub(crate) use writer::Visible;

/// How commands begin that CI systems look for anywhere in a line.
const COMMANDS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// Whether a character acts on a terminal, or is invisible: controls but tabs and line ends, marks of
/// direction, and what has no width, but the soft hyphen.
const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The sign of the first character of a text, if it is not shown as it is: its code point, `<U+001B>`.
pub(crate) fn sign(text: &str) -> Option<String> {
    let c = text.chars().next()?;
    (is_hidden(c) || c == '#' && begins_command(text)).then(|| point(c))
}

fn point(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// A text for a part of a line, as a name or a message. A line end in it becomes a sign too. Linear; a text in
/// which nothing is hidden is not copied.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    replaced(text, Ends::Hidden, |c, out| out.push_str(&point(c)))
}

/// A text of several lines, whose line ends stay. Linear, as [`line`].
pub(crate) fn lines(text: &str) -> Cow<'_, str> {
    replaced(text, Ends::Kept, |c, out| out.push_str(&point(c)))
}

/// XML with character references in the place of what is hidden. Its own marks are as they were.
pub(crate) fn xml(markup: &str) -> Cow<'_, str> {
    replaced(markup, Ends::Kept, reference)
}

/// HTML with character references in the place of what is hidden. Controls, which a reference cannot name in
/// HTML, become their signs.
pub(crate) fn html(markup: &str) -> Cow<'_, str> {
    replaced(markup, Ends::Kept, |c, out| match c {
        c if c.is_control() => out.push_str(&point(c).replace('<', "&lt;").replace('>', "&gt;")),
        c => reference(c, out),
    })
}

fn reference(c: char, out: &mut String) {
    let _ = write!(out, "&#x{:X};", u32::from(c));
}

/// What becomes of line ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// They are hidden characters.
    Hidden,
    /// They stay.
    Kept,
}

/// The text with each hidden character, and the first of each command, written by `with`.
fn replaced(text: &str, ends: Ends, with: impl Fn(char, &mut String)) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b'\t' | b' '..=b'~') && byte != b'#' && byte != b':';
    if text.bytes().all(is_plain) {
        return text.into();
    }
    let mut out = String::new();
    let (mut from, mut is_start) = (0, true);
    for (at, c) in text.char_indices() {
        let is_end = c == '\n' && ends == Ends::Kept;
        let is_command = match c {
            ':' => is_start && text[at..].starts_with("::"),
            '#' => begins_command(&text[at..]),
            _ => false,
        };
        if is_command || is_hidden(c) || c == '\n' && !is_end {
            out.push_str(&text[from..at]);
            with(c, &mut out);
            from = at + c.len_utf8();
        }
        is_start = is_end || is_start && c.is_whitespace();
    }
    if from == 0 {
        return text.into();
    }
    out.push_str(&text[from..]);
    out.into()
}

/// Whether a text begins with a command that CI systems look for anywhere in a line.
fn begins_command(text: &str) -> bool {
    COMMANDS.iter().any(|command| text.starts_with(command))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_or_is_invisible_becomes_its_code_point() {
        for (text, shown) in [
            ("the ferry\tleft: 10:40 #1", "the ferry\tleft: 10:40 #1"),
            ("Ħamrun, 日本, soft\u{ad}hyphen", "Ħamrun, 日本, soft\u{ad}hyphen"),
            ("a\x1b[31mb", "a<U+001B>[31mb"),
            ("a\u{9b}2Jb\u{7f}", "a<U+009B>2Jb<U+007F>"),
            ("a\rb\nc", "a<U+000D>b<U+000A>c"),
            ("\u{202e}txet\u{2066}\u{200e}\u{61c}", "<U+202E>txet<U+2066><U+200E><U+061C>"),
            ("se\u{200b}ven\u{feff}", "se<U+200B>ven<U+FEFF>"),
            ("::error::x", "<U+003A>:error::x"),
            (" ::error::x", " <U+003A>:error::x"),
            ("a ::error::x", "a ::error::x"),
            ("a ##[error]x", "a <U+0023>#[error]x"),
            ("###vso[task]x", "#<U+0023>#vso[task]x"),
        ] {
            assert_eq!(line(text), shown);
        }
    }

    #[test]
    fn several_lines_stay_several() {
        assert_eq!(lines("a\r\n\n ::set-env\nb"), "a<U+000D>\n\n <U+003A>:set-env\nb");
    }

    #[test]
    fn markup_has_references() {
        assert_eq!(xml("<a b=\"\u{9b}\">\u{202e}\n</a>"), "<a b=\"&#x9B;\">&#x202E;\n</a>");
        assert_eq!(html("<a>\u{9b}\u{202e}\n</a>"), "<a>&lt;U+009B&gt;&#x202E;\n</a>");
    }
}
