//! Names in the sentence after the one that counts them: "Four banks have merged. The banks, A, B and C, …", "Four are
//! left. They are A, B and C.", "… a three-member panel. It comprises A, B and C."

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::claim::MOST;
use super::pointer::{Back, Pointer};
use super::series::Series;
use super::stated;
use super::stated::is_of_kind;
use crate::language;
use crate::text::{class, role};

/// The counts of things that happen to people, which may have been done by those who are named next.
const SUFFERED: [&str; 2] = ["death", "injury"];

impl Look<'_> {
    /// The count of the sentence before, where the names of a sentence that point back to it are more or fewer.
    pub(super) fn pointed(&self, sentence: usize) -> Option<Fact> {
        let before = sentence.checked_sub(1)?;
        let (from, end) = self.sentence(sentence);
        let pointer = self.pointer(from, end).filter(|_| from < end)?;
        if self.facts.block_of(before) + 1 < self.facts.block_of(sentence) {
            return None;
        }
        let (fact, number, mut some) = match pointer.back {
            Back::Made(head) => self.membered(before, head)?,
            _ => self.pointed_to(before, &pointer)?,
        };
        let series =
            if pointer.beside { self.beside(pointer.list, end)? } else { self.named(pointer.list, end)? };
        let same = matches!(pointer.back, Back::Noun(head, _) if self.is_same_kind(head, fact) == Some(true));
        if let Value::Count(count) = &fact.value
            && !same
            && !is_of_kind(count, &series, false)
        {
            return None;
        }
        // "…, both of whom are doctors"
        let both = |at: usize| self.does(at, role::NUMBER_BOTH) && self.does(at + 1, role::OF);
        let open = (from..end).any(|at| self.does(at, role::LIST_OPEN) && !both(at));
        if !fact.zone.is_own() || open {
            return None;
        }
        // "Those chosen were …": they may be some, unless that was said of all.
        some |= matches!(pointer.back, Back::Chosen(at) if !self.repeats(at, before));
        let wrong = if some { number < series.low } else { !series.fits(number) };
        let near = series.low > 1 && series.low < number * 2 && number < series.low * 2;
        (wrong && near).then(|| stated(fact, number, series.nearest(number)))
    }

    /// The count of a sentence that what follows points back to, its number, and whether those that are named may be
    /// some of it.
    fn pointed_to(&self, before: usize, pointer: &Pointer) -> Option<(&Fact, usize, bool)> {
        let group = |fact: &&Fact| matches!(&fact.value, Value::Count(c) if c.class != Some("measure") && c.number.value > Decimal::ONE);
        let mut counts = self.facts.within(before, Kind::Count).filter(group);
        let (fact, more) = (counts.next()?, counts.next());
        let Value::Count(count) = &fact.value else { return None };
        let number = count.number.value.to_usize().filter(|n| (2..=MOST).contains(n))?;
        let exact = count.number.bound == Bound::Exact && !count.subset && count.noun.is_some();
        let numbers = self.facts.within(before, Kind::Number).next().is_some();
        if more.is_some() || numbers || !exact {
            return None;
        }
        let some = match pointer.back {
            Back::Noun(head, described) => {
                let same = self.is_same_kind(head, fact)?;
                let party = self.does(head, role::LIST_PARTY);
                let suffered = count.event.as_deref().is_some_and(|event| SUFFERED.contains(&event));
                let chosen = self.does(head, role::LIST_CHOSEN);
                if !same && !pointer.beside && (suffered || !party && !chosen) {
                    return None;
                }
                !same && (described || chosen) || described && !pointer.beside
            }
            _ => false,
        };
        Some((fact, number, some))
    }

    /// The number of members that a sentence gives to what is told next to be made up of them: "a three-member panel".
    fn membered(&self, before: usize, head: Option<usize>) -> Option<(&Fact, usize, bool)> {
        let membered = |fact: &&Fact| {
            let to = fact.tokens.1 as usize;
            self.is_mark(to, &["-", "‑"]) && self.does(to + 1, role::LIST_MEMBER)
        };
        let mut numbers = self.facts.within(before, Kind::Number).filter(membered);
        let (fact, more) = (numbers.next()?, numbers.next());
        let Value::Number(number) = fact.value else { return None };
        let count = number.value.to_usize().filter(|n| (2..=MOST).contains(n))?;
        let same = |head: usize| {
            let noun = self.word(head);
            let to = fact.tokens.1 as usize;
            (to + 2..to + 5).any(|at| self.word(at).eq_ignore_ascii_case(noun))
        };
        let exact = number.bound == Bound::Exact && more.is_none();
        // Who leads it may be told before, and be one of them.
        let led = self.facts.within(before, Kind::Person).next().is_some();
        (exact && head.is_none_or(same)).then_some((fact, count, led))
    }

    /// The series of names that stand beside a noun, where the sentence goes on after them.
    fn beside(&self, list: usize, end: usize) -> Option<Series> {
        let dash = self.is_dash(list - 1);
        let series = self.apposed(list, end)?;
        let after = series.tokens.1;
        let closed = after < end && (self.is_mark(after, &[",", ")"]) || dash && self.is_dash(after));
        closed.then_some(series)
    }

    /// Whether a sentence has a word that begins as another.
    fn repeats(&self, at: usize, sentence: usize) -> bool {
        let language = language::chosen();
        let stem = language.stem(&self.word(at).to_lowercase());
        let (from, to) = self.sentence(sentence);
        let same = |other: usize| self.is_lower(other) && language.stem(self.word(other)) == stem;
        (from..to).any(same)
    }

    /// Whether a noun in the plural is that of a count. None if it is not even of the same class.
    pub(super) fn is_same_kind(&self, head: usize, counted: &Fact) -> Option<bool> {
        let Value::Count(count) = &counted.value else { return None };
        let language = language::chosen();
        let word = self.word(head).to_lowercase();
        let same = count.noun.as_ref().is_some_and(|noun| language.stem(noun) == language.stem(&word));
        let classes = [
            ("person", class::NOUN_PERSON),
            ("place", class::NOUN_PLACE),
            ("group", class::NOUN_GROUP),
            ("event", class::NOUN_EVENT),
        ];
        let alike =
            classes.into_iter().any(|(name, class)| count.class == Some(name) && self.has(head, class))
                || self.does(head, role::LIST_CHOSEN)
                || count.class == Some("person") && self.does(head, role::LIST_PARTY);
        let plural = language.looks_plural(&word) || self.does(head, role::LIST_PARTY);
        (plural && (same || alike)).then_some(same)
    }
}
