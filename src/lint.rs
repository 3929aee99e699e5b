//! The engine: one article in, its findings out. Pure.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::document::{Article, Document};
use crate::facts::{Facts, Grammar};
use crate::finding::{Finding, tell_once};
use crate::lexicon::{self, Lexicon, LexiconError};
use crate::problem::Refused;
use crate::rules::{Rule, Ruleset};

/// With fewer articles than this one thread reads them all: that costs less than to start others.
#[cfg(feature = "cli")]
const TOGETHER: usize = 16;

/// Everything a run needs, compiled once and shared by all threads.
#[derive(Clone, Debug)]
pub struct Linter {
    lexicon: Arc<Lexicon>,
    grammar: Arc<Grammar>,
    rules: Arc<Ruleset>,
    /// How many of the rules ship. They come first.
    shipped: usize,
    /// For each rule, whether it is left out when articles are checked.
    off: Arc<[bool]>,
    /// Whether a rule asks for groups, clauses or series.
    syntax: bool,
    stamp: u64,
}

/// What a linter has besides the rules and lists that ship. Files are `(name, text)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setup<'s> {
    /// The file names of shipped word lists to leave out.
    pub without: &'s [String],
    /// Word lists to add.
    pub lists: &'s [(String, String)],
    /// Rule files to add.
    pub rules: &'s [(String, String)],
}

/// Why a linter could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A word list is not usable.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
    /// A rule or grammar file is refused.
    #[error(transparent)]
    Refused(#[from] Box<Refused>),
}

impl Setup<'_> {
    /// The word lists, before rules and grammar add their words.
    pub(crate) fn lexicon(&self) -> Result<Lexicon, SetupError> {
        let mut lexicon = Lexicon::builtin(self.without)?;
        for (name, text) in self.lists {
            lexicon.add(name, text).map_err(|error| match error {
                LexiconError::Toml { .. } => {
                    SetupError::Refused(Box::new(Refused::new(name, text, lexicon::wrong(text))))
                }
                error => error.into(),
            })?;
        }
        Ok(lexicon)
    }

    /// A hash of the whole setup.
    fn stamp(&self) -> u64 {
        let mut hash = Xxh3::new();
        let mut add = |text: &str| {
            hash.update(&text.len().to_le_bytes());
            hash.update(text.as_bytes());
        };
        self.without.iter().for_each(|name| add(name));
        for files in [self.lists, self.rules] {
            add("files");
            for (name, text) in files {
                add(name);
                add(text);
            }
        }
        hash.digest()
    }
}

impl Linter {
    /// A linter with the word lists, grammar and rules that ship.
    ///
    /// # Errors
    /// None in a released build; tests load all that ships.
    pub fn builtin() -> Result<Self, SetupError> {
        Self::new(&Setup::default())
    }

    /// A linter with what ships and what the setup adds. Compiles everything, which takes some milliseconds.
    ///
    /// # Errors
    /// When a file is refused.
    pub fn new(setup: &Setup<'_>) -> Result<Self, SetupError> {
        let mut lexicon = setup.lexicon()?;
        let grammar = Grammar::builtin(&mut lexicon)?;
        let mut rules = Ruleset::builtin(&mut lexicon)?;
        let shipped = rules.all().len();
        for (name, text) in setup.rules {
            rules.add(name, text, &mut lexicon)?;
        }
        let off = vec![false; rules.all().len()].into();
        let syntax = rules.all().iter().any(Rule::asks_for_syntax);
        let (lexicon, grammar, rules) = (Arc::new(lexicon), Arc::new(grammar), Arc::new(rules));
        Ok(Self { lexicon, grammar, rules, shipped, off, syntax, stamp: setup.stamp() })
    }

