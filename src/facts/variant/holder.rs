//! The persons beside offices: the name that begins behind an office, or ends before one, and who is meant by it.

use compact_str::{CompactString, format_compact};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::look::Look;
use crate::facts::{Fact, Kind, Value};
use crate::text::{Token, class, role};

/// The most words of a name.
const WORDS: usize = 6;

/// A name in running text, without the titles before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// Its first token.
    pub(super) first: usize,
    /// The token after its last.
    pub(super) last: usize,
    /// Whether titles stand before it.
    pub(super) titled: bool,
}

impl Named {
    /// Whether it is a person's name beyond doubt: of two words, or with a title.
    pub(super) fn is_sure(&self) -> bool {
        self.titled || self.last - self.first >= 2
    }
}

/// A person by the words of the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Holder<'f> {
    /// The given name that the text has beside the family name; empty where it has none.
    pub(super) given: &'f str,
    pub(super) family: &'f str,
}

impl Holder<'_> {
    /// The name in full.
    pub(super) fn full(&self) -> CompactString {
        if self.given.is_empty() {
            self.family.into()
        } else {
            format_compact!("{} {}", self.given, self.family)
        }
    }
}

impl<'f> Look<'f> {
    /// Whether a word can be part of a name.
    pub(super) fn is_name_word(self, at: usize) -> bool {
        let initial = self.word(at).len() == 1 && self.is_mark(at + 1, &["."]);
        self.is_capital_word(at)
            && (initial || self.word(at).len() == 1 || !self.token(at).is_some_and(Token::is_upper))
            && (initial
                || !self.is_any(
                    at,
                    &[
                        class::OPENER,
                        class::MONTH,
                        class::WEEKDAY,
                        class::PRONOUN,
                        class::DETERMINER,
                        class::PREPOSITION,
                    ],
                ))
    }

    fn is_title_word(self, at: usize) -> bool {
        self.is_any(at, &[class::TITLE, class::TITLE_END])
    }

    /// The name that begins at a token, behind titles: "the Rt Rev Agnes Thornberry".
    pub(super) fn name_from(self, at: usize, end: usize) -> Option<Named> {
        let mut first = at;
        if self.does(first, role::THE) && (self.is_title_word(first + 1) || self.is_title_word(first + 2)) {
            first += 1;
        }
        let start = first;
        while first < end
            && first < at + WORDS
            && (self.is_title_word(first)
                || self.is_title_word(first + 1)
                    && self.is_capital_word(first)
                    && !self.is_title_word(first + 2)
                || first > at && self.is_mark(first, &["."]) && self.is_title_word(first - 1))
        {
            first += 1;
        }
        let last = self.name_end(first, end)?;
        Some(Named { first, last, titled: first > start })
    }

    fn name_end(self, first: usize, end: usize) -> Option<usize> {
        if first >= end || !self.is_name_word(first) {
            return None;
        }
        let (mut at, mut last) = (first, first);
        while at < end && last < first + WORDS {
            if self.is_name_word(at) {
                at += 1;
                last = at;
            } else if self.has(at, class::NAME_PARTICLE)
                || self.is_mark(at, &["-", "'", "’"]) && self.goes_on_name(at)
                || self.is_mark(at, &["."]) && self.word(at - 1).len() == 1
            {
                at += 1;
            } else {
                break;
            }
        }
        Some(last)
    }

    /// Whether a mark stands inside a name: "Boateng-Smith", "O'Hara".
    fn goes_on_name(self, at: usize) -> bool {
        let glued = |at: usize| self.token(at).is_some_and(Token::is_glued);
        glued(at) && glued(at + 1) && self.is_capital_word(at + 1)
    }

    /// The name that ends before a token.
    pub(super) fn named_up_to(self, last: usize, start: usize) -> Option<Named> {
        let mut first = last;
        while first > start && last - first < WORDS {
            let at = first - 1;
            let inner = first < last
                && (self.has(at, class::NAME_PARTICLE)
                    || self.is_mark(at, &["-", "'", "’"]) && self.goes_on_name(at)
                    || self.is_mark(at, &["."]) && at > start && self.word(at - 1).len() == 1);
            let own = self.is_name_word(at) && !self.is_title_word(at);
            if !own && !inner {
                break;
            }
            first -= 1;
        }
        if first == last || !self.is_name_word(last - 1) {
            return None;
        }
        let titled = first > start
            && (self.is_title_word(first - 1)
                || self.is_mark(first - 1, &["."]) && first > start + 1 && self.is_title_word(first - 2));
        Some(Named { first, last, titled })
    }

    /// The tokens at which the family names of these persons stand.
    pub(super) fn places_of_families(
        self,
        persons: impl Iterator<Item = Named>,
    ) -> FxHashMap<&'f str, Vec<usize>> {
        let mut families: FxHashMap<&str, Vec<usize>> =
            persons.map(|named| (self.word(named.last - 1), Vec::new())).collect();
        if families.is_empty() {
            return families;
        }
        for at in (0..self.facts.tokens.len()).filter(|&at| self.is_capital_word(at)) {
            if let Some(places) = families.get_mut(self.word(at)) {
                places.push(at);
            }
        }
        families
    }

    /// The person that a name is of, if the text has no other person of the family name. `offices` are in order.
    pub(super) fn holder(
        self,
        named: Named,
        offices: &[(usize, usize)],
        words: &FxHashMap<&'f str, Vec<usize>>,
    ) -> Option<Holder<'f>> {
        let family = self.word(named.last - 1);
        let mut given: Option<&'f str> = None;
        for &at in words.get(family).into_iter().flatten() {
            let Some(before) =
                at.checked_sub(1).and_then(|_| self.named_up_to(at + 1, at.saturating_sub(WORDS)))
            else {
                continue;
            };
            let first = self.given_of(before, offices);
            if first + 1 >= before.last {
                continue;
            }
            let first = self.word(first);
            match given {
                None => given = Some(first),
                Some(known) if known == first => {}
                Some(_) => return None,
            }
        }
        Some(Holder { given: given.unwrap_or_default(), family })
    }

    /// How many persons the text names in full.
    pub(super) fn named_in_full(self) -> usize {
        let full = |fact: &'f Fact| match &fact.value {
            Value::Person(person) if person.given.is_some() => Some(person.full.as_str()),
            _ => None,
        };
        self.facts.of(Kind::Person).filter_map(full).collect::<FxHashSet<_>>().len()
    }

    /// The first token of a name in full that is the person's: what someone is may stand before it.
    fn given_of(self, named: Named, offices: &[(usize, usize)]) -> usize {
        let near = offices.partition_point(|office| office.1 <= named.first);
        let inside = offices[near..].iter().map(|office| office.1).take_while(|&to| to < named.last);
        let first = inside.max().unwrap_or(named.first);
        let office = |at: usize| self.is_any(at, &[class::NOUN_PERSON]) && !self.has(at, class::GIVEN_NAME);
        (first..named.last - 1).find(|&at| !office(at)).unwrap_or(first)
    }
}
