//! Findings as comments in copies of the documents that were checked.

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::Failure;
use super::streams::tell;
use crate::checked::{Checked, Summary};
use crate::document::Reading;
use crate::report::Report;
use crate::source::Input;
use crate::write;
use crate::{Finding, Span};

/// Where the commented copies go.
#[derive(Debug)]
pub(super) struct Comments {
    to: PathBuf,
    /// Whether that is a folder, with a copy of each document.
    is_folder: bool,
    date: Option<String>,
    wrong: Vec<String>,
}

impl Comments {
    /// The copies of some inputs: into a folder if the path ends as one or is one, or if there are several inputs; or
    /// else into a file.
    ///
    /// # Errors
    /// When the time that the environment gives is none.
    pub(super) fn new(to: &Path, inputs: &[Input]) -> Result<Self, Failure> {
        let slash = to.as_os_str().as_encoded_bytes().ends_with(b"/");
        let is_folder = slash || to.is_dir() || inputs.len() > 1;
        Ok(Self { to: to.to_owned(), is_folder, date: date()?, wrong: Vec::new() })
    }

    /// Writes the copy of a document with the findings of its check.
    pub(super) fn file(&mut self, input: &Input, checked: &Checked, reading: &Reading) {
        if let Err(why) = self.copy(input, checked, reading) {
            self.wrong.push(format!("{}: {why}", input.name));
        }
    }

    fn copy(&self, input: &Input, checked: &Checked, reading: &Reading) -> Result<(), String> {
        let Some(path) = &input.path else {
            return Err("standard input has no commented copy; name the file".to_owned());
        };
        if input.format(reading).name() != "docx" {
            return Err("comments can be written into Word documents only; name such files".to_owned());
        }
        let bytes = input.bytes().map_err(|error| error.to_string())?;
        // The places are those of the file that was read.
        let again = input.document(bytes.clone(), reading).map_err(|error| error.to_string())?;
        if again.text != checked.document.text {
            return Err("the file changed after it was read; run factlint again".to_owned());
        }
        let said: Vec<(Span, Vec<String>)> =
            checked.findings.iter().map(|finding| (finding.span, lines(finding))).collect();
        let Some(copy) = checked.document.origin.annotate(&bytes, &said, self.date.as_deref()) else {
            return Err(
                "no comments can be written into this file; open it in Word and save it anew".to_owned()
            );
        };
        let to = if self.is_folder { self.to.join(inside(path)) } else { self.to.clone() };
        let same = |a: &Path, b: &Path| {
            fs::canonicalize(a).ok().zip(fs::canonicalize(b).ok()).is_some_and(|(a, b)| a == b)
        };
        if same(&to, path) {
            return Err(format!("{} is the document itself; give another place for the copy", to.display()));
        }
        let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.map_or(Ok(()), fs::create_dir_all).map_err(|error| format!("{}: {error}", to.display()))?;
        write::replace(&to, &copy, None).map_err(|error| format!("{}: {error}", to.display()))
    }

    /// Says what could not be written; whether all was.
    pub(super) fn finish(&self) -> bool {
        for what in &self.wrong {
            tell(format_args!("error: {what}"));
        }
        self.wrong.is_empty()
    }
}

/// What a comment says of a finding, paragraph by paragraph.
fn lines(finding: &Finding) -> Vec<String> {
    let clean = |text: &str| -> String {
        text.chars()
            .map(|c| if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') { ' ' } else { c })
            .collect()
    };
    let said = format!("{}: {}", finding.severity.name(), clean(&finding.message));
    let help = finding.help.as_deref().map(clean);
    [Some(said), help, Some(finding.rule.to_string())].into_iter().flatten().collect()
}

/// The path of a copy inside a folder: that of the document, without what leads out of the folder.
fn inside(path: &Path) -> PathBuf {
    path.components().filter(|part| matches!(part, Component::Normal(_))).collect()
}

/// The time that comments and tracked changes have: that of `SOURCE_DATE_EPOCH`, or none, so that the same input gives
/// the same bytes.
///
/// # Errors
/// When it is no number of seconds.
pub(super) fn date() -> Result<Option<String>, Failure> {
    let Some(seconds) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let time = seconds.to_str().and_then(|seconds| seconds.parse().ok()).map(jiff::Timestamp::from_second);
    match time {
        Some(Ok(time)) => Ok(Some(time.to_string())),
        _ => Err(Failure::Message(
            "SOURCE_DATE_EPOCH is no number of seconds since 1970; set one, or none".to_owned(),
        )),
    }
}

/// A report of nothing: comments are no stream.
#[derive(Debug)]
pub(super) struct Elsewhere;

impl Report for Elsewhere {
    fn file(&mut self, _: &mut dyn Write, _: &Checked) -> io::Result<()> {
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: &Summary) -> io::Result<()> {
        Ok(())
    }
}
