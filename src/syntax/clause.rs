//! Clauses: subject, verb, object and adjuncts. The third level of the cascade.

use super::Source;
use super::chunk::{Chunk, ChunkKind, Verb};
use crate::language;
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

/// The clauses of a passage, in the order of their first chunks. Linear, but for the sorting.
pub(super) fn clauses(source: &Source<'_>, chunks: &[Chunk]) -> Vec<Clause> {
    let mut clauses = Clauses { source, chunks, done: Vec::new(), open: Vec::new(), before: None };
    for at in 0..chunks.len() {
        clauses.take(at);
    }
    clauses.close_all();
    // A relative clause begins after what it tells of.
    let first = |clause: &Clause| {
        let led = clause.adjuncts.first().map(|adjunct| adjunct.preposition);
        let subject = clause.subject.filter(|_| !clause.relative);
        [subject, clause.verb, led].into_iter().flatten().min()
    };
    clauses.done.sort_by_key(first);
    clauses.done
}

struct Clauses<'c> {
    source: &'c Source<'c>,
    chunks: &'c [Chunk],
    done: Vec<Clause>,
    /// The clause that is read, after those that it stands in.
    open: Vec<Open>,
    /// The subject of the last clause before one that only says who said it.
    before: Option<usize>,
}

/// A clause that is not at its end.
#[derive(Default)]
struct Open {
    clause: Clause,
    bound: Bound,
    /// Whether its subject is that of the clause before, and its verb comes next.
    goes_on: bool,
    /// Whether a comma stands between its subject and its verb.
    set_off: bool,
}

/// What a clause ends with.
#[derive(Clone, Copy, Default, PartialEq)]
enum Bound {
    /// The end of the sentence.
    #[default]
    Sentence,
    /// A comma, or the verb of the clause that it stands in.
    Relative,
    /// The second of two marks: a bracket or a dash.
    Mark(u8),
}

