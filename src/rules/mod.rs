//! Rules: which facts to look at, and the relation that must hold between them. All policy is in TOML; this
//! module compiles rules and finds their violations.

mod clauses;
mod examples;
mod expression;
mod fix_template;
mod identity;
mod load;
mod model;
mod names;
mod relation;
mod schema;
mod select;
mod shipped;
mod template;

pub use examples::Example;
pub use model::schema;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::document::{Article, ZoneSet};
use crate::facts::pattern::{Match, Pattern};
use crate::facts::{Fact, Facts, Key, KindSet};
use crate::finding::{Finding, Label, Severity};
use crate::lexicon::Lexicon;
use crate::{Span, problem::Refused};
use examples::Examples;
use fix_template::FixTemplate;
use model::Scope;
pub(crate) use names::Names;
use relation::{Alike, Relation};
use select::Selector;
pub(crate) use template::Template;

/// A name that a rule gives to a fact or capture.
type Name = toml::Spanned<CompactString>;

/// A compiled rule.
#[derive(Clone, Debug)]
pub struct Rule {
    /// `group.name`.
    pub id: CompactString,
    /// Its severity unless the configuration says otherwise.
    pub severity: Severity,
    /// What it finds, in a line.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// The file it comes from.
    pub file: CompactString,
    pub(crate) message: Template,
    pub(crate) help: Option<Template>,
    scope: Scope,
    pub(crate) names: Names,
    /// What each name selects; none for a name that the pattern captures or the relation makes.
    pub(crate) selectors: Vec<Option<Selector>>,
    pattern: Option<Captures>,
    given: Vec<usize>,
    unless: Vec<usize>,
    relation: Relation,
    /// The article must have a fact of one of these kinds for the rule to find anything.
    pub(crate) kinds: KindSet,
    span: Vec<usize>,
    labels: Vec<(usize, Template)>,
    /// What stands at the places that a fact is held against.
    beside: Option<Template>,
    /// The attributes by which findings are told apart of which an article has one; none to report all.
    pub(crate) once: Option<Vec<Key>>,
    again: Option<Template>,
    over: Vec<CompactString>,
    /// The fixes, of which the first that can be made is made.
    fix: Vec<FixTemplate>,
    /// Its examples; none where it ships, whose examples are read when they are asked for.
    examples: Option<Examples>,
}

/// A rule's pattern. The names that it captures are those of the rule from `base` on.
#[derive(Clone, Debug)]
struct Captures {
    pattern: Pattern,
    base: usize,
    /// The zones in which it is looked for; none for those of the article's own text.
    zones: Option<ZoneSet>,
}

/// A name of a rule bound to a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bound<'f> {
    pub(crate) name: usize,
    pub(crate) span: Span,
    pub(crate) fact: Option<&'f Fact>,
}

impl<'f> Bound<'f> {
    fn fact(name: usize, fact: &'f Fact) -> Self {
        Self { name, span: fact.span, fact: Some(fact) }
    }
}

/// A place where a relation does not hold.
#[derive(Clone, Debug)]
pub(crate) struct Violation<'f> {
    pub(crate) bounds: Vec<Bound<'f>>,
    /// The span of all that the violation is about. A finding marks it where the rule names no span.
    whole: Span,
    /// The sentence and the block of the violation.
    place: (u32, u32),
    /// Whether it is known which of the facts is the wrong one, so that a fix can be made.
    mendable: bool,
}

impl<'f> Violation<'f> {
    /// A violation of selected facts. It is about the first of them.
    fn of(bounds: Vec<Bound<'f>>) -> Self {
        let whole = bounds[0].span;
        let place = bounds[0].fact.map_or((0, 0), |f| (f.sentence, f.block));
        Self { bounds, whole, place, mendable: true }
    }

    fn fact(&self, name: usize) -> Option<&'f Fact> {
        self.named(name)?.fact
    }

    pub(crate) fn named(&self, name: usize) -> Option<&Bound<'f>> {
        self.bounds.iter().find(|b| b.name == name)
    }

    /// The smallest span that covers all places of these names.
    fn cover(&self, names: &[usize]) -> Option<Span> {
        let spans = self.bounds.iter().filter(|b| names.contains(&b.name)).map(|b| b.span);
        spans.reduce(Span::cover)
    }
}

/// By name, the first fact in each scope. Filled in where a rule first asks for a name.
type Known<'f> = FxHashMap<usize, FxHashMap<u32, &'f Fact>>;

impl Rule {
    /// The group: the part of the id before the period.
    #[must_use]
    pub fn group(&self) -> &str {
        self.id.split('.').next().unwrap_or_default()
    }

    fn examples(&self) -> Option<&Examples> {
        self.examples.as_ref().or_else(|| Examples::shipped(&self.id))
    }

    /// Examples in which the rule must find something.
    #[must_use]
    pub fn fires(&self) -> &[Example] {
        self.examples().map_or(&[], |examples| &examples.fires)
    }

    /// Examples in which the rule must find nothing.
    #[must_use]
    pub fn silent(&self) -> &[Example] {
        self.examples().map_or(&[], |examples| &examples.silent)
    }

