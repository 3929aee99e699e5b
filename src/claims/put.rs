//! Writes facts as claims, and reads claims back as facts.

use rustc_hash::FxHashSet;
use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::Claim;
use crate::facts::{Attr, Fact, Facts, Key, Kind, Recorded, Said, Type};
use crate::rules::Rule;

/// The most claims of an article for one rule. A text with more is a list, and the rest is not compared.
const CLAIMS: usize = 64;

/// The key of a claim's names that select its fact, where these are not all names of the rule.
const NAMES: &str = "as";

/// The key of the kind of a claim's fact, where the rule selects several kinds.
const KIND: &str = "fact";

/// The claims of an article, in order. A fact that is silent on an attribute that is compared, or that must
/// be alike, makes no claim. An article that states a thing twice claims it once.
pub(super) fn claims(rule: &Rule, facts: &Facts<'_>, out: &mut Vec<Claim>) {
    let Some(alike) = rule.alike() else { return };
    if !rule.is_archive() || !facts.has_any(rule.kinds) {
        return;
    }
    let mut selected: Vec<(&Fact, u32)> = Vec::new();
    for name in 0..rule.selectors.len() {
        for fact in rule.selected(facts, name) {
            match selected.iter().position(|(known, _)| std::ptr::eq(*known, fact)) {
                Some(at) => selected[at].1 |= 1 << name,
                None if selected.len() < CLAIMS => selected.push((fact, 1 << name)),
                None => {}
            }
        }
    }
    selected.sort_by_key(|(fact, _)| fact.span);
    let mut said = FxHashSet::default();
    for (fact, names) in selected {
        let on: Option<Vec<String>> = alike.on.iter().map(|&key| Some(fact.attr(key)?.to_string())).collect();
        if rule.compares().is_some_and(|key| fact.attr(key).is_none()) {
            continue;
        }
        let Some(on) = on else { continue };
        let key = xxh3_64(format!("{}\n{}", rule.id, on.join("\n")).as_bytes());
        let value = put(rule, fact, names);
        if said.insert((key, value.clone())) {
            out.push(Claim { rule: rule.id.clone(), key, value, span: fact.span });
        }
    }
}

/// The value of a claim: the attributes of a fact that the rule speaks of.
fn put(rule: &Rule, fact: &Fact, names: u32) -> String {
    let mut value = Map::new();
    for key in &carried(rule) {
        value.extend(fact.attr(*key).map(|attr| (key.name().to_owned(), json(&attr))));
    }
    if rule.kinds.len() > 1 {
        value.insert(KIND.to_owned(), json!(fact.kind().name()));
    }
    if names != every_name(rule) {
        let named = (0..rule.selectors.len()).filter(|name| names & 1 << name != 0);
        let named: Vec<&str> = named.map(|name| rule.names.name(name)).collect();
        value.insert(NAMES.to_owned(), json!(named));
    }
    Value::Object(value).to_string()
}

/// The fact of a claim; none if the claim's value is not understood.
pub(super) fn recall(rule: &Rule, value: &str, times: usize) -> Option<Recorded> {
    let Value::Object(value) = serde_json::from_str(value).ok()? else { return None };
    let kind = match value.get(KIND) {
        Some(kind) => Kind::named(kind.as_str()?)?,
        None => Kind::ALL.into_iter().find(|kind| rule.kinds.has(*kind))?,
    };
    let mut selected = every_name(rule);
    if let Some(names) = value.get(NAMES) {
        let name = |name: &Value| Some(1 << rule.names.index(name.as_str()?)?);
        selected = names.as_array()?.iter().filter_map(name).fold(0, |all, name: u32| all | name);
    }
    let attribute = |(key, value): (&String, &Value)| {
        let attribute = kind.attribute(key)?;
        Some((attribute.key, said(value, attribute.of)?))
    };
    let said = value.iter().filter_map(attribute).collect();
    Some(Recorded { kind, said, tag: selected, times })
}

/// All names that select facts, one bit each.
fn every_name(rule: &Rule) -> u32 {
    let selects = |(name, selector): (usize, &Option<_>)| selector.as_ref().map_or(0, |_: &_| 1 << name);
    rule.selectors.iter().enumerate().map(selects).sum()
}

/// The attributes of a claim: the one that is compared, those that must be alike, and those that messages
/// name.
fn carried(rule: &Rule) -> Vec<Key> {
    let alike = rule.alike();
    let mut keys: Vec<Key> = alike.into_iter().flat_map(|a| a.on.iter().chain(&a.near)).copied().collect();
    keys.extend(rule.compares());
    keys.extend(rule.once.iter().flatten());
    let told = std::iter::once(&rule.message).chain(&rule.help);
    keys.extend(told.flat_map(crate::rules::Template::attributes));
    keys.sort_by_key(|key| key.name());
    keys.dedup();
    keys
}

/// An attribute as JSON. Whole numbers are numbers there and others are text, so that they stay exact.
fn json(attr: &Attr<'_>) -> Value {
    match attr {
        Attr::Text(text) => json!(text),
        Attr::Flag(flag) => json!(flag),
        Attr::Number(number) => match i64::try_from(*number).ok().filter(|_| number.is_integer()) {
            Some(whole) => json!(whole),
            None => json!(number.normalize().to_string()),
        },
        Attr::Numbers(numbers) => {
            json!(numbers.iter().map(|n| n.normalize().to_string()).collect::<Vec<_>>())
        }
    }
}

/// The value of an attribute from JSON.
fn said(value: &Value, of: Type) -> Option<Said> {
    let number = |value: &Value| match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64().map(Into::into),
    };
    Some(match of {
        Type::Text => Said::Text(value.as_str()?.into()),
        Type::Number => Said::Number(number(value)?),
        Type::Flag => Said::Flag(value.as_bool()?),
        Type::Numbers => Said::Numbers(value.as_array()?.iter().map(number).collect::<Option<_>>()?),
    })
}
