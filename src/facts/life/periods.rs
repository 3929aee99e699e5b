//! Centuries and decades that an article tells, whole or in part: "the 17th-century church", "the early 1960s", "the
//! nineties", "the last decade of the 18th century", "this century".

use super::super::look::Look;
use super::super::{Kind, Precision, Value};
use super::List;
use crate::text::{Class, Token, TokenKind, class, role};

/// How many tokens may stand between the first word for a part and the period: "second half of the".
const PART: usize = 5;

/// What stands behind a time, and no noun that is of it.
const SMALL: [Class; 4] = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::PRONOUN];

/// The years of a century.
const CENTURY: i64 = 100;

/// The years of a decade.
const DECADE: i64 = 10;

/// A century or ten years, or a part of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    /// The first year that it can be of, and the last.
    pub(super) years: (i64, i64),
    /// 100 or 10.
    pub(super) size: i64,
    /// Its tokens, with those that tell the part.
    pub(super) tokens: (usize, usize),
    /// Whether it stands for a time, and not before what is of it: "in the 1840s", not "an 1840s mill".
    pub(super) is_time: bool,
    /// Whether it is the whole century of now, of which only years that are listed behind it are.
    pub(super) is_current: bool,
}

/// The words by which periods are told.
#[derive(Clone, Copy)]
pub(super) struct Words {
    century: List,
    part: List,
    tens: List,
    decade: List,
    bc: List,
    current: List,
    own: List,
}

impl Words {
    pub(super) fn of(look: Look<'_>) -> Self {
        let list = |name| List::of(look.lexicon, name);
        Self {
            century: list("era.century"),
            part: list("era.part"),
            tens: list("era.tens"),
            decade: list("era.decade"),
            bc: list("era.bc"),
            current: list("era.current"),
            own: list("life.own"),
        }
    }
}

