//! Which files of a table of Delta count, as its log says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::super::error::AuditError;
use super::partition::unescaped;

/// The name of the folder of the log.
pub(super) const LOG: &str = "_delta_log";

/// A line of the log. Lines of other kinds say nothing of files.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    add: Option<Add>,
    remove: Option<Remove>,
    #[serde(rename = "metaData")]
    meta: Option<Meta>,
}

#[derive(Debug, Deserialize)]
struct Add {
    path: String,
    #[serde(rename = "deletionVector")]
    deleted: Option<serde_json::Value>,
}

#[derive(Debug, Deserialize)]
struct Remove {
    path: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Meta {
    configuration: BTreeMap<String, String>,
}

/// The files of a table that count: those that the log adds and does not remove. The columns by which it is
/// partitioned stand in the names of their folders.
///
/// # Errors
/// When the log does not begin with the table, or the table marks rows as deleted or names columns otherwise.
pub(super) fn files(table: &Path) -> Result<Vec<PathBuf>, AuditError> {
    let log = table.join(LOG);
    let wrong = |why: String| AuditError::new(&log, why);
    let entries = fs::read_dir(&log).map_err(|error| wrong(error.to_string()))?;
    let mut versions: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| wrong(error.to_string()))?.path();
        let is_version =
            path.file_stem().is_some_and(|name| name.as_encoded_bytes().iter().all(u8::is_ascii_digit));
        if is_version && path.extension().is_some_and(|extension| extension == "json") {
            versions.push(path);
        }
    }
    versions.sort();
    let is_first = |path: &PathBuf| path.file_stem().is_some_and(|name| name == "00000000000000000000");
    if !versions.first().is_some_and(is_first) {
        let why = "the first entries of this log are gone; write the table anew, as Parquet or with the mode overwrite \
                   into a new folder, and import that";
        return Err(wrong(why.to_owned()));
    }
    let mut counting: BTreeMap<String, PathBuf> = BTreeMap::new();
    for version in versions {
        let text =
            fs::read_to_string(&version).map_err(|error| AuditError::new(&version, error.to_string()))?;
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let bad = |why: String| AuditError::new(&version, format!("line {}: {why}", n + 1));
            let line: Line = serde_json::from_str(line).map_err(|error| bad(error.to_string()))?;
            if line.add.as_ref().is_some_and(|add| add.deleted.is_some()) {
                let why =
                    "rows of this table are marked as deleted; purge them, or write the table as Parquet";
                return Err(bad(why.to_owned()));
            }
            let mapping =
                line.meta.as_ref().and_then(|meta| meta.configuration.get("delta.columnMapping.mode"));
            if mapping.is_some_and(|mode| mode != "none") {
                return Err(bad(
                    "the columns of this table have other names in its files; write it as Parquet".to_owned(),
                ));
            }
            if let Some(Remove { path }) = line.remove {
                counting.remove(&path);
            }
            if let Some(Add { path, .. }) = line.add {
                let file = Path::new(&*unescaped(&path)).to_owned();
                let is_below = file.components().all(|part| matches!(part, std::path::Component::Normal(_)));
                if !is_below {
                    return Err(bad(format!("{path} is not a file of this table; write it as Parquet")));
                }
                counting.insert(path, table.join(file));
            }
        }
    }
    Ok(counting.into_values().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(versions: &[&str]) -> Result<Vec<String>, String> {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(LOG)).expect("made");
        for (n, lines) in versions.iter().enumerate() {
            fs::write(folder.path().join(LOG).join(format!("{n:020}.json")), lines).expect("written");
        }
        let name = |path: &PathBuf| path.strip_prefix(folder.path()).expect("below").display().to_string();
        let found = files(folder.path()).map_err(|error| error.reason)?;
        Ok(found.iter().map(name).collect())
    }

    #[test]
    fn files_that_were_removed_do_not_count() {
        let first = "{\"protocol\":{\"minReaderVersion\":1}}\n{\"add\":{\"path\":\"a.parquet\",\"size\":1}}\n\
                     {\"add\":{\"path\":\"rule=a%253Ab/b%20c.parquet\"}}\n";
        let second = "{\"remove\":{\"path\":\"a.parquet\"}}\n{\"add\":{\"path\":\"c.parquet\"}}\n\n";
        let found = table(&[first, second]).expect("files");
        assert_eq!(found, ["c.parquet", "rule=a%3Ab/b c.parquet"]);
    }

    #[test]
    fn what_a_log_says_that_is_not_understood_is_refused() {
        for (line, why) in [
            ("{\"add\":{\"path\":\"a\",\"deletionVector\":{\"storageType\":\"u\"}}}", "marked as deleted"),
            ("{\"metaData\":{\"configuration\":{\"delta.columnMapping.mode\":\"name\"}}}", "other names"),
            ("{\"add\":{\"path\":\"../../a.parquet\"}}", "not a file of this table"),
            ("{\"add\":", "line 1: EOF"),
        ] {
            let said = table(&[line]).expect_err(line);
            assert!(said.contains(why), "{said}");
        }
        assert!(table(&[]).expect_err("no log").contains("the first entries of this log are gone"));
    }
}
