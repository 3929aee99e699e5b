//! What the only part of a whole that an article counts gives for a share in words, whatever both are called: "72 of the
//! 96 who took part … nine in ten are behind the deal".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Number, Value};
use super::claim::Claim;
use super::{Proportion, Words};
use crate::text::{class, role};

/// The least whole of which a share in words is reckoned.
const LEAST: u32 = 11;

/// How many sentences apart a share and what is counted may stand.
const NEAR: usize = 2;

/// How many figures of an article are held against each other.
const FIGURES: usize = 24;

/// How many figures an article has at most that counts nothing but a part and its whole.
const FEW: usize = 4;

/// How far off a share may be that is of the same matter.
const FAR: Decimal = Decimal::from_parts(25, 0, 0, false, 1);

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

/// A part and its whole, and where the part is told.
#[derive(Clone, Copy)]
struct Pair<'f> {
    part: Decimal,
    whole: Decimal,
    fact: &'f Fact,
}

impl<'f> Look<'f> {
    /// The only counted part of a whole near a claim, if no two figures of the article bear the claim out.
    pub(super) fn told_in_pair(&self, claim: &Claim, words: Words) -> Option<Proportion> {
        // "A majority has": of whom is not told.
        let (at, end) = claim.tokens;
        let opens = self.sentence(claim.sentence).0 == at;
        if end == at + 1 && !opens && self.lists(at, words.majority) {
            return None;
        }
        let figures = self.figures_not_fitting(claim)?;
        let mut pairs: Vec<Pair<'f>> = Vec::new();
        for figure in &figures {
            pairs.extend(self.pair_of(figure, &figures, claim));
        }
        pairs.extend(self.majority_counted(claim, &figures));
        pairs.retain(|pair| pair.whole >= LEAST.into() && pair.part < pair.whole && pair.part > Decimal::ONE);
        pairs.sort_unstable_by_key(|pair| (pair.part, pair.whole, pair.fact.span.start));
        pairs.dedup_by_key(|pair| (pair.part, pair.whole));
        let [Pair { part, whole, fact }] = pairs[..] else { return None };
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let apart = claim.sentence.abs_diff(fact.sentence as usize);
        let near = apart <= NEAR || self.is_above_text(claim.sentence);
        let only = figures.len() <= FEW && apart <= 1 && claim.of.is_empty();
        (near
            && (only || self.names_what_is_counted(claim, fact))
            && !self.is_of_another_base(claim, &[fact], words)
            && self.is_of_matter(claim, ratio)
            && !self.lists_any(self.sentence(claim.sentence), words.other_base))
        .then_some(Proportion {
            claimed: claim.interval,
            ratio,
            counted: Some((part, whole)),
            form: claim.form,
        })
    }

    /// Whether what a claim is of stands in the sentence of a figure, or in the one before it.
    fn names_what_is_counted(&self, claim: &Claim, figure: &Fact) -> bool {
        let sentence = figure.sentence as usize;
        let (from, _) = self.sentence(sentence.saturating_sub(1));
        let (_, to) = self.sentence(sentence);
        let inside = claim.tokens.0..claim.tokens.1;
        let mut nouns = inside.chain(claim.of.iter().copied()).filter(|&at| {
            // "Half of the diocese's clergy": of the clergy.
            let owner = crate::language::chosen().is_possessive(self.word(at + 1));
            let small = self.is_number(at) || self.has(at, class::FRACTION) || self.does(at, role::SHARE_OUT);
            self.telling(at, 3).is_some() && !small && !owner
        });
        nouns.any(|noun| (from..to).any(|at| !claim.of.contains(&at) && self.is_form_of(noun, at)))
    }

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

