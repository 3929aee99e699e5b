//! Whether the article spells an acronym elsewhere: in a name, in words, or as a word of its own.

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use super::{LONGEST, is_hyphen};
use crate::facts::Reader;
use crate::text::{Token, class};

/// The words of an article, as acronyms are looked up among them. Made once for an article.
#[derive(Default)]
pub(super) struct Spelling {
    /// The initials of its names.
    names: Initials,
    /// For each token its initial as a capital, if an acronym can take its letter from there; else 0.
    initials: Vec<u8>,
    /// The initials of persons without their periods.
    dotted: FxHashSet<CompactString>,
}

impl Reader<'_> {
    /// The words of the article, for looking up acronyms. Linear.
    pub(super) fn spelling(&self) -> Spelling {
        let mut spelling = Spelling { names: self.initials(), ..Spelling::default() };
        spelling.initials.reserve(self.tokens.len());
        for token in self.tokens.iter() {
            let (word, length) = (token.is_word() && !token.is_upper(), (token.end - token.start) as usize);
            let first = self.text.as_bytes()[token.start as usize];
            let counts = word && (length > 2 || token.is_glued());
            spelling.initials.push(if counts { first.to_ascii_uppercase() } else { 0 });
            // "K.D.": the letters are somebody's initials.
            if token.is_dotted() {
                spelling.dotted.insert(token.of(self.text).chars().filter(|c| *c != '.').collect());
            }
        }
        spelling
    }

    /// Whether the article's names spell an acronym, or each part of one that hyphens join; or its words do; or
    /// it has the letters as a word too: "HARBOUR" and "Harbour".
    pub(super) fn is_spelt(&self, name: &str, spelling: &Spelling) -> bool {
        let names = &spelling.names;
        let part = |part: &str| names.spell(part) || self.is_known(part, part);
        spelling.dotted.contains(name)
            || self.is_word_too(name, &spelling.initials)
            || names.spell(name)
            || name.contains('-') && name.split('-').all(part)
            || self.is_in_words(name, &spelling.initials)
    }

    /// Whether a word that is not in capitals has the letters of an acronym.
    fn is_word_too(&self, name: &str, initials: &[u8]) -> bool {
        let first = name.bytes().next().unwrap_or_default();
        let word = |at: usize| self.tokens[at].is_word() && self.word(at).eq_ignore_ascii_case(name);
        name.len() > 2 && memchr::memchr_iter(first, initials).any(word)
    }

    /// Whether as many words in a row as an acronym has letters begin with these letters, in any letter case:
    /// "non-prosecution agreement" for NPA. Between the words of a long acronym, commas and small words do
    /// not count.
    fn is_in_words(&self, name: &str, initials: &[u8]) -> bool {
        let letters = name.as_bytes();
        let long = letters.len() > 4;
        let fits = |at: usize| {
            let (mut i, mut last) = (at, at);
            let all = letters.iter().all(|&letter| {
                let passed = |i: usize| {
                    i < self.tokens.len()
                        && (is_hyphen(self.word(i)) || long && (self.is_mark(i, b',') || self.is_small(i)))
                };
                while i > at && passed(i) {
                    i += 1;
                }
                let fits = initials.get(i) == Some(&letter);
                last = i;
                i += 1;
                fits
            });
            // Nothing is called "ferry crossed and" or "ferry crews are".
            let joins =
                |at: usize| [class::AUXILIARY, class::PRONOUN].into_iter().any(|c| self.tokens[at].has(c));
            all && !joins(last) && !self.is_small(last)
        };
        let first = letters.first().copied().unwrap_or_default();
        letters.len() > 2 && name.is_ascii() && memchr::memchr_iter(first, initials).any(fits)
    }

    /// The initials of the article's names: of each run of capitalised words, with the small words
    /// between them and without. Letters in a run stand for themselves: "IRS Criminal
    /// Investigation" gives IRSCI.
    fn initials(&self) -> Initials {
        let mut initials = Initials::default();
        // The initials of the run that is read: with those of small words, and without.
        let (mut all, mut large) = (String::new(), String::new());
        let mut from = 0;
        let mut sentence = 0;
        while from < self.tokens.len() {
            if !self.tokens[from].is_capital() || self.tokens[from].has(class::OPENER) {
                from += 1;
                continue;
            }
            // Nearly all capitalised words stand alone.
            let goes_on = |to: usize| {
                self.tokens.get(to).is_some_and(Token::is_capital)
                    || self.is_small(to)
                    || is_hyphen(self.word(to))
            };
            if from + 1 >= self.tokens.len() || !goes_on(from + 1) {
                from += 1;
                continue;
            }
            while (self.sentences[sentence].1 as usize) <= from {
                sentence += 1;
            }
            all.clear();
            large.clear();
            let (mut to, mut words, mut own) = (from, 0, 0);
            while to < self.tokens.len() && all.len() <= 4 * LONGEST {
                let token = &self.tokens[to];
                let capital = |i: usize| self.tokens.get(i).is_some_and(Token::is_capital);
                let next =
                    capital(to + 1) || to + 2 < self.tokens.len() && self.is_small(to + 1) && capital(to + 2);
                let joint = is_hyphen(self.word(to)) && token.is_glued() && next;
                // "Right-to-Know".
                if is_hyphen(self.word(to))
                    && is_hyphen(self.word(to + 2))
                    && self.is_joint(to, self.tokens.len())
                {
                    to += 2;
                    continue;
                }
                if !(token.is_capital() || self.is_small(to) && next || joint) {
                    break;
                }
                let leads = self.tokens.get(to + 1).is_some_and(|t| t.is_capital() && !t.is_upper());
                if token.is_capital() && token.is_upper() && leads {
                    all.push_str(self.word(to));
                    large.push_str(self.word(to));
                    own = if to == from { all.len() } else { own };
                } else if !joint {
                    if let Some(initial) = self.word(to).chars().flat_map(char::to_uppercase).next() {
                        all.push(initial);
                        if token.is_capital() {
                            large.push(initial);
                        }
                    }
                    words += 1;
                }
                to += 1;
            }
            if words > 1 {
                // A bullet names a body; it explains no letters but its own.
                let listed = self.listed.contains(&sentence);
                initials.runs.push((all.as_str().into(), own, listed));
                initials.runs.push((large.as_str().into(), own, listed));
            }
            from = to.max(from + 1);
        }
        initials
    }

    /// Whether the initials of the longer words spell the acronym.
    pub(super) fn spells(&self, name: &str, from: usize, to: usize) -> bool {
        let mut letters = name.chars().peekable();
        for at in (from..to).filter(|&i| self.tokens[i].is_word()) {
            let initial = self.word(at).chars().next().map(|c| c.to_ascii_uppercase());
            if letters.peek().copied() == initial {
                letters.next();
            } else if !self.is_small(at) {
                return false;
            }
        }
        letters.peek().is_none()
    }

    /// Whether a word is one that acronyms leave out.
    pub(super) fn is_small(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let small = [class::PREPOSITION, class::CONJUNCTION, class::DETERMINER].into_iter().collect();
        token.is_lower() && token.classes.meets(small)
    }
}

