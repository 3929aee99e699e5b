//! Ages that words give bounds: "in her early thirties", "octogenarian", "teenager", "two weeks short of his 60th birthday".

use super::super::look::Look;
use super::super::{Kind, Precision, Value};
use super::List;
use crate::text::{Token, TokenKind, class, role};

/// How many tokens may stand between an owner and ten years: "in her very late".
const OWNER: usize = 4;

/// How words give an age bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::facts) enum Form {
    /// "Teenager Rita Borg".
    Noun,
    /// "Octogenarian".
    Years,
    /// "In her twenties".
    Tens,
    /// "Before her 40th birthday next spring".
    Birthday,
}

/// An age that words give bounds.
#[derive(Clone, Copy, Debug)]
pub(in crate::facts) struct Told {
    pub(in crate::facts) years: (i64, i64),
    pub(in crate::facts) tokens: (usize, usize),
    pub(in crate::facts) sentence: usize,
    pub(in crate::facts) form: Form,
}

/// The words by which ages get bounds.
#[derive(Clone, Copy)]
pub(in crate::facts) struct Words {
    teen: List,
    tens: List,
    noun: List,
    part: List,
    decade: List,
    birthday: List,
    coming: List,
    other_time: List,
    own: List,
    when: List,
    s: List,
    adverb: List,
    short: List,
    side: List,
}

impl Words {
    pub(in crate::facts) fn of(look: Look<'_>) -> Self {
        let list = |name| List::of(look.lexicon, name);
        Self {
            teen: list("life.teen"),
            tens: list("life.teens"),
            noun: list("life.years-noun"),
            part: list("era.part"),
            decade: list("era.decade"),
            birthday: list("life.birthday"),
            coming: list("life.coming"),
            other_time: list("life.past-time"),
            own: list("life.own"),
            when: list("life.when"),
            s: list("era.tens"),
            adverb: list("life.adverb"),
            short: list("life.short"),
            side: list("life.side"),
        }
    }
}

