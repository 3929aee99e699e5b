//! What is known of each sentence of an article, so that no sentence is searched for what it has not.

use crate::lexicon::{ClassSet, Lexicon, WordSets};
use crate::text::role::{self, RoleSet};
use crate::text::{Classes, Space, Token, TokenKind, Tokens, WordId, class};

/// The classes of words that are numbers.
const NUMBERS: Classes = class::CARDINAL.only().union(class::TENS.only()).union(class::DOZEN.only());

/// The sentences of an article, by their numbers and by their tokens.
#[derive(Clone, Debug, Default)]
pub(super) struct Sentences {
    pub(super) each: Vec<Known>,
    /// The sets of words of patterns of which the article has a word.
    pub(super) word_sets: WordSets,
    /// The sentence of each token.
    of: Vec<u32>,
}

/// What is known of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    /// The classes that its words have, all together.
    pub(super) classes: Classes,
    /// The roles that its words have.
    pub(super) roles: RoleSet,
    /// The classes of the entries of lists kept aside that its words begin.
    pub(super) asides: ClassSet,
    /// Whether it has a number in digits or words.
    pub(super) numbers: bool,
    /// The sets of words of patterns of which it has a word.
    pub(super) word_sets: WordSets,
    /// Whether a word of the lists stands twice in a row.
    pub(super) doubled: bool,
    /// Whether white space stands where it may be wrong.
    pub(super) spaced: bool,
    /// Whether it has a mark of quotation, and whether it has a bracket.
    pub(super) quotes: bool,
    pub(super) brackets: bool,
    /// Its block.
    pub(super) block: u32,
    /// The token after its last but for the marks that end it.
    pub(super) end: u32,
}

impl Sentences {
    /// With room for the sentences of an article of so many tokens.
    pub(super) fn with_room(tokens: usize) -> Self {
        Self { of: Vec::with_capacity(tokens), ..Self::default() }
    }

    /// Reads the next sentence, a range of tokens. Linear.
    pub(super) fn add(
        &mut self,
        text: &str,
        tokens: &Tokens,
        (from, to): (u32, u32),
        block: u32,
        lexicon: &Lexicon,
    ) -> &Known {
        let own = &tokens[from as usize..to as usize];
        let mut known = Known { block, ..Known::default() };
        let mut before = WordId::UNKNOWN;
        for token in own {
            known.classes = known.classes.union(token.classes);
            known.numbers |= token.kind == TokenKind::Number;
            known.spaced |= match token.space {
                Space::Wide => true,
                Space::Single => token.kind == TokenKind::Mark,
                Space::None => token.kind == TokenKind::Word,
                _ => false,
            };
            if token.kind == TokenKind::Mark {
                match token.of(text) {
                    "\"" | "“" | "”" | "«" | "»" | "„" => known.quotes = true,
                    "(" | ")" | "[" | "]" => known.brackets = true,
                    _ => {}
                }
            }
            if token.classes.meets(Classes::NAMED) {
                known.word_sets.add(lexicon.word_sets(token.word));
            }
            known.doubled |= token.word == before && before != WordId::UNKNOWN;
            before = token.word;
            if token.roles() != 0 {
                let own = lexicon.roles(token);
                known.roles.add_all(own);
                if own.meets_any_of(role::ASIDES) {
                    known.asides.add_all(lexicon.asides(token));
                }
            }
        }
        known.numbers |= known.classes.meets(NUMBERS);
        let closes = |t: &&Token| {
            t.kind == TokenKind::Mark && matches!(t.of(text), "." | "!" | "?" | "\"" | "”" | "’")
        };
        known.end = to - own.iter().rev().take_while(closes).count() as u32;
        self.of.resize(to as usize, self.each.len() as u32);
        self.word_sets.add(known.word_sets);
        self.each.push(known);
        &self.each[self.each.len() - 1]
    }

    /// The sentence of a token; past the last one the number of sentences. Costs nothing.
    #[inline]
    pub(super) fn of(&self, token: usize) -> usize {
        self.of.get(token).map_or(self.each.len(), |&sentence| sentence as usize)
    }
}
