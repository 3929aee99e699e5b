//! Two cities of a list without a mark between them: "Cardiff, Swansea Newport, and Hereford".

use compact_str::CompactString;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Value};
use crate::gazetteer;
use crate::lexicon::Lexicon;
use crate::text::{Classes, Space, Token, TokenKind, class, role};

/// The most words of a city's name.
const LONGEST: usize = 4;

/// Classes of words that no city of a list is.
const OTHER: Classes = class::ANY_NOUN
    .union(class::COUNTRY.only())
    .union(class::US_STATE.only())
    .union(class::MONTH.only())
    .union(class::WEEKDAY.only())
    .union(class::TITLE_END.only())
    .union(class::AUTHORITY_NOUN.only())
    .union(class::NAMED_THING.only());

/// Two cities that run into each other in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunOn {
    /// The first of them.
    pub first: CompactString,
    /// The second.
    pub second: CompactString,
}

kind! {
    /// Two cities of a list without a mark between them: "Swansea Newport" in "Cardiff, Swansea Newport, and Hereford".
    RunOn(r) as "run-on", over Facts;

    Name: Text = &r.first, "the first city";
    Next: Text = &r.second, "the second";
}

/// The cities of an article that run into each other. Linear.
pub(super) fn run_ons(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
        if !facts.zone(facts.block_of(sentence)).is_own() {
            continue;
        }
        let (mut at, to) = (from as usize, to as usize);
        while at < to {
            let capital = |at: usize| facts.tokens.get(at).is_some_and(Token::is_capital);
            if !capital(at) || !capital(at + 1) {
                at += 1;
                continue;
            }
            let end = look.capitals(at, to);
            if end >= at + 2
                && look.is_listed_city((from as usize, to), (at, end))
                && let Some(second) = look.parted(at, end)
                && !look.is_name(at, end)
            {
                let text = |a: usize, b: usize| CompactString::from(facts.span(a, b).of(facts.text));
                let value = RunOn { first: text(at, second), second: text(second, end) };
                found.push(facts.fact_over((at, end), Value::RunOn(Box::new(value))));
            }
            at = end.max(at + 1);
        }
    }
    found
}

impl Look<'_> {
    /// The token after the capitalised words that begin at a token, with hyphens inside. What a list of countries or
    /// states has is no city.
    fn capitals(&self, at: usize, end: usize) -> usize {
        let word = |at: usize| {
            self.token(at)
                .is_some_and(|t| t.is_word() && t.is_capital() && !t.is_upper() && !t.classes.meets(OTHER))
        };
        if !word(at) {
            return at;
        }
        let mut to = at + 1;
        while to < end {
            let hyphen = self.is_mark(to, &["-", "'", "’"]) && word(to + 1);
            let near = self.token(to).is_some_and(|t| matches!(t.space, Space::Single | Space::NoBreak));
            if hyphen {
                to += 2;
            } else if near && word(to) {
                to += 1;
            } else {
                break;
            }
        }
        to
    }

    /// Whether some tokens are the name of a city.
    fn is_city(&self, from: usize, to: usize) -> bool {
        let words = (from..to).filter(|&at| self.token(at).is_some_and(|t| t.kind == TokenKind::Word));
        from < to && gazetteer::is_city(words.map(|at| self.word(at)))
    }

    /// Whether a city stands before some words or behind them, with a comma or "and" between.
    fn is_listed_city(&self, (start, end): (usize, usize), (from, to): (usize, usize)) -> bool {
        let spaced = |at: usize| self.token(at).is_some_and(|t| !t.is_glued());
        let joint = |at: usize| spaced(at + 1) && (self.is_mark(at, &[","]) || self.does(at, role::AND));
        // "Amsterdam Rotterdam Bank" is a bank, and the Colombo Stock Exchange no city.
        let ends = |at: usize| !self.token(at).is_some_and(Token::is_capital);
        let behind = || {
            let next = if self.is_mark(to, &[","]) && self.does(to + 1, role::AND) { to + 2 } else { to + 1 };
            let last = self.capitals(next, end);
            to < end
                && joint(to)
                && self.is_city(next, last)
                && ends(last)
                && !self.has(next, class::GIVEN_NAME)
        };
        let before = || {
            let Some(comma) = from.checked_sub(1).filter(|&at| at > start && joint(at)) else { return false };
            let first =
                (start..comma).rev().take(LONGEST).take_while(|&at| self.capitals(at, comma) == comma).last();
            first.is_some_and(|first| {
                (first == start || ends(first - 1))
                    && self.is_city(first, comma)
                    && !self.has(first, class::GIVEN_NAME)
            })
        };
        ends(to) && (behind() || before())
    }

    /// Whether some words are the name of a person, or of one thing that the text names more than once.
    fn is_name(&self, from: usize, to: usize) -> bool {
        let words = |first: usize| (0..to - from).all(|i| self.word(first + i) == self.word(from + i));
        let person = self.facts.starting(from).is_some_and(|f| matches!(f.value, Value::Person(_)));
        let same = to == from + 2 && self.word(from) == self.word(from + 1);
        let last = self.facts.tokens.len() - (to - from);
        person || same || self.has(from, class::GIVEN_NAME) || (0..=last).any(|at| at != from && words(at))
    }

    /// Where the second of two cities begins that some words are, if they are no single city.
    fn parted(&self, from: usize, to: usize) -> Option<usize> {
        if to - from > 2 * LONGEST || self.is_city(from, to) {
            return None;
        }
        (from + 1..to).find(|&at| {
            !self.token(at).is_some_and(Token::is_glued) && self.is_city(from, at) && self.is_city(at, to)
        })
    }
}
