//! Entries: findings with all that is to be shown of them. One is a line of findings.jsonl.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::Severity;

/// A finding of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The id of the rule.
    pub rule: CompactString,
    /// As the configuration has it.
    pub severity: Severity,
    /// The file.
    pub path: String,
    /// The article.
    pub article: About,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The part of the file that bytes are counted in, if it has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The first byte of the file, from 0.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1, in Unicode scalar values.
    pub column: u64,
    /// The words that it is about, and those round them.
    pub passage: Passage,
    /// The other places that it speaks of.
    pub labels: Vec<Mark>,
    /// The place in another article that it is told by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<Counterpart>,
    /// The same wherever the passage moves, another if a fact of it changes.
    pub fingerprint: String,
}

/// What is told of an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its place in the file, from 1.
    pub index: u64,
    /// What its file calls it, if it is a record with an id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of publication: `2024-03-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Its publisher: what the line `Source: …` names, or the folder that it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Words of an article and what stands round them, with white space made single. What is cut has an
/// ellipsis in its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What comes before in the paragraph.
    pub before: String,
    /// The words.
    pub words: String,
    /// What comes after in the paragraph.
    pub after: String,
}

/// Another place that a finding speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The part of the file that bytes are counted in, if it has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The first byte of the file, from 0.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// What it says there.
    pub text: String,
}

/// A place in another article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterpart {
    /// The file.
    pub path: String,
    /// The article.
    pub article: About,
    /// The part of the file that bytes are counted in, if it has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The first byte of the file, from 0.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The words there.
    pub passage: Passage,
}