impl Clauses<'_> {
    fn current(&mut self) -> &mut Open {
        if self.open.is_empty() {
            self.open.push(Open::default());
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    fn verb(&self, at: usize) -> Option<&Verb> {
        self.chunks.get(at).and_then(Chunk::verb)
    }

    fn is_group(&self, at: usize) -> bool {
        self.chunks.get(at).is_some_and(|chunk| chunk.group().is_some())
    }

    fn take(&mut self, at: usize) {
        match self.chunks[at].kind {
            ChunkKind::Mark(mark @ (b'(' | b')' | b'-')) => self.take_pair(mark, at + 1),
            ChunkKind::Mark(b',') => self.take_comma(at + 1),
            ChunkKind::Mark(b'.') => self.close_all(),
            ChunkKind::Mark(_) => {
                self.close_relatives();
                self.finish();
            }
            ChunkKind::Conjunction => {
                self.close_relatives();
                if self.current().clause.verb.is_some() && self.is_bare_verb(at + 1) {
                    self.go_on();
                } else {
                    self.finish();
                }
            }
            ChunkKind::And => self.take_and(at + 1),
            ChunkKind::Relative => {
                let subject = self.antecedent(at);
                let clause = Clause { subject, relative: true, ..Clause::default() };
                self.current();
                self.open.push(Open { clause, bound: Bound::Relative, ..Open::default() });
            }
            ChunkKind::Group(group) => self.take_group(at, group.date),
            ChunkKind::Verb(verb) => self.take_verb(at, verb),
            ChunkKind::Preposition | ChunkKind::Adverb => {}
        }
    }

    /// What stands in brackets or between dashes is no part of the clause around it.
    fn take_pair(&mut self, mark: u8, next: usize) {
        let opening = if mark == b')' { b'(' } else { mark };
        let opened = self.open.iter().rposition(|open| open.bound == Bound::Mark(opening));
        if let Some(opened) = opened.filter(|_| mark != b'(') {
            while self.open.len() > opened {
                self.close();
            }
            self.come_back(next);
        } else if mark != b')' {
            self.current();
            self.open.push(Open { bound: Bound::Mark(opening), ..Open::default() });
        }
    }

    fn take_comma(&mut self, next: usize) {
        let subject = self.is_clause(next);
        let object = self.is_group(next + 1) && self.is_bare_verb(next) && self.verb(next).is_some();
        let current = self.current();
        let verb = current.clause.verb.is_some();
        if current.bound == Bound::Relative && verb {
            let outer = self.outer_verb();
            let figure = self.chunks.get(next).and_then(Chunk::group).is_some_and(|g| g.figure.is_some());
            if outer && object {
                return self.go_on();
            } else if outer && subject && figure {
                return self.part();
            }
            self.close();
            self.current().set_off = true;
        }
        let open = self.current();
        let verb = open.clause.verb.is_some();
        if !verb && open.clause.subject.is_some() && std::mem::replace(&mut open.set_off, true) {
            return self.come_back(next);
        }
        if self.is_reporting() || verb && subject {
            self.finish();
            let whose = self.chunks.get(next).filter(|_| subject);
            let relative = whose.is_some_and(|chunk| self.source.does(chunk.to - 1, role::SYNTAX_RELATIVE));
            self.current().clause.relative = relative;
        } else if verb && object {
            self.go_on();
        }
    }

    /// After what is set off between a subject and its verb, the verb follows: "The painter, born in Riga, moved".
    fn come_back(&mut self, next: usize) {
        let bare = self.is_bare_verb(next);
        let open = self.current();
        open.goes_on |= bare && open.clause.subject.is_some() && open.clause.verb.is_none();
    }

    fn take_and(&mut self, next: usize) {
        let verb = self.is_bare_verb(next);
        let before = self.before;
        let open = self.current();
        if open.clause.verb.is_none() {
            if verb && open.clause.subject.is_none() {
                (open.clause.subject, open.goes_on) = (before, before.is_some());
            }
        } else if verb {
            self.go_on();
        } else if self.is_clause(next) {
            self.part();
        }
    }

    fn take_group(&mut self, at: usize, date: bool) {
        let kind = |n: usize| at.checked_sub(n).map(|before| self.chunks[before].kind);
        let before = if kind(1) == Some(ChunkKind::Adverb) { kind(2) } else { kind(1) };
        // Of groups that are joined the first stands for all.
        let joined = matches!(before, Some(ChunkKind::And | ChunkKind::Mark(b',')));
        let chunks = self.chunks;
        let is_date = |at: usize| chunks[at].group().is_some_and(|group| group.date);
        let clause = &mut self.current().clause;
        if at > 0 && chunks[at - 1].kind == ChunkKind::Preposition {
            clause.adjuncts.push(Adjunct { preposition: at - 1, group: at });
        } else if clause.verb.is_some() {
            if clause.object.is_none() && !joined && !date {
                clause.object = Some(at);
            }
        } else if clause.subject.is_none_or(|subject| is_date(subject) || !joined && !date) {
            clause.subject = Some(at);
        }
    }

    fn take_verb(&mut self, at: usize, verb: Verb) {
        let outer = self.outer_verb();
        let open = self.current();
        let bound = open.bound;
        let clause = &mut open.clause;
        if std::mem::take(&mut open.goes_on) || clause.relative && clause.verb.is_none() {
            clause.verb = Some(at);
        } else if !verb.finite && !verb.open {
            // "a lorry carrying sheep", "the painter, born in Riga,"
            let group = at.checked_sub(1).filter(|&b| self.chunks[b].group().is_some());
            let clause = &self.current().clause;
            let subject = clause.subject.filter(|_| clause.verb.is_none() || group.is_none()).or(group);
            let none = clause.verb.is_none();
            let participle = self.is_participle(at);
            if none && subject.is_some() && !participle && self.is_bare_verb(at) {
                self.current().clause.verb = Some(at);
            } else if subject.is_some() && participle {
                let clause = Clause { subject, verb: Some(at), relative: true, ..Clause::default() };
                self.open.push(Open { clause, bound: Bound::Relative, ..Open::default() });
            }
        } else if clause.verb.is_none() {
            if clause.subject.is_none() {
                self.take_subject(at);
            }
            let clause = &mut self.current().clause;
            if verb.finite || clause.subject.is_some() {
                clause.verb = Some(at);
            }
        } else if verb.finite {
            if bound == Bound::Relative && !outer {
                self.close();
                self.take_verb(at, verb);
            } else if self.take_subject(at) {
                self.current().clause.verb = Some(at);
            } else if self.is_reduced() {
                let clause = &mut self.current().clause;
                let subject = clause.subject;
                clause.relative = true;
                self.finish();
                let clause = Clause { subject, verb: Some(at), ..Clause::default() };
                self.current().clause = clause;
            }
        }
    }

    /// The group before a verb becomes the subject of a clause of its own: "said the tax would fall", "after the
    /// rain stopped". Whether it did.
    fn take_subject(&mut self, verb: usize) -> bool {
        let Some(group) = verb.checked_sub(1) else { return false };
        let says = self.says();
        let (source, chunks) = (self.source, self.chunks);
        let clause = &mut self.current().clause;
        let leads = |adjunct: &Adjunct| {
            adjunct.group == group && source.does(chunks[adjunct.preposition].from, role::SYNTAX_SUBORDINATE)
        };
        if says && clause.object == Some(group) {
            clause.object = None;
        } else if clause.adjuncts.last().is_some_and(leads) {
            clause.adjuncts.pop();
        } else {
            return false;
        }
        if clause.verb.is_some() {
            self.finish();
        }
        self.current().clause.subject = Some(group);
        true
    }

    /// The group that a relative tells of: "the man who", "the farm, which", "nine boats, of which".
    fn antecedent(&self, relative: usize) -> Option<usize> {
        let mut at = relative;
        for kind in [ChunkKind::Preposition, ChunkKind::Mark(b',')] {
            at -= usize::from(at > 0 && self.chunks[at - 1].kind == kind);
        }
        at.checked_sub(1).filter(|&at| self.is_group(at))
    }

    /// Whether the clause around the one that is read has a verb; true if there is none around it.
    fn outer_verb(&self) -> bool {
        let outer = self.open.len().checked_sub(2).map(|outer| &self.open[outer].clause);
        outer.is_none_or(|clause| clause.verb.is_some())
    }

    /// Whether the verb of the clause that is read may be a participle, as a verb that follows shows: "the men held in
    /// May were freed". It stands right after its subject, alone and without an object.
    fn is_reduced(&mut self) -> bool {
        let chunks = self.chunks;
        let clause = &self.current().clause;
        let (Some(subject), Some(verb)) = (clause.subject, clause.verb) else { return false };
        let alone =
            chunks[verb].to == chunks[verb].from + 1 && chunks[verb].verb().is_some_and(|v| v.head.is_some());
        alone && verb == subject + 1 && clause.object.is_none() && !clause.relative
    }

    /// Whether a verb stands at a chunk that can share the subject of the verb before: "and seized the van".
    fn is_bare_verb(&self, at: usize) -> bool {
        let adverb = self.chunks.get(at).is_some_and(|chunk| chunk.kind == ChunkKind::Adverb);
        let verb = self.verb(at + usize::from(adverb));
        verb.is_some_and(|verb| {
            verb.finite || !verb.open && verb.head.is_some_and(|head| !self.is_active(head))
        })
    }

    /// Whether a subject and its verb stand at a chunk.
    fn is_clause(&self, at: usize) -> bool {
        let adverb = self.chunks.get(at + 1).is_some_and(|chunk| chunk.kind == ChunkKind::Adverb);
        self.is_group(at) && self.verb(at + 1 + usize::from(adverb)).is_some_and(|verb| verb.finite)
    }

    fn is_active(&self, token: u32) -> bool {
        language::chosen().looks_active(self.source.word(token))
    }

    /// Whether a verb without a tense tells of a group: it stands right after it, or a comma does.
    fn is_participle(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| self.chunks[before].kind);
        matches!(before, Some(ChunkKind::Group(_) | ChunkKind::Mark(b',')))
    }

    /// Whether the verb of the clause that is read says what someone says.
    fn says(&mut self) -> bool {
        let (source, chunks) = (self.source, self.chunks);
        let verb = self.current().clause.verb.and_then(|at| chunks[at].verb());
        let head = verb.filter(|verb| !verb.passive).and_then(|verb| verb.head);
        let says = |head| {
            source.does(head, role::SYNTAX_TELLING)
                || source.token(head).is_some_and(|t| t.has(class::SAYING))
        };
        head.is_some_and(says)
    }

    /// Whether the clause that is read only says who said it.
    fn is_reporting(&mut self) -> bool {
        let says = self.says();
        let clause = &self.current().clause;
        says && clause.object.is_none() && !clause.relative
    }

    /// Ends a clause, and goes on with the one that it stands in.
    fn close(&mut self) {
        self.finish();
        self.open.pop();
    }

    fn close_relatives(&mut self) {
        while self.current().bound == Bound::Relative {
            self.close();
        }
    }

    fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
        self.before = None;
    }

    /// Ends the clause, and begins another.
    fn finish(&mut self) {
        let reporting = self.is_reporting();
        let open = self.current();
        (open.set_off, open.goes_on) = (false, false);
        let mut clause = std::mem::take(&mut open.clause);
        clause.reporting = reporting;
        if clause.verb.is_some() {
            if !reporting && !clause.relative {
                self.before = clause.subject;
            }
            self.done.push(clause);
        }
    }

    /// Ends the clause, and begins another of its kind.
    fn part(&mut self) {
        let relative = self.current().clause.relative;
        self.finish();
        self.current().clause.relative = relative;
    }

    /// Ends the clause, and begins another with its subject.
    fn go_on(&mut self) {
        let subject = self.current().clause.subject;
        self.part();
        let open = self.current();
        (open.clause.subject, open.goes_on) = (subject, true);
    }
}
