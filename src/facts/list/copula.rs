//! What those counted are said to be, in one sentence: "the three winners of the prize are Ana Borg, …".

use super::super::Count;
use super::super::look::Look;
use super::series::Series;
use super::stated::is_of_kind;
use crate::language;
use crate::text::{class, role};

/// How many tokens an item of what a count is said to be has, one with another.
const ITEM: usize = 5;

/// How many words may stand between a count and its verb.
const GAP: usize = 10;

/// Within how many words behind a list a sentence says who told it.
const REPORTED: usize = 6;

impl Look<'_> {
    /// The series that those counted are said to be.
    pub(super) fn are(&self, count: &Count, to: usize, end: usize) -> Option<Series> {
        if !count.definite {
            return None;
        }
        let be = self.verb_of(to, end)?;
        let from = self.past_article(be + 1);
        if be == to && self.does(to - 1, role::LIST_NOUN) {
            // "The three aims are speed, calm and peace", and not "the three aims are each …".
            let said = self
                .is_any(from, &[class::PREDICATE, class::PREPOSITION, class::PRONOUN, class::AUXILIARY])
                || self.does(from, role::SHARE_ALL)
                || self.does(from, role::SYNTAX_ADVERB)
                || self.is_lower(from) && language::chosen().looks_past(self.word(from));
            let series = self.series((from, end), true).filter(|_| !said)?;
            return (series.tokens.1 >= end && end - from <= series.low * ITEM).then_some(series);
        }
        let series = self.named(be + 1, end)?;
        is_of_kind(count, &series, false).then_some(series)
    }

    /// The verb that says what those counted before a token are; between the two may stand which of them are meant:
    /// "the four members present were", "the three winners of the prize are".
    fn verb_of(&self, to: usize, end: usize) -> Option<usize> {
        if self.has(to, class::AUXILIARY) {
            return Some(to);
        }
        let clause = |at: usize| {
            !self.is_lower(at) && !self.token(at).is_some_and(|t| t.is_word() && t.is_capital())
                || self.is_any(at, &[class::PRONOUN, class::CONJUNCTION])
                || self.does(at, role::SYNTAX_RELATIVE)
        };
        let verb = |at: &usize| self.has(*at, class::AUXILIARY) || clause(*at);
        let be = (to..end.min(to + GAP)).find(verb)?;
        self.does(be, role::SYNTAX_BE).then_some(be)
    }

    /// Whether a sentence ends by saying who told what is before: "…, police said", "…, according to the festival".
    fn is_reported(&self, at: usize, end: usize) -> bool {
        if self.does(at, role::SYNTAX_LEADING) && !self.does(at, role::LIST_OPEN) {
            return true;
        }
        let stops = |at: usize| {
            self.is_mark(at, &[",", ";", ":"])
                || self.does(at, role::LIST_PAIR)
                || self.does(at, role::SYNTAX_RELATIVE)
                || self.has(at, class::AUXILIARY)
        };
        let clause = (at..end.min(at + REPORTED)).take_while(|&at| !stops(at));
        clause.skip(1).any(|at| self.has(at, class::SAYING))
    }

    /// The series of names that are said to be those counted: "Ana Borg, Karl Vella and Rita Galea are the three writers
    /// left".
    pub(super) fn are_they(
        &self,
        count: &Count,
        (from, end): (usize, usize),
        (at, to): (usize, usize),
    ) -> Option<Series> {
        let named = matches!(count.class, Some("person" | "place" | "group" | "thing" | "other"));
        if !named || count.subset || self.does(to - 1, role::LIST_FAMILY) {
            return None;
        }
        // "the two", "the only two"
        let the = (from.max(at.saturating_sub(2))..at).rev().find(|&at| self.does(at, role::THE))?;
        let be = the.checked_sub(1).filter(|&be| be > from && self.does(be, role::SYNTAX_BE))?;
        let ordinal = (the + 1..at).any(|at| self.has(at, class::ORDINAL) || !self.is_lower(at));
        let joined = to < end
            && (self.is_mark(to, &["-", "‑", "'", "’"])
                || language::chosen().is_possessive(self.word(to))
                || self.token(to).is_some_and(crate::text::Token::is_capital)
                || self.is_possessed(to, end));
        let series = self.names_from(self.past_article(from), be).ok()?;
        let exact = series.high == Some(series.low) && series.low > 1 && series.tokens.1 == be;
        let people = count.class != Some("group") || series.persons == 0;
        (exact && people && !ordinal && !joined && is_of_kind(count, &series, false)).then_some(series)
    }

    /// Whether a possessive stands behind a word or two: what is counted may be whose the others are.
    fn is_possessed(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 3)).any(|at| language::chosen().is_possessive(self.word(at)))
    }

    /// The series of names that is all that a sentence has from a token on, but for what tells where they are from or
    /// what they do.
    pub(super) fn named(&self, at: usize, end: usize) -> Option<Series> {
        let at = at + usize::from(self.is_mark(at, &[":"]));
        if let Some(series) = self.numbered_inline((at, end)) {
            return Some(series);
        }
        let inside = if at < end { self.inside((at, end)) } else { return None };
        let free = |mark: usize, marks: &[&str]| !inside[mark - at] && self.is_mark(mark, marks);
        if (at..end).any(|mark| free(mark, &[";"])) {
            return self.name(self.past_article(at), end).and_then(|_| self.series((at, end), false));
        }
        let series = self.apposed(at, end)?;
        let after = series.tokens.1;
        let goes_on = |at: usize| free(at, &[",", ":"]) || self.does(at, role::LIST_PAIR) || self.is_dash(at);
        let relative = |at: usize| self.does(at, role::SYNTAX_RELATIVE);
        // "…, all of whom are doctors"
        let trailing = |at: usize| {
            relative(at) || self.has(at, class::PRONOUN) || self.does(at + 1, role::OF) && relative(at + 2)
        };
        let over = after >= end
            || self.is_mark(after, &[","]) && self.is_reported(after + 1, end)
            || self.is_mark(after, &[","]) && trailing(after + 1)
            || self.has(after, class::PREPOSITION) && !(after..end).any(goes_on);
        over.then_some(series)
    }
}
