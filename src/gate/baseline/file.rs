//! The baseline as a file: TOML, one line an entry, in the order of fingerprints.
//!
//! Fingerprints are spread evenly, so entries that two branches add seldom meet at one place, as
//! they would if the newest article came last.

use serde::Deserialize;
use toml::Spanned;

use crate::problem::{Problem, Refused};

/// The version of the format.
const VERSION: u32 = 1;

/// What is written above the entries.
const HEAD: &str = "\
# Findings that factlint check --baseline does not report. Written by --write-baseline.
# An entry may be given a reason: { …, reason = \"as it was published\" }.
";

/// A finding that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The fingerprint of the finding.
    pub fingerprint: String,
    /// The file it is in, as seen from the folder of the baseline, with `/` between names.
    pub path: String,
    /// The id of its rule.
    pub rule: String,
    /// The words at its place, on one line; for people.
    pub words: String,
    /// Why the finding stays, in the words of whoever accepted it.
    pub reason: Option<String>,
}

/// The key that decides how the rest is read.
#[derive(Deserialize)]
struct Version {
    version: Spanned<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default)]
    findings: Vec<Spanned<Entry>>,
}

/// Reads the entries, in any order. Entries that differ only in words or reason, as after a merge, become one
/// with the reason kept.
///
/// # Errors
/// When the file is no baseline of this version.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Entry>, Box<Refused>> {
    let refused = |problems| Box::new(Refused::new(name, text, problems));
    if let Some(at) = conflict(text) {
        let problem = Problem::at(at..at + 7, "git has left both sides of a conflict here");
        return Err(refused(vec![problem.help("keep the entries of both, and delete the three marks")]));
    }
    let version: Version = toml::from_str(text).map_err(|error| {
        let problem = Problem::toml(&error);
        refused(vec![problem.help("mend the file, or delete it and write it again with --write-baseline")])
    })?;
    let version = version.version;
    if *version.get_ref() != VERSION {
        let message = format!("this is version {}; only {VERSION} can be read", version.get_ref());
        let problem = Problem::at(version.span(), message);
        return Err(refused(vec![
            problem.help("take the factlint that wrote it, or delete the file and write it again"),
        ]));
    }
    let raw: Raw = toml::from_str(text).map_err(|error| refused(vec![Problem::toml(&error)]))?;
    let wrong: Vec<Problem> = raw.findings.iter().filter_map(wrong).collect();
    if !wrong.is_empty() {
        return Err(refused(wrong));
    }
    let mut entries: Vec<Entry> = raw.findings.into_iter().map(Spanned::into_inner).collect();
    sort(&mut entries);
    Ok(entries)
}

/// The place of a conflict marker of git, if there is one.
fn conflict(text: &str) -> Option<usize> {
    let at = |mark: &str| {
        text.starts_with(mark).then_some(0).or_else(|| text.find(&format!("\n{mark}")).map(|at| at + 1))
    };
    ["<<<<<<<", "=======", ">>>>>>>"].into_iter().find_map(at)
}

fn wrong(entry: &Spanned<Entry>) -> Option<Problem> {
    let fingerprint = &entry.get_ref().fingerprint;
    let is_hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    (fingerprint.len() != 16 || !fingerprint.bytes().all(is_hex)).then(|| {
        Problem::at(entry.span(), format!("`{fingerprint}` is no fingerprint: it has sixteen hex digits"))
            .help("entries are written by --write-baseline; only a reason is written by hand")
    })
}

/// Sorts entries and merges those of one finding.
fn sort(entries: &mut Vec<Entry>) {
    entries.sort();
    entries.dedup_by(|later, entry| {
        let same = entry.fingerprint == later.fingerprint && entry.path == later.path;
        if same && entry.reason.is_none() {
            entry.reason = later.reason.take();
        }
        same
    });
}

/// The text of a baseline with these entries.
pub(super) fn write(mut entries: Vec<Entry>) -> String {
    sort(&mut entries);
    let mut text = format!("{HEAD}version = {VERSION}\nfindings = [\n");
    for Entry { fingerprint, rule, path, words, reason } in &entries {
        let pair = |key: &str, value: &str| format!("{key} = {}", toml::Value::from(value));
        let mut pairs = vec![
            pair("fingerprint", fingerprint),
            pair("rule", rule),
            pair("path", path),
            pair("words", words),
        ];
        // A reason is written on one line too.
        let reason = reason.as_ref().map(|r| r.split_whitespace().collect::<Vec<_>>().join(" "));
        pairs.extend(reason.map(|reason| pair("reason", &reason)));
        text.extend(["  { ", &pairs.join(", "), " },\n"]);
    }
    text.push_str("]\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(fingerprint: &str, path: &str, reason: Option<&str>) -> Entry {
        Entry {
            fingerprint: fingerprint.to_owned(),
            path: path.to_owned(),
            rule: "text.doubled-word".to_owned(),
            words: "the \"the\" it's \\ \u{7f}".to_owned(),
            reason: reason.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let mut entries = vec![
            entry("2222222222222222", "b.txt", Some("two\nlines")),
            entry("1111111111111111", "ä b.txt", None),
        ];
        let text = write(entries.clone());
        assert_eq!(text.lines().count(), HEAD.lines().count() + 3 + entries.len(), "{text}");
        entries.reverse();
        entries[1].reason = Some("two lines".to_owned());
        assert_eq!(read("b.toml", &text).expect("a baseline"), entries);
    }

    #[test]
    fn entries_of_one_finding_are_one_and_keep_the_reason() {
        let one = |reason| entry("1111111111111111", "a.txt", reason);
        for both in [[one(None), one(Some("why"))], [one(Some("why")), one(None)]] {
            let mut both = both.to_vec();
            sort(&mut both);
            assert_eq!(both, [one(Some("why"))]);
        }
    }
}
