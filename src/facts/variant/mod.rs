//! Names that a text has in two spellings: "Agnes Thornberry … Ms Thornbery", "Lake Osvik … Lake Osvak",
//! "Henrik Greve … Hendrik Greve". Names that the text itself sets side by side are two names.

mod alike;
mod chair;
mod given;
mod holder;
mod office;
mod thing;

use std::cell::OnceCell;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Value};
use crate::document::Zone;
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Role, Token, class, fold, role};
use alike::{Alike, alike};

/// The most different words of names of an article that are compared.
const WORDS: usize = 400;

/// How many bytes longer than another name one may be.
const BYTES: usize = 6;

/// The fewest letters of a name of one word that is no person's.
const ALONE: usize = 6;

/// How many tokens from a name a word may stand that says it is another name of the thing.
const RENAMED: usize = 4;

/// How many persons a text may name in full where a family name that is only loosely like one of them is a slip.
const FEW: usize = 2;

/// A name that a text has in two spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// The word as spelt here; of an office, the office.
    pub name: CompactString,
    /// The first of its spellings; of an office, the full name of the person.
    pub thing: CompactString,
    /// family, given, name or office.
    pub form: &'static str,
    /// Of an office, its ladder.
    pub ladder: CompactString,
}

kind! {
    /// A name that the text has in two spellings, at each place where it has it.
    Variant(v) as "variant", over Facts;

    Name: Text = &v.name, "the word of the name that is spelt in two ways, as spelt here; of an office, the office";
    Full: Text = &v.thing, "the first of its spellings; of an office, the full name of the person";
    Form: Text = v.form, "family, given, name for one of another thing, or office for one before a person's name";
    Class: Text = Some(&v.ladder).filter(|ladder| !ladder.is_empty()), "of an office, the ladder it is one of: rank, town";
}

/// A capitalised word that can be a name, or part of one.
#[derive(Clone, Copy, Debug)]
struct Word {
    at: usize,
    sentence: usize,
}

/// A word of names with the places where it stands.
struct Name<'f> {
    word: &'f str,
    /// Which letters it has.
    set: Option<u32>,
    /// Its second and its last character.
    ends: (Option<char>, Option<char>),
    /// Its letters, once they are asked for.
    letters: OnceCell<Vec<char>>,
    places: Vec<Word>,
}

impl Name<'_> {
    /// Whether another name may be another spelling of this one. A glance that rules out nearly all.
    fn may_be(&self, other: &Self) -> bool {
        let (a, b) = (self, other);
        let front = |name: &Self| &name.word.as_bytes()[..alike::FRONT];
        a.word.len().abs_diff(b.word.len()) <= BYTES
            && (a.ends.0 == b.ends.0 || a.ends.1 == b.ends.1)
            && (a.set.zip(b.set).is_none_or(|(a, b)| (a ^ b).count_ones() <= alike::APART)
                || front(a).eq_ignore_ascii_case(front(b)))
    }

    /// Its letters in lower case and without accents.
    fn letters(&self) -> &[char] {
        self.letters.get_or_init(|| alike::letters(self.word))
    }
}

/// What of a name a name that is like it shares: the sound of its first letter.
fn initial(word: &str) -> Option<char> {
    word.chars().next().and_then(|c| fold::letters(c).next()).map(|letter| alike::sound(&letter))
}

