//! Rules between articles: what each article claims, and what a relation finds among the claims of
//! many. A relation looks at claims as it looks at facts: those of one key are made facts again, and
//! stand in a text of their words, one article after another.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value, json};
use xxhash_rust::xxh3::xxh3_64;

use super::model::Scope;
use super::template::Template;
use super::{Rule, Violation};
use crate::Span;
use crate::archive::{Between, Claim, Stated};
use crate::document::Document;
use crate::facts::{Attr, Fact, Facts, Key, Kind, Recorded, Said, Type};
use crate::lexicon::Lexicon;
use crate::lint::{Linter, numbered};

/// How many claims an article makes for one rule; a text with more is a list, and what is past them
/// is not compared.
const CLAIMS: usize = 64;

/// How many different things the claims of one key may say. Where there are more they are not of one
/// thing, and what differs is no contradiction.
const DIFFERENT: usize = 256;

/// Of how many articles that say the same the claims are kept: each can be a finding of its own.
const SAME: usize = 16;

/// The key under which a claim has the names that select its fact, where it is not all.
const NAMES: &str = "as";

/// The key under which a claim has the kind of its fact, where the rule selects several.
const KIND: &str = "fact";

impl Rule {
    /// Whether it compares articles with each other.
    pub(crate) fn is_archive(&self) -> bool {
        self.scope == Scope::Archive
    }

    /// Whether two facts that are alike can contradict each other: two, and between articles the one
    /// in an earlier article than the other.
    pub(super) fn is_comparable(&self, fact: &Fact, other: &Fact) -> bool {
        if self.is_archive() { other.block < fact.block } else { !std::ptr::eq(fact, other) }
    }

