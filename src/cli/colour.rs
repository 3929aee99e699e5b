//! Decides whether output is in colour.

use std::env::var_os;
use std::ffi::OsString;
use std::io::IsTerminal;

use clap::ValueEnum;

/// What `--color` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Whether a stream is in colour. `auto` follows the variables that many programs use: `NO_COLOR` first,
    /// then `FORCE_COLOR` and `CLICOLOR_FORCE`; without them the terminal and `CLICOLOR` decide. An empty
    /// variable counts as unset.
    pub(super) fn on(self, stream: &impl IsTerminal) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => !anstyle_query::no_color() && forced().unwrap_or_else(|| is_capable(stream)),
        }
    }
}

fn forced() -> Option<bool> {
    let value = |name: &str| var_os(name).filter(|value: &OsString| !value.is_empty());
    match value("FORCE_COLOR") {
        Some(level) => Some(level != "0" && level != "false"),
        None => value("CLICOLOR_FORCE").filter(|value| value != "0").map(|_| true),
    }
}

fn is_capable(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && anstyle_query::term_supports_color() && anstyle_query::clicolor() != Some(false)
}
