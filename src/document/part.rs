//! What a line is by the shape of its words, besides the text of an article: names, addresses, columns of figures.
//! [`Parts`](crate::language::parts::Parts) has the words.

use super::phrase::{SHORT, after, without_marks};
use crate::language::{self, parts::Listed};

/// The most words of the names and offices in a byline.
const NAMES: usize = 18;
/// The most words of a heading over what a firm says of itself.
const ABOUT: usize = 12;
/// The fewest digits of a telephone number.
const TELEPHONE: usize = 7;

/// Whether a line is a path through a site ("Home > Money > Bills"), the keyword of a story
/// ("gozo-ferry-harbour"), or a remark in brackets.
pub(super) fn is_trail(line: &str) -> bool {
    if line.len() > SHORT {
        return false;
    }
    let steps = [" > ", " / ", " » ", " › "].iter().map(|mark| line.matches(mark).count()).max();
    let few = line.split_whitespace().count() <= 5;
    let path = steps.is_some_and(|steps| steps > 1 || steps == 1 && few);
    let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
    let alike = !first.contains(char::is_lowercase) || !first.contains(char::is_uppercase);
    let keyword =
        first.matches(['-', '/']).count() > 1 && alike && (rest.is_empty() || rest.starts_with('('));
    let remark = line.starts_with(['(', '[']) && line.ends_with([')', ']']) && !line.contains('.');
    path || keyword || remark
}

/// Whether a line gives the names of its authors, led by "By" or by what they are: "By Ana Borg and Luis
/// Vella, Chief Reporter", "Our Foreign Staff".
pub(super) fn is_byline(line: &str) -> bool {
    let parts = language::chosen().parts;
    if line.len() > SHORT {
        return false;
    }
    let inside = without_marks(line);
    let led = parts.by.iter().filter_map(|by| after(inside, by)).min_by_key(|rest| rest.len());
    match led.map(|rest| rest.trim_start_matches([':', ' ', '\u{a0}'])) {
        Some(rest) => is_names(rest),
        None => (is_desk(inside) || ends_in_desk(inside)) && is_names(inside),
    }
}

/// Whether a line is one or more names and no more: "Ana Borg", "Ana Borg, Gozo News, Valletta".
pub(super) fn is_name(line: &str) -> bool {
    if line.len() > SHORT / 2 {
        return false;
    }
    let words = || line.split_whitespace();
    let of = &language::chosen().parts.of_bodies;
    let pieces = || line.split(',').map(|piece| piece.split_whitespace().count());
    let few = words().count() > 1
        && words().count() <= 9
        && pieces().all(|words| (1..=4).contains(&words))
        && !words().any(|word| is_one_of(word, of));
    let upper = line.chars().any(char::is_lowercase);
    few && upper && is_names(line)
}

/// Whether the first of the parts that commas make ends in what a group of writers is: "Staff Reporter".
fn is_desk(line: &str) -> bool {
    let first = line.split([',', '|']).next().unwrap_or_default();
    let last = first.split_whitespace().next_back().unwrap_or_default();
    first.split_whitespace().count() <= 5 && is_one_of(last, &language::chosen().parts.writers)
}

/// Whether names and places end in what a group of writers is: "Ana Borg in Rome and agencies".
fn ends_in_desk(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    is_one_of(last, &language::chosen().parts.writers) && line.split_whitespace().count() > 2
}

/// Whether a text is a list of names, offices and addresses of persons.
fn is_names(text: &str) -> bool {
    let parts = language::chosen().parts;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut named = false; // whether a name came
    let mut office = false; // whether lower-case words may follow, as in "chief reporter in Valletta"
    let ok = words.iter().all(|word| {
        let bare = word.trim_matches(|c: char| {
            c.is_ascii_punctuation() && c != '@' || matches!(c, '“' | '”' | '–' | '—')
        });
        let fits = if bare.is_empty() {
            true
        } else if bare.contains('@') || bare.contains("://") || bare.starts_with("www.") {
            named
        } else if bare.contains(|c: char| c.is_ascii_digit()) {
            false
        } else if bare.starts_with(char::is_uppercase) {
            named = true;
            true
        } else {
            named && (office || is_one_of(bare, &parts.inside_names) || is_one_of(bare, &parts.and))
                || is_one_of(bare, &parts.writers)
        };
        office |= named && word.ends_with([',', '|']);
        fits
    });
    let last = words.last().copied().unwrap_or_default();
    // "J. Borg Jr." ends in a period and is no sentence.
    let period = last.ends_with('.') && last.len() > 4 && !is_one_of(last, &parts.writers);
    let stops = last.ends_with(['!', '?', ':', ';']) || period;
    ok && named && !stops && words.len() <= NAMES
}

