//! report.html: one page with all that an audit found, to be read in a browser.
//!
//! What is shown of all findings at once stands in blocks of JSON, a thousand findings each, in two
//! halves: what a table and its filters need is read when the page opens, the rest when a finding of
//! the block is looked at. The script makes elements only of the rows in view.

use std::io::{self, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::entry::{About, Counterpart, Entry, Mark};
use super::totals::{OfRule, OfSource, OfYear, Totals};
use crate::report::RuleInfo;

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// How many findings a block has.
const BLOCK: usize = 1000;

/// How many rules and sources have a bar; the others are told in one line.
const BARS: usize = 30;

/// Writes the page, finding by finding. Memory does not grow with them.
pub(super) struct Page<W> {
    out: W,
    block: Block,
}

/// The findings of a block.
#[derive(Default)]
struct Block {
    /// Texts that several findings have, and where they are in `texts`.
    known: FxHashMap<String, usize>,
    texts: Vec<String>,
    /// What the table and its filters need.
    rows: Vec<Value>,
    /// The rest.
    more: Vec<Value>,
}

impl<W: Write> Page<W> {
    /// Writes the page up to its findings.
    pub(super) fn new(mut out: W, totals: &Totals, rules: &[RuleInfo]) -> io::Result<Self> {
        out.write_all(opening(totals).into_string().as_bytes())?;
        let told: FxHashMap<&str, [&str; 2]> =
            rules.iter().map(|rule| (rule.id.as_str(), [rule.summary.as_str(), rule.why.as_str()])).collect();
        let told: std::collections::BTreeMap<_, _> = told.into_iter().collect();
        data(&mut out, "rules", &told)?;
        Ok(Self { out, block: Block::default() })
    }

    /// Writes a finding.
    pub(super) fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        self.block.add(entry);
        if self.block.rows.len() == BLOCK { self.flush() } else { Ok(()) }
    }

    /// Writes the rest of the page.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        self.out.write_all(closing().into_string().as_bytes())?;
        self.out.write_all(b"\n")?;
        Ok(self.out)
    }

    fn flush(&mut self) -> io::Result<()> {
        let Block { texts, rows, more, .. } = std::mem::take(&mut self.block);
        if rows.is_empty() {
            return Ok(());
        }
        data(&mut self.out, "rows", &json!([texts, rows]))?;
        data(&mut self.out, "more", &more)
    }
}

impl Block {
    fn add(&mut self, entry: &Entry) {
        let About { title, date, source, id, index } = &entry.article;
        let texts = [
            Some(&*entry.rule),
            title.as_deref(),
            Some(&*entry.path),
            source.as_deref(),
            Some(&*entry.message),
        ];
        let [rule, title, path, source, message] = texts.map(|text| text.map(|text| self.text(text)));
        self.rows.push(json!([
            entry.severity as u8,
            rule,
            title,
            path,
            date,
            source,
            message,
            entry.passage.words
        ]));
        let labels: Vec<&str> = entry.labels.iter().map(|Mark { text, .. }| text.as_str()).collect();
        let help = entry.help.as_deref();
        let counterpart = entry.counterpart.as_ref().map(|Counterpart { path, article, passage, .. }| {
            json!([
                article.title,
                article.date,
                path,
                article.id,
                passage.before,
                passage.words,
                passage.after
            ])
        });
        self.more.push(json!([
            entry.passage.before,
            entry.passage.after,
            help,
            labels,
            counterpart,
            entry.fingerprint,
            entry.line,
            entry.column,
            id,
            index,
            entry.part
        ]));
    }

    /// The place of a text that several findings may have.
    fn text(&mut self, text: &str) -> usize {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.texts.len();
        self.known.insert(text.to_owned(), at);
        self.texts.push(text.to_owned());
        at
    }
}

/// Writes a block of JSON, in which nothing can end the element: `<` is written as an escape.
fn data(out: &mut impl Write, class: &str, value: &impl Serialize) -> io::Result<()> {
    let json = serde_json::to_string(value).map_err(io::Error::from)?.replace('<', "\\u003c");
    writeln!(out, "<script type=\"application/json\" class=\"{class}\">{json}</script>")
}

/// The page up to its findings.
fn opening(totals: &Totals) -> Markup {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'",
        hash(STYLE),
        hash(SCRIPT)
    );
    html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            title { "factlint audit" }
            // Keeps browsers from asking a server for an icon.
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        header {
            a.skip href="#findings" { "Skip to the findings" }
            h1 { "factlint audit" }
            button #theme type="button" hidden {}
        }
        (PreEscaped("<main>"))
        section.totals aria-label="Totals" {
            (total(totals.articles, "article", None))
            (total(totals.errors, "error", Some("error")))
            (total(totals.warnings, "warning", Some("warning")))
            @if totals.infos > 0 { (total(totals.infos, "info", Some("info"))) }
            @if totals.suppressed > 0 { (total(totals.suppressed, "suppressed", None)) }
            @if totals.unreadable > 0 { (total(totals.unreadable, "not readable", None)) }
        }
        @if !totals.unread.is_empty() { (unread(totals)) }
        @if totals.findings() > 0 {
            (charts(totals))
            (findings())
        } @else {
            p.none { "Nothing was found." }
        }
        (PreEscaped("</main>"))
    }
}

