//! Facts against sentences labelled by hand: precision and recall by kind.
//!
//! A fact is right when its kind, its exact words and every labelled attribute are. The labels
//! of a sentence are complete for the kinds measured, so a fact of such a kind that no label
//! names is wrong. `cargo test --test all labelled -- --nocapture` prints the table; with
//! `FACTLINT_LABELLED=verbose` every difference too.

use std::collections::BTreeMap;

use crate::common::LINTER;
use factlint::{Document, Span};
use serde_json::Value;

/// The least precision and recall, in hundredths, by kind.
const FLOORS: [(&str, u32); 7] = [
    ("number", 97),
    ("date", 97),
    ("money", 97),
    ("percent", 97),
    ("acronym", 97),
    ("count", 95),
    ("person", 95),
];

#[derive(Default)]
struct Score {
    labelled: u32,
    found: u32,
    right: u32,
}

impl Score {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.found.max(1))
    }

    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.labelled.max(1))
    }
}

struct Found {
    kind: &'static str,
    span: Span,
    says: BTreeMap<&'static str, String>,
    taken: bool,
}

fn found(document: &Document) -> Vec<Found> {
    let facts = document.articles.iter().flat_map(|article| {
        let facts = LINTER.facts(document, article);
        facts.all().to_vec()
    });
    facts
        .map(|fact| Found {
            kind: fact.kind().name(),
            span: fact.span,
            says: fact
                .kind()
                .attributes()
                .iter()
                .filter_map(|a| Some((a.key.name(), fact.attr(a.key)?.to_string())))
                .collect(),
            taken: false,
        })
        .collect()
}

/// Whether a fact says what a label does. Numbers are compared as numbers.
fn agrees(found: &Found, label: &serde_json::Map<String, Value>) -> bool {
    label.iter().all(|(key, wanted)| {
        let wanted = wanted.as_str().expect("labels are text");
        found.says.get(key.as_str()).is_some_and(|said| {
            let number = |text: &str| text.parse::<f64>().ok();
            said == wanted || number(said).is_some() && number(said) == number(wanted)
        })
    })
}

#[test]
fn precision_and_recall_by_kind() {
    let verbose = std::env::var_os("FACTLINT_LABELLED").is_some();
    let mut scores: BTreeMap<&str, Score> =
        FLOORS.iter().map(|(kind, _)| (*kind, Score::default())).collect();
    for line in include_str!("../../data/labelled.jsonl").lines() {
        let labelled: Value = serde_json::from_str(line).expect("JSON");
        let text = labelled["text"].as_str().expect("a text");
        let document = Document::plain("labelled", text);
        let mut found = found(&document);
        let mut missed = Vec::new();
        let mut from: BTreeMap<&str, usize> = BTreeMap::new();
        let mut last = 0;
        for label in labelled["facts"].as_array().expect("facts") {
            let (kind, words) = (label[0].as_str().expect("a kind"), label[1].as_str().expect("words"));
            let start = last.max(from.get(kind).copied().unwrap_or(0));
            let at = start + text[start..].find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
            last = at;
            from.insert(kind, at + words.len());
            let span = Span::new(at as u32, (at + words.len()) as u32);
            let score = scores.get_mut(kind).expect("a measured kind");
            score.labelled += 1;
            let says = label[2].as_object().expect("attributes");
            let hit =
                found.iter_mut().find(|f| !f.taken && f.kind == kind && f.span == span && agrees(f, says));
            match hit {
                Some(hit) => {
                    hit.taken = true;
                    score.right += 1;
                }
                None => missed.push(format!("{kind} {words:?} {}", label[2])),
            }
        }
        let extra: Vec<_> = found.iter().filter(|f| scores.contains_key(f.kind)).collect();
        for found in &extra {
            scores.get_mut(found.kind).expect("a measured kind").found += 1;
        }
        let extra: Vec<String> = extra
            .iter()
            .filter(|f| !f.taken)
            .map(|f| format!("{} {:?} {:?}", f.kind, f.span.of(text), f.says))
            .collect();
        if verbose && !(missed.is_empty() && extra.is_empty()) {
            println!("{text}");
            missed.iter().for_each(|m| println!("   - {m}"));
            extra.iter().for_each(|e| println!("   + {e}"));
        }
    }
    println!("kind      labelled  precision  recall");
    for (kind, score) in &scores {
        println!("{kind:<9} {:>8}  {:>9.3}  {:>6.3}", score.labelled, score.precision(), score.recall());
    }
    for (kind, floor) in FLOORS {
        let (floor, score) = (f64::from(floor) / 100.0, &scores[kind]);
        assert!(score.precision() >= floor && score.recall() >= floor, "{kind} is below {floor}");
    }
}
