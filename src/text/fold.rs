//! Letters without accents and in lower case, so that names are compared as they are read.

/// The letter or letters that a character stands for, in lower case and without accents: "ß" for "ss", "Ł" for "l".
pub(crate) fn letters(character: char) -> impl Iterator<Item = char> {
    let plain = character.to_lowercase().map(plain);
    let (more, last) = match character {
        'ß' => (Some('s'), None),
        'æ' | 'Æ' | 'œ' | 'Œ' => (None, Some('e')),
        _ => (None, None),
    };
    more.into_iter().chain(plain).chain(last)
}

/// A letter without its accent, of the Latin letters that European names are written with.
const fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'æ' => 'a',
        'ç' | 'ć' | 'č' | 'ċ' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' | 'ė' => 'e',
        'ğ' | 'ģ' | 'ġ' => 'g',
        'ħ' => 'h',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' | 'ľ' | 'ļ' => 'l',
        'ķ' => 'k',
        'ñ' | 'ń' | 'ň' | 'ņ' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'œ' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' | 'ß' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ű' | 'ů' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ž' | 'ż' => 'z',
        letter => letter,
    }
}
