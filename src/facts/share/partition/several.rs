//! What tells that percentages are changes, rates, of several times or of several wholes, or that they overlap.

use rust_decimal::Decimal;

use super::super::super::look::Look;
use super::super::super::{Fact, Form, Kind, Value};
use super::Run;
use crate::language;
use crate::text::{class, role};

/// How far a fraction in words may be from the percentage that says the same: "a third …: 33 per cent".
const SAME: u32 = 2;

impl Look<'_> {
    /// Whether something tells that percentages are no shares of one whole. `told` says that the text says that
    /// they are.
    pub(in super::super) fn is_of_several(&self, run: &Run<'_>, told: bool) -> bool {
        let &Run { ref percents, first, last, tokens: (from, to) } = run;
        let block = self.facts.block_of(first);
        let (start, end) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        let around = (start.max(first.saturating_sub(1)), end.min(last + 2));
        let near = (self.sentence(around.0).0, self.sentence(around.1 - 1).1);
        // "Declined to answer" is no change.
        let changed = |at: usize| {
            self.does(at, role::SHARE_CHANGE) && !self.does(at + 1, role::SYNTAX_TO) || self.is_rate_word(at)
        };
        let among = (from..to).any(|at| self.does(at, role::SYNTAX_AMONG));
        let more_than_one = |at: usize| {
            self.does(at, role::THAN) && self.does(at + 1, role::SHARE_ONE)
                || self.does(at, role::SHARE_SEVERAL)
        };
        let each = |fact: &&Fact| {
            let (at, next) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            self.does(next, role::SHARE_ALL) || at > 0 && self.does(at - 1, role::SHARE_ALL)
        };
        // "32% in Porto, 41% in Faro"
        let placed = |fact: &&&Fact| {
            let next = fact.tokens.1 as usize;
            self.does(next, role::IN) || self.does(next, role::LIST_OPEN)
        };
        // "Owns 40% of the firm (39.9%)": a figure in brackets may say the same again.
        let enclosed = |fact: &&&Fact| {
            let (at, next) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            at > from && self.is_mark(at - 1, &["("]) && self.is_mark(next, &[")"])
        };
        let brackets = percents.iter().filter(enclosed).count();
        let dates: usize = (first..=last).map(|s| self.facts.within(s, Kind::Date).count()).sum();
        let fractions = (first..=last)
            .flat_map(|s| self.facts.within(s, Kind::Number))
            .any(|f| self.is_other_fraction(f, percents));
        !told && ((from..to).any(changed) || (near.0..near.1).any(more_than_one))
            || self.has_bases(percents)
            || percents.iter().any(each)
            || percents.iter().any(|fact| self.is_moved(fact, from))
            || among
            || percents.iter().filter(placed).count() > 1
            || self.is_placed(percents)
            || brackets > 0 && brackets < percents.len()
            || dates > 1
            || fractions
    }

    /// Whether shares are told of several places: "52% of the vote in the north, 40% in the south".
    fn is_placed(&self, percents: &[&Fact]) -> bool {
        let [first, second, ..] = percents else { return false };
        let next = first.tokens.1 as usize;
        let of =
            self.does(next, role::OF) && (next..second.tokens.0 as usize).any(|at| self.does(at, role::IN));
        of && self.does(second.tokens.1 as usize, role::IN)
    }

    /// "Up 45 per cent", and not "made up 45 per cent of sales" or "backed by 45 per cent of voters".
    fn is_moved(&self, fact: &Fact, from: usize) -> bool {
        let at = fact.tokens.0 as usize;
        if at <= from + 1 || !self.does(at - 1, role::SHARE_MOVED) {
            return false;
        }
        // "Was named by 45 per cent, and by 40 per cent", "take up 45 per cent of the budget".
        let of = self.does(fact.tokens.1 as usize, role::OF) && !self.does(at - 1, role::DATE_FROM);
        let passive = (from..at).any(|at| {
            self.does(at, role::SYNTAX_BE)
                && self.does(at + 2, role::MONEY_BY)
                && !self.does(at + 1, role::SHARE_CHANGE)
                && language::chosen().looks_past(self.word(at + 1))
        });
        let agent = of || self.does(at - 1, role::MONEY_BY) && passive;
        !agent && !self.does(at - 2, role::SHARE_MAKES)
    }

    /// Whether percentages are of different wholes: "60% of men and 50% of women".
    fn has_bases(&self, percents: &[&Fact]) -> bool {
        let of = |fact: &&&Fact| self.does(fact.tokens.1 as usize, role::OF);
        let base = |fact: &Fact| {
            let next = fact.tokens.1 as usize + 1;
            [next, next + 1, next + 2].map(|at| self.word(at).to_lowercase())
        };
        let based = percents.iter().filter(of).count();
        // "A holds 45 per cent, B 35 per cent and C 20 per cent of the shares"
        let last = based == 1
            && percents.last().is_some_and(|last| of(&last) && self.is_amount(last.tokens.1 as usize + 1));
        based > 0
            && !last
            && (!of(&&percents[0]) || {
                percents.iter().filter(of).any(|fact| base(fact) != base(percents[0]))
            })
    }

    /// "A turnout of", "the rate was", and not "interest payments".
    fn is_rate_word(&self, at: usize) -> bool {
        let small = [class::PREPOSITION, class::AUXILIARY, class::PREDICATE, class::CONJUNCTION];
        self.does(at, role::SHARE_RATE) && (!self.is_lower(at + 1) || self.is_any(at + 1, &small))
    }

    /// Whether a fraction in words is none of the percentages: "a third …: 33 per cent".
    fn is_other_fraction(&self, fact: &Fact, percents: &[&Fact]) -> bool {
        let Value::Number(number) = &fact.value else { return false };
        if number.form != Form::Fraction {
            return false;
        }
        let value = number.value * Decimal::ONE_HUNDRED;
        let same = |fact: &&Fact| match &fact.value {
            Value::Percent(percent) => (percent.value.value - value).abs() <= SAME.into(),
            Value::Number(other) => other.value == number.value,
            _ => false,
        };
        !percents.iter().any(same)
    }
}
