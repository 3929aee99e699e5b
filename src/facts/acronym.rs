//! Acronyms: where the long form stands beside the short one, and where it does not.

mod asked;
mod capitals;
mod define;
mod misfit;
mod spelt;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::declare::kind;
use super::{Fact, Reader, Value};
use crate::text::{Classes, Words as _, class};

/// Whether the text explains an acronym where it is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The long form stands beside the acronym, before or after it, or earlier in the article.
    Define,
    /// The article has no long form, and uses the letters as a common noun or as what a body is called.
    Use,
    /// The article has no long form, and the letters may be the name of a company, a product or a person.
    Name,
    /// The article has no long form, but general readers know the acronym, or the article makes it known.
    Known,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Define => "define",
            Self::Use => "use",
            Self::Name => "name",
            Self::Known => "known",
        }
    }
}

/// An acronym in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// Its letters, without a plural s.
    pub name: CompactString,
    /// Whether it is defined here.
    pub role: Role,
    /// The long form in brackets before or after it, in lower case and without plural endings.
    pub long: Option<CompactString>,
    /// How often the article has it.
    pub times: usize,
    /// Whether it stands in brackets after a name that has all of its letters but one.
    pub misfit: bool,
}

kind! {
    /// An acronym, defined or used.
    Acronym(a) as "acronym", over Words;

    Name: Text = &a.name, "its letters, without a plural s";
    Role: Text = a.role.name(),
        "define: the long form stands beside it; use: it does not, and the letters are a common noun or a body; \
         name: it does not, and they may be a company, a product or a person; known: readers know it";
    Long: Text = a.long.as_ref(),
        "the long form in brackets before or after it, in lower case and without plural endings";
    Times: Number = Decimal::from(a.times), "how often the article has it";
    Misfit: Flag = a.misfit, "it stands in brackets after a name that has all of its letters but one";
}

/// The most letters of an acronym: a longer run of capitals is a word that is shouted.
const LONGEST: usize = 8;
/// The most parts that hyphens join to one acronym.
const PARTS: usize = 4;

impl Reader<'_> {
    /// The acronym at token `at`, and the token after it. Parts joined by hyphens are one:
    /// "HHS-OIG".
    pub(super) fn acronym(&self, at: usize, end: usize) -> Option<(Acronym, usize)> {
        let token = &self.tokens[at];
        let mut name = letters(token.of(self.text), token.is_upper())?;
        let mut to = at + 1;
        while to < at + 2 * PARTS && self.is_joined(to, end) {
            let plural = !self.tokens[to + 1].is_upper();
            name = self.span(at, to + 2).of(self.text);
            name = name.strip_suffix('s').filter(|_| plural).unwrap_or(name);
            to += 2;
        }
        if crate::text::sentence::is_roman(name) || self.is_shouted(at, end) || self.is_part(at, to, end) {
            return None;
        }
        let known = to == at + 1 && self.is_known(token.of(self.text), name) || self.is_company(to, end);
        // "TOP SECRET", "FY2016": a word in capitals, and a year with its letters. In brackets a word stands for
        // something: "Team (HEAT)".
        let bracketed = at > self.sentence.0 && self.is_mark(at - 1, b'(') && self.is_mark(to, b')');
        let word = token.classes.meets(self.triggers.common) && to == at + 1 && !bracketed;
        if !known && (word || self.language.is_fiscal_year(name)) {
            return None;
        }
        let role = if known { Role::Known } else { Role::Use };
        Some((Acronym { name: name.into(), role, long: None, times: 1, misfit: false }, to))
    }

    /// Whether a hyphen at `at` joins a second part to an acronym.
    fn is_joined(&self, at: usize, end: usize) -> bool {
        self.is_joint(at, end)
            && is_hyphen(self.word(at))
            && letters(self.word(at + 1), self.tokens[at + 1].is_upper()).is_some()
    }

    fn is_known(&self, form: &str, name: &str) -> bool {
        let known: Classes = [
            class::ACRONYM_KNOWN,
            class::US_STATE_CODE,
            class::US_STATE_ABBREVIATION,
            class::COUNTRY,
            class::ABBREVIATION_FINAL,
            class::ABBREVIATION_INNER,
        ]
        .into_iter()
        .collect();
        let is = |form: &str| self.lexicon.look_up(form, true).classes.meets(known);
        // "EURUSD": two currencies.
        let pair = name.len() == 6 && name.is_ascii() && {
            let is_currency = |code: &str| self.lexicon.look_up(code, true).classes.has(class::CURRENCY_CODE);
            is_currency(&name[..3]) && is_currency(&name[3..])
        };
        pair || is(form) || form != name && is(name)
    }
}

/// The letters of a word in capitals, without a plural s; digits may be among them.
fn letters(word: &str, upper: bool) -> Option<&str> {
    let name = if upper { word } else { word.strip_suffix('s')? };
    let fits = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    (fits && letters >= 2 && name.len() <= LONGEST).then_some(name)
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‑" | "–")
}

fn is_quote(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "'" | "‘" | "’" | "„" | "«" | "»" | "‟")
}

fn role_of(fact: &Fact) -> Role {
    match &fact.value {
        Value::Acronym(acronym) => acronym.role,
        _ => unreachable!("only acronyms are asked"),
    }
}

fn name_of(fact: &Fact) -> &CompactString {
    match &fact.value {
        Value::Acronym(acronym) => &acronym.name,
        _ => unreachable!("only acronyms are asked"),
    }
}

#[cfg(test)]
mod tests;
