//! Goals that are told one by one, rounds of golf, and who is said to have won and to have lost.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::Match;
use super::read::{Ended, Of, Play};
use crate::text::role;

/// A place and what it tells.
type Told = ((usize, usize), Match);

impl<'f> Look<'f> {
    /// "Two goals from Borg and a penalty by Vella gave Marsa a 4-1 win": the goals that a sentence tells one by one, with
    /// the score they are said to have made.
    pub(super) fn scorers(&self, play: &Play<'f>, found: &mut Vec<Told>) {
        let wins: Vec<_> = play.scores.iter().filter(|s| s.of == Of::Final(Ended::Won)).collect();
        let ([win], Some((gave, _))) = (&wins[..], play.of("gave").next()) else { return };
        if play.scores.len() != 1 || gave > win.tokens.0 || win.high() > Decimal::TEN || play.has("own-goal")
        {
            return;
        }
        let inside = |at: usize| at < gave;
        let mut goals: Vec<Decimal> = Vec::new();
        for figure in play.figures.iter().filter(|f| inside(f.tokens.0)) {
            let next = (figure.tokens.1..figure.tokens.1 + 3).find(|&at| play.word_at(at, "scored"));
            if !figure.plain || next.is_none() {
                return;
            }
            goals.push(figure.value);
        }
        for (group, number) in [("two-goals", 2), ("three-goals", 3), ("four-goals", 4)] {
            goals.extend(play.of(group).filter(|word| inside(word.0)).map(|_| Decimal::from(number)));
        }
        for (from, _) in play.of("strike").filter(|word| inside(word.0)) {
            let one = (play.range.0..from).rev().take(4).any(|at| self.does(at, role::A_OR_AN));
            if !one {
                return;
            }
            goals.push(Decimal::ONE);
        }
        // Goals without a number: "late goals from Borg and Vella"
        let told = play.of("scored").filter(|word| inside(word.0)).count();
        let counted = play.figures.iter().filter(|f| inside(f.tokens.0)).count();
        if goals.len() < 2 || told > counted {
            return;
        }
        let sum: Decimal = goals.iter().sum();
        let end = (win.high(), win.low());
        let said = Match { form: "scorers", value: sum, high: end.0, low: end.1, valid: sum == end.0 };
        found.push(((play.range.0, gave), said.clone()));
        found.push((win.tokens, said));
    }

