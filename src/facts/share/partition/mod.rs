//! Shares of one whole. Most percentages in a sentence are none: they are rates of different groups, changes, or
//! answers of which each may give several. So something must say that they divide one whole.

mod contrast;
mod lines;
mod possession;
mod several;
mod whole;

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::Shares;
use crate::document::{Article, Zone};
use crate::text::{Role, class, role};

/// How far a sum may be from 100. What adds up to less or more are no shares of one whole.
const FAR: u32 = 20;

/// How many tokens before a percentage may tell what it is.
const NEAR: usize = 5;

/// Percentages that follow one another, from the first sentence to the last.
pub(super) struct Run<'f> {
    pub(super) percents: Vec<&'f Fact>,
    pub(super) first: usize,
    pub(super) last: usize,
    /// The tokens of its sentences.
    pub(super) tokens: (usize, usize),
}

/// What the shares of an article add up to, block by block.
pub(super) fn shares(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let facts = look.facts;
    let mut found = Vec::new();
    let mut sentence = 0;
    while sentence < facts.sentences.len() {
        let block = facts.block_of(sentence);
        let own = matches!(facts.zone(block), Zone::Headline | Zone::Lead | Zone::Body | Zone::List);
        let mut last = sentence;
        if own && !look.percents(sentence).is_empty() {
            // "Another 30 per cent", "the rest, 20 per cent" go on with the sentence before.
            let end = facts.blocks[block + 1] as usize;
            while last + 1 < end && (look.goes_on(last + 1) || look.is_alike(sentence, last + 1)) {
                last += 1;
            }
            found.extend(look.partition(sentence, last));
            found.extend(look.possession(sentence));
        }
        sentence = last + 1;
    }
    found.extend(lines::shares(look, article));
    found
}

/// The percentages as numbers. None if one of them is a limit, in points, or beyond all shares.
fn parts(percents: &[&Fact]) -> Option<Vec<Decimal>> {
    let exact = |fact: &&Fact| match &fact.value {
        Value::Percent(percent) if !percent.points && percent.value.bound == Bound::Exact => {
            Some(percent.value.value).filter(|part| part.abs() <= Decimal::ONE_THOUSAND)
        }
        _ => None,
    };
    percents.iter().map(exact).collect()
}

/// Whether a sum is wrong, and not so far from 100 that it is none of shares of one whole.
fn is_off(parts: &[Decimal]) -> bool {
    let total: Decimal = parts.iter().sum();
    let far = (total - Decimal::ONE_HUNDRED).abs();
    parts.len() > 1 && !far.is_zero() && far <= FAR.into()
}

impl<'f> Look<'f> {
    /// Shares as a fact that lies over all of them, as any of them may be wrong.
    pub(super) fn shares_of(&self, told: &[&Fact], shares: Shares) -> Fact {
        let (first, last) = (told[0], told[told.len() - 1]);
        let tokens = (first.tokens.0, last.tokens.1.max(first.tokens.1));
        let span = self.facts.span(tokens.0 as usize, tokens.1 as usize);
        Fact { span, tokens, value: Value::Shares(shares), ..first.clone() }
    }

    pub(super) fn percents(&self, sentence: usize) -> Vec<&'f Fact> {
        self.facts.within(sentence, Kind::Percent).collect()
    }

    /// Whether a word before a percentage has a role.
    pub(super) fn led_by(&self, percent: &Fact, role: Role) -> bool {
        let at = percent.tokens.0 as usize;
        let (from, _) = self.sentence(percent.sentence as usize);
        let words =
            (from.max(at.saturating_sub(NEAR))..at).rev().take_while(|&i| !self.is_mark(i, &[";", ":"]));
        let of = |i: usize| self.does(i + 1, role::OF) && i + 2 < at;
        // "The other 20 per cent"
        let other = role == role::SHARE_REST
            && at > from + 1
            && self.does(at - 1, role::COUNT_ADDITIVE_NOUN)
            && self.does(at - 2, role::THE);
        other || words.into_iter().any(|i| self.does(i, role) && !of(i))
    }

    fn goes_on(&self, sentence: usize) -> bool {
        let percents = self.percents(sentence);
        let more = |p: &&Fact| self.led_by(p, role::SHARE_MORE) || self.led_by(p, role::SHARE_REST);
        // "Salim Baya came second with 39.7 per cent".
        let ranked = |p: &&Fact| {
            let at = p.tokens.0 as usize;
            let (from, _) = self.sentence(sentence);
            let words = from.max(at.saturating_sub(NEAR))..at;
            at > from
                && self.has(at - 1, class::PREPOSITION)
                && words.into_iter().any(|at| self.does(at, role::SHARE_RANK) || self.has(at, class::ORDINAL))
        };
        percents.iter().any(more) || percents.first().is_some_and(ranked)
    }

    /// Whether a sentence has one percentage, behind the same word as the first of another: "Gas supplied 30 per
    /// cent."
    fn is_alike(&self, first: usize, sentence: usize) -> bool {
        let (ours, theirs) = (self.percents(first), self.percents(sentence));
        let ([a, ..], [b]) = (&ours[..], &theirs[..]) else { return false };
        let led = |fact: &Fact| fact.tokens.0.checked_sub(1).map(|at| self.word(at as usize).to_lowercase());
        led(a) == led(b) && a.tokens.0 > 0 && self.does(a.tokens.0 as usize - 1, role::SHARE_MAKES)
    }

    fn partition(&self, first: usize, last: usize) -> Option<Fact> {
        let percents: Vec<&Fact> = (first..=last).flat_map(|sentence| self.percents(sentence)).collect();
        let parts = parts(&percents)?;
        let run = Run { percents, first, last, tokens: (self.sentence(first).0, self.sentence(last).1) };
        let told = self.is_one_of(&run);
        if !is_off(&parts) || self.is_of_several(&run, told) {
            return None;
        }
        let percents = &run.percents;
        let of_whole = self.is_of_whole(&run);
        let asked = self.is_asked_once(&run);
        let ranked = self.is_ranked(&run);
        let answers = self.is_answered(&run);
        let rest = percents.last().is_some_and(|p| self.led_by(p, role::SHARE_REST));
        let contrast = self.is_graded(&run) || self.is_by_sex(&run);
        let added = self.is_added(&run);
        let other = self.has_no_other(&run) && parts.len() > 2;
        let certain = of_whole || asked || ranked || answers || told || contrast || added || other;
        if !(certain || rest && parts.len() > 2) {
            return None;
        }
        let nothing = self.any(run.tokens, role::SHARE_NONE) && (of_whole || answers);
        let exhaustive = of_whole && rest || asked && parts.len() > 2 || ranked || told || nothing || other;
        Some(self.shares_of(percents, Shares { parts, exhaustive }))
    }
}
