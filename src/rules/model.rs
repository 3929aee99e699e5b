//! Rules as written: the keys of a rule file. The doc comments are what editors show, by way of
//! [`super::schema`]; `schemars(with)` says what a key holds, without its place in the file.

use std::collections::BTreeMap;

use compact_str::CompactString;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::Name;
use super::fix_template::{RawFix, RawFixes};
use super::schema::{self, Id, OneOrTwo};
use crate::Severity;
use crate::facts::Key;
use crate::facts::condition::{OneOrMany, RawConditions};
use crate::facts::pattern::{RawElement, RawPattern};
use crate::facts::schema::{OneOrMore, Place, Selector};

/// One `[[rule]]`.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rule", transform = schema::rule)]
pub(super) struct RawRule {
    /// `group.name`.
    #[schemars(with = "Id")]
    pub(super) id: Name,
    /// How grave a finding is, unless the configuration says otherwise.
    pub(super) severity: Severity,
    /// What the rule finds, in a line.
    pub(super) summary: String,
    /// Why it matters, in a sentence or two.
    pub(super) why: String,
    /// What a finding says; a template.
    #[schemars(with = "String")]
    pub(super) message: Spanned<String>,
    /// What to do; a template.
    #[schemars(with = "Option<String>")]
    pub(super) help: Option<Spanned<String>>,
    /// How far apart the facts of one finding may be.
    #[serde(default)]
    pub(super) scope: Scope,
    /// The facts it speaks of, by the names it gives them: `fact`, `zone` and attributes.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Selector>")]
    pub(super) select: BTreeMap<Name, RawConditions>,
    /// Words and facts in sequence; what it captures has names too.
    #[schemars(with = "Option<Vec<RawElement>>")]
    pub(super) pattern: Option<RawPattern>,
    /// The zones in which the pattern is looked for; those of the article's own text if absent.
    #[schemars(with = "Option<OneOrMore<Place>>")]
    pub(super) zone: Option<Spanned<OneOrMany>>,
    /// The rule holds only where there is one of each of these in scope.
    #[schemars(with = "Option<OneOrMany>")]
    pub(super) given: Option<Spanned<OneOrMany>>,
    /// The rule holds only where there is none of these in scope.
    #[schemars(with = "Option<OneOrMany>")]
    pub(super) unless: Option<Spanned<OneOrMany>>,
    #[schemars(with = "Option<RawForbid>")]
    pub(super) forbid: Option<Spanned<RawForbid>>,
    #[schemars(with = "Option<RawRequire>")]
    pub(super) require: Option<Spanned<RawRequire>>,
    #[schemars(with = "Option<RawAgree>")]
    pub(super) agree: Option<Spanned<RawAgree>>,
    #[schemars(with = "Option<RawSum>")]
    pub(super) sum: Option<Spanned<RawSum>>,
    #[schemars(with = "Option<RawOrder>")]
    pub(super) order: Option<Spanned<RawOrder>>,
    #[schemars(with = "Option<RawCover>")]
    pub(super) cover: Option<Spanned<RawCover>>,
    #[schemars(with = "Option<RawCount>")]
    pub(super) count: Option<Spanned<RawCount>>,
    #[schemars(with = "Option<RawVary>")]
    pub(super) vary: Option<Spanned<RawVary>>,
    /// An arithmetic comparison over attributes: "change.to = change.from + change.by". It is false only where the
    /// figures, as far as they are rounded, cannot make it true.
    #[schemars(with = "Option<String>")]
    pub(super) holds: Option<Spanned<String>>,
    /// The names whose facts a finding marks; the first of the relation if absent.
    #[schemars(with = "Option<OneOrMany>")]
    pub(super) span: Option<Spanned<OneOrMany>>,
    /// What stands at the other facts; templates by name.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) labels: BTreeMap<Name, Spanned<String>>,
    /// What stands at the places that a fact is held against, which the fact knows; a template.
    #[schemars(with = "Option<String>")]
    pub(super) beside: Option<Spanned<String>>,
    /// Only the first finding of an article for each value of these attributes; with none of them, one.
    #[schemars(with = "Option<Vec<Key>>")]
    pub(super) once: Option<Vec<Name>>,
    /// What stands at the later places of what is told once, as labels of the first; a template.
    #[schemars(with = "Option<String>")]
    pub(super) again: Option<Spanned<String>>,
    /// Rules that keep silent where this one speaks.
    #[serde(default)]
    #[schemars(with = "Vec<Id>")]
    pub(super) over: Vec<Name>,
    /// The repair, or a list of which the first that can be made counts.
    #[serde(default)]
    #[schemars(with = "OneOrMore<RawFix>")]
    pub(super) fix: RawFixes,
    /// Articles in which it speaks.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) fires: Vec<RawFires>,
    /// Articles in which it must not speak.
    #[serde(default)]
    #[schemars(length(min = 1))]
    pub(super) silent: Vec<RawSilent>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Scope {
    /// One sentence.
    Sentence,
    /// One paragraph, headline or bullet.
    Paragraph,
    /// Anywhere in the article.
    #[default]
    Article,
    /// Different articles of an archive; `factlint audit` runs such a rule, and `check` does not.
    Archive,
}

/// A selected fact, or what the pattern captures, does not occur.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Forbid")]
pub(super) struct RawForbid {
    /// One selected name, or names that the pattern captures.
    #[schemars(with = "OneOrMore<String>")]
    pub(super) of: Spanned<OneOrMany>,
}

/// Each fact has its other fact in scope.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Require")]
pub(super) struct RawRequire {
    /// The facts that need another.
    #[schemars(with = "String")]
    pub(super) each: Name,
    /// The facts of which each needs one.
    #[schemars(with = "String")]
    pub(super) some: Name,
    /// Attributes that both have alike.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) on: Vec<Name>,
}

/// Comparable facts have one value, or one fact has two attributes alike.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Agree", transform = schema::agree)]
pub(super) struct RawAgree {
    /// One name, or two: the claim, and what it is held against.
    #[schemars(with = "OneOrTwo<String>")]
    pub(super) of: Spanned<OneOrMany>,
    /// The attribute compared; two of them for one fact.
    #[schemars(with = "OneOrTwo<Key>")]
    pub(super) value: Spanned<OneOrMany>,
    /// Attributes that comparable facts have alike.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) on: Vec<Name>,
    /// Attributes that comparable facts have alike unless one of them is silent.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) near: Vec<Name>,
    /// How far two numbers may be apart.
    #[schemars(with = "Option<f64>", range(min = 0))]
    pub(super) within: Option<Spanned<f64>>,
    /// It is enough that one of the comparable facts agrees.
    #[serde(default)]
    pub(super) any: bool,
    /// Attributes of which comparable facts say the same of one at least, and differ in none.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) share: Vec<Name>,
    /// It is enough that facts of this name bear the claim out, one or several together.
    #[schemars(with = "Option<String>")]
    pub(super) support: Option<Name>,
    /// The comparable facts must have one value.
    #[serde(default)]
    pub(super) alone: bool,
    /// The sentence of the other must repeat two of five words of the claim's paragraph.
    #[serde(default)]
    pub(super) echo: bool,
    /// The other must stand before the claim.
    #[serde(default)]
    pub(super) back: bool,
    /// One of the two figures must be able to stand for the other by a slip.
    #[serde(default)]
    pub(super) slip: bool,
    /// Where nothing is comparable by `share`, a total is that the text tells twice.
    #[serde(default)]
    pub(super) total: bool,
}

/// The parts make the whole.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sum", transform = schema::sum)]
pub(super) struct RawSum {
    /// The fact whose attributes the whole and the parts are; of a pattern they are names.
    #[schemars(with = "Option<String>")]
    pub(super) of: Option<Name>,
    /// What the parts should make.
    #[schemars(with = "String")]
    pub(super) whole: Name,
    /// What is added.
    #[schemars(with = "String")]
    pub(super) parts: Name,
    /// Of a pattern: the attribute that is added.
    #[schemars(with = "Option<Key>")]
    pub(super) value: Option<Name>,
    /// How far the sum may be from the whole.
    #[schemars(with = "Option<f64>", range(min = 0))]
    pub(super) within: Option<Spanned<f64>>,
}

/// One thing is not after another.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Order", transform = schema::order)]
pub(super) struct RawOrder {
    /// One name, or two: what comes first, and what comes after.
    #[schemars(with = "OneOrTwo<String>")]
    pub(super) of: Spanned<OneOrMany>,
    /// The attribute compared; or the first one's, then the second one's.
    #[schemars(with = "OneOrTwo<Key>")]
    pub(super) value: Spanned<OneOrMany>,
    /// By how much the first may be past the second.
    #[schemars(with = "Option<f64>", range(min = 0))]
    pub(super) within: Option<Spanned<f64>>,
    /// Attributes that the two have alike.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) on: Vec<Name>,
    /// The second is the group told before of which the first counts a part, and no fact of this name is as
    /// large as the part.
    #[schemars(with = "Option<String>")]
    pub(super) group: Option<Name>,
}

/// All of one is among the other.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Cover")]
pub(super) struct RawCover {
    /// The facts of which none may be missing.
    #[schemars(with = "String")]
    pub(super) of: Name,
    /// The facts among which they are looked for.
    #[schemars(with = "String")]
    pub(super) by: Name,
    /// The attributes that tell one from another.
    #[schemars(with = "Vec<Key>")]
    pub(super) on: Vec<Name>,
}

/// A stated number is how many there are, or there are at most so many alike.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Count", transform = schema::count)]
pub(super) struct RawCount {
    /// The facts that are counted, or that state a count.
    #[schemars(with = "String")]
    pub(super) of: Name,
    /// The attribute that states how many there are.
    #[schemars(with = "Option<Key>")]
    pub(super) stated: Option<Name>,
    /// The attribute that says how many there really are.
    #[schemars(with = "Option<Key>")]
    pub(super) items: Option<Name>,
    /// Attributes that are alike.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) on: Vec<Name>,
    /// How many may be alike.
    #[schemars(with = "Option<u32>")]
    pub(super) most: Option<Spanned<u32>>,
    /// A name for the first of those that are alike.
    #[schemars(with = "Option<String>")]
    pub(super) first: Option<Name>,
    /// With `most`: an attribute that is a sketch, in which those that are alike are nearly so.
    #[schemars(with = "Option<Key>")]
    pub(super) like: Option<Name>,
}

/// One thing keeps one form.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Vary", transform = schema::vary)]
pub(super) struct RawVary {
    /// One name, or two: facts of the first, and the forms they should have.
    #[schemars(with = "OneOrTwo<String>")]
    pub(super) of: Spanned<OneOrMany>,
    /// Attributes that make facts one thing.
    #[serde(default)]
    #[schemars(with = "Vec<Key>")]
    pub(super) on: Vec<Name>,
    /// The attribute that is its form.
    #[schemars(with = "Key")]
    pub(super) value: Name,
    /// "letters": things are one that have the same letters in another order; "nearly": a form is
    /// held against the others that are one letter away from it.
    #[schemars(with = "Option<schema::Like>")]
    pub(super) like: Option<Spanned<CompactString>>,
    /// A name for the usual form.
    #[schemars(with = "Option<String>")]
    pub(super) usual: Option<Name>,
}

/// A short article in which the rule must speak, at the places marked «so».
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Fires")]
pub(super) struct RawFires {
    /// The article, with each place that the rule reports marked «so».
    #[schemars(with = "String")]
    pub(super) text: Spanned<String>,
    /// What the first finding must say, if given.
    pub(super) message: Option<String>,
    /// What the rule's fixes must make of the article, safe or not; if given.
    #[schemars(with = "Option<String>")]
    pub(super) fixed: Option<Spanned<String>>,
}

/// A short article in which the rule must say nothing.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Silent")]
pub(super) struct RawSilent {
    /// The article.
    #[schemars(with = "String")]
    pub(super) text: Spanned<String>,
    /// Why it must not.
    pub(super) because: String,
}

/// The JSON Schema of a rule file.
///
/// ```
/// let schema = factlint::rules::schema();
/// assert_eq!(schema["title"], "factlint rules");
/// ```
#[must_use]
pub fn schema() -> serde_json::Value {
    crate::json_schema::of::<File>()
}

/// A rule file of factlint.
#[derive(JsonSchema)]
#[schemars(title = "factlint rules", deny_unknown_fields)]
#[expect(dead_code, reason = "the loader reads a file rule by rule; this is for the schema alone")]
struct File {
    /// The rules.
    #[schemars(default)]
    rule: Vec<RawRule>,
}
