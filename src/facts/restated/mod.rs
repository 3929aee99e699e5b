//! Figures that are told twice side by side, once in other words: "three quarters (75 per cent)", "two dozen
//! benches, or 24 in all", "Rs 3.5 lakh, that is, Rs 350,000".

use compact_str::CompactString;
use rust_decimal::Decimal;

mod apart;
mod measured;

pub(super) use apart::told_apart;
pub(super) use measured::converted;

use super::declare::kind;
use super::look::Look;
use super::money::significand;
use super::number::Form;
use super::{Bound, Fact, Facts, Kind, Number, Value};
use crate::Interval;
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// The most tokens between a figure and the one that says it again: ", that is to say,".
const LINK: usize = 6;

/// From here on a number in words may be rounded where it stands beside one in digits.
const MILLION: u32 = 1_000_000;

/// A figure that is told twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restatement {
    /// What joins the two: bracket, or, dash, that-is; apart where they stand in places of their own.
    pub form: &'static str,
    /// count, money, share or measure.
    pub class: &'static str,
    /// Whether the two can be one figure.
    pub valid: bool,
}

kind! {
    /// A figure that is told twice side by side, once in other words.
    Restatement(r) as "restatement", over Facts;

    Class: Text = r.class, "count, money, share or measure";
    Form: Text = r.form, "what joins the two: bracket, or, dash, that-is; apart for a measure that is told in another unit elsewhere";
    Valid: Flag = r.valid, "the two can be one figure";
}

/// What a figure is of. Only figures of one thing say each other again.
#[derive(Clone, Debug, PartialEq)]
enum Of {
    Count(Option<CompactString>),
    Money(CompactString),
    /// What may be money: "twelve pounds".
    Loose,
    Share,
}

impl Of {
    const fn name(&self) -> &'static str {
        match self {
            Self::Count(_) => "count",
            Self::Money(_) | Self::Loose => "money",
            Self::Share => "share",
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            // "twelve pounds (£21)"
            (Self::Loose, Self::Money(_)) | (Self::Money(_), Self::Loose) => true,
            (Self::Count(a), Self::Count(b)) => b.is_none() || a == b,
            (a, b) => a == b,
        }
    }
}

/// A figure of a sentence.
#[derive(Debug)]
struct Said {
    tokens: (usize, usize),
    interval: Interval,
    of: Of,
    /// How it is written; a percentage in digits is one, and a fraction in words is the other.
    digits: bool,
}

impl Said {
    fn middle(&self) -> Option<Decimal> {
        middle(self.interval)
    }
}

/// The figures of an article that are told twice. Linear.
pub(super) fn restatements(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for sentence in 0..facts.sentences.len() {
        let zone = facts.zone(facts.block_of(sentence));
        let fraction = facts.has_word_of(sentence, class::FRACTION.only());
        if !zone.is_own() || facts.in_sentence(sentence as u32).0 < 2 && !fraction {
            continue;
        }
        let said = look.said(sentence);
        let (_, end) = look.sentence(sentence);
        found.extend(said.windows(2).filter_map(|pair| look.restated(&pair[0], &pair[1], end)));
    }
    found
}

/// The value in the middle of an interval.
fn middle(of: Interval) -> Option<Decimal> {
    Some(of.low?.checked_add(of.high?)? / Decimal::TWO)
}

/// Whether one figure can stand for another by a slip: it is at most twice the other, or has the same digits.
pub(super) fn is_slip(a: Interval, b: Interval) -> bool {
    let Some((a, b)) = middle(a).zip(middle(b)) else { return false };
    let most = a.max(b);
    most <= a.min(b) * Decimal::TWO || significand(a) == significand(b)
}

