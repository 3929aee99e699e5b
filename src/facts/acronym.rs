//! Acronyms: where the long form stands beside the short one, and where it does not.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::{Fact, Reader, Value};
use crate::document::Zone;
use crate::lexicon::class;

/// What an acronym's place in the text does for the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The long form stands beside it, before or after.
    Define,
    /// It does not.
    Use,
    /// It does not, and general readers know the acronym.
    Known,
}

/// An acronym in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// Its letters, without a plural s.
    pub name: CompactString,
    /// Whether it is defined here.
    pub role: Role,
}

/// The longest run of capitals that is an acronym and no shout.
const LONGEST: usize = 8;

impl Reader<'_> {
    /// The acronym at token `at`.
    pub(super) fn acronym(&self, at: usize, end: usize) -> Option<Acronym> {
        let token = &self.tokens[at];
        let raw = token.of(self.text);
        let name = if token.is_upper() {
            raw
        } else {
            raw.strip_suffix('s')?
        };
        let letters = name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !letters
            || !(2..=LONGEST).contains(&name.len())
            || name.bytes().filter(u8::is_ascii_uppercase).count() < 2
        {
            return None;
        }
        if super::sentence::is_roman(name) || self.is_shouted(at, end) {
            return None;
        }
        let glued = |i: usize, marks: &[&str]| {
            i < end && self.tokens[i].is_glued() && marks.contains(&self.word(i))
        };
        // "AT&T", "TCP/IP", "A.B.C", "ABC-123", "@NASA": parts of something else.
        let after = glued(at + 1, &["&", "/", "@", "_", "."])
            && at + 2 < end
            && self.tokens[at + 2].is_glued();
        let number = glued(at + 1, &["-", "–"])
            && at + 2 < end
            && self.tokens[at + 2].is_glued()
            && self.is_number(at + 2);
        let before = at > self.sentence.0
            && token.is_glued()
            && matches!(self.word(at - 1), "&" | "/" | "@" | "_" | "." | "#" | "$");
        if after || number || before {
            return None;
        }
        let known = token.has(class::ACRONYM_KNOWN)
            || token.has(class::US_STATE_CODE)
            || token.has(class::US_STATE_ABBREVIATION)
            || token.has(class::CURRENCY_CODE)
            || token.has(class::COUNTRY)
            || token.has(class::ABBREVIATION_FINAL)
            || token.has(class::ABBREVIATION_INNER);
        let role = if known { Role::Known } else { Role::Use };
        Some(Acronym {
            name: name.into(),
            role,
        })
    }

    /// Whether the words round it are in capitals too: a heading, a dateline, a slogan.
    fn is_shouted(&self, at: usize, end: usize) -> bool {
        let opening = at == self.sentence.0 && matches!(self.zone, Zone::Lead | Zone::Body);
        let dateline = opening
            && at + 1 < end
            && matches!(self.word(at + 1), "," | "-" | "–" | "—" | "(" | ":");
        let upper =
            |i: usize| self.tokens[i].is_upper() && self.tokens[i].span().of(self.text).len() > 3;
        let beside = |i: Option<usize>| {
            i.filter(|&i| i >= self.sentence.0 && i < end)
                .is_some_and(upper)
        };
        dateline || beside(at.checked_sub(1)) && beside(Some(at + 1)) || {
            let words = (self.sentence.0..end).filter(|&i| self.tokens[i].is_word());
            let (all, capitals) = words.fold((0, 0), |(all, up), i| {
                (all + 1, up + usize::from(self.tokens[i].is_upper()))
            });
            all >= 3 && capitals * 4 >= all * 3
        }
    }

    /// Finds out which acronyms of an article are defined, once all are known.
    pub(super) fn define(&self, facts: &mut [Fact]) {
        let found: Vec<usize> = (0..facts.len())
            .filter(|&i| matches!(facts[i].value, Value::Acronym(_)))
            .collect();
        let mut times: FxHashMap<CompactString, usize> = FxHashMap::default();
        for &i in &found {
            *times.entry(name_of(&facts[i]).clone()).or_default() += 1;
        }
        for &i in &found {
            let fact = &facts[i];
            let at = fact.tokens.0 as usize;
            let (from, to) = self.sentences[fact.sentence as usize];
            let (from, to) = (from as usize, to as usize);
            let name = name_of(fact);
            let open = at > from && self.is_mark(at - 1, b'(');
            let defined = if open || self.is_appositive(at, from) {
                // "Long Form (LF)": the letters must be in the words before, or the acronym be
                // made for later use.
                let before = if open { at - 1 } else { at - 2 };
                self.long_form_ends(name, from, before)
                    || open && self.closes(at + 1, to) && times[name] > 1
            } else {
                self.glossed(name, at, to, &found, facts)
            };
            if defined && let Value::Acronym(acronym) = &mut facts[i].value {
                acronym.role = Role::Define;
            }
        }
    }

    /// Whether ", or" or "known as" leads from a long form to the acronym at `at`.
    fn is_appositive(&self, at: usize, from: usize) -> bool {
        at >= from + 2
            && (self.word(at - 1) == "or" && self.is_mark(at - 2, b',')
                || self.word(at - 1) == "as" && self.word(at - 2) == "known")
    }

    fn closes(&self, at: usize, end: usize) -> bool {
        at < end && matches!(self.word(at), ")" | "," | ";" | "]")
    }

    /// Whether words that end before token `end` spell the acronym: its letters occur in them
    /// in order, the first at the start of a word (after Schwartz and Hearst, 2003).
    fn long_form_ends(&self, name: &str, from: usize, end: usize) -> bool {
        let most = (name.len() + 5).min(name.len() * 2);
        let (mut first, mut words) = (end, 0);
        while first > from && words < most {
            first -= 1;
            words += usize::from(self.tokens[first].is_word());
            if matches!(self.word(first), ";" | "(" | ")") {
                first += 1;
                break;
            }
        }
        if first >= end {
            return false;
        }
        let long = self.span(first, end).of(self.text);
        let mut letters = name.bytes().rev().filter(u8::is_ascii_uppercase).peekable();
        let mut chars = long.char_indices().rev().peekable();
        while let Some((_, c)) = chars.next() {
            let Some(&letter) = letters.peek() else {
                return true;
            };
            let starts = chars
                .peek()
                .is_none_or(|(_, before)| !before.is_alphanumeric());
            let last = letters.clone().count() == 1;
            if c.to_ascii_uppercase() == char::from(letter) && (!last || starts) {
                letters.next();
            }
        }
        letters.peek().is_none()
    }

    /// Whether a bracket after the acronym at `at` explains it: "LF (Long Form)", "LF Lyon
    /// (Long Form)". Of several acronyms before one bracket, the one whose initials it spells,
    /// or else the nearest.
    fn glossed(&self, name: &str, at: usize, end: usize, found: &[usize], facts: &[Fact]) -> bool {
        let Some(open) = (at + 1..end.min(at + 4))
            .find(|&i| !self.tokens[i].is_capital())
            .filter(|&i| self.is_mark(i, b'('))
        else {
            return false;
        };
        let close = (open + 1..end)
            .find(|&i| self.is_mark(i, b')'))
            .unwrap_or(end);
        let words = (open + 1..close)
            .filter(|&i| self.tokens[i].is_word())
            .count();
        if words < 2 {
            return false;
        }
        if self.spells(name, open + 1, close) {
            return true;
        }
        let rivals = found.iter().map(|&i| &facts[i]).filter(|f| {
            let other = f.tokens.0 as usize;
            other != at && other + 4 > open && other < open
        });
        rivals
            .into_iter()
            .all(|f| (f.tokens.0 as usize) < at && !self.spells(name_of(f), open + 1, close))
    }

    /// Whether the initials of the longer words spell the acronym.
    fn spells(&self, name: &str, from: usize, to: usize) -> bool {
        let initials = (from..to)
            .filter(|&i| self.tokens[i].is_word())
            .filter_map(|i| {
                let small = self.tokens[i].has(class::PREPOSITION)
                    || self.tokens[i].has(class::CONJUNCTION)
                    || self.tokens[i].has(class::DETERMINER);
                self.word(i)
                    .chars()
                    .next()
                    .map(|c| (c.to_ascii_uppercase(), small))
            });
        let mut letters = name.chars().peekable();
        for (initial, small) in initials {
            if letters.peek() == Some(&initial) {
                letters.next();
            } else if !small {
                return false;
            }
        }
        letters.peek().is_none()
    }
}

fn name_of(fact: &Fact) -> &CompactString {
    match &fact.value {
        Value::Acronym(acronym) => &acronym.name,
        _ => unreachable!("only acronyms are asked"),
    }
}
