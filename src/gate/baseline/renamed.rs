//! Recognises files that have entries and are gone under the names to which they were renamed.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

/// The most missing files with which one existing file is compared.
const TRIED: usize = 64;

/// The files that are gone.
#[derive(Clone, Debug, Default)]
pub(super) struct Gone {
    /// The numbers of the files, by path.
    numbers: FxHashMap<String, usize>,
    /// For each file, its entries by fingerprint.
    files: Vec<FxHashMap<String, usize>>,
    /// By fingerprint, the files with such an entry that have not been recognised yet.
    by_fingerprint: FxHashMap<String, BTreeSet<usize>>,
}

impl Gone {
    /// Adds an entry of a file that is gone.
    pub(super) fn add(&mut self, path: &str, fingerprint: &str, entry: usize) {
        let file = *self.numbers.entry(path.to_owned()).or_insert(self.files.len());
        if file == self.files.len() {
            self.files.push(FxHashMap::default());
        }
        self.files[file].insert(fingerprint.to_owned(), entry);
        self.by_fingerprint.entry(fingerprint.to_owned()).or_default().insert(file);
    }

    /// The file that was renamed to a file with these fingerprints: the one that shares most of them, if that
    /// is at least half of its entries, as git decides by lines. Costs a limited number of look-ups for each
    /// fingerprint.
    pub(super) fn found(&self, fingerprints: &FxHashSet<&str>) -> Option<usize> {
        let mut shared: Vec<_> =
            fingerprints.iter().filter_map(|f| self.by_fingerprint.get_key_value(*f)).collect();
        // A fingerprint that few files have tells most.
        shared.sort_by_key(|(fingerprint, files)| (files.len(), *fingerprint));
        let tried = shared.into_iter().flat_map(|(_, files)| files).take(TRIED);
        let common = |file: &usize| {
            let entries = &self.files[*file];
            let common = entries.keys().filter(|f| fingerprints.contains(f.as_str())).count();
            (common * 2 >= entries.len()).then_some((common, std::cmp::Reverse(*file)))
        };
        let (_, std::cmp::Reverse(file)) = tried.filter_map(common).max()?;
        Some(file)
    }

    /// The entries of a file.
    pub(super) fn entries(&self, file: usize) -> &FxHashMap<String, usize> {
        &self.files[file]
    }

    /// Removes the entries of a file, so that it is not recognised again, and returns them.
    pub(super) fn take(&mut self, file: usize) -> FxHashMap<String, usize> {
        let entries = std::mem::take(&mut self.files[file]);
        for fingerprint in entries.keys() {
            if let Some(files) = self.by_fingerprint.get_mut(fingerprint) {
                files.remove(&file);
            }
        }
        entries
    }
}
