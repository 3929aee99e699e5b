//! The articles of `formats/articles.txt` as Word and OpenDocument texts: the findings are the same,
//! and what is fixed is changed in the text and nowhere else.

use crate::common::package::{members, part, read, zones};
use crate::common::{self, LINTER};
use factlint::document::{Reading, Rewrite};
use factlint::source::{Input, Part};
use factlint::{Document, Finding};

/// Each document, and which article of the text it holds.
const DOCUMENTS: [(&str, usize); 5] = [
    ("articles-1.docx", 1),
    ("articles-2.docx", 2),
    ("articles-1.odt", 1),
    ("articles-2.odt", 2),
    ("libreoffice-1.docx", 1),
];

fn path(name: &str) -> std::path::PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "formats", name].iter().collect()
}

fn document(name: &str) -> Document {
    let input = Input { name: name.to_owned(), path: Some(path(name)) };
    input.part(Part::Whole, &Reading::default()).expect("it is read")
}

/// The name of the format that a file has by its name.
fn format_of(name: &str) -> &'static str {
    factlint::formats::of_path(&path(name)).expect("a format").name()
}

/// What is said of an article: of each finding the rule, the message and the words, and then what is
/// said of other places, with the words there.
fn said(document: &Document, article: usize) -> Vec<Vec<String>> {
    let findings = LINTER.document(document);
    let here = findings.iter().filter(|finding| finding.article == article);
    here.map(|finding| {
        let words = |span: factlint::Span| span.of(&document.text).to_owned();
        let labels = finding.labels.iter().flat_map(|label| [label.text.clone(), words(label.span)]);
        [finding.rule.to_string(), finding.message.clone(), words(finding.span)]
            .into_iter()
            .chain(labels)
            .collect()
    })
    .collect()
}

#[test]
fn the_findings_are_those_of_the_plain_text() {
    let plain = document("articles.txt");
    for (name, article) in DOCUMENTS {
        let document = document(name);
        let expected = said(&plain, article);
        assert!(expected.len() > 1, "{article}");
        assert_eq!(said(&document, 1), expected, "{name}");
        assert_eq!(document.articles.len(), 1, "{name}");
    }
}

#[test]
fn places_are_bytes_of_the_part() {
    for (name, _) in DOCUMENTS {
        let document = document(name);
        let bytes = std::fs::read(path(name)).expect("read");
        let findings = LINTER.document(&document);
        let mut same = 0;
        for Finding { span, .. } in &findings {
            let xml = part(&bytes, document.origin.part(*span).expect("a part"));
            let at = document.origin.bytes(*span);
            let there = &xml[at.start as usize..at.end as usize];
            if document.origin.is_same(*span) {
                assert_eq!(there, span.of(&document.text));
                same += 1;
            } else {
                // Tags lie in between.
                assert!(there.contains('<') && there.starts_with(&span.of(&document.text)[..2]), "{there}");
            }
        }
        assert!(same > 0, "{name}");
    }
}

/// The tags of a part, and the text between them.
fn tags(xml: &str) -> (Vec<String>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    for piece in xml.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').expect("a tag");
        tags.push(tag.replace(" xml:space=\"preserve\"", ""));
        text.push_str(after);
    }
    (tags, text)
}

#[test]
fn a_fix_changes_the_text_and_nothing_else() {
    for (name, _) in DOCUMENTS.into_iter().filter(|(_, article)| *article == 1) {
        let document = document(name);
        let findings = LINTER.document(&document);
        let edits: Vec<_> =
            findings.iter().filter_map(|finding| finding.fix.as_ref()).flat_map(|fix| &fix.edits).collect();
        assert!(!edits.is_empty(), "{name}");
        let rewrites: Vec<Rewrite<'_>> = edits
            .iter()
            .flat_map(|edit| {
                document.origin.rewrites(&document.text, edit.span, &edit.text).expect("it can be changed")
            })
            .collect();
        let bytes = std::fs::read(path(name)).expect("read");
        let fixed = document.origin.write(&bytes, &rewrites).expect("it can be written");

        let mut text = document.text.clone();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        let again = read(format_of(name), fixed.clone()).expect("it is read");
        assert_eq!(again.text, text, "{name}");

        let main = document.origin.part(document.articles[0].blocks[0].span).expect("a part").to_owned();
        let (was, now) = (part(&bytes, &main), part(&fixed, &main));
        assert_eq!(tags(&was).0, tags(&now).0, "{name}");
        assert_ne!(tags(&was).1, tags(&now).1, "{name}");

        let (was, now) = (members(&bytes), members(&fixed));
        assert_eq!(was.len(), now.len());
        for (was, now) in was.iter().zip(&now) {
            if was.0 == main {
                assert_eq!((&was.0, &was.2), (&now.0, &now.2), "{name}");
            } else {
                assert_eq!(was, now, "{name}");
            }
        }
    }
}

#[test]
fn zones_are_those_of_the_styles() {
    for name in ["articles-1.docx", "articles-1.odt", "libreoffice-1.docx"] {
        let document = document(name);
        let names: Vec<&str> = zones(&document).iter().map(|(zone, _)| *zone).collect();
        let expected = ["headline", "source", "dateline", "lead", "body", "body", "body", "list", "list"];
        assert_eq!(names, expected, "{name}");
    }
}

#[test]
fn the_command_fixes_the_files_and_shows_their_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["articles-1.docx", "articles-1.odt", "libreoffice-1.docx"];
    for name in names {
        std::fs::copy(path(name), folder.path().join(name)).expect("copied");
    }
    let shown = common::check(folder.path(), &["--diff"]);
    assert_eq!(common::stderr(&shown), "3 findings would be fixed in 3 files\n");
    let diff = common::stdout(&shown);
    assert_eq!(diff.matches("\n-Of the the three tugs").count(), 3, "{diff}");
    assert_eq!(diff.matches("\n+Of the three tugs").count(), 3, "{diff}");
    let fixed = common::check(folder.path(), &["--fix", "--format", "jsonl"]);
    assert_eq!(common::stderr(&fixed), "");
    assert!(common::findings(&fixed).iter().all(|finding| finding["rule"] != "text.doubled-word"));
    for name in names {
        let bytes = std::fs::read(folder.path().join(name)).expect("read");
        let format = format_of(name);
        assert!(read(format, bytes).expect("it is read").text.contains("\nOf the three tugs"), "{name}");
    }
}

#[test]
fn edits_in_json_are_those_of_the_xml() {
    let output = common::run(&["check", "tests/formats/articles-1.docx", "--format", "jsonl"]);
    let findings = common::findings(&output);
    let found = findings.iter().find(|finding| finding["rule"] == "text.doubled-word").expect("it is found");
    let xml = part(&std::fs::read(path("articles-1.docx")).expect("read"), "word/document.xml");
    let edits = found["fix"]["edits"].as_array().expect("edits");
    assert_eq!(edits.len(), 2);
    let mut changed = xml.clone();
    for edit in edits.iter().rev() {
        assert_eq!(edit["part"], "word/document.xml");
        let byte = |key: &str| edit[key].as_u64().expect("a number") as usize;
        changed.replace_range(byte("start")..byte("end"), edit["text"].as_str().expect("text"));
    }
    assert_eq!(tags(&changed).0, tags(&xml).0);
    assert!(tags(&changed).1.contains("Of the three tugs"));
}
