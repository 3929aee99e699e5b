//! What a line is by its words, besides the text of an article: a byline, a caption, the heading of a list of
//! contacts. [`Parts`](crate::language::parts::Parts) has the words.

use std::sync::LazyLock;

use crate::language::{
    self,
    parts::{How, Part},
};

/// The most bytes of a line that is no more than a mark, a name or a link.
const SHORT: usize = 160;
/// The most bytes of a line in which a phrase makes a note wherever it stands.
const NOTE: usize = 400;
/// The most bytes of a line that counts comments or minutes.
const COUNTER: usize = 24;
/// The most words of the names and offices in a byline.
const NAMES: usize = 18;
/// The most words of a heading over what a firm says of itself.
const ABOUT: usize = 12;
/// The fewest digits of a telephone number.
const TELEPHONE: usize = 7;

/// The marks that may stand around a phrase.
const MARKS: [char; 22] = [
    '*', '•', '-', '–', '—', '_', '#', '[', ']', '(', ')', '|', '>', '<', '=', '~', ':', '.', '!', '"', '“',
    '”',
];

/// What a line is by the phrase that it begins with. Linear in the length of the line.
pub(super) fn by_phrase(line: &str) -> Option<Part> {
    if is_end_mark(line) {
        return Some(Part::End);
    }
    let joined = join_letters(line);
    let line = joined.as_deref().unwrap_or(line);
    let inside = without_marks(line);
    // "14 comments", "3 min read".
    let counted = inside.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = Some(counted.trim_start_matches([' ', '-', '\u{a0}']))
        .filter(|rest| rest.len() < inside.len() && line.len() <= COUNTER);
    let inside = counted.unwrap_or(inside);
    let fits = |entry: &&Entry| {
        after(inside, entry.phrase).is_some_and(|rest| match entry.how {
            How::Alone => is_bare(rest),
            How::Label => is_bare(rest) || is_labelled(rest),
            How::Start | How::Inside => true,
        })
    };
    let first = inside.as_bytes().first().map(u8::to_ascii_lowercase);
    let leading = first.and_then(|first| PHRASES.leading[usize::from(first)].iter().find(fits));
    let within = if line.len() <= NOTE { PHRASES.within(line) } else { None };
    let found = [leading, within].into_iter().flatten().min_by_key(|entry| entry.rank);
    let short = |part: &Part| !matches!(part, Part::End | Part::Byline | Part::Kicker) || line.len() <= SHORT;
    found.map(|entry| entry.part).filter(short)
}

/// The phrases of the language by the byte with which they begin, so that a line is held against few of them.
struct Phrases {
    /// Those that begin a line.
    leading: Vec<Vec<Entry>>,
    /// Those that stand anywhere in a line.
    inside: Vec<Vec<Entry>>,
    /// The bytes with which those begin, in any letter case.
    begins: [bool; 256],
}

/// A phrase with its place among all of them. The first that fits counts.
struct Entry {
    rank: usize,
    part: Part,
    how: How,
    phrase: &'static str,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lists = || (0..256).map(|_| Vec::new()).collect();
    let mut phrases = Phrases { leading: lists(), inside: lists(), begins: [false; 256] };
    let all = language::chosen().parts.phrases.iter();
    let all = all.flat_map(|(part, how, phrases)| phrases.iter().map(|phrase| (*part, *how, *phrase)));
    for (rank, (part, how, phrase)) in all.enumerate() {
        let first = phrase.as_bytes()[0];
        if how == How::Inside {
            phrases.begins[usize::from(first)] = true;
            phrases.begins[usize::from(first.to_ascii_uppercase())] = true;
        }
        let lists = if how == How::Inside { &mut phrases.inside } else { &mut phrases.leading };
        lists[usize::from(first)].push(Entry { rank, part, how, phrase });
    }
    phrases
});

impl Phrases {
    /// The first phrase of those that may stand anywhere that stands in a line.
    fn within(&self, line: &str) -> Option<&Entry> {
        let bytes = line.as_bytes();
        let mut found: Option<&Entry> = None;
        for (at, &byte) in bytes.iter().enumerate() {
            if !self.begins[usize::from(byte)] {
                continue;
            }
            let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
            if before.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric() {
                continue;
            }
            let entries = &self.inside[usize::from(byte.to_ascii_lowercase())];
            let rest = line.get(at..).unwrap_or_default();
            let mut fits = entries.iter().filter(|entry| after(rest, entry.phrase).is_some());
            found = found.into_iter().chain(fits.next()).min_by_key(|entry| entry.rank);
        }
        found
    }
}

/// A line without the marks that it begins with.
fn without_marks(line: &str) -> &str {
    line.trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace())
}

