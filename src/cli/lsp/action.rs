//! What can be done about findings: fixes, ignores with a reason, and words to be known.

use std::collections::HashMap;
use std::sync::Arc;

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::json;

use super::known::List;
use super::open::{AllFixed, Open, Read};
use super::worker::{Beside, check};
use crate::Span;
use crate::document::{FileEdit, changed};
use crate::finding::Finding;
use crate::formats;
use crate::gate::{Fixed, Fixes, fix};

/// The command that adds a word to a list of the configuration: the file, the list, the word.
pub(super) const ADD: &str = "factlint.addKnown";

/// The kind of the action that makes all safe fixes.
pub(super) const FIX_ALL: &str = "source.fixAll.factlint";

/// The reasons for which a finding can be ignored. They are the words of whoever takes the action, who can change them.
const REASONS: [&str; 2] = ["checked, it is right", "quoted as it was said"];

/// The rules whose findings go where readers know the acronym.
const OF_ACRONYMS: &str = "acronym.undefined";

/// The most letters of the text that a title shows.
const SHOWN: usize = 30;

/// How an editor takes edits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Abilities {
    /// Whether an edit can name the version of the text that it is for.
    pub(super) versions: bool,
}

/// What is asked of the actions of a text.
pub(super) struct Asked<'a> {
    pub(super) open: &'a Open,
    pub(super) read: &'a Read,
    pub(super) able: Abilities,
    /// By what the text was checked beside its configuration.
    pub(super) beside: &'a Beside,
    /// The configuration to which words are added, if there can be one.
    pub(super) file: Option<&'a str>,
}

