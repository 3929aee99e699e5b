//! The identity of a violation, of which the fingerprint of its finding is made: it stays the same wherever
//! in the article the finding comes to stand.
//!
//! A violation at one place is known by the words there and the words beside them. A violation between facts
//! is known by the facts alone: which of several mentions a finding marks can depend on their order, and a
//! paragraph that moves must not make a new finding.

use xxhash_rust::xxh3::xxh3_64;

use super::relation::{Of, Relation, agree, count, order};
use super::{Rule, Violation};
use crate::Span;
use crate::document::Zone;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::text::TokenKind;

/// How many words on each side of a place are part of its identity.
const BESIDE: usize = 2;

/// How many words and marks on each side are looked at for these. Without such a limit a row of marks alone
/// would be walked through for each finding in it.
const NEAR: usize = 64;

impl Rule {
    /// A hash of what a violation is about, for a finding at `span`. Linear in the words that go into it.
    pub(super) fn identity(&self, violation: &Violation<'_>, span: Span, facts: &Facts<'_>) -> u64 {
        let mut parts = vec![self.id.to_string()];
        let said = |name: usize, key: Key| {
            let value = violation.fact(name).and_then(|fact| fact.attr(key));
            value.map_or_else(String::new, |value| value.to_string())
        };
        let mut compared = |first: usize, second: usize, key: Key| {
            parts.extend(violation.named(first).map(|first| words(first.span, facts)));
            parts.push(said(second, key));
        };
        match &self.relation {
            Relation::Agree(agree::Agree::Between(of)) if !self.is_captured(of.claim) => {
                compared(of.claim, of.other, of.value);
            }
            Relation::Order(order::Order { of: Of::Two(first, second), right, .. })
                if !self.is_captured(*first) =>
            {
                compared(*first, *second, *right);
            }
            Relation::Cover(of) => parts.extend(of.alike.on.iter().map(|&key| said(of.of, key))),
            Relation::Count(count::Count::Most { of, alike, .. }) => {
                parts.extend(alike.on.iter().map(|&key| said(*of, key)));
            }
            Relation::Vary(of) => {
                // The order of the text can decide which of two forms is the usual one, and in which form the
                // attributes of a thing name it.
                let mut forms = [said(of.of, of.value), said(of.other, of.value)];
                forms.sort();
                let thing =
                    |&key: &Key| forms.iter().rev().fold(said(of.of, key), |s, form| s.replace(form, ""));
                parts.extend(of.alike.on.iter().map(thing));
                parts.extend(forms);
            }
            _ => self.at_place(violation, span, facts, &mut parts),
        }
        xxh3_64(parts.join("\n").to_lowercase().as_bytes())
    }

    /// Adds the words of a place, those of the violation's other names, and the words beside the place. Facts
    /// that are only `given` are left out.
    fn at_place(&self, violation: &Violation<'_>, span: Span, facts: &Facts<'_>, parts: &mut Vec<String>) {
        let subject = self.relation.subject();
        let span = match violation.fact(subject) {
            // The lead stands for the article: it is wherever the article begins.
            Some(fact) if fact.kind() == Kind::Paragraph && self.is_lead(subject) => return,
            // A paragraph or quotation stays the same if more is written at its other end.
            Some(fact) if matches!(fact.kind(), Kind::Paragraph | Kind::Quote) => telling(fact, facts),
            _ => span,
        };
        parts.push(words(span, facts));
        let own = violation.bounds.iter().filter(|b| !self.given.contains(&b.name));
        let apart = own.map(|b| b.span).filter(|s| !span.overlaps(*s));
        parts.extend(apart.map(|s| words(s, facts)));
        // A thing that lacks another, and is told once for the article, lacks it wherever it stands.
        if self.once.is_none() || !matches!(self.relation, Relation::Require(_)) {
            parts.push(beside(span, facts));
        }
    }

    fn is_lead(&self, name: usize) -> bool {
        let lead = Some(std::iter::once(Zone::Lead).collect());
        self.selectors[name].as_ref().is_some_and(|selector| selector.zones == lead)
    }
}

/// The sentence by which a paragraph or quotation is known: the last where that ends in a colon, and so
/// announces something, else the first.
fn telling(fact: &Fact, facts: &Facts<'_>) -> Span {
    let (first, last) = fact.tokens;
    if fact.attr(Key::Ends) == Some(Attr::Text("colon")) {
        let sentence = facts.sentences[facts.sentence_of(last as usize - 1)];
        facts.span(sentence.0.max(first) as usize, last as usize)
    } else {
        let sentence = facts.sentences[fact.sentence as usize];
        facts.span(first as usize, sentence.1.min(last) as usize)
    }
}

/// The tokens of a span, as indices.
fn tokens(span: Span, facts: &Facts<'_>) -> (usize, usize) {
    let from = facts.tokens.partition_point(|token| token.end <= span.start);
    (from, facts.tokens.partition_point(|token| token.start < span.end))
}

/// The words and marks of a span, with one space between them.
fn words(span: Span, facts: &Facts<'_>) -> String {
    let (from, to) = tokens(span, facts);
    let words: Vec<&str> =
        facts.tokens[from..to.max(from)].iter().map(|token| token.of(facts.text)).collect();
    words.join(" ")
}

/// The words before and after a span, in its sentence.
fn beside(span: Span, facts: &Facts<'_>) -> String {
    let (from, to) = tokens(span, facts);
    let sentence = |token: usize| facts.sentences.get(facts.sentence_of(token));
    let start = sentence(from).map_or(from, |&(start, _)| from.min(start as usize));
    let end = sentence(to.saturating_sub(1)).map_or(to, |&(_, end)| to.max(end as usize));
    let is_word = |at: usize| facts.tokens[at].kind != TokenKind::Mark;
    let mut near = nearest((start..from).rev(), is_word);
    near.reverse();
    near.extend(nearest(to..end, is_word));
    let words: Vec<&str> = near.into_iter().map(|at| facts.tokens[at].of(facts.text)).collect();
    words.join(" ")
}

/// The nearest words among tokens. Looks at no more than [`NEAR`].
fn nearest(tokens: impl Iterator<Item = usize>, is_word: impl Fn(usize) -> bool) -> Vec<usize> {
    tokens.take(NEAR).filter(|&at| is_word(at)).take(BESIDE).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_row_of_marks_is_not_walked_through_for_each_of_them() {
        for (marks, words) in [(200_000, 0), (10, BESIDE)] {
            let looks = Cell::new(0);
            let is_word = |at: usize| {
                looks.set(looks.get() + 1);
                at >= marks
            };
            let found = nearest(0..marks + 5, is_word);
            assert!(looks.get() <= NEAR, "{} looks at {marks} marks", looks.get());
            assert_eq!(found.len(), words);
        }
    }
}
