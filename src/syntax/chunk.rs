//! Chunks: noun groups, verb groups, and the words and marks between them. The second level of the cascade.

use super::tag::{Tag, tag};
use super::{AtomKind, Source, group, verb};

/// A piece of a sentence that no group goes beyond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chunk {
    /// What it is.
    pub kind: ChunkKind,
    /// Its first token.
    pub from: u32,
    /// The token after its last.
    pub to: u32,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ChunkKind {
    /// A noun group, or a figure or pronoun that stands for one.
    Group(Group),
    /// A verb with its auxiliaries.
    Verb(Verb),
    /// "in", "of".
    Preposition,
    /// "and", "or", "plus".
    And,
    /// "but", "because", "while".
    Conjunction,
    /// "who", "which", "where".
    Relative,
    /// "already".
    Adverb,
    /// A mark; of dashes `-`, of brackets the round one, of what ends a sentence the period.
    Mark(u8),
}

/// A noun group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Group {
    /// The token of its head. None for a figure that has left its noun out, and for a pronoun.
    pub head: Option<u32>,
    /// The atom of its figure, as an index into those of the sentence.
    pub figure: Option<u32>,
    /// Whether it points to something known: "the three men".
    pub definite: bool,
    /// Whether it is what is left of a whole: "the other five", "the remaining 16", "the rest".
    pub rest: bool,
    /// Whether it says nothing definite about how many: "others", "several", "some".
    pub open: bool,
    /// Whether it is a single thing: "a baker".
    pub single: bool,
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Whether it is a date.
    pub date: bool,
}

/// A verb group.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Verb {
    /// The token of the verb. None where there are auxiliaries alone: "is", "had".
    pub head: Option<u32>,
    /// Whether its subject undergoes what it says: "were detained", "detained by police".
    pub passive: bool,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it does not say that something is so: "will", "may", "to".
    pub open: bool,
    /// Whether it has a subject and a tense.
    pub finite: bool,
}

impl Chunk {
    /// Its noun group, if it is one.
    #[must_use]
    pub const fn group(&self) -> Option<&Group> {
        if let ChunkKind::Group(group) = &self.kind { Some(group) } else { None }
    }

    /// Its verb group, if it is one.
    #[must_use]
    pub const fn verb(&self) -> Option<&Verb> {
        if let ChunkKind::Verb(verb) = &self.kind { Some(verb) } else { None }
    }

    /// Whether it is this mark.
    #[must_use]
    pub fn is_mark(&self, mark: u8) -> bool {
        self.kind == ChunkKind::Mark(mark)
    }
}

/// The tokens of a sentence with their tags, and the chunk that is being read.
pub(super) struct Reading<'r, 's> {
    pub(super) source: &'r Source<'s>,
    pub(super) tags: Vec<Tag>,
    /// By token, the index of the atom that begins there, plus one.
    atoms: Vec<u32>,
    pub(super) from: u32,
    pub(super) end: u32,
}

impl Reading<'_, '_> {
    /// The tag of a token; a period past the end.
    pub(super) fn tag(&self, at: u32) -> Tag {
        let index = at.wrapping_sub(self.from) as usize;
        self.tags.get(index).copied().unwrap_or(Tag::Mark(b'.'))
    }

    /// The atom that begins at a token, with its index.
    pub(super) fn atom(&self, at: u32) -> Option<(u32, super::Atom)> {
        let index = *self.atoms.get(at.wrapping_sub(self.from) as usize)?;
        let index = index.checked_sub(1)?;
        Some((index, self.source.atoms[index as usize]))
    }

    /// The figure that begins at a token, with the index of its atom and the token after the atom.
    pub(super) fn figure(&self, at: u32) -> Option<(u32, super::Figure, u32)> {
        match self.atom(at)? {
            (index, super::Atom { kind: AtomKind::Figure(figure), to, .. }) => Some((index, figure, to)),
            _ => None,
        }
    }
}

/// Adds the chunks of a sentence to others.
pub(super) fn chunks(source: &Source<'_>, (from, end): (u32, u32), chunks: &mut Vec<Chunk>) {
    let mut atoms = vec![0; (end - from) as usize];
    let first = source.atoms.partition_point(|atom| atom.from < from);
    for (index, atom) in source.atoms.iter().enumerate().skip(first).take_while(|(_, atom)| atom.from < end) {
        if let Some(at) = atoms.get_mut(atom.from.wrapping_sub(from) as usize) {
            *at = index as u32 + 1;
        }
    }
    let tags = (from..end).map(|at| tag(source, at, end)).collect();
    let reading = Reading { source, tags, atoms, from, end };
    let mut at = from;
    while at < end {
        let before = chunks.last().filter(|chunk| chunk.to == at || chunk.from >= from);
        let (kind, to) = one(&reading, before, at);
        if let Some(kind) = kind {
            chunks.push(Chunk { kind, from: at, to });
        }
        at = to.min(end);
    }
}

/// The chunk that begins at a token, and the token after it; no chunk for a quotation mark.
fn one(reading: &Reading<'_, '_>, before: Option<&Chunk>, at: u32) -> (Option<ChunkKind>, u32) {
    let plain = |kind| (Some(kind), at + 1);
    if reading.atom(at).is_none() {
        match reading.tag(at) {
            Tag::Quote => return (None, at + 1),
            Tag::Mark(mark) => return plain(ChunkKind::Mark(mark)),
            Tag::And => return plain(ChunkKind::And),
            Tag::Conjunction => return plain(ChunkKind::Conjunction),
            Tag::Preposition => return plain(ChunkKind::Preposition),
            Tag::Relative => return plain(ChunkKind::Relative),
            _ => {}
        }
        if let Some((verb, to)) = verb::verb(reading, before, at) {
            return (Some(ChunkKind::Verb(verb)), to);
        }
        if reading.tag(at) == Tag::Adverb {
            return plain(ChunkKind::Adverb);
        }
    }
    let (group, to) = group::group(reading, at);
    (Some(ChunkKind::Group(group)), to.max(at + 1))
}
