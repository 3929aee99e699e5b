//! The conversation with the editor.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, DidSaveTextDocument, Notification as _, ShowMessage,
};
use lsp_types::request::{
    CodeActionRequest, ExecuteCommand, HoverRequest, InlayHintRequest, RegisterCapability, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability,
    DidChangeWatchedFilesRegistrationOptions, ExecuteCommandOptions, FileSystemWatcher, GlobPattern,
    HoverProviderCapability, InitializeParams, MessageType, OneOf, Registration, RegistrationParams,
    SaveOptions, ServerCapabilities, ShowMessageParams, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, Uri, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::action::{ADD, Abilities, Asked, FIX_ALL};
use super::diagnostic::of_refused;
use super::known::{self, List};
use super::open::{Open, Read};
use super::settings::{Settings, Wrong};
use super::worker::{self, Beside, Texts, check, published};
use super::{place, uri};
use crate::document::Unit;
use crate::write;

type Ended = Result<(), Box<dyn Error + Send + Sync>>;

/// A session with an editor.
pub(super) struct Server<'c> {
    connection: &'c Connection,
    settings: Settings,
    unit: Unit,
    able: Abilities,
    texts: Texts,
    beside: Arc<Mutex<Beside>>,
    /// Takes the addresses of texts to check.
    wanted: Sender<String>,
    /// What was last told to be wrong, so that it is told once, and the file that it was shown in.
    told: Option<String>,
    shown_in: Option<Uri>,
}

impl<'c> Server<'c> {
    /// Serves the client of a connection until it ends the session.
    pub(super) fn serve(connection: &'c Connection, mut settings: Settings) -> Ended {
        let (id, params) = connection.initialize_start()?;
        let mut params: InitializeParams = serde_json::from_value(params)?;
        let general = params.capabilities.general.take();
        let (unit, encoding) = place::unit(general.and_then(|general| general.position_encodings).as_deref());
        let wrong = params.initialization_options.take().and_then(|said| settings.say(said).err());
        settings.folders = folders(&params);
        let hints = settings.options.inlay_hints;
        let capabilities = capabilities(encoding, hints);
        let info = json!({ "name": "factlint", "version": env!("CARGO_PKG_VERSION") });
        connection.initialize_finish(id, json!({ "capabilities": capabilities, "serverInfo": info }))?;
        let (wanted, addresses) = channel();
        let texts = Texts::default();
        let beside = Arc::new(Mutex::new(Beside::default()));
        let workspace = params.capabilities.workspace.take().unwrap_or_default();
        let versions = workspace.workspace_edit.and_then(|edit| edit.document_changes).unwrap_or_default();
        let watches = workspace.did_change_watched_files.and_then(|files| files.dynamic_registration);
        std::thread::scope(|scope| {
            let (work, about, sender) = (texts.clone(), beside.clone(), connection.sender.clone());
            scope.spawn(move || {
                worker::work(&addresses, &work, &about, |message| sender.send(message).is_ok());
            });
            let (told, shown_in) = (None, None);
            let able = Abilities { versions };
            let mut server =
                Server { connection, settings, unit, able, texts, beside, wanted, told, shown_in };
            if let Some(wrong) = wrong {
                server.tell(&wrong);
            }
            if watches == Some(true) {
                server.watch()?;
            }
            server.heed()
        })
    }

    fn heed(&mut self) -> Ended {
        for message in &self.connection.receiver {
            match message {
                Message::Request(request) => {
                    match self.connection.handle_shutdown(&request) {
                        Ok(false) => {}
                        Ok(true) => return Ok(()),
                        // An editor that ends at once does not wait to say so.
                        Err(error) if error.channel_is_disconnected() => return Ok(()),
                        Err(error) => return Err(error.into()),
                    }
                    let response = self.answer(request);
                    self.connection.sender.send(response.into())?;
                }
                Message::Notification(notification) => self.hear(notification),
                Message::Response(_) => {}
            }
        }
        // The editor is gone without a word.
        Ok(())
    }

    fn answer(&mut self, request: Request) -> Response {
        let Request { id, method, params } = request;
        let answer = match method.as_str() {
            CodeActionRequest::METHOD => read(params).and_then(|params| self.actions(&params)),
            HoverRequest::METHOD => read(params).map(|params: lsp_types::HoverParams| {
                let at = params.text_document_position_params;
                let read = self.fresh(&at.text_document.uri);
                json!(read.and_then(|read| read.hover(at.position)))
            }),
            InlayHintRequest::METHOD => read(params).map(|params: lsp_types::InlayHintParams| {
                json!(self.fresh(&params.text_document.uri).map(|read| read.inlay_hints(params.range)))
            }),
            ExecuteCommand::METHOD => read(params).and_then(|params| self.execute(&params)),
            other => {
                let message = format!("{other} is not served");
                return Response::new_err(id, ErrorCode::MethodNotFound as i32, message);
            }
        };
        match answer {
            Ok(answer) => Response::new_ok(id, answer),
            Err(message) => Response::new_err(id, ErrorCode::InvalidParams as i32, message),
        }
    }

