//! The interface of the engine: a checker of a configuration, and drafts that are checked after each edit.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use crate::checked::Checked;
use crate::document::{Article, Document, Zone};
use crate::facts::{Fact, Facts};
use crate::finding::{Edit, Finding};
use crate::gate::{Config, ConfigFile, Files, FixError, Fixed, Fixes, NAME, Settings, fix};
use crate::lint::{Linter, SetupError};
use crate::span::Span;

/// Checks texts by a configuration. A clone shares all that is compiled, and many threads can use a checker
/// at once.
///
/// ```
/// use std::collections::BTreeMap;
/// use factlint::{Checker, Severity};
///
/// let checker = Checker::configured("[rules]\ncount = \"warning\"\n", &BTreeMap::new(), "ferry.txt")?;
/// let checked = checker.check("Rescuers found the nine seven sailors at dawn.");
/// assert_eq!(checked.findings[0].severity, Severity::Warning);
/// assert_eq!(checked.findings[0].message, "two numerals side by side: \"nine seven\"");
/// # Ok::<(), factlint::SetupError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checker {
    config: Arc<Config>,
}

impl Checker {
    /// A checker without a configuration: the rules and word lists that ship. Costs some milliseconds.
    ///
    /// # Errors
    /// None in a released build; tests load all that ships.
    pub fn new() -> Result<Self, SetupError> {
        Self::configured("", &BTreeMap::new(), "")
    }

    /// A checker of a configuration, which is the text of a `factlint.toml`. `files` holds the rule files and
    /// word lists that it names. `path` is the path of the text to check, relative to the configuration, for
    /// its overrides. Costs some milliseconds; some tens where word lists are left out.
    ///
    /// # Errors
    /// When the configuration, or a file that it names, is refused. The error has all problems and their
    /// places.
    pub fn configured(config: &str, files: &dyn Files, path: &str) -> Result<Self, SetupError> {
        Ok(Checkers::new(NAME, config, files)?.of(path))
    }

    /// Checks a plain text. Linear in its length.
    #[must_use]
    pub fn check(&self, text: &str) -> Checked {
        self.check_document(Document::plain("", text))
    }

    /// Checks a document: gives the findings to report, and those that a comment in the document ignores.
    /// Linear in its length.
    #[must_use]
    pub fn check_document(&self, document: Document) -> Checked {
        let mut checked = self.config.check(document);
        checked.tell_once();
        checked
    }

    /// A plain text that is edited and checked again after each edit.
    #[must_use]
    pub fn draft(&self, text: &str) -> Draft {
        Draft::new(self.config.clone(), text)
    }

    /// The facts of an article, typed and with their spans. Linear in its length.
    #[must_use]
    pub fn facts<'d>(&self, document: &'d Document, article: &Article) -> Facts<'d> {
        self.config.linter().facts(document, article)
    }

    /// Calls a function with each fact of a document, in order, and its article; of an article above 1 MiB, with the
    /// part that was read by itself. Linear in its length.
    pub fn each_fact(&self, document: &Document, mut each: impl FnMut(&Article, &Fact)) {
        for article in &document.articles {
            article.parts(&document.text, |part| {
                let facts = self.facts(document, part).with_article(part);
                facts.all().iter().for_each(|fact| each(part, fact));
            });
        }
    }

    /// Makes the fixes of a plain text, and checks the result. Costs a check for each round of fixes, mostly
    /// two or three.
    ///
    /// # Errors
    /// When the fixes come to no end.
    pub fn fix(&self, text: &str, fixes: Fixes) -> Result<Fixed, FixError> {
        let check = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).ok()?;
            Some(self.config.check(Document::plain("", text)))
        };
        let checked = self.config.check(Document::plain("", text));
        fix(text.as_bytes(), &checked, fixes, |_| false, check)
    }

    /// The configuration: rules with their severities, and the linter.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }
}

/// The checkers of a configuration, which has overrides for some paths. Paths with the same overrides share one.
#[derive(Debug)]
pub struct Checkers(Mutex<Settings>);

