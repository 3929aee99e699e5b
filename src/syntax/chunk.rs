//! Chunks: noun groups, verb groups, and the words and marks between them. The second level of the cascade.

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
