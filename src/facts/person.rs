//! People: full names where the text gives proof of one, and later mentions by family name.
//!
//! Capitals alone prove nothing: "Valletta Harbour" is no person. What does: a known given
//! name, a title before, an age after, a middle initial, a "Jr.".

mod beside;
mod parts;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::Reader;
use super::declare::kind;
use super::hindsight::REPEATED;
use crate::text::{Class, Classes, Space, class, role};
use parts::Parts;

/// A person named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Given names and initials as written; none where only the family name is.
    pub given: Option<CompactString>,
    /// The family name, with its particles.
    pub family: CompactString,
    /// The age that stands beside the name, in years.
    pub age: Option<u8>,
    /// The token of the age; none where there is none.
    pub(super) age_at: Option<usize>,
    /// The full name as first written in the article; the name itself at the first mention.
    pub full: CompactString,
    /// The age reached in the year of publication, where a year of birth stands beside the name.
    pub age_by_birth: Option<u8>,
    /// Of a mention by family name alone: whether it may be another person of the family, since the article names
    /// several in full, or a title or a capitalised word stands before it.
    pub ambiguous: bool,
    /// Of one in the headline: whether the family name stands in the text too.
    pub repeated: bool,
    /// What the text says beside the name that few others of the name share: an office with what
    /// it is of, or an age with a place.
    pub description: Option<CompactString>,
}

kind! {
    /// A person, by full name or family name.
    Person(p) as "person", over Words;

    Given: Text = p.given.as_ref(),
        "given names and initials; absent where only the family name is";
    Family: Text = &p.family, "the family name, with its particles";
    Age: Number = p.age, "the age that stands beside the name";
    AgeByBirth: Number = p.age_by_birth,
        "the age reached in the year of publication, where a year of birth stands beside the name";
    Full: Text = &p.full,
        "the full name as first written in the article; of a name that is spelt nearly like another, that other";
    Forename: Text = p.given.as_ref().and_then(|given| given.split([' ', '\u{a0}', '\n']).next()),
        "the first of the given names";
    Description: Text = p.description.as_ref(),
        "the office with what it is of, or the age with the place, that stand beside the name";
    Ambiguous: Flag = p.ambiguous,
        "by family name alone, and may be another of the family: the article names several, or what is before it may be \
         another's title or given name";
    Repeated: Flag = p.repeated, REPEATED;
}

impl Person {
    pub(super) fn new(
        given: Option<CompactString>,
        family: CompactString,
        age: Option<(u8, usize)>,
        full: CompactString,
    ) -> Self {
        Self {
            given,
            family,
            age: age.map(|(years, _)| years),
            age_at: age.map(|(_, at)| at),
            full,
            age_by_birth: None,
            ambiguous: false,
            repeated: false,
            description: None,
        }
    }
}

/// The people named in full so far in an article.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Family name and full name, by the first word of the family name. Of several family names that begin with one
    /// word, the longest is first.
    families: FxHashMap<CompactString, Vec<(CompactString, CompactString)>>,
    /// The first bytes of these words, a bit each; some share one.
    initials: u64,
}

impl People {
    fn initial(word: &str) -> u64 {
        word.bytes().next().map_or(0, |byte| 1 << (byte % 64))
    }

    pub(super) fn add(&mut self, person: &Person) {
        let first = person.family.split([' ', '-', '\u{a0}', '\'', '’']).next().unwrap_or_default();
        self.initials |= Self::initial(first);
        let families = self.families.entry(first.into()).or_default();
        if families.len() < ALIKE && families.iter().all(|(family, _)| *family != person.family) {
            let place = families.partition_point(|(family, _)| family.len() >= person.family.len());
            families.insert(place, (person.family.clone(), person.full.clone()));
        }
    }

    fn starting(&self, word: &str) -> Option<&[(CompactString, CompactString)]> {
        let begins = self.initials & Self::initial(word) != 0;
        if begins { self.families.get(word).map(Vec::as_slice) } else { None }
    }
}

/// The most family names kept that begin with one word: "van den Berg", "van der Laan".
const ALIKE: usize = 64;

