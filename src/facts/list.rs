//! Lists: bullets under one paragraph, and countries one after another in a sentence.

use super::{Fact, Reader, Value};
use crate::document::{Article, Zone};

/// A list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// How many items it has, at least two.
    pub items: usize,
    /// "bullets" or "places".
    pub form: &'static str,
}

/// The lists of an article over its facts, each with its tokens and the fact or block it starts
/// with. Linear.
pub(super) fn lists(article: &Article, facts: &[Fact], reader: &Reader<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    let places: Vec<&Fact> =
        facts.iter().filter(|f| matches!(&f.value, Value::Place(p) if !p.demonym)).collect();
    for run in places.chunk_by(|a, b| reader.is_next_item(a, b)) {
        if let ([first, .., last], items) = (run, run.len())
            && (items > 2 || reader.is_pair(first, last))
        {
            found.push(over(first, last, List { items, form: "places" }));
        }
    }
    let bullets: Vec<&Fact> = facts.iter().filter(|f| f.zone == Zone::List).collect();
    let parent = |f: &Fact| article.blocks[f.block as usize].parent;
    for run in bullets.chunk_by(|a, b| parent(a) == parent(b)) {
        let mut blocks: Vec<u32> = run.iter().map(|f| f.block).collect();
        blocks.dedup();
        if let ([first, .., last], items @ 2..) = (run, blocks.len()) {
            found.push(over(first, last, List { items, form: "bullets" }));
        }
    }
    found
}

fn over(first: &Fact, last: &Fact, list: List) -> Fact {
    Fact {
        span: first.span.cover(last.span),
        tokens: (first.tokens.0, last.tokens.1),
        zone: first.zone,
        block: first.block,
        sentence: first.sentence,
        value: Value::List(list),
    }
}

impl Reader<'_> {
    /// Whether two facts are joined by a word: "Malta and Italy", not "Rome, Italy".
    fn is_pair(&self, a: &Fact, b: &Fact) -> bool {
        (a.tokens.1 as usize..b.tokens.0 as usize).any(|i| matches!(self.word(i), "and" | "or" | "&"))
    }

    /// Whether only a comma, "and" or "the" stands between two facts of one sentence.
    fn is_next_item(&self, a: &Fact, b: &Fact) -> bool {
        let between = a.tokens.1 as usize..b.tokens.0 as usize;
        a.sentence == b.sentence
            && (1..=3).contains(&between.len())
            && between.into_iter().all(|i| matches!(self.word(i), "," | "and" | "or" | "the" | "&" | ";"))
    }
}
