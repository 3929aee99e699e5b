//! Findings: what rules report at places of an article.

use std::collections::hash_map::Entry;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// How sure and how grave a finding is. Ordered: info is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A matter of style; not reported unless asked for.
    Info,
    /// A claim that the text does not support or a reader cannot resolve.
    Warning,
    /// Something that cannot be right as printed.
    Error,
}

impl Severity {
    /// Its name in rules and reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Another place that a finding refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Bytes of the document's text.
    pub span: Span,
    /// The text of the label.
    pub text: String,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The span to replace, in bytes of the document's text.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// The one way to correct a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether the fix cannot change what the text means.
    pub safe: bool,
    /// The edits, in order and without overlap.
    pub edits: Vec<Edit>,
}

/// A slip found in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the rule.
    pub rule: CompactString,
    /// The rule's severity, or the one that the configuration gives to it.
    pub severity: Severity,
    /// The article's place in its file, from 1.
    pub article: usize,
    /// The place of the finding, in bytes of the document's text.
    pub span: Span,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The other facts involved.
    pub labels: Vec<Label>,
    /// The repair, where only one is possible.
    pub fix: Option<Fix>,
    /// A hash of what the rule reports only once in an article, if it reports anything only once.
    pub once: Option<u64>,
    /// What stands at the place as a label, if an earlier finding tells what is told only once.
    pub again: Option<String>,
    /// Sixteen hexadecimal digits, a hash of the rule and of the facts involved, or of the words at the place
    /// and beside it. It is the same wherever the passage moves, and another if a fact changes. The second of
    /// two findings that are alike has another fingerprint, unless the rule tells them once in their article.
    pub fingerprint: String,
}

impl Finding {
    /// The key by which findings of one file are sorted: article, then place, then rule.
    pub(crate) fn place(&self) -> (usize, u32, &str, u32) {
        (self.article, self.span.start, &self.rule, self.span.end)
    }

    /// Moves all places of the finding by that many bytes, which must leave them in the text.
    pub(crate) fn shift(&mut self, by: i64) {
        let moved = |at: u32| u32::try_from(i64::from(at) + by).unwrap_or(at);
        let edits = self.fix.iter_mut().flat_map(|fix| fix.edits.iter_mut().map(|edit| &mut edit.span));
        let labels = self.labels.iter_mut().map(|label| &mut label.span);
        for span in std::iter::once(&mut self.span).chain(labels).chain(edits) {
            *span = Span::new(moved(span.start), moved(span.end));
        }
    }
}

/// The most labels of a finding that are of later places.
const LABELS: usize = 8;

/// Drops findings that repeat an earlier one: of what a rule tells only once in an article the first is left,
/// with the places of the others as labels where the rule has words for them. Linear.
pub(crate) fn tell_once<T>(items: &mut Vec<T>, finding: impl Fn(&mut T) -> &mut Finding) {
    let mut told: FxHashMap<(usize, CompactString, u64), usize> = FxHashMap::default();
    let mut later: Vec<(usize, Label)> = Vec::new();
    let mut kept = 0;
    items.retain_mut(|item| {
        let Finding { article, rule, once, span, again, .. } = finding(item);
        let first = once.and_then(|once| match told.entry((*article, rule.clone(), once)) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(free) => {
                free.insert(kept);
                None
            }
        });
        kept += usize::from(first.is_none());
        let label = first.and_then(|first| Some((first, Label { span: *span, text: again.take()? })));
        later.extend(label);
        first.is_none()
    });
    for (first, label) in later {
        let labels = &mut finding(&mut items[first]).labels;
        if labels.len() < LABELS {
            labels.push(label);
        }
    }
}

/// What keeps a finding from being reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suppressor {
    /// An ignore in the article itself.
    Inline,
    /// An entry of the baseline.
    Baseline,
}

/// A finding that is not reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// What suppresses the finding.
    pub by: Suppressor,
    /// The reason, in the words of the one who suppressed it.
    pub reason: Option<String>,
}
