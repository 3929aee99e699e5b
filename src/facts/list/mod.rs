//! Lists: bullets under one paragraph, countries one after another in a sentence, and what a count announces.

mod below;
mod claim;
mod copula;
mod days;
mod enumerated;
mod group;
mod labelled;
mod lines;
mod link;
mod names;
mod paired;
mod pointed;
mod pointer;
mod series;
mod shape;
mod stated;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Reader, Value};
use crate::document::{Article, Zone};
use crate::lexicon::Lexicon;
use crate::text::role;

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// How many items it has, at least two. Of a list that can be read in several ways, the number of items
    /// nearest to what is stated.
    pub items: usize,
    /// "bullets" or "places"; "stated" where a number says how many there are.
    pub form: &'static str,
    /// The number that says how many there are.
    pub stated: Option<Decimal>,
}

kind! {
    /// Bullets, countries one after another, or a number with the list of what it counts.
    List(l) as "list", over Facts;

    Items: Number = l.items, "how many items it has";
    Form: Text = l.form, "bullets, places, or stated where a number says how many there are";
    Stated: Number = l.stated, "the number that says how many there are";
}

/// The lists of an article: of bullets, and of the places among its facts. `blocks` holds the
/// first sentence of each block and, last, the number of sentences. Linear.
pub(super) fn lists(article: &Article, facts: &[Fact], blocks: &[u32], reader: &Reader<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    let places: Vec<&Fact> =
        facts.iter().filter(|f| matches!(&f.value, Value::Place(p) if !p.demonym)).collect();
    for run in places.chunk_by(|a, b| reader.is_next_item(a, b)) {
        if let ([first, .., last], items) = (run, run.len())
            && (items > 2 || reader.is_pair(first, last))
        {
            found.push(Fact {
                span: first.span.cover(last.span),
                tokens: (first.tokens.0, last.tokens.1),
                value: Value::List(List { items, form: "places", stated: None }),
                ..(*first).clone()
            });
        }
    }
    let mut at = 0;
    for run in article.blocks.chunk_by(|a, b| a.zone == b.zone && a.parent == b.parent) {
        let (first, last) = (at, at + run.len() - 1);
        at += run.len();
        let (sentence, end) = (blocks[first], blocks[last + 1]);
        if run.len() > 1 && run[0].zone == Zone::List && end > sentence {
            let tokens = (reader.sentences[sentence as usize].0, reader.sentences[end as usize - 1].1);
            found.push(Fact {
                span: run[0].span.cover(run[run.len() - 1].span),
                tokens,
                zone: Zone::List,
                block: first as u32,
                sentence,
                value: Value::List(List { items: run.len(), form: "bullets", stated: None }),
            });
        }
    }
    found
}

/// The numbers of an article that say how long a list is, each with the length of the list. Linear, since what
/// is read for a number ends with its sentence or with the list below it.
pub(super) fn announced(facts: &Facts<'_>, article: &Article, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = stated::lists(&look, article);
    found.extend(group::lists(&look, article));
    found.extend(paired::lists(&look));
    found
}

/// A fact made the number that says how many items a list has.
fn stated(fact: &Fact, number: usize, items: usize) -> Fact {
    Fact { value: Value::List(List { items, form: "stated", stated: Some(number.into()) }), ..*fact }
}

impl Reader<'_> {
    /// Whether two facts are joined by a word: "Malta and Italy", not "Rome, Italy".
    fn is_pair(&self, a: &Fact, b: &Fact) -> bool {
        (a.tokens.1 as usize..b.tokens.0 as usize)
            .any(|i| self.is(i, role::LIST_PAIR) || self.is_mark(i, b'&'))
    }

    /// Whether only a comma, "and" or "the" stands between two facts of one sentence.
    fn is_next_item(&self, a: &Fact, b: &Fact) -> bool {
        let between = a.tokens.1 as usize..b.tokens.0 as usize;
        a.sentence == b.sentence
            && (1..=3).contains(&between.len())
            && between
                .into_iter()
                .all(|i| self.is(i, role::LIST_BETWEEN) || matches!(self.word(i), "," | "&" | ";"))
    }
}
