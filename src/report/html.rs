//! html: one page for an editor at a desk. Each article stands as its readers see it, with the
//! findings marked in the text and listed beside it.
//!
//! The page is whole by itself: style and script are part of it, and its policy forbids
//! everything else, so it asks no network for anything. Without the script all is still there,
//! tied together by links; the script adds keys and filters.

mod article;
mod mark;
mod note;
mod summary;

use std::collections::BTreeMap;
use std::io::{self, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use compact_str::CompactString;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use super::{Checked, Positions, Report, RuleInfo, Summary};
use article::Page;
use summary::Entry;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// The html report. Articles are written as they come; what is kept until the end is a line for
/// each article with findings and the name of each file without.
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
    /// A report that says of `rules` what they are for.
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
            // A piece of a file says nothing of all of it.
            if checked.document.origin.format.records().is_none() {
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
            out.write_all(page.markup(&mut positions).into_string().as_bytes())?;
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
        out.write_all(end.into_string().as_bytes())?;
        out.write_all(closing().into_string().as_bytes())?;
        out.write_all(b"\n")
    }
}

/// The page up to its articles, with `<main>` left open.
fn opening() -> Markup {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; \
         base-uri 'none'; form-action 'none'",
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
            title { "factlint report" }
            // Keeps browsers from asking a server for an icon.
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        header.bar {
            a.skip href="#summary" { "Skip to the summary" }
            h1 { "factlint" }
            (tools())
        }
        (PreEscaped("<main>\n"))
    }
}

/// What needs the script to work; the script shows it.
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
                button #theme type="button" {}
                button #keys type="button" aria-haspopup="dialog" aria-label="Keys" title="Keys (?)" { "?" }
            }
        }
    }
}

/// From `</main>` to the end of the page.
fn closing() -> Markup {
    let keys = [
        ("j n", "next finding"),
        ("k p", "previous finding"),
        ("Enter", "from the list to the text, and back"),
        ("Esc", "back to the list; then let go of the finding"),
        ("/", "filter by words"),
        ("?", "this list"),
    ];
    html! {
        (PreEscaped("</main>"))
        dialog #help aria-labelledby="help-title" {
            h2 #help-title { "Keys" }
            dl {
                @for (key, does) in keys {
                    div {
                        dt { @for key in key.split(' ') { kbd { (key) } " " } }
                        dd { (does) }
                    }
                }
            }
            form method="dialog" { button { "Close" } }
        }
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>"))
    }
}
