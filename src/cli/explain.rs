//! `factlint explain`.

use std::io::Write;

use clap::Args;

use super::setting::Setting;
use super::{CLEAN, Failure};
use crate::checked::RuleInfo;
use crate::docs::{RuleDoc, Terminal};
use crate::gate;
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
        let unused = gate::unused();
        if self.rule == unused.id {
            let RuleInfo { id, severity, summary, why } = unused;
            writeln!(out, "{id} ({})\n{summary}\n\n{why}", severity.name())?;
            return Ok(CLEAN);
        }
        let Some(rule) = rules.get(&self.rule) else {
            let near = nearest(&self.rule, rules.all().iter().map(|r| r.id.as_str()));
            let help = near.map_or_else(
                || "`factlint rules list` lists them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Failure::Message(format!("there is no rule `{}`; {help}", self.rule)));
        };
        write!(out, "{}", Terminal(RuleDoc::new(rule, &config)))?;
        Ok(CLEAN)
    }
}
