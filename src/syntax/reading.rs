//! A sentence as its chunks are read from it: its tokens with their tags and atoms.

use super::tag::{Tag, tag};
use super::{Atom, AtomKind, Figure, Source};

/// The tokens of a sentence with their tags, and the chunk that is being read.
pub(super) struct Reading<'r, 's> {
    pub(super) source: &'r Source<'s>,
    pub(super) tags: Vec<Tag>,
    /// By token, the index of the atom that begins there, plus one.
    atoms: Vec<u32>,
    pub(super) from: u32,
    pub(super) end: u32,
}

impl<'r, 's> Reading<'r, 's> {
    /// The tokens of a sentence from the first to before the last.
    pub(super) fn new(source: &'r Source<'s>, (from, end): (u32, u32)) -> Self {
        let mut atoms = vec![0; (end - from) as usize];
        let first = source.atoms.partition_point(|atom| atom.from < from);
        for (index, atom) in
            source.atoms.iter().enumerate().skip(first).take_while(|(_, atom)| atom.from < end)
        {
            if let Some(at) = atoms.get_mut(atom.from.wrapping_sub(from) as usize) {
                *at = index as u32 + 1;
            }
        }
        let tags = (from..end).map(|at| tag(source, at, end)).collect();
        Self { source, tags, atoms, from, end }
    }

    /// The tag of a token; a period past the end.
    pub(super) fn tag(&self, at: u32) -> Tag {
        let index = at.wrapping_sub(self.from) as usize;
        self.tags.get(index).copied().unwrap_or(Tag::Mark(b'.'))
    }

    /// The atom that begins at a token, with its index.
    pub(super) fn atom(&self, at: u32) -> Option<(u32, Atom)> {
        let index = *self.atoms.get(at.wrapping_sub(self.from) as usize)?;
        let index = index.checked_sub(1)?;
        Some((index, self.source.atoms[index as usize]))
    }

    /// The figure that begins at a token, with the index of its atom and the token after the atom.
    pub(super) fn figure(&self, at: u32) -> Option<(u32, Figure, u32)> {
        match self.atom(at)? {
            (index, Atom { kind: AtomKind::Figure(figure), to, .. }) => Some((index, figure, to)),
            _ => None,
        }
    }
}
