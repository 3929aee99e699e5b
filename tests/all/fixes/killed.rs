//! A run that is killed: each file is the old one or the new one, whole.

use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::common::{Random, factlint, stderr, stdout};
use tempfile::TempDir;

const FILES: usize = 16;
/// How many runs must be stopped between the first file and the last.
const STOPPED: usize = 8;
/// How many runs may be tried for that. Few are needed, but a machine can be slow by turns.
const TRIED: usize = 400;

/// A file with a slip in each paragraph, and the same without: long enough that writing it takes a
/// while.
fn article(number: usize, slip: bool) -> String {
    let the = if slip { "the the" } else { "the" };
    let paragraph = |n: usize| format!("Of {the} boats of harbour {number} the one called {n} sank.\n\n");
    (0..60).map(paragraph).collect()
}

fn name(number: usize) -> String {
    format!("{number:02}.txt")
}

fn start(folder: &Path) -> Child {
    let mut command = factlint(&["check", "--fix", "--format", "compact", "."]);
    command.current_dir(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("the binary runs")
}

/// How many files are fixed. Each must be as it was, or as it should be.
fn fixed(folder: &Path) -> usize {
    let is_new = |number: &usize| {
        let text = fs::read_to_string(folder.join(name(*number))).expect("it is there");
        let new = text == article(*number, false);
        assert!(new || text == article(*number, true), "file {number} is neither the old nor the new one");
        new
    };
    (0..FILES).filter(is_new).count()
}

/// What else is in the folder.
fn left_over(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| !name.ends_with(".txt")).collect()
}

/// Files to fix.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    (0..FILES).for_each(|n| fs::write(folder.path().join(name(n)), article(n, true)).expect("written"));
    folder
}

/// Waits until a run begins to write, or ends, and for some time more; then kills it. Returns how
/// long it had been writing.
fn stop(mut run: Child, folder: &Path, after: Duration) -> Duration {
    while left_over(folder).is_empty() && run.try_wait().expect("known").is_none() {
        std::thread::yield_now();
    }
    let writing = Instant::now();
    while writing.elapsed() < after && run.try_wait().expect("known").is_none() {
        std::thread::yield_now();
    }
    // It may have ended by itself.
    let _ = run.kill();
    run.wait().expect("it ends");
    writing.elapsed()
}

#[test]
fn each_file_is_the_old_one_or_the_new_one() {
    let whole = folder();
    let time = stop(start(whole.path()), whole.path(), Duration::MAX);
    assert_eq!(fixed(whole.path()), FILES);
    let mut random = Random::new(3);
    let (mut stopped, mut last) = (0, whole);
    for _ in 0..TRIED {
        let folder = folder();
        stop(start(folder.path()), folder.path(), time * random.below(1_000) as u32 / 1_000);
        stopped += usize::from((1..FILES).contains(&fixed(folder.path())));
        let names = left_over(folder.path());
        let is_temporary = |name: &String| name.starts_with(".factlint-") && name.ends_with(".tmp");
        assert!(names.len() <= 1 && names.iter().all(is_temporary), "{names:?}");
        last = folder;
        if stopped >= STOPPED && !names.is_empty() {
            break;
        }
    }
    assert!(stopped >= STOPPED, "only {stopped} runs were stopped while they wrote");
    // The next run does what is left to do, whatever this one left behind.
    let run = factlint(&["check", "--fix", "."]).current_dir(last.path()).output().expect("the binary runs");
    assert_eq!((run.status.code(), stderr(&run).as_str()), (Some(0), ""));
    assert!(stdout(&run).contains(&format!("in {FILES} articles, {FILES} files")), "{}", stdout(&run));
    assert_eq!(fixed(last.path()), FILES);
}
