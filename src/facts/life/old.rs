//! Ages and births: "aged 82", "was 24 when", "the 43-year-old", "born on 9 May 1944", "Karl Vella (1944-2016)". An
//! age with the birth of the same person and the time that the age is of is a [`Lifetime`].

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Key, Kind, Precision, Value};
use super::ages::{Form, Old, Words};
use super::{List, Time, Timeline, Told};
use crate::Interval;
use crate::text::{Token, class, role};

/// How many tokens may stand between "born" and the day.
const BIRTH: usize = 12;

/// How many births an article tells at most that are held against each other. One with more is a table.
const MANY: usize = 200;

/// An age that somebody is told to have at a time, who was born at a time that is told as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lifetime {
    /// The age as it is told.
    pub age: i64,
    /// The least age and the greatest that the birth allows at the time.
    pub by_birth: (i64, i64),
    /// The year of the birth.
    pub born: i64,
    /// The year of the time.
    pub then: i64,
}

kind! {
    /// An age of somebody whose birth and the time of the age are told: "born in 1948, died in 2021 at the age of 73".
    Lifetime(l) as "lifetime", over Facts;

    Value: Number = Decimal::from(l.age), "the age as it is told";
    AgeByBirth: Number = Decimal::from(l.by_birth.1), "the age that the birth gives at the time; of two, the greater";
    Low: Number = Decimal::from(l.by_birth.0), "the least age that the birth gives";
    Year: Number = Decimal::from(l.born), "the year of the birth";
    To: Number = Decimal::from(l.then), "the year of the time that the age is of";
}

impl Lifetime {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) fn interval_of(&self, key: Key) -> Option<Interval> {
        let (low, high) = self.by_birth;
        (key == Key::AgeByBirth).then(|| Interval::between(low.into(), high.into()))
    }
}

/// A birth.
struct Birth {
    time: Time,
    death: Option<Time>,
    tokens: (usize, usize),
    sentence: usize,
    full: Option<CompactString>,
    /// Whether it gets a year older on one day of the year, as horses do.
    calendar: bool,
}

/// Whether one name is the other or a part of it: "Alma" and "Alma Petty".
fn is_part(a: &str, b: &str) -> bool {
    let of = |a: &str, b: &str| a.split(' ').all(|word| b.split(' ').any(|other| other == word));
    of(a, b) || of(b, a)
}

/// The lifetimes of an article: ages that its one birth and a time of the text do not leave open. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline) -> Vec<Fact> {
    if timeline.told.is_empty() {
        return Vec::new();
    }
    let words = Words::of(look);
    let births = look.births(timeline, words);
    let Some(birth) = births.iter().min_by_key(|birth| birth.time.last - birth.time.first) else {
        return Vec::new();
    };
    // Two who are born are not told apart.
    let same = |other: &Birth| {
        other.time.meets(birth.time)
            && (other.full == birth.full || other.full.is_none() || birth.full.is_none())
    };
    // Twins are two, and a birthday on 29 February is none in other years.
    let twins = (0..look.facts.tokens.len()).any(|at| look.lists(at, words.twin));
    if !births.iter().all(same) || twins || birth.time.is_leap_day() {
        return Vec::new();
    }
    let ages = look.ages_told(words);
    ages.iter()
        .filter(|old| !old.months)
        .filter_map(|old| look.lifetime(old, &ages, birth, timeline, words))
        .collect()
}

