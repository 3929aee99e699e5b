//! Digits that are grouped as no convention groups them: "12,5000", "1,234,56", "2,,500", "7 4500".

use std::cell::LazyCell;

use super::super::declare::kind;
use super::super::look::Look;
use super::super::{Fact, Facts, Kind, Value};
use crate::document::Zone;
use crate::lexicon::Lexicon;
use crate::text::{Space, Token, TokenKind, class, role};

/// Digits with a mark where no convention puts one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misgrouping {
    /// money or count.
    pub class: &'static str,
    /// group, lakh, mixed or doubled.
    pub form: &'static str,
}

kind! {
    /// Digits that are grouped as no convention groups them: "12,5000".
    Misgrouping(m) as "misgrouping", over Facts;

    Class: Text = m.class, "money, or count for all other figures";
    Form: Text = m.form,
        "group (of a length that none has), lakh (in twos, where nothing is Indian), mixed (marks of two conventions) or doubled";
}

/// The currencies of countries that group digits in twos.
const LAKH: [&str; 5] = ["BDT", "INR", "LKR", "NPR", "PKR"];

/// The most groups that one number has.
const GROUPS: usize = 8;

/// What can be wrong with digits and their marks by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    /// No convention has these groups.
    Group,
    /// No convention has these, unless periods keep the parts of a version or section apart.
    Periods,
    /// The comma can be the mark before decimals: "12,5000".
    Decimals,
    /// Two digits behind the only comma: "45,00".
    Hundredths,
    /// Groups of two before one of three: "1,50,000".
    Lakh,
    /// Both marks stand before three digits: "1,250.000".
    Mixed,
}

/// Digits between marks.
struct Groups<'t> {
    groups: [&'t str; GROUPS],
    /// What stands behind each group.
    marks: [u8; GROUPS],
    len: usize,
}

impl<'t> Groups<'t> {
    fn of(raw: &'t str) -> Option<Self> {
        let mut found = Self { groups: [""; GROUPS], marks: [0; GROUPS], len: 0 };
        for group in raw.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()) {
            if found.len == GROUPS {
                return None;
            }
            let end = group.as_ptr() as usize - raw.as_ptr() as usize + group.len();
            found.groups[found.len] = group;
            found.marks[found.len] = raw.as_bytes().get(end).copied().unwrap_or_default();
            found.len += 1;
        }
        (found.len > 1).then_some(found)
    }

    fn lens(&self, to: usize) -> impl Iterator<Item = usize> {
        self.groups[1..to].iter().map(|group| group.len())
    }

    fn is_in_threes(&self, to: usize) -> bool {
        self.groups[0].len() <= 3 && self.lens(to).all(|len| len == 3)
    }

    fn is_in_lakhs(&self, to: usize) -> bool {
        to > 2
            && self.groups[0].len() <= 2
            && self.lens(to - 1).all(|len| len == 2)
            && self.groups[to - 1].len() == 3
    }

    /// Whether groups are too long to be numbers of a list: "1,2,4", "101,104,112" are none of these.
    fn is_one_number(&self, to: usize) -> bool {
        let rises = self.groups[..to].windows(2).all(|pair| {
            let value = |group: &str| group.parse::<u32>().ok();
            !pair[1].starts_with('0') && value(pair[0]) < value(pair[1])
        });
        self.lens(to).any(|len| len > 2) && !rises
    }

    fn flaw(&self) -> Option<Flaw> {
        let (len, last) = (self.len, self.groups[self.len - 1]);
        if self.groups[0].starts_with('0') {
            return None;
        }
        let all = |to: usize, mark: u8| self.marks[..to].iter().all(|&m| m == mark);
        if all(len - 1, b',') {
            return match (len, last.len()) {
                _ if self.is_in_threes(len) => None,
                _ if self.is_in_lakhs(len) => Some(Flaw::Lakh),
                (2, 1) => None,
                // "March 7,2017".
                (2, 4) if matches!(&last[..2], "19" | "20") => None,
                // "Pages 1395,1396".
                (2, tail) if self.groups[0].len() > 3 && tail != 3 => None,
                (2, 2) => Some(Flaw::Hundredths),
                (2, _) => Some(Flaw::Decimals),
                _ => self.is_one_number(len).then_some(Flaw::Group),
            };
        }
        if all(len - 1, b'.') {
            return (len > 2
                && self.groups[1].len() > 2
                && last.len() < 4
                && !self.is_in_threes(len)
                && self.is_one_number(len))
            .then_some(Flaw::Periods);
        }
        if self.marks[..len - 1].iter().all(|&mark| mark == b'\'' || mark > 127) {
            let long = last.len() > 3 || len > 2;
            return (long && !self.is_in_threes(len)).then_some(Flaw::Group);
        }
        let whole = len - 1;
        let (mark, before) = (self.marks[whole - 1], self.marks[0]);
        if mark != before && all(whole - 1, before) && (before == b',' || before == b'.') {
            return match whole {
                _ if before == b',' && self.is_in_lakhs(whole) => Some(Flaw::Lakh),
                _ if !self.is_in_threes(whole) => self.is_one_number(len).then_some(Flaw::Group),
                _ => (last.len() == 3 && last.ends_with("00")).then_some(Flaw::Mixed),
            };
        }
        None
    }
}

