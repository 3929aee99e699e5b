//! json and jsonl: findings for machines. The fields are a contract: see docs/formats.md.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use serde::Serialize;

use super::Report;
use super::stream::Array;
use crate::checked::{Checked, Summary};
use crate::document::{FileEdit, Positions};
use crate::{Document, Finding, Severity, Span, visible};

#[derive(Serialize)]
struct Record<'f> {
    rule: &'f str,
    severity: Severity,
    path: &'f str,
    article: Article<'f>,
    message: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'f str>,
    /// The part of the file that bytes are counted in, if it has parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'f str>,
    start: u64,
    end: u64,
    line: usize,
    column: usize,
    labels: Vec<Place<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'f>>,
    fingerprint: &'f str,
}

#[derive(Serialize)]
struct Article<'f> {
    index: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'f str>,
    title: Option<&'f str>,
}

/// A span with text: a label or an edit.
#[derive(Serialize)]
struct Place<'f> {
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'f str>,
    start: u64,
    end: u64,
    text: Cow<'f, str>,
}

#[derive(Serialize)]
struct Fix<'f> {
    safe: bool,
    edits: Vec<Place<'f>>,
}

fn record<'f>(document: &'f Document, finding: &'f Finding, positions: &mut Positions<'_>) -> Record<'f> {
    let (line, column) = positions.of(finding.span.start);
    let Range { start, end } = document.origin.bytes(finding.span);
    let article = document.article(finding.article);
    Record {
        rule: &finding.rule,
        severity: finding.severity,
        path: &document.path,
        article: Article {
            index: finding.article,
            id: article.and_then(|article| article.id.as_deref()),
            title: article.and_then(crate::document::Article::title).map(|t| t.of(&document.text)),
        },
        message: &finding.message,
        help: finding.help.as_deref(),
        part: document.origin.part(finding.span),
        start,
        end,
        line,
        column,
        labels: finding.labels.iter().map(|label| place(document, label.span, label.text.as_str())).collect(),
        fix: finding.fix.as_ref().and_then(|fix| Some(Fix { safe: fix.safe, edits: edits(document, fix)? })),
        fingerprint: &finding.fingerprint,
    }
}

fn place<'f>(document: &'f Document, span: Span, text: impl Into<Cow<'f, str>>) -> Place<'f> {
    let Range { start, end } = document.origin.bytes(span);
    Place { part: document.origin.part(span), start, end, text: text.into() }
}

/// The edits of a fix in bytes of the file. None if the format does not let the fix be made.
fn edits<'f>(document: &'f Document, fix: &'f crate::Fix) -> Option<Vec<Place<'f>>> {
    let edits = document.origin.edits(&document.text, &fix.edits)?;
    let place = |FileEdit { part, start, end, text }| Place { part, start, end, text };
    Some(edits.into_iter().map(place).collect())
}

/// The report with a finding on each line.
#[derive(Debug, Default)]
pub struct JsonLines;

impl Report for JsonLines {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let mut positions = Positions::new(document);
        for finding in &checked.findings {
            visible::json(&mut *out, &record(document, finding, &mut positions))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}

/// The report as one object: version, findings, summary.
#[derive(Debug)]
pub struct Json {
    findings: Array,
}

impl Default for Json {
    fn default() -> Self {
        Self { findings: Array::new("{\"version\":1,\"findings\":[") }
    }
}

impl Report for Json {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let mut positions = Positions::new(document);
        for finding in &checked.findings {
            self.findings.item(out, &record(document, finding, &mut positions))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.findings.end(out)?;
        out.write_all(b",\"summary\":")?;
        visible::json(&mut *out, summary)?;
        out.write_all(b"}\n")
    }
}
