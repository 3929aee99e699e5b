//! The results of an audit: totals, and the files that could not be read.

use maud::{Markup, html};

use super::number::{grouped, some};
use crate::archive::totals::Totals;

/// The totals. A click on a severity filters by it.
pub(super) fn totals(totals: &Totals) -> Markup {
    let severities = [
        ("error", "errors", totals.errors),
        ("warning", "warnings", totals.warnings),
        ("info", "info", totals.infos),
    ];
    html! {
        section.totals aria-label="Totals" {
            p.total { span.number { (grouped(totals.findings())) } " " (noun(totals.findings(), "finding")) }
            @for (severity, plural, n) in severities {
                @if n > 0 || severity != "info" {
                    button.total type="button" data-filter="severity" data-value=(severity) aria-pressed="false"
                        disabled[n == 0] {
                        span.number { (grouped(n)) } " "
                        span.severity.(severity) { (if n == 1 { severity } else { plural }) }
                    }
                }
            }
            p.read {
                "in " (some(totals.articles, "article")) " of " (some(totals.files, "file"))
                @if totals.suppressed > 0 { "; " (grouped(totals.suppressed)) " suppressed" }
                @if totals.unreadable > 0 { "; " (grouped(totals.unreadable)) " not readable" }
            }
        }
    }
}

fn noun(n: u64, what: &str) -> String {
    if n == 1 { what.to_owned() } else { format!("{what}s") }
}

/// The files that could not be read, folded.
pub(super) fn unread(totals: &Totals) -> Markup {
    if totals.unread.is_empty() {
        return Markup::default();
    }
    let left = totals.unreadable.saturating_sub(totals.unread.len() as u64);
    html! {
        details.unread {
            summary { "What could not be read" }
            ul role="list" {
                @for unread in &totals.unread {
                    li dir="auto" {
                        (unread.path)
                        @if unread.offset > 0 { " from byte " (grouped(unread.offset)) }
                        span.reason { " " (unread.reason) }
                    }
                }
                @if left > 0 { li { "and " (grouped(left)) " more" } }
            }
        }
    }
}
