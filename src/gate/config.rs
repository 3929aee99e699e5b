//! A configuration ready for use: its linter, and the levels that it gives to rules.

use std::sync::{Arc, OnceLock};

use xxhash_rust::xxh3::Xxh3;

use super::ignore::{UNUSED, ignore};
use super::level::Level;
use super::levels::{Levels, SetBy};
use crate::checked::Checked;
use crate::claims::{Claim, every_and_claims};
use crate::document::{Article, Document, Fields};
use crate::finding::{Finding, Severity, tell_once};
use crate::lint::{Linter, each, tell_apart};
use crate::rules::Rule;

/// A configuration: the linter it asks for, and the severities of that linter's findings.
#[derive(Clone, Debug)]
pub struct Config {
    linter: Linter,
    /// The linter without the rules that are off.
    checking: Linter,
    levels: Levels,
    fields: Arc<Fields>,
    /// The value of [`Config::stamp`], once it was asked for.
    stamp: OnceLock<u64>,
}

/// What an audit takes from a document.
#[derive(Debug, Default)]
pub(crate) struct Audited {
    /// The findings of [`Config::every`].
    pub(crate) findings: Vec<Finding>,
    /// The claims of the articles, each with the place of its article in the file.
    pub(crate) claims: Vec<(usize, Claim)>,
    /// The day of publication of each article.
    pub(crate) published: Vec<Option<String>>,
}

impl Config {
    /// A configuration from a linter, the levels of its rules, and the fields of records that are read.
    /// Cheap.
    pub(super) fn new(linter: Linter, levels: Levels, fields: Arc<Fields>) -> Self {
        let config = Self { checking: linter.clone(), linter, levels, fields, stamp: OnceLock::new() };
        let checking = config.linter.without(|rule| config.level(rule) == Level::Off);
        Self { checking, ..config }
    }

    /// Checks a document: gives its findings with the severities that the configuration asks for, and those
    /// that a comment in the document ignores. Findings that repeat another of their article are among them,
    /// until [`Checked::tell_once`] drops them.
    #[must_use]
    pub fn check(&self, document: Document) -> Checked {
        let findings = self.every(&document);
        self.suppressed(document, findings)
    }

    /// The findings in one article with the severities of the rules: neither gated nor given fingerprints of
    /// their own.
    pub(crate) fn article(&self, document: &Document, article: &Article) -> Vec<Finding> {
        self.checking.article(document, article)
    }

    /// Makes of the findings that [`Config::article`] found in each article the result of [`Config::check`].
    pub(crate) fn gather(&self, document: Document, by_article: Vec<Vec<Finding>>) -> Checked {
        let mut findings: Vec<Finding> = by_article.into_iter().flatten().collect();
        tell_apart(&mut findings);
        self.gate(&mut findings);
        self.suppressed(document, findings)
    }

    fn suppressed(&self, document: Document, findings: Vec<Finding>) -> Checked {
        let mut checked = Checked { document, findings, suppressed: Vec::new() };
        ignore(&mut checked, self);
        checked
    }

    /// The findings in a document, with the severities that the configuration asks for.
    #[must_use]
    pub fn findings(&self, document: &Document) -> Vec<Finding> {
        let mut findings = self.every(document);
        tell_once(&mut findings, |finding| finding);
        findings
    }

    /// The findings in a document with the severities that the configuration asks for, those included that
    /// repeat another of their article. Suppressions work on these; [`Checked::tell_once`] comes after.
    #[must_use]
    pub fn every(&self, document: &Document) -> Vec<Finding> {
        let mut findings = self.checking.every(document);
        self.gate(&mut findings);
        findings
    }

    /// The findings of [`Config::every`], with the claims and days of publication by which articles are
    /// compared.
    pub(crate) fn audit(&self, document: &Document) -> Audited {
        let mut audited = Audited::default();
        let by_article = each(document, |article| every_and_claims(&self.checking, document, article));
        for ((findings, claims, published), article) in by_article.into_iter().zip(&document.articles) {
            audited.findings.extend(findings);
            audited.claims.extend(claims.into_iter().map(|claim| (article.index, claim)));
            audited.published.push(published);
        }
        tell_apart(&mut audited.findings);
        self.gate(&mut audited.findings);
        audited
    }

    /// A hash of everything in the configuration that can change the findings of a file. What ships is not
    /// part of it.
    pub(crate) fn stamp(&self) -> u64 {
        *self.stamp.get_or_init(|| {
            let mut hash = Xxh3::new();
            hash.update(&self.linter.stamp().to_le_bytes());
            for (rule, severity) in self.rules() {
                hash.update(format!("{} {}\n", rule.id, severity.name()).as_bytes());
            }
            hash.update(self.unused().name().as_bytes());
            hash.update(format!("{:?}", self.fields).as_bytes());
            hash.digest()
        })
    }

    /// The linter, with the rules and word lists that the configuration adds.
    #[must_use]
    pub const fn linter(&self) -> &Linter {
        &self.linter
    }

    /// The fields of records that are read.
    #[must_use]
    pub const fn fields(&self) -> &Arc<Fields> {
        &self.fields
    }

    /// The rules that are not off, with the severities of their findings.
    pub fn rules(&self) -> impl Iterator<Item = (&Rule, Severity)> {
        self.linter.rules().all().iter().filter_map(|rule| Some((rule, self.level(rule).severity()?)))
    }

    /// The level of a rule.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Level {
        self.level_of(&rule.id, rule.severity)
    }

    /// The severity of a rule's findings, by its id; none if the rule is off or does not exist.
    pub(crate) fn severity(&self, rule: &str) -> Option<Severity> {
        let rule = self.linter.rules().all().iter().find(|known| known.id == rule)?;
        self.level(rule).severity()
    }

    /// The entry that sets the level of a rule, by its id; none where the rule has its own severity.
    #[must_use]
    pub fn set_by(&self, rule: &str) -> Option<SetBy<'_>> {
        self.levels.find(rule)
    }

    /// The level of findings about ignores that have no effect.
    #[must_use]
    pub fn unused(&self) -> Level {
        self.level_of(UNUSED, Severity::Warning)
    }

    /// Whether a rule or group exists and no check can find anything by it, since all of it is off or
    /// compares articles. None if it does not exist.
    pub(super) fn knows(&self, name: &str) -> Option<bool> {
        let rules = self.linter.rules().all().iter();
        let mut named = rules.filter(|rule| rule.id == name || rule.group() == name).peekable();
        named.peek()?;
        Some(named.all(|rule| rule.is_archive() || self.level(rule) == Level::Off))
    }

    /// Gives findings the severities that the configuration asks for, and drops those of rules that are off.
    fn gate(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.level_of(&finding.rule, finding.severity).severity() {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        });
    }

    /// A rule of severity info is off unless the configuration sets it.
    fn level_of(&self, rule: &str, severity: Severity) -> Level {
        self.levels.find(rule).map_or_else(|| Level::unasked(severity), |by| by.level)
    }
}
