//! Ages at their place, and whose they are: "Karl Vella, 44", "the 44-year-old nurse, Rita Borg"; and, where one person
//! of the article has an age, "the 44-year-old".

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::declare::kind;
use super::life::age_words::{self, Told};
use super::life::ages::{Form, Old, Words};
use super::look::Look;
use super::{Fact, Facts, Key, Kind, Value};
use crate::Interval;
use crate::document::Zone;
use crate::lexicon::Lexicon;
use crate::text::role;

/// How far apart two ages are at most of which one may be a slip of the other, but for digits that change places.
const OFF: i64 = 6;

/// How far an age lies at most from the words that a slip belies: 58 and "septuagenarian".
const NEAR: i64 = 12;

/// An age, at the figure that tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Age {
    /// In years.
    pub years: u8,
    /// The full name of the person as first written in the article.
    pub full: CompactString,
    /// Whether it may be that of another of the family.
    pub ambiguous: bool,
    /// Between which ages other words for the same person let it lie: "in her twenties", "before her 40th birthday".
    pub told: Option<(u8, u8)>,
}

kind! {
    /// The age of a person, at the figure that tells it.
    Age(a) as "age", over Facts;

    Value: Number = a.years, "the age in years";
    Full: Text = &a.full, "the full name of the person as first written in the article";
    Ambiguous: Flag = a.ambiguous, "it stands at a family name alone, and may be another one's of the family";
    Low: Number = a.told.map(|(low, _)| low), "the least age that other words allow: \"in her twenties\"";
    High: Number = a.told.map(|(_, high)| high), "the greatest";
    Span: Number = a.told.map(|(low, _)| low), "between the two";
}

impl Age {
    /// Between which values one of its numbers lies.
    pub(super) fn interval_of(&self, key: Key) -> Option<Interval> {
        let (low, high) = self.told.filter(|_| key == Key::Span)?;
        Some(Interval::between(low.into(), high.into()))
    }
}

/// The names that several persons share: three ages are told of one, or two in one sentence. Linear, but for sorting.
fn unclear(ages: &[Fact]) -> FxHashSet<CompactString> {
    let mut told: FxHashMap<&CompactString, Vec<(u32, u8)>> = FxHashMap::default();
    for fact in ages {
        if let Value::Age(age) = &fact.value {
            told.entry(&age.full).or_default().push((fact.sentence, age.years));
        }
    }
    let several = |ages: &mut Vec<(u32, u8)>| {
        ages.sort_unstable();
        ages.dedup();
        let years: FxHashSet<u8> = ages.iter().map(|(_, years)| *years).collect();
        years.len() > 2 || ages.windows(2).any(|two| two[0].0 == two[1].0)
    };
    told.into_iter().filter_map(|(name, mut ages)| several(&mut ages).then(|| name.clone())).collect()
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
        Some(facts.fact_over((at, at + 1), Value::Age(Box::new(Age { years, full, ambiguous, told: None }))))
    };
    let mut found: Vec<Fact> = facts.all().iter().filter_map(age).collect();
    let unclear = unclear(&found);
    found.retain(|fact| !matches!(&fact.value, Value::Age(age) if unclear.contains(&age.full)));
    // An age without a name is held against one with a name, or against one that says that it is one.
    let told = |sentence: usize| {
        facts.has_word_with(sentence, role::AGE_OLD)
            || facts.has_word_with(sentence, role::AGE_BEFORE)
            || facts.has_word_with(sentence, role::AGE_TOLD)
    };
    let look = Look { facts, lexicon };
    // "Gran, 101, flies" in a headline
    let titled = || {
        let aged = |fact: &Fact| {
            let comma = |at: u32| look.is_mark(at as usize, &[","]);
            fact.tokens.0 > 0 && comma(fact.tokens.0 - 1) && comma(fact.tokens.1)
        };
        !facts.sentences.is_empty() && facts.within(0, Kind::Number).any(aged)
    };
    if found.is_empty() && !(0..facts.sentences.len()).any(told) && !titled() {
        return found;
    }
    let words = Words::of(look);
    let all = look.ages_told(words);
    let mut more = look.two_ages(&all, words).unwrap_or_default();
    more.extend(look.ages_of_one_name(&all, words));
    if more.is_empty()
        && let Some((noun, [one, other])) = look.ages_of_one_noun(&all)
        && is_like(one.years, other.years)
    {
        more.extend([one, other].into_iter().filter_map(|old| look.age_fact(old, &noun, None)));
    }
    more.extend(look.age_by_words(&all, words));
    // An age that stands beside a name is there already.
    let bounded = |age: &Fact| matches!(&age.value, Value::Age(age) if age.told.is_some());
    more.retain(|age| bounded(age) || found.iter().all(|f| f.tokens.0 != age.tokens.0));
    found.extend(more);
    found
}

