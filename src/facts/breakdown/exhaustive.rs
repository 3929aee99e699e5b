//! Whether the parts of a breakdown are all of their whole: only then must they add up to it.

use rust_decimal::Decimal;

use super::Sum;
use crate::facts::{Fact, Facts, Value};
use crate::syntax::{Chunk, ChunkKind, Frame, Link, Passage, Series, Source};
use crate::text::{Role, TokenKind, class, role};

/// The least number of parts that may be more than their whole.
const PARTS: usize = 3;

/// The part of the whole by which they may be more.
const OVER: (u32, u32) = (1, 8);

/// The part of the whole that is too little to be left over: who tells so much tells all.
const LITTLE: (u32, u32) = (1, 20);

/// What can come of each of so many, and of none of them twice.
const OUTCOMES: [Role; 5] =
    [role::OUTCOME_TRIAL, role::OUTCOME_VOTE, role::OUTCOME_LIFE, role::OUTCOME_TEST, role::OUTCOME_BID];

/// A series in its passage.
pub(super) struct Read<'r> {
    pub(super) facts: &'r Facts<'r>,
    pub(super) source: Source<'r>,
    pub(super) passage: &'r Passage,
    pub(super) series: &'r Series,
}

/// Whether the parts of a series are all of their whole, or more than they can be.
pub(super) fn is_all(read: &Read<'_>, sum: &Sum<'_>) -> bool {
    is_said(read, sum)
        || is_almost(read, sum)
        || is_numbered(read, sum)
        || is_closed_off(read)
        || are_too_many(read, sum)
}

/// Whether the parts are said to be all of the whole.
fn is_said(read: &Read<'_>, sum: &Sum<'_>) -> bool {
    let series = read.series;
    if series.open || series.link == Link::Among {
        return false;
    }
    let frame = series.items[0].frame;
    match series.link {
        // "$9 million ($5 million in 2019 and $6 million in 2018)" are of other years.
        Link::Bracket if series.dated => false,
        // "Ten million: four is spent, three is pledged" may leave something, but not a little.
        Link::Colon | Link::Dash | Link::Bracket => {
            series.uniform && (frame != Frame::Predicate || sum.is_within(LITTLE))
        }
        Link::MadeOf => series.uniform,
        // "12 gold, nine silver and 11 bronze, for a total of 31 medals"
        Link::Total => series.uniform || sum.is_within(OVER),
        Link::InWhich | Link::Of => series.uniform && frame == Frame::Result,
        Link::Comma => {
            series.uniform
                && match frame {
                    Frame::Adjunct(_) => true,
                    Frame::Noun => are_kinds(read, sum),
                    _ => false,
                }
        }
        _ => false,
    }
}

/// Whether the text says how many parts there are: "shared out between three clubs", "split three ways".
fn is_numbered(read: &Read<'_>, sum: &Sum<'_>) -> bool {
    let &Read { facts, source, passage, series } = read;
    let number = Decimal::from(sum.parts.len() + sum.singles);
    let first = series.items[0].from;
    let says = |at: &usize| {
        let fact = passage.figure(source, *at).map(|figure| &facts.all()[figure.fact as usize]);
        let led = at.checked_sub(1).is_some_and(|b| {
            source.does(passage.chunks[b].from, role::SYNTAX_BETWEEN)
                || passage.chunks[b]
                    .verb()
                    .and_then(|v| v.head)
                    .is_some_and(|v| source.does(v, role::SYNTAX_MADE))
        });
        led && fact.is_some_and(|fact| fact.figure().is_some_and(|(value, _)| value == number))
    };
    let from = sum.whole.sentence;
    let told = |at: &usize| facts.sentence_of(passage.chunks[*at].from as usize) as u32 >= from;
    !series.open
        && series.link != Link::Among
        && series.uniform
        && (0..first).filter(told).any(|at| says(&at))
}

/// Whether the text says, with the parts or right after them, that there are no others: "No other boat sailed",
/// "There was no fourth bidder", "That is the lot".
fn is_closed_off(read: &Read<'_>) -> bool {
    let &Read { facts, source, passage, series } = read;
    if series.open || !series.uniform || matches!(series.link, Link::Among | Link::OfWhich) {
        return false;
    }
    let sentence = facts.sentence_of(passage.chunks[series.to - 1].from as usize);
    (sentence..facts.sentences.len().min(sentence + 2)).any(|sentence| ends_all(facts, source, sentence))
}

