//! The levels that a configuration can give to a rule.

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
    /// The severity of the level; none if it is off.
    #[must_use]
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }

    /// The level of a rule of this severity that no configuration sets.
    #[must_use]
    pub const fn unasked(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Off,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }

    /// The name of the level in the configuration.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.severity() {
            Some(severity) => severity.name(),
            None => "off",
        }
    }
}
