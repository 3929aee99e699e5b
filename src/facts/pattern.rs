//! Patterns: sequences over tokens and facts, written in TOML.
//!
//! A pattern is a list of elements. Each matches a token (by word, class, shape or expression)
//! or a fact (by kind and attributes), may be optional, repeated or captured by name. Patterns
//! match inside one sentence. Matching tries a bounded number of ways: a pattern can be slow to
//! find nothing, never endless.

mod compile;
mod matcher;

use compact_str::CompactString;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::condition::{Conditions, OneOrMany, RawConditions};
use super::schema::{self, Letters, Met, OneOrMore, Shape, Where, White};
use super::token::Token;
use super::{Facts, Kind, Space, TokenKind};
use crate::lexicon::{Class, Classes, Lexicon, WordId};
use crate::problem::Problem;
use compile::Compiler;
use matcher::Matcher;

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
    Fact { kinds: Vec<Kind>, conditions: Conditions },
    Words(Vec<WordId>),
    Classes(Vec<Class>),
    Token(TokenKind),
    Regex(Regex),
    Same(usize),
    Gap { most: u8, not: Vec<WordId> },
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

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    elements: Vec<Element>,
    names: Vec<Captured>,
    wake: Wake,
    least_facts: usize,
    doubles: bool,
}

/// What must be there for a pattern to match: a glance instead of a try.
#[derive(Clone, Debug)]
enum Wake {
    /// A fact of one of these kinds to start with.
    Facts(Vec<Kind>),
    /// A token of one of these classes to start with.
    Classes(Classes),
    /// One of these words to start with.
    Words(Vec<WordId>),
    /// Anything.
    Any,
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
    /// Whether a `same` asks for it again.
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
        let (wake, least_facts, doubles) = (wake(&elements), least_facts(&elements), doubles(&elements));
        if let Wake::Words(words) = &wake {
            lexicon.mark_starts(words);
        }
        Self { elements, names, wake, least_facts, doubles }
    }

    /// The names it captures, in order of first mention.
    #[must_use]
    pub fn names(&self) -> &[Captured] {
        &self.names
    }

    /// The matches in an article, in order and apart from each other.
    pub fn matches(&self, facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Match> {
        let mut search = Search { pattern: self, facts, lexicon, free: 0, found: Vec::new() };
        match &self.wake {
            Wake::Facts(kinds) => {
                let mut starts: Vec<(u32, u32)> =
                    kinds.iter().flat_map(|&k| facts.of(k)).map(|f| (f.tokens.0, f.sentence)).collect();
                if kinds.len() > 1 {
                    starts.sort_unstable();
                }
                for (at, sentence) in starts {
                    if facts.in_sentence(sentence) >= self.least_facts {
                        search.start(at as usize, sentence as usize);
                    }
                }
            }
            Wake::Classes(classes) => search.scan(|t| t.classes.meets(*classes)),
            Wake::Words(words) => {
                search.scan(|t| t.classes.meets(Classes::START) && words.contains(&t.word));
            }
            Wake::Any => search.scan(|_| true),
        }
        search.found
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
    /// Tries each token that a glance does not rule out.
    fn scan(&mut self, wakes: impl Fn(&Token) -> bool) {
        let facts = self.facts;
        for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
            for at in from as usize..to as usize {
                if !wakes(&facts.tokens[at]) {
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

fn wake(elements: &[Element]) -> Wake {
    let Some(Element { test, least: 1.., .. }) = elements.first() else { return Wake::Any };
    match test {
        Test::Fact { kinds, .. } => Wake::Facts(kinds.clone()),
        Test::Classes(classes) => Wake::Classes(classes.iter().copied().collect()),
        Test::Words(words) => Wake::Words(words.clone()),
        Test::Group(group) => wake(group),
        Test::Any(any) => {
            let mut all = Vec::new();
            for sequence in any {
                match wake(sequence) {
                    Wake::Facts(kinds) => kinds.into_iter().for_each(|k| {
                        if !all.contains(&k) {
                            all.push(k);
                        }
                    }),
                    _ => return Wake::Any,
                }
            }
            Wake::Facts(all)
        }
        _ => Wake::Any,
    }
}

/// The least number of facts that a match takes from its sentence.
fn least_facts(elements: &[Element]) -> usize {
    let of = |element: &Element| {
        let once = match &element.test {
            Test::Fact { .. } => 1,
            Test::Group(group) => least_facts(group),
            Test::Any(any) => any.iter().map(|sequence| least_facts(sequence)).min().unwrap_or(0),
            _ => 0,
        };
        if element.ahead { 0 } else { once * usize::from(element.least) }
    };
    elements.iter().map(of).sum()
}

/// Whether the second thing is the first word again, so that a glance at the ids can tell.
fn doubles(elements: &[Element]) -> bool {
    let [first, second, ..] = elements else { return false };
    let one_word = matches!(first.test, Test::Words(_)) || matches!(first.test, Test::Classes(_));
    let same = matches!(second.test, Test::Same(name) if first.capture == Some(name));
    one_word && same && (first.least, first.most, first.ahead) == (1, 1, false) && second.least > 0
}
