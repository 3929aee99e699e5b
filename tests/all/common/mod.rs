//! What tests share.

pub(crate) mod folder;
pub(crate) mod package;
pub(crate) mod page;
pub(crate) mod slips;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, LazyLock};

use factlint::checked::{Checked, Summary};
use factlint::gate::Config;
use factlint::report::Report;
use factlint::source::Configs;
use factlint::{Document, Finding, Linter, Severity, Span};
use serde_json::Value;
use tempfile::TempDir;

/// The rules that ship. They are compiled once for all tests.
pub(crate) static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::builtin().expect("what ships loads"));

/// The configuration of a file that has none.
pub(crate) static CONFIG: LazyLock<Arc<Config>> =
    LazyLock::new(|| Configs::new(Vec::new(), false).of(Path::new("x")).expect("a configuration"));

/// The binary with arguments, in the folder of the repository.
pub(crate) fn factlint(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(arguments).env("NO_COLOR", "1").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    factlint(arguments).output().expect("the binary runs")
}

pub(crate) fn run_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = factlint(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    // A process that stops reading early closes the pipe; its output tells.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("it ends")
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

pub(crate) fn findings(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

/// Articles with findings of several kinds, and one without; names that must be escaped. One begins
/// with a byte order mark and has line ends of two bytes and findings over two lines, and one has
/// the same slip many times.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write(
        "été 100%.txt",
        "Ten bakers fined in Valletta\n\nSource: Harbour Gazette\n\n12 March 2024\n\n\
         Eight bakers were fined on Monday, the the mayor’s office said.\n\n\
         A second café paid\nthe nine seven clerks.\n",
    );
    write("a,b:c.txt", "The choir sang on Tuesday, 3 July 2024, in Rabat.\n");
    write("clean.txt", "The ferry left at noon.\n");
    write(
        "mark.txt",
        "\u{feff}Été: the the café was shut.\r\n\r\nIt was in the\r\nthe old port. The nine\r\nseven clerks sang.\r\n",
    );
    write("twice.txt", "In the the port. In the the port.\n\nIn the the port.\n\nThe RNMA was at sea.\n");
    folder
}

/// A check of a folder, from inside it.
pub(crate) fn check(folder: &Path, arguments: &[&str]) -> Output {
    let arguments = [&["check", "."], arguments].concat();
    factlint(&arguments).current_dir(folder).output().expect("the binary runs")
}

/// What a check of a folder reports.
pub(crate) fn report(folder: &Path, arguments: &[&str]) -> String {
    let output = check(folder, arguments);
    assert_eq!(stderr(&output), "");
    stdout(&output)
}

/// What jsonl says of a check of the folder.
pub(crate) fn jsonl(folder: &Path) -> Vec<Value> {
    let lines = report(folder, &["--format", "jsonl"]);
    let findings: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert!(findings.len() > 10);
    findings
}

/// A finding's message and help.
pub(crate) fn advice(finding: &Value) -> String {
    let text = |key: &str| finding[key].as_str().expect("text");
    if finding.get("help").is_some() {
        format!("{}; {}", text("message"), text("help"))
    } else {
        text("message").to_owned()
    }
}

pub(crate) fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("text")
}

/// A report of one file.
pub(crate) fn made(mut report: impl Report, document: &Document, findings: Vec<Finding>) -> String {
    let checked = Checked { document: document.clone(), findings, suppressed: Vec::new() };
    let mut out = Vec::new();
    report.file(&mut out, &checked).expect("written");
    report.finish(&mut out, &Summary::default()).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

pub(crate) fn finding(span: Span, message: &str) -> Finding {
    Finding {
        rule: "house.some".into(),
        severity: Severity::Info,
        article: 1,
        span,
        message: message.to_owned(),
        help: None,
        labels: Vec::new(),
        fix: None,
        once: None,
        again: None,
        fingerprint: "0123456789abcdef".to_owned(),
    }
}

pub(crate) fn snapshot(name: &str, text: &str) {
    let settings = {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../../../snapshots");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings
    };
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Numbers that look random and are the same every time: a linear congruential generator.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`; 0 if that is 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}
