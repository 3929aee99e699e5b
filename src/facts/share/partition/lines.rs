//! Shares told in the lines of a list, each in one, below what they divide: "Sales by region:".

use super::super::super::Fact;
use super::super::super::look::Look;
use super::{Shares, is_off, parts};
use crate::document::{Article, Zone};
use crate::text::role;

/// The shares of each list that has three or more lines with one percentage each, and what introduces it.
pub(super) fn shares(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut at = 0;
    for run in article.blocks.chunk_by(|a, b| a.zone == b.zone && a.parent == b.parent) {
        let (first, last) = (at, at + run.len());
        at = last;
        if run[0].zone == Zone::List && run.len() > 2 && first > 0 {
            found.extend(look.lines(first, last));
        }
    }
    found
}

impl Look<'_> {
    fn lines(&self, first: usize, last: usize) -> Option<Fact> {
        let sentences =
            |block: usize| self.facts.blocks[block] as usize..self.facts.blocks[block + 1] as usize;
        let intro = sentences(first).start.checked_sub(1)?;
        let (from, to) = self.sentence(intro);
        let divided = self.any((from, to), role::SHARE_AMOUNT)
            || self.any((from, to), role::SHARE_VOTE)
            || self.any((from, to), role::SHARE_MADE_OF);
        let changed =
            |(from, to)| self.any((from, to), role::SHARE_CHANGE) || self.any((from, to), role::SHARE_RATE);
        let mut percents = Vec::new();
        for block in first..last {
            let own: Vec<&Fact> = sentences(block).flat_map(|sentence| self.percents(sentence)).collect();
            let [percent] = own[..] else { return None };
            if changed(self.sentence(percent.sentence as usize)) {
                return None;
            }
            percents.push(percent);
        }
        let parts = parts(&percents)?;
        let off = is_off(&parts) && !changed((from, to)) && !self.any((from, to), role::SHARE_SEVERAL);
        (divided && off && self.is_mark(to.checked_sub(1)?, &[":"]))
            .then(|| self.shares_of(&percents, Shares { parts, exhaustive: false }))
    }
}
