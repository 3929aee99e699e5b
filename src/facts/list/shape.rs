//! Shapes: how the items of a series begin, by which those that are surely items are told from the rest.

use super::super::look::Look;
use crate::language;
use crate::text::{Token, class, role};

/// The most words between two items of a series of names that say who is named: "long jumper".
pub(super) const DESCRIBED: usize = 4;

/// How an item begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Name,
    TheName,
    Determined,
    Led,
    Active,
    Bare,
}

impl Look<'_> {
    /// How an item begins.
    pub(super) fn shape(&self, at: usize, end: usize) -> Option<Shape> {
        let token = self.token(at).filter(|_| at < end)?;
        // "19-year-old goalkeeper Ana Borg"
        if self.is_number(at) && self.is_mark(at + 1, &["-"]) {
            let past = (at + 1..end).step_by(2).find(|&at| !self.is_mark(at, &["-"]))?;
            return self.shape(past, end);
        }
        let quoted = self.is_mark(at, &["\"", "“", "‘", "'"]);
        Some(match token {
            _ if quoted => Shape::Name,
            // "called a, b and c"
            t if t.is_word() && at + 1 == end && self.word(at).len() == 1 && t.is_lower() => Shape::Bare,
            t if !t.is_word() => return None,
            _ if self.does(at, role::THE) && self.token(at + 1).is_some_and(Token::is_capital) => {
                Shape::TheName
            }
            t if t.has(class::DETERMINER) => Shape::Determined,
            t if t.has(class::PREPOSITION) => Shape::Led,
            t if t.has(class::PRONOUN) || t.has(class::CONJUNCTION) => return None,
            t if t.is_capital() => Shape::Name,
            t if language::chosen().looks_active(t.of(self.facts.text)) => Shape::Active,
            _ if self.is_described(at, end) => Shape::Name,
            _ => Shape::Bare,
        })
    }

    /// Whether what stands between two tokens has a verb that is not that of a relative clause: "a cook who can swim".
    pub(super) fn is_clause(&self, (from, to): (usize, usize)) -> bool {
        let relative = |at: usize| self.does(at, role::SYNTAX_RELATIVE) || self.does(at, role::SYNTAX_WHO);
        let verb = (from..to).find(|&at| self.is_verb(at));
        verb.is_some_and(|verb| !(from + 1..verb).any(relative))
    }

    /// Whether a word is surely a verb, and no part of a name such as "Well-Being".
    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.is_lower(at) && self.has(at, class::AUXILIARY)
    }

    /// Whether an item is two people by one word for both: "defenders Ana Borg and Rita Galea".
    pub(super) fn is_pair(&self, (from, to): (usize, usize)) -> bool {
        let Some(name) = (from..to.min(from + DESCRIBED + 1)).find(|&at| !self.is_lower(at)) else {
            return false;
        };
        let Some(first) = self.name(name, to).filter(|_| name > from && self.is_plural(name - 1)) else {
            return false;
        };
        let and = first.tokens.1;
        self.does(and, role::AND) && self.name(and + 1, to).is_some_and(|second| second.person == Some(true))
    }

    /// Whether an item in lower case ends in a name: "violinist Ana Borg".
    pub(super) fn is_described(&self, at: usize, end: usize) -> bool {
        let name =
            (at..end.min(at + DESCRIBED + 1)).find(|&at| !self.is_lower(at) && !self.is_mark(at, &["-"]));
        // "Wing back Ana Borg", and not "met Ana Borg".
        let plain = |word: usize| {
            !self.has(word, class::PREPOSITION) && (word > at || !self.has(word, class::PREDICATE))
        };
        name.is_some_and(|name| {
            (at..name).all(plain) && self.name(name, end).is_some_and(|n| n.person == Some(true))
        })
    }
}
