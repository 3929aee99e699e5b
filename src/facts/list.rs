//! Lists: bullets under one paragraph, and countries one after another in a sentence.

use rust_decimal::Decimal;

use super::declare::kind;
use super::make::{Make, Written, figure};
use super::pattern::Match;
use super::{Attr, Fact, Facts, Key, Kind, Reader, Value};
use crate::document::{Article, Zone};
use crate::lexicon::Lexicon;
use crate::text::role;

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// How many items it has, at least two.
    pub items: usize,
    /// "bullets" or "places"; "stated" where a count introduces it.
    pub form: &'static str,
    /// The count that introduces it.
    pub stated: Option<Decimal>,
}

kind! {
    /// Bullets, or countries one after another.
    List(l) as "list", over Facts, made of Captures;

    Items: Number = l.items, "how many items it has";
    Form: Text = l.form, "bullets, places, or stated where a count introduces it";
    Stated: Number = l.stated, "the count that introduces it";
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

/// The captures of a phrase that make a list.
#[derive(Debug)]
struct Captures {
    stated: usize,
    item: usize,
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        Some(Self { stated: phrase.needs("stated")?, item: phrase.needs("item")? })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, _: &Lexicon) -> Vec<Value> {
        let stated = matched.captured(self.stated).next().and_then(|range| figure(facts, range));
        let items = matched.captured(self.item).count();
        // "Five countries trade with 190 countries: …": the list is of the five.
        let at = matched.tokens.0;
        let mut earlier =
            facts.within(facts.sentence_of(at), Kind::Count).take_while(|f| (f.tokens.0 as usize) <= at);
        if earlier.any(|f| f.attr(Key::Value) == Some(Attr::Number(items.into()))) {
            return Vec::new();
        }
        let list = |stated| Value::List(List { items, form: "stated", stated: Some(stated) });
        stated.map(list).into_iter().collect()
    }
}