impl Reader<'_> {
    /// The person whose name starts at token `at`, and the token after it.
    pub(super) fn person(&self, at: usize, end: usize) -> Option<(Person, usize)> {
        let token = &self.tokens[at];
        if !token.is_capital() || token.has(class::OPENER) && !token.has(class::GIVEN_NAME) {
            return None;
        }
        let titled = self.title_before(at);
        if !titled && !token.has(class::GIVEN_NAME) && !self.goes_on(at, end) {
            return None;
        }
        // "Imam Idris": a title that is a given name too stands before another.
        let title = token.has(class::TITLE)
            && self
                .tokens
                .get(at + 1)
                .is_some_and(|t| at + 1 < end && t.has(class::GIVEN_NAME) && t.is_capital());
        if title || self.is_vessel(at) {
            return None;
        }
        let inside = at > self.sentence.0 && self.continues(at) && !titled;
        if inside && !(token.has(class::GIVEN_NAME) && self.is_common(at - 1)) {
            return None;
        }
        let parts = self.parts(at, end)?;
        if self.is_other(&parts, end) || titled && self.is_office(at, parts.end) {
            return None;
        }
        let full = parts.names + parts.initials >= 2 && parts.names >= 1;
        let age = self.age(at, &parts, end);
        let given = token.has(class::GIVEN_NAME) || self.is_initials(at);
        // After a title one word is enough, where it is no common word: "Judge Borg".
        let alone = titled && !self.titled && (self.tokens[at].classes.is_none() || given) && !self.is_of(at);
        let beside = !self.titled
            && (age.is_some()
                || parts.suffix
                || parts.initials > 0 && parts.names >= 2
                || self.speaks(parts.to, end)
                || self.is_role_of(at, parts.to, end));
        let proven = alone || full && (given || titled || beside);
        if !proven || !self.is_plain(&parts, at) {
            return None;
        }
        let text = |from: usize, to: usize| CompactString::from(self.span(from, to).of(self.text));
        let full = text(at, parts.to);
        // "Kim Sung-ho": the family name first.
        let (given, family) = if parts.names == 2 && self.is_hyphenated_given(at + 1, parts.end) {
            (Some(text(at + 1, parts.end)), text(at, at + 1))
        } else {
            ((parts.family > at).then(|| text(at, parts.family)), text(parts.family, parts.end))
        };
        let description = given.as_ref().and_then(|_| {
            self.description((at, parts.to), end, age.filter(|_| !titled).map(|(years, _)| years))
        });
        Some((Person { description, ..Person::new(given, family, age, full) }, parts.to))
    }

    /// A person named in full before, by family name alone.
    pub(super) fn later_mention(&self, at: usize, end: usize, people: &People) -> Option<(Person, usize)> {
        for (family, full) in people.starting(self.word(at))? {
            // "van der Berg", "al-Rashid": the words of the family name, as they were written.
            let start = self.tokens[at].start as usize;
            let to = (at + 1..=end.min(at + 6))
                .find(|&to| self.tokens[to - 1].end as usize == start + family.len());
            let Some(to) = to.filter(|&to| self.span(at, to).of(self.text) == family) else { continue };
            let longer = to < end && self.continues(to) && !self.tokens[to].has(class::OPENER);
            let inside = at > self.sentence.0
                && self.continues(at)
                && !self.title_before(at)
                && !self.is_common(at - 1);
            if longer || inside || self.joins_company(to, end) {
                return None;
            }
            let parts = Parts { family: at, end: to, to, names: 1, initials: 0, suffix: false };
            let age = self.age(at, &parts, end);
            let person = Person::new(None, family.clone(), age, full.clone());
            return Some((Person { ambiguous: self.is_another(at), ..person }, to));
        }
        None
    }

    /// Whether what stands before token `at` may make it the name of another person: a title but "Mr", or a
    /// capitalised word inside a sentence, as in "his brother Israel Vella".
    fn is_another(&self, at: usize) -> bool {
        match self.title(at) {
            Some((from, _)) => self.word(from) != "Mr",
            None => at > self.sentence.0 + 1 && self.tokens[at - 1].is_capital(),
        }
    }

    /// Whether token `at` continues a run of capitalised words.
    fn continues(&self, at: usize) -> bool {
        let (token, before) = (&self.tokens[at], &self.tokens[at - 1]);
        token.is_capital()
            && before.is_capital()
            && matches!(token.space, Space::Single | Space::NoBreak | Space::Line)
    }

    /// Whether a title ends right before token `at`: "Judge", "Mr.", "Special Agent in Charge".
    fn title_before(&self, at: usize) -> bool {
        self.title(at).is_some()
    }

    /// The longest title that ends right before token `at`: its first token, and the one after it.
    pub(super) fn title(&self, at: usize) -> Option<(usize, usize)> {
        let mut end = self.before(at)?;
        if self.is_mark(end, b'.') && self.tokens[end].is_glued() {
            end = end.saturating_sub(1);
        }
        if !self.tokens[end].has(class::TITLE_END) {
            return None;
        }
        let is_title = |&from: &usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, from, end + 1, class::TITLE);
            hit.is_some_and(|h| from + h.len == end + 1)
        };
        (end.saturating_sub(5).max(self.sentence.0)..=end).find(is_title).map(|from| (from, end + 1))
    }

    /// Whether what follows token `at` can continue a name. Cheap, and enough to rule out most words.
    fn goes_on(&self, at: usize, end: usize) -> bool {
        self.tokens.get(at + 1).filter(|_| at + 1 < end).is_some_and(|next| {
            let word = next.is_capital() || next.has(class::NAME_PARTICLE);
            word || next.is_glued() && matches!(self.word(at + 1), "." | "-" | "'" | "’")
                || !next.is_word() && !next.is_glued()
        }) || self.tokens[at].is_dotted()
    }

    /// Whether words after a title only go on with it: "Chief Operating Officer", "Section Chief John Borg". A word for
    /// what somebody does stands among them, and no given name or initial before it: "Judge Maria Butler" is somebody.
    fn is_office(&self, at: usize, end: usize) -> bool {
        let given = |&at: &usize| self.tokens[at].has(class::GIVEN_NAME) || self.is_initials(at);
        let mut led = (at..end).take_while(|at| !given(at)).map(|at| self.tokens[at].classes);
        led.any(|classes| classes.has(class::NOUN_PERSON) || classes.has(class::TITLE))
    }

    /// Whether the title before token `at` is part of a name of something else: "Office of
    /// Justice Statistics", "Inspector General Counsel for".
    fn is_of(&self, at: usize) -> bool {
        let run =
            (self.sentence.0..at).rev().find(|&i| !self.tokens[i].is_capital() && !self.is_mark(i, b'.'));
        run.is_some_and(|i| self.is(i, role::NAME_TITLE_GOES_ON) || self.is_mark(i, b'&'))
            || self.is(at + 1, role::NAME_TITLE_GOES_ON) && self.language.looks_plural(self.word(at))
    }

    /// Whether a capitalised word is a common noun or place, so that a name may start after it:
    /// "Justice Department Trial Attorney", "Boston".
    fn is_common(&self, at: usize) -> bool {
        let classes = self.tokens[at].classes;
        classes.meets(self.triggers.common) && !classes.has(class::GIVEN_NAME) || self.tokens[at].is_upper()
    }

    /// Whether a ship or the like is named: "the yacht Maria Borg".
    fn is_vessel(&self, at: usize) -> bool {
        let before = self.before(at).map(|b| &self.tokens[b]);
        before.is_some_and(|t| t.is_lower() && t.has(class::NOUN_THING) && !t.has(class::NOUN_PERSON))
    }

    /// Whether tokens are a given name of two syllables, as Korean ones are written: "Sung-ho".
    fn is_hyphenated_given(&self, at: usize, to: usize) -> bool {
        to == at + 3
            && self.is_mark(at + 1, b'-')
            && self.tokens[at].is_capital()
            && self.tokens[at + 2].is_lower()
    }
}

/// The classes by which names of persons are told from other words: words that name a thing, words that no
/// name has, and all common words with both.
pub(super) fn common_classes() -> (Classes, Classes, Classes) {
    let set = |classes: &[Class]| classes.iter().copied().collect::<Classes>();
    let thing = set(&[
        class::NOUN_GROUP,
        class::NOUN_PLACE,
        class::NOUN_DOCUMENT,
        class::NOUN_EVENT,
        class::NOUN_MEASURE,
        class::AUTHORITY_NOUN,
        class::COMPANY_SUFFIX,
    ]);
    let never = set(&[
        class::MONTH,
        class::WEEKDAY,
        class::DEMONYM,
        class::US_STATE,
        class::PREPOSITION,
        class::CONJUNCTION,
        class::DETERMINER,
        class::AUXILIARY,
        class::PRONOUN,
        class::OPENER,
        class::CARDINAL,
    ]);
    let common = thing.union(never).union(set(&[
        class::NOUN_PERSON,
        class::NOUN_THING,
        class::TITLE,
        class::PREDICATE,
        class::COUNTRY,
        class::ACRONYM_KNOWN,
    ]));
    (thing, never, common)
}

#[cfg(test)]
mod tests;