    /// The percentage that stands beside a claim, between commas or in brackets: "a majority of staff in Cork, 46 per
    /// cent, would".
    pub(super) fn told_beside(&self, claim: &Claim) -> Option<Proportion> {
        /// How many tokens behind a claim its percentage stands at most.
        const BESIDE: usize = 9;
        let (_, to) = self.sentence(claim.sentence);
        let start = claim.tokens.1;
        let fact = self.facts.within(claim.sentence, Kind::Percent).find(|fact| {
            let at = fact.tokens.0 as usize;
            at > start && at - start <= BESIDE
        })?;
        let Value::Percent(percent) = &fact.value else { return None };
        let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let opens = self.is_pause(at - 1) || self.is_mark(at - 1, &["("]);
        let closes = end >= to || self.is_pause(end) || self.is_mark(end, &[")"]);
        // What stands between names what the share is of.
        let named = (start..at - 1).all(|at| {
            self.token(at).is_some_and(|t| t.is_word() || self.is_mark(at, &["-", "’", "'"]))
                && !self.is_any(at, &[class::AUXILIARY, class::CONJUNCTION])
        });
        let value = percent.value.value;
        let exact = percent.value.bound == Bound::Exact && !percent.points;
        let fits = claim.interval.overlaps(crate::Interval::rounded(value, Decimal::TWO));
        (opens && closes && named && exact && !fits && self.is_of_matter(claim, value))
            .then_some(Proportion { claimed: claim.interval, ratio: value, counted: None, form: claim.form })
    }

    /// Whether a percentage is far enough from a claim to be wrong, and near enough to be of the same matter.
    fn is_of_matter(&self, claim: &Claim, ratio: Decimal) -> bool {
        let middle = match claim.form {
            "majority" | "minority" => Some(Decimal::from(50)),
            "above" | "nearly-all" => claim.interval.low,
            "below" => claim.interval.high,
            _ => claim.interval.middle(),
        };
        middle.is_some_and(|middle| ratio * FAR >= middle && ratio <= middle * FAR)
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

    /// The whole of a part: the one that it names, or the only one that was told before it.
    fn pair_of(&self, part: &Figure<'f>, figures: &[Figure<'f>], claim: &Claim) -> Option<Pair<'f>> {
        let pair = |whole: Decimal| Pair { part: part.value, whole, fact: part.fact };
        if let Some(of) = part.of.or_else(|| self.whole_counted_behind(part, figures)) {
            return Some(pair(of));
        }
        let at = part.fact.tokens.0;
        if !part.part || self.is_of_other_kind(part) {
            return None;
        }
        let mut wholes = figures.iter().filter(|whole| {
            let (w, p) = (whole.fact.sentence, part.fact.sentence);
            whole.money == part.money
                && !whole.part
                && whole.of.is_none()
                && whole.fact.tokens.1 <= at
                && p - w <= 1
                && whole.value > part.value
                && !matches!(&whole.fact.value, Value::Number(_))
                && (claim.sentence >= w as usize || self.is_above_text(claim.sentence))
        });
        let whole = wholes.next()?;
        wholes.next().is_none().then(|| pair(whole.value))
    }

    /// The whole right behind a part: "72 of the 96 who took part".
    fn whole_counted_behind(&self, part: &Figure<'f>, figures: &[Figure<'f>]) -> Option<Decimal> {
        let end = part.fact.tokens.1 as usize;
        let the = end + 1 + usize::from(self.has(end + 1, class::DETERMINER));
        let of = self.does(end, role::OF).then_some(the)?;
        figures.iter().find(|f| f.fact.tokens.0 as usize == of && f.money == part.money).map(|f| f.value)
    }

    /// "A majority of seven": of the only group that the article counts.
    fn majority_counted(&self, claim: &Claim, figures: &[Figure<'f>]) -> Option<Pair<'f>> {
        let at = claim.tokens.1;
        if claim.form != "majority" || !self.is_number(at) || self.is_lower_plural(at + 1) {
            return None;
        }
        let fact = self.facts.starting(at)?;
        let number = match &fact.value {
            Value::Number(number) => number.value,
            Value::Count(count) if count.noun.is_none() => count.number.value,
            _ => return None,
        };
        let mut groups = figures.iter().filter(|f| {
            !f.money
                && !f.part
                && f.value > number
                && matches!(&f.fact.value, Value::Count(c) if c.class == Some("person"))
        });
        let group = groups.next().filter(|_| groups.next().is_none())?;
        let beyond = number * Decimal::TWO < group.value && group.value < number * Decimal::from(3);
        beyond.then_some(Pair { part: number, whole: group.value, fact })
    }

    fn is_lower_plural(&self, at: usize) -> bool {
        self.is_lower(at)
            && crate::language::chosen().looks_plural(self.word(at))
            && !self.has(at, class::AUXILIARY)
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
