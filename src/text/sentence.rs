//! Sentences: where a full stop ends one, and where it does not.

use super::{Space, Token, TokenKind, class};

/// Appends the sentences of a block's tokens `from..to` as ranges of token indices.
/// Linear in the tokens.
pub(crate) fn split(text: &str, tokens: &[Token], from: usize, to: usize, out: &mut Vec<(u32, u32)>) {
    let mut start = from;
    let mut at = from;
    // Most tokens are words, which end no sentence.
    let may_end = |token: &Token| token.kind == TokenKind::Mark || token.is_dotted();
    while let Some(words) = tokens[at..to].iter().position(may_end) {
        at += words;
        let token = &tokens[at];
        let end = match token.kind {
            TokenKind::Mark => match text.as_bytes()[token.start as usize] {
                b'.' => stop(text, tokens, from, at, to),
                b'!' | b'?' => closed(text, tokens, at, to).filter(|&next| opens(text, &tokens[next])),
                _ => None,
            },
            // "U.S." at the end of a sentence.
            TokenKind::Word if token.is_dotted() => {
                closed(text, tokens, at, to).filter(|&next| is_opener(&tokens[next]))
            }
            _ => None,
        };
        if let Some(next) = end {
            out.push((start as u32, next as u32));
            start = next;
            at = next;
        } else {
            at += 1;
        }
    }
    if start < to {
        out.push((start as u32, to as u32));
    }
}

/// The token that starts the next sentence if the full stop at `at` ends one.
fn stop(text: &str, tokens: &[Token], from: usize, at: usize, to: usize) -> Option<usize> {
    let next = closed(text, tokens, at, to)?;
    let before = at.checked_sub(1).filter(|&b| b >= from && tokens[at].is_glued()).map(|b| &tokens[b]);
    if tokens[next].is_glued() {
        // "today.He": a space is missing. "example.Org", "A.B" are no sentences.
        let missing = before.is_some_and(|b| b.is_lower() && b.end - b.start > 1);
        return (missing && tokens[next].is_capital() && tokens[next].end - tokens[next].start > 1)
            .then_some(next);
    }
    if let Some(before) = before.filter(|b| b.is_word()) {
        if before.has(class::ABBREVIATION_INNER) {
            return None;
        }
        let initial = before.is_capital() && text[before.span().range()].chars().count() == 1;
        if initial || before.has(class::ABBREVIATION_FINAL) || is_roman(before.of(text)) {
            return Some(next).filter(|&next| is_opener(&tokens[next]));
        }
    }
    Some(next).filter(|&next| opens(text, &tokens[next]))
}

/// The first token after the closing quotes and brackets that belong to the mark at `at`. More than a few
/// marks in a row are a line of dots and not the end of a sentence.
fn closed(text: &str, tokens: &[Token], at: usize, to: usize) -> Option<usize> {
    let closing = |t: &Token| {
        t.is_glued() && matches!(t.of(text), "\"" | "'" | "’" | "”" | ")" | "]" | "»" | "." | "!" | "?")
    };
    (at + 1..to.min(at + 6)).find(|&i| !closing(&tokens[i]))
}

/// Whether a token can be the first of a sentence.
fn opens(text: &str, token: &Token) -> bool {
    !token.is_glued()
        && (token.is_capital()
            || token.space == Space::Line && !token.is_lower()
            || !token.is_word()
                && !matches!(token.of(text), "." | "," | ";" | ":" | "-" | "–" | "—" | "&" | "/" | ")"))
}

/// Whether a token is a capitalised word that opens sentences and is no name: "The", "In".
fn is_opener(token: &Token) -> bool {
    !token.is_glued() && token.is_capital() && token.has(class::OPENER)
}

/// Whether a word is written as a Roman numeral below 40. Larger ones are rare, and their
/// letters make acronyms: "ICC", "CD".
pub(crate) fn is_roman(word: &str) -> bool {
    let ones = word.trim_start_matches('X');
    word.len() - ones.len() <= 3
        && !word.is_empty()
        && matches!(ones, "" | "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII" | "IX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals() {
        assert!(["I", "IV", "IX", "XIV", "XXXVIII", "X"].into_iter().all(is_roman));
        assert!(!["", "ICC", "IIII", "VX", "CD", "XXXX"].into_iter().any(is_roman));
    }
}
