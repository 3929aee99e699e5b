//! compact: one line a finding, `path:line:col: severity rule message`.

use std::io::{self, Write};

use super::{Positions, Report, Summary};
use crate::{Document, Finding};

/// The compact report.
#[derive(Debug, Default)]
pub struct Compact;

impl Report for Compact {
    fn file(&mut self, out: &mut dyn Write, document: &Document, findings: &[Finding]) -> io::Result<()> {
        let mut positions = Positions::new(&document.text);
        for finding in findings {
            let (line, column) = positions.of(finding.span.start);
            let (path, severity, rule) = (&document.path, finding.severity.name(), &finding.rule);
            writeln!(out, "{path}:{line}:{column}: {severity} {rule} {}", finding.message)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
