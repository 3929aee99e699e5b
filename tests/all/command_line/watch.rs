//! `check --watch` as a whole process: what it prints when files are saved, and how it ends.

use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use crate::common::folder::Folder;
use crate::common::{factlint, stderr};

/// More than any report takes.
const LONG: Duration = Duration::from_secs(60);

/// A watch at work. What it prints, on both streams, comes line by line.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let arguments = [&["check", "--watch", "--format", "compact"], arguments].concat();
        let mut command = factlint(&arguments);
        command.current_dir(folder.path(".")).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the binary runs");
        let (sender, lines) = channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().expect("a pipe")), Box::new(child.stderr.take().expect("a pipe"))];
        for stream in streams {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// What is told until it waits again: the findings without columns and rules, and errors.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        loop {
            let line = self.lines.recv_timeout(LONG).expect("it goes on");
            if line.ends_with("; waiting for changes (Ctrl-C ends)") {
                // The streams are read apart: what comes to the one may be a moment late.
                while let Ok(late) = self.lines.recv_timeout(Duration::from_millis(100)) {
                    told.push(late);
                }
                return told;
            }
            told.push(line);
        }
    }

    /// Nothing is told for a while.
    fn is_silent(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(400)) == Err(RecvTimeoutError::Timeout)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const CLEAN: &str = "A crew of six slept.\n";
const SLIP: &str = "The the crew of six slept.\n";

fn slip(file: &str) -> [String; 1] {
    [format!("{file}:1:1: error text.doubled-word \"The\" stands twice")]
}

const NOTHING: [&str; 0] = [];

#[test]
fn what_is_saved_is_checked_again() {
    let folder = Folder::new(&[("drafts/a.txt", CLEAN), ("drafts/b.txt", SLIP)]);
    let watch = Watch::start(&folder, &["drafts"]);
    assert_eq!(watch.told(), slip("drafts/b.txt"));
    // In place, and as editors do it: a file beside it that takes its name.
    folder.write("drafts/a.txt", SLIP);
    assert_eq!(watch.told(), slip("drafts/a.txt"));
    folder.write("drafts/.a.txt.swp", CLEAN);
    folder.rename("drafts/.a.txt.swp", "drafts/a.txt");
    assert_eq!(watch.told(), NOTHING);
    folder.write("drafts/.a.txt.swp", SLIP);
    folder.rename("drafts/.a.txt.swp", "drafts/a.txt");
    assert_eq!(watch.told(), slip("drafts/a.txt"));
    // New files, in new folders too, and in folders that have been away.
    folder.write("drafts/new.txt", SLIP);
    assert_eq!(watch.told(), slip("drafts/new.txt"));
    folder.write("drafts/deep/er/c.txt", SLIP);
    assert_eq!(watch.told(), slip("drafts/deep/er/c.txt"));
    folder.write("drafts/deep/er/c.txt", CLEAN);
    assert_eq!(watch.told(), NOTHING);
    folder.rename("drafts/deep/er", "elsewhere");
    folder.rename("elsewhere", "drafts/deep/er");
    assert_eq!(watch.told(), NOTHING);
    folder.write("drafts/deep/er/c.txt", SLIP);
    assert_eq!(watch.told(), slip("drafts/deep/er/c.txt"));
    // What is no article, and what is elsewhere.
    folder.write("drafts/notes.tex", SLIP);
    folder.write("other.txt", SLIP);
    assert!(watch.is_silent());
}

#[test]
fn a_change_of_the_configuration_checks_everything_again() {
    let folder = Folder::new(&[("drafts/a.txt", SLIP), ("drafts/b.txt", CLEAN)]);
    let watch = Watch::start(&folder, &["drafts/a.txt", "drafts/b.txt"]);
    assert_eq!(watch.told(), slip("drafts/a.txt"));
    // One comes to be, further up.
    folder.write("factlint.toml", "[rules]\ntext = \"off\"\n");
    assert_eq!(watch.told(), NOTHING);
    folder.write("factlint.toml", "[rules]\ntex = \"off\"\n");
    assert!(watch.told().concat().contains("did you mean `text`?"));
    // Another file of the folder is no reason to say it again.
    folder.write("other.txt", SLIP);
    assert!(watch.is_silent());
    folder.write("rules/house.toml", include_str!("../../data/house-rules.toml"));
    folder.write("factlint.toml", "extend = [\"rules/*.toml\"]\n");
    assert_eq!(watch.told(), slip("drafts/a.txt"));
    folder.write("drafts/b.txt", "Sales rose 5 percent.\n");
    assert_eq!(watch.told(), ["drafts/b.txt:1:12: warning house.per-cent write \"per cent\" in 5 percent"]);
    folder.edit("rules/house.toml", "severity = \"warning\"", "severity = \"error\"");
    assert!(watch.told().concat().contains("error house.per-cent"));
}

