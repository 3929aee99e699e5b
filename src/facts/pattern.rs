//! Patterns: sequences over tokens and facts, written in TOML.
//!
//! A pattern is a list of elements. Each matches a token (by word, class, shape or expression)
//! or a fact (by kind and attributes), may be optional, repeated or captured by name. Patterns
//! match inside one sentence. Matching tries a bounded number of ways: a pattern can be slow to
//! find nothing, never endless.

mod clauses;
mod compile;
mod matcher;
mod prefilter;

use compact_str::CompactString;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::condition::{Conditions, OneOrMany, RawConditions};
use super::schema::{self, Letters, Met, OneOrMore, Shape, Where, White};
use super::{Facts, Kind, KindSet};
use crate::lexicon::Lexicon;
use crate::problem::Problem;
use crate::text::{Class, Classes, WordId};
use crate::text::{Space, TokenKind};
use compile::Compiler;
use matcher::Matcher;
use prefilter::{Prefilter, prefilter};

/// A pattern as written: elements in sequence, each with its place.
pub type RawPattern = Vec<Spanned<RawElement>>;

/// A pattern element as written.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[schemars(rename = "Element", transform = schema::element)]
pub struct RawElement {
    /// A fact of one of these kinds.
    #[schemars(with = "Option<OneOrMore<Met>>")]
    fact: Option<Spanned<OneOrMany>>,
    /// Conditions on the fact's attributes.
    #[serde(default, rename = "where")]
    #[schemars(with = "Where")]
    conditions: RawConditions,
    /// A token that is one of these words or marks, in any letter case.
    #[schemars(with = "Option<OneOrMany>")]
    word: Option<Spanned<OneOrMany>>,
    /// A token or phrase of one of these lexicon classes.
    #[schemars(with = "Option<OneOrMany>")]
    class: Option<Spanned<OneOrMany>>,
    /// A token of this shape: word, number or mark.
    #[schemars(with = "Option<Shape>")]
    token: Option<Spanned<CompactString>>,
    /// A token that this expression matches in full.
    #[schemars(with = "Option<String>")]
    regex: Option<Spanned<String>>,
    /// The same word as the token captured under this name.
    #[schemars(with = "Option<String>")]
    same: Option<Spanned<CompactString>>,
    /// Any tokens, at most so many, none of them a word of `not`.
    gap: Option<u8>,
    /// With `gap`: words that end it.
    #[schemars(with = "Option<OneOrMany>")]
    not: Option<Spanned<OneOrMany>>,
    /// With `gap`: kinds of facts that end it where one starts.
    #[schemars(with = "Option<OneOrMore<Met>>")]
    without: Option<Spanned<OneOrMany>>,
    /// Elements in sequence.
    #[schemars(with = "Option<Vec<RawElement>>")]
    group: Option<RawPattern>,
    /// One of these sequences.
    #[schemars(with = "Option<Vec<Vec<RawElement>>>")]
    any: Option<Vec<RawPattern>>,
    /// The element must match here but takes nothing: the next one starts at the same place.
    #[serde(default)]
    ahead: bool,
    /// The element may be absent.
    #[serde(default)]
    optional: bool,
    /// How often it may come, from and to.
    repeat: Option<(u8, u8)>,
    /// The white space before it: single, wide, none.
    #[schemars(with = "Option<White>")]
    space: Option<Spanned<CompactString>>,
    /// The letter case of the token: lower, capital, upper.
    #[schemars(with = "Option<Letters>")]
    case: Option<Spanned<CompactString>>,
    /// The name of what it matches.
    #[serde(rename = "as")]
    #[schemars(with = "Option<String>")]
    name: Option<Spanned<CompactString>>,
}

