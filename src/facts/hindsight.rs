//! Facts that show only when an article is read to its end: names spelt nearly like another, ages that a year
//! of birth gives, names of the headline that the text does not have.

use std::cell::LazyCell;

use compact_str::{CompactString, format_compact};
use jiff::civil;
use rustc_hash::FxHashMap;

use super::{Fact, Person, Reader, Value, variant};
use crate::document::{Article, Zone};
use crate::text::class;
use crate::text::{Token, role};

/// Family names shorter than this, in letters, are too like each other to tell a slip.
const SHORTEST: usize = 5;

/// The most persons of an article with whom names are compared, and the most slips that are told.
const PERSONS: usize = 256;

/// The most names of a headline that are looked for in the text.
const NAMES: usize = 64;

/// The description of the attribute `repeated` of persons and organisations.
pub(super) const REPEATED: &str = "of one in the headline: a word of its name stands in the text too";

/// How many tokens may stand between a name and the year of birth.
const BIRTH: usize = 16;

/// A family name of the article: the last word of it, the full name, and the first given name.
struct Known {
    word: CompactString,
    full: CompactString,
    given: CompactString,
}

/// A family name that stands alone: its sentence, token and word, and whose it is.
struct Alone<'k> {
    sentence: usize,
    at: usize,
    word: &'k str,
    person: &'k Known,
}

