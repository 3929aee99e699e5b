//! What is not read: files of another kind than their name says, and runs that read nothing.

use crate::common::folder::Folder;
use crate::common::{findings, run_with_input, snapshot, stderr, stdout};
use serde_json::Value;

/// What would be read as plain text, or with its text left out, and come out clean.
#[test]
fn what_is_of_another_kind_than_its_name_says_is_refused_with_the_way_out() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><item><title>Two held</title></item></channel></rss>";
    let folder = Folder::new(&[
        ("feed.txt", rss),
        ("page.txt", "<!doctype html><title>Two held</title><p>Police held two."),
        ("note.txt", "{\\rtf1\\ansi Two held}"),
        ("paper.txt", "%PDF-1.7\n1 0 obj\n"),
        ("paper.pdf", "%PDF-1.7\n1 0 obj\n"),
        ("mail.txt", "Received: by gozo\nSubject: Two held\n\nPolice held two."),
        ("record.md", "[{\"title\": \"Two held\", \"body\": \"Police held two.\"}]"),
        ("project.xml", "<?xml version=\"1.0\"?>\n<project><name>x</name></project>"),
        ("sheet", "<?xml version=\"1.0\"?>\n<workbook/>"),
        ("noise", "\u{1}\u{2}\u{3}\u{4}ab"),
        ("thesis.tex", "\\documentclass{article}\nTwo were held."),
    ]);
    folder.write("twice.txt", "The the ferry left.\n");
    let names = [
        "feed.txt",
        "page.txt",
        "note.txt",
        "paper.txt",
        "paper.pdf",
        "mail.txt",
        "record.md",
        "project.xml",
        "sheet",
        "noise",
        "thesis.tex",
        "twice.txt",
    ];
    let output = folder.run(&[&["check", "--no-config", "--format", "compact"], names.as_slice()].concat());
    assert_eq!(output.status.code(), Some(2));
    snapshot("refused-kinds", &format!("{}{}", stdout(&output), stderr(&output)));
    // Asked for by name, a format is read.
    let output = folder.run(&["check", "--no-config", "--input-format", "xml", "feed.txt"]);
    assert_eq!(stderr(&output), "warning: feed.txt: record 1, line 1: it has a headline and no text\n");
    assert_eq!(
        folder.run(&["check", "--no-config", "--input-format", "text", "feed.txt"]).status.code(),
        Some(0)
    );
}

#[test]
fn a_file_whose_name_says_nothing_is_told_by_its_bytes() {
    for name in ["articles.rss", "articles.newsml", "articles-ninjs-1.json", "articles.mbox", "articles.warc"]
    {
        let bytes =
            std::fs::read(format!("{}/tests/formats/{name}", env!("CARGO_MANIFEST_DIR"))).expect("read");
        let output = run_with_input(&["check", "--no-config", "--format", "jsonl", "-"], &bytes);
        assert_eq!(findings(&output).len(), 6, "{name}: {}", stderr(&output));
    }
}

#[test]
fn a_run_that_reads_nothing_fails_and_says_why() {
    let folder = Folder::new(&[
        ("empty/.keep", ""),
        ("unread/a.pdf", "%PDF-1.7"),
        ("unread/b.PDF", "%PDF-1.7"),
        ("unread/feed.rss", "<rss/>"),
        ("unread/records.jsonl.gz", ""),
        ("unread/LICENSE", "x"),
        ("unread/old.txt", "x"),
        ("unread/factlint.toml", "exclude = [\"old.txt\"]\n"),
        ("some/a.txt", "The ferry left.\n"),
        ("some/b.pdf", "%PDF-1.7"),
    ]);
    let mut said = String::new();
    for arguments in [["check", "empty"], ["check", "unread"], ["text", "unread"], ["facts", "empty"]] {
        let output = folder.run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        said += &format!("$ factlint {}\n{}{}", arguments.join(" "), stdout(&output), stderr(&output));
    }
    let output = folder.run(&["check", "some"]);
    assert_eq!(output.status.code(), Some(0));
    said += &format!("$ factlint check some\n{}", stdout(&output));
    snapshot("nothing-read", &said);
    let output = folder.run(&["check", "--format", "json", "some"]);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&report["summary"]["files"], &report["summary"]["passed_over"]), (&1.into(), &1.into()));
    // What is named and excluded on purpose is no mistake.
    assert_eq!(folder.run(&["check", "--force-exclude", "unread/old.txt"]).status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn files_whose_names_are_no_text_are_all_read() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new(&[]);
    for name in [b"a\xff.txt".as_slice(), b"a\xfe.txt"] {
        let path = folder.path("").join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(path, "The the ferry left.\n").expect("written");
    }
    let output = folder.run(&["check", "--no-config", "--format", "compact", "."]);
    assert_eq!(
        stdout(&output),
        "a\\xfe.txt:1:1: error text.doubled-word \"The\" stands twice\n\
         a\\xff.txt:1:1: error text.doubled-word \"The\" stands twice\n"
    );
}
