//! Shares of one whole in a series: percentages that follow one another in a sentence, in the next or in the lines
//! of a list, the last of which may be what is left: "71% is grass, 22% arable and the rest, 7%, woodland".
//!
//! What the words of a share are does not matter here, but how the shares are joined, and what closes them: what is
//! left, a number of parts that is theirs, one answer each, or one verb and one whole for all.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::structure::Structure;
use super::super::{Bound, Fact, Form, Value};
use super::Shares;
use super::partition::Run;
use crate::document::Zone;
use crate::syntax::{Chunk, ChunkKind, Passage, Source, Unit};
use crate::text::{class, role};

/// The most that shares may be off by. What adds up to more or less is no slip in one of them.
const OFF: u32 = 15;

/// The most sentences that a series goes through.
const SENTENCES: usize = 4;

/// The most shares of which some may be parts of others.
const MOST: usize = 8;

/// The most words of the name of what a share is of: "the boarding school 23".
const NAME: usize = 6;

/// Of so many, a number is a share: "seven out of ten".
const TENS: [Decimal; 2] = [Decimal::TEN, Decimal::ONE_HUNDRED];

/// A part of one in hundredths, to a tenth of one.
fn hundredths(part: Decimal) -> Decimal {
    (part * Decimal::ONE_HUNDRED).round_dp(1).normalize()
}

/// A share with what is said of it.
struct Slot<'f> {
    fact: &'f Fact,
    value: Decimal,
    sentence: usize,
    /// The tokens from the mark or "and" before it.
    from: usize,
    /// Whether it is what is left: "the other 27 per cent", "the rest, 12%".
    rest: bool,
    /// Whether no verb stands with it.
    gapped: bool,
}

/// What the series of shares add up to, but for those that are told already.
pub(super) fn shares(look: &Look<'_>, structure: &Structure, told: &[Fact]) -> Vec<Fact> {
    let source = structure.source(look.facts, look.lexicon);
    let mut found: Vec<Fact> = Vec::new();
    for passage in &structure.passages {
        let slots = slots(look, source, passage);
        for run in slots.chunk_by(|a, b| look.share_follows(a.sentence, b.sentence)) {
            let known = |slot: &Slot<'_>| told.iter().any(|fact| fact.tokens.0 == slot.fact.tokens.0);
            if !run.iter().any(known) {
                found.extend(look.share_series(run));
            }
        }
    }
    found
}

