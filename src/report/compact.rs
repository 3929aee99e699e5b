//! compact: one line for each finding, `path:line:col: severity rule message`.

use std::io::{self, Write};

use super::Report;
use crate::checked::{Checked, Summary};
use crate::document::Positions;
use crate::{Document, Finding, visible};

/// The compact report.
#[derive(Debug, Default)]
pub struct Compact;

impl Report for Compact {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let mut positions = Positions::new(document);
        for finding in &checked.findings {
            writeln!(out, "{}", visible::line(&line(document, &mut positions, finding)))?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// The line of a finding, without its end.
pub(super) fn line(document: &Document, positions: &mut Positions<'_>, finding: &Finding) -> String {
    let (line, column) = positions.of(finding.span.start);
    let (path, severity, rule) = (&document.path, finding.severity.name(), &finding.rule);
    format!("{path}:{line}:{column}: {severity} {rule} {}", finding.message)
}
