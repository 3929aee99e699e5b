//! What is asked of a text, as JSON says it.

use std::collections::BTreeMap;

use factlint::answer::{self, Answer, Asked, Places};
use factlint::gate::Config;
use serde::Deserialize;

/// What is asked. The keys that `factlint serve` has too mean what they mean there.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Wanted {
    name: Option<String>,
    date: Option<String>,
    places: Option<String>,
    unit: Option<String>,
    /// The text of a configuration file.
    pub(crate) config: Option<String>,
    /// The rule files and word lists that the configuration names.
    pub(crate) files: BTreeMap<String, String>,
}

impl Wanted {
    /// Reads JSON.
    ///
    /// # Errors
    /// When it is none, or has a key that is none.
    pub(crate) fn of_json(json: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(json).map_err(|error| format!("what is asked is not understood: {error}"))
    }

    /// The name of the text.
    pub(crate) fn name(&self) -> &str {
        self.name.as_deref().filter(|name| !name.is_empty()).unwrap_or("text.txt")
    }

    /// Checks a text by a configuration, and gives the answer as JSON. Linear in its length.
    ///
    /// # Errors
    /// When what is asked has no meaning, or the text cannot be read.
    pub(crate) fn answer(&self, config: &Config, bytes: Vec<u8>) -> Result<String, String> {
        let asked = Asked {
            name: self.name(),
            format: None,
            published: answer::day(self.date.as_deref())?,
            places: Places::named(self.places.as_deref())?,
            unit: answer::unit(self.unit.as_deref())?,
        };
        let unread = |error| format!("{}: {error}", asked.name);
        Ok(Answer::new(config, &asked, bytes).map_err(unread)?.json(config))
    }
}
