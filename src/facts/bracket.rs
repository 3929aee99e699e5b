//! Brackets that have no other half.

use super::Reader;
use super::declare::kind;
use crate::text::TokenKind;

/// A bracket without its other half in the paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// Whether it opens: its closing half is missing.
    pub opens: bool,
}

kind! {
    /// A bracket without its other half.
    Bracket(b) as "bracket", over Facts;

    Form: Text = if b.opens { "opens" } else { "closes" },
        "opens: its closing half is missing; closes: its opening half is";
}

impl Reader<'_> {
    /// The brackets of the current block that have no other half. "1)" and "b)" number an item
    /// and are none.
    pub(super) fn brackets(&self, place: &mut impl FnMut(Bracket, usize, usize)) {
        let (from, end) = self.block;
        let mut open: Vec<(usize, u8)> = Vec::new();
        // Brackets of addresses that an address left open: what closes them stands outside of it.
        let mut addresses = 0;
        for at in from..end {
            if self.tokens[at].kind == TokenKind::Address {
                addresses += self.word(at).matches('(').count();
            }
            if self.tokens[at].kind != TokenKind::Mark || self.is_smiley(from, at) {
                continue;
            }
            match self.text.as_bytes()[self.tokens[at].start as usize] {
                mark @ (b'(' | b'[') => open.push((at, mark)),
                mark @ (b')' | b']') => {
                    let opening = if mark == b')' { b'(' } else { b'[' };
                    if open.last().is_some_and(|o| o.1 == opening) {
                        open.pop();
                    } else if mark == b')' && addresses > 0 {
                        addresses -= 1;
                    } else if at == from || !self.is_item_number(at - 1) {
                        place(Bracket { opens: false }, at, at + 1);
                    }
                }
                _ => {}
            }
        }
        for (at, _) in open {
            place(Bracket { opens: true }, at, at + 1);
        }
    }

    /// Whether a bracket is the mouth of a face: ":)", ";-(", "8-)".
    fn is_smiley(&self, from: usize, at: usize) -> bool {
        let glued = |at: usize| at > from && self.tokens[at].is_glued();
        let eyes = |at: usize| matches!(self.word(at), ":" | ";" | "8" | "=") && !glued(at);
        let nose = |at: usize| glued(at) && self.is_mark(at, b'-') && eyes(at - 1);
        // Behind a nose there may be a space: ":- (".
        at > from && (nose(at - 1) || glued(at) && eyes(at - 1) && !self.is_number(at - 1))
    }

    /// Whether a token is the number or letter of an item: "1", "iv", "b".
    fn is_item_number(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with(|c: char| c.is_ascii_digit())
            || word.len() == 1 && word.is_ascii() && self.tokens[at].is_word()
            || word.len() <= 3 && word.bytes().all(|b| b"ivx".contains(&b))
    }
}
