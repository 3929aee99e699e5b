//! An acronym in brackets that has all the letters of the name before it but one.

use crate::facts::Reader;
use crate::text::class;

/// The fewest words of a name whose initials are held against an acronym.
const FEWEST: usize = 3;

impl Reader<'_> {
    /// Whether the name that ends before the bracket at `end` has the letters of an acronym but for one: the
    /// acronym has one more, another one, or two of them changed round.
    pub(super) fn is_misfit(&self, name: &str, from: usize, end: usize) -> bool {
        let mut first = end;
        while first > from && (self.tokens[first - 1].is_capital() || self.is_small(first - 1)) {
            first -= 1;
        }
        let capitals: Vec<usize> = (first..end)
            .filter(|&i| self.tokens[i].is_capital() && !self.tokens[i].has(class::OPENER))
            .collect();
        // The name must be one of which the language is known: the word that says what it is must be.
        let is_head = |&&i: &&usize| self.tokens[i].classes.meets(self.triggers.head);
        let head = capitals.iter().find(is_head).is_some_and(|&i| !self.tokens[i].has(class::COMPANY_SUFFIX));
        let plain = capitals.iter().all(|&i| !self.tokens[i].is_upper() && self.word(i).is_ascii());
        if capitals.len() < FEWEST || !head || !plain || !name.bytes().all(|b| b.is_ascii_uppercase()) {
            return false;
        }
        let initials = |all: bool| -> Vec<u8> {
            let words = (capitals[0]..end).filter(|&i| all || self.tokens[i].is_capital());
            words.filter_map(|i| self.word(i).bytes().next()).map(|b| b.to_ascii_uppercase()).collect()
        };
        let letters = name.as_bytes();
        let near = |initials: Vec<u8>| is_off_by_one(letters, &initials);
        near(initials(false)) || near(initials(true))
    }
}

/// Whether letters are initials with one letter more, another one at one place, or two neighbours changed round.
fn is_off_by_one(letters: &[u8], initials: &[u8]) -> bool {
    let same = letters.iter().zip(initials).take_while(|(a, b)| a == b).count();
    let (a, b) = (&letters[same..], &initials[same..]);
    if letters.len() == initials.len() + 1 {
        return same > 0 && a[1..] == *b;
    }
    if letters.len() != initials.len() || a.is_empty() {
        return false;
    }
    let swapped = a.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    swapped && letters.len() > FEWEST || same > 0 && a[1..] == b[1..]
}
