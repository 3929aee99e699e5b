//! The command line: one file a command.

mod audit;
mod baseline;
mod check;
mod colour;
mod comments;
mod completions;
mod config;
mod explain;
mod facts;
mod fix;
mod git;
mod init;
mod inputs;
mod man;
mod output;
mod place;
mod reading;
mod rules;
mod schema;
mod setting;
mod text;
mod watch;
mod write;

use std::io::{IsTerminal as _, Write};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::lint::SetupError;
use crate::problem::Refused;
use crate::report::refusal;
use crate::source::ConfigError;
use colour::Colour;

/// No findings at or above the severity to fail on.
const CLEAN: u8 = 0;
/// Findings at or above this severity, or examples that fail.
const FOUND: u8 = 1;
/// Usage, configuration or input error.
const FAILED: u8 = 2;

/// Stopped by Ctrl-C; the code that shells give.
const STOPPED: u8 = 130;

/// Finds slips of fact inside news articles and press releases.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto)]
    color: Colour,
    /// The number of threads; as many as there are cores if 0
    #[arg(long, global = true, value_name = "N", default_value_t = 0)]
    threads: usize,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check articles and print what is wrong in them
    Check(check::Arguments),
    /// Check an archive of any size, and hold its articles against each other
    Audit(audit::Arguments),
    /// List or document rules, run the examples they carry, or begin a new one
    Rules(rules::Arguments),
    /// Say what a rule finds, why it matters, and show its examples
    Explain(explain::Arguments),
    /// Print what factlint understands of an article, fact by fact
    Facts(facts::Arguments),
    /// Print what factlint reads of a file: the text of its articles, block by block
    Text(text::Arguments),
    /// Write a factlint.toml to begin with, all of it comments
    Init(init::Arguments),
    /// Say how a file is configured, and by which lines
    Config(config::Arguments),
    /// Print the JSON Schema of rule files, or of factlint.toml, for editors
    Schema(schema::Arguments),
    /// Print a script by which a shell completes commands and flags
    Completions(completions::Arguments),
    /// Print the manual page, or write one for each command
    Man(man::Arguments),
}

/// Runs the command line of this process and returns its exit code.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.threads > 0 {
        // Fails only if there is a pool already, and there is none.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build_global();
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let result = match &arguments.command {
        Command::Check(check) if check.watch => watch::run(check, &mut out, arguments.color),
        Command::Check(check) => check.run(&mut out, arguments.color),
        Command::Audit(audit) => audit.run(&mut out),
        Command::Rules(rules) => rules.run(&mut out),
        Command::Explain(explain) => explain.run(&mut out),
        Command::Facts(facts) => facts.run(&mut out),
        Command::Text(text) => text.run(&mut out),
        Command::Init(init) => init.run(&mut out),
        Command::Config(config) => config.run(&mut out),
        Command::Schema(schema) => schema.run(&mut out),
        Command::Completions(completions) => completions.run(&mut out),
        Command::Man(man) => man.run(&mut out),
    };
    let result = result.and_then(|code| out.flush().map(|()| code).map_err(Failure::from));
    ExitCode::from(match result {
        Ok(code) => code,
        Err(Failure::Closed) => CLEAN,
        Err(failure) => {
            failure.print(arguments.color);
            FAILED
        }
    })
}

/// Why a command could not do its work.
enum Failure {
    /// The reader of the output has closed it, as `head` does.
    Closed,
    Message(String),
    Refused(Box<Refused>),
}

impl Failure {
    fn print(&self, colour: Colour) {
        match self {
            Self::Closed => {}
            Self::Message(message) => eprintln!("error: {message}"),
            Self::Refused(refused) => {
                eprint!("{}", refusal(refused, width(), colour.on(&std::io::stderr())));
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Message(error.to_string()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Setup(error) => error.into(),
            error @ ConfigError::Read(..) => Self::Message(error.to_string()),
        }
    }
}

impl From<SetupError> for Failure {
    fn from(error: SetupError) -> Self {
        match error {
            SetupError::Refused(refused) => Self::Refused(refused),
            SetupError::Lexicon(error) => Self::Message(error.to_string()),
        }
    }
}

/// The columns of output that does not go to a terminal.
const WIDTH: usize = 100;

/// The columns of the terminal; [`WIDTH`] where there is none.
fn width() -> usize {
    let terminal = std::io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
    terminal.map_or(WIDTH, |(width, _)| usize::from(width.0))
}
