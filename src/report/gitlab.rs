//! gitlab: a Code Quality report, which GitLab shows in merge requests.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use serde_json::json;
use xxhash_rust::xxh3::xxh3_128;

use super::stream::Array;
use super::{Report, advice};
use crate::Severity;
use crate::checked::{Checked, Summary};
use crate::document::Positions;

/// The report for GitLab. It begins with no byte order mark, which GitLab refuses.
#[derive(Debug)]
pub struct Gitlab {
    /// The folder to which paths are relative.
    folder: PathBuf,
    issues: Array,
}

impl Gitlab {
    /// A report whose paths are relative to `folder`, for files inside it: GitLab knows files only by their
    /// place in the repository.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), issues: Array::new("[") }
    }

    fn relative(&self, path: &str) -> String {
        let relative = Path::new(path).strip_prefix(&self.folder).ok().and_then(Path::to_str).unwrap_or(path);
        if cfg!(windows) { relative.replace('\\', "/") } else { relative.to_owned() }
    }
}

impl Report for Gitlab {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        let document = &checked.document;
        let positions = Positions::new(document);
        let path = self.relative(&document.path);
        let mut alike: FxHashMap<&str, usize> = FxHashMap::default();
        for finding in &checked.findings {
            let before = alike.entry(&finding.fingerprint).or_default();
            // GitLab drops an issue whose fingerprint it has seen, also one of another file.
            let fingerprint = xxh3_128(format!("{path}\n{}\n{before}", finding.fingerprint).as_bytes());
            *before += 1;
            let issue = json!({
                "description": advice(finding),
                "check_name": finding.rule.as_str(),
                "fingerprint": format!("{fingerprint:032x}"),
                "severity": severity(finding.severity),
                "location": {
                    "path": path,
                    "lines": {
                        "begin": positions.lines(finding.span).0,
                        "end": positions.lines(finding.span).1,
                    },
                },
            });
            self.issues.item(out, &issue)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Summary) -> io::Result<()> {
        self.issues.end(out)?;
        out.write_all(b"\n")
    }
}

/// The severity for GitLab, which has five. An error is `major`, as other linters have it.
const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    }
}
