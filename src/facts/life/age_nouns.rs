//! Ages of somebody who is new in an article and gets a name or an age again further on: "a 34-year-old roofer", who is
//! Barry Kemp, 43; "a 22-year-old woman" and "the woman, 20,".

use compact_str::CompactString;

use super::super::look::Look;
use super::super::{Kind, Value};
use super::List;
use super::ages::{AT, Form, Old, Words};
use crate::document::Zone;
use crate::text::{class, role};

/// How many sentences after somebody is told of the name may stand first.
const SOON: usize = 2;

/// How many tokens may stand between an age and the noun of the person: "a 22-year-old trainee nurse".
const NOUN: usize = 2;

/// How many tokens before a noun words may stand that make it one of somebody new.
const NEW: usize = 4;

/// The most words that name somebody before an age: "the retired left-hander, 35,".
const ONE: usize = 6;

/// Somebody with an age and a noun and no name.
struct Someone<'a, 'n> {
    old: &'a Old,
    noun: &'n str,
    /// Whether the text tells of the person for the first time.
    is_new: bool,
}

impl Look<'_> {
    /// The noun of a person that a token is, in the singular.
    fn person_noun(&self, at: usize) -> Option<&str> {
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, at + 1, class::NOUN_PERSON)?;
        Some(hit.value)
    }

    fn is_plural_noun(&self, at: usize, noun: &str) -> bool {
        !self.word(at).eq_ignore_ascii_case(noun)
    }

    /// The noun of a person that an age stands beside: "Boy, 12,", "an eight-year-old boy".
    pub(in crate::facts) fn noun_beside(&self, old: &Old) -> Option<CompactString> {
        let at = match old.form {
            Form::Noun => old.tokens.0.checked_sub(2),
            _ => (old.to..old.to + NOUN).find(|&at| self.has(at, class::NOUN_PERSON)),
        };
        at.and_then(|at| self.person_noun(at)).map(CompactString::from)
    }

    /// The two ages of somebody without a name, by the noun that both stand beside: "a 22-year-old woman", "the woman, 20,".
    pub(in crate::facts) fn ages_of_one_noun<'a>(
        &self,
        all: &'a [Old],
    ) -> Option<(CompactString, [&'a Old; 2])> {
        let nouns: Vec<Option<CompactString>> = all.iter().map(|old| self.noun_beside(old)).collect();
        let headline = |old: &Old| self.facts.zone(self.facts.block_of(old.sentence)) == Zone::Headline;
        let someone: Vec<Someone<'a, '_>> = all
            .iter()
            .zip(&nouns)
            .filter(|(old, _)| old.full.is_none() && !old.months)
            .filter_map(|(old, noun)| {
                let is_new = match old.form {
                    Form::OneYearOld => true,
                    Form::Noun => headline(old),
                    Form::YearOld if self.does(old.tokens.0.checked_sub(1)?, role::THE) => false,
                    _ => return None,
                };
                Some(Someone { old, noun: noun.as_deref()?, is_new })
            })
            .collect();
        let first = |one: &&Someone<'_, '_>| one.is_new;
        someone.iter().filter(first).find_map(|one| {
            let mut others =
                someone.iter().filter(|other| other.noun == one.noun && other.old.tokens != one.old.tokens);
            let other = others.next()?;
            // "Man, 62," in a headline, and then "a 62-year-old man".
            let led = !other.is_new
                || headline(one.old) && !headline(other.old) && other.old.sentence <= one.old.sentence + 1;
            let alone = others.next().is_none()
                && one.old.sentence < other.old.sentence
                && all.iter().all(|old| old.full.is_none())
                && !self.is_one_of_several(one.noun, one.old, other.old);
            (led && alone && one.old.years != other.old.years)
                .then(|| (CompactString::from(one.noun), [one.old, other.old]))
        })
    }

    /// Whether an article has others of a noun than the one of two ages: "another man", "two men".
    fn is_one_of_several(&self, noun: &str, one: &Old, other: &Old) -> bool {
        let another = List::of(self.lexicon, "life.another");
        (0..self.facts.tokens.len()).any(|at| {
            if !self.has(at, class::NOUN_PERSON) || self.person_noun(at) != Some(noun) {
                return false;
            }
            let from = self.facts.sentences[self.facts.sentence_of(at)].0 as usize;
            let before = (from.max(at.saturating_sub(NEW)), at);
            let own = |old: &Old| before.0 <= old.to && old.tokens.0 <= at + NEW;
            self.is_plural_noun(at, noun)
                || self.lists_any(before, another)
                || !own(one) && !own(other) && self.any(before, role::A_OR_AN)
        })
    }

    /// Whether somebody who is new and has an age is the one who gets a name after: "A 34-year-old roofer appeared in court.
    /// Barry Kemp, 43, denies theft."
    pub(in crate::facts) fn is_named_after(
        &self,
        old: &Old,
        named: &Old,
        full: &CompactString,
        words: Words,
    ) -> bool {
        let persons = self.facts.of(Kind::Person).filter(|fact| fact.tokens.0 as usize > old.to);
        let mut of = persons.filter(|fact| !self.only_speaks(fact));
        let Some(first) = of.next() else { return false };
        let Value::Person(person) = &first.value else { return false };
        let sentence = first.sentence as usize;
        let (from, _) = self.facts.sentences[sentence];
        let leads = sentence > old.sentence
            && sentence <= old.sentence + SOON
            && first.tokens.0.saturating_sub(from) <= u32::from(self.is_mark(from as usize, &["\"", "“"]));
        // "Doctors said that nine-year-old Luka had a cold."
        let compound = named.to > named.tokens.1 && sentence == named.sentence && of.next().is_none();
        if person.full != *full || !(leads || compound) {
            return false;
        }
        let (start, end) = self.sentence(old.sentence);
        let range = |sentence: usize| {
            let (from, to) = self.facts.sentences[sentence];
            (from as usize, to as usize)
        };
        // "A 34-year-old man was charged after a woman was hit."
        let somebody_else = (old.to + NOUN..end).any(|at| {
            self.has(at, class::NOUN_PERSON)
                && !self.is_mark(at - 1, &["-"])
                && self.any((start.max(at.saturating_sub(NEW)).max(old.to), at), role::A_OR_AN)
        }) || self.lists_any((old.to, end), words.kin);
        let list = |name| List::of(self.lexicon, name);
        let (victim, accused) = (list("life.victim"), list("life.accused"));
        let says = |sentence: usize, list: List| self.lists_any(range(sentence), list);
        let named_says = |list: List| says(named.sentence, list) || says(sentence, list);
        let hurt = says(old.sentence, victim) || named_says(victim);
        let charged = says(old.sentence, accused) && named_says(accused);
        !somebody_else && !self.lists_any(range(named.sentence), words.kin) && (charged || !hurt)
    }

    /// Whether a figure between commas is the age of whoever opens the sentence: "The left-hander, 35, made".
    pub(super) fn is_age_of_one(&self, (at, end): (usize, usize), (from, to): (usize, usize)) -> bool {
        let old_enough = self.years(at).is_some_and(|(years, _)| years >= AT as i64);
        let opens = self.does(from, role::THE) && (from + 2..=from + ONE).contains(&(at - 1));
        old_enough
            && opens
            && self.is_mark(at - 1, &[","])
            && self.is_mark(end, &[","])
            && end + 1 < to
            && (self.is_lower(end + 1) && !self.does(end + 1, role::AND))
            && (from + 1..at - 1).all(|at| {
                (self.is_lower(at) || self.is_mark(at, &["-", "‑"]))
                    && !self.is_any(at, &[class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY])
            })
    }
}
