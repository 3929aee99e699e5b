//! Places: countries, their parts, US states, and the adjectives and peoples that point to them.

use compact_str::CompactString;

use super::Reader;
use super::declare::kind;
use crate::text::class;

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
        let find = |class| self.lexicon.at(self.text, &self.tokens, at, end, class);
        let states = [class::US_STATE, class::US_STATE_ABBREVIATION].into_iter().filter_map(find);
        let state = states.max_by_key(|h| h.len).map(|h| {
            (
                h.len,
                Place {
                    country: "US".into(),
                    class: "state",
                    state: Some(h.value.into()),
                    demonym: false,
                    name: CompactString::default(),
                },
            )
        });
        let named = |class, name: &'static str, demonym| {
            find(class).map(|h| {
                (
                    h.len,
                    Place {
                        country: h.value.into(),
                        class: name,
                        state: None,
                        demonym,
                        name: CompactString::default(),
                    },
                )
            })
        };
        let found = [
            state,
            named(class::COUNTRY, "country", false),
            named(class::COUNTRY_PART, "part", false),
            named(class::DEMONYM, "country", true),
        ];
        let (len, mut place) = found.into_iter().flatten().max_by_key(|(len, _)| *len)?;
        let both = find(class::US_STATE).is_some_and(|h| h.len == len) && place.state.is_none();
        if both && !place.demonym {
            place.class = "ambiguous"; // Georgia
        }
        place.name = self.span(at, at + len).of(self.text).into();
        Some((place, at + len))
    }
}
