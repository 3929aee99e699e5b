//! Times in another part of the day than the text says: "at 4 a.m. that afternoon", "the sunrise service … starts at 6pm".

use super::super::Kind;
use super::super::look::Look;
use super::{DAY, Read, Timed, Words};
use crate::text::{TokenKind, class, role};

/// How many tokens from a time the part of the day may stand.
const PART: usize = 7;

/// How many sentences before a time the part of the day may stand.
const NEAR: usize = 2;

/// How many tokens before a time the verb of a beginning may stand.
const VERB: usize = 6;

/// The parts of the day that end before this minute are those before and at dawn.
const EARLY: u16 = 10 * 60;

/// How many minutes a part of the day has at most that is named by what is eaten or done in it.
const MEAL: u16 = 6 * 60;

/// From which minute to which a part of the day lasts, the second past midnight counted on.
type Part = (u16, u16);

impl Look<'_> {
    /// The part of the day that a token names.
    fn part_of_day(&self, at: usize, words: Words) -> Option<(usize, Part)> {
        let hyphen = |at: usize| self.is_mark(at, &["-", "‑"]);
        let (end, minutes, _) = self.listed_whole(at, words.part)?;
        let mut minutes = minutes.split_whitespace().map(|minute| minute.parse::<u16>().ok());
        let part = (minutes.next()??, minutes.next()??);
        // "After lunch", "until the evening": another time.
        let the = usize::from(at > 0 && self.has(at - 1, class::DETERMINER));
        let apart = at.checked_sub(1 + the).is_some_and(|before| {
            self.does(before, role::TIME_OTHER)
                || self.does(before, role::TIME_UNTIL)
                || self.does(before, role::DATE_FROM)
        });
        // "The morning-after party", "Morning Star".
        let compound = at > 0 && hyphen(at - 1) || hyphen(end);
        let name = self.token(at).is_some_and(|t| t.is_capital() && !t.is_upper())
            && self.token(end).is_some_and(|t| t.is_word() && t.is_capital());
        (!compound && !name && !apart).then_some((end, part))
    }

    /// The words beside a time that tell another part of the day than it is in.
    pub(super) fn other_part(
        &self,
        reads: &[Read],
        index: usize,
        (start, end): (usize, usize),
        words: Words,
    ) -> Option<(usize, usize)> {
        let read = &reads[index];
        if read.word {
            return self.part_behind_word(read, end, words);
        }
        let minute = read.sure()?;
        let (from, to) = read.tokens;
        let first = index.checked_sub(1).map_or(start, |before| reads[before].tokens.1);
        let last = reads.get(index + 1).map_or(end, |next| next.tokens.0);
        let stop = |at: &usize| {
            !self.is_mark(*at, &[";", ":", "("])
                && !self.is_dash(*at)
                && !self.does(*at, role::AND)
                && !self.does(*at, role::TIME_UNTIL)
                && !self.does(*at, role::TIME_OTHER)
        };
        // "At 1 a.m., as the café was serving the last lunches".
        let meanwhile =
            self.is_mark(to, &[","]) && (self.does(to + 1, role::AS) || self.does(to + 1, role::RANGE_WHEN));
        let reach = if meanwhile { 2 * PART } else { PART };
        let behind = (to..last.min(to + reach)).take_while(stop);
        let before = (first.max(from.saturating_sub(PART))..from).rev().take_while(stop);
        let part = |at: usize| {
            let (end, part) = self.part_of_day(at, words)?;
            // Beyond a comma only an early part is of the time: "at daybreak, or to be exact at 7.15pm".
            let (low, high) = (to.min(at), from.max(at));
            let apart = (low..high).any(|at| self.is_mark(at, &[","])) && part.1 > EARLY;
            let meal = meanwhile && at > to && part.1 - part.0 <= MEAL;
            (!apart || meal).then_some((at, end, is_outside(minute, part)))
        };
        let (at, end, outside) = behind.chain(before).find_map(part)?;
        outside.then_some((at.min(from), end.max(to)))
    }

    /// The other part of the day right behind a time told by a word: "noon on Friday evening".
    fn part_behind_word(&self, read: &Read, end: usize, words: Words) -> Option<(usize, usize)> {
        let (from, to) = read.tokens;
        let small = |at: usize| self.is_any(at, &[class::PREPOSITION, class::DETERMINER, class::WEEKDAY]);
        let at = (to..end.min(to + 4)).find(|&at| !small(at))?;
        // "At noon and in the evening", "from noon to evening"
        let leads = |at: usize| self.does(at, role::TIME_UNTIL) || self.does(at, role::TIME_OTHER);
        let (last, part) = self.part_of_day(at, words)?;
        (!(to..at).any(leads) && is_outside(read.minute?, part)).then_some((from, last))
    }

    /// Whether the sentences before tell another part of the day of what begins at a time: "the meeting on Tuesday
    /// evening … The meeting begins at 10.30 a.m."
    pub(super) fn is_part_told_before(
        &self,
        times: &[Timed],
        sentence: usize,
        read: &Read,
        words: Words,
    ) -> bool {
        let Some(minute) = read.sure().filter(|_| !read.word) else { return false };
        let (from, to) = self.sentence(sentence);
        if from == to
            || (from..to)
                .any(|at| self.part_of_day(at, words).is_some_and(|(_, part)| !is_outside(minute, part)))
        {
            return false;
        }
        let first = self.first_near(sentence);
        let head = (first > 0 && self.is_above_text(0)).then_some(0);
        let parts: Vec<(usize, Part)> = head
            .into_iter()
            .chain(first..sentence)
            .flat_map(|before| {
                let (from, to) = self.sentence(before);
                (from..to).filter_map(move |at| Some((at, self.part_of_day(at, words)?.1)))
            })
            .collect();
        let Some(&(at, part)) = parts.last() else { return false };
        let low = parts.iter().map(|(_, part)| part.0).max();
        let high = parts.iter().map(|(_, part)| part.1).min();
        let several = low >= high || parts.iter().any(|&(_, part)| !is_outside(minute, part));
        // The other end of "between 12.30am and 2pm" may be right.
        let beside = |other: &Read| {
            let gap = if other.tokens.0 > read.tokens.0 {
                (read.tokens.1, other.tokens.0)
            } else {
                (other.tokens.1, read.tokens.0)
            };
            gap.1 == gap.0 + 1
        };
        let between = times.iter().any(|timed| {
            let other =
                timed.sentence <= sentence && timed.read.tokens != read.tokens && !beside(&timed.read);
            other && timed.read.sure().is_none_or(|minute| !is_outside(minute, part))
        });
        let off = is_outside(minute, part);
        off && !several && !between && self.is_told_of_one(times, sentence, read, at, part)
    }

    /// The first sentence whose part of the day a time in a sentence can be of: the headline's, or one of the last.
    fn first_near(&self, sentence: usize) -> usize {
        let near = sentence.saturating_sub(NEAR);
        if near == 1 && self.is_above_text(0) { 0 } else { near }
    }

    /// Whether a time is of what a part of the day was told of.
    fn is_told_of_one(&self, times: &[Timed], sentence: usize, read: &Read, at: usize, part: Part) -> bool {
        let (from, to) = self.sentence(sentence);
        let time = read.tokens.0;
        let before = (from.max(time.saturating_sub(VERB)), time);
        let beside = from.max(time.saturating_sub(5))..to.min(read.tokens.1 + 5);
        let other_day = (from..to).any(|at| self.has(at, class::WEEKDAY))
            || beside.into_iter().any(|at| self.does(at, role::TIME_OTHER));
        let begins = self.any(before, role::TIME_BEGINS) || self.any(before, role::TIME_HELD);
        let pronoun = self.has(from, class::PRONOUN);
        // "The meeting" of the sentence before.
        let first = self.sentence(self.first_near(sentence).min(self.facts.sentence_of(at))).0;
        let echo = || {
            self.does(from, role::THE)
                && (from + 1..to.min(from + 3)).any(|word| {
                    self.telling(word, 4).is_some()
                        && (first..from)
                            .chain(0..self.sentence(0).1)
                            .any(|other| self.word(other).eq_ignore_ascii_case(self.word(word)))
                })
        };
        // A part of a few hours is that of what the article tells, where it tells one time.
        let narrow = is_narrow(part);
        let alone = times.iter().all(|timed| timed.sentence == sentence);
        let dated = self.has_kind(sentence, Kind::Date);
        let pair = times.iter().filter(|timed| timed.sentence == sentence).count() > 1;
        let when = (from..time).any(|at| self.does(at, role::RANGE_WHEN));
        let led = begins || pair || when;
        let one = begins && (pronoun || echo()) && !other_day;
        let only = narrow && alone && (pair || led && !dated && !other_day);
        one || only && self.is_plain_time(read)
    }

    /// Whether a time stands in running text.
    fn is_plain_time(&self, read: &Read) -> bool {
        read.tokens.0.checked_sub(1).is_some_and(|before| {
            self.does(before, role::TIME_AT) && self.token(before).is_some_and(|t| t.kind == TokenKind::Word)
        })
    }
}

/// Whether a part of the day has few hours, or all but those of the night, so that a time in another is hardly meant.
const fn is_narrow((from, to): Part) -> bool {
    to - from <= 8 * 60 || to - from >= 15 * 60
}

/// Whether a minute is in no part of the day that lasts from one to another.
const fn is_outside(minute: u16, (from, to): Part) -> bool {
    let late = minute + DAY;
    !(minute >= from && minute <= to || late >= from && late <= to)
}