impl Reader<'_> {
    /// Finds names that are spelt nearly like the name of one person of the article and belong to nobody
    /// else, and makes them facts of that person. Linear, since the number of persons is bounded.
    pub(super) fn drift(&self, facts: &mut Vec<Fact>, article: &Article, blocks: &[u32]) {
        let mut known: Vec<Known> = Vec::new();
        for fact in facts.iter() {
            if let Value::Person(person) = &fact.value
                && let Some(given) = &person.given
            {
                let Person { family, full, .. } = &**person;
                let word = last_word(family);
                let given = first_word(given);
                if word.len() >= SHORTEST
                    && known.len() < PERSONS
                    && !known.iter().any(|k| k.word == word && k.given == given)
                {
                    known.push(Known { word: word.into(), full: full.clone(), given: given.into() });
                }
            }
        }
        if known.is_empty() {
            return;
        }
        let (linked, more) = (link(facts, &known), self.bare_names(facts, &known));
        if linked.is_empty() && more.is_empty()
            || variant::speaks_of_names(self.tokens.len(), |at, role| self.does(at, role))
        {
            return;
        }
        for (fact, full) in linked {
            if self.is_alias(facts[fact].tokens.0 as usize) {
                continue;
            }
            if let Value::Person(person) = &mut facts[fact].value {
                person.full = full;
            }
        }
        let block_of = |sentence: usize| blocks.partition_point(|&first| first as usize <= sentence) - 1;
        let fact = |Alone { sentence, at, person, word }: Alone<'_>| Fact {
            span: self.span(at, at + 1),
            tokens: (at as u32, at as u32 + 1),
            zone: article.blocks[block_of(sentence)].zone,
            block: block_of(sentence) as u32,
            sentence: sentence as u32,
            value: Value::Person(Box::new(Person::new(None, word.into(), None, person.full.clone()))),
        };
        let more: Vec<Fact> = more.into_iter().map(fact).collect();
        split(facts, &more);
        facts.extend(more);
    }

    /// The family names that stand alone and are spelt nearly like a known family name. If there are any,
    /// also the places where the known name stands alone and is not read as a person yet: before the full
    /// name, or as the last word of a longer family name. Without these the slip could seem the more frequent
    /// form.
    fn bare_names<'k>(&'k self, facts: &[Fact], known: &'k [Known]) -> Vec<Alone<'k>> {
        // Words are counted once, and only if one of them is nearly a name.
        let counts = LazyCell::new(|| {
            let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
            let capitals = self.tokens.iter().filter(|t| t.is_capital());
            capitals.for_each(|token| *counts.entry(token.of(self.text)).or_default() += 1);
            counts
        });
        let often = |word: &str| counts.get(word).copied().unwrap_or_default();
        // What each word is of a known name, for all places where the word stands.
        let mut read: FxHashMap<&str, Likeness<'k>> = FxHashMap::default();
        let mut found: Vec<Alone<'_>> = Vec::new();
        let mut proper = Vec::new();
        for (sentence, &(from, to)) in self.sentences.iter().enumerate() {
            for at in from as usize..to as usize {
                let token = &self.tokens[at];
                let given = token.has(class::GIVEN_NAME);
                if !token.is_capital() || token.is_upper() || !(token.classes.is_none() || given) {
                    continue;
                }
                let word = token.of(self.text);
                let alone = |person| Alone { sentence, at, word, person };
                let likeness = read.entry(word).or_insert_with(|| {
                    known.iter().find(|k| k.word == word).map_or(Likeness::Unasked, Likeness::Same)
                });
                if let Likeness::Same(person) = *likeness {
                    proper.push(alone(person));
                    continue;
                }
                if given || found.len() >= PERSONS {
                    continue;
                }
                if matches!(likeness, Likeness::Unasked) {
                    let person = nearest(word, known).filter(|person| often(word) < often(&person.word));
                    *likeness = Likeness::Nearly(person);
                }
                let Likeness::Nearly(Some(person)) = *likeness else { continue };
                let sentence_of = (from as usize, to as usize);
                if !self.is_part_of_name(at, sentence_of, person) && !self.is_no_slip(at, sentence_of) {
                    found.push(alone(person));
                }
            }
        }
        if found.is_empty() {
            return found;
        }
        let mut taken = vec![false; self.tokens.len()];
        for fact in facts.iter().filter(|fact| !fact.kind().is_overlay()) {
            taken[fact.tokens.0 as usize..fact.tokens.1 as usize].fill(true);
        }
        proper.retain(|&Alone { sentence, at, word, person }| {
            let (from, to) = self.sentences[sentence];
            found.iter().any(|slip| slip.person.word == word)
                && !self.is_part_of_name(at, (from as usize, to as usize), person)
        });
        found.append(&mut proper);
        found.retain(|alone| !taken[alone.at]);
        found
    }

    /// Whether a word that is spelt nearly like a name is no slip of it: another man in a list of family names
    /// ("Borg, Vassalo, Camilleri"), what someone is ("the 22-year-old Scot"), or a participle that opens a
    /// sentence ("Founded in 1990").
    fn is_no_slip(&self, at: usize, (from, to): (usize, usize)) -> bool {
        let name = |at: usize| at < to && self.tokens[at].is_capital() && self.tokens[at].is_word();
        let comma = |at: usize| at < to && self.is_mark(at, b',');
        let after = |at: usize| comma(at + 1) && name(at + 2);
        let before = at >= from + 2 && comma(at - 1) && (name(at - 2) || self.is_mark(at - 2, b')'));
        let listed =
            before && after(at) || after(at) && after(at + 2) || before && at >= from + 4 && comma(at - 3);
        let led = at > from && {
            let token = &self.tokens[at - 1];
            self.does(at - 1, role::AGE_OLD)
                || self.does(at - 1, role::ARTICLE)
                || token.has(class::DETERMINER)
        };
        let opens = at == from && self.language.looks_past(&self.word(at).to_lowercase());
        listed || led || opens
    }

    /// Whether an alias is told at token `at`: "Karl Vella, a/k/a Karl Velle", "also known as".
    fn is_alias(&self, at: usize) -> bool {
        let words = (at.saturating_sub(6)..at).rev().take_while(|&i| !self.is_mark(i, b'.'));
        words.into_iter().any(|i| self.does(i, role::ALIAS) || self.is_slashed(i))
    }

    /// Whether single letters with slashes between them end at token `at`: "a/k/a", "f/k/a".
    fn is_slashed(&self, at: usize) -> bool {
        let letter =
            |at: usize| self.tokens[at].is_word() && self.tokens[at].end - self.tokens[at].start == 1;
        let slash = |at: usize| self.is_mark(at, b'/') && self.tokens[at].is_glued();
        at >= 4 && letter(at) && slash(at - 1) && letter(at - 2) && slash(at - 3) && letter(at - 4)
    }

    /// Whether a capitalised word beside a word makes it part of another name.
    fn is_part_of_name(&self, at: usize, (from, to): (usize, usize), person: &Known) -> bool {
        let beside = |i: usize| self.tokens[i].is_capital() && self.tokens[i].is_word();
        let near = |t: &Token| !t.is_glued();
        let after = at + 1 < to && beside(at + 1) && near(&self.tokens[at + 1]);
        let joined = at + 1 < to && self.is_joint(at + 1, to) || at > from && self.tokens[at].is_glued();
        let own = |word: &str| {
            word == person.given
                || person.full.split(' ').any(|part| part.trim_end_matches(['.', ',']) == word)
        };
        let before = at > from
            && beside(at - 1)
            && !own(self.word(at - 1))
            && !self.tokens[at - 1].has(class::OPENER)
            && !self.tokens[at - 1].has(class::TITLE_END);
        after || joined || before
    }

    /// Marks the persons and organisations of the headline that the text has too. In a headline in title case
    /// capitals do not tell where a name ends, so all persons are marked. In a headline with more than
    /// [`NAMES`] names, those past that number are marked.
    pub(super) fn repeat(&self, facts: &mut [Fact]) {
        let Some(first) = facts.iter().position(|f| f.zone == Zone::Headline && is_name(&f.value)) else {
            return;
        };
        let body = facts.iter().filter(|f| f.zone != Zone::Headline).map(|f| f.tokens.0 as usize).min();
        let body = body.unwrap_or(self.tokens.len());
        let titled = self.is_title_case((0, body));
        let stands =
            |word: &str| self.tokens[body..].iter().any(|t| t.of(self.text).eq_ignore_ascii_case(word));
        let telling = |word: &&str| word.len() > 3;
        let names = facts[first..].iter_mut().filter(|f| f.zone == Zone::Headline && is_name(&f.value));
        for (n, fact) in names.enumerate() {
            let many = n >= NAMES;
            match &mut fact.value {
                Value::Person(person) => {
                    person.repeated = titled || many || person.full.split([' ', '\u{a0}']).any(&stands);
                }
                Value::Organisation(organisation) => {
                    let initials: String = organisation
                        .name
                        .split(' ')
                        .filter_map(|w| w.chars().next())
                        .filter(|c| c.is_uppercase())
                        .collect();
                    organisation.repeated = many
                        || organisation.name.split([' ', '-']).filter(telling).any(&stands)
                        || organisation.name.contains('-') && organisation.name.split('-').any(&stands)
                        || stands(&initials);
                }
                _ => {}
            }
        }
    }
}

