//! The baseline as a whole process: what it hides, what it does not, and what is said of it.

mod common;

use std::path::Path;
use std::process::Output;

use common::{factlint, stderr, stdout};
use tempfile::TempDir;

const LETTER: &str = "The mayor thanked the the crew.\n\nA clerk found the nine seven ledgers.\n";

struct Folder(TempDir);

impl Folder {
    /// A folder with an article whose two slips are the baseline.
    fn with_baseline() -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        folder.write("a.txt", LETTER);
        let output = folder.check(&["--write-baseline", "--baseline", "known.toml"]);
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(stderr(&output), "known.toml: 2 entries added, 0 dropped\n");
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).expect("read")
    }

    fn check(&self, arguments: &[&str]) -> Output {
        let arguments = [&["check", "--no-config", "."], arguments].concat();
        factlint(&arguments).current_dir(self.path()).output().expect("the binary runs")
    }

    /// What is reported with the baseline.
    fn left(&self) -> Vec<String> {
        let output = self.check(&["--baseline", "known.toml", "--format", "compact"]);
        let lines = stdout(&output);
        assert_eq!(output.status.code(), Some(u8::from(!lines.is_empty()).into()));
        lines.lines().map(str::to_owned).collect()
    }
}

#[test]
fn what_is_known_is_counted_and_not_reported() {
    let folder = Folder::with_baseline();
    let output = folder.check(&["--baseline", "known.toml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), "0 errors, 0 warnings in 1 article, 1 file; 2 suppressed\n");
    assert_eq!(stderr(&output), "");
}

#[test]
fn it_goes_on_being_known_when_it_moves_and_when_other_words_change() {
    let folder = Folder::with_baseline();
    folder.write(
        "a.txt",
        "Rain fell on the quay.\n\nOn Friday a clerk found the nine seven ledgers.\n\nThe mayor thanked the the crew.\n",
    );
    assert!(folder.left().is_empty());
    std::fs::rename(folder.path().join("a.txt"), folder.path().join("b.txt")).expect("renamed");
    assert!(folder.left().is_empty());
}

#[test]
fn what_is_new_is_reported() {
    let folder = Folder::with_baseline();
    folder.write("a.txt", &LETTER.replace("nine seven", "nine six"));
    assert_eq!(folder.left(), ["a.txt:3:19: error count.adjacent two numerals side by side: \"nine six\""]);
    folder.write("a.txt", &format!("{LETTER}\nA cook burned the the soup.\n"));
    assert_eq!(folder.left(), ["a.txt:5:15: error text.doubled-word \"the\" stands twice"]);
}

#[test]
fn what_matches_nothing_is_told_and_dropped_and_reasons_are_kept() {
    let folder = Folder::with_baseline();
    let reasoned =
        folder.read("known.toml").replace("\"the the\"", "\"the the\", reason = \"as it was printed\"");
    folder.write("known.toml", &reasoned);
    folder.write("a.txt", "The mayor thanked the the crew.\n");
    let told = folder.check(&["--baseline", "known.toml"]);
    assert_eq!(told.status.code(), Some(0));
    assert!(stderr(&told).contains("1 entry matches nothing any more"), "{}", stderr(&told));
    assert!(stderr(&told).contains("nine seven"), "{}", stderr(&told));
    assert_eq!(folder.read("known.toml"), reasoned);
    let pruned = folder.check(&["--baseline", "known.toml", "--prune-baseline"]);
    assert_eq!(stderr(&pruned), "known.toml: 1 entry dropped\n");
    let left = folder.read("known.toml");
    assert!(left.contains("as it was printed") && !left.contains("nine seven"), "{left}");
    folder.check(&["--write-baseline", "--baseline", "known.toml"]);
    assert_eq!(folder.read("known.toml"), left);
}

#[test]
fn what_is_no_baseline_is_refused() {
    let folder = Folder::with_baseline();
    let missing = folder.check(&["--baseline", "none.toml"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(stderr(&missing).contains("--write-baseline --baseline none.toml"), "{}", stderr(&missing));
    let alone = folder.check(&["--write-baseline"]);
    assert_eq!(alone.status.code(), Some(2));
    folder.write("known.toml", &folder.read("known.toml").replace("version = 1", "version = 7"));
    let newer = folder.check(&["--baseline", "known.toml"]);
    assert_eq!(newer.status.code(), Some(2));
    assert!(stderr(&newer).contains("known.toml"), "{}", stderr(&newer));
}
