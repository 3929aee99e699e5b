//! Joins what the sentences of an article say of one vote. Where it may have held several, only what one sentence says
//! is joined.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::super::look::Look;
use super::Vote;
use super::read::{Line, Said, What};
use crate::document::Zone;
use crate::text::role;

/// How many sentences may lie between the figures of a vote and what must agree with them.
pub(super) const NEAR: usize = 4;

/// A place and what it tells.
pub(super) type Told = ((usize, usize), Vote);

/// The figures of one vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ballot {
    /// For it, or told first.
    pub(super) wins: Decimal,
    pub(super) loses: Decimal,
    /// Whether the text says which side is which.
    pub(super) sides: bool,
    pub(super) abstained: Option<Decimal>,
    pub(super) absent: Option<Decimal>,
}

impl Ballot {
    fn total(&self) -> Decimal {
        self.wins + self.loses + self.abstained.unwrap_or_default()
    }

    pub(super) fn told(&self, form: &'static str, value: Decimal) -> Vote {
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
pub(super) fn distinct(said: &[Said], of: impl Fn(&Said) -> Option<Decimal>) -> Vec<Decimal> {
    let mut values: Vec<Decimal> = said.iter().filter_map(of).collect();
    values.sort_unstable();
    values.dedup();
    values
}

/// The only value of one kind; none where there are several.
pub(super) fn only(said: &[Said], what: What) -> Option<Decimal> {
    match distinct(said, |s| (s.what == what).then_some(s.value))[..] {
        [one] => Some(one),
        _ => None,
    }
}

pub(super) fn tally(said: &Said) -> Option<(Decimal, Decimal)> {
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

/// Whether one figure is not so far from another that it is of something else.
pub(super) fn is_near(a: Decimal, b: Decimal) -> bool {
    let far = Decimal::from_parts(25, 0, 0, false, 1);
    a <= b * far && b <= a * far
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

/// What is said, with those against it who are "the rest" of a whole; nothing where no rest is told.
fn with_rest(said: &[Said]) -> Option<Vec<Said>> {
    let rest = said.iter().find(|s| s.what == What::Rest)?;
    let has = |what: What| said.iter().any(|s| s.what == what);
    let whole = distinct(said, |s| matches!(s.what, What::Members(_) | What::Cast(_)).then_some(s.value));
    let [whole] = whole[..] else { return None };
    let wins = only(said, What::For).or_else(|| only(said, What::Polled)).filter(|&wins| wins < whole)?;
    if has(What::Against) || has(What::Abstained) || said.iter().any(|s| tally(s).is_some()) {
        return None;
    }
    let mut all = said.to_vec();
    for s in all.iter_mut().filter(|s| s.what == What::Polled) {
        s.what = What::For;
    }
    all.push(Said { what: What::Against, value: whole - wins, ..*rest });
    Some(all)
}

impl<'f> Look<'f> {
    /// The facts of all that is said.
    pub(super) fn joined_votes(&self, lines: &[Line<'f>], said: &[Said]) -> Vec<Told> {
        let mut found = self.orders(lines);
        let any = |what: fn(&What) -> bool| said.iter().any(|s| what(&s.what));
        let several = lines.iter().any(|line| line.has("second"));
        if !several {
            found.extend(self.polls(lines, said));
        }
        if !any(|what| matches!(what, What::Tally(..) | What::For | What::Against | What::Polled)) {
            return found;
        }
        found.extend(self.told_again(said));
        if !several {
            found.extend(self.other_side(said));
        }
        let with_rest = with_rest(said);
        let said = with_rest.as_deref().unwrap_or(said);
        if let Some(one) = ballot(said).filter(|_| !several && self.stands_near(said)) {
            self.wholes(lines, said, &one, &mut found);
            self.majorities(lines, said, &one, &mut found);
            self.outcomes(lines, said, &one, &mut found);
            return found;
        }
        let mut by_sentence: FxHashMap<_, Vec<Said>> = FxHashMap::default();
        said.iter().for_each(|said| by_sentence.entry(said.sentence).or_default().push(*said));
        for line in lines {
            let own = by_sentence.get(&line.sentence).map_or(&[][..], Vec::as_slice);
            if let Some(one) = ballot(own) {
                let lines = std::slice::from_ref(line);
                self.wholes(lines, own, &one, &mut found);
                self.majorities(lines, own, &one, &mut found);
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
        if let [members] = members[..]
            && is_near(members, one.total())
        {
            // Who was away counts among all members, but not among those who were there.
            let away = one.absent.filter(|_| !all).unwrap_or_default();
            let sides = lines.iter().any(|line| line.has("part"));
            let told = (one.abstained.is_some() || sides && all) && (all || one.absent.is_some());
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
        if let [cast] = cast[..]
            && is_near(cast, one.total())
        {
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
    pub(super) fn majorities(&self, lines: &[Line<'f>], said: &[Said], one: &Ballot, found: &mut Vec<Told>) {
        let most = (one.wins + one.loses) / Decimal::TWO;
        let right = (one.wins - one.loses).abs();
        let claims = || said.iter().filter(|s| s.what == What::Majority);
        if claims().any(|s| s.value == right) {
            return;
        }
        for s in claims().filter(|s| !self.has_other_day(s.sentence, (s.tokens.1, s.tokens.1 + 4))) {
            let line = lines.iter().find(|line| line.sentence == s.sentence);
            let other = line.is_none_or(|line| line.has("other") || line.has("needed"));
            let near = said.iter().any(|t| {
                (self.is_figure_of_vote(t) || t.what == What::Polled)
                    && t.sentence.abs_diff(s.sentence) <= NEAR
            });
            // "A majority of 31" may be those who make it.
            if !other && near && s.value < most {
                found.push((s.tokens, one.told("majority", s.value)));
            }
        }
    }

    pub(super) fn is_figure_of_vote(&self, said: &Said) -> bool {
        matches!(said.what, What::Tally(..) | What::For | What::Against)
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
