//! Checks texts beside the conversation with the editor. A text that changes while it is checked is checked again, and
//! what was found in the old one is not sent.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use lsp_server::Message;
use lsp_types::notification::{Notification as _, PublishDiagnostics};
use lsp_types::{PublishDiagnosticsParams, Uri};

use super::open::{Chosen, Open, Read};
use crate::checked::Checked;
use crate::document::Reading;
use crate::finding::{Suppressed, Suppressor};
use crate::gate::Baseline;
use crate::source::Input;

/// A check that takes less is made at once; a longer one waits for the next letter that is typed, at most so long.
const SHORT: Duration = Duration::from_millis(20);
const PATIENCE: Duration = Duration::from_millis(300);

/// The texts that are open, by address.
#[derive(Clone, Default)]
pub(super) struct Texts(Arc<Mutex<BTreeMap<String, Open>>>);

impl Texts {
    pub(super) fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a check needs besides the text and its configuration.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    pub(super) date: Option<jiff::civil::Date>,
    /// The baseline, and the names in it of the texts that are open, by address.
    pub(super) baseline: Option<Arc<Baseline>>,
    pub(super) names: BTreeMap<String, String>,
    pub(super) docs: Option<String>,
}

/// Checks a text as the command line does.
pub(super) fn check(open: &Open, chosen: Chosen, beside: &Beside) -> Result<Read, String> {
    let reading = Reading {
        format: open.format,
        fields: chosen.config.fields().clone(),
        published: beside.date,
        ..Reading::default()
    };
    let input = Input { name: open.path.display().to_string(), path: None };
    let bytes = open.text.as_bytes().to_vec();
    let document = input.document(bytes, &reading).map_err(|error| error.to_string())?;
    let mut checked = chosen.config.check(document);
    if let (Some(baseline), Some(name)) = (&beside.baseline, beside.names.get(open.uri.as_str())) {
        suppress(baseline, name, &mut checked);
    }
    checked.tell_once();
    let (text, lines) = (open.text.clone(), open.lines.clone());
    Ok(Read { version: open.version, text, lines, checked, chosen, fixed: OnceLock::new() })
}

/// Suppresses the findings that a baseline knows.
fn suppress(baseline: &Baseline, name: &str, checked: &mut Checked) {
    let known = baseline.known(name, &checked.findings);
    for finding in std::mem::take(&mut checked.findings) {
        if known.contains(&finding.fingerprint) {
            checked.suppressed.push(Suppressed { finding, by: Suppressor::Baseline, reason: None });
        } else {
            checked.findings.push(finding);
        }
    }
}

/// Checks the texts whose addresses come, until no more can come. `send` sends to the editor.
pub(super) fn work(
    wanted: &Receiver<String>,
    texts: &Texts,
    beside: &Mutex<Beside>,
    send: impl Fn(Message) -> bool,
) {
    // How long the last check of a text took. A long text is left alone for as long.
    let mut took: BTreeMap<String, Duration> = BTreeMap::new();
    let mut next: Vec<String> = Vec::new();
    loop {
        let quiet = next.iter().filter_map(|uri| took.get(uri)).filter(|took| **took >= SHORT).max();
        let more = if next.is_empty() {
            wanted.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            wanted.recv_timeout(quiet.map_or(Duration::ZERO, |quiet| PATIENCE.min(*quiet)))
        };
        match more {
            Ok(uri) if next.contains(&uri) => continue,
            Ok(uri) => {
                next.push(uri);
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        for uri in std::mem::take(&mut next) {
            let began = Instant::now();
            if !one(&uri, texts, beside, &send) {
                return;
            }
            took.insert(uri, began.elapsed());
        }
        took.retain(|uri, _| texts.lock().contains_key(uri));
    }
}

/// Checks a text and sends what is found, if the text is still the same. Returns whether it could be sent.
fn one(uri: &str, texts: &Texts, beside: &Mutex<Beside>, send: &impl Fn(Message) -> bool) -> bool {
    let Some(open) = texts.lock().get(uri).cloned() else { return true };
    let beside = beside.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let read = match (&open.chosen, open.fresh()) {
        (None, _) => None,
        (Some(_), Some(read)) => Some(read.clone()),
        (Some(chosen), None) => check(&open, chosen.clone(), &beside).ok().map(Arc::new),
    };
    let diagnostics = read.as_ref().map(|read| read.diagnostics(&open.uri, beside.docs.as_deref()));
    let mut texts = texts.lock();
    let Some(now) = texts.get_mut(uri).filter(|now| now.version == open.version) else { return true };
    now.read = read;
    send(published(open.uri, diagnostics.unwrap_or_default(), Some(open.version)))
}

/// The message that says what an editor is to show of a file.
pub(super) fn published(uri: Uri, diagnostics: Vec<lsp_types::Diagnostic>, version: Option<i32>) -> Message {
    let params = PublishDiagnosticsParams { uri, diagnostics, version };
    lsp_server::Notification::new(PublishDiagnostics::METHOD.to_owned(), params).into()
}
