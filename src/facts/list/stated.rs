//! Lists that a count introduces: "three countries: Malta, Italy and Spain", "five principles:" above bullets,
//! "two reasons. First, … Second, …".

use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::{Bound, Count, Fact, Kind, Value};
use super::series::{DESCRIBED, Series, at_before};
use super::stated;
use crate::document::{Article, Zone};
use crate::language;
use crate::text::{Token, class, role};

/// The greatest number of which a text names all.
const MOST: usize = 40;

/// How many tokens an item of what a count is said to be has, one with another.
const ITEM: usize = 5;

/// How many tokens may stand between a count and the colon before its list.
const GAP: usize = 20;

/// The counts of an article that a list fits or does not fit.
pub(super) fn lists(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found = Vec::new();
    let counts = look.facts.of(Kind::Count).cloned();
    let plain = look.facts.of(Kind::Number).filter_map(|fact| look.plain_count(fact));
    for fact in counts.chain(plain) {
        let fact = &fact;
        let Value::Count(count) = &fact.value else { continue };
        let Some(number) = announced(count) else { continue };
        let (from, end) = look.sentence(fact.sentence as usize);
        // A sentence that is too long to be one announces nothing.
        if !fact.zone.is_own() || fact.zone == Zone::Table || from == end {
            continue;
        }
        let list = if fact.zone == Zone::Headline {
            look.numbered_anywhere(fact, article)
        } else {
            look.in_sentence(fact, count, number)
                .or_else(|| look.below(fact, count, article))
                .or_else(|| look.enumerated(fact, count, number))
        };
        let Some((low, high)) = list else { continue };
        let series = Series { low, high, persons: 0, places: 0, tokens: (0, 0) };
        let items = series.nearest(number);
        // What is twice as long, or half, is the list of something else.
        if items < number * 2 && number < items * 2 || items == number {
            found.push(stated(fact, number, items));
        }
    }
    found
}

/// The number of a count that can announce a list.
fn announced(count: &Count) -> Option<usize> {
    let number = count.number;
    let plain =
        number.bound == Bound::Exact && !count.adjacent && !count.subset && number.value.fract().is_zero();
    count.noun.as_ref()?;
    number.value.to_usize().filter(|n| plain && (2..=MOST).contains(n))
}

/// How many tokens before a count may say that only some are told.
const LED: usize = 4;

/// The least and the greatest number of items.
pub(super) type Range = (usize, Option<usize>);

