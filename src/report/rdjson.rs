//! rdjson: the Reviewdog Diagnostic Format, by which reviewdog comments on changes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::stream::Array;
use super::{Checked, Positions, Report, Summary, advice};
use crate::{Document, Edit, Finding, Fix, Severity, Span};

/// The report for reviewdog.
#[derive(Debug)]
pub struct Rdjson {
    diagnostics: Array,
}

impl Default for Rdjson {
    fn default() -> Self {
        let source = json!({ "name": env!("CARGO_PKG_NAME") });
        Self { diagnostics: Array::new(format!("{{\"source\":{source},\"diagnostics\":[")) }
    }
}

impl Report for Rdjson {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let places =
            Places { document: &checked.document, positions: Positions::new(&checked.document.text) };
        for finding in &checked.findings {
            self.diagnostics.item(out, &places.diagnostic(finding))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.diagnostics.end(out)?;
        out.write_all(b"}\n")
    }
}

/// A file, and where things are in it.
struct Places<'d> {
    document: &'d Document,
    positions: Positions<'d>,
}

impl Places<'_> {
    fn diagnostic(&self, finding: &Finding) -> Value {
        let mut diagnostic = json!({
            "message": advice(finding),
            "location": self.location(finding.span),
            "severity": match finding.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Info => "INFO",
            },
            "code": { "value": finding.rule.as_str() },
        });
        if let Some(edit) = finding.fix.as_ref().and_then(|fix| self.whole(fix)) {
            diagnostic["suggestions"] = json!([{ "range": self.range(edit.span), "text": edit.text }]);
        }
        if !finding.labels.is_empty() {
            let labels = finding.labels.iter();
            let related =
                labels.map(|label| json!({ "message": label.text, "location": self.location(label.span) }));
            diagnostic["related_locations"] = related.collect();
        }
        diagnostic
    }

    fn location(&self, span: Span) -> Value {
        json!({ "path": self.document.path, "range": self.range(span) })
    }

    /// From the first byte to after the last.
    fn range(&self, span: Span) -> Value {
        let bytes = self.document.map.span(span);
        json!({ "start": self.position(span.start, bytes.start), "end": self.position(span.end, bytes.end) })
    }

    /// The line that holds byte `at` of the text, and the column of `byte`, the same in the file:
    /// both from 1, the column in bytes of the file.
    fn position(&self, at: u32, byte: u32) -> Value {
        let line = self.positions.line(at);
        // A byte order mark is of the first line, although it is not of the text.
        let start =
            if line == 1 { 0 } else { self.document.map.to_source(self.positions.line_text(line).0 as u32) };
        json!({ "line": line, "column": byte.saturating_sub(start) + 1 })
    }

    /// One edit that does all that a fix does: reviewdog offers each suggestion by itself.
    fn whole(&self, fix: &Fix) -> Option<Edit> {
        let (first, last) = (fix.edits.first()?, fix.edits.last()?);
        let (mut text, mut from) = (String::new(), first.span.start);
        for edit in &fix.edits {
            text.push_str(Span::new(from, edit.span.start).of(&self.document.text));
            text.push_str(&edit.text);
            from = edit.span.end;
        }
        Some(Edit { span: first.span.cover(last.span), text })
    }
}
