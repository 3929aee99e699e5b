//! The structure of sentences against a table of them, which people wrote: `tests/syntax`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::common::{LINTER, run_with_input, snapshot, stdout};
use factlint::Document;

/// The least number of entries of the table.
const LEAST: usize = 200;

/// A sentence of the table, or a few that follow one another, with the lines that are expected of it.
struct Entry<'t> {
    line: usize,
    text: &'t str,
    expected: Vec<&'t str>,
}

/// The entries of a table: a line that is not indented is a text, the indented lines below it are expected of
/// it, and a line that begins with `#` or `=` is for people.
fn entries(table: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for (line, text) in table.lines().enumerate() {
        if text.trim().is_empty() || text.starts_with(['#', '=']) {
            continue;
        }
        match entries.last_mut().filter(|_| text.starts_with(' ')) {
            Some(entry) => entry.expected.push(text.trim()),
            None => entries.push(Entry { line: line + 1, text, expected: Vec::new() }),
        }
    }
    entries
}

/// What is read in a text, a line each.
fn read(text: &str) -> Vec<String> {
    let document = Document::plain("table", text);
    let articles = document.articles.iter();
    let passages = articles.flat_map(|a| LINTER.facts(&document, a).syntax(LINTER.lexicon()));
    passages.flat_map(|lines| lines.lines().map(|l| l.trim().to_owned()).collect::<Vec<_>>()).collect()
}

/// The entries that are read otherwise than expected, as lines with `-` and `+`. Empty if there are none.
fn differences(table: &str) -> String {
    let mut told = String::new();
    for entry in entries(table) {
        let found = read(entry.text);
        if found == entry.expected {
            continue;
        }
        let _ = writeln!(told, "\nline {}: {}", entry.line, entry.text);
        for line in &entry.expected {
            let mark = if found.iter().any(|found| found == line) { ' ' } else { '-' };
            let _ = writeln!(told, "  {mark} {line}");
        }
        for line in found.iter().filter(|line| !entry.expected.contains(&line.as_str())) {
            let _ = writeln!(told, "  + {line}");
        }
    }
    told
}

#[test]
fn every_sentence_of_the_table_is_read_as_it_says() {
    let table = include_str!("../../syntax/sentences.txt");
    let wrong = differences(table);
    assert!(wrong.is_empty(), "- is expected, + is read:\n{wrong}");
    let entries = entries(table);
    let texts: BTreeSet<&str> = entries.iter().map(|entry| entry.text).collect();
    assert!(entries.len() >= LEAST, "only {} entries", entries.len());
    assert_eq!(texts.len(), entries.len(), "a sentence stands in the table twice");
    assert!(entries.iter().all(|entry| !entry.expected.is_empty()));
}

#[test]
fn a_reading_that_differs_is_told() {
    let table = "= verbs\nThe dog slept.\n    [The dog] {slept} .\n      clause: subject \"The cat\" verb \"slept\"\n";
    let told = differences(table);
    assert!(told.contains("line 2: The dog slept."), "{told}");
    assert!(told.contains("  - clause: subject \"The cat\" verb \"slept\""), "{told}");
    assert!(told.contains("  + clause: subject \"The dog\" verb \"slept\""), "{told}");
    assert!(told.contains("    [The dog] {slept} ."), "{told}");
}

#[test]
fn the_command_line_shows_the_structure() {
    let text =
        b"Ferry sinks\n\nNine sailors drowned off Gozo, police said. Of the 14 survivors, eight are in \
        hospital and the other six have left.\n\n- Malta: nine boats\n- Gozo: four boats\n";
    let listed = run_with_input(&["facts", "--syntax", "-"], text);
    assert!(listed.status.success());
    snapshot("facts-syntax", &stdout(&listed));
}
