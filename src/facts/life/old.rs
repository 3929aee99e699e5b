//! Ages and births: "aged 82", "was 24 when", "the 43-year-old", "born on 2 March 1931", "Karl Vella (1931-2009)". An
//! age with the birth of the same person and the time that the age is of is a [`Lifetime`].

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Key, Kind, Precision, Value};
use super::{List, Time, Timeline, Told, WORDS};
use crate::Interval;
use crate::text::{TokenKind, class, role};

/// How many tokens may stand between "born" and the day.
const BIRTH: usize = 12;

/// The greatest age.
const OLDEST: u64 = 120;

/// The least age that stands behind "at" alone: what is less may be a time of day.
const AT: u64 = 13;

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

/// How an age is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Form {
    /// Beside a name: "Karl Vella, 44".
    Named,
    /// "The 44-year-old".
    YearOld,
    /// "A 44-year-old": somebody who is new.
    OneYearOld,
    /// "Aged 44", "at the age of 44".
    Aged,
    /// "Is 44".
    Is,
    /// "Was 44", "turned 44".
    Was,
    /// "At 44".
    At,
    /// "The winger, 44,".
    Noun,
    /// "His 44th birthday".
    Birthday,
}

/// An age.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Old {
    pub(in crate::facts) years: i64,
    /// The tokens of the figure.
    pub(in crate::facts) tokens: (usize, usize),
    pub(in crate::facts) sentence: usize,
    pub(in crate::facts) form: Form,
    /// The full name of the person, where it stands beside.
    pub(in crate::facts) full: Option<CompactString>,
    /// The token after the words that tell it: "year-old".
    pub(in crate::facts) to: usize,
}

/// A birth.
struct Birth {
    time: Time,
    death: Option<Time>,
    tokens: (usize, usize),
    sentence: usize,
    full: Option<CompactString>,
}

/// The words by which ages and births are told.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Words {
    born: List,
    born_short: List,
    died: List,
    pub(in crate::facts) kin: List,
    age: List,
    is: List,
    is_now: List,
    at: List,
    adverb: List,
    pub(in crate::facts) birthday: List,
    pub(in crate::facts) other_time: List,
    pub(in crate::facts) someone: List,
    has: List,
    twin: List,
    when: List,
    aged: List,
}

impl Words {
    pub(in crate::facts) fn of(look: Look<'_>) -> Self {
        let list = |name| List::of(look.lexicon, name);
        Self {
            born: list("life.born"),
            born_short: list("life.born-short"),
            died: list("life.died"),
            kin: list("life.kin"),
            age: list("life.age"),
            is: list("life.is"),
            is_now: list("life.is-now"),
            at: list("life.at"),
            adverb: list("life.adverb"),
            birthday: list("life.birthday"),
            other_time: list("life.other-time"),
            someone: list("life.someone"),
            has: list("life.has"),
            twin: list("life.twin"),
            when: list("life.when"),
            aged: list("life.aged"),
        }
    }
}

/// The lifetimes of an article: ages that its one birth and a time of the text do not leave open. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline) -> Vec<Fact> {
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
    ages.iter().filter_map(|old| look.lifetime(old, birth, timeline, words)).collect()
}