/// Whether a line is the heading over what a firm or an author says of itself, or begins with one: "About
/// Cargo Net", "About Cargo Net: …".
pub(super) fn is_about(line: &str) -> bool {
    let Some(rest) = language::chosen().parts.about.iter().find_map(|about| after(line, about)) else {
        return false;
    };
    let (name, more) =
        rest.split_once([':', '\n']).map_or((rest, false), |(name, rest)| (name, !rest.is_empty()));
    let name = name.trim();
    let named = name.starts_with(char::is_uppercase)
        || name.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase));
    let stops = name.ends_with(['.', '!', ';']) && !more && name.split_whitespace().count() > 5;
    rest.starts_with(char::is_whitespace)
        && named
        && !stops
        && name.split_whitespace().count() <= ABOUT
        && !name.contains(['?', '"', '“'])
}

/// Whether a line is an address, a telephone number or the like.
pub(super) fn is_address(line: &str) -> bool {
    line.len() <= SHORT
        && line.split_whitespace().nth(14).is_none()
        && (line.contains('@') || line.contains("://") || line.contains("www.") || has_telephone(line))
}

/// Whether a line has a telephone number: many digits with no more between them than such a number has.
fn has_telephone(line: &str) -> bool {
    let between = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '.' | '(' | ')' | '+' | '\u{a0}');
    let digits = |run: &str| run.bytes().filter(u8::is_ascii_digit).count();
    // Two years or a period of them are no number.
    line.split(|c| !between(c)).any(|run| digits(run) >= TELEPHONE && !run.contains(" - "))
}

/// Whether a text is figures that were cells of a table: many numbers, one right after another.
pub(super) fn is_figures(text: &str) -> bool {
    // A glance first: nearly all paragraphs have words, and few figures.
    let (bare, lettered) = starts(text);
    if bare * 3 < lettered || bare < 4 && lettered > 0 {
        return false;
    }
    let figure = |word: &str| {
        word.contains(|c: char| c.is_ascii_digit())
            && word.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric())
            || matches!(word, "-" | "–" | "—" | "$" | "€" | "£" | "(" | ")" | "%")
    };
    let (mut numbers, mut pairs, mut words) = (0usize, 0usize, 0usize);
    let mut before = "";
    for word in text.split_whitespace() {
        words += 1;
        if figure(word) {
            numbers += 1;
            let open = before.ends_with([',', ';', ':', '.'])
                || word.starts_with(['-', '–', '—']) && word.len() == 1;
            pairs += usize::from(!before.is_empty() && figure(before) && !open);
        }
        before = word;
    }
    let only = numbers == words && !text.contains(char::is_alphabetic);
    only || pairs >= 3 && pairs * 4 >= numbers && numbers * 4 >= words
}

/// How many words of a text can begin with no letter, and how many do begin with one, at the least. White space that
/// is not ASCII can be any byte that is not.
fn starts(text: &str) -> (usize, usize) {
    /// So many fit what one byte can count to, and are summed many at a time with none left over.
    const CHUNK: usize = 128;
    let space = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let bytes = text.as_bytes();
    let first = |is: bool| usize::from(bytes.first().is_some_and(|&byte| letter(byte) == is));
    let (mut bare, mut words) = (first(false), first(true));
    let behind = bytes.get(1..).unwrap_or_default().chunks(CHUNK);
    for (before, behind) in bytes.chunks(CHUNK).zip(behind) {
        let (mut bares, mut all) = (0u8, 0u8);
        for (&before, &byte) in before.iter().zip(behind) {
            let (after, begins) = (space(before), letter(byte));
            bares += u8::from((after | (before >= 0x80)) & !begins);
            all += u8::from(after & begins);
        }
        (bare, words) = (bare + usize::from(bares), words + usize::from(all));
    }
    (bare, words)
}

/// Whether a word without the marks at its end is one of these, in any letter case.
pub(super) fn is_one_of(word: &str, words: &Listed) -> bool {
    let ends = !word.ends_with(|c: char| c.is_ascii_alphanumeric());
    words.has(if ends { word.trim_end_matches([',', '.', ':', ';', '|']) } else { word })
}
