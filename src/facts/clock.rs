//! Times of day: "7.30pm", "9 p.m.", "17:45", "0640 hours", and from one to another.

mod part;
mod read;
mod span;
mod zone;

use std::cell::OnceCell;

use rust_decimal::Decimal;

use super::declare::kind;
use super::life::List;
use super::look::Look;
use super::{Fact, Facts, Kind, Value};
use crate::lexicon::Lexicon;
use crate::text::role;

/// Minutes in a day.
const DAY: u16 = 24 * 60;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Minutes since midnight. None of a time that no clock shows.
    pub minute: Option<u16>,
    /// Of a time that leads to a second: "from 11 p.m. to 5 a.m.": how many minutes pass up to that, over midnight where
    /// it is the earlier.
    pub span: Option<u16>,
    /// Whether words beside it tell another part of the day: "4 a.m. this afternoon".
    pub misfit: bool,
    /// Of a time told in a second zone: how many minutes the second is off, "9 p.m. CET (1900 GMT)".
    pub shift: Option<i16>,
    /// Whether it is told in a zone that its places do not keep at that time of the year: "10 a.m. EST" in July.
    pub unseasonal: bool,
}

kind! {
    /// A time of day: "7.30pm", "17:45".
    Clock(t) as "time", over Facts;

    Value: Number = t.minute.map(Decimal::from), "minutes since midnight; silent for a time that no clock shows";
    Valid: Flag = t.minute.is_some(), "a clock can show it";
    Span: Number = t.span.map(Decimal::from),
        "of a time that leads to a second, \"from 11 p.m. to 5 a.m.\", how many minutes pass up to that, over midnight \
         where it is the earlier; of the end of what began at a time, how many have passed";
    Misfit: Flag = t.misfit,
        "words beside it tell another part of the day: \"4 a.m. this afternoon\", \"the lunch … starts at 1 a.m.\"";
    Shift: Number = t.shift.map(Decimal::from),
        "of a time told in a second zone, how many minutes the second is off: \"9 p.m. CET (1900 GMT)\"";
    Unseasonal: Flag = t.unseasonal,
        "it is told in a zone that its places do not keep at that time of the year: \"10 a.m. EST\" in July";
}

impl Clock {
    const fn plain(minute: Option<u16>) -> Self {
        Self { minute, span: None, misfit: false, shift: None, unseasonal: false }
    }
}

/// A time and its tokens.
#[derive(Clone, Copy, Debug)]
struct Read {
    tokens: (usize, usize),
    minute: Option<u16>,
    /// Whether the half of the day is told: "a.m.", "pm".
    half: bool,
    /// Whether it is told by a word: "noon".
    word: bool,
}

impl Read {
    /// The minute of a time that can be only in one half of the day: "7 p.m.", "19:00", and not "7.30".
    fn sure(&self) -> Option<u16> {
        self.minute.filter(|&minute| self.half || minute >= DAY / 2 + 60)
    }
}

/// A time with its sentence.
#[derive(Clone, Copy, Debug)]
struct Timed {
    sentence: usize,
    read: Read,
}

/// The lists of words that times are read with.
#[derive(Clone, Copy)]
struct Words {
    part: List,
    place: List,
    season: List,
}

