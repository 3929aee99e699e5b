//! The files of rules that ship.

use crate::embed::{self, Embedded};

/// The rules that ship. A rule that others are `over` comes before them.
pub(super) const SHIPPED: &[Embedded] = &embed::files!(
    "",
    "structure.toml",
    "acronyms.toml",
    "archive.toml",
    "authorities.toml",
    "changes.toml",
    "contests.toml",
    "counts.toml",
    "dates.toml",
    "headlines.toml",
    "measures.toml",
    "money.toml",
    "names.toml",
    "numbers.toml",
    "percents.toml",
    "places.toml",
    "quotes.toml",
    "rates.toml",
    "references.toml",
    "status.toml",
    "tables.toml",
    "terms.toml",
    "text.toml",
);
