//! Series: items of one shape joined by commas, semicolons and "and", and how many there are.
//!
//! The same words can often be read in two ways: "research and development" is one item or two, "a red, leaky
//! boat" has no comma between items, and "Ana Borg, the mayor, and Karl Vella" are two people or three. So a
//! series has a least and a greatest number of items, and only what lies outside of both is wrong.

use super::super::look::Look;
use super::super::{Kind, Value};
use super::shape::Shape;
use crate::language;
use crate::text::{Token, class, role};

/// How many items a series has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Series {
    /// The least number.
    pub(super) low: usize,
    /// The greatest; none where an item can be of several: "cows, sheep and a goat".
    pub(super) high: Option<usize>,
    /// How many items are persons, and how many are countries or states.
    pub(super) persons: usize,
    pub(super) places: usize,
    /// Its first token and the one after its last.
    pub(super) tokens: (usize, usize),
}

impl Series {
    /// Whether so many items can be meant.
    pub(super) fn fits(&self, items: usize) -> bool {
        self.low <= items && self.high.is_none_or(|high| items <= high)
    }

    /// Of the possible numbers of items the one nearest to a number.
    pub(super) fn nearest(&self, to: usize) -> usize {
        self.high.map_or(to, |high| to.min(high)).max(self.low)
    }
}

/// What stands between two commas.
#[derive(Clone, Copy, Debug)]
struct Part {
    tokens: (usize, usize),
    /// Whether "and" stands before it.
    joined: bool,
}

/// How many letters the suffix of a firm has at most that a comma stands before.
const SUFFIX: usize = 5;

/// The most items that are read.
pub(super) const MOST: usize = 40;

