//! Reads expressions as rules write them. What is wrong is told at its place.

use std::ops::Range;

use rust_decimal::Decimal;
use toml::Spanned;

use super::super::names::{Names, named};
use super::{Comparison, Condition, Expression, Function, Operator, Unit};
use crate::facts::Type;
use crate::problem::{Problem, nearest};

/// The deepest that brackets may stand in each other.
const DEEP: usize = 16;

/// The functions by name.
const FUNCTIONS: [(&str, Function); 5] = [
    ("min", Function::Min),
    ("max", Function::Max),
    ("abs", Function::Abs),
    ("round", Function::Round),
    ("exact", Function::Exact),
];

/// Reads the text of an expression.
pub(in crate::rules) struct Parser<'p> {
    text: &'p str,
    at: usize,
    depth: usize,
    /// The place of the text in its file; where the file writes the string with escapes, the whole string.
    place: Range<usize>,
    exact: bool,
    names: &'p Names,
    problems: &'p mut Vec<Problem>,
}

impl<'p> Parser<'p> {
    /// A parser of a range of a string of a file, in bytes.
    pub(in crate::rules) fn new(
        string: &'p Spanned<String>,
        range: Range<usize>,
        names: &'p Names,
        problems: &'p mut Vec<Problem>,
    ) -> Self {
        // The place of a string has its two quotes.
        let whole = string.span();
        let exact = whole.len() == string.get_ref().len() + 2;
        let from = whole.start + 1;
        let place = if exact { from + range.start..from + range.end } else { whole };
        Self { text: &string.get_ref()[range], at: 0, depth: 0, place, exact, names, problems }
    }

    /// Reads a comparison. What is wrong is added to the problems.
    pub(in crate::rules) fn condition(mut self) -> Option<Condition> {
        let (left, unit) = self.sum()?;
        let Some((sign, comparison)) = self.comparison() else {
            let message =
                "an expression is compared with another: `=`, `!=`, `<`, `<=`, `>` or `>=` is missing";
            return self.refuse(self.at..self.text.len(), message);
        };
        let (right, other) = self.sum()?;
        self.same(sign.clone(), unit, other, "compared")?;
        self.end()?;
        let condition = Condition { left, comparison, right };
        if condition.names().is_empty() {
            return self.refuse(0..self.text.len(), "it speaks of no fact: write `name.attribute`");
        }
        Some(condition)
    }

    /// Reads an expression alone. What is wrong is added to the problems.
    pub(in crate::rules) fn expression(mut self) -> Option<Expression> {
        let (expression, _) = self.sum()?;
        self.end()?;
        Some(expression)
    }

    /// Refuses what stands behind a whole expression.
    fn end(&mut self) -> Option<()> {
        let from = self.skip();
        match self.next() {
            None => Some(()),
            Some(')') => self.refuse(from..from + 1, "this bracket closes none"),
            Some(_) => {
                let message = "an operator is missing before this: `+`, `-`, `*` or `/`";
                self.refuse(from..self.text.len(), message)
            }
        }
    }

    fn sum(&mut self) -> Option<(Expression, Unit)> {
        let (mut left, mut unit) = self.product()?;
        loop {
            let at = self.skip();
            let operator = match self.next() {
                Some('+') => Operator::Plus,
                Some('-') => Operator::Minus,
                _ => return Some((left, unit)),
            };
            self.at += 1;
            let (right, other) = self.product()?;
            self.same(at..at + 1, unit, other, "added")?;
            // A day less a day is a number of days.
            unit = match (unit, other, operator) {
                (Unit::Day, Unit::Day, _) => Unit::Plain,
                (Unit::Plain, other, _) => other,
                _ => unit,
            };
            left = Expression::Both(Box::new(left), operator, Box::new(right));
        }
    }

    fn product(&mut self) -> Option<(Expression, Unit)> {
        let (mut left, mut unit) = self.factor()?;
        loop {
            self.skip();
            let operator = match self.next() {
                Some('*') => Operator::Times,
                Some('/') => Operator::Divide,
                _ => return Some((left, unit)),
            };
            self.at += 1;
            let from = self.skip();
            let (right, other) = self.factor()?;
            let zero = right.constant().is_some_and(|value| value.contains(Decimal::ZERO));
            if operator == Operator::Divide && zero {
                return self.refuse(from..self.at, "this divides by 0");
            }
            unit = match (unit, other) {
                (Unit::Plain, other) if operator == Operator::Times => other,
                (unit, Unit::Plain) => unit,
                _ => Unit::Plain,
            };
            left = Expression::Both(Box::new(left), operator, Box::new(right));
        }
    }