/// What a word is of the known names.
#[derive(Clone, Copy)]
enum Likeness<'k> {
    Same(&'k Known),
    /// The name that it is nearly, if it is nearly one.
    Nearly(Option<&'k Known>),
    /// It is none; whether it is nearly one was not asked yet.
    Unasked,
}

/// Gives persons the age that a year of birth beside the name makes in the year of publication: "Karl Vella,
/// 44, born in 1980".
pub(super) fn reckon(facts: &mut [Fact], reader: &Reader<'_>, published: Option<civil::Date>) {
    let Some(published) = published else { return };
    let mut of: Option<usize> = None;
    for i in 0..facts.len() {
        match &facts[i].value {
            Value::Person(_) => of = Some(i),
            Value::Date(date) => {
                let Some((person, year)) = of.zip(date.year) else { continue };
                let (name, at) = (&facts[person], facts[i].tokens.0 as usize);
                let from = name.tokens.1 as usize;
                if name.sentence == facts[i].sentence
                    && at >= from
                    && at - from <= BIRTH
                    && (at.saturating_sub(2).max(from)..at).any(|t| reader.is(t, role::AGE_BORN))
                    && let Value::Person(person) = &mut facts[person].value
                {
                    person.age_by_birth = u8::try_from(published.year() - year).ok();
                }
            }
            _ => {}
        }
    }
}

/// Marks the mentions by family name alone of which the article names several in full.
pub(super) fn tell_apart(facts: &mut [Fact]) {
    let mut families: FxHashMap<CompactString, Option<CompactString>> = FxHashMap::default();
    for fact in facts.iter() {
        let Value::Person(person) = &fact.value else { continue };
        if person.given.is_some() {
            let full = families.entry(person.family.clone()).or_insert_with(|| Some(person.full.clone()));
            full.take_if(|full| *full != person.full);
        }
    }
    for fact in facts {
        let Value::Person(person) = &mut fact.value else { continue };
        if person.given.is_none() && families.get(&person.family).is_some_and(Option::is_none) {
            person.ambiguous = true;
        }
    }
}

const fn is_name(value: &Value) -> bool {
    matches!(value, Value::Person(_) | Value::Organisation(_))
}

/// The one known name that a word is spelt nearly like; none if the word is a known name itself.
fn nearest<'k>(word: &str, known: &'k [Known]) -> Option<&'k Known> {
    if word.len() < SHORTEST - 1 || known.iter().any(|k| k.word == word) {
        return None;
    }
    let mut near = known.iter().filter(|k| is_slip(word, &k.word));
    let person = near.next()?;
    near.all(|k| k.word == person.word).then_some(person)
}

