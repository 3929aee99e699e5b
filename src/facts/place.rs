//! Places: countries, their parts, US states, and the adjectives and peoples that point to them.

use compact_str::CompactString;

use super::Reader;
use super::declare::kind;
use crate::lexicon::Hit;
use crate::text::{Class, class};

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166-1 alpha-2 code of the country it is or lies in.
    pub country: CompactString,
    /// "country", "part", "state", or "ambiguous" for a name of both.
    pub class: &'static str,
    /// For a state its code.
    pub state: Option<CompactString>,
    /// Whether it is an adjective or a people: "French", "Frenchmen".
    pub demonym: bool,
    /// The words as written.
    pub name: CompactString,
}

kind! {
    /// A country, a state, or an adjective or people that points to one.
    Place(p) as "place", over Words;

    Country: Text = &p.country, "ISO 3166-1 alpha-2 code of the country it is or lies in";
    Class: Text = p.class,
        "country, part, state, or ambiguous for a name of both a country and a state";
    Form: Text = if p.demonym { "demonym" } else { "name" },
        "name, or demonym for an adjective or people";
    Name: Text = &p.name, "the words as written";
}

impl Place {
    /// The code that tells it from other places: of the state, or else of the country.
    pub(super) fn code(&self) -> &CompactString {
        self.state.as_ref().unwrap_or(&self.country)
    }
}

impl Reader<'_> {
    /// The place that starts at token `at`, and the token after it. The longest name wins, so
    /// "New Mexico" is no Mexico.
    pub(super) fn place(&self, at: usize, end: usize) -> Option<(Place, usize)> {
        let token = &self.tokens[at];
        let find = |class| self.lexicon.at(self.text, &self.tokens, at, end, class);
        // Of names of one length the last counts.
        let mut found: Option<(Hit<'_>, Class)> = None;
        for class in NAMES.into_iter().filter(|&class| token.has(class)) {
            if let Some(hit) = find(class)
                && found.as_ref().is_none_or(|(longest, _)| hit.len >= longest.len)
            {
                found = Some((hit, class));
            }
        }
        let (hit, class) = found?;
        let state = class == class::US_STATE || class == class::US_STATE_ABBREVIATION;
        let demonym = class == class::DEMONYM;
        let both = || find(class::US_STATE).is_some_and(|state| state.len == hit.len);
        let kind = match class {
            _ if state => "state",
            _ if !demonym && token.has(class::US_STATE) && both() => "ambiguous", // Georgia
            class::COUNTRY_PART => "part",
            _ => "country",
        };
        let place = Place {
            country: if state { "US".into() } else { hit.value.into() },
            class: kind,
            state: state.then(|| hit.value.into()),
            demonym,
            name: self.span(at, at + hit.len).of(self.text).into(),
        };
        Some((place, at + hit.len))
    }
}

/// The classes of names of places. Of two names of one length at one word, that of the later class counts.
const NAMES: [Class; 5] =
    [class::US_STATE, class::US_STATE_ABBREVIATION, class::COUNTRY, class::COUNTRY_PART, class::DEMONYM];