/// How an article writes its figures.
struct Habits {
    /// The figures with a comma before decimals.
    decimals: Vec<usize>,
    /// The article speaks of commas.
    speaks_of_commas: bool,
    /// A comma stands at thousands, or a period before decimals.
    thousand_comma: bool,
    /// A hundred thousand and more is grouped in threes.
    long_threes: bool,
    /// A space stands at thousands.
    space: bool,
    /// Something is of a country that groups in twos.
    indian: bool,
}

impl Habits {
    /// Whether a comma stands before the decimals of other figures than one.
    fn decimal_comma(&self, at: usize) -> bool {
        self.decimals.iter().any(|&other| other != at)
    }
}

/// The digits of an article that are grouped as no convention groups them. Linear.
pub(in crate::facts) fn misgroupings(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let habits = LazyCell::new(|| look.habits());
    let mut found = Vec::new();
    for (at, token) in facts.tokens.iter().enumerate() {
        if token.kind != TokenKind::Number || token.end - token.start > 24 {
            continue;
        }
        let raw = token.of(facts.text);
        let Some((end, form)) = look.flaw_at(at, raw, &habits).filter(|_| !habits.speaks_of_commas) else {
            continue;
        };
        let zone = facts.zone(facts.block_of(facts.sentence_of(at)));
        if !zone.is_own() || zone == Zone::Table || look.is_no_figure(at, end) {
            continue;
        }
        let class = if look.money_at(at).is_some() { "money" } else { "count" };
        found.push(facts.fact_over((at, end), Value::Misgrouping(Misgrouping { class, form })));
    }
    found
}

impl<'f> Look<'f> {
    /// What is wrong with the digits at a token, and the token after them.
    fn flaw_at(
        &self,
        at: usize,
        raw: &str,
        habits: &impl std::ops::Deref<Target = Habits>,
    ) -> Option<(usize, &'static str)> {
        if raw.bytes().all(|byte| byte.is_ascii_digit()) {
            return self
                .doubled(at, raw)
                .or_else(|| (raw.len() < 4).then(|| self.spaced(at, raw, habits)).flatten());
        }
        let groups = Groups::of(raw)?;
        let form = match groups.flaw()? {
            Flaw::Group => "group",
            Flaw::Periods => (self.money_at(at).is_some() || self.is_lower(at + 1)).then_some("group")?,
            Flaw::Decimals => self.counts_or_costs(at + 1, at).then_some("group").filter(|_| {
                let year = groups.groups[0].len() == 4 && matches!(&groups.groups[0][..2], "19" | "20");
                // "1,2345 metres"
                let round = raw.ends_with("00") || habits.thousand_comma;
                let exact = self.has(at + 1, class::NOUN_MEASURE) && groups.groups[0].len() < 2 && !round;
                !year && !exact && !habits.decimal_comma(at)
            })?,
            Flaw::Hundredths => {
                let money = self.money_at(at);
                let counts = self.is_counting_at(at);
                let long = groups.groups[0].len() > 1 && habits.thousand_comma;
                let round = raw.ends_with("00") && self.is_mark(at + 1, &[",", ".", ";"]);
                let told = money.is_none() && (counts || long && (self.is_lower(at + 1) || round));
                (told && !habits.decimal_comma(at)).then_some("group")?
            }
            Flaw::Lakh => {
                let money = self.money_at(at).is_some_and(|code| !LAKH.contains(&code));
                (!habits.indian && (money || habits.long_threes)).then_some("lakh")?
            }
            Flaw::Mixed => {
                let told = self.money_at(at).is_some() || self.is_counting_at(at);
                told.then_some("mixed")?
            }
        };
        Some((at + 1, form))
    }