impl Asked<'_> {
    /// The actions at a place, the surest first.
    pub(super) fn actions(&self, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
        let wanted = |kind: &str| {
            let of = |only: &CodeActionKind| {
                let only = only.as_str();
                only.is_empty()
                    || kind.strip_prefix(only).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            };
            params.context.only.as_ref().is_none_or(|only| only.iter().any(of))
        };
        let mut actions: Vec<CodeAction> = Vec::new();
        let bytes = self.read.lines.bytes(&self.read.text, params.range);
        if wanted("quickfix") {
            let here = |finding: &&Finding| {
                let own = self.read.bytes(finding.span);
                own.start <= bytes.end && bytes.start <= own.end
            };
            let findings: Vec<&Finding> = self.read.checked.findings.iter().filter(here).collect();
            let mut fixes: Vec<_> = findings.iter().filter_map(|finding| self.fix(finding)).collect();
            fixes.sort_by_key(|(safe, _)| !safe);
            actions.extend(fixes.into_iter().map(|(_, action)| action));
            actions.extend(findings.iter().flat_map(|finding| self.ignores(finding)));
            actions.extend(findings.iter().filter_map(|finding| self.acronym(finding)));
            actions.extend(self.name(params.range));
        }
        if wanted(FIX_ALL) {
            actions.extend(self.fix_all());
        }
        actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
    }

    /// The fix of a finding, and whether it is safe.
    fn fix(&self, finding: &Finding) -> Option<(bool, CodeAction)> {
        let fix = finding.fix.as_ref()?;
        let document = &self.read.checked.document;
        let edits = document.origin.edits(&document.text, &fix.edits)?;
        let mut title = match &edits[..] {
            [edit] => self.title(edit),
            edits => format!(
                "Make {} changes: {}",
                edits.len(),
                finding.help.as_deref().unwrap_or(&finding.message)
            ),
        };
        if !fix.safe {
            title.push_str(" (may change what the text says)");
        }
        let edits =
            edits.iter().map(|edit| self.edit(edit.start as usize..edit.end as usize, &edit.text)).collect();
        let action = CodeAction { is_preferred: Some(fix.safe), ..self.quick(title, finding, edits) };
        Some((fix.safe, action))
    }

    fn title(&self, edit: &FileEdit<'_>) -> String {
        let old = shown(&self.read.text[edit.start as usize..edit.end as usize]);
        let new = shown(&edit.text);
        match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("Insert “{new}”"),
            (_, true) => format!("Delete “{old}”"),
            _ => format!("Replace “{old}” by “{new}”"),
        }
    }

    /// A comment before the paragraph, which ignores the rule there.
    fn ignores(&self, finding: &Finding) -> Vec<CodeAction> {
        let document = &self.read.checked.document;
        let blocks = document.articles.iter().flat_map(|article| &article.blocks);
        let mut around = blocks
            .filter(|block| block.span.start <= finding.span.start && finding.span.start < block.span.end);
        let known = self.read.chosen.config.linter().rules().get(&finding.rule).is_some();
        let Some(block) = around.next().filter(|_| known) else { return Vec::new() };
        let start = self.read.bytes(block.span).start;
        // A page may have all of its text in one line.
        let format = self.open.format.or_else(|| formats::of_path(&self.open.path));
        let in_page = format.is_some_and(|format| format.name() == "html");
        let at = if in_page { start } else { self.read.lines.start_of(start) };
        let end = if in_page { "" } else { "\n" };
        let ignore = |reason: &&str| {
            let comment = format!("<!-- factlint-ignore {}: {reason} -->{end}", finding.rule);
            let title = format!("Ignore {} here: {reason}", finding.rule);
            self.quick(title, finding, vec![self.edit(at..at, &comment)])
        };
        REASONS.iter().map(ignore).collect()
    }

    /// Makes the acronym of a finding known to readers.
    fn acronym(&self, finding: &Finding) -> Option<CodeAction> {
        let word = finding.span.of(&self.read.checked.document.text).trim();
        (finding.rule == OF_ACRONYMS && !word.is_empty()).then(|| self.add(List::Acronyms, word)).flatten()
    }

    /// Makes the letters of the name that is selected known to readers.
    fn name(&self, range: Range) -> Option<CodeAction> {
        let bytes = self.read.lines.bytes(&self.read.text, range);
        let name = self.read.text[bytes].trim();
        let words: Vec<&str> = name.split_whitespace().collect();
        let capitals = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
        let is_name =
            (2..=8).contains(&words.len()) && capitals >= 2 && !name.contains(['\n', '.', ',', ';', ':']);
        is_name.then(|| self.add(List::Names, name)).flatten()
    }

    fn add(&self, list: List, word: &str) -> Option<CodeAction> {
        let file = self.file?;
        let title = format!("Add “{}” to the known {} of factlint.toml", shown(word), list.key());
        let arguments = Some(vec![json!(file), json!(list.key()), json!(word)]);
        let command = Command { title: title.clone(), command: ADD.to_owned(), arguments };
        // Editors leave commands out that are of no kind where they show quick fixes.
        let kind = Some(CodeActionKind::QUICKFIX);
        Some(CodeAction { title, kind, command: Some(command), ..CodeAction::default() })
    }

    /// Makes all safe fixes of the text. Editors ask at each move of the caret, so they are made once for a check.
    fn fix_all(&self) -> Option<CodeAction> {
        let (bytes, text, made) = self.read.fixed.get_or_init(|| self.fixed()).as_ref()?;
        let title = format!("Make all safe fixes ({made})");
        let edit = Some(self.workspace(vec![self.edit(bytes.clone(), text)]));
        Some(CodeAction { title, kind: Some(CodeActionKind::from(FIX_ALL)), edit, ..CodeAction::default() })
    }

    /// What all safe fixes change, as `factlint check --fix` makes them, and how many they are.
    fn fixed(&self) -> Option<AllFixed> {
        let safe = |finding: &Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe);
        if !self.read.checked.findings.iter().any(safe) {
            return None;
        }
        let (old, chosen) = (&*self.read.text, &self.read.chosen);
        let again = |bytes: Vec<u8>| {
            let text = Arc::new(String::from_utf8(bytes).ok()?);
            let open = Open { text, ..self.open.clone() };
            check(&open, chosen.clone(), self.beside).ok().map(|read| read.checked)
        };
        let fixes = fix(old.as_bytes(), &self.read.checked, Fixes::Safe, |_| false, again);
        let Fixed { file, made, .. } = fixes.ok()?;
        let new = String::from_utf8(file?.0).ok()?;
        let (span, text) = changed(old, Span::new(0, old.len() as u32), &new);
        Some((span.range(), text.to_owned(), made))
    }

    fn quick(&self, title: String, finding: &Finding, edits: Vec<TextEdit>) -> CodeAction {
        CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.read.diagnostic(
                finding,
                &self.open.uri,
                self.beside.docs.as_deref(),
            )]),
            edit: Some(self.workspace(edits)),
            ..CodeAction::default()
        }
    }

    fn edit(&self, bytes: std::ops::Range<usize>, text: &str) -> TextEdit {
        TextEdit::new(self.read.lines.range(&self.read.text, bytes), text.to_owned())
    }

    /// Edits of the text, for the version that was checked where the editor heeds that.
    // An address is compared by its text, which never changes.
    #[allow(clippy::mutable_key_type)]
    fn workspace(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        let uri: Uri = self.open.uri.clone();
        if !self.able.versions {
            return WorkspaceEdit {
                changes: Some(HashMap::from([(uri, edits)])),
                ..WorkspaceEdit::default()
            };
        }
        let text_document = OptionalVersionedTextDocumentIdentifier { uri, version: Some(self.read.version) };
        let edits = edits.into_iter().map(OneOf::Left).collect();
        let changes = DocumentChanges::Edits(vec![TextDocumentEdit { text_document, edits }]);
        WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() }
    }
}

/// A text for a title: on one line, and not all of a long one.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