/// The words of a line whose letters are spaced, "P R E S S   R E L E A S E": between words are wider gaps.
fn join_letters(line: &str) -> Option<String> {
    let spaced = line.len() <= SHORT
        && line
            .split_whitespace()
            .all(|word| word.starts_with(char::is_alphabetic) && word.chars().nth(1).is_none())
        && line.split_whitespace().nth(4).is_some();
    let words = || line.split("  ").map(|word| word.split_whitespace().collect::<String>());
    spaced.then(|| words().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

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

/// "###", "# # #", "-30-".
fn is_end_mark(line: &str) -> bool {
    // A glance first: nearly all paragraphs begin with another letter.
    if !line.trim_start().starts_with(['#', '-', '–', '—']) {
        return false;
    }
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let hashes = bare.len() >= 2 && bare.bytes().all(|b| b == b'#');
    let middle = bare.trim_matches(|c: char| MARKS.contains(&c));
    hashes || middle == "30" && bare.starts_with(['-', '–', '—']) && bare.ends_with(['-', '–', '—'])
}

/// The rest of a text after a phrase, in any letter case, if a word ends there.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    // A glance first: few texts that share the first letter share the second.
    if let (Some(letter), Some(wanted)) = (text.as_bytes().get(1), phrase.as_bytes().get(1))
        && letter.is_ascii_alphanumeric()
        && wanted.is_ascii_alphanumeric()
        && letter.to_ascii_lowercase() != *wanted
    {
        return None;
    }
    let mut rest = text.chars();
    for wanted in phrase.chars() {
        let c = rest.next()?;
        let same = match c {
            '’' | '‘' => wanted == '\'',
            c if c.is_whitespace() => wanted == ' ',
            c => c.to_ascii_lowercase() == wanted,
        };
        if !same {
            return None;
        }
    }
    let ended = phrase.ends_with(|c: char| !c.is_alphabetic());
    (ended || !rest.as_str().starts_with(char::is_alphanumeric)).then_some(rest.as_str())
}

/// Whether nothing but marks is left.
fn is_bare(rest: &str) -> bool {
    rest.chars().all(|c| MARKS.contains(&c) || c.is_whitespace())
}

/// Whether a colon follows, or a dash with space around it.
fn is_labelled(rest: &str) -> bool {
    let next = rest.trim_start();
    next.starts_with(':') || next.len() < rest.len() && next.starts_with(['–', '—', '-', '|'])
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
    let words = || line.split_whitespace();
    let of = language::chosen().parts.of_bodies;
    let pieces = || line.split(',').map(|piece| piece.split_whitespace().count());
    let few = words().count() > 1
        && words().count() <= 9
        && pieces().all(|words| (1..=4).contains(&words))
        && line.len() <= SHORT / 2
        && !words().any(|word| is_one_of(word, of));
    let upper = line.chars().any(char::is_lowercase);
    few && upper && is_names(line)
}

/// Whether the first of the parts that commas make ends in what a group of writers is: "Staff Reporter".
fn is_desk(line: &str) -> bool {
    let first = line.split([',', '|']).next().unwrap_or_default();
    let last = first.split_whitespace().next_back().unwrap_or_default();
    first.split_whitespace().count() <= 5 && is_one_of(last, language::chosen().parts.writers)
}

/// Whether names and places end in what a group of writers is: "Ana Borg in Rome and agencies".
fn ends_in_desk(line: &str) -> bool {
    let mut words = line.split_whitespace().rev();
    let last = words.next().unwrap_or_default();
    is_one_of(last, language::chosen().parts.writers) && line.split_whitespace().count() > 2
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
            named && (office || is_one_of(bare, parts.inside_names) || is_one_of(bare, parts.and))
                || is_one_of(bare, parts.writers)
        };
        office |= named && word.ends_with([',', '|']);
        fits
    });
    let last = words.last().copied().unwrap_or_default();
    // "J. Borg Jr." ends in a period and is no sentence.
    let period = last.ends_with('.') && last.len() > 4 && !is_one_of(last, parts.writers);
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
    let words = line.split_whitespace().count();
    line.len() <= SHORT
        && words <= 14
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
    let (others, words) = others_and_words(text);
    if others * 4 < words {
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

/// How many bytes of a text are neither letters of ASCII nor white space, and how many words it has.
fn others_and_words(text: &str) -> (usize, usize) {
    /// What one byte can count to. The sums of so few are made many at a time.
    const CHUNK: usize = 255;
    let space = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let letter = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let bytes = text.as_bytes();
    let others = bytes.chunks(CHUNK).map(|chunk| {
        usize::from(chunk.iter().map(|&byte| u8::from(!letter(byte) & !space(byte))).sum::<u8>())
    });
    let behind = bytes.get(1..).unwrap_or_default().chunks(CHUNK);
    let words = bytes.chunks(CHUNK).zip(behind).map(|(before, behind)| {
        let begins = before.iter().zip(behind).map(|(&a, &b)| u8::from(space(a) & !space(b)));
        usize::from(begins.sum::<u8>())
    });
    let first = bytes.first().is_some_and(|&byte| !space(byte));
    (others.sum(), usize::from(first) + words.sum::<usize>())
}

/// Whether a word without the marks at its end is one of these, in any letter case.
pub(super) fn is_one_of(word: &str, words: &[&str]) -> bool {
    let bare = word.trim_end_matches([',', '.', ':', ';', '|']);
    words.iter().any(|one| one.len() == bare.len() && bare.eq_ignore_ascii_case(one))
}
