//! What holds for any text.

use crate::common::{LINTER, Random};
use factlint::Document;
use factlint::facts::Value;
use proptest::prelude::*;

/// Words and marks that facts are made of, in any order, with some of anything between.
fn article() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "The",
        "of",
        "and",
        "in",
        "or so",
        "at least",
        "more than",
        "nine",
        "eight",
        "twenty-",
        "three",
        "hundred",
        "a",
        "half",
        "million",
        "dozen",
        "dozen dozen dozen",
        "23",
        "000",
        "1,234",
        "1.234,56",
        "250,00",
        "99999999999999999999999999999",
        "2024",
        "31",
        "April",
        "May",
        "Feb.",
        "Monday,",
        "11-14 March",
        "26 and 27 June",
        "suspects",
        "boats",
        "men",
        "(four men and three women)",
        "(",
        ")",
        ":",
        ";",
        ",",
        ".",
        "–",
        "—",
        "\"",
        "“",
        "’s",
        "'",
        "$",
        "US$",
        "EUR",
        "%",
        "per cent",
        "OCG",
        "OCGs",
        "HHS-OIG",
        "(MRC)",
        "Maritime Rescue Centre",
        "U.S.",
        "Dr.",
        "IX.",
        "France",
        "French",
        "authorities",
        "New Mexico",
        "European Investigations Orders",
        "arrested",
        "were",
        "said",
        "who",
        "of whom",
        "including",
        "others",
        "more",
        "\n",
        "\r\n",
        "\n\n",
        "\n\nSource: X\n\n",
        "  • Italy: police",
        "\u{a0}",
        "\u{2009}",
        "  ",
        "\u{feff}",
        "é",
        "漢字",
        "😀",
        "\u{301}",
        "\u{200b}",
    ]);
    let anything = prop_oneof![8 => words.prop_map(str::to_owned), 1 => ".{0,8}"];
    let glue = prop::sample::select(vec![" ", " ", " ", "", "\n"]);
    prop::collection::vec((anything, glue), 0..60)
        .prop_map(|parts| parts.into_iter().map(|(word, glue)| word + glue).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn facts_lie_on_characters_inside_their_block_and_apart_from_their_kind(text in article()) {
        let document = Document::plain("any", text);
        for article in &document.articles {
            let facts = LINTER.facts(&document, article);
            let mut ends = std::collections::HashMap::new();
            for fact in facts.all() {
                let block = article.blocks[fact.block as usize];
                // A list goes over its bullets, a breakdown over the lines of its parts.
                let list = matches!(fact.kind().name(), "list" | "breakdown");
                prop_assert!(block.span.start <= fact.span.start && (list || fact.span.end <= block.span.end));
                prop_assert!(fact.span.start < fact.span.end);
                prop_assert!(document.text.get(fact.span.range()).is_some());
                let sentence = facts.sentences[fact.sentence as usize];
                prop_assert!(sentence.0 <= fact.tokens.1 && fact.tokens.0 < sentence.1);
                // Authorities of several countries share their words; a count may end in the noun
                // phrase of the next ("two of the eight suspects").
                if !matches!(fact.kind().name(), "authority" | "count" | "spacing" | "list") {
                    // Words of different lists may share a place.
                    let list = match &fact.value {
                        Value::Word(word) => word.class.as_str(),
                        _ => "",
                    };
                    let end = ends.insert((fact.kind(), list.to_owned()), fact.span.end).unwrap_or(0);
                    prop_assert!(end <= fact.span.start, "{:?}", fact);
                }
            }
        }
    }

    #[test]
    fn linting_twice_gives_the_same(text in article()) {
        let document = Document::plain("any", text);
        prop_assert_eq!(LINTER.document(&document), LINTER.document(&document));
    }

    #[test]
    fn the_structure_of_any_text_is_shown(text in article()) {
        let document = Document::plain("any", text);
        for article in &document.articles {
            for lines in LINTER.facts(&document, article).syntax(LINTER.lexicon()) {
                prop_assert!(lines.ends_with('\n') && !lines.starts_with(char::is_whitespace));
            }
        }
    }

    #[test]
    fn findings_lie_on_characters_in_order(text in article()) {
        let document = Document::plain("any", text);
        let findings = LINTER.document(&document);
        for finding in &findings {
            let edits = finding.fix.iter().flat_map(|f| &f.edits).map(|e| e.span);
            for span in finding.labels.iter().map(|l| l.span).chain(edits).chain([finding.span]) {
                prop_assert!(document.text.get(span.range()).is_some_and(|t| !t.is_empty()));
            }
        }
        prop_assert!(findings.windows(2).all(|w| w[0].article <= w[1].article));
    }

    #[test]
    fn a_paragraph_more_leaves_the_facts_of_the_others(text in article()) {
        let text = format!("Heading here\n\nThe ferry is back.\n\n{}\n\nThe crew was tired.", text.replace("\n\nSource", "\nSource"));
        let alone = Document::plain("any", text.clone());
        let longer = Document::plain("any", format!("{text}\n\nThe weather was fine all week.\n"));
        let spans = |document: &Document| -> Vec<_> {
            let article = &document.articles[0];
            let facts = LINTER.facts(document, article);
            facts.all().iter().map(|f| (f.kind(), f.span)).filter(|(_, span)| span.end as usize <= text.len()).collect()
        };
        if alone.articles[0].blocks.len() > 1 {
            prop_assert_eq!(spans(&alone), spans(&longer));
        }
    }
}

