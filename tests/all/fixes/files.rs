//! `check --fix` and `check --diff` as a whole process: what becomes of files, and what is said.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::common::{factlint, snapshot, stderr, stdout};
use serde_json::Value;
use tempfile::TempDir;

const FERRY: &str = "\
Ferry sinks off Gozo

Source: Harbour Gazette

Wednesday, 13 March 2024

Of the the boats that were sent , only one could be used. It sank on Monday, 12 March 2024.

The pumps  had failed before, on 31 November 2023.
";

/// The same with its safe fixes made, and with all.
const SAFE: &str = "\
Ferry sinks off Gozo

Source: Harbour Gazette

Wednesday, 13 March 2024

Of the boats that were sent, only one could be used. It sank on Monday, 12 March 2024.

The pumps  had failed before, on 31 November 2023.
";
const ALL: &str = "\
Ferry sinks off Gozo

Source: Harbour Gazette

Wednesday, 13 March 2024

Of the boats that were sent, only one could be used. It sank on Tuesday, 12 March 2024.

The pumps had failed before, on 31 November 2023.
";

const SLIP: &str = "Of the the boats one sank.\n";
const MENDED: &str = "Of the boats one sank.\n";

/// A folder with files.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("read")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = factlint(&[&["check"], arguments].concat());
        command.current_dir(self.0.path());
        command
    }

    fn check(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the binary runs")
    }

    /// Checks with standard input.
    fn filter(&self, arguments: &[&str], input: &str) -> Output {
        self.write("input", input);
        let input = fs::File::open(self.path("input")).expect("opened");
        self.command(arguments).stdin(input).output().expect("the binary runs")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> = entries.map(|e| name(e).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it ends by itself")
}

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let folder = Folder::with(&[("ferry.txt", FERRY), ("mended.txt", MENDED)]);
    let safe = folder.check(&["--diff", "."]);
    assert_eq!(code(&safe), 1);
    assert_eq!(stderr(&safe), "2 findings would be fixed in 1 file; 2 more with --unsafe-fixes\n");
    let all = folder.check(&["--diff", "--unsafe-fixes", "ferry.txt", "mended.txt"]);
    assert_eq!(stderr(&all), "4 findings would be fixed in 1 file\n");
    snapshot("diff", &format!("{}\n{}", stdout(&safe), stdout(&all)));
    snapshot(
        "diff_in_colour",
        &stdout(&folder.check(&["--diff", "--unsafe-fixes", "--color", "always", "ferry.txt"]))
            .replace('\x1b', "ESC"),
    );
    assert_eq!(folder.read("ferry.txt"), FERRY);
    let nothing = folder.check(&["--diff", "mended.txt"]);
    assert_eq!((code(&nothing), stdout(&nothing).as_str()), (0, ""));
    assert_eq!(stderr(&nothing), "0 findings would be fixed\n");
}

#[test]
fn git_makes_of_the_file_what_the_diff_says() {
    for (before, after) in [
        (FERRY, ALL),
        (&FERRY.replace('\n', "\r\n"), &ALL.replace('\n', "\r\n")),
        (SLIP.trim_end(), MENDED.trim_end()),
    ] {
        let folder = Folder::with(&[("ferry.txt", before)]);
        let diff = folder.check(&["--diff", "--unsafe-fixes", "ferry.txt"]);
        folder.write("diff", &stdout(&diff));
        let mut git = Command::new("git");
        git.args(["apply", "-p0", "--whitespace=nowarn", "diff"]).current_dir(folder.0.path());
        assert!(git.status().expect("git runs").success());
        assert_eq!(folder.read("ferry.txt"), after);
    }
}

#[test]
fn fixes_are_made_and_what_remains_is_reported() {
    let folder = Folder::with(&[("ferry.txt", FERRY), ("slip.txt", SLIP)]);
    let safe = folder.check(&["--fix", "--format", "compact", "ferry.txt"]);
    assert_eq!(folder.read("ferry.txt"), SAFE);
    assert_eq!(
        stdout(&safe),
        "ferry.txt:7:65: error date.weekday Monday, 12 March 2024 was a Tuesday, not a Monday\n\
         ferry.txt:9:5: warning text.spacing spacing slip at \"pumps had\"\n\
         ferry.txt:9:34: error date.impossible there is no 31 November 2023\n"
    );
    assert_eq!((code(&safe), stderr(&safe).as_str()), (1, "2 more would be fixed with --unsafe-fixes\n"));
    let all = folder.check(&["--fix", "--unsafe-fixes", "ferry.txt", "slip.txt"]);
    assert_eq!((folder.read("ferry.txt"), folder.read("slip.txt")), (ALL.to_owned(), MENDED.to_owned()));
    let last = "1 error, 0 warnings in 2 articles, 2 files; 3 fixed\n";
    assert!(stdout(&all).ends_with(last), "{}", stdout(&all));
    assert_eq!((code(&all), stderr(&all).as_str()), (1, ""));
    // The code is that of what remains.
    folder.write("slip.txt", SLIP);
    let slip = folder.check(&["--fix", "slip.txt"]);
    assert_eq!(
        (code(&slip), stdout(&slip).as_str()),
        (0, "0 errors, 0 warnings in 1 article, 1 file; 1 fixed\n")
    );
    assert_eq!(folder.names(), ["ferry.txt", "slip.txt"]);
}

