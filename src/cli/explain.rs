//! `factlint explain`.

use std::io::Write;

use clap::Args;

use super::setting::Setting;
use super::{CLEAN, Failure};
use crate::problem::nearest;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule's id, as in reports
    rule: String,
    #[command(flatten)]
    setting: Setting,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let config = self.setting.configs(&[])?.here()?;
        let rules = config.linter().rules();
        let Some(rule) = rules.get(&self.rule) else {
            let near = nearest(&self.rule, rules.all().iter().map(|r| r.id.as_str()));
            let help = near.map_or_else(
                || "`factlint rules list` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Failure::Message(format!("there is no rule `{}`; {help}", self.rule)));
        };
        let (severity, level) = (rule.severity.name(), config.level(rule).name());
        let configured = if level == severity { String::new() } else { format!("; here {level}") };
        writeln!(out, "{} ({severity}{configured})\n{}\n\n{}", rule.id, rule.summary, rule.why)?;
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
