//! White space that would mislead a reader, made visible.

/// What to show in the place of a space that an eye does not tell from an ordinary one: `·` for
/// one of several, or one before a mark of punctuation, and `⍽` for a no-break or thin one.
/// `at` is the byte of `c` in `text`.
pub(super) fn visible(text: &str, at: usize, c: char) -> Option<char> {
    let before_mark = |rest: &str| rest.starts_with([' ', ',', '.', ';', ':', '!', '?']);
    match c {
        ' ' if text[..at].ends_with(' ') || before_mark(&text[at + 1..]) => Some('·'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => Some('⍽'),
        _ => None,
    }
}
