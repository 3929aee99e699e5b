//! Events that their names alone do not date.

use compact_str::{CompactString, CompactStringExt as _};

use super::declare::kind;
use super::make::{Make, Written};
use super::pattern::Match;
use super::{Facts, Value};
use crate::lexicon::Lexicon;
use crate::text::role;

/// An event that its name alone does not date: "the action day".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name as the pattern finds it, in lower case.
    pub name: CompactString,
    /// Whether "the" or "that" stands before it.
    pub definite: bool,
}

kind! {
    /// An event that its name alone does not date: "the action day".
    Event(e) as "event", over Facts, made of Captures;

    Name: Text = &e.name, "its name in lower case, without an adjective";
    Definite: Flag = e.definite, "\"the\" or \"that\" stands before it";
}

/// The captures of a phrase that make an event.
#[derive(Debug)]
struct Captures {
    name: usize,
}

impl Make for Captures {
    fn of(phrase: &mut Written<'_>) -> Option<Self> {
        Some(Self { name: phrase.needs("name")? })
    }

    fn make(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Vec<Value> {
        self.event(facts, matched, lexicon).map(Value::Event).into_iter().collect()
    }
}

impl Captures {
    fn event(&self, facts: &Facts<'_>, matched: &Match, lexicon: &Lexicon) -> Option<Event> {
        let (from, to) = matched.captured(self.name).next()?;
        let text = facts.span(from, to).of(facts.text).to_lowercase();
        let first = facts.sentences[facts.sentence_of(from)].0 as usize;
        let definite = (from.saturating_sub(3).max(first)..from)
            .rev()
            .take_while(|&i| facts.tokens[i].is_word())
            .any(|i| lexicon.does(&facts.tokens[i], role::POINTING_BACK));
        let name = text.split_whitespace().collect::<Vec<_>>().join_compact(" ");
        Some(Event { name, definite })
    }
}