    /// A copy of the linter in which some rules find nothing and silence no other rules. Cheap: all else is
    /// shared.
    #[must_use]
    pub fn without(&self, off: impl Fn(&Rule) -> bool) -> Self {
        Self { off: self.rules.all().iter().map(off).collect(), ..self.clone() }
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &Ruleset {
        &self.rules
    }

    /// The rules that do not ship.
    #[must_use]
    pub fn added(&self) -> &[Rule] {
        &self.rules.all()[self.shipped..]
    }

    /// The word lists.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The facts of an article, with the groups, clauses and series of its sentences if a rule asks for them. Linear
    /// in its length, but for sorting.
    #[must_use]
    pub fn facts<'d>(&self, document: &'d Document, article: &Article) -> Facts<'d> {
        let facts = Facts::read(document, article, &self.lexicon, &self.grammar);
        if self.syntax { facts.with_syntax(&self.lexicon) } else { facts }
    }

    /// The findings in one article, by place and then by rule, with those that repeat another. Findings that
    /// are alike have one fingerprint. An article of more than 1 MiB is read part by part.
    #[must_use]
    pub fn article(&self, document: &Document, article: &Article) -> Vec<Finding> {
        let mut findings = Vec::new();
        article
            .parts(&document.text, |part| findings.extend(self.findings(&self.facts(document, part), part)));
        findings
    }

    /// The findings in an article whose facts are read already.
    pub(crate) fn findings(&self, facts: &Facts<'_>, article: &Article) -> Vec<Finding> {
        self.rules.check(facts, article, &self.lexicon, &self.off)
    }

    /// The rules that are not left out.
    pub(crate) fn running(&self) -> impl Iterator<Item = &Rule> {
        self.rules.all().iter().zip(self.off.iter()).filter(|(_, off)| !**off).map(|(rule, _)| rule)
    }

    /// The findings in a document, by place and then by rule. Articles are read in parallel; the result is
    /// the same for any number of threads.
    #[must_use]
    pub fn document(&self, document: &Document) -> Vec<Finding> {
        let mut findings = self.every(document);
        tell_once(&mut findings, |finding| finding);
        findings
    }

    /// The findings in a document, with those that repeat another of their article. What a rule tells only
    /// once must be told at another place where the first is suppressed.
    pub(crate) fn every(&self, document: &Document) -> Vec<Finding> {
        let by_article = each(document, |article| self.article(document, article));
        let mut findings: Vec<Finding> = by_article.into_iter().flatten().collect();
        tell_apart(&mut findings);
        findings
    }

    /// A hash of the rules and word lists that the linter adds to those that ship, and of those it leaves
    /// out.
    pub(crate) const fn stamp(&self) -> u64 {
        self.stamp
    }
}

/// Applies a function to each article of a document, in order. Many articles are taken in parallel, where the
/// crate is built with threads.
pub(crate) fn each<T: Send>(document: &Document, one: impl Fn(&Article) -> T + Send + Sync) -> Vec<T> {
    #[cfg(feature = "cli")]
    if document.articles.len() >= TOGETHER {
        use rayon::prelude::*;
        return document.articles.par_iter().with_min_len(TOGETHER / 2).map(one).collect();
    }
    document.articles.iter().map(one).collect()
}

/// Gives findings that are alike fingerprints of their own, in order. Findings that are told once in an
/// article share theirs. Linear.
pub(crate) fn tell_apart(findings: &mut [Finding]) {
    let mut seen: FxHashMap<String, (usize, usize)> = FxHashMap::default();
    for finding in findings {
        let (alike, article) = seen.entry(finding.fingerprint.clone()).or_insert((0, 0));
        if finding.once.is_none() || *article != finding.article {
            *alike += 1;
            *article = finding.article;
        }
        if *alike > 1 {
            let key = format!("{}\n{alike}", finding.fingerprint);
            finding.fingerprint = format!("{:016x}", xxh3_64(key.as_bytes()));
        }
    }
}

/// Gives items with the same fingerprint fingerprints of their own, in order. Linear.
pub(crate) fn numbered<T>(items: &mut [T], fingerprint: impl Fn(&mut T) -> &mut String) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for item in items {
        let known = fingerprint(item);
        let alike = seen.entry(known.clone()).or_default();
        *alike += 1;
        if *alike > 1 {
            *known = format!("{:016x}", xxh3_64(format!("{known}\n{alike}").as_bytes()));
        }
    }
}
