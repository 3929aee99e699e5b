//! Places in an order, and what the text tells of how many there are before them: "her third title, after those of 2012,
//! 2015 and 2019", "the second quarter, from October to December", "the third and youngest of four".

mod among;
mod counted;
mod place;
mod sequence;
mod time;
mod win;

use rust_decimal::Decimal;

use counted::Asked;

use super::declare::kind;
use super::life::List;
use super::look::Look;
use super::{Fact, Facts, Kind, Value};
use crate::Interval;
use crate::lexicon::Lexicon;

/// A place in an order, and which places the text leaves for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nth {
    /// The place as told.
    pub value: Decimal,
    /// The first and the last place that it can be.
    pub can: (Decimal, Decimal),
    /// win, headline, period, month, last, series, family, behind or point.
    pub form: &'static str,
}

kind! {
    /// A place in an order, beside what else the text tells of the order: "the third and youngest of four".
    Nth(n) as "nth", over Facts;

    Value: Number = n.value, "the place as told";
    Low: Number = n.can.0, "the first place that it can be";
    High: Number = n.can.1, "the last place that it can be";
    Form: Text = n.form,
        "win (years of wins are listed), headline (the text has another), period (a quarter or half of a year with its months), month, last (of so many), series (of so many), family (of so many brothers and the like), behind (those in front are told) or point (of a sequence)";
    Valid: Flag = n.interval().contains(n.value), "it can be that place";
}

impl Nth {
    fn interval(&self) -> Interval {
        Interval::between(self.can.0, self.can.1)
    }
}

/// An ordinal of the text.
#[derive(Clone, Copy, Debug)]
struct Told {
    value: Decimal,
    tokens: (usize, usize),
    sentence: usize,
}

impl Told {
    /// A fact that says which places it can be.
    fn can(&self, look: &Look<'_>, first: Decimal, last: Decimal, form: &'static str) -> Fact {
        look.facts.fact_over(self.tokens, Value::Nth(Nth { value: self.value, can: (first, last), form }))
    }
}

/// What an article tells of the places in its orders. Linear but for wins, of which few are read.
pub(super) fn read(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = look.points();
    let told: Vec<Told> = facts
        .of(Kind::Ordinal)
        .filter(|fact| fact.zone.is_own())
        .filter_map(|fact| match &fact.value {
            Value::Ordinal(ordinal) => Some(Told {
                value: ordinal.value,
                tokens: (fact.tokens.0 as usize, fact.tokens.1 as usize),
                sentence: fact.sentence as usize,
            }),
            _ => None,
        })
        .collect();
    // "Step one … step two … step four" needs no ordinal.
    found.extend(look.points_of_so_many(&told));
    if !told.is_empty() {
        found.extend(look.wins(&told));
        found.extend(look.headlined(&told));
        found.extend(look.order_periods(&told));
        found.extend(told.iter().filter_map(|told| look.month(told)));
        let (all, asked) = (&told, Asked::default());
        found.extend(told.iter().filter_map(|told| {
            look.last_of(told)
                .or_else(|| look.of_series(told))
                .or_else(|| look.past_group(told))
                .or_else(|| look.deciding(told))
                .or_else(|| look.past_volumes(told, &asked))
                .or_else(|| look.past_part(told, all))
                .or_else(|| look.past_parts(told, all, &asked))
        }));
        found.extend(told.iter().filter_map(|told| look.of_family(told)));
        found.extend(look.behind_others(&told));
        let first = found.len();
        found.extend(look.among(&told));
        // What one sentence tells by itself goes before what two tell.
        let told_alone: Vec<(u32, u32)> = found[..first].iter().map(|fact| fact.tokens).collect();
        let mut at = 0;
        found.retain(|fact| {
            at += 1;
            at <= first || !told_alone.contains(&fact.tokens)
        });
    }
    found
}

impl Look<'_> {
    /// A list of words by its name.
    fn list_named(&self, name: &str) -> List {
        List::of(self.lexicon, name)
    }
}