impl Look<'_> {
    /// The births that an article tells, in order; none where they are too many.
    fn births(&self, timeline: &Timeline, words: Words) -> Vec<Birth> {
        let mut found = Vec::new();
        for (index, told) in timeline.told.iter().enumerate() {
            if !told.own || told.end {
                continue;
            }
            let next = timeline.told.get(index + 1).filter(|next| next.own && next.sentence == told.sentence);
            let birth = self.lived(told, next).or_else(|| self.born(told, words));
            found.extend(birth);
            if found.len() > MANY {
                return Vec::new();
            }
        }
        found
    }

    /// "Karl Vella (1944-2016)".
    fn lived(&self, told: &Told, next: Option<&Told>) -> Option<Birth> {
        let open = told.tokens.0.checked_sub(1).filter(|&open| self.is_mark(open, &["(", "["]))?;
        let next = next?;
        let joined = next.end || next.tokens.0 == told.tokens.1 + 1 && self.is_dash_or_hyphen(told.tokens.1);
        let closed = self.is_mark(next.tokens.1, &[")", "]"]);
        let person =
            self.facts.within(told.sentence, Kind::Person).find(|fact| fact.tokens.1 as usize == open)?;
        let Value::Person(person) = &person.value else { return None };
        (joined && closed).then(|| Birth {
            time: told.time,
            death: Some(next.time),
            tokens: (told.tokens.0, next.tokens.1),
            sentence: told.sentence,
            full: Some(person.full.clone()),
            calendar: false,
        })
    }

    fn is_dash_or_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, &["-", "–", "—"])
    }

    /// "Was born in Marsa on 9 May 1944".
    fn born(&self, told: &Told, words: Words) -> Option<Birth> {
        let (from, _) = self.facts.sentences[told.sentence];
        let first = (from as usize).max(told.tokens.0.saturating_sub(BIRTH));
        let at = (first..told.tokens.0).rev().find(|&at| {
            self.lists(at, words.born)
                || self.lists(at, words.born_short)
                    && (at + 1 == told.tokens.0 || self.is_mark(at + 1, &["."]) && at + 2 == told.tokens.0)
        })?;
        // "Cork-born", "born a year before the strike of 1912", "born in a village; in 1931 he moved".
        let compound = at > 0 && self.is_mark(at - 1, &["-"]);
        let between = (at + 1, told.tokens.0);
        let goes_on = (between.0..between.1).any(|at| {
            self.is_mark(at, &[";", ":"])
                || self.does(at, role::AND) && self.token(at + 1).is_some_and(Token::is_lower)
                || self.does(at, role::SINCE_OTHER)
                || self.does(at, role::SINCE)
                || self.does(at, role::WHO)
                || self.does(at, role::UNIT_YEAR)
                || self.has(at, class::PREDICATE)
        });
        let dated = self
            .facts
            .within(told.sentence, Kind::Date)
            .any(|fact| (fact.tokens.0 as usize) > at && (fact.tokens.1 as usize) <= told.tokens.0);
        let kin = self.tells_of_kin((from as usize, at), words);
        // A day or a year, and no ten years.
        if compound || goes_on || dated || kin {
            return None;
        }
        // "Born in Birgu in 1922, Karl Vella": the name follows.
        let after = self
            .facts
            .within(told.sentence, Kind::Person)
            .find(|fact| at == from as usize && fact.tokens.0 as usize > at);
        let owner = match after.map(|fact| &fact.value) {
            Some(Value::Person(person)) => Some(person.full.clone()),
            _ => self.person_before(at, told.sentence),
        };
        Some(Birth {
            time: told.time,
            death: None,
            tokens: told.tokens,
            sentence: told.sentence,
            full: owner,
            calendar: self.lists(at, List::of(self.lexicon, "life.foaled")),
        })
    }

    /// The full name of the person that is named last before a token, in its sentence or else in the one before.
    pub(in crate::facts) fn person_before(&self, at: usize, sentence: usize) -> Option<CompactString> {
        let last = |sentence: usize| {
            let before =
                self.facts.within(sentence, Kind::Person).filter(|fact| (fact.tokens.0 as usize) < at);
            before.last().and_then(|fact| match &fact.value {
                Value::Person(person) => Some(person.full.clone()),
                _ => None,
            })
        };
        (0..=sentence).rev().find_map(last)
    }

    /// An age as a fact with the birth, if the text tells the time that it is of and no time that it fits.
    fn lifetime(
        &self,
        old: &Old,
        ages: &[Old],
        birth: &Birth,
        timeline: &Timeline,
        words: Words,
    ) -> Option<Fact> {
        if !self.is_age_of(old, birth, words) {
            return None;
        }
        let allowed = |then: Time| {
            let (low, high) = birth.time.whole_years_to(then);
            // "A month short of his 68th birthday".
            let high = if birth.calendar { high.max(then.year() - birth.time.year()) } else { high };
            (low, high + i64::from(old.form == Form::Birthday))
        };
        let fits = |then: Time| {
            let (low, high) = allowed(then);
            (low..=high).contains(&old.years)
        };
        let times = self.times_of(old, birth, timeline, words);
        let then = *times.first()?;
        if times.iter().copied().chain(timeline.all()).any(fits) {
            // It is told as it should be.
            let then = times.iter().copied().find(|&then| fits(then))?;
            return Some(self.life_fact(old, birth, then, allowed(then)));
        }
        // "He said that he was 19. He was 15."
        let (low, high) = allowed(then);
        let truly = ages.iter().any(|other| {
            other.years != old.years
                && (low..=high).contains(&other.years)
                && other.sentence.abs_diff(old.sentence) <= 1
        });
        (then.first > birth.time.last && !truly).then(|| self.life_fact(old, birth, then, allowed(then)))
    }

    /// Whether a time is that of a death: "she died at home on 4 February 2024".
    fn is_death(&self, told: &Told, words: Words) -> bool {
        let from = self.facts.sentences[told.sentence].0 as usize;
        let first = from.max(told.tokens.0.saturating_sub(BIRTH));
        let died = (first..told.tokens.0).rev().find(|&at| self.lists(at, words.died));
        // "Fell ill in the spring of 2021 and died that June."
        let to = self.facts.sentences[told.sentence].1 as usize;
        let after = || (told.tokens.1..to.min(told.tokens.1 + BIRTH)).find(|&at| self.lists(at, words.died));
        died.or_else(after).is_some_and(|at| {
            at > from
                && (self.is_somebody(at - 1) || self.does(at - 1, role::AND))
                && !self.tells_of_kin((from, at), words)
        })
    }

    /// Whether words tell of another one of the family: "her son", and not "a fisherman's son", who is the one.
    fn tells_of_kin(&self, (from, to): (usize, usize), words: Words) -> bool {
        let of_somebody = |at: usize| {
            let own = at > from && (self.word(at - 1).ends_with("'s") || self.word(at - 1).ends_with("’s"));
            own && self.is_lower(at - 1) && self.any((from.max(at.saturating_sub(4)), at - 1), role::A_OR_AN)
        };
        (from..to).any(|at| self.lists(at, words.kin) && !of_somebody(at))
    }

    fn life_fact(&self, old: &Old, birth: &Birth, then: Time, by_birth: (i64, i64)) -> Fact {
        let life = Lifetime { age: old.years, by_birth, born: birth.time.year(), then: then.year() };
        self.facts.fact_over(old.tokens, Value::Lifetime(life))
    }

    /// Whether an age is that of the one whose birth is told.
    fn is_age_of(&self, old: &Old, birth: &Birth, words: Words) -> bool {
        if let Some(full) = &old.full {
            return birth.full.as_ref().is_some_and(|born| is_part(born, full));
        }
        let from = self.facts.sentences[old.sentence].0 as usize;
        let at = old.tokens.0;
        let person = |fact: &Fact| match &fact.value {
            Value::Person(person) => birth.full.as_ref() != Some(&person.full),
            _ => false,
        };
        let another = self
            .facts
            .within(old.sentence, Kind::Person)
            .any(|fact| (fact.tokens.0 as usize) < at && person(fact));
        let kin = self.tells_of_kin((from, at), words);
        // "Would have turned 80 on 4 May": only with the day.
        let dated = self.facts.within(old.sentence, Kind::Date).any(|fact| {
            fact.tokens.0 as usize > at || matches!(&fact.value, Value::Date(date) if date.year.is_some())
        });
        let would = (from..at).any(|at| self.does(at, role::SYNTAX_MODAL) && self.is_lower(at))
            && old.form != Form::Birthday
            && !dated;
        let before = self.person_before(at, old.sentence);
        let same = old.sentence == birth.sentence || before.is_none() || before == birth.full;
        let other_time = old.form == Form::Is && self.lists_any((from, at), words.other_time);
        let quoted = other_time
            || self
                .facts
                .within(old.sentence, Kind::Quote)
                .any(|fact| (fact.tokens.0 as usize) <= at && at < fact.tokens.1 as usize);
        old.form != Form::OneYearOld && !another && !kin && !would && same && !quoted
            || old.form == Form::OneYearOld && old.sentence == birth.sentence && !another && !kin && !quoted
    }

    /// The times that an age may be of, the likeliest first.
    fn times_of(&self, old: &Old, birth: &Birth, timeline: &Timeline, words: Words) -> Vec<Time> {
        let other = |told: &&Told| {
            told.own
                && told.time.first > birth.time.last
                && !(birth.tokens.0 <= told.tokens.0 && told.tokens.0 < birth.tokens.1)
        };
        let within = |sentence: usize| -> Vec<Time> {
            timeline
                .told
                .iter()
                .filter(other)
                .filter(|told| told.sentence == sentence)
                .map(|told| told.time)
                .collect()
        };
        let mut times = within(old.sentence);
        if !times.is_empty() {
            return times;
        }
        let (from, to) = self.facts.sentences[old.sentence];
        let near = self.facts.within(old.sentence, Kind::Date).any(|fact| {
            matches!(&fact.value, Value::Date(date) if date.deictic || date.precision == Precision::Weekday)
        });
        let now = matches!(old.form, Form::Named | Form::YearOld | Form::Is | Form::Noun)
            || old.form == Form::Birthday && near;
        if self.lists_any((from as usize, to as usize), words.died) && old.form != Form::Is {
            times.extend(birth.death);
            let deaths = timeline
                .told
                .iter()
                .filter(other)
                .filter(|told| birth.death.is_none() && self.is_death(told, words));
            times.extend(deaths.map(|told| told.time));
            // "Has died aged 88": some days before.
            times.extend(timeline.published.map(|day| Time { first: day.first - 62, last: day.last }));
            return times;
        }
        let then = self.lists_any((old.to, (old.to + 2).min(to as usize)), words.when);
        if old.form == Form::Was && !then && old.sentence > 0 {
            times = within(old.sentence - 1);
            if !times.is_empty() {
                return times;
            }
        }
        let now = now
            || matches!(old.form, Form::Aged | Form::At)
                && self.lists_any((from as usize, to as usize), words.has);
        let only = then && old.form == Form::Was;
        if now || only {
            times.extend(timeline.published.filter(|_| now));
            let years: Vec<i64> =
                timeline.years().into_iter().filter(|&year| year != birth.time.year()).collect();
            if let ([year], None) = (&years[..], timeline.published) {
                times.extend(
                    timeline
                        .told
                        .iter()
                        .filter(other)
                        .map(|told| told.time)
                        .find(|time| time.year() == *year),
                );
            }
        }
        times
    }
}
