//! The house rules of examples/rules, and the rules and outputs that the documentation shows.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::common::{factlint, run, stderr, stdout};
use factlint::facts::Kind;
use tempfile::TempDir;

const RULES: &str = include_str!("../../../docs/rules.md");
const FACTS: &str = include_str!("../../../docs/facts.md");

/// A block of code of a page.
struct Block<'d> {
    language: &'d str,
    text: String,
    /// The last line of text before it.
    before: &'d str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let (mut found, mut before) = (Vec::new(), "");
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            let indent = line.len() - line.trim_start().len();
            let inside = lines.by_ref().take_while(|l| l.trim_start() != "```");
            let text = inside.map(|l| format!("{}\n", l.get(indent..).unwrap_or_default())).collect();
            found.push(Block { language, text, before });
        } else if !line.is_empty() {
            before = line;
        }
    }
    found
}

fn toml_blocks() -> Vec<Block<'static>> {
    blocks(RULES).into_iter().filter(|b| b.language == "toml").collect()
}

/// The file that a block says it is from.
fn source<'d>(block: &Block<'d>) -> Option<&'d str> {
    let (_, path) = block.before.split_once("[examples/rules/")?;
    Some(path.split_once(']')?.0)
}

fn house_rules() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules");
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    files.sort();
    files
}

/// A folder with the word lists that the page shows, and a configuration that adds them.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let lists: Vec<_> = toml_blocks().into_iter().filter(|b| b.text.contains("[[list]]")).collect();
    assert!(!lists.is_empty(), "no word list in docs/rules.md");
    for (i, list) in lists.iter().enumerate() {
        std::fs::write(folder.path().join(format!("list-{i}.toml")), &list.text).expect("written");
    }
    let config = "[lexicon]\nextend = [\"list-*.toml\"]\n";
    std::fs::write(folder.path().join("factlint.toml"), config).expect("written");
    folder
}

/// What a command makes of a file of the folder.
fn run_on(folder: &TempDir, arguments: &[&str], name: &str, text: &str) -> Output {
    std::fs::write(folder.path().join(name), text).expect("written");
    factlint(&[arguments, &[name]].concat()).current_dir(folder.path()).output().expect("the binary runs")
}

#[test]
fn the_examples_of_the_house_rules_hold_and_need_every_clause() {
    let files = house_rules();
    let files: Vec<&str> = files.iter().map(|path| path.to_str().expect("UTF-8")).collect();
    assert_eq!(files.len(), 5, "{files:?}");
    let tested = run(&[&["rules", "test", "--coverage"], files.as_slice()].concat());
    assert_eq!(tested.status.code(), Some(0), "{}{}", stdout(&tested), stderr(&tested));
}

#[test]
fn house_rules_are_shown_as_their_files_have_them() {
    let mut shown: Vec<&str> = Vec::new();
    for block in toml_blocks() {
        let Some(name) = source(&block) else { continue };
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rules").join(name);
        let file = std::fs::read_to_string(path).expect("the file is there");
        assert!(file.contains(&block.text), "docs/rules.md shows {name} otherwise:\n{}", block.text);
        shown.push(name);
    }
    shown.sort_unstable();
    shown.dedup();
    let files = house_rules();
    let files: Vec<_> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(shown, files);
}

#[test]
fn whole_rules_of_the_page_hold() {
    let folder = folder();
    // A rule without examples is not whole.
    let whole = |b: &Block<'_>| b.text.contains("[[rule.fires]]") && source(b).is_none();
    let rules: Vec<_> = toml_blocks().into_iter().filter(whole).collect();
    assert!(!rules.is_empty(), "no whole rule in docs/rules.md");
    for rule in rules {
        let tested = run_on(&folder, &["rules", "test", "--coverage"], "rule.toml", &rule.text);
        let said = stdout(&tested) + &stderr(&tested);
        assert_eq!(tested.status.code(), Some(0), "{said}{}", rule.text);
    }
}

#[test]
fn relations_of_the_page_load() {
    let folder = folder();
    let part = |b: &Block<'_>| b.text.starts_with("select.") || b.text.starts_with("pattern =");
    let parts: Vec<_> = toml_blocks().into_iter().filter(part).collect();
    for relation in ["forbid", "require", "agree", "sum", "order", "cover", "count", "vary", "holds"] {
        let shown = parts.iter().any(|b| b.text.contains(&format!("\n{relation} = ")));
        assert!(shown, "no example of {relation} in docs/rules.md");
    }
    for part in parts {
        let head = "[[rule]]\nid = \"house.part\"\nseverity = \"info\"\nsummary = \"s\"\nwhy = \"w\"\nmessage = \"m\"\n";
        let examples = "[[rule.fires]]\ntext = \"a\"\n[[rule.silent]]\ntext = \"a\"\nbecause = \"b\"\n";
        let text = format!("{head}{}{examples}", part.text);
        let listed = run_on(&folder, &["rules", "list", "--rules"], "part.toml", &text);
        assert_eq!(listed.status.code(), Some(0), "{}", stderr(&listed));
    }
}

#[test]
fn every_kind_and_attribute_has_its_line_in_the_page_of_facts() {
    for kind in Kind::ALL {
        let name = kind.name();
        let start = format!("\n## {name}\n");
        let (_, section) = FACTS.split_once(&start).unwrap_or_else(|| panic!("no section for {name}"));
        let section = section.split("\n## ").next().unwrap_or_default();
        let rows: Vec<&str> = section.lines().filter_map(|l| l.strip_prefix("| `")).collect();
        let listed = |name: &str| {
            let names = |row: &&str| {
                row.split(" | ").next().unwrap_or_default().split(['`', ',', ' ']).any(|n| n == name)
            };
            rows.iter().any(names)
        };
        for attribute in kind.attributes() {
            let attribute = attribute.key.name();
            assert!(listed(attribute), "docs/facts.md does not say what `{attribute}` of a {name} is");
        }
        assert!(RULES.contains(&format!("`{name}`")), "docs/rules.md does not name the kind {name}");
    }
}

#[test]
fn the_sample_of_the_page_of_facts_is_what_the_program_prints() {
    let blocks = blocks(FACTS);
    let article = blocks.iter().find(|b| b.language == "text").expect("an article");
    let output = blocks.iter().find(|b| b.language == "console").expect("its facts");
    let (command, facts) = output.text.split_once('\n').expect("a command");
    assert_eq!(command, "$ factlint facts press.txt");
    let printed = run_on(&folder(), &["facts"], "press.txt", &article.text);
    let trimmed = |text: &str| text.lines().map(|l| l.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(trimmed(&stdout(&printed)), trimmed(facts));
}
