//! What articles claim.

use compact_str::CompactString;

use crate::document::{Article, Document};
use crate::{Finding, Linter, Span};

/// What an article claims, to be held against what others do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The rule that it is for.
    pub rule: CompactString,
    /// A hash of what claims are grouped by.
    pub key: u64,
    /// What it says, in one line.
    pub value: String,
    /// Bytes of the document's text.
    pub span: Span,
}

impl Linter {
    /// Findings of the article and what it claims, with the facts read once.
    #[must_use]
    pub fn audit(&self, document: &Document, article: &Article) -> (Vec<Finding>, Vec<Claim>) {
        (self.article(document, article), Vec::new())
    }
}
