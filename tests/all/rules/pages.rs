//! The pages on rules: those of the repository are current, and a newsroom can write its own.

use std::collections::BTreeMap;
use std::path::Path;

use crate::common::{run, snapshot, stderr, stdout};

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an entry"));
    let file = |entry: std::fs::DirEntry| {
        let name = entry.file_name().into_string().expect("UTF-8");
        (name, std::fs::read_to_string(entry.path()).expect("read"))
    };
    entries.map(file).collect()
}

#[test]
fn the_pages_of_the_repository_are_current() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(&["rules", "docs", "--no-config", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let written = files(folder.path());
    let kept = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules"));
    let stale: Vec<&String> = written.keys().filter(|n| written.get(*n) != kept.get(*n)).collect();
    assert!(
        stale.is_empty(),
        "these pages of docs/rules are not current: {stale:?}; run `cargo run -- rules docs docs/rules`"
    );
    let left: Vec<&String> = kept.keys().filter(|n| !written.contains_key(*n)).collect();
    assert!(left.is_empty(), "no rule is on these pages of docs/rules: {left:?}; delete them");
}

#[test]
fn house_rules_have_pages_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("new/pages");
    let path = pages.to_str().expect("UTF-8");
    let house = ["rules", "docs", "--no-config", "--rules", "tests/data/house-rules.toml", path];
    let output = run(&house);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let written = files(&pages);
    // The rule on ignores is in no rule file, and has no page.
    let list = stdout(&run(&["rules", "list", "--no-config"]));
    let rules = list.lines().filter(|line| !line.starts_with("suppression.")).count() + 1;
    assert_eq!(stdout(&output), format!("{rules} rules on {} pages in {path}\n", written.len()));
    assert!(written["README.md"].contains("| [house.per-cent](house.md#houseper-cent) | warning |"));
    snapshot("docs-house", &written["house.md"]);
    // Pages are written again, but no other file is written over.
    assert_eq!(run(&house).status.code(), Some(0));
    std::fs::write(pages.join("text.md"), "mine").expect("written");
    std::fs::write(pages.join("acronym.md"), format!("{}mine too", written["acronym.md"])).expect("written");
    let before = files(&pages);
    let refused = run(&house);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("text.md: this is another file"), "{}", stderr(&refused));
    assert_eq!(files(&pages), before);
}