    /// "Rounds of 66, 70, 69 and 68 on the par-72 course", with the total and the strokes under par.
    pub(super) fn golf(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let next = |a: usize, b: usize| {
            b - a <= 2 && (a..b).all(|at| self.is_mark(at, &[","]) || self.does(at, role::AND))
        };
        let runs: Vec<Vec<Decimal>> = plays
            .iter()
            .flat_map(|play| {
                play.of("rounds").filter_map(move |(_, to)| {
                    let mut run = Vec::new();
                    let mut at = to;
                    for figure in play.figures.iter().filter(|f| f.tokens.0 >= to) {
                        if figure.tokens.0 != at && (run.is_empty() || !next(at, figure.tokens.0)) {
                            break;
                        }
                        run.push(figure.value);
                        at = figure.tokens.1;
                    }
                    (run.len() > 1).then_some(run)
                })
            })
            .collect();
        let [run] = &runs[..] else { return };
        // "A closing 70"
        let last = |play: &Play<'f>| {
            let to = play.of("closing").next()?.1;
            play.figures
                .iter()
                // "Signing for a Sunday 66"
                .find(|figure| figure.plain && (to..=to + 1).contains(&figure.tokens.0))
                .map(|figure| figure.value)
        };
        let closing: Vec<Decimal> = plays.iter().filter_map(last).collect();
        let run: Vec<Decimal> = match closing[..] {
            [last] if run.len() == 3 => run.iter().copied().chain([last]).collect(),
            _ => run.clone(),
        };
        let (low, high) = (Decimal::from(55), Decimal::from(95));
        if !run.iter().all(|round| (low..=high).contains(round)) {
            return;
        }
        let sum: Decimal = run.iter().sum();
        let rounds = Decimal::from(run.len());
        let pars: Vec<Decimal> = plays
            .iter()
            .flat_map(|play| {
                play.of("par").filter_map(move |(_, to)| {
                    let at = to + usize::from(self.is_mark(to, &["-"]));
                    play.figures.iter().find(|f| f.tokens.0 == at).map(|f| f.value)
                })
            })
            .collect();
        for play in plays {
            for figure in play.figures.iter().filter(|f| f.plain) {
                let to = figure.tokens.1;
                let under =
                    play.word_at(to, "under") || self.is_mark(to, &["-"]) && play.word_at(to + 1, "under");
                if let [par] = pars[..]
                    && under
                {
                    let by = par * rounds - sum;
                    found.push((figure.tokens, golf_said(figure.value, by)));
                }
                // "Finished on 273"
                let led = figure.tokens.0 > play.range.0
                    && (self.does(figure.tokens.0 - 1, role::CHANGE_ON)
                        || self.does(figure.tokens.0 - 1, role::OF));
                let near = (figure.value - sum).abs() <= Decimal::TEN && rounds > Decimal::ONE;
                if led && near && figure.value > Decimal::ONE_HUNDRED {
                    found.push((figure.tokens, golf_said(figure.value, sum)));
                }
            }
        }
    }

    /// The run of capitalised words that ends before a token, or begins at one of the next.
    fn named_before(&self, at: usize, from: usize) -> Option<(usize, usize)> {
        let first = (from..at).rev().take_while(|&at| self.is_capital_word(at)).last()?;
        Some((first, at))
    }

    fn named_after(&self, at: usize, end: usize) -> Option<(usize, usize)> {
        let first = (at..(at + 3).min(end)).find(|&at| self.is_capital_word(at))?;
        let last = (first..end).take_while(|&at| self.is_capital_word(at)).last()?;
        Some((first, last + 1))
    }

    /// Whether two names share a word.
    fn is_same_side(&self, a: (usize, usize), b: (usize, usize)) -> bool {
        (a.0..a.1).any(|one| {
            self.word(one).len() > 2
                && (b.0..b.1).any(|two| self.word(one).eq_ignore_ascii_case(self.word(two)))
        })
    }

    /// Who is said to have won in one sentence and to have lost in another: "Rovers beat Town", "Town beat Rovers".
    pub(super) fn turned(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        type Named = (usize, usize);
        let mut pairs: Vec<(Named, Option<Named>, usize)> = Vec::new();
        for play in plays {
            let (from, end) = play.range;
            for (first, to) in play.of("win") {
                if let Some(winner) = self.named_before(first, from) {
                    pairs.push((winner, self.named_after(to, end), play.sentence));
                }
            }
            // "Town beaten by Rovers", "Town lost 2-1 to Rovers"
            for (first, to) in play.of("loss") {
                let by = (to..(to + 5).min(end))
                    .find(|&at| self.does(at, role::MONEY_BY) || self.does(at, role::SYNTAX_TO));
                let winner = by.and_then(|by| self.named_after(by + 1, (by + 4).min(end)));
                if let (Some(loser), Some(winner)) = (self.named_before(first, from), winner) {
                    pairs.push((winner, Some(loser), play.sentence));
                }
            }
        }
        let apart = |play: &Play<'f>| {
            ["other", "set", "leg", "aggregate", "shootout", "apart"].iter().any(|group| play.has(group))
        };
        let [first, second] = pairs[..] else { return };
        if plays.iter().filter(|play| play.sentence == first.2 || play.sentence == second.2).any(apart) {
            return;
        }
        let headline = self.is_above_text(first.2);
        let lead = self.facts.block_of(second.2) <= self.facts.block_of(first.2) + 1;
        let range = self.sentence(second.2);
        if !headline || !lead || self.has_other_day(second.2, range) {
            return;
        }
        let beaten = |winner: Named, other: (Named, Option<Named>, usize)| {
            other.1.is_some_and(|loser| self.is_same_side(winner, loser))
                && !self.is_same_side(winner, other.0)
        };
        if first.2 != second.2
            && second.1.is_some()
            && beaten(first.0, second)
            && first.1.is_none_or(|loser| self.is_same_side(loser, second.0))
        {
            for (winner, loser, _) in [first, second] {
                let (from, to) = loser.map_or(winner, |loser| (winner.0.min(loser.0), winner.1.max(loser.1)));
                let one = Decimal::ONE;
                let said = Match { form: "turned", value: one, high: one, low: Decimal::ZERO, valid: false };
                found.push(((from, to), said));
            }
        }
    }
}

fn golf_said(value: Decimal, is: Decimal) -> Match {
    Match { form: "golf", value, high: is, low: is, valid: value == is }
}
