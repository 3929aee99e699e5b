//! What CONTRIBUTING.md and docs/design.md name is there: paths, files, modules, types, functions and
//! macros.

use std::path::Path;

use regex::Regex;

use super::imports::{files, root};

const DOCS: [&str; 2] = ["CONTRIBUTING.md", "docs/design.md"];

/// The words in backticks of a text, without those of fenced blocks.
fn named(text: &str) -> Vec<String> {
    let fenced = Regex::new(r"(?s)```.*?```").expect("a pattern");
    let text = fenced.replace_all(text, "");
    let quoted = Regex::new(r"`([^`\n]+)`").expect("a pattern");
    quoted.captures_iter(&text).map(|found| found[1].to_owned()).collect()
}

/// All code, rule files and settings of the repository as one text.
fn sources() -> String {
    let mut text = String::new();
    for (folder, extension) in [("src", "rs"), ("tests", "rs"), ("rules", "toml"), ("benches", "rs")] {
        for file in files(&root().join(folder), extension) {
            text += &std::fs::read_to_string(file).expect("a file");
        }
    }
    for file in ["build.rs", "Cargo.toml"] {
        text += &std::fs::read_to_string(root().join(file)).expect("a file");
    }
    text
}

/// Files of the reader's own, which the pages speak of.
const OWN: [&str; 2] = ["factlint.toml", "money.toml"];

/// Words in capitals that stand for a name of the reader's own.
const PLACEHOLDERS: [&str; 3] = ["CODE", "DIR", "NAME"];

/// Whether a path of the repository, of its source, of a folder of the source or of the word lists
/// exists, or is of the reader's own.
fn exists(path: &str) -> bool {
    let path = path.trim_end_matches('/');
    let own = OWN.contains(&path) || path.split(['/', '.']).any(|part| PLACEHOLDERS.contains(&part));
    let below = |folder: &Path| folder.join(path).exists();
    own || below(&root().join("rules/lexicon/en"))
        || below(root())
        || below(&root().join("src"))
        || std::fs::read_dir(root().join("src"))
            .expect("the source")
            .flatten()
            .any(|entry| below(&entry.path()))
}

#[test]
fn the_paths_that_are_named_exist() {
    let path = Regex::new(r"^[\w.-]+(?:/[\w.-]+)*/?$").expect("a pattern");
    let file = Regex::new(r"\.(?:rs|toml|md|mjs|sh|jsonl|yml|json|py|tsv)$").expect("a pattern");
    let link = Regex::new(r"\]\(([^)#:]+)(?:#[^)]*)?\)").expect("a pattern");
    let mut missing = Vec::new();
    for doc in DOCS {
        let text = std::fs::read_to_string(root().join(doc)).expect("a page");
        for name in named(&text).into_iter().filter(|name| path.is_match(name)) {
            if (name.contains('/') || file.is_match(&name)) && !exists(&name) {
                missing.push(format!("{doc}: `{name}`"));
            }
        }
        let folder = root().join(doc);
        for found in link.captures_iter(&text) {
            if !folder.with_file_name("").join(&found[1]).exists() {
                missing.push(format!("{doc}: a link to {}", &found[1]));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn the_types_macros_and_functions_that_are_named_are_in_the_source() {
    let item =
        Regex::new(r"^(?:[A-Z]\w*[a-z]\w*(?:::\w+)*(?:\(\))?|[A-Z][A-Z_]{3,}|\w+!|\w+::\w+(?:\(\))?)$");
    let (item, sources) = (item.expect("a pattern"), sources());
    let mut missing = Vec::new();
    for doc in DOCS {
        let text = std::fs::read_to_string(root().join(doc)).expect("a page");
        for name in named(&text).into_iter().filter(|name| item.is_match(name)) {
            let parts =
                name.trim_end_matches("()").split("::").map(|part| part.trim_end_matches('!').to_owned());
            for part in parts.filter(|part| !PLACEHOLDERS.contains(&part.as_str())) {
                let word = Regex::new(&format!(r"\b{}\b", regex::escape(&part))).expect("a pattern");
                if !word.is_match(&sources) {
                    missing.push(format!("{doc}: `{name}`"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_name_that_is_nowhere_is_told() {
    assert!(!exists("src/facts/nowhere.rs") && !exists("facts/nowhere.rs"));
    assert!(exists("src/facts/count.rs") && exists("facts/count.rs") && exists("relation"));
    assert_eq!(named("a `b` c\n```\n`d`\n```\n`e/f.rs`"), ["b", "e/f.rs"]);
}
