//! Capitals that are no acronym: parts of names and codes, headings, and words that are shouted.

use super::{LONGEST, is_hyphen};
use crate::document::Zone;
use crate::facts::Reader;
use crate::text::{Space, class, role};

impl Reader<'_> {
    /// Whether the acronym is a part of something else: "AT&T", "TCP/IP", "MK-7", "@NASA",
    /// "555-HELP".
    pub(super) fn is_part(&self, from: usize, to: usize, end: usize) -> bool {
        let glued = |i: usize| i < end && self.tokens[i].is_glued();
        let after = glued(to)
            && glued(to + 1)
            && (matches!(self.word(to), "&" | "/" | "@" | "_" | ".")
                || is_hyphen(self.word(to)) && self.is_number(to + 1));
        // "No. 14-1387 (KSH)", "2:12-cv-1699 KSH".
        let number = from > self.sentence.0 + 2
            && self.is_number(from - 1)
            && is_hyphen(self.word(from - 2))
            && glued(from - 1);
        let initials = self.word(from).len() <= 3;
        let bracket = from > self.sentence.0 + 1 && self.is_mark(from - 1, b'(') && self.is_number(from - 2);
        let form = from > self.sentence.0
            && self.tokens[from - 1].is_capital()
            && self.does(from - 1, role::ACRONYM_FORM);
        let before = number
            || bracket && initials
            || form
            || from > self.sentence.0
                && glued(from)
                && (self.is_number(from - 1)
                    || matches!(self.word(from - 1), "&" | "/" | "@" | "_" | "." | "#" | "$")
                    || is_hyphen(self.word(from - 1)) && glued(from - 1));
        after || before
    }

    /// Whether the capitalised words from token `at` on end a company's name: "EVA Airways
    /// Corporation".
    pub(super) fn is_company(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 5))
            .take_while(|&i| self.tokens[i].is_capital() || matches!(self.word(i), "&" | "(" | ")" | ","))
            .any(|i| self.tokens[i].has(class::COMPANY_SUFFIX) || self.tokens[i].has(class::TRADE))
    }

    /// Whether the words around an acronym are in capitals too: a heading, a dateline, a slogan.
    pub(super) fn is_shouted(&self, at: usize, end: usize) -> bool {
        let opening = at == self.sentence.0 && matches!(self.zone, Zone::Lead | Zone::Body);
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        let dateline = opening
            && next.is_some_and(|t| {
                t.space == Space::Wide || matches!(t.of(self.text), "," | "-" | "–" | "—" | "(" | ":")
            });
        // "FACT SHEET:", "MEDIA CONTACTS:".
        let run = (at..end.min(at + LONGEST)).find(|&i| !self.tokens[i].is_upper());
        let heads =
            at < self.sentence.0 + LONGEST && (self.sentence.0..at).all(|i| self.tokens[i].is_upper());
        let label = heads && run.is_some_and(|i| self.is_mark(i, b':') && i > self.sentence.0 + 1);
        let upper = |i: usize| self.tokens[i].is_upper() && self.word(i).len() > 3;
        let beside = |i: Option<usize>| i.filter(|&i| i >= self.sentence.0 && i < end).is_some_and(upper);
        // "SAN MARINO, March 5 -".
        let first = &self.tokens[self.sentence.0];
        let place = matches!(self.zone, Zone::Lead | Zone::Body)
            && heads
            && run.is_some_and(|i| {
                i > self.sentence.0 + 1 && matches!(self.word(i), "," | "-" | "–" | "—" | "(")
            })
            && first.start == self.tokens[self.block.0].start
            && (self.sentence.0..run.unwrap_or(at)).any(|i| self.word(i).len() > 4);
        dateline
            || place
            || label
            || beside(at.checked_sub(1)) && beside(Some(at + 1))
            || self.sentence_is_shouted()
    }

    /// Whether three in four words of the sentence are in capitals. Counted once a sentence.
    fn sentence_is_shouted(&self) -> bool {
        if let Some((sentence, shouted)) = self.shouted.get()
            && sentence == self.sentence.0
        {
            return shouted;
        }
        let words = self.tokens[self.sentence.0..self.sentence.1].iter().filter(|t| t.is_word());
        let (all, upper) = words.fold((0, 0), |(all, upper), t| (all + 1, upper + usize::from(t.is_upper())));
        let shouted = all >= 3 && upper * 4 >= all * 3 || all == 2 && upper == 2;
        self.shouted.set(Some((self.sentence.0, shouted)));
        shouted
    }
}
