//! Tables of levels, and which of several a rule goes by.

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
    /// A table of a file with this text.
    pub(super) fn new(levels: RawLevels, file: &str) -> Self {
        let entry = |(name, level): (toml::Spanned<CompactString>, Level)| {
            let line = line(file, name.span().start);
            (name.into_inner(), (level, line))
        };
        Self(levels.into_iter().map(entry).collect())
    }

    /// By the rule's id, or else by its group.
    fn find(&self, rule: &str) -> Option<SetBy<'_>> {
        let group = rule.split('.').next().unwrap_or_default();
        let (name, &(level, line)) = self.0.get_key_value(rule).or_else(|| self.0.get_key_value(group))?;
        Some(SetBy { name, level, line })
    }
}

/// The entry of a configuration file that sets the level of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetBy<'c> {
    /// The rule or group that it names.
    pub name: &'c str,
    /// What it sets.
    pub level: Level,
    /// Its line, from 1.
    pub line: usize,
}

/// Tables in order. The last that speaks of a rule, by its id or its group, decides.
#[derive(Clone, Debug, Default)]
pub(super) struct Levels(Vec<Arc<Table>>);

impl Levels {
    pub(super) const fn new(tables: Vec<Arc<Table>>) -> Self {
        Self(tables)
    }

    /// What decides of a rule, if anything does.
    pub(super) fn find(&self, rule: &str) -> Option<SetBy<'_>> {
        self.0.iter().rev().find_map(|table| table.find(rule))
    }
}
