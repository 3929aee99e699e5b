//! Breakdowns: a whole and its parts.

use rust_decimal::Decimal;

use super::declare::kind;
use super::make::{Make, Written, figure};
use super::pattern::Match;
use super::{Fact, Facts, Kind, Value};
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// A whole and its parts: "nine boats: five in Malta and four in Gozo".
#[derive(Clone, Debug, PartialEq)]
pub struct Breakdown {
    /// The whole as stated.
    pub whole: Decimal,
    /// The parts as stated, in order; never empty.
    pub parts: Vec<Decimal>,
    /// Whether the parts are said to be all of the whole: not after "including".
    pub exhaustive: bool,
    /// "count", "money" or "percent".
    pub class: &'static str,
}

kind! {
    /// A whole and its parts.
    Breakdown(b) as "breakdown", over Facts, made of Captures;

    Whole: Number = b.whole, "the whole as stated";
    Parts: Numbers = &b.parts, "the parts as stated";
    Total: Number = b.total(), "the sum of the parts";
    Class: Text = b.class, "count, money or percent";
    Exhaustive: Flag = b.exhaustive, "the parts are said to be all of the whole";
}

impl Breakdown {
    /// The sum of the parts.
    fn total(&self) -> Option<Decimal> {
        total(self.parts.iter().copied())
    }
}

/// The captures of a phrase that make a breakdown.
#[derive(Debug)]
struct Captures {
    whole: Whole,
    part: usize,
    exhaustive: bool,
}

/// Where the whole of a breakdown comes from.
#[derive(Clone, Copy, Debug)]
enum Whole {
    Captured(usize),
    Always(u32),
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        let whole = match phrase.raw.whole {
            Some(whole) => Whole::Always(whole),
            None => Whole::Captured(phrase.needs("whole")?),
        };
        Some(Self { whole, part: phrase.needs("part")?, exhaustive: phrase.raw.exhaustive })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        self.breakdown(facts, matched, lexicon).map(Value::Breakdown).into_iter().collect()
    }
}

impl Captures {
    fn breakdown(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Option<Breakdown> {
        let starting = |(from, _): (usize, usize)| facts.starting(from);
        let parts: Vec<&Fact> = matched.captured(self.part).filter_map(starting).collect();
        let class = match parts.first()?.value {
            Value::Money(_) => "money",
            Value::Percent(_) => "percent",
            _ => "count",
        };
        let value = |fact: &Fact| figure(facts, (fact.tokens.0 as usize, fact.tokens.1 as usize));
        let whole = match self.whole {
            Whole::Captured(name) => {
                let whole = matched.captured(name).find_map(starting)?;
                let among = || parts.iter().all(|part| is_part(facts, whole, part));
                let compared = || parts.iter().any(|part| is_compared(facts, part, lexicon));
                let single =
                    || has_single(facts, parts[0].tokens.1, parts[parts.len() - 1].tokens.0, lexicon);
                if !among() || compared() || single() || is_bracket_of_times(facts, &parts) {
                    return None;
                }
                // "$10 million: $4 million is spent and $3 million is pledged": the rest may lie there.
                let before = parts[0].tokens.0.checked_sub(1).map(|at| &facts.tokens[at as usize]);
                let announced = before.is_some_and(|t| !t.is_word() && !t.is_mark(facts.text, b','));
                let verb = |part: &&Fact| {
                    facts.tokens.get(part.tokens.1 as usize).is_some_and(|t| t.has(class::AUXILIARY))
                };
                let told = announced && parts.iter().any(verb);
                let total = total(parts.iter().filter_map(|part| value(part)))?;
                if told && total < value(whole)? {
                    return None;
                }
                value(whole)?
            }
            Whole::Always(whole) => whole.into(),
        };
        let parts: Vec<Decimal> = parts.into_iter().filter_map(value).collect();
        let found = Breakdown { whole, parts, exhaustive: self.exhaustive, class };
        // Parts that are less than half of the whole are some of it.
        let most = found.total()?.checked_mul(2.into())? >= whole || class == "percent";
        most.then_some(found)
    }
}

/// Whether what a part counts can be some of what the whole counts: amounts of one currency; people and
/// people; things of one noun; where the part has no noun, what the words after it tell.
fn is_part(facts: &Facts<'_>, whole: &Fact, part: &Fact) -> bool {
    match (&whole.value, &part.value) {
        (Value::Money(whole), Value::Money(part)) => whole.currency == part.currency,
        (Value::Count(whole), Value::Count(part)) => {
            let vague = matches!(whole.class, Some("other" | "measure"));
            let listed = !vague && whole.class == part.class;
            part.noun.is_none() || whole.noun.is_none() || part.noun == whole.noun || listed
        }
        // Numbers with nothing of their own behind them are those of houses or of players, or ages.
        (Value::Count(whole), Value::Number(part_number)) => {
            let next = facts.tokens.get(part.tokens.1 as usize);
            let told = next.is_some_and(|t| t.is_word() && t.is_lower() && !t.has(class::CONJUNCTION));
            told && !part_number.label && part_number.value <= whole.number.value
        }
        _ => true,
    }
}

/// Whether figures in brackets are those of several times and no parts: "a profit of $9 million ($5 million in
/// 2019 and $3 million in 2018)".
fn is_bracket_of_times(facts: &Facts<'_>, parts: &[&Fact]) -> bool {
    let (first, last) = (parts[0], parts[parts.len() - 1]);
    let bracket = first.tokens.0.checked_sub(1).map(|at| &facts.tokens[at as usize]);
    let dated = || facts.of(Kind::Date).any(|d| d.sentence == last.sentence && d.tokens.0 > first.tokens.0);
    bracket.is_some_and(|b| b.is_mark(facts.text, b'(')) && dated()
}

/// Whether a part is told without a number: "six cooks, a baker and three waiters".
fn has_single(facts: &Facts<'_>, from: u32, to: u32, lexicon: &Lexicon) -> bool {
    let between = facts.tokens.get(from as usize..to as usize).unwrap_or_default();
    between.windows(2).any(|pair| {
        let joins = pair[0].is_mark(facts.text, b',') || pair[0].has(class::CONJUNCTION);
        joins && lexicon.does(&pair[1], role::A_OR_AN)
    })
}

/// Whether a figure is how much more or less something is: "$300 less than in May".
fn is_compared(facts: &Facts<'_>, part: &Fact, lexicon: &Lexicon) -> bool {
    let next = part.tokens.1 as usize;
    facts.tokens.iter().skip(next).take(2).any(|t| lexicon.does(t, role::THAN))
}

/// The sum of figures.
fn total(mut figures: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    figures.try_fold(Decimal::ZERO, Decimal::checked_add)
}
