//! What ends before it begins: "the concert starts at 8pm … and finishes at 7.15pm", and doors that open after the start.

use super::super::look::Look;
use super::{DAY, Read, Timed, passed};
use crate::text::{class, role};

/// How many tokens before a time its verb may stand, and how many behind it.
const VERB: usize = 7;
const BEHIND: usize = 5;

/// How many sentences after a beginning its end may stand in another paragraph.
const NEAR: usize = 1;

/// What a time is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    /// The doors open, before anything begins.
    Doors,
    Begins,
    Ends,
    /// The first that is heard of what happens: "the alarm was raised at".
    Called,
    /// The end of what was heard of: "the blaze was out by".
    Settled,
    /// What stops for a while.
    Halts,
    /// What has stopped goes on.
    Resumes,
}

impl Event {
    /// Whether it can be the end of another.
    const fn ends(self, other: Self) -> bool {
        match self {
            Self::Ends | Self::Halts => matches!(other, Self::Begins),
            Self::Settled => matches!(other, Self::Begins | Self::Called),
            Self::Resumes => matches!(other, Self::Begins | Self::Halts),
            Self::Doors | Self::Begins | Self::Called => false,
        }
    }
}

impl Look<'_> {
    /// The first token of each time at which something ends that began at another one, and how many minutes have passed.
    pub(super) fn ended(&self, times: &[Timed]) -> Vec<(usize, u16)> {
        let mut found = Vec::new();
        if times.len() < 2 {
            return found;
        }
        let travel = (0..self.facts.sentences.len())
            .any(|sentence| self.facts.has_word_with(sentence, role::TIME_ZONED));
        let mut begun: Option<(&Timed, Event)> = None;
        let mut doors: Option<&Timed> = None;
        for (i, timed) in times.iter().enumerate() {
            let block = |timed: &Timed| self.facts.block_of(timed.sentence);
            let near =
                |other: &&Timed| block(timed) == block(other) || timed.sentence - other.sentence <= NEAR;
            let last = i.checked_sub(1).map(|before| &times[before]).filter(|b| b.sentence == timed.sentence);
            let next = times.get(i + 1).filter(|next| next.sentence == timed.sentence);
            let event = self.event_at(timed, last, next, travel);
            match event {
                Some(Event::Doors) => {
                    let started = begun.filter(|begun| begun.1 == Event::Begins).map(|begun| begun.0);
                    if let Some(start) = started.filter(near)
                        && let Some(span) = late_doors(timed, start)
                    {
                        found.push((timed.read.tokens.0, span));
                    }
                    doors = Some(timed);
                }
                Some(event @ (Event::Begins | Event::Called)) => {
                    if let Some(open) = doors
                        .filter(|_| event == Event::Begins)
                        .filter(near)
                        .filter(|_| !self.is_other_time(timed))
                        && let Some(span) = late_doors(open, timed)
                    {
                        found.push((open.read.tokens.0, span));
                    }
                    begun = Some((timed, event));
                }
                Some(event) => {
                    let first = begun.take().filter(|begun| event.ends(begun.1)).map(|begun| begun.0);
                    let first = first.filter(near).filter(|_| !self.is_other_time(timed));
                    // "8pm to 11", "14:00 … 3pm": only where both tell the half of the day, or neither.
                    let alike = |first: &&Timed| first.read.half == timed.read.half;
                    let span = first.filter(alike).and_then(|first| passed(&first.read, &timed.read));
                    found.extend(span.map(|span| (timed.read.tokens.0, span)));
                    begun = (event == Event::Halts).then_some((timed, event));
                }
                None => {}
            }
        }
        found
    }

    /// What begins or ends at a time, by the nearest word before it, or else behind it.
    fn event_at(
        &self,
        timed: &Timed,
        last: Option<&Timed>,
        next: Option<&Timed>,
        travel: bool,
    ) -> Option<Event> {
        let Timed { sentence, read } = timed;
        read.minute?;
        let (from, to) = self.facts.sentences[*sentence];
        let first = last.map_or(from as usize, |last| last.read.tokens.1);
        let end = next.map_or(to as usize, |next| next.read.tokens.0);
        let event = |at: usize| {
            if self.does(at, role::TIME_RESUMED) {
                return Some(Event::Resumes);
            }
            if self.does(at, role::TIME_HALTED) {
                return Some(Event::Halts);
            }
            if self.is_settled_at(at, read) {
                return Some(Event::Settled);
            }
            if self.does(at, role::TIME_CALLED) {
                return Some(Event::Called);
            }
            if self.does(at, role::TIME_ENDS) || !travel && self.does(at, role::TIME_ARRIVES) {
                return Some(Event::Ends);
            }
            let begins = self.does(at, role::TIME_BEGINS) || !travel && self.does(at, role::TIME_DEPARTS);
            begins.then(|| {
                let near = (first.max(at.saturating_sub(4)), at + 1);
                if self.any(near, role::TIME_DOORS) { Event::Doors } else { Event::Begins }
            })
        };
        let before = (first.max(read.tokens.0.saturating_sub(VERB))..read.tokens.0).rev().find_map(event);
        let stop = |at: &usize| !self.is_mark(*at, &[";", "("]) && !self.does(*at, role::AND);
        before.or_else(|| (read.tokens.1..end.min(read.tokens.1 + BEHIND)).take_while(stop).find_map(event))
    }

    /// Whether a word right before a time tells that something was over: "out by 3.50pm", "adjourned at 6.50pm".
    fn is_settled_at(&self, at: usize, read: &Read) -> bool {
        let led = read.tokens.0.checked_sub(1).is_some_and(|led| {
            self.does(led, role::TIME_FOR)
                || self.does(led, role::TIME_AT) && !self.does(led, role::TIME_UNTIL)
        });
        let near = at < read.tokens.0 && read.tokens.0 - at <= 3;
        let past = (at.saturating_sub(3)..at).any(|at| self.is_past_before(at));
        led && near && self.does(at, role::TIME_SETTLED) && !past
    }

    /// Whether a time is said to be of another day, or is one of what may end instead.
    fn is_other_time(&self, timed: &Timed) -> bool {
        let (from, to) = self.facts.sentences[timed.sentence];
        let (at, end) = timed.read.tokens;
        let near = (from as usize).max(at.saturating_sub(5))..(to as usize).min(end + 6);
        near.into_iter()
            .any(|at| self.is_any(at, &[class::WEEKDAY, class::MONTH]) || self.does(at, role::TIME_OTHER))
            && !(end..(to as usize).min(end + 3)).any(|at| self.does(at, role::TIME_SAME))
    }
}

/// Of doors that open after the start, how many minutes pass up to that on the next day.
fn late_doors(doors: &Timed, start: &Timed) -> Option<u16> {
    let (open, first) = (doors.read.minute?, start.read.minute?);
    let Read { half, .. } = doors.read;
    (half == start.read.half && open > first && open - first < 4 * 60).then(|| DAY - (open - first))
}
