//! AsciiDoc and reStructuredText: lines that are wrapped, and tables.

use crate::common::folder::Folder;
use crate::common::{findings, stderr, stdout};

/// What is read of a file: the zone and text of each block.
fn read(name: &str, text: &str) -> Vec<(String, String)> {
    let folder = Folder::new(&[(name, text)]);
    let output = folder.run(&["text", "--no-config", name]);
    assert_eq!(stderr(&output), "");
    let of = |line: &str| {
        let mut parts = line.split('\t').skip(1).map(str::to_owned);
        (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    };
    stdout(&output).lines().map(of).collect()
}

#[test]
fn the_lines_of_a_paragraph_are_wrapped_wherever_they_end() {
    let text = "Harbour opens\n=============\n\nThe harbour, which `Ana\n  Borg <https://gozo.example>`__ runs, serves\n\
                Marsa and\nQormi.\n\n- Two boats left for\n  Sicily.\n";
    let said: Vec<String> = read("a.rst", text).into_iter().map(|(_, said)| said).collect();
    let expected = [
        "Harbour opens",
        "The harbour, which Ana Borg runs, serves Marsa and Qormi.",
        "Two boats left for Sicily.",
    ];
    assert_eq!(said, expected);
    let text = "= Harbour opens\n\nThe harbour, which https://gozo.example[Ana\nBorg] runs, serves\nMarsa.\n";
    assert_eq!(read("a.adoc", text)[1].1, "The harbour, which Ana Borg runs, serves Marsa.");
}

#[test]
fn a_header_without_a_date_has_none() {
    let text = "= Harbour opens\nAna Borg\n:tags: a\n---\n\nThe harbour opens.\n";
    let zones: Vec<String> = read("a.adoc", text).into_iter().map(|(zone, _)| zone).collect();
    assert_eq!(zones, ["headline", "byline", "lead"]);
}

/// A cell a line, cells that go over columns, and cells that go on.
#[test]
fn tables_of_asciidoc_have_the_rows_that_they_show() {
    let text = "= Harbour counts\n\nThe harbour counted its boats.\n\n[%header,cols=\"2,1,1\"]\n|===\n|Town\n|Boats\n|Tugs\n\n\
                |Marsa,\nthe old port\n|12\n|3\n\n|Qormi\n|30\n|4\n\n2+|Both |8\n\n|Total\n|43\n|7\n|===\n";
    let cells: Vec<String> = read("a.adoc", text).into_iter().skip(2).map(|(_, said)| said).collect();
    assert_eq!(cells[3..5], ["Marsa,", "the old port"]);
    assert_eq!(cells.len(), 15);
    let text = text.replace("2+|Both |8\n\n", "").replace("\nthe old port", "");
    let folder = Folder::new(&[("a.adoc", &text)]);
    let found = findings(&folder.run(&["check", "--no-config", "--format", "jsonl", "a.adoc"]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["message"], "the rows of \"Boats\" add up to 42, not 43");
    let csv = "= Harbour counts\n\nThe harbour counted its boats.\n\n,===\nMarsa,12\nTotal,12\n,===\n";
    assert_eq!(read("a.adoc", csv).len(), 6);
}
