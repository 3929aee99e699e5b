//! `factlint init`: the configuration to begin with, which says what is true.

use std::collections::BTreeSet;

use crate::common::folder::Folder;
use crate::common::{snapshot, stderr, stdout};
use serde_json::Value;

/// A folder with the configuration that `init` writes, and that configuration.
fn begun() -> (Folder, String) {
    let folder = Folder::new(&[]);
    let output = folder.run(&["init"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let text = folder.read("factlint.toml");
    (folder, text)
}

/// Whether a line shows a setting.
fn shows(line: &str) -> bool {
    line.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

/// The text with the settings of some lines in force.
fn with(text: &str, pick: impl Fn(usize) -> bool) -> String {
    let line = |(i, line): (usize, &str)| {
        let setting = line.strip_prefix('#').filter(|_| shows(line) && pick(i));
        format!("{}\n", setting.unwrap_or(line))
    };
    text.lines().enumerate().map(line).collect()
}

/// What the rules are set to.
fn levels(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.run(&[&["rules", "list"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

#[test]
fn a_configuration_is_written_and_never_over_another() {
    let (folder, text) = begun();
    snapshot("init", &text);
    folder.write("factlint.toml", "mine");
    let refused = folder.refused(&["init"]);
    assert_eq!(refused, "error: factlint.toml: there is such a file already; it stays as it is\n");
    assert_eq!(folder.read("factlint.toml"), "mine");
    folder.write("desk/a.txt", "Nothing.");
    let output = stdout(&folder.run(&["init", "desk"]));
    assert_eq!(output, "desk/factlint.toml is written; all its settings are comments so far\n");
    assert!(folder.path("desk/factlint.toml").exists());
    assert!(folder.refused(&["init", "nowhere"]).starts_with("error: nowhere/factlint.toml: "));
}

#[test]
fn every_setting_that_it_shows_loads_and_is_the_default() {
    let (folder, text) = begun();
    let own = levels(&folder, &["--no-config"]);
    assert_eq!(levels(&folder, &[]), own);
    let lines: Vec<&str> = text.lines().collect();
    let settings: Vec<usize> = (0..lines.len()).filter(|&i| shows(lines[i])).collect();
    // An override is shown whole, as the last.
    let over = lines.iter().position(|line| *line == "#[[overrides]]").expect("an override");
    assert!(settings.len() > 10);
    for &setting in settings.iter().filter(|&&i| i < over) {
        folder.write("factlint.toml", &with(&text, |i| i == setting));
        assert_eq!(levels(&folder, &[]), own, "{}", lines[setting]);
    }
    folder.write("factlint.toml", &with(&text, |_| true));
    assert_eq!(levels(&folder, &[]), own);
}

#[test]
fn every_key_of_the_schema_is_in_it() {
    let (_, text) = begun();
    let file: Value = toml::from_str(&with(&text, |_| true)).expect("TOML");
    let keys = |schema: &Value| -> BTreeSet<String> {
        schema["properties"].as_object().expect("keys").keys().cloned().collect()
    };
    let shown =
        |table: &Value| -> BTreeSet<String> { table.as_object().expect("a table").keys().cloned().collect() };
    let schema = factlint::gate::schema();
    assert_eq!(shown(&file), keys(&schema));
    assert_eq!(shown(&file["lexicon"]), keys(&schema["$defs"]["Lexicon"]));
    assert_eq!(shown(&file["records"]), keys(&schema["$defs"]["Records"]));
    assert_eq!(shown(&file["overrides"][0]), keys(&schema["$defs"]["Override"]));
}

#[test]
fn the_rules_that_are_off_are_named() {
    let (folder, text) = begun();
    let off: Vec<String> = levels(&folder, &[])
        .lines()
        .filter(|line| line.split_whitespace().nth(1) == Some("off"))
        .map(|line| format!("#\"{}\" = \"off\" # ", line.split(' ').next().unwrap_or_default()))
        .collect();
    assert!(!off.is_empty());
    let named = text.lines().filter(|line| line.contains("\" = \"off\" # "));
    assert_eq!(named.clone().count(), off.len());
    assert!(named.zip(&off).all(|(line, start)| line.starts_with(start)), "{text}");
    for format in factlint::formats::FORMATS {
        for extension in format.extensions() {
            let is_named = text.contains(&format!("*.{extension},"));
            assert_eq!(is_named, format.is_searched_for(), "{extension} in {text}");
        }
    }
}