/// Whether two ages are so near that one may be a slip of the other: by a few years, ten, or digits that change places.
fn is_like(a: i64, b: i64) -> bool {
    let turned = a % 10 == b / 10 && b % 10 == a / 10 && a >= 10 && b >= 10;
    (b - a).abs() <= OFF || (b - a).abs() == 10 || turned
}

impl Look<'_> {
    fn age_fact(&self, old: &Old, full: &CompactString, told: Option<(u8, u8)>) -> Option<Fact> {
        let years = u8::try_from(old.years).ok()?;
        let age = Age { years, full: full.clone(), ambiguous: false, told };
        Some(self.facts.fact_over(old.tokens, Value::Age(Box::new(age))))
    }

    /// The ages of a name that nothing else proves a person's, where it has two: "Mina, 6," and "Mina, 9,".
    fn ages_of_one_name(&self, all: &[Old], words: Words) -> Vec<Fact> {
        let of = |full: &CompactString| -> Vec<&Old> {
            let named = |old: &&Old| old.full.as_ref() == Some(full) && old.form == Form::Named;
            // "At 65, Mina is the elder"
            let now =
                |old: &&Old| old.full.is_none() && self.is_at_of(old, full) && self.is_of_now(old, words);
            all.iter().filter(|old| named(old) || now(old)).collect()
        };
        let mut found = Vec::new();
        let mut seen: Vec<&CompactString> = Vec::new();
        for full in all.iter().filter_map(|old| old.full.as_ref()) {
            let person = |fact: &Fact| matches!(&fact.value, Value::Person(person) if person.full == *full);
            if seen.contains(&full) || self.facts.of(Kind::Person).any(person) {
                continue;
            }
            seen.push(full);
            let olds = of(full);
            // Two of one name in one sentence are two.
            if let [a, b] = olds[..]
                && a.years != b.years
                && a.sentence != b.sentence
                && is_like(a.years, b.years)
            {
                found.extend([a, b].into_iter().filter_map(|old| self.age_fact(old, full, None)));
            }
        }
        found
    }

    /// The second age of the only person of an article who has one: "the 43-year-old". None where it may be the age of
    /// somebody else, or of another time.
    fn two_ages(&self, all: &[Old], words: Words) -> Option<Vec<Fact>> {
        let named: Vec<&Old> = all.iter().filter(|old| old.full.is_some()).collect();
        let first = named.first();
        let beside =
            |old: &Old| named.iter().any(|one| one.sentence == old.sentence && one.tokens.0 > old.tokens.0);
        // "A 43-year-old nurse" who is told of first is the one who gets a name.
        let opens = |old: &Old| {
            let introduced = matches!(old.form, Form::Noun | Form::Aged | Form::OneYearOld | Form::YearOld);
            introduced && all.first().is_some_and(|first| first.tokens == old.tokens) && old.sentence <= 1
        };
        if all.iter().any(|old| {
            old.form == Form::Birthday
                || old.form == Form::OneYearOld && !opens(old)
                || old.full.is_none() && beside(old)
        }) {
            return None;
        }
        // Months are no years.
        if all.iter().any(|old| old.months != all[0].months) {
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
            None => self
                .only_person()
                .or_else(|| {
                    let first = all.first().filter(|first| opens(first))?;
                    self.last_named(others.last()?.tokens.0).or_else(|| self.noun_beside(first))
                })
                .or_else(|| self.whose_year_old(all))?,
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
        // Who opens the article may not be the one who has a name.
        let unlike = |old: &&Old| {
            opens(old) && first.is_some_and(|named| !self.is_named_after(old, named, &full, words))
        };
        if others.iter().any(unlike) {
            return None;
        }
        if !is_like(a, b) || named.iter().any(|one| one.full.as_ref() == Some(&full) && one.years != known) {
            return None;
        }
        // An age of a time before is less than that of now.
        let passed = |old: &Old| old.years > known && self.is_of_before(old, words);
        // "At 51, he was the youngest to hold the post."
        let younger = |old: &&Old| old.form == Form::At && old.years < known && !self.is_of_now(old, words);
        if others.iter().any(younger) {
            return None;
        }
        if others.iter().any(|old| !opens(old) && !passed(old) && !self.is_of_the_one(old, &full, all, words))
        {
            return None;
        }
        let other = others.iter().find(|old| old.years != known)?;
        let one = all
            .iter()
            .find(|old| old.years == known && (old.full.is_none() || old.full.as_ref() == Some(&full)))?;
        Some(vec![self.age_fact(one, &full, None)?, self.age_fact(other, &full, None)?])
    }

    /// The age of a person where words for the same person give it bounds: "in her twenties", "octogenarian".
    fn age_by_words(&self, all: &[Old], words: Words) -> Option<Fact> {
        let told = self.ages_by_words(age_words::Words::of(*self));
        if told.is_empty() {
            return None;
        }
        // The one whom the words are of, where they stand beside a name.
        let whose = told
            .iter()
            .find_map(|told| self.last_named(told.tokens.0 + 2))
            .filter(|full| all.iter().any(|old| old.full.as_ref() == Some(full)));
        let exact =
            |old: &&Old| old.form != Form::Birthday && !old.months && (whose.is_none() || whose == old.full);
        let known = all.iter().find(exact)?;
        // One person has an age.
        if all.iter().filter(exact).any(|old| old.years != known.years) {
            return None;
        }
        let full = match all.iter().filter(exact).find_map(|old| old.full.clone()) {
            Some(full) => full,
            None => self.only_person().or_else(|| self.last_named(known.tokens.0))?,
        };
        let kin = |at: usize| {
            let from = self.facts.sentences[self.facts.sentence_of(at)].0 as usize;
            self.lists_any((from, at), words.kin)
        };
        let is_out = |told: &&Told| {
            let (low, high) = told.years;
            let off = (low - known.years).max(known.years - high);
            (1..=NEAR).contains(&off)
        };
        let of_one = |told: &&Told| {
            let at = told.tokens.0;
            let another = |fact: &Fact| match &fact.value {
                Value::Person(person) => person.full != full && !full.ends_with(&*person.full),
                _ => false,
            };
            let beside = |fact: &Fact| fact.tokens.0 as usize == told.tokens.1 && !another(fact);
            let mut persons = self.facts.within(told.sentence, Kind::Person);
            let sure = match told.form {
                age_words::Form::Noun => persons.any(beside),
                _ => !persons.any(|fact| (fact.tokens.0 as usize) < at && another(fact)),
            };
            sure && !kin(at)
                && self
                    .last_named(at)
                    .is_none_or(|last| last == full || last.ends_with(&*full) || full.ends_with(&*last))
        };
        if kin(known.tokens.0) || told.iter().any(|told| !is_out(&told)) {
            return None;
        }
        let told = told.iter().find(of_one)?;
        let bound = |years: i64| u8::try_from(years).ok();
        let bounds = (bound(told.years.0)?, bound(told.years.1)?);
        let headline = self.facts.zone(self.facts.block_of(told.sentence)) == Zone::Headline;
        let place = Old { tokens: told.tokens, ..known.clone() };
        let later = told.tokens.0 > known.tokens.0 || headline && told.form != age_words::Form::Noun;
        self.age_fact(if later { &place } else { known }, &full, Some(bounds))
    }
}
