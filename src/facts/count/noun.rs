//! The noun of a number, and the words between the two.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::{Count, Form, Reader};
use crate::language;
use crate::text::{class, role};

/// The most words that stand between a number and its noun.
pub(super) const MODIFIERS: usize = 7;

/// A noun found in the text.
#[derive(Clone, Debug)]
pub(in crate::facts) struct Noun {
    pub(super) lemma: CompactString,
    pub(super) class: &'static str,
    pub(in crate::facts) plural: bool,
    /// Whether it is a unit of time.
    pub(super) time: bool,
}

impl Noun {
    /// Whether a word list has it.
    pub(in crate::facts) fn is_listed(&self) -> bool {
        self.class != "other"
    }

    /// Whether it is a unit of time.
    pub(in crate::facts) fn is_time(&self) -> bool {
        self.time
    }
}

impl Reader<'_> {
    /// The noun of one word at token `at`: a noun of a word list, or a lower-case word that looks plural.
    pub(in crate::facts) fn noun(&self, at: usize, end: usize) -> Option<Noun> {
        let token = self.tokens.get(at).filter(|t| at < end && t.is_word())?;
        let listed = class::NOUNS.iter().filter_map(|&(class, name)| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class)?;
            Some(Noun {
                lemma: hit.value.into(),
                class: name,
                plural: hit.plural || self.language.is_own_plural(hit.value),
                time: self.lexicon.does(token, role::UNIT_TIME),
            })
        });
        if let Some(noun) = listed.into_iter().next() {
            return Some(noun);
        }
        let word = token.of(self.text);
        let (first, plural) = (word.as_bytes()[0], self.language.looks_plural(word));
        if word.len() < 4 || !plural || !word.is_ascii() {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        if first.is_ascii_uppercase() && !self.titled {
            // "14 OCGs", "six Romanians", "three Republicans"; not the first word of a name.
            let acronym = word[..word.len() - 1].bytes().all(|b| b.is_ascii_uppercase());
            let name = self.tokens.get(at + 1).is_some_and(|t| at + 1 < end && t.is_capital());
            let people = token.has(class::DEMONYM);
            let known = !token.classes.is_none() && !people;
            let class = if people { "person" } else { "other" };
            return (acronym || !known && !name).then(|| Noun {
                lemma: lower[..lower.len() - 1].into(),
                class,
                plural: true,
                time: false,
            });
        }
        let lemma = language::chosen().stem(&lower);
        let plain = lemma != lower && (token.classes.is_none() || self.is_of_sort(at));
        plain.then_some(Noun { lemma, class: "other", plural: true, time: false })
    }

    /// Whether all that is known of a word is that it is a noun of some sort.
    pub(in crate::facts) fn is_of_sort(&self, at: usize) -> bool {
        let sort = self.triggers.sort.filter(|sort| self.tokens[at].classes == sort.only());
        sort.is_some_and(|sort| self.lexicon.at(self.text, &self.tokens, at, at + 1, sort).is_some())
    }

    /// What the noun before token `next` comes to: the longest entry of a list that ends there.
    pub(in crate::facts) fn sort(&self, next: usize) -> Option<CompactString> {
        let class = self.triggers.sort?;
        let ends = |at: &usize| *at >= self.sentence.0;
        let hit = |at: usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, next, class)?;
            (at + hit.len == next).then(|| hit.value.into())
        };
        (1..=2).rev().filter_map(|len| next.checked_sub(len)).filter(ends).find_map(hit)
    }

    /// Reads a noun phrase from token `at` on: modifiers, then the noun. An absent noun is elided where what
    /// follows can only be said of things counted before or after.
    pub(in crate::facts) fn phrase(&self, count: &mut Count, at: usize, end: usize) -> Option<usize> {
        let mut head: Option<(Noun, usize)> = None;
        let mut to = at;
        while to < end.min(at + MODIFIERS) {
            let token = &self.tokens[to];
            let hyphen = matches!(self.word(to), "-" | "‑") && self.is_joint(to, end);
            if hyphen {
                // "four-door cars": both halves are modifiers.
                head = None;
                to += 2;
                continue;
            }
            // "Six of the county's libraries": what owns the group is not counted.
            if count.subset && head.is_some() && self.is_possessive(to) {
                head = None;
                to += 1;
                continue;
            }
            let quote = !token.is_word() && matches!(self.word(to), "\"" | "“" | "”" | "‘") && head.is_none();
            if quote {
                to += 1;
                continue;
            }
            let short_comma = self.is_mark(to, b',')
                && head.is_none()
                && to > at
                && to + 1 < end
                && (self.tokens[to + 1].is_lower() || self.is_place_comma(to));
            if !token.is_word() && !short_comma || self.ends_phrase(to) {
                break;
            }
            match self.noun(to, end) {
                Some(noun) if noun.plural || count.number.value == Decimal::ONE || count.subset => {
                    // After a plural noun only another noun goes on: "arms dealers".
                    head = Some((noun, to + 1));
                }
                _ if head.is_some() => break,
                _ => {}
            }
            to += 1;
        }
        let head = head.or_else(|| self.lone_noun(count, at, end));
        let Some((noun, next)) = head else {
            return self.elided(count, at, end);
        };
        (count.class, count.noun) = (Some(noun.class), Some(noun.lemma));
        count.sort = self.sort(next);
        self.modifiers(count, at, next - 1);
        if let Some(place) = self.place_in(next, end).filter(|place| !place.demonym) {
            count.place = Some(place.code().clone());
        }
        Some(next)
    }

    /// Whether a comma stands before or after the name of a place: "four Columbus, Ohio, men".
    pub(in crate::facts) fn is_place_comma(&self, at: usize) -> bool {
        let place = |at: usize| self.tokens[at].classes.meets(self.triggers.place);
        self.tokens[at - 1].is_capital() && place(at + 1) || place(at - 1)
    }

    /// The noun after "one" that no word list has: "one chance and", where the phrase is plainly over.
    pub(in crate::facts) fn lone_noun(&self, count: &Count, at: usize, end: usize) -> Option<(Noun, usize)> {
        let token = self.tokens.get(at).filter(|t| at < end && t.is_lower())?;
        let over = at + 1 >= end || !self.tokens[at + 1].is_word() || self.ends_phrase(at + 1);
        let plain = token.classes.is_none() && over;
        let one = count.number.value == Decimal::ONE && count.number.form == Form::Words;
        (plain && one && !self.is(at, role::ELSE)).then(|| {
            (Noun { lemma: self.word(at).into(), class: "other", plural: false, time: false }, at + 1)
        })
    }

    /// Whether a word cannot stand between a number and its noun.
    pub(in crate::facts) fn ends_phrase(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.has(class::ADDITIVE) {
            return false;
        }
        let small = token.has(class::PREPOSITION)
            || token.has(class::DETERMINER)
            || token.has(class::CONJUNCTION)
            || token.has(class::PRONOUN)
            || token.has(class::AUXILIARY);
        let number = token.classes.meets(self.triggers.number_word);
        let verb = token.has(class::PREDICATE) && self.predicate_ends(at);
        small || number || verb || self.word(at).starts_with(['\'', '’'])
    }

    /// Whether a participle is a verb here ("six arrested in Spain") and no adjective ("six
    /// stolen cars"): no noun follows it.
    pub(in crate::facts) fn predicate_ends(&self, at: usize) -> bool {
        self.noun(at + 1, self.sentence.1).is_none()
    }

    /// Sorts the words between number and noun into places, additive words and the rest.
    pub(in crate::facts) fn modifiers(&self, count: &mut Count, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            if let Some((place, next)) = self.place(at, to) {
                count.place.get_or_insert_with(|| place.code().clone());
                at = next;
                continue;
            }
            if self.tokens[at].has(class::ADDITIVE) {
                count.additive = true;
            } else if self.tokens[at].is_word() {
                if !count.modifiers.is_empty() {
                    count.modifiers.push(' ');
                }
                count.modifiers.extend(self.word(at).chars().flat_map(char::to_lowercase));
            }
            at += 1;
        }
    }

    /// Whether a measure in the singular follows and more after it, as a compound without its
    /// hyphen does: "four 55 gallon drums", "two 12 person juries".
    pub(in crate::facts) fn is_measure(&self, at: usize, end: usize) -> bool {
        let measure = |noun: Noun| !noun.plural && noun.class == "measure";
        (self.does(at, role::NOUN_IN_COMPOUND) || self.noun(at, end).is_some_and(measure))
            && at + 1 < end
            && self.tokens[at + 1].is_word()
            && !self.ends_phrase(at + 1)
    }
}
