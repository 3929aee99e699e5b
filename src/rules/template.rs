//! Message templates: text with `{name}` for a fact's words, `{name.attribute}` for an attribute and `{= a - b}` for what
//! is reckoned from attributes. `{{` and `}}` are braces.

use compact_str::CompactString;
use toml::Spanned;

use rust_decimal::Decimal;

use super::Violation;
use super::expression::{Expression, Parser};
use super::names::{Names, named};
use crate::Span;
use crate::facts::{Attr, Facts, Key};
use crate::problem::Problem;

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    Name(usize),
    Attribute(usize, Key),
    /// What is reckoned, and whether it is shown in hundredths.
    Reckoned(Expression, bool),
}

/// Says that what is reckoned is a share, to be shown in hundredths.
const PERCENT: &str = " as percent";

/// How many decimals what is reckoned is shown with at most.
const DECIMALS: u32 = 1;

/// A compiled template.
#[derive(Clone, Debug)]
pub(crate) struct Template(Vec<Part>);

impl Template {
    /// The names that the template speaks of.
    pub(super) fn names(&self) -> impl Iterator<Item = usize> {
        self.0.iter().flat_map(|part| match part {
            Part::Text(_) => Vec::new(),
            Part::Name(name) | Part::Attribute(name, _) => vec![*name],
            Part::Reckoned(expression, _) => expression.names(),
        })
    }

    /// The attributes that the template speaks of.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Key> {
        self.0.iter().filter_map(|part| match part {
            Part::Attribute(_, key) => Some(*key),
            Part::Text(_) | Part::Name(_) | Part::Reckoned(..) => None,
        })
    }

    /// Compiles a template over the names of a rule. Unknown names and attributes are added to
    /// `problems`.
    pub(super) fn compile(raw: &Spanned<String>, names: &Names, problems: &mut Vec<Problem>) -> Self {
        let mut parts = Vec::new();
        let mut rest = raw.get_ref().as_str();
        while let Some(open) = rest.find(['{', '}']) {
            if let Some(after) = rest[open..].strip_prefix('}') {
                // `}}` is a brace too; a single `}` is accepted.
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
            if let Some(text) = rest[..close].strip_prefix('=') {
                let percent = text.ends_with(PERCENT);
                let text = text.strip_suffix(PERCENT).unwrap_or(text);
                let from = raw.get_ref().len() - rest.len() + 1;
                let parser = Parser::new(raw, from..from + text.len(), names, problems);
                parts.extend(parser.expression().map(|expression| Part::Reckoned(expression, percent)));
                rest = &rest[close + 1..];
                continue;
            }
            parts.extend(named(&rest[..close], raw.span(), names, problems).map(|named| match named {
                (name, None) => Part::Name(name),
                (name, Some(key)) => Part::Attribute(name, key),
            }));
            rest = &rest[close + 1..];
        }
        parts.push(Part::Text(rest.to_owned()));
        Self(parts)
    }

    /// The text, if the template speaks of no name and so is always the same.
    pub(super) fn fixed(&self) -> Option<String> {
        let text = |part: &Part| match part {
            Part::Text(text) => Some(text.clone()),
            Part::Name(_) | Part::Attribute(..) | Part::Reckoned(..) => None,
        };
        self.0.iter().map(text).collect()
    }

    /// The text for a violation, for people: words on one line, shortened if they are long. A name without a
    /// place and a silent attribute give nothing.
    pub(crate) fn render(&self, violation: &Violation<'_>, facts: &Facts<'_>) -> String {
        let shown = |part: &Part| part.fill(violation, |span| span.shown(facts.text));
        self.0.iter().filter_map(shown).collect()
    }

    /// The text for a violation, to be put into the article: words as they stand. None if a name has no place
    /// or a fact is silent.
    pub(super) fn written(&self, violation: &Violation<'_>, facts: &Facts<'_>) -> Option<String> {
        self.0.iter().map(|part| part.fill(violation, |span| span.of(facts.text).into())).collect()
    }
}

impl Part {
    fn fill(
        &self,
        violation: &Violation<'_>,
        words: impl Fn(Span) -> CompactString,
    ) -> Option<CompactString> {
        match self {
            Self::Text(text) => Some(text.into()),
            Self::Name(name) => Some(words(violation.named(*name)?.span)),
            Self::Attribute(name, key) => Some(violation.fact(*name)?.attr(*key)?.readable().into()),
            Self::Reckoned(expression, percent) => {
                let value = expression.middle(&violation.bounds)?;
                let value = if *percent { value.checked_mul(Decimal::ONE_HUNDRED)? } else { value };
                Some(Attr::Number(value.round_dp(DECIMALS)).readable().into())
            }
        }
    }
}
