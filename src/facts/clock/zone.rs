//! A time told in two zones: "9 p.m. CET (1900 GMT)", "2pm in Dublin, which is 3pm GMT".

use std::cell::OnceCell;

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::{DAY, Read, Words};
use crate::text::{class, role};

/// How many tokens behind a time its zone may stand, and how many lead from there to the second time.
const ZONE: usize = 4;
const LINK: usize = 8;

/// A zone of time: its minutes from Universal Time, of a place in winter and in summer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Zone {
    offsets: (i16, i16),
    /// From Universal Time, of other zones with its letters: "IST" is of India, Ireland and Israel.
    also: [Option<i16>; 2],
    /// Where clocks change on one day.
    region: Option<char>,
    /// The token after it.
    end: usize,
    /// Whether it is told by the name of a place.
    place: bool,
}

impl Zone {
    /// Whether its clocks, if they change, are ahead in June: those of North America and Europe, and a zone by itself.
    fn is_northern(&self) -> bool {
        self.offsets.0 == self.offsets.1 || matches!(self.region, Some('n' | 'e'))
    }
}

/// The months of some dates, a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Months(u16);

impl Months {
    fn of<'f>(dates: impl Iterator<Item = &'f Fact>) -> Self {
        let month = |fact: &Fact| match &fact.value {
            Value::Date(date) => date.month.filter(|month| (1..=12).contains(month)),
            _ => None,
        };
        Self(dates.filter_map(month).fold(0, |all, month| all | 1 << month))
    }

    const fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn all(self, mut holds: impl FnMut(i8) -> bool) -> bool {
        (1..=12).filter(|month| self.0 >> month & 1 == 1).all(&mut holds)
    }
}

