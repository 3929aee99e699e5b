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
mod lsp;
mod man;
mod open;
mod output;
mod place;
mod reading;
mod rules;
mod schema;
mod serve;
mod setting;
mod streams;
mod text;
mod watch;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{BufWriter, ErrorKind, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::lint::SetupError;
use crate::problem::Refused;
use crate::report::refusal;
use crate::source::ConfigError;
use crate::visible;
use crate::write::WriteError;
use colour::Colour;
use streams::{Lasting, Read, draw, tell};

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
    /// Serve an editor, by the Language Server Protocol
    Lsp(lsp::Arguments),
    /// Serve a page to write on in a browser, and LanguageTool's interface
    Serve(serve::Arguments),
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
    // Where the program cannot be found, only its version tells it from others.
    let program = std::env::current_exe().unwrap_or_default();
    ExitCode::from(run_with(std::env::args_os().collect(), program))
}

/// Runs the command line with these arguments, of which the first is the name of the program, and returns its exit
/// code. `program` is the file that this code is in. Help, and what is wrong with the arguments, end the process.
#[must_use]
pub fn run_with(arguments: Vec<OsString>, program: PathBuf) -> u8 {
    // Set only once a process.
    let _ = PROGRAM.set(program);
    let arguments = Arguments::try_parse_from(spelt_out(arguments)).unwrap_or_else(|error| exit(&error));
    if arguments.threads > 0 {
        // Fails only if there is a pool already, and there is none.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(arguments.threads).build_global();
    }
    let mut out = Lasting::new(BufWriter::new(std::io::stdout()), "standard output");
    let result = arguments.run(&mut out);
    let written = out.finish();
    match result.and_then(|code| Ok(written.map(|()| code)?)) {
        Ok(code) => code,
        Err(Failure::Closed) => CLEAN,
        Err(failure) => {
            failure.print(arguments.color);
            FAILED
        }
    }
}

/// The file that this code is in.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// The arguments with `check` where no command is named but something to check is: `factlint draft.docx`.
fn spelt_out(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let command = Arguments::command();
    let named = |argument: &OsString| {
        argument == "help" || command.get_subcommands().any(|known| argument == known.get_name())
    };
    let is_input = |argument: &OsString| argument == "-" || Path::new(argument).exists();
    let is_flag = |argument: &OsString| argument.as_encoded_bytes().starts_with(b"-");
    let given = arguments.get(1..).unwrap_or_default();
    // A command that is spelt wrong is told to be.
    let begins = given.first().is_some_and(|first| is_input(first) || is_flag(first));
    if begins && given.iter().any(is_input) && !given.iter().any(named) {
        arguments.insert(1, "check".into());
    }
    arguments
}

impl Arguments {
    /// Runs the command. Its output is text that others wrote, too: reports make it visible, each in its way,
    /// and what all other commands print is made visible here.
    fn run(&self, out: &mut Lasting<impl Write>) -> Result<u8, Failure> {
        match &self.command {
            Command::Check(check) if check.watch => watch::run(check, &mut Read(out), self.color),
            Command::Check(check) => check.run(out, self.color),
            Command::Audit(audit) => visibly(out, |out| audit.run(out)),
            Command::Rules(rules) => visibly(out, |out| rules.run(out)),
            Command::Explain(explain) => visibly(out, |out| explain.run(out)),
            Command::Lsp(lsp) => lsp.run(),
            Command::Serve(serve) => visibly(out, |out| serve.run(out)),
            Command::Facts(facts) => visibly(Read(out), |out| facts.run(out)),
            Command::Text(text) => visibly(Read(out), |out| text.run(out)),
            Command::Init(init) => visibly(out, |out| init.run(out)),
            Command::Config(config) => visibly(out, |out| config.run(out)),
            Command::Schema(schema) => schema.run(out),
            Command::Completions(completions) => completions.run(out),
            Command::Man(man) => man.run(out),
        }
    }
}

/// Runs a command whose output is made visible.
fn visibly(out: impl Write, run: impl FnOnce(&mut dyn Write) -> Result<u8, Failure>) -> Result<u8, Failure> {
    let mut out = visible::Visible::new(out);
    let code = run(&mut out);
    // What was printed before a failure is printed whole.
    out.flush()?;
    code
}

/// Ends the process with what is wrong with its arguments, or with the help that they ask for. What is hidden
/// in an argument is made visible.
fn exit(error: &clap::Error) -> ! {
    let text = error.render().to_string();
    if matches!(visible::lines(&text), Cow::Borrowed(_)) {
        error.exit();
    }
    draw(&visible::lines(&text));
    std::process::exit(error.exit_code());
}

/// Why a command could not do its work.
enum Failure {
    /// Nobody reads the output any more, and the command does nothing else.
    Closed,
    Message(String),
    Refused(Box<Refused>),
}

impl Failure {
    fn print(&self, colour: Colour) {
        match self {
            Self::Closed => {}
            Self::Message(message) => tell(format_args!("error: {message}")),
            Self::Refused(refused) => {
                draw(&refusal(refused, width(), colour.on(&std::io::stderr())));
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Message(error.to_string()),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        Self::Message(error.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::FLAGS;

    #[test]
    fn the_configuration_knows_the_flags_that_may_be_taken_for_keys() {
        let mut command = Arguments::command();
        command.build();
        let check = command.find_subcommand("check").expect("there is one");
        let mut flags: Vec<&str> = check.get_arguments().filter_map(clap::Arg::get_long).collect();
        // `rules` is a key, too.
        flags.retain(|flag| !["help", "rules", "version"].contains(flag));
        flags.sort_unstable();
        assert_eq!(flags, FLAGS);
    }
}
