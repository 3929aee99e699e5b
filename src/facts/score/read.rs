//! The scores of each sentence, and what each is: a final score, one at half-time, of a leg, on aggregate, sets.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::told::{Figure, Hit};
use crate::text::{Class, class, role};

/// What a score is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// At the end of a match, with who is told first: the winner, the loser, or nobody knows.
    Final(Ended),
    /// At half-time.
    Half,
    /// Over two matches.
    Aggregate,
    /// Of a first or second match of two.
    Leg,
    /// Of the second half alone.
    Second,
    /// Of a quarter or another part of a match.
    Period,
    /// Of a shoot-out.
    Shootout,
    /// In between, or unknown.
    Other,
}

/// How a final score is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Won,
    Lost,
    Drawn,
    Plain,
}

/// Two figures that are a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) first: Decimal,
    pub(super) second: Decimal,
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
    pub(super) of: Of,
}

impl Score {
    pub(super) fn high(&self) -> Decimal {
        self.first.max(self.second)
    }

    pub(super) fn low(&self) -> Decimal {
        self.first.min(self.second)
    }
}

/// A sentence with its figures, scores and words of matches.
pub(super) struct Play<'f> {
    pub(super) sentence: usize,
    pub(super) range: (usize, usize),
    pub(super) figures: Vec<Figure>,
    pub(super) words: Vec<Hit<'f>>,
    /// The scores that are no sets.
    pub(super) scores: Vec<Score>,
    /// The scores of sets, in their order.
    pub(super) sets: Vec<Vec<Score>>,
}

impl Play<'_> {
    pub(super) fn has(&self, group: &str) -> bool {
        self.words.iter().any(|word| word.2 == group)
    }

    pub(super) fn word_at(&self, at: usize, group: &str) -> bool {
        self.words.iter().any(|word| word.0 == at && word.2 == group)
    }

    /// The words of a group.
    pub(super) fn of(&self, group: &'static str) -> impl Iterator<Item = (usize, usize)> {
        self.words.iter().filter(move |word| word.2 == group).map(|word| (word.0, word.1))
    }
}

/// Above this no two figures are a score.
const MOST: Decimal = Decimal::from_parts(250, 0, 0, false, 0);

/// How many tokens before a score the word for what it is may stand, and how many behind.
const BEFORE: usize = 9;
const BEHIND: usize = 5;

