//! What a sentence opens with that points back to those counted in the one before: "They are", "The defendants are",
//! "Those sworn in were", "Affected are", "The panel comprises".

use super::super::look::Look;
use crate::language;
use crate::text::{class, role};

/// How many words there may be in what points back: "The two young sailors".
const WORDS: usize = 4;

/// How a sentence points back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Back {
    /// "They are".
    They,
    /// "The sailors are", "The sailors: ", "The sailors, …,": by a noun, which is the token. Whether other words stand
    /// before it.
    Noun(usize, bool),
    /// "Those chosen were", "Chosen were": by a participle, which is the token.
    Chosen(usize),
    /// "The panel comprises", "It comprises": by the noun, if there is one.
    Made(Option<usize>),
}

/// How a sentence points back, and where the list begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointer {
    pub(super) back: Back,
    pub(super) list: usize,
    /// Whether the list stands beside the noun, and the sentence goes on: "The sailors, …, were".
    pub(super) beside: bool,
}

impl Look<'_> {
    /// What the sentence between two tokens opens with that points back.
    pub(super) fn pointer(&self, from: usize, end: usize) -> Option<Pointer> {
        let pointer = |back, list| Some(Pointer { back, list, beside: false });
        let be = |at: usize| self.does(at, role::SYNTAX_BE);
        if self.does(from, role::LIST_THOSE) {
            if be(from + 1) || self.is_mark(from + 1, &[":"]) {
                return pointer(Back::They, from + 2);
            }
            let chosen = self.is_participle(from + 1);
            let be = (from + 2..end.min(from + 2 + WORDS)).find(|&at| be(at)).filter(|_| chosen)?;
            return pointer(Back::Chosen(from + 1), be + 1);
        }
        if self.has(from, class::PRONOUN) {
            if let Some(list) = self.made(from + 1) {
                return pointer(Back::Made(None), list);
            }
            return be(from + 1).then(|| pointer(Back::They, from + 2)).flatten();
        }
        if be(from + 1) && self.is_participle(from) {
            return pointer(Back::Chosen(from), from + 2);
        }
        if !self.does(from, role::THE) || self.is_number(from + 1) {
            return None;
        }
        let stops = |at: usize| be(at) || !self.is_lower(at) || self.does(at, role::SYNTAX_MADE);
        let stop = (from + 2..end.min(from + 2 + WORDS)).find(|&at| stops(at))?;
        let head = stop - 1;
        if !self.is_lower(head) {
            return None;
        }
        let noun = Back::Noun(head, head > from + 1);
        if let Some(list) = self.made(stop) {
            return pointer(Back::Made(Some(head)), list);
        }
        if self.is_mark(stop, &[":"]) {
            return pointer(noun, stop + 1);
        }
        if self.is_mark(stop, &[",", "("]) || self.is_dash(stop) {
            return Some(Pointer { back: noun, list: stop + 1, beside: true });
        }
        if !be(stop) {
            return None;
        }
        // "The suspects were named as Ana Borg and …"
        let named = self.is_participle(stop + 1) || self.does(stop + 1, role::LIST_CALLED);
        let list = match () {
            () if named && self.does(stop + 2, role::AS) => stop + 3,
            // "The lions are called Simba and Nala"
            () if self.does(stop + 1, role::LIST_CALLED) => stop + 2,
            () => stop + 1,
        };
        pointer(noun, list)
    }

    /// The token after words that say what something is made up of.
    fn made(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.does(at, role::SYNTAX_BE));
        if !self.does(at, role::SYNTAX_MADE) {
            return None;
        }
        let of = (at + 1..at + 3).find(|&at| self.does(at, role::OF));
        Some(of.unwrap_or(at) + 1)
    }

    /// Whether a word may be a participle: "chosen", "arrested".
    fn is_participle(&self, at: usize) -> bool {
        let word = self.word(at);
        self.has(at, class::PREDICATE)
            || self.does(at, role::SYNTAX_PAST)
            || language::chosen().looks_past(word)
    }
}
