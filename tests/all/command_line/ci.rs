//! Where factlint plugs in: the hooks, the action, the template, and the command lines that the
//! documentation shows.

use std::collections::BTreeMap;
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Output};

use crate::common::{run, stderr, stdout};
use regex::Regex;

/// A file of the repository.
fn file(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect(path)
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a regular expression")
}

/// The command lines of factlint in a file: of Markdown those in code, of others all that are in
/// no comment.
fn command_lines(path: &str) -> Vec<String> {
    let mut text = file(path).replace("\\\n", " ");
    if path.ends_with(".md") {
        let code = regex(r"(?s)```\w+\n(.*?)```|`([^`\n]+)`");
        let pieces = code.captures_iter(&text).filter_map(|found| found.get(1).or(found.get(2)));
        text = pieces.map(|piece| piece.as_str()).collect::<Vec<_>>().join("\n");
    }
    let start = regex(r#"(?:^|[\s'"])factlint ([a-z][a-z-]*(?: [^>|;&)]*)?)$"#);
    let end = regex(r"[>|;&)]|\\\|| #");
    // Of the template, what comes from its inputs.
    let optional = regex(r"\$\{\w+:\+([^}]*)\}");
    text.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .map(|line| {
            optional.replace_all(line, "$1").replace("$[[ inputs.fail-on ]]", "error").replace("$[[ ", "$")
        })
        .filter_map(|line| {
            let line = end.split(&line).next()?.trim_end().to_owned();
            Some(start.captures(&line)?.get(1)?.as_str().to_owned())
        })
        .collect()
}

/// Words without those that stand for something else, as `PATH…` and `RULE`. The value of a flag
/// stays.
fn without_placeholders<'w>(words: impl Iterator<Item = &'w str>) -> Vec<&'w str> {
    let mut kept: Vec<&str> = Vec::new();
    for word in words {
        let is_value = kept.last().is_some_and(|last| last.starts_with('-'));
        let is_name = word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !(word.contains(['…', '[', ']']) || is_name && !is_value) {
            kept.push(word);
        }
    }
    kept
}

