//! A share that is told in words - a majority, most, nearly half, one in three - and the figures for it, which may
//! stand in another sentence: percentages, or a part and its whole.
//!
//! A claim is held only against figures that can be nothing else, and no pair of figures of the article may bear it
//! out: a text that tells shares of several things is silent.

mod base;
mod claim;
mod counted;
mod figures;
mod named;
mod percent;
mod seats;
mod stake;

use rust_decimal::Decimal;

use self::claim::Claim;
use super::declare::kind;
use super::life::List;
use super::look::Look;
use super::{Fact, Facts, Kind, Value};
use crate::Interval;
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// A share told in words, and what the figures of the article give for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proportion {
    /// Between which percentages a share of that name lies.
    pub claimed: Interval,
    /// The percentage that the figures give.
    pub ratio: Decimal,
    /// The part and the whole, where they are counted.
    pub counted: Option<(Decimal, Decimal)>,
    /// majority, minority, nearly-all, nearly, just-over, above, below, about or stake.
    pub form: &'static str,
}

kind! {
    /// A share told in words that the figures of an article do not bear out: "most residents … 46 per cent were for it".
    Proportion(p) as "proportion", over Facts;

    Low: Number = p.claimed.low, "the least percentage that the words allow";
    High: Number = p.claimed.high, "the most";
    Ratio: Number = p.ratio.round_dp(1).normalize(), "the percentage that the figures give";
    Part: Number = p.counted.map(|(part, _)| part), "how many the share is, where that is counted";
    Whole: Number = p.counted.map(|(_, whole)| whole), "how many there are in all, where that is counted";
    Form: Text = p.form, "majority, minority, nearly-all, nearly, just-over, above, below, about or stake";
}

/// The shares in words of an article that its figures do not bear out, but for those that `shares` tell with both counts.
/// Linear but for the claims, of which few are read.
pub(super) fn proportions(facts: &Facts<'_>, lexicon: &Lexicon, shares: &[Fact]) -> Vec<Fact> {
    /// How many claims of an article are read. Where there are more it speaks of many things.
    const CLAIMS: usize = 6;
    let look = Look { facts, lexicon };
    // Without a word for a share there is nothing to read.
    let words_of = |sentence: usize| {
        let (_, kinds) = facts.in_sentence(sentence as u32);
        facts.has_word_with(sentence, role::SHARE_WORD)
            || facts.has_word_of(sentence, class::FRACTION.only())
            || facts.has_word_with(sentence, role::SHARE_OUT)
            || facts.has_word_with(sentence, role::IN) && (kinds.has(Kind::Number) || kinds.has(Kind::Count))
    };
    let worded: Vec<usize> = (0..facts.sentences.len())
        .filter(|&sentence| words_of(sentence) && facts.zone(facts.block_of(sentence)).is_own())
        .collect();
    if worded.is_empty() {
        return Vec::new();
    }
    let words = Words::of(lexicon);
    let claims: Vec<Claim> =
        worded.into_iter().flat_map(|sentence| look.worded_shares(sentence, words)).collect();
    let stake = (0..facts.sentences.len()).any(|sentence| facts.has_word_with(sentence, role::SHARE_STAKE));
    let mut found: Vec<Fact> = if stake { look.stakes(words) } else { Vec::new() };
    found.extend(look.seat_majorities(words));
    if claims.len() <= CLAIMS {
        let is_told = |claim: &&Claim| {
            shares.iter().any(|fact| {
                let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                matches!(fact.value, Value::Share(_)) && at < claim.tokens.1 && claim.tokens.0 < end
            })
        };
        found.extend(claims.iter().filter(|claim| !is_told(claim)).filter_map(|claim| {
            let said = look
                .told_beside(claim)
                .or_else(|| look.told_in_counts(claim, words))
                .or_else(|| look.told_in_percent(claim, words))
                .or_else(|| look.told_of_named(claim, words))?;
            Some(facts.fact_over(claim.tokens, Value::Proportion(Box::new(said))))
        }));
    }
    found
}

/// The lists of words that claims are read with.
#[derive(Clone, Copy)]
struct Words {
    half: List,
    majority: List,
    stake: List,
    sells: List,
    owns: List,
    bound: List,
    people: List,
    other_base: List,
    needed: List,
    denied: List,
    left: List,
    modal: List,
    outright: List,
    loses: List,
    pro: List,
    contra: List,
    other_time: List,
    then: List,
    past: List,
    now: List,
    hour: List,
    wide: List,
}

impl Words {
    fn of(lexicon: &Lexicon) -> Self {
        let list = |name| List::of(lexicon, name);
        Self {
            half: list("proportion.half"),
            majority: list("proportion.majority"),
            stake: list("proportion.stake"),
            sells: list("proportion.sells"),
            owns: list("proportion.owns"),
            bound: list("proportion.bound"),
            people: list("proportion.people"),
            other_base: list("proportion.other-base"),
            needed: list("proportion.needed"),
            denied: list("proportion.denied"),
            left: list("proportion.left"),
            modal: list("proportion.modal"),
            outright: list("proportion.outright"),
            loses: list("proportion.loses"),
            pro: list("proportion.for"),
            contra: list("proportion.against"),
            other_time: list("proportion.other-time"),
            then: list("proportion.then"),
            past: list("proportion.past"),
            now: list("proportion.now"),
            hour: list("proportion.hour"),
            wide: list("proportion.wide"),
        }
    }
}