impl Look<'_> {
    /// The figures of a sentence that nothing bounds, in order.
    fn said(&self, sentence: usize) -> Vec<Said> {
        let shares = self.stated_shares(sentence);
        let mut said: Vec<Said> = shares
            .iter()
            .map(|share| {
                let digits = self.facts.starting(share.tokens.0).is_some_and(|f| f.kind() == Kind::Percent);
                Said { tokens: share.tokens, interval: share.interval, of: Of::Share, digits }
            })
            .collect();
        let kinds = [Kind::Count, Kind::Number, Kind::Money];
        for fact in kinds.into_iter().flat_map(|kind| self.facts.within(sentence, kind)) {
            let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let (number, of): (&Number, Of) = match &fact.value {
                Value::Count(count) if self.does(tokens.1 - 1, role::MONEY_LOOSE) => {
                    (&count.number, Of::Loose)
                }
                Value::Count(count) => (&count.number, Of::Count(count.noun.clone())),
                Value::Number(number) => (number, Of::Count(None)),
                Value::Money(money) => (&money.amount, Of::Money(money.currency.clone())),
                _ => continue,
            };
            let inside = shares.iter().any(|s| s.tokens.0 < tokens.1 && tokens.0 < s.tokens.1);
            let label = number.label && !matches!(of, Of::Money(_));
            if inside || label || number.compound || number.bound != Bound::Exact {
                continue;
            }
            let digits = number.form == Form::Digits;
            // "Two thousand pounds" beside digits are not rounded.
            let exact = number.form == Form::Words && number.value < Decimal::from(MILLION);
            let interval = if exact { Interval::exact(number.value) } else { number.interval() };
            said.push(Said { tokens, interval, of, digits });
        }
        said.sort_by_key(|said| said.tokens);
        said
    }

    fn restated(&self, first: &Said, second: &Said, end: usize) -> Option<Fact> {
        let form = self.again(first.tokens.1, second.tokens, end)?;
        // "Profit was $4 million ($3 million)": two figures of one form may be of two years, unless their digits are
        // the same: "£1.6 billion, or £160 million".
        let told = form == "that-is" && matches!(first.of, Of::Money(_));
        let alike = told
            || first.middle().zip(second.middle()).is_some_and(|(a, b)| significand(a) == significand(b));
        let again = first.of.is_like(&second.of) && (first.digits != second.digits || alike);
        // "£1.2 million, that is £10 for each child"
        let again = again && (first.of == Of::Share || is_slip(first.interval, second.interval));
        // "Twelve boats (24)": the bracket may be of the boats.
        // "Bring twelve boats, or 14": only what is told as a sum says the same again.
        let to = second.tokens.1;
        let all = self.does(to, role::IN) && self.does(to + 1, role::SHARE_WHOLE);
        let counted = matches!(first.of, Of::Count(_)) && (form == "bracket" || form == "or" && !all);
        if !again || counted {
            return None;
        }
        let valid = first.interval.overlaps(second.interval);
        let value = Value::Restatement(Restatement { form, class: first.of.name(), valid });
        Some(self.facts.fact_over((first.tokens.0, second.tokens.1), value))
    }

    /// What joins a figure that ends before a token to one that says it again.
    fn again(&self, from: usize, (at, to): (usize, usize), end: usize) -> Option<&'static str> {
        // "A quarter of the pupils, or 35 per cent"
        let of = || (from + 1..from + LINK).find(|&at| self.is_pause(at) || self.is_mark(at, &["("]));
        let from = if self.does(from, role::OF) { of()? } else { from };
        if at <= from || at - from > LINK {
            return None;
        }
        if self.is_mark(from, &["("]) && at == from + 1 && self.is_mark(to, &[")"]) {
            return Some("bracket");
        }
        if self.is_dash(from) && at == from + 1 && self.is_dash(to) {
            return Some("dash");
        }
        let opens = self.is_pause(from) || self.is_mark(from, &["("]);
        // "24 in all"
        let all = self.does(to, role::IN) && self.does(to + 1, role::SHARE_WHOLE);
        let closes = all || to >= end || self.is_pause(to) || self.is_mark(to, &[")", ".", ";"]);
        if opens && closes && self.does(from + 1, role::OR) && at == from + 2 {
            return Some("or");
        }
        // "that is", "that's", "that is to say", "i.e.", "in other words"
        let words = from + 1..at - usize::from(self.is_mark(at - 1, &[","]));
        let is = |at: usize| self.does(at, role::SYNTAX_BE) || self.word(at).starts_with(['\'', '’']);
        let that = self.does(words.start, role::POINTING)
            && is(words.start + 1)
            && (words.start + 2 == words.end || self.does(words.end - 1, role::SHARE_WORDS));
        let short = words.end > words.start
            && self.does(words.end - 1, role::SHARE_WORDS)
            && !words.clone().any(|at| self.has(at, class::AUXILIARY));
        let told =
            closes || self.does(to, role::OF) || self.is_any(to, &[class::PREPOSITION, class::AUXILIARY]);
        (opens && told && (that || short)).then_some("that-is")
    }
}
