//! Patterns: sequences over tokens and facts, written in TOML.
//!
//! A pattern is a list of elements. Each matches a token (by word, class, shape or expression)
//! or a fact (by kind and attributes), may be optional, repeated or captured by name. Patterns
//! match inside one sentence. Matching tries a bounded number of ways: a pattern can be slow to
//! find nothing, never endless.

use std::ops::Range;

use compact_str::CompactString;
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::condition::{Conditions, OneOrMany, RawConditions, kinds};
use super::{Fact, Facts, Kind, Space, TokenKind};
use crate::lexicon::{Class, Lexicon, WordId};
use crate::problem::{Problem, nearest};

/// How often one starting point may try an element before it counts as no match.
const TRIES: u32 = 4_000;
/// The compiled size of a regular expression in bytes, at most.
const REGEX_SIZE: usize = 1 << 20;

/// A pattern element as written.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RawElement {
    /// A fact of one of these kinds.
    fact: Option<Spanned<OneOrMany>>,
    /// Conditions on the fact's attributes.
    #[serde(default, rename = "where")]
    conditions: RawConditions,
    /// A token that is one of these words or marks, in any letter case.
    word: Option<Spanned<OneOrMany>>,
    /// A token or phrase of one of these lexicon classes.
    class: Option<Spanned<OneOrMany>>,
    /// A token of this shape: word, number or mark.
    token: Option<Spanned<CompactString>>,
    /// A token that this expression matches in full.
    regex: Option<Spanned<String>>,
    /// The same word as the token captured under this name.
    same: Option<Spanned<CompactString>>,
    /// Any tokens, at most so many, none of them a word of `not`.
    gap: Option<u8>,
    /// With `gap`: words that end it.
    not: Option<Spanned<OneOrMany>>,
    /// Elements in sequence.
    group: Option<Vec<RawElement>>,
    /// One of these sequences.
    any: Option<Vec<Vec<RawElement>>>,
    /// The element must match here but takes nothing: the next one starts at the same place.
    #[serde(default)]
    ahead: bool,
    /// The element may be absent.
    #[serde(default)]
    optional: bool,
    /// How often it may come, from and to.
    repeat: Option<(u8, u8)>,
    /// The white space before it: single, wide, none.
    space: Option<Spanned<CompactString>>,
    /// The letter case of the token: lower, capital, upper.
    case: Option<Spanned<CompactString>>,
    /// The name of what it matches.
    #[serde(rename = "as")]
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
    names: Vec<(CompactString, Vec<Kind>)>,
    wake: Wake,
}

/// What can be the first thing a pattern matches.
#[derive(Clone, Debug)]
enum Wake {
    /// A fact of these kinds.
    Facts(Vec<Kind>),
    /// A token of these classes.
    Classes(Vec<Class>),
    /// A token of these words.
    Words(Vec<WordId>),
    /// Anything.
    Any,
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
    pub(crate) fn compile(raw: &[RawElement], lexicon: &mut Lexicon, problems: &mut Vec<Problem>) -> Self {
        let mut compiler = Compiler { names: Vec::new(), lexicon, problems };
        let elements = compiler.sequence(raw);
        let wake = wake(&elements);
        Self { elements, names: compiler.names, wake }
    }

    /// The names it captures, in order of first mention, with the kinds of the facts they can
    /// stand for.
    #[must_use]
    pub fn names(&self) -> &[(CompactString, Vec<Kind>)] {
        &self.names
    }

    /// The matches in an article, in order and apart from each other.
    pub fn matches(&self, facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let mut free = 0;
        let mut start = |at: usize, sentence: usize| {
            if at < free {
                return;
            }
            let mut matcher = Matcher {
                facts,
                lexicon,
                end: facts.sentences[sentence].1 as usize,
                captures: Vec::new(),
                tries: 0,
            };
            let mut last = None;
            if matcher.sequence(&self.elements, at, &mut |_, to| {
                last = Some(to);
                true
            }) && let Some(to) = last
                && to > at
            {
                free = to;
                found.push(Match { tokens: (at, to), captures: matcher.captures });
            }
        };
        match &self.wake {
            Wake::Facts(kinds) => {
                let mut starts: Vec<(u32, u32)> =
                    kinds.iter().flat_map(|&k| facts.of(k)).map(|f| (f.tokens.0, f.sentence)).collect();
                starts.sort_unstable();
                starts.into_iter().for_each(|(at, sentence)| start(at as usize, sentence as usize));
            }
            _ => {
                for (sentence, &(from, to)) in facts.sentences.iter().enumerate() {
                    for at in from as usize..to as usize {
                        let token = &facts.tokens[at];
                        let woken = match &self.wake {
                            Wake::Classes(classes) => classes.iter().any(|&c| token.has(c)),
                            Wake::Words(words) => {
                                token.word != WordId::UNKNOWN && words.contains(&token.word)
                            }
                            _ => true,
                        };
                        if woken {
                            start(at, sentence);
                        }
                    }
                }
            }
        }
        found
    }
}

