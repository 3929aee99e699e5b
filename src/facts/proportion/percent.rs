//! What percentages give for a share in words: "a majority back the levy … 46 per cent were for it".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::claim::Claim;
use super::{Proportion, Words};
use crate::text::{Token, class, role};

/// How many letters a word has by which two sentences speak of one thing.
const LONG: usize = 4;

/// How far off a share may be that is of the same matter.
const FAR: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

/// A percentage with the tokens that are told of it.
struct Told<'f> {
    fact: &'f Fact,
    value: Decimal,
    near: (usize, usize),
}

impl<'f> Look<'f> {
    /// The percentage that a claim is of, if no others bear it out.
    pub(super) fn told_in_percent(&self, claim: &Claim, words: Words) -> Option<Proportion> {
        /// How many percentages of an article are tried.
        const PERCENTS: usize = 12;
        let told = self.told_percents();
        let in_words = self.facts.of(Kind::Percent).count();
        if told.is_empty() || in_words > PERCENTS {
            return None;
        }
        let fits = |value: Decimal| {
            claim.interval.contains(value)
                || claim.interval.overlaps(crate::Interval::rounded(value, Decimal::TWO))
        };
        let all = self.facts.of(Kind::Percent).filter_map(|fact| match &fact.value {
            Value::Percent(percent) => Some(percent.value.value),
            _ => None,
        });
        let all: Vec<Decimal> = all.collect();
        let rest = |value: Decimal| !claim.is_of_half() && fits(Decimal::ONE_HUNDRED - value);
        if all.iter().any(|&value| fits(value)) || self.fits_together(&told, claim, words, &fits) {
            return None;
        }
        if self.counts_fit(claim) {
            return None;
        }
        let only = told.len() == 1 && in_words == 1;
        let mut of = told.iter().filter(|told| self.is_told_for(told, claim, only, words));
        let one = of.next()?;
        if of.any(|other| other.value != one.value) || rest(one.value) || !claim.is_like(one.value) {
            return None;
        }
        Some(Proportion { claimed: claim.interval, ratio: one.value, counted: None, form: claim.form })
    }

    /// The percentage that stands beside a claim, between commas or in brackets: "a majority of staff in Cork, 46 per
    /// cent, would".
    pub(super) fn told_beside(&self, claim: &Claim) -> Option<Proportion> {
        /// How many tokens behind a claim its percentage stands at most.
        const BESIDE: usize = 9;
        let (_, to) = self.sentence(claim.sentence);
        let start = claim.tokens.1;
        let fact = self.facts.within(claim.sentence, Kind::Percent).find(|fact| {
            let at = fact.tokens.0 as usize;
            at > start && at - start <= BESIDE
        })?;
        let Value::Percent(percent) = &fact.value else { return None };
        let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let opens = self.is_pause(at - 1) || self.is_mark(at - 1, &["("]);
        let closes = end >= to || self.is_pause(end) || self.is_mark(end, &[")"]);
        // What stands between names what the share is of.
        let named = (start..at - 1).all(|at| {
            self.token(at).is_some_and(|t| t.is_word() || self.is_mark(at, &["-", "’", "'"]))
                && !self.is_any(at, &[class::AUXILIARY, class::CONJUNCTION])
        });
        let value = percent.value.value;
        let exact = percent.value.bound == Bound::Exact && !percent.points;
        let fits = claim.interval.overlaps(crate::Interval::rounded(value, Decimal::TWO));
        (opens && closes && named && exact && !fits && self.is_of_matter(claim, value))
            .then_some(Proportion { claimed: claim.interval, ratio: value, counted: None, form: claim.form })
    }

    /// Whether a percentage is far enough from a claim to be wrong, and near enough to be of the same matter.
    fn is_of_matter(&self, claim: &Claim, ratio: Decimal) -> bool {
        let middle = match claim.form {
            "majority" | "minority" => Some(Decimal::from(50)),
            "above" | "nearly-all" => claim.interval.low,
            "below" => claim.interval.high,
            _ => claim.interval.middle(),
        };
        middle.is_some_and(|middle| ratio * FAR >= middle && ratio <= middle * FAR)
    }

