//! The figures of an article that a share in words may be held against, and whether any two of them bear it out.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Number, Value};
use super::claim::Claim;
use crate::text::{class, role};

/// How many figures of an article are held against each other.
const FIGURES: usize = 24;

/// A figure of the article.
#[derive(Clone, Copy)]
pub(super) struct Figure<'f> {
    pub(super) fact: &'f Fact,
    pub(super) value: Decimal,
    /// The whole that it names itself.
    pub(super) of: Option<Decimal>,
    /// Whether what it counts is left out, or is some of a group told before.
    pub(super) part: bool,
    pub(super) money: bool,
}

impl<'f> Look<'f> {
    /// Whether a figure is a number of another share: "one in four".
    fn is_in_fraction(&self, at: usize, end: usize) -> bool {
        let of = |at: usize| self.does(at, role::IN) || self.does(at, role::SHARE_OUT);
        of(end) && self.is_number(end + 1) || at > 1 && of(at - 1) && self.is_number(at - 2)
    }

    /// The figures of the article besides a claim, if no two of them bear it out and they are not very many.
    pub(super) fn figures_not_fitting(&self, claim: &Claim) -> Option<Vec<Figure<'f>>> {
        let outside = |f: &Figure<'_>| {
            let (at, end) = (f.fact.tokens.0 as usize, f.fact.tokens.1 as usize);
            (end <= claim.tokens.0 || claim.tokens.1 <= at) && !self.is_in_fraction(at, end)
        };
        let figures: Vec<Figure<'f>> = [Kind::Count, Kind::Number, Kind::Money]
            .into_iter()
            .flat_map(|kind| self.facts.of(kind))
            .filter_map(pair_figure)
            .filter(outside)
            .collect();
        (figures.len() <= FIGURES && !self.is_borne_out_by_any(claim, &figures)).then_some(figures)
    }

    /// Whether any two figures or a percentage of the article give a share.
    fn is_borne_out_by_any(&self, claim: &Claim, figures: &[Figure<'_>]) -> bool {
        let ratio = |part: Decimal, whole: Decimal| {
            part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole))
        };
        let fits =
            |part: Decimal, whole: Decimal| ratio(part, whole).is_some_and(|r| claim.interval.contains(r));
        let rest = matches!(claim.form, "about" | "nearly" | "just-over" | "nearly-all");
        let percent = self.facts.of(Kind::Percent).any(|fact| match &fact.value {
            Value::Percent(percent) => {
                let value = percent.value.value;
                claim.interval.contains(value)
                    || rest && claim.interval.contains(Decimal::ONE_HUNDRED - value)
            }
            _ => false,
        });
        percent
            || figures.iter().any(|whole| {
                whole.value > Decimal::ONE
                    && figures.iter().any(|part| {
                        part.value < whole.value
                            && part.money == whole.money
                            && part.of.is_none_or(|of| of == whole.value)
                            && (fits(part.value, whole.value)
                                || rest && fits(whole.value - part.value, whole.value))
                    })
                    || whole.of.is_some_and(|of| fits(whole.value, of) || rest && fits(of - whole.value, of))
            })
    }

    /// Whether a figure without a noun is a time, an age, a label, or one that has a unit.
    pub(super) fn is_of_other_kind(&self, figure: &Figure<'_>) -> bool {
        let (at, end) = (figure.fact.tokens.0 as usize, figure.fact.tokens.1 as usize);
        let (from, to) = self.sentence(figure.fact.sentence as usize);
        let before = at.checked_sub(1).filter(|&before| before >= from);
        let led = before.is_some_and(|b| {
            self.does(b, role::DATE_BEFORE_TIME)
                || self.does(b, role::DATE_RANGE)
                || self.is_pause(b) && !matches!(&figure.fact.value, Value::Count(c) if c.subset)
                || self.is_any(b, &[class::MONTH, class::ORDINAL])
                || self.is_number(b)
                || b > from && self.token(b).is_some_and(|t| t.is_word() && t.is_capital())
        });
        // "In 38 the metal was", "had 21 tied up", "said 24": a verb or the start of a clause behind it.
        let glued = self.token(end).is_some_and(|t| t.is_glued() && !self.is_mark(end, &[",", ".", ";"]));
        let unit =
            self.has(end, class::NOUN_MEASURE) || self.does(end, role::UNIT_TIME) || self.is_number(end);
        let time = self.does(end, role::TIME_HALF) || self.does(end, role::IN) && self.is_number(end + 1);
        led && !self.does(at - 1, role::IN) || glued || unit || time || end > to
    }
}

/// A figure that can be a part or a whole.
fn pair_figure(fact: &Fact) -> Option<Figure<'_>> {
    if !fact.zone.is_own() {
        return None;
    }
    let plain = |number: &Number| {
        matches!(number.bound, Bound::Exact | Bound::About) && !number.label && !number.compound
    };
    Some(match &fact.value {
        Value::Count(count) if count.class != Some("measure") && plain(&count.number) => Figure {
            fact,
            value: count.number.value,
            of: count.whole,
            part: count.noun.is_none() || count.subset,
            money: false,
        },
        Value::Number(number) if plain(number) && number.value.fract().is_zero() => {
            Figure { fact, value: number.value, of: None, part: true, money: false }
        }
        Value::Money(money) if plain(&money.amount) && !money.change => {
            Figure { fact, value: money.amount.value, of: None, part: money.among.is_some(), money: true }
        }
        _ => return None,
    })
}