fn wake(elements: &[Element]) -> Wake {
    match elements.first() {
        Some(Element { test, least: 1.., .. }) => match test {
            Test::Fact { kinds, .. } => Wake::Facts(kinds.clone()),
            Test::Classes(classes) => Wake::Classes(classes.clone()),
            Test::Words(words) => Wake::Words(words.clone()),
            Test::Group(group) => wake(group),
            _ => Wake::Any,
        },
        _ => Wake::Any,
    }
}

struct Compiler<'c> {
    names: Vec<(CompactString, Vec<Kind>)>,
    lexicon: &'c mut Lexicon,
    problems: &'c mut Vec<Problem>,
}

impl Compiler<'_> {
    fn sequence(&mut self, raw: &[RawElement]) -> Vec<Element> {
        raw.iter().filter_map(|element| self.element(element)).collect()
    }

    fn element(&mut self, raw: &RawElement) -> Option<Element> {
        let test = self.test(raw)?;
        let gap = matches!(test, Test::Gap { .. }); // a gap may be empty
        let (least, most) = raw.repeat.unwrap_or((u8::from(!raw.optional && !gap), 1));
        let capture = raw.name.as_ref().map(|name| self.capture(name.get_ref(), &test));
        let space = raw.space.as_ref().and_then(|s| {
            let of = [("none", Space::None), ("single", Space::Single), ("wide", Space::Wide)];
            self.one_of(s, &of)
        });
        let case = raw.case.as_ref().and_then(|c| {
            let of = [("lower", Case::Lower), ("capital", Case::Capital), ("upper", Case::Upper)];
            self.one_of(c, &of)
        });
        Some(Element { test, least, most, ahead: raw.ahead, space, case, capture })
    }

    /// The index of a name, which from now on can also stand for what `test` matches.
    fn capture(&mut self, name: &str, test: &Test) -> usize {
        let index = self.index(name).unwrap_or_else(|| {
            self.names.push((name.into(), Vec::new()));
            self.names.len() - 1
        });
        if let Test::Fact { kinds, .. } = test {
            self.names[index].1.extend(kinds);
        }
        index
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|(n, _)| n == name)
    }

    fn one_of<T: Copy>(&mut self, value: &Spanned<CompactString>, of: &[(&str, T)]) -> Option<T> {
        let found = of.iter().find(|(name, _)| name == value.get_ref()).map(|&(_, v)| v);
        if found.is_none() {
            let names: Vec<&str> = of.iter().map(|o| o.0).collect();
            self.problems.push(Problem::at(
                value.span(),
                format!("`{}` is none of {}", value.get_ref(), names.join(", ")),
            ));
        }
        found
    }

    fn test(&mut self, raw: &RawElement) -> Option<Test> {
        if let Some(names) = &raw.fact {
            let kinds = kinds(names.get_ref(), &names.span(), self.problems);
            let conditions = Conditions::compile(&raw.conditions, &kinds, self.problems);
            return Some(Test::Fact { kinds, conditions });
        }
        if let Some(words) = &raw.word {
            return Some(Test::Words(words.get_ref().all().iter().map(|w| self.lexicon.intern(w)).collect()));
        }
        if let Some(classes) = &raw.class {
            return Some(Test::Classes(
                classes.get_ref().all().iter().filter_map(|c| self.class(c, classes.span())).collect(),
            ));
        }
        if let Some(token) = &raw.token {
            let of = [("word", TokenKind::Word), ("number", TokenKind::Number), ("mark", TokenKind::Mark)];
            return self.one_of(token, &of).map(Test::Token);
        }
        if let Some(regex) = &raw.regex {
            let built =
                RegexBuilder::new(&format!("^(?:{})$", regex.get_ref())).size_limit(REGEX_SIZE).build();
            return match built {
                Ok(regex) => Some(Test::Regex(regex)),
                Err(error) => {
                    self.problems
                        .push(Problem::at(regex.span(), format!("not a regular expression: {error}")));
                    None
                }
            };
        }
        if let Some(same) = &raw.same {
            let name = self.index(same.get_ref());
            if name.is_none() {
                let message = format!("`{}` is not captured before this element", same.get_ref());
                self.problems.push(Problem::at(same.span(), message));
            }
            return name.map(Test::Same);
        }
        if let Some(most) = raw.gap {
            let not = raw.not.as_ref().map_or(&[][..], |n| n.get_ref().all());
            return Some(Test::Gap { most, not: not.iter().map(|w| self.lexicon.intern(w)).collect() });
        }
        if let Some(group) = &raw.group {
            return Some(Test::Group(self.sequence(group)));
        }
        if let Some(any) = &raw.any {
            return Some(Test::Any(any.iter().map(|sequence| self.sequence(sequence)).collect()));
        }
        self.problems.push(Problem::new("a pattern element says nothing to match: it needs one of fact, word, class, token, regex, same, gap, group, any"));
        None
    }

    fn class(&mut self, name: &str, at: Range<usize>) -> Option<Class> {
        let found = self.lexicon.class(name);
        if found.is_none() {
            let near = nearest(name, self.lexicon.class_names());
            self.problems.push(Problem::at(at, format!("no list has the class `{name}`")).help_near(near));
        }
        found
    }
}

