//! Sums and products: a claim that figures of the text come to together.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::number;
use super::{Claim, Figure, look, noun, slip};
use crate::Interval;
use crate::document::Zone;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::language;
use crate::text::{class, role};

/// The sort of nouns that are said of the dead.
const BODY: Attr<'static> = Attr::Text("body");

/// The parts of a whole are told in the sentence of it, or in so many after it.
const NEXT: u32 = 2;

/// The most tokens between two figures that stand side by side.
const BESIDE: u32 = 3;

/// A figure that may be a part of the claim.
struct Part<'a, 'f> {
    figure: &'a Figure<'f>,
    /// Whether it is of what the claim counts, and not of other things of its class: "45 houses" of "60 homes".
    own: bool,
}

impl Part<'_, '_> {
    /// Whether two figures are told as parts of one thing. Things that the claim does not name are added up only
    /// where they stand side by side: "30 vans and 12 lorries", but not the 20 beds of two wards.
    fn joins(&self, other: &Self) -> bool {
        let (a, b) = (self.figure.fact, other.figure.fact);
        let beside = || a.tokens.0.max(b.tokens.0).saturating_sub(a.tokens.1.min(b.tokens.1)) <= BESIDE;
        let far = a.sentence.abs_diff(b.sentence);
        if self.own == other.own { self.own || far < 2 } else { far == 0 && beside() }
    }
}