/// The initials of names. With each goes how many of them, at the start, are letters in the text, which spell
/// nothing by themselves, and whether the name stands in a bullet.
#[derive(Default)]
struct Initials {
    runs: Vec<(CompactString, usize, bool)>,
}

impl Initials {
    /// Whether the initials of a name spell an acronym. Outside bullets some of them in a row can spell it.
    fn spell(&self, name: &str) -> bool {
        let plain: CompactString = name.chars().filter(|&c| c != '-').collect();
        let (name, long) = (plain.as_str(), plain.len() > 2);
        self.runs.iter().any(|(run, own, listed)| {
            let more = name.len() > *own;
            let inside = run.starts_with(name) && more || run[*own..].contains(name);
            // "Community Right-to-Know Act" has a letter more than its acronym.
            let nearly = || {
                let windows =
                    (0..run.len().saturating_sub(name.len())).filter_map(|i| run.get(i..=i + name.len()));
                windows.into_iter().any(|window| skips_one(window, name))
            };
            run == name && more
                || long && !listed && inside
                || name.len() > 3 && !listed && *own == 0 && nearly()
        })
    }
}

/// Whether a run of initials is an acronym with one letter put in, but not at its ends.
fn skips_one(run: &str, name: &str) -> bool {
    let same = run.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    same > 0 && same < name.len() && run.get(same + 1..) == name.get(same..)
}
