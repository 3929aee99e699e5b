//! Years and seasons that run backwards: "the war of 1991–1987", "the 2023-22 season", "from the 1960s to the 1950s".

use super::super::Fact;
use super::super::look::Look;
use super::Words;
use crate::text::{Token, TokenKind, class, role};

/// A season has two years beside each other, so a longer span backwards is no slip of a digit.
const SPAN: i32 = 150;

/// How many tokens beside a season may say that it is one.
const NEAR: usize = 4;

impl Look<'_> {
    /// The ranges of years of a sentence that run backwards.
    pub(super) fn reversed_years(&self, (from, to): (usize, usize), words: Words) -> Vec<Fact> {
        let years = (from..to).filter(|&at| self.year_of(at).is_some());
        years.filter_map(|at| self.reversed_year(at, (from, to), words)).collect()
    }

    fn reversed_year(&self, at: usize, (from, to): (usize, usize), words: Words) -> Option<Fact> {
        let first = self.year_of(at)?;
        let glued = |at: usize| self.token(at).is_some_and(Token::is_glued);
        let dash = |at: usize| self.is_mark(at, &["-", "–", "‑", "—", "−"]);
        // "2023-24 to 2021-22": the second year of the first season is passed over.
        let short = |at: usize| dash(at) && glued(at) && glued(at + 1) && self.two_digits(at + 1).is_some();
        let season = short(at + 1) && self.token(at + 3).is_none_or(|t| !t.is_glued() || !dash(at + 3));
        if season && let Some(end) = self.season_slip(at, first, (from, to), words) {
            return Some(self.reversal((at, end), "date", "season"));
        }
        let decade = self.is_decade(at + 1, words);
        let next = at + 1 + if season { 2 } else { usize::from(decade) };
        let before = at.checked_sub(1).filter(|&before| before >= from);
        let the = before.filter(|&the| self.does(the, role::THE)).and_then(|the| the.checked_sub(1));
        let lead = if decade || season { the.or(before) } else { before };
        let between =
            lead.is_some_and(|lead| self.does(lead, role::TIME_BETWEEN)) && self.does(next, role::AND);
        let led = lead.is_some_and(|lead| self.does(lead, role::DATE_FROM));
        let link = if between { Some(next + 1) } else { self.range_link(next) }?;
        let last = link + usize::from(self.does(link, role::THE));
        let marked = dash(next);
        let second = self.year_of(last)?;
        let end = last + 1 + usize::from(decade && self.is_decade(last + 1, words));
        let long = |at: usize| glued(at) && dash(at) && glued(at + 1);
        let same = decade == self.is_decade(last + 1, words) && (!season || short(last + 1));
        let back = first > second && first - second <= SPAN;
        let era = (end..end + 3).any(|at| self.does(at, role::DATE_ERA));
        let contest = marked && self.lists_any((from, to), words.contest);
        let number = before.is_some_and(|b| self.is_mark(b, &["-", "–", "/", "#", "."]) && glued(at))
            || !season && long(end);
        let moved = self.moves_an_end((from, at));
        // "From 2013 to 2010" without a mark tells of what moves, unless it lasts; that is read elsewhere.
        let told = marked || between || decade || season || led && !self.is_target(from, at);
        (same && back && !era && !contest && !number && !moved && told)
            .then(|| self.reversal((at, end), "date", "years"))
    }

    /// Whether a verb before a range may move a year: no verb of lasting stands before it.
    fn is_target(&self, from: usize, at: usize) -> bool {
        // "He was head of the school from 1998 to 1989".
        let office = (from..at).any(|at| self.has(at, class::NOUN_PERSON));
        !office && !(from..at).any(|at| self.does(at, role::DATE_LASTING))
    }

    /// "The 2023-22 season": the second year is not the next.
    fn season_slip(&self, at: usize, first: i32, (from, to): (usize, usize), words: Words) -> Option<usize> {
        let second = self.two_digits(at + 2)?;
        let end = at + 3;
        let next = (first + 1) % 100;
        let back = second < first % 100 && second != next && second > 12;
        // "2024-05" is a month, "1504-96" a score.
        let near = (from.max(at.saturating_sub(NEAR)), to.min(end + NEAR));
        let said = self.lists_any(near, words.season);
        let plain = (1900..2100).contains(&first) && !self.lists_any((from, to), words.contest);
        (back && plain && said).then_some(end)
    }

    /// The year that a token is.
    fn year_of(&self, at: usize) -> Option<i32> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number && t.end - t.start == 4)?;
        let year: i32 = token.of(self.facts.text).parse().ok()?;
        (1000..2100).contains(&year).then_some(year)
    }

    fn two_digits(&self, at: usize) -> Option<i32> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Number && t.end - t.start == 2)?;
        token.of(self.facts.text).parse().ok()
    }

    /// Whether a token makes a decade of the year before it: "1960s".
    fn is_decade(&self, at: usize, words: Words) -> bool {
        self.lists(at, words.tens) && self.token(at).is_some_and(Token::is_glued)
    }
}