/// The names of an article that are spelt in two ways. Linear but for the comparison of words that begin alike, of
/// which there are at most [`WORDS`].
pub(super) fn variants(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut found = office::offices(look);
    found.extend(chair::chairs(look));
    let may_speak = |sentence: usize| {
        facts.has_word_with(sentence, role::NAME_SPELLING) || facts.has_word_with(sentence, role::NAME_OTHER)
    };
    if (0..facts.sentences.len()).any(may_speak)
        && speaks_of_names(facts.tokens.len(), |at, role| look.does(at, role))
    {
        return found;
    }
    let names = look.names();
    let mut alike_ones: FxHashMap<Option<char>, Vec<usize>> = FxHashMap::default();
    for (i, b) in names.iter().enumerate() {
        let before = alike_ones.entry(initial(b.word)).or_default();
        for a in before.iter().map(|&a| &names[a]) {
            if a.may_be(b)
                && let Some(form) = look.variant(a, b, &names)
            {
                let mut place = |name: &Name<'_>, places: &[Word]| {
                    found.extend(places.iter().map(|word| {
                        let (name, thing) = (name.word.into(), a.word.into());
                        let variant = Variant { name, thing, form, ladder: CompactString::default() };
                        facts.fact_over((word.at, word.at + 1), Value::Variant(Box::new(variant)))
                    }));
                };
                place(a, &a.places);
                place(b, &b.places);
            }
        }
        before.push(i);
    }
    found.extend(look.given_names(&names));
    found
}

/// Whether a text of so many tokens is about how a name is spelt, or about a change of name. `does` says whether a
/// token has a role. Linear.
pub(super) fn speaks_of_names(tokens: usize, does: impl Fn(usize, Role) -> bool) -> bool {
    (0..tokens).any(|at| {
        does(at, role::NAME_SPELLING) || does(at, role::NAME_OTHER) && does(at + 1, role::NAME_NAME)
    })
}

