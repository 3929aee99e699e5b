//! What articles claim, held against each other.

use crate::{Linter, Severity};

/// A claim of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The claim, as the store has it.
    pub id: i64,
    /// The article, as the store has it.
    pub article: i64,
    /// The day of publication: `2024-03-12`.
    pub date: Option<String>,
    /// What it says.
    pub value: String,
    /// The words that say so.
    pub words: String,
}

/// A finding between articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The claim that it is told of.
    pub at: i64,
    /// The claim that it is told by.
    pub counterpart: i64,
    /// The rule's severity.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// As of other findings.
    pub fingerprint: String,
}

impl Linter {
    /// One group: the claims of one rule and key, in the order of date, path, offset and start.
    /// Memory is bounded whatever the length of the group.
    pub fn between(&self, _rule: &str, _group: &mut dyn Iterator<Item = Stated>) -> Vec<Between> {
        Vec::new()
    }
}
