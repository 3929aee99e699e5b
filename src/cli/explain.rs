//! `factlint explain`.

use std::io::Write;

use clap::Args;

use super::{CLEAN, Failure};
use crate::problem::nearest;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule's id, as in reports
    rule: String,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let linter = super::linter(&[])?;
        let Some(rule) = linter.rules().get(&self.rule) else {
            let near = nearest(&self.rule, linter.rules().all().iter().map(|r| r.id.as_str()));
            let help = near.map_or_else(
                || "`factlint rules list` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Failure::Message(format!("there is no rule `{}`; {help}", self.rule)));
        };
        writeln!(out, "{} ({})\n{}\n\n{}", rule.id, rule.severity.name(), rule.summary, rule.why)?;
        writeln!(out, "\nIt speaks, at the places marked «so»:")?;
        for example in rule.fires() {
            quote(out, &example.text)?;
        }
        writeln!(out, "\nIt is silent:")?;
        for example in rule.silent() {
            quote(out, &example.text)?;
            writeln!(out, "  because {}", example.note.as_deref().unwrap_or_default())?;
        }
        writeln!(out, "\nTo switch it off, in factlint.toml:\n\n  [rules]\n  \"{}\" = \"off\"", rule.id)?;
        Ok(CLEAN)
    }
}

fn quote(out: &mut dyn Write, text: &str) -> std::io::Result<()> {
    writeln!(out)?;
    text.trim().lines().try_for_each(|line| writeln!(out, "{}", format!("  | {line}").trim_end()))
}
