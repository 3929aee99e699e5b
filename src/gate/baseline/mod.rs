//! The baseline: findings that are known, so that only new ones are reported.
//!
//! An entry hides findings with its fingerprint in its own file, or in the file to which that was renamed.

mod file;
mod renamed;

pub use file::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::checked::Checked;
use crate::finding::{Finding, Suppressed, Suppressor};
use crate::problem::Refused;
use renamed::Gone;

/// A baseline and which of its entries are used. Every operation is linear in findings and entries, but for
/// sorting.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The entries, in the order of the file.
    entries: Vec<Held>,
    /// The files that have entries.
    files: FxHashSet<String>,
    gone: Gone,
    /// Entries that are added.
    added: Vec<Entry>,
    /// The files that were checked.
    seen: FxHashSet<String>,
}

#[derive(Clone, Debug)]
struct Held {
    entry: Entry,
    /// Whether the entry's file is gone.
    gone: bool,
    /// The new path of the entry's file, if it was renamed.
    now: Option<String>,
    /// Whether the entry hides a finding.
    used: bool,
}

impl Baseline {
    /// Reads a baseline; `name` is the file's, for messages.
    ///
    /// # Errors
    /// When the file is no baseline of a known version.
    pub fn read(name: &str, text: &str) -> Result<Self, Box<Refused>> {
        let entries = file::read(name, text)?;
        let files = entries.iter().map(|entry| entry.path.clone()).collect();
        let held = |entry| Held { entry, gone: false, now: None, used: false };
        Ok(Self { entries: entries.into_iter().map(held).collect(), files, ..Self::default() })
    }

    /// Marks entries whose file is gone, so that the file can be recognised under another name. `is_gone` is
    /// asked once for each file that has entries.
    pub fn release(&mut self, is_gone: impl Fn(&str) -> bool) {
        let gone: FxHashSet<&String> = self.files.iter().filter(|path| is_gone(path)).collect();
        for (at, Held { entry, gone: is_gone, .. }) in self.entries.iter_mut().enumerate() {
            if gone.contains(&entry.path) {
                *is_gone = true;
                self.gone.add(&entry.path, &entry.fingerprint, at);
            }
        }
    }

    /// The fingerprints of a file's findings that have an entry. Does not count the entries as used: the
    /// findings may change before the file is [suppressed](Self::suppress).
    #[must_use]
    pub fn known(&self, path: &str, findings: &[Finding]) -> FxHashSet<String> {
        let none = FxHashMap::default();
        let renamed = self.renamed(path, findings).map_or(&none, |file| self.gone.entries(file));
        let fingerprints = findings.iter().map(|finding| &finding.fingerprint);
        fingerprints.filter(|fingerprint| self.entry(path, renamed, fingerprint).is_some()).cloned().collect()
    }

    /// Suppresses the findings of a file that have an entry. With `add` the other findings are suppressed
    /// too, and entries are made for them. `path` is the path of the file as entries have it.
    pub fn suppress(&mut self, path: &str, checked: &mut Checked, add: bool) {
        self.seen.insert(path.to_owned());
        let renamed = self.renamed(path, &checked.findings);
        let renamed = renamed.map_or_else(FxHashMap::default, |file| self.gone.take(file));
        for &at in renamed.values() {
            self.entries[at].now = Some(path.to_owned());
        }
        // A finding that is told only once in an article has one fingerprint at several places.
        let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
        for finding in std::mem::take(&mut checked.findings) {
            let reason = match known.get(&finding.fingerprint) {
                Some(reason) => Some(reason.clone()),
                None => self.hides(path, &renamed, &finding.fingerprint).map(|entry| entry.reason.clone()),
            };
            if reason.is_none() && !add {
                checked.findings.push(finding);
                continue;
            }
            if reason.is_none() {
                self.added.push(Entry {
                    fingerprint: finding.fingerprint.clone(),
                    path: path.to_owned(),
                    rule: finding.rule.to_string(),
                    words: finding.span.shown(&checked.document.text).into(),
                    reason: None,
                });
            }
            let reason = reason.flatten();
            known.insert(finding.fingerprint.clone(), reason.clone());
            checked.suppressed.push(Suppressed { finding, by: Suppressor::Baseline, reason });
        }
        checked.suppressed.sort_by(|a, b| a.finding.place().cmp(&b.finding.place()));
    }

    /// The file that was renamed to this one. None if this file has entries of its own, since it then existed
    /// before.
    fn renamed(&self, path: &str, findings: &[Finding]) -> Option<usize> {
        if self.files.contains(path) {
            return None;
        }
        let fingerprints = findings.iter().map(|finding| finding.fingerprint.as_str()).collect();
        self.gone.found(&fingerprints)
    }

    /// The entry that hides findings with a fingerprint in a file, which is now used.
    fn hides(&mut self, path: &str, renamed: &FxHashMap<String, usize>, fingerprint: &str) -> Option<&Entry> {
        let held = self.entry(path, renamed, fingerprint).map(|at| &mut self.entries[at])?;
        held.used = true;
        Some(&held.entry)
    }

    /// The index of the entry that hides findings with a fingerprint in a file.
    fn entry(&self, path: &str, renamed: &FxHashMap<String, usize>, fingerprint: &str) -> Option<usize> {
        let key = |held: &Held| {
            (held.entry.fingerprint.as_str(), held.entry.path.as_str()).cmp(&(fingerprint, path))
        };
        self.entries.binary_search_by(key).ok().or_else(|| renamed.get(fingerprint).copied())
    }

    /// The entries that are added.
    #[must_use]
    pub fn added(&self) -> &[Entry] {
        &self.added
    }

    /// Removes the entries that hide nothing although their file was checked, and those of files that are
    /// gone and that `is_within` places among the checked files. Returns them.
    pub fn unused(&mut self, is_within: impl Fn(&str) -> bool) -> Vec<Entry> {
        let seen = &self.seen;
        let is_unused = |held: &mut Held| {
            let path = &held.entry.path;
            let is_checked = held.now.is_some() || seen.contains(path) || held.gone && is_within(path);
            is_checked && !held.used
        };
        self.entries.extract_if(.., is_unused).map(|held| held.entry).collect()
    }

    /// The text of the baseline to write: the entries with the current paths of their files, and the added
    /// entries.
    #[must_use]
    pub fn text(&self) -> String {
        let moved = |held: &Held| {
            let path = held.now.as_ref().unwrap_or(&held.entry.path).clone();
            Entry { path, ..held.entry.clone() }
        };
        file::write(self.entries.iter().map(moved).chain(self.added.iter().cloned()).collect())
    }
}
