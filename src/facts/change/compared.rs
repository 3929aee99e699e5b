//! Figures that are set above or below another one: "31 miles, shorter than the 60 by road".

use rust_decimal::Decimal;

use super::{Figure, Of};
use crate::Interval;
use crate::facts::declare::kind;
use crate::facts::look::Look;
use crate::facts::{Bound, Fact, Facts, Key, Number, Value};
use crate::lexicon::Lexicon;
use crate::text::{Class, Token, class, role};

/// How many words may stand between a figure and the word that compares it: ", which is still far higher".
const BEFORE: usize = 5;

/// How many tokens may stand between "than" and the other figure.
const BEHIND: usize = 7;

/// A figure that is compared with another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// What it is compared with.
    pub from: Interval,
    /// The figure.
    pub to: Interval,
    /// What both are: count, money, percent or measure.
    pub class: &'static str,
    /// 1 where it is said to be more, -1 where it is said to be less.
    pub direction: Decimal,
}

kind! {
    /// A figure that is set above or below another one: "31 miles, shorter than the 60 by road".
    Comparison(c) as "comparison", over Facts;

    From: Number = c.from.middle(), "what the figure is compared with; of a measure, in the unit of its dimension";
    To: Number = c.to.middle(), "the figure; of a measure, in the unit of its dimension";
    Class: Text = c.class, "what both are: count, money, percent or measure";
    Direction: Number = c.direction, "1 where it is said to be more, -1 where it is said to be less";
}

impl Comparison {
    /// Between which values one of its numbers lies.
    pub(in crate::facts) const fn interval_of(&self, key: Key) -> Option<Interval> {
        match key {
            Key::From => Some(self.from),
            Key::To => Some(self.to),
            _ => None,
        }
    }
}

/// The comparisons of an article. Linear.
pub(in crate::facts) fn comparisons(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let Some(class) = lexicon.class("change.comparative") else { return Vec::new() };
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for sentence in 0..facts.sentences.len() {
        let (figures, _) = facts.in_sentence(sentence as u32);
        let told = figures > 0
            && facts.has_word_with(sentence, role::THAN)
            && facts.has_word_of(sentence, class.only());
        if told && facts.zone(facts.block_of(sentence)).is_own() {
            found.extend(look.compared_in(sentence, measures, class));
        }
    }
    found
}

impl<'f> Look<'f> {
    fn compared_in(self, sentence: usize, measures: &'f [Fact], class: Class) -> Vec<Fact> {
        let (from, to) = self.sentence(sentence);
        let mut figures: Option<Vec<Figure<'f>>> = None;
        let mut found = Vec::new();
        for than in (from + 1..to).filter(|&at| self.does(at, role::THAN)) {
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, than - 1, to, class);
            let Some(up) = hit.map(|hit| hit.value == "up") else { continue };
            let figures = figures.get_or_insert_with(|| self.figures_by(sentence, measures, compared));
            let left = figures.iter().rev().find(|figure| figure.tokens.1 < than);
            let right = figures.iter().find(|figure| figure.tokens.0 > than);
            let Some((left, right)) = left.zip(right) else { continue };
            if self.is_set_beside(left, than, right) {
                let direction = if up { Decimal::ONE } else { -Decimal::ONE };
                let (from, to, class) = (right.said.1, left.said.1, left.of.class());
                let value = Value::Comparison(Box::new(Comparison { from, to, class, direction }));
                found.push(self.facts.fact_over((left.tokens.0, right.tokens.1), value));
            }
        }
        found
    }

    /// Whether a figure is compared with another by the word before "than": set off from it by a mark, and nothing
    /// before the other makes it a part or so many times of itself.
    fn is_set_beside(self, left: &Figure<'f>, than: usize, right: &Figure<'f>) -> bool {
        let same = left.of == right.of || matches!(left.of, Of::Noun(_)) && right.of == Of::Plain;
        let (pause, behind) = (left.tokens.1, right.tokens.0);
        let near = self.is_pause(pause) && than - pause <= BEFORE && behind - than <= BEHIND;
        let word = |at: usize| self.token(at).is_some_and(Token::is_word);
        let plain = |at: usize| {
            word(at)
                && !self.is_any(at, &[class::FRACTION, class::CARDINAL, class::CONJUNCTION])
                && !self.does(at, role::NUMBER_HALF)
                && !self.does(at, role::IN)
        };
        let minus = |figure: &Figure<'_>| figure.tokens.0 > 0 && self.is_minus(figure.tokens.0 - 1);
        same && near
            && (pause + 1..than).all(word)
            && (than + 1..behind).all(plain)
            && (!self.does(right.tokens.1, role::OF) || self.does(behind - 1, role::THE))
            && !minus(left)
            && !minus(right)
    }
}

/// The figure that a fact tells, unless something bounds it; a measure in the unit of its dimension.
fn compared(fact: &Fact) -> Option<Figure<'_>> {
    let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
    let (number, of): (&Number, Of<'_>) = match &fact.value {
        Value::Money(money) => (&money.amount, Of::Money(&money.currency)),
        Value::Percent(percent) if !percent.points => (&percent.value, Of::Percent),
        Value::Measure(measure) => (&measure.amount, Of::Measure(measure.dimension)),
        Value::Count(count) if count.class != Some("measure") => {
            (&count.number, count.noun.as_deref().map_or(Of::Plain, Of::Noun))
        }
        Value::Number(number) if !number.label => (number, Of::Plain),
        _ => return None,
    };
    let interval = if let Value::Measure(measure) = &fact.value { measure.base } else { number.interval() };
    // "An average of 52 per cent" is about that.
    let told = matches!(number.bound, Bound::Exact | Bound::About);
    told.then_some(Figure { tokens, of, said: (number.value, interval) })
}
