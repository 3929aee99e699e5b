//! The figures of an article of which one is told to be the earlier: "5,200, against 8,400 last year".

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::super::{FIGURES, Figure, Of};
use super::claim::Claim;
use super::like::are_alike;
use super::when::{COMPARED, Dated};
use crate::facts::look::Look;
use crate::facts::{Fact, Value};
use crate::text::{Role, role};

/// How many sentences may lie between two figures of a change.
pub(super) const FAR: usize = 2;

/// Between which values a number alone may be a year.
const YEARS: (Decimal, Decimal) =
    (Decimal::from_parts(1900, 0, 0, false, 0), Decimal::from_parts(2100, 0, 0, false, 0));

/// What words tell that a figure is of another time than one beside it.
const CUES: [Role; 13] = [
    role::CHANGE_AGAINST,
    role::CHANGE_COMPARED,
    role::CHANGE_EARLIER,
    role::CHANGE_LATER,
    role::CHANGE_LAST,
    role::CHANGE_FORMERLY,
    role::CHANGE_NOW,
    role::CHANGE_HAD,
    role::CHANGE_THIS,
    role::CHANGE_BEGAN,
    role::CHANGE_WILL,
    role::CHANGE_NEXT,
    role::CHANGE_USED,
];

/// Two figures of one thing, with the sentences of both.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair<'f> {
    pub(super) from: Figure<'f>,
    pub(super) to: Figure<'f>,
    pub(super) sentences: (usize, usize),
    /// Whether one figure is set beside the other: "against 8,400".
    pub(super) compared: bool,
}

impl<'f> Look<'f> {
    /// The figures of an article that may have moved. Of a long one only those beside words for another time.
    pub(super) fn figures_dated(
        self,
        measures: &'f [Fact],
        claims: &[Claim<'f>],
        short: bool,
    ) -> Vec<Dated<'f>> {
        let cue = |sentence: usize| {
            CUES.into_iter().any(|role| self.facts.has_word_with(sentence, role)) || self.has_base(sentence)
        };
        let places = claims.iter().any(Claim::is_of_places);
        let told: Vec<bool> =
            (0..self.facts.sentences.len()).map(|sentence| short || cue(sentence)).collect();
        let figures = |sentence: usize| {
            let (_, kinds) = self.facts.in_sentence(sentence as u32);
            // A sentence that tells no time may have the other figure of one beside it.
            let near = sentence.saturating_sub(1)..(sentence + 2).min(told.len());
            let any = self.is_measured(sentence, measures)
                || places
                || FIGURES.into_iter().any(|kind| kinds.has(kind));
            (any && told[near].contains(&true)).then(|| self.dated(sentence, measures, claims, places))
        };
        (0..told.len()).filter_map(figures).flatten().collect()
    }

