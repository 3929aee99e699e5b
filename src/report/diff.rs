//! The difference between a file and its fixed form, as a unified diff.

use std::io::{self, Write};

use similar::{ChangeTag, TextDiff};

use crate::visible;

/// The sign of a line, and its colours: of the line, and of the words in it that change.
const fn look(tag: ChangeTag) -> (&'static str, &'static str, &'static str) {
    match tag {
        ChangeTag::Equal => (" ", "", ""),
        ChangeTag::Delete => ("-", "\x1b[31m", "\x1b[31;7m"),
        ChangeTag::Insert => ("+", "\x1b[32m", "\x1b[32;7m"),
    }
}
const BOLD: &str = "\x1b[1m";
const CYAN: &str = "\x1b[36m";
const PLAIN: &str = "\x1b[0m";

/// Writes the difference between two states of the file `name`, with three lines of context: in the form that
/// `patch` reads; or in colour, with the changed words marked in their lines. What is hidden in a line is made
/// visible, and `patch` then refuses it; line ends stay. Linear in the file, but for lines that differ in both.
///
/// # Errors
/// When the output cannot be written.
pub fn diff(out: &mut dyn Write, name: &str, (old, new): (&[u8], &[u8]), colour: bool) -> io::Result<()> {
    let lines = |bytes| <[u8]>::split_inclusive(bytes, |&byte| byte == b'\n').collect::<Vec<_>>();
    let (old, new) = (lines(old), lines(new));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    let paint = |how: &'static str| if colour { how } else { "" };
    for (at, hunk) in diff.unified_diff().iter_hunks().enumerate() {
        if at == 0 {
            for side in ["---", "+++"] {
                writeln!(out, "{}{side} {}{}", paint(BOLD), visible::line(name), paint(PLAIN))?;
            }
        }
        writeln!(out, "{}{}{}", paint(CYAN), hunk.header(), paint(PLAIN))?;
        if colour {
            for change in hunk.ops().iter().flat_map(|op| diff.iter_inline_changes_deadline(op, None)) {
                line(out, change.tag(), change.values(), true)?;
            }
        } else {
            hunk.iter_changes()
                .try_for_each(|change| line(out, change.tag(), &[(false, change.value())], false))?;
        }
    }
    Ok(())
}

/// A line, in parts that are marked or not.
fn line(out: &mut dyn Write, tag: ChangeTag, parts: &[(bool, &[u8])], colour: bool) -> io::Result<()> {
    let (sign, plain, marked) = look(tag);
    let colour = colour && tag != ChangeTag::Equal;
    if colour {
        out.write_all(plain.as_bytes())?;
    }
    out.write_all(sign.as_bytes())?;
    for (is_marked, part) in parts {
        let end: &[u8] =
            [&b"\r\n"[..], b"\n"].into_iter().find(|end| part.ends_with(end)).unwrap_or_default();
        let text = shown(&part[..part.len() - end.len()]);
        if colour && *is_marked {
            write!(out, "{PLAIN}{marked}")?;
            out.write_all(&text)?;
            write!(out, "{PLAIN}{plain}")?;
        } else {
            out.write_all(&text)?;
        }
        if colour && !end.is_empty() {
            out.write_all(PLAIN.as_bytes())?;
        }
        out.write_all(end)?;
    }
    if parts.last().is_some_and(|(_, part)| part.ends_with(b"\n")) {
        return Ok(());
    }
    let plain = if colour { PLAIN } else { "" };
    writeln!(out, "{plain}\n\\ No newline at end of file")
}

/// A part of a line in which nothing is hidden. Bytes that are no UTF-8 are those of the file, in its encoding.
fn shown(text: &[u8]) -> Vec<u8> {
    let chunks = text.utf8_chunks();
    chunks.flat_map(|chunk| [visible::line(chunk.valid()).as_bytes(), chunk.invalid()].concat()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(old: &str, new: &str, colour: bool) -> String {
        let mut out = Vec::new();
        diff(&mut out, "a.txt", (old.as_bytes(), new.as_bytes()), colour).expect("written");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn line_ends_are_those_of_the_file() {
        assert_eq!(
            drawn("one\rtwo\r\nthe the end", "one\rtwo\r\nthe end", false),
            "\
--- a.txt
+++ a.txt
@@ -1,2 +1,2 @@
 one<U+000D>two\r
-the the end
\\ No newline at end of file
+the end
\\ No newline at end of file
"
        );
    }

    #[test]
    fn in_colour_the_words_that_change_are_marked() {
        let line = "Six boats went out at dawn, and came back";
        let shown = drawn(&format!("{line} at at noon.\n"), &format!("{line} at noon.\n"), true);
        assert_eq!(
            shown,
            format!(
                "\
\x1b[1m--- a.txt\x1b[0m
\x1b[1m+++ a.txt\x1b[0m
\x1b[36m@@ -1 +1 @@\x1b[0m
\x1b[31m-{line} at \x1b[0m\x1b[31;7mat \x1b[0m\x1b[31mnoon.\x1b[0m
\x1b[32m+{line} at noon.\x1b[0m
"
            )
        );
    }

    #[test]
    fn what_is_the_same_has_no_difference() {
        assert_eq!(drawn("a\nb", "a\nb", false), "");
    }
}
