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
use super::token::{self, Token};
use super::{Fact, Facts, Kind, Space, TokenKind};
use crate::lexicon::{Class, Classes, Lexicon, WordId};
use crate::problem::{Problem, nearest};

/// How often one starting point may try an element before it counts as no match.
const TRIES: u32 = 4_000;
/// The compiled size of a regular expression in bytes, at most.
const REGEX_SIZE: usize = 1 << 20;

/// A pattern as written: elements in sequence, each with its place.
pub type RawPattern = Vec<Spanned<RawElement>>;

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
    group: Option<RawPattern>,
    /// One of these sequences.
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

    /// The names it captures, in order of first mention, with the kinds of the facts they can
    /// stand for.
    #[must_use]
    pub fn names(&self) -> &[(CompactString, Vec<Kind>)] {
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

struct Compiler<'c> {
    names: Vec<(CompactString, Vec<Kind>)>,
    lexicon: &'c mut Lexicon,
    problems: &'c mut Vec<Problem>,
}

impl Compiler<'_> {
    fn sequence(&mut self, raw: &[Spanned<RawElement>]) -> Vec<Element> {
        raw.iter().filter_map(|element| self.element(element)).collect()
    }

    fn element(&mut self, raw: &Spanned<RawElement>) -> Option<Element> {
        let at = raw.span();
        let raw = raw.get_ref();
        self.check(raw, &at);
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

    /// Refuses what would be ignored or could never match.
    fn check(&mut self, raw: &RawElement, at: &Range<usize>) {
        let tests = [
            raw.fact.is_some(),
            raw.word.is_some(),
            raw.class.is_some(),
            raw.token.is_some(),
            raw.regex.is_some(),
            raw.same.is_some(),
            raw.gap.is_some(),
            raw.group.is_some(),
            raw.any.is_some(),
        ];
        let several = raw.gap.is_some() || raw.group.is_some() || raw.any.is_some();
        let wrong = [
            (
                tests.iter().filter(|t| **t).count() != 1,
                "an element matches exactly one of fact, word, class, token, regex, same, gap, group, any",
            ),
            (raw.fact.is_none() && !raw.conditions.is_empty(), "`where` is for a fact"),
            (raw.gap.is_none() && raw.not.is_some(), "`not` is for a gap"),
            (
                several && (raw.space.is_some() || raw.case.is_some()),
                "`space` and `case` are for one token or fact",
            ),
            (
                raw.ahead && (raw.optional || raw.repeat.is_some()),
                "what is `ahead` comes once: no optional, no repeat",
            ),
            (raw.optional && raw.repeat.is_some(), "say either `optional` or `repeat`"),
            (
                raw.repeat.is_some_and(|(least, most)| least > most),
                "`repeat` is [from, to], and from is the smaller",
            ),
        ];
        for (_, message) in wrong.into_iter().filter(|(is, _)| *is) {
            self.problems.push(Problem::at(at.clone(), message));
        }
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
            for kind in kinds.iter().filter(|k| k.is_overlay()) {
                let message = format!("a {} lies over other facts; a pattern meets only those", kind.name());
                self.problems.push(Problem::at(names.span(), message).help("select it in a rule instead"));
            }
            let conditions = Conditions::compile(&raw.conditions, &kinds, self.problems);
            return Some(Test::Fact { kinds, conditions });
        }
        if let Some(words) = &raw.word {
            return Some(Test::Words(self.words(words)));
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
            let not = raw.not.as_ref().map_or_else(Vec::new, |n| self.words(n));
            return Some(Test::Gap { most, not });
        }
        if let Some(group) = &raw.group {
            return Some(Test::Group(self.sequence(group)));
        }
        if let Some(any) = &raw.any {
            return Some(Test::Any(any.iter().map(|sequence| self.sequence(sequence)).collect()));
        }
        None // `check` has told that there is nothing to match
    }

    /// The ids of words, each of which must be one token of letters or a mark.
    fn words(&mut self, words: &Spanned<OneOrMany>) -> Vec<WordId> {
        let mut ids = Vec::new();
        for word in words.get_ref().all() {
            if token::words(word).len() != 1 || word.starts_with(|c: char| c.is_ascii_digit()) {
                let problem = Problem::at(words.span(), format!("`{word}` is not one word or mark"));
                self.problems.push(
                    problem.help("write several words as a group of elements, a number as a fact or a regex"),
                );
            }
            ids.push(self.lexicon.intern(word));
        }
        ids
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
                let before = &facts.tokens[from];
                let same = match before.word == WordId::UNKNOWN && to == from + 1 {
                    true => before.of(facts.text).to_lowercase() == token.of(facts.text).to_lowercase(),
                    false => before.word == token.word && to == from + 1,
                };
                same.then_some(at + 1)
            }
            Test::Gap { .. } | Test::Group(_) | Test::Any(_) => None,
        }
    }
}
