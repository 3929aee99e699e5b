//! Attributions: who says what follows.

use super::declare::kind;
use super::make::{Make, Written};
use super::pattern::Match;
use super::{Facts, Value};
use crate::lexicon::Lexicon;

/// Who says what follows: "the minister said:".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution;

kind! {
    /// Who says what follows: "the minister said:".
    Attribution(a) as "attribution", over Facts, made of Captures;
}

/// No captures: an attribution is all that a phrase matches.
#[derive(Debug)]
struct Captures;

impl Make for Captures {
    fn of(_: &mut Written<'_>) -> Option<Self> {
        Some(Self)
    }

    fn make(&self, _: &Facts<'_>, _: &Match, _: &Lexicon) -> Vec<Value> {
        vec![Value::Attribution(Attribution)]
    }
}
