//! Markdown: the same findings as of plain text, at the bytes where they are written.

use std::path::Path;

use crate::common::{findings, run, run_with_input, snapshot, stdout};
use factlint::formats;
use factlint::{Document, Span, document};
use proptest::prelude::*;

/// A finding: rule, message, article, and the bytes at its place.
type Told = (String, String, u64, String);

fn told(path: &str) -> Vec<Told> {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("read");
    let output = run(&["check", "--no-config", "--format", "jsonl", path]);
    let told = |finding: &serde_json::Value| {
        let text = |key: &str| finding[key].as_str().expect("text").to_owned();
        let at = |key: &str| finding[key].as_u64().expect("a byte") as usize;
        let words = String::from_utf8_lossy(&bytes[at("start")..at("end")]).into_owned();
        (text("rule"), text("message"), finding["article"]["index"].as_u64().expect("a number"), words)
    };
    findings(&output).iter().map(told).collect()
}

fn read(text: &str) -> Document {
    let format = formats::named("markdown").expect("it is a format");
    format.read("a.md", text.as_bytes().to_vec(), &document::Reading::default()).expect("it is text")
}

fn blocks(text: &str) -> Vec<(&'static str, String)> {
    let document = read(text);
    let articles = document.articles.iter().flat_map(|article| &article.blocks);
    articles.map(|block| (block.zone.name(), block.span.of(&document.text).to_owned())).collect()
}

fn zones(text: &str) -> Vec<(&'static str, String)> {
    blocks(text)
}

#[test]
fn the_findings_are_those_of_plain_text() {
    let (text, markdown) = (told("tests/formats/articles.txt"), told("tests/formats/articles.md"));
    let say = |told: &[Told]| told.iter().map(|t| (t.0.clone(), t.1.clone(), t.2)).collect::<Vec<_>>();
    assert_eq!(say(&markdown), say(&text));
    let words = |told: &[Told]| told.iter().map(|t| t.3.clone()).collect::<Vec<_>>();
    assert_eq!(words(&markdown)[..4], ["Ten sailors", "the *the", "nine** seven", "31&#32;November 2023"],);
    assert_eq!(words(&markdown)[4..], words(&text)[4..]);
}

#[test]
fn an_article_is_what_a_reader_sees() {
    let text = "\
---
title: \"Two held\"
source: Harbour Gazette
date: 2024-03-12T09:30:00Z
tags: [a, b]
---

<!-- factlint-ignore text: as it was -->
Police held **tw**o `men`\\_ &mdash; 20&nbsp;000
euros were found.[^1]

<div>the the</div>

## The raid

1. Malta: *customs*

   on the quay
2. Italy

| Port | Boats |
|------|-------|
| Mgarr | 12 |

    the the code

[^1]: Said the court.
";
    let expected = [
        ("headline", "Two held"),
        ("source", "source: Harbour Gazette"),
        ("dateline", "2024-03-12"),
        ("lead", "Police held two men_ — 20\u{a0}000\neuros were found."),
        ("body", "The raid"),
        ("list", "Malta: customs"),
        ("list", "on the quay"),
        ("list", "Italy"),
        ("table", "Port"),
        ("table", "Boats"),
        ("table", "Mgarr"),
        ("table", "12"),
        ("body", "Said the court."),
    ];
    assert_eq!(zones(text), expected.map(|(zone, text)| (zone, text.to_owned())));
    let document = read(text);
    assert_eq!(document.comments.len(), 1);
}

#[test]
fn the_first_heading_is_the_headline_and_a_later_one_is_text() {
    let zone = |text| zones(text).into_iter().map(|(zone, _)| zone).collect::<Vec<_>>();
    assert_eq!(
        zone("## Two held\n\nPolice held two.\n\n# More\n\nSo."),
        ["headline", "lead", "body", "body"]
    );
    assert_eq!(zone("Police held two.\n\n## More\n\nSo."), ["lead", "body", "body"]);
    assert_eq!(zone("+++\ntitle = 'Two held'\n+++\nPolice held two."), ["headline", "lead"]);
}

#[test]
fn what_is_found_is_shown_as_it_is_read() {
    snapshot("formats-markdown", &stdout(&run(&["check", "--no-config", "tests/formats/articles.md"])));
}

#[test]
fn an_ignore_and_another_name_for_standard_input() {
    let article = "<!-- factlint-ignore text.doubled-word: so said -->\nOf the **the** pumps.\n";
    let check = |flags: &[&str]| {
        let arguments = [&["check", "--no-config", "--format", "jsonl", "-"], flags].concat();
        findings(&run_with_input(&arguments, article.as_bytes())).len()
    };
    assert_eq!(check(&["--stdin-path", "a.md"]), 0);
    assert_eq!(check(&["--input-format", "markdown"]), 0);
}

/// Marks round words and inside them, that a reader does not see.
const MARKS: [(&str, &str); 5] =
    [("**", "**"), ("_", "_"), ("[", "](https://a.example)"), ("~~", "~~"), ("`", "`")];

proptest! {
    #[test]
    fn marks_round_words_move_no_fact(marks in proptest::collection::vec(0usize..8, 12)) {
        let words = ["On", "Friday,", "8", "March", "2024", "nine", "sailors", "paid", "EUR", "1.5", "million", "off Gozo."];
        let marked = words.iter().zip(&marks).map(|(word, &mark)| match MARKS.get(mark) {
            Some((before, after)) => format!("{before}{word}{after}"),
            None => (*word).to_owned(),
        });
        let source = marked.collect::<Vec<_>>().join(" ");
        let document = read(&source);
        prop_assert_eq!(&document.text, &words.join(" "));
        let mut from = 0;
        for word in words {
            let at = document.text[from..].find(word).expect("it is there") + from;
            from = at + word.len();
            let bytes = document.origin.bytes(Span::new(at as u32, from as u32));
            prop_assert_eq!(&source[bytes.start as usize..bytes.end as usize], word);
        }
    }

    #[test]
    fn any_text_is_read(text in "[-#*_`\\[\\]()<>!&;:|~+=.\\n\\r \"a-z0-9é\u{a0}]{0,200}") {
        let document = read(&text);
        for block in document.articles.iter().flat_map(|article| &article.blocks) {
            let bytes = document.origin.bytes(block.span);
            prop_assert!(text.get(bytes.start as usize..bytes.end as usize).is_some(), "{bytes:?}");
        }
    }
}