/// A number in groups of three.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn plural(n: u64, what: &str) -> String {
    let is_counted = !matches!(what, "info" | "suppressed" | "not readable");
    if n != 1 && is_counted { format!("{what}s") } else { what.to_owned() }
}

fn total(n: u64, what: &str, severity: Option<&str>) -> Markup {
    html! {
        div.total {
            span.number { (grouped(n)) } " "
            span class=[severity.map(|severity| format!("severity {severity}"))] { (plural(n, what)) }
        }
    }
}

/// What could not be read.
fn unread(totals: &Totals) -> Markup {
    html! {
        details.unread {
            summary { "What could not be read" }
            ul {
                @for unread in &totals.unread {
                    li {
                        span.path { (unread.path) @if unread.offset > 0 { " from byte " (grouped(unread.offset)) } }
                        " " (unread.reason)
                    }
                }
            }
        }
    }
}

fn charts(totals: &Totals) -> Markup {
    let Totals { by_rule, by_year, by_source, .. } = totals;
    let named = by_source.iter().any(|of| of.source.is_some() && of.findings > 0);
    html! {
        section.charts aria-label="Findings by rule, year and source" {
            div.chart {
                h2 { "By rule" }
                (bars("rule", by_rule.iter().map(|OfRule { rule, severity, findings }| Bar {
                    value: rule.to_string(),
                    name: rule.to_string(),
                    severity: Some(severity.clone()),
                    findings: *findings,
                    about: String::new(),
                })))
            }
            @if by_year.iter().any(|of| of.year.is_some()) {
                div.chart {
                    h2 { "By year" }
                    (bars("year", by_year.iter().map(|OfYear { year, articles, findings }| Bar {
                        value: year.clone().unwrap_or_else(|| "-".to_owned()),
                        name: year.clone().unwrap_or_else(|| "no date".to_owned()),
                        severity: None,
                        findings: *findings,
                        about: in_articles(*articles),
                    })))
                }
            }
            @if named {
                div.chart {
                    h2 { "By source" }
                    (bars("source", by_source.iter().map(|OfSource { source, articles, findings }| Bar {
                        value: source.clone().unwrap_or_else(|| "-".to_owned()),
                        name: source.clone().unwrap_or_else(|| "not named".to_owned()),
                        severity: None,
                        findings: *findings,
                        about: in_articles(*articles),
                    })))
                }
            }
        }
    }
}

fn in_articles(articles: u64) -> String {
    format!(" in {} {}", grouped(articles), plural(articles, "article"))
}

/// A bar of a chart; a click filters by it.
struct Bar {
    value: String,
    name: String,
    severity: Option<String>,
    findings: u64,
    about: String,
}

fn bars(filter: &str, bars: impl Iterator<Item = Bar>) -> Markup {
    let bars: Vec<Bar> = bars.filter(|bar| bar.findings > 0).collect();
    let most = bars.iter().map(|bar| bar.findings).max().unwrap_or(1).max(1);
    let shown = if filter == "year" { bars.len() } else { BARS };
    let (left, rest) =
        (bars.len().saturating_sub(shown), bars.iter().skip(shown).map(|bar| bar.findings).sum());
    html! {
        ul.bars role="list" {
            @for bar in bars.iter().take(shown) {
                @let findings = grouped(bar.findings);
                @let about = format!("{}: {findings} {}{}", bar.name, plural(bar.findings, "finding"), bar.about);
                li {
                    button.bar type="button" data-filter=(filter) data-value=(bar.value) aria-pressed="false"
                        title=(about) {
                        span.name dir="auto" { (bar.name) }
                        svg class=[bar.severity.as_ref()] viewBox="0 0 1000 10" preserveAspectRatio="none"
                            aria-hidden="true" {
                            rect width=((bar.findings * 1000).div_ceil(most)) height="10" {}
                        }
                        span.count { (findings) }
                    }
                }
            }
        }
        @if left > 0 {
            p.rest { "and " (grouped(left as u64)) " more with " (grouped(rest)) " " (plural(rest, "finding")) }
        }
    }
}

