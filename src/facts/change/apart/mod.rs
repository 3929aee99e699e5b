//! Changes told in pieces: the size in one clause, sentence or headline, and the two figures in another. "Arrears have
//! grown by a quarter. … They stood at 600 euros last May and at 900 euros a year later."

mod beside;
mod claim;
mod like;
mod pair;
mod when;
mod wide;

use rust_decimal::Decimal;

use super::{Change, Figure, Of, Said, Words};
use crate::document::Zone;
use crate::facts::look::Look;
use crate::facts::{Fact, Facts, Value};
use crate::lexicon::Lexicon;
use crate::text::role;
use claim::{Claim, Size};
use like::{are_alike, is_like};
use pair::{FAR, Pair};
use when::Dated;
use wide::is_sole;

/// Among how many sentences of an article the figures stand of which the headline tells the direction.
const EARLY: usize = 3;

/// How many claims a text may make at most of which each can have its own pair of figures. One with more is a table.
const MANY: usize = 200;

/// How many sentences of an article may tell of other things than the one change.
const SHORT: usize = 24;

/// How many sentences a brief has, in which two figures of one unit are of one thing wherever they stand.
const BRIEF: usize = 10;

/// How many tokens behind the size of a change the figure stands that it makes.
const MADE: usize = 7;

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
    let claims = look.moves_told(measures, words);
    if claims.is_empty() || claims.len() > MANY {
        return Vec::new();
    }
    let brief = facts.sentences.len() <= BRIEF;
    let mut figures = look.figures_dated(measures, &claims, brief && claims.iter().any(Claim::is_sized));
    if claims.iter().any(|claim| matches!(claim.size, Size::Points(_))) {
        look.name_percentages(&mut figures);
    }
    let mut pairs = look.figure_pairs(&figures);
    pairs.extend(known.iter().filter_map(pair::told_pair));
    let mut found = Vec::new();
    for claim in &claims {
        let told = |fact: &Fact| {
            let sized = matches!(&fact.value, Value::Change(change) if change.is_sized());
            (sized || !claim.is_sized())
                && (fact.tokens.0 as usize) < claim.tokens.1
                && claim.tokens.0 < fact.tokens.1 as usize
        };
        if known.iter().any(told) {
            continue;
        }
        let near = look.apart(claim, &claims, &pairs, &figures);
        let pair =
            near.or_else(|| if brief { look.wide_pair(claim, &claims, &figures, &pairs) } else { None });
        found.extend(pair.and_then(|pair| look.change_of(claim, &pair)));
    }
    found
}

