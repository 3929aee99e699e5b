//! The summary of a run: counts, the articles on the page, the rules with findings, the files without
//! findings. It is written last, since it is known last; the style puts the counts on top.

use std::collections::BTreeMap;

use compact_str::CompactString;
use maud::{Markup, html};

use super::note;
use crate::checked::some;
use crate::checked::{RuleInfo, Summary};
use crate::{Finding, Severity};

/// Up to this many articles are listed openly; more are folded.
const FEW: usize = 12;

/// An article of the page.
#[derive(Debug)]
pub(super) struct Entry {
    number: usize,
    name: String,
    file: String,
    counts: String,
    worst: Option<Severity>,
}

impl Entry {
    pub(super) fn new(number: usize, name: String, file: &str, findings: &[&Finding]) -> Self {
        let worst = findings.iter().map(|finding| finding.severity).max();
        Self { number, name, file: file.to_owned(), counts: note::heading(findings), worst }
    }
}

/// The counts, and the articles with findings.
pub(super) fn overview(summary: &Summary, shown: &[Entry]) -> Markup {
    let found: Vec<&Entry> = shown.iter().filter(|entry| entry.worst.is_some()).collect();
    html! {
        section #summary aria-label="Summary" tabindex="-1" {
            p.total { (summary) }
            @if found.len() > 1 {
                details open[found.len() <= FEW] {
                    summary { (some(found.len(), "article")) " with findings" }
                    ol.contents role="list" {
                        @for entry in found {
                            li class=[entry.worst.map(Severity::name)] {
                                a href={ "#a" (entry.number) } dir="auto" { (entry.name) } " "
                                span.counts { (entry.counts) } " "
                                span.file { (entry.file) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The summaries of the rules with findings.
pub(super) fn rules(by_rule: &BTreeMap<CompactString, usize>, rules: &[RuleInfo]) -> Markup {
    if by_rule.is_empty() {
        return Markup::default();
    }
    html! {
        section.end aria-labelledby="rules" {
            h2 #rules { "What the rules are for" }
            dl {
                @for (id, count) in by_rule {
                    @let info = rules.iter().find(|rule| rule.id == *id);
                    div #{ "r-" (id) } tabindex="-1" {
                        dt { (id) " " span.counts { (some(*count, "finding")) } }
                        @if let Some(RuleInfo { summary, why, .. }) = info {
                            dd { (summary) ". " (why) }
                        }
                    }
                }
            }
        }
    }
}

/// The files without a finding, folded.
pub(super) fn clean(files: &[String]) -> Markup {
    if files.is_empty() {
        return Markup::default();
    }
    html! {
        section.end aria-label="Files without findings" {
            details {
                summary { (some(files.len(), "file")) " without findings" }
                ul.files role="list" { @for file in files { li { (file) } } }
            }
        }
    }
}
