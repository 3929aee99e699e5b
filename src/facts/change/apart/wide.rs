//! The one pair of figures of a brief that a claim can be of, wherever the three stand: "The fare is £4 … From
//! May riders will hand over £5 … a 30 per cent rise".

use rust_decimal::Decimal;

use super::super::Of;
use super::claim::Claim;
use super::like::are_alike;
use super::pair::{FAR, Pair, ordered};
use super::when::Dated;
use crate::facts::look::Look;

/// How many places an article names that is of one rise or fall in a table.
const FEW: usize = 4;

impl<'f> Look<'f> {
    /// The pair of figures of which a claim is a slip: the only two of their unit that the text tells, or the only
    /// two of which it tells that one was earlier.
    pub(super) fn wide_pair(
        self,
        claim: &Claim<'f>,
        claims: &[Claim<'f>],
        figures: &[Dated<'f>],
        near: &[Pair<'f>],
    ) -> Option<Pair<'f>> {
        let may_mean = |pair: &&Pair<'f>| claim.may_mean(pair.from.of.with(pair.to.of));
        if !claim.is_sized() || near.iter().any(|pair| may_mean(&pair)) || !self.is_only_claim(claim, claims)
        {
            return None;
        }
        let meant: Vec<&Dated<'f>> =
            figures.iter().filter(|dated| claim.may_mean(Some(dated.figure.of))).collect();
        let pairs = || {
            meant.iter().enumerate().flat_map(|(i, a)| {
                meant[..i].iter().filter(|b| are_alike(&a.figure, &b.figure)).map(move |b| (*b, *a))
            })
        };
        let fits = |(a, b): (&Dated<'f>, &Dated<'f>)| {
            let (a, b) = (a.figure.said, b.figure.said);
            claim.towards(a, b).fits(a, b) || claim.towards(b, a).fits(b, a)
        };
        if pairs().any(fits) {
            return None;
        }
        // "They began in fifth and ended in ninth, a slip of three places where two points part fourth from tenth."
        let beside = |pair: &Pair<'f>| {
            pair.sentences.0 == pair.sentences.1 && pair.sentences.0.abs_diff(claim.sentence) <= 1
        };
        let places = || {
            let few = meant.len() <= FEW;
            meant.windows(2).filter(|_| few).filter_map(|two| ordered(two[0], two[1])).find(beside)
        };
        let dated = || only(pairs().filter_map(|(a, b)| ordered(a, b)));
        let pair = if claim.is_of_places() { places() } else { dated() }.or_else(|| {
            let (a, b) = meant.iter().enumerate().find_map(|(i, a)| {
                meant[..i].iter().find(|b| are_alike(&a.figure, &b.figure)).map(|b| (*b, *a))
            })?;
            let of = a.figure.of.with(b.figure.of)?;
            // "The one takes 60 minutes": what is of another unit is no figure of the pair.
            let two = |dated: &&Dated<'f>| {
                let other = matches!(of, Of::Measure(_)) && dated.figure.of.with(of).is_none();
                other || [a, b].iter().any(|told| told.figure.said.0 == dated.figure.said.0)
            };
            let beside = a.sentence.abs_diff(b.sentence) <= 1;
            (meant.iter().all(two) && beside).then(|| self.by_direction(claim, a, b))?
        })?;
        let (from, to) = (pair.from.said, pair.to.said);
        let near = pair.sentences.0.abs_diff(pair.sentences.1) <= FAR;
        let own = near && [pair.sentences.0, pair.sentences.1].contains(&claim.sentence);
        (claim.goes_as(from, to)
            && claim.is_near(from, to)
            && (own || self.is_linked(claim, &pair, is_sole(&pair, figures))))
        .then_some(pair)
    }

    /// Two figures in the order in which a claim has them move.
    fn by_direction(self, claim: &Claim<'f>, a: &Dated<'f>, b: &Dated<'f>) -> Option<Pair<'f>> {
        let direction = claim.towards(a.figure.said, b.figure.said).direction?;
        let turned = (b.figure.said.0 - a.figure.said.0) * direction < Decimal::ZERO;
        let (from, to) = if turned { (b, a) } else { (a, b) };
        let sentences = (from.sentence, to.sentence);
        Some(Pair { from: from.figure, to: to.figure, sentences, compared: false })
    }

    /// Whether a text tells the size of one change, however often.
    fn is_only_claim(self, claim: &Claim<'f>, claims: &[Claim<'f>]) -> bool {
        claims.iter().filter(|other| other.is_sized()).all(|other| other.value() == claim.value())
    }
}

/// Whether a text tells no other figures of the unit of a pair.
pub(super) fn is_sole(pair: &Pair<'_>, figures: &[Dated<'_>]) -> bool {
    let of = pair.from.of.with(pair.to.of);
    let values = [pair.from.said.0, pair.to.said.0];
    figures
        .iter()
        .filter(|dated| Some(dated.figure.of) == of)
        .all(|dated| values.contains(&dated.figure.said.0))
}

/// The one pair of several, if all have the same two values.
fn only<'f>(mut pairs: impl Iterator<Item = Pair<'f>>) -> Option<Pair<'f>> {
    let first = pairs.next()?;
    let values = |pair: &Pair<'f>| (pair.from.said.0, pair.to.said.0);
    pairs.all(|pair| values(&pair) == values(&first)).then_some(first)
}
