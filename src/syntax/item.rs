//! Items of a series: a figure and what is said with it.

use super::chunk::{Chunk, ChunkKind};
use super::{Figure, Source, Unit};
use crate::text::{WordId, class, role};

/// An item of a series. Places are indices of chunks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Item {
    /// Its first chunk.
    pub from: usize,
    /// The chunk of its figure.
    pub figure: usize,
    /// What stands with the figure.
    pub frame: Frame,
    /// The word that leads to what follows the figure: "five people in Italy". A word of the lists has one number
    /// wherever it stands.
    pub adjunct: Option<WordId>,
    /// Whether it is what is left of the whole: "the other five", "the rest, nine".
    pub rest: bool,
}

/// What stands with the figure of an item. Items of one series have one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A noun: "seven men".
    Noun,
    /// A preposition, whose token it is: "five in Italy".
    Adjunct(u32),
    /// A verb or relative: "five were freed", "two who fled".
    Predicate,
    /// Whose it is, before it: "Ely Drama gets 85,000".
    Owner,
    /// Whose it is, before the brackets that it stands in: "Germany (340)".
    Bracketed,
    /// What happened, before it: "drew six".
    Result,
    /// Nothing: "90, 60 and 40".
    Bare,
}

impl Frame {
    /// Whether an item can go on a series that this one begins. The preposition may be another: "three before the
    /// interval and two after it". The verb may be left out after the first: "five were gold, three silver"; and the
    /// noun before the last: "90, 60 and 40 sacks".
    #[must_use]
    pub fn is_like(self, other: Self) -> bool {
        self == Self::Predicate && matches!(other, Self::Adjunct(_) | Self::Bare)
            || self == Self::Bare && other == Self::Noun
            || std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

/// The figure of a chunk.
pub(super) fn figure(source: &Source<'_>, chunk: &Chunk) -> Option<Figure> {
    let index = chunk.group()?.figure?;
    match source.atoms.get(index as usize)?.kind {
        super::AtomKind::Figure(figure) => Some(figure),
        _ => None,
    }
}

/// The item whose figure is a chunk.
pub(super) fn item(source: &Source<'_>, chunks: &[Chunk], at: usize) -> Item {
    let before = |n: usize| at.checked_sub(n).map(|b| &chunks[b]);
    let is_group = |n: usize| before(n).and_then(Chunk::group).is_some_and(|g| g.figure.is_none() && !g.date);
    let plain = plain(source, chunks, at);
    let verb = |n: usize| before(n).is_some_and(|c| c.verb().is_some_and(|v| v.finite || v.head.is_some()));
    let is_verb = verb(1);
    // "The treasurer said the raffle made 300 euros": what someone says begins anew.
    let says = |chunk: &Chunk| {
        let head = chunk.verb().and_then(|verb| source.token(verb.head?));
        head.is_some_and(|head| head.has(class::SAYING))
    };
    let joined = |n: usize| before(n).is_none_or(|chunk| is_joint(chunk) || says(chunk));
    // "the rest, nine, in Kegalle"
    let left = before(2).and_then(Chunk::group).is_some_and(|group| group.rest);
    if left && before(1).is_some_and(|c| c.is_mark(b',')) {
        return Item { from: at - 2, rest: true, ..plain };
    }
    // "North: 512; South: 377"
    let line = |n: usize| before(n).is_none_or(|c| c.is_mark(b';') || c.is_mark(b':') || c.is_mark(b'.'));
    if before(1).is_some_and(|c| c.is_mark(b':')) && is_group(2) && line(3) {
        return Item { from: at - 2, frame: Frame::Owner, ..plain };
    }
    // "Germany (340), Poland (160)"
    let bracketed = before(1).is_some_and(|c| c.is_mark(b'('))
        && chunks.get(at + 1).is_some_and(|c| c.is_mark(b')'))
        && is_group(2);
    if bracketed {
        return Item { from: at - 2, frame: Frame::Bracketed, ..plain };
    }
    if is_verb && is_group(2) && joined(3) {
        return Item { from: at - 2, frame: Frame::Owner, ..plain };
    }
    // "The raffle brought in $300."
    let particle = before(1).is_some_and(|chunk| {
        source.does(chunk.from, role::IN) && matches!(chunk.kind, ChunkKind::Preposition)
    });
    if particle && verb(2) && is_group(3) && joined(4) && is_money(source, &chunks[at]) {
        return Item { from: at - 3, frame: Frame::Owner, ..plain };
    }
    // "Friday brought 88 mm, Saturday 71 mm"
    let gapped =
        before(1).and_then(Chunk::group).is_some_and(|g| g.figure.is_none() && !g.pronoun) && joined(2);
    if gapped {
        return Item { from: at - 1, frame: Frame::Owner, ..plain };
    }
    // "From 38 games his side won 19, drew eight"
    let fronted = is_group(2) && before(3).and_then(Chunk::group).is_some_and(|group| group.figure.is_some());
    if is_verb && (joined(2) || fronted) {
        return Item { from: at - 1, frame: Frame::Result, ..plain };
    }
    plain
}

/// The item whose figure is a chunk, without what leads to it.
pub(super) fn plain(source: &Source<'_>, chunks: &[Chunk], at: usize) -> Item {
    let rest = chunks[at].group().is_some_and(|group| group.rest);
    let led = chunks.get(at + 1).filter(|chunk| chunk.kind == ChunkKind::Preposition);
    let adjunct = led.and_then(|chunk| source.token(chunk.from)).map(|token| token.word);
    Item { from: at, figure: at, frame: after(source, chunks, at), adjunct, rest }
}

fn is_money(source: &Source<'_>, chunk: &Chunk) -> bool {
    figure(source, chunk).is_some_and(|figure| figure.unit == Unit::Money)
}

/// Whether a chunk can stand before an item: what joins items, or what a series follows.
fn is_joint(chunk: &Chunk) -> bool {
    match chunk.kind {
        ChunkKind::And | ChunkKind::Conjunction | ChunkKind::Mark(_) => true,
        ChunkKind::Group(group) => group.pronoun,
        _ => false,
    }
}

/// What follows the figure of an item.
fn after(source: &Source<'_>, chunks: &[Chunk], at: usize) -> Frame {
    // "Fifteen of those goals came in the league, four in the cup": the noun is that of the whole.
    let subset = figure(source, &chunks[at]).is_some_and(|figure| figure.subset);
    if chunks[at].group().is_some_and(|group| group.head.is_some()) && !subset {
        return Frame::Noun;
    }
    let mut next = at + 1;
    // "40 of them from Colombia", "nine of whom fled"
    if figure(source, &chunks[at]).is_none_or(|figure| !figure.subset) && is_of(source, chunks, next) {
        next += 2;
    }
    // "26, in Badulla district"
    if chunks.get(next).is_some_and(|c| c.is_mark(b',')) && is_preposition(chunks, next + 1) {
        next += 1;
    }
    match chunks.get(next).map(|chunk| chunk.kind) {
        Some(ChunkKind::Preposition) => Frame::Adjunct(chunks[next].from),
        Some(ChunkKind::Verb(_) | ChunkKind::Relative | ChunkKind::Adverb) => Frame::Predicate,
        _ => Frame::Bare,
    }
}

fn is_preposition(chunks: &[Chunk], at: usize) -> bool {
    chunks.get(at).is_some_and(|chunk| chunk.kind == ChunkKind::Preposition)
}

/// Whether "of them", "of these" or "of whom" stands at a chunk.
fn is_of(source: &Source<'_>, chunks: &[Chunk], at: usize) -> bool {
    is_preposition(chunks, at)
        && source.does(chunks[at].from, role::OF)
        && chunks.get(at + 1).is_some_and(|chunk| source.does(chunk.from, role::COUNT_OF_THEM))
}
