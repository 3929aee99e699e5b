//! What the label of a row says of its figures.

use crate::facts::look::Look;
use crate::text::{Class, TokenKind};

/// The most words behind "total" or "all" in the label of a row: "total income and fees".
const ADDED: usize = 4;

/// What the label of a row says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The row adds up rows above it; if it tells how many there are, so many.
    Total(Option<usize>),
    /// It adds up some of them, and is no total of all.
    Sub,
    /// It is part of the row above it: "of which".
    Part,
    /// What it holds is added or taken off in another way: "average", "less".
    Apart,
    /// It is one of the rows that are added.
    Row,
}

impl Look<'_> {
    /// What the label of a row says, by its tokens.
    pub(super) fn row_label(self, (from, mut to): (usize, usize), words: Class) -> Label {
        while to > from && self.is_mark(to - 1, &[":", "."]) {
            to -= 1;
        }
        // "Total (all regions)", "Net change (sum)".
        let mut inside = (to, to);
        if to > from && self.is_mark(to - 1, &[")"]) {
            let Some(open) = (from..to).rev().find(|&at| self.is_mark(at, &["("])) else { return Label::Row };
            inside = (open + 1, to - 1);
            to = open;
        }
        if self.table_says(inside, words, &["part", "inside", "open"]) {
            return Label::Apart;
        }
        let plain = |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        if let Some(hit) = self.aside_at(from, to, words) {
            let rest = (from + hit.len, to);
            let few = rest.1 - rest.0 <= ADDED;
            let found = match hit.value {
                "part" => Some(Label::Apart),
                "inside" => Some(Label::Part),
                "sub" => Some(Label::Sub),
                "total" | "total-of" | "all" if rest.0 == rest.1 => Some(Label::Total(None)),
                "total-of" if few && (rest.0..rest.1).all(plain) => Some(Label::Total(None)),
                // What is more than these words can be the total of anything.
                "total-of" => Some(Label::Apart),
                "all" if few => self.all_of(rest),
                _ => None,
            };
            if let Some(found) = found {
                return found;
            }
        }
        // "Valid votes, total", "Group total", "All boards together", "Buildings, subtotal".
        let last = |(from, to): (usize, usize)| {
            let mut lengths = (1..=to.saturating_sub(from).min(2)).rev();
            lengths.find_map(|length| {
                let hit = self.aside_at(to - length, to, words).filter(|hit| hit.len == length)?;
                Some(hit.value).filter(|value| matches!(*value, "total" | "total-of" | "sub"))
            })
        };
        let short = to - from <= ADDED + 2;
        match last((from, to)).or_else(|| last(inside)).filter(|_| short) {
            Some("sub") => Label::Sub,
            Some(_) => Label::Total(None),
            None => Label::Row,
        }
    }

    /// "All regions", "All five grants", and not "all others".
    fn all_of(self, (from, to): (usize, usize)) -> Option<Label> {
        let word = |at: usize| self.token(at).is_some_and(|token| token.kind == TokenKind::Word);
        let numbers = self.told_figures((from, to));
        let many = numbers.first().and_then(|figure| usize::try_from(figure.value).ok());
        let rest = numbers.first().map_or(from, |figure| figure.tokens.1);
        let leads = numbers.first().is_none_or(|figure| figure.tokens.0 == from);
        let other = (from..to).any(|at| self.word(at).starts_with("other"));
        let all = leads && rest < to && (rest..to).all(word) && !other;
        all.then_some(Label::Total(many))
    }
}