impl Checkers {
    /// The checkers of a configuration, as [`Checker::configured`] makes one. `name` is what messages call the
    /// configuration.
    ///
    /// # Errors
    /// Those of [`Checker::configured`].
    pub fn new(name: &str, config: &str, files: &dyn Files) -> Result<Self, SetupError> {
        let file = ConfigFile::parse(name, Path::new(""), config, files).map_err(SetupError::Refused)?;
        let linter = if file.is_plain() { Linter::builtin()? } else { file.linter(&[])? };
        Ok(Self(Mutex::new(file.settings(linter).map_err(SetupError::Refused)?)))
    }

    /// The checker of a text with this path, relative to the configuration. Costs some globs.
    #[must_use]
    pub fn of(&self, path: &str) -> Checker {
        let mut settings = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Checker { config: settings.of(Path::new(path)).config() }
    }
}

/// A text that changes. Only articles that an edit changes are read again; the result is at any time that of
/// [`Checker::check`] for the whole text.
///
/// ```
/// use factlint::{Checker, Edit, Span};
///
/// let checker = Checker::new()?;
/// let mut draft = checker.draft("Rescuers found the nine seven sailors at dawn.");
/// assert_eq!(draft.checked().findings.len(), 1);
/// draft.edit(&Edit { span: Span::new(19, 24), text: String::new() });
/// assert_eq!(draft.checked().document.text, "Rescuers found the seven sailors at dawn.");
/// assert!(draft.checked().findings.is_empty());
/// # Ok::<(), factlint::SetupError>(())
/// ```
#[derive(Debug)]
pub struct Draft {
    config: Arc<Config>,
    known: Vec<Known>,
    checked: Checked,
}

/// An article that was read, and the findings in it.
#[derive(Debug)]
struct Known {
    text: String,
    /// The blocks of the article, with places from the start of its text.
    blocks: Vec<(Zone, Span, Option<u32>)>,
    start: u32,
    findings: Vec<Finding>,
}

impl Draft {
    fn new(config: Arc<Config>, text: &str) -> Self {
        let document = Document::plain("", "");
        let checked = Checked { document, findings: Vec::new(), suppressed: Vec::new() };
        let mut draft = Self { config, known: Vec::new(), checked };
        draft.read(text.to_owned());
        draft
    }

    /// The check of the text as it is now.
    #[must_use]
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// Replaces a span by a text and checks again. Linear in the article that is edited, and in the number of
    /// findings.
    ///
    /// # Panics
    /// If the span is not one of the text.
    pub fn edit(&mut self, edit: &Edit) {
        let mut text = std::mem::take(&mut self.checked.document.text);
        text.replace_range(edit.span.range(), &edit.text);
        self.read(text);
    }

    fn read(&mut self, text: String) {
        let document = Document::plain("", text);
        // Articles mostly keep their order, so the next one to be found again is the last of these.
        let mut before = std::mem::take(&mut self.known);
        before.reverse();
        let mut by_article = Vec::with_capacity(document.articles.len());
        for article in &document.articles {
            let mut known = Known::of(&document, article);
            match before.iter().rposition(|other| other.is_same(&known)) {
                Some(at) => known.take(before.remove(at), article.index),
                None => known.findings = self.config.article(&document, article),
            }
            by_article.push(known.findings.clone());
            self.known.push(known);
        }
        self.checked = self.config.gather(document, by_article);
        self.checked.tell_once();
    }
}

impl Known {
    /// An article whose findings are not known yet.
    fn of(document: &Document, article: &Article) -> Self {
        let span = article.span();
        let from_start = |at: Span| Span::new(at.start - span.start, at.end - span.start);
        Self {
            text: span.of(&document.text).to_owned(),
            blocks: article.blocks.iter().map(|b| (b.zone, from_start(b.span), b.parent)).collect(),
            start: span.start,
            findings: Vec::new(),
        }
    }

    /// Whether two articles have the same text, wherever they stand.
    fn is_same(&self, other: &Self) -> bool {
        self.text == other.text && self.blocks == other.blocks
    }

    /// Takes over the findings of an article with the same text.
    fn take(&mut self, other: Self, index: usize) {
        let by = i64::from(self.start) - i64::from(other.start);
        self.findings = other.findings;
        for finding in &mut self.findings {
            finding.article = index;
            finding.shift(by);
        }
    }
}
