//! Figures of a sentence that are no votes for a side: those who could vote, the votes cast, what is needed, and by how many
//! votes one side has more.

use super::super::look::Look;
use super::super::told::Figure;
use super::read::{Line, What};
use crate::text::{class, role};

impl<'f> Look<'f> {
    /// "A quorum of 12", "the 14 votes needed", "needs 14 votes".
    pub(super) fn needed_of(&self, line: &Line<'f>, figure: &Figure) -> Option<What> {
        let (from, to) = figure.tokens;
        let back = from.saturating_sub(3).max(line.range.0);
        if line.any_in((back, from), "quorum") {
            return Some(What::Quorum);
        }
        let votes = line.word_at(to, "vote");
        let needed =
            votes && (line.any_in((to + 1, to + 3), "needed") || line.any_in((back, from), "needed"));
        needed.then_some(What::Threshold)
    }

    /// "A majority of nine", "a nine-vote margin", "won by 475 votes", "nine votes ahead".
    pub(super) fn majority_of(&self, line: &Line<'f>, figure: &Figure, next: usize) -> Option<What> {
        let (from, to) = figure.tokens;
        let led = |back: usize| from.checked_sub(back).filter(|&at| at >= line.range.0);
        let vote = |at: usize| line.word_at(at, "vote");
        // "A majority of nine", "a cushion of just 1,252 votes"
        let noun = |at: usize| line.word_at(at, "majority");
        let of = (1..=2).any(|back| {
            led(back).is_some_and(|at| {
                self.does(at, role::OF)
                    && at > line.range.0
                    && noun(at - 1)
                    && (back == 1 || !self.is_leading(at + 1))
            })
        });
        let compound = self.is_mark(to, &["-"]) && vote(to + 1) && !line.any_in((to + 2, to + 4), "needed");
        let by = led(1).is_some_and(|at| self.does(at, role::MONEY_BY))
            && vote(to)
            && !self.does(to + 1, role::SYNTAX_TO);
        let more = vote(to) && line.word_at(to + 1, "more");
        let side = line.sides.iter().any(|side| side.0 >= to && side.0 <= to + 1 && side.0 < next);
        ((of || compound || by || more) && !side).then_some(What::Majority)
    }

    /// "A 12-member board", "a bench of three judges", "its 30 members", "all 45 of the house".
    pub(super) fn members_of(&self, line: &Line<'f>, figure: &Figure) -> Option<What> {
        let (from, to) = figure.tokens;
        let word = |at: usize, group: &str| line.word_at(at, group);
        let near = |from: usize, far: usize, group: &str| (from..from + far).find(|&at| word(at, group));
        let compound = self.is_mark(to, &["-"]) && word(to + 1, "member");
        let before = |back: usize| from.checked_sub(back).filter(|&at| at >= line.range.0);
        let group = |back: usize, group: &str| before(back).is_some_and(|at| word(at, group));
        let of = before(1).is_some_and(|at| self.does(at, role::OF));
        // "A jury of seven men and five women"
        let more = line.figures.iter().any(|next| {
            next.tokens.0 > to && next.tokens.0 - to <= 3 && self.does(next.tokens.0 - 1, role::AND)
        });
        let body_of = of && (group(2, "body") || group(3, "body") && self.is_lower(from - 2)) && !more;
        // "Of the nine trustees, two voted against"; "two of the nine trustees"
        let part_of = near(to, 2, "member").is_some()
            && before(1).is_some_and(|at| self.does(at, role::THE))
            && before(2).is_some_and(|at| self.does(at, role::OF));
        let seat = near(to, 2, "member");
        // "Three members of the opposition"
        let whose =
            seat.is_none_or(|seat| !self.does(seat + 1, role::OF) || near(seat + 2, 3, "body").is_some());
        let side =
            seat.is_some_and(|seat| line.sides.iter().any(|s| s.0 > seat && s.0 <= seat + 2 && s.2 != "pro"));
        let us = self.does(to, role::OF) && self.has(to + 1, class::PRONOUN);
        let all = group(1, "all") || group(2, "all") || (group(3, "all") || group(4, "all")) && us;
        // "Of 65 members, 30 voted for it"
        let opens = from == line.range.0 + 1 && of && seat == Some(to);
        let its = seat.is_some()
            && !self.is_mark(to, &["-"])
            && whose
            && !side
            && (group(1, "its") || group(1, "has") && line.has("body"));
        let every = all
            && (seat.is_some() && whose && !side
                || us
                || self.does(to, role::OF) && near(to, 5, "body").is_some());
        (part_of && whose && !side || compound || body_of && whose || its || every || opens && whose)
            .then_some(What::Members(all))
    }

    /// "Out of 8,186 valid papers", "900 ballots returned", "ninety singers voted".
    pub(super) fn cast_of(&self, line: &Line<'f>, figure: &Figure, next: usize) -> Option<What> {
        let (from, to) = figure.tokens;
        let stop = next.min(to + 6);
        let inside = |group: &str| line.any_in((to, stop), group);
        let out_of =
            from >= line.range.0 + 2 && self.does(from - 1, role::OF) && self.does(from - 2, role::SHARE_OUT);
        let paper = inside("paper") || inside("vote") || inside("single");
        // "Of the 93 delegates who voted"
        let who = from >= line.range.0 + 2
            && (from - 2..from).any(|at| self.does(at, role::OF))
            && (to..stop).any(|at| self.does(at, role::WHO) && line.word_at(at + 1, "vote"));
        if who {
            return Some(What::Cast(true));
        }
        let told = paper && (inside("cast") || inside("valid") || out_of);
        told.then(|| What::Cast(inside("valid")))
    }
}
