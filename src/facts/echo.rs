//! Which words of one sentence another repeats, and which persons and things stand beside each other.

use super::{Fact, Facts};
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Token, TokenKind, class, role};

impl Facts<'_> {
    /// Whether the sentence of one fact repeats two of five words of the block of another: the two speak of one
    /// matter. Words are alike that begin alike, and small words count for nothing.
    pub(crate) fn echoes(&self, of: &Fact, fact: &Fact) -> bool {
        let block = of.block as usize;
        let (Some(&first), Some(&last)) = (self.blocks.get(block), self.blocks.get(block + 1)) else {
            return false;
        };
        let words = |sentence: u32| {
            let (from, to) = self.sentences[sentence as usize];
            (from..to).filter_map(|at| self.stem(at as usize).map(|stem| (at, stem)))
        };
        let own = |at: u32| (of.tokens.0..of.tokens.1).contains(&at);
        let (mut all, mut repeated) = (0, 0);
        for (_, stem) in (first..last).flat_map(words).filter(|&(at, _)| !own(at)) {
            let begins = |a: &str, b: &str| a.get(..b.len()).is_some_and(|a| a.eq_ignore_ascii_case(b));
            let again = words(fact.sentence).any(|(_, other)| begins(other, stem) || begins(stem, other));
            (all, repeated) = (all + 1, repeated + usize::from(again));
        }
        repeated > 0 && repeated * 5 >= all * 2
    }

    /// Whether a sentence has a word that begins as another does, but for its last letter: "library", "libraries".
    pub(crate) fn has_word_like(&self, sentence: u32, word: &str) -> bool {
        let (from, to) = self.sentences[sentence as usize];
        let stem = word.char_indices().next_back().map_or(word, |(last, _)| &word[..last]);
        let begins = |token: &Token| {
            token.of(self.text).get(..stem.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(stem))
        };
        self.tokens[from as usize..to as usize].iter().any(begins)
    }

    /// Whether a person or thing without a number is named beside a count, in its sentence: "four sailors and a
    /// cook", "a cook and four sailors".
    pub(crate) fn names_one_more(&self, count: &Fact, lexicon: &Lexicon) -> bool {
        let (from, to) = self.sentences[count.sentence as usize];
        let sentence = from as usize..to as usize;
        let joins = |at: usize| sentence.contains(&at) && lexicon.does(&self.tokens[at], role::AND);
        let one = |at: usize| {
            let token = &self.tokens[at];
            // "A passenger ferry" is no person.
            let next = self.tokens.get(at + 1).filter(|next| next.is_lower() && at + 1 < sentence.end);
            let compound = next.is_some_and(|next| next.classes.meets(class::ANY_NOUN));
            let person = token.is_word() && token.has(class::NOUN_PERSON) && !compound;
            person && !language::chosen().looks_plural(token.of(self.text))
        };
        let led = |at: usize| lexicon.does(&self.tokens[at], role::A_OR_AN);
        // "26 in Malta and one in Gozo".
        let number = |at: usize| self.tokens[at].has(class::CARDINAL) && self.starting(at).is_none();
        let before = |at: usize| at + 1 < sentence.end && self.tokens[at + 1].has(class::PREPOSITION);
        if sentence.clone().any(|at| number(at) && before(at)) {
            return true;
        }
        sentence.clone().filter(|&at| led(at)).any(|at| {
            let first = at == sentence.start || joins(at - 1);
            let phrase = (at + 1..sentence.end.min(at + 5)).take_while(|&i| self.tokens[i].is_word());
            phrase
                .take_while(|&i| !joins(i) && !self.tokens[i].has(class::PREDICATE))
                .any(|i| one(i) && (first || joins(i + 1)))
        })
    }

    /// Whether only marks, ages and "and" stand between two names of a sentence: "Ana Borg, 31, and Karl Vella".
    pub(crate) fn is_next_name(&self, a: &Fact, b: &Fact) -> bool {
        let mut between = self.tokens[a.tokens.1.min(b.tokens.0) as usize..b.tokens.0 as usize].iter();
        let joins = |token: &Token| match token.kind {
            TokenKind::Mark => token.of(self.text) == ",",
            TokenKind::Number => true,
            TokenKind::Word => token.has(class::CONJUNCTION),
            TokenKind::Address => false,
        };
        a.sentence == b.sentence && between.all(joins)
    }

    /// How a word of some length begins.
    fn stem(&self, at: usize) -> Option<&str> {
        const SHORT: usize = 4;
        const STEM: usize = 5;
        let small = [class::OPENER, class::PREPOSITION, class::DETERMINER, class::PRONOUN, class::AUXILIARY];
        let token = self.tokens.get(at).filter(|t| t.is_word() && !small.iter().any(|&c| t.has(c)))?;
        let word = token.of(self.text);
        let end = word.char_indices().nth(STEM).map_or(word.len(), |(end, _)| end);
        (word.len() >= SHORT).then(|| &word[..end])
    }
}
