//! Names of official instruments, well formed or nearly.

use compact_str::CompactString;

use super::Reader;
use crate::lexicon::{class, stem};

/// An instrument's name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The well-formed name it is or comes close to, in the same number.
    pub name: CompactString,
    /// Whether it is written so.
    pub well_formed: bool,
}

/// The most words an instrument's name has.
const LONGEST: usize = 7;

impl Reader<'_> {
    /// The instrument that starts at token `at`, and the token after it. A name is malformed
    /// when its words are an instrument's but for plural endings.
    pub(super) fn term(&self, at: usize, end: usize) -> Option<(Term, usize)> {
        if let Some(hit) = self
            .lexicon
            .at(self.text, &self.tokens, at, end, class::INSTRUMENT)
        {
            let name = self.text[self.span(at, at + hit.len).range()].into();
            return Some((
                Term {
                    name,
                    well_formed: true,
                },
                at + hit.len,
            ));
        }
        let mut stems = CompactString::default();
        let mut best = None;
        for to in at..end.min(at + LONGEST) {
            let token = &self.tokens[to];
            let small =
                token.has(class::PREPOSITION) || token.has(class::CONJUNCTION) || !token.is_word();
            if !token.is_capital() && !small {
                break;
            }
            let word = token.of(self.text).to_lowercase();
            let stem = stem(&word);
            if to > at {
                stems.push(' ');
            }
            stems.push_str(&stem);
            let forms = self.lexicon.instrument(&stems);
            if token.is_capital() && !forms.is_empty() {
                best = Some((
                    if *stem == *word {
                        forms.first()
                    } else {
                        forms.last()
                    }?,
                    to + 1,
                ));
            }
        }
        best.map(|(name, to)| {
            (
                Term {
                    name: name.clone(),
                    well_formed: false,
                },
                to,
            )
        })
    }
}
