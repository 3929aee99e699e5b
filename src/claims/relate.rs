//! Relates the claims of one key. A relation compares claims as it compares facts: claims of one key are made
//! facts again, which stand in a text of their words, one article after another.

use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::xxh3_64;

use super::{Between, Stated, put};
use crate::Span;
use crate::document::Document;
use crate::facts::{Fact, Facts, Key};
use crate::lexicon::Lexicon;
use crate::lint::{Linter, numbered};
use crate::rules::{Rule, Violation};

/// The most different things that the claims of one key may say. Claims that say more are not about one
/// thing, and their differences are no contradictions.
const DIFFERENT: usize = 256;

/// The most articles with the same claim whose claims are kept. Each of these can have a finding of its own.
const SAME: usize = 16;

/// Claims of one rule and key, which are added one by one, from the earliest article to the latest: by date, then
/// in any order that does not change, with the claims of an article together. Keeps at most 4,096 of them, however
/// many are added.
#[derive(Debug, Default)]
pub struct Group {
    /// The claims that are compared, each with the index of what it says.
    kept: Vec<(Stated, usize)>,
    /// What claims say, and how many say it.
    different: FxHashMap<String, usize>,
    times: Vec<usize>,
    /// Whether the claims say more different things than those about one thing do.
    is_silent: bool,
}

impl Group {
    /// Adds a claim. Returns whether it is kept: only those that are can be named by a finding.
    pub fn add(&mut self, stated: Stated) -> bool {
        if self.is_silent {
            return false;
        }
        let at = match self.different.get(&stated.value) {
            Some(&at) => at,
            None if self.times.len() == DIFFERENT => {
                *self = Self { is_silent: true, ..Self::default() };
                return false;
            }
            None => {
                self.different.insert(stated.value.clone(), self.times.len());
                self.times.push(0);
                self.times.len() - 1
            }
        };
        self.times[at] += 1;
        let is_kept = self.times[at] <= SAME;
        if is_kept {
            self.kept.push((stated, at));
        }
        is_kept
    }

    /// Whether nothing can be found any more, whatever is added.
    #[must_use]
    pub const fn is_silent(&self) -> bool {
        self.is_silent
    }

    /// The claims that are kept.
    #[cfg(test)]
    pub(crate) fn kept(&self) -> impl Iterator<Item = &Stated> {
        self.kept.iter().map(|(stated, _)| stated)
    }

    /// The findings of a rule among the claims. There are none if they say more than 256 different things, if there
    /// is no such rule of scope `archive`, or if it is off. Linear, but for the claims that are kept.
    #[must_use]
    pub fn between(&self, linter: &Linter, rule: &str) -> Vec<Between> {
        let rule = linter.running().find(|r| r.id == rule && r.is_archive());
        rule.map_or_else(Vec::new, |rule| self.relate(rule, linter.lexicon()))
    }

    fn relate(&self, rule: &Rule, lexicon: &Lexicon) -> Vec<Between> {
        let Self { kept, times, .. } = self;
        if kept.len() < 2 {
            return Vec::new();
        }
        let (mut text, mut facts, mut of) = (String::new(), Vec::new(), Vec::new());
        let (mut article, mut block) = (None, 0);
        for (n, (stated, at)) in kept.iter().enumerate() {
            let Some(recorded) = put::recall(rule, &stated.value, times[*at]) else { continue };
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
        for violation in rule.violations(&facts, lexicon) {
            if rule.told_once(&violation).is_some_and(|once| !told.insert(once)) {
                continue;
            }
            let claim = |span: Span| {
                let at = of.binary_search_by_key(&span.start, |(start, _)| *start).ok()?;
                Some(&kept[of[at].1].0)
            };
            let subject = rule.subject();
            let other = violation.bounds.iter().find(|bound| bound.name != subject);
            let at = violation.named(subject).and_then(|bound| claim(bound.span));
            let Some((at, other)) = at.zip(other.and_then(|bound| claim(bound.span))) else { continue };
            if at.article == other.article {
                continue;
            }
            found.push(Between {
                at: at.id,
                counterpart: other.id,
                severity: rule.severity,
                message: rule.message.render(&violation, &facts),
                help: rule.help.as_ref().map(|help| help.render(&violation, &facts)),
                fingerprint: known_by(rule, &violation),
            });
        }
        numbered(&mut found, |between| &mut between.fingerprint);
        found
    }
}

/// The identity of a finding between articles: what its facts have alike and the two values, in no order.
fn known_by(rule: &Rule, violation: &Violation<'_>) -> String {
    let said = |fact: Option<&Fact>, key: Key| {
        fact.and_then(|fact| fact.attr(key)).map_or_else(String::new, |attr| attr.to_string())
    };
    let first = violation.bounds.first().and_then(|bound| bound.fact);
    let mut parts = vec![rule.id.to_string()];
    let on = rule.alike().into_iter().flat_map(|alike| &alike.on);
    parts.extend(on.map(|&key| said(first, key)));
    if let Some(key) = rule.compares() {
        let mut values: Vec<String> = violation.bounds.iter().map(|bound| said(bound.fact, key)).collect();
        values.sort();
        parts.extend(values);
    }
    format!("{:016x}", xxh3_64(parts.join("\n").as_bytes()))
}

/// The findings of a rule between the articles of a document, as in a small archive, each with its place. In
/// order.
pub(crate) fn in_document(rule: &Rule, document: &Document, linter: &Linter) -> Vec<(Span, Between)> {
    let mut groups: FxHashMap<u64, Vec<(Span, Stated)>> = FxHashMap::default();
    let mut id = 0;
    for (article, of) in (0..).zip(&document.articles) {
        let facts = linter.facts(document, of).with_article(of);
        let mut claims = Vec::new();
        put::claims(rule, &facts, &mut claims);
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
        let mut claims = Group::default();
        for (_, stated) in group {
            claims.add(stated);
        }
        let between = claims.relate(rule, linter.lexicon());
        found.extend(between.into_iter().filter_map(|b| Some((*spans.get(&b.at)?, b))));
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.fingerprint).cmp(&(b, &other.fingerprint)));
    found
}
