//! English.

mod inflect;
mod numeral;
mod parts;

use super::Language;

/// English, as newspapers on either side of the Atlantic write it.
pub(super) static ENGLISH: Language = Language {
    folder: "en",
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    authorities: &[
        ("prosecution", &["prosecut", "attorney"]),
        ("police", &["polic", "gendarm", "sheriff", "carabin"]),
        ("court", &["court", "judge", "magistra", "tribunal"]),
        ("customs", &["custom", "revenue", "tax"]),
    ],
    parts: &parts::PARTS,
    scales: &[(12, "trillion"), (9, "billion"), (6, "million")],
    plural: inflect::plural,
    stem: inflect::stem,
    root: inflect::root,
    is_own_plural: inflect::is_own_plural,
    looks_plural: |word| word.ends_with('s'),
    looks_adjective: |word| {
        word.len() > 5
            && ["able", "ible", "ful", "ical", "ous", "less", "ive"].iter().any(|end| word.ends_with(end))
    },
    looks_active: |word| word.ends_with("ing"),
    looks_past: |word| word.ends_with("ed"),
    is_possessive: |token| matches!(token, "'s" | "’s"),
    // "Buddhism", "Buddhist"; "theater", "theatre".
    is_ending: |letters| {
        matches!(
            letters,
            "" | "s"
                | "es"
                | "n"
                | "ns"
                | "an"
                | "ans"
                | "ian"
                | "ians"
                | "i"
                | "is"
                | "a"
                | "as"
                | "o"
                | "os"
                | "e"
                | "y"
                | "ies"
                | "ism"
                | "ist"
                | "ists"
                | "ic"
                | "ics"
                | "ish"
                | "er"
                | "ers"
                | "re"
                | "ing"
                | "ed"
                | "al"
                | "ally"
                | "ity"
                | "man"
                | "men"
                | "ov"
                | "ova"
                | "ev"
                | "eva"
                | "ski"
                | "sky"
                | "ska"
                | "u"
                | "us"
                | "um"
        )
    },
    // "1990s", "1990's".
    is_decade_suffix: |token| matches!(token, "s" | "'s" | "’s"),
    ordinal_suffix: |digits| {
        let teen = digits.len() > 1 && digits.as_bytes()[digits.len() - 2] == b'1';
        match digits.as_bytes().last() {
            Some(b'1') if !teen => "st",
            Some(b'2') if !teen => "nd",
            Some(b'3') if !teen => "rd",
            _ => "th",
        }
    },
    // "FY2016".
    is_fiscal_year: |word| word.starts_with("FY") && word.len() > 2,
    office,
    numeral: numeral::numeral,
};

/// "acting US attorney" is "u.s. attorney".
fn office(title: &str) -> String {
    title.trim_start_matches("acting ").replace("united states", "u.s.").replace("us ", "u.s. ")
}