    /// The pairs of figures of which one is told to be earlier: two of one sentence, or of two that are near.
    pub(super) fn figure_pairs(self, figures: &[Dated<'f>]) -> Vec<Pair<'f>> {
        let mut found = Vec::new();
        let mut last: &[Dated<'f>] = &[];
        for own in figures.chunk_by(|a, b| a.sentence == b.sentence) {
            self.pair_up(own, last, &mut found);
            last = own;
        }
        found
    }

    /// Whether "from" or "than the" leads to a figure of a sentence.
    fn has_base(self, sentence: usize) -> bool {
        FIGURES.into_iter().any(|kind| {
            self.facts.within(sentence, kind).any(|fact| {
                let Some(before) = (fact.tokens.0 as usize).checked_sub(1) else { return false };
                let than = before > 0 && self.does(before, role::THE) && self.does(before - 1, role::THAN);
                self.does(before, role::DATE_FROM) || than
            })
        })
    }

    /// Whether a figure is none that moves: in brackets, a year ("the 2015 levels"), or one of "one in eight".
    pub(super) fn is_no_amount(self, figure: &Figure<'f>) -> bool {
        let (from, to) = figure.tokens;
        let year = figure.of == Of::Plain && from + 1 == to && (YEARS.0..YEARS.1).contains(&figure.said.0);
        // "One in eight", but not "€200 million in five years".
        let thing = matches!(figure.of, Of::Plain | Of::Noun(_));
        let next = thing && self.does(to, role::IN) && self.is_number(to + 1);
        let before = thing && from >= 2 && self.does(from - 1, role::IN) && self.is_number(from - 2);
        let bracket = from > 0 && self.is_mark(from - 1, &["("]);
        let between = from > 0 && self.does(from - 1, role::TIME_BETWEEN);
        year || between || next || before || bracket
    }

    /// Adds the pairs of a sentence: of two of its figures, or of one with one of the sentence before.
    fn pair_up(self, own: &[Dated<'f>], last: &[Dated<'f>], found: &mut Vec<Pair<'f>>) {
        let clear = |pair: &Pair<'f>| {
            let same = pair.sentences.0 == pair.sentences.1;
            let named = pair.from.of == pair.to.of && pair.from.of != Of::Plain;
            let block = |sentence| self.facts.block_of(sentence);
            let next = pair.sentences.0.abs_diff(pair.sentences.1) == 1;
            let near = same || block(pair.sentences.0) == block(pair.sentences.1) || next;
            let elided = next && (pair.from.of == Of::Plain || pair.to.of == Of::Plain);
            (near || pair.compared)
                && (named
                    || (pair.compared || elided) && pair.from.of != Of::Percent && pair.to.of != Of::Percent)
        };
        for (i, a) in own.iter().enumerate() {
            let of = |figures: &[Dated<'f>]| -> Vec<Dated<'f>> {
                figures.iter().filter(|b| are_alike(&a.figure, &b.figure)).copied().collect()
            };
            let beside = of(own);
            let others = if beside.is_empty() { of(last) } else { beside };
            if let [b] = others[..]
                && a.sentence.abs_diff(b.sentence) <= FAR
                // A pair of one sentence is met at its first figure.
                && (b.sentence != a.sentence || of(&own[..i]).is_empty())
            {
                // "Last summer 12 per cent had one; this summer it was nine"
                // "It had 40 pupils in 2019 and has 160 today"
                let elided = |dated: &Dated<'f>| dated.figure.of == Of::Plain && dated.when != 0;
                let turned = a.when.signum() * b.when.signum() < 0;
                let both = a.sentence == b.sentence && (turned || elided(a) || elided(&b));
                found.extend(ordered(a, &b).filter(|pair| clear(pair) || both));
            }
        }
    }
}

/// The two figures of a change that is told without its size: "grew from 450 to 522".
pub(super) fn told_pair<'f>(fact: &Fact) -> Option<Pair<'f>> {
    let Value::Change(change) = &fact.value else { return None };
    let of = match change.class {
        "money" => Of::Money(""),
        "percent" => Of::Percent,
        "measure" => Of::Measure(""),
        _ => Of::Noun(""),
    };
    let figure = |said| Figure { tokens: (fact.tokens.0 as usize, fact.tokens.1 as usize), of, said };
    let sentences = (fact.sentence as usize, fact.sentence as usize);
    let pair = Pair { from: figure(change.from), to: figure(change.to), sentences, compared: true };
    (!change.is_sized()).then_some(pair)
}

/// Two figures, the earlier one first, if the text tells which that is.
pub(super) fn ordered<'f>(a: &Dated<'f>, b: &Dated<'f>) -> Option<Pair<'f>> {
    let by_year = b.year.zip(a.year).map(|(b, a)| b.cmp(&a)).filter(|order| order.is_ne());
    let pair = |from: &Dated<'f>, to: &Dated<'f>| Pair {
        from: from.figure,
        to: to.figure,
        sentences: (from.sentence, to.sentence),
        // "£1.20 last season, is 95p this term"
        compared: from.when == COMPARED || a.sentence == b.sentence && from.when > 0,
    };
    match by_year.filter(|_| a.sentence != b.sentence).unwrap_or_else(|| a.when.cmp(&b.when)) {
        Ordering::Greater => Some(pair(a, b)),
        Ordering::Less => Some(pair(b, a)),
        Ordering::Equal => None,
    }
}
