//! Breakdowns: a whole and its parts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

mod exhaustive;
mod spread;

use super::declare::kind;
use super::structure::Structure;
use super::{Fact, Facts, Kind, Value};
use crate::Interval;
use crate::document::Article;
use crate::lexicon::Lexicon;
use crate::syntax::{Link, Passage, Series, Source};

/// A number without a currency can be some of an amount only if it is no less than one in so many of it.
const SIZE: u32 = 50;

/// A sum that is off by more than this part of the whole is no slip in one of its figures: something else is
/// told.
const NEAR: (u32, u32) = (2, 5);

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
    /// What joins the parts to the whole.
    pub link: &'static str,
    /// Whether the parts can add up to the whole, as far as each is rounded.
    pub closes: bool,
}

kind! {
    /// A whole and its parts.
    Breakdown(b) as "breakdown", over Facts;

    Whole: Number = b.whole, "the whole as stated";
    Parts: Numbers = &b.parts, "the parts as stated";
    Total: Number = b.total(), "the sum of the parts";
    Class: Text = b.class, "count, money or percent";
    Form: Text = b.link,
        "what joins the parts to the whole: colon, dash, bracket, comma, of-which, in-which, made-of, with, of, \
         sentence, among or total; rest where the parts stand in clauses of their own";
    Closes: Flag = b.closes, "the parts can add up to the whole, as far as each is rounded";
    Exhaustive: Flag = b.exhaustive, "the parts are said to be all of the whole";
}

impl Breakdown {
    /// The sum of the parts.
    fn total(&self) -> Option<Decimal> {
        total(self.parts.iter().copied())
    }
}

/// The breakdowns of an article, from the series of its sentences.
pub(super) fn breakdowns(
    facts: &Facts<'_>,
    article: &Article,
    structure: &Structure,
    lexicon: &Lexicon,
) -> Vec<Fact> {
    let source = structure.source(facts, lexicon);
    let mut found = Vec::new();
    for passage in &structure.passages {
        let mut told = Told::default();
        for series in passage.series(source) {
            found.extend(breakdown(facts, article, source, passage, &series, &mut told));
        }
        found.extend(spread::spread(facts, article, source, passage, &mut told));
    }
    apart(found)
}

/// Those of some breakdowns that do not overlap. Those that say something sure go before the others.
fn apart(mut found: Vec<Fact>) -> Vec<Fact> {
    found.sort_by_key(|fact| {
        let sure = matches!(&fact.value, Value::Breakdown(b) if b.exhaustive || b.closes);
        (!sure, fact.tokens)
    });
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    found.retain(|fact| {
        let (from, to) = fact.tokens;
        let free = taken.range(..to).next_back().is_none_or(|(_, end)| *end <= from);
        if free {
            taken.insert(from, to);
        }
        free
    });
    found
}

/// The tokens of the figures that are parts of breakdowns.
#[derive(Default)]
struct Told {
    parts: Vec<u32>,
}

impl Told {
    fn add(&mut self, sum: &Sum<'_>) {
        self.parts.extend(sum.parts.iter().map(|part| part.tokens.0));
    }
}

/// The figures of some facts, and what they add up to.
struct Sum<'f> {
    whole: &'f Fact,
    /// The whole as stated: what a part is said to be a part of, "31 of the 75 seats", or the figure of the fact.
    value: Decimal,
    stated: Interval,
    parts: Vec<&'f Fact>,
    /// How many parts are single things: "a baker".
    singles: usize,
}

impl<'f> Sum<'f> {
    /// The parts as stated.
    fn values(&self) -> impl Iterator<Item = Decimal> {
        let single = std::iter::repeat_n(Decimal::ONE, self.singles);
        self.parts.iter().filter_map(|part| Some(part.figure()?.0)).chain(single)
    }

    fn total(&self) -> Option<Decimal> {
        total(self.values())
    }

    /// Whether the parts can add up to the whole, as far as each is rounded.
    fn closes(&self) -> bool {
        let parts = self.parts.iter().filter_map(|part| part.figure());
        let sum = parts.fold(Interval::exact(self.singles.into()), |sum, (_, part)| sum.sum(part));
        sum.overlaps(self.stated)
    }

    /// How far the sum is from the whole, as a part of the whole.
    fn distance(&self) -> Option<Decimal> {
        (self.total()? - self.value).abs().checked_div(self.value)
    }

    /// Whether a slip in one of the figures can explain the sum.
    fn is_near(&self) -> bool {
        self.is_within(NEAR)
    }

    /// Whether the sum is no further from the whole than this part of it.
    fn is_within(&self, (part, of): (u32, u32)) -> bool {
        self.distance().is_some_and(|distance| distance * Decimal::from(of) <= Decimal::from(part))
    }

    /// The token at which the whole or the first part begins.
    fn first(&self) -> u32 {
        let first = self.parts.iter().map(|part| part.tokens.0).min();
        first.map_or(self.whole.tokens.0, |first| first.min(self.whole.tokens.0))
    }

    /// The fact that it makes, over the tokens from the first to before the last.
    fn fact(
        &self,
        facts: &Facts<'_>,
        article: &Article,
        (first, last): (u32, u32),
        exhaustive: bool,
        link: &'static str,
    ) -> Fact {
        let sentence = facts.sentence_of(first as usize);
        let block = facts.block_of(sentence);
        let made = Breakdown {
            whole: self.value,
            parts: self.values().collect(),
            exhaustive,
            class: if matches!(self.whole.value, Value::Money(_)) { "money" } else { "count" },
            link,
            closes: self.closes(),
        };
        Fact {
            span: facts.span(first as usize, last as usize),
            tokens: (first, last),
            zone: article.blocks[block].zone,
            block: block as u32,
            sentence: sentence as u32,
            value: Value::Breakdown(made),
        }
    }
}

