//! Years that have passed since a year that is told: "the 30th anniversary of the wreck in 1998", "eight years ago, in
//! 2016", "20 years since the yard was founded". The year and the one up to which they have passed may stand in other
//! sentences, where the text tells no third.

use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Bound, Fact, Key, Kind, Precision, Value};
use super::{List, Time, Timeline, Told, YEAR};
use crate::Interval;
use crate::document::Zone;
use crate::text::{class, role};

/// How many tokens may stand between an anniversary and its year.
const FAR: usize = 14;

/// How many letters of a word must be the same for it to be said again.
const STEM: usize = 4;

/// Years that have passed since a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// How many years are said to have passed.
    pub years: Decimal,
    /// The year since which they have.
    pub year: i64,
    /// The year up to which they have.
    pub now: i64,
    /// Between which numbers of years have passed, by both times as exactly as they are told.
    pub span: Interval,
    /// anniversary, ago, since or on.
    pub form: &'static str,
}

kind! {
    /// Years that have passed since a year that is told: "eight years ago, in 2016".
    Since(s) as "since", over Facts;

    Value: Number = s.years, "how many years are said to have passed";
    Year: Number = Decimal::from(s.year), "the year since which they have";
    To: Number = Decimal::from(s.now), "the year up to which they have: that of publication, or the last that the text tells";
    Span: Number = s.span.high, "how many years have passed, by both times as exactly as they are told; the most where that is open";
    Form: Text = s.form, "anniversary, ago, since or on";
}

impl Since {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) fn interval_of(&self, key: Key) -> Option<Interval> {
        (key == Key::Span).then_some(self.span)
    }
}

/// Some years and where they are told.
#[derive(Clone, Debug)]
struct Years {
    years: Decimal,
    /// From their first token to what makes them years that have passed.
    tokens: (usize, usize),
    sentence: usize,
    form: &'static str,
}

/// The words by which years that have passed are told.
#[derive(Clone, Copy)]
struct Words {
    noun: List,
    metal: List,
    metal_of: List,
    day: List,
    ago: List,
    since: List,
    on: List,
    now: List,
    other: List,
    its: List,
    that: List,
    going: List,
    turn: List,
    celebrate: List,
    exact: List,
    birthday: List,
    begun: List,
    beginning: List,
    quarter: List,
}

/// What an article says of the years since a year. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline, measures: &[Fact]) -> Vec<Fact> {
    let list = |name| List::of(look.lexicon, name);
    let words = Words {
        noun: list("years.noun"),
        metal: list("years.metal"),
        metal_of: list("years.metal-of"),
        day: list("years.day"),
        ago: list("years.ago"),
        since: list("years.since"),
        on: list("years.on"),
        now: list("years.now"),
        other: list("years.other"),
        its: list("years.its"),
        that: list("years.that"),
        going: list("years.going"),
        turn: list("years.turn"),
        celebrate: list("years.celebrate"),
        exact: list("years.exact"),
        birthday: list("life.birthday"),
        begun: list("years.begun"),
        beginning: list("years.beginning"),
        quarter: list("years.quarter"),
    };
    if timeline.told.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for sentence in 0..look.facts.sentences.len() {
        if look.facts.zone(look.facts.block_of(sentence)).is_own() {
            look.years_told(sentence, measures, words, &mut all);
        }
    }
    // Years of two lengths are of two things.
    let several = all.iter().any(|years| years.years != all[0].years);
    all.iter().filter_map(|years| look.passed(years, timeline, words, several)).collect()
}

