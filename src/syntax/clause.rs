//! Clauses: subject, verb, object and adjuncts. The third level of the cascade.

use super::Source;
use super::chunk::{Chunk, ChunkKind};
use crate::text::{class, role};

/// A clause. All places are indices of chunks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clause {
    /// The noun group that the clause says something of; in a relative clause, the antecedent.
    pub subject: Option<usize>,
    /// The verb group.
    pub verb: Option<usize>,
    /// The noun group that the verb acts on, where no preposition leads to it.
    pub object: Option<usize>,
    /// What prepositions add.
    pub adjuncts: Vec<Adjunct>,
    /// Whether it is a relative clause.
    pub relative: bool,
    /// Whether it only says who said it: "police said".
    pub reporting: bool,
}

/// A preposition with its noun group. Both are indices of chunks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adjunct {
    /// The preposition.
    pub preposition: usize,
    /// The noun group.
    pub group: usize,
}

/// The clauses of a passage, in the order of their first chunks. Linear.
pub(super) fn clauses(source: &Source<'_>, chunks: &[Chunk]) -> Vec<Clause> {
    let mut clauses = Clauses { source, chunks, done: Vec::new(), open: vec![Clause::default()] };
    for at in 0..chunks.len() {
        clauses.take(at);
    }
    while clauses.open.len() > 1 {
        clauses.close();
    }
    clauses.finish();
    clauses.done
}

struct Clauses<'c> {
    source: &'c Source<'c>,
    chunks: &'c [Chunk],
    done: Vec<Clause>,
    /// The clause that is read, after those that it stands in.
    open: Vec<Clause>,
}

impl Clauses<'_> {
    fn current(&mut self) -> &mut Clause {
        if self.open.is_empty() {
            self.open.push(Clause::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn take(&mut self, at: usize) {
        match self.chunks[at].kind {
            ChunkKind::Mark(b',') => {
                if self.open.len() > 1 && self.current().verb.is_some() {
                    self.close();
                } else if self.is_reporting() {
                    self.finish();
                }
            }
            ChunkKind::Mark(_) | ChunkKind::Conjunction => {
                while self.open.len() > 1 {
                    self.close();
                }
                self.finish();
            }
            ChunkKind::And => {
                let verb = self.chunks.get(at + 1).is_some_and(|c| c.verb().is_some_and(|v| v.finite));
                let clause = self.chunks.get(at + 1).is_some_and(|c| c.group().is_some())
                    && self.chunks.get(at + 2).is_some_and(|c| c.verb().is_some_and(|v| v.finite));
                if self.current().verb.is_some() && (verb || clause) {
                    let subject = self.current().subject.filter(|_| verb);
                    self.finish();
                    self.current().subject = subject;
                }
            }
            ChunkKind::Relative => {
                let subject = at.checked_sub(1).filter(|&b| self.chunks[b].group().is_some());
                self.open.push(Clause { subject, relative: true, ..Clause::default() });
            }
            ChunkKind::Group(_) => {
                let led = at.checked_sub(1).filter(|&b| self.chunks[b].kind == ChunkKind::Preposition);
                let clause = self.current();
                if let Some(preposition) = led {
                    clause.adjuncts.push(Adjunct { preposition, group: at });
                } else if clause.verb.is_none() {
                    clause.subject = Some(at);
                } else if clause.object.is_none() {
                    clause.object = Some(at);
                }
            }
            ChunkKind::Verb(verb) => {
                let clause = self.current();
                if clause.verb.is_none() && (verb.finite || clause.subject.is_some() || clause.relative) {
                    clause.verb = Some(at);
                }
            }
            ChunkKind::Preposition | ChunkKind::Adverb => {}
        }
    }

    /// Whether the clause that is read only says who said it.
    fn is_reporting(&mut self) -> bool {
        let (source, chunks) = (self.source, self.chunks);
        let clause = self.current();
        let says = |at: usize| {
            let head = chunks[at].verb().and_then(|verb| verb.head);
            head.and_then(|head| source.token(head)).is_some_and(|token| token.has(class::SAYING))
        };
        clause.object.is_none() && clause.verb.is_some_and(says)
    }

    /// Ends a relative clause, and goes on with the one that it stands in.
    fn close(&mut self) {
        if let Some(clause) = self.open.pop()
            && clause.verb.is_some()
        {
            self.done.push(clause);
        }
    }

    /// Ends the clause, and begins another.
    fn finish(&mut self) {
        let reporting = self.is_reporting();
        let mut clause = std::mem::take(self.current());
        clause.reporting = reporting || self.is_according(&clause);
        if clause.verb.is_some() {
            self.done.push(clause);
        }
    }

    /// "according to police".
    fn is_according(&self, clause: &Clause) -> bool {
        let led = |adjunct: &Adjunct| {
            let before = adjunct.preposition.checked_sub(1);
            before.is_some_and(|b| self.source.does(self.chunks[b].from, role::SYNTAX_ACCORDING))
        };
        clause.object.is_none() && clause.adjuncts.iter().any(led)
    }
}
