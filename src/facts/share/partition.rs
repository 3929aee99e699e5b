//! Shares of one whole. Most percentages in a sentence are none: they are rates of different groups, changes, or
//! answers of which each may give several. So something must say that they divide one whole.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Form, Kind, Value};
use super::Shares;
use crate::document::Zone;
use crate::text::{Token, class, role};

/// How far a sum may be from 100. What adds up to less or more are no shares of one whole.
const FAR: u32 = 20;

/// How many tokens before a percentage may tell what it is.
const NEAR: usize = 5;

/// What the shares of an article add up to, block by block.
pub(super) fn shares(look: &Look<'_>) -> Vec<Fact> {
    let facts = look.facts;
    let mut found = Vec::new();
    let mut sentence = 0;
    while sentence < facts.sentences.len() {
        let block = facts.block_of(sentence);
        let own = matches!(facts.zone(block), Zone::Headline | Zone::Lead | Zone::Body | Zone::List);
        let mut last = sentence;
        if own && !look.percents(sentence).is_empty() {
            // "Another 30 per cent", "the rest, 20 per cent" go on with the sentence before.
            let end = facts.blocks[block + 1] as usize;
            while last + 1 < end && look.goes_on(last + 1) {
                last += 1;
            }
            if let Some(fact) = look.partition(sentence, last) {
                found.push(fact);
            }
        }
        sentence = last + 1;
    }
    found
}