#[test]
fn a_second_run_changes_nothing() {
    let folder = Folder::with(&[("ferry.txt", FERRY)]);
    folder.check(&["--fix", "--unsafe-fixes", "."]);
    let changed = fs::metadata(folder.path("ferry.txt")).expect("there").modified().expect("known");
    let again = folder.check(&["--fix", "--unsafe-fixes", "."]);
    assert!(stdout(&again).ends_with("in 1 article, 1 file\n"), "{}", stdout(&again));
    assert_eq!(fs::metadata(folder.path("ferry.txt")).expect("there").modified().expect("known"), changed);
}

#[test]
fn other_flags_go_with_fixes() {
    let folder = Folder::with(&[("ferry.txt", FERRY)]);
    // Warnings are fixed though only errors are reported, in every report.
    let quiet = folder.check(&[
        "--fix",
        "--unsafe-fixes",
        "--quiet",
        "--format",
        "compact",
        "--output",
        "json=report.json",
        "ferry.txt",
    ]);
    assert_eq!(folder.read("ferry.txt"), ALL);
    assert_eq!(stdout(&quiet), "ferry.txt:9:33: error date.impossible there is no 31 November 2023\n");
    let report: Value = serde_json::from_str(&folder.read("report.json")).expect("JSON");
    assert_eq!((&report["summary"]["fixed"], &report["summary"]["errors"]), (&4.into(), &1.into()));
    // Beside a diff, reports to files tell what is there.
    folder.write("ferry.txt", FERRY);
    folder.check(&["--diff", "--output", "json=report.json", "ferry.txt"]);
    let report: Value = serde_json::from_str(&folder.read("report.json")).expect("JSON");
    assert_eq!((&report["summary"]["fixed"], &report["summary"]["errors"]), (&0.into(), &3.into()));
    for flags in [
        ["--fix", "--diff"],
        ["--diff", "--format=json"],
        ["--diff", "--write-baseline"],
        ["--unsafe-fixes", "--quiet"],
    ] {
        let refused = folder.check(&[&flags[..], &["--baseline", "known.toml", "ferry.txt"]].concat());
        assert_eq!(code(&refused), 2, "{flags:?}");
    }
    assert_eq!(folder.read("ferry.txt"), FERRY);
}

#[test]
fn what_the_baseline_has_is_not_fixed() {
    let folder = Folder::with(&[("old.txt", SLIP)]);
    let baseline = ["--baseline", "known.toml", "."];
    folder.check(&[&["--write-baseline"][..], &baseline].concat());
    folder.write("new.txt", SLIP);
    let fixed = folder.check(&[&["--fix"][..], &baseline].concat());
    assert_eq!((folder.read("old.txt").as_str(), folder.read("new.txt").as_str()), (SLIP, MENDED));
    assert_eq!(
        stdout(&fixed),
        "0 errors, 0 warnings in 2 articles, 2 files; 1 passed over; 1 suppressed; 1 fixed\n"
    );
    assert_eq!((code(&fixed), stderr(&fixed).as_str()), (0, ""));
    // A renamed file is the same one.
    fs::rename(folder.path("old.txt"), folder.path("newer.txt")).expect("renamed");
    folder.check(&[&["--fix"][..], &baseline].concat());
    assert_eq!(folder.read("newer.txt"), SLIP);
}

#[test]
fn the_baseline_is_made_of_what_remains() {
    let folder = Folder::with(&[("ferry.txt", FERRY)]);
    let written = folder.check(&["--fix", "--write-baseline", "--baseline", "known.toml", "."]);
    assert_eq!((code(&written), folder.read("ferry.txt").as_str()), (0, SAFE));
    assert_eq!(
        stderr(&written),
        "known.toml: 3 entries added, 0 dropped\n2 more would be fixed with --unsafe-fixes\n"
    );
    let known = folder.read("known.toml");
    assert!(known.contains("date.impossible") && !known.contains("text.doubled-word"), "{known}");
}

