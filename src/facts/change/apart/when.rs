//! When a figure was, by the words beside it: "last season", "a year earlier", "until now", "will be".

use super::super::{Figure, Of};
use super::claim::Claim;
use super::like::is_like;
use crate::document::Zone;
use crate::facts::look::Look;
use crate::facts::{Fact, Kind, Value};
use crate::language;
use crate::text::{Role, class, role};

/// How many tokens behind a figure may tell when it was.
const WHEN: usize = 10;

/// How many tokens of the start of a sentence may tell when its one figure was.
const OPENING: usize = 6;

/// When a figure was: set beside a later one, before, in the period before this one, now, or in time to come.
pub(super) const COMPARED: i8 = 3;
const BEFORE: i8 = 2;
const LAST: i8 = 1;
const NOW: i8 = -1;
const COMING: i8 = -2;

/// A figure with when it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dated<'f> {
    pub(super) figure: Figure<'f>,
    pub(super) sentence: usize,
    /// The higher, the earlier; 0 where nothing is told.
    pub(super) when: i8,
    /// The one year that its sentence tells.
    pub(super) year: Option<i16>,
}

/// From where to where the words of a sentence may be of a figure: between those of its kind on both sides.
fn span_of(figures: &[Figure<'_>], index: usize, (start, end): (usize, usize)) -> (usize, usize) {
    let figure = &figures[index];
    let alike = |other: &&Figure<'_>| other.of.with(figure.of).is_some() && is_like(other, figure);
    let next = figures[index + 1..].iter().find(alike).map_or(end, |next| next.tokens.0);
    let before = figures[..index].iter().rev().find(alike).map_or(start, |before| before.tokens.1);
    (before, next)
}

/// The roles of the words that tell when a figure was.
const TIMES: [Role; 10] = [
    role::CHANGE_WILL,
    role::CHANGE_NOW,
    role::CHANGE_FORMERLY,
    role::CHANGE_EARLIER,
    role::CHANGE_USED,
    role::CHANGE_LAST,
    role::CHANGE_BEGAN,
    role::CHANGE_LATER,
    role::CHANGE_THIS,
    role::CHANGE_NEXT,
];

impl<'f> Look<'f> {
    /// The figures of a sentence that may have moved, with when each was.
    pub(super) fn dated(
        self,
        sentence: usize,
        measures: &'f [Fact],
        claims: &[Claim<'f>],
        places: bool,
    ) -> Vec<Dated<'f>> {
        let zone = self.facts.zone(self.facts.block_of(sentence));
        if !zone.is_own() || zone == Zone::Headline {
            return Vec::new();
        }
        let mut figures: Vec<Figure<'f>> = self.moved_figures(sentence, measures);
        let size = |figure: &Figure<'_>| {
            claims.iter().any(|claim| {
                claim.is_sized()
                    && claim.sentence == sentence
                    && (claim.tokens.0..claim.tokens.1).contains(&figure.tokens.0)
            })
        };
        figures.retain(|figure| figure.of != Of::Points && !size(figure) && !self.is_no_amount(figure));
        if places {
            figures.extend(self.places_told(sentence));
            figures.sort_by_key(|figure| figure.tokens);
        }
        let mut years = self.facts.within(sentence, Kind::Date).filter_map(|fact| match &fact.value {
            Value::Date(date) if date.last.is_none() => date.year,
            _ => None,
        });
        let year = years.next().filter(|&year| years.all(|other| other == year));
        (0..figures.len())
            .map(|i| {
                let when = self.when(&figures, i, sentence).unwrap_or_else(|| {
                    let became = |claim: &Claim<'_>| {
                        claim.sentence == sentence && claim.tokens.1 + 1 == figures[i].tokens.0
                    };
                    // "By May it had climbed to 614"
                    let result = self.led_to(&figures[i], role::SYNTAX_TO) && claims.iter().any(became);
                    if result { NOW } else { i8::from(self.had_been(&figures, i, sentence)) * BEFORE }
                });
                Dated { figure: figures[i], sentence, when, year }
            })
            .collect()
    }

    /// The places in a table that a sentence tells: "in fifth", "from ninth to fourth".
    fn places_told(self, sentence: usize) -> impl Iterator<Item = Figure<'f>> {
        self.facts.within(sentence, Kind::Ordinal).filter_map(move |fact| {
            let Value::Ordinal(ordinal) = fact.value else { return None };
            let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY];
            let led = from > 0
                && (self.is_any(from - 1, &[class::PREPOSITION])
                    || self.does(from - 1, role::SYNTAX_TO)
                    || self.does(from - 1, role::CHANGE_RANK));
            let alone = !self.is_lower(to) || self.does(to, role::CHANGE_RANK) || self.is_any(to, &small);
            let said = (ordinal.value, crate::Interval::exact(ordinal.value));
            (led && alone).then_some(Figure { tokens: (from, to), of: Of::Place, said })
        })
    }

    /// When a figure was: above 0 where it is told to be the earlier one, below 0 where it is told to be of now or later.
    fn when(self, figures: &[Figure<'f>], index: usize, sentence: usize) -> Option<i8> {
        let (start, end) = self.sentence(sentence);
        let figure = &figures[index];
        let (from, to) = figure.tokens;
        let (before, next) = span_of(figures, index, (start, end));
        let stop = |at: &usize| !self.is_mark(*at, &[";", ":", "("]) && !self.is_dash(*at);
        let joins = |at: &usize| {
            ![role::AND, role::OR, role::SYNTAX_WHILE].into_iter().any(|role| self.does(*at, role))
        };
        // What stands behind a comma is rather of the next figure.
        let phrase = |at: &usize| next == end || !self.is_mark(*at, &[","]);
        let behind = (to..next.min(to + WHEN).min(end)).take_while(stop).take_while(joins).take_while(phrase);
        let behind = behind
            .filter(|&at| !self.does(at, role::CHANGE_WILL))
            .find_map(|at| self.told_when(at, sentence));
        let compared = self.is_compared_to(from, start) || self.goes_to(figures, index);
        // "There were 88, compared with 61 now"
        let now = (to..end.min(to + 2)).any(|at| self.does(at, role::CHANGE_NOW));
        if compared && !now {
            return Some(COMPARED);
        }
        if behind.is_some() {
            return behind;
        }
        // "Last summer 12 per cent had one.", "which had been 4.50 per cent", "now stands at 4".
        let own = |at: &usize| stop(at) && !self.is_mark(*at, &[","]) && (before == start || joins(at));
        let lead = (before..from).rev().take_while(own).find_map(|at| self.told_when(at, sentence));
        let opening = || {
            let first = before == start && next == end;
            (start..from.min(start + OPENING)).filter(|_| first).find_map(|at| self.told_when(at, sentence))
        };
        lead.or_else(opening)
    }

    /// Whether a figure is told of a time before another that has passed: "it had been 41", "had ended the day at 7.68".
    fn had_been(self, figures: &[Figure<'f>], index: usize, sentence: usize) -> bool {
        let (start, end) = self.sentence(sentence);
        let (from, to) = figures[index].tokens;
        let (before, next) = span_of(figures, index, (start, end));
        let had = (before..from).rev().find(|&at| self.is_past_before(at));
        // "Reports had suggested that it could be 533": another verb is of the figure.
        let own = |had: usize| !(had + 2..from).any(|at| self.is_any(at, &[class::AUXILIARY]));
        had.is_some_and(own) || (to..next.min(to + WHEN).min(end)).any(|at| self.is_past_before(at))
    }

    /// Whether "had" stands before a verb: "had been", "had ended the day at".
    pub(in crate::facts) fn is_past_before(self, at: usize) -> bool {
        self.does(at, role::CHANGE_HAD)
            && (self.does(at + 1, role::CHANGE_BEEN)
                || self.is_lower(at + 1) && language::chosen().looks_past(self.word(at + 1)))
    }

    /// Whether a figure is what another one of the sentence moves from: "from 71 per cent of capacity to 55".
    fn goes_to(self, figures: &[Figure<'f>], index: usize) -> bool {
        let figure = &figures[index];
        let next = figures[index + 1..].iter().find(|other| other.of.with(figure.of).is_some());
        self.led_to(figure, role::DATE_FROM)
            && next.is_some_and(|next| {
                self.led_to(next, role::SYNTAX_TO) && next.tokens.0 - figure.tokens.1 <= WHEN
            })
    }

    /// Whether what leads to a figure sets another beside it: "against 8,400", "down from 42", "than the 300",
    /// "compared with 12", "after 260".
    fn is_compared_to(self, from: usize, start: usize) -> bool {
        let the = |at: usize| self.does(at, role::THE);
        let skipped = |at: usize| the(at) || self.bounds(at);
        let Some(led) = (start..from).rev().take(3).find(|&at| !skipped(at)) else { return false };
        if led > start && self.does(led - 1, role::CHANGE_COMPARED) {
            return true;
        }
        let moved = led > start
            && (self.does(led - 1, role::SHARE_MOVED)
                || self.is_mark(led - 1, &[","])
                || [Kind::Percent, Kind::Money].into_iter().any(|kind| {
                    self.facts
                        .within(self.facts.sentence_of(from), kind)
                        .any(|fact| fact.tokens.1 as usize == led)
                }));
        // "24 up on the 83"
        let on = led > start
            && self.does(led, role::CHANGE_ON)
            && self.does(led - 1, role::BEGINS_CHANGE)
            && the(led + 1);
        self.does(led, role::CHANGE_AGAINST)
            || on
            || self.does(led, role::DATE_FROM) && moved
            || self.does(led, role::THAN) && the(led + 1)
    }

    /// What a word says of when a figure was.
    fn told_when(self, at: usize, sentence: usize) -> Option<i8> {
        // Asked of nearly every word, of which few tell a time.
        let roles = self.lexicon.roles(self.token(at).filter(|token| token.roles() != 0)?);
        if !TIMES.iter().any(|&role| roles.has(role)) {
            return None;
        }
        let period = |at: usize| {
            self.does(at, role::CHANGE_PERIOD) || self.is_any(at, &[class::MONTH, class::WEEKDAY])
        };
        if self.does(at, role::CHANGE_WILL) {
            return Some(COMING);
        }
        // "A rise of 52 per cent on last year", "since last May": what moved is of now.
        let other = |at: usize| {
            [role::SINCE, role::CHANGE_COMPARED, role::CHANGE_ON, role::THAN, role::CHANGE_AGAINST]
                .into_iter()
                .any(|role| self.does(at, role))
        };
        let (start, _) = self.sentence(sentence);
        if (at.saturating_sub(3).max(start)..at).any(other) {
            return None;
        }
        let until = |at: usize| self.does(at, role::TIME_UNTIL);
        let now = self.does(at, role::CHANGE_NOW);
        if self.does(at, role::CHANGE_FORMERLY) || now && at > start && until(at - 1) {
            return Some(BEFORE);
        }
        let behind = at > start && period(at - 1);
        if behind && self.does(at, role::CHANGE_EARLIER) {
            return Some(BEFORE);
        }
        if self.does(at, role::CHANGE_USED) && self.does(at + 1, role::SYNTAX_TO) {
            return Some(BEFORE);
        }
        let next = period(at + 1) || period(at + 2) && !self.is_number(at + 1);
        // "On the last day of May"
        let of =
            at > start && self.does(at - 1, role::THE) && (at + 2..at + 4).any(|at| self.does(at, role::OF));
        if self.does(at, role::CHANGE_LAST) && next && !of {
            return Some(LAST);
        }
        if self.does(at, role::CHANGE_BEGAN) {
            return Some(LAST);
        }
        if now || behind && self.does(at, role::CHANGE_LATER) || self.does(at, role::CHANGE_THIS) && next {
            return Some(NOW);
        }
        (self.does(at, role::CHANGE_NEXT) && next).then_some(COMING)
    }
}