impl Look<'_> {
    /// The centuries and decades of an article, in no order.
    pub(super) fn centuries(&self, words: Words) -> Vec<Period> {
        let mut found = Vec::new();
        for sentence in 0..self.facts.sentences.len() {
            let named = self.facts.has_word_with(sentence, role::ERA_TOLD);
            let dated = self.facts.in_sentence(sentence as u32).1.has(Kind::Date);
            if !named && !dated || !self.facts.zone(self.facts.block_of(sentence)).is_own() {
                continue;
            }
            if dated {
                for fact in self.facts.within(sentence, Kind::Date) {
                    let Value::Date(date) = &fact.value else { continue };
                    if date.precision == Precision::Decade {
                        found.extend(self.tens((fact.tokens.0 as usize, fact.tokens.1 as usize), words));
                    }
                }
            }
            if !named {
                continue;
            }
            for fact in self.facts.within(sentence, Kind::Ordinal) {
                let Value::Ordinal(ordinal) = &fact.value else { continue };
                let nth = i64::try_from(ordinal.value).ok();
                found.extend(nth.and_then(|nth| {
                    self.century(nth, (fact.tokens.0 as usize, fact.tokens.1 as usize), words)
                }));
            }
            let (from, to) = self.facts.sentences[sentence];
            for at in from as usize..to as usize {
                found.extend(self.named_decade(at, words).or_else(|| self.current_century(at, words)));
            }
        }
        found
    }

    /// "18th-century", "the second half of the fifth century BC".
    fn century(&self, nth: i64, (at, end): (usize, usize), words: Words) -> Option<Period> {
        let end = end + usize::from(self.is_mark(end, &["-", "‑"]));
        // "Her 20th century for the county"
        let own = at > 0 && self.lists(at - 1, words.own);
        if !self.lists(end, words.century) || !(1..=30).contains(&nth) || own {
            return None;
        }
        let before = self.lists(end + 1, words.bc);
        let first = if before { -nth * CENTURY } else { (nth - 1) * CENTURY };
        Some(self.century_part((first, CENTURY), (at, end + 1 + usize::from(before)), words))
    }

    /// "The 1840s", "the 1900s", which are ten years or a hundred.
    fn tens(&self, (at, end): (usize, usize), words: Words) -> Option<Period> {
        let at = (at..end).find(|&at| self.token(at).is_some_and(|t| t.kind == TokenKind::Number))?;
        let first = self.word(at).get(..4)?.parse::<i64>().ok().filter(|year| year % DECADE == 0)?;
        let size = if first % CENTURY == 0 && first != 2000 { CENTURY } else { DECADE };
        Some(self.century_part((first, size), (at, end), words))
    }

    /// "The Finnish nineties", "the ’60s".
    fn named_decade(&self, at: usize, words: Words) -> Option<Period> {
        let short = || {
            let figure = self
                .token(at)
                .filter(|t| t.kind == TokenKind::Number && t.is_glued() && t.end - t.start == 2)?;
            let marked = at > 0 && self.is_mark(at - 1, &["'", "’", "‘"]);
            let tens = figure.of(self.facts.text).parse::<u64>().ok()?;
            (marked && tens % 10 == 0 && self.lists(at + 1, words.tens)).then_some((at + 2, tens))
        };
        let named = || {
            let (end, number) = self.listed(at, words.decade)?;
            // "In her nineties" is an age.
            let the = (1..=3).filter_map(|n| at.checked_sub(n)).any(|b| self.does(b, role::THE));
            let age = (1..=2).filter_map(|n| at.checked_sub(n)).any(|b| self.has(b, class::PRONOUN));
            (the && !age).then_some((end, number?))
        };
        let (end, tens) = named().or_else(short)?;
        let first = i64::try_from(tens).ok()?;
        let first = if first < CENTURY { 1900 + first } else { first };
        Some(self.century_part((first, DECADE), (at, end), words))
    }

    /// "This century".
    fn current_century(&self, at: usize, words: Words) -> Option<Period> {
        let (end, number) = self.listed(at, words.current)?;
        let first = i64::try_from(number?).ok()?;
        let period = self.century_part((first, CENTURY), (at, end), words);
        let is_current = period.tokens.0 == at;
        Some(Period { is_time: true, is_current, ..period })
    }

    /// A period, or the part of it that words before tell.
    fn century_part(&self, (first, size): (i64, i64), (at, end): (usize, usize), words: Words) -> Period {
        let from = self.facts.sentences[self.facts.sentence_of(at)].0 as usize;
        let part = (1..=PART).filter_map(|n| at.checked_sub(n)).filter(|&b| b >= from).find_map(|start| {
            let (mut to, part, _) = self.listed_whole(start, words.part)?;
            to += usize::from(self.is_mark(to, &["-", "‑"]));
            to += usize::from(self.does(to, role::THE));
            let (low, high) = part.split_once(' ')?;
            (to == at).then_some((start, low.parse::<i64>().ok()?, high.parse::<i64>().ok()?))
        });
        // What is told in years is not counted to the year where it is short.
        let slack = i64::from(size == DECADE);
        let (start, low, high) = match part {
            Some((start, low, high)) => {
                (start, first + low * size / 100 - slack, first + high * size / 100 + slack)
            }
            None if size == DECADE => (at, first - slack, first + size),
            None => (at, first, first + size),
        };
        let joined = self.token(end - 1).is_some_and(Token::is_glued) && self.is_mark(end - 2, &["-", "‑"]);
        let noun = self.is_lower(end)
            && !self.is_any(end, &SMALL)
            && !self.does(end, role::WHO)
            && !self.does(end, role::AND);
        // "The drought of the 1970s taught us"
        let before = |n: usize| start.checked_sub(n).filter(|&b| b >= from);
        let led = |role| {
            before(1).is_some_and(|b| self.does(b, role::THE))
                && before(2).is_some_and(|b| self.does(b, role))
        };
        // "Born in the 1990s tech boom": two nouns stand behind.
        let nouns = noun
            && self.is_lower(end + 1)
            && !self.is_any(end + 1, &SMALL)
            && !self.has(end, class::PREDICATE);
        let of = led(role::OF) || led(role::IN) && !nouns;
        let is_time = !joined && (!noun || of);
        Period { years: (low, high), size, tokens: (start, end), is_time, is_current: false }
    }
}
