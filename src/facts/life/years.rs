//! Years that are told to have passed: "30 years ago", "a quarter of a century on", "the 40th anniversary", "the centenary",
//! "their silver wedding", "turns 50".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::List;
use crate::document::Zone;
use crate::text::{Token, class, role};

/// How many tokens before some years "first" may stand: "their first title in 20 years".
const FIRST: usize = 6;

/// Some years and where they are told.
#[derive(Clone, Debug)]
pub(super) struct Years {
    pub(super) years: Decimal,
    /// From their first token to what makes them years that have passed.
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
    pub(super) form: &'static str,
}

/// The words by which years that have passed are told.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) noun: List,
    pub(super) metal: List,
    pub(super) metal_of: List,
    pub(super) day: List,
    pub(super) ago: List,
    pub(super) since: List,
    pub(super) on: List,
    pub(super) later: List,
    pub(super) of: List,
    pub(super) now: List,
    pub(super) other: List,
    pub(super) its: List,
    pub(super) that: List,
    pub(super) going: List,
    pub(super) turn: List,
    pub(super) celebrate: List,
    pub(super) exact: List,
    pub(super) birthday: List,
    pub(super) begun: List,
    pub(super) beginning: List,
    pub(super) quarter: List,
    pub(super) first: List,
    pub(super) first_in: List,
    pub(super) last: List,
    pub(super) what: List,
}
impl Words {
    pub(super) fn of(look: Look<'_>) -> Self {
        let list = |name| List::of(look.lexicon, name);
        Self {
            noun: list("years.noun"),
            metal: list("years.metal"),
            metal_of: list("years.metal-of"),
            day: list("years.day"),
            ago: list("years.ago"),
            since: list("years.since"),
            on: list("years.on"),
            later: list("years.later"),
            of: list("years.of"),
            now: list("years.now"),
            other: list("years.other"),
            its: list("years.its"),
            that: list("years.that"),
            going: list("years.going"),
            turn: list("years.turn"),
            celebrate: list("years.celebrate"),
            exact: list("years.exact"),
            birthday: list("life.birthday"),
            begun: list("years.begun"),
            beginning: list("years.beginning"),
            quarter: list("years.quarter"),
            first: list("years.first"),
            first_in: list("years.first-in"),
            last: list("years.last"),
            what: list("years.what"),
        }
    }
}

