//! What a figure is for: "210 euros each", "14 tonnes a day", "six tonnes to the hectare", "four shifts of 12 hours", "a
//! daily wage of 420 rupees", "a pitch cost £15", "the hall holds 450".

use rust_decimal::Decimal;

use super::{Figure, Of, Per};
use crate::facts::look::Look;
use crate::facts::measure;
use crate::language;
use crate::text::{class, role};

/// How many tokens behind "each" its figure may stand.
const EACH: usize = 6;

/// How many tokens before a number of things in its clause.
const FAR: usize = 10;

/// How many tokens before an amount "every" or "each" may stand in its clause.
const CLAUSE: usize = 18;

/// How many tokens may stand between a figure and the period that it is for: "240,000 that it pays the landlord each month".
const APART: usize = 6;

impl<'f> Look<'f> {
    /// What a figure is for: "210 euros each", "14 tonnes a day", "5 euros a crate", "each carried 40 tonnes".
    pub(super) fn per(self, figures: &[Figure<'f>], index: usize) -> Per<'f> {
        let figure = &figures[index];
        let (start, end) = self.sentence(figure.sentence);
        let (from, to) = figure.tokens;
        if let Some(number) = self.groups_of(index, figures) {
            return Per::Of(number);
        }
        // "Each claimed between £200 and £400"
        if figure.of == Of::Time || from > start && self.does(from - 1, role::TIME_BETWEEN) {
            return Per::None;
        }
        if from > start
            && self.does(from - 1, role::RATE_HOLDS)
            && matches!(figure.of, Of::Plain | Of::Count(_))
        {
            return Per::Each;
        }
        if figure.of == Of::Plain {
            return self.thing_of_average(figure, end).map_or(Per::None, Per::Thing);
        }
        if self.is_per_two((to, end)) {
            return Per::None;
        }
        if let Some(period) = self.period_told(index, figures, (start, end)) {
            return Per::Period(period);
        }
        if self.does(to, role::RATE_EACH) && to < end {
            return if self.period_of(to + 1).is_some() { Per::None } else { Per::Each };
        }
        // "Six tonnes to the hectare"
        if self.does(to, role::SYNTAX_TO) && self.does(to + 1, role::THE) && self.is_unit(to + 2, end) {
            return Per::Thing(self.word(to + 2));
        }
        // "£450 on every one of them", "eight coaches in each train"; but not "one in every ten"
        let joint = self.is_any(to, &[class::PREPOSITION]) || self.does(to, role::SYNTAX_TO);
        let number = self.is_number(to + 2) && !self.does(to + 3, role::OF);
        if joint && to + 1 < end && self.does(to + 1, role::RATE_EACH) && !number {
            return if self.period_of(to + 2).is_some() { Per::None } else { Per::Each };
        }
        let article =
            self.does(to, role::A_OR_AN) || self.does(to, role::RATE_PER) || self.is_mark(to, &["/"]);
        if article && to + 1 < end {
            if let Some(period) = self.period_of(to + 1) {
                // "393 million a year earlier" is no rate.
                let when = self.does(to + 2, role::CHANGE_EARLIER) || self.does(to + 2, role::CHANGE_LATER);
                return if when { Per::None } else { Per::Period(period) };
            }
            let thing =
                self.is_lower(to + 1) && !self.is_any(to + 1, &[class::PREPOSITION, class::NOUN_EVENT]);
            let sized = matches!(figure.of, Of::Money(_) | Of::Measure(_)) || self.is_unit(to + 1, end);
            let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::PRONOUN];
            let ends = !self.is_lower(to + 2) || self.is_any(to + 2, &small);
            if thing && sized && ends || thing && self.does(to, role::RATE_PER) {
                return Per::Thing(self.word(to + 1));
            }
        }
        if let Some(thing) = self.thing_priced(figure, start) {
            return Per::Thing(thing);
        }
        if self.is_same_for_all(figure, start) {
            return Per::Each;
        }
        // "Each of the twelve pupils"
        if self.is_of_each(figure) {
            return Per::None;
        }
        let amount = matches!(figure.of, Of::Money(_));
        let far = if amount { CLAUSE } else { FAR };
        let clause = |at: &usize| amount || *at + EACH >= from || !self.is_mark(*at, &[",", ";", ":", "("]);
        let each = (from.saturating_sub(far).max(start)..from)
            .rev()
            .take_while(clause)
            .find(|&at| self.does(at, role::RATE_EACH));
        // "Each of the six has 30 beds", and not "each has 30 beds in six rooms" or "90 euros each to 12 crews".
        let of_them = |f: &Figure<'f>, each: usize| {
            let plain = f.of == Of::Plain && f.tokens.0 <= each + 4 && f.tokens.1 < from;
            plain || f.tokens.1 < from && self.is_of_each(f)
        };
        // "£350 on each of them, and will pay £4,500"
        let taken = |f: &Figure<'f>, each: usize| {
            f.tokens.1 == each || f.tokens.1 + 1 == each && self.is_any(f.tokens.1, &[class::PREPOSITION])
        };
        let between = |each: usize| {
            figures[..index].iter().any(|f| taken(f, each) || f.tokens.0 > each && !of_them(f, each))
        };
        // "Nine out of every ten".
        let of = |each: usize| each + 1 >= from && each > start && self.does(each - 1, role::OF);
        // "Every day" is a period, and "each other" nothing.
        let plain = |each: usize| self.period_of(each + 1).is_none();
        if each.is_some_and(|each| !between(each) && !of(each) && plain(each)) {
            return Per::Each;
        }
        // "Six parts of €900".
        let parts = from >= start + 3
            && self.does(from - 1, role::OF)
            && language::chosen().looks_plural(self.word(from - 2));
        let counted = index > 0
            && figures[index - 1].tokens.0 + EACH > from
            && figures[index - 1].tokens.0 >= start
            && matches!(figures[index - 1].of, Of::Count(_) | Of::Plain);
        if parts && counted && matches!(figure.of, Of::Money(_)) { Per::Each } else { Per::None }
    }

    /// The thing of which a number with a part is the average: "4.1 to the nest", "4.8 an over", "2.5 per household".
    fn thing_of_average(self, figure: &Figure<'f>, end: usize) -> Option<&'f str> {
        let to = figure.tokens.1;
        let the = self.does(to, role::SYNTAX_TO) && self.does(to + 1, role::THE);
        let a = self.does(to, role::A_OR_AN) || self.does(to, role::RATE_PER);
        let thing = to + if the { 2 } else { 1 };
        let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::PRONOUN];
        let alone = !self.is_lower(thing + 1) || self.is_any(thing + 1, &small) || thing + 1 >= end;
        let noun = thing < end && self.is_lower(thing) && self.period_of(thing).is_none();
        (!figure.said.0.fract().is_zero() && (the || a) && noun && alone).then(|| self.word(thing))
    }

    /// Whether a figure is for each of two things: "€80 per person a night", "£3 an hour for each child".
    fn is_per_two(self, (to, end): (usize, usize)) -> bool {
        let per = |at: usize| {
            let article =
                self.does(at, role::A_OR_AN) || self.does(at, role::RATE_PER) || self.is_mark(at, &["/"]);
            let one = article && at + 1 < end && self.is_lower(at + 1);
            one || at < end && self.does(at, role::RATE_EACH)
        };
        let apart = usize::from(self.is_any(to + 2, &[class::PREPOSITION]));
        let each = self.does(to, role::RATE_EACH);
        each && per(to + 1) || !each && per(to) && per(to + 2 + apart)
    }

    /// Whether words say that a figure is one for all: "the same £38.50", "a flat entry fee of £15".
    fn is_same_for_all(self, figure: &Figure<'f>, start: usize) -> bool {
        let from = figure.tokens.0;
        let of = from > start && self.does(from - 1, role::OF);
        let sized = matches!(figure.of, Of::Money(_) | Of::Measure(_));
        let first = from.saturating_sub(if of { EACH - 1 } else { 1 }).max(start);
        let to = from - usize::from(of);
        sized
            && (first..to)
                .rev()
                .take_while(|&at| self.is_lower(at) && !self.is_any(at, &[class::PREPOSITION]))
                .any(|at| self.does(at, role::RATE_SAME))
    }

    /// How long the period is that a token names, in seconds; a month is 30.4 days and a year 365.
    pub(super) fn period_of(self, at: usize) -> Option<Decimal> {
        let unit = self.lexicon.class("unit")?;
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, unit)?;
        let (low, high) = measure::seconds(hit.value)?;
        Some((low + high) / Decimal::TWO)
    }

    /// Whether a token is the name of a unit: "hectare".
    fn is_unit(self, at: usize, end: usize) -> bool {
        let unit = self.lexicon.class("unit").filter(|_| at < end);
        unit.is_some_and(|unit| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, unit).is_some()
        })
    }

    /// The period of a figure beside which a word for it stands: "14 tonnes each day", "a monthly rent of £900", "420
    /// rupees daily".
    fn period_told(
        self,
        index: usize,
        figures: &[Figure<'f>],
        (start, end): (usize, usize),
    ) -> Option<Decimal> {
        let (from, to) = figures[index].tokens;
        let next = figures.get(index + 1).map_or(end, |next| next.tokens.0.min(end));
        let stop = |at: &usize| !self.is_mark(*at, &[",", ";", ":", "(", ")"]) && !self.is_dash(*at);
        let mut behind = (to..next.min(to + APART)).take_while(stop);
        if let Some(each) = behind.find(|&at| self.does(at, role::RATE_EACH)) {
            return self.period_of(each + 1);
        }
        if let Some(period) = self.period_adverb(to, end) {
            return Some(period);
        }
        // "A daily wage of 420 rupees", "a yearly 54,000 euros"
        let of = from > start && self.does(from - 1, role::OF);
        let first = from.saturating_sub(if of { 4 } else { 1 }).max(start);
        (first..from).rev().take_while(stop).find_map(|at| self.period_adverb(at, from))
    }

    /// How long the period is for which a word stands, in seconds: "daily", "monthly".
    fn period_adverb(self, at: usize, end: usize) -> Option<Decimal> {
        let class = self.lexicon.class("rate.period")?;
        let hit = self.aside_at(at, end, class)?;
        hit.number.map(Decimal::from)
    }

    /// Of how many things a figure is the size of each: "four shifts of 12 hours", "12 instalments of €4,200".
    fn groups_of(self, index: usize, figures: &[Figure<'f>]) -> Option<Decimal> {
        let figure = &figures[index];
        let number = figures.get(index.checked_sub(1)?)?;
        let of = figure.tokens.0.checked_sub(1)?;
        let beside = number.sentence == figure.sentence && number.tokens.1 == of && self.does(of, role::OF);
        let counted = matches!(number.of, Of::Count(_)) && language::chosen().looks_plural(self.word(of - 1));
        let sized = matches!(figure.of, Of::Time | Of::Measure(_));
        let whole = number.said.0.fract().is_zero() && number.said.0 >= Decimal::TWO;
        (beside && counted && sized && whole).then_some(number.said.0)
    }

    /// The one thing of which an amount is the price: "a pitch cost £15", "a machine that charges two euros".
    fn thing_priced(self, figure: &Figure<'f>, start: usize) -> Option<&'f str> {
        let from = figure.tokens.0;
        let cost =
            (from.saturating_sub(2).max(start)..from).rev().find(|&at| self.does(at, role::RATE_COSTS))?;
        let noun = cost.checked_sub(1).filter(|&noun| noun > start && self.is_lower(noun))?;
        let one = (noun.saturating_sub(2).max(start)..noun).any(|at| self.does(at, role::A_OR_AN));
        (one && matches!(figure.of, Of::Money(_))).then(|| self.word(noun))
    }
}
