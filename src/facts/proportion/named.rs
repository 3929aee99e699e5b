//! What the parts of a whole give for a share of the same things of which the same is told: "Nine of the 45 stations
//! broke their record … three in five stations set a record".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Count, Fact, Value};
use super::claim::Claim;
use super::figures::Figure;
use super::{Proportion, Words};

/// The least whole of which a share in words is reckoned.
const LEAST: u32 = 11;

/// How many sentences apart a share and what is counted may stand.
const NEAR: usize = 5;

/// How many times as large as the other a share or what the figures give may be.
const FAR: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// How many letters a word has by which two sentences speak of one thing.
const LONG: usize = 3;

impl<'f> Look<'f> {
    /// The only part of which the same is told as of a share, if no two figures of the article bear the share out.
    pub(super) fn told_of_named(&self, claim: &Claim, words: Words) -> Option<Proportion> {
        let figures = self.figures_not_fitting(claim)?;
        let wholes: Vec<(&Fact, Decimal)> = figures
            .iter()
            .filter_map(|f| match &f.fact.value {
                Value::Count(count) if self.counts_what(claim, count) => {
                    Some((f.fact, count.whole.unwrap_or(f.value)))
                }
                _ => None,
            })
            .filter(|(_, value)| *value >= LEAST.into())
            .collect();
        let (_, whole) = *wholes.iter().max_by_key(|(_, value)| *value)?;
        let parts = figures.iter().filter(|part| {
            part.value > Decimal::ONE
                && part.value < whole
                && claim.sentence.abs_diff(part.fact.sentence as usize) <= NEAR
                && wholes.iter().any(|&(fact, value)| value == whole && self.is_counted_of(part, fact, value))
                && self.tells_the_same(claim, part, &figures)
                && !self.is_of_another_base(claim, &[part.fact], words)
        });
        let mut ratios: Vec<(Decimal, Decimal)> = parts.map(|part| (part.value, whole)).collect();
        ratios.sort_unstable();
        ratios.dedup();
        let [(part, whole)] = ratios[..] else { return None };
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let middle = claim.interval.middle().or(claim.interval.low).or(claim.interval.high)?;
        let near = ratio * FAR >= middle && ratio <= middle * FAR;
        near.then_some(Proportion {
            claimed: claim.interval,
            ratio,
            counted: Some((part, whole)),
            form: claim.form,
        })
    }

    /// Whether a count is of what a claim is of: "three in five stations", "one station in five".
    fn counts_what(&self, claim: &Claim, count: &Count) -> bool {
        let language = crate::language::chosen();
        let Some(noun) = &count.noun else { return false };
        let noun = language.stem(noun);
        let inside = claim.tokens.0..claim.tokens.1;
        inside.chain(claim.of.iter().copied()).any(|at| language.stem(&self.word(at).to_lowercase()) == noun)
    }

    /// Whether a figure is told as some of a whole: it names the whole, or follows it soon without a noun.
    fn is_counted_of(&self, part: &Figure<'_>, whole: &Fact, value: Decimal) -> bool {
        if part.of.is_some() {
            return part.of == Some(value);
        }
        let (p, w) = (part.fact, whole);
        let behind = p.tokens.0 >= w.tokens.1 && p.sentence - w.sentence <= 1;
        let counts = matches!(p.value, Value::Count(_)) && part.part;
        counts && behind && !self.is_of_other_kind(part)
    }

    /// Whether the clause of a part and the sentence of a claim have a telling word in common.
    fn tells_the_same(&self, claim: &Claim, part: &Figure<'_>, figures: &[Figure<'_>]) -> bool {
        let sentence = part.fact.sentence as usize;
        let (from, to) = self.sentence(sentence);
        let (at, end) = (part.fact.tokens.0 as usize, part.fact.tokens.1 as usize);
        let starts = figures.iter().filter(|f| f.fact.sentence as usize == sentence);
        let starts: Vec<usize> = starts.map(|f| f.fact.tokens.0 as usize).collect();
        let next = starts.iter().copied().filter(|&start| start >= end).min().unwrap_or(to);
        // "Rust was found on 18 boats": of the first figure, what stands before it is told too.
        let led = if starts.iter().all(|&start| start >= at) { from } else { at };
        let is_beside = |word: usize| (from..led).chain(next..to).any(|other| self.is_form_of(word, other));
        // What is told of other parts too tells nothing of this one.
        let told = |word: usize| {
            let found = (led..at).chain(end..next).find(|&other| self.is_form_of(word, other));
            found.filter(|_| !is_beside(word))
        };
        let (first, last) = self.sentence(claim.sentence);
        let own = |word: &usize| {
            !(claim.tokens.0..claim.tokens.1).contains(word)
                && self.telling(*word, LONG).is_some()
                && !self.is_number(*word)
                && !self.is_counted_in(*word, sentence)
        };
        (first..last).filter(own).any(|word| told(word).is_some_and(|other| !self.is_contrast(word, other)))
    }
}
