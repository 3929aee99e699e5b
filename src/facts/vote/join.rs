//! Joins what the sentences of an article say of one vote. Where it may have held several, only what one sentence says
//! is joined.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::Vote;
use super::read::{Line, Said, What};
use crate::document::Zone;
use crate::text::role;

/// How many tokens before an outcome a word may stand that makes it none: "was not carried".
const DOUBT: usize = 5;

/// How many sentences may lie between the figures of a vote and what must agree with them.
const NEAR: usize = 4;

/// A place and what it tells.
type Told = ((usize, usize), Vote);

/// The figures of one vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ballot {
    /// For it, or told first.
    wins: Decimal,
    loses: Decimal,
    /// Whether the text says which side is which.
    sides: bool,
    abstained: Option<Decimal>,
    absent: Option<Decimal>,
}

impl Ballot {
    fn total(&self) -> Decimal {
        self.wins + self.loses + self.abstained.unwrap_or_default()
    }

    fn told(&self, form: &'static str, value: Decimal) -> Vote {
        Vote {
            form,
            value,
            wins: self.wins,
            loses: self.loses,
            total: self.total(),
            whole: None,
            closed: false,
            ratio: 50.into(),
            stated: None,
        }
    }
}

/// The distinct values of what is said.
fn distinct(said: &[Said], of: impl Fn(&Said) -> Option<Decimal>) -> Vec<Decimal> {
    let mut values: Vec<Decimal> = said.iter().filter_map(of).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The only value of one kind; none where there are several.
fn only(said: &[Said], what: What) -> Option<Decimal> {
    match distinct(said, |s| (s.what == what).then_some(s.value))[..] {
        [one] => Some(one),
        _ => None,
    }
}

fn tally(said: &Said) -> Option<(Decimal, Decimal)> {
    match said.what {
        What::Tally(a, b) => Some((a, b)),
        _ => None,
    }
}

fn sorted((a, b): (Decimal, Decimal)) -> (Decimal, Decimal) {
    (a.max(b), a.min(b))
}

/// The distinct tallies, the larger figure first.
fn tallies(said: &[Said]) -> Vec<(Decimal, Decimal)> {
    let mut found: Vec<(Decimal, Decimal)> = said.iter().filter_map(tally).map(sorted).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The one vote that is spoken of; none where there may be several.
fn ballot(said: &[Said]) -> Option<Ballot> {
    let count = |what: What| distinct(said, |s| (s.what == what).then_some(s.value)).len();
    if count(What::For) > 1 || count(What::Against) > 1 || count(What::Abstained) > 1 {
        return None;
    }
    let (wins, loses) = (only(said, What::For), only(said, What::Against));
    let (abstained, absent) = (only(said, What::Abstained), only(said, What::Absent));
    let sides = wins.is_some() && loses.is_some();
    let (wins, loses) = match (tallies(said)[..].as_ref(), wins, loses) {
        ([], Some(wins), Some(loses)) => (wins, loses),
        ([one], Some(wins), Some(loses)) if *one == sorted((wins, loses)) => (wins, loses),
        ([one], wins, loses)
            if !sides && [wins, loses].into_iter().flatten().all(|v| v == one.0 || v == one.1) =>
        {
            said.iter().find_map(tally)?
        }
        _ => return None,
    };
    Some(Ballot { wins, loses, sides, abstained, absent })
}

impl<'f> Look<'f> {
    /// The facts of all that is said.
    pub(super) fn joined_votes(&self, lines: &[Line<'f>], said: &[Said]) -> Vec<Told> {
        let mut found = self.orders(lines);
        let any = |what: fn(&What) -> bool| said.iter().any(|s| what(&s.what));
        if !any(|what| matches!(what, What::Tally(..) | What::For | What::Against)) {
            return found;
        }
        found.extend(self.told_again(said));
        let several = lines.iter().any(|line| line.has("second"));
        if let Some(one) = ballot(said).filter(|_| !several && self.stands_near(said)) {
            self.wholes(lines, said, &one, &mut found);
            self.majorities(lines, said, &one, &mut found);
            self.outcomes(lines, said, &one, &mut found);
            return found;
        }
        for line in lines {
            let own: Vec<Said> = said.iter().filter(|s| s.sentence == line.sentence).copied().collect();
            if let Some(one) = ballot(&own) {
                let lines = std::slice::from_ref(line);
                self.wholes(lines, &own, &one, &mut found);
                self.majorities(lines, &own, &one, &mut found);
            }
        }
        found
    }

    /// Candidates that are put in an order with their shares.
    fn orders(&self, lines: &[Line<'f>]) -> Vec<Told> {
        if !lines.iter().any(|line| line.has("vote")) {
            return Vec::new();
        }
        let order = |line: &Line<'f>| {
            let (tokens, wins, loses) = self.ordered_shares(line)?;
            let one = Ballot { wins, loses, sides: true, abstained: None, absent: None };
            Some((tokens, one.told("ahead", wins)))
        };
        lines.iter().filter_map(order).collect()
    }

    /// Whether those for and those against are told within a paragraph of each other.
    fn stands_near(&self, said: &[Said]) -> bool {
        let block =
            |what: What| said.iter().find(|s| s.what == what).map(|s| self.facts.block_of(s.sentence));
        match (block(What::For), block(What::Against)) {
            (Some(a), Some(b)) => a.abs_diff(b) <= 1,
            _ => true,
        }
    }

    /// The votes with those who could vote, and with the votes cast.
    fn wholes(&self, lines: &[Line<'f>], said: &[Said], one: &Ballot, found: &mut Vec<Told>) {
        let sits_out = lines.iter().any(|line| line.has("sitting"));
        let near = |s: &&Said| {
            said.iter().any(|t| self.is_figure_of_vote(t) && t.sentence.abs_diff(s.sentence) <= NEAR)
        };
        let members: Vec<Said> =
            said.iter().filter(|s| matches!(s.what, What::Members(_))).filter(near).copied().collect();
        let members = distinct(&members, |s| Some(s.value));
        let all = said.iter().any(|s| s.what == What::Members(true));
        if let [members] = members[..] {
            // Who was away counts among all members, but not among those who were there.
            let away = one.absent.filter(|_| !all).unwrap_or_default();
            let told = one.abstained.is_some() && (all || one.absent.is_some());
            let closed = told && !sits_out;
            let part = |s: &Said| {
                matches!(
                    s.what,
                    What::Tally(..) | What::For | What::Against | What::Abstained | What::Members(_)
                ) || s.what == What::Absent && !all
            };
            let vote = Vote {
                total: one.total() + away,
                whole: Some(members),
                closed,
                ..one.told("members", members)
            };
            found.extend(
                said.iter().filter(|s| part(s)).map(|s| (s.tokens, Vote { value: s.value, ..vote.clone() })),
            );
        }
        let cast = distinct(said, |s| matches!(s.what, What::Cast(_)).then_some(s.value));
        if let [cast] = cast[..] {
            let closed =
                said.iter().any(|s| s.what == What::Cast(true)) || one.abstained.is_some_and(|a| a.is_zero());
            let part =
                |s: &Said| matches!(s.what, What::Tally(..) | What::For | What::Against | What::Cast(_));
            let total = one.wins + one.loses;
            let vote = Vote { total, whole: Some(cast), closed, ..one.told("cast", cast) };
            found.extend(
                said.iter().filter(|s| part(s)).map(|s| (s.tokens, Vote { value: s.value, ..vote.clone() })),
            );
        }
    }

    /// The majorities that are told.
    fn majorities(&self, lines: &[Line<'f>], said: &[Said], one: &Ballot, found: &mut Vec<Told>) {
        let most = (one.wins + one.loses) / Decimal::TWO;
        let right = (one.wins - one.loses).abs();
        let claims = || said.iter().filter(|s| s.what == What::Majority);
        if claims().any(|s| s.value == right) {
            return;
        }
        for s in claims().filter(|s| !self.has_other_day(s.sentence, (s.tokens.1, s.tokens.1 + 4))) {
            let line = lines.iter().find(|line| line.sentence == s.sentence);
            let other = line.is_none_or(|line| line.has("other") || line.has("needed"));
            let near =
                said.iter().any(|t| self.is_figure_of_vote(t) && t.sentence.abs_diff(s.sentence) <= NEAR);
            // "A majority of 31" may be those who make it.
            if !other && near && s.value < most {
                found.push((s.tokens, one.told("majority", s.value)));
            }
        }
    }

    /// The words for what came of the vote.
    fn outcomes(&self, lines: &[Line<'f>], said: &[Said], one: &Ballot, found: &mut Vec<Told>) {
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
            (from..s.tokens.0).any(doubted) || line.has("other")
        };
        let line_of = |s: &Said| lines.iter().find(|line| line.sentence == s.sentence);
        let of = |group: &'static str| said.iter().filter(move |s| s.what == What::Outcome(group));
        let needs = lines.iter().any(|line| line.has("needed"));
        let part = only(said, What::Needed);
        let parts = said.iter().any(|s| s.what == What::Needed);
        let sound = |s: &&Said| line_of(s).is_some_and(|line| near(line) && !doubt(line, s));
        let (passed, failed) = (of("passed").next().is_some(), of("failed").next().is_some());
        if passed != failed {
            let special = needs || parts || of("casting").next().is_some();
            let ratio = part.filter(|_| passed).unwrap_or(50.into());
            let speaks = (one.sides || part.is_some())
                && (passed && (part.is_some() || !special) || failed && !special);
            let form = if passed { "passed" } else { "failed" };
            for s in of(form).filter(sound).filter(|_| speaks) {
                found.push((s.tokens, Vote { ratio, ..one.told(form, one.wins) }));
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

    fn is_figure_of_vote(&self, said: &Said) -> bool {
        matches!(said.what, What::Tally(..) | What::For | What::Against)
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

    /// A tally of the headline and one of the text that have one figure in common.
    fn told_again(&self, said: &[Said]) -> Vec<Told> {
        let headline = |s: &&Said| self.facts.zone(self.facts.block_of(s.sentence)) == Zone::Headline;
        let [first, second] = tallies(said)[..] else { return Vec::new() };
        let of = |pair: (Decimal, Decimal)| said.iter().find(move |s| tally(s).map(sorted) == Some(pair));
        let (Some(a), Some(b)) = (of(first), of(second)) else { return Vec::new() };
        let definite = |s: &Said| {
            s.tokens.0 > 0 && self.does(s.tokens.0 - 1, role::THE) && self.facts.block_of(s.sentence) > 0
        };
        let (early, late) = if a.tokens.0 < b.tokens.0 { (a, b) } else { (b, a) };
        let again =
            definite(late) && self.facts.block_of(early.sentence) < self.facts.block_of(late.sentence);
        let apart = again
            || headline(&a) != headline(&b)
                && said
                    .iter()
                    .filter(|s| tally(s).map(sorted) == Some(first))
                    .all(|s| headline(&s) == headline(&a))
                && said
                    .iter()
                    .filter(|s| tally(s).map(sorted) == Some(second))
                    .all(|s| headline(&s) == headline(&b));
        let (own, other) = match (first.0 == second.0, first.1 == second.1) {
            (true, false) => (first.1, second.1),
            (false, true) => (first.0, second.0),
            _ => return Vec::new(),
        };
        if !apart {
            return Vec::new();
        }
        let one = Ballot { wins: first.0, loses: first.1, sides: false, abstained: None, absent: None };
        let told =
            |s: &Said, value, stated| (s.tokens, Vote { stated: Some(stated), ..one.told("again", value) });
        vec![told(a, own, other), told(b, other, own)]
    }
}
