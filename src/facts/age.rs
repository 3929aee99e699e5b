//! Ages at their place, and whose they are: "Karl Vella, 44", "the 44-year-old nurse, Rita Borg"; and, where one person
//! of the article has an age, "the 44-year-old".

use compact_str::CompactString;

use super::declare::kind;
use super::life::ages::{Form, Old, Words};
use super::look::Look;
use super::{Fact, Facts, Kind, Value};
use crate::document::Zone;
use crate::lexicon::Lexicon;
use crate::text::role;

/// How far apart two ages are at most of which one may be a slip of the other, but for digits that change places.
const OFF: i64 = 6;

/// An age, at the figure that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// In years.
    pub years: u8,
    /// The full name of the person as first written in the article.
    pub full: CompactString,
    /// Whether it may be that of another of the family.
    pub ambiguous: bool,
}

kind! {
    /// The age of a person, at the figure that tells it.
    Age(a) as "age", over Facts;

    Value: Number = a.years, "the age in years";
    Full: Text = &a.full, "the full name of the person as first written in the article";
    Ambiguous: Flag = a.ambiguous, "it stands at a family name alone, and may be another one's of the family";
}

/// The ages of an article whose persons are known. Linear.
pub(super) fn ages(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let age = |fact: &Fact| {
        let Value::Person(person) = &fact.value else { return None };
        let (years, at) = person.age.zip(person.age_at)?;
        // "Karl Vella, alias Uno, 44": several may go by it.
        let first = fact.tokens.0 as usize;
        if first > 0 && lexicon.does(&facts.tokens[first - 1], role::ALIAS) {
            return None;
        }
        let (full, ambiguous) = (person.full.clone(), person.ambiguous);
        Some(facts.fact_over((at, at + 1), Value::Age(Box::new(Age { years, full, ambiguous }))))
    };
    let mut found: Vec<Fact> = facts.all().iter().filter_map(age).collect();
    // Three ages are those of several who share a name.
    let ages = |full: &CompactString| {
        let of = found.iter().filter_map(|fact| match &fact.value {
            Value::Age(age) if age.full == *full => Some(age.years),
            _ => None,
        });
        of.collect::<std::collections::BTreeSet<u8>>().len()
    };
    let several: Vec<bool> =
        found.iter().map(|fact| matches!(&fact.value, Value::Age(age) if ages(&age.full) > 2)).collect();
    let mut several = several.into_iter();
    found.retain(|_| !several.next().unwrap_or_default());
    // An age without a name is held against one with a name, or against one that says that it is one.
    let told = |sentence: usize| {
        facts.has_word_with(sentence, role::AGE_OLD) || facts.has_word_with(sentence, role::AGE_BEFORE)
    };
    if found.is_empty() && !(0..facts.sentences.len()).any(told) {
        return found;
    }
    let more = Look { facts, lexicon }.age_without_name();
    // An age that stands beside a name is there already.
    let more: Vec<Fact> =
        more.into_iter().filter(|age| found.iter().all(|f| f.tokens.0 != age.tokens.0)).collect();
    found.extend(more);
    found
}

