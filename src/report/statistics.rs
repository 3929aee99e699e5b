//! statistics: how many findings each rule has, instead of the findings.

use std::cmp::Reverse;
use std::io::{self, Write};

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Serialize;

use super::Report;
use crate::checked::{Checked, RuleInfo, Summary};
use crate::visible;

/// The findings of a run counted by rule: the most frequent rule first, rules with equal counts by id. Memory
/// grows with the number of rules that have findings, not with the number of findings.
#[derive(Debug)]
pub struct Statistics {
    /// The descriptions of the rules.
    rules: Vec<RuleInfo>,
    is_table: bool,
    counts: FxHashMap<CompactString, Count>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    findings: usize,
    files: usize,
}

/// A rule with findings.
#[derive(Serialize)]
struct Row<'r> {
    rule: &'r str,
    count: usize,
    files: usize,
    summary: &'r str,
}

#[derive(Serialize)]
struct Object<'r> {
    version: u32,
    rules: &'r [Row<'r>],
    summary: &'r Summary,
}

impl Statistics {
    /// The counts as a table, for people.
    #[must_use]
    pub fn table(rules: Vec<RuleInfo>) -> Self {
        Self { rules, is_table: true, counts: FxHashMap::default() }
    }

    /// The counts as one object; see docs/formats.md.
    #[must_use]
    pub fn object(rules: Vec<RuleInfo>) -> Self {
        Self { is_table: false, ..Self::table(rules) }
    }

    fn rows(&self) -> Vec<Row<'_>> {
        let summaries: FxHashMap<&str, &str> =
            self.rules.iter().map(|rule| (rule.id.as_str(), rule.summary.as_str())).collect();
        let mut rows: Vec<Row<'_>> = self
            .counts
            .iter()
            .map(|(rule, &Count { findings, files })| Row {
                rule,
                count: findings,
                files,
                summary: summaries.get(rule.as_str()).copied().unwrap_or_default(),
            })
            .collect();
        rows.sort_by_key(|row| (Reverse(row.count), row.rule));
        rows
    }
}

impl Report for Statistics {
    fn file(&mut self, _: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let mut here = FxHashSet::default();
        for finding in &checked.findings {
            let count = self.counts.entry(finding.rule.clone()).or_default();
            count.findings += 1;
            count.files += usize::from(here.insert(&finding.rule));
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        let rows = self.rows();
        if !self.is_table {
            visible::json(&mut *out, &Object { version: 1, rules: &rows, summary })?;
            return out.write_all(b"\n");
        }
        if !rows.is_empty() {
            let width = rows.iter().map(|row| row.rule.len()).max().unwrap_or_default();
            writeln!(out, "count  files  {:width$}  summary", "rule")?;
            for Row { rule, count, files, summary } in &rows {
                let line = format!("{count:5}  {files:5}  {rule:width$}  {summary}");
                writeln!(out, "{}", visible::line(&line))?;
            }
            writeln!(out)?;
        }
        writeln!(out, "{summary}")
    }
}
