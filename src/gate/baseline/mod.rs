//! The baseline: findings that are known, so that only new ones are reported.
//!
//! An entry hides what has its fingerprint in its own file. Where that file is gone, as after it
//! was renamed, the entry hides the like in another file that has no entry for it.

mod file;

pub use file::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::finding::{Finding, Suppressed, Suppressor};
use crate::problem::Refused;
use crate::report::Checked;

/// A baseline, and what has been found of it. All that is done with it is linear in findings and
/// entries, but for sorting.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// The entries, in the order of the file.
    entries: Vec<Held>,
    /// Those that are added.
    added: Vec<Entry>,
    /// The entries whose file is gone and that hide nothing yet, by fingerprint; the last come
    /// first.
    loose: FxHashMap<String, Vec<usize>>,
    /// The files that were checked.
    seen: FxHashSet<String>,
}

#[derive(Clone, Debug)]
struct Held {
    entry: Entry,
    /// Whether its file is gone.
    gone: bool,
    /// The file in which it hides something.
    hides_in: Option<String>,
}

impl Baseline {
    /// Reads a baseline; `name` is the file's, for messages.
    ///
    /// # Errors
    /// When it is no baseline of a version that is known.
    pub fn read(name: &str, text: &str) -> Result<Self, Box<Refused>> {
        let held = |entry| Held { entry, gone: false, hides_in: None };
        Ok(Self { entries: file::read(name, text)?.into_iter().map(held).collect(), ..Self::default() })
    }

    /// Says which files are gone, so that their entries can hide findings of others. Asked once
    /// for each file.
    pub fn release(&mut self, mut is_gone: impl FnMut(&str) -> bool) {
        let mut known: FxHashMap<&str, bool> = FxHashMap::default();
        for (i, Held { entry, gone, .. }) in self.entries.iter_mut().enumerate().rev() {
            *gone = *known.entry(&entry.path).or_insert_with_key(|path| is_gone(path));
            if *gone {
                self.loose.entry(entry.fingerprint.clone()).or_default().push(i);
            }
        }
    }

    /// Suppresses the findings of a file that have an entry; with `add`, the others too, and makes
    /// entries of them. `path` is the file's, as entries have it.
    pub fn suppress(&mut self, path: &str, checked: &mut Checked, add: bool) {
        self.seen.insert(path.to_owned());
        // What is told only once in an article has one fingerprint in several places.
        let mut known: FxHashMap<String, Option<String>> = FxHashMap::default();
        for finding in std::mem::take(&mut checked.findings) {
            let reason = match known.get(&finding.fingerprint) {
                Some(reason) => Some(reason.clone()),
                None => self.hides(path, &finding.fingerprint).map(|entry| entry.reason.clone()),
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
        let place = |f: &Finding| (f.article, f.span.start, f.rule.clone(), f.span.end);
        checked.suppressed.sort_by_cached_key(|suppressed| place(&suppressed.finding));
    }

    /// The entry that hides what has this fingerprint in a file.
    fn hides(&mut self, path: &str, fingerprint: &str) -> Option<&Entry> {
        let key = |held: &Held| {
            (held.entry.fingerprint.as_str(), held.entry.path.as_str()).cmp(&(fingerprint, path))
        };
        let at = match self.entries.binary_search_by(key) {
            Ok(at) => at,
            Err(_) => self.loose.get_mut(fingerprint)?.pop()?,
        };
        let held = &mut self.entries[at];
        held.hides_in = Some(path.to_owned());
        Some(&held.entry)
    }

    /// The entries that are added.
    #[must_use]
    pub fn added(&self) -> &[Entry] {
        &self.added
    }

    /// Takes out the entries that hide nothing although they should: those of files that were
    /// checked, and those of files that are gone and that `is_within` places among those checked.
    pub fn unused(&mut self, is_within: impl Fn(&str) -> bool) -> Vec<Entry> {
        let seen = &self.seen;
        let is_unused = |held: &mut Held| {
            let path = &held.entry.path;
            held.hides_in.is_none() && (seen.contains(path) || held.gone && is_within(path))
        };
        self.entries.extract_if(.., is_unused).map(|held| held.entry).collect()
    }

    /// The file to write: the entries, with the files in which they now hide something, and those
    /// that are added.
    #[must_use]
    pub fn text(&self) -> String {
        let moved = |held: &Held| {
            let path = held.hides_in.as_ref().unwrap_or(&held.entry.path).clone();
            Entry { path, ..held.entry.clone() }
        };
        file::write(self.entries.iter().map(moved).chain(self.added.iter().cloned()).collect())
    }
}
