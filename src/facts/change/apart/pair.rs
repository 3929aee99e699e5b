//! The figures of an article of which one is told to be the earlier: "5,200, against 8,400 last year".

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::super::{FIGURES, Figure, Of, Words};
use super::claim::Claim;
use crate::document::Zone;
use crate::facts::look::Look;
use crate::facts::{Fact, Kind, Value};
use crate::text::{Role, class, role};

/// How many sentences may lie between two figures of a change.
const FAR: usize = 2;

/// How many times one figure may be the other, so that they are rather of one thing.
const LIKE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// Between which values a number alone may be a year.
const YEARS: (Decimal, Decimal) =
    (Decimal::from_parts(1900, 0, 0, false, 0), Decimal::from_parts(2100, 0, 0, false, 0));

/// How many tokens behind a figure may tell when it was.
const WHEN: usize = 10;

/// What words tell that a figure is of another time than one beside it.
const CUES: [Role; 8] = [
    role::CHANGE_AGAINST,
    role::CHANGE_COMPARED,
    role::CHANGE_EARLIER,
    role::CHANGE_LATER,
    role::CHANGE_LAST,
    role::CHANGE_FORMERLY,
    role::CHANGE_NOW,
    role::CHANGE_HAD,
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
    /// The pairs of figures of which one is told to be earlier.
    pub(super) fn figure_pairs(self, measures: &'f [Fact], words: &Words) -> Vec<Pair<'f>> {
        let cue = |sentence: usize| {
            CUES.into_iter().any(|role| self.facts.has_word_with(sentence, role)) || self.has_base(sentence)
        };
        let told: Vec<bool> = (0..self.facts.sentences.len()).map(cue).collect();
        let mut found = Vec::new();
        let mut last: (usize, Vec<(Figure<'f>, i8)>) = (usize::MAX, Vec::new());
        for sentence in 0..self.facts.sentences.len() {
            let zone = self.facts.zone(self.facts.block_of(sentence));
            let (_, kinds) = self.facts.in_sentence(sentence as u32);
            if !FIGURES.into_iter().any(|kind| kinds.has(kind)) || !zone.is_own() || zone == Zone::Headline {
                continue;
            }
            // A sentence that tells no time may have the other figure of one beside it.
            let near = sentence.saturating_sub(1)..(sentence + 2).min(told.len());
            if !told[near].contains(&true) {
                continue;
            }
            let mut figures: Vec<Figure<'f>> = self.moved_figures(sentence, measures);
            if figures.is_empty() {
                continue;
            }
            let sizes: Vec<Claim<'f>> = self.claims_of(sentence, &figures, words);
            let size = |figure: &Figure<'_>| {
                sizes.iter().any(|claim| {
                    claim.is_sized() && claim.tokens.0 <= figure.tokens.0 && figure.tokens.1 <= claim.tokens.1
                })
            };
            figures.retain(|figure| figure.of != Of::Points && !size(figure) && !self.is_no_amount(figure));
            let when: Vec<(Figure<'f>, i8)> =
                (0..figures.len()).map(|i| (figures[i], self.when(&figures, i, sentence))).collect();
            self.pair_up(sentence, &when, &last, &mut found);
            last = (sentence, when);
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
    fn is_no_amount(self, figure: &Figure<'f>) -> bool {
        let (from, to) = figure.tokens;
        let year = figure.of == Of::Plain && from + 1 == to && (YEARS.0..YEARS.1).contains(&figure.said.0);
        let next = self.does(to, role::IN) && self.is_number(to + 1);
        let before = from >= 2 && self.does(from - 1, role::IN) && self.is_number(from - 2);
        let bracket = from > 0 && self.is_mark(from - 1, &["("]);
        let between = from > 0 && self.does(from - 1, role::TIME_BETWEEN);
        year || between || next || before || bracket
    }

    /// Adds the pairs of a sentence: of two of its figures, or of one with one of the sentence before.
    fn pair_up(
        self,
        sentence: usize,
        when: &[(Figure<'f>, i8)],
        last: &(usize, Vec<(Figure<'f>, i8)>),
        found: &mut Vec<Pair<'f>>,
    ) {
        let like = |a: Decimal, b: Decimal| {
            a > Decimal::ZERO && b > Decimal::ZERO && a != b && a <= b * LIKE && b <= a * LIKE
        };
        let alike = |a: &Figure<'f>, b: &Figure<'f>| {
            a.tokens != b.tokens && a.of.with(b.of).is_some() && like(a.said.0, b.said.0)
        };
        let clear = |pair: &Pair<'f>| {
            let same = pair.sentences.0 == pair.sentences.1;
            let named = pair.from.of == pair.to.of && pair.from.of != Of::Plain;
            let block = |sentence| self.facts.block_of(sentence);
            let next = pair.sentences.0.abs_diff(pair.sentences.1) == 1;
            let near = same || block(pair.sentences.0) == block(pair.sentences.1) || next;
            let elided = next && pair.from.of == Of::Plain;
            (near || pair.compared)
                && (named
                    || (pair.compared || elided) && pair.from.of != Of::Percent && pair.to.of != Of::Percent)
        };
        for (i, &a) in when.iter().enumerate() {
            let of = |figures: &[(Figure<'f>, i8)]| -> Vec<(Figure<'f>, i8)> {
                figures.iter().filter(|(b, _)| alike(&a.0, b)).copied().collect()
            };
            let own = of(when);
            let (others, other) = if own.is_empty() { (of(&last.1), last.0) } else { (own, sentence) };
            let near = other != usize::MAX && sentence - other <= FAR;
            // A pair of one sentence is met at its first figure.
            let first = other != sentence || of(&when[..i]).is_empty();
            if let [b] = others[..]
                && near
                && first
            {
                found.extend(ordered(a, b, (sentence, other)).filter(clear));
            }
        }
    }

    /// When a figure was: above 0 where it is told to be the earlier one, below 0 where it is told to be of now.
    fn when(self, figures: &[Figure<'f>], index: usize, sentence: usize) -> i8 {
        let (start, end) = self.sentence(sentence);
        let figure = &figures[index];
        let (from, to) = figure.tokens;
        if self.is_compared_to(from, start) || self.goes_to(figures, index) {
            return 2;
        }
        let next = figures.get(index + 1).map_or(end, |next| next.tokens.0);
        let stop = |at: &usize| !self.is_mark(*at, &[";", ":", "("]) && !self.is_dash(*at);
        let behind = (to..next.min(to + WHEN).min(end)).take_while(stop);
        if let Some(when) = behind.into_iter().find_map(|at| self.told_when(at)) {
            return when;
        }
        // "Last summer 12 per cent had one."
        if figures.iter().filter(|other| other.of.with(figure.of).is_some()).count() == 1
            && let Some(when) = (start..from.min(start + 4)).find_map(|at| self.told_when(at))
        {
            return when;
        }
        let before = index.checked_sub(1).map_or(start, |before| figures[before].tokens.1);
        let had_been = |at: usize| self.does(at, role::CHANGE_HAD) && self.does(at + 1, role::CHANGE_BEEN);
        i8::from((before..from).any(had_been) || (to..next.min(to + WHEN).min(end)).any(had_been))
    }

    /// Whether a figure is what another one of the sentence moves from: "from 71 per cent of capacity to 55".
    fn goes_to(self, figures: &[Figure<'f>], index: usize) -> bool {
        let figure = &figures[index];
        let next = figures[index + 1..].iter().find(|other| other.of.with(figure.of).is_some());
        self.led_to(figure, role::DATE_FROM)
            && next.is_some_and(|next| {
                self.led_to(next, role::SYNTAX_TO) && next.tokens.0 - figure.tokens.1 <= WHEN
            })
    }

    /// Whether what leads to a figure sets another beside it: "against 8,400", "down from 42", "than the 300",
    /// "compared with 12".
    fn is_compared_to(self, from: usize, start: usize) -> bool {
        let the = |at: usize| self.does(at, role::THE);
        let skipped = |at: usize| the(at) || self.bounds(at);
        let Some(led) = (start..from).rev().take(3).find(|&at| !skipped(at)) else { return false };
        if led > start && self.does(led - 1, role::CHANGE_COMPARED) {
            return true;
        }
        let moved = led > start
            && (self.does(led - 1, role::SHARE_MOVED)
                || self.is_mark(led - 1, &[","])
                || self
                    .facts
                    .within(self.facts.sentence_of(from), Kind::Percent)
                    .any(|f| f.tokens.1 as usize == led)
                || self
                    .facts
                    .within(self.facts.sentence_of(from), Kind::Money)
                    .any(|f| f.tokens.1 as usize == led));
        self.does(led, role::CHANGE_AGAINST)
            || self.does(led, role::DATE_FROM) && moved
            || self.does(led, role::THAN) && the(led + 1)
    }

    /// What a word says of when a figure was: 1 for before, -1 for now or after.
    fn told_when(self, at: usize) -> Option<i8> {
        let period = |at: usize| {
            self.does(at, role::CHANGE_PERIOD) || self.is_any(at, &[class::MONTH, class::WEEKDAY])
        };
        // "A rise of 52 per cent on last year", "since last May": what moved is of now.
        let other = |at: usize| {
            [role::SINCE, role::CHANGE_COMPARED, role::CHANGE_ON, role::THAN, role::CHANGE_AGAINST]
                .into_iter()
                .any(|role| self.does(at, role))
        };
        if (at.saturating_sub(3)..at).any(other) {
            return None;
        }
        let next = period(at + 1) || period(at + 2) && !self.is_number(at + 1);
        if self.does(at, role::CHANGE_LAST) && next || self.does(at, role::CHANGE_FORMERLY) {
            return Some(1);
        }
        let behind = at > 0 && period(at - 1);
        if behind && self.does(at, role::CHANGE_EARLIER) {
            return Some(1);
        }
        (self.does(at, role::CHANGE_NOW) || behind && self.does(at, role::CHANGE_LATER)).then_some(-1)
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

/// Two figures, the earlier one first. The sentences are those of the first and the second.
fn ordered<'f>(a: (Figure<'f>, i8), b: (Figure<'f>, i8), (of_a, of_b): (usize, usize)) -> Option<Pair<'f>> {
    match a.1.cmp(&b.1) {
        Ordering::Greater => Some(Pair { from: a.0, to: b.0, sentences: (of_a, of_b), compared: a.1 == 2 }),
        Ordering::Less => Some(Pair { from: b.0, to: a.0, sentences: (of_b, of_a), compared: b.1 == 2 }),
        Ordering::Equal => None,
    }
}
