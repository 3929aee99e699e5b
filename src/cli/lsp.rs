//! `factlint lsp`: a language server, so that an editor shows findings while a text is written.

mod action;
mod diagnostic;
mod hover;
mod inlay;
mod known;
mod open;
mod place;
mod server;
mod settings;
mod uri;
mod worker;

use std::path::PathBuf;

use clap::Args;
use lsp_server::Connection;

use super::reading::DateFlag;
use super::setting::Setting;
use super::{CLEAN, Failure};
use server::Server;
use settings::{Options, Settings};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    setting: Setting,
    #[command(flatten)]
    published: DateFlag,
    /// A file of known findings; only others are shown
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Where the pages of `factlint rules docs` can be read, for links from findings
    #[arg(long, value_name = "URL")]
    rule_docs: Option<String>,
    /// Speak over standard input and output, which is what it does anyway
    #[arg(long, hide = true)]
    stdio: bool,
}

impl Arguments {
    /// Serves one client until it ends the session.
    pub(super) fn run(&self) -> Result<u8, Failure> {
        // A rule file that is refused ends the server before it begins, as it ends every other command.
        self.setting.configs(&[])?;
        let options = Options {
            date: self.published.date,
            baseline: self.baseline.clone(),
            rule_docs: self.rule_docs.clone(),
            inlay_hints: false,
        };
        let (connection, threads) = Connection::stdio();
        let settings = Settings::new(self.setting.clone(), options);
        let ended = Server::serve(&connection, settings);
        drop(connection);
        let written = threads.join();
        ended.map_err(|error| Failure::Message(format!("the language server ends: {error}")))?;
        written?;
        Ok(CLEAN)
    }
}
