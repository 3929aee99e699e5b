//! Regular English plurals, made and undone.

use compact_str::{CompactString, format_compact};

/// The regular plural of a singular noun; of a phrase, of its last word.
pub(super) fn plural(noun: &str) -> CompactString {
    let consonant_y = noun.ends_with('y') && !noun[..noun.len() - 1].ends_with(['a', 'e', 'i', 'o', 'u']);
    if consonant_y {
        format_compact!("{}ies", &noun[..noun.len() - 1])
    } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| noun.ends_with(end)) {
        format_compact!("{noun}es")
    } else if noun.ends_with("man") && !["human", "german", "roman"].iter().any(|w| noun.ends_with(w)) {
        format_compact!("{}men", &noun[..noun.len() - 3])
    } else {
        format_compact!("{noun}s")
    }
}

/// A lower-case word without a regular plural ending: equal for a noun's two forms. No
/// dictionary form: "orders" gives "order", "parties" gives "party", "class" gives "class".
pub(super) fn stem(word: &str) -> CompactString {
    let cut = |n: usize| &word[..word.len() - n];
    if word.len() > 4 && word.ends_with("ies") {
        format_compact!("{}y", cut(3))
    } else if ["sses", "xes", "ches", "shes"].iter().any(|end| word.len() > 4 && word.ends_with(end)) {
        cut(2).into()
    } else if word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is"].iter().any(|end| word.ends_with(end))
    {
        cut(1).into()
    } else {
        word.into()
    }
}

/// A lower-case word without the endings of verbs and of plurals: "charge", "charged" and "charging" give "charg",
/// "drop" and "dropped" give "drop". Of a word that would be left with fewer than three letters, the word.
pub(super) fn root(word: &str) -> CompactString {
    let endings = ["ings", "ing", "ers", "ed", "er", "es", "s", "e"];
    let ends = |end: &str| word.strip_suffix(end).filter(|left| left.len() > 2 && !word.ends_with("ss"));
    let cut = endings.into_iter().find_map(ends);
    let root = cut.unwrap_or(word);
    let [.., a, b] = root.as_bytes() else { return root.into() };
    // "dropped", "dropping"; but "filling" has the two of "fill".
    let doubled =
        cut.is_some() && a == b && !matches!(b, b'l' | b's' | b'f' | b'z') && b.is_ascii_alphabetic();
    if doubled { root[..root.len() - 1].into() } else { root.into() }
}

/// "aircraft", "series": one form for both numbers.
pub(super) fn is_own_plural(lemma: &str) -> bool {
    lemma.ends_with("craft")
        || matches!(lemma, "series" | "species" | "sheep" | "deer" | "fish" | "offspring")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_root() {
        let forms = [
            ("charge", &["charged", "charging", "charges"][..]),
            ("drop", &["dropped", "dropping", "drops"]),
            ("fail", &["failed", "failing", "fails"]),
            ("fill", &["filled", "filling", "fillings"]),
            ("vote", &["voted", "voting", "voters"]),
            ("pass", &["passed", "passing", "passes"]),
        ];
        for (word, others) in forms {
            for other in others {
                assert_eq!(root(word), root(other), "{word}, {other}");
            }
        }
        assert_eq!(root("red"), "red");
        assert_ne!(root("board"), root("boat"));
    }

    #[test]
    fn plurals_are_regular_and_stems_undo_them() {
        for (one, many) in [
            ("suspect", "suspects"),
            ("body", "bodies"),
            ("box", "boxes"),
            ("search", "searches"),
            ("class", "classes"),
            ("policeman", "policemen"),
            ("human", "humans"),
            ("day", "days"),
        ] {
            assert_eq!(plural(one), many);
            if one != "policeman" {
                assert_eq!(stem(many), one);
            }
            assert_eq!(stem(one), one);
        }
    }
}
