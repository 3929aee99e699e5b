//! A run that is killed at any moment loses nothing: each file is the old one or the new one, whole, and the next
//! run does what is left to do.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::common::folder::Folder;
use crate::common::{Random, factlint, stderr};

/// How many runs are killed, over all commands.
const KILLS: usize = 100;
const FILES: usize = 24;

/// A file that a run writes.
struct Written {
    name: String,
    /// What it may hold: nothing, if it need not be there.
    states: Vec<Option<String>>,
}

/// A command, and what it writes.
struct Case {
    arguments: &'static [&'static str],
    /// The names of files that it writes, apart from the articles.
    reports: &'static [&'static str],
}

const CASES: [Case; 4] = [
    Case { arguments: &["check", "a", "--fix", "--format", "compact"], reports: &[] },
    Case {
        arguments: &["check", "a", "--baseline", "base.toml", "--write-baseline"],
        reports: &["base.toml"],
    },
    Case {
        arguments: &[
            "check",
            "a",
            "--output",
            "json=r.json",
            "--output",
            "html=r.html",
            "--output",
            "junit=r.xml",
        ],
        reports: &["r.json", "r.html", "r.xml"],
    },
    Case {
        arguments: &["audit", "a", "--out", "out"],
        reports: &["out/findings.jsonl", "out/findings.csv", "out/summary.json", "out/report.html"],
    },
];

fn articles() -> Folder {
    let folder = Folder::new(&[("base.toml", "version = 1\nfindings = [\n]\n")]);
    for n in 0..FILES {
        let paragraph = |at: usize| format!("Of the the boats of harbour {n} the one called {at} sank.\n\n");
        folder.write(&format!("a/{n:02}.txt"), &(0..40).map(paragraph).collect::<String>());
    }
    folder
}

/// What files are before a run and after it.
fn states(case: &Case) -> (Vec<Written>, Duration) {
    let folder = articles();
    let articles = (0..FILES).map(|n| format!("a/{n:02}.txt"));
    let names: Vec<String> = articles.chain(case.reports.iter().map(|name| (*name).to_owned())).collect();
    let read = |name: &String| fs::read_to_string(folder.path(name)).ok();
    let before: Vec<Option<String>> = names.iter().map(read).collect();
    let begun = Instant::now();
    folder.run(case.arguments);
    let time = begun.elapsed();
    let after = names.iter().map(read);
    let written = names.iter().cloned().zip(before).zip(after);
    (written.map(|((name, old), new)| Written { name, states: vec![old, new] }).collect(), time)
}

/// Whether each file is one of its states.
#[track_caller]
fn assert_whole(folder: &Folder, written: &[Written], last: bool) {
    for Written { name, states } in written {
        let text = fs::read_to_string(folder.path(name)).ok();
        let allowed = if last { &states[1..] } else { &states[..] };
        assert!(allowed.contains(&text), "{name} is neither the old file nor the new one");
    }
}

#[test]
fn nothing_is_lost_and_nothing_is_half_written() {
    let mut random = Random::new(5);
    for case in &CASES {
        let (written, time) = states(case);
        for _ in 0..KILLS / CASES.len() {
            let folder = articles();
            let mut command = factlint(case.arguments);
            command.current_dir(folder.path(".")).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("it runs");
            std::thread::sleep(time.mul_f64(random.below(1_100) as f64 / 1_000.0));
            // It may have ended by itself.
            let _ = child.kill();
            child.wait().expect("it ends");
            assert_whole(&folder, &written, false);
            let again = folder.run(case.arguments);
            assert!(!stderr(&again).contains("error"), "{:?}: {}", case.arguments, stderr(&again));
            assert_whole(&folder, &written, true);
        }
    }
}
