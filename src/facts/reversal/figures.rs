//! Two figures of one measure, of which the first is the greater though a range is told: "between 31C and 27C".

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Number, Value};
use super::Words;
use crate::text::{Token, TokenKind, class, role};

/// How many tokens may stand between the two limits of "between … and, at the very worst, …".
const ASIDE: usize = 8;

/// An end of a range.
#[derive(Clone, Copy)]
struct Limit {
    value: Decimal,
    tokens: (usize, usize),
    /// What it is of by itself: a currency, a unit, things.
    of: Option<Of>,
    /// Whether it is told as the most: "as much as four metres".
    most: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Money,
    Percent,
    Degrees,
    Measure,
    Time,
    Things,
}

impl Look<'_> {
    /// The ranges of figures of a sentence that run backwards.
    pub(super) fn reversed_figures(&self, (from, to): (usize, usize), words: Words) -> Vec<Fact> {
        let mut found = Vec::new();
        let mut before: Option<Limit> = None;
        let mut at = from;
        while at < to {
            let Some(limit) = self.range_limit(at, words) else {
                at += 1;
                continue;
            };
            if let Some(first) = before
                && let Some(form) = self.reversed_form((from, to), &first, &limit, words)
            {
                found.push(self.reversal((first.tokens.0, limit.tokens.1), "figure", form));
            }
            at = limit.tokens.1.max(at + 1);
            before = Some(limit);
        }
        found
    }

    fn range_limit(&self, at: usize, words: Words) -> Option<Limit> {
        // "Pp. 188–171": what is numbered in order leads to its first number.
        let numbered = || self.sequence_before(at, words).is_some();
        let told = |number: &Number| match number.bound {
            Bound::Exact => !number.label || numbered(),
            bound => bound == Bound::AtMost,
        };
        if let Some(fact) = self.facts.starting(at) {
            let end = fact.tokens.1 as usize;
            let (number, of) = match &fact.value {
                Value::Number(number) => (number, None),
                Value::Money(money) => (&money.amount, Some(Of::Money)),
                Value::Percent(percent) if !percent.points => (&percent.value, Some(Of::Percent)),
                Value::Count(count) => {
                    let time =
                        self.facts.tokens[at..end].iter().any(|t| self.lexicon.does(t, role::UNIT_TIME));
                    let of = match count.class {
                        _ if time => Of::Time,
                        Some("measure") => Of::Measure,
                        _ => Of::Things,
                    };
                    (&count.number, count.noun.is_some().then_some(of))
                }
                _ => return None,
            };
            if !told(number) {
                return None;
            }
            let (of, end) = match of {
                Some(of) => (Some(of), end),
                None => self.degrees(end).map_or((None, end), |end| (Some(Of::Degrees), end)),
            };
            let most = number.bound == Bound::AtMost;
            return Some(Limit { value: number.value, tokens: (at, end), of, most });
        }
        // "31C": no fact by itself.
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number)?;
        let end = self.degrees(at + 1)?;
        let value = Number::in_digits(token.of(self.facts.text))?.value;
        Some(Limit { value, tokens: (at, end), of: Some(Of::Degrees), most: false })
    }

    /// The token after a sign for degrees: "C", "°C".
    fn degrees(&self, at: usize) -> Option<usize> {
        let glued = |at: usize| self.token(at).is_some_and(Token::is_glued);
        let sign = at + usize::from(self.is_mark(at, &["°", "º"]));
        let scale = glued(sign) && matches!(self.word(sign), "C" | "F");
        let degrees = self.does(at, role::RANGE_DEGREE);
        (scale || degrees).then_some(sign + 1)
    }

    fn reversed_form(
        &self,
        (from, to): (usize, usize),
        first: &Limit,
        last: &Limit,
        words: Words,
    ) -> Option<&'static str> {
        let gap = (first.tokens.1, last.tokens.0);
        let far = last.value * Decimal::from(20) < first.value;
        let down = self.any((from.max(first.tokens.0.saturating_sub(2)), first.tokens.0), role::MINUS)
            || self.any((gap.0, gap.1), role::MINUS)
            || self.is_mark(first.tokens.0.wrapping_sub(1), &["-", "−"]);
        let beyond = last.tokens.1;
        let era =
            (beyond..beyond + 3).any(|at| self.does(at, role::DATE_ERA) || self.does(at, role::RANGE_AGO));
        if self.first_is_less(first, last)
            || far
            || down
            || era
            || first.most
            || first.of.is_some_and(|of| last.of != Some(of))
        {
            return None;
        }
        let lead = first.tokens.0.checked_sub(1).filter(|&lead| lead >= from)?;
        if self.lies_between(lead) && self.and_leads(gap) {
            let contrast = lead > from && {
                let near = (from.max(lead.saturating_sub(4)), lead);
                self.lists_any(near, words.contrast)
            };
            let told = matches!(last.of, Some(Of::Money | Of::Percent | Of::Degrees | Of::Measure))
                || last.of == Some(Of::Things);
            let aged =
                lead > from && self.does(lead - 1, role::RANGE_AGED) && last.value < Decimal::ONE_HUNDRED;
            if aged {
                return Some("age");
            }
            return (told && !contrast).then_some("between");
        }
        let link = self.range_link(gap.0).filter(|&next| next == gap.1);
        // "12- to 8-year-olds"
        let hung = self.is_mark(gap.0, &["-"]).then(|| self.range_link(gap.0 + 1)).flatten();
        link.or(hung.filter(|&next| next == gap.1))?;
        let from_lead = self.does(lead, role::DATE_FROM);
        let head = if from_lead { lead.checked_sub(1).filter(|&head| head >= from)? } else { lead };
        if self.does(head, role::RANGE_AGED) && last.value < Decimal::ONE_HUNDRED {
            return Some("age");
        }
        // "A class for children from 12 to 8".
        let whom = head.checked_sub(1).is_some_and(|of| of >= from && self.does(of, role::DURATION_FOR));
        if from_lead && whom && self.has(head, class::NOUN_PERSON) && first.value < Decimal::from(30) {
            return Some("age");
        }
        let young = self.does(beyond, role::RANGE_OLD)
            || self.is_mark(beyond, &["-"])
                && self.does(beyond + 1, role::UNIT_TIME)
                && self.does(beyond + 3, role::RANGE_OLD);
        if young && first.value < Decimal::from(30) && !self.moves_an_end((from, first.tokens.0)) {
            return Some("age");
        }
        let mark = self.token(gap.0).is_some_and(|t| t.kind == TokenKind::Mark && t.is_glued());
        if self.sequence_before(first.tokens.0, words).is_some() || self.lists(head, words.sequence) {
            return (!(last.most || mark && self.is_short_end(first, last))).then_some("sequence");
        }
        let ranging = from_lead
            && (from.max(lead.saturating_sub(2))..lead)
                .any(|at| self.listed(at, words.ranging).is_some_and(|(end, _)| end == lead));
        if ranging && last.of.is_some() {
            return Some("between");
        }
        // "£45–£30", "25-15 mm".
        let unit = match last.of {
            Some(Of::Money) => first.of == Some(Of::Money),
            Some(Of::Measure | Of::Degrees) => true,
            _ => false,
        };
        let contest = self.lists_any((from, to), words.contest);
        let whole = gap.1 - gap.0 == 1 && !self.is_mark(lead, &["-", "–", "/"]);
        (mark && unit && whole && !contest && !from_lead && !last.most).then_some("unit")
    }

    /// The word for what is numbered in order right before a number: "pages 312", "pp. 188".
    fn sequence_before(&self, at: usize, words: Words) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let point = self.is_mark(before, &["."]) && self.token(before).is_some_and(Token::is_glued);
        let head = if point { before.checked_sub(1)? } else { before };
        self.lists(head, words.sequence).then_some(head)
    }

    /// Two places in an order that are told as a range, of which the first is the later: "from the 70th to the 55th
    /// minute".
    pub(super) fn reversed_places(
        &self,
        sentence: usize,
        (from, to): (usize, usize),
        words: Words,
    ) -> Vec<Fact> {
        let places: Vec<&Fact> = self.facts.within(sentence, Kind::Ordinal).collect();
        let mut found = Vec::new();
        for two in places.windows(2) {
            let (Value::Ordinal(first), Value::Ordinal(last)) = (&two[0].value, &two[1].value) else {
                continue;
            };
            let (at, gap) = (two[0].tokens.0 as usize, (two[0].tokens.1 as usize, two[1].tokens.0 as usize));
            let end = two[1].tokens.1 as usize;
            let the = |at: usize| at > from && self.does(at - 1, role::THE);
            let Some(lead) = at.checked_sub(1 + usize::from(the(at))).filter(|&lead| lead >= from) else {
                continue;
            };
            let link = gap.1 - usize::from(the(gap.1)) == gap.0 + 1;
            let between = self.lies_between(lead) && self.does(gap.0, role::AND);
            let led = self.does(lead, role::DATE_FROM) && self.range_link(gap.0).is_some();
            let moved = self.moves_an_end((from, to));
            if link
                && (between || led)
                && first.value > last.value
                && !moved
                && self.lists(end, words.passing)
            {
                found.push(self.reversal((at, end), "figure", "sequence"));
            }
        }
        found
    }

    /// Whether the first of two limits is no greater than the second; measures are compared in one unit: "from seven months
    /// to five years".
    fn first_is_less(&self, first: &Limit, last: &Limit) -> bool {
        let size = |limit: &Limit| {
            let sentence = self.facts.sentence_of(limit.tokens.0);
            self.facts.within(sentence, Kind::Measure).find_map(|fact| match &fact.value {
                Value::Measure(measure) if fact.tokens.0 as usize == limit.tokens.0 => {
                    measure.base.low.zip(measure.base.high)
                }
                _ => None,
            })
        };
        if first.value <= last.value {
            return true;
        }
        let unit = |limit: &Limit| self.word(limit.tokens.1 - 1);
        let both =
            matches!((first.of, last.of), (Some(Of::Time | Of::Measure), Some(Of::Time | Of::Measure)));
        if !both || unit(first) == unit(last) {
            return false;
        }
        match (size(first), size(last)) {
            (Some(a), Some(b)) => a.0 <= b.1,
            _ => true,
        }
    }

    fn lies_between(&self, lead: usize) -> bool {
        self.does(lead, role::TIME_BETWEEN)
    }

    /// Whether "and" leads from one limit to the other: "and", ", and, at the very worst,".
    fn and_leads(&self, (from, to): (usize, usize)) -> bool {
        let from = from + usize::from(self.is_mark(from, &[","]));
        if !self.does(from, role::AND) || to - from > ASIDE {
            return false;
        }
        let aside =
            self.is_mark(from + 1, &[",", "(", "–", "—"]) && self.is_mark(to - 1, &[",", ")", "–", "—"]);
        let small = (from + 1..to).all(|at| {
            self.is_any(at, &[class::PREPOSITION, class::DETERMINER, class::BOUND, class::SMALL_BOUND])
                || self.does(at, role::SYNTAX_ADVERB)
        });
        aside || small
    }

    /// Whether the second figure leaves out digits of the first: "341-7".
    fn is_short_end(&self, first: &Limit, last: &Limit) -> bool {
        let digits = |limit: &Limit| self.word(limit.tokens.1 - 1).len();
        digits(last) < digits(first)
    }
}
