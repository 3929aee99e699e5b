//! The totals of an audit: summary.json.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// The findings and articles of an audit, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The version of this format: 1.
    pub version: u32,
    /// The version of factlint.
    pub factlint: String,
    /// Files that were read.
    pub files: u64,
    /// The bytes of these files, unpacked, but for those between records.
    pub bytes: u64,
    /// Articles in these files.
    pub articles: u64,
    /// Files, folders and records that could not be read.
    pub unreadable: u64,
    /// Findings that are suppressed by comments in the articles.
    pub suppressed: u64,
    /// Findings of severity error.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
    /// Findings of severity info.
    pub infos: u64,
    /// Totals by rule, the most frequent rule first.
    pub by_rule: Vec<OfRule>,
    /// Totals by year of publication, those of unknown date first.
    pub by_year: Vec<OfYear>,
    /// Totals by publisher, or by folder where none is named; the one with most findings first.
    pub by_source: Vec<OfSource>,
    /// Sources that could not be read: the first thousand by path.
    pub unread: Vec<Unread>,
}

/// The findings of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfRule {
    /// The rule.
    pub rule: CompactString,
    /// The severity; several where the configuration gives some files another.
    pub severity: String,
    /// The number of findings.
    pub findings: u64,
}

/// The articles of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfYear {
    /// The year, if it is known.
    pub year: Option<String>,
    /// The number of articles.
    pub articles: u64,
    /// The number of findings in these articles.
    pub findings: u64,
}

/// The articles of a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfSource {
    /// The publisher or folder, if there is one.
    pub source: Option<String>,
    /// The number of articles.
    pub articles: u64,
    /// The number of findings in these articles.
    pub findings: u64,
}

/// A source that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The file or folder.
    pub path: String,
    /// The byte of the file from which it could not be read.
    pub offset: u64,
    /// The reason and, if possible, how to solve it.
    pub reason: String,
}

impl Totals {
    /// The number of all findings.
    #[must_use]
    pub const fn findings(&self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}
