//! The configuration: which linter a file is read with, and what of its findings is kept. The
//! baseline: which of them are known. Ignores: which of them an article asks to pass over. A
//! revision: which of them are about what has changed. Fixes: what the file should hold instead.

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
pub use raw::schema;
pub use settings::{Choice, FileSettings};
pub(crate) use settings::{Said, Settings};
pub use since::{Changed, Hunk};

/// The name of the configuration file.
pub const NAME: &str = "factlint.toml";
