//! The structure of sentences that have figures: what [`crate::syntax`] reads of the facts.

use rust_decimal::Decimal;

use super::{Bound, Fact, Facts, Kind, Value};
use crate::document::Zone;
use crate::lexicon::Lexicon;
use crate::syntax::{Atom, AtomKind, Figure, Passage, Source, Unit};
use crate::text::role;

/// The most tokens of a passage, and of a sentence that is read. A series looks for its whole in its passage, so
/// this keeps reading linear; no whole stands so far from its parts.
const TOKENS: u32 = 2_000;
pub(super) const SENTENCE: u32 = 500;

/// The passages of an article: the sentences that follow one another and have figures, with their atoms.
#[derive(Default)]
pub(super) struct Structure {
    /// The atoms of the article, in order.
    pub(super) atoms: Vec<Atom>,
    /// Its passages, in order.
    pub(super) passages: Vec<Passage>,
}

impl Structure {
    /// What passages are read from.
    pub(super) fn source<'s>(&'s self, facts: &'s Facts<'_>, lexicon: &'s Lexicon) -> Source<'s> {
        Source { text: facts.text, tokens: &facts.tokens, lexicon, atoms: &self.atoms }
    }

    /// Reads the sentences of an article that have figures; all of them if `whole`. Sentences of the text that
    /// follow one another are one passage, and so are the lines of a list with what introduces them. Unless `whole`, a
    /// passage with one figure is left out, for nothing can be said of it. Linear.
    pub(super) fn read(facts: &Facts<'_>, lexicon: &Lexicon, whole: bool) -> Self {
        let atoms: Vec<Atom> =
            facts.all().iter().enumerate().filter_map(|(n, fact)| atom(facts, n, fact, lexicon)).collect();
        let mut structure = Self { atoms, passages: Vec::new() };
        let source = structure.source(facts, lexicon);
        let mut passages: Vec<Passage> = Vec::new();
        for run in runs(facts, whole) {
            if !whole && !has_several(&structure.atoms, &run) {
                continue;
            }
            let mut passage = Passage::default();
            for Sentence { tokens, zone, .. } in run {
                passage.go_on(source, tokens, zone == Zone::List);
            }
            if !passage.chunks.is_empty() {
                passages.push(passage);
            }
        }
        structure.passages = passages;
        structure
    }
}

/// A sentence of a passage.
struct Sentence {
    index: usize,
    tokens: (u32, u32),
    zone: Zone,
}

/// The sentences that are read, by the passages that they make.
fn runs(facts: &Facts<'_>, whole: bool) -> Vec<Vec<Sentence>> {
    let mut runs: Vec<Vec<Sentence>> = Vec::new();
    let mut length = 0;
    for (index, &tokens) in facts.sentences.iter().enumerate() {
        // A sentence between two with figures may lead from one to the other: "They were of four kinds:".
        let between = || index > 0 && has_figures(facts, index - 1) && has_figures(facts, index + 1);
        let size = tokens.1 - tokens.0;
        if !(whole || has_figures(facts, index) || between()) || size > SENTENCE {
            continue;
        }
        let zone = facts.zone(facts.block_of(index));
        if !whole && !matches!(zone, Zone::Headline | Zone::Lead | Zone::Body | Zone::List | Zone::Caption) {
            continue;
        }
        let text = |zone| matches!(zone, Zone::Lead | Zone::Body | Zone::List);
        let goes_on = |last: &Sentence| last.index + 1 == index && text(last.zone) && text(zone);
        let sentence = Sentence { index, tokens, zone };
        match runs.last_mut().filter(|run| length < TOKENS && run.last().is_some_and(goes_on)) {
            Some(run) => run.push(sentence),
            None => {
                length = 0;
                runs.push(vec![sentence]);
            }
        }
        length += size;
    }
    runs
}

/// Whether sentences that follow one another have more than one figure.
fn has_several(atoms: &[Atom], run: &[Sentence]) -> bool {
    let (from, to) = (run.first().map_or(0, |s| s.tokens.0), run.last().map_or(0, |s| s.tokens.1));
    let first = atoms.partition_point(|atom| atom.from < from);
    let own = atoms[first..].iter().take_while(|atom| atom.from < to);
    own.filter(|atom| matches!(atom.kind, AtomKind::Figure(_))).nth(1).is_some()
}

