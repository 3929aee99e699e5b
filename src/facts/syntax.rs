//! The groups, clauses and series of sentences as facts, for rules that ask for them.

use compact_str::{CompactString, format_compact};
use rust_decimal::Decimal;

use super::declare::kind;
use super::structure::Structure;
use super::{Fact, Facts, Value};
use crate::language;
use crate::lexicon::Lexicon;
use crate::syntax::{self, Chunk, Passage, Source};
use crate::text::class;

/// A noun group: "the three men", "five", "they".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The noun that is its head, as its stem. None where the noun is left out, and of a pronoun.
    pub noun: Option<CompactString>,
    /// Its figure.
    pub value: Option<Decimal>,
    /// Whether it points to something known: "the three men".
    pub definite: bool,
    /// What it is: noun, pronoun, date, rest ("the other five") or open ("others", "several").
    pub form: &'static str,
}

/// A clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The words of its subject; in a relative clause, of its antecedent.
    pub subject: Option<CompactString>,
    /// Its verb, as its stem. None where there are auxiliaries alone: "is".
    pub predicate: Option<CompactString>,
    /// The words of its object.
    pub object: Option<CompactString>,
    /// main, relative or reporting: "police said".
    pub form: &'static str,
    /// Whether its subject undergoes what it says.
    pub passive: bool,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it says that something is so: not "will", "may".
    pub asserted: bool,
}

/// A series of figures with the whole that they may divide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its figures, in order.
    pub parts: Vec<Decimal>,
    /// The nearest figure that can be their whole.
    pub whole: Option<Decimal>,
    /// What joins it to that.
    pub form: &'static str,
    /// Whether it may go on: "and others".
    pub open: bool,
    /// Whether its items are told apart by one thing.
    pub uniform: bool,
}

kind! {
    /// A noun group of a sentence.
    Group(g) as "group", over Sentence;

    Noun: Text = g.noun.as_ref(), "the stem of the noun; absent if left out, and of a pronoun";
    Value: Number = g.value, "its figure";
    Definite: Flag = g.definite, "it points to something known: \"the three men\"";
    Form: Text = g.form, "noun, pronoun, date, rest (\"the other five\") or open (\"others\")";
}

kind! {
    /// A clause of a sentence.
    Clause(c) as "clause", over Sentence;

    Subject: Text = c.subject.as_ref(), "the words of its subject; in a relative clause, of its antecedent";
    Predicate: Text = c.predicate.as_ref(), "the stem of its verb; absent where there are auxiliaries alone";
    Object: Text = c.object.as_ref(), "the words of its object";
    Form: Text = c.form, "main, relative or reporting";
    Passive: Flag = c.passive, "its subject undergoes what it says";
    Negated: Flag = c.negated, "it is denied";
    Asserted: Flag = c.asserted, "it says that something is so: not \"will\", \"may\"";
}

kind! {
    /// A series of figures with the whole that they may divide.
    Series(s) as "series", over Sentence;

    Parts: Numbers = &s.parts, "its figures";
    Items: Number = s.parts.len(), "how many figures it has";
    Whole: Number = s.whole, "the nearest figure that can be their whole";
    Form: Text = s.form, "what joins it to its whole, as of a breakdown";
    Joined: Flag = s.uniform, "its items are told apart by one thing";
    Closed: Flag = !s.open, "it does not say that there are more: \"and others\"";
}

/// The groups, clauses and series of an article. Linear.
pub(super) fn read(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let structure = Structure::read(facts, lexicon, true);
    let source = structure.source(facts, lexicon);
    let mut found = Vec::new();
    for passage in &structure.passages {
        let mut add = |(from, to): (u32, u32), value: Value| {
            found.push(facts.fact_over((from as usize, to as usize), value));
        };
        for (at, chunk) in passage.chunks.iter().enumerate() {
            if let Some(group) = group(facts, source, passage, at) {
                add((chunk.from, chunk.to), Value::Group(group));
            }
        }
        for clause in passage.clauses(source) {
            if let Some((tokens, clause)) = self::clause(facts, source, passage, &clause) {
                add(tokens, Value::Clause(Box::new(clause)));
            }
        }
        for series in passage.series(source) {
            let figure = |at: usize| passage.figure(source, at).map(|figure| figure.value);
            let tokens = (passage.chunks[series.items[0].from].from, passage.chunks[series.to - 1].to);
            let series = Series {
                parts: series.items.iter().filter_map(|item| figure(item.figure)).collect(),
                whole: series.wholes.first().and_then(|&at| figure(at)),
                form: series.link.name(),
                open: series.open,
                uniform: series.uniform,
            };
            add(tokens, Value::Series(Box::new(series)));
        }
    }
    found
}

/// The stem of a word, in lower case.
fn stem(facts: &Facts<'_>, token: u32) -> CompactString {
    language::chosen().stem(&facts.tokens[token as usize].of(facts.text).to_lowercase())
}

fn group(facts: &Facts<'_>, source: Source<'_>, passage: &Passage, at: usize) -> Option<Group> {
    let group = passage.chunks[at].group()?;
    let form = match group {
        syntax::Group { pronoun: true, .. } => "pronoun",
        syntax::Group { date: true, .. } => "date",
        syntax::Group { rest: true, .. } => "rest",
        syntax::Group { open: true, .. } => "open",
        _ => "noun",
    };
    Some(Group {
        noun: group.head.map(|head| stem(facts, head)),
        value: passage.figure(source, at).map(|figure| figure.value),
        definite: group.definite,
        form,
    })
}

/// A verb as the lists of predicates give it: "hire" of "hired". The stem of one that they have not.
fn lemma(facts: &Facts<'_>, source: Source<'_>, verb: u32) -> CompactString {
    let at = verb as usize;
    let hit = source.lexicon.at(facts.text, &facts.tokens, at, at + 1, class::PREDICATE);
    hit.map_or_else(|| stem(facts, verb), |hit| hit.value.into())
}

/// A clause with its tokens. None if it has no verb of its own.
fn clause(
    facts: &Facts<'_>,
    source: Source<'_>,
    passage: &Passage,
    clause: &syntax::Clause,
) -> Option<((u32, u32), Clause)> {
    let chunk = |at: usize| &passage.chunks[at];
    let verb = clause.verb.and_then(|at| chunk(at).verb())?;
    let own = clause.subject.filter(|_| !clause.relative);
    let groups = clause.adjuncts.iter().map(|adjunct| adjunct.group);
    let parts = || [own, clause.verb, clause.object].into_iter().flatten().chain(groups.clone());
    let (first, last) = (parts().min()?, parts().max()?);
    let words = |at: usize| -> CompactString {
        let Chunk { from, to, .. } = *chunk(at);
        let words = facts.span(from as usize, to as usize).of(facts.text).split_whitespace();
        words.fold(CompactString::default(), |all, word| match all.is_empty() {
            true => word.into(),
            false => format_compact!("{all} {word}"),
        })
    };
    let form = match clause {
        syntax::Clause { reporting: true, .. } => "reporting",
        syntax::Clause { relative: true, .. } => "relative",
        _ => "main",
    };
    let clause = Clause {
        subject: clause.subject.map(words),
        predicate: verb.head.map(|head| lemma(facts, source, head)),
        object: clause.object.map(words),
        form,
        passive: verb.passive,
        negated: verb.negated,
        asserted: verb.finite && !verb.open,
    };
    Some(((chunk(first).from, chunk(last).to), clause))
}