/// The times of day of an article. Linear.
pub(super) fn clocks(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    let mut times: Vec<Timed> = Vec::new();
    let own = |&sentence: &usize| {
        let tells = facts.has_numbers(sentence) || facts.has_word_with(sentence, role::TIME_NOON);
        tells && facts.zone(facts.block_of(sentence)).is_own()
    };
    for sentence in (0..facts.sentences.len()).filter(own) {
        let (from, to) = facts.sentences[sentence];
        let reads = look.reads((from as usize, to as usize));
        times.extend(reads.into_iter().map(|read| Timed { sentence, read }));
    }
    if times.is_empty() {
        return found;
    }
    let list = |name| List::of(lexicon, name);
    let words = Words { part: list("time.part"), place: list("time.place"), season: list("time.season") };
    let steady = list("time.steady");
    let (moves, months) = (OnceCell::new(), OnceCell::new());
    let ended = look.ended(&times);
    for sentence in times.chunk_by(|a, b| a.sentence == b.sentence) {
        let reads: Vec<Read> = sentence.iter().map(|timed| timed.read).collect();
        let (from, to) = facts.sentences[sentence[0].sentence];
        let range = (from as usize, to as usize);
        for (i, read) in reads.iter().enumerate() {
            let mut fact = look.time(read, reads.get(i + 1));
            if let Some((_, span)) = ended.iter().find(|(at, _)| *at == read.tokens.0)
                && let Value::Clock(clock) = &mut fact.value
            {
                clock.span = Some(*span);
            }
            if let Value::Clock(clock) = &mut fact.value {
                clock.shift = look.shift(&reads[..=i], reads.get(i + 1), range, words);
                let other = look.other_part(&reads, i, range, words);
                // Whether no place of the text keeps one zone is asked once.
                let moves = || *moves.get_or_init(|| !look.lists_any((0, facts.tokens.len()), steady));
                let unseasonal = look.zone_out_of_season(read, range, words, &months).filter(|_| moves());
                clock.unseasonal = unseasonal.is_some();
                clock.misfit =
                    other.is_some() || look.is_part_told_before(&times, sentence[0].sentence, read, words);
                // What is wrong is told over both times, or over the time and its part of the day.
                let zones = clock.shift.filter(|&shift| shift != 0).and(reads.get(i + 1));
                let beside = other.or(zones.map(|next| next.tokens));
                let value = fact.value;
                let zone = unseasonal.map_or(read.tokens, |end| (read.tokens.0, end));
                let (from, to) = beside.unwrap_or(zone);
                let first = fact.tokens.0 as usize;
                let last = fact.tokens.1 as usize;
                fact = facts.fact_over((first.min(from), last.max(to)), value);
            }
            found.push(fact);
        }
    }
    // "25:30 on Thursday, over by 26:00": hours are counted past midnight, as broadcasters do.
    let late = |at: usize| look.is_past_midnight(at) && look.is_mark(at + 1, &[":"]);
    if found.iter().any(|fact| late(fact.tokens.0 as usize))
        && (0..facts.tokens.len()).filter(|&at| late(at)).count() > 1
    {
        found.retain(|fact| !late(fact.tokens.0 as usize));
    }
    found
}

impl Look<'_> {
    /// A time as a fact; with the next, if it leads to that.
    fn time(&self, first: &Read, next: Option<&Read>) -> Fact {
        let leads = |next: &&Read| {
            let gap = first.tokens.1..next.tokens.0;
            let before = first.tokens.0.checked_sub(1);
            let between =
                before.is_some_and(|at| self.does(at, role::TIME_BETWEEN)) && self.does(gap.start, role::AND);
            let from = before.is_some_and(|at| self.does(at, role::DATE_FROM))
                && self.does(gap.start, role::TIME_UNTIL);
            // "Was brought forward from 9.15 p.m. to 7.45 p.m."
            let sentence = self.facts.sentence_of(first.tokens.0);
            let moved = self.facts.has_word_of(sentence, crate::text::class::SHIFT.only());
            gap.len() == 1 && (between || from) && !moved
        };
        let second = next.filter(leads);
        let span = second.and_then(|second| passed(first, second));
        let end = second.filter(|_| span.is_some()).map_or(first.tokens.1, |second| second.tokens.1);
        let clock = Clock { span, ..Clock::plain(first.minute) };
        self.facts.fact_over((first.tokens.0, end), Value::Clock(clock))
    }

    /// Whether the article has a fact of a kind in a sentence.
    fn has_kind(&self, sentence: usize, kind: Kind) -> bool {
        self.facts.in_sentence(sentence as u32).1.has(kind)
    }
}

/// How many minutes pass from one time to another, over midnight where that is the earlier. None of equal times.
fn passed(first: &Read, last: &Read) -> Option<u16> {
    let (a, b) = (first.minute?, last.minute?);
    (a != b).then(|| if b > a { b - a } else { DAY - a + b })
}
