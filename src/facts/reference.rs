//! References: things that are spoken of as if they had been named before.

use compact_str::CompactString;

use super::declare::kind;
use super::make::{Make, Written};
use super::pattern::Match;
use super::{Facts, Value};
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Class, Token, class, role};

/// A thing spoken of as if named before: "the five-day course".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The noun, in the singular.
    pub name: CompactString,
    /// Whether the noun stands before in the article.
    pub antecedent: bool,
}

kind! {
    /// A thing spoken of as if named before: "the five-day course".
    Reference(r) as "reference", over Facts, made of Captures;

    Name: Text = &r.name, "the noun";
    Antecedent: Flag = r.antecedent, "the noun stands before in the article";
}

/// Classes of nouns that can stand for each other.
const KINDS: [Class; 4] = [class::NOUN_EVENT, class::NOUN_THING, class::NOUN_DOCUMENT, class::NOUN_GROUP];

/// The captures of a phrase that make a reference.
#[derive(Debug)]
struct Captures {
    noun: usize,
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        Some(Self { noun: phrase.needs("noun")? })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        self.reference(facts, matched, lexicon).map(Value::Reference).into_iter().collect()
    }
}

impl Captures {
    /// "The five-day course" at the start of a block, and whether a course was named before.
    fn reference(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Option<Reference> {
        let start = matched.tokens.0;
        let index = facts.sentence_of(start);
        let sentence = facts.sentences[index].0 as usize;
        // A sentence before may name the thing by another word.
        let first = facts.blocks.contains(&(index as u32));
        if !first || start != sentence + 1 || !lexicon.does(&facts.tokens[sentence], role::THE) {
            return None;
        }
        let (at, _) = matched.captured(self.noun).next()?;
        let stem = |t: &Token| language::chosen().stem(&t.of(facts.text).to_lowercase());
        let name = stem(&facts.tokens[at]);
        // "The event" can be the carnival or the workshop of the headline.
        let noun = &facts.tokens[at];
        let class = KINDS.into_iter().find(|&class| noun.has(class));
        let alike = |t: &Token| t.is_word() && (stem(t) == name || class.is_some_and(|class| t.has(class)));
        let antecedent = facts.tokens[..start].iter().any(alike);
        Some(Reference { name, antecedent })
    }
}
