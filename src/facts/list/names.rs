//! Series of names in running text: "goalkeeper Ana Borg, 44, aka Nan, and winger Eva Galea".

use super::super::look::{Look, Name};
use super::series::{MOST, Series, at_before};
use super::shape::DESCRIBED;
use crate::language;
use crate::text::{class, role};

/// How many letters and periods a degree or a state has at most behind a name.
const DOTTED: usize = 6;

/// How many words tell at most where somebody is from.
const ORIGIN: usize = 8;

impl Look<'_> {
    /// The series of names in a sentence: in running text, where no mark tells where it begins and ends.
    pub(super) fn name_series(&self, sentence: usize) -> Vec<Series> {
        let (from, to) = self.sentence(sentence);
        let mut found = Vec::new();
        let mut at = from;
        while at < to {
            match self.names_from(at, to) {
                Ok(series) => {
                    at = series.tokens.1;
                    // What a comma or "and" stands before may be the end of another series.
                    let before = at_before(series.tokens.0, from);
                    if !before.is_some_and(|b| self.is_mark(b, &[","]) || self.does(b, role::LIST_PAIR)) {
                        found.push(series);
                    }
                }
                Err(next) => at = next,
            }
        }
        found
    }

    /// The series of names that begins with the name at a token, or at which token to go on.
    pub(super) fn names_from(&self, at: usize, end: usize) -> Result<Series, usize> {
        let Some(first) = self.described_name(at, end) else { return Err(at + 1) };
        let mut names = vec![first];
        let mut links: Vec<(bool, bool)> = Vec::new(); // a comma, an "and"
        let mut to = first.tokens.1;
        while let Some((name, link)) = self.next_name(to, end).filter(|_| names.len() < MOST) {
            to = name.tokens.1;
            names.push(name);
            links.push(link);
        }
        let go_on = Err(first.tokens.1);
        let Some(last) = links.iter().rposition(|&(_, and)| and) else { return go_on };
        let spare = links[..last].iter().filter(|&&(_, and)| and).count();
        if spare > 0 && !links[last].0 {
            return Err(to);
        }
        let all = names.len();
        let told = last + 2;
        // "Rome, Italy", "Ana Borg, Ambassador of Malta"
        let office = |name: &Name| self.has(name.tokens.0, class::TITLE) && !self.holds_person(name.tokens);
        // "Ana Borg, M.D., and Karl Vella"
        let dotted = |name: &Name| {
            let text = self.facts.span(name.tokens.0, name.tokens.1).of(self.facts.text);
            text.len() <= DOTTED && text.contains('.')
        };
        let within = |pair: &[Name]| !pair[0].place && pair[1].place || office(&pair[1]) || dotted(&pair[1]);
        // "Ana Borg, 31, of Mill Road, Ghent, and Karl Vella, 44": who has no age beside others may be where one lives.
        let aged = |name: &Name| self.is_mark(name.tokens.1, &[","]) && self.is_number(name.tokens.1 + 1);
        let some = names.iter().any(aged);
        let doubtful = names[..told].windows(2).filter(|pair| within(pair) || some && !aged(&pair[1]));
        let doubtful = doubtful.count();
        let mut low = (told - spare).saturating_sub(doubtful).max(1);
        // "Lille, Nord, and Ghent, East Flanders": what is told of the last may be told of each.
        if all > told {
            low = low.min(all.div_ceil(2));
        }
        let before = (at.saturating_sub(DESCRIBED)..at).rev();
        let before = before.take_while(|&at| self.token(at).is_some_and(crate::text::Token::is_word));
        let several = before.chain(at..(to + 2).min(end)).any(|at| self.does(at, role::LIST_FAMILY));
        Ok(Series {
            low,
            high: (!several).then_some(all),
            persons: names.iter().filter(|n| n.person == Some(true)).count(),
            places: names.iter().filter(|n| n.place).count(),
            tokens: (at, self.past_age(self.past_bracket(to, end), end)),
        })
    }

    /// The name at a token, behind which words may say who has it: "Lille goalkeeper Ana Borg".
    fn described_name(&self, at: usize, end: usize) -> Option<Name> {
        let name = self.name(at, end)?;
        let from = name.tokens.1;
        if name.person == Some(true) || !self.is_lower(from) {
            return Some(name);
        }
        let small =
            [class::PREPOSITION, class::PRONOUN, class::CONJUNCTION, class::AUXILIARY, class::PREDICATE];
        let plain = |at: usize| {
            self.is_mark(at, &["-"])
                || self.is_lower(at)
                    && !self.is_any(at, &small)
                    && !self.does(at, role::LIST_PAIR)
                    && !language::chosen().looks_past(self.word(at))
        };
        let next = (from..end.min(from + DESCRIBED)).find(|&at| !plain(at));
        let person = next.and_then(|at| self.name(at, end)).filter(|name| name.person == Some(true));
        Some(person.map_or(name, |person| Name { tokens: (at, person.tokens.1), ..person }))
    }

    /// The token after brackets that begin at a token: "Ana Borg (Radio Marsa)".
    fn past_bracket(&self, at: usize, end: usize) -> usize {
        if !self.is_mark(at, &["("]) {
            return at;
        }
        (at..end.min(at + ORIGIN)).find(|&at| self.is_mark(at, &[")"])).map_or(at, |at| at + 1)
    }

    /// The token after an age between commas, or before the end: "Ana Borg, 44,".
    fn past_age(&self, at: usize, end: usize) -> usize {
        let age = self.is_mark(at, &[","]) && self.token(at + 1).is_some_and(|t| !t.is_word());
        let over = at + 2 >= end || self.is_mark(at + 2, &[","]);
        if age && self.is_number(at + 1) && over { at + 2 } else { at }
    }

    /// The token after where somebody is from, behind a comma: "of no fixed address,".
    fn past_origin(&self, at: usize, end: usize) -> Option<usize> {
        if !self.does(at, role::PERSON_OF_PLACE) {
            return None;
        }
        let stops = |at: usize| {
            self.is_mark(at, &[",", ";"])
                || self.is_any(at, &[class::AUXILIARY, class::PRONOUN])
                || self.does(at, role::LIST_PAIR)
        };
        let stop = (at + 1..end.min(at + ORIGIN)).find(|&at| stops(at))?;
        let to = stop + usize::from(self.is_mark(stop, &[",", ";"]));
        (to > stop || self.does(stop, role::LIST_PAIR)).then_some(to)
    }

    /// The token after an alias or the suffix of a name, behind a comma.
    fn past_suffix(&self, at: usize, end: usize) -> Option<usize> {
        if self.does(at, role::ALIAS) {
            let quoted = at + 1 + usize::from(self.is_mark(at + 1, &["\"", "“", "‘"]));
            let name = self.name(quoted, end)?;
            return Some(
                (name.tokens.1..end).find(|&at| !self.is_mark(at, &["\"", "”", "’"])).unwrap_or(end),
            );
        }
        let suffix = self.has(at, class::COMPANY_SUFFIX)
            || [role::NAME_SUFFIX, role::NAME_SUFFIX_CAPITALS, role::NAME_HONOUR, role::NAME_HONOUR_CAPITALS]
                .into_iter()
                .any(|role| self.does(at, role));
        let to = at + 1 + usize::from(self.is_mark(at + 1, &["."]));
        let ends = to >= end || self.is_mark(to, &[",", ";"]) || self.does(to, role::LIST_PAIR);
        (suffix && ends).then_some(to)
    }

    /// The next name of a series whose last name ends before a token, and whether a comma and an "and" stand
    /// between.
    fn next_name(&self, mut at: usize, end: usize) -> Option<(Name, (bool, bool))> {
        at = self.past_bracket(at, end);
        let mut comma = self.is_mark(at, &[",", ";"]);
        at += usize::from(comma);
        // "Ana Borg, aka Ana the Cook, 44, and Karl Vella", "Hale, Inc., and Marks, Ltd."
        while comma && let Some(after) = self.past_suffix(at, end) {
            comma = self.is_mark(after, &[",", ";"]);
            at = after + usize::from(comma);
        }
        // "Ana Borg, 44, and Karl Vella"
        let number = self.token(at).is_some_and(|t| !t.is_word() && self.is_number(at));
        if comma && number && (self.is_mark(at + 1, &[","]) || self.does(at + 1, role::LIST_PAIR)) {
            at += 1;
            comma = self.is_mark(at, &[","]);
            at += usize::from(comma);
            while comma && let Some(after) = self.past_suffix(at, end) {
                comma = self.is_mark(after, &[",", ";"]);
                at = after + usize::from(comma);
            }
        }
        // "Ana Borg, 44, of no fixed address, and Karl Vella"
        if comma && let Some(after) = self.past_origin(at, end) {
            at = after;
        }
        let and = self.does(at, role::LIST_PAIR);
        at += usize::from(and);
        if !comma && !and {
            return None;
        }
        for first in at..end.min(at + DESCRIBED + 1) {
            if let Some(name) = self.described_name(first, end) {
                return Some((name, (comma, and)));
            }
            let described = first == at && self.does(first, role::THE)
                || self.is_lower(first)
                    && !self.is_any(
                        first,
                        &[
                            class::PREPOSITION,
                            class::PRONOUN,
                            class::CONJUNCTION,
                            class::AUXILIARY,
                            class::PREDICATE,
                        ],
                    )
                || self.is_mark(first, &["-"]);
            if !described {
                return None;
            }
        }
        None
    }
}