    fn factor(&mut self) -> Option<(Expression, Unit)> {
        let from = self.skip();
        match self.next() {
            Some('(') => {
                self.open(from)?;
                let inner = self.sum()?;
                self.close(from)?;
                Some(inner)
            }
            Some('-') => {
                self.at += 1;
                self.depth += 1;
                if self.depth > DEEP {
                    return self.refuse(from..self.at, "this is nested too deeply");
                }
                let (of, unit) = self.factor()?;
                self.depth -= 1;
                let zero = Box::new(Expression::Number(Decimal::ZERO));
                Some((Expression::Both(zero, Operator::Minus, Box::new(of)), unit))
            }
            Some(c) if c.is_ascii_digit() => self.number(),
            Some(c) if c.is_ascii_alphabetic() => self.word(),
            _ => {
                let message = "a number, `name.attribute` or an expression in brackets is missing here";
                self.refuse(from..self.text.len().min(from + 1), message)
            }
        }
    }

    fn number(&mut self) -> Option<(Expression, Unit)> {
        let from = self.at;
        self.take(|c| c.is_ascii_digit() || c == '.');
        match self.text[from..self.at].parse() {
            Ok(number) => Some((Expression::Number(number), Unit::Plain)),
            Err(_) => self.refuse(from..self.at, "this is no number"),
        }
    }

    fn word(&mut self) -> Option<(Expression, Unit)> {
        let from = self.at;
        self.take(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
        let word = &self.text[from..self.at];
        let end = from + word.len();
        self.skip();
        if self.next() == Some('(') {
            return self.call(from..end);
        }
        let (name, key) = named(word, self.range(from..end), self.names, self.problems)?;
        let Some(key) = key else {
            let message = format!("`{word}` is a fact: write the attribute, as in `{word}.value`");
            return self.refuse(from..end, &message);
        };
        let kinds = self.names.kinds(name);
        let number = kinds.iter().filter_map(|kind| kind.attribute(key.name())).all(|a| a.of == Type::Number);
        if !number {
            return self.refuse(from..end, &format!("`{word}` is no number"));
        }
        Some((Expression::Attribute(name, key), Unit::of(kinds, key)))
    }

    fn call(&mut self, word: Range<usize>) -> Option<(Expression, Unit)> {
        let name = &self.text[word.clone()];
        let Some((_, function)) = FUNCTIONS.into_iter().find(|(known, _)| *known == name) else {
            let problem = Problem::at(self.range(word), format!("there is no function `{name}`"));
            self.problems.push(problem.help_near(nearest(name, FUNCTIONS.iter().map(|(known, _)| *known))));
            return None;
        };
        let from = self.at;
        self.open(from)?;
        let (first, mut unit) = self.sum()?;
        let mut parts = vec![first];
        loop {
            self.skip();
            if self.next() != Some(',') {
                break;
            }
            self.at += 1;
            let comma = self.at - 1;
            let (part, other) = self.sum()?;
            self.same(comma..comma + 1, unit, other, "compared")?;
            unit = if unit == Unit::Plain { other } else { unit };
            parts.push(part);
        }
        self.close(from)?;
        let one = !matches!(function, Function::Min | Function::Max);
        if one && parts.len() != 1 || !one && parts.len() < 2 {
            let many = if one { "one expression" } else { "two expressions or more" };
            return self.refuse(word, &format!("`{name}` takes {many}"));
        }
        Some((Expression::Call(function, parts), unit))
    }

    fn comparison(&mut self) -> Option<(Range<usize>, Comparison)> {
        let from = self.skip();
        let signs = [
            ("!=", Comparison::Unequal),
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::MoreOrEqual),
            ("=", Comparison::Equal),
            ("<", Comparison::Less),
            (">", Comparison::More),
        ];
        let (sign, comparison) = signs.into_iter().find(|(sign, _)| self.text[from..].starts_with(sign))?;
        self.at += sign.len();
        Some((from..self.at, comparison))
    }

    fn open(&mut self, from: usize) -> Option<()> {
        self.depth += 1;
        self.at += 1;
        if self.depth > DEEP {
            return self.refuse(from..self.at, "this is nested too deeply");
        }
        Some(())
    }

    fn close(&mut self, from: usize) -> Option<()> {
        self.skip();
        if self.next() != Some(')') {
            return self.refuse(from..from + 1, "this bracket is not closed");
        }
        self.at += 1;
        self.depth -= 1;
        Some(())
    }

    /// Refuses figures of two things that cannot be added or compared.
    fn same(&mut self, at: Range<usize>, a: Unit, b: Unit, done: &str) -> Option<()> {
        if a == b || a == Unit::Plain || b == Unit::Plain {
            return Some(());
        }
        self.refuse(at, &format!("{} and {} cannot be {done}", a.name(), b.name()))
    }

    /// The place of the next character that is no space.
    fn skip(&mut self) -> usize {
        self.take(char::is_whitespace);
        self.at
    }

    fn next(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, of: impl Fn(char) -> bool) {
        self.at += self.text[self.at..].find(|c| !of(c)).unwrap_or(self.text.len() - self.at);
    }

    /// A range of the text in its file.
    fn range(&self, of: Range<usize>) -> Range<usize> {
        if self.exact { self.place.start + of.start..self.place.start + of.end } else { self.place.clone() }
    }

    fn refuse<T>(&mut self, at: Range<usize>, message: &str) -> Option<T> {
        let at = if at.is_empty() { self.range(0..self.text.len()) } else { self.range(at) };
        self.problems.push(Problem::at(at, message));
        None
    }
}