/// What an element matches.
#[derive(Clone, Debug)]
enum Test {
    Fact {
        kinds: Vec<Kind>,
        conditions: Conditions,
    },
    /// Words, in order of their ids.
    Words(Vec<WordId>),
    Classes(Vec<Class>),
    Token(TokenKind),
    Regex(Regex),
    Same(usize),
    Gap {
        most: u8,
        not: Vec<WordId>,
        without: Vec<Kind>,
    },
    Group(Vec<Element>),
    Any(Vec<Vec<Element>>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Lower,
    Capital,
    Upper,
}

#[derive(Clone, Debug)]
struct Element {
    test: Test,
    least: u8,
    most: u8,
    ahead: bool,
    space: Option<Space>,
    case: Option<Case>,
    capture: Option<usize>,
}

impl Element {
    /// Whether it matches one token or fact, and that once, so that it matches in one way or not at all.
    const fn is_plain(&self) -> bool {
        let leaf = !matches!(self.test, Test::Gap { .. } | Test::Group(_) | Test::Any(_));
        leaf && self.least == 1 && self.most == 1 && !self.ahead
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    elements: Vec<Element>,
    names: Vec<Captured>,
    prefilter: Prefilter,
    /// The facts that a match takes from its sentence, each by the kinds it can have.
    needs: Vec<KindSet>,
    doubles: bool,
}

/// A name that a pattern captures.
#[derive(Clone, Debug)]
pub struct Captured {
    /// The name.
    pub name: CompactString,
    /// Where it is first given, in bytes of the file.
    pub place: std::ops::Range<usize>,
    /// The kinds of the facts it can stand for.
    pub kinds: Vec<Kind>,
    /// Whether a `same` refers to the captured words.
    pub again: bool,
}

/// A match: the tokens it takes and what it captured, by the index of the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// First token and the one after the last.
    pub tokens: (usize, usize),
    /// `(name, first token, token after the last)`, in order; a name may come several times.
    pub captures: Vec<(usize, usize, usize)>,
}

impl Match {
    /// The captures of a name.
    pub fn captured(&self, name: usize) -> impl Iterator<Item = (usize, usize)> {
        self.captures.iter().filter(move |c| c.0 == name).map(|&(_, from, to)| (from, to))
    }
}

impl Pattern {
    /// Compiles a pattern. What is wrong with it is added to `problems`, each with its place.
    pub(crate) fn compile(
        raw: &[Spanned<RawElement>],
        lexicon: &mut Lexicon,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let mut compiler = Compiler { names: Vec::new(), lexicon, problems };
        let elements = compiler.sequence(raw);
        let names = compiler.names;
        let pattern = Self::of(elements, names);
        for one in pattern.prefilter.parts() {
            if let Prefilter::Words(words) = one {
                lexicon.mark_starts(words);
            }
        }
        pattern
    }

    fn of(elements: Vec<Element>, names: Vec<Captured>) -> Self {
        let (prefilter, doubles) = (prefilter(&elements), doubles(&elements));
        let mut needed = Vec::new();
        needs(&elements, &mut needed);
        Self { elements, names, prefilter, needs: needed, doubles }
    }

    /// The names it captures, in order of first mention.
    #[must_use]
    pub fn names(&self) -> &[Captured] {
        &self.names
    }

    /// Whether it meets groups, clauses or series.
    pub(crate) fn meets_syntax(&self) -> bool {
        meets_syntax(&self.elements)
    }