/// The breakdown that a series makes, if it divides something.
fn breakdown<'f>(
    facts: &'f Facts<'_>,
    article: &Article,
    source: Source<'_>,
    passage: &Passage,
    series: &Series,
    told: &mut Told,
) -> Option<Fact> {
    let fact = |chunk: usize| passage.figure(source, chunk).map(|f| &facts.all()[f.fact as usize]);
    let parts: Vec<&'f Fact> = series.items.iter().filter_map(|item| fact(item.figure)).collect();
    let made = matches!(series.link, Link::MadeOf | Link::Colon | Link::Dash | Link::Bracket);
    let divides =
        |whole: &&Fact| parts.iter().all(|part| is_part(whole, part, made)) && !is_share(facts, whole);
    let wholes = series.wholes.iter().filter_map(|&at| fact(at)).filter(divides);
    let sums: Vec<Sum<'_>> = wholes
        .filter(|whole| !told.parts.contains(&whole.tokens.0))
        .filter_map(|whole| {
            let (value, stated) = whole.figure()?;
            let sum = |parts: &[&'f Fact]| Sum { whole, value, stated, parts: parts.to_vec(), singles: 0 };
            // "Seven dropped out, one of them hurt, and 187 came home": the one may be told of the others.
            let one = |part: &&Fact| part.figure().is_some_and(|(value, _)| value == Decimal::ONE);
            let others: Vec<&Fact> = parts.iter().copied().filter(|part| !one(part)).collect();
            let all = [sum(&parts), sum(&others)].into_iter().find(|sum| sum.parts.len() > 1 && sum.closes());
            Some(all.unwrap_or_else(|| Sum { singles: series.singles, ..sum(&parts) }))
        })
        .collect();
    let sum = sums.iter().find(|sum| sum.closes()).or_else(|| sums.first())?;
    let whole = sum.whole;
    // "Of 46 lorries two turned back; the others: 19 with tents and 25 with food."
    let between = passage.chunks.iter().enumerate().filter_map(|(at, chunk)| {
        (chunk.from >= whole.tokens.1 && at < series.items[0].from).then(|| fact(at)?.figure()).flatten()
    });
    let less = |(value, _): (Decimal, Interval)| sum.total() == Some(sum.value - value);
    let closes = sum.closes();
    let all = exhaustive::is_all(&exhaustive::Read { facts, source, passage, series }, sum);
    let exhaustive = all && sum.is_near() && (closes || !between.into_iter().any(less));
    if exhaustive || closes {
        told.add(sum);
    }
    let first = whole.tokens.0.min(passage.chunks[series.items[0].from].from);
    let closing = passage.chunks.get(series.to).filter(|chunk| chunk.is_mark(b')'));
    let last = closing.unwrap_or(&passage.chunks[series.to - 1]).to.max(whole.tokens.1);
    Some(sum.fact(facts, article, (first, last), exhaustive, series.link.name()))
}

/// Whether what a part counts can be some of what the whole counts: amounts of one currency; people and
/// people; things of one noun; where the part has no noun, what the words after it tell.
/// Where the whole is said to be made of the parts, their nouns may be of any kind but people.
fn is_part(whole: &Fact, part: &Fact, made: bool) -> bool {
    match (&whole.value, &part.value) {
        (Value::Money(whole), Value::Money(part)) => whole.currency == part.currency,
        (Value::Count(_) | Value::Number(_), Value::Number(_)) | (Value::Number(_), Value::Count(_)) => true,
        // "€812 million: 455 million from one and 357 million from the other"
        (Value::Money(whole), Value::Number(part)) => is_like_size(whole.amount.value, part.value),
        (Value::Count(whole), Value::Count(part)) => {
            let vague = matches!(whole.class, Some("other" | "measure"));
            let listed = !vague && whole.class == part.class;
            let measure = |class: Option<&str>| class == Some("measure");
            let kinds = made && !measure(whole.class) && !measure(part.class);
            // "48 arrests: 21 people on Friday"
            let kinds = kinds || whole.class == Some("event") && part.class == Some("person");
            let sort = whole.sort.is_some() && whole.sort == part.sort;
            part.noun.is_none() || whole.noun.is_none() || part.noun == whole.noun || sort || listed || kinds
        }
        (Value::Money(whole), Value::Count(part)) => {
            part.noun.is_none() && is_like_size(whole.amount.value, part.number.value)
        }
        _ => false,
    }
}

/// Whether a figure is a share that leaves "per cent" out: "the Reds stand at 38 per cent, the Blues at 33".
fn is_share(facts: &Facts<'_>, figure: &Fact) -> bool {
    let bare = match &figure.value {
        Value::Number(_) => true,
        Value::Count(count) => count.noun.is_none(),
        _ => false,
    };
    let before = |percent: &Fact| percent.tokens.1 <= figure.tokens.0;
    bare && facts.within(figure.sentence as usize, Kind::Percent).any(before)
}

fn is_like_size(whole: Decimal, part: Decimal) -> bool {
    part.checked_mul(SIZE.into()).is_none_or(|most| most >= whole)
}

/// The sum of figures.
fn total(mut figures: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    figures.try_fold(Decimal::ZERO, Decimal::checked_add)
}