#[test]
fn standard_input_comes_out_fixed() {
    let folder = Folder::with(&[("slip.txt", SLIP)]);
    let fixed =
        folder.filter(&["--fix", "--format", "compact", "--stdin-path", "ferry.txt", "-", "slip.txt"], FERRY);
    assert_eq!(stdout(&fixed), SAFE);
    assert_eq!(
        stderr(&fixed),
        "ferry.txt:7:65: error date.weekday Monday, 12 March 2024 was a Tuesday, not a Monday\n\
         ferry.txt:9:5: warning text.spacing spacing slip at \"pumps had\"\n\
         ferry.txt:9:34: error date.impossible there is no 31 November 2023\n\
         2 more would be fixed with --unsafe-fixes\n"
    );
    assert_eq!((code(&fixed), folder.read("slip.txt").as_str()), (1, MENDED));
    // What needs no fix comes out as it went in.
    let same = folder.filter(&["--fix", "-"], "\u{feff}Six boats sank.\r\n");
    assert_eq!((code(&same), stdout(&same).as_str()), (0, "\u{feff}Six boats sank.\r\n"));
    let diff = folder.filter(&["--diff", "-"], SLIP);
    let expected = format!("--- <stdin>\n+++ <stdin>\n@@ -1 +1 @@\n-{SLIP}+{MENDED}");
    assert_eq!((code(&diff), stdout(&diff)), (1, expected));
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let dos = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let folder = Folder::with(&[("ferry.txt", &dos(FERRY))]);
    folder.check(&["--fix", "--unsafe-fixes", "."]);
    assert_eq!(folder.read("ferry.txt"), dos(ALL));
}

#[test]
fn a_paragraph_that_stands_twice_goes_with_the_empty_line_before_it() {
    let twice = "All sailors were rescued by boats of the coast guard.";
    let folder = Folder::with(&[(
        "a.txt",
        &format!("Ferry sinks\r\n\r\n{twice}\r\n\r\n{twice}\r\n\r\nOne is hurt.\r\n"),
    )]);
    folder.check(&["--fix", "--unsafe-fixes", "."]);
    assert_eq!(folder.read("a.txt"), format!("Ferry sinks\r\n\r\n{twice}\r\n\r\nOne is hurt.\r\n"));
}

/// A rule that replaces a word.
fn replaces(id: &str, word: &str, with: &str) -> String {
    format!(
        r#"
[[rule]]
id = "{id}"
severity = "warning"
summary = "s"
why = "w"
message = "m"
fix = {{ safe = true, replace = "word", with = "{with}" }}
pattern = [{{ word = "{word}", as = "word" }}]
forbid = {{ of = "word" }}
[[rule.fires]]
text = "The «{word}» sank."
fixed = "The {with} sank."
[[rule.silent]]
text = "The tug sank."
because = "it is a tug"
"#
    )
}

#[test]
fn rules_that_undo_each_other_are_named_and_the_file_stays() {
    let folder = Folder::with(&[("a.txt", "The boat sank.\n"), ("b.txt", SLIP)]);
    folder.write(
        "house.toml",
        &(replaces("house.boat", "boat", "ship") + &replaces("house.ship", "ship", "boat")),
    );
    let endless = folder.check(&["--fix", "--rules", "house.toml", "--format", "compact", "."]);
    assert_eq!(code(&endless), 2);
    assert_eq!(
        stderr(&endless),
        "error: a.txt: the fixes of house.boat, house.ship never come to an end; switch one of these rules off\n"
    );
    assert_eq!(stdout(&endless), "a.txt:1:5: warning house.boat m\n");
    assert_eq!((folder.read("a.txt").as_str(), folder.read("b.txt").as_str()), ("The boat sank.\n", MENDED));
    let input = folder.filter(&["--fix", "--rules", "house.toml", "-"], "The boat sank.\n");
    assert_eq!((code(&input), stdout(&input).as_str()), (2, "The boat sank.\n"));
}

#[test]
fn what_an_interrupted_run_leaves_is_no_article() {
    let folder = Folder::with(&[("slip.txt", SLIP), (".factlint-x7Qp2a.tmp", SLIP)]);
    let fixed = folder.check(&["--fix", "."]);
    assert_eq!(
        (code(&fixed), stdout(&fixed).as_str()),
        (0, "0 errors, 0 warnings in 1 article, 1 file; 1 fixed\n")
    );
    assert_eq!(folder.read(".factlint-x7Qp2a.tmp"), SLIP);
}