impl<'f> Look<'f> {
    /// The words of names, in order of their first places.
    fn names(self) -> Vec<Name<'f>> {
        let mut names: Vec<Name<'f>> = Vec::new();
        let mut index: FxHashMap<&'f str, usize> = FxHashMap::default();
        for (sentence, &(from, to)) in self.facts.sentences.iter().enumerate() {
            let (from, to) = (from as usize, to as usize);
            let zone = self.facts.zone(self.facts.block_of(sentence));
            if zone == Zone::Source || zone == Zone::Headline && self.is_titled(from, to) {
                continue;
            }
            for at in from..to {
                if !self.can_be_name(at) {
                    continue;
                }
                let word = Word { at, sentence };
                let text = self.word(at);
                let known = index.get(text).copied();
                match known {
                    Some(known) => names[known].places.push(word),
                    None if names.len() < WORDS => {
                        index.insert(text, names.len());
                        let (letters, places) = (OnceCell::new(), vec![word]);
                        let ends = (text.chars().nth(1), text.chars().next_back());
                        names.push(Name { word: text, set: alike::set(text), ends, letters, places });
                    }
                    None => {}
                }
            }
        }
        names
    }

    /// Whether most words are capitalised, so that capitals tell no names.
    fn is_titled(&self, from: usize, to: usize) -> bool {
        let long =
            (from + 1..to).filter(|&at| self.token(at).is_some_and(|t| t.is_word() && t.end - t.start > 3));
        let (all, lower) =
            long.fold((0, 0), |(all, lower), at| (all + 1, lower + usize::from(self.is_lower(at))));
        lower * 2 <= all
    }

    fn can_be_name(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| {
            t.is_capital()
                && !t.is_upper()
                && t.end - t.start >= 4
                && (t.classes.is_none() || t.has(class::GIVEN_NAME))
                && t.of(self.facts.text).chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
        })
    }

    /// The capitalised words of a sentence that a word stands among, without those that open the sentence and
    /// titles.
    fn run(&self, word: &Word) -> (usize, usize) {
        let at = word.at;
        let (from, to) = self.facts.sentences[word.sentence];
        let (from, to) = (from as usize, to as usize);
        let capital = |i: usize| self.token(i).is_some_and(|t| t.is_word() && t.is_capital());
        let near = |i: usize| self.token(i).is_some_and(|t| !t.is_glued());
        let other = [
            class::OPENER,
            class::TITLE_END,
            class::PREPOSITION,
            class::PRONOUN,
            class::MONTH,
            class::WEEKDAY,
        ];
        let (mut first, mut last) = (at, at + 1);
        while first > from && capital(first - 1) && near(first) && !self.is_any(first - 1, &other) {
            first -= 1;
        }
        while last < to && capital(last) && near(last) {
            last += 1;
        }
        // "Photographer Ada Brook": what someone is.
        while first < at && self.has(first, class::NOUN_PERSON) && !self.has(first, class::GIVEN_NAME) {
            first += 1;
        }
        (first, last)
    }

    /// Whether two words are spellings of one name, and of what it is.
    fn variant(&self, a: &Name<'f>, b: &Name<'f>, names: &[Name<'f>]) -> Option<&'static str> {
        let how = alike(a.letters(), b.letters())?;
        let rare = if a.places.len() < b.places.len() { a } else { b };
        let often = if a.places.len() < b.places.len() { b } else { a };
        if rare.places.len() > 2 || rare.places.len() == 2 && often.places.len() < 4 {
            return None;
        }
        let together = |a: &Word| b.places.iter().any(|b| b.sentence == a.sentence);
        if a.places.iter().any(together) || self.is_explained(a) || self.is_explained(b) {
            return None;
        }
        self.family(often, rare, how, names).or_else(|| self.other(often, rare, how))
    }

    /// Whether the text says that a thing goes by two names, or sets another one of the name beside it.
    fn is_explained(&self, name: &Name<'_>) -> bool {
        name.places.iter().any(|word| {
            let (from, to) = self.sentence(word.sentence);
            let near = (word.at.saturating_sub(RENAMED).max(from), (self.run(word).1 + RENAMED).min(to));
            let known = |at: usize| self.does(at, role::NAME_RENAMED) && self.does(at + 1, role::AS);
            self.any((from, to), role::ALIAS) || self.any(near, role::NAME_RENAMED) || (from..to).any(known)
        })
    }

    /// Whether a word is the family name of a person, spelt otherwise than where the name is told in full.
    fn family(
        &self,
        often: &Name<'f>,
        rare: &Name<'f>,
        how: Alike,
        names: &[Name<'f>],
    ) -> Option<&'static str> {
        let full = |word: &Word| self.is_full(word);
        let given = |name: &Name<'f>| {
            name.places.iter().find(|word| full(word)).map(|word| self.word(self.run(word).0))
        };
        // "Sofa maker Hartley Boon … at Hartley Boone"
        let led = |name: &Name<'f>, by: &str| {
            let mut runs = name.places.iter().map(|word| self.run(word));
            runs.all(|(first, last)| last == first + 2 && self.word(first) == by)
        };
        let (a, b) = (given(often), given(rare));
        let (a, b) = (a.or(b.filter(|b| led(often, b))), b.or(a.filter(|a| led(rare, a))));
        let (full, bare) = match (a, b) {
            (Some(a), Some(b)) => {
                let slip = how >= Alike::Nearly || how == Alike::Mutely;
                return (a == b && slip && !rare.places.iter().any(|w| self.is_read(w))).then_some("family");
            }
            (Some(_), None) => (often, rare),
            (None, Some(_)) => (rare, often),
            (None, None) => return None,
        };
        let alone = |word: &Word| {
            self.run(word).1 - self.run(word).0 == 1 && !self.is_place(word) && !self.is_listed(word)
        };
        if !bare.places.iter().all(alone) || bare.places.iter().any(|w| self.is_read(w)) {
            return None;
        }
        let person = bare.places.iter().any(|word| self.acts(word) || self.is_titled_person(word));
        let loose = || {
            let others = names.iter().filter(|name| given(name).is_some()).count();
            let titled = bare.places.iter().any(|word| self.is_titled_person(word));
            let few = others == 1 || others <= FEW && titled;
            let above = |word: &Word| self.facts.zone(self.facts.block_of(word.sentence)) == Zone::Headline;
            let later = full.places[0].at < bare.places[0].at || above(&bare.places[0]);
            bare.places.len() == 1 && person && few && later
        };
        let slip = match how {
            Alike::Closely => person || bare.word.chars().count() >= ALONE,
            Alike::Nearly => person,
            Alike::Loosely => loose(),
            Alike::Mutely => false,
        };
        slip.then_some("family")
    }

    /// Whether a word is the last of a person's name that is told in full.
    fn is_full(&self, word: &Word) -> bool {
        let (first, last) = self.run(word);
        (2..=4).contains(&(last - first))
            && word.at + 1 == last
            && !self.has(first, class::NOUN_PLACE)
            && (self.has(first, class::GIVEN_NAME) || self.names_person(first, last))
    }

    /// Whether what stands beside a run of capitalised words makes it the name of a person.
    fn names_person(&self, first: usize, last: usize) -> bool {
        let fact = self.facts.starting(first);
        fact.is_some_and(|f| {
            matches!(&f.value, Value::Person(p) if p.given.is_some()) && f.tokens.1 as usize == last
        }) || first > 0 && self.has(first - 1, class::NOUN_PERSON)
    }

    /// Whether the name is read as another spelling of a person's already: what it goes back to ends otherwise.
    fn is_read(&self, word: &Word) -> bool {
        let read = |fact: &Fact| match &fact.value {
            Value::Person(person) => !person.full.ends_with(person.family.as_str()),
            _ => false,
        };
        [word.at, self.run(word).0].into_iter().any(|at| self.facts.starting(at).is_some_and(read))
    }

    fn is_titled_person(&self, word: &Word) -> bool {
        let before = word
            .at
            .checked_sub(1)
            .filter(|&b| self.token(word.at).is_some_and(|t| !t.is_glued()) || self.is_mark(b, &["."]));
        before.is_some_and(|b| {
            self.has(b, class::TITLE_END)
                || self.is_mark(b, &["."]) && b > 0 && self.has(b - 1, class::TITLE_END)
        })
    }

    /// Whether a name is followed by what it does or has.
    fn acts(&self, word: &Word) -> bool {
        let next = word.at + 1;
        let verb = self.is_lower(next)
            && !self.is_any(next, &[class::PREPOSITION, class::CONJUNCTION, class::DETERMINER]);
        let owns = self.token(next).is_some_and(Token::is_glued)
            && language::chosen().is_possessive(self.word(next));
        let comma = self.is_mark(next, &[","]) && self.does(next + 1, role::WHO);
        let says = word.at > 0 && self.has(word.at - 1, class::SAYING);
        verb && !self.opens(word) || owns || comma || says
    }

    /// Whether a word opens its sentence and may be an ordinary one.
    fn opens(&self, word: &Word) -> bool {
        let (from, _) = self.sentence(word.sentence);
        let first = word.at == from || word.at == from + 1 && !self.token(from).is_some_and(Token::is_word);
        let lower = self.word(word.at).to_lowercase();
        first
            && (language::chosen().looks_past(&lower)
                || language::chosen().looks_active(&lower)
                || lower.ends_with('s'))
    }

    /// Whether a preposition of place stands before, or what leads to what someone is: "the 22-year-old Scot".
    fn is_place(&self, word: &Word) -> bool {
        word.at > 0
            && (self.does(word.at - 1, role::AGE_OLD)
                || self.does(word.at - 1, role::NAME_PLACE_BEFORE)
                || self.has(word.at - 1, class::DETERMINER))
    }

    /// Whether a name stands between others in a row.
    fn is_listed(&self, word: &Word) -> bool {
        let capital = |i: usize| self.token(i).is_some_and(|t| t.is_word() && t.is_capital());
        let joint = |i: usize| self.is_mark(i, &[",", ";", "&"]) || self.does(i, role::AND);
        let (first, last) = self.run(word);
        let before = first >= 2 && joint(first - 1) && capital(first - 2);
        let suffix = self.has(last + 1, class::COMPANY_SUFFIX);
        let after = joint(last) && capital(last + 1) && !suffix;
        before || after
    }
}
