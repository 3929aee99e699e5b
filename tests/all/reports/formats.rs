//! What all reports that other programs read have in common.

use crate::common::{check, findings, folder, report, run, snapshot, stderr, stdout};

/// The formats that suppressed findings are not in.
const FORMATS: [&str; 4] = ["gitlab", "junit", "checkstyle", "rdjson"];

#[test]
fn github_commands() {
    snapshot("github", &report(folder().path(), &["--format", "github"]));
}

#[test]
fn one_run_writes_several_reports() {
    let folder = folder();
    let to_file = ["--output", "sarif=log.sarif", "--output", "jsonl=findings.jsonl", "--format", "github"];
    let shown = report(folder.path(), &to_file);
    assert_eq!(shown, report(folder.path(), &["--format", "github"]));
    for (file, format) in [("log.sarif", "sarif"), ("findings.jsonl", "jsonl")] {
        let written = std::fs::read_to_string(folder.path().join(file)).expect("written");
        assert_eq!(written, report(folder.path(), &["--format", format, "--threads", "1"]));
    }
    let two = run(&["check", "--format", "json", "--format", "github", "examples/clean.txt"]);
    assert_eq!(two.status.code(), Some(2));
    assert!(stderr(&two).contains("--output FORMAT=FILE"), "{}", stderr(&two));
    let unknown = run(&["check", "--output", "xml=a.xml", "examples/clean.txt"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("there is no format `xml`"), "{}", stderr(&unknown));
    assert!(findings(&run(&["check", "--format", "jsonl", "examples/clean.txt"])).is_empty());
}

#[test]
fn suppressed_findings_are_in_none_of_them() {
    let folder = folder();
    let known = stderr(&check(folder.path(), &["--write-baseline", "--baseline", "known.toml"]));
    assert!(known.contains("added"), "{known}");
    for format in FORMATS {
        let told = report(folder.path(), &["--baseline", "known.toml", "--format", format]);
        assert!(!told.contains("stands twice"), "{told}");
        assert!(report(folder.path(), &["--format", format]).contains("stands twice"));
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads_and_as_shown() {
    let folder = folder();
    for format in FORMATS {
        let one = report(folder.path(), &["--format", format, "--threads", "1"]);
        assert_eq!(report(folder.path(), &["--format", format, "--threads", "4"]), one);
        let shown =
            run(&["check", "--no-config", "--format", format, "examples/clean.txt", "examples/ferry.txt"]);
        assert_eq!(shown.status.code(), Some(1));
        snapshot(format, &stdout(&shown));
    }
}
