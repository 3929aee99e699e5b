//! How facts are made of phrases: what a kind needs of a phrase of the grammar, and what it makes of a
//! match. A kind that phrases make has this in its own file.

use std::fmt::Debug;
use std::sync::Arc;

use compact_str::CompactString;
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

use super::condition::OneOrMany;
use super::pattern::{Match, Pattern, RawPattern};
use super::{Attr, Facts, Key, Value};
use crate::lexicon::Lexicon;
use crate::problem::Problem;

/// A phrase as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPhrase {
    /// The kind of fact that it makes.
    pub(super) fact: Spanned<CompactString>,
    /// Where it can stand; anywhere if absent.
    pub(super) zone: Option<Spanned<OneOrMany>>,
    /// Of an authority, or what happened of a proceeding.
    pub(super) role: Option<Spanned<CompactString>>,
    /// Of a breakdown: whether the parts are all of the whole.
    #[serde(default = "yes")]
    pub(super) exhaustive: bool,
    /// Of a breakdown: the whole, where the phrase does not say it.
    pub(super) whole: Option<u32>,
    pub(super) pattern: RawPattern,
}

const fn yes() -> bool {
    true
}

/// Makes facts of a kind of what a phrase matches: the captures that it takes them from. The kind names
/// it where it is declared.
pub(super) trait Make: Debug + Send + Sync {
    /// What it takes from a phrase; none if the phrase lacks something, which is then among its
    /// problems.
    fn of(phrase: &mut Written<'_>) -> Option<Self>
    where
        Self: Sized;

    /// What a match says; nothing where it turns out to say nothing.
    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value>;

    /// What tells facts of the kind apart that stand at one place. Of those that overlap and are alike
    /// in it, the first stays.
    fn apart(&self, _: &Value) -> CompactString {
        CompactString::default()
    }
}

/// Finds in a phrase as written what makes facts of its matches.
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

    /// The same, of a name without which nothing can be made.
    pub(super) fn needs(&mut self, name: &str) -> Option<usize> {
        let found = self.captures(name);
        if found.is_none() {
            self.refuse(&format!("needs a pattern that captures `{name}`"));
        }
        found
    }

    /// Its role, which must be one of these.
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

/// The value of the fact that a capture stands for.
pub(super) fn figure(facts: &Facts<'_>, (from, _): (usize, usize)) -> Option<Decimal> {
    match facts.starting(from)?.attr(Key::Value)? {
        Attr::Number(number) => Some(number),
        _ => None,
    }
}