impl<'f> Look<'f> {
    fn percents(&self, sentence: usize) -> Vec<&'f Fact> {
        self.facts.within(sentence, Kind::Percent).collect()
    }

    /// Whether a word before a percentage has a role.
    fn led_by(&self, percent: &Fact, role: crate::text::Role) -> bool {
        let at = percent.tokens.0 as usize;
        let (from, _) = self.sentence(percent.sentence as usize);
        let words =
            (from.max(at.saturating_sub(NEAR))..at).rev().take_while(|&i| !self.is_mark(i, &[";", ":"]));
        let of = |i: usize| self.does(i + 1, role::OF) && i + 2 < at;
        // "The other 20 per cent"
        let other = role == role::SHARE_REST
            && at > from + 1
            && self.does(at - 1, role::COUNT_ADDITIVE_NOUN)
            && self.does(at - 2, role::THE);
        other || words.into_iter().any(|i| self.does(i, role) && !of(i))
    }

    fn goes_on(&self, sentence: usize) -> bool {
        let percents = self.percents(sentence);
        percents.iter().any(|p| self.led_by(p, role::SHARE_MORE) || self.led_by(p, role::SHARE_REST))
    }

    fn partition(&self, first: usize, last: usize) -> Option<Fact> {
        let percents: Vec<&Fact> = (first..=last).flat_map(|sentence| self.percents(sentence)).collect();
        let mut parts: Vec<Decimal> = Vec::new();
        for fact in &percents {
            let Value::Percent(percent) = &fact.value else { return None };
            if percent.points || percent.value.bound != Bound::Exact {
                return None;
            }
            parts.push(percent.value.value);
        }
        let total: Decimal = parts.iter().sum();
        let far = (total - Decimal::ONE_HUNDRED).abs();
        if parts.len() < 2
            || total == Decimal::ONE_HUNDRED
            || far > FAR.into()
            || self.is_of_several(&percents, first, last)
        {
            return None;
        }
        let (from, to) = (self.sentence(first).0, self.sentence(last).1);
        let all = (from, to);
        let of_whole = self.is_of_whole(&percents, from);
        let asked = self.is_asked_once(first, last);
        let ranked = self.is_ranked(&percents, first);
        let answers = self.is_answered(&percents);
        let rest = percents.last().is_some_and(|p| self.led_by(p, role::SHARE_REST));
        if !(of_whole || asked || ranked || answers || rest && parts.len() > 2) {
            return None;
        }
        let nothing = self.any(all, role::SHARE_NONE) && (of_whole || answers);
        let exhaustive = of_whole && rest || asked && parts.len() > 2 || ranked || nothing;
        Some(Fact { value: Value::Shares(Shares { parts, exhaustive }), ..percents[0].clone() })
    }

    /// Whether something tells that percentages are changes, rates, of several times or of several wholes, or
    /// that they overlap.
    fn is_of_several(&self, percents: &[&Fact], first: usize, last: usize) -> bool {
        let block = self.facts.block_of(first);
        let (start, end) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        let around = (start.max(first.saturating_sub(1)), end.min(last + 2));
        let (from, to) = (self.sentence(first).0, self.sentence(last).1);
        let changed = |at: usize| self.does(at, role::SHARE_CHANGE) || self.does(at, role::SHARE_RATE);
        // "Up 45 per cent", and not "made up 45 per cent of sales".
        let moved = |fact: &&Fact| {
            let at = fact.tokens.0 as usize;
            at > from + 1 && self.does(at - 1, role::SHARE_MOVED) && !self.does(at - 2, role::SHARE_MAKES)
        };
        let more_than_one = |at: usize| {
            self.does(at, role::THAN) && self.does(at + 1, role::SHARE_ONE)
                || self.does(at, role::SHARE_SEVERAL)
        };
        let near = (self.sentence(around.0).0, self.sentence(around.1 - 1).1);
        let of = |fact: &&&Fact| self.does(fact.tokens.1 as usize, role::OF);
        let based = percents.iter().filter(of).count();
        let base = |fact: &Fact| {
            let next = fact.tokens.1 as usize + 1;
            [next, next + 1, next + 2].map(|at| self.word(at).to_lowercase())
        };
        let bases = based > 0
            && (!of(&&percents[0]) || {
                percents.iter().filter(of).any(|fact| base(fact) != base(percents[0]))
            });
        let each = |fact: &&Fact| {
            let (at, next) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            self.does(next, role::SHARE_ALL) || at > 0 && self.does(at - 1, role::SHARE_ALL)
        };
        // "32% in Porto, 41% in Faro"
        let placed = |fact: &&&Fact| {
            let next = fact.tokens.1 as usize;
            self.does(next, role::IN) || self.does(next, role::LIST_OPEN)
        };
        // "Owns 40% of the firm (39.9%)": a figure in brackets may say the same again.
        let enclosed = |fact: &&&Fact| {
            let (at, next) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            at > from && self.is_mark(at - 1, &["("]) && self.is_mark(next, &[")"])
        };
        let brackets = percents.iter().filter(enclosed).count();
        let dates: usize = (first..=last).map(|s| self.facts.within(s, Kind::Date).count()).sum();
        let fractions = (first..=last)
            .flat_map(|s| self.facts.within(s, Kind::Number))
            .any(|f| matches!(&f.value, Value::Number(number) if number.form == Form::Fraction));
        (from..to).any(changed)
            || (near.0..near.1).any(more_than_one)
            || bases
            || percents.iter().any(each)
            || percents.iter().any(moved)
            || percents.iter().filter(placed).count() > 1
            || brackets > 0 && brackets < percents.len()
            || dates > 1
            || fractions
    }

    /// Whether the first percentage is of votes, of what a thing is made of, or of what is said to be made up, and
    /// the others go on with it.
    fn is_of_whole(&self, percents: &[&Fact], from: usize) -> bool {
        let first = percents[0];
        let (at, next) = (first.tokens.0 as usize, first.tokens.1 as usize);
        let of = self.does(next, role::OF);
        let votes = of && (next..next + NEAR).any(|at| self.does(at, role::SHARE_VOTE));
        let made_of = self.led_by(first, role::SHARE_MADE_OF);
        let makes = of && self.led_by(first, role::SHARE_MAKES);
        // "Of all the boats, 55 per cent are ferries, 30 per cent are tugs …"
        let comma = at > from && self.is_mark(at - 1, &[","]);
        let led = comma && self.does(from, role::OF) && self.has(from + 1, class::DETERMINER);
        let divided =
            led && percents.len() > 2 && self.has(next, class::AUXILIARY) && self.is_divided(percents);
        // "The soil is 60 per cent sand, 30 per cent clay …"
        let said = at > from && self.has(at - 1, class::AUXILIARY) && percents.len() > 2;
        votes || made_of || makes || divided || said && self.is_mixed(percents)
    }

    /// Whether each percentage has its noun right behind it, as the parts of a mixture have.
    fn is_mixed(&self, percents: &[&Fact]) -> bool {
        let small =
            [class::PREPOSITION, class::AUXILIARY, class::PREDICATE, class::CONJUNCTION, class::DETERMINER];
        percents.iter().all(|percent| {
            let next = percent.tokens.1 as usize;
            let over = !self.token(next + 1).is_some_and(Token::is_word) || self.does(next + 1, role::AND);
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
                    self.has(at, class::AUXILIARY)
                        || self.has(at, class::NOUN_PERSON) && !self.does(at, role::SHARE_SEX)
                });
            let verb =
                !be && !self.is_any(said, &[class::NOUN_THING]) && self.is_any(said, &[class::PREDICATE]);
            !had && !verb
        })
    }

    /// Whether each of those asked gave one answer: "each named one main fear", "every voter had a single vote".
    fn is_asked_once(&self, first: usize, last: usize) -> bool {
        let block = self.facts.block_of(first);
        let before = first.checked_sub(1).filter(|&before| self.facts.block_of(before) == block);
        let all = before.into_iter().chain(first..=last);
        all.into_iter().any(|sentence| {
            let range = self.sentence(sentence);
            self.any(range, role::SHARE_ALL) && self.any(range, role::SHARE_ONE)
        })
    }

    /// Whether all were counted, and each share is told of its part in the same words: "Every boat was counted.
    /// Class A leads with 50 per cent, class B follows with …".
    fn is_ranked(&self, percents: &[&Fact], first: usize) -> bool {
        let block = self.facts.block_of(first);
        let before = first.checked_sub(1).filter(|&before| self.facts.block_of(before) == block);
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

    /// Whether the shares are of those who said yes, no, or that they did not know.
    fn is_answered(&self, percents: &[&Fact]) -> bool {
        let (mut answers, mut undecided) = (0, false);
        for (i, percent) in percents.iter().enumerate() {
            let (_, end) = self.sentence(percent.sentence as usize);
            let until = percents.get(i + 1).map_or(end, |next| next.tokens.0 as usize).min(end);
            let said = percent.tokens.1 as usize..until;
            // "Said no", and not "had no boat".
            let closes = |at: usize| {
                at + 1 >= end
                    || !self.token(at + 1).is_some_and(Token::is_word)
                    || self.does(at + 1, role::AND)
            };
            answers += usize::from(said.clone().any(|at| self.does(at, role::SHARE_ANSWER) && closes(at)));
            undecided |= said.into_iter().any(|at| self.does(at, role::SHARE_UNDECIDED));
        }
        answers > 1 || undecided && percents.len() > 2
    }
}
