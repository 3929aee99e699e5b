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

/// The findings of a relation among claims of one key, from the earliest article to the latest. Keeps at most
/// [`DIFFERENT`] times [`SAME`] claims. There are no findings if they say more different things.
pub(super) fn relate(
    rule: &Rule,
    group: &mut dyn Iterator<Item = Stated>,
    lexicon: &Lexicon,
) -> Vec<Between> {
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
        let between = relate(rule, &mut group.into_iter().map(|(_, stated)| stated), linter.lexicon());
        found.extend(between.into_iter().filter_map(|b| Some((*spans.get(&b.at)?, b))));
    }
    found.sort_by(|(a, one), (b, other)| (a, &one.fingerprint).cmp(&(b, &other.fingerprint)));
    found
}
