//! What came of a vote, against its figures: carried, lost, tied, unanimous, by a casting vote, with as many as are needed.

use super::super::look::Look;
use super::Vote;
use super::join::{Ballot, NEAR, Told, only, tally};
use super::read::{Line, Said, What};
use crate::document::Zone;
use crate::text::role;

/// How many tokens before an outcome a word may stand that makes it none: "was not carried".
const DOUBT: usize = 5;

impl<'f> Look<'f> {
    /// The words for what came of the vote.
    pub(super) fn outcomes(&self, lines: &[Line<'f>], said: &[Said], one: &Ballot, found: &mut Vec<Told>) {
        let voted =
            |line: &&Line<'f>| said.iter().any(|s| s.sentence == line.sentence && self.is_figure_of_vote(s));
        let near = |line: &Line<'f>| {
            let headline = self.facts.zone(self.facts.block_of(line.sentence)) == Zone::Headline;
            let votes =
                lines.iter().filter(voted).any(|other| other.sentence.abs_diff(line.sentence) <= NEAR + 2);
            headline || votes || line.has("motion") || line.has("vote")
        };
        let doubt = |line: &Line<'f>, s: &Said| {
            let doubted = |at: usize| {
                self.does(at, role::SYNTAX_NOT)
                    || self.does(at, role::SYNTAX_MODAL)
                    || self.does(at, role::NO)
            };
            let from = s.tokens.0.saturating_sub(DOUBT).max(line.range.0);
            // "The rest said no, so the amendment was carried"
            let clause = |at: &usize| !self.is_mark(*at, &[",", ";"]);
            (from..s.tokens.0).rev().take_while(clause).any(doubted) || line.has("other")
        };
        let line_of = |s: &Said| lines.iter().find(|line| line.sentence == s.sentence);
        let of = |group: &'static str| said.iter().filter(move |s| s.what == What::Outcome(group));
        let needs = lines.iter().any(|line| line.has("needed"));
        let part = only(said, What::Needed);
        let parts = said.iter().any(|s| s.what == What::Needed);
        let sound = |s: &&Said| line_of(s).is_some_and(|line| near(line) && !doubt(line, s));
        let has = |group: &'static str, own: bool| {
            of(group).any(|s| !own || lines.iter().filter(voted).any(|line| line.sentence == s.sentence))
        };
        // What stands beside the figures is said of the vote, rather than what is said elsewhere.
        let own = has("passed", true) != has("failed", true);
        let (passed, failed) = (has("passed", own), has("failed", own));
        if passed != failed {
            let special = needs || parts || of("casting").next().is_some();
            let ratio = part.filter(|_| passed).unwrap_or(50.into());
            let speaks = (one.sides || part.is_some())
                && (passed && (part.is_some() || !special) || failed && !special);
            let form = if passed { "passed" } else { "failed" };
            for s in of(form).filter(sound).filter(|_| speaks) {
                found.push((s.tokens, Vote { ratio, ..one.told(form, one.wins) }));
            }
            // What came of it may be right, and the figures wrong.
            if of(form).filter(sound).any(|_| speaks) {
                let figures = said.iter().filter(|s| self.is_figure_of_vote(s));
                found.extend(figures.map(|s| (s.tokens, Vote { ratio, ..one.told(form, one.wins) })));
            }
            // "Was approved by 14 votes to 19"
            for s in of("passed").filter(sound).filter(|_| !one.sides) {
                let by = said
                    .iter()
                    .find(|t| tally(t).is_some() && t.sentence == s.sentence && t.tokens.0 > s.tokens.1);
                // "Passed on a 4-5 vote"
                let led = |by: &&Said| {
                    let a = self.does(by.tokens.0 - 1, role::A_OR_AN) && by.tokens.0 - s.tokens.1 <= 3;
                    self.does(by.tokens.0 - 1, role::MONEY_BY) || a
                };
                if let Some(by) = by.filter(led) {
                    found.push((by.tokens, Vote { ratio, ..one.told("passed", one.wins) }));
                }
            }
        }
        self.thresholds(said, one, passed != failed && passed, found);
        // "Was tied 7-6"
        for s in of("tied") {
            let next = said
                .iter()
                .find(|t| tally(t).is_some() && t.tokens.0 >= s.tokens.1 && t.tokens.0 - s.tokens.1 <= 3);
            if let Some(next) = next {
                found.push((next.tokens, one.told("tied", one.wins)));
            }
        }
        for s in of("unanimous").filter(sound) {
            let line = line_of(s);
            let alone = line.is_some_and(|line| {
                self.is_of_the_vote(line, s)
                    || s.tokens.0 > line.range.0 && self.does(s.tokens.0 - 1, role::SYNTAX_BE)
                    || s.tokens.0 > line.range.0 && self.does(s.tokens.0 - 1, role::DATE_POSSESSED)
                    || said.iter().any(|t| tally(t).is_some() && t.sentence == s.sentence)
            });
            if alone && one.wins > one.loses {
                found.push((s.tokens, one.told("unanimous", one.loses)));
            }
        }
        for s in of("casting").filter(sound) {
            found.push((s.tokens, one.told("casting", one.loses)));
        }
    }

    /// How many must be there, and how many votes are needed.
    fn thresholds(&self, said: &[Said], one: &Ballot, passed: bool, found: &mut Vec<Told>) {
        if let Some(quorum) = only(said, What::Quorum) {
            let all = one.abstained.is_some() || !said.iter().any(|s| s.what == What::Abstained);
            for s in said.iter().filter(|s| s.what == What::Quorum && all) {
                found.push((s.tokens, Vote { whole: Some(quorum), ..one.told("quorum", quorum) }));
            }
        }
        if let Some(needed) = only(said, What::Threshold)
            && passed
        {
            for s in said.iter().filter(|s| s.what == What::Threshold) {
                found.push((s.tokens, one.told("needed", needed)));
            }
        }
    }

    /// Whether a word that a vote had no opponents is said of the vote that the article is about, and of no further one:
    /// in the headline, or of "the unanimous vote".
    fn is_of_the_vote(&self, line: &Line<'f>, said: &Said) -> bool {
        let headline = self.facts.zone(self.facts.block_of(line.sentence)) == Zone::Headline;
        let at = said.tokens.0;
        let the = at > line.range.0
            && (self.does(at - 1, role::THE)
                || self.is_mark(at - 1, &["\"", "“", "‘", "'"])
                    && at > line.range.0 + 1
                    && self.does(at - 2, role::THE));
        headline || the
    }
}
