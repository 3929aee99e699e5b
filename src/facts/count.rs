//! Counts: a number, what it counts, and the words that narrow it.
//!
//! The heart of the project. Two counts can contradict each other only if they count the same
//! things, so a count carries everything that narrows it: the words between number and noun,
//! the place, what happened to them, whether it is a part of a group or comes on top of one.

mod adjacent;
mod elided;
mod noun;
mod part;
mod toll;
mod total;

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::declare::kind;
use super::number::{Bound, ExtractedNumber, Form, Grouping, Number};
use super::{Fact, Place, Reader, Value};
use crate::text::{class, role};

/// A number of things.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The number.
    pub number: Number,
    /// What is counted, in the singular. None if the noun is left out.
    pub noun: Option<CompactString>,
    /// The kind of thing: the part of the noun's class after "noun.", or "other". None if the
    /// noun is left out.
    pub class: Option<&'static str>,
    /// What the noun comes to, in one word for nouns of one meaning.
    pub sort: Option<CompactString>,
    /// The words between number and noun, in lower case, without places and additive words.
    pub modifiers: CompactString,
    /// The country or state named beside it.
    pub place: Option<CompactString>,
    /// The verb of what happened to them.
    pub predicate: Option<CompactString>,
    /// What that comes to, in one word for verbs of one meaning.
    pub event: Option<CompactString>,
    /// "two others", "eight more suspects".
    pub additive: bool,
    /// "two of the suspects".
    pub subset: bool,
    /// "two of the ten suspects": ten.
    pub whole: Option<Decimal>,
    /// "two of the suspects (20 per cent)": the percentage stated.
    pub share: Option<Decimal>,
    /// "the three men", "a total of three men".
    pub definite: bool,
    /// "all three men", "a total of three men", "its three men".
    pub complete: bool,
    /// The token after the number itself.
    pub number_to: u32,
    /// Whether another number stands right before it.
    pub adjacent: bool,
    /// Whether another count of the same class stands in its sentence.
    pub joined: bool,
    /// "All the guests, including 34 cooks": the guests. Of a group told by a pronoun, persons.
    pub among: Option<CompactString>,
    /// "no more than 30".
    pub limit: bool,
}

kind! {
    /// A number of things.
    Count(c) as "count", over Words;

    [Value, Bound, Form, Grouping, Gloss] of Number = &c.number;
    Noun: Text = c.noun.as_ref(), "what is counted, in the singular; absent if elided";
    Class: Text = c.class,
        "person, thing, place, event, document, group, measure; other for a noun no list has";
    Sort: Text = c.sort.as_ref(), "what the noun comes to, in one word for nouns of one meaning: \"pupil\" and \"student\"";
    Modifiers: Text = (!c.modifiers.is_empty()).then_some(&c.modifiers),
        "the words between number and noun, in lower case";
    Place: Text = c.place.as_ref(),
        "code of the country or state named as an adjective or after \"in\"";
    Predicate: Text = c.predicate.as_ref(), "what is said to have happened to them: arrest, seize";
    Event: Text = c.event.as_ref(), "what that comes to: death, injury, custody, prison, conviction, accusation, safety, eviction, admission or absence; else the predicate";
    Additive: Flag = c.additive, "counts more than those told before: \"two others\"";
    Subset: Flag = c.subset, "counts some of a group: \"two of the suspects\"";
    Whole: Number = c.whole, "of a subset, how many the group has: \"two of the ten boats\"";
    Share: Number = c.share, "the percentage in brackets, or after \"or\", behind it";
    Ratio: Number = c.ratio(), "of a subset of a counted group, its percentage as calculated";
    Definite: Flag = c.definite,
        "points back to a group, or is said to be all of it: \"the three men\", \"a total of 30 boats\"";
    Complete: Flag = c.complete,
        "said to be all: \"a total of 30 boats\", \"all 30 boats\", \"its 30 boats\", \"30 boats in all\"";
    Compound: Flag = c.number.compound, "a hyphen joins number and noun, in a headline: \"a 65-seat hall\"";
    Elided: Flag = c.noun.is_none(), "the noun is left out: \"six in Malta\"";
    Adjacent: Flag = c.adjacent, "another number stands right before it";
    Joined: Flag = c.joined, "another count of the same class stands in its sentence";
    Among: Text = c.among.as_ref(),
        "the noun of the group that it is some of, where it has one of its own: \"all the guests, including 34 cooks\"";
    Limit: Flag = c.limit, "is a limit that need not be reached: \"no more than 30\", \"may sell up to 30\"";
}

