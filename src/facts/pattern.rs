//! Patterns: sequences over tokens and facts, written in TOML.
//!
//! A pattern is a list of elements. Each matches a token (by word, class, shape or expression)
//! or a fact (by kind and attributes), may be optional, repeated or captured by name. Patterns
//! match inside one sentence. Matching tries a bounded number of ways: a pattern can be slow to
//! find nothing, never endless.

mod clauses;
mod compile;
mod matcher;
mod needs;
mod prefilter;

use compact_str::CompactString;
use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use super::condition::{Conditions, OneOrMany, RawConditions};
use super::schema::{self, Letters, Met, OneOrMore, Shape, Where, White};
use super::{Facts, Kind};
use crate::document::Zone;
use crate::lexicon::{Lexicon, WordSets};
use crate::problem::Problem;
use crate::text::{Class, Space, TokenKind, WordId};
use compile::Compiler;
use matcher::Matcher;
use needs::Needs;
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
    /// Words, in order of their ids, and the set that they are, if it tells where the pattern can match.
    Words {
        words: Vec<WordId>,
        set: WordSets,
    },
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
    /// Whether it matches tokens or facts and no sequence of elements.
    const fn is_leaf(&self) -> bool {
        !matches!(self.test, Test::Gap { .. } | Test::Group(_) | Test::Any(_))
    }

    /// Whether it matches one token or fact, and that once, so that it matches in one way or not at all.
    const fn is_plain(&self) -> bool {
        self.is_leaf() && self.least == 1 && self.most == 1 && !self.ahead
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub struct Pattern {
    elements: Vec<Element>,
    names: Vec<Captured>,
    needs: Needs,
    prefilter: Prefilter,
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
        Self::of(elements, compiler.names)
    }

    fn of(elements: Vec<Element>, names: Vec<Captured>) -> Self {
        let (needs, prefilter, doubles) = (Needs::of(&elements), prefilter(&elements), doubles(&elements));
        Self { elements, names, needs, prefilter, doubles }
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

    /// The matches in the blocks of some zones of an article, in order and without overlap. Costs next to nothing
    /// where the article lacks what a match needs, and little in each sentence that does.
    pub fn matches(&self, facts: &Facts<'_>, zones: impl Fn(Zone) -> bool, lexicon: &Lexicon) -> Vec<Match> {
        let matcher = Matcher::new(facts, lexicon);
        let mut search = Search { pattern: self, facts, matcher, free: 0, found: Vec::new() };
        if self.needs.may_match(facts) {
            for (_, sentences) in facts.sentences_of_blocks().filter(|(zone, _)| zones(*zone)) {
                for sentence in sentences {
                    if self.needs.may_match_in(facts, sentence)
                        && (!self.doubles || facts.has_doubled_word(sentence))
                    {
                        search.sentence(sentence);
                    }
                }
            }
        }
        search.found
    }
}

/// A search for a pattern through an article.
struct Search<'s, 'd> {
    pattern: &'s Pattern,
    facts: &'s Facts<'d>,
    matcher: Matcher<'s, 'd>,
    /// The first token that no match has taken.
    free: usize,
    found: Vec<Match>,
}

impl Search<'_, '_> {
    /// Tries the pattern at each token of a sentence with which a match can start.
    fn sentence(&mut self, sentence: usize) {
        let Self { pattern: Pattern { prefilter, elements, .. }, facts, .. } = *self;
        let (from, end) = facts.sentences[sentence];
        let (from, end) = (from as usize, end as usize);
        for (at, token) in (from..end).zip(&facts.tokens[from..end]) {
            if prefilter.admits(facts, at, token)
                && at >= self.free
                && let Some(to) = self.matcher.matches(elements, at, end)
            {
                self.free = to;
                self.found.push(Match { tokens: (at, to), captures: self.matcher.captures.clone() });
            }
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

/// Whether the pattern begins with a word and the same word again, so that a match needs a word twice in a row.
fn doubles(elements: &[Element]) -> bool {
    let [first, second, ..] = elements else { return false };
    let one_word = matches!(first.test, Test::Words { .. }) || matches!(first.test, Test::Classes(_));
    let same = matches!(second.test, Test::Same(name) if first.capture == Some(name));
    one_word && same && (first.least, first.most, first.ahead) == (1, 1, false) && second.least > 0
}

#[cfg(test)]
mod tests;
