//! Facts from phrases of the grammar: the captures that a kind needs in a phrase, and the facts that it makes
//! of a match. A kind that phrases make has this in its own file.

use std::fmt::Debug;
use std::sync::Arc;

use compact_str::CompactString;
use serde::Deserialize;
use toml::Spanned;

use super::condition::OneOrMany;
use super::pattern::{Match, Pattern, RawPattern};
use super::{Facts, Value};
use crate::lexicon::Lexicon;
use crate::problem::Problem;

/// A phrase as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhrase {
    /// The kind of fact that the phrase makes.
    pub(super) fact: Spanned<CompactString>,
    /// The zones in which the phrase is looked for; all if absent.
    pub(super) zone: Option<Spanned<OneOrMany>>,
    /// The role of an authority, or the predicate of a proceeding.
    pub(super) role: Option<Spanned<CompactString>>,
    pub(super) pattern: RawPattern,
}

/// Makes facts of one kind from the matches of a phrase. The implementing type holds the captures that it
/// needs; the declaration of the kind names it.
pub(super) trait Make: Debug + Send + Sync {
    /// Finds the captures in a phrase as written. None if the phrase lacks one, which is then among its
    /// problems.
    fn of(phrase: &mut Written<'_>) -> Option<Self>
    where
        Self: Sized;

    /// The facts that a match states; empty where it turns out to state none.
    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value>;

    /// A key that tells facts of the kind apart. Of facts that overlap and have the same key, the first
    /// stays.
    fn apart(&self, _: &Value) -> CompactString {
        CompactString::default()
    }
}

/// Compiles a phrase as written into what makes facts of its matches.
pub(super) type Maker = fn(&mut Written<'_>) -> Option<Arc<dyn Make>>;

/// The [`Maker`] that gives an `M`.
pub(super) fn maker<M: Make + 'static>(phrase: &mut Written<'_>) -> Option<Arc<dyn Make>> {
    Some(Arc::new(M::of(phrase)?))
}

/// A phrase as written, for the kind that it makes.
pub(super) struct Written<'w> {
    pub(super) raw: &'w RawPhrase,
    pub(super) pattern: &'w Pattern,
    pub(super) problems: &'w mut Vec<Problem>,
}

impl Written<'_> {
    /// The index of a name that the pattern captures.
    pub(super) fn captures(&self, name: &str) -> Option<usize> {
        self.pattern.names().iter().position(|captured| captured.name == name)
    }

    /// The index of a name that the pattern must capture. A pattern that does not is a problem.
    pub(super) fn needs(&mut self, name: &str) -> Option<usize> {
        let found = self.captures(name);
        if found.is_none() {
            self.refuse(&format!("needs a pattern that captures `{name}`"));
        }
        found
    }

    /// The role of the phrase, which must be one of these. Another role, or none, is a problem.
    pub(super) fn role(&mut self, roles: &[&'static str]) -> Option<&'static str> {
        let written = self.raw.role.as_ref().map(|role| role.get_ref().as_str());
        let found = roles.iter().copied().find(|role| written == Some(role));
        if found.is_none() {
            self.refuse(&format!("needs a role: {}", roles.join(", ")));
        }
        found
    }

    fn refuse(&mut self, what: &str) {
        let fact = &self.raw.fact;
        self.problems
            .push(Problem::at(fact.span(), format!("a phrase that makes a `{}` {what}", fact.get_ref())));
    }
}
