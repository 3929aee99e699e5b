//! Counts of a part of a group: "two of the ten boats", "of these, 34", "34 out of 40 boats".

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::noun::MODIFIERS;
use super::{Count, PERSON};
use crate::facts::Reader;
use crate::facts::number::{Bound, ExtractedNumber, Number};
use crate::text::{class, role};

/// How many words a group has at most that stands in front of the count of its part.
const FRONTED: usize = 8;

/// Within how many words of it the group is counted.
const LED: usize = 5;

impl Reader<'_> {
    /// Whether what leads to a count says that it is of a group told before: "of these, 34", "out of them, 34", "among
    /// those questioned, 34", "of these eggs, 34", ", of which 34", "including 34 from".
    pub(super) fn is_of_them(&self, from: usize) -> bool {
        let first = self.sentence.0;
        if from < first + 2 {
            return false;
        }
        // "…, of whom 34 were late"
        if self.does(from - 1, role::SYNTAX_RELATIVE) {
            return self.is(from - 1, role::COUNT_OF_THEM) && self.does(from - 2, role::COUNT_AMONG);
        }
        if !self.is_mark(from - 1, b',') {
            return false;
        }
        let clause = (first..from - 1).rev().take(FRONTED).find(|&at| !self.tokens[at].is_word());
        let start = clause.map_or(first, |mark| mark + 1);
        let of = start + usize::from(self.does(start, role::COUNT_OUT_OF));
        let opens = start == first || self.is_mark(start - 1, b';');
        let word = |at: usize| self.tokens[at].is_word() && !self.tokens[at].has(class::AUXILIARY);
        opens
            && of + 2 < from
            && from - start <= FRONTED
            && self.does(of, role::COUNT_AMONG)
            && (self.is(of + 1, role::COUNT_OF_THEM) || self.is_the_group(of + 1, from - 1))
            && (of + 2..from - 1).all(word)
            && (of + 2..from - 1)
                .all(|at| !self.is_number(at) && !self.tokens[at].classes.meets(self.triggers.number_word))
    }

    /// Whether some tokens are "the boats": all of what was told before.
    fn is_the_group(&self, at: usize, end: usize) -> bool {
        at + 2 == end
            && self.is_mark(end, b',')
            && self.does(at, role::THE)
            && self.noun(at + 1, end).is_some_and(|noun| noun.plural)
    }

    /// "of the suspects", "of them", "of the eight suspects": a part of a group.
    pub(super) fn subset(&self, count: &mut Count, of: usize, end: usize) -> Option<usize> {
        let at = of + 1;
        if at >= end {
            return None;
        }
        if self.is(at, role::COUNT_OF_THEM) {
            count.subset = true;
            return Some(self.those(count, at, end));
        }
        if count.number.label {
            return None;
        }
        // "Nine of the club's seven boats", "nine of Malta's seven banks"
        if count.number.value > Decimal::ONE
            && let Some(inner) = self.possessed_number(at, end)
        {
            let whole =
                (inner.number.bound == Bound::Exact && !inner.number.compound).then_some(inner.number.value);
            (count.subset, count.definite, count.whole) = (true, true, whole);
            let next = self.phrase(count, inner.to, end).filter(|_| count.noun.is_some());
            return next;
        }
        let owner = self.owner(at, end);
        if owner.is_none() && !self.is(at, role::COUNT_OF_GROUP) {
            return None;
        }
        // "Four of its boats" are of all that it has, and not of those told before.
        let own = self.does(at, role::COUNT_OWN) || self.does(at, role::COUNT_BESIDE_ONE);
        (count.subset, count.definite) = (true, !own);
        let mut at = owner.unwrap_or(at + 1);
        if let Some(inner) = (at < end).then(|| self.number(at, end)).flatten() {
            // "Eight of the two-day meeting's talks": the two are of the days.
            let joined = inner.to < end && self.is_mark(inner.to, b'-') && self.tokens[inner.to].is_glued();
            let exact = inner.number.bound == Bound::Exact && !joined;
            count.whole = exact.then_some(inner.number.value);
            at = inner.to;
        }
        let next = self.phrase(count, at, end).filter(|_| count.noun.is_some());
        next.or_else(|| self.people(count, at, end))
    }

    /// Whether a word behind a comma leads to some of what is counted before: ", including 34 from Gozo".
    pub(super) fn is_including(&self, at: usize) -> bool {
        let leads = self.does(at, role::SYNTAX_AMONG) && self.does(at, role::SYNTAX_LEADING);
        leads && at > self.sentence.0 && self.is_mark(at - 1, b',')
    }

    /// Whether a bound tells what is reached and is no limit: "as many as 30", "up to 30" of what has happened.
    pub(super) fn is_reached(&self, from: usize) -> bool {
        let (first, end) = self.sentence;
        self.does(from, role::AS)
            || self.does(from, role::BOUND_REACHED)
                && !(first..end).any(|at| self.does(at, role::SYNTAX_MODAL))
    }

    /// "Of Marsa Rovers' goals", "of Gozo's schools": the token after the name to which a group belongs.
    pub(super) fn owner(&self, at: usize, end: usize) -> Option<usize> {
        let name = |i: &usize| self.tokens[*i].is_capital() && self.tokens[*i].is_word();
        let to = at + (at..end.min(at + MODIFIERS)).take_while(name).count();
        (to > at && to + 1 < end && self.is_possessive(to)).then_some(to + 1)
    }

    /// "All of the guests, including 34 cooks": of whom the cooks are some.
    pub(super) fn among_all(&self, count: &mut Count, from: usize) {
        let Some(including) = self.before(from).filter(|_| count.noun.is_some() && !count.subset) else {
            return;
        };
        let leads =
            self.does(including, role::SYNTAX_AMONG) && self.is_mark(including.saturating_sub(1), b',');
        let first = self.sentence.0;
        if !leads || including < first + 3 {
            return;
        }
        // "among them 34 cooks" is read below.
        let head = including - 2;
        let opens = (first..head).rev().take(FRONTED).find(|&at| self.does(at, role::COUNT_TOTAL));
        let Some(all) = opens.filter(|&all| all == first || !self.tokens[all - 1].is_word()) else { return };
        let of = all + 1 + usize::from(self.is(all + 1, role::OF));
        let pronoun = of == head && self.is(head, role::COUNT_OF_THEM);
        if !pronoun
            && !self.does(head, role::COUNT_MEMBERS)
            && self.noun(head, head + 1).is_none_or(|noun| !noun.plural)
        {
            return;
        }
        let article = usize::from(self.tokens[of].has(class::DETERMINER));
        if of + article == head || pronoun {
            let noun = self.noun(head, head + 1).map(|noun| noun.lemma);
            self.set_among(count, head, noun.filter(|_| !pronoun));
        }
    }

    /// "Among the guests were 34 cooks", "Among the boats were 34 with sails": of whom they are some.
    pub(super) fn among_fronted(&self, count: &mut Count, from: usize) {
        let first = self.sentence.0;
        let Some(be) = self.before(from).filter(|&be| be > first + 1 && self.does(be, role::SYNTAX_BE))
        else {
            return;
        };
        if count.subset || !self.does(first, role::COUNT_AMONG) || be > first + FRONTED {
            return;
        }
        let pronoun = self.is(first + 1, role::COUNT_OF_THEM);
        let head = be - 1;
        // "Among the nine are ten swimmers"
        if head == first + 2 && self.does(first + 1, role::THE) && self.is_numeral(head) {
            let whole = self.number(head, be).filter(|whole| whole.number.bound == Bound::Exact);
            count.whole = whole.map(|whole| whole.number.value);
            count.subset = count.whole.is_some();
            return;
        }
        let described = pronoun && head == first + 2;
        let noun = self.noun(head, be).filter(|noun| noun.plural || self.does(head, role::COUNT_MEMBERS));
        if head == first + 1 && pronoun || described && noun.is_none() {
            if count.noun.is_none() {
                (count.subset, count.definite) = (true, true);
            } else {
                self.set_among(count, head, None);
            }
        } else if head == first + 2 && self.tokens[first + 1].has(class::DETERMINER) {
            let Some(noun) = noun else { return };
            if count.noun.is_none() {
                count.sort = self.sort(head + 1);
                (count.noun, count.class) = (Some(noun.lemma), Some(noun.class));
                (count.subset, count.definite) = (true, true);
            } else {
                self.set_among(count, head, Some(noun.lemma));
            }
        }
    }

    /// Whether "among" opens the sentence and a verb that leads to what is among them stands before a number.
    pub(super) fn is_among_were(&self, from: usize) -> bool {
        let first = self.sentence.0;
        from > first + 2
            && from <= first + FRONTED
            && self.does(first, role::COUNT_AMONG)
            && self.does(from - 1, role::SYNTAX_BE)
    }

    /// Makes a count with a noun of its own one of the group that a token tells.
    fn set_among(&self, count: &mut Count, head: usize, noun: Option<CompactString>) {
        let pronoun = noun.is_none() && !self.does(head, role::COUNT_MEMBERS);
        let general = pronoun || self.does(head, role::COUNT_MEMBERS);
        if general && count.class != Some(PERSON) {
            return;
        }
        count.subset = true;
        count.definite = pronoun;
        count.among = noun.filter(|_| !general).or(Some(CompactString::const_new(PERSON)));
    }

    /// The number behind a possessive: "of the club's seven boats".
    fn possessed_number(&self, at: usize, end: usize) -> Option<ExtractedNumber> {
        let opens = self.is(at, role::COUNT_OF_GROUP) || self.tokens[at].is_capital();
        let word = |at: usize| self.tokens[at].is_word() && !self.is_number(at);
        let owner = (at..end.min(at + LED)).take_while(|&at| word(at)).find(|&at| self.is_possessive(at + 1));
        let from = owner.filter(|_| opens)? + 2;
        (from < end).then(|| self.number(from, end)).flatten().filter(|inner| inner.core.0 == from)
    }

    /// Whether a part without a noun ends with its number, and no noun that no list has follows: "of whom 34 work".
    pub(super) fn is_bare_part(&self, count: &Count, from: usize, to: usize, end: usize) -> bool {
        let number = &count.number;
        let few = number.value < 10_000.into() && number.value.fract().is_zero() && !number.label;
        let year = self.year(from, to).is_some_and(|year| (1900..2100).contains(&year));
        few && !year && to < end && self.tokens[to].is_lower()
    }

    /// "Of these eggs, 34": the noun of a group that stands in front.
    pub(super) fn of_these(&self, count: &mut Count, from: usize) {
        let of_them = |at: usize| self.is(at, role::COUNT_OF_THEM) || self.is_the_group(at, from - 1);
        let first = (self.sentence.0..from).rev().find(|&at| of_them(at));
        let Some(these) = first.filter(|&these| these + 2 < from) else { return };
        let mut read = Count::new(Number { value: Decimal::TWO, ..count.number });
        if self.phrase(&mut read, these + 1, from).is_some() && read.noun.is_some() {
            (count.noun, count.class, count.sort) = (read.noun, read.class, read.sort);
            count.definite = true;
        }
    }

    /// "49 out of 45 ships": the group is counted right behind.
    pub(super) fn out_of(&self, count: &mut Count, of: usize, end: usize) -> Option<usize> {
        let inner = (of + 1 < end).then(|| self.number(of + 1, end)).flatten();
        let Some(inner) = inner.filter(|inner| inner.number.bound == Bound::Exact && !count.number.label)
        else {
            return self.subset(count, of, end);
        };
        let next = self.phrase(count, inner.to, end).filter(|_| count.noun.is_some())?;
        (count.subset, count.whole) = (true, Some(inner.number.value));
        Some(next)
    }

    /// "Of those who fell ill", "of those acres": the token after what those are, or after the word itself.
    fn those(&self, count: &mut Count, at: usize, end: usize) -> usize {
        let (word, next) = (&self.tokens[at], at + 1);
        if !word.has(class::DETERMINER) || next >= end {
            return next;
        }
        if self.does(next, role::WHO) {
            self.persons(count);
            return next;
        }
        let mut read = count.clone();
        match self.phrase(&mut read, next, end) {
            Some(to) if read.noun.is_some() => {
                *count = read;
                count.definite = true;
                // "Of those witnesses": whoever they were called before.
                if count.class == Some(PERSON) {
                    count.sort = Some(CompactString::const_new(PERSON));
                }
                to
            }
            _ => next,
        }
    }

    /// "Of the dead": an adjective that stands for persons.
    fn people(&self, count: &mut Count, at: usize, end: usize) -> Option<usize> {
        let adjective = at < end && self.does(at, role::COUNT_PEOPLE);
        if !adjective || self.noun(at + 1, end).is_some() {
            return None;
        }
        count.event = self.event(at);
        self.persons(count);
        Some(at + 1)
    }

    /// "Of the 64 flights, 71 were late": a count without a noun after a group that stands in front.
    pub(super) fn of_fronted(&self, count: &mut Count, from: usize, end: usize) {
        let first = self.sentence.0;
        if from < first + 4 || !self.does(first, role::COUNT_AMONG) || !self.is_mark(from - 1, b',') {
            return;
        }
        // "Of the harbour's 64 flights"
        let led = |at: usize| {
            self.tokens[at].has(class::DETERMINER)
                || self.is(at, role::COUNT_OF_GROUP)
                || self.is_possessed(at)
        };
        let Some(group) = (first + 1..from.min(first + LED)).find(|&at| !led(at)) else { return };
        let inner = self.number(group, from).filter(|inner| inner.core.0 == group);
        let Some(inner) = inner.filter(|i| i.number.bound == Bound::Exact && !i.number.compound) else {
            return;
        };
        if (inner.to..from - 1).any(|at| self.is_mark(at, b',')) {
            return;
        }
        let mut whole = Count::new(inner.number);
        let Some(next) = self.phrase(&mut whole, inner.to, end) else { return };
        let owner = matches!(self.word(next), "'" | "’") || self.is_possessive(next);
        if whole.noun.is_some() && whole.class != Some("measure") && !owner {
            (count.subset, count.whole) = (true, Some(inner.number.value));
        }
    }

    /// Whether a token is part of who has what is counted: "the harbour's".
    fn is_possessed(&self, at: usize) -> bool {
        self.is_possessive(at) || self.is_possessive(at + 1)
    }
}