#[test]
fn what_the_configuration_excludes_is_no_reason_to_check() {
    let folder = Folder::new(&[
        ("factlint.toml", "exclude = [\"notes/\"]\n"),
        ("a.txt", CLEAN),
        ("notes/b.txt", SLIP),
    ]);
    let watch = Watch::start(&folder, &["."]);
    assert_eq!(watch.told(), NOTHING);
    folder.write("notes/b.txt", CLEAN);
    assert!(watch.is_silent());
    // A glob that is refused is told of once, until the configuration is saved again.
    folder.write("factlint.toml", "exclude = [\"[\"]\n");
    assert!(watch.told().concat().contains("not a glob: unclosed character class"));
    folder.write("notes/b.txt", SLIP);
    assert!(watch.is_silent());
    folder.write("factlint.toml", "include = []\n");
    assert_eq!(watch.told(), slip("notes/b.txt"));
}

#[test]
fn a_file_that_is_gone_for_a_moment_ends_nothing() {
    let folder = Folder::new(&[("a.txt", CLEAN)]);
    let watch = Watch::start(&folder, &["a.txt"]);
    assert_eq!(watch.told(), NOTHING);
    std::fs::remove_file(folder.path("a.txt")).expect("removed");
    assert!(watch.is_silent());
    folder.write("a.txt", SLIP);
    assert_eq!(watch.told(), slip("a.txt"));
    std::fs::write(folder.path("a.txt"), b"\x7fELF\0\x01").expect("written");
    assert_eq!(watch.told(), ["error: a.txt: byte 4 is a NUL: this is a binary file"]);
    folder.write("a.txt", SLIP);
    assert_eq!(watch.told(), slip("a.txt"));
}

#[test]
fn the_baseline_hides_what_it_knows_of_files_that_are_not_checked_again() {
    let folder = Folder::new(&[("drafts/a.txt", CLEAN), ("drafts/b.txt", SLIP)]);
    folder.run(&["check", "--write-baseline", "--baseline", "known.toml", "drafts"]);
    let watch = Watch::start(&folder, &["--baseline", "known.toml", "drafts"]);
    assert_eq!(watch.told(), NOTHING);
    folder.rename("drafts/b.txt", "drafts/c.txt");
    assert_eq!(watch.told(), NOTHING);
    folder.write("drafts/a.txt", "A crew of of six slept.\n");
    assert_eq!(watch.told(), ["drafts/a.txt:1:8: error text.doubled-word \"of\" stands twice"]);
}

#[test]
fn rules_are_compiled_once() {
    let folder = Folder::new(&[("a.txt", CLEAN)]);
    let watch = Watch::start(&folder, &["a.txt"]);
    let took = || loop {
        let line = watch.lines.recv_timeout(LONG).expect("it goes on");
        if let Some((_, took)) = line.split_once(" checked in ") {
            return took.split(' ').next().and_then(|ms| ms.parse::<u32>().ok()).expect("a number");
        }
    };
    let first = took();
    // Another process may be in the way of one run, but hardly of all.
    let later = (0..5).map(|_| {
        folder.write("a.txt", SLIP);
        took()
    });
    let fastest = later.min().expect("five");
    assert!(fastest < first.div_ceil(2), "{fastest} of {first} ms");
}

#[test]
fn changed_lines_alone_can_be_watched() {
    let folder = Folder::new(&[("a.txt", SLIP)]);
    folder.init();
    folder.commit();
    let watch = Watch::start(&folder, &["--since", "HEAD", "a.txt"]);
    assert_eq!(watch.told(), NOTHING);
    folder.write("a.txt", &format!("{SLIP}\nOf the the crew none spoke.\n"));
    assert_eq!(watch.told(), ["a.txt:3:4: error text.doubled-word \"the\" stands twice"]);
}

#[cfg(unix)]
#[test]
fn interrupting_it_is_no_error() {
    let folder = Folder::new(&[("a.txt", SLIP)]);
    let mut watch = Watch::start(&folder, &["a.txt"]);
    watch.told();
    let id = watch.child.id().to_string();
    let sent = std::process::Command::new("kill").args(["-INT", &id]).status().expect("kill runs");
    assert!(sent.success());
    let began = Instant::now();
    let status = loop {
        match watch.child.try_wait().expect("a child") {
            Some(status) => break status,
            None => assert!(began.elapsed() < LONG, "it ends"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(status.code(), Some(0));
}

#[test]
fn what_cannot_be_watched_is_refused() {
    let folder = Folder::new(&[("a.txt", CLEAN)]);
    for (arguments, reason) in [
        (&["-"][..], "standard input cannot be watched; name a file or a folder"),
        (&["absent.txt"], "absent.txt: there is no such file or folder"),
        (&["a.txt", "--rules", "absent.toml"], "absent.toml: "),
        (&["a.txt", "--output", "json=out.json"], "cannot be used with"),
        (&["a.txt", "--baseline", "known.toml", "--write-baseline"], "cannot be used with"),
    ] {
        let output = folder.run(&[&["check", "--watch"], arguments].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(reason), "{}", stderr(&output));
    }
}
