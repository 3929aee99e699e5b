//! What a configuration can make of a rule.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::finding::Severity;

/// What the configuration makes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// It is not reported.
    Off,
    /// It is reported as info.
    Info,
    /// It is reported as a warning.
    Warning,
    /// It is reported as an error.
    Error,
}

impl Level {
    /// The severity; none if it is off.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// What a rule of a severity has while no configuration speaks of it.
    #[must_use]
    pub const fn unasked(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Off,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }

    /// The name that the configuration has for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.severity() {
            Some(severity) => severity.name(),
            None => "off",
        }
    }
}
