//! `factlint serve`: a page and an interface over HTTP, for this computer alone unless it is asked for more.

mod annotated;
mod body;
mod guard;
mod http;
mod languagetool;
mod page;

use std::io::Write;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use super::reading::DateFlag;
use super::setting::Setting;
use super::{CLEAN, Failure};
use guard::Guard;
use http::Service;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The port; any that is free if 0
    #[arg(long, default_value_t = 8081, value_name = "N")]
    port: u16,
    /// The address to listen at. Any but this computer's own needs a token
    #[arg(long, default_value = "127.0.0.1", value_name = "ADDRESS")]
    bind: IpAddr,
    /// The origin of a page elsewhere that may ask, as `https://cms.example`; may be given several times
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// A file whose first line every request must show: as `Authorization: Bearer TOKEN`, or as LanguageTool's `apiKey`
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,
    /// Open the page in a browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    published: DateFlag,
    #[command(flatten)]
    setting: Setting,
}

impl Arguments {
    /// Serves until the process is stopped.
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let config = self.setting.configs(&[])?.here()?;
        let token = self.token()?;
        let at = SocketAddr::new(self.bind, self.port);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::Message(format!("no thread can be started: {error}")))?;
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::bind(at).await.map_err(|error| {
                Failure::Message(format!("{at}: {error}; take another --port, or 0 for any that is free"))
            })?;
            let at = listener.local_addr()?;
            let guard = Guard::new(at, &self.allow_origin, token.clone()).map_err(Failure::Message)?;
            let address = match &token {
                Some(token) => format!("http://{at}/#{token}"),
                None => format!("http://{at}/"),
            };
            writeln!(out, "{address}\n\nLanguageTool's interface is at http://{at}/v2; Ctrl-C ends")?;
            out.flush()?;
            if self.open {
                super::open::open(&address);
            }
            let service = Service::new(config, guard, self.published.date);
            http::serve(listener, service).await;
            Ok(CLEAN)
        })
    }

    /// The token that requests must show, if they must.
    fn token(&self) -> Result<Option<String>, Failure> {
        let Some(file) = &self.token_file else {
            return if self.bind.is_loopback() {
                Ok(None)
            } else {
                Err(Failure::Message(format!(
                    "{} can be reached from other computers, so requests need a token: write a long secret word into \
                     a file, and name it by --token-file",
                    self.bind
                )))
            };
        };
        let text = std::fs::read_to_string(file)
            .map_err(|error| Failure::Message(format!("{}: {error}", file.display())))?;
        let token = text.lines().next().unwrap_or_default().trim();
        let plain =
            token.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'%' | b'"' | b'&'));
        if token.len() < 16 || !plain {
            return Err(Failure::Message(format!(
                "{}: the first line must be a word of at least 16 letters, digits and hyphens; \
                 `head -c 18 /dev/urandom | base64 | tr +/ -_` makes one",
                file.display()
            )));
        }
        Ok(Some(token.to_owned()))
    }
}
