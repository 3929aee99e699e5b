//! On which side the votes beside a figure are, and those who are told of without one: the only one against, the rest, nobody.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::told::{Figure, Hit};
use super::read::{FAR, Line, Said, What};
use crate::text::{class, role};

impl<'f> Look<'f> {
    /// "Was alone in voting no", "the only vote against".
    pub(super) fn alone(&self, line: &Line<'f>, said: &mut Vec<Said>) {
        /// How many tokens may stand between the word for the only one and that for the side.
        const NEAR: usize = 6;
        let one = line.words.iter().filter(|word| word.2 == "alone");
        for &(from, to, _) in one {
            let against =
                line.sides.iter().find(|side| side.0 >= to && side.0 <= to + NEAR && side.2 == "against");
            let figure =
                line.figures.iter().any(|figure| figure.tokens.0 >= from && figure.tokens.0 <= to + NEAR);
            let stops = |at: usize| self.is_mark(at, &[",", ";"]) || self.does(at, role::NO);
            if let Some(against) = against.filter(|side| !figure && !(to..side.0).any(stops)) {
                said.push(Said {
                    what: What::Alone,
                    value: Decimal::ONE,
                    tokens: (from, against.1),
                    sentence: line.sentence,
                });
                return;
            }
        }
    }

    /// "The rest voted against"
    pub(super) fn rest(&self, line: &Line<'f>, said: &mut Vec<Said>) {
        for &(from, to, _) in line.words.iter().filter(|word| word.2 == "rest") {
            let against =
                line.sides.iter().any(|side| side.0 >= to && side.0 <= to + 3 && side.2 == "against");
            if against {
                let (value, tokens) = (Decimal::ZERO, (from, to));
                said.push(Said { what: What::Rest, value, tokens, sentence: line.sentence });
            }
        }
    }

    /// "Thirteen members opposed the plan", "14 were in favour", "two abstentions".
    pub(super) fn side_after(&self, line: &Line<'f>, to: usize, next: usize) -> Option<What> {
        // "57 put their hands up and 33 did not".
        if let Some(contrary) = line.sides.iter().find(|side| side.0 == to && side.2 == "contrary") {
            let closes = contrary.1 >= line.range.1 || self.is_mark(contrary.1, &[",", ".", ";"]);
            let stated = line.sides.iter().any(|side| side.1 < to && matches!(side.2, "for" | "pro"));
            return (closes && stated).then_some(What::Against);
        }
        let stop = next.min(to + FAR + FAR);
        let ends = |at: usize| {
            self.is_mark(at, &[",", ";", ":", "(", ")", ".", "-"])
                || self.is_dash(at)
                || self.does(at, role::OF) && !self.is_of_them(at)
                || self.does(at, role::SYNTAX_RELATIVE)
                || self.does(at, role::AND)
                || self.does(at, role::SYNTAX_NOT)
        };
        let comma = |at: usize| self.is_mark(at, &[","]);
        // "One, who sat at the back, against"; "two of the trustees, Fry and Poe, voted against it"
        let open = (to..(to + 4).min(next)).find(|&at| comma(at));
        let shut = open.and_then(|open| (open + 1..stop).find(|&at| comma(at)));
        let sides = |at: usize| {
            line.sides.iter().find(move |side| side.0 >= at && side.0 < stop && side.2 != "contrary")
        };
        let jump = shut.filter(|shut| sides(shut + 1).is_some_and(|side| side.0 <= shut + 3));
        let jump = jump.filter(|_| open.is_some_and(|open| !(to..open).any(ends)));
        let start = jump.map_or(to, |shut| shut + 1);
        let &(at, _, side) = sides(start)?;
        if (start..at).any(ends) || line.any_in((start, at), "all") || at - start > FAR {
            return None;
        }
        // "For" is a small word elsewhere.
        let bare = at - to;
        let voted = |at: usize| {
            line.words.iter().any(|w| w.1 == at && w.2 == "vote") || self.has(at - 1, class::AUXILIARY)
        };
        if side == "pro" && bare > 0 && !voted(at) {
            return None;
        }
        Some(side_of(side))
    }

    /// "Of them", "of its members": those that were told of before.
    fn is_of_them(&self, at: usize) -> bool {
        self.is_any(at + 1, &[class::PRONOUN]) || self.does(at + 1, role::DATE_POSSESSED)
    }

    /// "For the change were 24, against it 15".
    pub(super) fn side_before(&self, line: &Line<'f>, figure: &Figure, last: usize) -> Option<What> {
        let from = figure.tokens.0;
        let own = |side: &&Hit<'f>| side.0 >= last && side.1 <= from && side.2 != "contrary";
        let &(at, to, side) = line.sides.iter().rev().find(own)?;
        let near = from - to <= 3;
        let ends = |at: usize| {
            self.is_mark(at, &[",", ";", "(", ")", "."])
                || self.does(at, role::AND)
                || self.does(at, role::OF)
        };
        let opens = at == line.range.0
            || self.is_mark(at - 1, &[",", ";", ":"])
            || self.does(at - 1, role::AND)
            || self.is_dash(at - 1);
        let clear = near && !(to..from).any(ends) && opens && side != "absent";
        (clear && !self.has_noun_after(figure.tokens.1)).then(|| side_of(side))
    }

    /// "No abstentions", "nobody abstained", "none abstaining".
    pub(super) fn none_abstained(&self, line: &Line<'f>, said: &mut Vec<Said>) {
        for &(from, to, side) in &line.sides {
            let no = |at: usize| self.does(at, role::NO) || self.does(at, role::SHARE_NONE);
            let before = from.checked_sub(1).is_some_and(no)
                || from
                    .checked_sub(2)
                    .is_some_and(|at| self.does(at, role::NO) && self.does(at + 1, role::SYNTAX_ONE));
            if side == "abstained" && before {
                let (value, tokens) = (Decimal::ZERO, (from - 1, to));
                said.push(Said { what: What::Abstained, value, tokens, sentence: line.sentence });
            }
        }
    }
}

fn side_of(side: &str) -> What {
    match side {
        "for" | "pro" => What::For,
        "against" => What::Against,
        "abstained" => What::Abstained,
        _ => What::Absent,
    }
}
