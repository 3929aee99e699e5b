//! Matching: elements against tokens and facts from one starting point, with a bounded number
//! of tries.

use super::{Case, Element, Test};
use crate::facts::{Fact, Facts, Kind};
use crate::lexicon::Lexicon;
use crate::text::{Space, WordId};

/// How often one starting point may try an element before it counts as no match.
const TRIES: u32 = 4_000;

/// The continuation of a match: whether the rest matches from this token on.
type Then<'m, 'f, 'd> = &'m mut dyn FnMut(&mut Matcher<'f, 'd>, usize) -> bool;

pub(super) struct Matcher<'f, 'd> {
    facts: &'f Facts<'d>,
    lexicon: &'f Lexicon,
    end: usize,
    /// `(name, first token, token after the last)`, in order.
    pub(super) captures: Vec<(usize, usize, usize)>,
    tries: u32,
}

impl<'f, 'd> Matcher<'f, 'd> {
    pub(super) const fn new(facts: &'f Facts<'d>, lexicon: &'f Lexicon) -> Self {
        Self { facts, lexicon, end: 0, captures: Vec::new(), tries: 0 }
    }

    /// The token after what some elements match from `at` on, before `end`; none if they match nothing. What they
    /// capture is then in `captures`.
    pub(super) fn matches(&mut self, elements: &[Element], at: usize, end: usize) -> Option<usize> {
        (self.end, self.tries) = (end, 0);
        self.captures.clear();
        let mut last = at;
        let matched = self.sequence(elements, at, &mut |_, to| {
            last = to;
            true
        });
        (matched && last > at).then_some(last)
    }

    fn sequence(&mut self, mut elements: &[Element], mut at: usize, then: Then<'_, 'f, 'd>) -> bool {
        let kept = self.captures.len();
        // What can match in one way only, as most elements can, needs no continuation.
        while let Some((element, rest)) = elements.split_first().filter(|(element, _)| element.is_plain()) {
            self.tries += 1;
            let Some(to) = self.step(element, at).filter(|&to| to > at && self.tries <= TRIES) else {
                return self.back(kept);
            };
            self.captures.extend(element.capture.map(|name| (name, at, to)));
            (elements, at) = (rest, to);
        }
        let all = match elements.split_first() {
            None => then(self, at),
            Some((element, rest)) if element.ahead => {
                self.once(element, at, &mut |m, _| m.sequence(rest, at, then))
            }
            Some((Element { test: Test::Gap { most, not, without }, .. }, rest)) => {
                self.gap((*most, not, without), at, rest, then)
            }
            Some((element, rest)) if element.is_leaf() => self.leaf(element, 0, at, rest, then),
            Some((element, rest)) => self.times(element, 0, at, &mut |m, to| m.sequence(rest, to, then)),
        };
        all || self.back(kept)
    }

    /// Matches any tokens, fewer first, and then the rest.
    fn gap(
        &mut self,
        (most, not, without): (u8, &[WordId], &[Kind]),
        at: usize,
        rest: &[Element],
        then: Then<'_, 'f, 'd>,
    ) -> bool {
        self.tries += 1;
        let barred = |facts: &Facts<'_>, to: usize| {
            not.binary_search(&facts.tokens[to].word).is_ok()
                || !without.is_empty()
                    && facts.starting(to).is_some_and(|fact| without.contains(&fact.kind()))
        };
        let mut to = at;
        while self.tries <= TRIES {
            if self.sequence(rest, to, then) {
                return true;
            }
            if to == self.end || to - at == usize::from(most) || barred(self.facts, to) {
                return false;
            }
            to += 1;
        }
        false
    }

    /// Matches one token or fact as often as it may come, more first, and then the rest.
    fn leaf(
        &mut self,
        element: &Element,
        done: u8,
        at: usize,
        rest: &[Element],
        then: Then<'_, 'f, 'd>,
    ) -> bool {
        self.tries += 1;
        if self.tries > TRIES {
            return false;
        }
        if done < element.most
            && let Some(to) = self.step(element, at).filter(|&to| to > at)
        {
            let kept = self.captures.len();
            self.captures.extend(element.capture.map(|name| (name, at, to)));
            if self.leaf(element, done + 1, to, rest, then) {
                return true;
            }
            self.back(kept);
        }
        done >= element.least && self.sequence(rest, at, then)
    }

    /// Matches a group as often as it may come: more first, then fewer.
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
            Test::Gap { .. } => then(self, at), // it may be empty
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
                let fits = |f: &&Fact| f.tokens.1 as usize <= self.end && conditions.hold(f);
                facts.met(at, kinds).find(fits).map(|f| f.tokens.1 as usize)
            }
            Test::Words { words, .. } => {
                (token.word != WordId::UNKNOWN && words.binary_search(&token.word).is_ok()).then_some(at + 1)
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
