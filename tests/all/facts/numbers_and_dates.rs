//! Numbers and dates as written against libraries that read or make them.

use crate::common::LINTER;
use factlint::Document;
use factlint::facts::{Facts, Value};
use jiff::civil;
use rust_decimal::Decimal;

fn with_facts<T>(text: &str, f: impl FnOnce(&Facts<'_>) -> T) -> T {
    let document = Document::plain("text", text);
    f(&LINTER.facts(&document, &document.articles[0]))
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] =
    ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number in words; `and` as the British say it.
fn words(n: u64, and: bool) -> String {
    match n {
        0..20 => SMALL[n as usize].to_owned(),
        20..100 if n.is_multiple_of(10) => TENS[n as usize / 10].to_owned(),
        20..100 => format!("{}-{}", TENS[n as usize / 10], SMALL[n as usize % 10]),
        100..1000 => join(format!("{} hundred", SMALL[n as usize / 100]), n % 100, and),
        1000..1_000_000 => join(format!("{} thousand", words(n / 1000, and)), n % 1000, and),
        1_000_000..1_000_000_000 => {
            join(format!("{} million", words(n / 1_000_000, and)), n % 1_000_000, and)
        }
        _ => join(format!("{} billion", words(n / 1_000_000_000, and)), n % 1_000_000_000, and),
    }
}

fn join(head: String, rest: u64, and: bool) -> String {
    match rest {
        0 => head,
        1..100 if and => format!("{head} and {}", words(rest, and)),
        _ => format!("{head} {}", words(rest, and)),
    }
}

#[test]
fn numbers_in_words_are_what_text2num_reads() {
    let english = text2num::Language::english();
    let sampled = (0..2_000u64)
        .chain((2_000..1_000_000).step_by(997))
        .chain((1_000_000..1_000_000_001).step_by(1_234_577));
    let numbers: Vec<u64> = sampled.chain([1_000_000, 1_000_001, 999_999_999, 1_000_000_000]).collect();
    for and in [true, false] {
        let mut text = String::new();
        for &n in &numbers {
            let words = words(n, and);
            assert_eq!(text2num::text2digits(&words, &english).ok(), Some(n.to_string()), "{words}");
            text.push_str(&format!("They counted {words} boats.\n\n"));
        }
        let read: Vec<Decimal> = with_facts(&text, |facts| {
            let count = |f: &factlint::facts::Fact| match &f.value {
                Value::Count(count) => Some(count.number.value),
                _ => None,
            };
            facts.all().iter().filter_map(count).collect()
        });
        let wrong = read.iter().zip(&numbers).find(|(read, n)| **read != Decimal::from(**n));
        assert_eq!(wrong, None);
        assert_eq!(read.len(), numbers.len());
    }
}

#[test]
fn numbers_in_digits_are_read_with_every_grouping() {
    let numbers: Vec<u64> = (0..1000).chain((1000..3_000_000_000).step_by(7_654_321)).collect();
    for separator in ["", ",", ".", " ", "\u{a0}", "\u{2009}", "\u{202f}", "'", "’"] {
        let mut text = String::new();
        for n in &numbers {
            let digits = n.to_string();
            let head = match digits.len() % 3 {
                0 => 3.min(digits.len()),
                head => head,
            };
            let groups = std::iter::once(&digits[..head])
                .chain(digits.as_bytes()[head..].chunks(3).map(|c| std::str::from_utf8(c).expect("digits")));
            text.push_str(&format!("Some were: {} boats.\n\n", groups.collect::<Vec<_>>().join(separator)));
        }
        let read: Vec<Decimal> = with_facts(&text, |facts| {
            let value = |f: &factlint::facts::Fact| match &f.value {
                Value::Count(count) => Some(count.number.value),
                _ => None,
            };
            facts.all().iter().filter_map(value).collect()
        });
        let expected: Vec<Decimal> = numbers.iter().map(|n| Decimal::from(*n)).collect();
        let wrong = read.iter().zip(&expected).find(|(a, b)| a != b);
        assert_eq!(wrong, None, "grouped by {separator:?}");
        assert_eq!(read.len(), expected.len(), "grouped by {separator:?}");
    }
}

#[test]
fn money_and_percentages_come_back_as_they_were_written() {
    let mut text = String::new();
    let mut expected = Vec::new();
    for cents in (1..50_000_000i64).step_by(77_777) {
        let amount = Decimal::new(cents, 2);
        let (units, rest) = (cents / 100, cents % 100);
        let grouped = |mark: &str| {
            let digits = units.to_string();
            let mut out = String::new();
            for (i, c) in digits.chars().enumerate() {
                if i > 0 && (digits.len() - i) % 3 == 0 {
                    out.push_str(mark);
                }
                out.push(c);
            }
            out
        };
        for written in [
            format!("${}.{rest:02}", grouped(",")),
            format!("EUR {units}.{rest:02}"),
            format!("£{}.{rest:02}", grouped(",")),
            format!("{}.{rest:02} euros", grouped(",")),
        ] {
            text.push_str(&format!("It paid {written} for it.\n\n"));
            expected.push(amount);
        }
    }
    for tenths in 0..1200i64 {
        let share = Decimal::new(tenths, 1);
        text.push_str(&format!("Sales rose {share}% in May.\n\nSales rose {share} per cent in May.\n\n"));
        expected.extend([share, share]);
    }
    let read: Vec<Decimal> = with_facts(&text, |facts| {
        let value = |f: &factlint::facts::Fact| match &f.value {
            Value::Money(money) => Some(money.amount.value),
            Value::Percent(percent) => Some(percent.value.value),
            _ => None,
        };
        facts.all().iter().filter_map(value).collect()
    });
    assert_eq!(read.iter().zip(&expected).find(|(a, b)| a != b), None);
    assert_eq!(read.len(), expected.len());
}

/// A day in a dozen written forms, all with the year.
fn forms(day: civil::Date) -> [String; 12] {
    let (d, m, y) = (day.day(), day.month(), day.year());
    let name = |format: &str| day.strftime(format).to_string();
    let (month, short, weekday) = (name("%B"), name("%b"), name("%A"));
    let stop = if month == "May" { "" } else { "." };
    let ordinal = match d {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    [
        format!("{d} {month} {y}"),
        format!("{month} {d}, {y}"),
        format!("{weekday}, {d} {month} {y}"),
        format!("{weekday}, {month} {d}, {y}"),
        format!("{weekday} {d} {month} {y}"),
        format!("{d}{ordinal} {month} {y}"),
        format!("{month} {d}{ordinal}, {y}"),
        format!("{d}{ordinal} of {month} {y}"),
        format!("{short}{stop} {d}, {y}"),
        format!("{d} {short}{stop} {y}"),
        format!("{y}-{m:02}-{d:02}"),
        if d > 12 { format!("{d}/{m}/{y}") } else { format!("{d} {month}, {y}") },
    ]
}

#[test]
fn every_day_from_1900_to_2100_is_read_in_a_dozen_forms() {
    let mut day = civil::date(1900, 1, 1);
    while day.year() <= 2100 {
        // A year at a time keeps the text small.
        let year = day.year();
        let (mut text, mut expected) = (String::new(), Vec::new());
        while day.year() == year {
            for form in forms(day) {
                text.push_str(&format!("It sank on {form} off Gozo.\n\n"));
                expected.push(day);
            }
            day = day.tomorrow().expect("there is one");
        }
        let document = Document::plain("days", text);
        let facts = LINTER.facts(&document, &document.articles[0]);
        let date = |f: &factlint::facts::Fact| match f.value {
            Value::Date(date) => date.civil().map(|civil| {
                (civil, date.weekday.is_none_or(|w| w == civil.weekday().to_monday_one_offset()))
            }),
            _ => None,
        };
        let read: Vec<(civil::Date, bool)> = facts.all().iter().filter_map(date).collect();
        assert_eq!(read.len(), expected.len(), "in {year}");
        let wrong = read.iter().zip(&expected).find(|((read, weekday), day)| read != *day || !weekday);
        assert_eq!(wrong, None);
    }
}
