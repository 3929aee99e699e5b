//! Parts that are told in clauses of their own: "The party took 31 of the 75 seats. Labour won 24, the Greens 12
//! and others the remaining eight."
//!
//! Such parts are of many shapes, and nothing joins them to their whole but what they count. They are held
//! against it only where the text says that they are all of it, by what is left: "the remaining eight".

use rust_decimal::Decimal;

use super::{Sum, Told, exhaustive, is_part, is_share};
use crate::Interval;
use crate::document::Article;
use crate::facts::{Fact, Facts, Value};
use crate::syntax::{Chunk, ChunkKind, Passage, Source};
use crate::text::{class, role};

/// How many sentences after the whole may tell of its parts.
const SENTENCES: u32 = 2;

/// Through how many sentences parts may be told that nothing but what they count joins.
const CHAIN: u32 = 4;

/// A sum that is off by more than this part of the whole is of other things.
const NEAR: (u32, u32) = (1, 5);

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
    /// Whether it can be a whole.
    whole: bool,
    /// Whether another figure is a part of it: "three of nine men".
    of: bool,
    /// Whether it is a part of a part: "two of them".
    nested: bool,
    /// Whether it comes on top of those before: "another 14 kg".
    more: bool,
}

/// The breakdowns of a passage whose parts stand in clauses of their own, beside those that are told already.
pub(super) fn spread(
    facts: &Facts<'_>,
    article: &Article,
    source: Source<'_>,
    passage: &Passage,
    told: &mut Told,
) -> Vec<Fact> {
    let (parts, singles) = parts(facts, source, passage);
    let mut made: Vec<Fact> = Vec::new();
    for (last, rest) in parts.iter().enumerate().filter(|(_, part)| part.rest && part.exact) {
        if told.parts.contains(&rest.fact.tokens.0) {
            continue;
        }
        if let Some(sum) = of_rest(&parts[..=last], &singles, told) {
            told.add(&sum);
            made.push(sum.fact(facts, article, (sum.first(), rest.fact.tokens.1), true, "rest"));
        }
    }
    made
}

