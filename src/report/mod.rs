//! Reports: one file a format. Reports know findings and documents, not facts.

mod checkstyle;
mod compact;
mod diff;
mod frame;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
pub(crate) mod page;
mod position;
mod pretty;
mod rdjson;
mod refusal;
mod sarif;
mod space;
mod statistics;
mod stream;
mod xml;

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

pub use checkstyle::Checkstyle;
pub use compact::Compact;
pub use diff::diff;
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::Html;
pub use json::{Json, JsonLines};
pub use junit::Junit;
pub(crate) use position::Lines;
pub use position::Positions;
pub use pretty::Pretty;
pub use rdjson::Rdjson;
pub use refusal::refusal;
pub use sarif::Sarif;
pub use statistics::Statistics;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::finding::tell_once;
use crate::{Document, Finding, Severity, Suppressed};

/// What reports say of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// `group.name`.
    pub id: CompactString,
    /// By itself, or what the configuration makes of it.
    pub severity: Severity,
    /// What it finds, in a line.
    pub summary: String,
    /// Why it matters.
    pub why: String,
}

/// How many of what a run found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Files and folders that could not be read.
    pub unreadable: usize,
    /// Articles in them.
    pub articles: usize,
    /// Findings by severity.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Matters of style.
    pub infos: usize,
    /// Findings that are suppressed.
    pub suppressed: usize,
    /// Findings that were fixed, and so are no longer there.
    pub fixed: usize,
}

/// A file that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What was read.
    pub document: Document,
    /// The findings to report, by place and then by rule.
    pub findings: Vec<Finding>,
    /// Those that are not, by place and then by rule.
    pub suppressed: Vec<Suppressed>,
}

impl Checked {
    /// Drops what repeats another finding of its article: of what a rule tells only once, the first
    /// that is not suppressed is left, and none where the very same is suppressed. Linear.
    pub fn tell_once(&mut self) {
        let same = |finding: &Finding| (finding.article, finding.fingerprint.clone());
        let suppressed: FxHashSet<_> = self.suppressed.iter().map(|s| same(&s.finding)).collect();
        self.findings.retain(|finding| finding.once.is_none() || !suppressed.contains(&same(finding)));
        tell_once(&mut self.findings, |finding| finding);
        tell_once(&mut self.suppressed, |suppressed| &suppressed.finding);
    }
}

impl Summary {
    /// Counts a file, or a piece of one.
    pub fn add(&mut self, checked: &Checked) {
        self.files += usize::from(checked.document.origin.start() == 0);
        self.articles += checked.document.articles.len();
        self.suppressed += checked.suppressed.len();
        for finding in &checked.findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
        }
    }
}

/// As people read it: "1 error, 2 warnings in 3 articles, 3 files".
impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", some(self.errors, "error"), some(self.warnings, "warning"))?;
        if self.infos > 0 {
            write!(f, ", {} info", self.infos)?;
        }
        write!(f, " in {}, {}", some(self.articles, "article"), some(self.files, "file"))?;
        if self.unreadable > 0 {
            write!(f, "; {} not readable", self.unreadable)?;
        }
        if self.suppressed > 0 {
            write!(f, "; {} suppressed", self.suppressed)?;
        }
        if self.fixed > 0 {
            write!(f, "; {} fixed", self.fixed)?;
        }
        Ok(())
    }
}

/// A number and what there is of it: "1 file", "2 files".
pub(crate) fn some(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// What a finding says and advises, where a format has one text for both.
fn advice(finding: &Finding) -> Cow<'_, str> {
    match &finding.help {
        Some(help) => format!("{}; {help}", finding.message).into(),
        None => finding.message.as_str().into(),
    }
}

/// A format of report, written file by file in their order.
pub trait Report {
    /// Writes the findings of a file, or of a piece of one: those of a file come in a row.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()>;

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}
