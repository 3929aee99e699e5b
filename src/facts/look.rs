//! A finished article, for what is read over many of its facts: tokens with their roles, the names among them,
//! and what stands inside a fact.

use super::{Fact, Facts, Kind, Value, structure};
use crate::lexicon::Lexicon;
use crate::text::{Class, Role, Space, Token, TokenKind, class, role};

/// An article with its facts and the lexicon.
#[derive(Clone, Copy)]
pub(super) struct Look<'f> {
    pub(super) facts: &'f Facts<'f>,
    pub(super) lexicon: &'f Lexicon,
}

/// A capitalised name in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// Its first token and the one after its last.
    pub(super) tokens: (usize, usize),
    /// Whether it is a person: by a fact, or by two capitalised words that nothing says to be anything else.
    pub(super) person: Option<bool>,
    /// Whether it is a country or a state.
    pub(super) place: bool,
}

impl<'f> Look<'f> {
    #[inline]
    pub(super) fn token(&self, at: usize) -> Option<&'f Token> {
        self.facts.tokens.get(at)
    }

    /// The text of a token; empty past the last.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'f str {
        self.token(at).map_or("", |t| t.of(self.facts.text))
    }

    #[inline]
    pub(super) fn does(&self, at: usize, role: Role) -> bool {
        self.token(at).is_some_and(|t| self.lexicon.does(t, role))
    }

    #[inline]
    pub(super) fn has(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.has(class))
    }

    pub(super) fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(at, class))
    }

    #[inline]
    pub(super) fn is_mark(&self, at: usize, marks: &[&str]) -> bool {
        self.token(at).is_some_and(|t| {
            t.kind == TokenKind::Mark && {
                let (mark, first) = (t.of(self.facts.text), self.facts.text.as_bytes()[t.start as usize]);
                marks.iter().any(|m| m.as_bytes()[0] == first && *m == mark)
            }
        })
    }

    /// Whether a mark is a comma or a dash.
    pub(super) fn is_pause(&self, at: usize) -> bool {
        self.is_mark(at, &[","]) || self.is_dash(at)
    }

    /// Whether a mark is a dash, or a hyphen that stands for one.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        let spaced = |at: usize| self.token(at).is_some_and(|t| !t.is_glued());
        let hyphen = |at: usize| self.is_mark(at, &["-"]);
        // Two hyphens are a dash as well.
        let double = || hyphen(at + 1) && !spaced(at + 1) || at > 0 && hyphen(at - 1) && !spaced(at);
        self.is_mark(at, &["–", "—", "--"]) || hyphen(at) && (spaced(at) && spaced(at + 1) || double())
    }

    pub(super) fn is_lower(&self, at: usize) -> bool {
        self.token(at).is_some_and(Token::is_lower)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Number)
            || self.is_any(at, &[class::CARDINAL, class::TENS, class::DOZEN])
    }

    /// The tokens of a sentence, without the mark that ends it. None of one that is too long to be a sentence.
    pub(super) fn sentence(&self, index: usize) -> (usize, usize) {
        let (from, to) = self.facts.sentences[index];
        let from = from as usize;
        if to as usize - from > structure::SENTENCE as usize {
            return (from, from);
        }
        (from, self.facts.end_of(index).max(from))
    }

    /// A word of at least so many bytes that says something by itself, which small words do not.
    pub(super) fn telling(&self, at: usize, least: usize) -> Option<&'f str> {
        let small = [
            class::OPENER,
            class::PREPOSITION,
            class::DETERMINER,
            class::PRONOUN,
            class::AUXILIARY,
            class::CONJUNCTION,
            class::SAYING,
        ];
        let long = self.token(at).is_some_and(Token::is_word) && self.word(at).len() >= least;
        (long && !self.is_any(at, &small)).then(|| self.word(at))
    }

    /// Whether two words are forms of one: "charge", "charged", "charging".
    pub(super) fn is_form_of(&self, a: usize, b: usize) -> bool {
        let root = |at: usize| crate::language::chosen().root(&self.word(at).to_lowercase());
        let word = |at: usize| self.token(at).is_some_and(Token::is_word);
        word(a) && word(b) && root(a) == root(b)
    }

    /// Whether a group is told apart by what a part is told of: "a quarter of those charged" where 80 of 200 were charged,
    /// "of the finished homes" where 150 of 500 were finished. `from` is the first token that names the group.
    pub(super) fn is_narrowed_to(&self, from: usize, part: &Fact) -> bool {
        /// How many letters a telling word has at least, and how many words name a group.
        const LONG: usize = 4;
        const WORDS: usize = 5;
        let sentence = part.sentence as usize;
        let (_, end) = self.sentence(sentence);
        let (at, to) = (part.tokens.0 as usize, part.tokens.1 as usize);
        let words = (from..from + WORDS)
            .take_while(|&name| self.token(name).is_some_and(Token::is_word))
            .take_while(|&name| !self.is_any(name, &[class::PREPOSITION, class::AUXILIARY]));
        let words: Vec<usize> = words.collect();
        // The words before the noun, or all of them behind "those".
        let noun = words.iter().position(|&name| self.is_counted_in(name, sentence));
        let those = self.does(from, role::LIST_THOSE).then_some(words.len());
        let mut names = words[..noun.or(those).unwrap_or(0)].iter().copied();
        names.any(|name| {
            let telling = self.telling(name, LONG).is_some();
            let mut told = (at.saturating_sub(1)..at).chain(to..end);
            telling && told.any(|other| other != name && self.is_form_of(name, other))
        })
    }

    /// Whether a sentence counts what a word names.
    pub(super) fn is_counted_in(&self, word: usize, sentence: usize) -> bool {
        let language = crate::language::chosen();
        let noun = language.stem(&self.word(word).to_lowercase());
        self.facts.within(sentence, Kind::Count).any(
            |fact| matches!(&fact.value, Value::Count(count) if count.noun.as_ref().is_some_and(|n| language.stem(n) == noun)),
        )
    }

    /// Whether one of the tokens has a role.
    pub(super) fn any(&self, (from, to): (usize, usize), role: Role) -> bool {
        (from..to).any(|at| self.does(at, role))
    }

    /// For each token of a range of one sentence, whether it stands inside a name, an amount, a date, a quotation
    /// or brackets, so that a comma or an "and" there joins nothing else.
    pub(super) fn inside(&self, (from, to): (usize, usize)) -> Vec<bool> {
        let mut inside = vec![false; to - from];
        let sentence = self.facts.sentence_of(from);
        let kinds = [Kind::Person, Kind::Place, Kind::Money, Kind::Date, Kind::Quote];
        for fact in kinds.into_iter().flat_map(|kind| self.facts.within(sentence, kind)) {
            let (first, last) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            if first >= from && first < to {
                inside[first - from..last.min(to) - from].fill(true);
            }
        }
        let mut depth = 0_usize;
        for at in from..to {
            depth += usize::from(self.is_mark(at, &["(", "["]));
            inside[at - from] |= depth > 0;
            depth = depth.saturating_sub(usize::from(self.is_mark(at, &[")", "]"])));
        }
        inside
    }

    /// The name that starts at a token.
    pub(super) fn name(&self, at: usize, end: usize) -> Option<Name> {
        let capital = |at: usize| at < end && self.token(at).is_some_and(|t| t.is_word() && t.is_capital());
        let fact = self.facts.starting(at).filter(|f| f.tokens.1 as usize <= end);
        let known =
            fact.filter(|f| matches!(f.value, Value::Person(_) | Value::Place(_) | Value::Acronym(_)));
        if known.is_none()
            && (!capital(at)
                || self.is_any(at, &[class::OPENER, class::MONTH, class::WEEKDAY, class::PRONOUN]))
        {
            return None;
        }
        if known.is_some_and(|f| matches!(&f.value, Value::Place(p) if p.demonym)) && !capital(at + 1) {
            return None;
        }
        let mut to = known.map_or(at + 1, |f| f.tokens.1 as usize);
        let mut place = known.is_some_and(|f| matches!(&f.value, Value::Place(p) if !p.demonym));
        let mut person = known.map(|f| matches!(f.value, Value::Person(_)));
        let mut words = to - at;
        loop {
            let glued = self.token(to).is_some_and(Token::is_glued);
            let joint = self.is_mark(to, &["-", "&", "’", "'", "."]) && !self.is_dash(to)
                || self.does(to, role::OF) && !glued;
            let next = if capital(to) {
                to
            } else if (joint || self.has(to, class::NAME_PARTICLE)) && capital(to + 1) {
                to + 1
            } else if self.does(to, role::OF) && self.does(to + 1, role::THE) && capital(to + 2) {
                to + 2
            } else {
                break;
            };
            if self.token(next).is_some_and(|t| t.space == Space::Wide) {
                break;
            }
            let inner =
                self.facts.starting(next).filter(|f| matches!(f.value, Value::Person(_) | Value::Place(_)));
            match inner.map(|f| &f.value) {
                Some(Value::Person(_)) => person = Some(true),
                _ if person == Some(true) => {}
                _ => place = false,
            }
            to = inner.map_or(next + 1, |f| f.tokens.1 as usize);
            words += 1;
        }
        let organisation = self
            .facts
            .within(self.facts.sentence_of(at), Kind::Organisation)
            .any(|f| (f.tokens.0 as usize) < to && at < f.tokens.1 as usize);
        person = person.or((!organisation && (2..=4).contains(&words)).then_some(true));
        if organisation && person != Some(true) {
            person = Some(false);
        }
        Some(Name { tokens: (at, to), person, place })
    }
}
