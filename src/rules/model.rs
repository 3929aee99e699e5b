//! Rules as written: the keys of a rule file.

use std::collections::BTreeMap;

use compact_str::CompactString;
use serde::Deserialize;
use toml::Spanned;

use crate::Severity;
use crate::facts::condition::{OneOrMany, RawConditions};
use crate::facts::pattern::RawPattern;

/// A name that a rule gives to a fact or capture.
pub(super) type Name = Spanned<CompactString>;

/// One `[[rule]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    /// `group.name`.
    pub(super) id: Name,
    pub(super) severity: Severity,
    /// What the rule finds, in a line.
    pub(super) summary: String,
    /// Why it matters, in a sentence or two.
    pub(super) why: String,
    /// What a finding says; a template.
    pub(super) message: Spanned<String>,
    /// What to do; a template.
    pub(super) help: Option<Spanned<String>>,
    /// How far apart the facts of one finding may be.
    #[serde(default)]
    pub(super) scope: Scope,
    /// The facts it speaks of, by the names it gives them: `fact`, `zone` and attributes.
    #[serde(default)]
    pub(super) select: BTreeMap<Name, RawConditions>,
    pub(super) forbid: Option<Spanned<RawForbid>>,
    pub(super) require: Option<Spanned<RawRequire>>,
    pub(super) agree: Option<Spanned<RawAgree>>,
    pub(super) sum: Option<Spanned<RawSum>>,
    /// The names whose facts a finding marks; the first of the relation if absent.
    pub(super) span: Option<Spanned<OneOrMany>>,
    /// What stands at the other facts; templates by name.
    #[serde(default)]
    pub(super) labels: BTreeMap<Name, Spanned<String>>,
    /// Only the first finding of an article for each value of these attributes.
    #[serde(default)]
    pub(super) once: Vec<Name>,
    /// Rules that keep silent where this one speaks.
    #[serde(default)]
    pub(super) over: Vec<Name>,
    pub(super) fix: Option<RawFix>,
    #[serde(default)]
    pub(super) fires: Vec<RawFires>,
    #[serde(default)]
    pub(super) silent: Vec<RawSilent>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scope {
    Sentence,
    Paragraph,
    #[default]
    Article,
}

/// The pattern, or a selected fact, does not occur.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForbid {
    pub(super) of: Option<Name>,
    pub(super) pattern: Option<RawPattern>,
}

/// Each fact has its other fact in scope.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRequire {
    pub(super) each: Name,
    pub(super) some: Name,
    /// Attributes that both have alike.
    #[serde(default)]
    pub(super) on: Vec<Name>,
    /// The rule holds only where there is one of these.
    pub(super) given: Option<Name>,
}

/// Comparable facts have one value, or one fact has two attributes alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAgree {
    pub(super) of: Spanned<OneOrMany>,
    /// The attribute compared; two of them for one fact.
    pub(super) value: Spanned<OneOrMany>,
    /// Attributes that comparable facts have alike.
    #[serde(default)]
    pub(super) on: Vec<Name>,
    /// Attributes that comparable facts have alike unless one of them is silent.
    #[serde(default)]
    pub(super) near: Vec<Name>,
    /// It is enough that one of the comparable facts agrees.
    #[serde(default)]
    pub(super) any: bool,
}

/// The parts make the whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSum {
    pub(super) of: Name,
    pub(super) whole: Name,
    pub(super) parts: Name,
}

/// The one repair.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFix {
    pub(super) safe: bool,
    /// The names whose facts, and what lies between them, go.
    pub(super) replace: Spanned<OneOrMany>,
    /// What comes in their place; a template.
    pub(super) with: Spanned<String>,
}

/// A short article in which the rule must speak, at the places marked «so».
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFires {
    pub(super) text: Spanned<String>,
    /// What the first finding must say, if given.
    pub(super) message: Option<String>,
}

/// A short article in which the rule must say nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSilent {
    pub(super) text: Spanned<String>,
    /// Why it must not.
    pub(super) because: String,
}