impl Look<'_> {
    /// The age that begins at a token, and the token after it.
    pub(in crate::facts) fn years(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.token(at)?;
        let number = |at: usize, class| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?.number
        };
        let hyphen = |at: usize| self.is_mark(at, &["-", "‑"]);
        let (years, to) = match token.kind {
            TokenKind::Number => (self.word(at).parse::<u64>().ok()?, at + 1),
            TokenKind::Word => match number(at, class::TENS) {
                Some(tens) => match hyphen(at + 1).then(|| number(at + 2, class::CARDINAL)).flatten() {
                    Some(one) if one < 10 => (tens + one, at + 3),
                    _ => (tens, at + 1),
                },
                None => (number(at, class::CARDINAL)?, at + 1),
            },
            _ => return None,
        };
        // "About 44", "44-45", "4.4".
        let before = at.checked_sub(1);
        let bound = self.is_bounded(at);
        let glued = |at: usize| self.token(at).is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number);
        let range = self.is_mark(to, &["-", "–", "/", ".", ":"]) && glued(to + 1)
            || before.is_some_and(|b| {
                self.is_mark(b, &["-", "–", "/", ".", ":", "$", "£", "€"]) && token.is_glued()
            });
        ((1..=OLDEST).contains(&years) && !bound && !range).then_some((years as i64, to))
    }

    /// Whether words that bound a figure end right before a token: "about 44", "more than 44".
    pub(in crate::facts) fn is_bounded(&self, at: usize) -> bool {
        (1..=WORDS.min(at)).any(|len| {
            [class::BOUND, class::SMALL_BOUND].into_iter().any(|class| {
                let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at - len, at, class);
                hit.is_some_and(|hit| hit.len == len)
            })
        })
    }

    /// The ages of an article, in order.
    pub(in crate::facts) fn ages_told(&self, words: Words) -> Vec<Old> {
        let mut named: Vec<(usize, CompactString)> = Vec::new();
        for fact in self.facts.of(Kind::Person) {
            if let Value::Person(person) = &fact.value
                && let (Some(at), false) = (person.age_at, person.ambiguous)
            {
                named.push((at, person.full.clone()));
            }
        }
        let mut found = Vec::new();
        for (sentence, &(from, to)) in self.facts.sentences.iter().enumerate() {
            if !self.facts.zone(self.facts.block_of(sentence)).is_own() {
                continue;
            }
            let (mut at, to) = (from as usize, to as usize);
            while at < to {
                let full = named.iter().find(|(place, _)| *place == at).map(|(_, full)| full.clone());
                let full = full.or_else(|| self.name_before(at, (from as usize, to)));
                let old = self.years(at).and_then(|figure| {
                    let (form, end) =
                        self.age_form((at, figure.1), (from as usize, to), words, full.is_some())?;
                    Some(Old { years: figure.0, tokens: (at, figure.1), sentence, form, full, to: end })
                });
                at = old.as_ref().map_or(at + 1, |old| old.to);
                found.extend(old);
            }
            for fact in self.facts.within(sentence, Kind::Ordinal) {
                let end = fact.tokens.1 as usize;
                if let Value::Ordinal(ordinal) = &fact.value
                    && self.lists(end, words.birthday)
                    && let Ok(years) = i64::try_from(ordinal.value)
                    && (1..=OLDEST as i64).contains(&years)
                {
                    let tokens = (fact.tokens.0 as usize, end);
                    found.push(Old {
                        years,
                        tokens,
                        sentence,
                        form: Form::Birthday,
                        full: None,
                        to: end + 1,
                    });
                }
            }
        }
        found
    }

    /// The name in front of an age between commas, of somebody whom nothing else proves a person: "Farrugia, 58,".
    fn name_before(&self, at: usize, (from, to): (usize, usize)) -> Option<CompactString> {
        let name = at.checked_sub(2).filter(|&name| name >= from && self.is_mark(name + 1, &[","]))?;
        let (_, end) = self.years(at)?;
        let word = self.token(name).filter(|t| {
            t.is_word() && t.is_capital() && !t.has(class::OPENER) && !t.has(class::NOUN_PERSON)
        })?;
        if !self.is_mark(end, &[",", "."]) || end >= to && self.is_mark(name, &["."]) {
            return None;
        }
        let person = self
            .facts
            .within(self.facts.sentence_of(at), Kind::Person)
            .find(|fact| fact.tokens.1 as usize == name + 1);
        if let Some(Value::Person(person)) = person.map(|fact| &fact.value) {
            return (!person.ambiguous).then(|| person.full.clone());
        }
        let other = self.facts.starting(name).is_some()
            || self.is_any(name, &[class::MONTH, class::WEEKDAY, class::COUNTRY, class::US_STATE]);
        (!other && word.end - word.start > 2).then(|| word.of(self.facts.text).into())
    }

    /// How a figure of a sentence tells an age, if it does, and the token after the words that do.
    fn age_form(
        &self,
        (at, end): (usize, usize),
        (from, to): (usize, usize),
        words: Words,
        named: bool,
    ) -> Option<(Form, usize)> {
        let hyphen = |at: usize| self.is_mark(at, &["-", "‑"]);
        let one_before = at.checked_sub(1).filter(|&b| b >= from);
        let before = |n: usize| at.checked_sub(n).filter(|&b| b >= from);
        if hyphen(end)
            && self.does(end + 1, role::AGE_YEAR)
            && hyphen(end + 2)
            && self.does(end + 3, role::AGE_OLD)
        {
            let one = one_before.is_some_and(|b| self.does(b, role::A_OR_AN));
            let form = if named {
                Form::Named
            } else if one {
                Form::OneYearOld
            } else {
                Form::YearOld
            };
            return Some((form, end + 4));
        }
        if named {
            return Some((Form::Named, end));
        }
        let b = one_before?;
        // "Lived to be 97", "aged just 24".
        let led = (1..=WORDS)
            .any(|n| before(n).is_some_and(|b| self.listed(b, words.aged).is_some_and(|(to, _)| to == at)));
        if led {
            return Some((Form::Aged, end));
        }
        if self.does(b, role::AGE_BEFORE)
            || self.lists(b, words.age)
            || self.does(b, role::OF) && before(2).is_some_and(|b| self.lists(b, words.age))
        {
            return Some((Form::Aged, end));
        }
        // "A woman of 44", and no noun behind.
        if self.does(b, role::OF)
            && before(2).is_some_and(|b| self.has(b, class::NOUN_PERSON))
            && (end >= to
                || self.is_mark(end, &[",", ".", ";"])
                || self.does(end, role::WHO)
                || self.has(end, class::PREPOSITION))
        {
            return Some((Form::Aged, end));
        }
        // "The winger, 35,", and "Man, 62," in a headline.
        if self.is_mark(b, &[","])
            && before(2).is_some_and(|b| self.has(b, class::NOUN_PERSON))
            && self.is_mark(end, &[",", "."])
        {
            let the = before(3).is_none_or(|b| self.does(b, role::THE));
            return the.then_some((Form::Noun, end));
        }
        let years_old = self.does(end, role::UNIT_YEAR) && self.does(end + 1, role::AGE_OLD);
        let figure = end;
        let end = if years_old { end + 2 } else { end };
        let closes = years_old
            || end >= to
            || self.token(end).is_some_and(|token| {
                token.kind == TokenKind::Mark && !token.is_glued()
                    || self.is_mark(end, &[",", ".", ";", ")", ":", "!", "?", "\"", "”", "—", "–"])
            })
            || self.is_any(end, &[class::PREPOSITION, class::CONJUNCTION, class::DETERMINER])
            || self.lists(end, words.other_time);
        let closes = closes && !self.is_mark(end, &["%", "/", "-", "°"]) && !self.does(end, role::OF);
        // "Is still 44".
        let verb = if self.lists(b, words.adverb) { before(2)? } else { b };
        if closes && self.lists(verb, words.is) {
            let form = if self.lists(verb, words.is_now) { Form::Is } else { Form::Was };
            let mut subject = verb.checked_sub(1).filter(|&s| s >= from)?;
            while subject > from && (self.lists(subject, words.adverb) || self.has(subject, class::AUXILIARY))
            {
                subject -= 1;
            }
            return self.is_somebody(subject).then_some((form, end));
        }
        let old_enough = self.years(at).is_some_and(|(years, _)| years >= AT as i64);
        if self.lists(b, words.at) && old_enough && end < to {
            let led = b == from
                || self.is_mark(b - 1, &[",", "(", "“", "\""])
                || self.does(b - 1, role::WHO)
                || self.does(b - 1, role::AND)
                || self.lists(b - 1, words.is)
                || (from..b).rev().take(2).any(|at| self.lists(at, words.died));
            // "She wed at 31, in 1971."
            let dated = self.is_mark(end, &[","])
                && (end + 1..end + 4)
                    .filter_map(|at| self.facts.starting(at))
                    .any(|fact| matches!(&fact.value, Value::Date(date) if date.year.is_some()));
            let led = led || dated;
            return (led
                && (self.is_mark(end, &[","])
                    || self.lists(b - usize::from(b > from), words.is)
                    || (from..b).any(|at| self.lists(at, words.died))
                    || self.is_any(end, &[class::PRONOUN, class::AUXILIARY])))
            .then_some((Form::At, figure));
        }
        None
    }

    /// Whether a token ends what may name a person: a pronoun, a name, a noun of a person.
    fn is_somebody(&self, at: usize) -> bool {
        let name = self
            .facts
            .within(self.facts.sentence_of(at), Kind::Person)
            .any(|fact| fact.tokens.1 as usize == at + 1);
        name || self.has(at, class::PRONOUN)
            || self.does(at, role::WHO)
            || self.has(at, class::NOUN_PERSON)
            || self.token(at).is_some_and(|t| t.is_capital())
            || self.is_mark(at, &[",", "–", "—"])
    }

    /// The births that an article tells, in order.
    fn births(&self, timeline: &Timeline, words: Words) -> Vec<Birth> {
        let mut found = Vec::new();
        for (index, told) in timeline.told.iter().enumerate() {
            if !told.own || told.end {
                continue;
            }
            let next = timeline.told.get(index + 1).filter(|next| next.own && next.sentence == told.sentence);
            let birth = self.lived(told, next).or_else(|| self.born(told, words));
            found.extend(birth);
        }
        found
    }

    /// "Karl Vella (1931-2009)".
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
        })
    }

    fn is_dash_or_hyphen(&self, at: usize) -> bool {
        self.is_mark(at, &["-", "–", "—"])
    }

    /// "Was born in Hanley on 2 March 1931".
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
                || self.does(at, role::AND) && self.token(at + 1).is_some_and(|t| t.is_lower())
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
        let kin = self.lists_any((from as usize, at), words.kin);
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
    fn lifetime(&self, old: &Old, birth: &Birth, timeline: &Timeline, words: Words) -> Option<Fact> {
        if !self.is_age_of(old, birth, words) {
            return None;
        }
        let allowed = |then: Time| {
            let (low, high) = birth.time.whole_years_to(then);
            // "A month short of his 68th birthday".
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
        (then.first > birth.time.last).then(|| self.life_fact(old, birth, then, allowed(then)))
    }

    /// Whether a time is that of a death: "she died at home on 4 February 2024".
    fn is_death(&self, told: &Told, words: Words) -> bool {
        let from = self.facts.sentences[told.sentence].0 as usize;
        let first = from.max(told.tokens.0.saturating_sub(BIRTH));
        let died = (first..told.tokens.0).rev().find(|&at| self.lists(at, words.died));
        died.is_some_and(|at| at > from && self.is_somebody(at - 1) && !self.lists_any((from, at), words.kin))
    }

    fn life_fact(&self, old: &Old, birth: &Birth, then: Time, by_birth: (i64, i64)) -> Fact {
        let life = Lifetime { age: old.years, by_birth, born: birth.time.year(), then: then.year() };
        self.facts.fact_over(old.tokens, Value::Lifetime(life))
    }

    /// Whether an age is that of the one whose birth is told.
    fn is_age_of(&self, old: &Old, birth: &Birth, words: Words) -> bool {
        if let Some(full) = &old.full {
            return birth.full.as_ref() == Some(full);
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
        let kin = self.lists_any((from, at), words.kin);
        // "Would have turned 80 on 4 May": only with the day.
        let dated = self.facts.within(old.sentence, Kind::Date).any(|fact| fact.tokens.0 as usize > at);
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
        let now =
            matches!(old.form, Form::Named | Form::YearOld | Form::Is) || old.form == Form::Birthday && near;
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
        if now {
            times.extend(timeline.published);
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
