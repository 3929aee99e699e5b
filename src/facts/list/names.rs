//! Series of names in running text: "goalkeeper Ana Borg, 44, aka Nan, and winger Eva Galea".

use super::super::look::{Look, Name};
use super::series::{DESCRIBED, MOST, Series, at_before};
use crate::text::{class, role};

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
        let Some(first) = self.name(at, end) else { return Err(at + 1) };
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
        let within = |pair: &[Name]| !pair[0].place && pair[1].place || office(&pair[1]);
        let doubtful = names[..told].windows(2).filter(|pair| within(pair)).count();
        let low = (told - spare).saturating_sub(doubtful).max(1);
        let before = (at.saturating_sub(DESCRIBED)..at).rev();
        let before = before.take_while(|&at| self.token(at).is_some_and(crate::text::Token::is_word));
        let several = before.chain(at..(to + 2).min(end)).any(|at| self.does(at, role::LIST_FAMILY));
        Ok(Series {
            low,
            high: (!several).then_some(all),
            persons: names.iter().filter(|n| n.person == Some(true)).count(),
            places: names.iter().filter(|n| n.place).count(),
            tokens: (at, to),
        })
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
        let and = self.does(at, role::LIST_PAIR);
        at += usize::from(and);
        if !comma && !and {
            return None;
        }
        for first in at..end.min(at + DESCRIBED + 1) {
            if let Some(name) = self.name(first, end) {
                return Some((name, (comma, and)));
            }
            let described = self.is_lower(first)
                && (!self.is_any(
                    first,
                    &[
                        class::PREPOSITION,
                        class::PRONOUN,
                        class::CONJUNCTION,
                        class::AUXILIARY,
                        class::PREDICATE,
                    ],
                ) || first == at && self.does(first, role::THE))
                || self.is_mark(first, &["-"]);
            if !described {
                return None;
            }
        }
        None
    }
}