/// The shares of a passage: percentages, and the numbers beside them that leave the unit out.
fn slots<'f>(look: &Look<'f>, source: Source<'_>, passage: &Passage) -> Vec<Slot<'f>> {
    let mut slots: Vec<Slot<'f>> = Vec::new();
    let chunks = &passage.chunks;
    let mut last = 0;
    for (at, chunk) in chunks.iter().enumerate() {
        let Some(figure) = passage.figure(source, at) else { continue };
        let fact = &look.facts.all()[figure.fact as usize];
        let joint = |chunk: &Chunk| {
            matches!(chunk.kind, ChunkKind::And | ChunkKind::Conjunction | ChunkKind::Mark(_))
        };
        let mut from = (last..at).rev().find(|&b| joint(&chunks[b])).map_or(last, |b| b + 1);
        // "the rest, 12%"
        let left = from == at
            && at > 1
            && chunks[at - 1].is_mark(b',')
            && chunks[at - 2].group().is_some_and(|group| group.rest && group.figure.is_none());
        from -= if left { 2 } else { 0 };
        let groups = || chunks[from..=at].iter();
        let all = (chunks[from].from..chunk.from).any(|t| source.does(t, role::SHARE_ALL))
            && (chunks[from].from..chunk.from).any(|t| source.does(t, role::COUNT_ADDITIVE_NOUN));
        // "and others on 11"
        let others = source.does(chunks[from].from, role::COUNT_ADDITIVE_NOUN);
        let rest = groups().any(|chunk| chunk.group().is_some_and(|group| group.rest)) || all || others;
        let gapped = groups().all(|chunk| chunk.verb().is_none()) && at - from < NAME;
        let sentence = look.facts.sentence_of(chunk.from as usize);
        let value = match &fact.value {
            Value::Percent(percent) if !percent.points => percent.value.value,
            // "Two thirds of the money"
            Value::Number(number) if number.form == Form::Fraction => hundredths(number.value),
            // "Seven out of ten"
            Value::Count(count) if count.whole.is_some_and(|whole| TENS.contains(&whole)) => {
                hundredths(count.number.value / count.whole.unwrap_or(Decimal::ONE))
            }
            Value::Number(_) | Value::Count(_) if figure.unit == Unit::Count && !figure.noun => {
                // "rodents 31 and birds", "and 35 to his son"
                let joined = from > last || from == 0;
                // "30 per cent from boats, 16 from stalls"
                let word = |chunk: &Chunk| source.tokens.get(chunk.from as usize).map(|token| token.word);
                let again = chunks.get(at + 1).is_some_and(|next| {
                    let is = |other: &Chunk| other.kind == next.kind && word(other) == word(next);
                    next.kind == ChunkKind::Preposition && last > 0 && chunks[last..at].iter().any(is)
                });
                let and = at > 0 && chunks[at - 1].kind == ChunkKind::And;
                let led = joined && (from < at || and || again);
                let bare = chunk.group().is_some_and(|group| group.head.is_none());
                // "behind it came hydropower with 22"
                let short = gapped || at > from && chunks[at - 1].kind == ChunkKind::Preposition;
                let next = chunks.get(at + 1).is_none_or(|next| {
                    matches!(
                        next.kind,
                        ChunkKind::Preposition | ChunkKind::And | ChunkKind::Mark(b',' | b';' | b'.')
                    )
                });
                let percents = look.percents(sentence);
                let beside = percents.iter().any(|percent| look.scale(percent) == figure.value.scale());
                if !(led && figure.exact && bare && next && short && beside) {
                    continue;
                }
                figure.value
            }
            _ => continue,
        };
        let from = chunks[from].from as usize;
        slots.push(Slot { fact, value, sentence, from, rest, gapped });
        last = at + 1;
    }
    slots
}

impl<'f> Look<'f> {
    /// How many decimals a percentage has; none of what is no percentage.
    fn scale(&self, fact: &Fact) -> u32 {
        if let Value::Percent(percent) = &fact.value { percent.value.value.scale() } else { u32::MAX }
    }

    /// Whether a sentence goes on with another: in one block, or in the next line of a list.
    fn share_follows(&self, a: usize, b: usize) -> bool {
        let (first, second) = (self.facts.block_of(a), self.facts.block_of(b));
        let listed = self.facts.zone(first) == Zone::List && self.facts.zone(second) == Zone::List;
        b <= a + 1 && (first == second || listed)
    }