impl Count {
    /// A count of which only the number is known.
    pub(super) fn new(number: Number) -> Self {
        Self {
            number,
            noun: None,
            class: None,
            sort: None,
            modifiers: CompactString::default(),
            place: None,
            predicate: None,
            event: None,
            additive: false,
            subset: false,
            whole: None,
            share: None,
            definite: false,
            complete: false,
            number_to: 0,
            adjacent: false,
            joined: false,
            among: None,
            limit: false,
        }
    }

    /// The percentage that a subset is of its counted group.
    #[must_use]
    pub fn ratio(&self) -> Option<Decimal> {
        self.number.value.checked_mul(100.into())?.checked_div(self.whole?)
    }
}

/// The class of persons, and what a word for them in general comes to.
const PERSON: &str = "person";

/// Marks the counts that share a sentence with another count of the same class. Facts are in order, so those
/// of a sentence stand together.
pub(super) fn join(facts: &mut [Fact]) {
    for sentence in facts.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let mut classes: Vec<(&str, usize)> = Vec::new(); // at most one for each class there is
        for fact in sentence.iter() {
            if let Value::Count(count) = &fact.value {
                let Some(class) = count.class else { continue };
                match classes.iter_mut().find(|c| c.0 == class) {
                    Some((_, times)) => *times += 1,
                    None => classes.push((class, 1)),
                }
            }
        }
        for fact in sentence {
            if let Value::Count(count) = &mut fact.value {
                count.joined = classes.iter().any(|&(class, times)| Some(class) == count.class && times > 1);
            }
        }
    }
}

