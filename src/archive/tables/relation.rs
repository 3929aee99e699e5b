//! Relates claims that come sorted, group by group.

use arrow_array::RecordBatch;
use rustc_hash::FxHashMap;

use super::super::passage::words;
use super::super::table_row::{Claim, Finding};
use super::batch::{BatchError, of_batch};
use crate::claims::{Between, Group, Stated};
use crate::gate::Config;

/// Relates claims that come sorted by rule, key, date (none first), path, offset, number, line, column, end and value. Of a
/// group at most 4,096 claims are kept, however long it is.
///
/// The configuration that is given each time must be the same.
#[derive(Debug, Default)]
pub struct Relation {
    /// The group that has begun, with the claims of it that are kept, by their numbers.
    group: Group,
    kept: FxHashMap<i64, Claim>,
    /// The last claim.
    last: Option<Claim>,
    /// The numbers of the last claim and of the last article.
    count: (i64, i64),
    longest: Longest,
}

/// The longest group so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Longest {
    /// The rule.
    pub rule: String,
    /// The key.
    pub key: i64,
    /// How many claims it has.
    pub claims: u64,
}

/// What a claim is sorted by.
pub(super) fn order(claim: &Claim) -> impl Ord {
    let Claim { path, offset, number, date, rule, key, value, line, column, end, .. } = claim;
    (rule, key, date, path, offset, number, line, (column, end, value))
}

impl Relation {
    /// Adds claims, and gives the findings of the groups that have ended with them.
    ///
    /// # Errors
    /// When the batch has not the columns of the table of claims, or the claims are not sorted.
    pub fn add(&mut self, config: &Config, batch: &RecordBatch) -> Result<Vec<Finding>, BatchError> {
        let mut found = Vec::new();
        for claim in of_batch::<Claim>(batch)? {
            self.push(config, claim, &mut found)?;
        }
        Ok(found)
    }

    /// The findings of the last group.
    pub fn end(&mut self, config: &Config) -> Vec<Finding> {
        let mut found = Vec::new();
        self.end_group(config, &mut found);
        self.last = None;
        found
    }

    /// The longest group so far.
    #[must_use]
    pub const fn longest(&self) -> &Longest {
        &self.longest
    }

    /// How many claims are kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.kept.len()
    }

    fn push(&mut self, config: &Config, claim: Claim, found: &mut Vec<Finding>) -> Result<(), BatchError> {
        if let Some(last) = &self.last {
            if order(last) > order(&claim) {
                return Err(BatchError::new(format!(
                    "claims are not sorted: one of {} comes after one of {}; sort them by rule, key, date, path, \
                     offset, number, line, column, end and value",
                    claim.path, last.path
                )));
            }
            if (&last.rule, last.key) != (&claim.rule, claim.key) {
                self.end_group(config, found);
            } else if (&last.path, last.offset, last.number) != (&claim.path, claim.offset, claim.number) {
                self.count.1 += 1;
            }
        }
        self.count.0 += 1;
        let stated = Stated {
            id: self.count.0,
            article: self.count.1,
            date: claim.date.clone(),
            value: claim.value.clone(),
            words: claim.words.clone(),
        };
        if self.group.add(stated) {
            self.kept.insert(self.count.0, claim.clone());
        } else if self.group.is_silent() {
            self.kept.clear();
        }
        self.last = Some(claim);
        Ok(())
    }

    /// Ends the group that has begun, if one has.
    fn end_group(&mut self, config: &Config, found: &mut Vec<Finding>) {
        let Some(last) = &self.last else { return };
        let claims = self.count.0.cast_unsigned();
        if claims > self.longest.claims {
            self.longest = Longest { rule: last.rule.clone(), key: last.key, claims };
        }
        let between = std::mem::take(&mut self.group).between(config.linter(), &last.rule);
        found.extend(between.into_iter().filter_map(|between| self.finding(between)));
        self.kept.clear();
        self.count = (0, 0);
    }

    fn finding(&self, between: Between) -> Option<Finding> {
        let Between { at, counterpart, message, help, fingerprint, .. } = between;
        let (at, other) = (self.kept.get(&at)?.clone(), self.kept.get(&counterpart)?.clone());
        Some(Finding {
            path: at.path,
            offset: at.offset,
            number: at.number,
            rule: at.rule,
            severity: at.severity,
            message,
            help,
            part: at.part,
            start: at.start,
            end: at.end,
            line: at.line,
            column: at.column,
            before: at.before,
            words: words(&at.words),
            after: at.after,
            labels: Vec::new(),
            fingerprint,
            key: Some(at.key),
            counterpart: Some(other.into()),
        })
    }
}
