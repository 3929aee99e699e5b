//! Makes white space visible that would mislead a reader.

/// The character to show for a space that looks like an ordinary one: `·` for one of several spaces and for
/// one before a mark of punctuation, `⍽` for a no-break or thin space. `at` is the byte of `c` in `text`.
pub(super) fn shown(text: &str, at: usize, c: char) -> Option<char> {
    let before_mark = |rest: &str| rest.starts_with([' ', ',', '.', ';', ':', '!', '?']);
    match c {
        ' ' if text[..at].ends_with(' ') || before_mark(&text[at + 1..]) => Some('·'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some('⍽'),
        _ => None,
    }
}
