//! Charts: findings by rule, by year and by source. A click on a bar filters by it; the script then shows in
//! each bar the findings that pass the other filters.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::number::{grouped, some};
use crate::archive::totals::Totals;

/// The number of bars of a chart that are in view; more are folded.
const OPEN: usize = 10;
/// The most bars of a chart; a line tells how many there are besides.
const BARS: usize = 200;
/// Up to this many years, the axis has a place for years without findings.
const AXIS: i32 = 150;

/// The name, for the address and the script, of findings without a year or source.
const NONE: &str = "-";

struct Bar {
    value: String,
    name: String,
    severity: Option<String>,
    findings: u64,
    /// The number of articles, where it is known.
    articles: Option<u64>,
}

impl Bar {
    fn about(&self) -> String {
        let of = self.articles.map(|n| format!(" in {}", some(n, "article")));
        format!("{}: {}{}", self.name, some(self.findings, "finding"), of.unwrap_or_default())
    }
}

pub(super) fn charts(totals: &Totals) -> Markup {
    let (rules, years, sources) = (by_rule(totals), by_year(totals), by_source(totals));
    html! {
        section.charts aria-label="Findings by rule, year and source" {
            div.chart { h2 { "By rule" } (bars("rule", &rules)) }
            @if years.iter().any(|bar| bar.value != NONE) { div.chart { (columns(&years)) } }
            @if sources.iter().any(|bar| bar.value != NONE) {
                div.chart { h2 { "By source" } (bars("source", &sources)) }
            }
        }
    }
}

/// A bar for each rule, with the severity of most of its findings.
fn by_rule(totals: &Totals) -> Vec<Bar> {
    let mut bars: Vec<Bar> = Vec::new();
    for of in &totals.by_rule {
        match bars.iter_mut().find(|bar| *bar.value == *of.rule) {
            Some(bar) => bar.findings += of.findings,
            None => bars.push(Bar {
                value: of.rule.to_string(),
                name: of.rule.to_string(),
                severity: Some(of.severity.clone()),
                findings: of.findings,
                articles: None,
            }),
        }
    }
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.findings));
    bars
}

fn by_source(totals: &Totals) -> Vec<Bar> {
    let some = totals.by_source.iter().filter(|of| of.findings > 0);
    let bar = some.map(|of| bar(of.source.as_deref(), "no source", of.findings, of.articles));
    bar.collect()
}

/// Bars by year, with those of unknown date first.
fn by_year(totals: &Totals) -> Vec<Bar> {
    let some = totals.by_year.iter().filter(|of| of.findings > 0 || of.year.is_some());
    some.map(|of| bar(of.year.as_deref(), "no date", of.findings, of.articles)).collect()
}

fn bar(value: Option<&str>, none: &str, findings: u64, articles: u64) -> Bar {
    Bar {
        value: value.unwrap_or(NONE).to_owned(),
        name: value.unwrap_or(none).to_owned(),
        severity: None,
        findings,
        articles: Some(articles),
    }
}

/// Horizontal bars, one below the other.
fn bars(filter: &str, bars: &[Bar]) -> Markup {
    let most = bars.iter().map(|bar| bar.findings).max().unwrap_or(0);
    let (open, folded) = bars.split_at(bars.len().min(OPEN));
    let (folded, left) = folded.split_at(folded.len().min(BARS - OPEN));
    let rest = left.iter().map(|bar| bar.findings).sum();
    let list = |bars: &[Bar]| {
        html! {
            ul role="list" {
                @for bar in bars {
                    li {
                        button.across type="button" data-filter=(filter) data-value=(bar.value)
                            data-findings=(bar.findings) aria-pressed="false" title=(bar.about()) {
                            span.name dir="auto" { (bar.name) }
                            svg class=[bar.severity.as_ref()] viewBox="0 0 1000 10" preserveAspectRatio="none"
                                aria-hidden="true" {
                                rect.whole width=(part(bar.findings, most)) height="10" {}
                                rect.part width=(part(bar.findings, most)) height="10" {}
                            }
                            span.count { (grouped(bar.findings)) }
                        }
                    }
                }
            }
        }
    };
    html! {
        (list(open))
        @if !folded.is_empty() {
            details.folded { summary { (folded.len()) " more" } (list(folded)) }
        }
        @if !left.is_empty() { p.left { "And " (grouped(left.len() as u64)) " more with " (some(rest, "finding")) "." } }
    }
}

/// Vertical bars, side by side on an axis of years.
fn columns(bars: &[Bar]) -> Markup {
    let (undated, dated): (Vec<&Bar>, Vec<&Bar>) = bars.iter().partition(|bar| bar.value == NONE);
    let known: BTreeMap<i32, &Bar> =
        dated.iter().filter_map(|bar| Some((bar.value.parse().ok()?, *bar))).collect();
    let (first, last) = known
        .first_key_value()
        .zip(known.last_key_value())
        .map_or((0, 0), |((&first, _), (&last, _))| (first, last));
    let axis: Vec<i32> =
        if last - first < AXIS { (first..=last).collect() } else { known.keys().copied().collect() };
    let step = match axis.len() {
        0..=8 => 1,
        9..=16 => 2,
        17..=40 => 5,
        41..=80 => 10,
        _ => 25,
    };
    let most = dated.iter().map(|bar| bar.findings).max().unwrap_or(0);
    html! {
        h2 { "By year" }
        p.most aria-hidden="true" { (grouped(most)) }
        ol.columns role="list" {
            @for year in axis {
                @let bar = known.get(&year).filter(|bar| bar.findings > 0);
                @let height = part(bar.map_or(0, |bar| bar.findings), most);
                li class=[(year % step == 0).then_some("labelled")] {
                    button.up type="button" data-filter="year" data-value=(format!("{year:04}"))
                        data-findings=(bar.map_or(0, |bar| bar.findings)) aria-pressed="false"
                        disabled[bar.is_none()] title=[bar.map(|bar| bar.about())] {
                        svg viewBox="0 0 10 1000" preserveAspectRatio="none" aria-hidden="true" {
                            rect.whole y=(1000 - height) width="10" height=(height) {}
                            rect.part y=(1000 - height) width="10" height=(height) {}
                        }
                        span.name { (year) }
                        span.count.unseen { (grouped(bar.map_or(0, |bar| bar.findings))) }
                    }
                }
            }
        }
        @for bar in undated {
            ul.undated role="list" {
                li {
                    button type="button" data-filter="year" data-value=(bar.value) data-findings=(bar.findings)
                        aria-pressed="false" title=(bar.about()) {
                        span.name { (bar.name) } " " span.count { (grouped(bar.findings)) }
                    }
                }
            }
        }
    }
}

/// The thousandths that a number is of the greatest; at least 1 if the number is not 0.
fn part(n: u64, most: u64) -> u64 {
    if n == 0 { 0 } else { (n * 1000).div_ceil(most.max(1)).max(4) }
}
