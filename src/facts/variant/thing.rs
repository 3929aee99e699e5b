//! The names of things that are spelt in two ways: of a firm, a lake, a school.

use super::alike::{self, Alike};
use super::{ALONE, Name, Word};
use crate::facts::look::Look;
use crate::text::{Token, class};

impl<'f> Look<'f> {
    /// Whether two words are spellings of the name of a thing: of a firm, a lake, a school.
    pub(super) fn other(&self, often: &Name<'f>, rare: &Name<'f>, how: Alike) -> Option<&'static str> {
        let plain =
            |word: &Word| !self.is_listed(word) && !self.is_full(word) && !self.is_titled_person(word);
        if !often.places.iter().chain(&rare.places).all(plain) {
            return None;
        }
        let inner = |word: &Word| {
            word.at > self.sentence(word.sentence).0 && self.token(word.at - 1).is_some_and(Token::is_word)
        };
        let head = |word: &Word| (self.run(word).0 < word.at).then(|| self.word(word.at - 1));
        let tail = |word: &Word| (word.at + 1 < self.run(word).1).then(|| self.word(word.at + 1));
        let beside = |a: &Word| {
            rare.places
                .iter()
                .any(|b| head(a).is_some() && head(a) == head(b) || tail(a).is_some() && tail(a) == tail(b))
        };
        let unknown = |name: &Name<'_>| name.places.iter().all(|w| !self.has(w.at, class::GIVEN_NAME));
        let long = |name: &Name<'_>| name.word.chars().count() >= ALONE;
        let together = often.places.iter().any(beside);
        let near = how == Alike::Closely || how == Alike::Nearly && rare.word.chars().count() >= ALONE + 2;
        let alone = near
            && unknown(often)
            && unknown(rare)
            && long(rare)
            && long(often)
            && often.places.iter().any(|word| inner(word) || tail(word).is_some())
            && rare.places.iter().any(|word| inner(word) || self.acts(word))
            && rare.places.iter().all(|w| head(w).is_none() && tail(w).is_none())
            && often.places.iter().all(|w| head(w).is_none());
        // Minority and Majority Leaders are two.
        let (a, b) = (often.letters(), rare.letters());
        let near =
            how == Alike::Closely || how == Alike::Nearly && a.len() == b.len() && alike::front(a, b) >= 2;
        let form =
            how == Alike::Mutely && often.places.iter().chain(&rare.places).all(|word| head(word).is_some());
        (together && (near || form) || alone).then_some("name")
    }
}
