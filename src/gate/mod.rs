//! What of the findings is kept: severities by configuration.

mod config;

pub use config::{Config, ConfigError, Configs};

use crate::finding::{Finding, Severity};

impl Config {
    /// Applies the configured severities and drops what is off. Findings of severity info are
    /// kept only where the configuration asks for them.
    pub fn gate(&self, findings: &mut Vec<Finding>) {
        findings.retain_mut(|finding| match self.level(&finding.rule) {
            Some(level) => match level.severity() {
                Some(severity) => {
                    finding.severity = severity;
                    true
                }
                None => false,
            },
            None => finding.severity > Severity::Info,
        });
    }
}
