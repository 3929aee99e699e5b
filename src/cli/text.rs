//! `factlint text`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::inputs;
use super::reading::{InputFlags, STDIN};
use super::rules::Format;
use super::{FAILED, Failure};
use crate::Document;
use crate::document::Positions;
use crate::source::{Configs, Found, Input};
use crate::visible;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print it: a line a block, or an object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    reading: InputFlags,
    /// Do not look for factlint.toml, which says what of a folder is read
    #[arg(long)]
    no_config: bool,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let mut configs = Configs::new(Vec::new(), !self.no_config);
        let found = inputs::find(&mut configs, &self.paths, STDIN, false)?;
        if inputs::is_nothing(&found, &self.paths) {
            return Ok(FAILED);
        }
        let Found { inputs, errors, .. } = found;
        let of = |input: &Input| configs.of(input.place());
        let configs = inputs.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        self.reading.read_each((&inputs, errors), &configs, None, |_, document| self.print(out, document))
    }

    fn print(&self, out: &mut dyn Write, document: &Document) -> Result<(), Failure> {
        let mut positions = Positions::new(document);
        for article in &document.articles {
            for block in &article.blocks {
                let (line, column) = positions.of(block.span.start);
                let text = block.span.of(&document.text);
                let zone = block.zone.name();
                match self.format {
                    Format::Text => {
                        let words = text.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
                        writeln!(out, "{line}:{column}\t{zone}\t{}", visible::line(&words))?;
                    }
                    Format::Json => {
                        let at = document.origin.bytes(block.span);
                        let record = json!({
                            "path": document.path, "article": article.index, "zone": zone, "line": line,
                            "column": column, "start": at.start, "end": at.end, "text": text,
                        });
                        visible::json(&mut *out, &record)?;
                        writeln!(out)?;
                    }
                }
            }
        }
        Ok(())
    }
}
