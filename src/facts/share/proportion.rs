//! The share that a part is of a whole, where both are counted: "Of 90 boats, 63 (80 per cent)".

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Number, Value};
use super::{Share, unit};
use crate::Interval;
use crate::document::{Article, Zone};
use crate::text::{Token, class, role};

/// How far a fraction in words may be from the true one, as a part of it: a quarter is 22 to 28 per cent.
const LOOSE: Decimal = Decimal::from_parts(12, 0, 0, false, 2);

/// How many tokens may stand between a part with its whole and its share.
const APART: usize = 12;

/// How many tokens may stand between "of" and the number of the whole: "of the island's 120 schools".
const WHOLE: usize = 5;

/// How many figures of an article are tried as the whole of a share whose whole the text does not name.
const FIGURES: usize = 40;

/// How many sentences of the text are searched for the two counts of a share in the headline.
const SENTENCES: usize = 4;

/// A share as stated.
#[derive(Clone, Copy, Debug)]
struct Stated {
    tokens: (usize, usize),
    interval: Interval,
}

impl Stated {
    /// Whether the share is at most twice what two counts give, and at least half. Where it is not, it is of
    /// other counts.
    fn is_near(&self, part: Decimal, whole: Decimal) -> bool {
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|part| part.checked_div(whole));
        let doubled = self.interval.times(Decimal::TWO).high;
        let ends = self.interval.low.zip(doubled).zip(ratio);
        ends.is_some_and(|((low, high), ratio)| ratio * Decimal::TWO >= low && ratio <= high)
    }
}

/// A number of things that can be a part or a whole.
#[derive(Clone, Copy, Debug)]
struct Figure<'f> {
    fact: &'f Fact,
    value: Decimal,
}

/// The shares of an article whose two counts stand beside them.
pub(super) fn shares(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found = Vec::new();
    for sentence in 0..look.facts.sentences.len() {
        let zone = look.facts.zone(look.facts.block_of(sentence));
        if !matches!(zone, Zone::Headline | Zone::Lead | Zone::Body | Zone::List) {
            continue;
        }
        for stated in look.stated_shares(sentence) {
            if let Some((part, whole)) = look.part_and_whole(stated, sentence) {
                found.extend(look.share(stated, sentence, part, whole));
            }
        }
    }
    found.extend(look.headline_share(article));
    found
}

/// The number of a fact that counts something exactly.
fn exact(fact: &Fact) -> Option<Figure<'_>> {
    let number: &Number = match &fact.value {
        Value::Count(count) if count.class != Some("measure") => &count.number,
        Value::Number(number) => number,
        _ => return None,
    };
    let whole =
        number.bound == Bound::Exact && number.value.fract().is_zero() && !number.label && !number.compound;
    (whole && number.value > Decimal::ONE && number.unit.is_none())
        .then_some(Figure { fact, value: number.value })
}

impl<'f> Look<'f> {
    fn share(&self, stated: Stated, sentence: usize, part: Decimal, whole: Decimal) -> Option<Fact> {
        let ratio = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
        let block = self.facts.block_of(sentence);
        let (from, to) = stated.tokens;
        Some(Fact {
            span: self.facts.span(from, to),
            tokens: (from as u32, to as u32),
            zone: self.facts.zone(block),
            block: block as u32,
            sentence: sentence as u32,
            value: Value::Share(Box::new(Share { part, whole, stated: stated.interval, ratio })),
        })
    }

    /// The percentages and fractions of a sentence that nothing bounds.
    fn stated_shares(&self, sentence: usize) -> Vec<Stated> {
        let (from, to) = self.sentence(sentence);
        let mut found = Vec::new();
        for fact in self.facts.within(sentence, Kind::Percent) {
            if let Value::Percent(percent) = &fact.value
                && !percent.points
                && percent.value.bound == Bound::Exact
            {
                let value = percent.value.value;
                let tokens = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                found.push(Stated { tokens, interval: Interval::exact(value).widened(unit(value)) });
            }
        }
        found.extend((from..to).filter_map(|at| self.fraction_at(at, from, to)));
        found.retain(|stated| {
            let before = (from..stated.tokens.0).rev().take(3);
            !before
                .into_iter()
                .any(|at| self.is_any(at, &[class::BOUND, class::SMALL_BOUND]) || self.does(at, role::THAN))
        });
        found
    }