    fn hear(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            DidOpenTextDocument::METHOD => {
                if let Ok(params) = read::<lsp_types::DidOpenTextDocumentParams>(params) {
                    let open = Open::new(params.text_document, self.unit);
                    let address = open.uri.as_str().to_owned();
                    self.texts.lock().insert(address.clone(), open);
                    if !self.refresh(false) {
                        self.configure(&address);
                    }
                }
            }
            DidChangeTextDocument::METHOD => {
                if let Ok(params) = read::<lsp_types::DidChangeTextDocumentParams>(params) {
                    let address = params.text_document.uri.as_str();
                    if let Some(open) = self.texts.lock().get_mut(address) {
                        open.change(params.text_document.version, params.content_changes, self.unit);
                    }
                    self.want(address);
                }
            }
            DidCloseTextDocument::METHOD => {
                if let Ok(params) = read::<lsp_types::DidCloseTextDocumentParams>(params) {
                    let uri = params.text_document.uri;
                    if self.texts.lock().remove(uri.as_str()).is_some() {
                        let _ = self.connection.sender.send(published(uri, Vec::new(), None));
                    }
                }
            }
            DidSaveTextDocument::METHOD => {
                // A configuration may be new, and not every editor tells of files that are made.
                let saved = read::<lsp_types::DidSaveTextDocumentParams>(params).ok();
                let path = saved.and_then(|saved| uri::path(&saved.text_document.uri));
                let is_toml =
                    path.is_some_and(|path| path.extension().is_some_and(|extension| extension == "toml"));
                self.refresh(is_toml);
            }
            DidChangeWatchedFiles::METHOD => drop(self.refresh(true)),
            DidChangeWorkspaceFolders::METHOD => {
                if let Ok(params) = read::<lsp_types::DidChangeWorkspaceFoldersParams>(params) {
                    let path = |folder: &lsp_types::WorkspaceFolder| uri::path(&folder.uri);
                    let gone: Vec<PathBuf> = params.event.removed.iter().filter_map(path).collect();
                    self.settings.folders.retain(|folder| !gone.contains(folder));
                    self.settings.folders.extend(params.event.added.iter().filter_map(path));
                    self.refresh(true);
                }
            }
            _ => {}
        }
    }

    /// Reads configurations again if they have changed, and configures all texts. Returns whether it did.
    fn refresh(&mut self, anew: bool) -> bool {
        let changed = self.settings.refresh(anew);
        if changed {
            let addresses: Vec<String> = self.texts.lock().keys().cloned().collect();
            addresses.iter().for_each(|address| self.configure(address));
        }
        changed
    }

    /// Gives a text its configuration, and has it checked.
    fn configure(&mut self, address: &str) {
        let Some(open) = self.texts.lock().get(address).cloned() else { return };
        let chosen =
            self.settings.of(&open).and_then(|chosen| Ok((chosen, self.settings.baseline(&open.path)?)));
        let (chosen, baseline) = match chosen {
            Ok(found) => {
                self.mended();
                found
            }
            Err(wrong) => {
                self.wrong(&wrong);
                (None, None)
            }
        };
        {
            let mut beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
            beside.date = self.settings.options.date;
            beside.docs.clone_from(&self.settings.options.rule_docs);
            if let Some((baseline, name)) = baseline {
                beside.baseline = Some(Arc::new(baseline));
                beside.names.insert(address.to_owned(), name);
            }
        }
        if let Some(open) = self.texts.lock().get_mut(address) {
            open.chosen = chosen;
            open.read = None;
        }
        self.want(address);
    }

    fn want(&self, address: &str) {
        // The worker lives as long as the session.
        let _ = self.wanted.send(address.to_owned());
    }

    /// The check of a text as it is now.
    fn fresh(&self, uri: &Uri) -> Option<Arc<Read>> {
        let open = self.texts.lock().get(uri.as_str()).cloned()?;
        if let Some(read) = open.fresh() {
            return Some(read.clone());
        }
        let beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let read = Arc::new(check(&open, open.chosen.clone()?, &beside).ok()?);
        let mut texts = self.texts.lock();
        let now = texts.get_mut(uri.as_str()).filter(|now| now.version == open.version)?;
        now.read = Some(read.clone());
        Some(read)
    }

    fn actions(&self, params: &lsp_types::CodeActionParams) -> Result<Value, String> {
        let uri = &params.text_document.uri;
        let read = self.fresh(uri);
        let open = self.texts.lock().get(uri.as_str()).cloned();
        let (Some(open), Some(read)) = (open, read) else { return Ok(json!([])) };
        let file = self.settings.file_for(&open).map(|file| file.display().to_string());
        let beside = &self.beside.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let asked = Asked { open: &open, read: &read, able: self.able, beside, file: file.as_deref() };
        serde_json::to_value(asked.actions(params)).map_err(|error| error.to_string())
    }

    /// Adds a word to the configuration.
    fn execute(&mut self, params: &lsp_types::ExecuteCommandParams) -> Result<Value, String> {
        let text = |at: usize| params.arguments.get(at).and_then(Value::as_str);
        let (Some(file), Some(list), Some(word), ADD) =
            (text(0).map(Path::new), text(1).and_then(List::of_key), text(2), params.command.as_str())
        else {
            return Err(format!("{} is no command that is served with these arguments", params.command));
        };
        // Only a configuration is written, and only one that a text here has.
        let own = |open: &Open| self.settings.file_for(open).is_some_and(|known| known == file);
        if !self.texts.lock().values().any(own) {
            return Err(format!("{} configures no text that is open", file.display()));
        }
        let added = match std::fs::read_to_string(file) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(error) => Err(error.to_string()),
        };
        let added = added.and_then(|text| known::add(&text, list, word));
        let written =
            added.and_then(|text| write::whole(file, text.as_bytes()).map_err(|error| error.to_string()));
        if let Err(error) = written {
            self.tell(&format!("{}: {error}; “{word}” is not added", file.display()));
        }
        self.refresh(true);
        Ok(Value::Null)
    }

    /// Shows what is wrong with a configuration, in its file if it has a place there.
    fn wrong(&mut self, wrong: &Wrong) {
        let message = match wrong {
            Wrong::Message(message) => message.clone(),
            Wrong::Refused(refused) => {
                if let Some(uri) = std::path::absolute(&refused.file).ok().and_then(|file| uri::of(&file)) {
                    let diagnostics = of_refused(refused, self.unit);
                    let _ = self.connection.sender.send(published(uri.clone(), diagnostics, None));
                    self.shown_in = Some(uri);
                }
                let first = refused.problems.first().map_or_else(String::new, ToString::to_string);
                format!("{refused}, so nothing is checked by it: {first}")
            }
        };
        self.tell(&message);
    }

    /// Takes away what was shown to be wrong.
    fn mended(&mut self) {
        self.told = None;
        if let Some(uri) = self.shown_in.take() {
            let _ = self.connection.sender.send(published(uri, Vec::new(), None));
        }
    }

    /// Shows a message, once.
    fn tell(&mut self, message: &str) {
        if self.told.as_deref() != Some(message) {
            self.told = Some(message.to_owned());
            let params =
                ShowMessageParams { typ: MessageType::ERROR, message: format!("factlint: {message}") };
            let notification = Notification::new(ShowMessage::METHOD.to_owned(), params);
            let _ = self.connection.sender.send(notification.into());
        }
    }

    /// Asks the editor to tell of changes of configurations, rule files and word lists.
    fn watch(&self) -> Ended {
        let watcher =
            FileSystemWatcher { glob_pattern: GlobPattern::String("**/*.toml".to_owned()), kind: None };
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: vec![watcher] };
        let registration = Registration {
            id: "toml".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: Some(serde_json::to_value(options)?),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        let request = Request::new(1.into(), RegisterCapability::METHOD.to_owned(), params);
        Ok(self.connection.sender.send(request.into())?)
    }
}

/// The parameters of a message.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, String> {
    serde_json::from_value(params).map_err(|error| error.to_string())
}

/// The folders that are open in the editor.
fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    // Older editors name one folder alone.
    #[allow(deprecated)]
    let root = params.root_uri.as_ref().and_then(uri::path);
    let folders = params.workspace_folders.iter().flatten().filter_map(|folder| uri::path(&folder.uri));
    let mut folders: Vec<PathBuf> = folders.collect();
    if folders.is_empty() {
        folders.extend(root);
    }
    folders
}

/// What the server can do.
fn capabilities(encoding: lsp_types::PositionEncodingKind, hints: bool) -> ServerCapabilities {
    let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::from(FIX_ALL)];
    ServerCapabilities {
        position_encoding: Some(encoding),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..CodeActionOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        inlay_hint_provider: hints.then_some(OneOf::Left(true)),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: vec![ADD.to_owned()],
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}
