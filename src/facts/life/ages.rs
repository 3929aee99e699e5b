//! Ages as a text tells them: "aged 82", "was 24", "the 43-year-old", "at 25", "his 44th birthday".

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::super::look::Look;
use super::super::{Kind, Value};
use super::{List, WORDS};
use crate::document::Zone;
use crate::text::{Token, TokenKind, class, role};

/// The greatest age.
const OLDEST: u64 = 120;

/// The least age that stands behind "at" alone: what is less may be a time of day.
pub(super) const AT: u64 = 13;

/// How many tokens may stand between a death and the age of it: "died at home and in her own bed, at 67".
const FAR: usize = 12;

/// How many tokens of a headline may name somebody before an age: "game great-gran,".
const TITLE: usize = 6;

/// How many ages an article tells at most that are held against each other. One with more is a table.
const MANY: usize = 200;

/// How an age is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Form {
    /// Beside a name: "Karl Vella, 44".
    Named,
    /// "The 44-year-old".
    YearOld,
    /// "A 44-year-old": somebody who is new.
    OneYearOld,
    /// "Aged 44", "at the age of 44".
    Aged,
    /// "Is 44".
    Is,
    /// "I'm 44".
    IAm,
    /// "Was 44", "turned 44".
    Was,
    /// "At 44".
    At,
    /// "The winger, 44,".
    Noun,
    /// "His 44th birthday".
    Birthday,
}

/// An age.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Old {
    pub(in crate::facts) years: i64,
    /// The tokens of the figure.
    pub(in crate::facts) tokens: (usize, usize),
    pub(in crate::facts) sentence: usize,
    pub(in crate::facts) form: Form,
    /// The full name of the person, where it stands beside.
    pub(in crate::facts) full: Option<CompactString>,
    /// The token after the words that tell it: "year-old".
    pub(in crate::facts) to: usize,
    /// Whether it is one of months or weeks, and not of years.
    pub(in crate::facts) months: bool,
}
/// The words by which ages and births are told.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Words {
    pub(in crate::facts) born: List,
    pub(in crate::facts) born_short: List,
    pub(in crate::facts) died: List,
    pub(in crate::facts) kin: List,
    pub(in crate::facts) age: List,
    pub(in crate::facts) is: List,
    pub(in crate::facts) is_now: List,
    pub(in crate::facts) i_am: List,
    pub(in crate::facts) bound: List,
    pub(in crate::facts) at: List,
    pub(in crate::facts) adverb: List,
    pub(in crate::facts) birthday: List,
    pub(in crate::facts) other_time: List,
    pub(in crate::facts) someone: List,
    pub(in crate::facts) has: List,
    pub(in crate::facts) twin: List,
    pub(in crate::facts) when: List,
    pub(in crate::facts) aged: List,
}

