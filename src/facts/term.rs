//! Names of official instruments, well formed or nearly.

use compact_str::CompactString;

use super::Reader;
use super::declare::kind;
use crate::language;
use crate::text::{Token, class};

/// An instrument's name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The well-formed name it is or comes close to, in the same number.
    pub name: CompactString,
    /// Whether it is written so.
    pub well_formed: bool,
}

kind! {
    /// The name of an official instrument.
    Term(t) as "term", over Words;

    Name: Text = &t.name, "the well-formed name that it is or comes close to";
    Form: Text = if t.well_formed { "well-formed" } else { "malformed" }, "well-formed or malformed";
}

/// The most words an instrument's name has.
const LONGEST: usize = 7;

impl Reader<'_> {
    /// The instrument that starts at token `at`, and the token after it. A name is malformed
    /// when its words are an instrument's but for plural endings before the last word; the last
    /// takes a plural as any noun does ("the Clayton and Sherman Acts").
    pub(super) fn term(&self, at: usize, end: usize) -> Option<(Term, usize)> {
        if let Some(hit) = self.lexicon.at(self.text, &self.tokens, at, end, class::INSTRUMENT) {
            let name = self.text[self.span(at, at + hit.len).range()].into();
            return Some((Term { name, well_formed: true }, at + hit.len));
        }
        let goes_on = |token: &&Token| {
            let small = [class::PREPOSITION, class::CONJUNCTION].into_iter().collect();
            token.is_capital() || token.classes.meets(small) || !token.is_word()
        };
        let run = self.tokens[at + 1..end.min(at + LONGEST)].iter().take_while(goes_on);
        // Names of one word are listed as they are written.
        let last = at + 1 + run.enumerate().filter(|(_, token)| token.is_capital()).last()?.0;
        let mut stems = CompactString::default();
        let mut best = None;
        for to in at..=last {
            let token = &self.tokens[to];
            let word = token.of(self.text).to_lowercase();
            let stem = language::chosen().stem(&word);
            if to > at {
                stems.push(' ');
            }
            stems.push_str(&stem);
            if token.is_capital()
                && let Some(name) = self.lexicon.instrument(&stems)
            {
                best = Some((name, *stem != *word, to + 1));
            }
        }
        let (name, plural, to) = best?;
        let (head, last) = name.rsplit_once(' ')?;
        let written = self.span(at, to - 1).of(self.text);
        let well_formed =
            written.split_whitespace().map(str::to_lowercase).eq(head.split(' ').map(str::to_lowercase));
        let last = if plural && language::chosen().stem(&last.to_lowercase()) == last.to_lowercase() {
            language::chosen().plural(last)
        } else {
            last.into()
        };
        Some((Term { name: compact_str::format_compact!("{head} {last}"), well_formed }, to))
    }
}