impl Look<'_> {
    /// By how many minutes a time in one zone is off that in another: "9 p.m. CET (1900 GMT)". The zone of the first
    /// may be told with a time before in the sentence.
    pub(super) fn shift(
        &self,
        reads: &[Read],
        next: Option<&Read>,
        (_, end): (usize, usize),
        words: Words,
    ) -> Option<i16> {
        let (first, second) = (reads.last()?, next?);
        let (a, b) = (i16::try_from(first.minute?).ok()?, i16::try_from(second.minute?).ok()?);
        let own = self.zone_behind(first, second.tokens.0, words);
        let mark = own.map_or(first.tokens.1, |zone| zone.end);
        let bracket = self.is_mark(mark, &["("]) && second.tokens.0 == mark + 1;
        let before =
            || reads.iter().rev().skip(1).find_map(|read| self.zone_behind(read, first.tokens.0, words));
        let here = own.or_else(|| bracket.then(before).flatten())?;
        let there = self.zone_behind(second, end, words)?;
        if !bracket && !self.is_same_moment((mark, second.tokens.0), &here, &there) {
            return None;
        }
        let day = DAY as i16;
        let off = |from: i16, to: i16| {
            let off = (b - to - (a - from)).rem_euclid(day);
            if off > day / 2 { off - day } else { off }
        };
        let same = here.region.is_some() && here.region == there.region;
        let (x, y) = (here.offsets, there.offsets);
        let all = [(x.0, y.0), (x.1, y.1), (x.0, y.1), (x.1, y.0)];
        // "15:00 GMT on 17 January, 11 a.m. in New York".
        let northern = [here, there].iter().all(Zone::is_northern);
        let can = match (same, northern && self.is_winter()) {
            (_, true) => &all[..1],
            (true, false) => &all[..2],
            (false, false) => &all[..],
        };
        let also = here.also.into_iter().flatten().flat_map(|from| [(from, y.0), (from, y.1)]);
        let there = there.also.into_iter().flatten().flat_map(|to| [(x.0, to), (x.1, to)]);
        let can: Vec<(i16, i16)> = can.iter().copied().chain(also).chain(there).collect();
        can.iter().map(|&(from, to)| off(from, to)).min_by_key(|off| off.abs())
    }

    /// Whether an article names days of the winter of the north, and none of another season.
    fn is_winter(&self) -> bool {
        let mut months = self.facts.of(Kind::Date).filter_map(|fact| match &fact.value {
            Value::Date(date) => date.month,
            _ => None,
        });
        let winter = |month: i8| matches!(month, 12 | 1 | 2);
        months.next().is_some_and(winter) && months.all(winter)
    }

    /// The token after a zone told with a time that its places do not keep on the days of which the text tells: "10 a.m.
    /// EST" in July, "BST" in January.
    pub(super) fn zone_out_of_season(
        &self,
        read: &Read,
        (from, to): (usize, usize),
        words: Words,
        article: &OnceCell<Months>,
    ) -> Option<usize> {
        let (at, end) = read.tokens;
        // The zone may be part of the time: "1500 GMT".
        let mut zones = [end - 1, end].into_iter().filter(|&zone| zone > at && zone < to);
        let (behind, range, _) = zones.find_map(|zone| self.listed_whole(zone, words.season))?;
        let (first, last) = range.split_once(' ')?;
        let (first, last): (i8, i8) = (first.parse().ok()?, last.parse().ok()?);
        let out = |month: i8| {
            if first <= last { (first..=last).contains(&month) } else { month >= first || month <= last }
        };
        // The days of its sentence, or else those of the article.
        let own = Months::of(self.facts.within(self.facts.sentence_of(from), Kind::Date));
        let told =
            if own.is_empty() { *article.get_or_init(|| Months::of(self.facts.of(Kind::Date))) } else { own };
        (!told.is_empty() && told.all(out)).then_some(behind)
    }

    /// Whether what leads from a time to another says that both are one moment.
    fn is_same_moment(&self, (from, to): (usize, usize), here: &Zone, there: &Zone) -> bool {
        let link = |at: usize| {
            self.does(at, role::SYNTAX_RELATIVE)
                || self.does(at, role::OR)
                || self.does(at, role::SYNTAX_THAT)
                || self.is_mark(at, &["(", "/"])
        };
        let small = |at: usize| {
            link(at)
                || self.is_any(at, &[class::AUXILIARY, class::WEEKDAY, class::PRONOUN])
                || self.has(at, class::PREPOSITION)
                    && !self.does(at, role::TIME_UNTIL)
                    && !self.does(at, role::DATE_FROM)
                || self.is_mark(at, &[","])
                || self.is_dash(at)
        };
        let comma = to == from + 1 && self.is_mark(from, &[","]) && !here.place && !there.place;
        if to < from || to - from > 2 * LINK || !((from..to).any(link) || comma) {
            return false;
        }
        // "… on the last day of the month, that is 18:00": what stands before it is of the first time.
        let points = to >= from + 2
            && self.has(to - 1, class::AUXILIARY)
            && (self.does(to - 2, role::SYNTAX_RELATIVE) || self.does(to - 2, role::SYNTAX_THAT));
        let other = |at: usize| self.does(at, role::AND) || self.does(at, role::TIME_UNTIL);
        points && !(from..to).any(other) || to - from <= LINK && (from..to).all(small)
    }

    /// The zone that is told with a time.
    fn zone_behind(&self, read: &Read, end: usize, words: Words) -> Option<Zone> {
        let (at, to) = read.tokens;
        let last = self.zone_at(to - 1, end);
        last.or_else(|| {
            (to..end.min(to + ZONE))
                .take_while(|&at| {
                    at == to
                        || self.is_any(at - 1, &[class::PREPOSITION, class::DETERMINER])
                        || self.is_mark(at - 1, &["("])
                        || self.does(at - 1, role::TIME_HALF)
                })
                .find_map(|at| self.zone_at(at, end).or_else(|| self.zone_of_place(at, words)))
        })
        .filter(|_| at < end)
    }

    fn zone_at(&self, at: usize, end: usize) -> Option<Zone> {
        let zone = self.lexicon.class("zone")?;
        let end = end.max(at + 1);
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, zone)?;
        let mut all = hit.value.split_whitespace().map(|offset| offset.parse().ok());
        let offset = all.next()??;
        let also = [all.next().flatten(), all.next().flatten()];
        Some(Zone { offsets: (offset, offset), also, region: None, end: at + hit.len, place: false })
    }

    fn zone_of_place(&self, at: usize, words: Words) -> Option<Zone> {
        let (end, value, _) = self.listed_whole(at, words.place)?;
        let mut parts = value.split_whitespace();
        let first = parts.next()?.parse().ok()?;
        let rest = parts.next();
        let second = rest.and_then(|rest| rest.parse().ok()).unwrap_or(first);
        let region = parts.next().and_then(|region| region.chars().next());
        let time = self.does(end, role::TIME_TIME);
        let place = at > 0 && self.has(at - 1, class::PREPOSITION);
        let (end, place) = (end + usize::from(time), place && !time);
        Some(Zone { offsets: (first, second), also: [None; 2], region, end, place })
    }
}
