//! What a number belongs to that is no quantity: a name, a compound, a time.

use super::super::Reader;
use super::ExtractedNumber;
use crate::text::{TokenKind, class, role};

/// Within how many words behind a number what it counts stands.
const COUNTED: usize = 3;

impl Reader<'_> {
    /// Whether a glued hyphen stands before or after: "5-day", "F-16", "twelve-year-old".
    pub(super) fn is_compound(&self, from: usize, to: usize, end: usize) -> bool {
        let hyphen = |at: usize| matches!(self.word(at), "-" | "‑" | "/");
        let before = from > self.sentence.0
            && self.tokens[from].is_glued()
            && hyphen(from - 1)
            && from - 1 > self.sentence.0
            && self.tokens[from - 1].is_glued();
        let after =
            to + 1 < end && self.tokens[to].is_glued() && hyphen(to) && self.tokens[to + 1].is_glued();
        before || after
    }

    /// Whether a name that takes numbers stands before: a capitalised word inside a sentence, or
    /// the sign for a number.
    pub(in crate::facts) fn is_label(&self, at: usize) -> bool {
        let Some(before) = self.before(at) else {
            return false;
        };
        let inside = before > self.sentence.0;
        match self.word(before) {
            "#" | "§" | "№" => true,
            "." if inside => {
                let capital = self.tokens[before - 1].is_capital();
                self.does(before - 1, role::LABEL_ABBREVIATION)
                    || capital && self.does(before - 1, role::LABEL_ABBREVIATION_CAPITAL)
            }
            word if self.tokens[before].has(class::LABEL_NOUN) && word.len() > 2 => true,
            _ => {
                // "Section 12", not "Nearly 90" or "By 2040".
                let token = &self.tokens[before];
                let opener = [class::OPENER, class::BOUND, class::PREPOSITION, class::SMALL_BOUND];
                let place = token.classes.meets(self.triggers.place);
                let common = token.has(class::PREDICATE)
                    || token.has(class::DETERMINER)
                    || token.has(class::MONTH)
                    || token.classes.meets(self.triggers.number_word);
                let name = token.is_capital() && token.is_word() && !token.is_upper() && !place && !common;
                name && !self.titled
                    && !self.is_counting(at)
                    && (inside || !opener.into_iter().any(|c| token.has(c)))
            }
        }
    }

    /// Whether a number in small letters stands before a noun, as none that belongs to a name does: "near Marsa six
    /// boats sank".
    fn is_counting(&self, at: usize) -> bool {
        let end = self.sentence.1;
        let number = |i: &usize| {
            self.tokens[*i].is_lower() && self.tokens[*i].classes.meets(self.triggers.number_word)
        };
        let to = at + (at..end).take_while(number).count();
        to > at && self.noun(to, end).is_some_and(|noun| noun.plural)
    }

    /// Whether a number behind a weekday counts what follows, and is no day of the month: "On Friday 16 old ferries
    /// left".
    pub(super) fn is_of_weekday(&self, found: &ExtractedNumber, end: usize) -> bool {
        let weekday = self.before(found.from).is_some_and(|before| self.tokens[before].has(class::WEEKDAY));
        weekday
            && (found.to..end.min(found.to + COUNTED))
                .take_while(|&at| self.tokens[at].is_lower() && !self.ends_phrase(at))
                .any(|at| self.noun(at, end).is_some_and(|noun| noun.plural))
    }

    /// Whether a number is a time of day before another number: "at 10 two boats left".
    pub(super) fn is_time(&self, found: &ExtractedNumber, end: usize) -> bool {
        let next = self.tokens.get(found.to).filter(|t| found.to < end && !t.is_glued());
        let number =
            next.is_some_and(|t| t.kind == TokenKind::Number || t.classes.meets(self.triggers.number_word));
        let timely = |b| self.does(b, role::DATE_BEFORE_TIME);
        number
            && found.number.value.fract().is_zero()
            && found.number.value <= 24.into()
            && self.before(found.from).is_some_and(timely)
    }
}