/// Articles of the project, cut and joined at any byte, with bytes changed: what a broken file
/// may hold. The default is small; `FACTLINT_MUTATIONS` sets how many.
#[test]
fn mutated_articles_neither_panic_nor_misplace() {
    let seeds: Vec<Vec<u8>> = ["clean", "ferry", "joint-action", "results"]
        .iter()
        .map(|name| {
            std::fs::read(format!("{}/examples/{name}.txt", env!("CARGO_MANIFEST_DIR"))).expect("an example")
        })
        .collect();
    let labelled = include_str!("../../data/labelled.jsonl").as_bytes();
    let count = std::env::var("FACTLINT_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000u64);
    let mut random = Random::new(1);
    let mut next = |below: usize| random.below(below);
    for _ in 0..count {
        let mut bytes = Vec::new();
        for _ in 0..1 + next(3) {
            let source = if next(3) == 0 { labelled } else { &seeds[next(seeds.len())] };
            let from = next(source.len());
            let len = next(700);
            bytes.extend_from_slice(&source[from..source.len().min(from + len)]);
        }
        for _ in 0..next(12) {
            let at = next(bytes.len());
            match next(4) {
                0 if !bytes.is_empty() => bytes[at] = next(256) as u8,
                1 if !bytes.is_empty() => drop(bytes.remove(at)),
                2 => bytes
                    .splice(at..at, [b"\n\n", b" \xc2", b"\xa0.", b",,"][next(4)].iter().copied())
                    .for_each(drop),
                _ => bytes.insert(at, b"0123456789 .,-()\"'$%"[next(20)]),
            }
        }
        let document = Document::plain("mutated", String::from_utf8_lossy(&bytes).into_owned());
        for article in &document.articles {
            for fact in LINTER.facts(&document, article).all() {
                let block = article.blocks[fact.block as usize].span;
                assert!(document.text.get(fact.span.range()).is_some_and(|t| !t.is_empty()));
                // A list goes over its bullets, a breakdown over the lines of its parts.
                let list = matches!(fact.kind().name(), "list" | "breakdown");
                assert!(block.start <= fact.span.start && (list || fact.span.end <= block.end), "{fact:?}");
            }
        }
        for finding in LINTER.document(&document) {
            assert!(document.text.get(finding.span.range()).is_some());
        }
    }
}
