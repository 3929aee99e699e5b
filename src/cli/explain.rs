//! `factlint explain`.

use std::io::Write;

use clap::Args;

use super::setting::Setting;
use super::{CLEAN, Failure};
use crate::docs::explained;

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
        let told = explained(&self.rule, &config).map_err(Failure::Message)?;
        write!(out, "{told}")?;
        Ok(CLEAN)
    }
}
