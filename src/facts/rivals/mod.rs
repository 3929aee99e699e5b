//! Figures that stand side by side where only one can be meant: "will cost £45,000 £54,000", "in 1987 1978", "the
//! 230-bed 320-bed clinic". One was left when the other was put in.

mod measured;

pub(super) use measured::measured;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::declare::kind;
use super::look::Look;
use super::restated::is_slip;
use super::{Bound, Fact, Facts, Form, Kind, Number, Value};
use crate::lexicon::Lexicon;
use crate::text::{Space, Token, class, role};

/// Two figures side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rivals {
    /// What both are: money, percent, date, ordinal, count, number, compound, fraction, age or measure.
    pub class: &'static str,
}

kind! {
    /// Two figures side by side where only one can be meant.
    Rivals(r) as "rivals", over Facts;

    Class: Text = r.class,
        "what both are: money, percent, date, ordinal, count, number, compound, fraction, age or measure";
}

/// The figures of an article that stand side by side. Linear.
pub(super) fn rivals(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    let mut before: Option<&Fact> = None;
    let mut row: Option<u32> = None;
    for fact in facts.all().iter().filter(|fact| is_figure(fact)) {
        let pair = before.filter(|first| first.sentence == fact.sentence && fact.zone.is_own());
        if let Some(first) = pair
            && let Some(class) = look.is_beside(first, fact)
        {
            // Three in a row are a table.
            if row == Some(first.tokens.0) {
                found.pop_if(|last: &mut Fact| last.tokens.1 == first.tokens.1);
            } else if (class == "age" || look.is_led(first) || look.is_age_of_person(first, fact))
                && look.sentence_goes_on(fact)
            {
                found.push(look.pair(first, fact, class));
            }
            row = Some(fact.tokens.0);
        }
        before = Some(fact);
    }
    found
}

fn is_figure(fact: &Fact) -> bool {
    matches!(
        fact.kind(),
        Kind::Money | Kind::Percent | Kind::Date | Kind::Ordinal | Kind::Count | Kind::Number
    )
}

fn bound(fact: &Fact) -> Bound {
    match &fact.value {
        Value::Money(money) => money.amount.bound,
        Value::Percent(percent) => percent.value.bound,
        Value::Count(count) => count.number.bound,
        Value::Number(number) => number.bound,
        _ => Bound::Exact,
    }
}

