//! Flags that say how files are read.

use std::sync::Arc;

use clap::Args;
use jiff::civil;

use super::streams::tell;
use super::{CLEAN, FAILED, Failure};
use crate::Document;
use crate::document::{Changes, Format, Reading};
use crate::formats;
use crate::formats::FORMATS;
use crate::gate::Config;
use crate::source::{Input, SourceError};

/// The flag that says when articles were published.
#[derive(Debug, Args)]
pub(super) struct DateFlag {
    /// The day of publication of the articles that do not tell it themselves, as 2024-03-12
    #[arg(long, value_parser = day, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<civil::Date>,
}

/// Reads a day.
fn day(text: &str) -> Result<civil::Date, String> {
    text.parse().map_err(|_| "there is no such day; write it as 2024-03-12".to_owned())
}

/// The name of standard input, which is read as a file of the current directory.
pub(super) const STDIN: &str = "<stdin>";

/// Flags that say how files are read.
#[derive(Debug, Args)]
pub(super) struct InputFlags {
    /// The format of all files; without it, that of each file's name
    #[arg(long, value_parser = format, value_name = "FORMAT")]
    input_format: Option<&'static dyn Format>,
}

fn format(name: &str) -> Result<&'static dyn Format, String> {
    formats::named(name).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
        format!("there is no such format; there are {}", names.join(", "))
    })
}

impl InputFlags {
    /// Reads inputs in turn, and after the others names those that cannot be read. Returns the exit code.
    /// `show` gets each document with the index of its input; a file of records comes in pieces.
    pub(super) fn read_each(
        &self,
        (inputs, mut errors): (&[Input], Vec<SourceError>),
        configs: &[Arc<Config>],
        published: Option<civil::Date>,
        mut show: impl FnMut(usize, &Document) -> Result<(), Failure>,
    ) -> Result<u8, Failure> {
        for (n, (input, config)) in inputs.iter().zip(configs).enumerate() {
            let reading = self.reading(config, published);
            for part in input.parts(&reading) {
                match part.and_then(|part| input.part(part, &reading)) {
                    Ok(mut document) => {
                        errors.extend(unread(&mut document));
                        show(n, &document)?;
                    }
                    Err(error) => errors.push(error),
                }
            }
        }
        for error in &errors {
            tell(format_args!("error: {error}"));
        }
        Ok(if errors.is_empty() { CLEAN } else { FAILED })
    }

    /// The format of all files, if one is given.
    pub(super) const fn format(&self) -> Option<&'static dyn Format> {
        self.input_format
    }

    /// How inputs with a configuration are read.
    pub(super) fn reading(&self, config: &Config, published: Option<civil::Date>) -> Reading {
        Reading {
            format: self.input_format,
            fields: config.fields().clone(),
            published,
            changes: Changes::default(),
        }
    }
}

/// The records of a document that could not be read, as errors.
pub(super) fn unread(document: &mut Document) -> impl Iterator<Item = SourceError> {
    let Document { path, unread, .. } = document;
    std::mem::take(unread).into_iter().map(|why| SourceError::new(path.as_str(), why))
}
