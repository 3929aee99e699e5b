//! Sets that are told one by one, and what is said of them.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::join::{Told, told};
use super::read::{Of, Play, Score};
use crate::text::{class, role};

impl<'f> Look<'f> {
    /// "In straight sets", "in three sets".
    pub(super) fn set_claims(&self, play: &Play<'f>, plays: &[Play<'f>], found: &mut Vec<Told>) {
        if plays.iter().any(|play| play.has("retired")) {
            return;
        }
        let all: Vec<&Vec<Score>> = plays.iter().flat_map(|play| &play.sets).collect();
        let run = match (&play.sets[..], &all[..]) {
            ([one], _) => one,
            // "Moya beat Fish in straight sets" tells of its own match.
            ([], [one]) if !self.has_own_match(play, plays) && !play.has("other") => *one,
            _ => return,
        };
        let tennis = run.iter().all(|s| s.high() <= Decimal::from(35) && s.high() != s.low());
        if !tennis || run.len() > 5 {
            return;
        }
        let first = run.iter().filter(|s| s.first > s.second).count();
        let straight = first == 0 || first == run.len();
        let sets = Decimal::from(run.len());
        for tokens in play.of("straight") {
            found.push((tokens, told("straight", sets, (sets, Decimal::ZERO), straight)));
        }
    }

    /// Whether a sentence names a winner of its own: one that the sentence with the sets does not name, or one beside
    /// a loser.
    pub(super) fn has_own_match(&self, play: &Play<'f>, plays: &[Play<'f>]) -> bool {
        let capital = |at: usize| at < play.range.1 && self.is_capital_word(at);
        let known = |at: usize| {
            let mut with = plays.iter().filter(|play| !play.sets.is_empty());
            with.any(|play| (play.range.0..play.range.1).any(|other| self.word(other) == self.word(at)))
        };
        play.of("win").any(|(from, to)| {
            let named = from > play.range.0 && capital(from - 1) && !self.has(from - 1, class::PRONOUN);
            named && ((to..to + 3).any(capital) || !known(from - 1))
        })
    }

    /// Whether a sentence names a winner of its own, as the sentence with the sets does.
    fn has_named_match(&self, play: &Play<'f>, plays: &[Play<'f>]) -> bool {
        let named = plays.iter().any(|play| !play.sets.is_empty() && (play.has("win") || play.has("loss")));
        named && self.has_own_match(play, plays)
    }

    /// Sets that are told one by one, with the score in sets: "3-1 (25-20, 23-25, 25-18, 25-22)", "in three sets".
    pub(super) fn set_counts(&self, play: &Play<'f>, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let all: Vec<&Vec<Score>> = plays.iter().flat_map(|play| &play.sets).collect();
        let run = match (&play.sets[..], &all[..]) {
            ([one], _) => one,
            // The score in sets stands in another sentence than they do.
            ([], [one])
                if (!play.has("other") || self.is_above_text(play.sentence))
                    && !play.has("ahead")
                    && !play.has("behind")
                    && !self.has_named_match(play, plays) =>
            {
                *one
            }
            _ => return,
        };
        if run.len() > 5 || run.iter().any(|set| set.high() == set.low()) || play.has("retired") {
            return;
        }
        let (a, sets) = (run.iter().filter(|s| s.first > s.second).count(), run.len());
        let won = (Decimal::from(a.max(sets - a)), Decimal::from(sets - a.max(sets - a)));
        let ended: Vec<&Score> = play.scores.iter().filter(|s| matches!(s.of, Of::Final(_))).collect();
        if let [end] = ended[..]
            && play.scores.len() == 1
            && end.high() <= Decimal::from(3)
            && end.high() > Decimal::ONE
        {
            // Nobody plays on when the match is won.
            let told_all = end.high() + end.low() == won.0 + won.1 || end.high() == won.0;
            let valid = !told_all || (end.high(), end.low()) == won;
            found.push((end.tokens, told("sets", end.high(), won, valid)));
        }
        // "In three sets", "a three-set win"
        for figure in play.figures.iter().filter(|f| f.plain && f.tokens.0 > play.range.0) {
            let to = figure.tokens.1;
            let within = self.does(figure.tokens.0 - 1, role::IN) && play.word_at(to, "set");
            let compound =
                self.is_mark(to, &["-"]) && play.word_at(to + 1, "set") && play.word_at(to + 2, "win");
            if within || compound {
                let all = Decimal::from(sets);
                found.push((figure.tokens, told("sets", figure.value, won, figure.value == all)));
            }
        }
    }
}
