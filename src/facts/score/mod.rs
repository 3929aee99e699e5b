//! What an article says of one match: the final score, the score at half-time, the legs and the aggregate, the margin, the
//! sets and who scored how often, joined over its sentences.

mod course;
mod cricket;
mod join;
mod line;
mod points;
mod read;
mod scorers;
mod sets;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Kind, Value};
use crate::lexicon::Lexicon;
use crate::text::role;

/// A place that says something of a match, with the score it must agree with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// What the place tells.
    pub form: &'static str,
    /// The figure there.
    pub value: Decimal,
    /// The higher figure of the final score; of what names a winner, the winner's.
    pub high: Decimal,
    /// The lower figure of the final score, or the loser's.
    pub low: Decimal,
    /// Whether it can be so.
    pub valid: bool,
}

kind! {
    /// A place that says something of a match, with the score that it must agree with.
    Match(m) as "score", over Facts;

    Form: Text = m.form,
        "what the place tells: winner, draw, half, second, periods, aggregate, margin, straight, sets, goals, scorers, golf, turned, total, clean, best, points, table, games, goalless, chase or again";
    Value: Number = m.value, "the figure that stands there";
    High: Number = m.high, "the higher figure of the final score; of a winner, the winner's";
    Low: Number = m.low, "the lower figure of the final score, or the loser's";
    Valid: Flag = m.valid, "it can be so, whichever side each figure is of";
}

/// What an article says of its matches. Linear.
pub(super) fn scores(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let class = |name| lexicon.class(name);
    let (Some(word), Some(course), Some(table)) =
        (class("score.word"), class("score.course"), class("score.table"))
    else {
        return Vec::new();
    };
    let look = Look { facts, lexicon };
    // The numbers of dates and amounts of money are no scores. The headline need not tell the score.
    let told = |sentence: usize| {
        let (_, kinds) = facts.in_sentence(sentence as u32);
        let numbers = kinds.has(Kind::Number) || kinds.has(Kind::Count);
        facts.has_word_with(sentence, role::SCORE_TOLD)
            || facts.has_word_with(sentence, role::SCORE_MAY_TELL)
                && (numbers || look.is_above_text(sentence))
    };
    if !(0..facts.sentences.len()).any(told) {
        return Vec::new();
    }
    let own = |&sentence: &usize| {
        let tells = facts.has_numbers(sentence) || facts.has_word_with(sentence, role::BEGINS_SCORE);
        tells && facts.zone(facts.block_of(sentence)).is_own()
    };
    let plays: Vec<_> = (0..facts.sentences.len())
        .filter(own)
        .map(|sentence| look.play(sentence, [word, course, table]))
        .collect();
    look.joined_scores(&plays)
        .into_iter()
        .map(|(tokens, told)| facts.fact_over(tokens, Value::Match(Box::new(told))))
        .collect()
}
