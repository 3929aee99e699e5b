//! Links: what leads from a number to the list of what it counts. A comma, a dash, a bracket, a colon, "namely".

use super::super::Count;
use super::super::look::Look;
use super::series::at_before;
use crate::language;
use crate::text::{Token, class, role};

/// How many tokens may stand between a count and the link to its list.
const GAP: usize = 24;

/// How many tokens before a count may say that only some are told.
const LED: usize = 4;

/// By what a list is led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// "namely", "called".
    Word,
    Colon,
    Comma,
    Bracket,
    Dash,
}

/// A link from a count to a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    /// Its token.
    pub(super) at: usize,
    pub(super) by: By,
}

impl Look<'_> {
    /// The links that a list may begin after, behind a count that ends before a token: what stands right behind
    /// the count; what stands behind the words that tell more of it; a word or a colon further on.
    pub(super) fn links(&self, to: usize, end: usize) -> impl Iterator<Item = Link> {
        let led = |at: usize| self.leads(at + 1);
        let first = self.mark(to).filter(|link| link.by != By::Colon && !led(link.at));
        let far = if first.is_some() { None } else { self.far(to, end) };
        let word = self.word_or_colon(to, end).filter(|link| first.is_none_or(|first| first.at < link.at));
        first.into_iter().chain(far).chain(word)
    }

    /// The mark at a token as a link.
    fn mark(&self, at: usize) -> Option<Link> {
        let by = match self.word(at) {
            "," => By::Comma,
            "(" => By::Bracket,
            ":" => By::Colon,
            _ if self.is_dash(at) => By::Dash,
            _ => return None,
        };
        Some(Link { at, by })
    }

    /// Whether a word leads to a list: "namely", "called".
    fn leads(&self, at: usize) -> bool {
        self.does(at, role::LIST_NAMELY)
            || self.does(at, role::LIST_CALLED) && at > 0 && self.is_mark(at - 1, &[","])
    }

    /// The first token behind a link.
    pub(super) fn behind(&self, link: Link) -> usize {
        link.at + 1 + usize::from(link.by == By::Dash && self.is_dash(link.at + 1))
    }

    /// A comma, a dash or a bracket behind words that tell more of what is counted: "four pupils from Gozo, …",
    /// "five beaches in the south of the bay – …".
    fn far(&self, to: usize, end: usize) -> Option<Link> {
        let language = language::chosen();
        let word = self.word(to);
        let participle = self.is_lower(to) && (language.looks_active(word) || language.looks_past(word));
        let placed = self.has(to, class::PREPOSITION);
        if !placed && !participle {
            return None;
        }
        let word = |at: usize| self.token(at).is_some_and(Token::is_word) || self.is_number(at);
        let joint = |at: usize| self.is_mark(at, &["-", "'", "’"]) && !self.is_dash(at);
        let mark = (to..end.min(to + GAP)).find(|&at| !word(at) && !joint(at))?;
        let link = self.mark(mark).filter(|link| link.by != By::Colon && !self.leads(mark + 1))?;
        let clause = |at: usize| {
            self.is_any(at, &[class::AUXILIARY, class::SAYING, class::PRONOUN])
                || self.has(at, class::PREDICATE) && at > to
                || self.does(at, role::SYNTAX_RELATIVE)
                || self.does(at, role::AND)
        };
        // "The captains of four clubs in two leagues – …": the list may be of the others.
        let other = |at: usize| self.is_plural(at);
        let alone = if link.by == By::Comma { placed } else { !(to..mark).any(other) };
        (alone && !(to..mark).any(clause)).then_some(link)
    }

    /// A word such as "namely", or a colon, behind a count.
    fn word_or_colon(&self, to: usize, end: usize) -> Option<Link> {
        for at in to..end.min(to + GAP) {
            if self.leads(at) {
                // "Two clubs of four cities, called …": the list may be of the cities.
                let own = self.does(at, role::LIST_NAMELY) || !(to..at).any(|at| self.is_plural(at));
                return own.then_some(Link { at, by: By::Word });
            }
            if self.is_mark(at, &[":"]) {
                return Some(Link { at, by: By::Colon });
            }
            if self.is_mark(at, &[".", ";", "(", ")", "\"", "“", "”"])
                || self.is_dash(at)
                || self.does(at, role::LIST_OPEN)
            {
                return None;
            }
        }
        None
    }

    pub(super) fn past_namely(&self, mut at: usize, end: usize) -> usize {
        while at < end && (self.leads(at) || self.does(at, role::AS) || self.is_mark(at, &[",", ":"])) {
            at += 1;
        }
        at
    }

    pub(super) fn past_article(&self, at: usize) -> usize {
        at + usize::from(self.does(at, role::THE))
    }

    /// Whether a word in lower case looks like a noun in the plural.
    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        self.is_lower(at) && word.len() > 3 && !word.ends_with("ss") && language::chosen().looks_plural(word)
    }

    /// Whether what stands between a count and its colon ends with others, of which more is told: "eight ministers
    /// who have as many portfolios: …".
    pub(super) fn is_of_others(&self, (from, to): (usize, usize)) -> bool {
        let language = language::chosen();
        let verb = |at: usize| {
            self.is_any(at, &[class::AUXILIARY, class::PREDICATE, class::PRONOUN])
                || self.does(at, role::SYNTAX_RELATIVE)
                || self.does(at, role::SYNTAX_TO)
                || self.is_lower(at)
                    && (language.looks_past(self.word(at)) || language.looks_active(self.word(at)))
        };
        // "Two reasons, he says: …"
        let reported = self.is_mark(from, &[","]) && self.has(to - 1, class::SAYING);
        !reported && self.is_plural(to - 1) && (from..to - 1).any(verb)
    }

    /// Whether a word before a count says that some of those counted are told: "among the ten markets, …", and not
    /// that they are some of others: "among the exhibits are three lamps: …".
    pub(super) fn is_led_open(&self, from: usize, at: usize) -> bool {
        let near = from.max(at.saturating_sub(LED));
        let among = (near..at).rev().find(|&at| self.does(at, role::SYNTAX_AMONG));
        among.is_some_and(|among| !(among..at).any(|at| self.does(at, role::SYNTAX_BE)))
    }

    /// Whether a count ends a phrase in front of its sentence, after which a comma does not introduce its list:
    /// "In the last three games, Borg, Vella and Zammit scored".
    pub(super) fn is_fronted(&self, from: usize, at: usize) -> bool {
        let opens = self.has(from, class::PREPOSITION) || self.has(from, class::CONJUNCTION);
        let verb =
            |at: usize| self.is_any(at, &[class::AUXILIARY, class::PREDICATE]) || self.is_mark(at, &[","]);
        opens && !(from..at).any(verb) || at <= from + 1
    }

    /// Whether a count is one of the items of a series itself: "including six towns, Lille and Ghent".
    pub(super) fn is_item(&self, from: usize, at: usize) -> bool {
        at_before(at, from).is_some_and(|before| {
            self.is_mark(before, &[","])
                || self.does(before, role::LIST_OPEN)
                || self.does(before, role::LIST_PAIR)
        })
    }

    /// Whether it is one of a counted group that is spoken of: "the last of the four principles".
    pub(super) fn is_some_of(&self, from: usize, at: usize, count: &Count) -> bool {
        let the = at_before(at, from).filter(|&before| self.has(before, class::DETERMINER));
        let of = the.and_then(|the| at_before(the, from)).filter(|&of| self.does(of, role::OF));
        // "Envoys of two states, Malta and Italy,": persons are no countries.
        let persons = |of: usize| {
            let Some(person) = at_before(of, from).filter(|&at| self.has(at, class::NOUN_PERSON)) else {
                return false;
            };
            let word = self.word(person).to_lowercase();
            count.class == Some("place") && language::chosen().looks_plural(&word)
        };
        of.is_some_and(|of| !persons(of))
    }
}
