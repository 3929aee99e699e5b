//! Reports: one file a format. Reports know findings and documents, not facts.

mod checkstyle;
mod compact;
mod diff;
mod frame;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
pub(crate) mod page;
mod pretty;
mod rdjson;
mod refusal;
mod sarif;
mod space;
mod statistics;
mod stream;
mod xml;

use std::borrow::Cow;
use std::io::{self, Write};

pub use checkstyle::Checkstyle;
pub use compact::Compact;
pub use diff::diff;
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::Html;
pub use json::{Json, JsonLines};
pub use junit::Junit;
pub use pretty::Pretty;
pub use rdjson::Rdjson;
pub use refusal::refusal;
pub use sarif::Sarif;
pub use statistics::Statistics;

use crate::Finding;
use crate::checked::{Checked, Summary};

/// The message and help of a finding as one text, for formats that have only one.
fn advice(finding: &Finding) -> Cow<'_, str> {
    match &finding.help {
        Some(help) => format!("{}; {help}", finding.message).into(),
        None => finding.message.as_str().into(),
    }
}

/// A format of report, written file by file in their order.
pub trait Report {
    /// Writes the findings of a file, or of a piece of one. The pieces of a file come in a row.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()>;

    /// Writes the end of the report, after the last file.
    ///
    /// # Errors
    /// When the output cannot be written.
    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()>;
}