/// The full names of the persons whose given name is that of a person before and whose family
/// name is nearly that person's.
fn link(facts: &[Fact], known: &[Known]) -> Vec<(usize, CompactString)> {
    let mut found = Vec::new();
    for (i, fact) in facts.iter().enumerate() {
        let Value::Person(person) = &fact.value else { continue };
        let Some(given) = &person.given else { continue };
        let (given, word) = (first_word(given), last_word(&person.family));
        let near = known.iter().take_while(|k| k.word != word || k.given != given);
        if let Some(known) = near.into_iter().find(|k| k.given == given && is_slip(word, &k.word)) {
            found.push((i, known.full.clone()));
        }
    }
    found
}

/// Reads a name as the article does: where a person goes by the last word of the family name alone,
/// the words before it are given names.
fn split(facts: &mut [Fact], more: &[Fact]) {
    for fact in facts {
        let Value::Person(person) = &mut fact.value else { continue };
        let Some(given) = &person.given else { continue };
        let word = last_word(&person.family);
        let goes_by = |other: &Fact| matches!(&other.value, Value::Person(p) if p.full == person.full && p.family == word);
        if word.len() < person.family.len() && more.iter().any(goes_by) {
            let front = person.family[..person.family.len() - word.len()].trim_end();
            let (given, family) = (format_compact!("{given} {front}"), CompactString::from(word));
            (person.given, person.family) = (Some(given), family);
        }
    }
}

fn last_word(name: &str) -> &str {
    name.rsplit([' ', '\n', '\u{a0}']).next().unwrap_or(name)
}

fn first_word(name: &str) -> &str {
    name.split([' ', '\n', '\u{a0}']).next().unwrap_or(name)
}

/// Whether two different words are one letter apart: one changed, left out, put in, or two
/// changed round; the first letter is the same. Endings that make another form of a name (s, a)
/// do not count.
pub(crate) fn is_slip(a: &str, b: &str) -> bool {
    // A glance first: nearly all words differ in this.
    if a.as_bytes().first() != b.as_bytes().first() || a.len().abs_diff(b.len()) > 3 {
        return false;
    }
    let (lengths, same) = ((a.chars().count(), b.chars().count()), common(a, b));
    let ((long, longest), (short, shortest)) = if lengths.0 >= lengths.1 {
        ((a, lengths.0), (b, lengths.1))
    } else {
        ((b, lengths.1), (a, lengths.0))
    };
    if same == 0 || shortest < SHORTEST - 1 || longest < SHORTEST {
        return false;
    }
    // The rest of both words after the letters they have in common, letter by letter.
    let (mut long, mut short) = (long[same..].chars(), short[same..].chars());
    let (Some(first), next) = (long.next(), short.next()) else { return false };
    let after = (long.as_str(), short.as_str());
    match (longest - shortest, next) {
        (0, Some(next)) => {
            let mut turned = || {
                long.next() == Some(next) && short.next() == Some(first) && long.as_str() == short.as_str()
            };
            let ending = after.0.is_empty() && matches!((first, next), ('a' | 'o' | 's', 'a' | 'o' | 's'));
            (after.0 == after.1 && !ending) || turned()
        }
        (1, Some(next)) => after.0.strip_prefix(next) == Some(after.1),
        (1, None) => !matches!(first, 's' | 'a' | 'e' | 'i'),
        _ => false,
    }
}

/// How many bytes two words begin with that are the same letters.
fn common(a: &str, b: &str) -> usize {
    let letters = a.char_indices().zip(b.chars());
    letters.take_while(|((_, a), b)| a == b).map(|((at, a), _)| at + a.len_utf8()).last().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_apart() {
        for (a, b) in
            [("Vassalo", "Vassallo"), ("Camileri", "Camilleri"), ("Galdes", "Glades"), ("Zahro", "Zahra")]
        {
            assert_eq!(is_slip(a, b), a != "Zahro", "{a} {b}");
            assert_eq!(is_slip(b, a), a != "Zahro", "{b} {a}");
        }
        for (a, b) in [
            ("Walter", "Walters"),
            ("Ivanov", "Ivanova"),
            ("Borg", "Burg"),
            ("Vella", "Bella"),
            ("Micallef", "Micallef"),
        ] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }
}
