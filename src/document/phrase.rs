//! What a line is by the phrases in it. [`Parts`](crate::language::parts::Parts) has them. Nearly all lines have
//! none, which a glance at some of their letters tells.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::{
    self,
    parts::{How, Part},
};

/// The most bytes of a line that is no more than a mark, a name or a link.
pub(super) const SHORT: usize = 160;
/// The most bytes of a line in which a phrase makes a note wherever it stands.
const NOTE: usize = 400;
/// The most bytes of a line that counts comments or minutes.
const COUNTER: usize = 24;
/// The marks that may stand around a phrase.
const MARKS: [char; 22] = [
    '*', '•', '-', '–', '—', '_', '#', '[', ']', '(', ')', '|', '>', '<', '=', '~', ':', '.', '!', '"', '“',
    '”',
];

/// What a line is by the phrase that it begins with, or that stands in it. Linear in the length of the line.
pub(super) fn by_phrase(line: &str) -> Option<Part> {
    // A line that begins with two letters begins with no mark or number, and its letters are not spaced.
    if let [first, second, ..] = line.as_bytes()
        && first.is_ascii_alphabetic()
        && second.is_ascii_alphabetic()
    {
        return PHRASES.of(line, line);
    }
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
    PHRASES.of(line, counted.unwrap_or(inside))
}

/// The phrases of the language.
struct Phrases {
    /// Those that begin a line, by their first three characters.
    leading: FxHashMap<[char; 3], Vec<Entry>>,
    /// Those of them that are shorter.
    brief: Vec<Entry>,
    /// Those that stand anywhere in a line, by their first byte.
    inside: Vec<Vec<Entry>>,
    /// Three letters of each of those, the rarest, and the pairs of letters in them.
    rare: Triples,
    pairs: [bool; 1 << 10],
}

/// A phrase with its place among all of them. The first that fits counts.
struct Entry {
    rank: usize,
    part: Part,
    how: How,
    phrase: &'static str,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let parts = &language::chosen().parts;
    let mut phrases = Phrases {
        leading: FxHashMap::default(),
        brief: Vec::new(),
        inside: (0..256).map(|_| Vec::new()).collect(),
        rare: Triples([0; 1 << 10]),
        pairs: [false; 1 << 10],
    };
    let all = parts.phrases.iter();
    let all = all.flat_map(|(part, how, phrases)| phrases.iter().map(|phrase| (*part, *how, *phrase)));
    for (rank, (part, how, phrase)) in all.enumerate() {
        let entry = Entry { rank, part, how, phrase };
        if how == How::Inside {
            let three = rarest(phrase, parts.letters);
            phrases.rare.add(three);
            phrases.pairs[pair(three[0], three[1])] = true;
            phrases.pairs[pair(three[1], three[2])] = true;
            phrases.inside[usize::from(phrase.as_bytes()[0])].push(entry);
        } else if let Some(start) = start(phrase) {
            phrases.leading.entry(start).or_default().push(entry);
        } else {
            phrases.brief.push(entry);
        }
    }
    phrases
});

impl Phrases {
    /// What a line is; `inside` is the line without what may stand before a phrase.
    fn of(&self, line: &str, inside: &str) -> Option<Part> {
        let within = if line.len() <= NOTE { self.within(line) } else { None };
        let found = [self.leading(inside), within].into_iter().flatten().min_by_key(|entry| entry.rank)?;
        let short = !matches!(found.part, Part::End | Part::Byline | Part::Kicker) || line.len() <= SHORT;
        short.then_some(found.part)
    }

    /// The first phrase of those that begin a line with which a text begins.
    fn leading(&self, text: &str) -> Option<&Entry> {
        let fits = |entry: &&Entry| {
            after(text, entry.phrase).is_some_and(|rest| match entry.how {
                How::Alone => is_bare(rest),
                How::Label => is_bare(rest) || is_labelled(rest),
                How::Start | How::Inside => true,
            })
        };
        let known = start(text).and_then(|start| self.leading.get(&start));
        let found = known.and_then(|entries| entries.iter().find(fits));
        self.brief.iter().find(fits).into_iter().chain(found).min_by_key(|entry| entry.rank)
    }

    /// The first phrase of those that may stand anywhere that stands in a line.
    fn within(&self, line: &str) -> Option<&Entry> {
        let bytes = line.as_bytes();
        if !self.may_stand_in(bytes) {
            return None;
        }
        let mut found: Option<&Entry> = None;
        for (at, &byte) in bytes.iter().enumerate() {
            let entries = &self.inside[usize::from(byte.to_ascii_lowercase())];
            if entries.is_empty() {
                continue;
            }
            let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
            if before.is_ascii_alphanumeric() && byte.is_ascii_alphanumeric() {
                continue;
            }
            let rest = line.get(at..).unwrap_or_default();
            let mut fits = entries.iter().filter(|entry| after(rest, entry.phrase).is_some());
            found = found.into_iter().chain(fits.next()).min_by_key(|entry| entry.rank);
        }
        found
    }

