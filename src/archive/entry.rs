//! Entries: findings with everything that reports show of them. An entry is a line of findings.jsonl.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use crate::Severity;

/// A finding of an audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The id of the rule.
    pub rule: CompactString,
    /// The severity that the configuration gives to the rule.
    pub severity: Severity,
    /// The name of the file.
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
    /// The first byte of the finding in the file, from 0.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The line, from 1.
    pub line: u64,
    /// The column, from 1, in Unicode scalar values.
    pub column: u64,
    /// The words of the finding, and the words around them.
    pub passage: Passage,
    /// The other places that the finding refers to.
    pub labels: Vec<Mark>,
    /// The place in another article that contradicts the finding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counterpart: Option<Counterpart>,
    /// The fingerprint: the same wherever the passage moves, another if a fact of it changes.
    pub fingerprint: String,
}

/// An article, as far as reports show it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The place of the article in the file, from 1.
    pub index: u64,
    /// The id of the article, if it is a record with an id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day of publication: `2024-03-12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The publisher: the one that the line `Source: …` names, or the folder that the article is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// Words of an article and the words around them, with runs of white space made one space. An ellipsis stands
/// for what is cut off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The words before, in the paragraph.
    pub before: String,
    /// The words.
    pub words: String,
    /// The words after, in the paragraph.
    pub after: String,
}

/// Another place that a finding refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The part of the file that bytes are counted in, if it has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The first byte of the place in the file, from 0.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The text of the label.
    pub text: String,
}

/// A place in another article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterpart {
    /// The name of the file.
    pub path: String,
    /// The article.
    pub article: About,
    /// The part of the file that bytes are counted in, if it has parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// The first byte of the place in the file, from 0.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The words of the place, and the words around them.
    pub passage: Passage,
}
