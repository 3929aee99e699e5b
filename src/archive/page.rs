//! report.html: one page with all findings of an audit, to be read in a browser.
//!
//! Totals and charts are elements, which work without the script. Findings are data in blocks of a thousand.
//! Each block has two halves, packed separately. The first is what the table and its filters need, and is
//! read when the page opens. The second is the lines of findings.jsonl, and is read when a finding of the
//! block is opened. The script makes elements only for the rows in view.

mod block;
mod chart;
mod number;
mod overview;
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, Write};

use maud::{Markup, PreEscaped, html};

use super::entry::Entry;
use super::totals::Totals;
use crate::Severity;
use crate::checked::RuleInfo;
use crate::report::page;
use crate::visible;
use block::Block;

const PAGE: page::Page = page::Page {
    title: "factlint audit",
    style: concat!(include_str!("../report/page/base.css"), include_str!("page/page.css")),
    script: concat!(
        include_str!("../report/page/theme.js"),
        include_str!("page/data.js"),
        include_str!("page/finding.js"),
        include_str!("page/table.js"),
        include_str!("page/page.js")
    ),
};

const KEYS: [(&str, &str); 6] = [
    ("j ↓", "next finding"),
    ("k ↑", "previous finding"),
    ("Enter", "open the finding, and close it"),
    ("/", "filter by words"),
    ("Esc", "out of the filter; close the finding"),
    ("?", "this list"),
];

/// The most findings of the table. With more, a browser takes seconds to open the page.
const MOST: u64 = 200_000;

/// Writes the page, finding by finding, in fixed memory.
pub(super) struct Page<W> {
    out: W,
    block: Block,
    room: Room,
}

impl<W: Write> Page<W> {
    /// Writes the page up to its findings. The totals must be those of these findings.
    pub(super) fn new(mut out: W, totals: &Totals, rules: &[RuleInfo]) -> io::Result<Self> {
        let room = Room::new(totals, MOST);
        out.write_all(opening(totals, &room).into_string().as_bytes())?;
        if totals.findings() > 0 {
            let told: BTreeMap<_, _> =
                rules.iter().map(|rule| (rule.id.as_str(), [&rule.summary, &rule.why])).collect();
            block::write(&mut out, "rules", &serde_json::to_vec(&told)?)?;
        }
        Ok(Self { out, block: Block::default(), room })
    }

    /// Writes a finding, if there is room for it.
    pub(super) fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        if self.room.take(entry.severity) {
            self.block.add(entry)?;
            if self.block.is_full() {
                std::mem::take(&mut self.block).write(&mut self.out)?;
            }
        }
        Ok(())
    }

    /// Writes the rest of the page.
    pub(super) fn finish(mut self) -> io::Result<W> {
        self.block.write(&mut self.out)?;
        self.out.write_all(PAGE.closing(&KEYS).into_string().as_bytes())?;
        self.out.write_all(b"\n")?;
        Ok(self.out)
    }
}

/// How many findings of each severity the page can still take. The most severe findings come first, and among
/// those of one severity the first.
struct Room {
    errors: u64,
    warnings: u64,
    infos: u64,
    /// The number of all findings, if the page does not take them all.
    of: Option<u64>,
}

impl Room {
    fn new(totals: &Totals, most: u64) -> Self {
        let errors = totals.errors.min(most);
        let warnings = totals.warnings.min(most - errors);
        let infos = totals.infos.min(most - errors - warnings);
        let of = Some(totals.findings()).filter(|&of| of > most);
        Self { errors, warnings, infos, of }
    }

    fn take(&mut self, severity: Severity) -> bool {
        let left = match severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
            Severity::Info => &mut self.infos,
        };
        let is_some = *left > 0;
        *left = left.saturating_sub(1);
        is_some
    }
}

/// The start of the page, up to its findings.
fn opening(totals: &Totals, room: &Room) -> Markup {
    html! {
        (PAGE.opening())
        header.bar {
            @if totals.findings() > 0 { a.skip href="#findings" { "Skip to the findings" } }
            h1 { "factlint audit" }
            div.group #looks hidden { (page::buttons()) }
        }
        (PreEscaped(visible::html(&main(totals, room).into_string())))
        (PreEscaped("\n"))
    }
}

/// What the page tells without its script.
fn main(totals: &Totals, room: &Room) -> Markup {
    html! {
        main {
            (overview::totals(totals))
            (overview::unread(totals))
            @if totals.findings() > 0 {
                (chart::charts(totals))
                (table::table(room.of.map(|of| (MOST, of))))
            } @else {
                p.none { (if totals.articles == 0 { "No article was read." } else { "Nothing was found." }) }
            }
        }
    }
}
