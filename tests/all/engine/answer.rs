//! The check of one text as programs get it, with places in their units.

use factlint::answer::{Answer, Asked, Places};
use factlint::document::Unit;
use factlint::rules::Rule;
use serde_json::Value;

use crate::common::{CONFIG, LINTER};

fn answered(asked: &Asked<'_>, text: &str) -> Value {
    let answer = Answer::new(&CONFIG, asked, text.as_bytes().to_vec()).expect("a text");
    serde_json::from_str(&answer.json(&CONFIG)).expect("JSON")
}

/// The part of a text between two places in a unit.
fn cut(text: &str, unit: Unit, start: usize, end: usize) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    match unit {
        Unit::Utf8 => text[start..end].to_owned(),
        Unit::Utf16 => String::from_utf16(&units[start..end]).expect("whole characters"),
        Unit::Utf32 => text.chars().skip(start).take(end - start).collect(),
    }
}

#[test]
fn the_places_are_the_same_in_every_unit() {
    let examples = LINTER.rules().all().iter().flat_map(Rule::fires);
    let mut told = 0;
    for example in examples.step_by(5) {
        // Characters of two units and of several bytes before every paragraph.
        let text = example.text.replace(['«', '»'], "").replace("\n\n", "\n\nGħ \u{1f6a2} ");
        for places in [Places::Text, Places::Source] {
            let words = |unit: Unit| -> Vec<(String, Vec<String>, u64)> {
                let found = answered(&Asked { name: "draft.txt", places, unit, ..Asked::default() }, &text);
                assert_eq!(found["text"], text.as_str());
                let at = |place: &Value| {
                    let number = |key: &str| place[key].as_u64().expect("a number") as usize;
                    cut(&text, unit, number("start"), number("end"))
                };
                let all = found["findings"].as_array().expect("findings").iter();
                all.map(|finding| {
                    let labels = finding["labels"].as_array().expect("labels").iter().map(at).collect();
                    (at(finding), labels, finding["line"].as_u64().expect("a line"))
                })
                .collect()
            };
            let bytes = words(Unit::Utf8);
            assert_eq!(bytes, words(Unit::Utf16), "{text}");
            assert_eq!(bytes, words(Unit::Utf32), "{text}");
            told += bytes.len();
        }
    }
    assert!(told > 100, "{told} findings are too few to tell anything");
}

#[test]
fn a_column_counts_the_same_as_an_offset() {
    let text = "Ferry sinks\n\n\u{1f6a2} Rescuers found the nine seven sailors.\n";
    for (unit, column) in [(Unit::Utf8, 25), (Unit::Utf16, 23), (Unit::Utf32, 22)] {
        let found = answered(&Asked { name: "draft.txt", unit, ..Asked::default() }, text);
        assert_eq!(found["findings"][0]["column"], column, "{unit:?}");
        assert_eq!(found["findings"][0]["line"], 3);
        assert!(found["rules"]["count.adjacent"]["why"].is_string());
    }
}

#[test]
fn markdown_can_be_told_of_in_its_source() {
    let text = "# Ferry sinks\n\nRescuers found the **nine** *seven* sailors at at dawn.\n";
    let asked = Asked { name: "draft.md", places: Places::Source, unit: Unit::Utf8, ..Asked::default() };
    let found = answered(&asked, text);
    let words = |at: &Value| {
        cut(
            text,
            Unit::Utf8,
            at["start"].as_u64().expect("a number") as usize,
            at["end"].as_u64().expect("a number") as usize,
        )
    };
    assert_eq!(words(&found["findings"][0]), "nine** *seven");
    let edit = &found["findings"][1]["fix"]["edits"][0];
    assert_eq!((words(edit).as_str(), edit["text"].as_str()), ("at at", Some("at")));
    assert_eq!(found["articles"][0]["title"], "Ferry sinks");
}

#[test]
fn what_cannot_be_read_says_why() {
    let asked = |name, places| Asked { name, places, ..Asked::default() };
    for (name, places, bytes, said) in [
        ("draft.docx", Places::Text, &b"no archive"[..], "archive"),
        ("draft.txt", Places::Source, b"caf\xe9", "UTF-8"),
    ] {
        let error = Answer::new(&CONFIG, &asked(name, places), bytes.to_vec()).expect_err("refused");
        assert!(error.to_string().contains(said), "{error}");
    }
}
