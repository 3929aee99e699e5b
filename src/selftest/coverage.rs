//! Finds the clauses of a rule that no example needs: those without which every example gives the same
//! findings.

use super::unmark;
use crate::Span;
use crate::claims;
use crate::document::Document;
use crate::finding::{Fix, tell_once};
use crate::lint::Linter;
use crate::rules::Rule;

/// A clause that no example exercises.
#[derive(Clone, Debug)]
pub struct Unexercised {
    /// The rule's id.
    pub rule: String,
    /// The rule's file.
    pub file: String,
    /// The clause: `select.other: zone`, `agree: any`, `pattern[2]: optional`.
    pub clause: String,
}

/// The clauses of the rules picked by `of` that no example of theirs exercises: without such a clause, each
/// example gives the same findings. Costs the number of examples times the number of clauses.
#[must_use]
pub fn coverage(linter: &Linter, of: impl Fn(&Rule) -> bool) -> Vec<Unexercised> {
    linter.rules().all().iter().filter(|r| of(r)).flat_map(|rule| unexercised(linter, rule)).collect()
}

fn unexercised(linter: &Linter, rule: &Rule) -> Vec<Unexercised> {
    let variants = rule.without_each();
    let mut exercised = vec![false; variants.len()];
    let mut kept_silent: Vec<_> = rule.over().map(|id| (id, false)).collect();
    for example in rule.fires().iter().chain(rule.silent()) {
        let (text, _) = unmark(&example.text);
        let document = Document::plain("example", text.trim_start());
        if rule.is_archive() {
            let found = |rule: &Rule| claims::in_document(rule, &document, linter);
            let whole = found(rule);
            for ((_, variant), exercised) in variants.iter().zip(&mut exercised) {
                *exercised = *exercised || found(variant) != whole;
            }
            continue;
        }
        for article in &document.articles {
            let facts = linter.facts(&document, article);
            let found = |rule: &Rule| {
                let mut findings = Vec::new();
                rule.check(&facts, article, linter.lexicon(), &mut findings);
                tell_once(&mut findings, |finding| finding);
                findings.into_iter().map(|f| (f.span, f.fix)).collect::<Vec<(Span, Option<Fix>)>>()
            };
            let whole = found(rule);
            for ((_, variant), exercised) in variants.iter().zip(&mut exercised) {
                *exercised = *exercised || found(variant) != whole;
            }
            for (id, silent) in &mut kept_silent {
                let other = linter.rules().get(id).map(&found).unwrap_or_default();
                *silent = *silent || whole.iter().any(|(a, _)| other.iter().any(|(b, _)| a.overlaps(*b)));
            }
        }
    }
    let clauses = variants.into_iter().zip(exercised).filter(|(_, is)| !is).map(|((clause, _), _)| clause);
    let over = kept_silent.into_iter().filter(|(_, is)| !is).map(|(id, _)| format!("over: {id}"));
    let named = |clause| Unexercised { rule: rule.id.to_string(), file: rule.file.to_string(), clause };
    clauses.chain(over).map(named).collect()
}
