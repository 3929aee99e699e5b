//! The structure of a sentence: noun groups, verb groups, clauses and series of figures.
//!
//! A cascade of finite-state levels, each of which reads the one below from left to right and takes the longest
//! match: words have tags (`tag`), tags make chunks (`cascade`), chunks make clauses (`clause`) and series
//! (`series`). No level goes back, so reading is linear in the length of the sentence. A level says only what
//! it is sure of: what it cannot read stays a chunk of its own, and proves nothing.
//!
//! The layer knows tokens and the word lists, and of the facts below it only where each stands and what figure
//! it gives: see [`Atom`].

mod atom;
mod cascade;
mod chunk;
mod clause;
mod figures;
mod group;
mod item;
mod link;
mod reading;
mod series;
mod show;
mod tag;
mod verb;

pub use atom::{Atom, AtomKind, Figure, Unit};
pub use chunk::{Chunk, ChunkKind, Group, Verb};
pub use clause::{Adjunct, Clause};
pub use item::{Frame, Item};
pub use link::Link;
pub use series::Series;

use crate::lexicon::Lexicon;
use crate::text::{Role, Token, Tokens};

/// What a sentence is read from: its tokens, the word lists, and the facts that one phrase gives by itself.
#[derive(Clone, Copy)]
pub struct Source<'s> {
    /// The text of the document.
    pub text: &'s str,
    /// The tokens of the article.
    pub tokens: &'s Tokens,
    /// The word lists.
    pub lexicon: &'s Lexicon,
    /// The atoms of the sentence, in order; none overlaps another.
    pub atoms: &'s [Atom],
}

impl Source<'_> {
    /// The text of a token; empty past the last.
    #[inline]
    fn word(&self, at: u32) -> &str {
        self.tokens.get(at as usize).map_or("", |token| token.of(self.text))
    }

    #[inline]
    fn token(&self, at: u32) -> Option<&Token> {
        self.tokens.get(at as usize)
    }

    /// Whether a token is a word with a role, in any letter case.
    #[inline]
    pub(crate) fn does(&self, at: u32, role: Role) -> bool {
        self.token(at).is_some_and(|token| self.lexicon.does(token, role))
    }
}

/// The structure of a sentence, or of a few that follow one another.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// Its chunks, in order. Every token but quotation marks is in one.
    pub chunks: Vec<Chunk>,
}

impl Passage {
    /// Reads a sentence after those that are read: the tokens from the first to before the last. A line of a list
    /// is joined to the line before. Linear in the number of tokens.
    pub fn go_on(&mut self, source: Source<'_>, (from, to): (u32, u32), listed: bool) {
        let introduced = self.chunks.last().is_none_or(|chunk| chunk.is_mark(b':'));
        match self.chunks.last_mut() {
            Some(Chunk { kind: kind @ ChunkKind::Mark(b'.' | b';'), .. }) if listed => {
                *kind = ChunkKind::Mark(b';');
            }
            Some(chunk) if !introduced && !chunk.is_mark(b'.') => {
                let (kind, at) = (ChunkKind::Mark(if listed { b';' } else { b'.' }), chunk.to);
                self.chunks.push(Chunk { kind, from: at, to: at });
            }
            _ => {}
        }
        cascade::chunks(&source, (from, to), &mut self.chunks);
    }

    /// The figure of a chunk.
    #[must_use]
    pub fn figure(&self, source: Source<'_>, chunk: usize) -> Option<Figure> {
        item::figure(&source, self.chunks.get(chunk)?)
    }

    /// Its clauses, in order.
    #[must_use]
    pub fn clauses(&self, source: Source<'_>) -> Vec<Clause> {
        clause::clauses(&source, &self.chunks)
    }

    /// Its series of figures, in order of their first items.
    #[must_use]
    pub fn series(&self, source: Source<'_>) -> Vec<Series> {
        series::series(&source, &self.chunks)
    }

    /// The sentence as a line for people: groups in square brackets, verbs in braces, what is between as it
    /// stands; then a line for each clause and each series.
    #[must_use]
    pub fn shown(&self, source: Source<'_>) -> String {
        show::shown(&source, self)
    }
}
