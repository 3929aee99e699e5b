//! A part and its whole: "nine of the 45 mayors", "Of 90 flights, 63 were late", "63 of them".

use std::ops::Range;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::super::super::look::Look;
use super::super::super::{Bound, Fact, Form, Kind, Value};
use super::stated::Stated;
use super::{Figure, exact};
use crate::Interval;
use crate::document::Zone;
use crate::language;
use crate::text::{class, role};

/// How many tokens may stand between "of" and the number of the whole: "of the island's 120 schools".
const WHOLE: usize = 5;

/// How many figures of an article are tried as the whole of a share whose whole the text does not name.
pub(super) const FIGURES: usize = 40;

/// What a part is of.
#[derive(Clone, Debug)]
pub(super) struct Whole {
    pub(super) value: Decimal,
    pub(super) interval: Interval,
    /// What is counted, in the singular.
    pub(super) noun: Option<CompactString>,
    /// Where it stands, if that is not inside the part.
    pub(super) tokens: Option<(u32, u32)>,
}

/// A part and its whole.
#[derive(Clone, Debug)]
pub(super) struct Pair<'f> {
    pub(super) part: Figure<'f>,
    pub(super) whole: Whole,
}

impl Figure<'_> {
    pub(super) fn noun(&self) -> Option<CompactString> {
        match &self.fact.value {
            Value::Count(count) => count.noun.clone(),
            _ => None,
        }
    }

    pub(super) fn whole(&self) -> Whole {
        let tokens = Some(self.fact.tokens);
        Whole { value: self.value, interval: self.interval, noun: self.noun(), tokens }
    }

    /// Whether it is no amount of money.
    pub(super) fn is_count(&self) -> bool {
        !matches!(self.fact.value, Value::Money(_))
    }

    /// Whether it is told as some of what was counted before: "63 of them".
    pub(super) fn is_subset(&self) -> bool {
        matches!(&self.fact.value, Value::Count(count) if count.subset)
    }

    /// Whether it is told as some of what was counted before, and what it counts is left out: "63 of them", and not
    /// "63 of her letters".
    fn is_one_of_them(&self) -> bool {
        matches!(&self.fact.value, Value::Count(count) if count.subset && count.noun.is_none())
    }

    /// Whether it leaves out what it counts: "84 entered and 63 passed".
    pub(super) fn is_elided(&self) -> bool {
        matches!(&self.fact.value, Value::Count(count) if count.noun.is_none())
    }

    /// Whether a sentence begins with it, and with nothing that it counts: "Forty-five failed".
    pub(super) fn is_first(&self, from: usize) -> bool {
        self.fact.tokens.0 as usize == from && self.noun().is_none()
    }

    /// Whether one figure can be a part of another: people of people, euros of euros. "Of 90 million euros, 40
    /// million" names the currency once.
    fn is_part_of(&self, whole: &Self) -> bool {
        match (&self.fact.value, &whole.fact.value) {
            (Value::Money(part), Value::Money(whole)) => part.currency == whole.currency,
            (Value::Money(_), Value::Number(whole)) | (Value::Number(whole), Value::Money(_)) => {
                whole.form == Form::Mixed
            }
            (Value::Money(_), _) | (_, Value::Money(_)) => false,
            _ => true,
        }
    }
}

