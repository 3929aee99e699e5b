//! Words of the lists whose words are facts: what rules ask for by class.

use compact_str::CompactString;

use super::Reader;
use super::declare::kind;
use crate::text::{Classes, Space};

/// A word or phrase of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The list's class.
    pub class: CompactString,
    /// What the list files it under: the group's key, or the word itself.
    pub name: CompactString,
    /// "lower", "capital" for a first letter in upper case, or "upper" for all.
    pub form: &'static str,
    /// The word at the same place in the list that is the counterpart of this word's list.
    pub counterpart: Option<CompactString>,
    /// Whether it stands in quotation marks.
    pub quoted: bool,
    /// Whether a noun follows, which it narrows: "smuggler attacks".
    pub modifier: bool,
}

kind! {
    /// A word of a list whose words are facts.
    Word(w) as "word", over Facts;

    Class: Text = &w.class, "the class of the list";
    Name: Text = &w.name, "what the list files it under";
    Form: Text = w.form, "lower, capital or upper, by its letters";
    Counterpart: Text = w.counterpart.as_ref(),
        "the word in its place in the list that is the counterpart of its own";
    Quoted: Flag = w.quoted, "it stands in quotation marks";
    Modifier: Flag = w.modifier, "a noun follows, which it narrows: \"smuggler attacks\"";
}

impl Reader<'_> {
    /// Whether a noun follows the words before token `to`, which are in the singular.
    fn is_modifier(&self, to: usize, end: usize) -> bool {
        to < end
            && self.tokens[to].space == Space::Single
            && !self.language.looks_plural(self.word(to - 1))
            && self.noun(to, end).is_some()
    }

    /// Whether quotation marks stand around some tokens.
    fn is_marked(&self, from: usize, to: usize) -> bool {
        let mark = |at: usize| matches!(self.word(at), "‘" | "’" | "'" | "“" | "”" | "\"" | "«" | "»");
        from > self.block.0 && mark(from - 1) && to < self.block.1 && mark(to) && self.tokens[to].is_glued()
    }

    /// The listed words of the current sentence, with their tokens.
    pub(super) fn words_of_lists(&self, place: &mut impl FnMut(Word, usize, usize)) {
        let (from, end) = self.sentence;
        let mut taken: Vec<(&str, usize)> = Vec::new(); // where each class is free again
        for at in from..end {
            let token = &self.tokens[at];
            if !token.classes.meets(Classes::FACT) {
                continue;
            }
            let form = match token {
                t if t.is_upper() => "upper",
                t if t.is_capital() => "capital",
                _ => "lower",
            };
            self.lexicon.facts_at(self.text, &self.tokens, at, end, &mut |class, hit| {
                match taken.iter_mut().find(|(c, _)| *c == class) {
                    Some((_, free)) if at < *free => return,
                    Some((_, free)) => *free = at + hit.len,
                    None => taken.push((class, at + hit.len)),
                }
                let counterpart = hit.counterpart.map(CompactString::from);
                let to = at + hit.len;
                let word = Word {
                    class: class.into(),
                    name: hit.value.into(),
                    form,
                    counterpart,
                    quoted: self.is_marked(at, to),
                    modifier: self.is_modifier(to, end),
                };
                place(word, at, to);
            });
        }
    }
}
