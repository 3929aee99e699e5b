//! Years that have passed since a year that is told: "the 30th anniversary of the wreck in 1998", "eight years ago, in
//! 2016", "20 years since the yard was founded". The year and the one up to which they have passed may stand in other
//! sentences, where the text tells no third.

use rust_decimal::Decimal;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Key, Kind, Precision, Value};
use super::years::{Words, Years};
use super::{List, Time, Timeline, Told, YEAR};
use crate::Interval;
use crate::text::{Token, class, role};

/// How many tokens may stand between an anniversary and its year.
const FAR: usize = 14;

/// How many letters of a word must be the same for it to be said again.
const STEM: usize = 4;

/// How many tokens before some years what was then may stand: "what happened".
const SAID: usize = 4;

/// How many such years an article tells at most that are held against its times. One with more is a table.
const MANY: usize = 200;

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
    /// anniversary, ago, since, first or on.
    pub form: &'static str,
}

kind! {
    /// Years that have passed since a year that is told: "eight years ago, in 2016".
    Since(s) as "since", over Facts;

    Value: Number = s.years, "how many years are said to have passed";
    Year: Number = Decimal::from(s.year), "the year since which they have";
    To: Number = Decimal::from(s.now), "the year up to which they have: that of publication, or the last that the text tells";
    Span: Number = s.span.high, "how many years have passed, by both times as exactly as they are told; the most where that is open";
    Form: Text = s.form, "anniversary, ago, since, first or on";
}

impl Since {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) fn interval_of(&self, key: Key) -> Option<Interval> {
        (key == Key::Span).then_some(self.span)
    }
}

/// What an article says of the years since a year. Linear.
pub(super) fn read(look: Look<'_>, timeline: &Timeline, measures: &[Fact]) -> Vec<Fact> {
    let sentences = look.facts.sentences.len();
    let years = (0..sentences).any(|sentence| look.facts.has_word_with(sentence, role::YEARS_TOLD));
    if timeline.told.is_empty() || !years {
        return Vec::new();
    }
    let words = Words::of(look);
    let mut all = Vec::new();
    for sentence in 0..look.facts.sentences.len() {
        if look.facts.zone(look.facts.block_of(sentence)).is_own() {
            look.years_told(sentence, measures, words, &mut all);
        }
        if all.len() > MANY {
            return Vec::new();
        }
    }
    // Years of two lengths are of two things.
    let several = all.iter().any(|years| years.years != all[0].years);
    let columns = look.columns(&all, timeline);
    if !columns.is_empty() {
        return columns;
    }
    all.iter().filter_map(|years| look.passed(years, timeline, words, several)).collect()
}