    /// "2,,500": two marks between digits.
    fn doubled(&self, at: usize, raw: &str) -> Option<(usize, &'static str)> {
        let glued = |at: usize| self.token(at).is_some_and(Token::is_glued);
        let comma = |at: usize| self.is_mark(at, &[","]) && glued(at);
        let mark = |at: usize| comma(at) || self.is_mark(at, &["."]) && glued(at);
        let last = at + 3;
        let digits = self.token(last).is_some_and(|t| t.kind == TokenKind::Number && t.is_glued());
        let marks = mark(at + 1) && mark(at + 2) && (comma(at + 1) || comma(at + 2));
        (raw.len() <= 3 && marks && digits && self.word(last).len() >= 3).then_some((at + 4, "doubled"))
    }

    /// "7 4500": a space before four digits.
    fn spaced(
        &self,
        at: usize,
        raw: &str,
        habits: &impl std::ops::Deref<Target = Habits>,
    ) -> Option<(usize, &'static str)> {
        let next = self.token(at + 1)?;
        let four = next.kind == TokenKind::Number
            && next.end - next.start == 4
            && matches!(next.space, Space::Single | Space::NoBreak);
        let group = self.word(at + 1);
        if !four
            || raw.starts_with('0')
            || matches!(&group[..2], "19" | "20")
            || !group.bytes().all(|byte| byte.is_ascii_digit())
        {
            return None;
        }
        let before = at.checked_sub(1)?;
        let bound = self.is_any(before, &[class::BOUND, class::CURRENCY_SYMBOL, class::CURRENCY_CODE]);
        let timed = self.does(before, role::DATE_BEFORE_TIME) && !self.has(before, class::BOUND);
        let number = self.token(before).is_some_and(|t| t.kind == TokenKind::Number);
        let led = self.has(before, class::MONTH) || timed || self.has(before, class::LABEL_NOUN) || number;
        let month = self.has(at + 2, class::MONTH);
        (!led
            && !month
            && (bound && self.is_lower(at + 2) || habits.space && self.counts_or_costs(at + 2, at)))
        .then_some((at + 2, "group"))
    }

    /// Whether something is told of the figure that stands before a token: what it counts, or its currency.
    fn counts_or_costs(&self, next: usize, at: usize) -> bool {
        self.is_lower(next) || self.money_at(at).is_some() || self.does(next, role::NUMBER_ORDINAL_SUFFIX)
    }

    /// Whether digits are part of a name, a list or a chemical, or stand for no quantity.
    fn is_no_figure(&self, at: usize, end: usize) -> bool {
        let glued = |at: usize| self.token(at).is_some_and(Token::is_glued);
        let joint = |at: usize| self.is_mark(at, &["-", "‑", "/", ":", "#", "§", "_", "–"]);
        let before = at > 0 && glued(at) && joint(at - 1);
        let behind = joint(end) && glued(end) && glued(end + 1);
        let label = self.facts.starting(at).is_some_and(|fact| match &fact.value {
            Value::Number(number) => number.label,
            _ => false,
        });
        let noun = at > 0 && self.has(at - 1, class::LABEL_NOUN);
        before || behind || label || noun
    }

