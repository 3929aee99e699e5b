//! Places of so many: "the third and youngest of four sons", "the sixth race of the five-race series", "fourth, beaten only
//! by Ana Borg and Karl Vella".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Number, Value};
use super::Told;
use crate::text::{Token, class, role};

/// How many tokens may name what has a place.
const NOUN: usize = 3;

impl Look<'_> {
    /// An ordinal that is said to be the last of so many: "the third and youngest of the four sons".
    pub(super) fn last_of(&self, told: &Told) -> Option<Fact> {
        let end = told.tokens.1;
        if !self.does(end, role::AND) || !self.lists(end + 1, self.list_named("nth.last")) {
            return None;
        }
        let of = (end + 2..end + 2 + NOUN).find(|&at| self.does(at, role::OF))?;
        let words = (end + 2..of).all(|at| self.token(at).is_some_and(Token::is_word));
        let start = (of + 1..of + 4).find(|&at| self.facts.starting(at).is_some())?;
        let small = (of + 1..start).all(|at| self.is_any(at, &[class::DETERMINER, class::PRONOUN]));
        let number = self.counted_in_full(start)?;
        (words && small).then(|| told.can(self, number, number, "last"))
    }

    /// A place that a group of so many does not have: "lie sixth and last in a pool of five".
    pub(super) fn past_group(&self, told: &Told) -> Option<Fact> {
        /// How many places past the last one a slip may be.
        const PAST: Decimal = Decimal::TWO;
        let (from, to) = self.sentence(told.sentence);
        let (at, end) = told.tokens;
        let last = self.does(end, role::AND) && self.lists(end + 1, self.list_named("nth.last"));
        let finish = self.lists_any((from.max(at.saturating_sub(3)), at), self.list_named("nth.finish"));
        let alone = self.token(end).is_none_or(|t| !t.is_word())
            || self.is_any(end, &[class::PREPOSITION])
            || self.does(end, role::OF);
        let group = self.list_named("nth.group");
        let mut sizes = (from..to).filter(|&at| self.lists(at, group) && self.does(at + 1, role::OF));
        let of = sizes.next().filter(|_| sizes.next().is_none())? + 2;
        let number = self.counted_in_full(of)?;
        let past = told.value > number && told.value <= number + PAST;
        (past && (last || finish && alone)).then(|| told.can(self, Decimal::ONE, number, "series"))
    }

    /// The set that decides a match of so many, which is the last one: "the best of five sets … a fourth-set decider".
    pub(super) fn deciding(&self, told: &Told) -> Option<Fact> {
        let end = told.tokens.1;
        let decider = self.list_named("nth.decider");
        let next = (end..end + 3).take_while(|&at| !self.is_pause(at)).any(|at| self.lists(at, decider));
        if !next {
            return None;
        }
        let best = self.list_named("nth.best");
        let mut all = self.all_listed(best).filter_map(|at| self.listed(at, best)).map(|(of, _)| {
            let of = of + usize::from(self.is_mark(of, &["-"]));
            self.counted_in_full(of)
        });
        let number = all.next().flatten().filter(|_| all.next().is_none())?;
        let near = (told.value - number).abs() <= Decimal::TWO;
        near.then(|| told.can(self, number, number, "last"))
    }

    /// The exact number of the fact at a token.
    pub(super) fn counted_in_full(&self, at: usize) -> Option<Decimal> {
        let number: &Number = match &self.facts.starting(at)?.value {
            Value::Count(count) => &count.number,
            Value::Number(number) => number,
            _ => return None,
        };
        let whole = number.bound == Bound::Exact && number.value.fract().is_zero() && !number.compound;
        (whole && number.value > Decimal::ONE && number.value < Decimal::ONE_HUNDRED).then_some(number.value)
    }

    /// An ordinal of a series that has so many: "the sixth and last race of the five-race series".
    pub(super) fn of_series(&self, told: &Told) -> Option<Fact> {
        let end = told.tokens.1;
        let last = self.does(end, role::AND) && self.lists(end + 1, self.list_named("nth.last"));
        let noun = if last { end + 2 } else { end };
        let noun = (noun..noun + 2).find(|&at| self.does(at + 1, role::OF) || self.does(at + 1, role::IN))?;
        let (from, of) = (noun + 2, noun + 1);
        // "Five-race", as a number with its noun.
        let number = (from..from + NOUN)
            .find(|&at| self.is_number(at) && self.is_mark(at + 1, &["-", "‑"]) && !self.is_dash(at + 1))?;
        let words = (of + 1..number).all(|at| self.token(at).is_some_and(Token::is_word));
        let language = crate::language::chosen();
        let stem = |at: usize| language.stem(&self.word(at).to_lowercase());
        let same = self.is_lower(noun) && stem(number + 2) == stem(noun);
        let value = match &self.facts.starting(number)?.value {
            Value::Count(count) => count.number.value,
            Value::Number(number) => number.value,
            _ => return None,
        };
        let first = if last { value } else { Decimal::ONE };
        (words && same).then(|| told.can(self, first, value, "series"))
    }

    /// Those who came in behind so many: "fourth, beaten only by Ana Borg and Karl Vella", and the one place of an article
    /// that counts those in front: "three came home ahead of her … her third place".
    pub(super) fn behind_others(&self, told: &[Told]) -> Vec<Fact> {
        let mut found: Vec<Fact> = told.iter().filter_map(|told| self.only_behind(told)).collect();
        found.extend(self.behind_counted(told));
        found
    }

    fn only_behind(&self, told: &Told) -> Option<Fact> {
        let (from, to) = self.sentence(told.sentence);
        let (at, end) = told.tokens;
        let (finish, only) = (self.list_named("nth.finish"), self.list_named("nth.only-behind"));
        let placed = self.lists_any((from.max(at.saturating_sub(3)), at), finish);
        let Some((start, _)) = (end..to).find_map(|at| self.listed(at, only)) else {
            // "Third behind Ann Lee, Mia Roe and Joy Kent": not all that are in front need be named.
            let behind = self.does(end, role::SHARE_RANK).then_some(end + 1)?;
            let others = self.joined_names(self.bare_names((behind, to))?)?;
            let first = Decimal::from(others) + Decimal::ONE;
            return placed.then(|| told.can(self, first, Decimal::ONE_HUNDRED, "behind"));
        };
        let others = self.joined_names((start, to))?;
        let place = Decimal::from(others) + Decimal::ONE;
        placed.then(|| told.can(self, place, place, "behind"))
    }

    /// The tokens of names that nothing else stands between: "Ann Lee, Mia Roe and Joy Kent".
    fn bare_names(&self, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        let capital = |at: usize| self.token(at).is_some_and(|t| t.is_word() && t.is_capital());
        let joins = |at: usize| self.is_mark(at, &[","]) || self.does(at, role::AND);
        let end = (from..to).find(|&at| !capital(at) && !joins(at)).unwrap_or(to);
        let and = (from..end).find(|&at| self.does(at, role::AND))?;
        (capital(from) && capital(and + 1)).then_some((from, end))
    }

    /// An ordinal past the number of brothers and the like that a family is told to have: "the oldest of three sisters … the
    /// fourth sister".
    pub(super) fn of_family(&self, told: &Told) -> Option<Fact> {
        let (at, end) = told.tokens;
        let kin = self.list_named("life.kin");
        let the = at.checked_sub(1).is_some_and(|the| self.does(the, role::THE));
        if !the || !self.lists(end, kin) {
            return None;
        }
        let language = crate::language::chosen();
        let stem = language.stem(&self.word(end).to_lowercase());
        let mut families = self.facts.of(Kind::Count).filter(|fact| {
            let Value::Count(count) = &fact.value else { return false };
            count.noun.as_ref().is_some_and(|noun| language.stem(noun) == stem)
        });
        let family = families.next().filter(|_| families.next().is_none())?;
        let first = family.tokens.0 as usize;
        let of = first.checked_sub(1).is_some_and(|of| self.does(of, role::OF));
        let number = self.counted_in_full(first).filter(|_| of)?;
        (told.value > number).then(|| told.can(self, number, number, "family"))
    }

    /// How many names follow that "and" joins: one if none does.
    fn joined_names(&self, (from, to): (usize, usize)) -> Option<u64> {
        let capital = |at: usize| self.token(at).is_some_and(|t| t.is_word() && t.is_capital());
        let (mut names, mut named, mut commas) = (0_u64, false, false);
        for at in from..to {
            if capital(at) {
                named = true;
            } else if self.does(at, role::AND) {
                let next = (at + 1..to.min(at + 4)).any(capital);
                return (named && next).then_some(names + 2);
            } else if self.is_mark(at, &[","]) && named {
                names += 1;
                (named, commas) = (false, true);
            } else if self.token(at).is_some_and(Token::is_word) && self.has(at, class::AUXILIARY) {
                return None;
            }
        }
        (named && !commas).then_some(1)
    }

    fn behind_counted(&self, told: &[Told]) -> Option<Fact> {
        let (ahead, place) = (self.list_named("nth.ahead"), self.list_named("nth.place"));
        let mut places = told.iter().filter(|told| self.lists(told.tokens.1, place));
        let one = places.next().filter(|_| places.next().is_none())?;
        let mut counted = self.facts.of(Kind::Count).filter(|fact| {
            let Value::Count(count) = &fact.value else { return false };
            let (_, to) = self.sentence(fact.sentence as usize);
            let end = fact.tokens.1 as usize;
            count.class == Some("person") && (end..to.min(end + 5)).any(|at| self.lists(at, ahead))
        });
        let fact = counted.next().filter(|_| counted.next().is_none())?;
        let number = self.counted_in_full(fact.tokens.0 as usize)? + Decimal::ONE;
        Some(one.can(self, number, number, "behind"))
    }
}
