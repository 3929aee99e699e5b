//! The texts that are open in the editor, and what their last check found.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::place::Lines;
use super::uri;
use crate::checked::Checked;
use crate::document::{Format, Unit};
use crate::formats;
use crate::gate::Config;

/// The configuration of a text.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) config: Arc<Config>,
    /// The configuration file, if there is one.
    pub(super) file: Option<PathBuf>,
}

/// A text that is open.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) uri: Uri,
    /// The path by which it is configured and named: of a text that was never saved, one that tells its format.
    pub(super) path: PathBuf,
    /// The format that the editor says it has; none where its name tells it.
    pub(super) format: Option<&'static dyn Format>,
    pub(super) version: i32,
    pub(super) text: Arc<String>,
    pub(super) lines: Arc<Lines>,
    /// Its configuration; none where it is left alone.
    pub(super) chosen: Option<Chosen>,
    /// The last check, with the version that it is of.
    pub(super) read: Option<Arc<Read>>,
}

/// A check of a text.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) version: i32,
    pub(super) text: Arc<String>,
    pub(super) lines: Arc<Lines>,
    pub(super) checked: Checked,
    pub(super) chosen: Chosen,
    /// What all safe fixes change, once that was asked for; none inside if there are no such fixes.
    pub(super) fixed: OnceLock<Option<AllFixed>>,
}

/// The bytes of a text that all its safe fixes change, what stands there then, and how many fixes they are.
pub(super) type AllFixed = (Range<usize>, String, usize);

impl Open {
    pub(super) fn new(item: TextDocumentItem, unit: Unit) -> Self {
        let TextDocumentItem { uri, language_id, version, text } = item;
        let format = of_language(&language_id);
        let extension = if format.is_some_and(|format| format.name() == "markdown") { "md" } else { "txt" };
        let path = uri::path(&uri).unwrap_or_else(|| Path::new("untitled").with_extension(extension));
        let lines = Arc::new(Lines::new(&text, unit));
        Self { uri, path, format, version, text: Arc::new(text), lines, chosen: None, read: None }
    }

    /// Whether it is a file of the file system.
    pub(super) fn is_file(&self) -> bool {
        uri::path(&self.uri).is_some()
    }

    /// Makes changes in the text, in order. Linear in the text for each.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>, unit: Unit) {
        self.version = version;
        let text = Arc::make_mut(&mut self.text);
        for change in changes {
            match change.range {
                Some(range) => text.replace_range(self.lines.bytes(text, range), &change.text),
                None => *text = change.text,
            }
            self.lines = Arc::new(Lines::new(text, unit));
        }
    }

    /// The last check, if it is of the text as it is now.
    pub(super) fn fresh(&self) -> Option<&Arc<Read>> {
        self.read.as_ref().filter(|read| read.version == self.version)
    }
}

/// The format of a language of editors. Of plain text and of languages that are none of ours the name decides.
fn of_language(language: &str) -> Option<&'static dyn Format> {
    match language {
        "markdown" | "html" => formats::named(language),
        _ => None,
    }
}