/// The table and its tools, which the script fills.
fn findings() -> Markup {
    let columns = [
        ("severity", "Severity"),
        ("rule", "Rule"),
        ("words", "Finding"),
        ("title", "Article"),
        ("date", "Date"),
        ("source", "Source"),
    ];
    html! {
        section #findings aria-label="Findings" {
            noscript { p { "The table needs JavaScript. " code { "findings.csv" } ", beside this page, has all of it." } }
            div #tools hidden {
                input #words type="search" placeholder="Words" aria-label="Filter by words" title="Filter by words (/)"
                    autocomplete="off" spellcheck="false";
                select #severity aria-label="Severity" {}
                select #rule aria-label="Rule" {}
                select #year aria-label="Year" {}
                select #source aria-label="Source" {}
                button #clear type="button" { "Clear" }
                output #shown aria-live="polite" {}
            }
            div #desk hidden {
                div #list {
                    div.row.head role="row" {
                        @for (column, name) in columns {
                            button type="button" data-sort=(column) { (name) span.arrow aria-hidden="true" {} }
                        }
                    }
                    div #scroll tabindex="0" role="listbox" aria-label="Findings" { div #space { div #rows {} } }
                }
                div #detail aria-live="polite" tabindex="-1" {}
            }
        }
    }
}

fn closing() -> Markup {
    html! {
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>"))
    }
}

#[cfg(test)]
mod tests {
    use scraper::{Html, Selector};

    use super::*;
    use crate::Severity;
    use crate::archive::entry::Passage;

    fn entry(n: usize, message: &str) -> Entry {
        Entry {
            rule: "text.doubled-word".into(),
            severity: Severity::Error,
            path: format!("harbour/{n}.txt"),
            article: About { index: 1, title: Some("Pier <b>opens</b>".to_owned()), ..About::default() },
            message: message.to_owned(),
            help: None,
            part: None,
            start: 0,
            end: 7,
            line: 1,
            column: 1,
            passage: Passage { words: "the the".to_owned(), after: " pier".to_owned(), ..Passage::default() },
            labels: Vec::new(),
            counterpart: None,
            fingerprint: format!("{n:016x}"),
        }
    }

    fn written(totals: &Totals, entries: &[Entry]) -> Html {
        let mut page = Page::new(Vec::new(), totals, &[]).expect("written");
        entries.iter().for_each(|entry| page.entry(entry).expect("written"));
        let page = page.finish().expect("written");
        let page = Html::parse_document(std::str::from_utf8(&page).expect("UTF-8"));
        assert!(page.errors.is_empty(), "{:?}", page.errors);
        page
    }

    fn blocks(page: &Html, class: &str) -> Vec<Value> {
        let selector = Selector::parse(&format!("script.{class}")).expect("a selector");
        let text = |block: scraper::ElementRef<'_>| block.text().collect::<String>();
        page.select(&selector).map(|block| serde_json::from_str(&text(block)).expect("JSON")).collect()
    }

    #[test]
    fn all_findings_are_in_blocks_and_no_text_of_theirs_is_markup() {
        let hostile = "it says </script><script>alert(1)</script> & <!-- \u{2028}";
        let entries: Vec<Entry> = (0..2 * BLOCK + 1).map(|n| entry(n, hostile)).collect();
        let of = OfRule { rule: "text.doubled-word".into(), severity: "error".to_owned(), findings: 2001 };
        let source = OfSource { source: Some("<i>Post".to_owned()), articles: 1, findings: 2001 };
        let totals = Totals { errors: 2001, by_rule: vec![of], by_source: vec![source], ..Totals::default() };
        let page = written(&totals, &entries);
        let (rows, more) = (blocks(&page, "rows"), blocks(&page, "more"));
        let lengths = |blocks: &[Value], of: fn(&Value) -> &Value| -> Vec<usize> {
            blocks.iter().map(|block| of(block).as_array().expect("a list").len()).collect()
        };
        assert_eq!(lengths(&rows, |block| &block[1]), [BLOCK, BLOCK, 1]);
        assert_eq!(lengths(&more, |block| block), [BLOCK, BLOCK, 1]);
        let row = &rows[2][1][0];
        let text = |at: usize| &rows[2][0][row[at].as_u64().expect("a place") as usize];
        assert_eq!((text(3), text(6)), (&"harbour/2000.txt".into(), &hostile.into()));
        assert_eq!(row[7], "the the");
        assert_eq!(more[2][0][1], " pier");
        let bars = Selector::parse("button.bar").expect("a selector");
        let bars: Vec<_> =
            page.select(&bars).map(|bar| bar.attr("title").expect("a title").to_owned()).collect();
        assert_eq!(bars, ["text.doubled-word: 2,001 findings", "<i>Post: 2,001 findings in 1 article"]);
        assert_eq!(page.select(&Selector::parse("i, b").expect("a selector")).count(), 0);
    }

    #[test]
    fn without_findings_there_is_no_table() {
        let page = written(&Totals { articles: 3, ..Totals::default() }, &[]);
        assert!(page.root_element().text().any(|text| text == "Nothing was found."));
        assert_eq!(page.select(&Selector::parse("#findings, .charts").expect("a selector")).count(), 0);
        assert!(blocks(&page, "rows").is_empty());
    }
}