#[test]
fn every_command_line_that_is_shown_is_accepted() {
    let mut refused = Vec::new();
    for (path, least) in [
        ("README.md", 15),
        ("CONTRIBUTING.md", 3),
        ("docs/ci.md", 20),
        ("docs/rules.md", 1),
        (".pre-commit-hooks.yaml", 2),
        ("templates/factlint.yml", 1),
    ] {
        let lines = command_lines(path);
        assert!(lines.len() >= least, "{path} has command lines that are not seen: {lines:#?}");
        for line in lines {
            let words = line.split_whitespace().map(|word| word.trim_matches(['"', '\'', '`']));
            let mut words = without_placeholders(words);
            // Help is all that is asked for: nothing is read or written.
            words.push("--help");
            let output = run(&words);
            if output.status.code() != Some(0) {
                refused.push(format!("{path}: factlint {line}\n{}", stderr(&output)));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn the_hooks_get_what_a_folder_is_searched_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = file(".pre-commit-hooks.yaml");
    let patterns: Vec<Regex> =
        manifest.lines().filter_map(|line| line.strip_prefix("  files: ")).map(regex).collect();
    assert_eq!(patterns.len(), manifest.matches("- id: ").count());
    for extension in [
        "txt",
        "TXT",
        "text",
        "md",
        "markdown",
        "html",
        "htm",
        "docx",
        "docm",
        "odt",
        "doc",
        "json",
        "toml",
        "jsonl",
        "ndjson",
        "csv",
        "tsv",
        "txt.gz",
        "jsonl.zst",
        "json.gz",
        "gz",
    ] {
        let name = format!("article.{extension}");
        let path = folder.path().join(&name);
        std::fs::write(&path, "The pier is open.\n").expect("written");
        let report =
            run(&["check", "--no-config", "--format", "json", folder.path().to_str().expect("UTF-8")]);
        std::fs::remove_file(&path).expect("removed");
        let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
        let is_searched_for =
            report["summary"]["files"].as_u64().max(report["summary"]["unreadable"].as_u64()) == Some(1);
        for pattern in &patterns {
            assert_eq!(pattern.is_match(&name), is_searched_for, "{name} and {pattern}");
        }
    }
}

#[test]
fn versions_are_those_of_the_package() {
    let release = regex(r"\bv\d+\.\d+\.\d+\b");
    let image = regex(r"rust:[\d.]+-");
    for (path, pattern, version) in [
        ("README.md", &release, concat!("v", env!("CARGO_PKG_VERSION"))),
        ("docs/ci.md", &release, concat!("v", env!("CARGO_PKG_VERSION"))),
        ("Dockerfile", &image, concat!("rust:", env!("CARGO_PKG_RUST_VERSION"), "-")),
        ("templates/factlint.yml", &image, concat!("rust:", env!("CARGO_PKG_RUST_VERSION"), "-")),
    ] {
        let text = file(path);
        let named: Vec<&str> = pattern.find_iter(&text).map(|found| found.as_str()).collect();
        assert!(
            !named.is_empty() && named.iter().all(|name| *name == version),
            "{path}: {named:?}, not {version}"
        );
    }
}

/// The inputs of the action or the template, with their defaults.
fn inputs(path: &str, indent: &str) -> BTreeMap<String, String> {
    let input =
        regex(&format!(r"(?m)^{indent}([a-z-]+):\n{indent}  description: .+\n{indent}  default: (.+)$"));
    let text = file(path);
    let defaults = input.captures_iter(&text);
    defaults.map(|found| (found[1].to_owned(), found[2].trim_matches('\'').to_owned())).collect()
}

#[test]
fn the_inputs_of_the_action_and_the_template_are_as_documented() {
    let docs = file("docs/ci.md");
    let action = inputs("action.yml", "  ");
    let row = regex(r"(?m)^\| `([a-z-]+)` \| (?:`(.*?)`)? *\|");
    let table: BTreeMap<String, String> = row
        .captures_iter(&docs)
        .map(|found| (found[1].to_owned(), found.get(2).map_or_else(String::new, |d| d.as_str().to_owned())))
        .collect();
    assert!(!action.is_empty());
    assert_eq!(table, action);
    let template = inputs("templates/factlint.yml", "    ");
    for (uses, after, known) in [
        (r"uses: OWNER/factlint@\S+\n +with:\n", 10, &action),
        (r"(?:local: templates/factlint\.yml|component: \S+)\n +inputs:\n", 6, &template),
    ] {
        let given = regex(&format!(r"(?m){uses}((?: {{{after},}}.+\n)+)"));
        let mut blocks = 0;
        for block in given.captures_iter(&docs) {
            blocks += 1;
            for line in block[1].lines().filter_map(|line| line.strip_prefix(&" ".repeat(after))) {
                let name = line.split(':').next().unwrap_or_default();
                assert!(line.starts_with(' ') || known.contains_key(name), "there is no input `{name}`");
            }
        }
        assert!(blocks >= 2, "{uses}");
    }
}

/// Runs the script of the action in a folder, with a `factlint` that is first on the path.
#[cfg(unix)]
fn action(folder: &Path, factlint: &Path, variables: &[(&str, &str)]) -> Output {
    let path = std::env::var("PATH").expect("a path");
    let mut script = Command::new("bash");
    script.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("action/check.sh")).current_dir(folder);
    script.env("PATH", format!("{}:{path}", factlint.display())).env("GITHUB_OUTPUT", folder.join("output"));
    for (name, value) in [("PATHS", "."), ("FAIL_ON", "error"), ("SINCE", ""), ("ARGS", ""), ("SARIF", "")] {
        script.env(name, value);
    }
    script.envs(variables.iter().copied()).env("NO_COLOR", "1").output().expect("bash runs")
}

#[cfg(unix)]
#[test]
fn the_action_makes_a_command_line_of_its_inputs() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a folder");
    let echo = folder.path().join("factlint");
    std::fs::write(&echo, "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 2\n").expect("written");
    std::fs::set_permissions(&echo, std::fs::Permissions::from_mode(0o755)).expect("executable");
    let words = |variables| stdout(&action(folder.path(), folder.path(), variables)).replace('\n', " ");
    assert_eq!(words(&[]), "check --format github --fail-on error -- . ");
    let all = [
        ("PATHS", "articles\n\nmore articles\n"),
        ("FAIL_ON", "warning"),
        ("SINCE", "v1.0 $(touch here)"),
        ("ARGS", "--rules\nmy rules.toml\n"),
        ("SARIF", "a.sarif"),
    ];
    assert_eq!(
        words(&all),
        "check --format github --fail-on warning --since v1.0 $(touch here) --output sarif=a.sarif \
         --rules my rules.toml -- articles more articles "
    );
    assert!(!folder.path().join("here").exists());
    let output = action(folder.path(), folder.path(), &all);
    assert_eq!(output.status.code(), Some(2), "its exit code is that of factlint");
    assert!(
        stdout(&output).contains("\nmy rules.toml\n--\narticles\nmore articles\n"),
        "{}",
        stdout(&output)
    );
    assert!(!folder.path().join("output").exists(), "there is no report to send");
}

#[cfg(unix)]
#[test]
fn the_action_shows_findings_and_leaves_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let binary = Path::new(env!("CARGO_BIN_EXE_factlint")).parent().expect("a folder");
    std::fs::create_dir(folder.path().join("articles")).expect("made");
    let article = folder.path().join("articles/tugs.txt");
    std::fs::write(&article, "The tugs\n\nThe nine seven tugs went out.\n").expect("written");
    let variables = [("PATHS", "articles"), ("ARGS", "--no-config"), ("SARIF", "factlint.sarif")];
    let output = action(folder.path(), binary, &variables);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let shown = stdout(&output);
    assert!(shown.starts_with("::error ") && shown.contains("file=articles/tugs.txt,line=3"), "{shown}");
    let said = std::fs::read_to_string(folder.path().join("output")).expect("an output");
    assert_eq!(said, "sarif=factlint.sarif\n");
    let report = std::fs::read(folder.path().join("factlint.sarif")).expect("a report");
    let report: serde_json::Value = serde_json::from_slice(&report).expect("JSON");
    assert_eq!(report["runs"][0]["results"][0]["ruleId"], "count.adjacent");
    std::fs::write(&article, "The tugs\n\nThe nine tugs went out.\n").expect("written");
    assert_eq!(action(folder.path(), binary, &variables).status.code(), Some(0));
}
