//! `factlint man`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::{Args, Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::{CLEAN, Failure};
use crate::visible;
use crate::write::{self, WriteError};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder to write a page for each command to; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What the exit codes mean, on every page.
const CODES: [(&str, &str); 3] = [
    ("0", "Nothing at or above the severity to fail on, or the work is done."),
    ("1", "Findings at or above it, more warnings than are allowed, or examples that do not hold."),
    ("2", "An error of usage, configuration or input."),
];

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        // `help` would repeat for each command what its page says.
        let mut command = super::Arguments::command().disable_help_subcommand(true);
        command.build();
        match &self.out {
            None => out.write_all(&page(&command)?.1)?,
            Some(folder) => {
                std::fs::create_dir_all(folder).map_err(|error| WriteError::of(folder, &error))?;
                let mut pages = 0;
                for command in all(&command) {
                    let (name, text) = page(command)?;
                    write::whole(&folder.join(name), &text)?;
                    pages += 1;
                }
                writeln!(out, "{pages} pages in {}", visible::line(&folder.to_string_lossy()))?;
            }
        }
        Ok(CLEAN)
    }
}

/// A command and all commands below it.
fn all(command: &Command) -> Vec<&Command> {
    let mut commands = vec![command];
    for below in command.get_subcommands() {
        commands.extend(all(below));
    }
    commands
}

/// The name of a command's page, and the page.
fn page(command: &Command) -> io::Result<(String, Vec<u8>)> {
    let version = concat!("factlint ", env!("CARGO_PKG_VERSION"));
    // A page has no date, so that it is the same whenever it is written. The date is a space, since the
    // writer drops an empty argument and the next would take its place.
    let man = Man::new(command.clone()).date(" ").source(version).manual("User Commands");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    let mut codes = Roff::new();
    codes.control("SH", ["EXIT STATUS"]);
    for (code, meaning) in CODES {
        codes.control("TP", []).text([bold(code)]).text([roman(meaning)]);
    }
    codes.to_writer(&mut text)?;
    Ok((man.get_filename(), text))
}
