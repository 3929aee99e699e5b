//! Conditions on a fact's attributes, as patterns and rules write them.

use std::collections::BTreeMap;
use std::ops::Range;

use compact_str::CompactString;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::{Attr, Fact, Key, Kind, Type};
use crate::document::{Zone, ZoneSet};
use crate::problem::{Problem, nearest};

/// A value or a list of values.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(#[schemars(with = "String")] CompactString),
    /// Several.
    Many(#[schemars(with = "Vec<String>")] Vec<CompactString>),
}

impl OneOrMany {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[CompactString] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many,
        }
    }
}

/// Conditions as written: attribute to wanted value.
pub type RawConditions = BTreeMap<Spanned<CompactString>, Spanned<Wanted>>;

/// What an attribute must be.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Wanted {
    /// True or false; an attribute the fact is silent on counts as false.
    Flag(bool),
    /// This number.
    Number(f64),
    /// One of these words.
    Text(OneOrMany),
    /// In this range, or there at all.
    Limits(Limits),
}

/// A condition that is no single value.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The least number.
    min: Option<f64>,
    /// The greatest number.
    max: Option<f64>,
    /// None of these words.
    not: Option<OneOrMany>,
    /// Whether the fact says anything of the attribute.
    present: Option<bool>,
}

#[derive(Clone, Debug)]
enum Test {
    Flag(bool),
    Number { min: Option<Decimal>, max: Option<Decimal> },
    Text(Vec<CompactString>),
    Not(Vec<CompactString>),
    Present(bool),
}

/// Compiled conditions: all must hold.
#[derive(Clone, Debug, Default)]
pub struct Conditions(Vec<(Key, Test)>);

impl Conditions {
    /// Compiles conditions on facts of the given kinds. An attribute that none of the kinds
    /// has, or a value of the wrong type, is added to `problems`.
    pub(crate) fn compile(raw: &RawConditions, kinds: &[Kind], problems: &mut Vec<Problem>) -> Self {
        let mut tests = Vec::new();
        for (name, wanted) in raw {
            let Some(attribute) = kinds.iter().find_map(|k| k.attribute(name.get_ref())) else {
                problems.push(no_attribute(name.get_ref(), name.span(), kinds));
                continue;
            };
            let of = attribute.of;
            let mut mismatch = |needs: Type| {
                let message = format!("`{}` is {}, not {}", name.get_ref(), of.name(), needs.name());
                problems.push(Problem::at(wanted.span(), message));
            };
            match (wanted.get_ref(), of) {
                (Wanted::Flag(flag), Type::Flag) => tests.push((attribute.key, Test::Flag(*flag))),
                (Wanted::Number(n), Type::Number) => {
                    let exact = Decimal::try_from(*n).ok();
                    tests.push((attribute.key, Test::Number { min: exact, max: exact }));
                }
                (Wanted::Text(words), Type::Text) => {
                    tests.push((attribute.key, Test::Text(words.all().to_vec())));
                }
                (Wanted::Limits(limits), of) => {
                    if limits.min.is_some() || limits.max.is_some() {
                        if of == Type::Number {
                            let decimal = |n: Option<f64>| n.and_then(|n| Decimal::try_from(n).ok());
                            let (min, max) = (decimal(limits.min), decimal(limits.max));
                            tests.push((attribute.key, Test::Number { min, max }));
                        } else {
                            mismatch(Type::Number);
                        }
                    }
                    if let Some(not) = &limits.not {
                        tests.push((attribute.key, Test::Not(not.all().to_vec())));
                    }
                    if let Some(present) = limits.present {
                        tests.push((attribute.key, Test::Present(present)));
                    }
                }
                (Wanted::Flag(_), _) => mismatch(Type::Flag),
                (Wanted::Number(_), _) => mismatch(Type::Number),
                (Wanted::Text(_), _) => mismatch(Type::Text),
            }
        }
        Self(tests)
    }

    /// The conditions without each of them in turn, and its attribute.
    pub(crate) fn without_each(&self) -> impl Iterator<Item = (Key, Self)> {
        (0..self.0.len()).map(|i| {
            let mut rest = self.0.clone();
            let (key, _) = rest.remove(i);
            (key, Self(rest))
        })
    }

    /// Whether all hold for a fact.
    #[must_use]
    pub fn hold(&self, fact: &Fact) -> bool {
        self.0.iter().all(|(key, test)| {
            let attr = fact.attr(*key);
            match test {
                Test::Present(present) => attr.is_some() == *present,
                Test::Flag(wanted) => matches!(attr, Some(Attr::Flag(true))) == *wanted,
                Test::Number { min, max } => match attr {
                    Some(Attr::Number(n)) => min.is_none_or(|m| n >= m) && max.is_none_or(|m| n <= m),
                    _ => false,
                },
                Test::Text(words) => {
                    matches!(attr, Some(Attr::Text(text)) if words.iter().any(|word| word.as_str() == text))
                }
                Test::Not(words) => {
                    !matches!(attr, Some(Attr::Text(text)) if words.iter().any(|word| word.as_str() == text))
                }
            }
        })
    }
}

/// The kinds of these names. One that does not exist, and a list of none, is added to `problems`.
pub(crate) fn kinds(names: &OneOrMany, at: &Range<usize>, problems: &mut Vec<Problem>) -> Vec<Kind> {
    if names.all().is_empty() {
        problems.push(Problem::at(at.clone(), "no kind of fact is named"));
    }
    let found = names.all().iter().filter_map(|name| {
        let kind = Kind::named(name);
        if kind.is_none() {
            let near = nearest(name, Kind::ALL.iter().map(|k| k.name()));
            problems
                .push(Problem::at(at.clone(), format!("there is no fact of kind `{name}`")).help_near(near));
        }
        kind
    });
    found.collect()
}

/// The word for all zones.
const ANY: &str = "any";

/// The zones of these names, of which `any` means all; one that does not exist is added to `problems`.
pub(crate) fn zones(names: &OneOrMany, at: &Range<usize>, problems: &mut Vec<Problem>) -> ZoneSet {
    if names.all().iter().any(|name| name == ANY) {
        return Zone::ALL.into_iter().collect();
    }
    if names.all().is_empty() {
        problems.push(Problem::at(at.clone(), "no zone is named"));
    }
    let found = names.all().iter().filter_map(|name| {
        let zone = Zone::ALL.into_iter().find(|z| z.name() == name);
        if zone.is_none() {
            let near = nearest(name, Zone::ALL.iter().map(|z| z.name()).chain([ANY]));
            problems.push(Problem::at(at.clone(), format!("there is no zone `{name}`")).help_near(near));
        }
        zone
    });
    found.collect()
}

/// The problem of an attribute that none of the kinds has.
pub(crate) fn no_attribute(name: &str, at: Range<usize>, kinds: &[Kind]) -> Problem {
    let of = match kinds.len() == Kind::ALL.len() {
        true => "fact".to_owned(),
        false => kinds.iter().map(|k| k.name()).collect::<Vec<_>>().join(" or "),
    };
    let known = kinds.iter().flat_map(|k| k.attributes()).map(|a| a.key.name());
    let near = nearest(name, known.clone());
    let problem = Problem::at(at, format!("a {of} has no attribute `{name}`"));
    match near {
        Some(_) => problem.help_near(near),
        None if kinds.len() == Kind::ALL.len() => problem,
        None => problem.help(format!("it has {}", known.collect::<Vec<_>>().join(", "))),
    }
}