impl Look<'_> {
    /// "25 years ago (May 1998)", "50 years ago (May 1963)": where most pairs of an article come to one year, those that do not.
    fn columns(&self, all: &[Years], timeline: &Timeline) -> Vec<Fact> {
        let year_of = |years: &Years| {
            let end = years.tokens.1;
            let mut of = timeline.told.iter().filter(|told| told.own && told.sentence == years.sentence);
            let base = of.find(|told| told.tokens.0 >= end && told.tokens.0 - end <= 2)?;
            let marked = self.is_mark(end, &["(", ",", ":", "–", "—"]);
            let passed = i64::try_from(years.years.trunc()).ok().filter(|_| years.years.fract().is_zero())?;
            (marked && years.form == "ago").then_some((base, base.time.year() + passed))
        };
        let pairs: Vec<(&Years, &Told, i64)> =
            all.iter().filter_map(|years| year_of(years).map(|(base, now)| (years, base, now))).collect();
        let most = pairs
            .iter()
            .map(|pair| pair.2)
            .max_by_key(|now| pairs.iter().filter(|pair| pair.2 == *now).count());
        let Some(now) =
            most.filter(|now| pairs.len() > 2 && pairs.iter().filter(|pair| pair.2 != *now).count() == 1)
        else {
            return Vec::new();
        };
        let time = Time { first: now * YEAR, last: now * YEAR + YEAR - 1 };
        let fact = |(years, base, _): &(&Years, &Told, i64)| {
            let end = base.tokens.1;
            let span = self.facts.span(years.tokens.0, end);
            self.since_fact(years, base.time, time).map(|fact| Fact {
                span,
                tokens: (fact.tokens.0, end as u32),
                ..fact
            })
        };
        pairs.iter().filter_map(fact).collect()
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
        if let Some(base) = self.same_day(timeline, now) {
            return self.since_fact(years, base, now);
        }
        if several {
            return None;
        }
        let fits = |a: Time, b: Time| {
            a.years_to(b).difference(Interval::exact(years.years)).abs().low < Some(Decimal::ONE)
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
    fn same_day(&self, timeline: &Timeline, now: Time) -> Option<Time> {
        if now.first != now.last {
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
                    && (end..first)
                        .all(|at| !self.does(at, role::AND) && !self.token(at).is_some_and(Token::is_capital))
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
        let told_before = timeline.told.iter().any(|told| {
            told.sentence == years.sentence && told.time.year() == now && told.tokens.0 < years.tokens.0
        });
        let other = self.lists_any((from, to), words.other) || self.any((from, to), role::SINCE_OTHER);
        let end = years.tokens.1;
        let echo = self.says_again((end, to), base.sentence);
        let pointed = self.lists(end, words.that);
        let (first, last) = self.facts.sentences[base.sentence];
        let begun = self.lists_any((first as usize, last as usize), words.begun);
        // "Not since May 1987", "they last won it in 1987", "it has stood there since 1911"
        let ever_since = base.tokens.0 > first as usize && self.does(base.tokens.0 - 1, role::SINCE);
        let two = timeline.years().len() == 2;
        let here = base.sentence == years.sentence;
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
            "anniversary" => {
                begun || two && here && (ever_since || now_told && self.lists_any((from, end), words.its))
            }
            "first" => {
                let last = self.lists_any((first as usize, base.tokens.0), words.last);
                let beside = years.sentence.abs_diff(base.sentence) <= 2;
                two && !other && (here && ever_since || beside && last)
            }
            // "What happened 35 years ago": the text tells of one such thing.
            "ago" if two && self.is_what_was(years.tokens.0, from, base, words) => true,
            // "It was half a century ago that the lights went out. That night in 1984"
            "ago" => {
                let beside = years.sentence.abs_diff(base.sentence) <= 1;
                !other && !quoted && beside && (echo || self.lists(first as usize, words.that))
            }
            // "24 years after that auction": what is pointed to is told.
            "since" if told_before && self.has(end, class::DETERMINER) => !other,
            "since" => !quoted && pointed && (echo || now_told),
            // "Thirty years later I still sleep badly", "thirty-five years of friendship".
            "later" | "of" => {
                let present = now_told || self.lists_any((from, to), words.now);
                !other && present && (begun || now_told || echo)
            }
            _ => now_told,
        }
    }

    /// Whether what was some years ago is what the text tells of a time: "what happened 35 years ago", "the fire 35 years ago".
    fn is_what_was(&self, at: usize, from: usize, base: &Told, words: Words) -> bool {
        let before = (from.max(at.saturating_sub(SAID)), at);
        let pointed =
            (before.0..at).any(|start| self.listed(start, words.what).is_some_and(|(end, _)| end == at));
        let noun = at > from + 1
            && self.is_lower(at - 1)
            && (self.does(at - 2, role::THE) || self.lists(at - 2, words.that))
            && self.says_again((at - 1, at), base.sentence);
        pointed || noun
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
            .find(|&at| {
                !self.token(at).is_some_and(Token::is_word)
                    || self.is_any(at, &[class::PREPOSITION, class::AUXILIARY])
            })
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
        let long = |at: usize| self.telling(at, STEM).filter(|_| !self.has(at, class::MONTH));
        (from..to).filter_map(long).any(|word| {
            (first as usize..last as usize).filter(|at| !(from..to).contains(at)).filter_map(long).any(
                |other| {
                    other.get(..STEM).zip(word.get(..STEM)).is_some_and(|(a, b)| a.eq_ignore_ascii_case(b))
                },
            )
        })
    }
}
