//! Notes: the texts of findings, beside their article.

use maud::{Markup, PreEscaped, html};

use super::mark::{Marks, push_text};
use crate::checked::some;
use crate::document::Positions;
use crate::{Document, Edit, Finding, Severity, Span, Suppressed, Suppressor};

/// A fix over more text than this, in bytes, is shown edit by edit.
const LONG: u32 = 160;

/// The number of findings by severity: "2 errors, 1 warning".
pub(super) fn heading(findings: &[&Finding]) -> String {
    let count = |severity| findings.iter().filter(|f| f.severity == severity).count();
    let mut counts = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        match count(severity) {
            0 => {}
            n if severity == Severity::Info => counts.push(format!("{n} info")),
            n => counts.push(some(n, severity.name())),
        }
    }
    counts.join(", ")
}

/// A finding in the list of its article. `number` is the number of the article on the page and that of the
/// finding in the article.
pub(super) fn note(
    document: &Document,
    finding: &Finding,
    number: (usize, usize),
    marks: &Marks<'_>,
    positions: &mut Positions<'_>,
) -> Markup {
    let severity = finding.severity.name();
    let (line, column) = positions.of(finding.span.start);
    html! {
        li #{ "f" (number.0) "-" (number.1) } .note.(severity) data-rule=(finding.rule) {
            p.kind {
                span.number { (number.1) } " "
                span.severity { (severity) } " "
                a.rule href={ "#r-" (finding.rule) } { (finding.rule) } " "
                span.place title={ "line " (line) ", column " (column) } { (line) ":" (column) }
            }
            p.message dir="auto" { a href=(marks.link(finding.span)) { (finding.message) } }
            @if let Some(help) = &finding.help { p.help { (help) } }
            @if !finding.labels.is_empty() {
                ul.labels role="list" {
                    @for label in &finding.labels {
                        li dir="auto" {
                            a href=(marks.link(label.span)) { (excerpt(label.span.of(&document.text), 60)) }
                            ": " (label.text)
                        }
                    }
                }
            }
            @if let Some(fix) = &finding.fix {
                ul.fix role="list" aria-label=(if fix.safe { "Repair" } else { "Repair, to be looked at" }) {
                    @for (before, after) in changes(document, finding.span, &fix.edits) {
                        li dir="auto" { del { (before) } " → " ins { (after) } }
                    }
                    @if !fix.safe { li.unsafe { "may change what the text means" } }
                }
            }
        }
    }
}

/// The suppressed findings of an article, folded.
pub(super) fn suppressed(
    document: &Document,
    suppressed: &[&Suppressed],
    positions: &mut Positions<'_>,
) -> Markup {
    if suppressed.is_empty() {
        return Markup::default();
    }
    html! {
        details.suppressed {
            summary { (suppressed.len()) " suppressed" }
            ul role="list" {
                @for Suppressed { finding, by, reason } in suppressed {
                    @let (line, column) = positions.of(finding.span.start);
                    li dir="auto" {
                        span.severity { (finding.severity.name()) } " "
                        span.rule { (finding.rule) } " "
                        span.place { (line) ":" (column) } " "
                        q { (excerpt(finding.span.of(&document.text), 60)) } " – " (finding.message)
                        span.by {
                            " – " (match by {
                                Suppressor::Inline => "ignored in the article",
                                Suppressor::Baseline => "in the baseline",
                            })
                            @if let Some(reason) = reason { ": " (reason) }
                        }
                    }
                }
            }
        }
    }
}

/// The text of a fix, before and after. It is one change where all edits are near, so that they are seen
/// together; else one change for each edit.
fn changes(document: &Document, finding: Span, edits: &[Edit]) -> Vec<(Markup, Markup)> {
    let whole = edits.iter().fold(finding, |whole, edit| whole.cover(edit.span));
    if whole.end - whole.start <= LONG {
        return vec![change(document, whole, edits)];
    }
    edits.iter().map(|edit| change(document, edit.span, std::slice::from_ref(edit))).collect()
}

/// A span before and after some edits inside it.
fn change(document: &Document, span: Span, edits: &[Edit]) -> (Markup, Markup) {
    let text = &document.text;
    let mut after = String::new();
    let mut at = span.start;
    for edit in edits {
        after.push_str(Span::new(at, edit.span.start).of(text));
        after.push_str(&edit.text);
        at = edit.span.end;
    }
    after.push_str(Span::new(at, span.end).of(text));
    let shown = |text: &str, span: Span| {
        let mut out = String::new();
        push_text(&mut out, text, span, true);
        PreEscaped(out)
    };
    (shown(text, span), shown(&after, Span::new(0, after.len() as u32)))
}

/// The start of a text on one line, of at most about `most` characters.
pub(super) fn excerpt(text: &str, most: usize) -> String {
    let mut words = text.split_whitespace();
    let mut out = words.next().unwrap_or_default().to_owned();
    for word in words {
        if out.chars().count() + word.chars().count() >= most {
            return out + " …";
        }
        out.push(' ');
        out.push_str(word);
    }
    out
}