impl Reader<'_> {
    /// The count that a number begins, and the token after it. None if nothing countable
    /// follows.
    pub(super) fn count(&self, found: ExtractedNumber, end: usize) -> Option<(Count, usize, usize)> {
        let ExtractedNumber { number, from, to, .. } = found;
        if number.compound && !number.label {
            return self.compounded(&found, end);
        }
        if number.label || self.is_measure(to, end) {
            return None;
        }
        let before = self.before(from);
        // "Three in five of those": a share.
        let share = before.filter(|&at| self.does(at, role::IN) && to < end && self.is(to, role::OF));
        if share.and_then(|at| self.before(at)).is_some_and(|at| self.is_numeral(at)) {
            return None;
        }
        let definite = before.is_some_and(|b| self.does(b, role::COUNT_DEFINITE));
        let of_them = self.is_of_them(from);
        let adjacent = self.number_stands_before(&found, end);
        let mut count = Count {
            // "Her two sisters" come on top of her.
            additive: before.is_some_and(|b| self.does(b, role::COUNT_BESIDE_ONE)),
            // "Of these, 34 were red".
            subset: of_them,
            definite: definite || of_them || before.is_some_and(|b| self.is_possessive(b)),
            number_to: to as u32,
            adjacent,
            ..Count::new(number)
        };
        let next = if to < end && self.is(to, role::OF) {
            self.subset(&mut count, to, end)
        } else if to + 1 < end && self.is(to, role::COUNT_OUT_OF) && self.is(to + 1, role::OF) {
            self.out_of(&mut count, to + 1, end)
        } else {
            self.phrase(&mut count, to, end)
        };
        let next = match next {
            Some(next) if count.noun.is_some() || count.subset => next,
            None if (of_them || self.is_among_were(from)) && self.is_bare_part(&count, from, to, end) => to,
            next => (self.members(&mut count, from)
                || self.all_alone(&count, from, to, end)
                || self.toll(&mut count, from, to, end))
            .then_some(to)
            .or(next)?,
        };
        count.additive |= count.class == Some(PERSON) && before.is_some_and(|b| self.is_beside(b));
        if count.noun.is_none() && count.subset {
            self.of_these(&mut count, from);
        } else if count.noun.is_none() {
            self.of_fronted(&mut count, from, end);
            count.subset |= before.is_some_and(|before| self.is_including(before));
        }
        self.among_all(&mut count, from);
        self.among_fronted(&mut count, from);
        count.limit =
            number.bound == Bound::Nearly || number.bound == Bound::AtMost && !self.is_reached(from);
        // "The 2004 elections", "2019 figures": four digits without a mark before anything but people, things
        // and measures are a year.
        let yearly = matches!(count.class, Some("event" | "document" | "group" | "other"));
        if yearly
            && found.core.0 == from
            && self.year(from, to).is_some_and(|year| (1900..2100).contains(&year))
        {
            return None;
        }
        // Only measures are fractions: the digits of "1.234 boats" are grouped as in Europe.
        let measure = count.class == Some("measure");
        if !measure
            && number.form == Form::Digits
            && number.value.scale() == 3
            && number.grouping == Grouping::None
        {
            count.number.value = number.value.checked_mul(1000.into())?.normalize();
            count.number.unit = None;
            count.number.grouping = Grouping::Period;
        }
        if number.grouping == Grouping::Broken && !self.is_grouping(&found, measure) {
            return None;
        }
        let broken = !count.number.value.fract().is_zero() && number.form != Form::Mixed;
        // "Seven Oaks": a name, where even the noun is capitalised.
        let name = next > to
            && self.is_name_of_number(found.core.0, found.core.1, end)
            && self.tokens[next - 1].is_capital()
            && count.sort.is_none();
        if broken && !measure || name {
            return None;
        }
        // A toll has told what happened.
        match count.event.take() {
            None => self.predicate(&mut count, from, next, end),
            told => count.event = told,
        }
        count.share = self.share(next, end);
        if let Some(definite) = self.complete(from, next, end) {
            count.complete = true;
            count.definite |= definite;
        }
        Some((count, from, next))
    }

    /// The count that a word for a group begins at token `at`, and the tokens of it: "both men", "the trio".
    pub(super) fn group(
        &self,
        at: usize,
        found: ExtractedNumber,
        end: usize,
    ) -> Option<(Count, usize, usize)> {
        let both = self.does(at, role::NUMBER_BOTH);
        let whole = |count: &Count| count.noun.is_some() && !count.subset;
        if (both || found.to > at + 1)
            && let Some((count, from, next)) = self.count(found, end).filter(|(count, ..)| whole(count))
        {
            return Some((Count { definite: count.definite || both, ..count }, from, next));
        }
        // "The trio", and not "the trio concert" or "the pair of swans".
        let more = found.to < end && (self.is(found.to, role::OF) || self.noun(found.to, end).is_some());
        if both || found.to > at + 1 || more {
            return None;
        }
        let mut count = Count { definite: true, ..Count::new(found.number) };
        self.predicate(&mut count, found.from, found.to, end);
        Some((count, found.from, found.to))
    }

    /// Whether who is told before the word in front of a count is not in it: "a couple and their two daughters",
    /// "Ana Borg and two sailors".
    fn is_beside(&self, before: usize) -> bool {
        let and = if self.does(before, role::COUNT_OWN) { self.before(before) } else { Some(before) };
        let Some(and) = and.filter(|&and| self.does(and, role::AND)) else { return false };
        let place = |at: usize| self.tokens[at].classes.meets(self.triggers.place);
        let name =
            |at: usize| self.tokens[at].is_capital() && !self.titled && !self.is_numeral(at) && !place(at);
        and < before || self.before(and).is_some_and(name)
    }

    /// Whether the comma in digits that are grouped as nobody does was to group them. It may be a decimal comma,
    /// or keep a year, a time of day or the number of a chapter from the next.
    fn is_grouping(&self, found: &ExtractedNumber, measure: bool) -> bool {
        let raw = self.word(found.core.0);
        let (Some((first, _)), Some((_, last))) = (raw.split_once(','), raw.rsplit_once(',')) else {
            return false;
        };
        let decimal = last.len() < if measure { 3 } else { 2 };
        let before = self.before(found.from);
        let apart = before.is_some_and(|b| {
            self.does(b, role::DATE_BEFORE_TIME) || self.noun(b, found.from).is_some() || self.is_number(b)
        });
        found.number.form == Form::Digits && first.len() < 4 && !decimal && !apart
    }

    /// Makes a count one of persons.
    fn persons(&self, count: &mut Count) {
        count.noun = Some(CompactString::const_new(PERSON));
        (count.class, count.sort) = (Some(PERSON), count.noun.clone());
    }

    /// The percentage right after a count: "(20 per cent)", ", or 20 per cent".
    fn share(&self, at: usize, end: usize) -> Option<Decimal> {
        let bracket = self.skip_mark(at, end, b'(');
        let or = self.skip_word(self.skip_mark(at, end, b','), end, role::OR);
        let from = if bracket > at { bracket } else { or };
        let or = from > at && (bracket > at || self.is(from - 1, role::OR));
        let number = (or && from < end && self.is_number(from)).then(|| self.number(from, end))??;
        match self.measured(number, end) {
            (Value::Percent(percent), _) if !percent.points && percent.value.bound == Bound::Exact => {
                Some(percent.value.value)
            }
            _ => None,
        }
    }

    /// What a word says that happened to persons.
    fn event(&self, at: usize) -> Option<CompactString> {
        let hit = self.lexicon.at(self.text, &self.tokens, at, self.sentence.1, class::EVENT)?;
        Some(hit.value.into())
    }

    /// The place after "in", if that is token `at`.
    fn place_in(&self, at: usize, end: usize) -> Option<Place> {
        let place = self.skip_word(at + 1, end, role::THE);
        let in_place = at < end && self.is(at, role::IN) && place < end;
        in_place.then(|| self.place(place, end)).flatten().map(|(place, _)| place)
    }

    /// Finds what happened to the things counted: "six suspects were arrested", "arrested six suspects", and
    /// for an elided noun the place that follows.
    fn predicate(&self, count: &mut Count, from: usize, next: usize, end: usize) {
        let lemma = |at: usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class::PREDICATE)?;
            Some(hit.value.into())
        };
        let mut at = next;
        while at < end.min(next + 5)
            && (self.tokens[at].has(class::AUXILIARY) || self.is(at, role::COUNT_BEFORE_VERB))
        {
            at += 1;
        }
        let mut told = None;
        if at < end {
            (count.predicate, told) = (lemma(at), Some(at));
        }
        let event = told.and_then(|at| self.event(at));
        // "Two bakers who set fire to a mill were jailed": what a relative clause tells of them is not what happened,
        // unless it has a known meaning.
        let relative = next < end && self.does(next, role::WHO) && event.is_none();
        if relative {
            (count.predicate, told) = (None, None);
        }
        if count.predicate.is_none()
            && event.is_none()
            && from > self.sentence.0
            && !self.tokens[from - 1].has(class::AUXILIARY)
        {
            (count.predicate, told) = (lemma(from - 1), Some(from - 1));
        }
        count.event =
            event.or_else(|| told.and_then(|at| self.event(at))).or_else(|| count.predicate.clone());
        if count.noun.is_none() && next < end && self.is(next, role::IN) {
            count.place = self.place_in(next, end).map(|place| place.code().clone());
        }
    }
}

#[cfg(test)]
mod tests;
