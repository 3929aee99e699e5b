//! An article as its readers see it, with its notes beside it.

use maud::{Markup, html};

use super::mark::Marks;
use super::note;
use super::summary::Entry;
use crate::checked::Checked;
use crate::document::Positions;
use crate::document::{Article, Block, Zone};
use crate::{Document, Finding, Suppressed};

/// An article on the page.
pub(super) struct Page<'c> {
    document: &'c Document,
    article: &'c Article,
    /// The number of the article on the page, from 1.
    number: usize,
    findings: Vec<&'c Finding>,
    suppressed: Vec<&'c Suppressed>,
}

impl<'c> Page<'c> {
    /// An article of a checked file, with its findings.
    pub(super) fn new(checked: &'c Checked, article: &'c Article, number: usize) -> Self {
        // Findings are in the order of their articles.
        let from = checked.findings.partition_point(|f| f.article < article.index);
        let findings = checked.findings[from..].iter().take_while(|f| f.article == article.index);
        let from = checked.suppressed.partition_point(|s| s.finding.article < article.index);
        let suppressed = checked.suppressed[from..].iter().take_while(|s| s.finding.article == article.index);
        Self {
            document: &checked.document,
            article,
            number,
            findings: findings.collect(),
            suppressed: suppressed.collect(),
        }
    }

    /// Whether the article has no findings.
    pub(super) fn is_empty(&self) -> bool {
        self.findings.is_empty() && self.suppressed.is_empty()
    }

    /// The findings of the article, in order.
    pub(super) fn findings(&self) -> &[&'c Finding] {
        &self.findings
    }

    /// The entry of the article in the overview of the page.
    pub(super) fn entry(&self) -> Entry {
        Entry::new(self.number, self.name(), &self.file(), &self.findings)
    }

    /// The article, in full if it has findings, or as a folded line if all of them are suppressed.
    pub(super) fn markup(&self, positions: &mut Positions<'_>) -> Markup {
        let suppressed = note::suppressed(self.document, &self.suppressed, positions);
        if self.findings.is_empty() {
            return html! {
                article #{ "a" (self.number) } .quiet aria-label=(self.name()) {
                    p { (self.name()) " " span.file { (self.file()) } }
                    (suppressed)
                }
            };
        }
        let marks = Marks::new(&self.document.text, self.number, &self.article.blocks, &self.findings);
        html! {
            article #{ "a" (self.number) } aria-labelledby={ "h" (self.number) } {
                div.text {
                    p.file { (self.file()) }
                    @if self.article.title().is_none() {
                        h2.untitled #{ "h" (self.number) } { "Without a headline" }
                    }
                    @for run in self.article.blocks.chunk_by(|a, b| a.zone == Zone::List && b.zone == Zone::List) {
                        @if run[0].zone == Zone::List {
                            ul { @for block in run { (self.block(block, &marks)) } }
                        } @else {
                            (self.block(&run[0], &marks))
                        }
                    }
                }
                aside {
                    h3 { (note::heading(&self.findings)) }
                    ol.notes role="list" {
                        @for (i, finding) in self.findings.iter().enumerate() {
                            (note::note(self.document, finding, (self.number, i + 1), &marks, positions))
                        }
                    }
                }
                (suppressed)
            }
        }
    }

    fn block(&self, block: &Block, marks: &Marks<'_>) -> Markup {
        let text = marks.block(block.span);
        let zone = block.zone.name();
        match block.zone {
            Zone::Headline => html! { h2 #{ "h" (self.number) } class=(zone) dir="auto" { (text) } },
            Zone::List => html! { li class=(zone) dir="auto" { (text) } },
            _ => html! { p class=(zone) dir="auto" { (text) } },
        }
    }

    /// The headline, or else the first words of the article.
    fn name(&self) -> String {
        let text = &self.document.text;
        match self.article.title() {
            Some(title) => title.of(text).to_owned(),
            None => note::excerpt(self.article.span().of(text), 60),
        }
    }

    /// The name of the file, with the article's place in it if it has several.
    fn file(&self) -> String {
        match self.document.articles.len() {
            1 => self.document.path.clone(),
            n => format!("{}, article {} of {n}", self.document.path, self.article.index),
        }
    }
}
