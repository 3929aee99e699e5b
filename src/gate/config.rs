//! What a configuration makes of rules and findings.

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

/// A configuration: the linter it asks for, and what it makes of that linter's findings.
#[derive(Clone, Debug)]
pub struct Config {
    linter: Linter,
    /// The same without the rules that are off.
    checking: Linter,
    levels: Levels,
    fields: Arc<Fields>,
    /// What [`Config::stamp`] says, once it was asked.
    stamp: OnceLock<u64>,
}

/// What an audit takes of a document.
#[derive(Debug, Default)]
pub(crate) struct Audited {
    /// As [`Config::every`] has them.
    pub(crate) findings: Vec<Finding>,
    /// What the articles claim, each with the place of its article in the file.
    pub(crate) claims: Vec<(usize, Claim)>,
    /// By article, the day of publication.
    pub(crate) published: Vec<Option<String>>,
}

impl Config {
    /// A linter, the levels of its rules, and the fields of records that are read. Cheap.
    pub(super) fn new(linter: Linter, levels: Levels, fields: Arc<Fields>) -> Self {
        let config = Self { checking: linter.clone(), linter, levels, fields, stamp: OnceLock::new() };
        let checking = config.linter.without(|rule| config.level(rule) == Level::Off);
        Self { checking, ..config }
    }

    /// What a check of a document comes to: its findings, with the severities that the configuration
    /// asks for, and those that a comment in it ignores. Findings that repeat another of their article
    /// are among them, until [`Checked::tell_once`] drops them.
    #[must_use]
    pub fn check(&self, document: Document) -> Checked {
        let findings = self.every(&document);
        self.suppressed(document, findings)
    }

    /// The findings in one article as its rules have them: neither gated nor told apart.
    pub(crate) fn article(&self, document: &Document, article: &Article) -> Vec<Finding> {
        self.checking.article(document, article)
    }

    /// What [`Config::check`] comes to, of what [`Config::article`] found in each article.
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

    /// The same, with the findings that repeat another of their article. What suppresses findings
    /// works on these; [`Checked::tell_once`] comes after.
    #[must_use]
    pub fn every(&self, document: &Document) -> Vec<Finding> {
        let mut findings = self.checking.every(document);
        self.gate(&mut findings);
        findings
    }

    /// The same, and what is needed to hold the articles against others.
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

    /// A hash of all that makes a difference to what is found in a file, but for what ships.
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

    /// What becomes of a rule's findings.
    #[must_use]
    pub fn level(&self, rule: &Rule) -> Level {
        self.level_of(&rule.id, rule.severity)
    }

    /// The severity of a rule's findings, by its id; nothing if it is off or there is none.
    pub(crate) fn severity(&self, rule: &str) -> Option<Severity> {
        let rule = self.linter.rules().all().iter().find(|known| known.id == rule)?;
        self.level(rule).severity()
    }

    /// The entry that sets the level of a rule, by its id; nothing where the rule's own severity does.
    #[must_use]
    pub fn set_by(&self, rule: &str) -> Option<SetBy<'_>> {
        self.levels.find(rule)
    }

    /// What becomes of findings on ignores that have no effect.
    #[must_use]
    pub fn unused(&self) -> Level {
        self.level_of(UNUSED, Severity::Warning)
    }

    /// Whether there is a rule or group, and then whether no check can find anything of it: all of it is
    /// off, or is about several articles.
    pub(super) fn knows(&self, name: &str) -> Option<bool> {
        let rules = self.linter.rules().all().iter();
        let mut named = rules.filter(|rule| rule.id == name || rule.group() == name).peekable();
        named.peek()?;
        Some(named.all(|rule| rule.is_archive() || self.level(rule) == Level::Off))
    }

    /// Gives findings the severities that the configuration asks for, and drops what is off.
    fn gate(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.level_of(&finding.rule, finding.severity).severity() {
            Some(severity) => {
                finding.severity = severity;
                true
            }
            None => false,
        });
    }

    /// What is info by itself is off unless asked for.
    fn level_of(&self, rule: &str, severity: Severity) -> Level {
        self.levels.find(rule).map_or_else(|| Level::unasked(severity), |by| by.level)
    }
}