impl Claim<'_> {
    /// Whether a figure can be a part of the claim, and is of what the claim counts: it is of things of one class, or
    /// has no noun of its own and stands where such things are counted.
    fn part(&self, figure: &Figure<'_>, sentences: &FxHashSet<u32>) -> Option<bool> {
        let fact = figure.fact;
        match (&self.class, &figure.class) {
            (None, _) => Some(true),
            (Some(a), Some(b)) if a == b => Some(*a == noun::PERSON || noun::is_of_one(self.fact, fact)),
            // "Seventeen people died, and six bodies were found".
            (Some(a), Some(_)) if *a == noun::PERSON && fact.attr(Key::Sort) == Some(BODY) => Some(true),
            (Some(a), Some(b)) => {
                let vague = |class: &Attr<'_>| *class == Attr::Text("other");
                let known = |class: &Attr<'_>| [noun::PERSON, Attr::Text("measure")].contains(class);
                let fits = vague(a) && !known(b) || vague(b) && !known(a);
                fits.then(|| noun::is_of_one(self.fact, fact))
            }
            // "At least three of them" are some of what is told before.
            (Some(_), None) if look::is_subset(fact) && figure.interval.high.is_none() => None,
            (Some(_), None) => {
                let said = |key: Key| fact.attr(key).is_some() && fact.attr(key) == self.fact.attr(key);
                let told = fact.attr(Key::Additive) == Some(Attr::Flag(true))
                    || [Key::Predicate, Key::Event].into_iter().any(said)
                    || sentences.contains(&fact.sentence)
                    || !look::is_subset(fact) && sentences.contains(&fact.sentence.saturating_sub(1));
                told.then_some(true)
            }
        }
    }

    /// Whether two or three figures add up to the claim, or two are so far apart.
    pub(super) fn is_made_of(&self, facts: &Facts<'_>, figures: &[Figure<'_>]) -> bool {
        let own = |figure: &&Figure<'_>| figure.class.is_some() && figure.class == self.class;
        let sentences: FxHashSet<u32> = figures.iter().filter(own).map(|f| f.fact.sentence).collect();
        // What is told twice is one part, unless a sentence has both: "one count of fraud and one count of theft".
        let mut told: FxHashMap<_, u32> = FxHashMap::default();
        let parts: Vec<Part<'_, '_>> = figures
            .iter()
            .filter(|figure| figure.fact.kind() == self.fact.kind())
            .filter(|figure| figure.fact.attr(Key::Whole).is_none())
            .filter_map(|figure| Some(Part { figure, own: self.part(figure, &sentences)? }))
            .filter(|part| {
                let fact = part.figure.fact;
                let name = fact.attr(Key::Noun).map(|noun| noun.to_string());
                let again = fact.attr(Key::Additive) == Some(Attr::Flag(true));
                *told.entry((part.figure.value, name)).or_insert(fact.sentence) == fact.sentence || again
            })
            .collect();
        // "5.2 million" of 4.5 million and 785,000: digits may be cut off too.
        let unit = self.interval.high.zip(self.interval.low).map(|(high, low)| high - low);
        let cut_off = unit
            .filter(|unit| !unit.is_zero())
            .and_then(|unit| Some(Interval::between(self.value, self.value.checked_add(unit)?)));
        let near = |interval: Interval| {
            interval.overlaps(self.interval) || cut_off.is_some_and(|cut_off| interval.overlaps(cut_off))
        };
        let large = self.value >= Decimal::ONE_THOUSAND;
        // "The fare, now $3, goes up by 25 cents": by how much something moves is no part of it.
        let moves = |part: &&Part<'_, '_>| part.figure.fact.attr(Key::Change) == Some(Attr::Flag(true));
        let of = |chosen: &[&Part<'_, '_>]| {
            chosen.iter().any(moves) || !self.has_whole(facts, (figures, &parts), chosen)
        };
        parts.iter().enumerate().any(|(i, a)| {
            let next = self.value == a.figure.value + Decimal::ONE && a.figure.class == self.class;
            // "First of five halls opens": "four more halls will follow".
            let more = a.figure.fact.attr(Key::Additive) == Some(Attr::Flag(true));
            let lone = next
                && (more
                    || facts.names_one_more(a.figure.fact, self.lexicon)
                    || self.has_one_more(facts, a.figure.fact)
                    || self.has_single(facts));
            let mut more = parts[i + 1..].iter().enumerate().filter(|(_, b)| a.joins(b));
            lone || more.any(|(j, b)| {
                let sum = a.figure.part().sum(b.figure.part());
                let apart = || {
                    let (more, less) = if a.figure.value > b.figure.value { (a, b) } else { (b, a) };
                    let close = a.figure.fact.sentence == b.figure.fact.sentence;
                    (large || close) && near(more.figure.part().difference(less.figure.part()))
                };
                // What is lost in rounding is no part.
                // "The loan of $540,000 and $1.3 million of debts were cut to $400,000".
                let cut = |c: &Part<'_, '_>| {
                    let one = [b, c].iter().all(|part| part.figure.fact.sentence == a.figure.fact.sentence);
                    large && one && near(sum.difference(c.figure.part()))
                };
                let third = |c: &&Part<'_, '_>| {
                    let matters = !large || !near(sum);
                    matters && (a.joins(c) || b.joins(c)) && near(sum.sum(c.figure.part())) && of(&[a, b, *c])
                };
                near(sum) && of(&[a, b])
                    || apart()
                    || parts[i + j + 2..].iter().any(|c| third(&c))
                    || parts.iter().any(cut)
            })
        })
    }

    /// Whether one more is told to have met with what the claim tells of several: "a boy died in hospital", "the toll rose
    /// by one".
    fn has_single(&self, facts: &Facts<'_>) -> bool {
        const NEAR: usize = 9;
        let Some(Attr::Text(event @ ("death" | "injury"))) = self.fact.attr(Key::Event) else { return false };
        let tokens = &facts.tokens;
        let does = |at: usize, role| tokens.get(at).is_some_and(|token| self.lexicon.does(token, role));
        let text = |at: usize| {
            let block = facts.block_of(facts.sentence_of(at));
            facts.zone(block).is_own() && !matches!(facts.zone(block), Zone::Headline | Zone::Kicker)
        };
        let told = |at: &usize| {
            let hit = self.lexicon.at(facts.text, tokens, *at, tokens.len(), class::EVENT);
            hit.is_some_and(|hit| hit.value == event) && text(*at)
        };
        let single = |at: usize| {
            let (from, _) = facts.sentences[facts.sentence_of(at)];
            let before = (at.saturating_sub(NEAR).max(from as usize)..at).rev();
            let mut before = before
                .take_while(|&at| facts.starting(at).is_none_or(|fact| !matches!(fact.kind(), Kind::Count)));
            let person = before.clone().any(|at| {
                tokens[at].has(class::NOUN_PERSON)
                    && !language::chosen().looks_plural(tokens[at].of(facts.text))
            });
            person && before.any(|at| does(at, role::A_OR_AN))
        };
        let toll = |at: usize| does(at, role::MONEY_BY) && does(at + 1, role::SYNTAX_ONE);
        (0..tokens.len()).filter(|&at| tokens[at].has(class::EVENT)).filter(told).any(single)
            || (0..tokens.len()).any(|at| toll(at) && text(at))
    }

    /// Whether one more is told beside a count: "four counts of theft along with fraud"; or of a person in another
    /// sentence: "in addition, Ana Borg was jailed in May".
    fn has_one_more(&self, facts: &Facts<'_>, count: &Fact) -> bool {
        let after = facts.tokens.iter().enumerate().skip(count.tokens.1 as usize);
        let mut after = after.take_while(|(at, _)| facts.sentence_of(*at) == count.sentence as usize);
        let with =
            |at: usize| facts.tokens.get(at).is_some_and(|next| self.lexicon.does(next, role::SYNTAX_WITH));
        let beside = after.any(|(at, token)| {
            self.lexicon.does(token, role::COUNT_BESIDES)
                || self.lexicon.does(token, role::COUNT_ALONG) && with(at + 1)
        });
        let more = |person: &Fact| {
            person.attr(Key::Given).is_some()
                && person.sentence > count.sentence
                && look::is_text(person)
                && facts.has_word_with(person.sentence as usize, role::COUNT_ONE_MORE)
        };
        beside || self.class == Some(noun::PERSON) && facts.of(Kind::Person).any(more)
    }

    /// Whether the largest of the figures that are added up is a whole of which the others are parts, and so is not
    /// added to them: "seven drowned; five were found here and two there" makes no nine. The other parts that it
    /// has are one or two figures of the text. It is such a whole where the claim can stand for it by a slip, or
    /// where its parts are told right after it.
    fn has_whole(
        &self,
        facts: &Facts<'_>,
        (figures, parts): (&[Figure<'_>], &[Part<'_, '_>]),
        chosen: &[&Part<'_, '_>],
    ) -> bool {
        let Some(whole) = chosen.iter().max_by_key(|part| part.figure.value) else { return false };
        let divides = |sum: &Fact| {
            let over =
                |part: &&Part<'_, '_>| (sum.tokens.0..sum.tokens.1).contains(&part.figure.fact.tokens.0);
            let closes = sum.attr(Key::Closes) == Some(Attr::Flag(true));
            closes && number(sum, Key::Whole) == Some(whole.figure.value) && chosen.iter().all(over)
        };
        if facts.of(Kind::Breakdown).any(divides) {
            return true;
        }
        let others = || chosen.iter().filter(|part| !std::ptr::eq(**part, *whole));
        let total = others().map(|part| part.figure.value).try_fold(Decimal::ZERO, Decimal::checked_add);
        let value = whole.figure.value;
        let Some(rest) = total.and_then(|total| value.checked_sub(total)) else { return false };
        let from = whole.figure.fact.sentence;
        let slip = slip::is_slip(self.value, value);
        let fits = |part: &Part<'_, '_>| slip || (from..=from + NEXT).contains(&part.figure.fact.sentence);
        let beside = |figure: &&Figure<'_>| {
            figure.fact.kind() == Kind::Number
                && others().any(|part| part.figure.fact.sentence == figure.fact.sentence)
        };
        let fitting = parts.iter().filter(|part| fits(part)).map(|part| part.figure.value);
        let is_chosen = |value: &Decimal| chosen.iter().any(|part| part.figure.value == *value);
        let free = fitting.chain(figures.iter().filter(beside).map(|figure| figure.value));
        let free: Vec<Decimal> = free.filter(|value| !is_chosen(value)).collect();
        let two = chosen.len() < 3;
        let sum = |a: &Decimal, b: &Decimal| a != b && a.checked_add(*b) == Some(rest);
        others().all(|part| fits(part))
            && (rest.is_zero() && !two
                || free.contains(&rest)
                || two && free.iter().any(|a| free.iter().any(|b| sum(a, b))))
    }

    /// Whether the claim is so many times an amount that is told of each, "a prize of $50,000" of five schools that
    /// get $10,000 each, or twice one that is told twice, as two fines may be.
    pub(super) fn is_product(&self, facts: &Facts<'_>, figures: &[Figure<'_>]) -> bool {
        let several = |fact: &&Fact| number(fact, Key::Value) > Some(Decimal::ONE);
        let numbers =
            || [Kind::Count, Kind::Number].into_iter().flat_map(|kind| facts.of(kind)).filter(several);
        let twice = |figure: &Figure<'_>| {
            let again = |other: &&Figure<'_>| {
                other.value == figure.value && other.fact.sentence != figure.fact.sentence
            };
            figure.value + figure.value == self.value && figures.iter().any(|other| again(&other))
        };
        figures.iter().any(|figure| {
            let rate = self.is_rate(facts, figure.fact);
            let product = |times: Decimal| figure.value.checked_mul(times) == Some(self.value);
            // "Five prizes of $100", "five schools will get $10,000".
            let of =
                |fact: &Fact| fact.sentence == figure.fact.sentence && fact.tokens.0 < figure.fact.tokens.0;
            let beside = |fact: &&Fact| rate || of(fact);
            // "It went for £62,000, to which a premium of 25 per cent comes."
            let with = |percent: &Fact| {
                let part = number(percent, Key::Value)?.checked_div(Decimal::ONE_HUNDRED)?;
                let part = figure.value.checked_mul(part)?;
                Some([figure.value.checked_add(part)?, figure.value.checked_sub(part)?].contains(&self.value))
            };
            let near = |percent: &&Fact| percent.sentence.abs_diff(figure.fact.sentence) < 2;
            numbers().filter(beside).filter_map(|fact| number(fact, Key::Value)).any(product)
                || twice(figure)
                || facts.of(Kind::Percent).filter(near).any(|percent| with(percent) == Some(true))
        })
    }

    /// Whether an amount is told of each of several: "$10,000 each", "$10 a share".
    fn is_rate(&self, facts: &Facts<'_>, amount: &Fact) -> bool {
        let next = facts.tokens.get(amount.tokens.1 as usize);
        facts.has_word_with(amount.sentence as usize, role::MONEY_EACH)
            || next.is_some_and(|token| token.is_lower() && self.lexicon.does(token, role::A_OR_AN))
    }
}
