//! What tells that percentages divide one whole.

use rust_decimal::prelude::ToPrimitive;

use super::super::super::look::Look;
use super::super::super::{Fact, Value};
use super::{NEAR, Run};
use crate::text::{class, role};

/// How many tokens after "of" may say that votes are meant: "of those who cast a valid vote".
const VOTES: usize = 7;

/// How many words may be told of a share beside others: "capital works 14 per cent".
const SHORT: usize = 8;

impl Look<'_> {
    /// Whether the first percentage is of votes, of what a thing is made of, or of what is said to be made up, and
    /// the others go on with it.
    pub(in super::super) fn is_of_whole(&self, run: &Run<'_>) -> bool {
        let (percents, from) = (&run.percents, run.tokens.0);
        let first = percents[0];
        let (at, next) = (first.tokens.0 as usize, first.tokens.1 as usize);
        let of = self.does(next, role::OF);
        let votes = of && (next..next + VOTES).any(|at| self.does(at, role::SHARE_VOTE));
        // "Is made up of 60 per cent sand"
        let made = at > from
            && self.does(at - 1, role::OF)
            && (from.max(at.saturating_sub(NEAR))..at).any(|at| self.does(at, role::SYNTAX_MADE));
        let made_of = made || self.led_by(first, role::SHARE_MADE_OF);
        let makes = of && self.led_by(first, role::SHARE_MAKES);
        // "Of all the boats, 55 per cent are ferries, 30 per cent are tugs …"
        let comma = at > from && self.is_mark(at - 1, &[","]);
        let led = comma && self.does(from, role::OF) && self.has(from + 1, class::DETERMINER);
        let divided =
            led && percents.len() > 2 && self.has(next, class::AUXILIARY) && self.is_divided(percents);
        // "The soil is 60 per cent sand, 30 per cent clay …"
        let said = at > from && self.has(at - 1, class::AUXILIARY) && percents.len() > 2;
        // "Salaries take 38 per cent of the outlay, pensions 17 per cent and subsidies 50 per cent."
        let last = percents.last().map_or(next, |last| last.tokens.1 as usize);
        let amount = percents.len() > 2
            && (of && self.is_amount(next + 1)
                || self.does(last, role::OF) && self.is_amount(last + 1)
                || comma && self.does(from, role::OF) && self.is_amount(from + 1))
            && self.is_gapped(run);
        let axis =
            percents.len() > 2 && (self.has_axis(run) || self.is_labelled(percents)) && self.is_gapped(run);
        // "Ownership is split between a bank (45 per cent), …", "The budget goes on schools (42 per cent), …"
        let split = |at: usize| {
            self.does(at, role::SYNTAX_MADE) && !self.does(at, role::SHARE_MAKES)
                || self.does(at, role::SHARE_AMOUNT) && self.is_mark(first.tokens.0 as usize - 1, &["("])
        };
        let parted = percents.len() > 2 && at > from && (from..at).any(split);
        votes || parted || made_of || makes || divided || amount || axis || said && self.is_mixed(percents)
    }

    /// Whether a phrase ends in a noun of what can be divided: "of the total outlay".
    pub(in super::super) fn is_amount(&self, at: usize) -> bool {
        let words = (at..at + NEAR).take_while(|&at| {
            self.token(at).is_some_and(crate::text::Token::is_word)
                && !self.is_any(at, &[class::PREPOSITION, class::AUXILIARY])
        });
        words.last().is_some_and(|last| (at..=last).any(|at| self.does(at, role::SHARE_AMOUNT)))
    }

    /// Whether a sentence begins with that by which a whole is divided: "By age, …".
    fn has_axis(&self, run: &Run<'_>) -> bool {
        let from = run.tokens.0;
        self.does(from, role::MONEY_BY) && (from + 1..from + 4).any(|at| self.does(at, role::SHARE_AXIS))
    }

    /// Whether the shares are of what has a label each: "group O", "class B", "band 3".
    fn is_labelled(&self, percents: &[&Fact]) -> bool {
        let mut labels = Vec::new();
        for percent in percents {
            let at = percent.tokens.0 as usize;
            let (from, _) = self.sentence(percent.sentence as usize);
            let label = (from.max(at.saturating_sub(NEAR))..at).rev().find(|&at| {
                at > from
                    && self.word(at).len() <= 2
                    && self.token(at).is_some_and(|t| t.is_capital() || self.is_number(at))
            });
            let Some(label) = label else { return false };
            labels.push((self.word(label - 1).to_lowercase(), self.word(label).to_owned()));
        }
        let noun = &labels[0].0;
        let alike = labels.iter().all(|(other, _)| other == noun) && noun.len() > 2;
        labels.sort();
        labels.dedup();
        alike && labels.len() == percents.len()
    }

    /// Whether all percentages behind the first are told without a verb of their own, or with the same.
    fn is_gapped(&self, run: &Run<'_>) -> bool {
        let ends = run.percents.iter().skip(1).map(|fact| fact.tokens.0 as usize).chain([run.tokens.1]);
        let verb = |at: usize| {
            self.has(at, class::AUXILIARY)
                || self.has(at, class::PRONOUN)
                || self.does(at, role::SYNTAX_RELATIVE)
        };
        run.percents.iter().zip(ends).enumerate().all(|(i, (fact, end))| {
            let said = fact.tokens.1 as usize..end;
            let last = i + 1 == run.percents.len();
            // What is told of the first has a verb, and behind the last the sentence goes on.
            let comma = said.clone().find(|&at| self.is_mark(at, &[",", ";"])).unwrap_or(end);
            let said = if last {
                said.start..comma
            } else if i == 0 {
                comma..end
            } else {
                said
            };
            said.len() <= SHORT + 4 && !said.into_iter().any(verb)
        })
    }

    /// Whether each percentage has its noun right behind it, as the parts of a mixture have.
    fn is_mixed(&self, percents: &[&Fact]) -> bool {
        let small =
            [class::PREPOSITION, class::AUXILIARY, class::PREDICATE, class::CONJUNCTION, class::DETERMINER];
        percents.iter().all(|percent| {
            let next = percent.tokens.1 as usize;
            let over = !self.token(next + 1).is_some_and(crate::text::Token::is_word)
                || self.does(next + 1, role::AND);
            self.is_lower(next) && !self.is_any(next, &small) && over
        })
    }

    /// Whether what is said of each share is of one kind: things and things, or men, women and children; a cook can be a
    /// woman too.
    fn is_divided(&self, percents: &[&Fact]) -> bool {
        percents.iter().all(|percent| {
            let next = percent.tokens.1 as usize;
            let be = self.has(next, class::AUXILIARY);
            let said = next + usize::from(be);
            let last = percent.sentence as usize;
            let had = (said..self.sentence(last).1)
                .take_while(|&at| !self.is_mark(at, &[","]) && !self.does(at, role::AND))
                .any(|at| {
                    self.has(at, class::AUXILIARY) || self.has(at, class::NOUN_PERSON) && !self.is_sex(at)
                });
            let verb =
                !be && !self.is_any(said, &[class::NOUN_THING]) && self.is_any(said, &[class::PREDICATE]);
            !had && !verb
        })
    }

    fn is_sex(&self, at: usize) -> bool {
        [role::SHARE_SEX, role::SHARE_MALE, role::SHARE_FEMALE].into_iter().any(|role| self.does(at, role))
    }

    /// The sentences of a run, with the one before it and the one behind in its block.
    fn around(&self, run: &Run<'_>) -> (usize, usize) {
        let block = self.facts.block_of(run.first);
        let (start, end) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        (start.max(run.first.saturating_sub(1)), end.min(run.last + 2))
    }

    /// Whether each of those asked gave one answer: "each named one main fear", "every voter had a single vote",
    /// "asked to pick the one that".
    pub(in super::super) fn is_asked_once(&self, run: &Run<'_>) -> bool {
        (self.around(run).0..=run.last).any(|sentence| {
            let (from, to) = self.sentence(sentence);
            let named = |at: usize| {
                self.does(at, role::SHARE_NAME)
                    && (at + 1..to.min(at + NEAR)).any(|one| {
                        self.does(one, role::SHARE_ONE)
                            && !self.does(one + 1, role::OR)
                            && !self.has(one - 1, class::PREPOSITION)
                    })
            };
            self.any((from, to), role::SHARE_ALL) && self.any((from, to), role::SHARE_ONE)
                || run.percents.len() > 2 && (from..to).any(named)
        })
    }

    /// Whether the text says that all is one of so many as there are shares: "fall into one of four groups".
    pub(in super::super) fn is_one_of(&self, run: &Run<'_>) -> bool {
        let (first, end) = self.around(run);
        (first..end).any(|sentence| {
            let (from, to) = self.sentence(sentence);
            let all = self.any((from, to), role::SHARE_ALL);
            all && (from..to).any(|at| {
                let of = self.does(at, role::SHARE_ONE) && self.does(at + 1, role::OF);
                let number = at + 2 + usize::from(self.has(at + 2, class::DETERMINER));
                of && self.facts.starting(number).and_then(figure) == Some(run.percents.len())
            })
        })
    }

    /// Whether the text says that there is nothing beside: "no other", "nothing else".
    pub(in super::super) fn has_no_other(&self, run: &Run<'_>) -> bool {
        let (first, end) = self.around(run);
        let (from, to) = (self.sentence(first).0, self.sentence(end - 1).1);
        (from..to).any(|at| {
            self.does(at, role::NO)
                && self.does(at + 1, role::COUNT_ADDITIVE_NOUN)
                && at > from
                && self.does(at - 1, role::SYNTAX_BE)
                || self.does(at, role::SHARE_NONE) && self.does(at + 1, role::ELSE)
        })
    }

    /// Whether each share comes on top of those before: "33 per cent live in the city. Another 42 per cent …".
    pub(in super::super) fn is_added(&self, run: &Run<'_>) -> bool {
        let more = |fact: &&&Fact| {
            let at = fact.tokens.0 as usize;
            at > run.tokens.0 && self.does(at - 1, role::SHARE_MORE)
        };
        // The last may be joined to one that comes on top.
        let (mut added, mut all) = (false, true);
        for fact in run.percents.iter().skip(1) {
            let and = (fact.tokens.0 as usize).checked_sub(1).is_some_and(|at| self.does(at, role::AND));
            let joined = added && and;
            added = more(&fact);
            all &= added || joined;
        }
        all && run.percents.len() > 2
    }

    /// Whether all were counted, and each share is told of its part in the same words: "Every boat was counted.
    /// Class A leads with 50 per cent, class B follows with …".
    pub(in super::super) fn is_ranked(&self, run: &Run<'_>) -> bool {
        let percents = &run.percents;
        let block = self.facts.block_of(run.first);
        let before = run.first.checked_sub(1).filter(|&before| self.facts.block_of(before) == block);
        let counted = before.is_some_and(|sentence| {
            let (from, _) = self.sentence(sentence);
            self.does(from, role::SHARE_ALL)
        });
        let led = |fact: &&Fact| fact.tokens.0.checked_sub(1).map_or("", |at| self.word(at as usize));
        let same = percents.iter().all(|fact| led(fact) == led(&percents[0]));
        counted
            && same
            && percents.len() > 2
            && self.has(percents[0].tokens.0 as usize - 1, class::PREPOSITION)
    }
}

/// The number of a fact that counts.
fn figure(fact: &Fact) -> Option<usize> {
    match &fact.value {
        Value::Count(count) => count.number.value.to_usize(),
        Value::Number(number) => number.value.to_usize(),
        _ => None,
    }
}
