//! What patterns match in a few sentences.

use serde::Deserialize;

use super::{Pattern, RawPattern};
use crate::document::Document;
use crate::facts::{Facts, Grammar};
use crate::lexicon::Lexicon;

#[derive(Deserialize)]
struct File {
    pattern: RawPattern,
}

/// The words of each match of a pattern in a text.
fn matched(elements: &str, text: &str) -> Vec<String> {
    let file: File = toml::from_str(&format!("pattern = [{elements}]")).expect("TOML");
    let mut lexicon = Lexicon::builtin(&[]).expect("the lists load");
    let grammar = Grammar::builtin(&mut lexicon).expect("the grammar loads");
    let mut problems = Vec::new();
    let pattern = Pattern::compile(&file.pattern, &mut lexicon, &mut problems);
    assert!(problems.is_empty(), "{problems:?}");
    let document = Document::plain("text", text);
    let facts = Facts::read(&document, &document.articles[0], &lexicon, &grammar);
    let words = |of: super::Match| facts.span(of.tokens.0, of.tokens.1).of(text).to_owned();
    pattern.matches(&facts, |_| true, &lexicon).into_iter().map(words).collect()
}

#[test]
fn words_classes_facts_and_gaps_match_in_one_sentence() {
    let text = "The crew of the yacht saved three boys. Three girls swam to the coast guard near Gozo.";
    for (elements, expected) in [
        (r#"{ word = "coast" }, { word = "guard" }"#, vec!["coast guard"]),
        (r#"{ word = "Crew" }"#, vec!["crew"]),
        (r#"{ fact = "count" }"#, vec!["three boys", "Three girls"]),
        (r#"{ fact = "count", where = { noun = "girl" } }"#, vec!["Three girls"]),
        (r#"{ class = "determiner" }, { word = ["yacht", "coast"] }"#, vec!["the yacht", "the coast"]),
        (r#"{ word = "crew" }, { gap = 3 }, { word = "saved" }"#, vec!["crew of the yacht saved"]),
        // No match goes over the end of a sentence, and a gap is no longer than it may be.
        (r#"{ word = "boys" }, { gap = 3 }, { word = "girls" }"#, vec![]),
        (r#"{ word = "crew" }, { gap = 2 }, { word = "saved" }"#, vec![]),
        (r#"{ word = "harbour" }"#, vec![]),
    ] {
        assert_eq!(matched(elements, text), expected, "{elements}");
    }
}

#[test]
fn what_is_optional_may_be_absent() {
    let elements = r#"{ word = "the" }, { word = "old", optional = true }, { word = "pier" }"#;
    assert_eq!(matched(elements, "They saw the pier and the old pier."), ["the pier", "the old pier"]);
}

#[test]
fn a_repeated_word_is_the_same_in_any_case() {
    let elements = r#"{ class = "determiner", as = "word" }, { same = "word" }"#;
    assert_eq!(matched(elements, "The the tug came to the quay."), ["The the"]);
}
