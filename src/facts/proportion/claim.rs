//! Shares in words: "a majority of the growers", "nearly half", "one driver in three".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::Words;
use crate::Interval;
use crate::text::{Token, class, role};

/// How many tokens behind a share may name what it is of.
const OF: usize = 6;

/// A share as told in words.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
    /// Between which percentages it lies.
    pub(super) interval: Interval,
    /// majority, minority, nearly, just-over, above, below or about.
    pub(super) form: &'static str,
    /// The tokens that name what it is of; none if it leaves that out.
    pub(super) of: Vec<usize>,
}

impl Claim {
    /// Whether it says no more than on which side of a half the share lies.
    pub(super) fn is_of_half(&self) -> bool {
        matches!(self.form, "majority" | "minority")
    }

    /// Whether a percentage is near the share, as one of the same matter is that was written down wrongly.
    pub(super) fn is_like(&self, ratio: Decimal) -> bool {
        let near = || {
            let (low, high) = (self.interval.low?, self.interval.high?);
            Some(ratio * Decimal::new(16, 1) >= low && ratio <= high * Decimal::new(16, 1))
        };
        self.is_near(ratio) && near().unwrap_or(true)
    }

    /// Whether a percentage is at most twice the share, and at least half.
    pub(super) fn is_near(&self, ratio: Decimal) -> bool {
        let middle = match self.form {
            "majority" | "minority" => Some(Decimal::from(50)),
            "above" | "nearly-all" => self.interval.low,
            "below" => self.interval.high,
            _ => self.interval.middle(),
        };
        middle.is_some_and(|middle| ratio * Decimal::TWO >= middle && ratio <= middle * Decimal::TWO)
    }
}

