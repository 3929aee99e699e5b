//! Lines of the date of publication, and the datelines with which agencies and firms begin a text: "PARIS,
//! March 9 –", "Valletta, 6 March 2024 (Agency) –", "LOS ANGELES, CA - October 23, 2025 /Firm/ –".

use std::sync::LazyLock;

use regex::Regex;

use super::part::is_one_of;
use crate::language;

/// The most bytes of a line that is no more than a date.
const LINE: usize = 90;
/// The most bytes of a dateline before a text.
const OPENING: usize = 180;
/// The most words of the places in a dateline.
const PLACE: usize = 8;
/// The most letters of an agency that is named by its letters.
const LETTERS: usize = 6;
/// The most bytes of the name of an agency between brackets or strokes.
const AGENCY: usize = 90;

/// A text that begins with a full date, as formats give it in a field or an attribute. The fact layer reads what
/// the date says. The expression knows ASCII alone: it is compiled in each run, and the letters and spaces of all
/// scripts would take twice the time.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u)^ (?: (?:published|date|updated|posted|issued|released) \s* (?:on)? \s* :? \s* )?
        (?: (?:mon|tues?|wednes|thurs?|fri|satur|sun) (?:day)? \.? ,? \s+ )?
        (?: [0-9]{1,2} (?:st|nd|rd|th)? \s+ [a-z]{3,9} \.? ,? \s+ [0-9]{4}
          | [a-z]{3,9} \.? \s+ [0-9]{1,2} (?:st|nd|rd|th)? ,? \s+ [0-9]{4}
          | [0-9]{4} - [0-9]{2} - [0-9]{2}
          | [0-9]{1,2} [./] [0-9]{1,2} [./] [0-9]{4} )",
    )
    .expect("the pattern is constant and is compiled by a test")
});

/// Whether a text begins with a full date, or with a word such as "Published" and a full date.
pub(crate) fn begins_with_date(text: &str) -> bool {
    DATELINE.is_match(text)
}

/// Whether a line says when the article was published or changed, alone or with an author, a place or a rubric.
pub(super) fn is_dated(line: &str) -> bool {
    is_date_line(line) || is_dated_line(line)
}

/// Whether a line is a dateline and nothing else: [`is_dated`], or a place with a date.
pub(super) fn is_dateline(line: &str) -> bool {
    is_dated(line) || opening(line) == Some(line.len())
}

/// Whether a line is a date or a time, with what may stand beside one: "Updated 14:05", "Tue 5 May 2020,
/// 10:00 GMT | 3 min read".
pub(super) fn is_date_line(line: &str) -> bool {
    let parts = language::chosen().parts;
    if line.len() > LINE {
        return false;
    }
    let (mut said, mut numbers, mut time, mut numeric) = (false, false, false, false);
    let mut fits = |word: &str| {
        let word = word.trim_matches(|c: char| matches!(c, ':' | '.' | '*' | '—'));
        let unit = is_one_of(word, &parts.months) || is_one_of(word, &parts.weekdays);
        let hour = is_hour(word);
        let number = is_day(word) || is_year(word) || hour;
        said |= unit;
        numbers |= number;
        time |= hour && word.contains([':', '.']);
        word.is_empty() || unit || number || is_one_of(word, &parts.hours) || is_of_dated(word)
    };
    let between = |c: char| matches!(c, '|' | ',' | '(' | ')' | '[' | ']' | '•' | '·' | '/' | '-' | '–');
    let all = line.split_whitespace().all(|word| {
        let date = is_numeric_date(word);
        numeric |= date;
        date || word.split(between).all(&mut fits)
    });
    let single = || line.split_whitespace().nth(1).is_none();
    all && (said && (numbers || single()) || time || numeric || numbers && is_relative(line))
}

/// Whether a line is a date with a name, a place or a rubric beside it, set off by marks, or led by a word such
/// as "Posted": "Ana Borg / Sep 12, 2018, 04:41", "Posted by Ana Borg on 27 April 2014 in diy".
fn is_dated_line(line: &str) -> bool {
    if line.len() > LINE || line.ends_with(['.', '!', '?']) {
        return false;
    }
    let parts = language::chosen().parts;
    let first = line.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
    let led = is_one_of(first, &parts.dated) && first.len() > 2;
    let has_day = |text: &str| {
        let words = || text.split([' ', ',', '\u{a0}']).filter(|word| !word.is_empty());
        let day = words().any(|word| is_day(word.trim_end_matches(['.', ':'])));
        words().any(|word| is_one_of(word, &parts.months)) && day || words().any(is_numeric_date)
    };
    let strokes = line.split(['|', '/', '•', '·', '\t']);
    let mut pieces = strokes.flat_map(|piece| piece.split(" - ")).flat_map(|piece| piece.split(" – "));
    let apart =
        pieces.clone().count() > 1 && pieces.any(|piece| has_day(piece) && is_date_line(piece.trim()));
    apart || led && has_day(line)
}

/// Whether a word is one of those of phrases such as "last updated".
fn is_of_dated(word: &str) -> bool {
    language::chosen().parts.dated.has_in_phrases(word)
}

