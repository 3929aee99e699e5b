//! The modules of the source as files, and what each imports.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use regex::Regex;

/// A module: its path from the root of the crate, and the paths of the modules that it imports.
pub(super) type Imports = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder with that extension.
pub(crate) fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|known| known == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// What every module imports, but for tests. An item that the root of the crate gives again counts as
/// an import of the module that it comes from.
pub(super) fn imports() -> Imports {
    let source = root().join("src");
    let modules: BTreeMap<Vec<String>, PathBuf> =
        files(&source, "rs").into_iter().map(|path| (module(&source, &path), path)).collect();
    let given = given(&source);
    let path = Regex::new(r"\b(crate::|self::|(?:super::)+)((?:\w+::)*)(\{[^}]*\}|\w+)").expect("a pattern");
    let known = |path: &[String]| {
        (1..=path.len()).rev().map(|length| path[..length].to_vec()).find(|path| modules.contains_key(path))
    };
    let mut imports = Imports::new();
    for (module, file) in &modules {
        let text = code(file);
        let of = imports.entry(module.clone()).or_default();
        for found in path.captures_iter(&text) {
            let base = match &found[1] {
                "crate::" => Vec::new(),
                "self::" => module.clone(),
                up => module[..module.len() - up.matches("super::").count()].to_vec(),
            };
            let middle = found[2].split("::").filter(|part| !part.is_empty()).map(str::to_owned);
            let base: Vec<String> = base.into_iter().chain(middle).collect();
            for item in found[3].trim_matches(['{', '}']).split(',') {
                let item = item.trim().split(['.', ':', ' ']).next().unwrap_or_default().to_owned();
                let full: Vec<String> = base.iter().cloned().chain([item.clone()]).collect();
                let given = if base.is_empty() { given.get(&item).cloned() } else { None };
                of.extend(known(&full).or(given).filter(|import| import != module));
            }
        }
    }
    imports
}

/// The path of the module that a file is; empty for the root of the crate.
fn module(source: &Path, file: &Path) -> Vec<String> {
    let path = file.strip_prefix(source).expect("below the source").with_extension("");
    let mut parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib")) {
        parts.pop();
    }
    parts
}

/// The code of a file without comments and without the tests at its end.
fn code(file: &Path) -> String {
    let text = std::fs::read_to_string(file).expect("a file");
    let text = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The items that the root of the crate gives again, and the modules that they come from.
fn given(source: &Path) -> BTreeMap<String, Vec<String>> {
    let text = code(&source.join("lib.rs"));
    let again = Regex::new(r"pub use (\w+)::(\{[^}]*\}|\w+);").expect("a pattern");
    let items = |found: regex::Captures<'_>| {
        let module = vec![found[1].to_owned()];
        let names: Vec<String> =
            found[2].trim_matches(['{', '}']).split(',').map(|name| name.trim().to_owned()).collect();
        names.into_iter().map(move |name| (name, module.clone())).collect::<Vec<_>>()
    };
    again.captures_iter(&text).flat_map(items).collect()
}