impl Look<'_> {
    /// The series that some tokens of a sentence are. `listed` says that an item in the plural is one item.
    pub(super) fn series(&self, (from, to): (usize, usize), listed: bool) -> Option<Series> {
        if from >= to {
            return None;
        }
        let inside = self.inside((from, to));
        let free = |at: usize| !inside[at - from];
        if let Some(series) = self.numbered_inline((from, to)) {
            return Some(series);
        }
        let unread = |at: usize| {
            free(at)
                && (self.does(at, role::LIST_OPEN)
                    || self.is_dash(at)
                    || self.is_mark(at, &["…", "?", ":", "*", "/"]))
        };
        if (from..to).any(unread) {
            return None;
        }
        let joins = |at: usize| free(at) && self.does(at, role::LIST_PAIR);
        let mark = if (from..to).any(|at| free(at) && self.is_mark(at, &[";"])) { ";" } else { "," };
        let mut parts = self.parts((from, to), mark, &|at| free(at));
        // "Ana Borg, aka Ana the Cook, and Karl Vella"
        parts.retain(|part| part.joined || !self.does(part.tokens.0, role::ALIAS));
        if parts.is_empty() || parts.len() > MOST {
            return None;
        }
        // "Collision with, or electrocution by, cables", "1) a model; 2) others".
        let torn = |part: &Part| {
            let (first, last) = (part.tokens.0, part.tokens.1 - 1);
            let warm_up = last > first && self.is_mark(last - 1, &["-", "‑"]);
            self.has(last, class::PREPOSITION) && part.tokens.1 < to && !warm_up
                || self.does(first, role::OR)
                || self.is_number(first) && self.is_mark(first + 1, &[")"])
        };
        if parts.iter().any(torn) {
            return None;
        }
        let ands = |part: &Part| (part.tokens.0..part.tokens.1).filter(|&at| joins(at)).count();
        if mark == ";" {
            // "The mill 40 shares; its price rose": what goes on with an item is none.
            let clause = |part: &Part| {
                let first = part.tokens.0;
                self.is_number(first)
                    || self.does(first, role::COUNT_OWN)
                    || self.has(first, class::PRONOUN)
                    || (first..part.tokens.1).any(|at| self.is_verb(at))
            };
            if parts[1..].iter().any(clause) {
                return None;
            }
            let last = parts.last()?;
            let more = if last.joined { 0 } else { ands(last) };
            let low = parts.len();
            // "The owner Ana Borg; cooks Karl Vella and Joe Zammit; a baker": one item may name several.
            let several = parts[..low - 1].iter().any(|part| ands(part) > 0);
            return (low > 1).then(|| self.told((from, to), low, (!several).then_some(low + more), &parts));
        }
        // "…, Mali and Chad, signed a pact on ports and roads": what the sentence goes on with has no items.
        let closes = |i: &usize| parts[*i].joined || ands(&parts[*i]) > 0;
        let trails = |part: &Part| self.is_trailing(part.tokens.0) || self.is_unlike(parts[0], *part);
        let goes_on = |i: &usize| parts.get(i + 1).is_some_and(|part| !part.joined && trails(part));
        let early = (1..parts.len()).filter(closes).find(goes_on);
        if early.is_some_and(|end| parts[end + 1..].iter().any(|part| part.joined)) {
            return None;
        }
        let closing = early
            .or_else(|| parts.iter().rposition(|part| part.joined))
            .or_else(|| parts.iter().rposition(|p| ands(p) > 0))?;
        if parts.get(closing + 1).is_some_and(|after| !trails(after)) {
            return None;
        }
        parts.truncate(closing + 1);
        // Without a comma before it the last "and" parts two items.
        let last = parts[closing];
        let oxford = last.joined;
        let mut spare: usize = parts.iter().map(ands).sum();
        if !oxford {
            let and = (last.tokens.0..last.tokens.1).rev().find(|&at| joins(at))?;
            spare -= 1;
            parts[closing].tokens.1 = and;
            parts.push(Part { tokens: (and + 1, last.tokens.1), joined: true });
        }
        self.counted((from, last.tokens.1), &parts, spare, oxford, listed)
    }

    /// The series of items that have a number or a letter each: "(1) homes, (2) jobs and (3) trees".
    pub(super) fn numbered_inline(&self, (from, to): (usize, usize)) -> Option<Series> {
        let mark = |at: usize| {
            let word = self.word(at);
            let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_lowercase());
            let number = if letter {
                word.bytes().next().map(|b| usize::from(b - b'a') + 1)
            } else {
                word.parse().ok()
            };
            number.filter(|_| self.is_mark(at + 1, &[")"]))
        };
        let opens = from + usize::from(self.is_mark(from, &["("]));
        mark(opens).filter(|&first| first == 1)?;
        let mut items = 0;
        for at in from..to {
            match mark(at) {
                Some(number) if number == items + 1 => items = number,
                Some(_) => return None,
                None => {}
            }
        }
        (items > 1).then_some(Series {
            low: items,
            high: Some(items),
            persons: 0,
            places: 0,
            tokens: (from, to),
        })
    }

    /// The parts of a range between marks, without an "and" before them.
    fn parts(&self, (from, to): (usize, usize), mark: &str, free: &dyn Fn(usize) -> bool) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut start = from;
        for at in from..=to {
            if at < to && !(free(at) && self.is_mark(at, &[mark])) {
                continue;
            }
            let joined = start < at && self.does(start, role::LIST_PAIR);
            let first = start + usize::from(joined);
            if first < at {
                parts.push(Part { tokens: (first, at), joined });
            }
            start = at + 1;
        }
        parts
    }

    /// Whether what begins at a token says something of the series before it and is no item.
    fn is_trailing(&self, at: usize) -> bool {
        let language = language::chosen();
        let word = self.word(at);
        self.is_any(at, &[class::PRONOUN, class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY])
            || self.is_lower(at) && (language.looks_active(word) || language.looks_past(word))
    }

    /// Whether a part begins in lower case where the first is a name or a letter, so that the sentence goes on with it.
    fn is_unlike(&self, first: Part, part: Part) -> bool {
        let letter = first.tokens.1 == first.tokens.0 + 1 && self.word(first.tokens.0).len() == 1;
        let named = letter || self.token(first.tokens.0).is_some_and(Token::is_capital);
        let at = part.tokens.0;
        let other = self.is_lower(at) && self.word(at).len() > 1 && !self.has(at, class::DETERMINER);
        named && other && !self.is_described(at, part.tokens.1)
    }

    /// The series of the items that were told apart. `spare` is the number of "and" that may join two items.
    fn counted(
        &self,
        tokens: (usize, usize),
        parts: &[Part],
        spare: usize,
        oxford: bool,
        listed: bool,
    ) -> Option<Series> {
        let first = self.shape(parts[0].tokens.0, parts[0].tokens.1)?;
        let (mut low, mut high, mut several) = (0, 0, false);
        let mut pairs = 0;
        let mut items = Vec::new();
        for (i, part) in parts.iter().enumerate() {
            let (from, to) = part.tokens;
            if self.is_number(from) && !self.is_mark(from + 1, &["-"]) {
                // "Ana Borg, 44, and Karl Vella": an age is no item, and "two cooks" are several.
                let age = matches!(first, Shape::Name | Shape::TheName) && to == from + 1 && i > 0;
                if age {
                    continue;
                }
                return None;
            }
            // "Two reasons: the bridge was old, the river was high, and the crews were tired"
            let clauses = listed && oxford && spare == 0 && first != Shape::Name;
            if self.is_clause(part.tokens) && !clauses || self.has(from, class::CONJUNCTION) {
                return None;
            }
            // "Operations, which plans and builds, and Sales": the commas may be those of the clause.
            if self.has(from, class::PRONOUN) {
                return None;
            }
            let shape = self.shape(from, to);
            // "The Bureau of Cod, Ling and Hake": after "the Bureau" a bare name may be part of the name.
            let alike = shape == Some(first) || (first, shape) == (Shape::Name, Some(Shape::TheName));
            let certain = alike && !self.is_doubtful(part, (&parts[..i], &parts[i + 1..]), first);
            low += usize::from(certain);
            if self.is_pair(part.tokens) {
                (low, pairs) = (low + usize::from(certain), pairs + 1);
            }
            high += 1;
            several |= self.is_several(part, first);
            items.push(*part);
        }
        // "Pie and Cake, Bread, and Beer Shops": after an "and" the rest may be one item with its own.
        let joined = |part: &Part| {
            if self.is_pair(part.tokens) {
                return false;
            }
            let inside = self.inside(part.tokens);
            (part.tokens.0..part.tokens.1)
                .any(|at| self.does(at, role::LIST_PAIR) && !inside[at - part.tokens.0])
        };
        if oxford && let Some(i) = parts.iter().position(joined) {
            low = low.min(i + 2);
            // "Lamps fool birds, bees and bats, and traffic kills them": all before may be one item as well.
            if !matches!(first, Shape::Name | Shape::TheName) {
                low = low.min(parts.len() - i);
            }
        }
        // "Hale, Marks and Spencer": where other items hold an "and", the last may be one with its own.
        if !oxford && spare > pairs || items.len() == 2 && first == Shape::Name && !oxford {
            low = low.saturating_sub(1);
        }
        let high = (listed || !several).then_some(high + spare);
        (items.len() > 1 && low > 0).then(|| self.told(tokens, low, high, &items))
    }

    fn told(&self, tokens: (usize, usize), low: usize, high: Option<usize>, items: &[Part]) -> Series {
        let sentence = self.facts.sentence_of(tokens.0);
        let holds = |kind: Kind, part: &&Part| {
            let (from, to) = part.tokens;
            self.facts.within(sentence, kind).any(|f| {
                let place = !matches!(&f.value, Value::Place(p) if p.demonym);
                place && f.tokens.0 as usize >= from && (f.tokens.1 as usize) <= to
            })
        };
        let persons = items.iter().filter(|part| holds(Kind::Person, part)).count();
        let places = items.iter().filter(|part| holds(Kind::Place, part)).count();
        Series { low, high, persons, places, tokens }
    }

    /// Whether a part may be no item of its own: half of two adjectives, an office after a name, the country
    /// after a city, or what follows a firm's name.
    fn is_doubtful(&self, part: &Part, (before, after): (&[Part], &[Part]), first: Shape) -> bool {
        let (from, to) = part.tokens;
        let single = to == from + 1;
        let word = self.word(from);
        match first {
            Shape::Name | Shape::TheName => {
                // "Hale, Ltd", and not "Law, Engineering".
                let suffix = single
                    && (self.has(from, class::COMPANY_SUFFIX) && word.len() <= SUFFIX
                        || self.does(from, role::NAME_SUFFIX)
                        || self.does(from, role::NAME_SUFFIX_CAPITALS)
                        || self.does(from, role::NAME_HONOUR)
                        || self.does(from, role::NAME_HONOUR_CAPITALS));
                let office = self.has(from, class::TITLE) && !self.holds_person(part.tokens);
                let whole = |part: &Part| {
                    let from = part.tokens.0 + usize::from(self.does(part.tokens.0, role::THE));
                    self.name(from, part.tokens.1)
                        .is_some_and(|name| name.place && name.tokens.1 == part.tokens.1)
                };
                let within = whole(part) && before.last().is_some_and(|part| !whole(part));
                // "Rovers in Dearborn, Mich."
                let abbreviated = to == from + 2 && self.is_mark(from + 1, &["."]);
                let state = (single || abbreviated)
                    && before.last().is_some_and(|part| {
                        (part.tokens.0..part.tokens.1).any(|at| self.has(at, class::PREPOSITION))
                    });
                suffix || office || state || within && !before.is_empty()
            }
            Shape::Bare => {
                let noun = [
                    class::NOUN_PERSON,
                    class::NOUN_THING,
                    class::NOUN_PLACE,
                    class::NOUN_EVENT,
                    class::NOUN_DOCUMENT,
                    class::NOUN_GROUP,
                ];
                // "A cold, wet summer": a word alone is an adjective where a noun with more words comes after it.
                let words = |part: &&Part| part.tokens.1 - part.tokens.0;
                let long = after.iter().find(|part| words(part) > 1).is_some();
                single
                    && long
                    && !self.does(from, role::LIST_OFFENCE)
                    && !language::chosen().looks_plural(word)
                    && !self.is_any(from, &noun)
            }
            Shape::Determined | Shape::Led | Shape::Active => false,
        }
    }

    pub(super) fn holds_person(&self, (from, to): (usize, usize)) -> bool {
        let sentence = self.facts.sentence_of(from);
        self.facts
            .within(sentence, Kind::Person)
            .any(|f| f.tokens.0 as usize >= from && (f.tokens.1 as usize) <= to)
    }

    /// Whether an item may be several: a noun in the plural, or a family.
    fn is_several(&self, part: &Part, first: Shape) -> bool {
        let (from, to) = part.tokens;
        if self.any((from, to), role::LIST_FAMILY) {
            return true;
        }
        // "The Rita (models 4 and 5)"
        let inside = self.inside((from, to));
        if (from..to).any(|at| inside[at - from] && self.does(at, role::LIST_PAIR))
            && (from..to).any(|at| self.is_mark(at, &["("]))
        {
            return true;
        }
        let stop = |&at: &usize| self.is_any(at, &[class::PREPOSITION, class::PRONOUN]);
        let head = (from..to).find(stop).unwrap_or(to).checked_sub(1).filter(|&head| head >= from);
        let plural = |at: usize| {
            let word = self.word(at);
            word.len() > 3 && language::chosen().looks_plural(word) && !word.ends_with("ss")
        };
        !matches!(first, Shape::Name | Shape::TheName | Shape::Active) && head.is_some_and(plural)
            || self.lexicon.at(self.facts.text, &self.facts.tokens, to - 1, to, class::DEMONYM).is_some()
    }
}

/// The token before another, if the sentence has one.
pub(super) const fn at_before(at: usize, from: usize) -> Option<usize> {
    if at > from { Some(at - 1) } else { None }
}
