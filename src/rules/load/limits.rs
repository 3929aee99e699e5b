//! Limits of what one rule file can cost. Matching is bounded whatever a rule says, but rules at these bounds
//! would make each run take minutes; a rule in use comes to a small part of each.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::Problem;

/// The most rules of a file.
const RULES: usize = 1_000;
/// The most regular expressions of a file. To compile one can take some milliseconds.
const REGEXES: usize = 100;
/// The most elements of a rule's pattern, with those inside of others.
const ELEMENTS: usize = 300;
/// The most tokens that all gaps of a rule's pattern may extend over together.
const GAPS: u64 = 120;
/// The most braces of a text with placeholders.
const BRACES: usize = 100;
/// The most bytes of an id.
const ID: usize = 100;

/// The keys whose texts have placeholders.
const TEMPLATES: [&str; 5] = ["message", "help", "again", "beside", "labels"];

/// What the rules of a file come to so far.
#[derive(Default)]
pub(super) struct Limits {
    rules: usize,
    regexes: usize,
}

/// What the pattern of a rule comes to.
#[derive(Default)]
struct Size {
    elements: usize,
    gaps: u64,
    regexes: usize,
}

impl Limits {
    /// Whether a rule as written is within the limits. If not, says which is passed. Linear in the rule.
    pub(super) fn admit(&mut self, rule: &Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) -> bool {
        let known = problems.len();
        let DeValue::Table(table) = rule.get_ref() else { return true };
        let value = |key: &str| table.get(key);
        let mut size = Size::default();
        if let Some(pattern) = value("pattern") {
            measure(pattern.get_ref(), &mut size);
        }
        self.rules += 1;
        self.regexes += size.regexes;
        let id = value("id").map_or_else(|| rule.span(), Spanned::span);
        let pattern = value("pattern").map_or_else(|| id.clone(), Spanned::span);
        let mut refuse = |is: bool, at: &Range<usize>, message: String, help: &str| {
            if is {
                problems.push(Problem::at(at.clone(), message).help(help));
            }
        };
        let long = value("id").and_then(|id| id.get_ref().as_str()).is_some_and(|id| id.len() > ID);
        refuse(long, &id, format!("an id has at most {ID} bytes"), "give it a shorter one");
        // Of what a file has too many of, the first is told.
        let divide = "divide the file";
        refuse(self.rules == RULES + 1, &id, format!("a file has at most {RULES} rules"), divide);
        let first = self.regexes > REGEXES && self.regexes - size.regexes <= REGEXES;
        refuse(first, &pattern, format!("a file has at most {REGEXES} regular expressions"), divide);
        let split = "make several rules of it";
        let message = format!("a pattern has at most {ELEMENTS} elements");
        refuse(size.elements > ELEMENTS, &pattern, message, split);
        let message = format!("the gaps of a pattern extend over at most {GAPS} tokens together");
        refuse(size.gaps > GAPS, &pattern, message, "make them smaller");
        for text in TEMPLATES.iter().filter_map(|key| value(key)).flat_map(texts) {
            let braces = text.get_ref().as_str().map_or(0, |text| text.matches('{').count());
            let message = format!("a text has at most {BRACES} braces");
            refuse(braces > BRACES, &text.span(), message, "say less in it");
        }
        problems.len() == known && self.rules <= RULES && self.regexes <= REGEXES
    }
}

/// Adds what an element comes to, or each of several.
fn measure(value: &DeValue<'_>, size: &mut Size) {
    match value {
        DeValue::Array(array) => array.iter().for_each(|value| measure(value.get_ref(), size)),
        DeValue::Table(element) => {
            size.elements += 1;
            size.regexes += usize::from(element.contains_key("regex"));
            let gap = element.get("gap").and_then(|gap| gap.get_ref().as_integer());
            size.gaps += gap.and_then(|gap| gap.as_str().parse().ok()).unwrap_or(0_u64).min(GAPS + 1);
            inside(element).for_each(|value| measure(value.get_ref(), size));
        }
        _ => {}
    }
}

/// What stands inside of an element.
fn inside<'e, 't>(element: &'e DeTable<'t>) -> impl Iterator<Item = &'e Spanned<DeValue<'t>>> {
    ["group", "any"].into_iter().filter_map(|key| element.get(key))
}

/// The texts of a value: itself, or those of its table.
fn texts<'v, 't>(value: &'v Spanned<DeValue<'t>>) -> Vec<&'v Spanned<DeValue<'t>>> {
    match value.get_ref() {
        DeValue::Table(table) => table.iter().map(|(_, value)| value).collect(),
        _ => vec![value],
    }
}
