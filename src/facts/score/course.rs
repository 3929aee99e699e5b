//! What is said of the course of a match, against its final score: parts that make it, scores on the way to it, how many goals
//! there were, and who was to win so many games.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::join::{Final, Told, told};
use super::read::{Ended, Of, Play, Score};
use crate::language;
use crate::text::{class, role};

/// The tokens of a name, from its first to the one after its last.
type Run = (usize, usize);

/// How far a sum of parts may be from the final score that it is meant to make.
const NEAR: Decimal = Decimal::TEN;

/// The most and the fewest parts that are told one by one.
const PARTS: std::ops::RangeInclusive<usize> = 3..=6;

/// The sums that parts make, whichever of their figures is whose.
fn sums(parts: &[Score]) -> impl Iterator<Item = Final> + '_ {
    (0..1_u32 << parts.len()).map(|flips| {
        let mut sum = (Decimal::ZERO, Decimal::ZERO);
        for (at, part) in parts.iter().enumerate() {
            let flip = flips >> at & 1 == 1;
            sum.0 += if flip { part.second } else { part.first };
            sum.1 += if flip { part.first } else { part.second };
        }
        sum
    })
}

impl<'f> Look<'f> {
    /// Parts told one by one over several sentences: "won the first period 24-20 and lost the second 18-22", of which one
    /// side's points make its final score.
    pub(super) fn parts_of_match(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let any = |group: &str| plays.iter().any(|play| play.has(group));
        if !any("period") || !any("win") && !any("loss") {
            return;
        }
        // Beside a score at half-time not every part need be told.
        if plays.iter().flat_map(|play| &play.scores).any(|score| score.of == Of::Half) {
            return;
        }
        let other = |of: Of| matches!(of, Of::Half | Of::Aggregate | Of::Shootout | Of::Leg);
        let all: Vec<Score> = plays
            .iter()
            .filter(|play| !play.has("other"))
            .flat_map(|play| &play.scores)
            // "In 2-3 years"
            .filter(|score| {
                !self.token(score.tokens.1).is_some_and(|token| token.classes.meets(class::ANY_NOUN))
            })
            .filter(|score| !other(score.of))
            .copied()
            .collect();
        let Some(end) = all.iter().max_by_key(|score| score.first + score.second) else { return };
        let whole = (end.high(), end.low());
        let parts: Vec<Score> =
            all.iter().filter(|score| (score.high(), score.low()) != whole).copied().collect();
        let labelled = parts.iter().filter(|part| part.of == Of::Period).count();
        if !PARTS.contains(&parts.len()) || labelled == parts.len() {
            return;
        }
        if sums(&parts).any(|sum| sum == whole) {
            return;
        }
        let near = |sum: Final| {
            sum.0 == whole.0 && (sum.1 - whole.1).abs() <= NEAR
                || sum.1 == whole.1 && (sum.0 - whole.0).abs() <= NEAR
        };
        if sums(&parts).any(near) {
            let places = parts.iter().chain(all.iter().filter(|score| (score.high(), score.low()) == whole));
            found.extend(places.map(|score| (score.tokens, told("periods", score.high(), whole, false))));
        }
    }

    /// "Three up at the interval": the side that leads by so many at half-time has at least as many at the end.
    pub(super) fn leads_at_half(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        if play.has("other") || !play.has("half") || play.scores.iter().any(|score| score.of == Of::Half) {
            return;
        }
        for figure in play.figures.iter().filter(|figure| figure.plain) {
            let to = figure.tokens.1;
            let ahead = to + usize::from(play.word_at(to, "unit"));
            let half = (ahead + 1..ahead + 4).any(|at| play.word_at(at, "half"));
            let minute = figure.tokens.0 > play.range.0 && self.is_tally_mark(figure.tokens.0 - 1);
            if play.words.iter().any(|word| word.0 == ahead && word.2 == "ahead") && half && !minute {
                found.push((figure.tokens, told("half", figure.value, end, figure.value <= end.0)));
            }
        }
    }

