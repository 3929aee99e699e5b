//! The figures of a sentence as they are told of a contest, and the words of lists beside them.

use rust_decimal::Decimal;

use super::look::Look;
use super::{Bound, Kind, Value};
use crate::document::Zone;
use crate::lexicon;
use crate::text::{Class, Space, TokenKind, class};

/// A whole number of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) value: Decimal,
    /// The tokens of the number.
    pub(super) tokens: (usize, usize),
    /// Whether the text tells it as it is: not "about 40", and no part of a date, an amount of money or a measure.
    pub(super) plain: bool,
}

/// A word of a list: its first token, the one after its last, and its value.
pub(super) type Hit<'l> = (usize, usize, &'l str);

impl<'f> Look<'f> {
    /// The whole numbers of a range of tokens, in order.
    pub(super) fn told_figures(&self, (from, to): (usize, usize)) -> Vec<Figure> {
        let mut found = Vec::new();
        if from == to || !self.facts.has_numbers(self.facts.sentence_of(from)) {
            return found;
        }
        let mut at = from;
        while at < to {
            let (figure, next) = self.told_figure(at);
            found.extend(figure);
            at = next.max(at + 1);
        }
        found
    }

    fn told_figure(&self, at: usize) -> (Option<Figure>, usize) {
        let Some(fact) = self.facts.starting(at) else {
            let alone = self.plain_number(at).filter(Decimal::is_integer);
            let figure = alone.map(|value| Figure { value, tokens: (at, at + 1), plain: true });
            return (figure, at + 1);
        };
        let to = fact.tokens.1 as usize;
        let (number, end) = match &fact.value {
            Value::Number(number) => (number, to),
            Value::Count(count) => {
                let end = if count.number_to == 0 { to } else { count.number_to as usize };
                (&count.number, end)
            }
            Value::Place(_) | Value::Person(_) | Value::Organisation(_) => return (None, at + 1),
            _ => return (None, to),
        };
        let plain = number.bound == Bound::Exact && number.value.is_integer() && number.unit.is_none();
        // Words that bound a number stand before it.
        let figure = Figure { value: number.value.normalize(), tokens: (at, end), plain };
        (Some(figure), end)
    }

    /// The words of a list in a range of tokens of a sentence, the longest at each place.
    pub(super) fn hits(&self, (from, to): (usize, usize), class: Class) -> impl Iterator<Item = Hit<'f>> {
        let none = from == to || !self.facts.has_aside(self.facts.sentence_of(from), class);
        let begins = self.lexicon.begins(class);
        let mut at = if none { to } else { from };
        std::iter::from_fn(move || {
            while at < to {
                let hit = if self.does(at, begins) { self.aside_at(at, to, class) } else { None };
                if let Some(hit) = hit {
                    let hit = (at, at + hit.len, hit.value);
                    at = hit.1;
                    return Some(hit);
                }
                at += 1;
            }
            None
        })
    }

    /// The sentences with a word that begins an entry of a list kept aside, in order.
    pub(super) fn sentences_with(&self, class: Class) -> impl Iterator<Item = usize> {
        (0..self.facts.sentences.len()).filter(move |&sentence| self.facts.has_aside(sentence, class))
    }

    /// The words of lists of one part of the lexicon in a range of tokens of a sentence, the longest of each at each place.
    pub(super) fn hits_of<const N: usize>(
        &self,
        (from, to): (usize, usize),
        classes: [Class; N],
    ) -> [Vec<Hit<'f>>; N] {
        let mut found = [const { Vec::new() }; N];
        if from == to {
            return found;
        }
        let sentence = self.facts.sentence_of(from);
        let has = classes.map(|class| self.facts.has_aside(sentence, class));
        if !has.contains(&true) {
            return found;
        }
        let begin = self.lexicon.begins(classes[0]);
        debug_assert!(classes.iter().all(|&class| self.lexicon.begins(class) == begin));
        let tokens = (from..to).zip(&self.facts.tokens[from..to]);
        for (at, token) in tokens.filter(|(_, token)| self.lexicon.does(token, begin)) {
            let begins = self.lexicon.asides(token);
            for (&class, found) in classes.iter().zip(&mut found).filter(|(class, _)| begins.has(**class)) {
                let passed = found.last().is_some_and(|last: &Hit<'_>| at < last.1);
                let (text, tokens) = (self.facts.text, &self.facts.tokens);
                if !passed && let Some(hit) = self.lexicon.entry_aside(text, tokens, at, to, class) {
                    found.push((at, at + hit.len, hit.value));
                }
            }
        }
        found
    }

    /// The longest entry of a list kept aside that begins at a token and ends before another.
    #[inline]
    pub(super) fn aside_at(&self, at: usize, end: usize, class: Class) -> Option<lexicon::Hit<'f>> {
        self.lexicon.aside_at(self.facts.text, &self.facts.tokens, at, end, class)
    }

    /// Whether a mark between two figures makes a tally of them: "9-4", "9–4".
    pub(super) fn is_tally_mark(&self, at: usize) -> bool {
        let glued = |at: usize| self.token(at).is_some_and(|token| token.space == Space::None);
        self.is_mark(at, &["-", "–", "‑", "−"]) && glued(at) && glued(at + 1)
    }

    /// Whether a word or mark after a figure makes it part of something else: "8-5-year", "9-4%".
    pub(super) fn goes_on_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        let glued = self.token(at).zip(before).is_some_and(|(token, before)| token.start == before.end);
        let closes =
            self.is_mark(at, &[",", ".", ";", ":", ")", "]", "\"", "”", "’", "'", "»", "!", "?", "—", "…"]);
        glued && !closes
    }

    /// Whether a token begins a new line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| at == 0 || token.space == Space::Line)
    }

    /// Whether a sentence stands above the text: in the headline, or in a line above or below it.
    pub(super) fn is_above_text(&self, sentence: usize) -> bool {
        matches!(self.facts.zone(self.facts.block_of(sentence)), Zone::Headline | Zone::Kicker)
    }

    /// Whether a date stands among some tokens that names a month or a year.
    pub(super) fn has_other_day(&self, sentence: usize, (from, to): (usize, usize)) -> bool {
        self.facts.within(sentence, Kind::Date).any(|fact| {
            let stands = fact.tokens.0 as usize >= from && (fact.tokens.0 as usize) < to;
            let named =
                matches!(&fact.value, Value::Date(date) if date.month.is_some() || date.year.is_some());
            stands && named
        })
    }

    /// Whether a token is a capitalised word.
    pub(super) fn is_capital_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.is_capital())
    }

    /// Whether a token is a small word that leads to something else: a preposition, a conjunction, a pronoun.
    pub(super) fn is_leading(&self, at: usize) -> bool {
        self.is_any(at, &[class::PREPOSITION, class::CONJUNCTION, class::PRONOUN])
    }
}
