//! Wraps text to a width.

use unicode_width::UnicodeWidthChar as _;

use super::breaks::breaks;

/// Wraps a text to `room` columns after `first` in its first line and `rest` in all others, which have the
/// same width. Spaces at a line break are dropped; a word that is wider than a line is broken inside.
pub(super) fn wrap(text: &str, room: usize, first: &str, rest: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.split('\n') {
        let (mut start, mut end, mut width) = (0, 0, 0);
        for piece in pieces(line, room) {
            if width + piece.width > room {
                lines.push(line[start..end].trim_end_matches(' '));
                start = end;
                width = 0;
            }
            end += piece.text.len();
            width += piece.width + piece.spaces();
        }
        lines.push(line[start..].trim_end_matches(' '));
    }
    let indents = std::iter::once(first).chain(std::iter::repeat(rest));
    lines.iter().zip(indents).map(|(line, indent)| [indent, line, "\n"].concat()).collect()
}

/// A run of text that stays on one line, with the spaces after it.
struct Piece<'t> {
    text: &'t str,
    /// The width without the spaces.
    width: usize,
}

impl Piece<'_> {
    fn spaces(&self) -> usize {
        self.text.len() - self.text.trim_end_matches(' ').len()
    }
}

fn pieces(line: &str, room: usize) -> Vec<Piece<'_>> {
    let mut ends: Vec<usize> = breaks(line);
    // Breaks at hyphens are only inside words, and never at soft hyphens, which are not drawn.
    ends.retain(|&end| !line[..end].ends_with(['-', '\u{ad}']));
    ends.extend(line.match_indices('-').map(|(at, _)| at + 1).filter(|&at| {
        line[..at - 1].ends_with(char::is_alphanumeric) && line[at..].starts_with(char::is_alphanumeric)
    }));
    ends.push(line.len());
    ends.sort_unstable();
    let mut pieces = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let width = line[start..end].trim_end_matches(' ').chars().map(columns).sum();
        if width <= room {
            pieces.push(Piece { text: &line[start..end], width });
        } else {
            cut(&line[start..end], room, &mut pieces);
        }
        start = end;
    }
    pieces
}

/// Cuts a word into pieces that fit.
fn cut<'t>(word: &'t str, room: usize, pieces: &mut Vec<Piece<'t>>) {
    let (mut start, mut width) = (0, 0);
    for (at, c) in word.trim_end_matches(' ').char_indices() {
        if width > 0 && width + columns(c) > room {
            pieces.push(Piece { text: &word[start..at], width });
            (start, width) = (at, 0);
        }
        width += columns(c);
    }
    pieces.push(Piece { text: &word[start..], width });
}

fn columns(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_can() {
        for (room, text, lines) in [
            (12, "", vec![""]),
            (12, "nine  seven ", vec!["nine  seven"]),
            (12, "the nine seven sailors", vec!["the nine", "seven", "sailors"]),
            (12, "one\n\ntwo three four", vec!["one", "", "two three", "four"]),
            (12, "a well-known man", vec!["a well-known", "man"]),
            (10, "a well-known man", vec!["a well-", "known man"]),
            (10, "--fail-on never", vec!["--fail-on", "never"]),
            (6, "archipelago 日本語の", vec!["archip", "elago", "日本語", "の"]),
        ] {
            let mut expected = String::new();
            for (i, line) in lines.iter().enumerate() {
                expected += &format!("{} {line}\n", if i == 0 { "×" } else { "│" });
            }
            assert_eq!(wrap(text, room, "× ", "│ "), expected);
        }
    }
}