/// "3 hours ago".
fn is_relative(line: &str) -> bool {
    line.split_whitespace().filter(|word| is_one_of(word, &language::chosen().parts.hours)).count() > 1
}

/// "12", "3rd".
fn is_day(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let day = word[..digits].parse::<u8>().is_ok_and(|day| (1..=31).contains(&day));
    day && (digits == word.len()
        || matches!(word[digits..].to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th"))
}

/// A year of four digits.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year))
}

/// "14:05", "9.30am", "10am", "1405".
fn is_hour(word: &str) -> bool {
    if !word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.')) {
        return false;
    }
    let lower = word.to_ascii_lowercase();
    let bare = lower.strip_suffix("am").or_else(|| lower.strip_suffix("pm")).unwrap_or(&lower);
    let bare = bare.strip_suffix(['h', 'z']).unwrap_or(bare);
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    (1..=6).contains(&digits)
        && bare.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
        && (bare.len() > digits || bare.len() < lower.len() || digits == 4)
}

/// "2024-03-12", "12/03/2024", "12.03.2024".
fn is_numeric_date(word: &str) -> bool {
    let digit = |byte: &u8| byte.is_ascii_digit();
    let bytes = word.as_bytes();
    let (Some(from), Some(to)) = (bytes.iter().position(digit), bytes.iter().rposition(digit)) else {
        return false;
    };
    let mut parts = word[from..=to].split('T').next().unwrap_or_default().split(['-', '/', '.']);
    let (Some(first), Some(middle), Some(last), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    [first, middle, last].into_iter().all(is_number) && (is_year(first) || is_year(last))
}

/// What a dateline has said so far.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// How many words of a place, and how many of them are in capitals.
    place: usize,
    capitals: usize,
    /// Whether the place is complete.
    placed: bool,
    /// Whether the place came after the date.
    place_last: bool,
    month: bool,
    number: bool,
    weekday: bool,
    numeric: bool,
    agency: bool,
}

impl Seen {
    const fn day(self) -> bool {
        self.month && self.number || self.numeric
    }

    /// Whether this much before a dash is a dateline.
    const fn is_before_dash(self) -> bool {
        if self.place_last {
            return self.is_shouted();
        }
        self.day() || self.weekday && self.place > 0 || self.place > 0 && (self.agency || self.is_shouted())
    }

    /// Whether the words of the place are in capitals, but for small ones.
    const fn is_shouted(self) -> bool {
        self.capitals > 0 && self.capitals * 2 >= self.place
    }

    /// Whether this much before a colon, or in brackets, is a dateline.
    const fn is_before_colon(self) -> bool {
        self.day() || self.capitals > 0 && self.place <= 3 && self.place == self.capitals && !self.month
    }
}

/// The length in bytes of the dateline that a text begins with, with the dash or colon after it; the whole
/// length where a text is a place with a date and no more. Costs no more than the dateline is long.
pub(super) fn opening(text: &str) -> Option<usize> {
    let mut seen = Seen::default();
    let mut at = 0;
    let mut found = None;
    while at < text.len() && at <= OPENING {
        let rest = &text[at..];
        let c = rest.chars().next()?;
        if c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '.') {
            at += c.len_utf8();
            continue;
        }
        if let Some(after) = dash(text, at) {
            if seen.is_before_dash() && begins(&text[after..]) {
                found = Some(after);
            }
            seen.placed |= seen.place > 0;
            at = after;
            continue;
        }
        match c {
            ':' if seen.is_before_colon()
                && rest[1..].starts_with(char::is_whitespace)
                && begins(&rest[1..]) =>
            {
                found = Some(at + 1);
                at += 1;
                seen.placed = true;
            }
            '(' | '[' => {
                let close = if c == '(' { ')' } else { ']' };
                let Some(inside) = enclosed(rest, c, close) else { break };
                let whole = at == 0 && opening(inside).is_some_and(|to| to == inside.len());
                at += inside.len() + 2;
                // "(Agency) - May 22, 2025 - DALLAS —".
                if !whole && seen.place == 0 && !seen.day() && !is_dash(&text[at..]) {
                    break;
                }
                seen.agency = true;
                seen.numeric |= whole;
                seen.placed = seen.place > 0;
                // "Mumbai, March 9 (Agency) The ferry", "(Valletta, 6 March 2024) The ferry".
                if seen.day()
                    && begins(&text[at..])
                    && text[at..].trim_start().starts_with(char::is_uppercase)
                {
                    found = Some(at);
                }
            }
            '/' if seen.place > 0
                && !text[..at].ends_with(char::is_whitespace)
                && rest[1..].starts_with(char::is_uppercase) =>
            {
                at += 1; // "GENEVA/PARIS"
            }
            '/' => {
                let Some(inside) = enclosed(rest, '/', '/').filter(|_| seen.place > 0 || seen.day()) else {
                    break;
                };
                at += inside.len() + 2;
                (seen.agency, seen.placed) = (true, true);
                if seen.day() && begins(&text[at..]) {
                    found = Some(at);
                }
            }
            _ => match word(rest, &mut seen) {
                Some(length) => at += length,
                None => break,
            },
        }
    }
    // A line that is a dateline and nothing else.
    let ended = at >= text.len()
        && seen.day()
        && (seen.place > 0 || seen.agency || found.is_some() || text.len() <= LINE);
    if ended { Some(text.len()) } else { found }
}

