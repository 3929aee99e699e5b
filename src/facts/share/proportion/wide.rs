//! A share that is told apart from its two counts, where the sentences beside it count nothing else: "Forms went to 640
//! homes. Officers got 256 of them back, a return of 52 per cent."

use rust_decimal::Decimal;

use super::super::super::look::Look;
use super::Figure;
use super::pair::Pair;
use super::stated::{Stated, is_by_a_nought};
use super::told::Told;
use crate::text::{Token, class, role};

/// How many tokens may stand between a mark and the word behind it that leads to the part: ", so about 2,700".
const LEAD: usize = 4;

impl<'f> Look<'f> {
    /// The part and the whole before a share, in its sentence and the one before, if nothing else is counted there, and
    /// the words beside the share say that it is of what was counted.
    pub(super) fn told_wide(&self, told: &Told<'f>, all: &[Stated]) -> Option<Pair<'f>> {
        let &Told { stated, sentence, from, end, lead, next, .. } = told;
        if all.len() != 1 || self.any((from, end), role::SHARE_CHANGE) {
            return None;
        }
        let before = sentence.checked_sub(1).and_then(|before| self.text_beside(before, sentence));
        let before: Vec<Figure<'f>> = before.map_or_else(Vec::new, |before| self.figures_in(before));
        let own = told.figures.iter().filter(|figure| figure.fact.tokens.1 as usize <= lead);
        let figures: Vec<Figure<'f>> = before.iter().chain(own).copied().collect();
        let part = *figures.iter().rev().min_by_key(|figure| figure.value)?;
        let whole = *figures.iter().find(|figure| figure.value > part.value)?;
        let alone = figures.iter().all(|figure| [part.value, whole.value].contains(&figure.value));
        let counted = whole.is_count() && part.is_count() && whole.noun().is_some();
        let some = part.is_subset() || self.is_of_those(part) || part.noun().is_none();
        // "Received 256 forms of the 640"
        let same = part.noun().is_some() && part.noun() == whole.noun();
        let tied = self.is_of(next, &whole.whole(), None) && self.does(next, role::OF)
            || self.is_of_total(next)
            || !self.does(next, role::OF) && self.is_told_as_rate(told);
        let tied = tied && !self.is_of_part(next, part);
        let clear = alone && counted && (some || same) && tied && stated.is_near(part.value, whole.value);
        (clear && !self.is_otherwise(part, whole, stated)).then(|| Pair { part, whole: whole.whole() })
    }

    /// The part behind a share of a counted whole, in its sentence or the next, if it is the only count there: "6 per cent
    /// of the 45,000 sold, so about 2,700 must come back", "60 per cent of the 35 wells are dry. All 21 of those".
    pub(super) fn told_wide_behind(&self, told: &Told<'f>, all: &[Stated]) -> Option<Pair<'f>> {
        let &Told { stated, sentence, from, lead, next, .. } = told;
        let whole = self.whole_behind(next)?;
        if all.len() != 1 || !whole.is_count() || self.any((from, lead), role::SHARE_CHANGE) {
            return None;
        }
        let to = whole.fact.tokens.1;
        let own: Vec<Figure<'f>> =
            told.figures.iter().filter(|figure| figure.fact.tokens.0 >= to).copied().collect();
        let later = || {
            let later = self.text_beside(sentence + 1, sentence);
            later.map_or_else(Vec::new, |later| self.figures_in(later))
        };
        let (part, so) = match own[..] {
            [part, ..] if part.is_count() => {
                let at = part.fact.tokens.0 as usize;
                let mark = (to as usize..at).rev().take(LEAD).find(|&at| self.is_pause(at))?;
                let said =
                    at == mark + 1 && self.token(part.fact.tokens.1 as usize).is_some_and(Token::is_lower);
                // "A third of the 90 members were against it, 36 saying so in writing"
                let so = [role::SHARE_SO, role::OR].into_iter().any(|role| self.does(mark + 1, role));
                let so = so || said && part.noun().is_none();
                if !so && own.len() > 1 {
                    return None;
                }
                (part, so)
            }
            [] => match later()[..] {
                [part] if self.is_all_of_those(part) => (part, false),
                _ => return None,
            },
            _ => return None,
        };
        let some = so || part.is_subset() || self.is_of_those(part);
        let times = stated.times(part.value, whole.value);
        let turned = times.and_then(|times| Decimal::ONE.checked_div(times));
        let nought = [times, turned].into_iter().flatten().any(is_by_a_nought);
        let near = stated.is_near(part.value, whole.value) || so && nought;
        (some && near && !self.is_otherwise(part, whole, stated)).then(|| Pair { part, whole: whole.whole() })
    }

    /// "All 21 of those will be read", and not "all 21 of those in Gozo".
    fn is_all_of_those(&self, part: Figure<'f>) -> bool {
        let to = part.fact.tokens.1 as usize;
        let verb = self.has(to, class::AUXILIARY)
            || self.is_lower(to) && crate::language::chosen().looks_past(self.word(to));
        part.is_subset() && (verb || self.is_mark(to, &[","]))
    }

    /// "Of the herd", "of its workforce": what a share is of, where it is all that was counted.
    fn is_of_total(&self, next: usize) -> bool {
        let at = next + 1 + usize::from(self.has(next + 1, class::DETERMINER));
        self.does(next, role::OF)
            && at > next + 1
            && self.does(at, role::SHARE_TOTAL)
            && !self.does(at + 1, role::OF)
            && !self.is_lower(at + 1)
    }

    /// "A 52 per cent return", "a pass rate of 70 per cent", "being 40 per cent".
    fn is_told_as_rate(&self, told: &Told<'_>) -> bool {
        let &Told { from, lead, next, .. } = told;
        let rate = |at: usize| self.does(at, role::SHARE_RETURN);
        let ends = |at: usize| self.closes(at, told.end) || self.does(at, role::AND);
        let behind = self.does(lead, role::A) && lead < told.stated.tokens.0 && rate(next) && ends(next + 1);
        let before = self.rate_before(lead, from).is_some_and(|a| (a..lead).any(rate))
            && (ends(next) || self.has(next, class::AUXILIARY));
        behind || before
    }

    /// Whether another count of the article makes the share right, with the part, with the whole, or with what is left.
    fn is_otherwise(&self, part: Figure<'f>, whole: Figure<'f>, stated: Stated) -> bool {
        self.is_borne_out(part.value, stated, 0..u32::MAX)
            || self.is_share_of(whole.value, stated)
            || self.is_borne_out(whole.value - part.value, stated, 0..u32::MAX)
    }
}
