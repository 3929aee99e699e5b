//! Lines that are nothing but a result: "Marsa Rovers 1 Birgu 2", "Marsa 1-14 Birgu 0-15", "Marsa 14.9 (93) d Birgu 11.10 (76)".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::read::Play;
use crate::language;
use crate::text::{TokenKind, role};

/// A side, the tokens of its name, and its points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) name: (usize, usize),
    pub(super) points: Decimal,
}

/// A line that is a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Result {
    pub(super) sides: [Side; 2],
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
}

/// Points of a goal where goals and points are told apart.
const GOAL: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

/// The most words of the name of a side.
const WORDS: usize = 5;

impl<'f> Look<'f> {
    /// The result that a sentence is, if it is one.
    pub(super) fn result_line(&self, play: &Play<'f>) -> Option<Result> {
        let (from, to) = play.range;
        let line = |at: usize| at + 1 == self.facts.tokens.len() || at >= to || self.begins_line(at);
        if !self.begins_line(from) && from > 0 && !self.is_block_start(from) {
            return None;
        }
        let (first, at) = self.side(from, to)?;
        let mut next = at;
        if self.is_mark(next, &[",", ";"]) || self.is_dash(next) {
            next += 1;
        } else if self.is_lower(next) && self.word(next).len() <= 4 {
            // "d", "beat", "def"
            next += 1;
        }
        let (second, end) = self.side(next, to)?;
        let ends = end == to || line(end) || self.is_mark(end, &["(", ";"]);
        ends.then_some(Result { sides: [first, second], tokens: (from, end), sentence: play.sentence })
    }

    /// The only result of goals and points inside a sentence: "it ended Marsa 1-14, Birgu 2-9".
    pub(super) fn result_inside(&self, plays: &[Play<'f>]) -> Option<Result> {
        let counted = |end: usize| end >= 2 && self.is_tally_mark(end - 2);
        let mut all = plays.iter().flat_map(|play| {
            let (from, to) = play.range;
            let begins = move |at: &usize| {
                self.is_capital_word(*at) && (*at == from || !self.is_capital_word(*at - 1))
            };
            (from..to).filter(begins).filter_map(move |at| {
                let (first, end) = self.side(at, to).filter(|side| counted(side.1))?;
                let joined =
                    self.is_mark(end, &[",", ";"]) || self.is_dash(end) || self.does(end, role::SYNTAX_TO);
                let (second, last) =
                    self.side(end + usize::from(joined), to).filter(|side| counted(side.1))?;
                Some(Result { sides: [first, second], tokens: (at, last), sentence: play.sentence })
            })
        });
        all.next().filter(|_| all.next().is_none())
    }

    /// The result that two lines are, each with a side.
    pub(super) fn result_of_lines(&self, one: &Play<'f>, two: &Play<'f>) -> Option<Result> {
        let own = |play: &Play<'f>| {
            let (from, to) = play.range;
            let opens = from == 0 || self.begins_line(from) || self.is_block_start(from);
            self.side(from, to).filter(|(_, end)| opens && *end == to).map(|(side, _)| side)
        };
        let (first, second) = (own(one)?, own(two)?);
        let tokens = (one.range.0, two.range.1);
        Some(Result { sides: [first, second], tokens, sentence: one.sentence })
    }

    fn is_block_start(&self, at: usize) -> bool {
        let sentence = self.facts.sentence_of(at);
        sentence == 0 || self.facts.block_of(sentence) != self.facts.block_of(sentence - 1)
    }

    /// A name and its points: "Marsa Rovers 2", "Marsa 1-14", "Marsa 14.9 (93)".
    fn side(&self, from: usize, to: usize) -> Option<(Side, usize)> {
        let mut at = from;
        let name = |at: usize| {
            self.is_capital_word(at)
                || self.does(at, role::OF)
                || self.is_mark(at, &["'", "’", "&", ".", "-"])
                || at > from && language::chosen().is_possessive(self.word(at))
        };
        while at < to && at - from < WORDS && name(at) && (at == from || !self.begins_line(at)) {
            at += 1;
        }
        if at == from || !self.is_capital_word(from) || self.token(at)?.kind != TokenKind::Number {
            return None;
        }
        let named = (from, at);
        let raw: &str = self.word(at);
        // "14.9 (93)"
        if raw.contains('.') && self.is_mark(at + 1, &["("]) && self.is_mark(at + 3, &[")"]) {
            let points = self.plain_number(at + 2)?;
            return Some((Side { name: named, points }, at + 4));
        }
        let first = self.plain_number(at)?;
        if self.is_tally_mark(at + 1) {
            let second = self.plain_number(at + 2)?;
            let points = first.checked_mul(GOAL)?.checked_add(second)?;
            return Some((Side { name: named, points }, at + 3));
        }
        Some((Side { name: named, points: first }, at + 1))
    }

    /// Whether a sentence names a side: its first word, in the same letters.
    pub(super) fn names_side(&self, at: usize, side: &Side) -> bool {
        (side.name.0..side.name.1)
            .any(|of| self.word(of).len() > 2 && self.word(of).eq_ignore_ascii_case(self.word(at)))
    }
}