impl Look<'_> {
    /// The years that a sentence says have passed.
    fn years_told(&self, sentence: usize, measures: &[Fact], words: Words, found: &mut Vec<Years>) {
        let (from, to) = self.sentence(sentence);
        for fact in self.facts.within(sentence, Kind::Ordinal) {
            let end = fact.tokens.1 as usize;
            if let Value::Ordinal(ordinal) = &fact.value
                && self.lists(end, words.day)
            {
                let at = fact.tokens.0 as usize;
                // "Her 16th birthday" is hers.
                let thing = self.does(end + 1, role::OF) || at > from && self.lists(at - 1, words.its);
                let person = self.lists(end, words.birthday) && !thing;
                if !person {
                    found.push(Years {
                        years: ordinal.value,
                        tokens: (at, end + 1),
                        sentence,
                        form: "anniversary",
                    });
                }
            }
        }
        for at in from..to {
            let number = |list: List| self.listed(at, list).and_then(|(end, number)| Some((end, number?)));
            // "The golden couple", "a silver jubilee", "the centenary".
            let metal = number(words.metal)
                .filter(|&(end, _)| end < to && self.lists(end, words.metal_of))
                .map(|(end, n)| (end + 1, n));
            // "In Centennial, Colo." is a place.
            let place =
                at > from && self.token(at).is_some_and(|t| t.is_capital()) && self.lists(at, words.noun);
            let zone = self.facts.zone(self.facts.block_of(sentence));
            if place && zone != Zone::Headline {
                continue;
            }
            if let Some((end, years)) = metal.or_else(|| number(words.noun)) {
                found.push(Years { years: years.into(), tokens: (at, end), sentence, form: "anniversary" });
            }
        }
        // "The museum turns 50 this week."
        for at in from + 1..to {
            if self.lists(at, words.turn)
                && let Some((years, end)) = self.years(at + 1)
                && years >= 10
                && self.is_thing(at - 1)
                && (end >= to
                    || self.is_mark(end, &[",", ".", ";"])
                    || self.is_any(end, &[class::DETERMINER, class::PREPOSITION]))
            {
                found.push(Years {
                    years: years.into(),
                    tokens: (at + 1, end),
                    sentence,
                    form: "anniversary",
                });
            }
        }
        let mut add = |(at, end): (usize, usize), years: Decimal| {
            found.extend(self.passed_form((at, end), to, words).map(|(form, end)| Years {
                years,
                tokens: (at, end),
                sentence,
                form,
            }));
        };
        // "Ten years ago" is a date by itself.
        for fact in self.facts.within(sentence, Kind::Date) {
            let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if end == at + 3
                && (self.lists(end - 1, words.ago) || self.lists(end - 1, words.on))
                && self.does(end - 2, role::UNIT_YEAR)
                && let Some(years) = self.plain_number(at)
                && !self.is_bounded(at)
            {
                add((at, end - 1), years);
            }
        }
        let first = measures.partition_point(|fact| (fact.sentence as usize) < sentence);
        for fact in measures[first..].iter().take_while(|fact| fact.sentence as usize == sentence) {
            let Value::Measure(measure) = &fact.value else { continue };
            let unit = match measure.unit.as_str() {
                "year" => Decimal::ONE,
                "decade" => Decimal::TEN,
                "century" => Decimal::ONE_HUNDRED,
                _ => continue,
            };
            let plain = !measure.several && !measure.amount.compound && measure.amount.bound == Bound::Exact;
            let years = measure.amount.value.checked_mul(unit).filter(|_| plain);
            if let Some(years) = years {
                add((fact.tokens.0 as usize, fact.tokens.1 as usize), years);
            }
        }
        // "A decade", "a quarter of a century": no figure stands before.
        for at in from..to {
            let years = match self.word(at) {
                _ if !self.does(at, role::A_OR_AN)
                    || at > from && (self.does(at - 1, role::NUMBER_HALF) || self.does(at - 1, role::OF)) =>
                {
                    continue;
                }
                _ if self.lists(at + 1, words.quarter)
                    && self.does(at + 2, role::OF)
                    && self.does(at + 3, role::A) =>
                {
                    self.unit_years(at + 4).map(|years| ((at, at + 5), years / Decimal::from(4)))
                }
                _ => self.unit_years(at + 1).map(|years| ((at, at + 2), years)),
            };
            let measured = measures[first..]
                .iter()
                .take_while(|fact| fact.sentence as usize == sentence)
                .any(|fact| fact.tokens.0 as usize == at);
            if let Some((tokens, years)) = years.filter(|_| !measured) {
                if !self.is_bounded(at) {
                    add(tokens, years);
                }
            }
        }
    }

    /// Whether a token ends what names a thing: a lower-case word that is no noun of a person.
    fn is_thing(&self, at: usize) -> bool {
        self.is_lower(at)
            && !self.is_any(at, &[class::NOUN_PERSON, class::PRONOUN, class::AUXILIARY, class::CONJUNCTION])
            && !self.does(at, role::WHO)
    }

    /// How many years a word is of that is a unit of ten or more: "decade".
    fn unit_years(&self, at: usize) -> Option<Decimal> {
        let class = self.lexicon.class("unit")?;
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?;
        match hit.value.split(' ').next()? {
            "decade" => Some(Decimal::TEN),
            "century" => Some(Decimal::ONE_HUNDRED),
            _ => None,
        }
    }

    /// How some years of a sentence are told to have passed, and the token after the words that tell it.
    fn passed_form(
        &self,
        (at, end): (usize, usize),
        to: usize,
        words: Words,
    ) -> Option<(&'static str, usize)> {
        // "Is celebrating four decades of music"
        let marks = at > 0 && self.lists(at - 1, words.celebrate);
        if marks && (self.does(end, role::OF) || self.has(end, class::PREPOSITION)) {
            return Some(("anniversary", end));
        }
        if self.lists(end, words.ago) {
            return Some(("ago", end + 1));
        }
        if let Some((end, _)) = self.listed(end, words.since).filter(|&(end, _)| end < to) {
            return Some(("since", end));
        }
        // "20 years to the day after"
        let end = self.listed(end, words.exact).map_or(end, |(end, _)| end);
        if let Some((end, _)) = self.listed(end, words.going) {
            return Some(("anniversary", end));
        }
        let closes = |at: usize| at >= to || self.is_mark(at, &[",", ";", ":", "—", "–", ")"]);
        if self.lists(end, words.on) && closes(end + 1) {
            return Some(("on", end + 1));
        }
        None
    }

    /// The number that one token is: "ten", "38".
    fn plain_number(&self, at: usize) -> Option<Decimal> {
        let tokens = &self.facts.tokens;
        let word = [class::CARDINAL, class::TENS].into_iter().find_map(|class| {
            self.lexicon.at(self.facts.text, tokens, at, at + 1, class)?.number.map(Decimal::from)
        });
        word.or_else(|| self.word(at).parse().ok().filter(|_| self.is_number(at)))
    }

    /// The years that have passed with the two times that they lie between, where it is clear which these are.
    fn passed(&self, years: &Years, timeline: &Timeline, words: Words, several: bool) -> Option<Fact> {
        let (now, year) = self.now(years, timeline, words)?;
        if timeline.published.is_none() && timeline.years().len() != 2 {
            return None;
        }
        if let Some(base) = self.base_beside(years, timeline, year) {
            let (_, end) = base.tokens;
            let fact = self.since_fact(years, base.time, now);
            return fact.map(|fact| Fact {
                span: self.facts.span(years.tokens.0, end),
                tokens: (fact.tokens.0, end as u32),
                ..fact
            });
        }
        if let Some(base) = self.same_day(years, timeline, now) {
            return self.since_fact(years, base, now);
        }
        if several {
            return None;
        }
        let fits = |a: Time, b: Time| {
            !(a.years_to(b).difference(Interval::exact(years.years)).abs().low >= Some(Decimal::ONE))
        };
        let times: Vec<Time> = timeline.all().collect();
        if times
            .iter()
            .enumerate()
            .any(|(i, a)| times.iter().skip(i + 1).any(|b| fits(*a, *b) || fits(*b, *a)))
        {
            return None;
        }
        let base = self.only_base(timeline, year, words)?;
        let leap = timeline.told.iter().any(|told| told.time.is_leap_day());
        // What is half as long or twice as long is no slip, but something else.
        let span = base.time.years_to(now);
        let (Some(low), Some(high)) = (span.low, span.high) else { return None };
        let like = high * Decimal::TWO > years.years && low < years.years * Decimal::TWO;
        if leap || !like {
            return None;
        }
        self.is_of_base(years, base, timeline, year, words)
            .then(|| self.since_fact(years, base.time, now))
            .flatten()
    }

    /// The only past day of the text that has the name of the day on which an anniversary is told to be.
    fn same_day(&self, years: &Years, timeline: &Timeline, now: Time) -> Option<Time> {
        if years.form != "anniversary" || now.first != now.last {
            return None;
        }
        let same = |told: &&Told| {
            told.own
                && told.time.first == told.time.last
                && told.time.first < now.first
                && (now.first - told.time.first) % YEAR == 0
        };
        let mut of = timeline.told.iter().filter(same).map(|told| told.time);
        let base = of.next()?;
        of.all(|time| time == base).then_some(base)
    }

    fn since_fact(&self, years: &Years, base: Time, now: Time) -> Option<Fact> {
        let since = Since {
            years: years.years,
            year: base.year(),
            now: now.year(),
            span: base.years_to(now),
            form: years.form,
        };
        (base.last < now.first).then(|| self.facts.fact_over(years.tokens, Value::Since(since)))
    }

    /// The year that stands behind some years in their clause: "the anniversary of the wreck in 1998", "eight years ago, in
    /// 2016".
    fn base_beside<'t>(&self, years: &Years, timeline: &'t Timeline, now: i64) -> Option<&'t Told> {
        let mut of: Vec<&Told> =
            timeline.told.iter().filter(|told| told.sentence == years.sentence && told.own).collect();
        // A range has two years.
        if of.iter().any(|told| told.end) {
            return None;
        }
        of.retain(|told| told.time.year() < now);
        let [base] = of[..] else { return None };
        let (first, end) = (base.tokens.0, years.tokens.1);
        let (from, to) = self.sentence(years.sentence);
        let other = self.any((from, to), role::SINCE_OTHER);
        let stands = match years.form {
            // "It was set up in 1994, 20 years ago."
            "ago" if base.tokens.1 <= years.tokens.0 => years.tokens.0 - base.tokens.1 <= 1,
            "ago" => {
                first >= end
                    && first - end <= 4
                    && (end..first).all(|at| {
                        !self.does(at, role::AND) && !self.token(at).is_some_and(|t| t.is_capital())
                    })
            }
            "anniversary" => {
                self.does(end, role::OF)
                    && first > end
                    && first - end <= FAR
                    && !self.goes_on_elsewhere((end, first))
            }
            "since" => {
                first >= end
                    && first - end <= FAR
                    && !self.goes_on_elsewhere((end, first))
                    && self.lists_any((from, to), List::of(self.lexicon, "years.now"))
            }
            _ => false,
        };
        (stands && !other).then_some(base)
    }

    /// Whether a mark or a clause between two tokens leads to something else.
    fn goes_on_elsewhere(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| {
            self.is_mark(at, &[",", ";", ":", "(", "\"", "“"]) || self.is_dash(at) || self.does(at, role::AND)
        })
    }

    /// The only time before now that the text tells, or the only one at which something began.
    fn only_base<'t>(&self, timeline: &'t Timeline, now: i64, words: Words) -> Option<&'t Told> {
        let past: Vec<i64> = timeline.years().into_iter().filter(|&year| year < now).collect();
        let begun = |year: &i64| {
            timeline.told.iter().filter(|told| told.own && told.time.year() == *year).any(|told| {
                let (from, to) = self.facts.sentences[told.sentence];
                self.lists_any((from as usize, to as usize), words.begun)
            })
        };
        let year = match past[..] {
            [year] => year,
            _ => {
                let mut of = past.into_iter().filter(begun);
                of.next().filter(|_| of.next().is_none())?
            }
        };
        timeline
            .told
            .iter()
            .filter(|told| told.own && told.time.year() == year)
            .min_by_key(|told| told.time.last - told.time.first)
    }

    /// Whether some years are those since the one time that the text tells, as far as its words say so.
    fn is_of_base(&self, years: &Years, base: &Told, timeline: &Timeline, now: i64, words: Words) -> bool {
        let (from, to) = self.facts.sentences[years.sentence];
        let (from, to) = (from as usize, to as usize);
        let quoted = self.facts.within(years.sentence, Kind::Quote).any(|fact| {
            (fact.tokens.0 as usize) <= years.tokens.0 && years.tokens.0 < fact.tokens.1 as usize
        });
        let now_told =
            timeline.told.iter().any(|told| told.sentence == years.sentence && told.time.year() == now);
        let other = self.lists_any((from, to), words.other) || self.any((from, to), role::SINCE_OTHER);
        let end = years.tokens.1;
        let echo = self.says_again((end, to), base.sentence);
        let pointed = self.lists(end, words.that);
        let (first, last) = self.facts.sentences[base.sentence];
        let begun = self.lists_any((first as usize, last as usize), words.begun);
        match years.form {
            // "The centenary of the bridge", "the 40th anniversary of their founding".
            "anniversary"
                if self.does(end, role::OF)
                    && !self.lists(years.tokens.0.saturating_sub(1), words.celebrate) =>
            {
                begun
                    && (self.says_all_again((end + 1, to.min(end + 7)), base.sentence)
                        || self.lists_any((end, to.min(end + 5)), words.beginning))
            }
            "anniversary" => begun,
            // "It was half a century ago that the lights went out. That night in 1984"
            "ago" => {
                let beside = years.sentence.abs_diff(base.sentence) <= 1;
                !other && !quoted && beside && (echo || self.lists(first as usize, words.that))
            }
            // "24 years after that auction": what is pointed to is told.
            "since" => !quoted && pointed && (echo || now_told),
            _ => !quoted && now_told,
        }
    }

    /// The time at which an article is written, and its year: the day of publication, or else the last that the text tells,
    /// if that is what it is.
    fn now(&self, years: &Years, timeline: &Timeline, words: Words) -> Option<(Time, i64)> {
        if let Some(day) = timeline.published {
            return Some((day, day.year()));
        }
        let year = *timeline.years().last()?;
        let of = || timeline.told.iter().filter(|told| told.own && told.time.year() == year);
        let deictic = |sentence: usize| {
            self.facts.within(sentence, Kind::Date).any(|fact| matches!(&fact.value, Value::Date(date) if date.deictic || date.precision == Precision::Weekday))
        };
        let says_now = |told: &Told| {
            let (from, to) = self.facts.sentences[told.sentence];
            let since = told.tokens.0 > from as usize && self.does(told.tokens.0 - 1, role::SINCE);
            !since && self.lists_any((from as usize, to as usize), words.now)
        };
        let beside = self.does(years.tokens.1, role::OF);
        let is_now = of().any(|told| {
            told.sentence == years.sentence
                || told.time.is_of_one_month()
                || deictic(told.sentence)
                || years.form == "anniversary" && !beside && says_now(told)
        });
        let months: Vec<Time> = of().map(|told| told.time).filter(|time| time.is_of_one_month()).collect();
        let hull = |times: &[Time]| {
            let first = times.iter().map(|time| time.first).min()?;
            Some(Time { first, last: times.iter().map(|time| time.last).max()? })
        };
        let time = hull(&months).or_else(|| hull(&of().map(|told| told.time).collect::<Vec<_>>()))?;
        is_now.then_some((time, year))
    }

    /// Whether each longer word of a phrase stands in a sentence as well, and there is one.
    fn says_all_again(&self, (from, to): (usize, usize), sentence: usize) -> bool {
        let end = (from..to)
            .find(|&at| !self.token(at).is_some_and(|t| t.is_word()) || self.has(at, class::PREPOSITION))
            .unwrap_or(to);
        let long = |&at: &usize| {
            self.word(at).len() >= STEM && !self.is_any(at, &[class::DETERMINER, class::PRONOUN])
        };
        let words: Vec<usize> = (from..end).filter(long).collect();
        !words.is_empty() && words.iter().all(|&at| self.says_again((at, at + 1), sentence))
    }

    /// Whether a word of a range stands in a sentence as well.
    fn says_again(&self, (from, to): (usize, usize), sentence: usize) -> bool {
        let (first, last) = self.facts.sentences[sentence];
        let long = |at: usize| {
            let token = self.token(at)?;
            let small = [
                class::OPENER,
                class::PREPOSITION,
                class::DETERMINER,
                class::PRONOUN,
                class::AUXILIARY,
                class::MONTH,
            ];
            let word = self.word(at);
            (token.is_word() && word.len() >= STEM && !self.is_any(at, &small)).then_some(word)
        };
        (from..to).filter_map(long).any(|word| {
            (first as usize..last as usize).filter(|at| !(from..to).contains(at)).filter_map(long).any(
                |other| {
                    other.get(..STEM).zip(word.get(..STEM)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
                },
            )
        })
    }
}