impl Look<'_> {
    /// What two figures are that stand side by side and are of one kind.
    fn is_beside(&self, first: &Fact, second: &Fact) -> Option<&'static str> {
        let (from, to) = (first.tokens.1 as usize, second.tokens.0 as usize);
        if self.token(to)?.space != Space::Single {
            return None;
        }
        // "At least 12 14 people"
        let kept = bound(second) == Bound::Exact && matches!(second.value, Value::Count(_));
        if bound(first) != bound(second) && !kept {
            return None;
        }
        let last = second.tokens.1 as usize;
        if to == from + 1 && self.is_mark(from, &[","]) {
            return self.is_put_again_by_comma(first, second);
        }
        if let (Value::Number(a), Value::Number(b)) = (&first.value, &second.value) {
            if a.compound && b.compound {
                return self.is_compound(from, to, second).then_some("compound");
            }
            // "A third a quarter of the crop"
            if b.form == Form::Fraction {
                let whole = a.form == Form::Fraction && from == to;
                return whole.then_some("fraction");
            }
            // "12 15 km", "aged 34 36", "seven eight out of ten"
            let unit = self.does(last, role::UNIT_SYMBOL);
            let age = self.does((first.tokens.0 as usize).checked_sub(1)?, role::AGE_BEFORE);
            // "A 40 45 minute wait", "at 7 8 p.m.", "a magnitude 5.1 5.4 quake"
            let measure = self.has(last, class::NOUN_MEASURE) && self.is_lower(last);
            let hour = self.does(last, role::TIME_HALF);
            let exact = a.value.scale() > 0 && a.value.scale() == b.value.scale() && self.is_lower(last);
            if hour && from == to && a.form == b.form && a.value != b.value {
                return Some("number");
            }
            let unit = unit || measure || exact || self.is_age_of_person(first, second);
            let plain = from == to && a.form == b.form && !a.label && !b.label && a.value != b.value;
            let words =
                a.form == Form::Words && self.does(last, role::SHARE_OUT) && self.does(last + 1, role::OF);
            return (plain && (unit || age || words)).then_some("number");
        }
        // "cost $1.6 million cost $1.9 million"
        let lead = (first.tokens.0 as usize).checked_sub(1)?;
        let again = to == from + 1
            && self.is_lower(from)
            && self.word(from) == self.word(lead)
            && !self.has(from, class::PREPOSITION);
        if from != to && !again {
            return None;
        }
        match (&first.value, &second.value) {
            // "A third a quarter of the crop"
            (Value::Ordinal(_), Value::Number(b)) => {
                let part = from == to && b.form == Form::Fraction && self.has(from - 1, class::FRACTION);
                (part && self.is_any(lead, &[class::DETERMINER, class::CARDINAL])).then_some("fraction")
            }
            // "worth about $3 million about $17,500 a ton"
            (Value::Money(a), Value::Money(b)) => {
                (a.currency == b.currency && bound(first) == Bound::Exact).then_some("money")
            }
            // "40 million 50 million euros"
            (Value::Number(a), Value::Money(b)) => {
                (a.form == Form::Mixed && b.amount.form == Form::Mixed && from == to).then_some("money")
            }
            // "12 13 May"
            (Value::Number(a), Value::Date(b)) => {
                let day = b.day.is_some()
                    && a.form == Form::Digits
                    && !a.compound
                    && self.word(to).parse::<u8>().is_ok();
                (day && from == to && a.value < Decimal::from(32)).then_some("date")
            }
            // "12 14 dead", "about 300 about 400 people"
            (Value::Number(a), Value::Count(b)) => {
                let bare = b.noun.is_none() && b.event.is_some() && a.form == b.number.form;
                // "About 4,700 9mm pistols"
                let unit = self.token(to + 1).is_some_and(|next| next.is_glued() && next.is_word());
                let bound =
                    a.bound != Bound::Exact && a.form == b.number.form && a.value != b.number.value && !unit;
                // "Shut for six 6 months"
                let again = a.value == b.number.value && a.form != b.number.form && b.number.gloss.is_none();
                // "Seven eight out of ten fields"
                let part = b.whole.is_some() && a.form == Form::Words && b.number.form == Form::Words;
                (from == to && (bare || bound || part || again) && !a.label && !a.compound).then_some("count")
            }
            (Value::Percent(a), Value::Percent(b)) => (a.points == b.points).then_some("percent"),
            (Value::Number(a), Value::Percent(b)) => {
                (!a.label && !a.compound && !b.points && a.form == b.value.form).then_some("percent")
            }
            (Value::Date(a), Value::Date(b)) => {
                let year = a.year.is_some() && b.year.is_some() && a.month.is_none() && b.month.is_none();
                // "the years 2005 2007" has lost a dash.
                (from == to && year && self.has(lead, class::PREPOSITION)).then_some("date")
            }
            (Value::Ordinal(a), Value::Ordinal(b)) => {
                // "Her second fourth place": the first counts places, of which the second is one. "A third fourth."
                let end = second.tokens.1 as usize;
                let place = self.lists(end, super::life::List::of(self.lexicon, "nth.place"));
                let noun = self.token(end).is_some_and(Token::is_word);
                (from == to && a.value != b.value && !place && noun).then_some("ordinal")
            }
            (Value::Count(a), Value::Count(b)) => {
                // "It had two children Both children": a full stop is missing.
                let begins = self.token(to).is_some_and(Token::is_capital);
                (!begins && a.noun.is_some() && a.noun == b.noun && a.modifiers == b.modifiers)
                    .then_some("count")
            }
            _ => None,
        }
    }

    /// Whether hyphens join the same words to two figures: "230-bed 320-bed", "a 24-year-old 27-year-old".
    fn is_compound(&self, from: usize, to: usize, second: &Fact) -> bool {
        let last = second.tokens.1 as usize;
        let joined = |at: usize| match at % 2 {
            0 => self.is_mark(from + at, &["-"]) && self.is_mark(last + at, &["-"]),
            _ => self.is_lower(from + at) && self.word(from + at) == self.word(last + at),
        };
        matches!(to.wrapping_sub(from), 2 | 4) && (0..to - from).all(joined)
    }

    /// What two figures are of which the second says the first again behind a comma: "the bid of $3.4 million, $3.7
    /// million came late", "Ian Roe, 34, 36, of Hull".
    fn is_put_again_by_comma(&self, first: &Fact, second: &Fact) -> Option<&'static str> {
        let lead = (first.tokens.0 as usize).checked_sub(1)?;
        if !self.are_two(first.tokens, second.tokens) {
            return None;
        }
        match (&first.value, &second.value) {
            (Value::Money(a), Value::Money(b)) => {
                let one = a.currency == b.currency
                    && a.amount.value != b.amount.value
                    && is_slip(a.amount.interval(), b.amount.interval());
                (one && self.does(lead, role::OF)).then_some("money")
            }
            (Value::Number(a), Value::Number(b)) => {
                let old = |number: &Number| {
                    number.form == Form::Digits
                        && !number.compound
                        && (16..=110).contains(&number.value.to_u32().unwrap_or_default())
                };
                let named = self.is_mark(lead, &[","])
                    && self
                        .facts
                        .within(first.sentence as usize, Kind::Person)
                        .any(|person| person.tokens.1 as usize == lead);
                (named && old(a) && old(b) && a.value != b.value).then_some("age")
            }
            _ => None,
        }
    }

    /// Whether two figures stand where the age of a person does: "Karl Roe, 23 24, sang".
    fn is_age_of_person(&self, first: &Fact, second: &Fact) -> bool {
        let lead = (first.tokens.0 as usize).checked_sub(1).filter(|&lead| self.is_mark(lead, &[","]));
        let named = |lead: usize| {
            let people = self.facts.within(first.sentence as usize, Kind::Person);
            people.into_iter().any(|person| person.tokens.1 as usize == lead)
        };
        self.is_mark(second.tokens.1 as usize, &[","]) && lead.is_some_and(named)
    }

    /// Whether a word in small letters leads to a figure, as in a sentence and not in a row of figures.
    fn is_led(&self, fact: &Fact) -> bool {
        let before = (fact.tokens.0 as usize).checked_sub(1);
        before.is_some_and(|at| self.is_lower(at) || self.has(at, class::DETERMINER))
    }

    /// Whether a sentence goes on after a figure as sentences do: with a mark, a small word, or what is counted.
    fn sentence_goes_on(&self, fact: &Fact) -> bool {
        let at = fact.tokens.1 as usize;
        let small =
            [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::DETERMINER, class::PRONOUN];
        // "Her third fourth title", "the $5m $6m centre".
        let counts = match &fact.value {
            // "The 2019 2020 season" is one.
            Value::Date(date) => date.day.is_some(),
            Value::Percent(_) => false,
            _ => true,
        };
        let counts = counts && self.is_lower(at);
        counts
            || self.is_mark(at, &[",", ".", ";", "-"])
            || self.is_any(at, &small)
            || self.token(at).is_none_or(|token: &Token| token.space == Space::Wide)
    }

    fn pair(&self, first: &Fact, second: &Fact, class: &'static str) -> Fact {
        // "230-bed 320-bed"
        let last = second.tokens.1 + if class == "compound" { 2 } else { 0 };
        let tokens = (first.tokens.0, last);
        let span = self.facts.span(tokens.0 as usize, tokens.1 as usize);
        Fact { span, tokens, value: Value::Rivals(Rivals { class }), ..first.clone() }
    }
}
