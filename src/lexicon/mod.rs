//! Word lists, loaded into one look-up table: one look-up a word gives the classes of all
//! lists at once.
//!
//! A list gives its words a *class* ("month") and each word a *value* ("3"). A word of several tokens ("North
//! Macedonia") is a phrase, found from its first word. Every word that a list, a phrase or a pattern names
//! has an id, so that matching compares numbers.

mod class_set;
mod form;
mod list;
mod load;
mod pairs;
mod sense;
mod shipped;
mod slots;
mod store;
mod table;
mod word_sets;

pub(crate) use class_set::ClassSet;
pub use list::Case;
pub use load::LexiconError;
pub(crate) use shipped::names;
pub use store::Lexicon;
pub(crate) use word_sets::WordSets;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::problem::{self, Problem};
use crate::text::role::RoleSet;
use crate::text::{Class, Classes, Key, Known, Role, Token, Tokens, WordId, Words};
use form::{bare, key};
use sense::Sense;
use table::Filed;

/// An entry of a class that was found at a token.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'l> {
    /// The number of tokens that the entry takes, at least 1.
    pub len: usize,
    /// The value of the entry: the key of its group, or the word itself.
    pub value: &'l str,
    /// The value as a number, where it is one.
    pub number: Option<u64>,
    /// Whether the form is a plural made or listed for the value.
    pub plural: bool,
    /// The word at the same place in the counterpart of the entry's list.
    pub counterpart: Option<&'l str>,
}

/// All that is wrong with the shape of a list file.
pub(crate) fn wrong(text: &str) -> Vec<Problem> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems = errors.iter().map(Problem::toml).collect();
    let value = Spanned::new(0..text.len(), DeValue::Table(table.into_inner()));
    problem::read::<list::File<'_>>(value, &mut problems);
    problems
}

const SOFT_HYPHEN: char = '\u{ad}';

impl Words for Lexicon {
    #[inline]
    fn look_up_ascii(&self, text: &str, start: usize, len: usize, capital: bool) -> Known {
        let known = self.table.short(text.as_bytes(), start, len, capital);
        self.classes_of(known, move || &text[start..start + len], capital)
    }

    #[inline(always)]
    fn look_up_short(&self, key: Key, text: &str, (start, end): (usize, usize), capital: bool) -> Known {
        self.classes_of(self.table.of_key(key, capital), move || &text[start..end], capital)
    }

    fn look_up(&self, form: &str, capital: bool) -> Known {
        let form = bare(form);
        if form.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'\'' | b'.')) && !form.is_empty() {
            return self.look_up_ascii(form, 0, form.len(), capital);
        }
        // A soft hyphen says where a word may be divided, and is no letter of it.
        if form.contains(SOFT_HYPHEN) {
            return self.look_up(&form.replace(SOFT_HYPHEN, ""), capital);
        }
        self.classes_of(self.table.long(&key(form)), || form, capital)
    }

    fn look_up_mark(&self, mark: &str) -> Known {
        self.classes_of(self.table.mark(mark), || mark, false)
    }

    #[inline]
    fn look_up_byte(&self, mark: u8) -> Known {
        let form = [mark];
        self.classes_of(self.table.byte(mark), || std::str::from_utf8(&form).unwrap_or_default(), false)
    }
}