/// Whether a text goes on with a dash.
fn is_dash(rest: &str) -> bool {
    rest.trim_start().starts_with(['-', '–', '—', '―'])
}

/// The place after a dash that stands at `at` with space around it, or is long.
fn dash(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with(|c: char| c.is_ascii() && c != '-') {
        return None;
    }
    let length = rest.len() - rest.trim_start_matches(['-', '–', '—', '―']).len();
    let spaced = || {
        text[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, ')' | '/'))
            || rest[length..].starts_with(char::is_whitespace)
    };
    (length > 1 || length > 0 && spaced()).then_some(at + length)
}

/// Whether a text goes on as a text begins: with a capital, a figure, or a mark before them.
fn begins(rest: &str) -> bool {
    let first = rest.trim_start().chars().next();
    first.is_some_and(|c| {
        !c.is_lowercase()
            && (c.is_alphanumeric() || !c.is_ascii() || matches!(c, '"' | '\'' | '(' | '$' | '@' | '['))
    })
}

/// What stands between two marks, the first of which the text begins with.
fn enclosed(text: &str, open: char, close: char) -> Option<&str> {
    let inside = text.strip_prefix(open)?;
    let end = inside.find(close).filter(|&end| end > 0 && end <= AGENCY)?;
    Some(&inside[..end]).filter(|inside| !inside.contains(['\n', '.']) || inside.len() <= AGENCY / 2)
}

/// Whether a byte of ASCII ends a word of a dateline.
const ENDS: [bool; 128] = {
    let mut ends = [false; 128];
    let mut byte = 0u8;
    while byte < 128 {
        let white = matches!(byte, b' ' | b'\t'..=b'\r');
        ends[byte as usize] = white || matches!(byte, b',' | b'(' | b')' | b'[' | b']' | b'/' | b':' | b'|');
        byte += 1;
    }
    ends
};

/// The bytes of a text before the first space or mark that ends a word of a dateline.
fn word_length(text: &str) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if let Some(ends) = ENDS.get(usize::from(byte)) {
            if *ends {
                return at;
            }
            at += 1;
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            if c == '—' || c.is_whitespace() {
                return at;
            }
            at += c.len_utf8();
        }
    }
    text.len()
}

/// The length of the next word, if a dateline has such a word there.
fn word(rest: &str, seen: &mut Seen) -> Option<usize> {
    let parts = language::chosen().parts;
    let whole = &rest[..word_length(rest)];
    // "9-" and "DERBY--": a dash ends the word.
    let length = whole.as_bytes().windows(2).position(|two| two == b"--").unwrap_or(whole.len());
    let raw = rest[..length].trim_end_matches(['-', '–']);
    let length = raw.len();
    let bare = raw.trim_end_matches(['.', ';']);
    let numeric = || {
        // "12/03/2024" ends at the first stroke above.
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len()).min(11);
        is_numeric_date(bare)
            || rest.get(..end).is_some_and(|w| is_numeric_date(w.trim_end_matches([',', ':'])))
    };
    if bare.starts_with(|c: char| c.is_ascii_digit()) && numeric() {
        (seen.numeric, seen.placed) = (true, true);
        let end =
            rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '.')).unwrap_or(rest.len());
        return Some(end);
    }
    let capital = bare.starts_with(char::is_uppercase);
    let date = if capital && is_one_of(bare, &parts.months) {
        seen.month = true;
        true
    } else if capital && is_one_of(bare, &parts.weekdays) {
        seen.weekday = true;
        true
    } else if is_day(bare) {
        seen.number = true;
        true
    } else {
        is_year(bare) && (seen.month || seen.number)
            || is_hour(bare) && seen.day()
            || seen.day() && is_one_of(bare, &parts.hours)
            || seen.place == 0 && !seen.day() && is_one_of(bare, &parts.dated)
    };
    if date {
        seen.placed |= seen.place > 0;
        return Some(length);
    }
    // "Aug. 22, GNA –".
    if seen.day()
        && capital
        && bare.len() <= LETTERS
        && bare.chars().all(char::is_uppercase)
        && is_dash(&rest[length..])
    {
        seen.agency = true;
        return Some(length);
    }
    let small = seen.place > 0 && (is_one_of(bare, &parts.inside_names) || is_one_of(bare, &parts.and));
    let letters = bare.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '&' | '`'));
    if bare.is_empty() || seen.placed || seen.place >= PLACE || !(capital && letters || small) {
        return None;
    }
    seen.place_last |= seen.day();
    seen.place += 1;
    let upper = capital
        && !bare.chars().any(char::is_lowercase)
        && bare.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    seen.capitals += usize::from(upper);
    Some(length)
}

#[cfg(test)]
mod tests;
