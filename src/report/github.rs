//! github: workflow commands, which GitHub shows beside the lines of a pull request.

use std::io::{self, Write};

use super::Report;
use crate::checked::{Checked, Summary};
use crate::document::Positions;
use crate::{Severity, visible};

/// The report for GitHub Actions.
#[derive(Debug, Default)]
pub struct Github;

impl Report for Github {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let mut positions = Positions::new(document);
        for finding in &checked.findings {
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let ((line, column), (end_line, end_column)) = positions.range(finding.span);
            write!(out, "::{command} file={},line={line},endLine={end_line}", property(&document.path))?;
            // GitHub knows columns only within one line.
            if line == end_line {
                write!(out, ",col={column},endColumn={end_column}")?;
            }
            let help = finding.help.as_ref().map_or_else(String::new, |help| format!("\n{help}"));
            let message = data(&format!("{}{help}", finding.message));
            writeln!(out, ",title={}::{message}", property(&finding.rule))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// Escapes a message. What has no escape here becomes visible.
fn data(text: &str) -> String {
    let escaped = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    visible::line(&escaped).into_owned()
}

/// Escapes a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