impl Look<'_> {
    /// The claims of a sentence, but for those of what is needed or is not so.
    pub(super) fn worded_shares(&self, sentence: usize, words: Words) -> Vec<Claim> {
        let (from, to) = self.sentence(sentence);
        let mut found: Vec<Claim> = Vec::new();
        for at in from..to {
            if found.last().is_some_and(|last| at < last.tokens.1) {
                continue;
            }
            let begins = [role::BEGINS_PROPORTION, role::NUMBER_HALF, role::A];
            if !begins.into_iter().any(|role| self.does(at, role))
                && !self.is_number(at)
                && !self.has(at, class::FRACTION)
            {
                continue;
            }
            let claim =
                self.half_claim(at, (from, to), words).or_else(|| self.fraction_claim(at, (from, to), words));
            let Some((tokens, interval, form)) = claim else { continue };
            let of = self.named_behind((tokens.1, to));
            found.push(Claim { tokens, sentence, interval, form, of });
        }
        found.retain(|claim| {
            let (at, end) = claim.tokens;
            let before = (from.max(at.saturating_sub(8)), at);
            let behind = (end, to.min(end + 10));
            !self.lists_any(before, words.needed)
                && !self.lists_any((from.max(at.saturating_sub(3)), at), words.modal)
                && !self.is_in_doubt(claim, to.min(end + 4), words)
                && !self.lists_any(behind, words.other_base)
                && !self.any((at, to.min(end + 3)), role::SHARE_RATE)
        });
        found
    }

    /// Whether a word right behind a claim makes it one of what is needed, or denies it. What a fraction is denied of is
    /// counted all the same: "one in five riders has no lamp".
    fn is_in_doubt(&self, claim: &Claim, to: usize, words: Words) -> bool {
        let any = |list| self.lists_any((claim.tokens.1, to), list);
        any(words.needed) && (claim.is_of_half() || !any(words.denied))
    }

    fn half_claim(
        &self,
        at: usize,
        (from, to): (usize, usize),
        words: Words,
    ) -> Option<((usize, usize), Interval, &'static str)> {
        let fifty = Decimal::from(50);
        let over = Interval { low: Some(fifty), high: None };
        if at == from && self.lists(at, words.majority) && self.lists(at + 1, words.pro) {
            return Some(((at, at + 1), over, "majority"));
        }
        if let Some((form, end)) = self.bare_half(at, from, words) {
            let under = Interval { low: None, high: Some(fifty) };
            return Some(((at, end), if form == "minority" { under } else { over }, form));
        }
        let (end, group) = self.listed_as(at, words.half)?;
        // "most important", "at most"; "most of the time" is of nothing that is counted.
        let one = end == at + 1;
        let named = !one
            || self.does(end, role::OF)
            || self.is_lower(end)
                && crate::language::chosen().looks_plural(self.word(end))
                && !self.has(end, class::AUXILIARY);
        // "The most", "at most".
        // "That most reminds them of home".
        let led = one
            && at > from
            && !self.does(end, role::OF)
            && (self.does(at - 1, role::SYNTAX_RELATIVE) || self.does(at - 1, role::SYNTAX_THAT))
            || one && at > from && (self.does(at - 1, role::THE) || self.has(at - 1, class::PREPOSITION));
        let said = match group {
            "majority" => (over, "majority"),
            "nearly-all" => (Interval { low: Some(Decimal::from(80)), high: None }, "nearly-all"),
            _ => (Interval { low: None, high: Some(fifty) }, "minority"),
        };
        (named && !led && end < to).then_some(((at, end), said.0, said.1))
    }

    /// "A minority wants it": the share without what it is of, before its verb.
    fn bare_half(&self, at: usize, from: usize, words: Words) -> Option<(&'static str, usize)> {
        let (end, group) = self.listed_as(at, words.majority)?;
        let form = ["majority", "minority"].into_iter().find(|&form| form == group)?;
        let led = |n: usize| at >= from + n && self.does(at - n, role::A);
        let verb = self.has(end, class::AUXILIARY) || self.lists(end, words.pro);
        ((led(1) || led(2)) && verb).then_some((form, end))
    }

    fn fraction_claim(
        &self,
        at: usize,
        (from, to): (usize, usize),
        words: Words,
    ) -> Option<((usize, usize), Interval, &'static str)> {
        // "Some of the half of the town that sails".
        let half = self.does(at, role::NUMBER_HALF);
        let behind = half && at > from && self.does(at - 1, role::THE) && self.does(at + 1, role::OF);
        let stated = if behind { self.half_at(at) } else { self.worded_fraction(at, from, to)? };
        let next = stated.tokens.1;
        let of = self.does(next, role::OF);
        // "A third defendant", "the other half was sent", "five in 20 minutes".
        let half = half || self.does(next - 1, role::NUMBER_HALF);
        let part = half || self.does(at, role::A) && !self.is_quarter(next - 1);
        // "A two-thirds majority" may be more than is needed; "half their bill" is of nothing that is counted.
        let supermajority = self.lists(next + usize::from(self.is_mark(next, &["-"])), words.majority);
        let several = || {
            let plural =
                |at: usize| self.is_lower(at) && crate::language::chosen().looks_plural(self.word(at));
            self.named_behind((next, to)).into_iter().any(|at| plural(at) || self.lists(at, words.people))
        };
        let counted = of || half && self.has(next, class::DETERMINER) && several();
        let unit = self.has(next, class::NOUN_MEASURE) || self.does(next, role::UNIT_TIME);
        // "Five in 20" is a rate; "one in 20" is a share.
        let rate =
            !self.does(at, role::SYNTAX_ONE) && self.word(next - 1).parse().is_ok_and(|of: u32| of > 10);
        if rate || part && !counted || unit || supermajority || self.is_number(next) {
            return None;
        }
        let bound = (1..=4).rev().find_map(|n| {
            let start = at.checked_sub(n).filter(|&start| start >= from)?;
            let (end, group) = self.listed_as(start, words.bound)?;
            (end == at).then_some((start, group))
        });
        let (low, high) = (stated.interval.low?, stated.interval.high?);
        let middle = (low + high) / Decimal::TWO;
        let part = |hundredths: i64| middle * Decimal::new(hundredths, 2);
        let (first, interval, form) = match bound {
            Some((first, "nearly")) => (first, Interval::between(part(84), part(102)), "nearly"),
            Some((first, "just-over")) => (first, Interval::between(part(98), part(118)), "just-over"),
            Some((first, "above")) => (first, Interval { low: Some(part(99)), high: None }, "above"),
            Some((first, _)) => (first, Interval { low: None, high: Some(part(101)) }, "below"),
            None => (at, stated.interval, "about"),
        };
        Some(((first, stated.tokens.1), interval, form))
    }

    /// Whether a fraction has a name that is no ordinal.
    fn is_quarter(&self, at: usize) -> bool {
        !self.has(at, class::ORDINAL)
    }

    /// The words behind a share that can name what it is of: "of the town's growers".
    fn named_behind(&self, (from, to): (usize, usize)) -> Vec<usize> {
        let of = from + usize::from(self.does(from, role::OF));
        let small = |at: usize| self.is_any(at, &[class::DETERMINER, class::PRONOUN]) || self.is_number(at);
        (of..to.min(of + OF))
            .take_while(|&at| {
                let token = self.token(at);
                let word = token.is_some_and(|t| t.is_word() || self.is_number(at))
                    || self.is_mark(at, &["-", "'", "’"]);
                word && !self.is_any(at, &[class::AUXILIARY, class::PREPOSITION, class::CONJUNCTION])
            })
            .filter(|&at| self.token(at).is_some_and(Token::is_word) && !small(at))
            .collect()
    }

    /// The token after an entry of a list that begins at a token, and its group.
    pub(super) fn listed_as(&self, at: usize, list: super::List) -> Option<(usize, &str)> {
        let (end, group, _) = self.listed_whole(at, list)?;
        Some((end, group))
    }

    /// Whether two tokens are one word, whatever its ending.
    pub(super) fn is_one_word(&self, a: usize, b: usize) -> bool {
        let language = crate::language::chosen();
        language.stem(&self.word(a).to_lowercase()) == language.stem(&self.word(b).to_lowercase())
    }
}
