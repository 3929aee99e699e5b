//! The table of findings and its filters, which the script fills.

use maud::{Markup, html};

use super::number::grouped;

const COLUMNS: [(&str, &str); 6] = [
    ("severity", "Severity"),
    ("rule", "Rule"),
    ("message", "Finding"),
    ("title", "Article"),
    ("date", "Date"),
    ("source", "Source"),
];

/// The table and its filters. `part` is the number of findings in the table and of all findings, if the table
/// does not have them all.
pub(super) fn table(part: Option<(u64, u64)>) -> Markup {
    html! {
        section #findings aria-label="Findings" tabindex="-1" {
            noscript {
                p.notice { "The table of findings needs JavaScript. " code { "findings.csv" }
                    ", beside this page, has all of them." }
            }
            p.notice #broken hidden { "This browser cannot read the findings in the page. " code { "findings.csv" }
                ", beside it, has all of them." }
            @if let Some((shown, of)) = part {
                p.notice { "The table has the gravest " (grouped(shown)) " of " (grouped(of)) " findings. "
                    code { "findings.csv" } ", beside this page, has all of them." }
            }
            div #tools hidden {
                input #words type="search" placeholder="Words" aria-label="Filter by words"
                    title="Filter by words of the finding, the title, the path (/)" autocomplete="off" spellcheck="false";
                @for filter in ["severity", "rule", "year", "source"] {
                    select #{ "by-" (filter) } data-filter=(filter) aria-label={ "Filter by " (filter) } {}
                }
                button #clear type="button" hidden { "Clear" }
                output #shown aria-live="polite" { "Reading the findings …" }
            }
            div #table role="table" aria-label="Findings" hidden {
                div.head.row role="row" aria-rowindex="1" {
                    @for (column, name) in COLUMNS {
                        div.(column) role="columnheader" data-sort=(column) {
                            button type="button" { (name) span.arrow aria-hidden="true" {} }
                        }
                    }
                }
                div #rows role="rowgroup" {}
            }
            p #none hidden { "No finding passes these filters." }
            section #print {}
        }
    }
}