/// The continuation of a match: whether the rest matches from this token on.
type Then<'m, 'f, 'd> = &'m mut dyn FnMut(&mut Matcher<'f, 'd>, usize) -> bool;

struct Matcher<'f, 'd> {
    facts: &'f Facts<'d>,
    lexicon: &'f Lexicon,
    end: usize,
    captures: Vec<(usize, usize, usize)>,
    tries: u32,
}

impl<'f, 'd> Matcher<'f, 'd> {
    fn sequence(&mut self, elements: &[Element], at: usize, then: Then<'_, 'f, 'd>) -> bool {
        match elements.split_first() {
            None => then(self, at),
            Some((element, rest)) if element.ahead => {
                self.once(element, at, &mut |m, _| m.sequence(rest, at, then))
            }
            Some((element, rest)) => self.times(element, 0, at, &mut |m, to| m.sequence(rest, to, then)),
        }
    }

    /// Matches an element as often as it may come: more first, then fewer.
    fn times(&mut self, element: &Element, done: u8, at: usize, then: Then<'_, 'f, 'd>) -> bool {
        self.tries += 1;
        if self.tries > TRIES {
            return false;
        }
        let more = done < element.most
            && self.once(element, at, &mut |m, to| to > at && m.times(element, done + 1, to, then));
        more || done >= element.least && then(self, at)
    }

    fn once(&mut self, element: &Element, at: usize, then: Then<'_, 'f, 'd>) -> bool {
        match &element.test {
            Test::Gap { most, not } => {
                let mut to = at;
                loop {
                    if then(self, to) {
                        return true;
                    }
                    let free = to < self.end && to - at < usize::from(*most);
                    if !free || not.contains(&self.facts.tokens[to].word) {
                        return false;
                    }
                    to += 1;
                }
            }
            Test::Group(group) => {
                let kept = self.captures.len();
                self.sequence(group, at, &mut |m, to| m.capture(element, at, to, then)) || self.back(kept)
            }
            Test::Any(any) => {
                let kept = self.captures.len();
                any.iter().any(|sequence| {
                    self.sequence(sequence, at, &mut |m, to| m.capture(element, at, to, then))
                        || self.back(kept)
                })
            }
            _ => match self.step(element, at) {
                Some(to) => self.capture(element, at, to, then),
                None => false,
            },
        }
    }

    fn capture(&mut self, element: &Element, at: usize, to: usize, then: Then<'_, 'f, 'd>) -> bool {
        let Some(name) = element.capture else {
            return then(self, to);
        };
        let kept = self.captures.len();
        self.captures.push((name, at, to));
        then(self, to) || self.back(kept)
    }

    /// Forgets captures; always false, for use after a failed branch.
    fn back(&mut self, kept: usize) -> bool {
        self.captures.truncate(kept);
        false
    }

    /// The token after an element that matches tokens or a fact at `at`.
    fn step(&self, element: &Element, at: usize) -> Option<usize> {
        let facts = self.facts;
        let token = facts.tokens.get(at).filter(|_| at < self.end)?;
        let space = match element.space {
            None => true,
            Some(Space::Single) => {
                matches!(token.space, Space::Single | Space::NoBreak | Space::Line)
            }
            Some(space) => token.space == space,
        };
        let case = match element.case {
            None => true,
            Some(Case::Lower) => token.is_lower(),
            Some(Case::Capital) => token.is_capital(),
            Some(Case::Upper) => token.is_upper(),
        };
        if !space || !case {
            return None;
        }
        match &element.test {
            Test::Fact { kinds, conditions } => {
                let fits = |f: &&Fact| {
                    kinds.contains(&f.kind()) && f.tokens.1 as usize <= self.end && conditions.hold(f)
                };
                facts.starting(at).filter(fits).map(|f| f.tokens.1 as usize)
            }
            Test::Words(words) => {
                (token.word != WordId::UNKNOWN && words.contains(&token.word)).then_some(at + 1)
            }
            Test::Classes(classes) => classes
                .iter()
                .filter_map(|&c| self.lexicon.at(facts.text, &facts.tokens, at, self.end, c))
                .map(|hit| at + hit.len)
                .max(),
            Test::Token(kind) => (token.kind == *kind).then_some(at + 1),
            Test::Regex(regex) => regex.is_match(token.of(facts.text)).then_some(at + 1),
            Test::Same(name) => {
                let &(_, from, to) = self.captures.iter().rev().find(|c| c.0 == *name)?;
                let before = facts.span(from, to).of(facts.text);
                let same = before.eq_ignore_ascii_case(token.of(facts.text))
                    || before.to_lowercase() == token.of(facts.text).to_lowercase();
                same.then_some(at + 1)
            }
            Test::Gap { .. } | Test::Group(_) | Test::Any(_) => None,
        }
    }
}
