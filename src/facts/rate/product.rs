//! What a rate makes, wherever its number and the whole stand.

use rust_decimal::Decimal;

use super::{EACH, Figure, Of, Per, SPEED, near};
use crate::Interval;
use crate::facts::Fact;
use crate::facts::look::Look;
use crate::text::role;

/// How many sentences before a rate may tell how many times it is taken, and how many behind may tell what it makes.
const BEFORE: usize = 2;
const BEHIND: usize = 8;

/// The longest time for which a speed is told, in seconds: ten days.
const LONG: Decimal = Decimal::from_parts(864_000, 0, 0, false, 0);

/// How many sentences an article has at most that tells of few things.
const SHORT: usize = 16;

/// Whether a length of time is one of its unit, as in "46 hours a week".
fn is_one(figure: &Figure<'_>) -> bool {
    figure.of == Of::Time && figure.told.0 == Decimal::ONE
}

impl<'f> Look<'f> {
    /// What a rate makes, if the text tells one number for it and one whole.
    pub(super) fn rate(self, rate: &Figure<'f>, figures: &[Figure<'f>]) -> Option<Fact> {
        let (before, behind) = if rate.per == Per::Period(Decimal::ONE) {
            (BEHIND, BEHIND)
        } else if matches!(rate.per, Per::Period(_)) {
            (BEFORE * 2, BEHIND)
        } else {
            (BEFORE, BEHIND)
        };
        // "$3 apiece or two for $5": several cost less.
        let end = rate.tokens.1;
        if (end..end + 3).any(|at| self.does(at, role::OR) && self.is_number(at + 1)) {
            return None;
        }
        let near = |figure: &&Figure<'f>| {
            figure.sentence + before >= rate.sentence
                && figure.sentence <= rate.sentence + behind
                && figure.tokens != rate.tokens
        };
        // What 52 seats each make may be told in persons.
        let counted = |of: Of<'f>| matches!(of, Of::Count(_) | Of::Plain);
        let alike = |figure: &Figure<'f>| figure.of == rate.of || counted(rate.of) && counted(figure.of);
        // Another rate of the same: which one the whole is of is open.
        let rival = |other: &Figure<'f>| {
            other.tokens != rate.tokens
                && other.of == rate.of
                && other.per != Per::None
                && other.said.0 != rate.said.0
        };
        match rate.per {
            Per::Period(period) => {
                if let Some(found) = self.by_period(rate, period, figures) {
                    return Some(found);
                }
                let rivals = figures.iter().filter(near).any(&rival);
                // "18 litres a minute", "five hours a day"
                let is_period =
                    |f: &Figure<'f>| figures.iter().any(|other| other.tokens.1 == f.tokens.0 && is_one(f));
                let times: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(|f| f.of == Of::Time && !is_period(f) && !self.is_past(f.tokens.0))
                    .map(|f| {
                        let within = f.said.1.quotient(Interval::exact(period));
                        Figure { said: (f.said.0.checked_div(period).unwrap_or_default(), within), ..*f }
                    })
                    .collect();
                let totals: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(|f| alike(f) && f.per == Per::None && f.of != Of::Plain)
                    .copied()
                    .collect();
                if rivals { None } else { self.product(rate, &times, &totals, figures, SPEED) }
            }
            Per::Each | Per::Thing(_) | Per::Of(_) => {
                if figures.iter().filter(near).any(rival) {
                    return None;
                }
                let several = |f: &Figure<'f>| f.said.0.fract().is_zero() && f.said.0 >= Decimal::TWO;
                // "35 hectares … six tonnes to the hectare"
                let unit = |f: &Figure<'f>| match (rate.per, f.of) {
                    (Per::Thing(thing), Of::Measure(_)) => f.told.1 == thing,
                    _ => false,
                };
                // "Four ferries a week with 220 berths each"
                let free = |f: &Figure<'f>| f.per == Per::None || matches!(f.per, Per::Period(_));
                // What is told for each thing by its noun is no number of other things: "20 joules per litre".
                let other = |f: &Figure<'f>| match rate.per {
                    Per::Thing(thing) => counted(rate.of) && f.told.1 != thing,
                    _ => false,
                };
                let number = |f: &&Figure<'f>| {
                    f.sentence <= rate.sentence + 1
                        && f.tokens.0 != rate.tokens.1
                        && !other(f)
                        && (unit(f) || counted(f.of) && f.of != rate.of && free(f) && several(f))
                };
                let mut times: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(number)
                    .map(|f| {
                        if unit(f) {
                            Figure { said: (f.told.0, Interval::exact(f.told.0)), ..*f }
                        } else {
                            *f
                        }
                    })
                    .collect();
                if let Per::Of(number) = rate.per {
                    let said = (number, Interval::exact(number));
                    times = figures
                        .iter()
                        .filter(|f| f.tokens.1 + 1 == rate.tokens.0)
                        .map(|f| Figure { said, ..*f })
                        .collect();
                }
                let totals: Vec<Figure<'f>> = figures
                    .iter()
                    .filter(near)
                    .filter(|f| alike(f) && f.per == Per::None && (f.of != Of::Plain || rate.of != Of::Time))
                    .filter(|f| !times.iter().any(|n| n.tokens == f.tokens && matches!(rate.per, Per::Of(_))))
                    .copied()
                    .collect();
                self.product(rate, &times, &totals, figures, EACH)
            }
            Per::None => None,
        }
    }

    /// The rate with the one number and the one whole that the text has for it.
    fn product(
        self,
        rate: &Figure<'f>,
        times: &[Figure<'f>],
        totals: &[Figure<'f>],
        figures: &[Figure<'f>],
        form: &'static str,
    ) -> Option<Fact> {
        // "Three equal parts of £1,000, or £333 each": what has no cents is rounded.
        let mut rounded = *rate;
        if matches!(rate.of, Of::Money(_)) && rate.said.0.fract().is_zero() {
            rounded.said.1 = rate.said.1.widened(Decimal::new(5, 1));
        }
        for rate in [rate, &rounded] {
            for total in totals {
                let fits = |n: &&Figure<'f>| total.said.1.overlaps(rate.said.1.product(n.said.1));
                if let Some(n) = times.iter().find(fits) {
                    return Some(self.told_rate(rate, total, n.said, Some(n), form));
                }
            }
        }
        if self.is_reckoned_otherwise(rate, totals, figures)
            || self.is_made_with_another(rate, times, totals, figures)
        {
            return None;
        }
        let one = |list: &[Figure<'f>]| -> Option<Figure<'f>> {
            // "No fewer than 250 widows … the 250 bags": the number itself.
            let first = list.iter().find(|figure| figure.said.1.high.is_some()).or(list.first())?;
            list.iter().all(|other| other.said.0 == first.said.0).then_some(*first)
        };
        // Nobody drives for a year.
        let short = |n: &&Figure<'f>| rate.per != Per::Period(Decimal::ONE) || n.said.0 < LONG;
        let times: Vec<Figure<'f>> = times.iter().filter(short).copied().collect();
        // "Each has 52 seats, so there is room for 728": what follows a number of things is rather the whole.
        let counts = matches!(rate.of, Of::Count(_) | Of::Plain) && form == EACH;
        let whole = |n: &Figure<'f>| counts && (n.whole || n.tokens > rate.tokens);
        let own: Vec<Figure<'f>> =
            times.iter().filter(|n| n.sentence == rate.sentence && !whole(n)).copied().collect();
        // "Every one of the nine has 68 seats"
        let of_each: Vec<Figure<'f>> =
            times.iter().filter(|n| n.tokens < rate.tokens && self.is_of_each(n)).copied().collect();
        let own = if of_each.is_empty() { own } else { of_each };
        let n = one(&own).or_else(|| if own.is_empty() { one(&times) } else { None });
        let likely = |n: &Figure<'f>| -> Vec<Figure<'f>> {
            let product = rate.said.0.checked_mul(n.said.0);
            let fits = |total: &&Figure<'f>| {
                let other = total.tokens != n.tokens && total.said.0 != rate.said.0 && !is_one(total);
                other && product.is_some_and(|product| near(total.said.0, product))
            };
            totals.iter().filter(fits).copied().collect()
        };
        // Of several numbers the one that makes about a whole that is told.
        let n = n.or_else(|| {
            let made = |of: &[Figure<'f>]| -> Vec<Figure<'f>> {
                of.iter().filter(|n| !likely(n).is_empty()).copied().collect()
            };
            if own.is_empty() { one(&made(&times)) } else { one(&made(&own)) }
        })?;
        let large = likely(&n);
        let whole: Vec<Figure<'f>> = large.iter().filter(|total| total.whole).copied().collect();
        let total = one(&large).or_else(|| one(&whole))?;
        let behind = total.tokens > rate.tokens;
        let other = |f: &Figure<'f>| {
            f.of == rate.of && f.said.0 != total.said.0 && f.said.0 != rate.said.0 && !is_one(f)
        };
        // Nothing else of the kind is told in a short article.
        let alone = self.facts.sentences.len() <= SHORT && !figures.iter().any(other);
        let next = total.sentence.abs_diff(rate.sentence) <= 1;
        let sure = match rate.of {
            Of::Count(_) | Of::Plain => {
                let cue = total.whole
                    || alone && next && self.facts.has_word_with(total.sentence, role::RATE_WHOLE);
                // "24 nests had 79 chicks, or 3.3 to the nest."
                let both = matches!(rate.per, Per::Thing(_)) && n.sentence == total.sentence && next;
                cue || both || form == SPEED && n.sentence == rate.sentence
            }
            Of::Time => alone && (total.whole || next),
            Of::Money(_) if form == SPEED => total.whole && next && (alone || n.sentence == rate.sentence),
            _ if form == SPEED => true,
            Of::Measure(_) => total.whole || alone,
            Of::Money(_) => total.whole || alone || total.sentence == rate.sentence && behind,
        };
        let least = if matches!(rate.of, Of::Measure(_)) { Decimal::ONE } else { Decimal::new(15, 1) };
        let several = n.said.0 > least;
        (sure && several && !self.tells_more(rate, &total, form))
            .then(|| self.told_rate(rate, &total, n.said, Some(&n), form))
    }

    /// Whether the whole of things that are counted comes out with a number of them more or less: "seven shows a week
    /// for six weeks, but two were called off".
    fn is_made_with_another(
        self,
        rate: &Figure<'f>,
        times: &[Figure<'f>],
        totals: &[Figure<'f>],
        figures: &[Figure<'f>],
    ) -> bool {
        let counted = matches!(rate.of, Of::Count(_) | Of::Plain);
        let made = || times.iter().filter_map(|n| Some((n, rate.said.0.checked_mul(n.said.0)?.round())));
        counted
            && totals.iter().any(|total| {
                figures
                    .iter()
                    .filter(|f| f.tokens != total.tokens && f.tokens != rate.tokens)
                    .filter(|f| matches!(f.of, Of::Plain) || f.of == rate.of || f.of == total.of)
                    .any(|f| {
                        made()
                            .filter(|(n, _)| n.tokens != f.tokens)
                            .any(|(_, made)| (total.said.0 - made).abs() == f.said.0)
                    })
            })
    }

    /// Whether the whole comes out with other figures of the text: in two steps, with something added or taken off,
    /// or with a pause.
    fn is_reckoned_otherwise(self, rate: &Figure<'f>, totals: &[Figure<'f>], figures: &[Figure<'f>]) -> bool {
        let all = |figure: &&Figure<'f>| figure.tokens != rate.tokens;
        let numbers: Vec<Decimal> = figures
            .iter()
            .filter(all)
            .filter(|f| matches!(f.of, Of::Count(_) | Of::Plain))
            .map(|f| f.said.0)
            .collect();
        let spans: Vec<Decimal> = figures.iter().filter(|f| f.of == Of::Time).map(|f| f.said.0).collect();
        let period = if let Per::Period(period) = rate.per { period } else { Decimal::ONE };
        totals.iter().any(|total| {
            let others = || {
                figures
                    .iter()
                    .filter(|f| f.of == rate.of && f.tokens != total.tokens && f.tokens != rate.tokens)
            };
            let is_total = |value: Option<Decimal>| value.is_some_and(|value| total.said.1.contains(value));
            let twice = numbers.iter().any(|&a| {
                let once = rate.said.0.checked_mul(a);
                let more = |b: Decimal| once.and_then(|once| once.checked_mul(b));
                is_total(once)
                    || numbers.iter().any(|&b| is_total(more(b)))
                    || others().any(|f| {
                        is_total(once.and_then(|o| o.checked_add(f.said.0)))
                            || is_total(once.and_then(|o| o.checked_sub(f.said.0)))
                    })
            });
            let pause = spans.iter().any(|&a| {
                spans.iter().any(|&b| {
                    a > b && is_total((a - b).checked_div(period).and_then(|n| n.checked_mul(rate.said.0)))
                })
            });
            twice || pause
        })
    }
}
