//! From elements as written to elements that match; what would be ignored is refused.

use std::ops::Range;

use compact_str::CompactString;
use regex::RegexBuilder;
use toml::Spanned;

use super::{Captured, Case, Element, RawElement, Test};
use crate::facts::Kind;
use crate::facts::condition::{Conditions, OneOrMany, kinds};
use crate::lexicon::{Lexicon, WordSets};
use crate::problem::{Problem, nearest};
use crate::text::{Class, Space, TokenKind, WordId, scan};

/// The compiled size of a regular expression in bytes, at most.
const REGEX_SIZE: usize = 1 << 20;

/// The most bytes of a small word, as nearly every sentence has some. Whether a sentence has one is not asked.
const SMALL: usize = 3;

pub(super) struct Compiler<'c> {
    pub(super) names: Vec<Captured>,
    pub(super) lexicon: &'c mut Lexicon,
    pub(super) problems: &'c mut Vec<Problem>,
}

impl Compiler<'_> {
    pub(super) fn sequence(&mut self, raw: &[Spanned<RawElement>]) -> Vec<Element> {
        raw.iter().filter_map(|element| self.element(element)).collect()
    }

    fn element(&mut self, raw: &Spanned<RawElement>) -> Option<Element> {
        let at = raw.span();
        let raw = raw.get_ref();
        self.check(raw, &at);
        let test = self.test(raw)?;
        let gap = matches!(test, Test::Gap { .. }); // a gap may be empty
        let (least, most) = raw.repeat.unwrap_or((u8::from(!raw.optional && !gap), 1));
        let capture = raw.name.as_ref().map(|name| self.capture(name, &test));
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
            (raw.gap.is_none() && raw.without.is_some(), "`without` is for a gap"),
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
    fn capture(&mut self, name: &Spanned<CompactString>, test: &Test) -> usize {
        let index = self.index(name.get_ref()).unwrap_or_else(|| {
            let (place, name) = (name.span(), name.get_ref().clone());
            self.names.push(Captured { name, place, kinds: Vec::new(), again: false });
            self.names.len() - 1
        });
        if let Test::Fact { kinds, .. } = test {
            self.names[index].kinds.extend(kinds);
        }
        index
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n.name == name)
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
            let kinds = self.met(names);
            let conditions = Conditions::compile(&raw.conditions, &kinds, self.problems);
            return Some(Test::Fact { kinds, conditions });
        }
        if let Some(words) = &raw.word {
            let all = words.get_ref().all();
            let words = self.words(words);
            let telling = all.iter().all(|word| word.len() > SMALL);
            let set = if telling { self.lexicon.word_set(&words) } else { WordSets::default() };
            return Some(Test::Words { words, set });
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
            name.into_iter().for_each(|n| self.names[n].again = true);
            if name.is_none() {
                let message = format!("`{}` is not captured before this element", same.get_ref());
                self.problems.push(Problem::at(same.span(), message));
            }
            return name.map(Test::Same);
        }
        if let Some(most) = raw.gap {
            let not = raw.not.as_ref().map_or_else(Vec::new, |n| self.words(n));
            let without = raw.without.as_ref().map_or_else(Vec::new, |names| self.met(names));
            return Some(Test::Gap { most, not, without });
        }
        if let Some(group) = &raw.group {
            return Some(Test::Group(self.sequence(group)));
        }
        if let Some(any) = &raw.any {
            return Some(Test::Any(any.iter().map(|sequence| self.sequence(sequence)).collect()));
        }
        None // `check` has reported that there is nothing to match
    }

    /// Kinds of facts that a pattern can meet.
    fn met(&mut self, names: &Spanned<OneOrMany>) -> Vec<Kind> {
        let kinds = kinds(names.get_ref(), &names.span(), self.problems);
        for kind in kinds.iter().filter(|k| k.is_overlay() && !k.is_syntactic()) {
            let message = format!("a {} lies over other facts; a pattern meets only those", kind.name());
            self.problems.push(Problem::at(names.span(), message).help("select it in a rule instead"));
        }
        kinds
    }

    /// The ids of words in order, each of which must be one token of letters or a mark.
    fn words(&mut self, words: &Spanned<OneOrMany>) -> Vec<WordId> {
        let mut ids = Vec::new();
        for word in words.get_ref().all() {
            if scan::words(word).len() != 1 || word.starts_with(|c: char| c.is_ascii_digit()) {
                let problem = Problem::at(words.span(), format!("`{word}` is not one word or mark"));
                self.problems.push(
                    problem.help("write several words as a group of elements, a number as a fact or a regex"),
                );
            }
            ids.push(self.lexicon.intern(word));
        }
        ids.sort_unstable();
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
