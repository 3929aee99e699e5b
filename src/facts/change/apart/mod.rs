//! Changes told in pieces: the size in one clause, sentence or headline, and the two figures in another. "Arrears have
//! grown by a quarter. … They stood at 600 euros last May and at 900 euros a year later."

mod claim;
mod pair;

use rust_decimal::Decimal;

use super::{Change, Figure, Of, Said, Words};
use crate::document::Zone;
use crate::facts::look::Look;
use crate::facts::{Fact, Facts, Value};
use crate::lexicon::Lexicon;
use crate::text::role;
use claim::{Claim, Size};
use pair::Pair;

/// Among how many sentences of an article the figures stand of which the headline tells the direction.
const EARLY: usize = 3;

/// How many sentences of an article may tell of other things than the one change.
const SHORT: usize = 24;

/// How many letters a word has that tells what is spoken of.
const LONG: usize = 4;

/// The changes of an article that are told in pieces. `known` are those told in one. Linear.
pub(super) fn changes(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    measures: &[Fact],
    words: &Words,
    known: &[Fact],
) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut pairs = look.figure_pairs(measures, words);
    pairs.extend(known.iter().filter_map(pair::told_pair));
    if pairs.is_empty() {
        return Vec::new();
    }
    let claims = look.moves_told(measures, words);
    let mut found = Vec::new();
    for claim in &claims {
        let told = |fact: &Fact| {
            let sized = matches!(&fact.value, Value::Change(change) if change.is_sized());
            (sized || !claim.is_sized())
                && (fact.tokens.0 as usize) < claim.tokens.1
                && claim.tokens.0 < fact.tokens.1 as usize
        };
        if !known.iter().any(told) {
            found.extend(look.apart(claim, &claims, &pairs));
        }
    }
    found
}

impl<'f> Look<'f> {
    /// The change that a claim tells, if exactly one pair of figures can be meant and none bears the claim out.
    fn apart(self, claim: &Claim<'f>, claims: &[Claim<'f>], pairs: &[Pair<'f>]) -> Option<Fact> {
        let may_mean = |pair: &&Pair<'f>| claim.may_mean(pair.from.of.with(pair.to.of));
        let mut meant = pairs.iter().filter(may_mean);
        let first = meant.next()?;
        let pair = pairs.iter().filter(may_mean).find(|pair| claim.fits(pair.from.said, pair.to.said));
        let turned = |pair: &&Pair<'f>| claim.fits(pair.to.said, pair.from.said);
        if pair.is_none() {
            let other =
                |pair: &Pair<'f>| (pair.from.said.0, pair.to.said.0) != (first.from.said.0, first.to.said.0);
            let several = meant.any(other) || claim.is_sized() && pairs.iter().any(|pair| turned(&pair));
            if several || !self.is_claim_of(claim, claims, first) {
                return None;
            }
        }
        let pair = pair.unwrap_or(first);
        let of = pair.from.of.with(pair.to.of)?;
        let signed = |said: Said| super::signed(said, claim.direction);
        let change = Change {
            from: pair.from.said,
            to: pair.to.said,
            class: of.class(),
            direction: claim.direction,
            percent: claim.percent().map(signed),
            points: if let Size::Points(said) = claim.size { Some(signed(said)) } else { None },
            by: if let Size::By(said, _) = claim.size { Some(signed(said)) } else { None },
            times: if let Size::Times(said) = claim.size { Some(said) } else { None },
            apart: true,
            expected: claim.expected(pair.from.said),
        };
        // "Has halved, to 750"
        let near = pair.sentences.1 == claim.sentence
            && pair.to.tokens.0.checked_sub(claim.tokens.1).is_some_and(|apart| apart <= 3);
        let tokens = (claim.tokens.0, if near { pair.to.tokens.1 } else { claim.tokens.1 });
        Some(self.facts.fact_over(tokens, Value::Change(Box::new(change))))
    }

