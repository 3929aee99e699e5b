//! The words that a configuration names in a line, as a list file.

use std::collections::BTreeSet;

use toml::Spanned;

use super::NAME;
use crate::problem::Problem;

/// The class of acronyms that readers know.
const KNOWN: &str = "acronym.known";

/// The name and text of a list file in which readers know the acronyms, and those that the names spell. None
/// where there are none.
pub(super) fn list(acronyms: &[Spanned<String>], names: &[Spanned<String>]) -> Option<(String, String)> {
    let mut known: BTreeSet<String> = acronyms.iter().map(|word| word.get_ref().trim().to_owned()).collect();
    for name in names {
        known.extend(letters_of(name.get_ref()));
    }
    if known.is_empty() {
        return None;
    }
    // A string of JSON is one of TOML.
    let words: Vec<String> =
        known.iter().map(|word| serde_json::Value::from(word.as_str()).to_string()).collect();
    let text = format!(
        "source = \"{NAME}\"\n[[list]]\nclass = \"{KNOWN}\"\ncase = \"exact\"\nwords = [{}]\n",
        words.join(", ")
    );
    Some((NAME.to_owned(), text))
}

/// The problems of words that are none.
pub(super) fn blank(words: &[Spanned<String>]) -> impl Iterator<Item = Problem> {
    let blank = words.iter().filter(|word| !word.get_ref().contains(char::is_alphanumeric));
    blank.map(|word| Problem::at(word.span(), "it has no letters"))
}

/// The words of a name that are in capitals, and the initials of its capitalised words and of all its words:
/// "Red Star Cargo of KTB" gives KTB, RSCK and RSCOK.
fn letters_of(name: &str) -> Vec<String> {
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .collect();
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase);
    let is_upper = |word: &&&str| word.len() > 1 && !word.contains(char::is_lowercase);
    let mut all: Vec<String> = words.iter().filter(is_upper).map(|word| (*word).to_owned()).collect();
    let initials = |words: Vec<&&str>| -> String {
        words.iter().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    };
    if words.len() > 1 {
        all.push(initials(words.iter().filter(is_capital).collect()));
        all.push(initials(words.iter().collect()));
    }
    all.retain(|letters| letters.chars().count() > 1);
    all
}

#[cfg(test)]
mod tests {
    use super::letters_of;

    #[test]
    fn a_name_makes_its_letters_known() {
        assert_eq!(letters_of("Red Star Cargo of KTB"), ["KTB", "RSCK", "RSCOK"]);
        assert_eq!(letters_of("QRX"), ["QRX"]);
        assert!(letters_of("Gozo").is_empty());
    }
}
