//! `factlint audit` that is killed or stopped, and goes on.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::common::folder::Folder;
use crate::common::{self, Random};
use rusqlite::Connection;
use serde_json::json;

const ARGUMENTS: [&str; 4] = ["audit", "a", "--out", "out"];
const FILES: [&str; 4] = ["findings.jsonl", "findings.csv", "summary.json", "report.html"];

/// Records and files. Of the records a MiB is read at a time, and what is being read when a run is
/// stopped is linted to its end: so they are long, most of them in a field that is not read.
fn archive(records: usize) -> Folder {
    let folder = Folder::new(&[]);
    let unread = "-".repeat(3_000);
    let record = |n: usize| {
        let text =
            format!("A crew of of {n} sailed to Gozo. Nine seven clerks sang. {}", "It rained. ".repeat(60));
        format!("{}\n", json!({"id": n, "title": format!("Quay {n}"), "text": text, "unread": unread}))
    };
    folder.write("a/records.jsonl", &(0..records).map(record).collect::<String>());
    (0..50).for_each(|n| folder.write(&format!("a/{n}.txt"), &format!("The the ferry {n} left.\n")));
    folder
}

fn read(folder: &Folder, out: &str) -> Vec<String> {
    FILES.iter().map(|name| folder.read(&format!("{out}/{name}"))).collect()
}

fn sound(folder: &Folder) {
    let store = Connection::open(folder.path("out/audit.db")).expect("a store");
    let said: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(said, "ok");
}

#[test]
fn killed_at_any_moment_it_goes_on_and_ends_alike() {
    let folder = archive(4000);
    let begun = Instant::now();
    let whole = folder.run(&["audit", "a", "--out", "whole"]);
    assert_eq!(whole.status.code(), Some(1));
    // A machine that is slow, or busy, may have written nothing in a second.
    let longest = (begun.elapsed() / 4).max(Duration::from_secs(1));
    let mut random = Random::new(7);
    let mut kept = 0;
    for _ in 0..12 {
        let mut command = common::factlint(&ARGUMENTS);
        let mut child = command
            .current_dir(folder.path("."))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(longest * (100 + random.below(900)) as u32 / 1000);
        child.kill().expect("killed");
        child.wait().expect("it ends");
        if folder.path("out/audit.db").exists() {
            sound(&folder);
            let store = Connection::open(folder.path("out/audit.db")).expect("a store");
            // It may have been killed before there are tables.
            let count = store.query_row("SELECT count(*) FROM sources", [], |row| row.get(0));
            let count: i64 = count.unwrap_or(0);
            assert!(count >= kept, "what was committed is kept: {count} of {kept}");
            kept = count;
        }
    }
    assert!(kept > 0, "some of it was written before the last kill");
    let last = folder.run(&ARGUMENTS);
    assert_eq!(last.status.code(), Some(1), "{}", common::stderr(&last));
    assert!(!common::stderr(&last).starts_with("4050 linted"), "{}", common::stderr(&last));
    assert_eq!(read(&folder, "out"), read(&folder, "whole"));
    sound(&folder);
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_it_soundly_and_says_how_to_go_on() {
    // So many that with two threads it takes seconds.
    let folder = archive(if cfg!(debug_assertions) { 10_000 } else { 20_000 });
    let child = common::factlint(&ARGUMENTS)
        .args(["--threads", "2"])
        .current_dir(folder.path("."))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it runs");
    let store = folder.path("out/audit.db");
    let begun = || {
        let store = Connection::open(&store).ok()?;
        store.query_row("SELECT count(*) FROM sources", [], |row| row.get::<_, i64>(0)).ok()
    };
    while !store.exists() || begun().is_none_or(|count| count == 0) {
        std::thread::sleep(Duration::from_millis(20));
    }
    let id = child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-s", "INT", &id]).status().expect("kill runs");
    assert!(sent.success());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(130));
    let said = common::stderr(&output);
    assert!(said.contains("stopped; run the same command again to go on from here"), "{said}");
    assert!(!folder.path("out/findings.jsonl").exists());
    sound(&folder);
    let status = folder.run(&["audit", "--status", "out"]);
    assert!(common::stdout(&status).starts_with("not complete: "));
    assert_eq!(folder.run(&ARGUMENTS).status.code(), Some(1));
    assert_eq!(folder.run(&["audit", "a", "--out", "whole"]).status.code(), Some(1));
    assert_eq!(read(&folder, "out"), read(&folder, "whole"));
}
