//! Figures of any size are read or left alone: none is too large or too small to reckon with.

use factlint::Document;

use crate::common::LINTER;

/// Figures from the largest that is read to ones that no number holds, and from the smallest.
const SIZES: [&str; 6] = [
    "999999999999999999",
    "999,999,999,999,999,999",
    "0.000000000001",
    "79228162514264337593543950335",
    "999999999999999999999999999999999",
    "0",
];

/// A text with other figures in place of its own, from one of the sizes on.
fn with_sizes(text: &str, first: usize) -> String {
    let mut said = String::new();
    let mut sizes = SIZES.iter().cycle().skip(first);
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let digits = rest[at..].len() - rest[at..].trim_start_matches(|c: char| c.is_ascii_digit()).len();
        said.push_str(&rest[..at]);
        said.push_str(sizes.next().expect("a cycle"));
        rest = &rest[at + digits..];
    }
    said + rest
}

#[test]
fn every_example_can_have_figures_of_any_size() {
    for rule in LINTER.rules().all() {
        let examples = rule.fires().iter().map(|example| &example.text);
        for text in examples.filter(|text| text.bytes().any(|byte| byte.is_ascii_digit())) {
            for first in 0..2 {
                let document = Document::plain("x", with_sizes(text, first));
                let _ = LINTER.document(&document);
            }
        }
    }
}
