//! Runs the examples that rules carry, and finds the clauses that no example needs.

mod coverage;

pub use coverage::{Unexercised, coverage};

use crate::Span;
use crate::claims;
use crate::document::Document;
use crate::edit::Edits;
use crate::lint::Linter;
use crate::rules::{Example, Rule};

/// The result of running the examples of some rules.
#[derive(Clone, Debug, Default)]
pub struct SelfTest {
    /// How many examples were run.
    pub examples: usize,
    /// The examples that failed.
    pub failures: Vec<Failure>,
}

/// An example that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The rule's id.
    pub rule: String,
    /// The rule's file.
    pub file: String,
    /// "fires" or "silent" and its place among them, from 1.
    pub example: String,
    /// What was found instead.
    pub what: String,
}

impl SelfTest {
    /// Runs the examples of the rules that `of` picks, each against all rules of the linter, so
    /// that precedence between rules is tested too.
    #[must_use]
    pub fn run(linter: &Linter, of: impl Fn(&Rule) -> bool) -> Self {
        let mut test = Self::default();
        for rule in linter.rules().all().iter().filter(|r| of(r)) {
            let fires = rule.fires().iter().map(|e| ("fires", e, true));
            let silent = rule.silent().iter().map(|e| ("silent", e, false));
            for (n, (name, example, must)) in fires.chain(silent).enumerate() {
                test.examples += 1;
                let place = if must { n } else { n - rule.fires().len() };
                if let Some(what) = failure(linter, rule, example, must) {
                    test.failures.push(Failure {
                        rule: rule.id.to_string(),
                        file: rule.file.to_string(),
                        example: format!("{name} {}", place + 1),
                        what,
                    });
                }
            }
        }
        test
    }
}

fn failure(linter: &Linter, rule: &Rule, example: &Example, must: bool) -> Option<String> {
    let (document, expected) = read(example);
    let note = example.note.as_deref();
    let findings = in_example(rule, &document, linter);
    let found: Vec<Span> = findings.iter().map(|f| f.0).collect();
    if must && expected.is_empty() {
        return Some("marks no place «so»".to_owned());
    }
    if found != expected {
        let show = |spans: &[Span]| match spans {
            [] => "nothing".to_owned(),
            _ => spans.iter().map(|s| format!("«{}»", s.of(&document.text))).collect::<Vec<_>>().join(", "),
        };
        let expected = if must { show(&expected) } else { format!("nothing ({})", note.unwrap_or_default()) };
        return Some(format!("expected {expected}, found {}", show(&found)));
    }
    let said = findings.first().map(|f| f.1.as_str());
    match note.filter(|_| must) {
        Some(note) if said != Some(note) => {
            Some(format!("expected the message \"{note}\", found \"{}\"", said.unwrap_or_default()))
        }
        _ => misfixed(linter, rule, &document, example.fixed.as_deref()?.trim_start()),
    }
}

/// The article as the rule's fixes make it, if it is not the expected one, or if there is more to fix in it.
fn misfixed(linter: &Linter, rule: &Rule, document: &Document, fixed: &str) -> Option<String> {
    let fixes = |document: &Document| {
        let findings = linter.every(document).into_iter().filter(|finding| finding.rule == rule.id);
        findings.filter_map(|finding| finding.fix).collect::<Vec<_>>()
    };
    let mut edits = Edits::default();
    for fix in fixes(document) {
        edits.add(&fix.edits);
    }
    let made = edits.apply(document.text.as_bytes(), |span| span);
    let made = String::from_utf8_lossy(&made);
    if made != fixed {
        return Some(format!("expected, once it is fixed, \"{fixed}\", found \"{made}\""));
    }
    let more = fixes(&Document::plain("example", made));
    (!more.is_empty()).then(|| "the fixed text has more to fix".to_owned())
}

/// The findings of a rule in an example: each place with its message and help. For a rule between articles
/// the articles of an example are a small archive.
pub(crate) fn in_example(
    rule: &Rule,
    document: &Document,
    linter: &Linter,
) -> Vec<(Span, String, Option<String>)> {
    if rule.is_archive() {
        let between = claims::in_document(rule, document, linter).into_iter();
        return between.map(|(span, found)| (span, found.message, found.help)).collect();
    }
    let findings = linter.document(document).into_iter().filter(|f| f.rule == rule.id);
    findings.map(|f| (f.span, f.message, f.help)).collect()
}

/// The article of an example without white space before it and without marks, and the marked places.
pub(crate) fn read(example: &Example) -> (Document, Vec<Span>) {
    let (text, marked) = unmark(example.text.trim_start());
    (Document::plain("example", &text), marked)
}

/// A text without its marks, and the marked spans.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::with_capacity(marked.len()), Vec::new(), None);
    for c in marked.chars() {
        match c {
            '«' => open = Some(text.len() as u32),
            '»' => spans.extend(open.take().map(|start| Span::new(start, text.len() as u32))),
            c => text.push(c),
        }
    }
    (text, spans)
}