impl Lexicon {
    #[inline(always)]
    fn classes_of<'t>(&self, filed: Filed, form: impl FnOnce() -> &'t str, capital: bool) -> Known {
        let Filed { id: word, any, capital: capitals, roles } = filed;
        let classes = if capital { any.union(capitals) } else { any };
        if classes.meets(Classes::EXACT) {
            return Known { word, classes: self.exact_classes(word, form(), classes), roles };
        }
        Known { word, classes, roles }
    }

    /// The roles of a token, in any letter case.
    #[inline]
    pub(crate) fn roles(&self, token: &Token) -> &RoleSet {
        &self.roles[usize::from(token.roles())]
    }

    /// Whether a token has a role, in any letter case.
    #[inline]
    pub(crate) fn does(&self, token: &Token, role: Role) -> bool {
        token.roles() != 0 && self.roles[usize::from(token.roles())].has(role)
    }

    #[cold]
    fn exact_classes(&self, id: WordId, form: &str, classes: Classes) -> Classes {
        let senses = self.senses(id).filter(|s| s.case() == Case::Exact);
        let exact = senses.filter(|s| self.text(s.form).starts_with(form));
        Classes(classes.0 & !Classes::EXACT.0).union(exact.map(Sense::class).collect())
    }

    /// The longest entry of a class that starts at token `at` and ends before `end`.
    #[must_use]
    #[inline]
    pub fn at(&self, text: &str, tokens: &Tokens, at: usize, end: usize, class: Class) -> Option<Hit<'_>> {
        let token = tokens.get(at)?;
        // Some classes share a bit, so that the word may have none of this class.
        let listed = token.classes.has(class)
            && self.senses.get(self.table.of(token.word).senses.get() as usize)?.may_lead_to(class);
        if listed { self.entry_at(text, tokens, at, end, class) } else { None }
    }

    /// The classes of the entries of lists kept aside that a token begins. Costs two look-ups.
    #[inline]
    pub(crate) fn asides(&self, token: &Token) -> &ClassSet {
        &self.aside_sets[usize::from(self.table.of(token.word).aside_set.get())]
    }

    /// The longest entry of a list kept aside that starts at token `at` and ends before `end`.
    #[inline]
    pub(crate) fn aside_at(
        &self,
        text: &str,
        tokens: &Tokens,
        at: usize,
        end: usize,
        class: Class,
    ) -> Option<Hit<'_>> {
        let token = tokens.get(at)?;
        // Words that begin an entry have a role that says so.
        if token.roles() != 0 && self.asides(token).has(class) {
            self.entry_aside(text, tokens, at, end, class)
        } else {
            None
        }
    }

    /// The role of the words with which the entries of a class begin.
    #[inline]
    pub(crate) fn begins(&self, class: Class) -> Role {
        Role(self.classes[usize::from(class.0)].begins.get())
    }

    /// The same of a token that is known to begin an entry of the class.
    pub(crate) fn entry_aside(
        &self,
        text: &str,
        tokens: &Tokens,
        at: usize,
        end: usize,
        class: Class,
    ) -> Option<Hit<'_>> {
        let senses: &[Sense] = &self.senses;
        let word = tokens[at].word;
        let second = tokens.get(at + 1).map_or(WordId::UNKNOWN, |token| token.word);
        // Nearly no phrase that begins with a common word goes on here.
        let goes_on = self.pairs.may_have(word, second);
        let mut next = self.table.of(word).asides.get();
        let mut found = None;
        // The longest come last.
        while let Some(sense) = senses.get(next as usize).filter(|_| next != 0) {
            if sense.rest.len() > 0 && !goes_on {
                break;
            }
            if sense.class() == class && self.stands(sense, text, tokens, at, end) {
                found = Some(sense);
            }
            next = sense.next.get();
        }
        found.map(|sense| self.hit(sense))
    }

    fn entry_at(&self, text: &str, tokens: &Tokens, at: usize, end: usize, class: Class) -> Option<Hit<'_>> {
        let mut senses = self.senses(tokens[at].word).take_while(|sense| sense.may_lead_to(class));
        senses
            .find(|sense| sense.class() == class && self.stands(sense, text, tokens, at, end))
            .map(|sense| self.hit(sense))
    }

    /// The entries at token `at` of lists whose words are facts: the longest of each class, with the name of
    /// the class.
    pub(crate) fn facts_at<'l>(
        &'l self,
        text: &str,
        tokens: &Tokens,
        at: usize,
        end: usize,
        found: &mut impl FnMut(&'l str, Hit<'l>),
    ) {
        let mut told: [Option<Class>; 4] = [None; 4]; // the classes that have an entry here already
        for sense in self.senses(tokens[at].word) {
            let class = sense.class();
            if !self.is_fact(class)
                || !self.stands(sense, text, tokens, at, end)
                || told.contains(&Some(class))
            {
                continue;
            }
            if let Some(free) = told.iter_mut().find(|t| t.is_none()) {
                *free = Some(class);
            }
            found(self.text(self.classes[usize::from(class.0)].name), self.hit(sense));
        }
    }

    /// Whether token `at` has the sense, or a phrase of that sense starts there and ends before `end`.
    #[inline]
    fn stands(&self, sense: &Sense, text: &str, tokens: &Tokens, at: usize, end: usize) -> bool {
        let more = sense.rest.len();
        let last = at + more;
        // The second word rules out nearly all phrases.
        let begins = more == 0 || last < end && tokens[at + 1].word.0 == sense.second.get();
        let goes_on = || {
            let rest = &sense.rest.of(&self.rests)[1..];
            rest.iter().zip(&tokens[at + 2..]).all(|(id, token)| token.word.0 == id.get())
        };
        begins
            && (more < 2 || goes_on())
            && (sense.case() == Case::Any || self.written(sense, text, &tokens[at], &tokens[last]))
    }

    /// Whether the letter case of the text is what the sense demands.
    fn written(&self, sense: &Sense, text: &str, first: &Token, last: &Token) -> bool {
        match sense.case() {
            Case::Any => true,
            Case::Capital => first.is_capital(),
            Case::Exact => bare(&text[first.start as usize..last.end as usize]) == self.text(sense.form),
        }
    }

    fn hit(&self, sense: &Sense) -> Hit<'_> {
        Hit {
            len: sense.rest.len() + 1,
            value: self.text(sense.value),
            number: sense.number(),
            plural: sense.is_plural(),
            counterpart: Some(self.text(sense.counterpart)).filter(|word| !word.is_empty()),
        }
    }
}
