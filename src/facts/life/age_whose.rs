//! Whose an age is that stands without a name, and of which time: "the 44-year-old", "at 44, he has", "was 89 at the time
//! of his death".

use compact_str::CompactString;

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::List;
use super::ages::{Form, Old, Words};
use crate::document::Zone;
use crate::text::{Token, class, role};

/// How many tokens behind an age a death may stand: "89 at the time of his death".
const DEATH: usize = 8;

/// How many tokens before an age words may stand that say that it is just reached: "having only just turned 50".
const REACHED: usize = 4;

/// How many words may stand between an age and a name: "nine-year-old schoolboy Arjun Meena".
const NAME: usize = 2;

impl Look<'_> {
    /// The name behind an age that a noun may part from it: "nine-year-old schoolboy Arjun Meena".
    pub(super) fn name_of_year_old(&self, form: Form, end: usize) -> Option<CompactString> {
        if !matches!(form, Form::YearOld | Form::OneYearOld) {
            return None;
        }
        let at = (end..=end + NAME)
            .take_while(|&at| at == end || self.has(at - 1, class::NOUN_PERSON))
            .find(|&at| self.token(at).is_some_and(Token::is_capital))?;
        match &self.facts.starting(at)?.value {
            Value::Person(person) if !person.ambiguous => Some(person.full.clone()),
            _ => None,
        }
    }

    /// The name in front of an age between commas, of somebody whom nothing else proves a person: "Farrugia, 58,".
    pub(super) fn name_before(&self, at: usize, (from, to): (usize, usize)) -> Option<CompactString> {
        let name = at.checked_sub(2).filter(|&name| name >= from && self.is_mark(name + 1, &[","]))?;
        let (_, end) = self.years(at)?;
        let word = self.token(name).filter(|t| {
            t.is_word() && t.is_capital() && !t.has(class::OPENER) && !t.has(class::NOUN_PERSON)
        })?;
        if end < to && !self.is_mark(end, &[",", ".", ";", "–", "—"]) {
            return None;
        }
        // "Karl Borg, alias Uno, 44": several may go by it.
        if (1..=3).filter_map(|n| name.checked_sub(n)).any(|b| b >= from && self.does(b, role::ALIAS)) {
            return None;
        }
        let person = self
            .facts
            .within(self.facts.sentence_of(at), Kind::Person)
            .find(|fact| fact.tokens.1 as usize == name + 1);
        if let Some(Value::Person(person)) = person.map(|fact| &fact.value) {
            return (!person.ambiguous).then(|| person.full.clone());
        }
        let other = self.facts.starting(name).is_some()
            || self.is_any(name, &[class::MONTH, class::WEEKDAY, class::COUNTRY, class::US_STATE]);
        (!other && word.end - word.start > 2).then(|| word.of(self.facts.text).into())
    }

    /// Whether an age is told as that of a time before: "when she was already 93".
    pub(in crate::facts) fn is_of_before(&self, old: &Old, words: Words) -> bool {
        let from = self.facts.sentences[old.sentence].0 as usize;
        // "At 41, she is thought": whoever is younger now was not.
        let at = old.form == Form::At
            && !self.any((from, self.facts.sentences[old.sentence].1 as usize), role::SYNTAX_MODAL);
        (at || old.form == Form::Was && self.lists(old.tokens.0.saturating_sub(1), words.adverb))
            && !self.lists_any((from, old.tokens.0), words.kin)
    }

    /// Whether "at 44" is the age of now, or of a death: "at 44, she has", "died at 44".
    pub(in crate::facts) fn is_of_now(&self, old: &Old, words: Words) -> bool {
        let (from, to) = self.facts.sentences[old.sentence];
        self.lists_any((old.to, (to as usize).min(old.to + 5)), words.has)
            || self.lists_any((from as usize, old.tokens.0), words.died)
    }

    /// The full name of the person who is named last before a token, and does not only say something.
    pub(in crate::facts) fn last_named(&self, at: usize) -> Option<CompactString> {
        self.last_named_but(at, |_| false)
    }

    /// The same, but for those persons of whom something holds.
    fn last_named_but(&self, at: usize, but: impl Fn(&Fact) -> bool) -> Option<CompactString> {
        let named = |fact: &&Fact| (fact.tokens.0 as usize) < at && !self.only_speaks(fact) && !but(fact);
        self.facts.of(Kind::Person).rfind(named).and_then(|fact| match &fact.value {
            Value::Person(person) => Some(person.full.clone()),
            _ => None,
        })
    }

    /// Whether a person only says something: "said Rita Borg, the coach".
    pub(in crate::facts) fn only_speaks(&self, fact: &Fact) -> bool {
        let (at, end) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let says = |at: usize| self.does(at, role::VERB_SAID) || self.does(at, role::VERB_QUOTING);
        (end..end + 2).any(says) || (1..=4).any(|n| at.checked_sub(n).is_some_and(says))
    }

    /// The full name of the only person of an article.
    pub(in crate::facts) fn only_person(&self) -> Option<CompactString> {
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
    pub(in crate::facts) fn is_of_the_one(
        &self,
        old: &Old,
        full: &CompactString,
        all: &[Old],
        words: Words,
    ) -> bool {
        let (from, to) = self.facts.sentences[old.sentence];
        let (from, to) = (from as usize, to as usize);
        // Who is named last before, and does not only say something.
        let last = self.last_but_parents(old.tokens.0);
        let another = last.is_some_and(|last| last != *full && !last.ends_with(&**full));
        // "The 17-year-old, who was hit when", "at 20, he is the first": it is the age of now.
        let is_now = |at: usize| self.lists_any((at, to.min(at + 5)), words.has);
        let dies_then = self.is_at_death(old, all, words);
        let end = match old.form {
            _ if dies_then => old.tokens.0,
            Form::Was if self.is_just_reached(old) => old.tokens.0,
            Form::YearOld | Form::Noun => old.tokens.0,
            Form::Is | Form::IAm => old.to,
            Form::At if is_now(old.to) => old.tokens.0,
            _ => to,
        };
        // "She had died at home, at 67."
        let dies = dies_then || old.form == Form::At && self.lists_any((from, old.tokens.0), words.died);
        let then = !dies && self.lists_any((from, end), words.other_time)
            || self.facts.within(old.sentence, Kind::Date).any(|fact| match &fact.value {
                Value::Date(date) => date.year.is_some(),
                _ => false,
            });
        let headline = self.facts.zone(self.facts.block_of(old.sentence)) == Zone::Headline;
        let now = match old.form {
            Form::YearOld => !self.lists(old.to, words.someone),
            Form::Aged | Form::At | Form::Is | Form::IAm | Form::Was => !headline,
            Form::Noun => true,
            _ => false,
        };
        let other_name = old.form == Form::At && self.name_behind(old).is_some() && !self.is_at_of(old, full);
        now && !other_name && !another && !then && !self.lists_any((from, old.tokens.0), words.kin)
    }

    /// Whether an age is told of a death that the article tells with another age: "who was 89 when he died".
    fn is_at_death(&self, old: &Old, all: &[Old], words: Words) -> bool {
        if !matches!(old.form, Form::Was | Form::Aged | Form::At) {
            return false;
        }
        let (_, end) = self.sentence(old.sentence);
        let behind = (old.to, end.min(old.to + DEATH));
        let dead = |other: &Old| {
            let (from, _) = self.sentence(other.sentence);
            other.tokens != old.tokens && self.lists_any((from, other.tokens.0), words.died)
        };
        self.lists_any(behind, words.died) && !self.lists_any(behind, words.kin) && all.iter().any(dead)
    }

    /// Whether an age is one that somebody has just reached: "has just turned 50".
    fn is_just_reached(&self, old: &Old) -> bool {
        let reached = List::of(self.lexicon, "life.reached");
        let at = old.tokens.0;
        (1..=REACHED.min(at)).any(|n| self.listed(at - n, reached).is_some_and(|(to, _)| to == at))
    }

    /// The name right behind an age: "at 65, Hank is".
    fn name_behind(&self, old: &Old) -> Option<&str> {
        let at = old.to + usize::from(self.is_mark(old.to, &[","]));
        let name = self.token(at).is_some_and(|token| token.is_word() && token.is_capital());
        (name && !self.is_any(at, &[class::OPENER, class::PRONOUN, class::DETERMINER])).then(|| self.word(at))
    }

    /// Whether an age is that of somebody whose name stands right behind: "at 87 Vera has".
    pub(in crate::facts) fn is_at_of(&self, old: &Old, full: &CompactString) -> bool {
        old.form == Form::At
            && self.name_behind(old).is_some_and(|name| full.split(' ').any(|part| part == name))
    }

    /// Who is named last before a token, and is not told of as a mother or father, who is no few years older.
    fn last_but_parents(&self, at: usize) -> Option<CompactString> {
        let elder = List::of(self.lexicon, "life.elder");
        self.last_named_but(at, |fact| {
            let from = fact.tokens.0 as usize;
            let before = from.saturating_sub(1 + usize::from(from > 1 && self.is_mark(from - 1, &[","])));
            self.lists(before, elder)
        })
    }

    /// The one person who is named before the first age of an article: "the 83-year-old".
    pub(in crate::facts) fn whose_year_old(&self, all: &[Old]) -> Option<CompactString> {
        let first = all.first().filter(|first| first.form == Form::YearOld)?;
        let at = first.tokens.0;
        let mut persons = self.facts.of(Kind::Person).take_while(|fact| (fact.tokens.0 as usize) < at);
        let Value::Person(person) = &persons.next()?.value else { return None };
        let same = |fact: &Fact| matches!(&fact.value, Value::Person(other) if other.full == person.full);
        let the = at > 0 && self.does(at - 1, role::THE);
        (the && persons.all(same)).then(|| person.full.clone())
    }
}
