//! Elections with two candidates whose votes are told apart, shares of the vote and the gap between them, and those who were
//! the only ones against.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Kind, Value};
use super::Vote;
use super::join::{Ballot, Told, distinct, is_near, tally};
use super::read::{Line, Said, What};

/// A share of the votes, where it stands, and how fine it is told.
#[derive(Clone, Copy)]
struct Share {
    value: Decimal,
    tokens: (usize, usize),
    scale: u32,
    points: bool,
    sentence: usize,
}

impl<'f> Look<'f> {
    /// Two candidates with their votes: the majority, and who won.
    pub(super) fn polls(&self, lines: &[Line<'f>], said: &[Said]) -> Vec<Told> {
        let mut found = self.share_gaps(lines);
        let polled: Vec<&Said> = said.iter().filter(|s| s.what == What::Polled).collect();
        let mut values = distinct(said, |s| (s.what == What::Polled).then_some(s.value));
        values.reverse();
        let votes = said.iter().any(|s| tally(s).is_some() || matches!(s.what, What::For | What::Against));
        let [high, low] = values[..] else { return found };
        if votes || !is_near(high, low) || !lines.iter().any(|line| line.has("vote")) {
            return found;
        }
        let one = Ballot { wins: high, loses: low, sides: true, abstained: None, absent: None };
        self.majorities(lines, said, &one, &mut found);
        let line_of = |s: &Said| lines.iter().find(|line| line.sentence == s.sentence);
        let of = |group: &str| {
            let mut with = polled.iter().filter(|s| line_of(s).is_some_and(|line| line.has(group)));
            let first = with.next()?;
            with.next().is_none().then_some(**first)
        };
        // Who won has fewer votes than who lost.
        if let (Some(winner), Some(loser)) = (of("winner"), of("loser"))
            && winner.sentence != loser.sentence
            && winner.value != loser.value
        {
            let told = Ballot { wins: winner.value, loses: loser.value, ..one }.told("ahead", winner.value);
            found.extend([winner, loser].map(|s| (s.tokens, told.clone())));
        }
        found
    }

    /// "With 47.2 per cent … 44.9 per cent … a gap of 3.3 percentage points".
    fn share_gaps(&self, lines: &[Line<'f>]) -> Vec<Told> {
        let shares: Vec<Share> = lines.iter().flat_map(|line| self.shares_told(line)).collect();
        let told: Vec<&Share> = shares.iter().filter(|share| !share.points).collect();
        let gaps: Vec<&Share> = shares.iter().filter(|share| share.points).collect();
        let ([first, second, ..], [gap]) = (&told[..], &gaps[..]) else { return Vec::new() };
        let about = lines.iter().any(|line| line.has("vote") || line.has("winner"));
        let other = |share: &Share| {
            lines
                .iter()
                .any(|line| line.sentence == share.sentence && (line.has("other") || line.has("second")))
        };
        let back = gap.tokens.0.saturating_sub(4);
        let line = lines.iter().find(|line| line.sentence == gap.sentence);
        let named = line.is_some_and(|line| {
            line.any_in((back, gap.tokens.0), "majority")
                || line.any_in((gap.tokens.1, gap.tokens.1 + 3), "more")
        });
        if told.len() > 4 || !about || !named || shares.iter().any(other) {
            return Vec::new();
        }
        let fits = |a: &Share, b: &Share| {
            let scale = a.scale.min(b.scale).min(gap.scale);
            ((a.value - b.value).abs() - gap.value).abs() <= Decimal::new(11, scale + 1)
        };
        let any = told.iter().enumerate().any(|(at, a)| told[at + 1..].iter().any(|b| fits(a, b)));
        let right = (first.value - second.value).abs();
        if any || !is_near(right, gap.value) {
            return Vec::new();
        }
        let (wins, loses) = (first.value.max(second.value), first.value.min(second.value));
        let one = Ballot { wins, loses, sides: true, abstained: None, absent: None };
        let vote: Vote = one.told("majority", gap.value);
        [*gap, *first, *second].map(|share| (share.tokens, vote.clone())).to_vec()
    }

    fn shares_told(&self, line: &Line<'f>) -> Vec<Share> {
        let share = |fact: &super::super::Fact| match &fact.value {
            Value::Percent(percent) => Some(Share {
                value: percent.value.value,
                tokens: (fact.tokens.0 as usize, fact.tokens.1 as usize),
                scale: percent.value.value.scale(),
                points: percent.points,
                sentence: line.sentence,
            }),
            _ => None,
        };
        self.facts.within(line.sentence, Kind::Percent).filter_map(share).collect()
    }

    /// A tally, and who was against it by other words: "was alone in voting no … the 10-2 vote".
    pub(super) fn other_side(&self, said: &[Said]) -> Vec<Told> {
        let tallies: Vec<(&Said, (Decimal, Decimal))> =
            said.iter().filter_map(|s| tally(s).map(|pair| (s, pair))).collect();
        let mut pairs: Vec<(Decimal, Decimal)> =
            tallies.iter().map(|t| (t.1.0.max(t.1.1), t.1.0.min(t.1.1))).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let [(high, low)] = pairs[..] else { return Vec::new() };
        let alone: Vec<&Said> = said.iter().filter(|s| s.what == What::Alone).collect();
        let against = distinct(said, |s| (s.what == What::Against).then_some(s.value));
        let wins = distinct(said, |s| (s.what == What::For).then_some(s.value));
        let one = Ballot { wins: high, loses: low, sides: false, abstained: None, absent: None };
        let (own, stated, places): (Decimal, Decimal, Vec<&Said>) =
            match (&alone[..], &against[..], &wins[..]) {
                ([_], [], []) if low > Decimal::ONE && high > Decimal::ONE && low <= Decimal::TEN => {
                    (low, Decimal::ONE, alone)
                }
                // One of two sides agrees, and the other does not.
                ([], [a], [w])
                    if (*w == high) != (*a == low) && *w > *a && is_near(*a, low) && is_near(*w, high) =>
                {
                    let (own, stated, what) =
                        if *w == high { (low, *a, What::Against) } else { (high, *w, What::For) };
                    (own, stated, said.iter().filter(|s| s.what == what).collect())
                }
                _ => return Vec::new(),
            };
        let near = |s: &&Said| tallies.iter().any(|t| t.0.sentence.abs_diff(s.sentence) <= super::join::NEAR);
        if !places.iter().all(near) {
            return Vec::new();
        }
        let vote = |value, stated| Vote { stated: Some(stated), ..one.told("again", value) };
        let first = tallies.iter().map(|t| (t.0.tokens, vote(own, stated)));
        first.chain(places.iter().map(|s| (s.tokens, vote(stated, own)))).collect()
    }
}
