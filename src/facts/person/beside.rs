//! What stands beside a name of a person, and proves it: an age, a role, a verb of saying.

use super::parts::Parts;
use crate::facts::Reader;
use crate::text::{class, role};

impl Reader<'_> {
    /// The age that stands beside a name: ", 44,", "aged 44", "(44)", "44-year-old" before.
    pub(super) fn age(&self, at: usize, parts: &Parts, end: usize) -> Option<(u8, usize)> {
        let number = |i: usize| {
            let age = self.tokens.get(i).filter(|_| i < end && self.is_number(i))?;
            let years = age.of(self.text).parse::<u8>().ok().filter(|a| (1..=120).contains(a))?;
            Some((years, i))
        };
        let closes = |i: usize| {
            i >= end
                || self.is(i, role::AGE_AFTER)
                || matches!(self.word(i), "," | "." | ";" | ")" | ":" | "–" | "—")
        };
        let comma = self.skip_mark(parts.to, end, b',');
        let aged = self.skip_word(comma, end, role::AGE_BEFORE);
        let bracket = self.skip_mark(parts.to, end, b'(');
        if (comma > parts.to || aged > comma)
            && let Some(age) = number(aged).filter(|_| closes(aged + 1))
        {
            return Some(age);
        }
        if bracket > parts.to
            && let Some(age) = number(bracket).filter(|_| self.is_mark(bracket + 1, b')'))
        {
            return Some(age);
        }
        // "who has died aged 88".
        if let Some(aged) = (parts.to..end.min(parts.to + 5)).find(|&i| self.is(i, role::AGE_BEFORE))
            && self.is_mark(parts.to, b',')
            && let Some(age) = number(aged + 1)
        {
            return Some(age);
        }
        // "Karl Borg, a 44-year-old nurse".
        let year_old = |i: usize| i >= 4 && self.is(i, role::AGE_OLD) && self.is(i - 2, role::AGE_YEAR);
        if self.is_mark(parts.to, b',')
            && self.is(parts.to + 1, role::ARTICLE)
            && year_old(parts.to + 6)
            && let Some(age) = number(parts.to + 2)
        {
            return Some(age);
        }
        // "44-year-old Karl Borg", "the 44-year-old nurse, Karl Borg".
        let first = at.saturating_sub(9).max(self.sentence.0);
        let old = (first + 4..at).rev().find(|&i| year_old(i))?;
        // "The 44-year-old and Karl Borg", "the 44-year-old hit Karl Borg": they are two.
        let other = [class::CONJUNCTION, class::AUXILIARY, class::PRONOUN, class::PREDICATE];
        let between = (old + 1..at).map(|i| &self.tokens[i]).all(|token| {
            let noun = token.is_lower() && !other.into_iter().any(|class| token.has(class));
            noun || token.of(self.text) == "," || token.has(class::TITLE)
        });
        number(old - 4).filter(|_| between)
    }

    /// Whether a role stands beside the name: "the captain, Karl Vella", "captain Karl Vella",
    /// "Karl Vella, a nurse from Gozo". All words of the name must be words of no list.
    pub(super) fn is_role_of(&self, at: usize, to: usize, end: usize) -> bool {
        let unknown = (at..to).all(|i| {
            let t = &self.tokens[i];
            !t.is_capital() || t.classes.is_none() || t.has(class::GIVEN_NAME) || t.has(class::NAME_PARTICLE)
        });
        if !unknown {
            return false;
        }
        let person = |i: usize| {
            let t = &self.tokens[i];
            (t.has(class::NOUN_PERSON) || t.has(class::TITLE)) && self.noun(i, end).is_none_or(|n| !n.plural)
        };
        let before = |n: usize| at.checked_sub(n).filter(|&b| b >= self.sentence.0);
        let led = before(1).is_some_and(|b| person(b) && self.tokens[b].is_lower())
            || before(2).is_some_and(|b| self.is_mark(b + 1, b',') && person(b));
        let article = to + 1 < end && self.is_mark(to, b',') && self.is(to + 1, role::PERSON_DESCRIBED_BY);
        let spoken = before(1).is_some_and(|b| self.is(b, role::VERB_SAID));
        let honoured = to < end && self.tokens[to].is_capital() && {
            let capitals = self.tokens[to].is_upper();
            self.does(to, if capitals { role::NAME_HONOUR_CAPITALS } else { role::NAME_HONOUR })
        };
        led || spoken
            || honoured
            || article
                && (self.is(to + 1, role::WHO)
                    || (to + 2..end.min(to + 6))
                        .take_while(|&i| self.tokens[i].is_word() && !self.tokens[i].has(class::PREPOSITION))
                        .any(|i| person(i) || self.tokens[i].is_upper()))
    }

    /// Whether a verb of saying follows.
    pub(super) fn speaks(&self, at: usize, end: usize) -> bool {
        at < end && self.is(at, role::VERB_OF_PERSON)
    }
}
