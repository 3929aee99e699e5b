//! What holds for any text.

use factlint::{Document, Linter};
use jiff::civil;
use proptest::prelude::*;
use std::sync::LazyLock;

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::builtin().expect("what ships loads"));

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
                prop_assert!(block.span.start <= fact.span.start && fact.span.end <= block.span.end);
                prop_assert!(fact.span.start < fact.span.end);
                prop_assert!(document.text.get(fact.span.range()).is_some());
                let sentence = facts.sentences[fact.sentence as usize];
                prop_assert!(sentence.0 <= fact.tokens.1 && fact.tokens.0 < sentence.1);
                // Authorities of several countries share their words; a count may end in the noun
                // phrase of the next ("two of the eight suspects").
                if !matches!(fact.kind().name(), "authority" | "count" | "spacing") {
                    let end = ends.insert(fact.kind(), fact.span.end).unwrap_or(0);
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
        let text = format!("Heading here\n\n{}", text.replace("\n\nSource", "\nSource"));
        let alone = Document::plain("any", text.clone());
        let longer = Document::plain("any", format!("{text}\n\nThe weather was fine all week.\n"));
        let spans = |document: &Document| -> Vec<_> {
            let article = &document.articles[0];
            LINTER.facts(document, article).all().iter().map(|f| (f.kind(), f.span)).collect()
        };
        if alone.articles[0].blocks.len() > 1 {
            prop_assert_eq!(spans(&alone), spans(&longer));
        }
    }
}

#[test]
fn every_day_from_1990_to_2040_is_read_in_every_order() {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut day = civil::date(1990, 1, 1);
    let mut text = String::new();
    let mut expected = Vec::new();
    while day.year() < 2041 {
        let (d, month, y) = (day.day(), months[day.month() as usize - 1], day.year());
        let weekday = day.strftime("%A");
        text.push_str(&format!(
            "It sank on {d} {month} {y}, or {month} {d}, {y}, or {weekday}, {d} {month} {y}, or {weekday}, {} {d}, {y}, or {y}-{:02}-{d:02}.\n\n",
            day.strftime("%b.").to_string().replace("May.", "May"),
            day.month(),
        ));
        expected.extend([day; 5]);
        day = day.tomorrow().expect("there is one");
    }
    let document = Document::plain("days", text);
    let facts = LINTER.facts(&document, &document.articles[0]);
    let read: Vec<civil::Date> = facts
        .all()
        .iter()
        .filter_map(|f| match f.value {
            factlint::facts::Value::Date(date) => date.civil(),
            _ => None,
        })
        .collect();
    assert_eq!(read.len(), expected.len());
    assert!(read.iter().eq(&expected), "{:?}", read.iter().zip(&expected).find(|(a, b)| a != b));
    let wrong: Vec<_> =
        LINTER.document(&document).into_iter().filter(|f| f.severity == factlint::Severity::Error).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
