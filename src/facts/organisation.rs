//! Organisations: runs of capitalised words with the word in them that says what they are.

use compact_str::{CompactString, CompactStringExt as _};

use super::Reader;
use super::declare::kind;
use super::hindsight::REPEATED;
use crate::text::class;
use crate::text::{Space, role};

/// An organisation named in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its name as written, on one line.
    pub name: CompactString,
    /// "company" for one with a legal form, "authority" for a public one, "group" for others.
    pub class: &'static str,
    /// ISO 3166-1 alpha-2 code of the country that its name holds.
    pub country: Option<CompactString>,
    /// Of one in the headline: whether a word of its name stands in the text too.
    pub repeated: bool,
}

kind! {
    /// A company, authority or other organisation, by name.
    Organisation(o) as "organisation", over Facts;

    Name: Text = &o.name, "the name as written";
    Class: Text = o.class, "company for one with a legal form, authority, or group";
    Country: Text = o.country.as_ref(), "ISO 3166-1 alpha-2 code of the country its name holds";
    Repeated: Flag = o.repeated, REPEATED;
}

/// The most words a name has.
const LONGEST: usize = 12;

impl Reader<'_> {
    /// The organisations of the current sentence, with their tokens.
    pub(super) fn organisations(&self, place: &mut impl FnMut(Organisation, usize, usize)) {
        if self.titled {
            return; // where every word is capitalised no run of them is a name
        }
        let (from, end) = self.sentence;
        let mut at = from;
        while at < end {
            if !self.tokens[at].is_capital() {
                at += 1;
                continue;
            }
            let to = self.run(at, end);
            // "The Bank": what opens a sentence is no part of the name.
            let first = if self.tokens[at].has(class::OPENER) { at + 1 } else { at };
            let heads = self.triggers.head;
            if to > first + 1
                && self.tokens[first + 1..to].iter().any(|t| t.classes.meets(heads))
                && let Some((class, to)) = self.organisation_class(first, to)
                && to > first + 1
            {
                let places = (first..to).filter(|&i| self.tokens[i].classes.meets(self.triggers.place));
                let country =
                    places.into_iter().find_map(|i| self.place(i, to)).map(|(place, _)| place.country);
                let written = self.span(first, to).of(self.text);
                let plain =
                    self.tokens[first + 1..to].iter().all(|t| matches!(t.space, Space::Single | Space::None));
                let name = match plain {
                    true => written.into(),
                    false => written.split_whitespace().collect::<Vec<_>>().join_compact(" "),
                };
                place(Organisation { name, class, country, repeated: false }, first, to);
            }
            at = to.max(at + 1);
        }
    }

    /// The token after the run of capitalised words from `at` on, with the small words inside.
    fn run(&self, at: usize, end: usize) -> usize {
        let mut to = at + 1;
        let mut head = false; // whether a word has said what it is, and no "of" goes on from it
        while to < end.min(at + LONGEST) {
            let token = &self.tokens[to];
            head |=
                self.tokens[to - 1].has(class::AUTHORITY_NOUN) || self.tokens[to - 1].has(class::NOUN_GROUP);
            head &= !self.is(to, role::OF_OR_FOR);
            if head && (self.is(to, role::AND) || self.is_mark(to, b'&') || token.has(class::TITLE)) {
                break;
            }
            let near = matches!(token.space, Space::Single | Space::NoBreak | Space::Line);
            let next = self.tokens.get(to + 1).filter(|t| to + 1 < end && t.is_capital() && !t.is_glued());
            let small = (self.is(to, role::ORGANISATION_SMALL) || self.is_mark(to, b'&')) && next.is_some();
            let the = self.is(to, role::THE) && self.is(to - 1, role::OF) && next.is_some();
            let possessive = token.is_glued() && self.language.is_possessive(self.word(to)) && next.is_some();
            let hyphen = token.is_glued() && matches!(self.word(to), "-")
                || self.is_mark(to - 1, b'-') && token.is_word();
            let goes_on = near && (token.is_capital() || small || the);
            if !(goes_on || possessive || hyphen) {
                break;
            }
            to += 1;
        }
        to
    }

    /// What kind of organisation a run of words is, and where its name ends.
    fn organisation_class(&self, from: usize, to: usize) -> Option<(&'static str, usize)> {
        if let Some(suffix) =
            (from + 1..to).find(|&i| self.tokens[i].has(class::COMPANY_SUFFIX) && self.ends_name(i, to))
        {
            return Some(("company", suffix + 1));
        }
        let head = |class| {
            (from..to).any(|i| {
                let token = &self.tokens[i];
                token.is_capital() && token.has(class) && self.ends_name(i, to)
            })
        };
        if head(class::AUTHORITY_NOUN) {
            Some(("authority", to))
        } else if head(class::NOUN_GROUP) || head(class::ORGANISATION_NOUN) {
            Some(("group", to))
        } else {
            None
        }
    }

    /// Whether a word is the last of a name, or a small word goes on from it.
    fn ends_name(&self, at: usize, to: usize) -> bool {
        at + 1 == to || !self.tokens[at + 1].is_capital()
    }
}