/// Whether a sentence says that there are no others than those told.
pub(super) fn ends_all(facts: &Facts<'_>, source: Source<'_>, sentence: usize) -> bool {
    let roles = [role::NO, role::ELSE, role::PARTS_LOT];
    if !roles.into_iter().any(|role| facts.has_word_with(sentence, role)) {
        return false;
    }
    let (from, to) = facts.sentences[sentence];
    let has = |at: u32, class| facts.tokens.get(at as usize).is_some_and(|token| token.has(class));
    (from..to).any(|at| {
        let no = source.does(at, role::NO)
            && (at + 1..to.min(at + 3)).any(|at| has(at, class::ADDITIVE) || has(at, class::ORDINAL));
        let none = source.does(at, role::ELSE) && at > from;
        let lot = source.does(at, role::PARTS_LOT) && source.does(from, role::POINTING) && at <= from + 4;
        no || none && source.does(at - 1, role::SHARE_NONE) || lot
    })
}

/// Whether parts of one shape are together a little more than the whole before them: parts that may be fewer than
/// all cannot be more. Or a little less, where there are three or more: who tells so much tells all. Two may be of
/// what a colon or a dash leads to; else there are three or more, and their nouns are not the whole's.
fn is_almost(read: &Read<'_>, sum: &Sum<'_>) -> bool {
    let series = read.series;
    let apart = sum.parts.iter().all(|part| match (&part.value, &sum.whole.value) {
        // "Marsa sent 40 tonnes, Birgu 30 tonnes and Gozo 20 tonnes."
        (Value::Count(part), Value::Count(whole)) => {
            let other = part.noun != whole.noun || !part.modifiers.is_empty();
            // "Fifteen of those goals came in the league, four in the cup."
            // "It is enough for eight. You need two cans of beans and six eggs."
            let named = whole.noun.is_some() || part.noun.is_none();
            named && other || part.subset || series.items[0].frame == Frame::Owner
        }
        // "Two 14-ounce cans"
        (Value::Number(_), Value::Count(_) | Value::Number(_)) => {
            let next = read.facts.tokens.get(part.tokens.1 as usize);
            next.is_none_or(|next| next.kind != TokenKind::Number)
        }
        // "The auction brought $52,000, the raffle $19,000."
        (Value::Money(_), Value::Money(_)) => series.items[0].frame == Frame::Owner,
        _ => false,
    });
    let many = sum.parts.len() + sum.singles >= PARTS;
    let linked = match series.link {
        Link::Colon | Link::Dash => true,
        Link::Among | Link::Bracket => false,
        _ => many,
    };
    let over = sum.total().is_some_and(|total| total > sum.value);
    // Of an amount a little may be kept.
    let money = matches!(sum.whole.value, Value::Money(_));
    let near = if over { sum.is_within(OVER) } else { many && !money && sum.is_within(LITTLE) };
    linked && apart && near && series.uniform && !series.open
}

/// Whether parts are kinds of people, and the whole is people of no kind: "eight people, five women and three
/// men"; "four children, two sons and two daughters".
fn are_kinds(read: &Read<'_>, sum: &Sum<'_>) -> bool {
    let &Read { facts, source, .. } = read;
    let (whole, parts) = (sum.whole, &sum.parts);
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

/// Whether parts that exclude each other are more than their whole: "Of 12 bidders nine were accepted and four
/// rejected".
fn are_too_many(read: &Read<'_>, sum: &Sum<'_>) -> bool {
    let &Read { source, passage, series, .. } = read;
    let over = sum.total().is_some_and(|total| total > sum.value);
    if !over || series.open || matches!(series.link, Link::Among | Link::Bracket | Link::Comma) {
        return false;
    }
    // "nine of them were accepted and four rejected"
    let verb = |figure: usize| {
        let chunks = passage.chunks[figure + 1..].iter();
        let mut own = chunks.take_while(|c| !matches!(c.kind, ChunkKind::Mark(_) | ChunkKind::And));
        own.find_map(Chunk::verb).and_then(|verb| verb.head)
    };
    let verbs: Option<Vec<u32>> = series.items.iter().map(|item| verb(item.figure)).collect();
    let Some(verbs) = verbs else { return false };
    let word = |at: u32| read.facts.tokens[at as usize].word;
    let apart = verbs.iter().enumerate().all(|(n, &verb)| verbs[..n].iter().all(|&v| word(v) != word(verb)));
    let outcome = |role: &Role| verbs.iter().all(|&verb| source.does(verb, *role));
    apart && OUTCOMES.iter().any(outcome)
}