/// The figures of a passage that count or measure something, and the tokens and sentences of the single things
/// between them: "one escaped", "a third boat".
fn parts<'f>(
    facts: &'f Facts<'_>,
    source: Source<'_>,
    passage: &Passage,
) -> (Vec<Part<'f>>, Vec<(u32, u32)>) {
    let (mut sentence, mut depth, mut begins) = (0, 0_i32, true);
    let (mut told, mut singles) = (Vec::new(), Vec::new());
    for (at, chunk) in passage.chunks.iter().enumerate() {
        match chunk.kind {
            ChunkKind::Mark(b'.') => (sentence, depth, begins) = (sentence + 1, 0, true),
            ChunkKind::Mark(b'(') => depth += 1,
            ChunkKind::Mark(b')') => depth -= 1,
            _ => {}
        }
        let Some(group) = chunk.group() else { continue };
        let Some(figure) = passage.figure(source, at) else {
            let begins = at.checked_sub(1).is_none_or(|b| {
                matches!(passage.chunks[b].kind, ChunkKind::Mark(_) | ChunkKind::And | ChunkKind::Conjunction)
            });
            if group.single && begins || source.does(chunk.from, role::SYNTAX_ONE) {
                singles.push((chunk.from, sentence));
            }
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
        // "the balance of Rs 134", "the rest, nine plants, were"
        let left = before(2).and_then(|chunk| chunk.group()).is_some_and(|group| group.rest)
            && (is(1, ChunkKind::Preposition) || is(1, comma));
        if !age && depth == 0 {
            // "The nine seats left over."
            let over = source.does(chunk.to, role::PARTS_LEFT) && source.does(chunk.to + 1, role::OVER);
            let rest = group.rest || left || over;
            // "20 to 30", "from three to two"
            let figure_at = |at: Option<usize>| at.is_some_and(|at| passage.figure(source, at).is_some());
            let is_to =
                |at: usize| passage.chunks.get(at).is_some_and(|c| source.does(c.from, role::SYNTAX_TO));
            let to = is_to(at + 1) && figure_at(Some(at + 2))
                || at > 1 && is_to(at - 1) && figure_at(at.checked_sub(2));
            // "51, not 48 as first reported"
            let denied = before(1).is_some_and(|c| source.does(c.to - 1, role::SYNTAX_NOT));
            let of = before(1).is_some_and(|chunk| source.does(chunk.from, role::OF))
                && figure_at(at.checked_sub(2))
                && told.last().is_some_and(|last: &Part<'_>| last.sentence == sentence);
            if figure.named || to || is_share(facts, fact) {
                continue;
            }
            told.push(Part {
                fact,
                sentence,
                rest,
                definite: group.definite && !rest,
                exact: figure.exact,
                whole: figure.exact && !rest && !denied,
                of,
                more: is_additive(source, chunk),
                nested: figure.subset && !begins && !is_fronted(fact),
            });
        }
        begins = false;
    }
    close(facts, source, &mut told);
    (told, singles)
}

/// Makes the last figure of a sentence what is left of a whole where the sentence, or the next, says that there is no
/// more: "Tugs, the only other boats, were nine."
fn close(facts: &Facts<'_>, source: Source<'_>, parts: &mut [Part<'_>]) {
    for own in parts.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let sentence = own[0].fact.sentence as usize;
        if own.iter().any(|part| part.rest) {
            continue;
        }
        let (from, to) = facts.sentences[sentence];
        let more = |at: u32| facts.tokens.get(at as usize).is_some_and(|token| token.has(class::ADDITIVE));
        let only = (from..to).any(|at| source.does(at, role::SHARE_ONLY) && more(at + 1));
        let mut near = sentence..facts.sentences.len().min(sentence + 2);
        if let Some(last) = own.last_mut()
            && (only || near.any(|sentence| exhaustive::ends_all(facts, source, sentence)))
        {
            (last.rest, last.definite) = (true, false);
        }
    }
}

/// The whole of which the last figure is what is left, with its other parts. None if
/// there is none, or if some of the parts may be parts of others.
fn of_rest<'f>(parts: &[Part<'f>], singles: &[(u32, u32)], told: &Told) -> Option<Sum<'f>> {
    let (rest, before) = parts.split_last()?;
    let mut best: Option<Sum<'f>> = None;
    let first_sentence = begins(parts);
    for (at, whole) in before.iter().enumerate().rev() {
        if whole.sentence + SENTENCES < first_sentence {
            break;
        }
        let Some((value, stated, own)) = stated(whole.fact) else { continue };
        if !whole.whole || told.parts.contains(&whole.fact.tokens.0) && !own {
            continue;
        }
        if !is_part(whole.fact, rest.fact, false) || is_measured_apart(whole.fact, rest.fact) {
            continue;
        }
        // "They had eight shots. A hand got to five of them, leaving the other three": these are no passes told before.
        let nearer = |part: &Part<'_>| {
            let more = part.fact.figure().zip(rest.fact.figure()).is_some_and(|((a, _), (b, _))| a > b);
            more && part.whole && !part.of && noun(part.fact).is_some() && noun(part.fact) != noun(whole.fact)
        };
        if noun(rest.fact).is_none() && noun(whole.fact).is_some() && before[at + 1..].iter().any(nearer) {
            continue;
        }
        // "sentenced three of nine men"
        let first = if own {
            at
        } else if whole.of {
            at - 1
        } else {
            at + 1
        };
        let candidates: Vec<&Part<'f>> =
            before[first..].iter().filter(|part| is_possible(whole.fact, value, part)).collect();
        let measured = |part: &&&Part<'_>| part.sentence == rest.sentence && is_measured(part.fact);
        if is_measured(whole.fact)
            && !is_measured(rest.fact)
            && !candidates.iter().any(|part| measured(&part))
        {
            continue;
        }
        if candidates.len() > PARTS {
            break;
        }
        let here =
            |(token, sentence): &&(u32, u32)| *token > whole.fact.tokens.0 && *sentence <= rest.sentence + 1;
        let singles = singles.iter().filter(here).count();
        // Any of the parts may be told of another: "seven were hurt, two of them badly, and the other five".
        for chosen in 1_u32..1 << candidates.len() {
            let some =
                candidates.iter().enumerate().filter(|(n, _)| chosen >> n & 1 == 1).map(|(_, c)| c.fact);
            let parts: Vec<&'f Fact> = some.chain([rest.fact]).collect();
            let all = chosen + 1 == 1 << candidates.len();
            // "Of the 23 ships six came from India and 17 from Gozo. The last three stayed.": nothing is left.
            let none = Sum {
                whole: whole.fact,
                value,
                stated,
                parts: parts[..parts.len() - 1].to_vec(),
                singles: 0,
            };
            if none.parts.len() > 1 && none.closes() {
                return None;
            }
            let sum = Sum { whole: whole.fact, value, stated, parts, singles: 0 };
            let missing = value - sum.total()?;
            if sum.closes() || missing > Decimal::ZERO && missing <= Decimal::from(singles) {
                return sum.closes().then_some(sum);
            }
            let nearer = best.as_ref().is_none_or(|best| sum.distance() < best.distance());
            let open = candidates.iter().any(|part| !part.exact || part.definite);
            let near = sum.is_within(NEAR) || missing.abs() <= Decimal::ONE;
            if all && !open && near && nearer {
                best = Some(sum);
            }
        }
    }
    best
}