#[test]
fn an_input_that_cannot_be_read_keeps_no_other_from_being_fixed() {
    let folder = Folder::with(&[("a.txt", SLIP)]);
    let fixed = folder.check(&["--fix", "a.txt", "nope.txt"]);
    assert_eq!((code(&fixed), folder.read("a.txt").as_str()), (2, MENDED));
    assert_eq!(stderr(&fixed), "error: nope.txt: there is no such file or folder\n");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
    use std::os::unix::process::CommandExt as _;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("there").mode() & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("allowed");
    }

    #[test]
    fn permissions_stay() {
        let folder = Folder::with(&[("a.txt", SLIP), ("b.txt", SLIP)]);
        for (name, wanted) in [("a.txt", 0o640), ("b.txt", 0o755)] {
            set_mode(&folder.path(name), wanted);
            folder.check(&["--fix", name]);
            assert_eq!((folder.read(name).as_str(), mode(&folder.path(name))), (MENDED, wanted));
        }
    }

    #[test]
    fn a_link_stays_one_and_its_file_is_fixed() {
        let folder = Folder::with(&[]);
        fs::create_dir(folder.path("store")).expect("made");
        folder.write("store/a.txt", SLIP);
        symlink("store/a.txt", folder.path("link.txt")).expect("made");
        let fixed = folder.check(&["--fix", "link.txt", "store/a.txt"]);
        assert_eq!((code(&fixed), stderr(&fixed).as_str()), (0, ""));
        assert_eq!(folder.read("store/a.txt"), MENDED);
        assert_eq!(fs::read_link(folder.path("link.txt")).expect("a link"), Path::new("store/a.txt"));
        assert_eq!(folder.names(), ["link.txt", "store"]);
    }

    /// Runs as somebody whom permissions bind.
    fn bound(folder: &Folder, arguments: &[&str]) -> Output {
        let mut command = folder.command(arguments);
        if fs::metadata(folder.path(".")).expect("there").uid() == 0 {
            command.uid(65_534).gid(65_534);
        }
        command.output().expect("the binary runs")
    }

    #[test]
    fn what_may_not_be_changed_is_not() {
        let folder = Folder::with(&[]);
        for name in ["closed", "open"] {
            fs::create_dir(folder.path(name)).expect("made");
            folder.write(&format!("{name}/a.txt"), SLIP);
            set_mode(&folder.path(&format!("{name}/a.txt")), 0o666);
        }
        folder.write("open/read-only.txt", SLIP);
        set_mode(&folder.path("open/read-only.txt"), 0o444);
        set_mode(folder.0.path(), 0o755);
        set_mode(&folder.path("open"), 0o777);
        set_mode(&folder.path("closed"), 0o555);
        let run = bound(&folder, &["--fix", "--format", "compact", "closed", "open"]);
        set_mode(&folder.path("closed"), 0o755);
        assert_eq!(code(&run), 2);
        assert_eq!(
            stderr(&run),
            "error: closed/a.txt: not fixed: no file can be made beside it: permission denied\n\
             error: open/read-only.txt: not fixed: the file is read-only\n"
        );
        // They are reported as they are.
        assert_eq!(
            stdout(&run),
            "closed/a.txt:1:4: error text.doubled-word \"the\" stands twice\n\
             open/read-only.txt:1:4: error text.doubled-word \"the\" stands twice\n"
        );
        let read = |name| folder.read(name);
        assert_eq!(
            [read("closed/a.txt"), read("open/a.txt"), read("open/read-only.txt")],
            [SLIP, MENDED, SLIP]
        );
    }

    #[test]
    fn a_file_that_changes_while_it_is_checked_is_left_alone() {
        let folder = Folder::with(&[("a.txt", SLIP), ("c.txt", SLIP)]);
        let arguments = ["--fix", "--format", "compact", "--threads", "1", "--stdin-path", "b.txt"];
        let mut command = folder.command(&[&arguments[..], &["a.txt", "-", "c.txt"]].concat());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut run = command.spawn().expect("the binary runs");
        // More than a pipe holds is written only once it is read: then a.txt is read, and nothing is written yet.
        let mut pipe = run.stdin.take().expect("a pipe");
        std::io::Write::write_all(&mut pipe, &[b'\n'; 1 << 20]).expect("written");
        folder.write("a.txt", "Of the the boats two sank.\n");
        std::io::Write::write_all(&mut pipe, b"Six boats sank.\n").expect("written");
        drop(pipe);
        let output = run.wait_with_output().expect("it ends");
        assert_eq!(code(&output), 2);
        assert_eq!(
            stderr(&output),
            "a.txt:1:4: error text.doubled-word \"the\" stands twice\n\
             error: a.txt: not fixed: the file changed after it was read; run factlint again\n"
        );
        assert_eq!(folder.read("a.txt"), "Of the the boats two sank.\n");
        assert_eq!(folder.read("c.txt"), MENDED);
        assert_eq!(folder.names(), ["a.txt", "c.txt"]);
    }
}