    /// The currency of the amount that has a token.
    fn money_at(&self, at: usize) -> Option<&'f str> {
        self.facts.within(self.facts.sentence_of(at), Kind::Money).find_map(|fact| match &fact.value {
            Value::Money(money) if (fact.tokens.0 as usize..fact.tokens.1 as usize).contains(&at) => {
                Some(money.currency.as_str())
            }
            _ => None,
        })
    }

    /// Whether the figure at a token counts what has no decimals.
    fn is_counting_at(&self, at: usize) -> bool {
        self.facts.within(self.facts.sentence_of(at), Kind::Count).any(|fact| match &fact.value {
            Value::Count(count) => {
                let over = (fact.tokens.0 as usize..fact.tokens.1 as usize).contains(&at);
                over && !matches!(count.class, Some("measure" | "other") | None)
            }
            _ => false,
        })
    }

    /// How an article writes its figures.
    fn habits(&self) -> Habits {
        let mut habits = Habits {
            decimals: Vec::new(),
            speaks_of_commas: false,
            thousand_comma: false,
            long_threes: false,
            space: false,
            indian: false,
        };
        for (at, token) in self.facts.tokens.iter().enumerate() {
            if token.kind == TokenKind::Number {
                self.note(at, &mut habits);
            } else if token.is_word() {
                habits.indian |= self.does(at, role::NUMBER_LAKH);
                habits.speaks_of_commas |= self.does(at, role::NUMBER_COMMA);
            }
        }
        habits.indian |= self.facts.of(Kind::Money).any(|fact| match &fact.value {
            Value::Money(money) => LAKH.contains(&money.currency.as_str()),
            _ => false,
        });
        habits
    }

    fn note(&self, at: usize, habits: &mut Habits) {
        let raw = self.word(at);
        let Some(groups) = Groups::of(raw) else {
            let next = self.token(at + 1).filter(|t| t.kind == TokenKind::Number && t.space != Space::None);
            let three = next.is_some_and(|t| t.end - t.start == 3) && raw.len() <= 3;
            habits.space |= three && self.word(at + 1).bytes().all(|byte| byte.is_ascii_digit());
            return;
        };
        let (first, last, len) = (groups.groups[0], groups.groups[groups.len - 1], groups.len);
        match (groups.marks[0], len) {
            (b',', 2) if last.len() == 1 || last.len() == 2 && !self.is_counting_at(at) => {
                habits.decimals.push(at);
            }
            (b',', _) if groups.is_in_threes(len) => {
                habits.thousand_comma = true;
                habits.long_threes |= len > 2 || first.len() == 3;
            }
            (b'.', 2) if last.len() < 3 => habits.thousand_comma = true,
            (b'.', _) if groups.marks[len - 2] == b',' => habits.decimals.push(at),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_no_convention_has() {
        for (raw, flaw) in [
            ("1,234", None),
            ("1,234,567.89", None),
            ("1.234.567", None),
            ("1.234,50", None),
            ("12'500", None),
            ("1,2,4", None),
            ("101,104,112", None),
            ("3.4.2024", None),
            ("15.12.2026", None),
            ("972.687.5332", None),
            ("7,2017", None),
            ("1395,1396", None),
            ("12,5000", Some(Flaw::Decimals)),
            ("1234,567", Some(Flaw::Decimals)),
            ("45,00", Some(Flaw::Hundredths)),
            ("1,234,56", Some(Flaw::Group)),
            ("12,50.000", Some(Flaw::Group)),
            ("12'5000", Some(Flaw::Group)),
            ("1.2500.000", Some(Flaw::Periods)),
            ("1,50,000", Some(Flaw::Lakh)),
            ("1,250.000", Some(Flaw::Mixed)),
        ] {
            assert_eq!(Groups::of(raw).and_then(|groups| groups.flaw()), flaw, "{raw}");
        }
    }
}