    /// What the shares of sentences that follow one another add up to.
    fn share_series(&self, slots: &[Slot<'f>]) -> Option<Fact> {
        let sentences: Vec<&[Slot<'f>]> = slots.chunk_by(|a, b| a.sentence == b.sentence).collect();
        let lines =
            slots.iter().all(|slot| self.facts.zone(self.facts.block_of(slot.sentence)) == Zone::List);
        if lines {
            let alone = sentences.iter().all(|line| line.len() == 1);
            return if alone { self.held(slots) } else { None };
        }
        let mut end = 0;
        let mut found = None;
        for (last, own) in sentences.iter().enumerate() {
            end += own.len();
            let mut start = end;
            for sentence in sentences[..=last].iter().rev().take(SENTENCES) {
                start -= sentence.len();
                let run = &slots[start..end];
                if run.len() > 1 && closes(run.iter()) {
                    found = None;
                    break;
                }
                if found.is_none() {
                    found = self.held(run);
                }
            }
        }
        found
    }

    /// The shares of a series, if something says that they are of one whole and they are not.
    fn held(&self, slots: &[Slot<'f>]) -> Option<Fact> {
        let [first, .., last] = slots else { return None };
        let total: Decimal = slots.iter().map(|slot| slot.value).sum();
        let off = total - Decimal::ONE_HUNDRED;
        let exact = |slot: &Slot<'_>| match &slot.fact.value {
            Value::Percent(percent) => percent.value.bound == Bound::Exact,
            Value::Number(number) => number.bound == Bound::Exact,
            Value::Count(count) => count.number.bound == Bound::Exact,
            _ => true,
        };
        if off.is_zero() || off.abs() > OFF.into() || !slots.iter().all(exact) || has_part(slots) {
            return None;
        }
        let tokens = (self.sentence(first.sentence).0, self.sentence(last.sentence).1);
        let percents: Vec<&Fact> = slots.iter().map(|slot| slot.fact).collect();
        let run = Run { percents, first: first.sentence, last: last.sentence, tokens };
        let many = slots.len() > 2;
        let near = last.sentence <= first.sentence + 1;
        let rest = (many || near) && last.rest && slots.iter().filter(|slot| slot.rest).count() == 1;
        let numbered = self.is_numbered(slots);
        let once = self.is_asked_once(&run) || self.is_one_of(&run);
        let apart = self.is_answered(&run) || self.is_by_sex(&run) || self.is_opposed(slots);
        let divided = many && self.is_of_whole(&run) || self.is_shared(slots);
        // "Takes 79 per cent of that. A further 14 per cent …"
        let added =
            off.is_sign_positive() && slots[1..].iter().any(|slot| self.led_by(slot.fact, role::SHARE_MORE));
        if !(rest || numbered || once || apart || divided || added) || self.is_of_several(&run, false) {
            return None;
        }
        let exhaustive = rest || numbered || once && many;
        let parts = slots.iter().map(|slot| slot.value).collect();
        Some(self.shares_of(&run.percents, Shares { parts, exhaustive }))
    }

    /// Whether the text tells how many parts there are, and that they are all: "its entire income came from three
    /// sources", "the third and last of the regions".
    fn is_numbered(&self, slots: &[Slot<'f>]) -> bool {
        let [first, .., last] = slots else { return false };
        let many = slots.len() > 2;
        let before = first.sentence.saturating_sub(1);
        let number = |fact: &Fact| match &fact.value {
            Value::Count(count) => count.number.value.to_usize() == Some(slots.len()),
            Value::Number(number) => number.value.to_usize() == Some(slots.len()),
            _ => false,
        };
        let says = |sentence: usize| {
            let (from, to) = self.sentence(sentence);
            let all = [role::SHARE_ALL, role::SHARE_WHOLE].into_iter().any(|role| self.any((from, to), role))
                || (from..to).any(|at| {
                    self.does(at, role::SHARE_ONLY) && self.does(at - usize::from(at > 0), role::THE)
                });
            let own = |at: usize| slots.iter().any(|slot| slot.fact.tokens.0 as usize == at);
            // "With just two options", "from three places only".
            let only = |fact: &Fact| {
                let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                [at.saturating_sub(1), to].into_iter().any(|at| self.does(at, role::SHARE_ONLY))
            };
            (from..to).any(|at| {
                let fact = self.facts.starting(at).filter(|fact| !own(at) && number(fact));
                fact.is_some_and(|fact| all && many || only(fact))
            })
        };
        let end = last.fact.tokens.0 as usize;
        let ends = (last.from..end).any(|at| {
            let order = self.facts.starting(at).is_some_and(|fact| match &fact.value {
                Value::Ordinal(ordinal) => ordinal.value.to_usize() == Some(slots.len()),
                _ => false,
            });
            order && (at..end.min(at + 3)).any(|at| self.does(at, role::SYNTAX_REST))
        });
        (before..=last.sentence).any(says) || many && ends
    }

    /// Whether shares are of what excludes each other: for and against, women and men, or lines of which the last
    /// says what the others are not.
    fn is_opposed(&self, slots: &[Slot<'f>]) -> bool {
        let told = |slot: &Slot<'_>, n: usize| {
            let (from, to) = self.sentence(slot.sentence);
            let from = if self.facts.zone(self.facts.block_of(slot.sentence)) == Zone::List {
                from
            } else {
                slot.fact.tokens.1 as usize
            };
            let next =
                slots.get(n + 1).filter(|next| next.sentence == slot.sentence).map_or(to, |next| next.from);
            from.min(next)..next
        };
        let has = |role| {
            slots
                .iter()
                .enumerate()
                .filter(|(n, slot)| told(slot, *n).take(4).any(|at| self.does(at, role)))
                .count()
        };
        let lines =
            slots.iter().all(|slot| self.facts.zone(self.facts.block_of(slot.sentence)) == Zone::List);
        let none = lines && slots.len() > 2 && {
            let last = &slots[slots.len() - 1];
            let at = self.sentence(last.sentence).0;
            (at..at + 2).any(|at| {
                self.does(at, role::SYNTAX_NOT) || self.does(at, role::SHARE_NONE) || self.does(at, role::NO)
            })
        };
        // "61 per cent of them women and 39 per cent men", but not "61 per cent of women and 39 per cent of men"
        let is = |n: usize, role| {
            let first = told(&slots[n], n).start;
            told(&slots[n], n).take(8).any(|at| {
                // "68 per cent of the prisoners were men"
                let near = at < first + 4 || self.does(at - 1, role::SYNTAX_BE);
                let ends = !self.token(at + 1).is_some_and(crate::text::Token::is_word)
                    || self.does(at + 1, role::AND);
                near && self.does(at, role) && !self.does(at - 1, role::OF) && ends
            })
        };
        let sexes = [(role::SHARE_MALE, role::SHARE_FEMALE), (role::SHARE_FEMALE, role::SHARE_MALE)];
        let by_sex = slots.len() == 2 && sexes.into_iter().any(|(a, b)| is(0, a) && is(1, b));
        none || by_sex || slots.len() == 2 && has(role::SHARE_AGAINST) == 1 && has(role::SHARE_PRO) == 1
    }

    /// Whether the first share is of a whole that is no group of people, and the others go on with it without a verb:
    /// "rabbits were 55 per cent of the remains, rodents 31 and birds 14".
    fn is_shared(&self, slots: &[Slot<'f>]) -> bool {
        let next = slots[0].fact.tokens.1 as usize;
        let group = (next + 1..next + 5).take_while(|&at| {
            self.token(at).is_some_and(crate::text::Token::is_word) && !self.has(at, class::PREPOSITION)
        });
        let people = group.into_iter().any(|at| self.has(at, class::NOUN_PERSON));
        slots.len() > 2
            && self.does(next, role::OF)
            && !people
            && slots[1..]
                .iter()
                .all(|slot| slot.gapped && slot.from < slot.fact.tokens.0 as usize || slot.rest)
    }
}

/// Whether shares can add up to 100, as far as each is rounded.
fn closes<'s>(slots: impl Iterator<Item = &'s Slot<'s>>) -> bool {
    let shares = Shares { parts: slots.map(|slot| slot.value).collect(), exhaustive: true };
    shares.interval().contains(Decimal::ONE_HUNDRED)
}

/// Whether some of the shares add up to 100, so that the others are parts of them or of something else.
fn has_part(slots: &[Slot<'_>]) -> bool {
    let chosen =
        |set: u32| slots.iter().enumerate().filter(move |(n, _)| set >> n & 1 == 1).map(|(_, slot)| slot);
    slots.len() > MOST || (1_u32..1 << slots.len()).any(|set| set.count_ones() > 1 && closes(chosen(set)))
}