/// Whether a sentence has figures. False past the last.
fn has_figures(facts: &Facts<'_>, sentence: usize) -> bool {
    let figures = (sentence < facts.sentences.len()).then(|| facts.in_sentence(sentence as u32).1);
    figures.is_some_and(|f| {
        f.has(Kind::Count) || f.has(Kind::Number) || f.has(Kind::Money) || f.has(Kind::Percent)
    })
}

/// A fact as the syntax knows it. None for facts that lie over others, and names.
fn atom(facts: &Facts<'_>, index: usize, fact: &Fact, lexicon: &Lexicon) -> Option<Atom> {
    let (from, to) = fact.tokens;
    let figure = |value: Decimal, bound: Bound, unit: Unit| Figure {
        value,
        unit,
        exact: bound == Bound::Exact,
        number_to: to,
        noun: false,
        subset: false,
        additive: false,
        named: false,
        fact: index as u32,
    };
    let kind = match &fact.value {
        Value::Count(count) => AtomKind::Figure(Figure {
            number_to: count.number_to,
            noun: count.noun.is_some(),
            // "Of whom 14 were hurt and the other nine were ill": these divide the whole.
            subset: count.subset
                && !(from > 0 && lexicon.does(&facts.tokens[from as usize - 1], role::SYNTAX_RELATIVE)),
            additive: count.additive,
            ..figure(count.number.value, count.number.bound, Unit::Count)
        }),
        Value::Number(number) => {
            let aged = from > 0 && lexicon.does(&facts.tokens[from as usize - 1], role::AGE_BEFORE);
            let named = number.label && is_item(facts, to, lexicon);
            if number.label && !named || number.compound || aged || is_no_number(facts, (from, to)) {
                AtomKind::Label
            } else {
                AtomKind::Figure(Figure { named, ..figure(number.value, number.bound, Unit::Count) })
            }
        }
        Value::Money(money) => AtomKind::Figure(figure(money.amount.value, money.amount.bound, Unit::Money)),
        Value::Percent(percent) => {
            AtomKind::Figure(figure(percent.value.value, percent.value.bound, Unit::Percent))
        }
        Value::Date(_) => AtomKind::Date,
        _ => return None,
    };
    Some(Atom { from, to, kind })
}

/// Whether a number before a token can be an item of a list: a comma or "and" goes on, or the sentence ends.
fn is_item(facts: &Facts<'_>, to: u32, lexicon: &Lexicon) -> bool {
    let next = facts.tokens.get(to as usize);
    next.is_none_or(|next| matches!(next.of(facts.text), "," | ";" | ".") || lexicon.does(next, role::AND))
}

/// Whether a number without a noun tells of nothing that can be added: a time or a score, "7:30", "6–4"; the
/// number of a point, "7)"; degrees; an age, "Ann Oakes, 22, was".
fn is_no_number(facts: &Facts<'_>, (from, to): (u32, u32)) -> bool {
    let mark = |at: u32| facts.tokens.get(at as usize).map_or("", |token| token.of(facts.text));
    let glued = |at: u32| facts.tokens.get(at as usize).is_some_and(crate::text::Token::is_glued);
    let joint = |at: u32| matches!(mark(at), ":" | "-" | "–" | "/" | "‑");
    let before = from > 1 && joint(from - 1) && glued(from - 1) && glued(from);
    let after = joint(to) && glued(to) && glued(to + 1);
    let point = mark(to) == ")" && (from == 0 || mark(from - 1) != "(");
    let name = |at: u32| facts.tokens.get(at as usize).is_some_and(crate::text::Token::is_capital);
    let age = from > 1 && mark(from - 1) == "," && mark(to) == "," && name(from - 2);
    before || after || point || age || matches!(mark(to), "°" | "º" | "°C" | "°F")
}

#[cfg(test)]
mod tests;
