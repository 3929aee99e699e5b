//! The interface of LanguageTool, so that what speaks with it shows findings of factlint. Offsets are UTF-16 units.

use serde_json::{Value, json};

use super::annotated::Annotated;
use super::body::{Form, bad};
use super::guard::Refusal;
use crate::answer::{Answer, Asked};
use crate::document::Unit;
use crate::finding::{Finding, Severity};
use crate::gate::Config;

/// The languages that are read: English wherever it is written.
const LANGUAGES: [(&str, &str, &str); 7] = [
    ("English", "en", "en"),
    ("English (Australian)", "en", "en-AU"),
    ("English (Canadian)", "en", "en-CA"),
    ("English (GB)", "en", "en-GB"),
    ("English (New Zealand)", "en", "en-NZ"),
    ("English (South African)", "en", "en-ZA"),
    ("English (US)", "en", "en-US"),
];

/// How many characters before and behind a match are its context.
const CONTEXT: usize = 40;

/// The longest text that one replacement stands for, in bytes.
const REPLACED: usize = 1_000;

/// The answer to `/v2/languages`.
pub(super) fn languages() -> Value {
    LANGUAGES
        .iter()
        .map(|(name, code, long)| json!({ "name": name, "code": code, "longCode": long }))
        .collect()
}

/// The answer to `/v2/check`.
///
/// # Errors
/// When there is no text, or data that is none.
pub(super) fn check(
    config: &Config,
    form: &Form<'_>,
    published: Option<jiff::civil::Date>,
) -> Result<Value, Refusal> {
    let sent = match (form.get("text"), form.get("data")) {
        (Some(text), None) => Annotated::plain(text.to_owned()),
        (None, Some(data)) => Annotated::read(data).map_err(bad)?,
        _ => return Err(bad("a request has either `text` or `data`".to_owned())),
    };
    let language = form.get("language").unwrap_or("auto");
    let is_english = language == "auto" || language.split(['-', '_']).next() == Some("en");
    let code = if is_english && language != "auto" { language } else { "en-US" };
    let filter = Filter::of(form);
    let asked =
        Asked { format: Some(crate::formats::PLAIN), published, unit: Unit::Utf16, ..Asked::default() };
    // A text of another language is not read; that is no error of whoever writes in several.
    let text = if is_english { sent.text.clone() } else { String::new() };
    let answer = Answer::new(config, &asked, text.into_bytes()).map_err(|error| bad(error.to_string()))?;
    let findings = answer.checked().findings.iter().filter(|finding| filter.takes(finding));
    let matches: Vec<Value> = findings.map(|finding| matched(config, &sent, &answer, finding)).collect();
    let name = LANGUAGES.iter().find(|(.., long)| *long == code).map_or("English", |(name, ..)| *name);
    Ok(json!({
        "software": {
            "name": "factlint", "version": env!("CARGO_PKG_VERSION"), "buildDate": "", "apiVersion": 1, "premium": false,
            "status": "",
        },
        "warnings": { "incompleteResults": false },
        "language": {
            "name": name, "code": if is_english { code } else { language },
            "detectedLanguage": { "name": name, "code": code, "confidence": 1.0 },
        },
        "matches": matches,
    }))
}

/// Which rules are asked for.
struct Filter<'f> {
    off: Vec<&'f str>,
    only: Option<Vec<&'f str>>,
}

impl<'f> Filter<'f> {
    fn of(form: &'f Form<'_>) -> Self {
        let names = |keys: [&str; 2]| -> Vec<&'f str> {
            let lists = keys.into_iter().filter_map(|key| form.get(key));
            lists.flat_map(|list| list.split(',')).map(str::trim).filter(|name| !name.is_empty()).collect()
        };
        let only = form.get("enabledOnly") == Some("true");
        Self {
            off: names(["disabledRules", "disabledCategories"]),
            only: only.then(|| names(["enabledRules", "enabledCategories"])),
        }
    }

    fn takes(&self, finding: &Finding) -> bool {
        let group = finding.rule.split('.').next().unwrap_or_default();
        let named = |names: &[&str]| names.iter().any(|name| *name == finding.rule || *name == group);
        !named(&self.off) && self.only.as_ref().is_none_or(|only| named(only))
    }
}

/// A finding as a match.
fn matched(config: &Config, sent: &Annotated, answer: &Answer, finding: &Finding) -> Value {
    let text = answer.text();
    let mut range = finding.span.range();
    let edits = finding.fix.as_ref().and_then(|fix| answer.edits(fix)).unwrap_or_default();
    // A replacement is one text for the whole match, so the match has all that is changed in it.
    let (first, last) =
        (edits.iter().map(|(at, _)| at.start).min(), edits.iter().map(|(at, _)| at.end).max());
    let whole = first.unwrap_or(range.start).min(range.start)..last.unwrap_or(range.end).max(range.end);
    let mut replacements = Vec::new();
    if !edits.is_empty() && whole.len() <= REPLACED {
        range = whole;
        let (mut new, mut from) = (String::new(), range.start);
        for (at, with) in &edits {
            new.push_str(&text[from..at.start]);
            new.push_str(with);
            from = at.end;
        }
        new.push_str(&text[from..range.end]);
        replacements.push(json!({ "value": new }));
    }
    let (offset, end) = (sent.sent(range.start), sent.sent_end(range.end));
    let summary = config.linter().rules().get(&finding.rule).map_or("", |rule| rule.summary.as_str());
    let group = finding.rule.split('.').next().unwrap_or_default();
    let message = match &finding.help {
        Some(help) => format!("{} ({help})", finding.message),
        None => finding.message.clone(),
    };
    let (context, at) = context(text, range.start, range.end);
    json!({
        "message": message,
        // LibreOffice shows this one.
        "shortMessage": finding.message,
        "replacements": replacements,
        "offset": offset,
        "length": end.saturating_sub(offset),
        "context": { "text": context, "offset": at, "length": Unit::Utf16.count(&text[range.clone()]) },
        "sentence": line(text, range.start),
        "type": { "typeName": "Other" },
        "rule": {
            "id": finding.rule.as_str(), "description": summary, "issueType": issue(finding.severity),
            "category": { "id": group, "name": name_of(group) }, "isPremium": false,
        },
        "ignoreForIncompleteSentence": false,
        "contextForSureMatch": 0,
    })
}

/// The type of an issue, by which clients choose a colour.
const fn issue(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "inconsistency",
        Severity::Warning => "uncategorized",
        Severity::Info => "style",
    }
}

/// The name of a group of rules as a category: "Count".
fn name_of(group: &str) -> String {
    let mut letters = group.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What stands around a match in one line, and the UTF-16 unit at which the match begins there.
fn context(text: &str, start: usize, end: usize) -> (String, usize) {
    let from = text[..start].char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    let to = text[end..].char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| end + at);
    let before = if from > 0 { "..." } else { "" };
    let after = if to < text.len() { "..." } else { "" };
    let at = before.len() + Unit::Utf16.count(&text[from..start]);
    (format!("{before}{}{after}", &text[from..to]).replace(['\n', '\r'], " "), at)
}

/// The line in which a byte stands.
fn line(text: &str, at: usize) -> &str {
    let from = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let to = text[at..].find('\n').map_or(text.len(), |end| at + end);
    text[from..to].trim_end()
}
