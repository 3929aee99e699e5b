//! The names of cities; rules/gazetteer says where they are from.

use crate::text::fold;

/// Names in lower case and without accents, one a line, in the order of their bytes.
const CITIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/gazetteer/cities.txt"));

/// Whether some words are the name of a city, in any letter case, with or without accents. Costs a binary search.
#[must_use]
pub(crate) fn is_city<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let mut name = String::new();
    for word in words {
        if !name.is_empty() {
            name.push(' ');
        }
        name.extend(word.chars().flat_map(fold::letters));
    }
    has_line(CITIES, &name)
}

/// Whether one of the sorted lines of a text is this. The search cuts between bytes, as a half may fall inside a
/// character.
fn has_line(text: &str, line: &str) -> bool {
    let (text, line) = (text.as_bytes(), line.as_bytes());
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = text[..middle].iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
        let end = text[middle..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |at| middle + at);
        match text[start..end].cmp(line) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cities_are_found_by_their_names() {
        for (name, city) in [
            ("Valletta", true),
            ("Łódź", true),
            ("Milton Keynes", true),
            ("Ghent", true),
            ("Aabenraa", true),
            ("Zwolle", true),
            ("Milton Ghent", false),
            ("Vall", false),
            ("", false),
        ] {
            assert_eq!(is_city(name.split(' ')), city, "{name}");
        }
    }

    #[test]
    fn every_line_is_found_and_nothing_beside_one() {
        for line in CITIES.lines() {
            assert!(has_line(CITIES, line), "{line}");
            assert!(!has_line(CITIES, &format!("{line}\u{ff}")), "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_name_is_answered(name in "\\PC{0,20}") {
            prop_assert_eq!(has_line(CITIES, &name), CITIES.lines().any(|line| line == name));
        }
    }

    #[test]
    fn the_lines_are_sorted() {
        let lines: Vec<&str> = CITIES.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