impl<'f> Look<'f> {
    /// The pair of near figures that a claim is of, if exactly one can be meant, or one bears the claim out.
    fn apart(
        self,
        claim: &Claim<'f>,
        claims: &[Claim<'f>],
        pairs: &[Pair<'f>],
        figures: &[Dated<'f>],
    ) -> Option<Pair<'f>> {
        let may_mean = |pair: &&Pair<'f>| claim.may_mean(pair.from.of.with(pair.to.of));
        let mut meant = pairs.iter().filter(may_mean);
        let first = meant.next()?;
        let fits =
            |pair: &&Pair<'f>| claim.towards(pair.from.said, pair.to.said).fits(pair.from.said, pair.to.said);
        if let Some(pair) = pairs.iter().filter(may_mean).find(fits) {
            return Some(*pair);
        }
        let turned =
            |pair: &Pair<'f>| claim.towards(pair.to.said, pair.from.said).fits(pair.to.said, pair.from.said);
        let other =
            |pair: &Pair<'f>| (pair.from.said.0, pair.to.said.0) != (first.from.said.0, first.to.said.0);
        let several = meant.any(other) || claim.is_sized() && pairs.iter().any(turned);
        let sole = is_sole(first, figures);
        (!several && self.is_claim_of(claim, claims, first, sole)).then_some(*first)
    }

    /// The change that a claim tells of a pair.
    fn change_of(self, claim: &Claim<'f>, pair: &Pair<'f>) -> Option<Fact> {
        let of = pair.from.of.with(pair.to.of)?;
        let claim = claim.towards(pair.from.said, pair.to.said);
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
    fn is_claim_of(self, claim: &Claim<'f>, claims: &[Claim<'f>], pair: &Pair<'f>, sole: bool) -> bool {
        let (from, to) = (pair.from.said, pair.to.said);
        if claim.is_sized() && !(claim.goes_as(from, to) && claim.is_near(from, to)) {
            return false;
        }
        let other = |other: &&Claim<'f>| other.tokens != claim.tokens && other.is_sized();
        let (first, last) = (pair.sentences.0.min(pair.sentences.1), pair.sentences.0.max(pair.sentences.1));
        if claim.sentence == first || claim.sentence == last {
            let alone = !claims.iter().filter(other).any(|other| other.sentence == claim.sentence);
            let both = first == last || pair.compared || sole && self.makes(claim, pair);
            return claim.is_sized() && alone && both;
        }
        // In a long article there is more than one thing that moves.
        let of = pair.from.of.with(pair.to.of);
        let rival = |told: &&Claim<'f>| {
            let another = told.may_mean(of) && told.value() != claim.value();
            other(told) && (another || claim.is_of_places())
        };
        if self.facts.sentences.len() > SHORT || claims.iter().any(|claim| rival(&claim)) {
            return false;
        }
        if !claim.is_sized() {
            let particle = self.does(claim.tokens.0, role::SHARE_MOVED);
            let minus = (0..=EARLY.min(self.facts.sentences.len() - 1)).any(|sentence| {
                let (from, to) = self.sentence(sentence);
                (from + 1..to).any(|at| self.is_number(at) && self.is_minus(at - 1))
            });
            return self.is_in_headline(claim.sentence)
                && !minus
                && !particle
                && pair.compared
                && first <= EARLY
                && self.shares_word(claim, pair);
        }
        self.is_linked(claim, pair, sole)
    }

    /// Whether a claim and a pair of figures in other sentences are told of one thing, as far as words tell.
    fn is_linked(self, claim: &Claim<'f>, pair: &Pair<'f>, sole: bool) -> bool {
        let (first, last) = (pair.sentences.0.min(pair.sentences.1), pair.sentences.0.max(pair.sentences.1));
        let adjacent = claim.sentence + 1 == first || claim.sentence == last + 1;
        // Another figure beside the size is of what the size is of.
        let inner = |figure: &Figure<'_>| (claim.tokens.0..claim.tokens.1).contains(&figure.tokens.0);
        let own = pair.from.of.with(pair.to.of);
        let unit = matches!(claim.size, Size::Points(_) | Size::By(..));
        let apart = |figure: &Figure<'f>| match figure.of {
            Of::Measure(_) => true,
            // "The 14 tram"
            Of::Plain if !is_like(figure, &pair.to) => true,
            // "Cases have doubled, and beds are short in six wards"
            of if figure.tokens.0 >= claim.tokens.1 && own.is_some_and(|own| own.with(of).is_none()) => true,
            of => unit && (Some(of) != own || !is_like(figure, &pair.to)),
        };
        let figures = self.moved_figures(claim.sentence, &[]);
        let plain = figures.iter().all(|figure| inner(figure) || apart(figure));
        // "It has doubled: it was 13 weeks, and is 26"
        let other_pair = figures.iter().enumerate().any(|(i, a)| {
            figures[..i].iter().any(|b| a.of == b.of && !inner(a) && !inner(b) && are_alike(a, b))
        });
        // "And up 20 years in prison"
        let particle =
            matches!(claim.size, Size::By(_, Of::Measure(_))) && self.does(claim.tokens.0, role::SHARE_MOVED);
        // Things that are counted are named again, or stand right beside.
        let said = |sentence: usize, noun| self.facts.has_word_like(sentence as u32, noun);
        let named = match own {
            Some(Of::Noun(noun)) if !adjacent && !self.claim_points_back(claim) => {
                said(claim.sentence, noun) || self.is_in_headline(0) && said(0, noun)
            }
            _ => true,
        };
        let headline = self.is_in_headline(claim.sentence);
        plain
            && named
            && !other_pair
            && (adjacent
                || headline
                || unit && sole && !particle
                || self.claim_points_back(claim)
                || self.shares_word(claim, pair))
    }

    /// Whether a claim leads to the later figure of a pair: "adding 14 cents to close at $7.92".
    fn makes(self, claim: &Claim<'f>, pair: &Pair<'f>) -> bool {
        let (from, to) = (claim.tokens.1, pair.to.tokens.0);
        pair.sentences.1 == claim.sentence
            && pair.sentences.0.abs_diff(claim.sentence) <= FAR
            && (from..=from + MADE).contains(&to)
            && !(from..to).any(|at| self.is_mark(at, &[",", ";", ":", "("]) || self.is_dash(at))
    }

    fn is_in_headline(self, sentence: usize) -> bool {
        self.facts.zone(self.facts.block_of(sentence)) == Zone::Headline
    }

    /// Whether a claim repeats a word of the sentences of a pair.
    fn shares_word(self, claim: &Claim<'f>, pair: &Pair<'f>) -> bool {
        let (from, to) = self.sentence(claim.sentence);
        let outside = |at: usize| !(claim.tokens.0..claim.tokens.1).contains(&at);
        (from..to).filter(|&at| outside(at)).filter_map(|at| self.telling(at, LONG)).any(|word| {
            // What the headline names is what the article is of.
            let topic = claim.is_sized() && self.is_in_headline(0);
            [Some(pair.sentences.0), Some(pair.sentences.1), topic.then_some(0)]
                .into_iter()
                .flatten()
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

impl Claim<'_> {
    /// Whether two figures go the way that a claim says.
    fn goes_as(&self, from: Said, to: Said) -> bool {
        let told = self.towards(from, to);
        told.direction.is_none_or(|sign| (to.0 - from.0) * sign > Decimal::ZERO)
    }
}
