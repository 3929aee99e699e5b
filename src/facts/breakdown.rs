//! Breakdowns: a whole and its parts.

use rust_decimal::Decimal;

use super::declare::kind;
use super::make::figure;
use super::structure::Structure;
use super::{Fact, Facts, Value};
use crate::document::Article;
use crate::lexicon::Lexicon;
use crate::syntax::{Frame, Link, Passage, Series, Source};
use crate::text::role;

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
         sentence, among or total";
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
    let of = |passage: &Passage| {
        let series = passage.series(source);
        let made = series.iter().filter_map(|s| breakdown(facts, article, source, passage, s));
        made.collect::<Vec<_>>()
    };
    structure.passages.iter().flat_map(of).collect()
}

/// The breakdown that a series makes, if it divides something.
fn breakdown(
    facts: &Facts<'_>,
    article: &Article,
    source: Source<'_>,
    passage: &Passage,
    series: &Series,
) -> Option<Fact> {
    let fact = |chunk: usize| passage.figure(source, chunk).map(|f| &facts.all()[f.fact as usize]);
    let value = |fact: &Fact| figure(facts, (fact.tokens.0 as usize, fact.tokens.1 as usize));
    let parts: Vec<&Fact> = series.items.iter().filter_map(|item| fact(item.figure)).collect();
    let values: Vec<Decimal> = parts.iter().copied().filter_map(value).collect();
    let sum = total(values.iter().copied())?;
    let divides = |&&at: &&usize| fact(at).is_some_and(|whole| parts.iter().all(|part| is_part(whole, part)));
    let wholes: Vec<usize> = series.wholes.iter().filter(divides).copied().collect();
    let closes = |&&at: &&usize| fact(at).and_then(value) == Some(sum);
    let at = *wholes.iter().find(closes).or_else(|| wholes.first())?;
    let whole = fact(at)?;
    let class = if matches!(whole.value, Value::Money(_)) { "money" } else { "count" };
    let made = Breakdown {
        whole: value(whole)?,
        parts: values,
        exhaustive: is_exhaustive(facts, series, whole, &parts, source),
        class,
        link: series.link.name(),
    };
    let first = whole.tokens.0.min(passage.chunks[series.items[0].from].from);
    let last = passage.chunks[series.to - 1].to.max(whole.tokens.1);
    let sentence = facts.sentence_of(first as usize);
    let block = facts.block_of(sentence);
    Some(Fact {
        span: facts.span(first as usize, last as usize),
        tokens: (first, last),
        zone: article.blocks[block].zone,
        block: block as u32,
        sentence: sentence as u32,
        value: Value::Breakdown(made),
    })
}

/// Whether the parts are said to be all of the whole.
fn is_exhaustive(
    facts: &Facts<'_>,
    series: &Series,
    whole: &Fact,
    parts: &[&Fact],
    source: Source<'_>,
) -> bool {
    if series.open || series.link == Link::Among {
        return false;
    }
    if series.has_rest() {
        return true;
    }
    match series.link {
        Link::Colon | Link::Dash | Link::Bracket | Link::MadeOf | Link::Total => series.uniform,
        Link::InWhich => series.uniform && series.items[0].frame == Frame::Result,
        Link::Comma => {
            series.uniform
                && match series.items[0].frame {
                    Frame::Adjunct(_) => true,
                    Frame::Noun => are_kinds(facts, whole, parts, source),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// Whether parts are kinds of people, and the whole is people of no kind: "eight people, five women and three
/// men"; "four children, two sons and two daughters".
fn are_kinds(facts: &Facts<'_>, whole: &Fact, parts: &[&Fact], source: Source<'_>) -> bool {
    let last = |fact: &Fact| fact.tokens.1 - 1;
    let kind = |fact: &Fact| {
        facts.tokens.get(last(fact) as usize).is_some_and(|t| source.lexicon.does(t, role::KIND_OF_PERSON))
    };
    let noun = |fact: &Fact| match &fact.value {
        Value::Count(count) => count.noun.clone(),
        _ => None,
    };
    let of_children = noun(whole).as_deref() == Some("child")
        && parts.iter().all(|p| matches!(noun(p).as_deref(), Some("son" | "daughter" | "boy" | "girl")));
    parts.iter().all(|part| kind(part)) && (!kind(whole) || of_children)
}

/// Whether what a part counts can be some of what the whole counts: amounts of one currency; people and
/// people; things of one noun; where the part has no noun, what the words after it tell.
fn is_part(whole: &Fact, part: &Fact) -> bool {
    match (&whole.value, &part.value) {
        (Value::Money(whole), Value::Money(part)) => whole.currency == part.currency,
        (Value::Count(whole), Value::Count(part)) => {
            let vague = matches!(whole.class, Some("other" | "measure"));
            let listed = !vague && whole.class == part.class;
            part.noun.is_none() || whole.noun.is_none() || part.noun == whole.noun || listed
        }
        _ => true,
    }
}

/// The sum of figures.
fn total(mut figures: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    figures.try_fold(Decimal::ZERO, Decimal::checked_add)
}