impl Look<'_> {
    /// The second age of the only person of an article who has one: "the 43-year-old". None where it may be the age of
    /// somebody else, or of another time.
    fn age_without_name(&self) -> Vec<Fact> {
        self.two_ages().unwrap_or_default()
    }

    fn two_ages(&self) -> Option<Vec<Fact>> {
        self.facts.of(Kind::Person).next()?;
        let words = Words::of(*self);
        let all = self.ages_told(words);
        let named: Vec<&Old> = all.iter().filter(|old| old.full.is_some()).collect();
        let first = named.first();
        let beside =
            |old: &Old| named.iter().any(|one| one.sentence == old.sentence && one.tokens.0 > old.tokens.0);
        if all.iter().any(|old| {
            matches!(old.form, Form::OneYearOld | Form::Birthday) || old.full.is_none() && beside(old)
        }) {
            return None;
        }
        // Of several who have an age, the one who is named last before the age that is nobody's.
        let others: Vec<&Old> = all
            .iter()
            .filter(|old| old.full.is_none() && named.iter().all(|one| one.years != old.years))
            .collect();
        let full = match first {
            Some(first) if named.iter().all(|one| one.full == first.full) => first.full.clone()?,
            Some(_) => self.last_named(others.first()?.tokens.0)?,
            None => self.only_person()?,
        };
        let known = named
            .iter()
            .find(|one| one.full.as_ref() == Some(&full))
            .map(|one| one.years)
            .or(all.first().map(|old| old.years))?;
        let mut ages: Vec<i64> = others.iter().map(|old| old.years).filter(|years| *years != known).collect();
        ages.push(known);
        ages.sort_unstable();
        ages.dedup();
        let [a, b] = ages[..] else { return None };
        let turned = a % 10 == b / 10 && b % 10 == a / 10;
        if b - a > OFF && !turned
            || named.iter().any(|one| one.full.as_ref() == Some(&full) && one.years != known)
        {
            return None;
        }
        if others.iter().any(|old| !self.is_of_the_one(old, &full, words)) {
            return None;
        }
        let other = others.iter().find(|old| old.years != known)?;
        let fact = |old: &Old| {
            let age = Age { years: u8::try_from(old.years).ok()?, full: full.clone(), ambiguous: false };
            Some(self.facts.fact_over(old.tokens, Value::Age(Box::new(age))))
        };
        let one = all
            .iter()
            .find(|old| old.years == known && (old.full.is_none() || old.full.as_ref() == Some(&full)))?;
        Some(vec![fact(one)?, fact(other)?])
    }

    /// The full name of the person who is named last before a token, and does not only say something.
    fn last_named(&self, at: usize) -> Option<CompactString> {
        let mut before = self
            .facts
            .of(Kind::Person)
            .filter(|fact| (fact.tokens.0 as usize) < at && !self.only_speaks(fact));
        before.next_back().and_then(|fact| match &fact.value {
            Value::Person(person) => Some(person.full.clone()),
            _ => None,
        })
    }

    /// Whether a person only says something: "said Rita Borg, the coach".
    fn only_speaks(&self, fact: &Fact) -> bool {
        let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let says = |at: usize| self.does(at, role::VERB_SAID) || self.does(at, role::VERB_QUOTING);
        (end..end + 2).any(says) || (1..=4).any(|n| at.checked_sub(n).is_some_and(says))
    }

    /// The full name of the only person of an article.
    fn only_person(&self) -> Option<CompactString> {
        let mut only: Option<&CompactString> = None;
        for fact in self.facts.of(Kind::Person) {
            let Value::Person(person) = &fact.value else { continue };
            if only.is_some_and(|only| *only != person.full) {
                return None;
            }
            only = Some(&person.full);
        }
        only.cloned()
    }

    /// Whether an age without a name is the age that a person has now, by all that its sentence says.
    fn is_of_the_one(&self, old: &Old, full: &CompactString, words: Words) -> bool {
        let (from, to) = self.facts.sentences[old.sentence];
        let (from, to) = (from as usize, to as usize);
        // Who is named last before, and does not only say something.
        let last = self.last_named(old.tokens.0);
        let another = last.is_some_and(|last| last != *full && !last.ends_with(&**full));
        // "The 17-year-old, who was hit when": it is the age of now.
        let end = if old.form == Form::YearOld { old.tokens.0 } else { to };
        let then = self.lists_any((from, end), words.other_time)
            || self.facts.within(old.sentence, Kind::Date).any(|fact| match &fact.value {
                Value::Date(date) => date.year.is_some(),
                _ => false,
            });
        let headline = self.facts.zone(self.facts.block_of(old.sentence)) == Zone::Headline;
        let now = match old.form {
            Form::YearOld => !self.lists(old.to, words.someone),
            Form::Aged | Form::At | Form::Is | Form::Was => !headline,
            Form::Noun => true,
            _ => false,
        };
        now && !another && !then && !self.lists_any((from, old.tokens.0), words.kin)
    }
}
