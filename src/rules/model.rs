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
    /// Words and facts in sequence; what it captures has names too.
    pub(super) pattern: Option<RawPattern>,
    /// The rule holds only where there is one of each of these in scope.
    pub(super) given: Option<Spanned<OneOrMany>>,
    /// The rule holds only where there is none of these in scope.
    pub(super) unless: Option<Spanned<OneOrMany>>,
    pub(super) forbid: Option<Spanned<RawForbid>>,
    pub(super) require: Option<Spanned<RawRequire>>,
    pub(super) agree: Option<Spanned<RawAgree>>,
    pub(super) sum: Option<Spanned<RawSum>>,
    pub(super) order: Option<Spanned<RawOrder>>,
    pub(super) cover: Option<Spanned<RawCover>>,
    pub(super) count: Option<Spanned<RawCount>>,
    pub(super) vary: Option<Spanned<RawVary>>,
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

/// A selected fact, or what the pattern captures, does not occur.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForbid {
    pub(super) of: Spanned<OneOrMany>,
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
    /// How far two numbers may be apart.
    pub(super) within: Option<Spanned<f64>>,
    /// It is enough that one of the comparable facts agrees.
    #[serde(default)]
    pub(super) any: bool,
    /// It is enough that one of the comparable facts is rounded to the claim, or that some of
    /// them add up to it.
    #[serde(default)]
    pub(super) sums: bool,
}

/// The parts make the whole.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSum {
    /// The fact whose attributes the whole and the parts are; of a pattern they are names.
    pub(super) of: Option<Name>,
    pub(super) whole: Name,
    pub(super) parts: Name,
    /// Of a pattern: the attribute that is added.
    pub(super) value: Option<Name>,
    /// How far the sum may be from the whole.
    pub(super) within: Option<Spanned<f64>>,
}

/// One thing is not after another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOrder {
    pub(super) of: Spanned<OneOrMany>,
    /// The attribute compared; or the first one's, then the second one's.
    pub(super) value: Spanned<OneOrMany>,
    /// By how much the first may be past the second.
    pub(super) within: Option<Spanned<f64>>,
    /// Attributes that the two have alike.
    #[serde(default)]
    pub(super) on: Vec<Name>,
}

/// All of one is among the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCover {
    pub(super) of: Name,
    pub(super) by: Name,
    /// The attributes that tell one from another.
    pub(super) on: Vec<Name>,
}

/// A stated number is how many there are, or there are at most so many alike.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCount {
    pub(super) of: Name,
    pub(super) stated: Option<Name>,
    pub(super) items: Option<Name>,
    /// Attributes that are alike.
    #[serde(default)]
    pub(super) on: Vec<Name>,
    pub(super) most: Option<Spanned<u32>>,
    /// A name for the first of those that are alike.
    pub(super) first: Option<Name>,
}

/// One thing keeps one form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVary {
    pub(super) of: Spanned<OneOrMany>,
    /// Attributes that make facts one thing.
    #[serde(default)]
    pub(super) on: Vec<Name>,
    /// The attribute that is its form.
    pub(super) value: Name,
    /// "letters": things are one that have the same letters in another order.
    pub(super) like: Option<Spanned<CompactString>>,
    /// A name for the usual form.
    pub(super) usual: Option<Name>,
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
