//! What an article says of one vote: those for and against, those who abstained, the members, the majority and the outcome,
//! joined over its sentences.

mod body;
mod join;
mod outcome;
mod poll;
mod read;
mod side;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Fact, Facts, Value};
use crate::lexicon::Lexicon;
use crate::text::role;
use read::{Line, Said, Words};

/// A place that says something of a vote, with what the article says of that vote elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// What the place tells.
    pub form: &'static str,
    /// The figure there.
    pub value: Decimal,
    /// The votes for it; of a tally without sides the first.
    pub wins: Decimal,
    /// The votes against it.
    pub loses: Decimal,
    /// All votes that are told of, abstentions with them.
    pub total: Decimal,
    /// Those who could vote, or the votes cast.
    pub whole: Option<Decimal>,
    /// Whether the total must be the whole.
    pub closed: bool,
    /// The part of the votes that is needed, in hundredths.
    pub ratio: Decimal,
    /// The same figure as it is told elsewhere.
    pub stated: Option<Decimal>,
}

kind! {
    /// A place that says something of a vote, with what the article says of that vote elsewhere.
    Vote(v) as "vote", over Facts;

    Form: Text = v.form,
        "what the place tells: members, cast, majority, passed, failed, tied, unanimous, casting, quorum, needed, ahead or again";
    Value: Number = v.value, "the figure that stands there";
    High: Number = v.wins, "the votes for it; those that are told first where no sides are told";
    Low: Number = v.loses, "the votes against it";
    Total: Number = v.total, "all votes that are told of, with abstentions";
    Whole: Number = v.whole, "those who could vote, or the votes cast";
    Closed: Flag = v.closed, "the total must be the whole: all took part, and abstentions are told";
    Ratio: Number = v.ratio, "the hundredths of the votes that are needed";
    Stated: Number = v.stated, "of a figure that is told again, what it is elsewhere";
}

/// What an article says of its votes. Linear.
pub(super) fn votes(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let class = |name| lexicon.class(name);
    let (Some(side), Some(outcome), Some(word), Some(part)) =
        (class("vote.side"), class("vote.outcome"), class("vote.word"), class("vote.part"))
    else {
        return Vec::new();
    };
    let (Some(poll), Some(party)) = (class("vote.poll"), class("vote.party")) else { return Vec::new() };
    if !(0..facts.sentences.len()).any(|sentence| facts.has_word_with(sentence, role::VOTE_TOLD)) {
        return Vec::new();
    }
    let words = Words { side, outcome, word, part, poll, party };
    let look = Look { facts, lexicon };
    let own = |sentence: &usize| facts.zone(facts.block_of(*sentence)).is_own();
    let lines: Vec<Line<'_>> =
        (0..facts.sentences.len()).filter(own).map(|sentence| look.vote_line(sentence, &words)).collect();
    let said: Vec<Said> = lines.iter().flat_map(|line| look.said_of_vote(line)).collect();
    look.joined_votes(&lines, &said)
        .into_iter()
        .map(|(tokens, vote)| facts.fact_over(tokens, Value::Vote(Box::new(vote))))
        .collect()
}