    /// Whether the rule compares articles with each other.
    pub(crate) fn is_archive(&self) -> bool {
        self.scope == Scope::Archive
    }

    /// Whether two facts that are alike can contradict each other: they must be two facts, and between
    /// articles the other must stand in an earlier article than `fact`.
    fn is_comparable(&self, fact: &Fact, other: &Fact) -> bool {
        if self.is_archive() { other.block < fact.block } else { !std::ptr::eq(fact, other) }
    }

    /// The rules whose findings are dropped where a finding of this rule overlaps them.
    pub(crate) fn over(&self) -> impl Iterator<Item = &str> {
        self.over.iter().map(CompactString::as_str)
    }

    /// For each fix of the rule, whether it is safe.
    pub(crate) fn fixes(&self) -> impl Iterator<Item = bool> {
        self.fix.iter().map(|fix| fix.safe)
    }

    /// The help text, if it is the same for every finding.
    pub(crate) fn fixed_help(&self) -> Option<String> {
        self.help.as_ref()?.fixed()
    }

    /// Whether the rule asks for groups, clauses or series.
    pub(crate) fn asks_for_syntax(&self) -> bool {
        let selects = self.selectors.iter().flatten().flat_map(|selector| &selector.kinds);
        let meets = self.pattern.as_ref().is_some_and(|captures| captures.pattern.meets_syntax());
        meets || selects.into_iter().any(|kind| kind.is_syntactic())
    }

    /// The violations of the relation, in order.
    pub(crate) fn violations<'f>(&self, facts: &'f Facts<'_>, lexicon: &Lexicon) -> Vec<Violation<'f>> {
        self.relation.check(self, facts, lexicon)
    }

    /// The attributes that facts must have alike to be compared, where the relation compares facts.
    pub(crate) fn alike(&self) -> Option<&Alike> {
        self.relation.alike()
    }

    /// The attribute that is compared between facts of different articles.
    pub(crate) const fn compares(&self) -> Option<Key> {
        self.relation.compares()
    }

    /// The name that the relation is about.
    pub(crate) fn subject(&self) -> usize {
        self.relation.subject()
    }

    fn is_captured(&self, name: usize) -> bool {
        let captured = |c: &Captures| (c.base..c.base + c.pattern.names().len()).contains(&name);
        self.pattern.as_ref().is_some_and(captured)
    }

    /// The matches of the rule's pattern, with what they capture.
    fn matches<'f>(&self, facts: &'f Facts<'_>, lexicon: &Lexicon) -> Vec<Violation<'f>> {
        let Some(Captures { pattern, base, zones }) = &self.pattern else { return Vec::new() };
        let violation = |matched: Match| {
            let bound = |&(name, from, to): &(usize, usize, usize)| Bound {
                name: base + name,
                span: facts.span(from, to),
                fact: facts
                    .met(from, &pattern.names()[name].kinds)
                    .find(|fact| fact.tokens.1 as usize == to)
                    .or_else(|| facts.starting(from).filter(|fact| fact.tokens.1 as usize == to)),
            };
            let sentence = facts.sentence_of(matched.tokens.0);
            Violation {
                bounds: matched.captures.iter().map(bound).collect(),
                whole: facts.span(matched.tokens.0, matched.tokens.1),
                place: (sentence as u32, facts.block_of(sentence) as u32),
                mendable: true,
            }
        };
        let zones = zones.unwrap_or(ZoneSet::OWN);
        pattern.matches(facts, |zone| zones.has(zone), lexicon).into_iter().map(violation).collect()
    }

    /// The scope of a fact, as the index of its sentence or block. Facts of one finding have it in common.
    const fn scope_of(&self, fact: &Fact) -> u32 {
        self.scope_at(fact.sentence, fact.block)
    }

    const fn scope_at(&self, sentence: u32, block: u32) -> u32 {
        match self.scope {
            Scope::Sentence => sentence,
            Scope::Paragraph => block,
            Scope::Article | Scope::Archive => 0,
        }
    }

