//! Reports: one file a format. Reports know findings and documents, not facts.

mod compact;
mod json;
mod position;
mod pretty;

use std::io::{self, Write};

pub use compact::Compact;
pub use json::{Json, JsonLines};
pub use position::Positions;
pub use pretty::Pretty;

use crate::{Document, Finding, Severity};

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
}

impl Summary {
    /// Counts a file.
    pub fn add(&mut self, document: &Document, findings: &[Finding]) {
        self.files += 1;
        self.articles += document.articles.len();
        for finding in findings {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
            }
        }
    }
}

/// A format of report, written file by file in their order.
pub trait Report {
    /// Writes the findings of a file.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn file(&mut self, out: &mut dyn Write, document: &Document, findings: &[Finding]) -> io::Result<()>;

    /// Writes what comes after the last file.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}
