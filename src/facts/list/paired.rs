//! Two series side by side: "the clinics in Lille, Ghent and Nice were shut for five and nine days respectively".

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::stated;
use crate::text::role;

/// The figures that are told "respectively" of more or fewer names.
pub(super) fn lists(look: &Look<'_>) -> Vec<Fact> {
    let mut found = Vec::new();
    for sentence in 0..look.facts.sentences.len() {
        if look.facts.has_word_with(sentence, role::LIST_RESPECTIVELY)
            && let Some(fact) = look.paired(sentence)
        {
            found.push(fact);
        }
    }
    found
}

impl Look<'_> {
    fn paired(&self, sentence: usize) -> Option<Fact> {
        let (from, to) = self.sentence(sentence);
        let mut words = (from..to).filter(|&at| self.does(at, role::LIST_RESPECTIVELY));
        let (word, more) = (words.next()?, words.next());
        let names = self.name_series(sentence);
        let [names] = &names[..] else { return None };
        let figures = self.figures(sentence);
        let [(first, last, items)] = figures[..] else { return None };
        let (first_at, last_at) = (first.tokens.0 as usize, last.tokens.1 as usize);
        // Nothing else may be joined, for then that may be what the figures are of.
        let inside = self.inside((from, to));
        let own = |at: usize| {
            (names.tokens.0..names.tokens.1).contains(&at)
                || (first_at..last_at).contains(&at)
                || inside[at - from]
        };
        let joined = (from..to).any(|at| self.does(at, role::LIST_PAIR) && !own(at));
        let near = last_at <= word && word - last_at <= 4 || word < first_at && first_at - word <= 2;
        let exact = names.high == Some(names.low) && names.low > 1;
        if more.is_some()
            || joined
            || !near
            || !exact
            || names.low == items
            || last_at <= names.tokens.0 && word > last_at + 1
        {
            return None;
        }
        let to = last_at.max(if word >= last_at { word + 1 } else { last_at });
        let fact = Fact {
            span: self.facts.span(first_at, to),
            tokens: (first_at as u32, to as u32),
            ..(*first).clone()
        };
        Some(stated(&fact, items, names.low))
    }

    /// The series of figures in a sentence: the first and last of each, and how many there are.
    fn figures(&self, sentence: usize) -> Vec<(&Fact, &Fact, usize)> {
        let kinds = [Kind::Number, Kind::Count, Kind::Percent, Kind::Money, Kind::Ordinal];
        let mut all: Vec<&Fact> =
            kinds.into_iter().flat_map(|kind| self.facts.within(sentence, kind)).collect();
        all.sort_by_key(|fact| fact.tokens);
        let linked = |a: &Fact, b: &Fact| {
            let between = a.tokens.1 as usize..b.tokens.0 as usize;
            // "Two years and one month" is one time.
            let noun = |fact: &Fact| match &fact.value {
                Value::Count(count) => count.noun.clone(),
                _ => None,
            };
            let alike = noun(a).zip(noun(b)).is_none_or(|(a, b)| a == b);
            alike
                && (1..=3).contains(&between.len())
                && between.into_iter().all(|at| self.is_mark(at, &[","]) || self.does(at, role::LIST_BETWEEN))
        };
        all.chunk_by(|a, b| linked(a, b))
            .filter(|run| run.len() > 1)
            .map(|run| {
                let (first, last) = (run[0], run[run.len() - 1]);
                (first, last, run.len())
            })
            .collect()
    }
}