    /// Whether the facts that are `given` are in the scope of a violation, and those of `unless` are not.
    /// Adds the given facts to the violation, so that labels can name them.
    fn stands<'f>(&self, violation: &mut Violation<'f>, facts: &'f Facts<'_>, known: &mut Known<'f>) -> bool {
        let here = self.scope_at(violation.place.0, violation.place.1);
        let mut first = |name: usize| {
            let by_scope = known.entry(name).or_insert_with(|| {
                let mut by_scope = FxHashMap::default();
                self.selected(facts, name).for_each(|f| {
                    by_scope.entry(self.scope_of(f)).or_insert(f);
                });
                by_scope
            });
            by_scope.get(&here).copied()
        };
        if self.unless.iter().any(|&name| first(name).is_some()) {
            return false;
        }
        let given: Option<Vec<Bound<'f>>> =
            self.given.iter().map(|&name| Some(Bound::fact(name, first(name)?))).collect();
        violation.bounds.extend(given.iter().flatten());
        given.is_some()
    }

    /// Adds the rule's findings in an article.
    pub(crate) fn check(
        &self,
        facts: &Facts<'_>,
        article: &Article,
        lexicon: &Lexicon,
        out: &mut Vec<Finding>,
    ) {
        let mut known = Known::default();
        for mut violation in self.violations(facts, lexicon) {
            if self.stands(&mut violation, facts, &mut known) {
                out.push(self.finding(&violation, facts, article));
            }
        }
    }

    /// A hash of what the rule reports only once in an article, if it has such a thing.
    pub(crate) fn told_once(&self, violation: &Violation<'_>) -> Option<u64> {
        let fact = violation.fact(self.relation.subject());
        let of = |key: &Key| fact.and_then(|f| f.attr(*key)).map_or_else(String::new, |a| a.to_string());
        let values: Vec<String> = self.once.as_ref()?.iter().map(of).collect();
        Some(xxh3_64(values.join("\n").as_bytes()))
    }

    fn finding(&self, violation: &Violation<'_>, facts: &Facts<'_>, article: &Article) -> Finding {
        let span = violation.cover(&self.span).unwrap_or(violation.whole);
        let label = |(name, text): &(usize, Template)| {
            let bound = violation.named(*name)?;
            Some(Label { span: bound.span, text: text.render(violation, facts) })
        };
        let mut labels: Vec<Label> = self.labels.iter().filter_map(label).collect();
        if let Some(text) = &self.beside {
            let places = violation.bounds.iter().filter_map(|bound| bound.fact).flat_map(Fact::beside);
            let places = places.map(|&(from, to)| facts.span(from as usize, to as usize));
            let apart = |place: &Span| place.end <= span.start || span.end <= place.start;
            labels
                .extend(places.filter(apart).map(|span| Label { span, text: text.render(violation, facts) }));
        }
        Finding {
            rule: self.id.clone(),
            severity: self.severity,
            article: article.index,
            span,
            message: self.message.render(violation, facts),
            help: self.help.as_ref().map(|h| h.render(violation, facts)),
            labels,
            fix: self.fix.iter().find_map(|fix| fix.fix(violation, facts, article)),
            once: self.told_once(violation),
            again: self.again.as_ref().map(|again| again.render(violation, facts)),
            fingerprint: format!("{:016x}", self.identity(violation, span, facts)),
        }
    }
}

/// The rules of a run.
#[derive(Clone, Debug, Default)]
pub struct Ruleset(Vec<Rule>);

impl Ruleset {
    /// The rules that ship, compiled against `lexicon`.
    ///
    /// # Errors
    /// None in a released build: the rules are part of it and a test loads them.
    pub fn builtin(lexicon: &mut Lexicon) -> Result<Self, Box<Refused>> {
        let mut rules = Self::default();
        for file in shipped::SHIPPED {
            rules.add_shipped(file, lexicon)?;
        }
        Ok(rules)
    }

    /// The rules, in the order of their files.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.0
    }

    /// Removes all rules but those that `keep` picks.
    pub fn retain(&mut self, keep: impl Fn(&Rule) -> bool) {
        self.0.retain(keep);
    }

    /// The rule of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.0.iter().find(|r| r.id == id)
    }

    /// The findings in an article, by place and then by rule, with those that repeat another. `off` says for
    /// each rule whether it is left out. Findings that are alike have one fingerprint, that of the first.
    pub(crate) fn check(
        &self,
        facts: &Facts<'_>,
        article: &Article,
        lexicon: &Lexicon,
        off: &[bool],
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (rule, off) in self.0.iter().zip(off.iter().chain(std::iter::repeat(&false))) {
            if !off && !rule.is_archive() && facts.has_any(rule.kinds) {
                rule.check(facts, article, lexicon, &mut findings);
            }
        }
        self.keep_most_specific(&mut findings);
        findings
            .sort_by(|a, b| (a.span.start, &a.rule, a.span.end).cmp(&(b.span.start, &b.rule, b.span.end)));
        findings.dedup_by(|a, b| a.rule == b.rule && a.span == b.span && a.message == b.message);
        findings
    }

    /// Drops findings where a more specific rule has a finding at the same place. Linear, but for sorting.
    fn keep_most_specific(&self, findings: &mut Vec<Finding>) {
        let over = |f: &Finding| Some((f.span, self.get(&f.rule)?.over.as_slice()));
        let mut told: Vec<_> =
            findings.iter().filter_map(over).filter(|(_, over)| !over.is_empty()).collect();
        told.sort_by_key(|(span, _)| span.start);
        // The furthest end up to each finding, so that a search backwards knows where to stop.
        let mut furthest = 0;
        let ends: Vec<u32> = told
            .iter()
            .map(|(span, _)| {
                furthest = furthest.max(span.end);
                furthest
            })
            .collect();
        findings.retain(|f| {
            let before = told.partition_point(|(span, _)| span.start < f.span.end);
            let mut near = (0..before).rev().take_while(|&i| ends[i] > f.span.start);
            !near.any(|i| told[i].0.overlaps(f.span) && told[i].1.contains(&f.rule))
        });
    }
}