impl<'f> Look<'f> {
    pub(super) fn play(&self, sentence: usize, classes: [Class; 3]) -> Play<'f> {
        let range = self.sentence(sentence);
        let figures = self.told_figures(range);
        let words = self.hits_of(range, classes).concat();
        let mut play = Play { sentence, range, figures, words, scores: Vec::new(), sets: Vec::new() };
        let pairs = self.score_pairs(&play);
        for run in pairs.chunk_by(|a, b| self.is_next_set(a, b)) {
            if run.len() > 1 {
                play.sets.push(run.to_vec());
            } else {
                play.scores.extend(run);
            }
        }
        let scores = std::mem::take(&mut play.scores);
        for (at, score) in scores.iter().enumerate() {
            let last = at.checked_sub(1).map_or(range.0, |last| scores[last].tokens.1);
            let next = scores.get(at + 1).map_or(range.1, |next| next.tokens.0);
            let of = self.kind_of_score(&play, score, (last, next));
            // "Took the opening quarter 3-2, shared the second 2-2, lost the third 1-3"
            let of = if scores.len() > 2
                && play.has("period")
                && !play.has("lead")
                && !play.has("apart")
                && matches!(of, Of::Other | Of::Final(_))
            {
                Of::Period
            } else {
                of
            };
            play.scores.push(Score { of, ..*score });
        }
        play
    }

    fn score_pairs(&self, play: &Play<'f>) -> Vec<Score> {
        let mut found: Vec<Score> = Vec::new();
        for two in play.figures.windows(2) {
            let (a, b) = (two[0], two[1]);
            let mark = a.tokens.1;
            let tally = self.is_tally_mark(mark) && mark + 1 == b.tokens.0;
            // "By four goals to three"
            let counted = play.word_at(mark, "unit") || play.word_at(mark, "games");
            if counted && self.does(mark + 1, role::SYNTAX_TO) && mark + 2 == b.tokens.0 && a.plain && b.plain
            {
                found.push(Score {
                    first: a.value,
                    second: b.value,
                    tokens: (a.tokens.0, b.tokens.1),
                    sentence: play.sentence,
                    of: Of::Other,
                });
                continue;
            }
            let chain = a.tokens.0.checked_sub(1).is_some_and(|at| {
                at >= play.range.0 && (self.is_tally_mark(at) || self.is_mark(at, &["/", "-", "."]))
            });
            let small = a.plain && b.plain && a.value <= MOST && b.value <= MOST;
            let end = b.tokens.1;
            let on = self.goes_on_glued(end) || self.is_tally_mark(end) || self.does(end, role::TIME_HALF);
            // The score of a tie-break: "7-6 (7-4)"
            let bracket = a.tokens.0.checked_sub(1).is_some_and(|at| self.is_mark(at, &["("]))
                && found.last().is_some_and(|last| last.tokens.1 + 1 == a.tokens.0);
            let single = self.is_mark(end, &[")"]);
            if bracket && single {
                continue;
            }
            // "A 12-15 million deal", "10-15 people"
            if tally
                && !chain
                && small
                && !on
                && self.token(b.tokens.0).is_some_and(|t| t.kind == crate::text::TokenKind::Number)
            {
                found.push(Score {
                    first: a.value,
                    second: b.value,
                    tokens: (a.tokens.0, end),
                    sentence: play.sentence,
                    of: Of::Other,
                });
            }
        }
        found
    }

    /// Whether a score stands right after another, as those of sets do.
    fn is_next_set(&self, a: &Score, b: &Score) -> bool {
        let (from, to) = (a.tokens.1, b.tokens.0);
        // The score of a tie-break stands in brackets.
        to - from <= 6
            && (from..to).all(|at| {
                self.is_mark(at, &[",", "(", ")", "/", "-"]) || self.is_number(at) || self.does(at, role::AND)
            })
    }

    /// What a score is, by the words beside it.
    fn kind_of_score(&self, play: &Play<'f>, score: &Score, (last, next): (usize, usize)) -> Of {
        let (from, to) = score.tokens;
        let stops = |at: usize| self.is_mark(at, &[";", ":", "("]);
        let start = (last..from).rev().take(BEFORE).take_while(|&at| !stops(at)).last().unwrap_or(from);
        let end = (to..next)
            .take(BEHIND)
            .take_while(|&at| !stops(at) && !self.is_mark(at, &[","]))
            .last()
            .map_or(to, |at| at + 1);
        let behind = |group: &str| play.words.iter().any(|w| w.0 >= to && w.0 < end && w.2 == group);
        let before = |group: &str| play.words.iter().any(|w| w.0 >= start && w.1 <= from && w.2 == group);
        if behind("aggregate") || before("aggregate") {
            return Of::Aggregate;
        }
        if behind("shootout") {
            return Of::Shootout;
        }
        let noun =
            |group: &str| play.words.iter().any(|w| w.0 >= to && w.0 <= to + 2 && w.0 < end && w.2 == group);
        // "Ahead at the break, Marsa went on to a 1-0 win"
        let told = ["win", "loss", "draw"].into_iter().any(noun);
        if behind("half") || before("half") && !before("win") && !before("ended") && !told {
            return Of::Half;
        }
        let right = |group: &str| play.words.iter().any(|w| w.1 <= from && from - w.1 <= 1 && w.2 == group);
        if right("second") {
            return Of::Second;
        }
        if before("leg") || behind("leg") {
            return Of::Leg;
        }
        // "52-47 after three quarters"
        if (before("period") || behind("period")) && (behind("apart") || before("lead")) {
            return Of::Other;
        }
        // "Kept it up for four quarters and beat Marsa 88-61": the match is told after its parts.
        let last = |groups: &[&str]| {
            play.words.iter().rposition(|w| w.0 >= start && w.1 <= from && groups.contains(&w.2))
        };
        let period = last(&["period"]);
        let one = period.is_some_and(|at| {
            play.words[at].0.checked_sub(1).is_some_and(|before| self.has(before, class::ORDINAL))
        });
        if period.is_some() && (one || period > last(&["win", "loss", "draw"]))
            || behind("period")
            || before("tiebreak")
            || behind("tiebreak")
            || before("set")
            || behind("set")
        {
            return Of::Period;
        }
        // "A 4-1 defeat of Chelmsford": who is told as winner depends on who is named first.
        if noun("draw") {
            return Of::Final(Ended::Drawn);
        }
        if noun("win") || noun("loss") {
            return Of::Final(if noun("win") { Ended::Won } else { Ended::Lost });
        }
        let nearest = play.words.iter().rev().find(|w| {
            w.0 >= start && w.1 <= from && matches!(w.2, "win" | "loss" | "draw" | "ended" | "lead")
        });
        match nearest.map(|word| word.2) {
            Some("win") => Of::Final(Ended::Won),
            Some("loss") => Of::Final(Ended::Lost),
            Some("draw") => Of::Final(Ended::Drawn),
            Some("ended") => Of::Final(Ended::Plain),
            _ => Of::Other,
        }
    }
}
