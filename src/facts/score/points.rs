//! Points that are counted from something else: goals and behinds, goals and points, games won and drawn, and the points of a
//! table.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::told::Figure;
use super::join::{Told, told};
use super::read::Play;
use crate::text::{TokenKind, role};

/// What a goal is worth where behinds are told behind a point, "11.9 (75)", and where points are told behind a hyphen,
/// "2-14 (20)".
const GOAL_AND_BEHINDS: Decimal = Decimal::from_parts(6, 0, 0, false, 0);
const GOAL_AND_POINTS: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

impl<'f> Look<'f> {
    /// Goals and behinds with the points they make in brackets.
    pub(super) fn counted_points(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let all: Vec<((usize, usize), Decimal, Decimal)> = plays
            .iter()
            .flat_map(|play| play.figures.iter().filter_map(|figure| self.points_in_brackets(figure)))
            .collect();
        // One of them at least is counted so.
        if all.len() < 2 || !all.iter().any(|(_, points, sum)| points == sum) {
            return;
        }
        for (tokens, points, sum) in all {
            found.push((tokens, told("points", points, (sum, sum), points == sum)));
        }
    }

    fn points_in_brackets(&self, figure: &Figure) -> Option<((usize, usize), Decimal, Decimal)> {
        let (from, to) = figure.tokens;
        if from < 2 || !self.is_mark(from - 1, &["("]) || !self.is_mark(to, &[")"]) {
            return None;
        }
        let before = from - 2;
        if self.token(before)?.kind != TokenKind::Number {
            return None;
        }
        let sum = match self.word(before).split_once('.') {
            Some((goals, behinds)) => {
                let (goals, behinds) = (goals.parse::<Decimal>().ok()?, behinds.parse::<Decimal>().ok()?);
                goals.checked_mul(GOAL_AND_BEHINDS)?.checked_add(behinds)?
            }
            None if before >= 2 && self.is_tally_mark(before - 1) => {
                let (goals, points) = (self.plain_number(before - 2)?, self.plain_number(before)?);
                goals.checked_mul(GOAL_AND_POINTS)?.checked_add(points)?
            }
            None => return None,
        };
        Some((figure.tokens, figure.value, sum))
    }

    /// "Have 45 points, four clear of Lions on 42"
    pub(super) fn table(&self, play: &Play<'f>, found: &mut Vec<Told>) {
        let figures: Vec<&Figure> = play.figures.iter().filter(|figure| figure.plain).collect();
        let [_, _, _] = figures[..] else { return };
        if !play.scores.is_empty() || play.figures.len() != figures.len() || !play.has("unit") {
            return;
        }
        let gap = figures.iter().position(|figure| {
            let to = figure.tokens.1;
            let unit = usize::from(play.word_at(to, "unit"));
            play.word_at(to + unit, "clear-of")
        });
        let Some(gap) = gap else { return };
        let rest: Vec<&&Figure> =
            figures.iter().enumerate().filter(|(at, _)| *at != gap).map(|(_, figure)| figure).collect();
        let on = |figure: &Figure| {
            let from = figure.tokens.0;
            let led = from > play.range.0
                && (self.does(from - 1, role::CHANGE_ON) || play.word_at(from - 1, "have"));
            led || play.word_at(figure.tokens.1, "unit")
        };
        let claimed = figures[gap];
        let right = (rest[0].value - rest[1].value).abs();
        let far = right > claimed.value * Decimal::from(3)
            || claimed.value > (right + Decimal::ONE) * Decimal::from(3);
        if rest.iter().all(|figure| on(figure)) && !far {
            let end = (rest[0].value.max(rest[1].value), rest[0].value.min(rest[1].value));
            let said = told("table", claimed.value, end, claimed.value == right);
            found.push((claimed.tokens, said.clone()));
            found.extend(rest.iter().map(|figure| (figure.tokens, said.clone())));
        }
    }

    /// "Four wins, three draws and a single defeat", where a draw is half a point, with the points.
    pub(super) fn games_and_points(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        if !plays.iter().any(|play| play.has("chess")) {
            return;
        }
        for play in plays {
            let told_of = |group: &'static str| {
                let figure = play.figures.iter().find(|figure| {
                    figure.plain
                        && (play.word_at(figure.tokens.1, group) || play.word_at(figure.tokens.1 + 1, group))
                });
                let one = play.of(group).any(|(from, _)| {
                    from > play.range.0
                        && (self.does(from - 1, role::SYNTAX_ONE) || self.does(from - 1, role::A_OR_AN))
                });
                figure.map(|figure| figure.value).or_else(|| one.then_some(Decimal::ONE))
            };
            let (Some(won), Some(drawn)) = (told_of("won-games"), told_of("drawn-games")) else { continue };
            let lost = told_of("lost-games").unwrap_or_default();
            let games = won + drawn + lost;
            let half = drawn / Decimal::TWO;
            let end = (won.max(lost) + half, won.min(lost) + half);
            let scores = plays.iter().flat_map(|play| &play.scores);
            for score in scores.filter(|score| score.first + score.second == games && games > Decimal::ONE) {
                let fits = (score.high(), score.low()) == end;
                found.push((score.tokens, told("games", score.high(), end, fits)));
            }
        }
    }
}
