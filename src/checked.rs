//! The result of a check: the findings of a file, those that are suppressed, and totals.

use std::fmt;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::document::Document;
use crate::finding::{Finding, Severity, Suppressed, tell_once};

/// A rule as reports describe it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInfo {
    /// `group.name`.
    pub id: CompactString,
    /// The severity of the rule, or the one that the configuration gives to it.
    pub severity: Severity,
    /// What it finds, in a line.
    pub summary: String,
    /// Why it matters.
    pub why: String,
}

/// The totals of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Files that were read.
    pub files: usize,
    /// Files and folders that could not be read.
    pub unreadable: usize,
    /// Files that a search of folders found and passed over.
    pub passed_over: usize,
    /// Articles in these files.
    pub articles: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
    /// Findings that are suppressed.
    pub suppressed: usize,
    /// Findings that were fixed, and so are no longer there.
    pub fixed: usize,
}

/// A file that was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The document that was read.
    pub document: Document,
    /// The findings to report, by place and then by rule.
    pub findings: Vec<Finding>,
    /// The findings that are suppressed, by place and then by rule.
    pub suppressed: Vec<Suppressed>,
}

impl Checked {
    /// Drops findings that repeat another of their article. Of findings that a rule tells only once, the
    /// first that is not suppressed stays; none stays if one with the same fingerprint is suppressed. Linear.
    pub fn tell_once(&mut self) {
        let same = |finding: &Finding| (finding.article, finding.fingerprint.clone());
        let suppressed: FxHashSet<_> = self.suppressed.iter().map(|s| same(&s.finding)).collect();
        self.findings.retain(|finding| finding.once.is_none() || !suppressed.contains(&same(finding)));
        tell_once(&mut self.findings, |finding| finding);
        tell_once(&mut self.suppressed, |suppressed| &mut suppressed.finding);
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

/// The totals as people read them: "1 error, 2 warnings in 3 articles, 3 files".
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
        if self.passed_over > 0 {
            write!(f, "; {} passed over", self.passed_over)?;
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

/// A number with its noun: "1 file", "2 files".
pub(crate) fn some(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
