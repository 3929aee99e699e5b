//! sarif: the Static Analysis Results Interchange Format, 2.1.0 (OASIS), for code scanning.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::stream::Array;
use super::{Report, advice};
use crate::checked::{Checked, RuleInfo, Summary};
use crate::document::Positions;
use crate::{Document, Finding, Severity, Span, Suppressed, Suppressor, visible};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The SARIF report.
#[derive(Debug)]
pub struct Sarif {
    /// The rules, by id.
    rules: Vec<RuleInfo>,
    results: Array,
}

impl Sarif {
    /// A report of findings by these rules, which must be in the order of ids.
    #[must_use]
    pub fn new(rules: Vec<RuleInfo>) -> Self {
        let driver = json!({
            "name": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules.iter().map(described).collect::<Vec<_>>(),
        });
        let driver = visible::json_text(&driver);
        let results = Array::new(format!(
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},\
             \"columnKind\":\"unicodeCodePoints\",\"results\":["
        ));
        Self { rules, results }
    }

    fn result(
        &mut self,
        out: &mut dyn Write,
        (document, positions): (&Document, &mut Positions<'_>),
        finding: &Finding,
        suppressed: Option<&Suppressed>,
    ) -> io::Result<()> {
        let uri = uri(&document.path);
        let artifact = json!({ "uri": uri });
        let mut place =
            |span: Span| json!({ "artifactLocation": artifact, "region": region(document, positions, span) });
        let mut result = json!({
            "ruleId": finding.rule.as_str(),
            "level": level(finding.severity),
            "message": { "text": advice(finding) },
            "locations": [{ "physicalLocation": place(finding.span) }],
            "partialFingerprints": { "factlint/v1": finding.fingerprint },
        });
        if let Ok(index) = self.rules.binary_search_by(|rule| rule.id.cmp(&finding.rule)) {
            result["ruleIndex"] = index.into();
        }
        if !finding.labels.is_empty() {
            let related: Vec<Value> = finding.labels.iter().map(|label| {
                json!({ "physicalLocation": place(label.span), "message": { "text": label.text } })
            }).collect();
            result["relatedLocations"] = related.into();
        }
        // Edits by line and column cannot be made in an archive.
        if let Some(fix) = finding.fix.as_ref().filter(|_| !document.origin.has_parts()) {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(|edit| {
                    json!({
                        "deletedRegion": region(document, positions, edit.span),
                        "insertedContent": { "text": edit.text },
                    })
                })
                .collect();
            let changes = json!([{ "artifactLocation": artifact, "replacements": replacements }]);
            result["fixes"] = json!([{ "artifactChanges": changes }]);
        }
        if let Some(suppressed) = suppressed {
            let kind = match suppressed.by {
                Suppressor::Inline => "inSource",
                Suppressor::Baseline => "external",
            };
            let mut suppression = json!({ "kind": kind });
            if let Some(reason) = &suppressed.reason {
                suppression["justification"] = reason.as_str().into();
            }
            result["suppressions"] = json!([suppression]);
        }
        self.results.item(out, &result)
    }
}

impl Report for Sarif {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let mut positions = Positions::new(document);
        for finding in &checked.findings {
            self.result(out, (document, &mut positions), finding, None)?;
        }
        for suppressed in &checked.suppressed {
            self.result(out, (document, &mut positions), &suppressed.finding, Some(suppressed))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.results.end(out)?;
        out.write_all(b"}]}\n")
    }
}

fn described(rule: &RuleInfo) -> Value {
    json!({
        "id": rule.id.as_str(),
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.why },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The region of a span: lines and columns from 1, with the end after the last character; bytes of the file
/// from 0, unless it is an archive.
fn region(document: &Document, positions: &mut Positions<'_>, span: Span) -> Value {
    let ((line, column), (end_line, end_column)) = positions.range(span);
    let mut region = json!({
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
    });
    if !document.origin.has_parts() {
        let bytes = document.origin.bytes(span);
        region["byteOffset"] = bytes.start.into();
        region["byteLength"] = (bytes.end - bytes.start).into();
    }
    region
}

/// A path as a URI reference: `/` between names, and characters that a reference may not hold in
/// percent-encoded UTF-8.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'\\' if cfg!(windows) => uri.push('/'),
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
