//! Descriptions: what stands beside a person's name and tells them from others of the name.

use compact_str::CompactString;

use super::Reader;
use crate::text::{Space, role};

/// How many tokens a description takes after the name.
const LONGEST: usize = 14;

impl Reader<'_> {
    /// The description of the person whose name has these tokens: the office before the name with the place
    /// or body after it ("u.s. attorney, northern district of ohio"), or else the age and the place after the
    /// name ("44, valletta"). In lower case. An office alone or an age alone is shared by too many people and
    /// is no description.
    pub(super) fn description(
        &self,
        (from, to): (usize, usize),
        end: usize,
        age: Option<u8>,
    ) -> Option<CompactString> {
        let end = end.min(to + LONGEST);
        if let Some((first, last)) = self.title(from) {
            let of = to < end && self.is(to, role::OF_OR_FOR);
            let place = self.capitals(to + usize::from(of), end).filter(|_| of)?;
            return Some(compact_str::format_compact!(
                "{}, {place}",
                self.language.office(&self.joined(first, last))
            ));
        }
        let age = age?;
        let passed = |i: &usize| {
            matches!(self.word(*i), "," | "(" | ")")
                || self.is(*i, role::PERSON_BEFORE_PLACE)
                || self.is_number(*i)
        };
        let after = (to..end).find(|i| !passed(i)).filter(|&i| i > to)?;
        let place = self.capitals(after + 1, end).filter(|_| self.is(after, role::PERSON_OF_PLACE))?;
        Some(compact_str::format_compact!("{age}, {place}"))
    }

    /// The words with a capital from token `at` on, in lower case, with the small words between them.
    fn capitals(&self, at: usize, end: usize) -> Option<String> {
        let capital = |i: usize| i < end && self.tokens[i].is_capital();
        let from = if at < end && self.is(at, role::THE) { at + 1 } else { at };
        let mut to = from;
        loop {
            let small = (to..end)
                .take_while(|&i| {
                    let word = self.word(i);
                    self.is(i, role::OFFICE_SMALL) || self.language.is_possessive(word) || word == "-"
                })
                .count();
            if !capital(to + small) || self.tokens[to + small].space == Space::Wide {
                break;
            }
            to += small + 1;
        }
        (to > from && self.tokens[from].is_capital()).then(|| self.joined(from, to))
    }

    /// The words of some tokens in lower case, with one space between them.
    fn joined(&self, from: usize, to: usize) -> String {
        let words: Vec<String> = (from..to).map(|i| self.word(i).to_lowercase()).collect();
        words.join(" ")
    }
}
