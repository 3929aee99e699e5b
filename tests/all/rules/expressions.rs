//! Expressions of `holds` and of templates: what is refused, and where; and what bounds make of a comparison.

use std::fmt::Write as _;

use crate::common::folder::Folder;
use crate::common::{snapshot, stderr, stdout, text};

/// A rule over a number of lots, a price and a total.
const LOTS: &str = r#"pattern = [
  { fact = "count", as = "lots" },
  { gap = 4 },
  { fact = "money", as = "price" },
  { gap = 8 },
  { fact = "money", as = "total" },
]"#;

/// The same, with a measure.
const WIDTH: &str = r#"select.lots = { fact = "count" }
select.total = { fact = "money" }
select.width = { fact = "measure" }
select.day = { fact = "date" }"#;

fn rule(names: &str, holds: &str, message: &str) -> String {
    format!(
        r#"[[rule]]
id = "auction.total"
severity = "error"
summary = "Lots at a price that do not make the total"
why = "Readers multiply."
message = "{message}"
{names}
holds = "{holds}"

[[rule.fires]]
text = "The hall sold 12 chairs at £45 each, for £580."

[[rule.silent]]
text = "The hall sold 12 chairs at £45 each, for £540."
because = "twelve times 45 are 540"
"#
    )
}

/// What the binary says of a file of rules that it refuses.
fn refused(text: &str) -> String {
    Folder::new(&[("house.toml", text)]).refused(&["rules", "test", "--no-config", "house.toml"])
}

#[test]
fn a_bad_expression_is_refused_at_its_place() {
    let bad = [
        "totl.value = lots.value * price.value",
        "total.val = lots.value * price.value",
        "total = lots.value * price.value",
        "total.currency = lots.value",
        "total.value = (lots.value * price.value",
        "total.value = lots.value * price.value)",
        "total.value = lots.value / 0",
        "total.value = lots.value / (2 - 2)",
        "total.value",
        "total.value =",
        "total.value == price.value",
        "total.value = lots.value × price.value",
        "total.value = 1.2.3",
        "total.value = maxi(lots.value, 3)",
        "total.value = max(lots.value)",
        "total.value = abs(lots.value, 3)",
        "1 < 2",
    ];
    let mut said = String::new();
    for holds in bad {
        writeln!(said, "{}", refused(&rule(LOTS, holds, "m"))).expect("written");
    }
    for holds in
        ["total.value = width.low", "day.first + width.low > 0", "max(total.value, day.first) > lots.value"]
    {
        writeln!(said, "{}", refused(&rule(WIDTH, holds, "m"))).expect("written");
    }
    snapshot("bad_expressions", &said);
}

#[test]
fn a_bad_expression_of_a_message_is_refused_at_its_place() {
    let mut said = String::new();
    for message in
        ["{= lots.value * prize.value}", "{= lots.value / 0}", "{= (lots.value}", "{= lots.value as euros}"]
    {
        let text = rule(LOTS, "total.value = lots.value * price.value", message);
        writeln!(said, "{}", refused(&text)).expect("written");
    }
    snapshot("bad_expressions_in_messages", &said);
}

#[test]
fn brackets_without_end_are_refused_and_do_not_hang() {
    let deep = format!("{}lots.value{} > 0", "(".repeat(2000), ")".repeat(2000));
    assert!(refused(&rule(LOTS, &deep, "m")).contains("nested too deeply"));
    let minus = format!("{}lots.value > 0", "-".repeat(2000));
    assert!(refused(&rule(LOTS, &minus, "m")).contains("nested too deeply"));
}

/// The messages of a house rule on a text.
fn said(holds: &str, article: &str) -> Vec<String> {
    let folder = Folder::new(&[
        ("house.toml", &rule(LOTS, holds, "{total}, not {= lots.value * price.value}, of {lots} at {price}")),
        ("a.txt", article),
    ]);
    let output = folder.run(&["check", "--format", "jsonl", "--no-config", "--rules", "house.toml", "a.txt"]);
    assert_eq!(stderr(&output), "");
    let lines = stdout(&output);
    let findings = lines.lines().filter(|line| line.contains("auction.total"));
    findings.map(|line| text(&serde_json::from_str(line).expect("JSON"), "message").to_owned()).collect()
}

#[test]
fn a_comparison_speaks_only_where_bounds_cannot_meet() {
    let product = "total.value = lots.value * price.value";
    let fails = [
        (product, "The hall sold 12 chairs at £45 each, for £580.", true),
        (product, "The hall sold 12 chairs at £45 each, for £540.", false),
        (product, "The hall sold about 12 chairs at £45 each, for £580.", false),
        (product, "The hall sold more than 12 chairs at £45 each, for £580.", false),
        (product, "The hall sold more than 12 chairs at £45 each, for £480.", true),
        (product, "The hall sold 12 chairs at £45 each, for $580.", false),
        ("total.value >= lots.value * price.value", "The hall sold 12 chairs at £45 each, for £540.", false),
        ("total.value > lots.value * price.value", "The hall sold 12 chairs at £45 each, for £540.", true),
        ("total.value != 540", "The hall sold 12 chairs at £45 each, for £540.", true),
        ("total.value != 540", "The hall sold 12 chairs at £45 each, for about £540.", false),
        ("max(lots.value, 20) < price.value / 2", "The hall sold 12 chairs at £45 each, for £5.", false),
        ("max(lots.value, 23) < price.value / 2", "The hall sold 12 chairs at £45 each, for £5.", true),
        ("abs(lots.value - 20) = min(8, price.value)", "The hall sold 12 chairs at £45 each, for £5.", false),
        ("round(price.value / 2) = 23", "The hall sold 12 chairs at £45 each, for £5.", false),
        ("total.value / (lots.value - 12) > 0", "The hall sold 12 chairs at £45 each, for £5.", false),
    ];
    for (holds, text, speaks) in fails {
        assert_eq!(!said(holds, text).is_empty(), speaks, "{holds}\n{text}");
    }
}

#[test]
fn a_message_reckons() {
    let text = "The hall sold 12 chairs at £45 each, for £580.";
    assert_eq!(said("total.value = lots.value * price.value", text), ["£580, not 540, of 12 chairs at £45"]);
}
