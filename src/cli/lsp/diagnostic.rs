//! Findings as diagnostics.

use std::str::FromStr as _;

use lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    Position, Range, Uri,
};
use serde_json::json;

use super::open::Read;
use super::place::Lines;
use crate::document::Unit;
use crate::problem::Refused;
use crate::{Finding, Severity, Span};

/// The name under which an editor shows what comes from here.
pub(super) const SOURCE: &str = "factlint";

impl Read {
    /// The bytes of the text in the editor that a span of the document stands for.
    pub(super) fn bytes(&self, span: Span) -> std::ops::Range<usize> {
        let bytes = self.checked.document.origin.bytes(span);
        bytes.start as usize..bytes.end as usize
    }

    pub(super) fn range(&self, span: Span) -> Range {
        self.lines.range(&self.text, self.bytes(span))
    }

    /// The diagnostics of the findings that are not suppressed. `docs` is where the pages on rules can be read.
    pub(super) fn diagnostics(&self, uri: &Uri, docs: Option<&str>) -> Vec<Diagnostic> {
        self.checked.findings.iter().map(|finding| self.diagnostic(finding, uri, docs)).collect()
    }

    pub(super) fn diagnostic(&self, finding: &Finding, uri: &Uri, docs: Option<&str>) -> Diagnostic {
        let related = finding.labels.iter().map(|label| DiagnosticRelatedInformation {
            location: Location::new(uri.clone(), self.range(label.span)),
            message: label.text.clone(),
        });
        let related: Vec<_> = related.collect();
        let message = match &finding.help {
            Some(help) => format!("{}\nhelp: {help}", finding.message),
            None => finding.message.clone(),
        };
        let page = docs.and_then(|docs| Uri::from_str(&page(docs, &finding.rule)).ok());
        Diagnostic {
            range: self.range(finding.span),
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.to_string())),
            code_description: page.map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: (!related.is_empty()).then_some(related),
            tags: None,
            data: Some(json!({ "fingerprint": finding.fingerprint })),
        }
    }
}

/// The address of what `factlint rules docs` writes on a rule.
fn page(docs: &str, rule: &str) -> String {
    let group = rule.split('.').next().unwrap_or_default();
    format!("{}/{group}.md#{}", docs.trim_end_matches('/'), rule.replace('.', ""))
}

const fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
    }
}

/// The diagnostics of a configuration, rule file or word list that is refused.
pub(super) fn of_refused(refused: &Refused, unit: Unit) -> Vec<Diagnostic> {
    let lines = Lines::new(&refused.text, unit);
    let of = |problem: &crate::problem::Problem| Diagnostic {
        range: problem.at.clone().map_or_else(
            || Range::new(Position::new(0, 0), Position::new(0, 0)),
            |at| lines.range(&refused.text, at),
        ),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some(SOURCE.to_owned()),
        message: problem.to_string(),
        ..Diagnostic::default()
    };
    refused.problems.iter().map(of).collect()
}
