//! What a search of folders passes over.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use crate::checked::some;
use crate::formats;

/// Why a file that a search finds is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The configuration excludes it.
    Excluded,
    /// It is not of a kind that a search looks for.
    Kind,
}

/// The names of the files that factlint has beside articles.
const OWN: [&str; 2] = ["factlint.toml", "factlint-baseline.toml"];

/// The files that were passed over, counted by reason and extension.
#[derive(Clone, Debug, Default)]
pub struct PassedOver(BTreeMap<(Because, String), usize>);

impl PassedOver {
    /// Counts a file. Files of factlint itself do not count.
    pub(crate) fn add(&mut self, path: &Path, because: Because) {
        if path.file_name().is_some_and(|name| OWN.iter().any(|own| name == *own)) {
            return;
        }
        // Of a packed file two extensions tell what it is.
        let extension = |path: &Path| path.extension().map(|name| format!(".{}", name.to_string_lossy()));
        let mut kind = extension(path).unwrap_or_default().to_ascii_lowercase();
        if formats::is_packed(path)
            && let Some(inner) = path.file_stem().and_then(|stem| extension(Path::new(stem)))
        {
            kind = inner.to_ascii_lowercase() + &kind;
        }
        *self.0.entry((because, kind)).or_default() += 1;
    }

    /// The number of files.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.values().sum()
    }
}

/// A line a kind: "12 files .pdf: not read; save the articles as text or Word".
impl fmt::Display for PassedOver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, ((because, kind), count)) in self.0.iter().enumerate() {
            let files = some(*count, "file");
            let kind_name = if kind.is_empty() { "without an extension" } else { kind };
            let why = match because {
                Because::Excluded => "excluded by the configuration",
                Because::Kind if formats::of_path(Path::new(&format!("x{kind}"))).is_some() => {
                    "records, which a search leaves out; name them, or `include` them in factlint.toml"
                }
                Because::Kind if kind == ".pdf" => "not read; save the articles as text or Word",
                Because::Kind => {
                    "of no kind that a search looks for; name them, or `include` them in factlint.toml"
                }
            };
            let end = if n == 0 { "" } else { "\n" };
            write!(f, "{end}  {files} {kind_name}: {why}")?;
        }
        Ok(())
    }
}
