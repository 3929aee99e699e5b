//! What stands between a check and its reports. The configuration chooses the linter of a file and the
//! severities of its findings; the baseline hides findings that are known, and ignores those that an article
//! asks to pass over; a revision keeps those about changed lines; fixes change the file.

mod baseline;
mod config;
mod file;
mod files;
mod fix;
mod globs;
mod ignore;
mod level;
mod levels;
mod raw;
mod replaced;
mod settings;
mod since;
mod words;

pub use baseline::{Baseline, Entry};
pub(crate) use config::Audited;
pub use config::Config;
pub(crate) use file::ConfigFile;
pub(crate) use files::pairs;
pub use files::{Files, TextFile, add};
pub use fix::{FixError, Fixed, Fixes, fix};
pub use globs::Written;
pub use ignore::{ignore, unused};
pub use level::Level;
pub use levels::SetBy;
#[cfg(test)]
pub(crate) use raw::FLAGS;
pub use raw::schema;
pub use settings::{Choice, FileSettings};
pub(crate) use settings::{Said, Settings};
pub use since::{Changed, Hunk};

/// The name of the configuration file.
pub const NAME: &str = "factlint.toml";
