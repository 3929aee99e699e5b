//! What is known of each sentence of an article, so that no sentence is searched for what it has not.

use crate::lexicon::{ClassSet, Lexicon, WordSets};
use crate::text::role::{self, RoleSet};
use crate::text::{Classes, TokenKind, Tokens, WordId, class};

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
#[derive(Clone, Copy, Debug)]
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
    /// Its block.
    pub(super) block: u32,
    /// The token after its last but for the marks that end it.
    pub(super) end: u32,
}

impl Sentences {
    /// Reads the sentences, which are ranges of tokens. `blocks` has the first sentence of each block, and the number
    /// of sentences at its end. Linear.
    pub(super) fn read(
        text: &str,
        tokens: &Tokens,
        sentences: &[(u32, u32)],
        blocks: &[u32],
        lexicon: &Lexicon,
    ) -> Self {
        let words = [class::CARDINAL, class::TENS, class::DOZEN].into_iter().collect();
        let mut of = Vec::with_capacity(tokens.len());
        let mut each = Vec::with_capacity(sentences.len());
        let (mut block, mut all) = (0, WordSets::default());
        for (sentence, &(from, to)) in sentences.iter().enumerate() {
            while blocks.get(block + 1).is_some_and(|&next| next as usize <= sentence) {
                block += 1;
            }
            let (mut classes, mut roles, mut digits) = (Classes::NONE, RoleSet::default(), false);
            let mut asides = ClassSet::default();
            let (mut sets, mut doubled, mut before) = (WordSets::default(), false, WordId::UNKNOWN);
            let own = &tokens[from as usize..to as usize];
            for token in own {
                classes = classes.union(token.classes);
                digits |= token.kind == TokenKind::Number;
                if token.classes.meets(Classes::NAMED) {
                    sets.add(lexicon.word_sets(token.word));
                }
                doubled |= token.word == before && before != WordId::UNKNOWN;
                before = token.word;
                if token.roles() != 0 {
                    let own = lexicon.roles(token);
                    roles.add_all(own);
                    if own.meets_any_of(role::ASIDES) {
                        asides.add_all(lexicon.asides(token));
                    }
                }
            }
            let closes = |t: &&crate::text::Token| {
                t.kind == TokenKind::Mark && matches!(t.of(text), "." | "!" | "?" | "\"" | "”" | "’")
            };
            let end = to - own.iter().rev().take_while(closes).count() as u32;
            of.resize(to as usize, sentence as u32);
            all.add(sets);
            each.push(Known {
                classes,
                roles,
                asides,
                word_sets: sets,
                doubled,
                numbers: digits || classes.meets(words),
                block: block as u32,
                end,
            });
        }
        Self { each, word_sets: all, of }
    }

    /// The sentence of a token; past the last one the number of sentences. Costs nothing.
    #[inline]
    pub(super) fn of(&self, token: usize) -> usize {
        self.of.get(token).map_or(self.each.len(), |&sentence| sentence as usize)
    }
}
