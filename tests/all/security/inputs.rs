//! What is read is a file, and not larger than can be held.

use std::fs::File;
use std::os::unix::net::UnixListener;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::common::folder::Folder;
use crate::common::{factlint, stderr, stdout};

fn pipe(folder: &Folder, name: &str) {
    assert!(Command::new("mkfifo").arg(folder.path(name)).status().expect("mkfifo runs").success());
}

/// A file that has a length and nothing on the disk.
fn sparse(folder: &Folder, name: &str, length: u64) {
    File::create(folder.path(name)).and_then(|file| file.set_len(length)).expect("made");
}

/// Runs a command, which must end soon, and returns its exit code and what it says.
fn run(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = factlint(arguments);
    command.current_dir(folder.path(".")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let begun = Instant::now();
    while child.try_wait().expect("known").is_none() {
        if begun.elapsed() > Duration::from_secs(60) {
            child.kill().expect("killed");
            panic!("{arguments:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("it ends");
    (output.status.code(), stderr(&output))
}

#[test]
fn what_is_no_file_is_refused() {
    let folder = Folder::new(&[("a.txt", "The the ferry.\n")]);
    for name in ["p.txt", "p.docx", "p.jsonl", "p.txt.gz"] {
        pipe(&folder, name);
    }
    let _socket = UnixListener::bind(folder.path("s.txt")).expect("bound");
    std::os::unix::fs::symlink("/dev/zero", folder.path("z.txt")).expect("linked");
    std::os::unix::fs::symlink(folder.path("p.txt"), folder.path("l.txt")).expect("linked");
    for (name, reason) in [
        ("p.txt", "this is a pipe; give what comes through it on standard input, as `-`"),
        ("p.docx", "this is a pipe"),
        ("p.jsonl", "this is a pipe"),
        ("p.txt.gz", "this is a pipe"),
        ("l.txt", "this is a pipe"),
        ("s.txt", "this is no file, but a device or a socket; copy what it holds to a file"),
        ("z.txt", "this is no file, but a device"),
        ("/dev/zero", "this is no file, but a device"),
        ("/dev/stdin", "this is no file, but a device"),
    ] {
        for command in [
            &["check"][..],
            &["check", "--fix"],
            &["check", "--diff"],
            &["check", "--input-format", "jsonl"],
            &["facts"],
            &["text"],
            &["audit", "--out", "out"],
        ] {
            let (code, said) = run(&folder, &[command, &[name, "a.txt"]].concat());
            assert_eq!(code, Some(2), "{command:?} {name}: {said}");
            assert!(said.contains(&format!("{name}: {reason}")), "{command:?} {name}: {said}");
        }
    }
    // A search passes over what is no file.
    folder.write("a.txt", "The the ferry.\n");
    assert_eq!(run(&folder, &["check", "."]).0, Some(1));
}

#[test]
fn a_pipe_that_the_process_was_given_is_read() {
    let folder = Folder::new(&[]);
    let script = "\"$1\" check --format compact <(printf 'The the ferry.') && exit; \
                  printf 'The the ferry.' | \"$1\" check --format compact /dev/stdin";
    let binary = env!("CARGO_BIN_EXE_factlint");
    let output =
        Command::new("bash").args(["-c", script, "bash", binary]).current_dir(folder.path(".")).output();
    let Ok(output) = output else { return };
    assert_eq!(stdout(&output).matches("text.doubled-word").count(), 2, "{}", stderr(&output));
}

#[test]
fn what_is_too_large_is_told_before_it_is_read() {
    let folder = Folder::new(&[("a.txt", "The the ferry.\n")]);
    sparse(&folder, "large.txt", 3 << 40);
    sparse(&folder, "large.docx", 257 << 20);
    for name in ["large.txt", "large.docx"] {
        for command in [&["check"][..], &["check", "--fix"], &["facts"], &["audit", "--out", "out"]] {
            let (code, said) = run(&folder, &[command, &[name, "a.txt"]].concat());
            assert_eq!(code, Some(2), "{said}");
            let reason = format!(
                "{name}: it is larger than 256 MiB; divide it, or make its articles records (.jsonl), \
                 of which a file may have any number"
            );
            assert!(said.contains(&reason), "{said}");
        }
    }
}