impl Look<'_> {
    /// A number as the count of the word behind it, where that is a noun by what follows: "four prizes: …". Many
    /// nouns are verbs as well, and no count by themselves.
    fn plain_count(&self, fact: &Fact) -> Option<Fact> {
        let Value::Number(number) = fact.value else { return None };
        let to = fact.tokens.1 as usize;
        let noun = (to..to + 4).find(|&at| !self.is_lower(at)).filter(|&after| after > to)? - 1;
        let word = self.word(noun);
        let told = self.is_mark(noun + 1, &[":", "(", "–", "—"]) || self.does(noun + 1, role::LIST_NAMELY);
        let plural = self.is_lower(noun) && language::chosen().looks_plural(word);
        if number.label || number.compound || !plural || !told {
            return None;
        }
        let count = Count {
            noun: Some(language::chosen().stem(word)),
            class: Some("other"),
            number_to: fact.tokens.1,
            ..Count::new(number)
        };
        let tokens = (fact.tokens.0, noun as u32 + 1);
        let span = self.facts.span(tokens.0 as usize, noun + 1);
        Some(Fact { span, tokens, value: Value::Count(Box::new(count)), ..fact.clone() })
    }

    /// How many items the series has that follows a count in its sentence.
    fn in_sentence(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let (from, end) = self.sentence(fact.sentence as usize);
        let to = fact.tokens.1 as usize;
        let listed = self.does(to - 1, role::LIST_NOUN);
        let days = (self.is_pause(to) || self.is_mark(to, &["("])) && self.is_day(to + 1);
        if count.class == Some("measure") && !listed && !days || self.is_some_of(from, fact.tokens.0 as usize)
        {
            return None;
        }
        let labelled = |other: &Fact| matches!(&other.value, Value::Number(number) if number.label);
        let others = || {
            let kinds = [Kind::Count, Kind::Number];
            kinds
                .into_iter()
                .flat_map(|kind| self.facts.within(fact.sentence as usize, kind))
                .filter(|other| other.tokens != fact.tokens && !labelled(other))
        };
        if self.is_led_open(from, fact.tokens.0 as usize) {
            return None;
        }
        if let Some(series) = self.are(count, to, end) {
            return Some((series.low, series.high));
        }
        let (opener, named) = self.opener(to, end)?;
        let gap = opener > to;
        // The nearest count is the one that announces.
        if others().any(|other| (fact.tokens.0..opener as u32).contains(&other.tokens.0)) {
            return None;
        }
        if gap && self.is_of_others((to, opener)) {
            return None;
        }
        let series = if named || self.is_mark(opener, &[":"]) {
            let from = if named { opener } else { opener + 1 };
            self.series((self.past_namely(from, end), end), listed)?
        } else {
            let bracket = self.is_mark(opener, &["("]);
            let dash = self.is_mark(opener, &["–", "—"]);
            let at = fact.tokens.0 as usize;
            let fronted = self.is_fronted(from, at) || self.is_item(from, at);
            let days = self.is_day(opener + 1);
            // "Two plants, in Lille, Ghent and Nice": a place may have two.
            let placed = self.does(opener + 1, role::IN);
            let first = opener + 1 + usize::from(placed);
            let series = if days { self.days_from(first, end)? } else { self.apposed(first, end)? };
            if placed && series.low <= number {
                return None;
            }
            // Names between semicolons go on.
            if (series.tokens.1..end).any(|at| self.is_mark(at, &[";"])) {
                return None;
            }
            // "Two coaches, Ana Borg, Karl Vella and Rita Galea, will come": what is enclosed stands beside its count.
            let enclosed = at <= from + 1 && series.tokens.1 < end && self.is_pause(series.tokens.1);
            if !bracket && !dash && fronted && !enclosed || gap && series.persons < series.low {
                return None;
            }
            let after = series.tokens.1;
            // Fewer may be some of them, or others beside them, where the sentence ends with their names.
            let fewer = series.high.is_some_and(|high| high < number) && !bracket && !dash && after >= end;
            if !self.is_closed(after, end, bracket, &series) || fewer || self.has(after, class::SAYING) {
                return None;
            }
            series
        };
        if !is_of_kind(count, &series, listed) {
            return None;
        }
        // "There are 3 countries whose bakers sell in 190 countries: …": the list may be of either.
        let fits = |other: &Fact| match &other.value {
            Value::Count(other) => other.number.value.to_usize().is_some_and(|n| series.fits(n)),
            Value::Number(other) => other.value.to_usize().is_some_and(|n| series.fits(n)),
            _ => false,
        };
        if !series.fits(number) && others().any(|other| other.tokens.0 < fact.tokens.0 && fits(other)) {
            return None;
        }
        Some((series.low, series.high))
    }

    /// The series of names that those counted are said to be: "the three winners are Ana Borg, …".
    fn are(&self, count: &Count, to: usize, end: usize) -> Option<Series> {
        if !count.definite || !self.has(to, class::AUXILIARY) {
            return None;
        }
        let from = self.past_article(to + 1);
        let apart = (from..end).any(|at| self.is_mark(at, &[";"]));
        if self.does(to - 1, role::LIST_NOUN) {
            // "The three aims are speed, calm and peace", and not "the three aims are each …".
            let said = self
                .is_any(from, &[class::PREDICATE, class::PREPOSITION, class::PRONOUN, class::AUXILIARY])
                || self.does(from, role::SHARE_ALL)
                || self.does(from, role::SYNTAX_ADVERB)
                || self.is_lower(from) && language::chosen().looks_past(self.word(from));
            let series = self.series((from, end), true).filter(|_| !said)?;
            return (series.tokens.1 >= end && end - from <= series.low * ITEM).then_some(series);
        }
        self.name(from, end)?;
        let series =
            if apart { self.series((from, end), false)? } else { self.names_from(from, end).ok()? };
        (series.tokens.1 >= end && is_of_kind(count, &series, false)).then_some(series)
    }

    /// The series of names in apposition at a token, of which the first may be described: "goalkeeper Ana Borg and
    /// winger Eva Galea".
    pub(super) fn apposed(&self, at: usize, end: usize) -> Option<Series> {
        let at = self.past_article(at);
        let first =
            (at..end.min(at + DESCRIBED + 1)).find(|&at| !self.is_lower(at) && !self.is_mark(at, &["-"]))?;
        let said = [class::PREPOSITION, class::PREDICATE, class::SAYING, class::PRONOUN, class::CONJUNCTION];
        let plain = |at: usize| {
            !self.is_number(at)
                && !self.is_any(at, &said)
                && !self.has(at, class::AUXILIARY)
                && !self.does(at, role::LIST_OPEN)
                && !self.does(at, role::SYNTAX_RELATIVE)
                && !self.does(at, role::AND)
        };
        if !(at..first).all(plain) {
            return None;
        }
        let series = self.names_from(first, end).ok()?;
        (first == at || series.persons * 2 > series.low).then_some(series)
    }

    /// The series of days, months or years at a token: "Thursday, Friday and Saturday", "2015, 2017 and 2019".
    fn days_from(&self, from: usize, end: usize) -> Option<Series> {
        let link = |at: usize| self.is_mark(at, &[","]) || self.does(at, role::AND);
        let (mut at, mut items, mut joined) = (from, 0, false);
        while at < end && self.is_day(at) {
            items += 1;
            let to = (at + 1..end).find(|&at| !link(at)).unwrap_or(end);
            if joined || !self.is_day(to) {
                let tokens = (from, at + 1);
                return (joined && items > 1).then_some(Series {
                    low: items,
                    high: Some(items),
                    persons: 0,
                    places: 0,
                    tokens,
                });
            }
            joined = (at + 1..to).any(|at| self.does(at, role::AND));
            at = to;
        }
        None
    }

    fn is_day(&self, at: usize) -> bool {
        let year = self.word(at).parse().is_ok_and(|year: u32| (1900..2100).contains(&year));
        self.is_any(at, &[class::WEEKDAY, class::MONTH])
            || year && self.token(at).is_some_and(|t| !t.is_word())
    }

    /// Whether a word before a count says that some of those counted are told: "among the ten markets, …".
    fn is_led_open(&self, from: usize, at: usize) -> bool {
        (from.max(at.saturating_sub(LED))..at).any(|at| self.does(at, role::SYNTAX_AMONG))
    }

    /// Whether what stands between a count and its colon ends with others, of which more is told: "eight ministers
    /// who have as many portfolios: …".
    fn is_of_others(&self, (from, to): (usize, usize)) -> bool {
        let language = language::chosen();
        let verb = |at: usize| {
            self.is_any(at, &[class::AUXILIARY, class::PREDICATE, class::PRONOUN])
                || self.does(at, role::SYNTAX_RELATIVE)
                || self.does(at, role::SYNTAX_TO)
                || self.is_lower(at)
                    && (language.looks_past(self.word(at)) || language.looks_active(self.word(at)))
        };
        let last = self.word(to - 1);
        let plural =
            self.is_lower(to - 1) && last.len() > 3 && language.looks_plural(last) && !last.ends_with("ss");
        plural && (from..to - 1).any(verb)
    }

    /// The token that leads from a count to its list, and whether it is a word such as "namely".
    fn opener(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        if (self.is_pause(at) || self.is_mark(at, &["("])) && !self.does(at + 1, role::LIST_NAMELY) {
            return Some((at, false));
        }
        // "Four pupils from Gozo, Ana Borg, …"
        let mark = (at..end.min(at + GAP)).find(|&at| !self.token(at).is_some_and(Token::is_word))?;
        let clause = |at: usize| {
            self.is_any(at, &[class::AUXILIARY, class::PREDICATE, class::SAYING, class::PRONOUN])
                || self.does(at, role::SYNTAX_RELATIVE)
                || self.does(at, role::AND)
        };
        if self.has(at, class::PREPOSITION)
            && self.is_pause(mark)
            && !(at..mark).any(clause)
            && !self.does(mark + 1, role::LIST_NAMELY)
        {
            return Some((mark, false));
        }
        for at in at..end.min(at + GAP) {
            if self.does(at, role::LIST_NAMELY) {
                return Some((at, true));
            }
            if self.is_mark(at, &[":"]) {
                return Some((at, false));
            }
            if self.is_mark(at, &[".", ";", "(", ")", "–", "—", "\"", "“", "”"])
                || self.does(at, role::LIST_OPEN)
            {
                return None;
            }
        }
        None
    }

    fn past_namely(&self, mut at: usize, end: usize) -> usize {
        while at < end && (self.does(at, role::LIST_NAMELY) || self.is_mark(at, &[",", ":"])) {
            at += 1;
        }
        at
    }

    pub(super) fn past_article(&self, at: usize) -> usize {
        at + usize::from(self.does(at, role::THE))
    }

    /// Whether a count ends a phrase in front of its sentence, after which a comma does not introduce its list:
    /// "In the last three games, Borg, Vella and Zammit scored".
    fn is_fronted(&self, from: usize, at: usize) -> bool {
        let opens = self.has(from, class::PREPOSITION) || self.has(from, class::CONJUNCTION);
        let verb =
            |at: usize| self.is_any(at, &[class::AUXILIARY, class::PREDICATE]) || self.is_mark(at, &[","]);
        opens && !(from..at).any(verb) || at <= from + 1
    }

    /// Whether a count is one of the items of a series itself: "including six towns, Lille and Ghent".
    fn is_item(&self, from: usize, at: usize) -> bool {
        at_before(at, from).is_some_and(|before| {
            self.is_mark(before, &[","])
                || self.does(before, role::LIST_OPEN)
                || self.does(before, role::LIST_PAIR)
        })
    }

    /// Whether it is one of a counted group that is spoken of: "the last of the four principles".
    fn is_some_of(&self, from: usize, at: usize) -> bool {
        let the = at_before(at, from).filter(|&before| self.has(before, class::DETERMINER));
        the.and_then(|the| at_before(the, from)).is_some_and(|of| self.does(of, role::OF))
    }

    /// Whether a series of names in running text ends where one does that is all: at a mark, or where the
    /// sentence goes on after a bracket.
    fn is_closed(&self, at: usize, end: usize, bracket: bool, series: &Series) -> bool {
        if bracket {
            return self.is_mark(at, &[")"]);
        }
        let some = |at: usize| self.does(at, role::LIST_OPEN) && !self.does(at, role::NUMBER_BOTH);
        let open = (at..end.min(at + 4)).any(some);
        let mark = at >= end || self.is_mark(at, &[",", ";", "–", "—", ")"]);
        let verb = self.is_lower(at) && !self.does(at, role::LIST_PAIR);
        // "Of ten teams, Ajax and Feyenoord came through": two names may be some.
        !open && (mark || verb && series.low > 2)
    }
}

/// Whether the items of a series can be what is counted: people are no countries, and goals no people.
pub(super) fn is_of_kind(count: &Count, series: &Series, listed: bool) -> bool {
    let person = series.persons * 2 > series.low && series.places == 0;
    match count.class {
        _ if listed => true,
        Some("person") => series.places < series.low,
        Some("place") => series.persons < series.low || series.places > 0,
        Some("group") => true,
        Some("measure") => series.persons == 0 && series.places == 0,
        Some("thing" | "event" | "document") => !person,
        _ => true,
    }
}