impl<'f> Look<'f> {
    pub(super) fn figures_in(&self, sentence: usize) -> Vec<Figure<'f>> {
        let kinds = [Kind::Count, Kind::Number, Kind::Money];
        let mut figures: Vec<Figure<'f>> =
            kinds.into_iter().flat_map(|kind| self.facts.within(sentence, kind)).filter_map(exact).collect();
        figures.sort_by_key(|figure| figure.fact.tokens);
        figures
    }

    /// The pairs of a sentence that name their whole.
    pub(super) fn pairs(&self, sentence: usize) -> Vec<Pair<'f>> {
        let (from, _) = self.sentence(sentence);
        let figures = self.figures_in(sentence);
        let named = |&part: &Figure<'f>| Some(Pair { part, whole: self.named_whole(from, part, &figures)? });
        figures.iter().filter_map(named).collect()
    }

    /// The whole that is named behind a part, or in front of the sentence.
    pub(super) fn named_whole(&self, from: usize, part: Figure<'f>, all: &[Figure<'f>]) -> Option<Whole> {
        self.whole_of(part)
            .or_else(|| self.fronted_whole(from, part, all))
            .or_else(|| self.relative_whole(part, all))
    }

    /// The figure of which another is the whole: "nine" of "nine of the 45 mayors".
    pub(super) fn outer(&self, figure: Figure<'f>, all: &[Figure<'f>]) -> Option<Figure<'f>> {
        let at = figure.fact.tokens.0 as usize;
        all.iter().copied().find(|outer| {
            self.of_at(self.number_end(outer.fact))
                .is_some_and(|to| to <= at && at - to < WHOLE && !self.is_parted((to, at)))
        })
    }

    /// The token after a part and the whole that it names: "18 out of 24".
    pub(super) fn whole_end(&self, part: Figure<'f>) -> usize {
        let to = part.fact.tokens.1 as usize;
        let whole = self.of_at(self.number_end(part.fact)).into_iter().flat_map(|from| from..from + WHOLE);
        let whole = whole.filter_map(|at| self.facts.starting(at).and_then(exact)).next();
        whole.map_or(to, |whole| to.max(whole.fact.tokens.1 as usize))
    }

    /// The token after the number of a figure.
    fn number_end(&self, fact: &Fact) -> usize {
        let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        match &fact.value {
            Value::Money(_) => to,
            Value::Count(count) => count.number_to as usize,
            _ => (from..to).find(|&at| !self.is_number(at) && !self.is_mark(at, &["-"])).unwrap_or(to),
        }
    }

    /// The token after "of" or "out of".
    fn of_at(&self, at: usize) -> Option<usize> {
        let of = at + usize::from(self.does(at, role::SHARE_OUT));
        self.does(of, role::OF).then_some(of + 1)
    }

    /// The whole that a part names itself: "nine of the 45 mayors", "62 of 90 crows".
    pub(super) fn whole_of(&self, part: Figure<'f>) -> Option<Whole> {
        if let Value::Count(count) = &part.fact.value
            && let Some(value) = count.whole
        {
            // "Of the 3,400 boats, 850"
            let told =
                self.facts.within(part.fact.sentence as usize, Kind::Count).find_map(|fact| {
                    match &fact.value {
                        Value::Count(whole) if whole.number.value == value => whole.noun.clone(),
                        _ => None,
                    }
                });
            let noun = count.noun.clone().or(told);
            return Some(Whole { value, interval: Interval::exact(value), noun, tokens: None });
        }
        let number = self.number_end(part.fact);
        // "27 goals of the team's 45"
        // "45 per cent (63) of the 140 members"
        let to = part.fact.tokens.1 as usize;
        let closed = to + usize::from(self.is_mark(to, &[")", ","]));
        // "11,400 seats sold out of 12,000"
        let told = to
            + usize::from(language::chosen().looks_past(self.word(to)) || self.does(to, role::SYNTAX_PAST));
        let from = [number, to, closed, told].into_iter().find_map(|at| self.of_at(at))?;
        let whole = (from..from + WHOLE).find_map(|at| self.facts.starting(at).and_then(exact))?;
        let parted = self.is_parted((from, whole.fact.tokens.0 as usize));
        (!parted && part.is_part_of(&whole)).then(|| whole.whole())
    }

    /// The counted whole of which a share is said: "a third of the town's 12 schools".
    pub(super) fn whole_behind(&self, next: usize) -> Option<Figure<'f>> {
        let from = next + usize::from(self.does(next, role::OF));
        let counts = |at: usize| self.facts.starting(at).and_then(exact);
        if from == next {
            return None;
        }
        // "12 per cent of its workforce of 1,600", "of the 600-strong workforce"
        let nested = (from..from + WHOLE).find_map(|at| self.of_at(at)).filter(|of| of - from > 1);
        if let Some(of) = nested
            && !self.is_parted((from, of - 1))
            && let Some(whole) = counts(of)
        {
            return Some(whole);
        }
        if let Some(strong) = (from..from + WHOLE).find_map(|at| self.strong(at)) {
            return Some(strong);
        }
        let whole = (from..from + WHOLE).find_map(counts)?;
        let parted = self.is_parted((from, whole.fact.tokens.0 as usize));
        // "Of the 3,200 available"
        let the = || self.does(whole.fact.tokens.0 as usize - 1, role::THE);
        (!parted && (matches!(whole.fact.value, Value::Count(_)) || the())).then_some(whole)
    }

    /// The number of those that a group is said to have: "600-strong", "a 12-member board".
    fn strong(&self, at: usize) -> Option<Figure<'f>> {
        let fact = self.facts.starting(at)?;
        let Value::Number(number) = &fact.value else { return None };
        let to = fact.tokens.1 as usize;
        let joined = self.is_mark(to, &["-", "‑"]) && self.does(to + 1, role::GROUP_STRONG);
        let exact = number.bound == Bound::Exact && joined;
        exact.then(|| Figure { fact, value: number.value, interval: number.interval() })
    }

    /// Whether something stands between "of" and the whole that ends the phrase: "of the island's 120 schools".
    fn is_parted(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| {
            !self.token(at).is_some_and(crate::text::Token::is_word)
                || self.is_any(at, &[class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY])
        })
    }

    /// The whole in front of the sentence or clause: "Of the 90 flights, 63 (80 per cent)".
    fn fronted_whole(&self, from: usize, part: Figure<'f>, all: &[Figure<'f>]) -> Option<Whole> {
        let at = all.iter().position(|figure| figure.fact.tokens == part.fact.tokens)?;
        let first = all.get(at.checked_sub(1)?)?;
        let number = first.fact.tokens.0 as usize;
        // "Of the 90 flights", "out of a budget of $80 million".
        let fronted = (from.max(number.saturating_sub(WHOLE + 1))..number)
            .take_while(|&at| !self.is_mark(at, &[","]))
            .any(|of| {
                let opens = of - usize::from(of > from && self.does(of - 1, role::SHARE_OUT));
                let first = opens == from || self.is_pause(opens - 1) || self.is_mark(opens - 1, &[":", ";"]);
                // "In a class of 90, 63", "Among 90 buyers, 63".
                let within = of + 1 == number && self.does(from, role::IN) && self.does(from + 1, role::A);
                self.does(of, role::OF) && (first || within) || self.does(of, role::SYNTAX_AMONG) && first
            });
        (fronted && part.is_part_of(first)).then(|| first.whole())
    }

    /// The whole to which "of which" goes back: "400 appeals, of which 90 were allowed", "90 of whom".
    fn relative_whole(&self, part: Figure<'f>, all: &[Figure<'f>]) -> Option<Whole> {
        let (at, to) = (part.fact.tokens.0 as usize, part.fact.tokens.1 as usize);
        let before = at.checked_sub(2).filter(|&of| self.does(of, role::OF)).map(|of| of + 1);
        let after = self.does(to, role::OF).then_some(to + 1);
        let relative = |at: Option<usize>| at.is_some_and(|at| self.does(at, role::SYNTAX_RELATIVE));
        let nearest = all.iter().rev().find(|figure| figure.fact.tokens.1 as usize <= at)?;
        let of = relative(before) || relative(after);
        (of && nearest.noun().is_some() && part.is_part_of(nearest)).then(|| nearest.whole())
    }

    /// The whole that a part goes back to: the one count before it of things that it can be some of, in its
    /// sentence, or for "of them" in the sentence before. No figure of the article makes the share right.
    pub(super) fn antecedent(
        &self,
        part: Figure<'f>,
        sentence: usize,
        own: &[Figure<'f>],
        stated: Stated,
    ) -> Option<Whole> {
        let them = part.is_subset() || self.is_of_those(part) || self.is_of_that(part);
        let of = part.noun();
        // "It holds 64 dogs. Terriers account for 36, exactly half."
        let alone = of.is_none() && part.is_count() && own.len() == 1;
        let back = them
            || alone
            || part.is_first(self.sentence(sentence).0)
            || stated.tokens.0 < part.fact.tokens.0 as usize;
        let money = |figure: &Figure<'_>| matches!(figure.fact.value, Value::Money(_));
        let can = |figure: &&Figure<'_>| {
            let named = figure.noun();
            let counted = named.is_some() || them && figure.is_count();
            (counted || money(&part) && money(figure) && part.is_part_of(figure))
                && !figure.is_one_of_them()
                && figure.value > part.value
                && (back || of.is_none() || of == named)
        };
        let before: Vec<Figure<'f>> = own
            .iter()
            .filter(|figure| figure.fact.tokens.1 <= part.fact.tokens.0)
            .filter(can)
            .copied()
            .collect();
        let before = if before.is_empty() && back {
            let last = self.text_beside(sentence.checked_sub(1)?, sentence)?;
            self.figures_in(last).iter().filter(can).copied().collect()
        } else {
            before
        };
        let [whole] = before[..] else { return None };
        // "Some of them" says what the part is of; else what is far from the share is of something else.
        let near = them || stated.is_near(part.value, whole.value);
        let next = whole.fact.tokens.1 as usize;
        // "A polled 800 votes (72%) and B 150 votes (12%)": what has a share of its own is a part too.
        let shared = self
            .stated_shares(whole.fact.sentence as usize)
            .iter()
            .any(|other| other.tokens != stated.tokens && (next..next + 2).contains(&other.tokens.0));
        // "Some of them" says what the part is of; else any figure of the article may be the whole.
        let of = whole.fact.sentence.saturating_sub(1)..sentence as u32 + 2;
        let among = if them { of } else { 0..u32::MAX };
        (near && !shared && !self.is_borne_out(part.value, stated, among)).then(|| whole.whole())
    }

    /// A sentence that stands beside another, if it is of the text, in the same paragraph or the next or last one.
    pub(super) fn text_beside(&self, sentence: usize, other: usize) -> Option<usize> {
        if sentence >= self.facts.sentences.len() {
            return None;
        }
        let block = self.facts.block_of(sentence);
        let near = block.abs_diff(self.facts.block_of(other)) <= 1;
        (near && matches!(self.facts.zone(block), Zone::Lead | Zone::Body)).then_some(sentence)
    }

    /// Whether "of these" stands in front of a part: "Of these, 186 were late".
    pub(super) fn is_of_those(&self, part: Figure<'f>) -> bool {
        let at = part.fact.tokens.0 as usize;
        let comma = at - usize::from(at > 0 && self.is_mark(at - 1, &[","]));
        comma > 1 && self.does(comma - 1, role::COUNT_OF_THEM) && self.does(comma - 2, role::OF)
    }

    /// Whether a part says that it is of an amount told before: "5 million euros of that sum".
    pub(super) fn is_of_that(&self, part: Figure<'f>) -> bool {
        let of = part.fact.tokens.1 as usize;
        self.does(of, role::OF) && self.does(of + 1, role::POINTING) && self.does(of + 2, role::MONEY_SUM)
    }

    /// Whether a figure of some sentences, or the sum of two, makes a share right of which the whole is not named.
    pub(super) fn is_borne_out(&self, part: Decimal, stated: Stated, among: Range<u32>) -> bool {
        let kinds = [Kind::Count, Kind::Number];
        let figures = kinds.into_iter().flat_map(|kind| self.facts.of(kind));
        let figures = figures.filter(|fact| among.contains(&fact.sentence)).filter_map(exact);
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

    /// Whether a count of the article is such a share of a whole.
    pub(super) fn is_share_of(&self, whole: Decimal, stated: Stated) -> bool {
        let kinds = [Kind::Count, Kind::Number];
        let figures = kinds.into_iter().flat_map(|kind| self.facts.of(kind)).filter_map(exact);
        let share = |part: Decimal| part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
        figures.filter_map(|figure| share(figure.value)).any(|ratio| stated.interval.contains(ratio))
    }
}