    /// The fraction in words that begins at a token: "a quarter", "two thirds", "half", "one driver in three".
    fn fraction_at(&self, at: usize, from: usize, end: usize) -> Option<Stated> {
        let value = |at: usize, class| -> Option<Decimal> {
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class)?;
            hit.number.map(Decimal::from)
        };
        let number = |at: usize| {
            value(at, class::CARDINAL).or_else(|| self.word(at).parse().ok().filter(|_| self.is_number(at)))
        };
        let share = |parts: Decimal, of: Decimal, to: usize| {
            let ratio =
                parts.checked_div(of).filter(|ratio| *ratio < Decimal::ONE && *ratio > Decimal::ZERO)?;
            let loose = ratio.min(Decimal::ONE - ratio) * LOOSE * Decimal::ONE_HUNDRED;
            let interval = Interval::exact(ratio * Decimal::ONE_HUNDRED).widened(loose);
            Some(Stated { tokens: (at, to), interval })
        };
        let hyphen = |at: usize| at + usize::from(self.is_mark(at, &["-", "‑"]));
        let a = self.does(at, role::A).then_some(Decimal::ONE);
        let inner = at > from && self.is_mark(at - 1, &["-", "‑"]);
        if let Some(parts) = a.or_else(|| number(at)).filter(|_| !inner) {
            let next = hyphen(at + 1);
            if let Some(of) = value(next, class::FRACTION).filter(|_| next < end) {
                return share(parts, of, next + 1);
            }
            // "One in three", "one driver in three".
            let noun = at + 1 + usize::from(self.is_lower(at + 1) && !self.has(at + 1, class::PREPOSITION));
            if self.does(noun, role::IN)
                && noun + 1 < end
                && let Some(of) = number(noun + 1).filter(|_| a.is_none() && parts < Decimal::TEN)
                && !self.is_mark(noun + 2, &["%"])
                && !self.has(noun + 2, class::PERCENT)
            {
                return share(parts, of, noun + 2).filter(|_| of <= Decimal::from(20));
            }
            return None;
        }
        let half = self.does(at, role::NUMBER_HALF) && !inner && !self.is_mark(at + 1, &["-"]);
        let led = at > from
            && (self.has(at - 1, class::DETERMINER)
                || self.is_number(at - 1)
                || self.has(at - 1, class::ORDINAL));
        (half && !led).then(|| share(Decimal::ONE, Decimal::TWO, at + 1)).flatten()
    }

    /// The part that a share is said of, and its whole.
    fn part_and_whole(&self, stated: Stated, sentence: usize) -> Option<(Decimal, Decimal)> {
        let (from, end) = self.sentence(sentence);
        let (at, next) = stated.tokens;
        let mut figures: Vec<Figure<'f>> = self.figures_in(sentence);
        figures.sort_by_key(|figure| figure.fact.tokens);
        let own = |figure: &Figure<'_>| {
            (figure.fact.tokens.0 as usize) < next && (figure.fact.tokens.1 as usize) > at
        };
        figures.retain(|figure| !own(figure));
        let whole_follows = self.does(next, role::OF) && self.is_of_all(next + 1);
        // "63 (80 per cent)", "84, or 75 per cent", "nine of the 45 mayors, a quarter of the total".
        let bracket = at > from && self.is_mark(at - 1, &["("]) && self.is_mark(next, &[")"]);
        let or = at > from && self.does(at - 1, role::OR);
        // "45 of 150 passed, a pass rate of 40 per cent"
        let told = self.told_of(at, from);
        let comma = told.is_some() || at > from && self.is_mark(at - 1, &[",", "–", "—"]);
        let closes = next >= end || self.is_mark(next, &[",", ".", ";", ")", "–", "—"]);
        if bracket || or || comma && (closes || whole_follows) {
            if self.does(next, role::OF) && !whole_follows {
                return None;
            }
            let mut mark = told.unwrap_or(at - 1);
            if or && self.is_mark(mark.checked_sub(1)?, &[",", "–", "—", "("]) {
                mark -= 1;
            }
            let beside = figures.iter().rev().find(|figure| {
                let to = figure.fact.tokens.1 as usize;
                to <= mark && mark - to <= APART
            });
            let part = *beside?;
            if self.is_changed(part, from, next) {
                return None;
            }
            let to = part.fact.tokens.1 as usize;
            // "Of 90 flights, 63" is the part's number; "the 45 mayors" of "nine of the 45 mayors" is its whole.
            let (part, to) = self.outer(part, &figures).map_or((part, to), |outer| (outer, to));
            let explicit = self.whole_of(part).or_else(|| self.fronted_whole(from, part, &figures));
            if to < mark && explicit.is_none() {
                return None;
            }
            let whole = match explicit {
                Some(whole) => whole,
                None => self.antecedent(part, sentence, &figures, stated)?,
            };
            return (part.value < whole).then_some((part.value, whole));
        }
        // "A third of the 90 buses, 30, are new".
        let named = next + 1 + usize::from(self.has(next + 1, class::DETERMINER));
        if self.does(next, role::OF)
            && let Some(whole) = self.facts.starting(named).and_then(exact)
            && matches!(whole.fact.value, Value::Count(_))
        {
            let mark = whole.fact.tokens.1 as usize;
            let part = figures.iter().find(|figure| figure.fact.tokens.0 as usize == mark + 1)?;
            let after = part.fact.tokens.1 as usize;
            let enclosed = self.is_mark(mark, &[",", "("]) && self.is_mark(after, &[",", ")"]);
            let told = enclosed && part.value < whole.value && !self.is_changed(*part, from, next);
            return told.then_some((part.value, whole.value));
        }
        // "Half of them, 480,", "a quarter of these (150)".
        if self.does(next, role::OF) && self.does(next + 1, role::COUNT_OF_THEM) {
            let mark = next + 2;
            let part = figures.iter().find(|figure| figure.fact.tokens.0 as usize == mark + 1)?;
            let after = part.fact.tokens.1 as usize;
            let enclosed = self.is_mark(mark, &[",", "(", "–", "—"])
                && self.is_mark(after, &[",", ")", "–", "—", "."])
                || after >= end;
            if !enclosed || self.is_changed(*part, from, next) {
                return None;
            }
            let whole = self.antecedent(*part, sentence, &figures, stated)?;
            return (part.value < whole).then_some((part.value, whole));
        }
        None
    }

    /// Whether the words beside a part say that it is a change: "rose by 63 (80 per cent)".
    fn is_changed(&self, part: Figure<'f>, from: usize, to: usize) -> bool {
        let at = part.fact.tokens.0 as usize;
        let before = from.max(at.saturating_sub(4));
        self.any((before.min(to), to + 2), role::SHARE_CHANGE)
            || at > from && self.does(at - 1, role::SHARE_MOVED)
    }

    /// The mark before what a share is said to be: ", a pass rate of".
    fn told_of(&self, at: usize, from: usize) -> Option<usize> {
        let of = at.checked_sub(1).filter(|&of| of > from && self.does(of, role::OF))?;
        let mark = (from.max(of.saturating_sub(5))..of).rev().find(|&i| self.is_mark(i, &[",", "–", "—"]))?;
        (mark + 1 < of && self.has(mark + 1, class::DETERMINER)).then_some(mark)
    }

    fn figures_in(&self, sentence: usize) -> Vec<Figure<'f>> {
        let kinds = [Kind::Count, Kind::Number];
        kinds.into_iter().flat_map(|kind| self.facts.within(sentence, kind)).filter_map(exact).collect()
    }

    /// Whether what follows is all that was counted: "the total", "them", "all 45".
    fn is_of_all(&self, at: usize) -> bool {
        let at = at + usize::from(self.does(at, role::THE));
        self.does(at, role::SHARE_WHOLE) || self.does(at, role::COUNT_OF_THEM)
    }

    /// The figure of which another is the whole: "nine" of "nine of the 45 mayors".
    fn outer(&self, figure: Figure<'f>, all: &[Figure<'f>]) -> Option<Figure<'f>> {
        let at = figure.fact.tokens.0 as usize;
        all.iter().copied().find(|outer| {
            let to = self.number_end(outer.fact);
            to < at && self.does(to, role::OF) && at - to <= WHOLE && !self.is_parted((to + 1, at))
        })
    }

    /// The token after the number of a figure.
    fn number_end(&self, fact: &Fact) -> usize {
        let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        (from..to).find(|&at| !self.is_number(at) && !self.is_mark(at, &["-"])).unwrap_or(to)
    }

    /// The whole that a part names itself: "nine of the 45 mayors", "62 of 90 crows".
    fn whole_of(&self, part: Figure<'f>) -> Option<Decimal> {
        if let Value::Count(count) = &part.fact.value
            && count.whole.is_some()
        {
            return count.whole;
        }
        let of = self.number_end(part.fact);
        if !self.does(of, role::OF) {
            return None;
        }
        let whole = (of + 1..of + 1 + WHOLE).find_map(|at| self.facts.starting(at).and_then(exact))?;
        (!self.is_parted((of + 1, whole.fact.tokens.0 as usize))).then_some(whole.value)
    }

    /// Whether something stands between "of" and the whole that ends the phrase: "of the island's 120 schools".
    fn is_parted(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| !self.token(at).is_some_and(Token::is_word) || self.has(at, class::PREPOSITION))
    }

    /// The whole in front of the sentence: "Of the 90 flights, 63 (80 per cent)".
    fn fronted_whole(&self, from: usize, part: Figure<'f>, all: &[Figure<'f>]) -> Option<Decimal> {
        let first = all.first().filter(|first| first.fact.tokens.0 < part.fact.tokens.0)?;
        let at = first.fact.tokens.0 as usize;
        let of = (from..from + 2).any(|at| self.does(at, role::OF)) && at - from <= WHOLE;
        let next = all.get(1).is_some_and(|second| second.fact.tokens == part.fact.tokens);
        (of && next).then_some(first.value)
    }

    /// The whole that a part goes back to: the one count before it of things that it can be some of, in its
    /// sentence, or for "of them" in the sentence before. No figure of the article makes the share right.
    fn antecedent(
        &self,
        part: Figure<'f>,
        sentence: usize,
        own: &[Figure<'f>],
        stated: Stated,
    ) -> Option<Decimal> {
        let back = match &part.fact.value {
            Value::Count(count) => count.subset,
            _ => false,
        } || stated.tokens.0 < part.fact.tokens.0 as usize;
        let noun = |fact: &Fact| match &fact.value {
            Value::Count(count) => count.noun.clone(),
            _ => None,
        };
        let of = noun(part.fact);
        let can = |figure: &&Figure<'_>| {
            let named = noun(figure.fact);
            let counted =
                matches!(&figure.fact.value, Value::Count(count) if count.noun.is_some() && !count.subset);
            counted && figure.value > part.value && (back || of.is_none() || of == named)
        };
        let before: Vec<Figure<'f>> = own
            .iter()
            .filter(|figure| figure.fact.tokens.1 <= part.fact.tokens.0)
            .filter(can)
            .copied()
            .collect();
        let before = if before.is_empty() && back {
            let block = self.facts.block_of(sentence);
            let last = sentence.checked_sub(1)?;
            let near = self.facts.block_of(last) + 1 >= block;
            let zone = self.facts.zone(self.facts.block_of(last));
            let figures = self.figures_in(last);
            let figures: Vec<Figure<'f>> = figures.iter().filter(can).copied().collect();
            if !near || !matches!(zone, Zone::Lead | Zone::Body) {
                return None;
            }
            figures
        } else {
            before
        };
        let [whole] = before[..] else { return None };
        let near = stated.is_near(part.value, whole.value);
        (near && !self.is_borne_out(part.value, stated)).then_some(whole.value)
    }

    /// Whether a figure of the article, or the sum of two, makes a share right of which the whole is not named.
    fn is_borne_out(&self, part: Decimal, stated: Stated) -> bool {
        let kinds = [Kind::Count, Kind::Number];
        let figures = kinds.into_iter().flat_map(|kind| self.facts.of(kind)).filter_map(exact);
        let all: Vec<Decimal> = figures.map(|figure| figure.value).collect();
        if all.len() > FIGURES {
            return true;
        }
        let fits = |whole: Option<Decimal>| {
            let ratio = whole.and_then(|whole| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole));
            ratio.is_some_and(|ratio| stated.interval.contains(ratio))
        };
        // "150 of 600" is no third of the other 450.
        let apart = |a: Decimal, b: Decimal| Some((a - b).abs()).filter(|_| a != part && b != part);
        all.iter().enumerate().any(|(i, a)| {
            fits(Some(*a)) || all[i + 1..].iter().any(|b| fits(a.checked_add(*b)) || fits(apart(*a, *b)))
        })
    }

    /// The share of the headline that the first two counts of the text do not give: "One driver in three" of 150
    /// of 600.
    fn headline_share(&self, article: &Article) -> Option<Fact> {
        let block = article.blocks.iter().position(|b| b.zone == Zone::Headline)?;
        let sentences = self.facts.blocks[block] as usize..self.facts.blocks[block + 1] as usize;
        if sentences.len() != 1 {
            return None;
        }
        let shares = self.stated_shares(sentences.start);
        let [stated] = shares[..] else { return None };
        let change = self.any(self.sentence(sentences.start), role::SHARE_CHANGE);
        let text: Vec<usize> = (sentences.end..self.facts.sentences.len())
            .filter(|&s| matches!(self.facts.zone(self.facts.block_of(s)), Zone::Lead | Zone::Body))
            .collect();
        let mut pair = None;
        for &sentence in text.iter().take(SENTENCES) {
            let figures = self.figures_in(sentence);
            let of_them =
                figures.iter().copied().find(|f| matches!(&f.fact.value, Value::Count(c) if c.subset));
            if let Some(part) = of_them {
                let whole =
                    self.whole_of(part).or_else(|| self.antecedent(part, sentence, &figures, stated))?;
                pair = Some((part.value, whole));
                break;
            }
        }
        let (part, whole) = pair.filter(|&(part, whole)| part < whole && !change)?;
        // Another share, or two other counts, may be what the headline goes by.
        let again = text
            .iter()
            .flat_map(|&s| self.stated_shares(s))
            .any(|other| other.interval.overlaps(stated.interval));
        let values: Vec<Decimal> = text.iter().flat_map(|&s| self.figures_in(s)).map(|f| f.value).collect();
        let ratio = |a: Decimal, b: Decimal| a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b);
        let fits = |a: &Decimal| {
            values.iter().any(|b| ratio(*a, *b).is_some_and(|ratio| stated.interval.contains(ratio)))
        };
        let many = values.len().to_u32().is_none_or(|n| n > FIGURES as u32);
        if again || many || values.iter().any(fits) || !stated.is_near(part, whole) {
            return None;
        }
        self.share(stated, sentences.start, part, whole)
    }
}
