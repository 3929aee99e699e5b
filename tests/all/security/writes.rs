//! What is written is written whole, and the exit code is that of the whole run, whoever reads the output and
//! however full the disk is.

use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::common::folder::Folder;
use crate::common::{factlint, stderr};

/// Articles whose findings are more than a pipe holds.
fn folder() -> Folder {
    let folder = Folder::new(&[]);
    for n in 0..200 {
        folder.write(&format!("{n:03}.txt"), &"The the ferry left. ".repeat(40));
    }
    folder
}

/// Runs a command and reads only so many bytes of its output.
fn head(folder: &Folder, arguments: &[&str], bytes: usize) -> (Option<i32>, String) {
    let mut command = factlint(arguments);
    command.current_dir(folder.path(".")).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let mut out = child.stdout.take().expect("a pipe");
    out.read_exact(&mut vec![0; bytes]).expect("so much is printed");
    drop(out);
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), stderr(&output))
}

#[test]
fn a_closed_pipe_ends_no_work() {
    let folder = folder();
    let whole = folder.run(&["check", ".", "--format", "compact", "--output", "json=whole.json"]);
    assert_eq!(whole.status.code(), Some(1));
    let arguments = [
        "check",
        ".",
        "--format",
        "compact",
        "--output",
        "json=cut.json",
        "--output",
        "junit=cut.xml",
        "--baseline",
        "base.toml",
        "--write-baseline",
        "--fail-on",
        "error",
    ];
    // Nothing is left to fail on once all is in the baseline; without one the findings count.
    assert_eq!(head(&folder, &arguments[..8], 1), (Some(1), String::new()));
    // The report of the first run is passed over in the second.
    let without = |name: &str| folder.read(name).replace("\"passed_over\":1", "\"passed_over\":0");
    assert_eq!(without("cut.json"), without("whole.json"));
    assert!(folder.read("cut.xml").ends_with("</testsuites>\n"));
    assert_eq!(head(&folder, &["check", ".", "--max-warnings", "0"], 1).0, Some(1));
    assert_eq!(head(&folder, &["check", ".", "--fail-on", "never"], 1).0, Some(0));
    assert_eq!(head(&folder, &["check", ".", "absent.txt"], 1).0, Some(2));
    let (code, said) = head(&folder, &["check", ".", "--diff"], 1);
    assert_eq!((code, said.contains("8000 findings would be fixed in 200 files")), (Some(1), true), "{said}");
    // Commands that only print end with the pipe.
    assert_eq!(head(&folder, &["text", "."], 1), (Some(0), String::new()));
    assert_eq!(head(&folder, &["facts", "."], 1), (Some(0), String::new()));
    folder.run(&arguments);
    assert!(folder.read("base.toml").ends_with("]\n"));
}

#[test]
fn a_closed_pipe_leaves_no_file_unfixed() {
    let folder = folder();
    folder.write("999.txt", &"The RNMA was at sea. It was was cold.\n\n".repeat(4_000));
    let (code, said) = head(&folder, &["check", ".", "--fix", "--format", "compact"], 1);
    assert_eq!((code, said.contains("error")), (Some(0), false), "{said}");
    for n in 0..200 {
        let text = folder.read(&format!("{n:03}.txt"));
        assert!(!text.contains("The the"), "{n}");
    }
}

#[test]
fn a_closed_standard_error_ends_no_work() {
    let folder = folder();
    let mut command = factlint(&["check", ".", "absent.txt", "gone.txt", "--output", "json=all.json"]);
    let mut child = command
        .current_dir(folder.path("."))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(2));
    assert!(folder.read("all.json").ends_with("}\n"));
}

#[test]
fn a_full_disk_is_told_with_the_file() {
    let folder = folder();
    folder.write("old.json", "old");
    if !folder.path("/dev/full").exists() {
        return;
    }
    let refused = folder.refused(&["check", ".", "--output", "json=/dev/full"]);
    assert_eq!(refused, "error: /dev/full: the disk is full; make room, and run factlint again\n");
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("opened");
    let output = factlint(&["check", ".", "--output", "json=new.json", "--format", "compact"])
        .current_dir(folder.path("."))
        .stdout(full)
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: standard output: "), "{}", stderr(&output));
    // The report to a file is complete.
    assert!(folder.read("new.json").ends_with("}\n"));
}

#[test]
fn a_report_that_cannot_be_finished_leaves_the_old_one() {
    let folder = folder();
    folder.write("report.json", "old");
    folder.write("factlint.toml", "[rules]\nnone = \"off\"\n");
    let output = folder.run(&["check", ".", "--output", "json=report.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(folder.read("report.json"), "old");
    let told = folder.refused(&["check", "--no-config", ".", "--output", "json=absent/report.json"]);
    assert!(told.starts_with("error: absent/report.json: no file can be made beside it: "), "{told}");
}

#[test]
fn reports_go_to_what_is_no_file_as_well() {
    let folder = Folder::new(&[("a.txt", "The the ferry.\n")]);
    let script = "\"$1\" check a.txt --format json --output compact=/dev/stderr --output jsonl=/dev/stdout \
                  --output junit=/dev/null";
    let output = Command::new("bash")
        .args(["-c", script, "bash", env!("CARGO_BIN_EXE_factlint")])
        .current_dir(folder.path("."))
        .output()
        .expect("bash runs");
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).starts_with("a.txt:1:1: error "), "{}", stderr(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout).matches("\"rule\":").count(), 2);
}

#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new(&[("a.txt", "The the ferry.\n"), ("real.json", "old")]);
    std::os::unix::fs::symlink("real.json", folder.path("link.json")).expect("linked");
    let private = std::fs::Permissions::from_mode(0o600);
    std::fs::set_permissions(folder.path("real.json"), private).expect("set");
    folder.run(&["check", "a.txt", "--output", "json=link.json"]);
    assert!(folder.path("link.json").symlink_metadata().expect("it is there").is_symlink());
    assert!(folder.read("real.json").starts_with("{\"version\":1"));
    let mode = folder.path("real.json").metadata().expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_store_that_is_not_as_it_was_written_says_what_to_do() {
    for (change, said) in [
        ("UPDATE findings SET severity = 'grave'", "there is no severity `grave`"),
        ("DROP VIEW findings_view; ALTER TABLE findings RENAME COLUMN message TO said", "no such column"),
        (
            "DROP VIEW articles_view; DROP VIEW findings_view; DROP VIEW claims_view; DROP TABLE articles",
            "no such table",
        ),
    ] {
        let folder = Folder::new(&[("a/a.txt", "The the ferry.\n")]);
        assert_eq!(folder.run(&["audit", "a", "--out", "out"]).status.code(), Some(1));
        folder.write("a/b.txt", "The the tug.\n");
        folder.run(&["audit", "a", "--out", "new"]);
        let store = rusqlite::Connection::open(folder.path("out/audit.db")).expect("a store");
        store.execute_batch(&format!("PRAGMA foreign_keys = OFF; {change}")).expect("changed");
        drop(store);
        let told = [
            folder.run(&["audit", "--compare", "out", "new"]),
            folder.run(&["audit", "--compare", "new", "out"]),
            folder.run(&["audit", "a", "--out", "out"]),
        ];
        let told: Vec<String> = told.iter().map(stderr).collect();
        let is_told = |told: &String| {
            told.contains(said)
                && told.contains("delete it, and the audit begins anew, or name another folder")
        };
        assert!(told.iter().any(is_told), "{change}: {told:#?}");
    }
}
