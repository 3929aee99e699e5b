//! Parts that are told in clauses of their own: "The party took 31 of the 75 seats. Labour won 24, the Greens 12
//! and others the remaining eight."
//!
//! Such parts are of many shapes, and nothing joins them to their whole but what they count. They are held
//! against it only where the text says that they are all, by what is left of the whole ("the remaining eight"),
//! or where three or more are together a little more than it.

use rust_decimal::Decimal;

use super::{Breakdown, Sum, is_part};
use crate::Interval;
use crate::document::Article;
use crate::facts::{Fact, Facts, Value};
use crate::syntax::{ChunkKind, Passage, Source};

/// How many sentences after the whole may tell of its parts.
const SENTENCES: u32 = 2;

/// The least number of parts that are held against a whole of which nothing is left.
const PARTS: usize = 3;

/// A sum that is more than the whole by at most this part of it is a slip, where the text does not say that the
/// parts are all.
const OVER: (u32, u32) = (1, 8);

/// A figure of a passage.
#[derive(Clone, Copy)]
struct Told<'f> {
    fact: &'f Fact,
    /// The number of its sentence in the passage.
    sentence: u32,
    /// Whether it is what is left of a whole.
    rest: bool,
    /// Whether it points to things told before: "the three men".
    definite: bool,
    exact: bool,
    /// Whether it stands in brackets.
    aside: bool,
}

/// The breakdowns of a passage whose parts stand in clauses of their own, beside those found.
pub(super) fn spread(
    facts: &Facts<'_>,
    article: &Article,
    source: Source<'_>,
    passage: &Passage,
    found: &[Fact],
) -> Vec<Fact> {
    let told = told(facts, source, passage);
    let mut made: Vec<Fact> = Vec::new();
    for (at, whole) in told.iter().enumerate() {
        let inside = |fact: &Fact| fact.tokens.0 <= whole.fact.tokens.0 && whole.fact.tokens.0 < fact.tokens.1;
        let known = found.iter().any(|f| inside(f) && is_told(f)) || made.iter().any(|f| inside(f));
        if !whole.exact || whole.rest || known {
            continue;
        }
        if let Some((sum, last, link)) = of_whole(&told, at) {
            let closes = sum.closes();
            made.push(sum.fact(facts, article, (whole.fact.tokens.0, last), !closes, link));
        }
    }
    made
}

/// Whether the figures of a breakdown are explained by it.
fn is_told(fact: &Fact) -> bool {
    matches!(fact.value, Value::Breakdown(Breakdown { exhaustive, closes, .. }) if exhaustive || closes)
}

/// The figures of a passage that count or measure something.
fn told<'f>(facts: &'f Facts<'_>, source: Source<'_>, passage: &Passage) -> Vec<Told<'f>> {
    let (mut sentence, mut depth) = (0, 0_i32);
    let mut told = Vec::new();
    for (at, chunk) in passage.chunks.iter().enumerate() {
        match chunk.kind {
            ChunkKind::Mark(b'.') => (sentence, depth) = (sentence + 1, 0),
            ChunkKind::Mark(b'(') => depth += 1,
            ChunkKind::Mark(b')') => depth -= 1,
            _ => {}
        }
        let Some((group, figure)) = chunk.group().zip(passage.figure(source, at)) else { continue };
        let mark = |at: Option<usize>| at.and_then(|at| passage.chunks.get(at)).map(|chunk| chunk.kind);
        let comma = Some(ChunkKind::Mark(b','));
        let fact = &facts.all()[figure.fact as usize];
        // "Ann Oakes, 22, was": an age.
        let age = matches!(fact.value, Value::Number(_))
            && mark(at.checked_sub(1)) == comma
            && mark(Some(at + 1)) == comma;
        if !age {
            let left = at.checked_sub(3).and_then(|b| passage.chunks[b].group()).is_some_and(|g| g.rest);
            let rest = group.rest || left && mark(at.checked_sub(1)) == Some(ChunkKind::Preposition);
            let (definite, exact) = (group.definite && !rest, figure.exact);
            told.push(Told { fact, sentence, rest, definite, exact, aside: depth > 0 });
        }
    }
    told
}

/// What the figures after a whole add up to, the token after the last, and what joins them. None if nothing shows
/// that they are its parts.
fn of_whole<'f>(told: &[Told<'f>], at: usize) -> Option<(Sum<'f>, u32, &'static str)> {
    let whole = told[at];
    let (value, stated, own) = stated(whole.fact)?;
    let follows = told[at + 1..].iter().take_while(|t| t.sentence <= whole.sentence + SENTENCES);
    let follows: Vec<&Told<'f>> = follows.collect();
    let mut best: Option<(Sum<'f>, u32, &'static str)> = None;
    // The sentence of the whole may tell of other things before the parts begin.
    for begin in whole.sentence..=whole.sentence + SENTENCES {
        let mut parts: Vec<&'f Fact> = own.then_some(whole.fact).into_iter().collect();
        for (n, part) in follows.iter().enumerate().skip_while(|(_, t)| t.sentence < begin) {
            let smaller = part.fact.figure().is_some_and(|(part, _)| part < value);
            if !is_part(whole.fact, part.fact, false) || is_measured_apart(whole.fact, part.fact) {
                continue;
            }
            if !smaller || !part.exact {
                break;
            }
            if part.definite || part.aside && !parts.is_empty() {
                continue;
            }
            parts.push(part.fact);
            let ends = follows.get(n + 1).is_none_or(|next| next.sentence > part.sentence);
            if parts.len() < 2 || !ends && !part.rest {
                continue;
            }
            let sum = Sum { whole: whole.fact, value, stated, parts: parts.clone() };
            let last = part.fact.tokens.1;
            if sum.closes() {
                return Some((sum, last, if part.rest { "rest" } else { "spread" }));
            }
            let over = sum.distance()? * Decimal::from(OVER.1) <= Decimal::from(OVER.0)
                && sum.total()? > value
                && sum.parts.len() >= PARTS;
            let link = if part.rest && sum.is_near() { "rest" } else { "spread" };
            if link == "rest" || over {
                let nearer = best.as_ref().is_none_or(|(b, ..)| sum.distance() < b.distance());
                if nearer {
                    best = Some((sum, last, link));
                }
            }
            if part.rest {
                break;
            }
        }
    }
    best
}

/// The whole that a figure states, and whether the figure is a part of it itself: "31 of the 75 seats".
fn stated(fact: &Fact) -> Option<(Decimal, Interval, bool)> {
    if let Value::Count(count) = &fact.value
        && let Some(whole) = count.whole
    {
        return Some((whole, Interval::exact(whole), true));
    }
    let (value, stated) = fact.figure()?;
    (value > Decimal::TWO).then_some((value, stated, false))
}

/// Whether one of two figures measures something and the other does not: "12 trucks" and "24 hours".
fn is_measured_apart(whole: &Fact, part: &Fact) -> bool {
    let measured = |fact: &Fact| match &fact.value {
        Value::Count(count) => count.noun.is_some().then_some(count.class == Some("measure")),
        _ => None,
    };
    measured(whole).zip(measured(part)).is_some_and(|(a, b)| a != b)
}
