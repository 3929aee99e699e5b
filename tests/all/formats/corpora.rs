//! A short run of what the fuzzer tries, the same each time: every file of its corpus, whole and changed in some ways.

#[path = "../../../fuzz/src/lib.rs"]
#[expect(unreachable_pub, reason = "these are public in the crate of the fuzzer")]
mod promises;

use std::fs;
use std::path::{Path, PathBuf};

use crate::common::Random;
use factlint::formats::{is_packed, of_path};

/// How often each file is changed.
const ROUNDS: usize = 12;

/// Changes bytes as fuzzers do: some are replaced, removed, doubled or put in another place.
fn changed(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(6) {
        let length = bytes.len().max(1);
        let (from, to) = (random.below(length), random.below(length));
        let (from, to) = (from.min(to).min(bytes.len()), from.max(to).min(bytes.len()));
        let part = bytes[from..to.min(from + 200)].to_vec();
        match random.below(5) {
            0 if !bytes.is_empty() => bytes[from.min(length - 1)] = random.below(256) as u8,
            1 => drop(bytes.drain(from..from + part.len())),
            2 => drop(bytes.splice(from..from, part.repeat(3))),
            3 => drop(bytes.splice(to..to, part)),
            _ => bytes.truncate(to.max(8)),
        }
    }
    bytes
}

#[test]
fn what_the_fuzzer_tries_holds_for_its_corpus_and_changes_of_it() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    let mut random = Random::new(1);
    let mut targets: Vec<_> =
        fs::read_dir(&corpus).expect("a folder").map(|entry| entry.expect("read").path()).collect();
    targets.sort();
    assert!(targets.len() > 15);
    for target in targets {
        let name = target.file_name().expect("a name").to_str().expect("UTF-8").to_owned();
        let all = |folder: &Path| -> Vec<_> {
            let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("read").path());
            entries.filter(|path| path.extension().is_some()).collect()
        };
        let mut files = all(&target);
        // The articles in every format belong to the corpora too.
        let is_of =
            |path: &PathBuf| of_path(path).is_some_and(|format| format.name() == name) && !is_packed(path);
        files.extend(all(&articles).into_iter().filter(is_of));
        assert!(!files.is_empty(), "{name}");
        files.sort();
        for file in files {
            let bytes = fs::read(&file).expect("read");
            let run = |bytes: &[u8]| match name.as_str() {
                "rules" => promises::rules(bytes),
                "configuration" => promises::configuration(bytes),
                format => promises::format(format, bytes),
            };
            run(&bytes);
            (0..ROUNDS).for_each(|_| run(&changed(&bytes, &mut random)));
        }
    }
}
