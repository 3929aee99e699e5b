//! rdjson: the Reviewdog Diagnostic Format, by which reviewdog comments on changes.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::stream::Array;
use super::{Report, advice};
use crate::checked::{Checked, Summary};
use crate::document::Positions;
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
        let places = Places { document: &checked.document, positions: Positions::new(&checked.document) };
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

/// A file, with the positions in it.
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
        // Edits by line and column cannot be made in an archive.
        let fix = finding.fix.as_ref().filter(|_| !self.document.origin.has_parts());
        if let Some(edit) = fix.and_then(|fix| self.whole(fix)) {
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

    /// The range from the first byte to after the last. Columns are in bytes of the file.
    fn range(&self, span: Span) -> Value {
        let (start, end) = self.positions.bytes(span);
        let place = |(line, column)| json!({ "line": line, "column": column });
        json!({ "start": place(start), "end": place(end) })
    }

    /// One edit with the effect of all edits of a fix: reviewdog offers each suggestion by itself.
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