    /// Whether a claim is of a pair of figures: in its sentence, or the only one of the text and told of the same.
    fn is_claim_of(self, claim: &Claim<'f>, claims: &[Claim<'f>], pair: &Pair<'f>) -> bool {
        let other = |other: &&Claim<'f>| other.tokens != claim.tokens && other.is_sized();
        let (first, last) = (pair.sentences.0.min(pair.sentences.1), pair.sentences.0.max(pair.sentences.1));
        if claim.sentence == first || claim.sentence == last {
            let alone = !claims.iter().filter(other).any(|other| other.sentence == claim.sentence);
            return claim.is_sized() && alone && (first == last || pair.compared);
        }
        // In a long article there is more than one thing that moves.
        if self.facts.sentences.len() > SHORT || claims.iter().any(|claim| other(&claim)) {
            return false;
        }
        let headline = self.is_in_headline(claim.sentence);
        let (from, to) = (pair.from.said.0, pair.to.said.0);
        let turned = claim.direction.is_some_and(|sign| (to - from) * sign < Decimal::ZERO);
        let large = matches!(claim.size, Size::By((by, _), _) if by > from.max(to));
        if claim.is_sized() && (turned || large) {
            return false;
        }
        if !claim.is_sized() {
            let particle = self.does(claim.tokens.0, role::SHARE_MOVED);
            let minus = (0..=EARLY.min(self.facts.sentences.len() - 1)).any(|sentence| {
                let (from, to) = self.sentence(sentence);
                (from + 1..to).any(|at| self.is_number(at) && self.is_minus(at - 1))
            });
            return headline
                && !minus
                && !particle
                && pair.compared
                && first <= EARLY
                && self.shares_word(claim, pair);
        }
        let adjacent = claim.sentence + 1 == first || claim.sentence == last + 1;
        let own = pair.from.of.with(pair.to.of);
        // Another figure beside the size is of what the size is of.
        let inner = |figure: &Figure<'_>| (claim.tokens.0..claim.tokens.1).contains(&figure.tokens.0);
        let plain = self.moved_figures(claim.sentence, &[]).iter().all(inner);
        // Things that are counted are named again, or stand right beside.
        let said = |sentence: usize, noun| self.facts.has_word_like(sentence as u32, noun);
        let beside = adjacent && self.facts.block_of(claim.sentence) == self.facts.block_of(first);
        let named = match own {
            Some(Of::Noun(noun)) if !beside => {
                said(claim.sentence, noun) || self.is_in_headline(0) && said(0, noun)
            }
            _ => true,
        };
        plain
            && named
            && (self.shares_word(claim, pair) || self.claim_points_back(claim) || adjacent || headline)
    }

    fn is_in_headline(self, sentence: usize) -> bool {
        self.facts.zone(self.facts.block_of(sentence)) == Zone::Headline
    }

    /// Whether a claim repeats a word of the sentences of a pair.
    fn shares_word(self, claim: &Claim<'f>, pair: &Pair<'f>) -> bool {
        let (from, to) = self.sentence(claim.sentence);
        let outside = |at: usize| !(claim.tokens.0..claim.tokens.1).contains(&at);
        (from..to).filter(|&at| outside(at)).filter_map(|at| self.telling(at, LONG)).any(|word| {
            [pair.sentences.0, pair.sentences.1]
                .into_iter()
                .any(|sentence| self.facts.has_word_like(sentence as u32, word))
        })
    }

    /// Whether a claim points back to what was told: "the slide of", "such a rise", "that is a rise".
    fn claim_points_back(self, claim: &Claim<'f>) -> bool {
        let (from, _) = self.sentence(claim.sentence);
        (claim.tokens.0.saturating_sub(2).max(from)..claim.tokens.0).any(|at| {
            self.does(at, role::THE) || self.does(at, role::POINTING) || self.does(at, role::POINTING_BACK)
        })
    }
}
