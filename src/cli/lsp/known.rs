//! Adds acronyms and names to the text of a configuration, whose comments and order stay.

use toml_edit::{Array, DocumentMut, Item, Table};

/// A list of `[lexicon]` that takes words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Acronyms,
    Names,
}

impl List {
    /// Its key in the configuration.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Acronyms => "acronyms",
            Self::Names => "names",
        }
    }

    pub(super) fn of_key(key: &str) -> Option<Self> {
        [Self::Acronyms, Self::Names].into_iter().find(|list| list.key() == key)
    }
}

/// The text of a configuration with one more word in a list of `[lexicon]`. A word that is there is not added again.
///
/// # Errors
/// When the text is no TOML, or what should be a table or a list is something else.
pub(super) fn add(text: &str, list: List, word: &str) -> Result<String, String> {
    let mut config: DocumentMut =
        text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    let lexicon = config.entry("lexicon").or_insert_with(|| Item::Table(Table::new()));
    let table = lexicon.as_table_like_mut().ok_or("`lexicon` is no table")?;
    let words = table.entry(list.key()).or_insert_with(|| Array::new().into());
    let words = words.as_array_mut().ok_or_else(|| format!("`lexicon.{}` is no list", list.key()))?;
    if !words.iter().any(|known| known.as_str() == Some(word)) {
        words.push(word);
    }
    Ok(config.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_added_and_the_rest_stays() {
        let text = "# house rules\nextend = [\"a.toml\"] # ours\n\n[rules]\ncount = \"warning\"\n";
        let once = add(text, List::Acronyms, "QRX").expect("added");
        assert_eq!(once, format!("{text}\n[lexicon]\nacronyms = [\"QRX\"]\n"));
        let twice = add(&once, List::Names, "Red Star \"Cargo\"").expect("added");
        assert!(twice.starts_with(&once), "{twice}");
        assert_eq!(add(&once, List::Acronyms, "QRX").expect("added"), once);
        assert_eq!(
            add("[lexicon]\nacronyms = [\n  \"ABC\", # ours\n]\n", List::Acronyms, "QRX").expect("added"),
            "[lexicon]\nacronyms = [\n  \"ABC\", \"QRX\", # ours\n]\n"
        );
        assert!(add("lexicon = 1", List::Names, "x").is_err());
        assert!(add("= 1", List::Names, "x").is_err());
    }
}
