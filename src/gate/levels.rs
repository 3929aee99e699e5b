//! Tables of levels, and the entry that decides on a rule.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;

use super::globs::line;
use super::level::Level;
use super::raw::RawLevels;

/// One table: levels by rule or group, with their lines.
#[derive(Debug, Default)]
pub(crate) struct Table(BTreeMap<CompactString, (Level, usize)>);

impl Table {
    /// The table of a configuration file with this text.
    pub(super) fn new(levels: RawLevels, file: &str) -> Self {
        let entry = |(name, level): (toml::Spanned<CompactString>, Level)| {
            let line = line(file, name.span().start);
            (name.into_inner(), (level, line))
        };
        Self(levels.into_iter().map(entry).collect())
    }

    /// The entry for a rule's id, or else for its group.
    fn find(&self, rule: &str) -> Option<SetBy<'_>> {
        let group = rule.split('.').next().unwrap_or_default();
        let (name, &(level, line)) = self.0.get_key_value(rule).or_else(|| self.0.get_key_value(group))?;
        Some(SetBy { name, level, line })
    }
}

/// The entry of a configuration file that sets the level of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetBy<'c> {
    /// The rule or group that the entry names.
    pub name: &'c str,
    /// The level that the entry sets.
    pub level: Level,
    /// The line of the entry, from 1.
    pub line: usize,
}

/// Tables in order. The last table with an entry for a rule, by its id or its group, decides.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(Vec<Arc<Table>>);

impl Levels {
    pub(super) const fn new(tables: Vec<Arc<Table>>) -> Self {
        Self(tables)
    }

    /// The entry that decides on a rule, if there is one.
    pub(super) fn find(&self, rule: &str) -> Option<SetBy<'_>> {
        self.0.iter().rev().find_map(|table| table.find(rule))
    }
}
