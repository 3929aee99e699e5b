//! The entries of lists kept aside that a text has, found in one pass for all that asks for them.

use std::ops::Range;

use super::{Hit, Lexicon};
use crate::text::{Class, Tokens, role};

/// The entries of the lists kept aside in an article, by class and place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asides {
    /// By class, then by token, then by length, the longest last.
    entries: Vec<Entry>,
    /// Where the entries of each class begin, and where those of the last end; empty without entries.
    classes: Vec<u32>,
}

/// An entry that begins at a token.
#[derive(Clone, Copy, Debug)]
struct Entry {
    at: u32,
    /// The number of its tokens.
    len: u16,
    class: Class,
    /// The index of its sense in the lexicon.
    sense: u32,
}

impl Entry {
    /// Whether it ends before a token. A word does so wherever it stands.
    const fn ends_before(&self, end: usize) -> bool {
        self.len == 1 || self.at as usize + self.len as usize <= end
    }
}

impl Asides {
    /// The entries that begin at the tokens of an article. Linear.
    pub(crate) fn read(text: &str, tokens: &Tokens, lexicon: &Lexicon) -> Self {
        let mut found = Vec::with_capacity(tokens.len() / 2);
        for (at, token) in tokens.iter().enumerate() {
            if lexicon.roles(token).meets_any_of(role::ASIDES) {
                lexicon.entries_aside(text, tokens, at, &mut |class, len, sense| {
                    found.push(Entry { at: at as u32, len, class, sense });
                });
            }
        }
        if found.is_empty() {
            return Self::default();
        }
        let mut classes = vec![0_u32; usize::from(u8::MAX) + 2];
        found.iter().for_each(|entry| classes[usize::from(entry.class.0) + 1] += 1);
        for class in 1..classes.len() {
            classes[class] += classes[class - 1];
        }
        // A stable sort by counting keeps the order of the text within each class.
        let mut next = classes.clone();
        let nothing = Entry { at: 0, len: 0, class: Class(0), sense: 0 };
        let mut entries = vec![nothing; found.len()];
        for entry in found {
            let place = &mut next[usize::from(entry.class.0)];
            entries[*place as usize] = entry;
            *place += 1;
        }
        Self { entries, classes }
    }

    fn of(&self, class: Class) -> &[Entry] {
        let class = usize::from(class.0);
        match (self.classes.get(class), self.classes.get(class + 1)) {
            (Some(&from), Some(&to)) => &self.entries[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The first tokens of the entries of a class, in order.
    pub(crate) fn places(&self, class: Class) -> impl Iterator<Item = usize> {
        self.of(class).iter().map(|entry| entry.at as usize)
    }

    /// The longest entry of a class that begins at a token and ends before another. Costs a binary search where the
    /// article has entries of the class, and nothing where it has none.
    #[inline]
    pub(crate) fn at<'l>(
        &self,
        lexicon: &'l Lexicon,
        at: usize,
        end: usize,
        class: Class,
    ) -> Option<Hit<'l>> {
        let of = self.of(class);
        if of.is_empty() { None } else { longest(of, lexicon, at, end) }
    }

    /// The entries of a class in a range of tokens, the longest at each place, with their first tokens. Costs a
    /// binary search.
    pub(crate) fn within<'l>(
        &self,
        lexicon: &'l Lexicon,
        range: Range<usize>,
        class: Class,
    ) -> impl Iterator<Item = (usize, Hit<'l>)> {
        let of = self.of(class);
        let mut next = of.partition_point(|entry| (entry.at as usize) < range.start);
        std::iter::from_fn(move || {
            loop {
                let first = of.get(next).filter(|entry| (entry.at as usize) < range.end)?;
                let same = of[next..].iter().take_while(|entry| entry.at == first.at);
                let found = same.clone().filter(|entry| entry.ends_before(range.end)).last();
                next += same.count();
                if let Some(entry) = found {
                    next += of[next..]
                        .iter()
                        .take_while(|other| other.at < entry.at + u32::from(entry.len))
                        .count();
                    return Some((entry.at as usize, lexicon.hit_of(entry.sense)));
                }
            }
        })
    }
}

fn longest<'l>(of: &[Entry], lexicon: &'l Lexicon, at: usize, end: usize) -> Option<Hit<'l>> {
    let first = of.partition_point(|entry| (entry.at as usize) < at);
    let here = of[first..].iter().take_while(|entry| entry.at as usize == at);
    here.filter(|entry| entry.ends_before(end)).last().map(|entry| lexicon.hit_of(entry.sense))
}
