//! Parts that are told in clauses of their own: "The party took 31 of the 75 seats. Labour won 24, the Greens 12
//! and others the remaining eight."
//!
//! Such parts are of many shapes, and nothing joins them to their whole but what they count. They are held
//! against it only where the text says that they are all of it, by what is left: "the remaining eight".

use rust_decimal::Decimal;

use super::{Sum, Told, is_part};
use crate::Interval;
use crate::document::Article;
use crate::facts::{Fact, Facts, Value};
use crate::syntax::{ChunkKind, Passage, Source};
use crate::text::role;

/// How many sentences after the whole may tell of its parts.
const SENTENCES: u32 = 2;

/// The most parts of which some may be parts of others.
const PARTS: usize = 8;

/// A figure of a passage.
#[derive(Clone, Copy)]
struct Part<'f> {
    fact: &'f Fact,
    /// The number of its sentence in the passage.
    sentence: u32,
    /// Whether it is what is left of a whole.
    rest: bool,
    /// Whether it points to things told before: "the three men".
    definite: bool,
    exact: bool,
    /// Whether it can be a whole: no end of a range.
    whole: bool,
    /// Whether it is a part of a part: "two of them".
    nested: bool,
    /// How many single things were told before it in the passage: "a third boat".
    singles: u32,
}

/// The breakdowns of a passage whose parts stand in clauses of their own, beside those that are told already.
pub(super) fn spread(
    facts: &Facts<'_>,
    article: &Article,
    source: Source<'_>,
    passage: &Passage,
    told: &mut Told,
) -> Vec<Fact> {
    let parts = parts(facts, source, passage);
    let mut made: Vec<Fact> = Vec::new();
    for (last, rest) in parts.iter().enumerate().filter(|(_, part)| part.rest && part.exact) {
        if told.parts.contains(&rest.fact.tokens.0) {
            continue;
        }
        if let Some((sum, closes)) = of_rest(&parts[..=last], told) {
            told.add(&sum);
            made.push(sum.fact(facts, article, (sum.first(), rest.fact.tokens.1), !closes, "rest"));
        }
    }
    made
}

/// The figures of a passage that count or measure something.
fn parts<'f>(facts: &'f Facts<'_>, source: Source<'_>, passage: &Passage) -> Vec<Part<'f>> {
    let (mut sentence, mut depth, mut singles, mut begins) = (0, 0_i32, 0, true);
    let mut told = Vec::new();
    for (at, chunk) in passage.chunks.iter().enumerate() {
        match chunk.kind {
            ChunkKind::Mark(b'.') => (sentence, depth, begins) = (sentence + 1, 0, true),
            ChunkKind::Mark(b'(') => depth += 1,
            ChunkKind::Mark(b')') => depth -= 1,
            _ => {}
        }
        let Some(group) = chunk.group() else { continue };
        let Some(figure) = passage.figure(source, at) else {
            // "one escaped", "another was lost", "a third boat"
            singles += u32::from(group.single || source.does(chunk.from, role::SHARE_ONE));
            continue;
        };
        let before = |n: usize| at.checked_sub(n).map(|b| &passage.chunks[b]);
        let is = |n: usize, kind: ChunkKind| before(n).is_some_and(|chunk| chunk.kind == kind);
        let fact = &facts.all()[figure.fact as usize];
        // "Ann Oakes, 22, was": an age.
        let comma = ChunkKind::Mark(b',');
        let age = matches!(fact.value, Value::Number(_))
            && is(1, comma)
            && passage.chunks.get(at + 1).is_some_and(|next| next.kind == comma);
        // "the balance of Rs 134"
        let left = before(2).and_then(|chunk| chunk.group()).is_some_and(|group| group.rest)
            && is(1, ChunkKind::Preposition);
        if !age && depth == 0 {
            let rest = group.rest || left;
            // "between $30 and $35", "20 to 30"
            let to = before(1).is_some_and(|chunk| source.does(chunk.from, role::SYNTAX_TO))
                && at.checked_sub(2).is_some_and(|b| passage.figure(source, b).is_some());
            told.push(Part {
                fact,
                sentence,
                rest,
                definite: group.definite && !rest,
                exact: figure.exact,
                whole: figure.exact && !to && !rest,
                nested: figure.subset && !begins,
                singles,
            });
        }
        begins = false;
    }
    told
}

/// The whole of which the last figure is what is left, with its other parts, and whether they close. None if
/// there is none, or if some of the parts may be parts of others.
fn of_rest<'f>(parts: &[Part<'f>], told: &Told) -> Option<(Sum<'f>, bool)> {
    let (rest, before) = parts.split_last()?;
    let mut best: Option<Sum<'f>> = None;
    for (at, whole) in before.iter().enumerate().rev() {
        if whole.sentence + SENTENCES < rest.sentence {
            break;
        }
        let Some((value, stated, own)) = stated(whole.fact) else { continue };
        if !whole.whole || told.parts.contains(&whole.fact.tokens.0) && !own {
            continue;
        }
        let first = if own { at } else { at + 1 };
        let candidates: Vec<&Part<'f>> =
            before[first..].iter().filter(|part| is_possible(whole.fact, value, part)).collect();
        if candidates.len() > PARTS {
            break;
        }
        let singles = rest.singles - whole.singles;
        // Any of the parts may be told of another: "seven were hurt, two of them badly, and the other five".
        for chosen in 1_u32..1 << candidates.len() {
            let some = candidates.iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1).map(|(_, c)| c.fact);
            let parts: Vec<&'f Fact> = some.chain([rest.fact]).collect();
            let all = chosen + 1 == 1 << candidates.len();
            let sum = Sum { whole: whole.fact, value, stated, parts, singles: 0 };
            let missing = value - sum.total()?;
            if sum.closes() || missing > Decimal::ZERO && missing <= Decimal::from(singles) {
                return sum.closes().then_some((sum, true));
            }
            let nearer = best.as_ref().is_none_or(|best| sum.distance() < best.distance());
            let open = candidates.iter().any(|part| !part.exact || part.definite);
            if all && !open && sum.is_near() && nearer {
                best = Some(sum);
            }
        }
    }
    best.map(|sum| (sum, false))
}

/// Whether a figure can be a part of a whole.
fn is_possible(whole: &Fact, value: Decimal, part: &Part<'_>) -> bool {
    let smaller = part.fact.figure().is_some_and(|(part, _)| part < value);
    smaller
        && !part.nested
        && !part.rest
        && is_part(whole, part.fact, false)
        && !is_measured_apart(whole, part.fact)
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
