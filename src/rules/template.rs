//! Message templates: text with `{name}` for a fact's words and `{name.attribute}` for what it
//! says. `{{` and `}}` are braces.

use std::fmt::Write as _;
use std::ops::Range;

use toml::Spanned;

use super::{Names, Violation};
use crate::facts::{Facts, Key};
use crate::problem::{Problem, nearest};

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Name(usize),
    Attribute(usize, Key),
}

/// A compiled template.
#[derive(Clone, Debug)]
pub(super) struct Template(Vec<Part>);

impl Template {
    /// The names it speaks of.
    pub(super) fn names(&self) -> impl Iterator<Item = usize> {
        self.0.iter().filter_map(|part| match part {
            Part::Text(_) => None,
            Part::Name(name) | Part::Attribute(name, _) => Some(*name),
        })
    }

    /// Compiles a template over the names of a rule. Unknown names and attributes are added to
    /// `problems`.
    pub(super) fn compile(raw: &Spanned<String>, names: &Names, problems: &mut Vec<Problem>) -> Self {
        let mut parts = Vec::new();
        let mut rest = raw.get_ref().as_str();
        while let Some(open) = rest.find(['{', '}']) {
            if let Some(after) = rest[open..].strip_prefix('}') {
                // `}}` is a brace too; one alone is let pass.
                parts.push(Part::Text(rest[..=open].to_owned()));
                rest = after.strip_prefix('}').unwrap_or(after);
                continue;
            }
            parts.push(Part::Text(rest[..open].to_owned()));
            rest = &rest[open + 1..];
            if let Some(after) = rest.strip_prefix('{') {
                parts.push(Part::Text("{".to_owned()));
                rest = after;
                continue;
            }
            let Some(close) = rest.find('}') else {
                problems.push(Problem::at(raw.span(), "a `{` is not closed; write `{{` for a brace"));
                return Self(parts);
            };
            parts.extend(part(&rest[..close], raw.span(), names, problems));
            rest = &rest[close + 1..];
        }
        parts.push(Part::Text(rest.to_owned()));
        Self(parts)
    }

    /// The text, if it speaks of no name and so is always the same.
    pub(super) fn fixed(&self) -> Option<String> {
        let text = |part: &Part| match part {
            Part::Text(text) => Some(text.clone()),
            Part::Name(_) | Part::Attribute(..) => None,
        };
        self.0.iter().map(text).collect()
    }

    /// The text for a violation.
    pub(super) fn render(&self, violation: &Violation<'_>, facts: &Facts<'_>) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Name(name) => {
                    if let Some(bound) = violation.named(*name) {
                        out.push_str(&bound.span.shown(facts.text));
                    }
                }
                Part::Attribute(name, key) => {
                    let fact = violation.named(*name).and_then(|b| b.fact);
                    if let Some(attr) = fact.and_then(|f| f.attr(*key)) {
                        // Writing to a string cannot fail.
                        let _ = write!(out, "{attr}");
                    }
                }
            }
        }
        out
    }
}

fn part(inside: &str, at: Range<usize>, names: &Names, problems: &mut Vec<Problem>) -> Option<Part> {
    let (name, attribute) = match inside.split_once('.') {
        Some((name, attribute)) => (name, Some(attribute)),
        None => (inside, None),
    };
    let Some(index) = names.index(name) else {
        let near = nearest(name, names.all());
        problems.push(Problem::at(at, format!("nothing is named `{name}` in this rule")).help_near(near));
        return None;
    };
    let Some(attribute) = attribute else {
        return Some(Part::Name(index));
    };
    let kinds = names.kinds(index);
    match kinds.iter().find_map(|k| k.attribute(attribute)) {
        Some(found) => Some(Part::Attribute(index, found.key)),
        None => {
            problems.push(crate::facts::condition::no_attribute(attribute, at, kinds));
            None
        }
    }
}
