//! Cricket: wickets that are left, and the runs between two innings.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::told::Figure;
use super::join::{Told, told};
use super::read::Play;
use crate::text::role;

/// Below this a figure is no total of an innings.
const INNINGS: Decimal = Decimal::from_parts(40, 0, 0, false, 0);

impl<'f> Look<'f> {
    /// "Reached 189 for six and won by four wickets"
    pub(super) fn wickets(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let lost: Vec<(Decimal, (usize, usize))> = plays
            .iter()
            .flat_map(|play| {
                play.figures
                    .windows(2)
                    .filter(|two| {
                        let (a, b) = (two[0], two[1]);
                        let small =
                            b.value < Decimal::TEN && a.value > Decimal::from(20) && a.plain && b.plain;
                        small
                            && a.tokens.1 + 1 == b.tokens.0
                            && self.does(a.tokens.1, role::DURATION_FOR)
                            && play.has("chase")
                    })
                    .map(|two| (two[1].value, (two[0].tokens.0, two[1].tokens.1)))
            })
            .collect();
        if lost.is_empty() || plays.iter().any(|play| play.has("retired") || play.has("rain")) {
            return;
        }
        for play in plays.iter().filter(|play| !play.has("other")) {
            for figure in play.figures.iter().filter(|f| f.plain) {
                let to = figure.tokens.1;
                let by = figure.tokens.0 > play.range.0
                    && self.does(figure.tokens.0 - 1, role::MONEY_BY)
                    && play.word_at(to, "wicket");
                let compound =
                    self.is_mark(to, &["-"]) && play.word_at(to + 1, "wicket") && play.word_at(to + 2, "win");
                let of = figure.tokens.0 > play.range.0 + 1
                    && self.does(figure.tokens.0 - 1, role::OF)
                    && play.word_at(figure.tokens.0 - 2, "margin")
                    && play.word_at(to, "wicket");
                if by || compound || of {
                    let fits = lost.iter().any(|(wickets, _)| wickets + figure.value == Decimal::TEN);
                    let left = Decimal::TEN - lost[0].0;
                    let said = told("wickets", figure.value, (left, lost[0].0), fits);
                    found.push((figure.tokens, said.clone()));
                    found.extend(lost.iter().map(|&(_, tokens)| (tokens, said.clone())));
                }
            }
        }
    }

    /// The side that wins by wickets has more runs than the other: "213 all out … 209 for six, victors by four wickets".
    pub(super) fn chased(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        if plays.iter().any(|play| play.has("retired") || play.has("rain")) {
            return;
        }
        let alone = |mut all: Vec<Figure>| {
            all.dedup_by_key(|figure| figure.value);
            if let [one] = all[..] { Some(one) } else { None }
        };
        let out = |play: &Play<'f>, figure: &Figure| {
            let behind = play.word_at(figure.tokens.1, "out-after");
            let before = play.of("all-out").any(|(_, to)| to == figure.tokens.0);
            figure.plain && figure.value > INNINGS && (behind || before)
        };
        let outs =
            plays.iter().flat_map(|play| play.figures.iter().filter(|f| out(play, f)).copied()).collect();
        let Some(target) = alone(outs) else { return };
        let pairs: Vec<(Figure, Figure)> = plays
            .iter()
            .flat_map(|play| play.figures.windows(2).map(|two| (two[0], two[1])))
            .filter(|(a, b)| {
                let wickets = a.tokens.1 + 1 == b.tokens.0 && self.does(a.tokens.1, role::DURATION_FOR);
                wickets && a.plain && b.plain && a.value > INNINGS && b.value < Decimal::TEN
            })
            .collect();
        let left = |figure: &Figure, play: &Play<'f>| {
            let to = figure.tokens.1;
            let by = figure.tokens.0 > play.range.0 && self.does(figure.tokens.0 - 1, role::MONEY_BY);
            let compound = self.is_mark(to, &["-"]) && play.word_at(to + 1, "wicket");
            (by && play.word_at(to, "wicket") || compound).then_some(figure.value)
        };
        let margins: Vec<Decimal> =
            plays.iter().flat_map(|play| play.figures.iter().filter_map(move |f| left(f, play))).collect();
        // The innings with as many wickets lost as the margin leaves is the one that won.
        let mut won = pairs.iter().filter(|(_, lost)| margins.contains(&(Decimal::TEN - lost.value)));
        let Some((total, lost)) = won.next().filter(|_| won.next().is_none()) else { return };
        let end = (target.value + Decimal::ONE, target.value);
        let said = told("chase", total.value, end, total.value > target.value);
        found.push(((total.tokens.0, lost.tokens.1), said.clone()));
        found.push((target.tokens, said));
    }

    /// The only innings of an article that is told with its wickets, beside one that was all out: "187 for 8".
    fn closed_innings(
        &self,
        plays: &[Play<'f>],
        outs: &[(Decimal, (usize, usize))],
    ) -> Option<(Decimal, (usize, usize))> {
        let [(out, _)] = outs[..] else { return None };
        let mut totals: Vec<(Decimal, (usize, usize))> = plays
            .iter()
            .flat_map(|play| play.figures.windows(2))
            .filter(|two| {
                let (a, b) = (two[0], two[1]);
                let wickets = a.tokens.1 + 1 == b.tokens.0 && self.does(a.tokens.1, role::DURATION_FOR);
                wickets && a.plain && b.plain && a.value > INNINGS && b.value < Decimal::TEN
            })
            .map(|two| (two[0].value, two[0].tokens))
            .collect();
        totals.dedup_by_key(|total| total.0);
        let [total] = totals[..] else { return None };
        (total.0 > out).then_some(total)
    }

    /// Two innings and the runs between them: "all out for 212", "folded for 177", "by 35 runs".
    pub(super) fn innings(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let outs: Vec<(Decimal, (usize, usize))> = plays
            .iter()
            .flat_map(|play| {
                let after =
                    move |(_, to): (usize, usize)| play.figures.iter().find(|f| f.tokens.0 == to && f.plain);
                let outs: Vec<(usize, usize)> = play.of("all-out").collect();
                let first = outs.first().map(|out| out.1);
                // "And Tigers for 205"
                let too = play.figures.iter().filter(move |f| {
                    let for_it = f.tokens.0 > play.range.0 && self.does(f.tokens.0 - 1, role::DURATION_FOR);
                    f.plain && f.value > INNINGS && for_it && first.is_some_and(|first| f.tokens.0 > first)
                });
                let before =
                    play.figures.iter().filter(move |f| f.plain && play.word_at(f.tokens.1, "out-after"));
                outs.into_iter()
                    .filter_map(after)
                    .chain(before)
                    .chain(too)
                    .map(|f| (f.value, f.tokens))
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut outs = outs;
        outs.extend(self.closed_innings(plays, &outs));
        let [(a, _), (b, _)] = outs[..] else { return };
        if plays.iter().any(|play| play.has("retired") || play.has("rain")) {
            return;
        }
        for play in plays.iter() {
            self.margins(play, (a.max(b), a.min(b)), found);
        }
    }
}
