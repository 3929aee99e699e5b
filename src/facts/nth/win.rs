//! Wins, of which the text lists the years: "her third title, after those of 2012, 2015 and 2019".

use rust_decimal::Decimal;

use super::super::Fact;
use super::super::look::Look;
use super::Told;
use crate::document::Zone;
use crate::text::{Token, TokenKind, class, role};

/// How many words may stand between an ordinal and what is won.
const NOUN: usize = 4;

/// How many sentences apart a win and the years may stand.
const NEAR: usize = 3;

/// Years of wins, as one list.
struct Years {
    years: Vec<i64>,
    tokens: (usize, usize),
    sentence: usize,
}

impl Look<'_> {
    /// The wins of an article that tells of one place and of one list of years.
    pub(super) fn wins(&self, told: &[Told]) -> Vec<Fact> {
        let wins: Vec<&Told> = told.iter().filter(|told| self.is_win(told)).collect();
        let of: Vec<&&Told> = wins.iter().filter(|win| win.value > Decimal::ONE).collect();
        let Some(first) = of.first() else { return Vec::new() };
        if of.iter().any(|win| win.value != first.value) {
            return Vec::new();
        }
        let mut lists = (0..self.facts.sentences.len()).filter_map(|sentence| self.years_listed(sentence));
        let (Some(years), None) = (lists.next(), lists.next()) else { return Vec::new() };
        let near: Vec<&&&Told> =
            of.iter().filter(|win| win.sentence.abs_diff(years.sentence) <= NEAR).collect();
        let Some((low, high)) = self.can_be(&years) else { return Vec::new() };
        near.into_iter().map(|win| win.can(self, low.into(), high.into(), "win")).collect()
    }

    /// The ordinal of the headline of which the text has the noun with one other alone: "Vella's third novel … her fourth
    /// novel".
    pub(super) fn headlined(&self, told: &[Told]) -> Option<Fact> {
        let language = crate::language::chosen();
        let noun = |told: &Told| {
            let at = told.tokens.1;
            let plain = self.token(at).is_some_and(Token::is_word) && !self.has(at, class::PREPOSITION);
            plain.then(|| language.stem(&self.word(at).to_lowercase()))
        };
        let headline = |told: &&Told| self.facts.zone(self.facts.block_of(told.sentence)) == Zone::Headline;
        let mut above = told.iter().filter(headline);
        let first = above.next().filter(|_| above.next().is_none())?;
        let of = noun(first)?;
        let mut below: Vec<&Told> =
            told.iter().filter(|told| !headline(told) && noun(told).is_some_and(|noun| noun == of)).collect();
        below.dedup_by_key(|told| told.value);
        let [other] = below[..] else { return None };
        let named = told.iter().filter(|told| !headline(told)).any(|told| told.value == first.value);
        let beside = (other.value - first.value).abs() == Decimal::ONE;
        (beside && !named && first.value > Decimal::ONE && other.value > Decimal::ONE)
            .then(|| first.can(self, other.value, other.value, "headline"))
    }

    /// Whether an ordinal counts what is won, and no more than some of it: "third title in a row".
    fn is_win(&self, told: &Told) -> bool {
        let (win, some) = (self.list_named("nth.win"), self.list_named("nth.some"));
        let end = told.tokens.1;
        let noun =
            (end..end + NOUN).take_while(|&at| at == end || self.token(at - 1).is_some_and(Token::is_word));
        let Some(noun) = noun.into_iter().find(|&at| self.lists(at, win)) else {
            return self.is_time_won(told);
        };
        !self.lists_any((end, noun + 2), some)
    }

    /// Whether an ordinal counts how often something is won: "won the cup for the third time".
    fn is_time_won(&self, told: &Told) -> bool {
        let (from, _) = self.sentence(told.sentence);
        let (at, end) = told.tokens;
        let time = self.does(end, role::NTH_TIME)
            && at >= from + 2
            && self.does(at - 1, role::THE)
            && self.does(at - 2, role::DURATION_FOR);
        time && self.lists_any((from, at), self.list_named("nth.won"))
            && !self.lists_any((end, end + 3), self.list_named("nth.some"))
    }

    /// The years of wins that a sentence lists: "won in 2018, 2020 and 2022".
    fn years_listed(&self, sentence: usize) -> Option<Years> {
        if !self.facts.zone(self.facts.block_of(sentence)).is_own() {
            return None;
        }
        let (from, to) = self.sentence(sentence);
        let (won, lost) = (self.list_named("nth.won"), self.list_named("nth.lost"));
        let mut runs: Vec<Years> = Vec::new();
        for at in from..to {
            let Some(year) = self.year_at(at) else { continue };
            match runs.last_mut().filter(|run| self.joins((run.tokens.1, at))) {
                Some(run) => {
                    run.years.push(year);
                    run.tokens.1 = at + 1;
                }
                None => runs.push(Years { years: vec![year], tokens: (at, at + 1), sentence }),
            }
        }
        let mut long = runs.into_iter().filter(|run| run.years.len() > 1);
        let run = long.next()?;
        let rises = run.years.windows(2).all(|pair| pair[0] < pair[1]);
        let falls = run.years.windows(2).all(|pair| pair[0] > pair[1]);
        let near = (from.max(run.tokens.0.saturating_sub(4)), run.tokens.0);
        let wins = self.lists_any((from, run.tokens.0), won) && !self.lists_any(near, lost);
        (wins && (rises || falls) && long.next().is_none()).then_some(run)
    }

    /// The year that a token is.
    fn year_at(&self, at: usize) -> Option<i64> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number && t.end - t.start == 4)?;
        let year: i64 = token.of(self.facts.text).parse().ok()?;
        let range =
            self.is_mark(at + 1, &["-", "–", "/"]) || at > 0 && self.is_mark(at - 1, &["-", "–", "/"]);
        ((1900..2100).contains(&year) && !range).then_some(year)
    }

    /// Whether two years are in one list: "in 2011, in 2015 and now in 2019".
    fn joins(&self, (from, to): (usize, usize)) -> bool {
        let small = |at: usize| {
            self.is_mark(at, &[","])
                || self.does(at, role::AND)
                || self.has(at, class::PREPOSITION) && !self.lists(at, self.list_named("nth.prior"))
                || self.does(at, role::SYNTAX_ADVERB)
                || self.does(at, role::SYNTAX_PAST)
        };
        to - from <= 4
            && (from..to).all(small)
            && (from..to).any(|at| self.is_mark(at, &[","]) || self.does(at, role::AND))
    }

    /// Which place the win can be that comes with a list of years.
    fn can_be(&self, years: &Years) -> Option<(i64, i64)> {
        let (from, to) = self.sentence(years.sentence);
        let listed = i64::try_from(years.years.len()).ok()?;
        let last = years.years.iter().copied().max()?;
        let outside = |at: &usize| !(years.tokens.0..years.tokens.1).contains(at);
        let more: Vec<i64> = (from..to).filter(outside).filter_map(|at| self.year_at(at)).collect();
        let published = self.facts.published.map(|day| i64::from(day.year()));
        let also = i64::try_from(more.len()).ok()?;
        // "Successful in 2018, 2020 and 2022, she added the crown of 2024".
        let later = more.iter().any(|&year| year > last);
        let before = (from.max(years.tokens.0.saturating_sub(6)), years.tokens.0);
        let prior = later || self.lists_any(before, self.list_named("nth.prior"));
        if published == Some(last) {
            return Some((listed, listed + also));
        }
        Some((if prior { listed + 1 } else { listed }, listed + 1 + also))
    }
}
