//! Public authorities of a country.

use compact_str::{CompactString, format_compact};

use super::declare::kind;
use super::make::{Make, Written};
use super::pattern::Match;
use super::{Facts, Value};
use crate::language;
use crate::lexicon::Lexicon;

/// A public authority of a country.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// ISO 3166-1 alpha-2 code.
    pub country: CompactString,
    /// The country's common name.
    pub name: CompactString,
    /// "acting", "listed", "item" or "office": see the attribute of that name.
    pub role: &'static str,
    /// Of an office or a listed authority: "prosecution", "police", "court", "customs" or
    /// "other".
    pub class: Option<&'static str>,
}

kind! {
    /// A public authority of a country, acting or listed.
    Authority(a) as "authority", over Facts, made of Captures;

    Country: Text = &a.country, "ISO 3166-1 alpha-2 code";
    Name: Text = &a.name, "the country's common name";
    Role: Text = a.role,
        "acting in the text; listed in a bullet that names one; item: any bullet of a country; office: one named and counted in the text";
    Class: Text = a.class,
        "of an office or a listed authority: prosecution, police, court, customs or other";
}

/// The captures of a phrase that make authorities, one for each country and class.
#[derive(Debug)]
struct Captures {
    place: usize,
    office: Option<usize>,
    role: &'static str,
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        let role = phrase.role(&["acting", "listed", "item", "office"])?;
        Some(Self { place: phrase.needs("place")?, office: phrase.captures("office"), role })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        let role = self.role;
        let country = |(at, _): (usize, usize)| match &facts.starting(at)?.value {
            Value::Place(place) => Some(place.country.clone()),
            _ => None,
        };
        // In a bullet all authorities that stand there are listed.
        let rest = |(from, to): (usize, usize)| match role {
            "listed" => (from, facts.sentences[facts.sentence_of(from)].1 as usize),
            _ => (from, to),
        };
        let office = self.office.and_then(|o| matched.captured(o).next());
        let classes = office.map_or_else(|| vec![None], |at| classes(facts, rest(at)));
        let countries = matched.captured(self.place).filter_map(country);
        let authority = |country: CompactString| {
            let name: CompactString = lexicon.country(&country).unwrap_or(&country).into();
            let of = move |&class: &Option<&'static str>| {
                let (country, name) = (country.clone(), name.clone());
                Value::Authority(Authority { country, name, role, class })
            };
            classes.iter().map(of).collect::<Vec<_>>()
        };
        countries.flat_map(authority).collect()
    }

    fn apart(&self, value: &Value) -> CompactString {
        let Value::Authority(Authority { role, country, class, .. }) = value else {
            return CompactString::default();
        };
        format_compact!("{role} {country} {}", class.unwrap_or_default())
    }
}

/// The classes of the authorities that a run of tokens names; "other" if it names none.
fn classes(facts: &Facts<'_>, (from, to): (usize, usize)) -> Vec<Option<&'static str>> {
    let words = facts.span(from, to).of(facts.text).to_lowercase();
    let said =
        language::chosen().authorities.iter().filter(|(_, stems)| stems.iter().any(|s| words.contains(s)));
    let classes: Vec<_> = said.map(|c| Some(c.0)).collect();
    if classes.is_empty() { vec![Some("other")] } else { classes }
}