    /// What an article claims, in order. A fact that is silent on what facts are compared by, or on
    /// what is compared, claims nothing; what an article says twice it claims once.
    pub(crate) fn claims(&self, facts: &Facts<'_>, out: &mut Vec<Claim>) {
        let Some(alike) = self.relation.alike() else { return };
        if !self.is_archive() || !facts.has_any(self.kinds) {
            return;
        }
        let mut selected: Vec<(&Fact, u32)> = Vec::new();
        for name in 0..self.selectors.len() {
            for fact in self.selected(facts, name) {
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
            let on: Option<Vec<String>> =
                alike.on.iter().map(|&key| Some(fact.attr(key)?.to_string())).collect();
            if self.relation.compares().is_some_and(|key| fact.attr(key).is_none()) {
                continue;
            }
            let Some(on) = on else { continue };
            let key = xxh3_64(format!("{}\n{}", self.id, on.join("\n")).as_bytes());
            let value = self.put(fact, names);
            if said.insert((key, value.clone())) {
                out.push(Claim { rule: self.id.clone(), key, value, span: fact.span });
            }
        }
    }

    /// A fact as it is put down: those of its attributes that the rule speaks of.
    fn put(&self, fact: &Fact, names: u32) -> String {
        let mut value = Map::new();
        for key in &self.carried() {
            value.extend(fact.attr(*key).map(|attr| (key.name().to_owned(), json(&attr))));
        }
        if self.kinds.count_ones() > 1 {
            value.insert(KIND.to_owned(), json!(fact.kind().name()));
        }
        if names != self.every_name() {
            let named = (0..self.selectors.len()).filter(|name| names & 1 << name != 0);
            let named: Vec<&str> = named.map(|name| self.names.0[name].0.as_str()).collect();
            value.insert(NAMES.to_owned(), json!(named));
        }
        Value::Object(value).to_string()
    }

    /// The fact that was put down; none if it is not understood.
    fn recall(&self, value: &str, times: usize) -> Option<Recorded> {
        let Value::Object(value) = serde_json::from_str(value).ok()? else { return None };
        let kind = match value.get(KIND) {
            Some(kind) => Kind::named(kind.as_str()?)?,
            None => Kind::ALL.into_iter().find(|kind| self.kinds & 1 << *kind as u32 != 0)?,
        };
        let mut selected = self.every_name();
        if let Some(names) = value.get(NAMES) {
            let name = |name: &Value| Some(1 << self.names.index(name.as_str()?)?);
            selected = names.as_array()?.iter().filter_map(name).fold(0, |all, name: u32| all | name);
        }
        let attribute = |(key, value): (&String, &Value)| {
            let attribute = kind.attribute(key)?;
            Some((attribute.key, said(value, attribute.of)?))
        };
        let said = value.iter().filter_map(attribute).collect();
        Some(Recorded { kind, said, selected, times })
    }

    /// All names that select facts, one bit each.
    fn every_name(&self) -> u32 {
        let selects = |(name, selector): (usize, &Option<_>)| selector.as_ref().map_or(0, |_: &_| 1 << name);
        self.selectors.iter().enumerate().map(selects).sum()
    }

    /// The attributes that a claim has: what is compared and by what, and what is told of it.
    fn carried(&self) -> Vec<Key> {
        let alike = self.relation.alike();
        let mut keys: Vec<Key> =
            alike.into_iter().flat_map(|a| a.on.iter().chain(&a.near)).copied().collect();
        keys.extend(self.relation.compares());
        keys.extend(&self.once);
        let told = std::iter::once(&self.message).chain(&self.help);
        keys.extend(told.flat_map(Template::attributes));
        keys.sort_by_key(|key| key.name());
        keys.dedup();
        keys
    }

    /// What the relation finds among claims of one key, from the earliest article to the latest. Keeps
    /// at most [`DIFFERENT`] times [`SAME`] of them; where they say more different things, nothing is
    /// found.
    pub(crate) fn relate(&self, group: &mut dyn Iterator<Item = Stated>, lexicon: &Lexicon) -> Vec<Between> {
        let mut kept: Vec<(Stated, usize)> = Vec::new();
        let mut different: FxHashMap<String, usize> = FxHashMap::default();
        let mut times: Vec<usize> = Vec::new();
        for stated in group {
            let new = different.len();
            let at = *different.entry(stated.value.clone()).or_insert(new);
            if at == times.len() {
                if at == DIFFERENT {
                    return Vec::new();
                }
                times.push(0);
            }
            times[at] += 1;
            if times[at] <= SAME {
                kept.push((stated, at));
            }
        }
        if kept.len() < 2 {
            return Vec::new();
        }
        let (mut text, mut facts, mut of) = (String::new(), Vec::new(), Vec::new());
        let (mut article, mut block) = (None, 0);
        for (n, (stated, at)) in kept.iter().enumerate() {
            let Some(recorded) = self.recall(&stated.value, times[*at]) else { continue };
            if article.replace(stated.article).is_some_and(|before| before != stated.article) {
                block += 1;
            }
            let start = text.len() as u32;
            text.push_str(&stated.words);
            facts.push(Fact::recorded(recorded, Span::new(start, text.len() as u32), block));
            of.push((start, n));
            text.push('\n');
        }
        let facts = Facts::of_recorded(&text, facts);
        let mut told = FxHashSet::default();
        let mut found: Vec<Between> = Vec::new();
        for violation in self.relation.check(self, &facts, lexicon) {
            if self.told_once(&violation).is_some_and(|once| !told.insert(once)) {
                continue;
            }
            let claim = |span: Span| {
                let at = of.binary_search_by_key(&span.start, |(start, _)| *start).ok()?;
                Some(&kept[of[at].1].0)
            };
            let subject = self.relation.subject();
            let other = violation.bounds.iter().find(|bound| bound.name != subject);
            let at = violation.named(subject).and_then(|bound| claim(bound.span));
            let Some((at, other)) = at.zip(other.and_then(|bound| claim(bound.span))) else { continue };
            if at.article == other.article {
                continue;
            }
            found.push(Between {
                at: at.id,
                counterpart: other.id,
                severity: self.severity,
                message: self.message.render(&violation, &facts),
                help: self.help.as_ref().map(|help| help.render(&violation, &facts)),
                fingerprint: self.known_by(&violation),
            });
        }
        numbered(&mut found, |between| &mut between.fingerprint);
        found
    }

    /// What a finding between articles is known by: what the facts are alike in, and the two things
    /// they say, in no order.
    fn known_by(&self, violation: &Violation<'_>) -> String {
        let said = |fact: Option<&Fact>, key: Key| {
            fact.and_then(|fact| fact.attr(key)).map_or_else(String::new, |attr| attr.to_string())
        };
        let first = violation.bounds.first().and_then(|bound| bound.fact);
        let mut parts = vec![self.id.to_string()];
        let on = self.relation.alike().into_iter().flat_map(|alike| &alike.on);
        parts.extend(on.map(|&key| said(first, key)));
        if let Some(key) = self.relation.compares() {
            let mut values: Vec<String> =
                violation.bounds.iter().map(|bound| said(bound.fact, key)).collect();
            values.sort();
            parts.extend(values);
        }
        format!("{:016x}", xxh3_64(parts.join("\n").as_bytes()))
    }

    /// What the rule finds between the articles of a document, as in a small archive: each place with
    /// what is said of it, in order.
    pub(crate) fn between(&self, document: &Document, linter: &Linter) -> Vec<(Span, Between)> {
        let mut groups: FxHashMap<u64, Vec<(Span, Stated)>> = FxHashMap::default();
        let mut id = 0;
        for (article, of) in (0..).zip(&document.articles) {
            let facts = linter.facts(document, of).with_article(of);
            let mut claims = Vec::new();
            self.claims(&facts, &mut claims);
            for claim in claims {
                let (date, words) = (facts.published(), claim.span.of(&document.text).to_owned());
                let stated = Stated { id, article, date, value: claim.value, words };
                groups.entry(claim.key).or_default().push((claim.span, stated));
                id += 1;
            }
        }
        let mut found = Vec::new();
        for (_, mut group) in groups {
            group.sort_by(|(a, one), (b, other)| (&one.date, a).cmp(&(&other.date, b)));
            let spans: FxHashMap<i64, Span> = group.iter().map(|(span, stated)| (stated.id, *span)).collect();
            let between = self.relate(&mut group.into_iter().map(|(_, stated)| stated), linter.lexicon());
            found.extend(between.into_iter().filter_map(|b| Some((*spans.get(&b.at)?, b))));
        }
        found.sort_by(|(a, one), (b, other)| (a, &one.fingerprint).cmp(&(b, &other.fingerprint)));
        found
    }
}

/// An attribute as it is put down. Whole numbers are numbers there, others text, so that they stay
/// exact.
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

/// An attribute that was put down.
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
