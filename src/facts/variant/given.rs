//! Persons whose given name is told in two ways: "Henrik Greve", "Hendrik Greve".

use compact_str::CompactString;

use super::alike::{self, Alike, alike};
use super::{Name, Variant, Word};
use crate::facts::look::Look;
use crate::facts::{Fact, Value};
use crate::text::{Token, class, role};

impl<'f> Look<'f> {
    /// The persons whose given name is told in two ways: "Henrik Greve", "Hendrik Greve".
    pub(super) fn given_names(&self, names: &[Name<'f>]) -> Vec<Fact> {
        let kin = (0..self.facts.sentences.len()).any(|s| self.facts.has_word_with(s, role::NAME_KIN));
        let mut found = Vec::new();
        if kin {
            return found;
        }
        for family in names {
            let mut given: Vec<(&str, Word, usize)> = Vec::new();
            for word in family.places.iter().filter(|word| self.is_full(word)) {
                let first = self.word(self.run(word).0);
                match given.iter_mut().find(|(known, ..)| *known == first) {
                    Some((.., times)) => *times += 1,
                    None => given.push((first, *word, 1)),
                }
            }
            let [(a, first, _), (b, second, 1)] = given[..] else { continue };
            let slip = alike(&alike::letters(a), &alike::letters(b)).is_some_and(|how| how >= Alike::Nearly)
                || self.is_given_slip(a, b);
            if first.sentence == second.sentence || !slip || self.is_introduced(&second) {
                continue;
            }
            for (name, word) in [(a, first), (b, second)] {
                let (name, thing, form) = (name.into(), a.into(), "given");
                let value =
                    Value::Variant(Box::new(Variant { name, thing, form, ladder: CompactString::default() }));
                found.push(self.facts.fact_over((self.run(&word).0, self.run(&word).0 + 1), value));
            }
        }
        found
    }

    /// Whether two given names begin alike, and neither is a short form of the other.
    fn is_given_slip(&self, a: &str, b: &str) -> bool {
        let (a, b) = (alike::letters(a), alike::letters(b));
        let (front, short) = (alike::front(&a, &b), a.len().min(b.len()));
        front == 2 && short >= 5 && a.len().abs_diff(b.len()) <= 1
    }

    /// Whether an age, or what someone is, stands beside a name.
    fn is_introduced(&self, word: &Word) -> bool {
        let (first, last) = self.run(word);
        let article = self.is_mark(last, &[","])
            && (self.is_number(last + 1)
                || self.has(last + 1, class::DETERMINER)
                || self.does(last + 1, role::AGE_BEFORE));
        let bracket = self.is_mark(last, &["("]);
        let led = first > 0
            && self.token(first - 1).is_some_and(Token::is_word)
            && !self.is_any(
                first - 1,
                &[class::PREPOSITION, class::CONJUNCTION, class::SAYING, class::AUXILIARY, class::TITLE_END],
            );
        article || bracket || led || self.is_listed(word)
    }
}
