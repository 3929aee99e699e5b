//! html: one page for an editor. Each article stands as its readers see it, with the findings marked in the
//! text and listed beside it.
//!
//! Without the script everything is still there, connected by links; the script adds keys and filters.

mod article;
mod mark;
mod note;
mod summary;

use std::collections::BTreeMap;
use std::io::{self, Write};

use compact_str::CompactString;
use maud::{Markup, PreEscaped, html};

use super::{Report, page};
use crate::checked::{Checked, RuleInfo, Summary};
use crate::document::Positions;
use crate::visible;
use article::Page;
use summary::Entry;

const PAGE: page::Page = page::Page {
    title: "factlint report",
    style: concat!(include_str!("page/base.css"), include_str!("html/page.css")),
    script: concat!(include_str!("page/theme.js"), include_str!("html/page.js")),
};

const KEYS: [(&str, &str); 6] = [
    ("j n", "next finding"),
    ("k p", "previous finding"),
    ("Enter", "from the list to the text, and back"),
    ("Esc", "back to the list; then let go of the finding"),
    ("/", "filter by words"),
    ("?", "this list"),
];

/// The html report. Articles are written as they come. Until the end it keeps only a line for each article
/// with findings and the name of each file without.
#[derive(Debug, Default)]
pub struct Html {
    rules: Vec<RuleInfo>,
    started: bool,
    /// The articles on the page.
    shown: Vec<Entry>,
    /// Files without a finding, by path.
    clean: Vec<String>,
    /// Findings by rule.
    by_rule: BTreeMap<CompactString, usize>,
}

impl Html {
    /// A report with the summaries of `rules`.
    #[must_use]
    pub fn new(rules: Vec<RuleInfo>) -> Self {
        Self { rules, ..Self::default() }
    }

    fn start(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.started {
            return Ok(());
        }
        self.started = true;
        out.write_all(opening().into_string().as_bytes())
    }
}

impl Report for Html {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        self.start(out)?;
        if checked.findings.is_empty() && checked.suppressed.is_empty() {
            // A piece without findings does not mean that its file has none.
            if !checked.document.origin.is_records() {
                self.clean.push(checked.document.path.clone());
            }
            return Ok(());
        }
        let mut positions = Positions::new(&checked.document);
        for article in &checked.document.articles {
            let page = Page::new(checked, article, self.shown.len() + 1);
            if page.is_empty() {
                continue;
            }
            out.write_all(visible::html(&page.markup(&mut positions).into_string()).as_bytes())?;
            out.write_all(b"\n")?;
            for finding in page.findings() {
                *self.by_rule.entry(finding.rule.clone()).or_default() += 1;
            }
            self.shown.push(page.entry());
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        self.start(out)?;
        let end = html! {
            (summary::clean(&self.clean))
            (summary::rules(&self.by_rule, &self.rules))
            (summary::overview(summary, &self.shown))
        };
        out.write_all(visible::html(&end.into_string()).as_bytes())?;
        out.write_all(closing().into_string().as_bytes())?;
        out.write_all(b"\n")
    }
}

/// The start of the page up to its articles, with `<main>` left open.
fn opening() -> Markup {
    html! {
        (PAGE.opening())
        header.bar {
            a.skip href="#summary" { "Skip to the summary" }
            h1 { "factlint" }
            (tools())
        }
        (PreEscaped("<main>\n"))
    }
}

/// The parts that need the script to work; the script shows them.
fn tools() -> Markup {
    html! {
        div #tools hidden {
            div.group role="group" aria-label="Move between findings" {
                button #previous type="button" aria-label="Previous finding" title="Previous finding (k)" { "↑" }
                output #position aria-live="polite" aria-label="Finding" {}
                button #next type="button" aria-label="Next finding" title="Next finding (j)" { "↓" }
            }
            div.group role="group" aria-label="Severities to show" {
                @for severity in ["error", "warning", "info"] {
                    button class={ "toggle " (severity) } type="button" data-severity=(severity) aria-pressed="true" {
                        span.severity { (severity) } " " span.count {}
                    }
                }
            }
            select #rule aria-label="Show the findings of one rule" { option value="" { "all rules" } }
            input #filter type="search" placeholder="Filter" aria-label="Filter findings by words"
                title="Filter (/)" autocomplete="off" spellcheck="false";
            div.group {
                (page::buttons())
            }
        }
    }
}

/// From `</main>` to the end of the page.
fn closing() -> Markup {
    html! {
        (PreEscaped("</main>"))
        (PAGE.closing(&KEYS))
    }
}
