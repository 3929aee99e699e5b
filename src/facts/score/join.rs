//! Joins what the sentences of an article say of one match. Where it tells of several, only what one sentence says is
//! joined.

use rust_decimal::Decimal;

use super::super::Kind;
use super::super::look::Look;
use super::Match;
use super::line::Result;
use super::read::{Ended, Of, Play, Score};
use crate::text::role;

/// A place and what it tells.
pub(super) type Told = ((usize, usize), Match);

/// The final score of a match, the higher figure first.
pub(super) type Final = (Decimal, Decimal);

pub(super) const fn told(form: &'static str, value: Decimal, (high, low): Final, valid: bool) -> Match {
    Match { form, value, high, low, valid }
}

fn finals(plays: &[Play<'_>]) -> Vec<Score> {
    plays.iter().flat_map(|play| &play.scores).filter(|s| matches!(s.of, Of::Final(_))).copied().collect()
}

fn distinct(scores: &[Score]) -> Vec<Final> {
    let mut found: Vec<Final> = scores.iter().map(|score| (score.high(), score.low())).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Puts what cannot be so down at the final score as well, which may be what is wrong.
fn echo(finals: &[(usize, usize)], start: usize, found: &mut Vec<Told>) {
    let mut more: Vec<Told> = Vec::new();
    for (_, said) in &found[start..] {
        let echoes = matches!(said.form, "margin" | "half" | "periods" | "goals" | "draw") && !said.valid;
        if echoes && more.iter().all(|(_, other)| other.form != said.form) {
            more.extend(finals.iter().map(|&tokens| (tokens, said.clone())));
        }
    }
    found.extend(more);
}

impl<'f> Look<'f> {
    /// The facts of all that is told of matches.
    pub(super) fn joined_scores(&self, plays: &[Play<'f>]) -> Vec<Told> {
        let mut found = Vec::new();
        let sets = plays.iter().any(|play| !play.sets.is_empty());
        for play in plays {
            if sets {
                self.set_claims(play, plays, &mut found);
                self.set_counts(play, plays, &mut found);
            }
            self.draws(play, &mut found);
            self.scorers(play, &mut found);
            self.best_of(play, &mut found);
            self.levels(play, &mut found);
            self.table(play, &mut found);
        }
        self.counted_points(plays, &mut found);
        self.games_and_points(plays, &mut found);
        self.without_goals(plays, &mut found);
        self.parts_of_match(plays, &mut found);
        self.golf(plays, &mut found);
        self.wickets(plays, &mut found);
        self.chased(plays, &mut found);
        self.turned(plays, &mut found);
        let figured = || plays.iter().filter(|play| self.facts.has_numbers(play.sentence));
        let mut lines: Vec<Result> = figured().filter_map(|play| self.result_line(play)).collect();
        if lines.is_empty() {
            let next = |two: &&[Play<'f>]| two[0].sentence + 1 == two[1].sentence;
            let mut pairs = plays.windows(2).filter(next);
            lines.extend(pairs.find_map(|two| self.result_of_lines(&two[0], &two[1])));
        }
        if lines.is_empty() {
            lines.extend(self.result_inside(plays));
        }
        let any = |group: &str| plays.iter().any(|play| play.has(group));
        let outside = |score: &Score| {
            lines.iter().all(|line| score.tokens.1 <= line.tokens.0 || line.tokens.1 <= score.tokens.0)
        };
        let ended: Vec<Score> = finals(plays).into_iter().filter(outside).collect();
        let scores = distinct(&ended);
        self.aggregates(plays, &mut found);
        let legs = any("aggregate") || any("leg");
        let start = found.len();
        let mut of_final: Vec<(usize, usize)> = ended.iter().map(|score| score.tokens).collect();
        if let [line] = lines[..] {
            of_final.push(line.tokens);
            let points = line.sides.map(|side| side.points);
            let end = (points[0].max(points[1]), points[0].min(points[1]));
            self.winners(plays, &line, &mut found);
            if !legs && scores.iter().all(|score| *score == end) {
                self.of_one_match(plays, end, &mut found);
            }
        } else if let [end] = scores[..]
            && lines.is_empty()
            && !legs
        {
            self.of_one_match(plays, end, &mut found);
        } else if lines.is_empty() && !legs && !any("shootout") {
            self.told_twice(&ended, &scores, &mut found);
        }
        if scores.len() <= 1 {
            echo(&of_final, start, &mut found);
        } else {
            for play in plays {
                let own = distinct(&finals(std::slice::from_ref(play)));
                if let [end] = own[..]
                    && play.scores.len() == 1
                {
                    self.margins(play, end, &mut found);
                }
            }
        }
        if lines.is_empty() && scores.is_empty() {
            self.innings(plays, &mut found);
            self.drawn_by_headline(plays, &mut found);
        }
        found
    }

    /// What must agree with the final score of the only match.
    fn of_one_match(&self, plays: &[Play<'f>], end: Final, found: &mut Vec<Told>) {
        let of = |kind: Of| plays.iter().flat_map(|play| &play.scores).filter(move |s| s.of == kind).copied();
        let halves: Vec<Score> = of(Of::Half).collect();
        let half = distinct(&halves);
        if let [half] = half[..] {
            for score in &halves {
                let valid = half.0 <= end.0 && half.1 <= end.1;
                found.push((score.tokens, told("half", score.high(), end, valid)));
            }
            let seconds: Vec<Score> = of(Of::Second).collect();
            if let [second] = seconds[..] {
                let (a, b) = (second.high(), second.low());
                let sums = [(half.0 + a, half.1 + b), (half.0 + b, half.1 + a)];
                let valid = sums.iter().any(|&(a, b)| (a.max(b), a.min(b)) == end);
                found.push((second.tokens, told("second", a, end, valid)));
            }
        }
        self.scores_on_the_way(plays, end, found);
        let periods: Vec<Score> = of(Of::Period).collect();
        // Beside a score at half-time not every part need be told.
        if halves.is_empty() {
            self.periods(&periods, end, found);
        }
        self.quarters_apart(plays, end, found);
        for play in plays {
            self.leads_at_half(play, end, found);
            self.margins(play, end, found);
            self.goals(play, end, found);
            self.goals_in_all(play, end, found);
            self.quarters(play, end, found);
            self.goalless(play, end, found);
            self.drawn_headline(play, end, found);
        }
    }

    /// Quarters that are told one by one: "took the opening quarter 3-2, shared the second 2-2".
    fn periods(&self, periods: &[Score], end: Final, found: &mut Vec<Told>) {
        if periods.len() < 3 || periods.len() > 5 {
            return;
        }
        // Nothing says whose figure comes first.
        let valid = (0..1_u32 << periods.len()).any(|flips| {
            let (mut a, mut b) = (Decimal::ZERO, Decimal::ZERO);
            for (at, score) in periods.iter().enumerate() {
                let flip = flips >> at & 1 == 1;
                a += if flip { score.second } else { score.first };
                b += if flip { score.first } else { score.second };
            }
            (a, b) == end
        });
        for score in periods {
            found.push((score.tokens, told("periods", score.high(), end, valid)));
        }
    }

    /// "Put up 22, 18, 25 and 21 points in the four quarters"
    fn quarters(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        if !play.has("period") {
            return;
        }
        let joined = |at: usize| self.is_mark(at, &[","]) || self.does(at, role::AND);
        let next = |a: usize, b: usize| (a..b).all(joined) && b - a <= 2;
        for run in play.figures.chunk_by(|a, b| next(a.tokens.1, b.tokens.0)) {
            if run.len() == 4 && run.iter().all(|figure| figure.plain) {
                let sum: Decimal = run.iter().map(|figure| figure.value).sum();
                let tokens = (run[0].tokens.0, run[3].tokens.1);
                found.push((tokens, told("periods", sum, end, sum == end.0 || sum == end.1)));
            }
        }
    }

    /// "By seven points", "a nine-point margin", "the gap of 19 points".
    pub(super) fn margins(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        if play.has("half") || play.has("other") || play.has("shootout") || play.has("period") {
            return;
        }
        for (at, figure) in play.figures.iter().enumerate() {
            let (from, to) = figure.tokens;
            let in_score = play.scores.iter().any(|s| from < s.tokens.1 && s.tokens.0 < to);
            let next = play.figures.get(at + 1).map_or(play.range.1, |next| next.tokens.0);
            if in_score || !figure.plain || from == play.range.0 {
                continue;
            }
            let unit = |at: usize| play.word_at(at, "unit");
            let compound = self.is_mark(to, &["-"])
                && unit(to + 1)
                && (to + 2..(to + 4).min(next))
                    .any(|at| ["margin", "win", "loss"].iter().any(|group| play.word_at(at, group)));
            // "It left two points between the teams"
            let between = unit(to) && play.word_at(to + 1, "between") && !self.is_capital_word(to + 2);
            let by = self.does(from - 1, role::MONEY_BY)
                && unit(to)
                // "Won the league by four points"
                && !play.words.iter().any(|word| word.1 + 1 == from && word.2 == "standing")
                && !self.does(to + 1, role::SYNTAX_TO)
                && (play.has("win") || play.has("loss") || play.has("taking"))
                && !play.words.iter().any(|word| word.2 == "lead" && word.1 <= from);
            let gap = self.does(from - 1, role::OF)
                && from >= play.range.0 + 2
                && play.word_at(from - 2, "margin")
                && unit(to);
            // "Since an 18-point win in May", "bigger than"
            let back = from.saturating_sub(4).max(play.range.0);
            let than = (back..from).any(|at| self.does(at, role::SINCE) || self.does(at, role::THAN));
            if than || self.has_other_day(play.sentence, (to, to + 6)) {
                continue;
            }
            if compound || by || gap || between {
                let margin = end.0 - end.1;
                found.push((figure.tokens, told("margin", figure.value, end, figure.value == margin)));
            }
        }
    }

    /// "A hat-trick", "scored twice".
    fn goals(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        let relative = (play.range.0..play.range.1).any(|at| self.does(at, role::SYNTAX_RELATIVE));
        let dated = self.facts.within(play.sentence, Kind::Date).next().is_some();
        let own = play.scores.iter().any(|score| matches!(score.of, Of::Final(_)));
        // "Who scored a hat-trick at Comino on Tuesday"
        if play.has("other") || !own && (relative || dated) {
            return;
        }
        let groups = [("two-goals", 2), ("three-goals", 3), ("four-goals", 4)];
        // "Vella struck twice and Borg once": both sides have no more in all.
        let each = |(group, goals): (&'static str, i64)| play.of(group).map(move |_| Decimal::from(goals));
        let sum: Decimal = groups.into_iter().chain([("one-goal", 1)]).flat_map(each).sum();
        for (group, goals) in groups {
            for tokens in play.of(group) {
                let goals = Decimal::from(goals);
                found.push((tokens, told("goals", goals, end, goals <= end.0)));
                // What one alone may have scored, all together may not.
                if own && sum > end.0 + end.1 && goals <= end.0 {
                    found.push((tokens, told("total", sum, end, false)));
                }
            }
        }
        // "Scored three goals"
        for (_, to) in play.of("scoring") {
            let goals = play
                .figures
                .iter()
                .find(|f| f.tokens.0 == to && f.plain && play.word_at(f.tokens.1, "scored"));
            if let Some(goals) = goals {
                found.push((goals.tokens, told("goals", goals.value, end, goals.value <= end.0)));
            }
        }
    }

    /// A headline that tells of a draw, or of a match without goals.
    pub(super) fn drawn_headline(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        if !self.is_above_text(play.sentence) || play.has("other") || play.has("win") {
            return;
        }
        let a = |at: usize| at > play.range.0 && self.does(at - 1, role::A_OR_AN);
        for tokens in play.of("draw").filter(|word| a(word.0)).chain(play.of("spoils")) {
            found.push((tokens, told("draw", end.0, end, end.0 == end.1)));
        }
        for tokens in play.of("nil") {
            if tokens.1 == play.range.1 || self.is_leading(tokens.1) {
                found.push((tokens, told("draw", Decimal::ZERO, end, end.0.is_zero())));
            }
        }
    }

    /// "After the goalless draw"
    fn goalless(&self, play: &Play<'f>, end: Final, found: &mut Vec<Told>) {
        for tokens in play.of("goalless") {
            let the = tokens.0 > play.range.0 && self.does(tokens.0 - 1, role::THE);
            if (the || self.is_above_text(play.sentence)) && !play.has("other") {
                found.push((tokens, told("draw", Decimal::ZERO, end, end.0.is_zero())));
            }
        }
    }

    /// A draw in which one side has more.
    fn draws(&self, play: &Play<'f>, found: &mut Vec<Told>) {
        for score in play.scores.iter().filter(|s| s.of == Of::Final(Ended::Drawn)) {
            let close = play.of("draw").any(|(from, to)| {
                let behind = from >= score.tokens.1 && from - score.tokens.1 <= 1;
                let before = to <= score.tokens.0 && score.tokens.0 - to <= 4;
                let between = to..score.tokens.0;
                behind
                    || before
                        && !between.into_iter().any(|at| {
                            self.is_mark(at, &[","])
                                || self.is_leading_from_draw(at)
                                || play.word_at(at, "apart")
                        })
            });
            if close && score.high() <= Decimal::from(60) {
                let end = (score.high(), score.low());
                found.push((score.tokens, told("draw", score.high(), end, score.first == score.second)));
            }
        }
    }

    fn is_leading_from_draw(&self, at: usize) -> bool {
        self.does(at, role::DATE_FROM) || self.does(at, role::AND) || self.does(at, role::NO)
    }

    /// Two matches and what they come to.
    fn aggregates(&self, plays: &[Play<'f>], found: &mut Vec<Told>) {
        let of = |kind: fn(&Of) -> bool| -> Vec<Score> {
            plays.iter().flat_map(|play| &play.scores).filter(|s| kind(&s.of)).copied().collect()
        };
        let totals = of(|of| *of == Of::Aggregate);
        let [total] = distinct(&totals)[..] else { return };
        let legs = of(|of| matches!(of, Of::Leg | Of::Final(_)));
        let (first, second) = match legs[..] {
            [a, b] => (a, b),
            _ => return,
        };
        // What a shoot-out made of it is told apart from both matches.
        let shot =
            |score: &Score| plays.iter().any(|play| play.sentence == score.sentence && play.has("shootout"));
        if legs.iter().any(shot) {
            return;
        }
        let (a, b) = ((first.high(), first.low()), (second.high(), second.low()));
        let sums = [(a.0 + b.0, a.1 + b.1), (a.0 + b.1, a.1 + b.0)];
        let valid = sums.iter().any(|&(x, y)| (x.max(y), x.min(y)) == total);
        for score in totals.iter().chain(&legs) {
            found.push((score.tokens, told("aggregate", score.high(), total, valid)));
        }
    }

    /// Who is said to have won, with a line that has the result.
    fn winners(&self, plays: &[Play<'f>], line: &Result, found: &mut Vec<Told>) {
        for play in plays.iter().filter(|play| play.sentence != line.sentence && !play.has("other")) {
            let through = play.of("through").filter(|_| self.is_above_text(play.sentence));
            for (from, to) in play.of("win").chain(through) {
                if from == play.range.0 {
                    continue;
                }
                let winner = line.sides.iter().position(|side| self.names_side(from - 1, side));
                let loser = (to..(to + 4).min(play.range.1))
                    .find_map(|at| line.sides.iter().position(|side| self.names_side(at, side)));
                let Some(winner) = winner.filter(|_| self.is_above_text(play.sentence) || loser.is_some())
                else {
                    continue;
                };
                let other = 1 - winner;
                if loser.is_none_or(|loser| loser == other) && !self.does(from, role::OF) {
                    let (high, low) = (line.sides[winner].points, line.sides[other].points);
                    let said = told("winner", high, (high, low), high >= low);
                    found.push(((from - 1, to), said.clone()));
                    // Either may be what is wrong.
                    if high < low && !found.iter().any(|other| other.0 == line.tokens) {
                        found.push((line.tokens, said));
                    }
                }
            }
        }
    }

    /// A score of the headline and one of the text that have one figure in common.
    fn told_twice(&self, ended: &[Score], scores: &[Final], found: &mut Vec<Told>) {
        let [a, b] = scores[..] else { return };
        let of = |end: Final| ended.iter().filter(move |s| (s.high(), s.low()) == end);
        let headline = |end: Final| of(end).all(|s| self.is_above_text(s.sentence));
        let text = |end: Final| of(end).all(|s| !self.is_above_text(s.sentence));
        let apart = headline(a) && text(b) || headline(b) && text(a);
        if apart && (a.0 == b.0) != (a.1 == b.1) {
            for score in ended {
                let own = (score.high(), score.low());
                let other = if own == a { b } else { a };
                found.push((score.tokens, told("again", own.0, other, false)));
            }
        }
    }
}