impl Words {
    pub(in crate::facts) fn of(look: Look<'_>) -> Self {
        let list = |name| List::of(look.lexicon, name);
        Self {
            born: list("life.born"),
            born_short: list("life.born-short"),
            died: list("life.died"),
            kin: list("life.kin"),
            age: list("life.age"),
            is: list("life.is"),
            is_now: list("life.is-now"),
            i_am: list("life.i-am"),
            bound: list("life.bound"),
            at: list("life.at"),
            adverb: list("life.adverb"),
            birthday: list("life.birthday"),
            other_time: list("life.other-time"),
            someone: list("life.someone"),
            has: list("life.has"),
            twin: list("life.twin"),
            when: list("life.when"),
            aged: list("life.aged"),
        }
    }
}
impl Look<'_> {
    /// The age that begins at a token, and the token after it.
    pub(in crate::facts) fn years(&self, at: usize) -> Option<(i64, usize)> {
        let token = self.token(at).filter(|_| self.is_number(at))?;
        let number = |at: usize, class| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?.number
        };
        let hyphen = |at: usize| self.is_mark(at, &["-", "‑"]);
        let (years, to) = match token.kind {
            TokenKind::Number => (self.word(at).parse::<u64>().ok()?, at + 1),
            TokenKind::Word => match number(at, class::TENS) {
                Some(tens) => match hyphen(at + 1).then(|| number(at + 2, class::CARDINAL)).flatten() {
                    Some(one) if one < 10 => (tens + one, at + 3),
                    _ => (tens, at + 1),
                },
                None => (number(at, class::CARDINAL)?, at + 1),
            },
            _ => return None,
        };
        // "About 44", "44-45", "4.4".
        let before = at.checked_sub(1);
        let bound = self.is_bounded(at);
        let glued = |at: usize| self.token(at).is_some_and(|t| t.is_glued() && t.kind == TokenKind::Number);
        let range = self.is_mark(to, &["-", "–", "/", ".", ":"]) && glued(to + 1)
            || before.is_some_and(|b| {
                self.is_mark(b, &["-", "–", "/", ".", ":", "$", "£", "€"]) && token.is_glued()
            });
        ((1..=OLDEST).contains(&years) && !bound && !range).then_some((years as i64, to))
    }

    /// Whether words that bound a figure end right before a token: "about 44", "more than 44".
    pub(in crate::facts) fn is_bounded(&self, at: usize) -> bool {
        (1..=WORDS.min(at)).any(|len| {
            [class::BOUND, class::SMALL_BOUND].into_iter().any(|class| {
                let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at - len, at, class);
                hit.is_some_and(|hit| hit.len == len)
            })
        })
    }

    /// The ages of an article, in order; none where they are too many to be held against each other. Linear.
    pub(in crate::facts) fn ages_told(&self, words: Words) -> Vec<Old> {
        let mut named: FxHashMap<usize, &CompactString> = FxHashMap::default();
        for fact in self.facts.of(Kind::Person) {
            if let Value::Person(person) = &fact.value
                && let (Some(at), false) = (person.age_at, person.ambiguous)
            {
                named.entry(at).or_insert(&person.full);
            }
        }
        let mut found = Vec::new();
        for (sentence, &(from, to)) in self.facts.sentences.iter().enumerate() {
            let (_, kinds) = self.facts.in_sentence(sentence as u32);
            let figures = [Kind::Number, Kind::Count, Kind::Ordinal].into_iter().any(|kind| kinds.has(kind));
            if !figures || !self.facts.zone(self.facts.block_of(sentence)).is_own() {
                continue;
            }
            let (mut at, to) = (from as usize, to as usize);
            while at < to {
                if !self.is_number(at) {
                    at += 1;
                    continue;
                }
                let old = self.years(at).and_then(|figure| {
                    let full = named.get(&at).map(|&full| full.clone());
                    let full = full.or_else(|| self.name_before(at, (from as usize, to)));
                    let (form, end) =
                        self.age_form((at, figure.1), (from as usize, to), words, full.is_some())?;
                    let (form, full) = match self.name_of_year_old(form, end) {
                        Some(name) => (Form::Named, Some(name)),
                        None => (form, full),
                    };
                    let months = (figure.1..end).any(|at| self.does(at, role::AGE_MONTH));
                    Some(Old {
                        years: figure.0,
                        tokens: (at, figure.1),
                        sentence,
                        form,
                        full,
                        to: end,
                        months,
                    })
                });
                at = old.as_ref().map_or(at + 1, |old| old.to);
                found.extend(old);
            }
            for fact in self.facts.within(sentence, Kind::Ordinal) {
                let end = fact.tokens.1 as usize;
                if let Value::Ordinal(ordinal) = &fact.value
                    && self.lists(end, words.birthday)
                    && let Ok(years) = i64::try_from(ordinal.value)
                    && (1..=OLDEST as i64).contains(&years)
                {
                    let tokens = (fact.tokens.0 as usize, end);
                    found.push(Old {
                        years,
                        tokens,
                        sentence,
                        form: Form::Birthday,
                        full: None,
                        to: end + 1,
                        months: false,
                    });
                }
            }
            if found.len() > MANY {
                return Vec::new();
            }
        }
        found
    }

    /// How a figure of a sentence tells an age, if it does, and the token after the words that do.
    fn age_form(
        &self,
        (at, end): (usize, usize),
        (from, to): (usize, usize),
        words: Words,
        named: bool,
    ) -> Option<(Form, usize)> {
        let hyphen = |at: usize| self.is_mark(at, &["-", "‑"]);
        let one_before = at.checked_sub(1).filter(|&b| b >= from);
        let before = |n: usize| at.checked_sub(n).filter(|&b| b >= from);
        if hyphen(end)
            && (self.does(end + 1, role::AGE_YEAR) || self.does(end + 1, role::AGE_MONTH))
            && hyphen(end + 2)
            && self.does(end + 3, role::AGE_OLD)
        {
            let one = one_before.is_some_and(|b| self.does(b, role::A_OR_AN));
            // "She's a nine-year-old"
            let is = one
                && before(2).is_some_and(|b| {
                    self.listed(b, words.i_am).is_some_and(|(_, person)| person == Some(3))
                        || self.lists(b, words.is_now)
                            && before(3).is_some_and(|b| self.has(b, class::PRONOUN))
                });
            let form = if named {
                Form::Named
            } else if is {
                Form::Is
            } else if one {
                Form::OneYearOld
            } else {
                Form::YearOld
            };
            return Some((form, end + 4));
        }
        if named {
            return Some((Form::Named, end));
        }
        let b = one_before?;
        // "Those aged 22 and above", "children aged 5 to 21"
        if self.lists(end, words.bound) || self.is_mark(end, &["+"]) {
            return None;
        }
        // "Lived to be 97", "aged just 24".
        let led = (1..=WORDS)
            .any(|n| before(n).is_some_and(|b| self.listed(b, words.aged).is_some_and(|(to, _)| to == at)));
        if led {
            return Some((Form::Aged, end));
        }
        if self.does(b, role::AGE_BEFORE)
            || self.lists(b, words.age)
            || self.does(b, role::OF) && before(2).is_some_and(|b| self.lists(b, words.age))
        {
            return Some((Form::Aged, end));
        }
        // "A woman of 44", and no noun behind.
        if self.does(b, role::OF)
            && before(2).is_some_and(|b| self.has(b, class::NOUN_PERSON))
            && (end >= to
                || self.is_mark(end, &[",", ".", ";"])
                || self.does(end, role::WHO)
                || self.has(end, class::PREPOSITION))
        {
            return Some((Form::Aged, end));
        }
        // "The winger, 35,", and "Man, 62," in a headline.
        if self.is_mark(b, &[","])
            && before(2).is_some_and(|b| self.has(b, class::NOUN_PERSON))
            && self.is_mark(end, &[",", "."])
        {
            // "The retired teacher, 76,"
            let the = before(3).is_none_or(|_| {
                (3..=6)
                    .take_while(|&n| n == 3 || before(n - 1).is_some_and(|b| self.is_lower(b)))
                    .any(|n| before(n).is_some_and(|b| self.does(b, role::THE)))
            });
            // "GAME GRAN, 101,"
            let title = || {
                let headline =
                    self.facts.zone(self.facts.block_of(self.facts.sentence_of(at))) == Zone::Headline;
                headline
                    && at <= from + TITLE
                    && (from..at - 1).all(|at| self.token(at).is_some_and(Token::is_capital))
            };
            return (the || title()).then_some((Form::Noun, end));
        }
        if self.is_age_of_one((at, end), (from, to)) {
            return Some((Form::Noun, end));
        }
        let unit = self.does(end, role::UNIT_YEAR) || self.does(end, role::AGE_MONTH);
        let years_old = unit && self.does(end + 1, role::AGE_OLD);
        // "Rita Borg, seven months old, smiled."
        if years_old && self.is_mark(b, &[","]) && before(2).is_some_and(|b| self.is_somebody(b)) {
            return Some((Form::Noun, end + 2));
        }
        let figure = end;
        let end = if years_old { end + 2 } else { end };
        let closes = years_old
            || end >= to
            || self.token(end).is_some_and(|token| {
                token.kind == TokenKind::Mark && !token.is_glued()
                    || self.is_mark(end, &[",", ".", ";", ")", ":", "!", "?", "\"", "”", "—", "–"])
            })
            || self.is_any(end, &[class::PREPOSITION, class::CONJUNCTION, class::DETERMINER])
            || self.lists(end, words.other_time)
            || self.facts.starting(end).is_some_and(|fact| fact.kind() == Kind::Date);
        let closes = closes && !self.is_mark(end, &["%", "/", "-", "°"]) && !self.does(end, role::OF);
        // "I'm 44", and "he's 44", whose verb is a token of its own.
        let is =
            matches!(self.word(b), "'s" | "’s") && before(2).is_some_and(|b| self.has(b, class::PRONOUN));
        let i_am = if is { Some((at, Some(3))) } else { self.listed(b, words.i_am) };
        if closes && let Some((_, person)) = i_am {
            return Some((if person == Some(1) { Form::IAm } else { Form::Is }, end));
        }
        // "Is still 44".
        let verb = if self.lists(b, words.adverb) { before(2)? } else { b };
        if closes && self.lists(verb, words.is) {
            // "I am 44"
            let first = self.word(verb - usize::from(verb > from)).len() == 1;
            let form = match self.lists(verb, words.is_now) {
                true if first => Form::IAm,
                true => Form::Is,
                false => Form::Was,
            };
            let mut subject = verb.checked_sub(1).filter(|&s| s >= from)?;
            while subject > from && (self.lists(subject, words.adverb) || self.has(subject, class::AUXILIARY))
            {
                subject -= 1;
            }
            return self.is_somebody(subject).then_some((form, end));
        }
        let old_enough = self.years(at).is_some_and(|(years, _)| years >= AT as i64);
        // "At only 20".
        let b = if self.lists(b, words.adverb) { before(2)? } else { b };
        let dies = || (from..b).rev().take(FAR).any(|at| self.lists(at, words.died));
        if self.lists(b, words.at) && old_enough && (end < to || dies()) {
            let opens = b == from || self.is_mark(b - 1, &["“", "\"", "‘"]);
            let led = opens
                || self.is_mark(b - 1, &[",", "("])
                || self.does(b - 1, role::WHO)
                || self.does(b - 1, role::AND)
                || self.lists(b - 1, words.is)
                || dies();
            // "She wed at 31, in 1971."
            let dated = self.is_mark(end, &[","])
                && (end + 1..end + 4)
                    .filter_map(|at| self.facts.starting(at))
                    .any(|fact| matches!(&fact.value, Value::Date(date) if date.year.is_some()));
            let led = led || dated;
            return (led
                && (self.is_mark(end, &[","])
                    || self.lists(b - usize::from(b > from), words.is)
                    || (from..b).any(|at| self.lists(at, words.died))
                    || self.is_any(end, &[class::PRONOUN, class::AUXILIARY])
                    // "At 87 Vera has"
                    || opens && self.token(end).is_some_and(|t| t.is_word() && t.is_capital())))
            .then_some((Form::At, figure));
        }
        None
    }

    /// Whether a token ends what may name a person: a pronoun, a name, a noun of a person.
    pub(super) fn is_somebody(&self, at: usize) -> bool {
        let name = self
            .facts
            .within(self.facts.sentence_of(at), Kind::Person)
            .any(|fact| fact.tokens.1 as usize == at + 1);
        name || self.has(at, class::PRONOUN)
            || self.does(at, role::WHO)
            || self.has(at, class::NOUN_PERSON)
            || self.token(at).is_some_and(Token::is_capital)
            || self.is_mark(at, &[",", "–", "—"])
    }
}
