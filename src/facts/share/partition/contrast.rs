//! Shares of what excludes each other by its meaning: for and against, grades, men and women.

use super::super::super::look::Look;
use super::Run;
use crate::text::{class, role};

/// How many tokens before a percentage may say what it is of: "was backed by 53 per cent".
const BEFORE: usize = 4;

impl Look<'_> {
    /// The tokens that are told of each percentage: those behind it as far as the next.
    fn segments(&self, run: &Run<'_>) -> Vec<(usize, usize)> {
        let percents = &run.percents;
        let segment = |(i, percent): (usize, &&super::Fact)| {
            let (_, end) = self.sentence(percent.sentence as usize);
            let until = percents.get(i + 1).map_or(end, |next| next.tokens.0 as usize).min(end);
            (percent.tokens.1 as usize, until)
        };
        percents.iter().enumerate().map(segment).collect()
    }

    /// Whether the shares are of those who said yes, no, or that they did not know; or of those for a thing and
    /// those against it.
    pub(in super::super) fn is_answered(&self, run: &Run<'_>) -> bool {
        let (mut yes, mut no, mut undecided, mut answers) = (0, 0, false, 0);
        for (i, &(from, to)) in self.segments(run).iter().enumerate() {
            // "Said no", and not "had no boat".
            let closes = |at: usize| {
                at + 1 >= to
                    || !self.token(at + 1).is_some_and(crate::text::Token::is_word)
                    || self.does(at + 1, role::AND)
                    || self.has(at + 1, class::PRONOUN)
                    || self.has(at + 1, class::CONJUNCTION)
            };
            let segment = || from..to;
            let at = run.percents[i].tokens.0 as usize;
            let (start, _) = self.sentence(run.percents[i].sentence as usize);
            let led =
                i == 0 && (start.max(at.saturating_sub(BEFORE))..at).any(|at| self.does(at, role::SHARE_FOR));
            let told = segment().any(|at| self.does(at, role::SHARE_ANSWER) && closes(at));
            let unsure = segment().any(|at| {
                let no = self.does(at, role::SYNTAX_NOT) || self.does(at, role::NO);
                self.does(at, role::SHARE_UNDECIDED) || no && self.does(at + 1, role::SHARE_SURE)
            });
            answers += usize::from(told);
            undecided |= unsure;
            yes += usize::from(led || segment().any(|at| self.does(at, role::SHARE_FOR)));
            no += usize::from(!led && segment().any(|at| self.does(at, role::SHARE_AGAINST) && closes(at)));
        }
        let (all, both) = (run.percents.len(), yes == 1 && no == 1);
        answers > 1 || yes == 1 && answers == 1 && all == 2 || undecided && all > 2 || both && all == 2
    }

    /// Whether each share is of a grade of its own: "14% excellent, 51% good, 24% fair and 12% poor".
    pub(in super::super) fn is_graded(&self, run: &Run<'_>) -> bool {
        let mut grades = Vec::new();
        for (from, to) in self.segments(run) {
            let said = (from..to).take_while(|&at| !self.is_mark(at, &[",", ";"]));
            let grades_told: Vec<usize> = said.filter(|&at| self.does(at, role::SHARE_GRADE)).collect();
            let [grade] = grades_told[..] else { return false };
            // "very poor" is no "poor".
            let very = grade > from && self.does(grade - 1, role::SYNTAX_ADVERB);
            let word = self.word(grade).to_lowercase();
            grades.push((very, word));
        }
        let all = grades.len();
        grades.sort();
        grades.dedup();
        all > 2 && grades.len() == all
    }

    /// Whether two shares are of men and of women.
    pub(in super::super) fn is_by_sex(&self, run: &Run<'_>) -> bool {
        let segments = self.segments(run);
        let [a, b] = segments[..] else { return false };
        let only = |(from, to): (usize, usize), role| {
            let be = from + usize::from(self.has(from, class::AUXILIARY));
            let next = be + 1;
            be < to
                && self.does(be, role)
                && (next >= to
                    || !self.token(next).is_some_and(crate::text::Token::is_word)
                    || self.does(next, role::AND))
        };
        only(a, role::SHARE_MALE) && only(b, role::SHARE_FEMALE)
            || only(a, role::SHARE_FEMALE) && only(b, role::SHARE_MALE)
    }
}
