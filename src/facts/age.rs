//! Ages at their place, and whose they are: "Karl Vella, 44", "the 44-year-old nurse, Rita Borg".

use compact_str::CompactString;

use super::declare::kind;
use super::{Fact, Facts, Value};

/// An age, at the figure that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// In years.
    pub years: u8,
    /// The full name of the person as first written in the article.
    pub full: CompactString,
    /// Whether it may be that of another of the family.
    pub ambiguous: bool,
}

kind! {
    /// The age of a person, at the figure that tells it.
    Age(a) as "age", over Facts;

    Value: Number = a.years, "the age in years";
    Full: Text = &a.full, "the full name of the person as first written in the article";
    Ambiguous: Flag = a.ambiguous, "it stands at a family name alone, and may be another one's of the family";
}

/// The ages that stand beside the names of an article. Linear.
pub(super) fn ages(facts: &Facts<'_>) -> Vec<Fact> {
    let age = |fact: &Fact| {
        let Value::Person(person) = &fact.value else { return None };
        let (years, at) = person.age.zip(person.age_at)?;
        let (full, ambiguous) = (person.full.clone(), person.ambiguous);
        Some(facts.fact_over((at, at + 1), Value::Age(Box::new(Age { years, full, ambiguous }))))
    };
    facts.all().iter().filter_map(age).collect()
}