/// The first of the sentences that follow one another and each tell of a part, up to the last figure, but for a few.
fn begins(parts: &[Part<'_>]) -> u32 {
    let Some((rest, before)) = parts.split_last() else { return 0 };
    let mut sentence = rest.sentence;
    for part in before.iter().rev() {
        // "Four others surrendered."
        let more = part.more || is_some_of_them(part.fact);
        let like = rest.sentence < part.sentence + CHAIN && is_part(part.fact, rest.fact, false);
        if part.sentence + 1 == sentence && (more || like) {
            sentence = part.sentence;
        }
    }
    sentence
}

/// Whether a group comes on top of what is told before: "another 14 kg", "a further 14 kg".
fn is_additive(source: Source<'_>, chunk: &Chunk) -> bool {
    let more = |at: u32| source.tokens.get(at as usize).is_some_and(|token| token.has(class::ADDITIVE));
    (chunk.from..chunk.to).any(more)
}

/// Whether a figure is told as some of those before it: "four others", "nine of the men".
fn is_some_of_them(fact: &Fact) -> bool {
    matches!(&fact.value, Value::Count(count) if count.additive || count.subset)
}

/// The noun of what a figure counts.
fn noun(fact: &Fact) -> Option<&str> {
    match &fact.value {
        Value::Count(count) => count.noun.as_deref(),
        _ => None,
    }
}

/// Whether a figure can be a part of a whole.
fn is_possible(whole: &Fact, value: Decimal, part: &Part<'_>) -> bool {
    let smaller = part.fact.figure().is_some_and(|(part, _)| part < value && part >= Decimal::ONE);
    // "six of the sailors" are some of them all, and "six of them" may be some of those told last.
    let of_all = noun(part.fact).is_some_and(|part| noun(whole).is_none_or(|whole| whole == part));
    smaller
        && (!part.nested || of_all)
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

/// Whether a part says what it is a part of: "of the ten boats, four".
fn is_fronted(part: &Fact) -> bool {
    matches!(&part.value, Value::Count(count) if count.whole.is_some())
}

/// Whether one of two figures measures something and the other counts: "24 hours" and "12 trucks".
fn is_measured_apart(whole: &Fact, part: &Fact) -> bool {
    let named = |fact: &Fact| matches!(&fact.value, Value::Count(count) if count.noun.is_some());
    named(whole) && named(part) && is_measured(whole) != is_measured(part)
}

fn is_measured(fact: &Fact) -> bool {
    matches!(&fact.value, Value::Count(count) if count.noun.is_some() && count.class == Some("measure"))
}
