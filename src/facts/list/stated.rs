//! Lists that a count introduces: "three countries: Malta, Italy and Spain", "five principles:" above bullets,
//! "two reasons. First, … Second, …".

use std::cell::LazyCell;

use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::{Count, Fact, Kind, Value};
use super::claim::announced;
use super::link::{By, Link};
use super::series::Series;
use super::shape::DESCRIBED;
use super::stated;
use crate::document::{Article, Zone};
use crate::text::{class, role};

/// The counts of an article that a list fits or does not fit.
pub(super) fn lists(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found = Vec::new();
    let labels = LazyCell::new(|| look.labels());
    for fact in &look.claims() {
        let Value::Count(count) = &fact.value else { continue };
        let Some(number) = announced(count) else { continue };
        if count.subset && fact.zone == Zone::Headline {
            continue;
        }
        let (from, end) = look.sentence(fact.sentence as usize);
        // A sentence that is too long to be one announces nothing.
        if !fact.zone.is_own() || fact.zone == Zone::Table || from == end {
            continue;
        }
        let list = if fact.zone == Zone::Headline {
            look.numbered_anywhere(fact, article)
        } else {
            look.in_sentence(fact, count, number)
                .or_else(|| look.below(fact, count, article).filter(|_| !count.subset))
                .or_else(|| look.enumerated(fact, count, number).filter(|_| !count.subset))
                .or_else(|| look.labelled(fact, count, number, &labels).filter(|_| !count.subset))
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

/// The least and the greatest number of items.
pub(super) type Range = (usize, Option<usize>);

impl Look<'_> {
    /// How many items the series has that follows a count in its sentence.
    fn in_sentence(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let (from, end) = self.sentence(fact.sentence as usize);
        let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let listed = self.does(to - 1, role::LIST_NOUN);
        let days = (self.is_pause(to) || self.is_mark(to, &["("]))
            && self.is_day(to + 1 + usize::from(self.has(to + 1, class::PREPOSITION)));
        if count.class == Some("measure") && !listed && !days || self.is_some_of(from, at, count) {
            return None;
        }
        if self.is_led_open(from, at) {
            return None;
        }
        if let Some(series) = self.are(count, to, end).filter(|_| !count.subset) {
            return Some((series.low, series.high));
        }
        if let Some(series) = self.are_they(count, (from, end), (at, to)) {
            return Some((series.low, series.high));
        }
        // "Seven are shut, namely …"
        let elided = count.noun.is_none() && self.facts.starting(at).is_some_and(|f| f.kind() == Kind::Count);
        let leads = |link: &Link| !elided || link.by == By::Word;
        let series = self.links(to, end).filter(leads).find_map(|link| self.linked(fact, number, link))?;
        if !is_of_kind(count, &series, listed) {
            return None;
        }
        // "There are 3 countries whose bakers sell in 190 countries: …": the list may be of either.
        let near = |n: usize| series.fits(n) && n < series.low * 2;
        // "Five of the seven towns (…)": the seven may be named.
        if !series.fits(number) && count.whole.and_then(|whole| whole.to_usize()).is_some_and(near) {
            return None;
        }
        let fits = |other: &Fact| match &other.value {
            Value::Count(other) => other.number.value.to_usize().is_some_and(near),
            Value::Number(other) => other.value.to_usize().is_some_and(near),
            _ => false,
        };
        if !series.fits(number)
            && self.others(fact).any(|other| other.tokens.0 < fact.tokens.0 && fits(other))
        {
            return None;
        }
        Some((series.low, series.high))
    }

    /// The other counts and numbers in the sentence of a count.
    fn others<'a>(&'a self, fact: &'a Fact) -> impl Iterator<Item = &'a Fact> {
        let labelled = |other: &Fact| matches!(&other.value, Value::Number(number) if number.label);
        [Kind::Count, Kind::Number]
            .into_iter()
            .flat_map(|kind| self.facts.within(fact.sentence as usize, kind))
            .filter(move |other| {
                !(fact.tokens.0..fact.tokens.1).contains(&other.tokens.0) && !labelled(other)
            })
    }

    /// The series behind a link from a count.
    fn linked(&self, fact: &Fact, number: usize, link: Link) -> Option<Series> {
        let (from, end) = self.sentence(fact.sentence as usize);
        let (at, to, opener) = (fact.tokens.0 as usize, fact.tokens.1 as usize, link.at);
        let gap = opener > to;
        // The nearest count is the one that announces.
        let inner = |other: &Fact| (fact.tokens.0..opener as u32).contains(&other.tokens.0);
        let others = gap && self.is_of_others((to, opener));
        let told = matches!(link.by, By::Word | By::Colon);
        if self.others(fact).any(|other| inner(other) && !self.is_age_in_commas(other)) || others && !told {
            return None;
        }
        if matches!(&fact.value, Value::Count(count) if count.subset) && link.by == By::Comma {
            return None;
        }
        if told {
            let first = self.past_namely(opener, end);
            let listed = self.does(to - 1, role::LIST_NOUN);
            let series = self.series((first, end), listed);
            return series.filter(|series| !others || self.is_no_other(fact, series, opener - 1));
        }
        let (bracket, dash) = (link.by == By::Bracket, link.by == By::Dash);
        let fronted = self.is_fronted(from, at) || self.is_item(from, at);
        let first = self.behind(link);
        // "Three nights, on Monday, Tuesday and Friday"
        let measure = matches!(&fact.value, Value::Count(count) if count.class == Some("measure"));
        let on = measure && self.has(first, class::PREPOSITION) && self.has(first + 1, class::WEEKDAY);
        let first = first + usize::from(on);
        let days = self.is_day(first);
        // "Two plants, in Lille, Ghent and Nice": a place may have two.
        let placed = self.does(first, role::IN);
        let first = first + usize::from(placed);
        let names = if days { self.days_from(first, end) } else { self.apposed(first, end) };
        let Some(series) = names else { return self.enclosed(fact, link, end) };
        if placed && series.low <= number {
            return None;
        }
        // Names between semicolons go on.
        if (series.tokens.1..end).any(|at| self.is_mark(at, &[";"])) {
            return None;
        }
        // "Two coaches, Ana Borg, Karl Vella and Rita Galea, will come": what is enclosed stands beside its count.
        let enclosed = at <= from + 1 && series.tokens.1 < end && self.is_pause(series.tokens.1);
        let people = series.persons >= series.low;
        if !bracket && !dash && fronted && !enclosed || gap && link.by == By::Comma && !people {
            return None;
        }
        let after = series.tokens.1;
        // Fewer may be some of them, or others beside them, where the sentence ends with their names.
        let fewer = series.high.is_some_and(|high| high < number) && !bracket && !dash && after >= end;
        let closed = self.is_closed(after, end, bracket, &series);
        (closed && !fewer && !self.has(after, class::SAYING)).then_some(series)
    }

    /// Whether a number is an age: ", 29,".
    fn is_age_in_commas(&self, fact: &Fact) -> bool {
        let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        matches!(&fact.value, Value::Number(_)) && self.is_mark(at - 1, &[","]) && self.is_mark(to, &[","])
    }

    /// Whether a series is of what is counted, and not of the others that end the words between: persons, where the
    /// others are things, or the other way round.
    fn is_no_other(&self, fact: &Fact, series: &Series, other: usize) -> bool {
        let counts = matches!(&fact.value, Value::Count(count) if count.class == Some("person"));
        let persons = series.persons * 2 > series.low;
        let others = self.has(other, class::NOUN_PERSON);
        counts == persons && others != persons && (persons || series.persons == 0)
    }

    /// The series of common nouns between a dash or a bracket and the one that closes it: "three aims – calm, speed and
    /// thrift –". Only what is told in lists can be meant, for others may be described: "the three men – tired, cold and
    /// wet –".
    fn enclosed(&self, fact: &Fact, link: Link, end: usize) -> Option<Series> {
        let (first, listed) = (self.behind(link), self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN));
        // "Six sites – Ghent in Belgium, Lille in France …"
        let named = link.by == By::Dash && self.token(first)?.is_capital();
        if link.by == By::Comma || !listed && !named {
            return None;
        }
        let bracket = link.by == By::Bracket;
        let close = |at: &usize| if bracket { self.is_mark(*at, &[")"]) } else { self.is_dash(*at) };
        let close = (first..end).find(close);
        let to = if bracket { close? } else { close.unwrap_or(end) };
        let series = self.series((first, to), true)?;
        (series.tokens.1 >= to && (listed || series.low > 2)).then_some(series)
    }

    /// The series of names in apposition at a token, of which the first may be described: "goalkeeper Ana Borg and
    /// winger Eva Galea".
    pub(super) fn apposed(&self, at: usize, end: usize) -> Option<Series> {
        let at = self.past_article(at);
        let first =
            (at..end.min(at + DESCRIBED + 1)).find(|&at| !self.is_lower(at) && !self.is_mark(at, &["-"]))?;
        let said = [class::PREPOSITION, class::SAYING, class::PRONOUN, class::CONJUNCTION];
        // "Retired judge Ana Borg", and not "met Ana Borg".
        let adjective = |at: usize| self.is_lower(at + 1) && !self.is_any(at + 1, &said);
        let plain = |at: usize| {
            !self.is_number(at)
                && !self.is_any(at, &said)
                && (!self.has(at, class::PREDICATE) || adjective(at))
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

    /// Whether a series of names in running text ends where one does that is all: at a mark, or where the
    /// sentence goes on after a bracket.
    fn is_closed(&self, at: usize, end: usize, bracket: bool, series: &Series) -> bool {
        if bracket {
            return self.is_mark(at, &[")"]);
        }
        let some = |at: usize| self.does(at, role::LIST_OPEN) && !self.does(at, role::NUMBER_BOTH);
        let open = (at..end.min(at + 4)).any(some);
        let mark = at >= end || self.is_mark(at, &[",", ";", ")"]) || self.is_dash(at);
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
