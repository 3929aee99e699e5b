//! Templates of fixes, as rules have them: what goes, and what comes in its place.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::Name;
use super::names::{named, unknown};
use super::template::Template;
use super::{Bound, Names, Violation};
use crate::Span;
use crate::document::Article;
use crate::facts::condition::{Conditions, OneOrMany, RawConditions};
use crate::facts::schema::Says;
use crate::facts::{Facts, Key, Kind};
use crate::finding::{Edit, Fix};
use crate::problem::Problem;

/// A repair, as written.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Fix")]
pub(super) struct RawFix {
    /// Whether the repair cannot change what the text means.
    safe: bool,
    /// The names whose facts, and what lies between them, go; or what facts say: `name.attribute`.
    #[schemars(with = "OneOrMany")]
    replace: Spanned<OneOrMany>,
    /// What comes in their place; a template.
    #[schemars(with = "String")]
    with: Spanned<String>,
    /// Conditions on the facts of names, without which it is not made.
    #[serde(default, rename = "where")]
    #[schemars(with = "BTreeMap<String, Says>")]
    conditions: BTreeMap<Name, RawConditions>,
}

/// One repair, or a list.
#[derive(Default)]
pub(super) struct RawFixes(pub(super) Vec<RawFix>);

impl<'de> Deserialize<'de> for RawFixes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = RawFixes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a fix, or a list of fixes")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawFixes, A::Error> {
                Ok(RawFixes(vec![RawFix::deserialize(MapAccessDeserializer::new(map))?]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<RawFixes, A::Error> {
                let fixes = Vec::deserialize(SeqAccessDeserializer::new(list))?;
                if fixes.is_empty() { Err(A::Error::custom("no fix is given")) } else { Ok(RawFixes(fixes)) }
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

/// A compiled fix.
#[derive(Clone, Debug)]
pub(super) struct FixTemplate {
    pub(super) safe: bool,
    /// What the facts of names must say for the fix to be made.
    pub(super) conditions: Vec<(usize, Conditions)>,
    /// What goes: the spans of names, or of the words in which their facts state an attribute.
    replace: Vec<(usize, Option<Key>)>,
    with: Template,
}

impl FixTemplate {
    /// Compiles a fix over the names of a rule. Unknown names and attributes are added to
    /// `problems`.
    pub(super) fn compile(raw: &RawFix, names: &Names, problems: &mut Vec<Problem>) -> Self {
        let mut conditions = Vec::new();
        for (name, wanted) in &raw.conditions {
            match names.index(name.get_ref()) {
                Some(of) => conditions.push((of, Conditions::compile(wanted, names.kinds(of), problems))),
                None => problems.push(unknown(name.get_ref(), name.span(), names)),
            }
        }
        let at = raw.replace.span();
        let mut name = |text| named(text, at.clone(), names, problems);
        let replace = raw.replace.get_ref().all().iter().filter_map(|text| name(text)).collect();
        let with = Template::compile(&raw.with, names, problems);
        Self { safe: raw.safe, conditions, replace, with }
    }

    /// The names that the fix speaks of.
    pub(super) fn names(&self) -> impl Iterator<Item = usize> {
        let conditions = self.conditions.iter().map(|(name, _)| *name);
        conditions.chain(self.replace.iter().map(|(name, _)| *name)).chain(self.with.names())
    }

    /// The fix of a violation. None where its conditions do not hold, where there is more than one way to
    /// mend the violation, and where a fact is silent on an attribute that the fix needs or does not have it
    /// in its words.
    pub(super) fn fix(&self, violation: &Violation<'_>, facts: &Facts<'_>, article: &Article) -> Option<Fix> {
        let holds = |(name, conditions): &(usize, Conditions)| {
            violation.fact(*name).is_some_and(|fact| conditions.hold(fact))
        };
        if !violation.mendable || !self.conditions.iter().all(holds) {
            return None;
        }
        let text = self.with.written(violation, facts)?;
        let mut span: Option<Span> = None;
        for &(name, key) in &self.replace {
            for bound in violation.bounds.iter().filter(|b| b.name == name) {
                let place = match key {
                    Some(key) => said(bound, key, facts)?,
                    None if text.is_empty() => with_break(bound, article),
                    None => bound.span,
                };
                span = Some(span.map_or(place, |span| span.cover(place)));
            }
        }
        let span = span?;
        (text != span.of(facts.text)).then(|| Fix { safe: self.safe, edits: vec![Edit { span, text }] })
    }
}

/// The words of a fact that state an attribute. Only the words of the fact are searched. None where they
/// state it twice.
fn said(bound: &Bound<'_>, key: Key, facts: &Facts<'_>) -> Option<Span> {
    let said = bound.fact?.attr(key)?.to_string();
    let mut places = bound.span.of(facts.text).match_indices(&said);
    let (at, said) = places.next().filter(|(_, said)| !said.is_empty())?;
    let start = bound.span.start + at as u32;
    places.next().is_none().then(|| Span::new(start, start + said.len() as u32))
}

/// The span that goes where a fact is deleted. With a paragraph go the break before it and its bullet mark.
fn with_break(bound: &Bound<'_>, article: &Article) -> Span {
    let Some(fact) = bound.fact.filter(|fact| fact.kind() == Kind::Paragraph) else { return bound.span };
    let at = fact.block as usize;
    let before = at.checked_sub(1).and_then(|before| article.blocks.get(before));
    match (before, article.blocks.get(at)) {
        (Some(before), Some(block)) => Span::new(before.span.end, block.span.end),
        _ => bound.span,
    }
}
