//! What an article claims.

use compact_str::CompactString;

use crate::Span;
use crate::document::{Article, Document};
use crate::finding::{Finding, tell_once};
use crate::lint::{Linter, tell_apart};
use crate::rules::Rule;

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

impl Linter {
    /// The findings in one article, by place and then by rule, and what it claims, by rule and then by
    /// place. The facts are read once. Pure; the rules that are off find and claim nothing.
    #[must_use]
    pub fn audit(&self, document: &Document, article: &Article) -> (Vec<Finding>, Vec<Claim>) {
        let (mut findings, claims, _) = self.every_and_claims(document, article);
        tell_apart(&mut findings);
        tell_once(&mut findings, |finding| finding);
        (findings, claims)
    }

    /// The same with the findings that repeat another, and the day of publication. Those alike still
    /// have one fingerprint.
    pub(crate) fn every_and_claims(
        &self,
        document: &Document,
        article: &Article,
    ) -> (Vec<Finding>, Vec<Claim>, Option<String>) {
        let facts = self.facts(document, article);
        let findings = self.findings(&facts, article);
        let facts = facts.with_article(article);
        let mut claims = Vec::new();
        self.running()
            .filter(|rule| rule.is_archive())
            .for_each(|rule: &Rule| rule.claims(&facts, &mut claims));
        (findings, claims, facts.published())
    }
}