    /// Whether a line has the three letters of a phrase that may stand anywhere. Of three letters in a row, one of
    /// the two pairs begins at an even place, so only those are looked at.
    fn may_stand_in(&self, line: &[u8]) -> bool {
        let triple = |at: usize| {
            let three = line.get(at..at + 3).and_then(|three| three.try_into().ok());
            three.is_some_and(|three| self.rare.has(three))
        };
        let mut pairs = line.chunks_exact(2).enumerate().filter(|(_, two)| self.pairs[pair(two[0], two[1])]);
        pairs.any(|(at, _)| triple(2 * at) || at > 0 && triple(2 * at - 1))
    }
}

/// A number for a pair of letters in any case. Other bytes share the numbers of letters.
const fn pair(first: u8, second: u8) -> usize {
    (first & 31) as usize * 32 + (second & 31) as usize
}

/// Sets of three letters in any case. Other bytes share the places of letters.
struct Triples([u32; 1 << 10]);

impl Triples {
    fn add(&mut self, [first, second, third]: [u8; 3]) {
        self.0[pair(first, second)] |= 1 << (third & 31);
    }

    fn has(&self, [first, second, third]: [u8; 3]) -> bool {
        self.0[pair(first, second)] >> (third & 31) & 1 != 0
    }
}

/// The first three characters of a text as phrases write them; none if there are fewer.
fn start(text: &str) -> Option<[char; 3]> {
    let mut chars = text.chars().map(plain);
    Some([chars.next()?, chars.next()?, chars.next()?])
}

/// A character as phrases write it: in lower case, with straight apostrophes and common spaces.
const fn plain(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        c if c.is_whitespace() => ' ',
        c => c.to_ascii_lowercase(),
    }
}

/// The three letters of a phrase, one after another, that are the rarest together. `letters` has the letters of the
/// language, the most frequent first.
fn rarest(phrase: &str, letters: &str) -> [u8; 3] {
    let rank = |letter: u8| letters.bytes().position(|known| known == letter);
    let ranked = |three: &[u8]| {
        let three: [u8; 3] = three.try_into().ok()?;
        Some((three.into_iter().map(rank).sum::<Option<usize>>()?, three))
    };
    let found = phrase.as_bytes().windows(3).filter_map(ranked).max();
    found.expect("each phrase that may stand anywhere has three letters in a row").1
}

/// A line without the marks that it begins with.
pub(super) fn without_marks(line: &str) -> &str {
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
pub(super) fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in phrase.chars() {
        if plain(rest.next()?) != wanted {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_however_it_is_written() {
        for (line, part) in [
            ("ENDS", Some(Part::End)),
            ("# # #", Some(Part::End)),
            ("— 30 —", Some(Part::End)),
            ("*Press\u{a0}Release*", Some(Part::Kicker)),
            ("P R E S S   R E L E A S E", Some(Part::Kicker)),
            ("Ad", Some(Part::Note)),
            ("© Qormi News", Some(Part::Note)),
            ("Editor’s note: the ferry sailed at noon.", Some(Part::Note)),
            ("A\u{2009}version of this story said otherwise.", Some(Part::Note)),
            ("14 comments", Some(Part::Note)),
            ("Notes to editors", Some(Part::Closing)),
            ("Additional Reporting by Ana Borg", Some(Part::Byline)),
            ("Press contact: Ana Borg", Some(Part::Contact)),
            ("The ferry at Marsa. Photograph: Karl Vella", Some(Part::Caption)),
            ("The ferry at Marsa (photo: Karl Vella)", Some(Part::Caption)),
            ("Karl Vella/AFP", Some(Part::Caption)),
            ("x/Reuters", Some(Part::Caption)),
            ("The text APPEARED FIRST ON the site.", Some(Part::Note)),
            ("The ferries reappeared first on Monday.", None),
            ("Adverts are on the ferry.", None),
            ("Endsley won.", None),
            ("The photography club met.", None),
            ("It", None),
            ("", None),
        ] {
            assert_eq!(by_phrase(line), part, "{line}");
        }
    }

    #[test]
    fn every_phrase_that_stands_anywhere_is_found_at_even_and_odd_places() {
        let phrases = language::chosen().parts.phrases.iter().filter(|(_, how, _)| *how == How::Inside);
        for (part, _, phrases) in phrases {
            for phrase in *phrases {
                for before in ["Ferry. ", "Ferry! . "] {
                    let line = format!("{before}{phrase} Marsa");
                    assert_eq!(by_phrase(&line), Some(*part), "{line}");
                    assert_eq!(by_phrase(&line.to_uppercase()), Some(*part), "{line}");
                }
            }
        }
    }
}
