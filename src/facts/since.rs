//! Years that have passed since a year that is told: "the 30th anniversary of the wreck in 1998", "eight years ago, in
//! 2016", "20 years since the yard was founded in 2004".

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Bound, Date, Fact, Facts, Kind, Precision, Value};
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// How many tokens may stand between an anniversary and its year.
const FAR: usize = 14;

/// Years that have passed since a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since {
    /// How many years are said to have passed.
    pub years: Decimal,
    /// The year since which they have.
    pub year: Decimal,
    /// The year up to which they have: that of publication, or one that the sentence tells.
    pub now: Decimal,
    /// anniversary, ago or since.
    pub form: &'static str,
}

kind! {
    /// Years that have passed since a year that is told: "eight years ago, in 2016".
    Since(s) as "since", over Facts;

    Value: Number = s.years, "how many years are said to have passed";
    Year: Number = s.year, "the year since which they have";
    To: Number = s.now, "the year up to which they have: that of publication, or one that the sentence tells";
    Form: Text = s.form, "anniversary, ago or since";
}

/// Some years and where they are told.
struct Years {
    years: Decimal,
    tokens: (usize, usize),
    form: &'static str,
}

/// What an article says of the years since a year. Nothing where the day of publication is not told. Linear.
pub(super) fn since(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let Some(published) = facts.published else { return Vec::new() };
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for sentence in 0..facts.sentences.len() {
        let zone = facts.zone(facts.block_of(sentence));
        if zone.is_own() && facts.in_sentence(sentence as u32).1.has(Kind::Date) {
            let now = Decimal::from(published.year());
            found.extend(
                look.years_told(sentence, measures).and_then(|years| look.since(sentence, &years, now)),
            );
        }
    }
    found
}

impl Look<'_> {
    /// The years that a sentence says have passed, where it says so once.
    fn years_told(&self, sentence: usize, measures: &[Fact]) -> Option<Years> {
        let mut found = Vec::new();
        for fact in self.facts.within(sentence, Kind::Ordinal) {
            let to = fact.tokens.1 as usize;
            if let Value::Ordinal(ordinal) = &fact.value
                && self.does(to, role::SINCE_ANNIVERSARY)
            {
                let tokens = (fact.tokens.0 as usize, to + 1);
                found.push(Years { years: ordinal.value, tokens, form: "anniversary" });
            }
        }
        // "Ten years ago" is a date by itself.
        for fact in self.facts.within(sentence, Kind::Date) {
            let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let ago =
                to == at + 3 && self.does(to - 1, role::SINCE_AGO) && self.does(to - 2, role::UNIT_YEAR);
            if let Some(years) = self.plain_number(at).filter(|_| ago) {
                found.push(Years { years, tokens: (at, to), form: "ago" });
            }
        }
        let from = measures.partition_point(|fact| (fact.sentence as usize) < sentence);
        for fact in measures[from..].iter().take_while(|fact| fact.sentence as usize == sentence) {
            let Value::Measure(measure) = &fact.value else { continue };
            let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let years = match measure.unit.as_str() {
                "year" => Decimal::ONE,
                "decade" => Decimal::TEN,
                "century" => Decimal::ONE_HUNDRED,
                _ => continue,
            };
            let plain = !measure.several && !measure.amount.compound && measure.amount.bound == Bound::Exact;
            let form = if self.does(to, role::SINCE_AGO) {
                "ago"
            } else if self.does(to, role::SINCE) {
                "since"
            } else {
                continue;
            };
            if let Some(years) = measure.amount.value.checked_mul(years).filter(|_| plain) {
                found.push(Years { years, tokens: (at, to + 1), form });
            }
        }
        let one = found.len() == 1;
        found.pop().filter(|_| one)
    }

    /// The number that one token is: "ten", "38".
    pub(super) fn plain_number(&self, at: usize) -> Option<Decimal> {
        let tokens = &self.facts.tokens;
        let word = [class::CARDINAL, class::TENS].into_iter().find_map(|class| {
            self.lexicon.at(self.facts.text, tokens, at, at + 1, class)?.number.map(Decimal::from)
        });
        word.or_else(|| self.word(at).parse().ok().filter(|_| self.is_number(at)))
    }

    /// The years that have passed with the year since which they have: the only one of the sentence that is past.
    fn since(&self, sentence: usize, years: &Years, published: Decimal) -> Option<Fact> {
        let dates: Vec<(&Fact, i16)> = self
            .facts
            .within(sentence, Kind::Date)
            .filter_map(|fact| match &fact.value {
                Value::Date(date) if told_year(date) => Some((fact, date.year?)),
                _ => None,
            })
            .collect();
        let mut values: Vec<Decimal> = dates.iter().map(|(_, year)| Decimal::from(*year)).collect();
        values.sort_unstable();
        values.dedup();
        let (year, now) = match values[..] {
            [year] if year < published => (year, published),
            [year, now] if now == published => (year, now),
            _ => return None,
        };
        let (first, last) = dates.iter().find(|(_, of)| Decimal::from(*of) == year)?.0.tokens;
        let (first, last) = (first as usize, last as usize);
        // "Eight years ago, in 2016": the year stands beside.
        let beside = first.saturating_sub(years.tokens.1) <= 3 && first >= years.tokens.1;
        let stands = match years.form {
            "ago" => beside,
            // "The 30th anniversary of the wreck in 1998", "20 years since the yard was founded in 2004"
            _ => {
                first > years.tokens.1
                    && first - years.tokens.1 <= FAR
                    && !self.goes_on_elsewhere((years.tokens.1, first))
            }
        };
        let of = years.form != "anniversary" || self.does(years.tokens.1, role::OF);
        // "Had been shut"
        let (start, end) = self.sentence(sentence);
        let other = self.any((start, end), role::SINCE_OTHER);
        (stands && of && !other).then(|| {
            let since = Since { years: years.years, year, now, form: years.form };
            self.facts.fact_over((years.tokens.0, last), Value::Since(since))
        })
    }

    /// Whether a mark or a clause between two tokens leads to something else.
    fn goes_on_elsewhere(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| {
            self.is_mark(at, &[",", ";", ":", "(", "\"", "“"]) || self.is_dash(at) || self.does(at, role::AND)
        })
    }
}

/// Whether a date tells its year itself.
fn told_year(date: &Date) -> bool {
    date.resolved == super::Resolved::Text
        && date.last.is_none()
        && matches!(date.precision, Precision::Day | Precision::Month | Precision::Year)
}
