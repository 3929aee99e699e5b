//! Blocks of data in the page.

use std::io::{self, Write};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::archive::entry::Entry;
use crate::visible;

/// The number of findings in a block.
pub(super) const FINDINGS: usize = 1000;

/// A block of findings.
#[derive(Default)]
pub(super) struct Block {
    /// The indices of texts in `rows.texts`.
    known: FxHashMap<String, u32>,
    rows: Rows,
    /// The lines of findings.jsonl for these findings.
    entries: Vec<u8>,
}

/// The data that the table and its filters need, column by column. Columns other than `severity` and
/// `fingerprint` are indices into `texts`, so that a text of many findings is there once.
#[derive(Default, Serialize)]
struct Rows {
    texts: Vec<String>,
    /// 0 info, 1 warning, 2 error.
    severity: Vec<u8>,
    rule: Vec<u32>,
    message: Vec<u32>,
    words: Vec<u32>,
    title: Vec<Option<u32>>,
    path: Vec<u32>,
    id: Vec<Option<u32>>,
    date: Vec<Option<u32>>,
    source: Vec<Option<u32>>,
    fingerprint: Vec<String>,
}

impl Block {
    pub(super) fn is_full(&self) -> bool {
        self.rows.severity.len() >= FINDINGS
    }

    pub(super) fn add(&mut self, entry: &Entry) -> io::Result<()> {
        self.rows.severity.push(match entry.severity {
            crate::Severity::Info => 0,
            crate::Severity::Warning => 1,
            crate::Severity::Error => 2,
        });
        let [rule, message, words, path] =
            [&*entry.rule, &entry.message, &entry.passage.words, &entry.path].map(|text| self.text(text));
        self.rows.rule.push(rule);
        self.rows.message.push(message);
        self.rows.words.push(words);
        self.rows.path.push(path);
        let about = &entry.article;
        let [title, id, date, source] = [&about.title, &about.id, &about.date, &about.source]
            .map(|text| text.as_deref().map(|text| self.text(text)));
        self.rows.title.push(title);
        self.rows.id.push(id);
        self.rows.date.push(date);
        self.rows.source.push(source);
        self.rows.fingerprint.push(entry.fingerprint.clone());
        visible::json(&mut self.entries, entry)?;
        self.entries.push(b'\n');
        Ok(())
    }

    /// The index of a text, which is added if it is new.
    fn text(&mut self, text: &str) -> u32 {
        if let Some(&at) = self.known.get(text) {
            return at;
        }
        let at = self.rows.texts.len() as u32;
        self.known.insert(text.to_owned(), at);
        self.rows.texts.push(text.to_owned());
        at
    }

    /// Writes the two halves, if there are findings.
    pub(super) fn write(self, out: &mut impl Write) -> io::Result<()> {
        if self.rows.severity.is_empty() {
            return Ok(());
        }
        write(out, "rows", &serde_json::to_vec(&self.rows)?)?;
        write(out, "entries", &self.entries)
    }
}

/// Writes data as an element that no browser runs, deflated and in base64. It takes a tenth of the space, and
/// no text in it can end the element.
pub(super) fn write(out: &mut impl Write, class: &str, data: &[u8]) -> io::Result<()> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(data)?;
    let packed = BASE64_STANDARD.encode(packed.finish()?);
    writeln!(out, "<script type=\"text/plain\" class=\"{class}\">{packed}</script>")
}