impl Look<'_> {
    /// The years that a sentence says have passed.
    pub(super) fn years_told(
        &self,
        sentence: usize,
        measures: &[Fact],
        words: Words,
        found: &mut Vec<Years>,
    ) {
        if !self.facts.has_word_with(sentence, role::YEARS_TOLD) {
            return;
        }
        let (from, to) = self.sentence(sentence);
        for fact in self.facts.within(sentence, Kind::Ordinal) {
            let end = fact.tokens.1 as usize;
            if let Value::Ordinal(ordinal) = &fact.value
                && self.lists(end, words.day)
            {
                let at = fact.tokens.0 as usize;
                // "Her 16th birthday" is hers.
                let thing = self.does(end + 1, role::OF) || at > from && self.lists(at - 1, words.its);
                let person = self.lists(end, words.birthday) && !thing;
                if !person {
                    found.push(Years {
                        years: ordinal.value,
                        tokens: (at, end + 1),
                        sentence,
                        form: "anniversary",
                    });
                }
            }
        }
        let zone = self.facts.zone(self.facts.block_of(sentence));
        for at in from..to {
            let number = |list: List| self.listed(at, list).and_then(|(end, number)| Some((end, number?)));
            // "The golden couple", "a silver jubilee", "the centenary".
            let metal = number(words.metal)
                .filter(|&(end, _)| end < to && self.lists(end, words.metal_of))
                .map(|(end, n)| (end + 1, n));
            // "In Centennial, Colo." is a place.
            let place =
                at > from && self.token(at).is_some_and(Token::is_capital) && self.lists(at, words.noun);
            if place && zone != Zone::Headline {
                continue;
            }
            if let Some((end, years)) = metal.or_else(|| number(words.noun)) {
                found.push(Years { years: years.into(), tokens: (at, end), sentence, form: "anniversary" });
            }
        }
        // "The museum turns 50 this week."
        for at in from + 1..to {
            if self.lists(at, words.turn)
                && let Some((years, end)) = self.years(at + 1)
                && years >= 10
                && self.is_thing(at - 1)
                && (end >= to
                    || self.is_mark(end, &[",", ".", ";"])
                    || self.is_any(end, &[class::DETERMINER, class::PREPOSITION]))
            {
                found.push(Years {
                    years: years.into(),
                    tokens: (at + 1, end),
                    sentence,
                    form: "anniversary",
                });
            }
        }
        let mut add = |(at, end): (usize, usize), years: Decimal| {
            found.extend(self.passed_form((at, end), to, words).map(|(form, end)| Years {
                years,
                tokens: (at, end),
                sentence,
                form,
            }));
        };
        // "Ten years ago" is a date by itself.
        for fact in self.facts.within(sentence, Kind::Date) {
            let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if end == at + 3
                && (self.lists(end - 1, words.ago)
                    || self.lists(end - 1, words.on)
                    || self.lists(end - 1, words.later))
                && self.does(end - 2, role::UNIT_YEAR)
                && let Some(years) = self.plain_number(at)
                && !self.is_bounded(at)
            {
                add((at, end - 1), years);
            }
        }
        let first = measures.partition_point(|fact| (fact.sentence as usize) < sentence);
        for fact in measures[first..].iter().take_while(|fact| fact.sentence as usize == sentence) {
            let Value::Measure(measure) = &fact.value else { continue };
            let unit = match measure.unit.as_str() {
                "year" => Decimal::ONE,
                "decade" => Decimal::TEN,
                "century" => Decimal::ONE_HUNDRED,
                _ => continue,
            };
            let plain = !measure.several && !measure.amount.compound && measure.amount.bound == Bound::Exact;
            let years = measure.amount.value.checked_mul(unit).filter(|_| plain);
            if let Some(years) = years {
                add((fact.tokens.0 as usize, fact.tokens.1 as usize), years);
            }
        }
        // "A decade", "a quarter of a century": no figure stands before.
        for at in from..to {
            let years = match self.word(at) {
                _ if !self.does(at, role::A_OR_AN)
                    || at > from && (self.does(at - 1, role::NUMBER_HALF) || self.does(at - 1, role::OF)) =>
                {
                    continue;
                }
                _ if self.lists(at + 1, words.quarter)
                    && self.does(at + 2, role::OF)
                    && self.does(at + 3, role::A) =>
                {
                    self.unit_years(at + 4).map(|years| ((at, at + 5), years / Decimal::from(4)))
                }
                _ => self.unit_years(at + 1).map(|years| ((at, at + 2), years)),
            };
            let measured = measures[first..]
                .iter()
                .take_while(|fact| fact.sentence as usize == sentence)
                .any(|fact| fact.tokens.0 as usize == at);
            if let Some((tokens, years)) = years.filter(|_| !measured && !self.is_bounded(at)) {
                add(tokens, years);
            }
        }
    }

    /// Whether a token ends what names a thing: a lower-case word that is no noun of a person.
    fn is_thing(&self, at: usize) -> bool {
        self.is_lower(at)
            && !self.is_any(at, &[class::NOUN_PERSON, class::PRONOUN, class::AUXILIARY, class::CONJUNCTION])
            && !self.does(at, role::WHO)
    }

    /// How many years a word is of that is a unit of ten or more: "decade".
    fn unit_years(&self, at: usize) -> Option<Decimal> {
        let class = self.lexicon.class("unit")?;
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?;
        match hit.value.split(' ').next()? {
            "decade" => Some(Decimal::TEN),
            "century" => Some(Decimal::ONE_HUNDRED),
            _ => None,
        }
    }

    /// How some years of a sentence are told to have passed, and the token after the words that tell it.
    fn passed_form(
        &self,
        (at, end): (usize, usize),
        to: usize,
        words: Words,
    ) -> Option<(&'static str, usize)> {
        // "Marks three decades of sailing"
        let marks = at > 0 && self.lists(at - 1, words.celebrate);
        if marks && (self.does(end, role::OF) || self.has(end, class::PREPOSITION)) {
            return Some(("anniversary", end));
        }
        if self.lists(end, words.ago) {
            return Some(("ago", end + 1));
        }
        // "For the first time in two decades", "their first title in 20 years"
        let first = (1..=FIRST).filter_map(|n| at.checked_sub(n)).any(|start| self.lists(start, words.first));
        if first && self.lists(at - 1, words.first_in) {
            return Some(("first", end));
        }
        // "20 years to the day after"
        let exact = self.listed(end, words.exact).map_or(end, |(end, _)| end);
        if let Some((end, _)) = self.listed(exact, words.since).filter(|&(end, _)| end < to) {
            return Some(("since", end));
        }
        let end = exact;
        if let Some((end, _)) = self.listed(end, words.going) {
            return Some(("anniversary", end));
        }
        if self.lists(end, words.later) {
            return Some(("later", end + 1));
        }
        let opens = at == 0 || !self.token(at - 1).is_some_and(Token::is_word);
        if opens && self.lists(end, words.of) && !self.lists(end, List::of(self.lexicon, "span.other")) {
            return Some(("of", end + 1));
        }
        // "After 55 years a few more days will do no harm."
        if at > 0 && self.lists(at - 1, words.since) && self.is_any(end, &[class::DETERMINER, class::PRONOUN])
        {
            return Some(("of", end));
        }
        let closes = |at: usize| at >= to || self.is_mark(at, &[",", ";", ":", "—", "–", ")"]);
        if self.lists(end, words.on) && closes(end + 1) {
            return Some(("on", end + 1));
        }
        None
    }

    /// The number that one token is: "ten", "38".
    pub(in crate::facts) fn plain_number(&self, at: usize) -> Option<Decimal> {
        if !self.is_number(at) {
            return None;
        }
        let tokens = &self.facts.tokens;
        let word = [class::CARDINAL, class::TENS].into_iter().find_map(|class| {
            self.lexicon.at(self.facts.text, tokens, at, at + 1, class)?.number.map(Decimal::from)
        });
        word.or_else(|| self.word(at).parse().ok().filter(|_| self.is_number(at)))
    }
}
