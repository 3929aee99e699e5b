//! Rules between articles: what each article claims, and what a rule finds among the claims of many.
//!
//! Two articles are never read side by side. Each is read once ([`audit`]) and what a rule of scope
//! `archive` selects is put down as a [`Claim`]: a key, and the attributes that the rule speaks of.
//! Claims of one key are brought together by whoever keeps them, and held against each other by
//! [`between`].

mod put;
mod relate;

use compact_str::CompactString;

use crate::Span;
use crate::document::{Article, Document};
use crate::finding::{Finding, Severity, tell_once};
use crate::lint::{Linter, tell_apart};

pub(crate) use relate::in_document;

/// What an article says that others may say differently: a fact, for a rule of scope `archive`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The rule it is for.
    pub rule: CompactString,
    /// A hash of the rule and of what its facts are compared by: claims of one key are comparable.
    pub key: u64,
    /// The fact, as a JSON object on one line: the attributes that the rule speaks of.
    pub value: String,
    /// Its place, in bytes of the document's text.
    pub span: Span,
}

/// A claim as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What tells this claim from all others.
    pub id: i64,
    /// What tells its article from all others.
    pub article: i64,
    /// The day the article was published: "2024-03-12".
    pub date: Option<String>,
    /// [`Claim::value`](Claim::value).
    pub value: String,
    /// The text at its place.
    pub words: String,
}

/// A finding between two articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The claim that it is about, by [`Stated::id`].
    pub at: i64,
    /// The claim of another article that it is held against.
    pub counterpart: i64,
    /// The severity of its rule.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Sixteen hexadecimal digits made of the rule, of what the two claims have alike and of what each
    /// says: the same wherever the articles stand. The second of two alike in one group has another.
    pub fingerprint: String,
}

/// The findings in one article, by place and then by rule, and what it claims, by rule and then by
/// place. The facts are read once. Pure; the rules that are off find and claim nothing.
#[must_use]
pub fn audit(linter: &Linter, document: &Document, article: &Article) -> (Vec<Finding>, Vec<Claim>) {
    let (mut findings, claims, _) = every_and_claims(linter, document, article);
    tell_apart(&mut findings);
    tell_once(&mut findings, |finding| finding);
    (findings, claims)
}

/// The same with the findings that repeat another, and the day of publication. Findings that are
/// alike still have one fingerprint.
pub(crate) fn every_and_claims(
    linter: &Linter,
    document: &Document,
    article: &Article,
) -> (Vec<Finding>, Vec<Claim>, Option<String>) {
    let facts = linter.facts(document, article);
    let findings = linter.findings(&facts, article);
    let facts = facts.with_article(article);
    let mut claims = Vec::new();
    linter.running().filter(|rule| rule.is_archive()).for_each(|rule| put::claims(rule, &facts, &mut claims));
    (findings, claims, facts.published())
}

/// What a rule of scope `archive` finds among claims that have one key. The claims come from the
/// earliest article to the latest: by date, then in any order that does not change, with the claims
/// of an article together. The memory it takes is bounded, however many claims there are; the time
/// is linear in them, but for at most 4,096 of them that are compared. Nothing is found if there is
/// no such rule, or it is off.
#[must_use]
pub fn between(linter: &Linter, rule: &str, group: &mut dyn Iterator<Item = Stated>) -> Vec<Between> {
    let rule = linter.running().find(|r| r.id == rule && r.is_archive());
    rule.map_or_else(Vec::new, |rule| relate::relate(rule, group, linter.lexicon()))
}