    /// Points of one side that are told quarter by quarter: "22 in the opening quarter and 18 in the second … 25 in the
    /// third … Twenty more in the last".
    pub(super) fn quarters_apart(&self, plays: &[Play<'f>], end: Final, found: &mut Vec<Told>) {
        if !plays.iter().any(|play| play.has("period")) {
            return;
        }
        let mut quarters: [Vec<((usize, usize), Decimal)>; 4] = Default::default();
        for play in plays.iter().filter(|play| !play.has("other")) {
            for (at, group) in ["in-first", "in-second", "in-third", "in-fourth"].into_iter().enumerate() {
                for (from, to) in play.of(group) {
                    let plain = play.word_at(to, "period")
                        || !self.is_lower(to)
                        || language::chosen().looks_past(self.word(to))
                        || self.is_any(to, &[class::CONJUNCTION, class::PREPOSITION])
                        || self.does(to, role::AND);
                    let figure = play.figures.iter().find(|figure| {
                        let gap = figure.tokens.1..from;
                        figure.plain
                            && gap.len() <= 1
                            && gap.start <= from
                            && gap.into_iter().all(|at| self.is_lower(at))
                    });
                    quarters[at].extend(figure.filter(|_| plain).map(|figure| (figure.tokens, figure.value)));
                }
            }
        }
        if quarters.iter().any(|quarter| quarter.len() != 1) {
            return;
        }
        let sum: Decimal = quarters.iter().flatten().map(|quarter| quarter.1).sum();
        let valid = sum == end.0 || sum == end.1;
        let near = (sum - end.0).abs().min((sum - end.1).abs()) <= NEAR;
        if valid || near {
            let places = quarters.iter().flatten().map(|quarter| quarter.0);
            found.extend(places.map(|tokens| (tokens, told("periods", sum, end, valid))));
        }
    }

    /// "Pugh was 8-5 ahead", who lost 10-7.
    pub(super) fn scores_on_the_way(&self, plays: &[Play<'f>], end: Final, found: &mut Vec<Told>) {
        let Some((winner, loser)) = plays.iter().find_map(|play| self.sides_of(play)) else { return };
        for play in plays.iter().filter(|play| !play.has("other") && !play.has("set")) {
            for score in play.scores.iter().filter(|score| {
                matches!(score.of, Of::Other | Of::Half) && (score.high(), score.low()) != end
            }) {
                let (from, to) = score.tokens;
                let back = from.saturating_sub(5).max(play.range.0);
                let ahead = |word: &(usize, usize, &str)| {
                    word.2 == "ahead"
                        && (word.0 >= to && word.0 <= to + 1 || word.1 <= from && word.0 >= back)
                };
                let behind =
                    play.words.iter().any(|word| word.2 == "behind" && word.0 >= back && word.0 <= to + 1);
                if !play.words.iter().any(ahead) || behind {
                    continue;
                }
                let names = |side: (usize, usize)| {
                    (back..from).any(|at| {
                        self.is_capital_word(at) && (side.0..side.1).any(|of| self.word(of) == self.word(at))
                    })
                };
                let (first, second) = (winner.is_some_and(names), names(loser));
                let own = match (first, second) {
                    (false, true) => score.high() <= end.1 && score.low() <= end.0,
                    (true, false) => score.high() <= end.0 && score.low() <= end.1,
                    _ => continue,
                };
                found.push((score.tokens, told("half", score.high(), end, own)));
            }
        }
    }

    /// The names before and behind the verb of winning with the final score, the winner's and the loser's.
    fn sides_of(&self, play: &Play<'f>) -> Option<(Option<Run>, Run)> {
        let score = play.scores.iter().find(|score| score.of == Of::Final(Ended::Won))?;
        let (from, to) = play.of("win").filter(|win| win.1 <= score.tokens.0).last()?;
        let run = |range: std::ops::Range<usize>| -> Option<Run> {
            let last = range.clone().rev().find(|&at| self.is_capital_word(at))?;
            let first = (range.start..=last).rev().take_while(|&at| self.is_capital_word(at)).last()?;
            Some((first, last + 1))
        };
        let loser = run(to..score.tokens.0)?;
        Some((run(play.range.0..from), loser))
    }

    /// "A seven-goal thriller", "the only goal of the game", "kept a clean sheet".
    pub(super) fn goals_in_all(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        if play.has("other") || play.has("half") {
            return;
        }
        let total = end.0 + end.1;
        for figure in play.figures.iter().filter(|figure| figure.plain) {
            let to = figure.tokens.1;
            let thriller = self.is_mark(to, &["-"])
                && play.word_at(to + 1, "unit")
                && (to + 2..to + 4).any(|at| play.word_at(at, "thriller"));
            if thriller && end.0 < Decimal::from(20) {
                found.push((figure.tokens, told("total", figure.value, end, figure.value == total)));
            }
        }
        for tokens in play.of("only-goal") {
            found.push((tokens, told("total", Decimal::ONE, end, total == Decimal::ONE)));
        }
        for tokens in play.of("clean") {
            found.push((tokens, told("clean", end.1, end, end.1.is_zero())));
        }
    }

    /// "Won 9-7 in the best-of-19 final": who wins has more than half.
    pub(super) fn best_of(&self, play: &Play<'f>, found: &mut Vec<Told>) {
        let finals: Vec<&Score> = play
            .scores
            .iter()
            .filter(|score| matches!(score.of, Of::Final(Ended::Won | Ended::Lost)))
            .collect();
        let [score] = finals[..] else { return };
        for (_, to) in play.of("best") {
            let at = to + usize::from(self.is_mark(to, &["-"]));
            let Some(figure) = play.figures.iter().find(|figure| figure.tokens.0 == at) else { continue };
            let next = figure.tokens.1;
            let decided = (next..next + 3).any(|at| play.word_at(at, "decided"));
            if decided && score.high() <= figure.value && play.scores.len() == 1 {
                let needed = (figure.value + Decimal::ONE) / Decimal::TWO;
                let end = (needed, score.low());
                found.push((score.tokens, told("best", score.high(), end, score.high() == needed)));
            }
        }
    }

    /// A match in which nobody scored, and goals in it: "ended in a goalless draw … Lind put Viborg in front".
    pub(super) fn without_goals(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let own = |play: &&Play<'f>| !play.has("other");
        let nothing = plays.iter().filter(own).find_map(|play| {
            let (from, to) = play.of("goalless").next()?;
            let a =
                from > play.range.0 && (self.does(from - 1, role::A_OR_AN) || self.does(from - 1, role::THE));
            a.then_some((from, to))
        });
        let Some(nothing) = nothing else { return };
        if plays.iter().any(|play| play.has("no-goal") || !play.scores.is_empty() && play.has("ended")) {
            return;
        }
        let goals: Vec<(usize, usize)> =
            plays.iter().filter(own).flat_map(|play| play.of("goal-told")).collect();
        if !goals.is_empty() {
            let said = told("goalless", Decimal::ZERO, (Decimal::ONE, Decimal::ZERO), false);
            found.push((nothing, said.clone()));
            found.extend(goals.into_iter().map(|goal| (goal, said.clone())));
        }
    }

    /// "Level at 3-2"
    pub(super) fn levels(&self, play: &Play<'f>, found: &mut Vec<Told>) {
        for (_, to) in play.of("level-at") {
            let score = play.scores.iter().find(|score| score.tokens.0 == to);
            let Some(score) = score.filter(|score| !play.word_at(score.tokens.1, "lead")) else { continue };
            let end = (score.high(), score.low());
            found.push((score.tokens, told("draw", score.high(), end, score.first == score.second)));
        }
    }

    /// A headline that tells of a draw, and the only score of the text, by which one side has more.
    pub(super) fn drawn_by_headline(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let scores: Vec<&Score> = plays.iter().flat_map(|play| &play.scores).collect();
        let [score] = scores[..] else { return };
        let own = plays.iter().find(|play| play.sentence == score.sentence);
        let level = score.first == score.second || score.high() > Decimal::TEN;
        if level
            || own.is_none_or(|play| play.has("other") || play.has("half"))
            || plays.iter().any(|play| play.has("leg"))
        {
            return;
        }
        // It is a later score than this one if goals follow.
        let later = plays.iter().any(|play| play.sentence > score.sentence && play.has("goal-told"));
        if later || own.is_some_and(|play| play.has("ahead") || play.has("behind")) {
            return;
        }
        let end = (score.high(), score.low());
        let start = found.len();
        for play in plays {
            self.drawn_headline(play, end, found);
        }
        if found.len() > start {
            found.push((score.tokens, told("draw", score.high(), end, false)));
        }
    }
}
