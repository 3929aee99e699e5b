//! What a part and its whole give for a share in words: "a third of the pupils … 24 pupils … They are six in number".

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::super::date::Precision;
use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::claim::Claim;
use super::{Proportion, Words};
use crate::text::{class, role};

/// The least whole of which a share in words is reckoned: "seven in ten" is a share itself.
const LEAST: u32 = 11;

/// How many sentences after its whole a part may stand.
const NEAR: u32 = 3;

/// How many sentences after it one may stand that says that it is of a group: "thirteen of the jurors".
const FAR: u32 = 7;

/// A figure that can be a part or a whole.
#[derive(Clone, Debug)]
struct Figure<'f> {
    fact: &'f Fact,
    value: Decimal,
    noun: Option<CompactString>,
    person: bool,
    /// The whole that it names itself.
    of: Option<Decimal>,
    /// Whether it is told as some of a group.
    subset: bool,
}

impl<'f> Look<'f> {
    /// The part and the whole that a claim is of, if no others bear it out.
    pub(super) fn told_in_counts(&self, claim: &Claim, words: Words) -> Option<Proportion> {
        let figures: Vec<Figure<'f>> = [Kind::Count, Kind::Number]
            .into_iter()
            .flat_map(|kind| self.facts.of(kind))
            .filter_map(figure)
            .collect();
        let outside = |f: &Figure<'_>| {
            f.fact.tokens.1 as usize <= claim.tokens.0 || claim.tokens.1 <= f.fact.tokens.0 as usize
        };
        let figures: Vec<&Figure<'f>> = figures.iter().filter(|f| outside(f)).collect();
        let allowed = |part: Decimal, whole: Decimal| {
            let ratio = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
            ratio.is_none_or(|ratio| claim.interval.contains(ratio))
        };
        let named: Vec<Figure<'f>> = figures.iter().filter_map(|f| self.group_named(f)).collect();
        let wholes: Vec<&Figure<'f>> = figures
            .iter()
            .copied()
            .chain(&named)
            .filter(|f| f.value >= LEAST.into() && self.is_whole_of(claim, f, words))
            .collect();
        let whole = wholes.iter().copied().max_by_key(|f| f.value)?;
        // Two groups, of which each may be the whole.
        let several = wholes.iter().any(|f| {
            let beside = f.fact.sentence == whole.fact.sentence && f.noun.is_some() && f.noun == whole.noun;
            f.value != whole.value && (beside || f.value * Decimal::TWO > whole.value && f.noun == whole.noun)
        });
        let percents = self.facts.of(Kind::Percent).any(|fact| match &fact.value {
            Value::Percent(percent) => claim.interval.contains(percent.value.value),
            _ => false,
        });
        let beside = self.facts.within(claim.sentence, Kind::Percent).next().is_some();
        // "About half the mills, that is around ten": it has a figure of its own.
        let own = figures.iter().any(|f| {
            f.fact.sentence as usize == claim.sentence
                && f.fact.tokens.0 as usize >= claim.tokens.1
                && f.value != whole.value
                && f.value < whole.value
        });
        if several || percents || beside || own {
            return None;
        }
        // "Five were against it … the other seven": those who are left tell nothing.
        let left = |f: &Figure<'_>| {
            let at = f.fact.tokens.0 as usize;
            let rest = at
                .checked_sub(1)
                .is_some_and(|at| self.does(at, role::SHARE_REST) || self.lists(at, words.left));
            rest && figures
                .iter()
                .any(|part| part.fact.tokens.0 < f.fact.tokens.0 && part.value + f.value == whole.value)
        };
        let borne_out = figures.iter().filter(|f| !left(f)).any(|f| match f.of {
            Some(of) => allowed(f.value, of),
            None => {
                let can = f.noun.is_none() || f.noun == whole.noun || f.person && whole.person;
                can && f.value < whole.value
                    && (allowed(f.value, whole.value)
                        || matches!(claim.form, "about" | "nearly" | "just-over")
                            && allowed(whole.value - f.value, whole.value))
            }
        });
        if borne_out || self.is_borne_out_together(&figures, whole, &allowed) {
            return None;
        }
        let parts: Vec<&Figure<'f>> = figures
            .iter()
            .copied()
            .filter(|f| !left(f) && self.is_part(f, whole) && self.is_told_of(f, claim, whole))
            .filter(|f| !self.is_of_another_base(claim, &[f.fact, whole.fact], words))
            .filter(|f| self.speaks_of_the_same(claim, [f.fact, whole.fact]))
            .collect();
        let middle = claim.interval.middle().or(claim.interval.low).or(claim.interval.high)?;
        let far = |f: &&Figure<'_>| (f.value * Decimal::ONE_HUNDRED - middle * whole.value).abs();
        let part = parts.iter().copied().min_by_key(far)?;
        let ratio = part.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.value)?;
        (parts.len() <= 3 && claim.is_near(ratio)).then_some(Proportion {
            claimed: claim.interval,
            ratio,
            counted: Some((part.value, whole.value)),
            form: claim.form,
        })
    }

    /// The whole that a part names, or that a clause begins with, where it has no noun: "of the 110 on the roll, 66".
    fn group_named(&self, figure: &Figure<'f>) -> Option<Figure<'f>> {
        let at = figure.fact.tokens.0 as usize;
        let (from, _) = self.sentence(figure.fact.sentence as usize);
        let fronted = || {
            let the = usize::from(at > from && self.does(at - 1, role::THE));
            let of = at.checked_sub(1 + the).filter(|&of| of == from && self.does(of, role::OF));
            of.filter(|_| figure.noun.is_none())?;
            Some(figure.value)
        };
        let value = figure.of.or_else(fronted)?;
        let noun = figure.noun.clone();
        let person = noun.is_none() || figure.person;
        Some(Figure { value, noun, person, of: None, subset: false, fact: figure.fact })
    }

    /// Whether a figure counts what a claim is of.
    fn is_whole_of(&self, claim: &Claim, figure: &Figure<'_>, words: Words) -> bool {
        let noun = figure.noun.as_deref().unwrap_or_default();
        let language = crate::language::chosen();
        // "A majority of 96 votes" is a margin.
        if self.is_number(claim.tokens.1) {
            return false;
        }
        // "Almost all of its post-war history" is of no wars.
        let head = |at: usize| {
            claim.of.last() == Some(&at)
                || language.looks_plural(self.word(at))
                || self.lists(at, words.people)
        };
        let own = claim.of.iter().filter(|at| head(**at)).any(|&at| {
            !noun.is_empty() && language.stem(&self.word(at).to_lowercase()) == language.stem(noun)
        });
        let next = claim.tokens.1;
        // "Nine in ten asking for more", "fewer than one in ten was a low rate".
        let elided = !noun.is_empty()
            && !self.does(next, role::OF)
            && !claim.is_of_half()
            && claim.form != "nearly-all"
            && (self.is_any(next, &[class::AUXILIARY, class::PREPOSITION])
                || language.looks_active(self.word(next))
                || language.looks_past(self.word(next)));
        let people = figure.person
            && (claim.of.iter().filter(|at| head(**at)).any(|&at| {
                // Men are none of the women.
                let sex = [role::SHARE_SEX, role::SHARE_MALE, role::SHARE_FEMALE];
                let people = self.has(at, class::NOUN_PERSON) || self.lists(at, words.people);
                people && !sex.into_iter().any(|sex| self.does(at, sex))
            }) || self.does(next, role::OF) && self.lists(next + 1, words.people));
        own || people || elided
    }

    /// Whether a figure tells some of a whole: what it counts is left out or is said again, and it is told soon.
    fn is_part(&self, figure: &Figure<'_>, whole: &Figure<'_>) -> bool {
        let (a, b) = (figure.fact.sentence, whole.fact.sentence);
        let behind =
            figure.fact.tokens.0 >= whole.fact.tokens.1 && a <= b + if figure.subset { FAR } else { NEAR };
        // "Of the 110 on the roll, 66": the whole is told by the part.
        let behind = behind || figure.of == Some(whole.value);
        let same = figure.noun.is_none() || figure.subset || figure.of == Some(whole.value);
        let apart = !figure.subset && figure.of.is_none() && self.is_of_another_year(figure, whole);
        let smaller = figure.value < whole.value && figure.of.is_none_or(|of| of == whole.value);
        behind && same && smaller && !apart
    }

    /// Whether a figure is told with a year, or with its distance from another time, and the whole is not:
    /// "Crews filled 300 holes. In 2021 they had filled 40."
    fn is_of_another_year(&self, figure: &Figure<'_>, whole: &Figure<'_>) -> bool {
        let times = |of: &Figure<'_>, from: u32| {
            let dates = self.facts.within(of.fact.sentence as usize, Kind::Date);
            dates.filter(move |fact| fact.tokens.0 >= from).filter_map(|fact| match &fact.value {
                Value::Date(date) if date.relative || date.precision == Precision::Year => Some(date.year),
                _ => None,
            })
        };
        let other = figure.fact.sentence != whole.fact.sentence;
        let from = if other { 0 } else { whole.fact.tokens.1 };
        times(figure, from).any(|year| year.is_none() || times(whole, 0).all(|whole| whole != year))
    }

    /// Whether nothing is told of a part that has another figure of its own: a time, an age, an address.
    fn is_told_of(&self, figure: &Figure<'_>, claim: &Claim, whole: &Figure<'_>) -> bool {
        let (at, end) = (figure.fact.tokens.0 as usize, figure.fact.tokens.1 as usize);
        let before = at.checked_sub(1);
        let timed =
            before.is_some_and(|b| self.does(b, role::DATE_BEFORE_TIME) || self.does(b, role::DATE_RANGE));
        let label = before.is_some_and(|b| {
            self.token(b).is_some_and(|t| {
                t.is_word()
                    && t.is_capital()
                    && self.facts.sentences[self.facts.sentence_of(b)].0 as usize != b
            })
        });
        let unit = self.is_mark(end, &["-", "/", ":"]) || self.has(end, class::NOUN_MEASURE);
        let echo =
            claim.sentence == figure.fact.sentence as usize && claim.sentence == whole.fact.sentence as usize;
        !timed && !label && !unit && !echo
    }

    /// Whether two parts of one sentence bear a share out together.
    fn is_borne_out_together(
        &self,
        figures: &[&Figure<'_>],
        whole: &Figure<'_>,
        allowed: &impl Fn(Decimal, Decimal) -> bool,
    ) -> bool {
        let mut parts: Vec<&&Figure<'_>> = figures
            .iter()
            .filter(|f| f.value < whole.value && (f.noun.is_none() || f.noun == whole.noun))
            .collect();
        parts.retain(|f| f.of.is_none() && f.fact.sentence >= whole.fact.sentence);
        // Parts that are all of the whole are told one by one.
        let all = |sentence: u32| {
            parts.iter().filter(|f| f.fact.sentence == sentence).map(|f| f.value).sum::<Decimal>()
                == whole.value
        };
        parts.iter().enumerate().any(|(i, a)| {
            parts[i + 1..].iter().any(|b| {
                let sum = a.value + b.value;
                a.fact.sentence == b.fact.sentence
                    && sum < whole.value
                    && !all(a.fact.sentence)
                    && allowed(sum, whole.value)
            })
        })
    }
}

/// The figure of a fact that counts something, exactly.
fn figure(fact: &Fact) -> Option<Figure<'_>> {
    if !fact.zone.is_own() {
        return None;
    }
    let (number, noun, person, of, subset) = match &fact.value {
        Value::Count(count) if count.class != Some("measure") => {
            (&count.number, count.noun.clone(), count.class == Some("person"), count.whole, count.subset)
        }
        Value::Number(number) => (number, None, false, None, false),
        _ => return None,
    };
    let exact = matches!(number.bound, Bound::Exact | Bound::About) && number.value.fract().is_zero();
    let plain = !number.label && !number.compound && number.value > Decimal::ONE;
    (exact && plain).then_some(Figure { fact, value: number.value, noun, person, of, subset })
}