impl Look<'_> {
    /// The ages of an article that words give bounds, by sentences in order.
    pub(in crate::facts) fn ages_by_words(&self, words: Words) -> Vec<Told> {
        let mut found = Vec::new();
        for (sentence, &(from, to)) in self.facts.sentences.iter().enumerate() {
            if !self.facts.has_word_with(sentence, role::AGE_TOLD)
                || !self.facts.zone(self.facts.block_of(sentence)).is_own()
            {
                continue;
            }
            let (from, to) = (from as usize, to as usize);
            for at in from..to {
                let told = self
                    .noun_of_years(at, words)
                    .or_else(|| self.tens_of_age((from, at), words))
                    .or_else(|| self.short_of_age((from, at), words));
                found.extend(told);
            }
            for fact in self.facts.within(sentence, Kind::Ordinal) {
                let Value::Ordinal(ordinal) = &fact.value else { continue };
                let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                let Some(years) = i64::try_from(ordinal.value).ok().filter(|years| (5..=115).contains(years))
                else {
                    continue;
                };
                let own = at > from && self.lists(at - 1, words.own);
                if own && self.lists(end, words.birthday) && self.is_coming((from, to), words) {
                    found.push(Told {
                        years: (years - 1, years),
                        tokens: (at, end),
                        sentence,
                        form: Form::Birthday,
                    });
                }
            }
        }
        found
    }

    fn told_age(&self, years: (i64, i64), tokens: (usize, usize), form: Form) -> Told {
        Told { years, tokens, sentence: self.facts.sentence_of(tokens.0), form }
    }

    /// "Teenager Rita Borg", "octogenarian".
    fn noun_of_years(&self, at: usize, words: Words) -> Option<Told> {
        if let Some((end, Some(first))) = self.listed(at, words.noun) {
            let first = i64::try_from(first).ok()?;
            let years = (first, if first == 100 { 115 } else { first + 9 });
            return Some(self.told_age(years, (at, end), Form::Years));
        }
        let (end, _) = self.listed(at, words.teen)?;
        Some(self.told_age((13, 19), (at, end), Form::Noun))
    }

    /// "In her early thirties", "in his 50s", "in her teens".
    fn tens_of_age(&self, (from, at): (usize, usize), words: Words) -> Option<Told> {
        let teens = self.lists(at, words.tens);
        let first = if teens {
            Some((at + 1, 13))
        } else if let Some((end, Some(tens))) = self.listed(at, words.decade) {
            Some((end, i64::try_from(tens).ok()?))
        } else {
            let figure = self.token(at).filter(|t| t.kind == TokenKind::Number && t.end - t.start == 2)?;
            let tens = figure.of(self.facts.text).parse::<i64>().ok().filter(|tens| tens % 10 == 0)?;
            let glued = self.token(at + 1).is_some_and(Token::is_glued) && self.lists(at + 1, words.s);
            glued.then_some((at + 2, tens))
        };
        let (end, first) = first?;
        if !(13..=90).contains(&first) {
            return None;
        }
        let owner = (1..=OWNER)
            .filter_map(|n| at.checked_sub(n))
            .take_while(|&b| b >= from)
            .find(|&b| self.lists(b, words.own))?;
        let led = owner > from && self.does(owner - 1, role::IN);
        // "In her twenties she sang": of another time.
        let now = owner > from + 1
            && (self.is_mark(owner - 2, &[","])
                || self.has(owner - 2, class::AUXILIARY)
                || self.has(owner - 2, class::NOUN_PERSON))
            // "Still in her thirties, she has"
            || owner > from + 1
                && self.lists(owner - 2, words.adverb)
                && self.lists_any((end, end + 5), List::of(self.lexicon, "life.has"));
        let then =
            self.lists_any((from, owner), words.other_time) || self.lists_any((end, end + 2), words.when);
        if !led || !now || then {
            return None;
        }
        let part = (owner + 1..at).find_map(|b| {
            let (_, part, _) = self.listed_whole(b, words.part)?;
            let (low, high) = part.split_once(' ')?;
            Some((low.parse::<i64>().ok()?, high.parse::<i64>().ok()?))
        });
        let years = match part {
            Some((low, high)) if !teens => (first + low / 10 - 1, first + high / 10),
            _ => (first, first + if teens { 6 } else { 9 }),
        };
        Some(self.told_age(years, (at, end), Form::Tens))
    }

    /// "A year short of 30", "three months shy of 40", "on the wrong side of 50".
    fn short_of_age(&self, (from, at): (usize, usize), words: Words) -> Option<Told> {
        let side = self.listed_whole(at, words.side);
        let end = side.map(|(end, ..)| end).or_else(|| Some(self.listed(at, words.short)?.0))?;
        let (years, to) = self.years(end)?;
        let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::PRONOUN];
        let closes = self.token(to).is_none_or(|token| token.kind == TokenKind::Mark)
            || self.is_any(to, &small) && !self.does(to, role::OF);
        if !closes || years < 13 {
            return None;
        }
        if let Some((_, _, Some(wrong))) = side {
            let years = if wrong > 0 { (years, years + 9) } else { (years - 10, years) };
            return Some(self.told_age(years, (end, to), Form::Tens));
        }
        let unit = at.checked_sub(1).filter(|&unit| unit > from)?;
        let count = self.plain_number(unit - 1).and_then(|n| i64::try_from(n).ok());
        let count = count.or_else(|| self.does(unit - 1, role::A_OR_AN).then_some(1));
        let short = if self.does(unit, role::UNIT_YEAR) {
            count?
        } else if self.does(unit, role::AGE_MONTH) {
            1
        } else {
            return None;
        };
        let first = if self.does(unit, role::UNIT_YEAR) { unit - 1 } else { unit };
        Some(self.told_age((years - short, years - short), (first, to), Form::Tens))
    }

    /// Whether a birthday of a sentence is still to come, or has just been.
    fn is_coming(&self, (from, to): (usize, usize), words: Words) -> bool {
        let dated = self.facts.within(self.facts.sentence_of(from), Kind::Date).any(|fact| {
            matches!(&fact.value, Value::Date(date) if date.precision == Precision::Weekday || date.deictic)
        });
        let then = self.lists_any((from, to), words.other_time);
        !then && (dated || self.lists_any((from, to), words.coming))
    }
}
