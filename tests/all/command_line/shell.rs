//! What the shell gets of factlint: completions and manual pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::common::{run, stderr, stdout};

const SHELLS: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// Whether a program can be run.
fn there_is(program: &str) -> bool {
    Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// The names of all commands, as `--help` lists them: "rules test".
fn commands() -> Vec<String> {
    fn below(parents: &[&str]) -> Vec<String> {
        let help = stdout(&run(&[parents, &["--help"]].concat()));
        let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
        let names =
            listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
        let mut all = Vec::new();
        for name in names.filter(|name| *name != "help") {
            let path = [parents, &[name]].concat();
            all.push(path.join(" "));
            all.extend(below(&path));
        }
        all
    }
    below(&[])
}

#[test]
fn each_shell_gets_a_script_that_knows_all_commands() {
    let commands = commands();
    assert!(
        commands.iter().any(|c| c == "check") && commands.iter().any(|c| c == "rules test"),
        "{commands:?}"
    );
    for shell in SHELLS {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}: {}", stderr(&output));
        let script = stdout(&output);
        for name in commands.iter().flat_map(|command| command.split(' ')) {
            assert!(script.contains(name), "{shell} does not know {name}");
        }
        assert!(script.contains("fail-on"), "{shell} knows no flags");
    }
    let unknown = run(&["completions", "tcsh"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("bash, elvish, fish, powershell, zsh"), "{}", stderr(&unknown));
}

#[test]
fn shells_that_are_here_can_read_their_scripts() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "fish", "zsh"].into_iter().filter(|shell| there_is(shell)) {
        let file = folder.path().join(shell);
        std::fs::write(&file, run(&["completions", shell]).stdout).expect("written");
        let output = Command::new(shell).arg("-n").arg(&file).output().expect("it runs");
        assert!(output.status.success() && output.stderr.is_empty(), "{shell}: {}", stderr(&output));
    }
}

/// What bash offers for the last of some words.
fn offered(script: &Path, words: &[&str]) -> Vec<String> {
    let ask = r#"
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
        _factlint factlint "${@: -1}" "${@: -2:1}"
        printf '%s\n' "${COMPREPLY[@]}"
    "#;
    let mut command = Command::new("bash");
    command.args(["--norc", "-c", ask, "ask"]).arg(script).args(words);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("bash runs");
    assert!(output.stderr.is_empty(), "{}", stderr(&output));
    stdout(&output).lines().map(ToOwned::to_owned).collect()
}

#[test]
fn bash_completes_commands_flags_values_and_files() {
    if !there_is("bash") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = folder.path().join("factlint.bash");
    std::fs::write(&script, run(&["completions", "bash"]).stdout).expect("written");
    assert_eq!(offered(&script, &["factlint", "che"]), ["check"]);
    assert_eq!(offered(&script, &["factlint", "rules", "te"]), ["test"]);
    assert_eq!(offered(&script, &["factlint", "check", "--fail"]), ["--fail-on"]);
    assert_eq!(offered(&script, &["factlint", "check", "--format", "sa"]), ["sarif"]);
    assert_eq!(
        offered(&script, &["factlint", "check", "--baseline", "examples/fer"]),
        ["examples/ferry.txt"]
    );
}

/// The pages that `man --out` writes, by file name.
fn pages(folder: &Path) -> BTreeMap<String, String> {
    let output = run(&["man", "--out", folder.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let pages: BTreeMap<String, String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("UTF-8");
            (name, std::fs::read_to_string(entry.path()).expect("read"))
        })
        .collect();
    assert_eq!(stdout(&output), format!("{} pages in {}\n", pages.len(), folder.display()));
    pages
}

#[test]
fn each_command_has_a_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = pages(&folder.path().join("new/man1"));
    let mut names: Vec<String> =
        commands().iter().map(|command| format!("factlint-{}.1", command.replace(' ', "-"))).collect();
    names.push("factlint.1".to_owned());
    names.sort();
    assert_eq!(pages.keys().cloned().collect::<Vec<_>>(), names);
    for (name, page) in &pages {
        let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "\"EXIT STATUS\""] {
            assert!(sections.contains(&section), "{name}: {sections:?}");
        }
    }
    assert!(pages["factlint-check.1"].contains(r"\-\-fail\-on"));
    assert!(pages["factlint.1"].contains(r"factlint\-check(1)"));
    assert_eq!(stdout(&run(&["man"])), pages["factlint.1"]);
}

#[test]
fn pages_are_set_without_a_warning() {
    if !there_is("groff") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in pages(folder.path()).keys() {
        let mut groff = Command::new("groff");
        groff.args(["-man", "-Tascii", "-ww", "-P-cbou"]).arg(folder.path().join(name));
        let output = groff.output().expect("groff runs");
        assert!(output.status.success() && output.stderr.is_empty(), "{name}: {}", stderr(&output));
        let text = stdout(&output);
        let (first, last) = (text.lines().next(), text.lines().rfind(|line| !line.is_empty()));
        let title = name.replace(".1", "(1)");
        assert!(first.is_some_and(|line| line.starts_with(&title) && line.ends_with(&title)), "{text}");
        let version = format!("factlint {} ", env!("CARGO_PKG_VERSION"));
        assert!(last.is_some_and(|line| line.starts_with(&version)), "{text}");
    }
}

#[test]
fn pages_that_cannot_be_written_are_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "mine").expect("written");
    let output = run(&["man", "--out", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with(&format!("error: {}: ", file.display())), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(&file).expect("read"), "mine");
}
