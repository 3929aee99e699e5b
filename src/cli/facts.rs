//! `factlint facts`.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};

use super::inputs;
use super::reading::{DateFlag, InputFlags, STDIN};
use super::rules::Format;
use super::setting::Setting;
use super::{FAILED, Failure};
use crate::document::{Article, Positions};
use crate::source::{Found, Input};
use crate::{Document, Linter, visible};

/// The most characters of a fact that a line shows.
const LONGEST: usize = 80;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print them: a line a fact, or an object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Print the structure of the sentences: groups, clauses and series of figures
    #[arg(long)]
    syntax: bool,
    #[command(flatten)]
    published: DateFlag,
    #[command(flatten)]
    reading: InputFlags,
    #[command(flatten)]
    setting: Setting,
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let mut configs = self.setting.configs(&[])?;
        let found = inputs::find(&mut configs, &self.paths, STDIN, false)?;
        if inputs::is_nothing(&found, &self.paths) {
            return Ok(FAILED);
        }
        let Found { inputs, errors, .. } = found;
        let of = |input: &Input| configs.of(input.place());
        let configs = inputs.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        let print = |n: usize, document: &Document| self.print(out, configs[n].linter(), document);
        self.reading.read_each((&inputs, errors), &configs, self.published.date, print)
    }

    fn print(&self, out: &mut dyn Write, linter: &Linter, document: &Document) -> Result<(), Failure> {
        let mut positions = Positions::new(document);
        for article in &document.articles {
            let mut printed = Ok(());
            article.parts(&document.text, |part| {
                if printed.is_ok() {
                    printed = self.print_article(out, linter, (document, part), &mut positions);
                }
            });
            printed?;
        }
        Ok(())
    }

    fn print_article(
        &self,
        out: &mut dyn Write,
        linter: &Linter,
        (document, article): (&Document, &Article),
        positions: &mut Positions<'_>,
    ) -> Result<(), Failure> {
        let facts = linter.facts(document, article).with_article(article);
        if self.syntax {
            let lines = facts.syntax(linter.lexicon());
            return Ok(lines.iter().try_for_each(|lines| out.write_all(lines.as_bytes()))?);
        }
        for fact in facts.all() {
            let text = fact.span.of(&document.text);
            let (line, column) = positions.of(fact.span.start);
            match self.format {
                Format::Text => {
                    let words = shortened(&text.split_whitespace().collect::<Vec<_>>().join(" "));
                    let says: Vec<String> =
                        fact.attributes().map(|(name, attr)| format!("{name}={attr}")).collect();
                    let (kind, says) = (fact.kind().name(), says.join(" "));
                    let told = format!("{line}:{column}\t{kind}\t{words}\t{says}");
                    writeln!(out, "{}", visible::line(&told))?;
                }
                Format::Json => {
                    let at = document.origin.bytes(fact.span);
                    let says: Map<String, Value> =
                        fact.attributes().map(|(name, attr)| (name.to_owned(), attr.json())).collect();
                    let record = json!({
                        "path": document.path, "article": article.index, "kind": fact.kind().name(),
                        "zone": fact.zone.name(), "sentence": fact.sentence, "line": line, "column": column,
                        "start": at.start, "end": at.end, "text": text, "attributes": says,
                    });
                    visible::json(&mut *out, &record)?;
                    writeln!(out)?;
                }
            }
        }
        Ok(())
    }
}

/// The first words of a text, if it is longer than a line shows.
pub(super) fn shortened(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}
