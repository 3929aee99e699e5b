//! The totals of an audit: summary.json.

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// What an audit found, in numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The version of this format: 1.
    pub version: u32,
    /// The version of factlint.
    pub factlint: String,
    /// Files read.
    pub files: u64,
    /// Their bytes, unpacked, but for what is between records.
    pub bytes: u64,
    /// Articles in them.
    pub articles: u64,
    /// Files, folders and records that could not be read.
    pub unreadable: u64,
    /// Findings that comments in the articles suppress.
    pub suppressed: u64,
    /// Findings that cannot be right as printed.
    pub errors: u64,
    /// Findings that the text does not support.
    pub warnings: u64,
    /// Matters of style.
    pub infos: u64,
    /// The most frequent rule first.
    pub by_rule: Vec<OfRule>,
    /// By year of publication, those of no known date first.
    pub by_year: Vec<OfYear>,
    /// By publisher, or folder where none is named; the one with most findings first.
    pub by_source: Vec<OfSource>,
    /// What could not be read: the first thousand by path.
    pub unread: Vec<Unread>,
}

/// The findings of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfRule {
    /// The rule.
    pub rule: CompactString,
    /// A rule may have several, if the configuration gives some files another.
    pub severity: String,
    /// How many there are.
    pub findings: u64,
}

/// The articles of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfYear {
    /// The year, if it is known.
    pub year: Option<String>,
    /// How many articles there are.
    pub articles: u64,
    /// And findings in them.
    pub findings: u64,
}

/// The articles of a publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfSource {
    /// The publisher or folder, if there is one.
    pub source: Option<String>,
    /// How many articles there are.
    pub articles: u64,
    /// And findings in them.
    pub findings: u64,
}

/// What could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// The file or folder.
    pub path: String,
    /// Where in the file.
    pub offset: u64,
    /// Why, and the way out where there is one.
    pub reason: String,
}

impl Totals {
    /// How many findings there are.
    #[must_use]
    pub const fn findings(&self) -> u64 {
        self.errors + self.warnings + self.infos
    }
}