    /// The matches in an article, in order and without overlap.
    pub fn matches(&self, facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Match> {
        let mut search = Search { pattern: self, facts, lexicon, free: 0, found: Vec::new() };
        // Most articles have no such facts at all.
        if !self.needs.iter().all(|&kinds| facts.has_any(kinds)) {
            return search.found;
        }
        match &self.prefilter {
            Prefilter::Classes(classes) => search.scan(Some(*classes)),
            Prefilter::Any => search.scan(None),
            prefilter => {
                for (at, sentence) in prefilter.starts(facts) {
                    if self.fits(facts, sentence) {
                        search.start(at as usize, sentence as usize);
                    }
                }
            }
        }
        search.found
    }
}

impl Pattern {
    /// Whether a sentence has the facts that a match needs: their number, and one of each kind.
    fn fits(&self, facts: &Facts<'_>, sentence: u32) -> bool {
        let (number, kinds) = facts.in_sentence(sentence);
        number as usize >= self.needs.len() && self.needs.iter().all(|needed| needed.meets(kinds))
    }
}

/// A search for a pattern through an article.
struct Search<'s, 'd> {
    pattern: &'s Pattern,
    facts: &'s Facts<'d>,
    lexicon: &'s Lexicon,
    /// The first token that no match has taken.
    free: usize,
    found: Vec<Match>,
}

impl Search<'_, '_> {
    /// Tries the pattern at each token that has one of the classes, or at each where none is asked for, and that
    /// no match has taken.
    fn scan(&mut self, classes: Option<Classes>) {
        let facts = self.facts;
        for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
            let words = classes.is_none_or(|classes| facts.has_word_of(sentence, classes));
            if !words || !self.pattern.fits(facts, sentence as u32) {
                continue;
            }
            for at in from as usize..to as usize {
                if classes.is_some_and(|classes| !facts.tokens[at].classes.meets(classes)) {
                    continue;
                }
                if self.pattern.doubles
                    && facts.tokens.get(at + 1).is_none_or(|t| t.word != facts.tokens[at].word)
                {
                    continue;
                }
                self.start(at, sentence);
            }
        }
    }

    fn start(&mut self, at: usize, sentence: usize) {
        if at < self.free {
            return;
        }
        let end = self.facts.sentences[sentence].1 as usize;
        let mut matcher =
            Matcher { facts: self.facts, lexicon: self.lexicon, end, captures: Vec::new(), tries: 0 };
        let mut last = at;
        let matched = matcher.sequence(&self.pattern.elements, at, &mut |_, to| {
            last = to;
            true
        });
        if matched && last > at {
            self.free = last;
            self.found.push(Match { tokens: (at, last), captures: matcher.captures });
        }
    }
}

fn meets_syntax(elements: &[Element]) -> bool {
    elements.iter().any(|element| match &element.test {
        Test::Fact { kinds, .. } => kinds.iter().any(|kind| kind.is_syntactic()),
        Test::Group(group) => meets_syntax(group),
        Test::Any(any) => any.iter().any(|sequence| meets_syntax(sequence)),
        _ => false,
    })
}

/// Collects the facts that a match takes from its sentence at least, each as the set of its kinds.
fn needs(elements: &[Element], needed: &mut Vec<KindSet>) {
    for element in elements.iter().filter(|e| !e.ahead) {
        for _ in 0..element.least {
            match &element.test {
                Test::Fact { kinds, .. } => needed.push(kinds.iter().collect()),
                Test::Group(group) => needs(group, needed),
                Test::Any(any) => {
                    // Of several sequences the one that needs the fewest facts counts; each fact is of a kind
                    // that one of them has in its place.
                    let ways = any.iter().map(|sequence| {
                        let mut way = Vec::new();
                        needs(sequence, &mut way);
                        way
                    });
                    let together = |a: Vec<KindSet>, b: Vec<KindSet>| {
                        a.into_iter().zip(b).map(|(a, b)| a.union(b)).collect()
                    };
                    needed.extend(ways.reduce(together).unwrap_or_default());
                }
                _ => {}
            }
        }
    }
}

/// Whether the pattern is a word and the same word again: equal ids of two words then stand for a try.
fn doubles(elements: &[Element]) -> bool {
    let [first, second, ..] = elements else { return false };
    let one_word = matches!(first.test, Test::Words(_)) || matches!(first.test, Test::Classes(_));
    let same = matches!(second.test, Test::Same(name) if first.capture == Some(name));
    one_word && same && (first.least, first.most, first.ahead) == (1, 1, false) && second.least > 0
}

#[cfg(test)]
mod tests;
