//! Rules between articles: what each article claims, and what a rule finds among the claims of many.
//!
//! Two articles are never read side by side. Each is read once ([`audit`]), and each fact that a rule of
//! scope `archive` selects becomes a [`Claim`]: a key, and the attributes that the rule speaks of. Whoever
//! keeps the claims brings those of one key together in a [`Group`], which compares them.

mod put;
mod relate;

use compact_str::CompactString;

use crate::Span;
use crate::document::{Article, Document};
use crate::finding::{Finding, Severity, tell_once};
use crate::lint::{Linter, tell_apart};

pub use relate::Group;
pub(crate) use relate::in_document;

/// A fact of an article that other articles may contradict, for a rule of scope `archive`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The id of the rule.
    pub rule: CompactString,
    /// A hash of the rule and of the attributes that must be alike. Claims of one key are comparable.
    pub key: u64,
    /// The fact, as a JSON object on one line: the attributes that the rule speaks of.
    pub value: String,
    /// The place of the fact, in bytes of the document's text.
    pub span: Span,
}

/// A claim as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// A number that no other claim has.
    pub id: i64,
    /// A number that no other article has.
    pub article: i64,
    /// The day the article was published: "2024-03-12".
    pub date: Option<String>,
    /// [`Claim::value`](Claim::value).
    pub value: String,
    /// The text at the claim's place.
    pub words: String,
}

/// A finding between two articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Between {
    /// The [`Stated::id`] of the claim that the finding is about.
    pub at: i64,
    /// The [`Stated::id`] of the claim of another article that contradicts it.
    pub counterpart: i64,
    /// The severity of its rule.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Sixteen hexadecimal digits, a hash of the rule, of what the two claims have alike and of what each
    /// says. It is the same wherever the articles stand. If two findings of a group are alike, the second has
    /// another fingerprint.
    pub fingerprint: String,
}

/// The findings in one article, by place and then by rule, and its claims, by rule and then by place. The
/// facts are read once. Pure; rules that are off find and claim nothing.
#[must_use]
pub fn audit(linter: &Linter, document: &Document, article: &Article) -> (Vec<Finding>, Vec<Claim>) {
    let (mut findings, claims, _) = every_and_claims(linter, document, article);
    tell_apart(&mut findings);
    tell_once(&mut findings, |finding| finding);
    (findings, claims)
}

/// The findings in one article, with those that repeat another, its claims, and its day of publication.
/// Findings that are alike have one fingerprint.
pub(crate) fn every_and_claims(
    linter: &Linter,
    document: &Document,
    article: &Article,
) -> (Vec<Finding>, Vec<Claim>, Option<String>) {
    let (mut findings, mut claims, mut published) = (Vec::new(), Vec::new(), None);
    article.parts(&document.text, |part| {
        let facts = linter.facts(document, part);
        findings.extend(linter.findings(&facts, part));
        let facts = facts.with_article(part);
        let rules = linter.running().filter(|rule| rule.is_archive());
        rules.for_each(|rule| put::claims(rule, &facts, &mut claims));
        published = published.take().or_else(|| facts.published());
    });
    (findings, claims, published)
}