    /// The shares in per cent of an article's own text, with what is told of each.
    fn told_percents(&self) -> Vec<Told<'f>> {
        let facts: Vec<&Fact> = self.facts.of(Kind::Percent).filter(|fact| fact.zone.is_own()).collect();
        let mut found = Vec::new();
        for (i, fact) in facts.iter().enumerate() {
            let Value::Percent(percent) = &fact.value else { continue };
            let (start, end) = self.sentence(fact.sentence as usize);
            let (at, next) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let same = |other: &&&Fact| other.sentence == fact.sentence;
            let to = facts.get(i + 1).filter(same).map_or(end, |other| other.tokens.0 as usize);
            let first = i.checked_sub(1).and_then(|b| facts.get(b)).filter(same);
            let from = first.map_or(start, |other| at.max(other.tokens.1 as usize));
            // Behind another percentage, only what stands right before it.
            let from = if first.is_some() { from.max(at.saturating_sub(3)) } else { from };
            let share = !percent.points && matches!(percent.value.bound, Bound::Exact | Bound::About);
            let value = percent.value.value;
            if share && value > Decimal::ONE && value < Decimal::ONE_HUNDRED && next <= to.max(next) {
                found.push(Told { fact, value, near: (from, to.max(next)) });
            }
        }
        found
    }

    /// Whether a percentage is told of what a claim is of.
    /// Of the only one of an article one word that both sentences have is enough.
    fn is_told_for(&self, told: &Told<'_>, claim: &Claim, only: bool, words: Words) -> bool {
        /// How many sentences behind a claim the only percentage of an article may stand.
        const NEAR: usize = 2;
        let (from, to) = self.sentence(claim.sentence);
        let (at, next) = (told.fact.tokens.0 as usize, told.fact.tokens.1 as usize);
        let (near, far) = told.near;
        let moved = at > near && self.lists_any((near.max(at.saturating_sub(3)), at), words.other_time)
            || self.lists_any((next, far.min(next + 3)), words.other_time);
        let against = self.lists_any((near, far), words.contra);
        // "46 per cent of the women": of others than those that the claim is of.
        let group = self.does(next, role::OF) && {
            let of: Vec<usize> = (next + 1..far.min(next + 7))
                .take_while(|&at| {
                    self.token(at).is_some_and(Token::is_word) && !self.has(at, class::PREPOSITION)
                })
                .filter(|&at| self.telling(at, LONG).is_some())
                .collect();
            !of.is_empty() && !of.iter().any(|&at| (from..to).any(|other| self.is_one_word(at, other)))
        };
        // "The 33 per cent requirement" is no share of those of whom it is told.
        let attribute = at > near && self.has(at - 1, class::DETERMINER) && {
            let small = [class::PREPOSITION, class::AUXILIARY, class::CONJUNCTION, class::PREDICATE];
            self.is_lower(next) && !self.is_any(next, &small)
        };
        if moved || against || group || attribute || claim.sentence == told.fact.sentence as usize {
            return false;
        }
        // What is said of those that the claim is of: "most growers [back the levy]".
        let (start, end) = claim.tokens;
        let beside = (from.max(start.saturating_sub(4)), to.min(end + 12));
        let stance = claim.is_of_half()
            && self.lists_any(beside, words.pro)
            && !self.lists_any(beside, words.contra)
            && self.lists_any((near, far), words.pro);
        if stance || !self.opens_clause(start, from) {
            return stance;
        }
        // What is said begins with the verb.
        let past = |at: usize| crate::language::chosen().looks_past(self.word(at));
        let verb = |&at: &usize| self.is_any(at, &[class::AUXILIARY, class::PREDICATE]) || past(at);
        // "Most parents want": what stands behind the noun.
        let noun = |at: usize| self.is_lower(at) && crate::language::chosen().looks_plural(self.word(at));
        let verb = (end..beside.1)
            .take_while(|&at| !self.is_pause(at))
            .find(verb)
            .or_else(|| (end..beside.1).find(|&at| noun(at)).map(|at| at + 1));
        let Some(verb) = verb else { return false };
        let echoed = |&word: &usize| {
            self.telling(word, LONG).is_some() && (near..far).any(|other| self.is_one_word(word, other))
        };
        let echoes: Vec<usize> = (verb..beside.1).filter(echoed).collect();
        let opens = self.facts.block_of(claim.sentence) <= 1;
        // "Exactly 25 per cent had no lamp": it is what the sentence speaks of.
        let subject = self.has(next, class::AUXILIARY) || self.does(next, role::SYNTAX_PAST) || past(next);
        let soon = told.fact.sentence as usize > claim.sentence
            && told.fact.sentence as usize - claim.sentence <= NEAR;
        echoes.len() > 1
            || opens && echoes.iter().any(|&at| self.is_rare(at))
            || only && soon && subject && !claim.is_of_half() && !echoes.is_empty()
    }

    /// Whether a share is what a clause begins with.
    fn opens_clause(&self, start: usize, from: usize) -> bool {
        let the = usize::from(start > from && self.has(start - 1, class::DETERMINER));
        let Some(before) = (start - the).checked_sub(1).filter(|&before| before >= from) else { return true };
        let token = self.token(before);
        token.is_some_and(|t| t.kind == crate::text::TokenKind::Mark)
            || self.is_any(before, &[class::CONJUNCTION, class::SAYING])
            || self.does(before, role::SYNTAX_THAT)
    }

    /// Whether a word stands in two sentences of the article, and in no third.
    fn is_rare(&self, word: usize) -> bool {
        let mut of: Vec<usize> = (0..self.facts.tokens.len())
            .filter(|&other| self.is_one_word(word, other))
            .map(|other| self.facts.sentence_of(other))
            .collect();
        of.dedup();
        of.len() == 2
    }

    /// Whether two percentages of one sentence bear a claim out together.
    fn fits_together(
        &self,
        told: &[Told<'_>],
        claim: &Claim,
        words: Words,
        fits: &impl Fn(Decimal) -> bool,
    ) -> bool {
        let against = |told: &Told<'_>| claim.is_of_half() && self.lists_any(told.near, words.contra);
        told.iter().enumerate().any(|(i, a)| {
            told[i + 1..].iter().any(|b| {
                a.fact.sentence.abs_diff(b.fact.sentence) <= 1
                    && !against(a)
                    && !against(b)
                    && fits(a.value + b.value)
            })
        })
    }

    /// Whether a counted part of a counted whole bears a claim out.
    fn counts_fit(&self, claim: &Claim) -> bool {
        self.facts.of(Kind::Count).any(|fact| match &fact.value {
            Value::Count(count) => count.ratio().is_some_and(|ratio| claim.interval.contains(ratio)),
            _ => false,
        })
    }
}
