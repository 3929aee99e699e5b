//! Places among what the article counts, lists or dates elsewhere: "two concerts … the third concert", "recalled in January,
//! March and April … its third recall", "opened on Monday … Thursday, the fifth day".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::Told;
use crate::text::{Token, TokenKind, class, role};

/// How many sentences apart a count and an ordinal of what it counts may stand.
const NEAR: usize = 4;

impl Look<'_> {
    /// The places of an article that other sentences than their own tell otherwise.
    pub(super) fn among(&self, told: &[Told]) -> Vec<Fact> {
        let list = self.list_named("nth.before-last");
        let before_last = self.all_listed(list).next();
        let mut found: Vec<Fact> = told
            .iter()
            .filter_map(|one| {
                self.past_count(one, told)
                    .or_else(|| self.month_beside(one))
                    .or_else(|| before_last.and_then(|at| self.before_last(one, at)))
                    .or_else(|| self.day_since(one))
                    .or_else(|| self.of_times(one))
            })
            .collect();
        found.extend(self.successor(told));
        found
    }

    /// The noun right behind an ordinal, or behind one word that is no noun.
    fn nth_noun(&self, told: &Told) -> Option<usize> {
        let plain = |at: usize| {
            self.is_lower(at) && !self.is_any(at, &[class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY])
        };
        Some(told.tokens.1).filter(|&at| plain(at))
    }

    fn is_same_stem(&self, at: usize, noun: &str) -> bool {
        let language = crate::language::chosen();
        language.stem(&self.word(at).to_lowercase()) == language.stem(noun)
    }

    /// The only count of an article with the noun of a place.
    fn only_count(&self, noun: usize, sentence: usize) -> Option<(Decimal, &Fact)> {
        let mut counts = self.facts.of(Kind::Count).filter(|fact| match &fact.value {
            // "A two-count indictment" is another one.
            Value::Count(count) => {
                !count.number.compound && count.noun.as_ref().is_some_and(|of| self.is_same_stem(noun, of))
            }
            _ => false,
        });
        let fact = counts.next().filter(|_| counts.next().is_none())?;
        let number = self.counted_in_full(fact.tokens.0 as usize)?;
        ((fact.sentence as usize).abs_diff(sentence) <= NEAR).then_some((number, fact))
    }

    /// "Two concerts … The first … the third concert".
    fn past_count(&self, told: &Told, all: &[Told]) -> Option<Fact> {
        let noun = self.nth_noun(told)?;
        let at = told.tokens.0;
        let the = at.checked_sub(1).is_some_and(|the| self.does(the, role::THE));
        let (number, fact) = self.only_count(noun, told.sentence)?;
        let first = all
            .iter()
            .any(|other| other.value == Decimal::ONE && other.sentence.abs_diff(told.sentence) <= 2);
        let scored = self.lists(noun, self.list_named("nth.scored"));
        let before = (fact.tokens.0 as usize) < at;
        // "The first two counts" are not all of them.
        let some = fact.tokens.0.checked_sub(1).is_some_and(|led| self.has(led as usize, class::ORDINAL));
        let more = match &fact.value {
            Value::Count(count) => some || count.additive || count.subset || count.limit,
            _ => true,
        };
        let next = number + Decimal::ONE;
        (the && first && !scored && before && !more && told.value == next && number < Decimal::from(13))
            .then(|| told.can(self, Decimal::ONE, number, "series"))
    }

    /// "No rain fell in July. The sixth month of the year".
    fn month_beside(&self, told: &Told) -> Option<Fact> {
        let (end, _) = self.listed(told.tokens.1, self.list_named("nth.month"))?;
        let first = self.sentence(told.sentence.saturating_sub(1)).0;
        let to = self.sentence(told.sentence).1;
        let mut months: Vec<u64> = (first..to).filter_map(|at| self.month_at(at)).collect();
        months.dedup();
        let [month] = months[..] else { return None };
        let near = (Decimal::from(month) - told.value).abs() <= Decimal::ONE;
        (end <= to && near).then(|| told.can(self, month.into(), month.into(), "month"))
    }

    /// "The penultimate stage … Eight stages make up the rally … the sixth stage".
    fn before_last(&self, told: &Told, at: usize) -> Option<Fact> {
        let noun = self.nth_noun(told)?;
        let same = self.is_same_stem(at + 1, &self.word(noun).to_lowercase());
        let (number, _) = self.only_count(noun, told.sentence)?;
        let place = number - Decimal::ONE;
        let near = (place - told.value).abs() <= Decimal::ONE;
        (same && near).then(|| told.can(self, place, place, "last"))
    }

    /// "The trial opened on Monday … On Thursday, its fifth day".
    fn day_since(&self, told: &Told) -> Option<Fact> {
        if !self.does(told.tokens.1, role::NTH_DAY) || told.value > Decimal::from(6) {
            return None;
        }
        let mut days: Vec<(u64, usize)> = Vec::new();
        for at in 0..self.facts.tokens.len() {
            let hit = self
                .has(at, class::WEEKDAY)
                .then(|| self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class::WEEKDAY));
            let Some(number) = hit.flatten().and_then(|hit| hit.number) else { continue };
            if days.iter().all(|day| day.0 != number) {
                days.push((number, at));
            }
        }
        // "On Tuesday, the third day": which of several days it is.
        let (at, start) = (told.tokens.0, self.sentence(told.sentence).0);
        let beside = days.iter().position(|day| day.1 < at && day.1 >= start && at - day.1 <= 3);
        if let Some(now) = beside.filter(|_| days.len() > 2) {
            let now = days[now];
            days.retain(|day| day.1 < now.1);
            days.push(now);
        }
        let [a, b] = days[..] else { return None };
        let begins = |at: usize| {
            let (from, _) = self.sentence(self.facts.sentence_of(at));
            (from.max(at.saturating_sub(4))..at).any(|at| self.does(at, role::TIME_BEGINS))
        };
        let (start, now) = match (begins(a.1), begins(b.1)) {
            (true, false) => (a, b),
            (false, true) => (b, a),
            _ => return None,
        };
        let day = Decimal::from((now.0 + 7 - start.0) % 7 + 1);
        let near = self.facts.sentence_of(now.1).abs_diff(told.sentence) <= 2;
        let off = (day - told.value).abs() == Decimal::ONE;
        (near && off).then(|| told.can(self, day, day, "period"))
    }

    /// "It recalled a toy in January, a doll in March and a boat in April … its third recall".
    fn of_times(&self, told: &Told) -> Option<Fact> {
        let noun = self.nth_noun(told)?;
        self.telling(noun, 4).filter(|_| !self.lists(noun, self.list_named("nth.scored")))?;
        let stem = self.word(noun).to_lowercase();
        let some = self.list_named("nth.some");
        if self.lists(told.tokens.1 + 1, some) && !self.does(told.tokens.1 + 1, role::NTH_THIS) {
            return None;
        }
        let mut lists = (0..self.facts.sentences.len()).filter_map(|sentence| {
            let (from, to) = self.sentence(sentence);
            let verb = (from..to).find(|&at| {
                // "Recalled", of a recall.
                let word = self.word(at);
                word.len() > stem.len()
                    && word.get(..stem.len()).is_some_and(|w| w.eq_ignore_ascii_case(&stem))
            })?;
            let times = self.times_listed((verb, to));
            (times > 1).then_some((sentence, times, from, to))
        });
        let (sentence, times, from, to) = lists.next().filter(|_| lists.next().is_none())?;
        let prior = self.lists_any((from, to), self.list_named("nth.prior"))
            || (from..to).any(|at| self.does(at, role::TIME_OTHER));
        let times = Decimal::from(times);
        let near = sentence.abs_diff(told.sentence) <= NEAR || self.is_above_text(told.sentence);
        let next = times + Decimal::ONE;
        let low = if prior { next } else { times };
        let close = (told.value - next).abs() <= Decimal::ONE;
        (near && close && told.value > Decimal::ONE).then(|| told.can(self, low, next, "win"))
    }

    /// How many months or years some tokens list, each after "in".
    fn times_listed(&self, (from, to): (usize, usize)) -> u64 {
        let year = |at: usize| {
            self.token(at).is_some_and(|t| t.kind == TokenKind::Number && t.end - t.start == 4)
                && self.word(at).parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year))
        };
        let time = |at: usize| self.does(at - 1, role::IN) && (year(at) || self.month_at(at).is_some());
        (from + 1..to).filter(|&at| time(at)).count() as u64
    }

    /// "She takes over from the 12th president … as the 14th in the line".
    fn successor(&self, told: &[Told]) -> Option<Fact> {
        let high: Vec<&Told> = told.iter().filter(|told| told.value > Decimal::from(4)).collect();
        let [a, b] = high[..] else { return None };
        let office = self.has(a.tokens.1, class::NOUN_PERSON);
        let next = b.tokens.1;
        let same = self.is_lower(next) && self.is_same_stem(next, &self.word(a.tokens.1).to_lowercase());
        let alone =
            self.is_any(next, &[class::PREPOSITION]) || self.token(next).is_none_or(|t| !Token::is_word(t));
        let succeeds = [a, b]
            .iter()
            .any(|told| self.lists_any(self.sentence(told.sentence), self.list_named("nth.succeeds")));
        let place = a.value + Decimal::ONE;
        let off = b.value == a.value + Decimal::TWO || b.value == a.value;
        (office && (same || alone) && succeeds && off && b.sentence - a.sentence <= 2)
            .then(|| b.can(self, place, place, "series"))
    }
}
