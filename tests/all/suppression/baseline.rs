//! The baseline as a whole process: what is written, what is hidden, and what is said of it.

use std::ops::Deref;
use std::path::Path;
use std::process::Output;

use crate::common::{self, factlint, findings, run, snapshot, stderr, stdout};

const FERRY: &str = "\
Ten sailors rescued off Gozo

Source: Harbour Gazette

Tuesday, 12 March 2024

Eight sailors were rescued off Gozo on Monday.

Of the the three tugs only one could be used. The RNMA said nothing.

The pumps had failed before, on 31 November 2023.
";

const FAIR: &str = "The fair opened on Monday, 12 March 2024, in the rain.\n";

/// A folder with articles.
struct Folder(common::folder::Folder);

impl Deref for Folder {
    type Target = common::folder::Folder;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl Folder {
    /// The two articles above.
    fn new() -> Self {
        Self(common::folder::Folder::new(&[("articles/ferry.txt", FERRY), ("articles/fair.txt", FAIR)]))
    }

    /// The two articles above, with their findings in a baseline.
    fn with_baseline() -> Self {
        let folder = Self::new();
        let written = folder.check(&["articles", "--write-baseline"]);
        assert_eq!(written.status.code(), Some(0), "{}", stderr(&written));
        assert_eq!(stderr(&written), "known.toml: 5 entries added, 0 dropped\n");
        folder
    }

    /// `factlint check` in the folder with the baseline `known.toml`.
    fn check(&self, arguments: &[&str]) -> Output {
        self.run(&[&["check", "--format", "jsonl", "--baseline", "known.toml"], arguments].concat())
    }

    /// The rules of what is reported in the articles.
    fn reported(&self) -> Vec<String> {
        rules(&self.check(&["--fail-on", "never", "articles"]))
    }
}

fn rules(output: &Output) -> Vec<String> {
    findings(output).iter().map(|f| f["rule"].as_str().expect("a rule").to_owned()).collect()
}

#[test]
fn what_is_known_is_hidden_and_counted_and_what_is_new_is_reported() {
    let folder = Folder::with_baseline();
    snapshot("baseline", &folder.read("known.toml"));
    let checked = folder.run(&["check", "--baseline", "known.toml", "articles"]);
    assert_eq!((checked.status.code(), stderr(&checked).as_str()), (Some(0), ""));
    assert_eq!(stdout(&checked), "0 errors, 0 warnings in 2 articles, 2 files; 5 suppressed\n");
    folder.edit("articles/fair.txt", "in the rain", "in the the rain");
    let checked = folder.check(&["articles"]);
    assert_eq!((checked.status.code(), rules(&checked)), (Some(1), vec!["text.doubled-word".to_owned()]));
}

#[test]
fn a_finding_on_changed_facts_is_new() {
    let folder = Folder::with_baseline();
    folder.edit("articles/ferry.txt", "Eight sailors", "Seven sailors");
    folder.edit("articles/ferry.txt", "31 November", "31 April");
    folder.edit("articles/fair.txt", "Monday", "Sunday");
    assert_eq!(folder.reported(), ["date.weekday", "count.headline", "date.impossible"]);
}

#[test]
fn of_two_alike_one_may_go_and_none_may_come() {
    let folder = Folder::new();
    let slip = "Crews saw the the boat.";
    folder.write("articles/fair.txt", &format!("{slip}\n\n{slip}\n"));
    folder.check(&["articles", "--write-baseline"]);
    for (text, reported) in [
        (slip.to_owned(), 0),
        (format!("{slip}\n\nAll was well.\n\n{slip}\n"), 0),
        (format!("{slip}\n\n{slip}\n\n{slip}\n"), 1),
        (format!("{slip}\n\nPilots left the the quay.\n"), 1),
    ] {
        folder.write("articles/fair.txt", &text);
        assert_eq!(folder.reported().len(), reported, "{text}");
    }
}

#[test]
fn an_entry_of_a_file_that_is_there_hides_nothing_in_another() {
    let folder = Folder::with_baseline();
    folder.write("articles/fair.txt", "All was well.\n");
    folder.write("articles/later.txt", FAIR);
    assert_eq!(folder.reported(), ["date.weekday"]);
    // Not even if the run does not look at that file.
    assert_eq!(rules(&folder.check(&["articles/later.txt"])), ["date.weekday"]);
}

#[test]
fn which_paragraph_comes_first_makes_no_new_finding() {
    let folder = Folder::new();
    let paragraphs = [
        "The ferry lay at anchor.",
        "Four of the sailors were cold. The RNMA said nothing.",
        "Five of the sailors slept. The master of the RNMA said less.",
        "Captain Karl Vassallo steered the ferry.",
        "Later Karl Vassalo left it.",
    ];
    let article = |order: [usize; 5]| {
        let body: Vec<&str> = order.into_iter().map(|at| paragraphs[at]).collect();
        format!("Twelve sailors rescued off Gozo\n\nSource: Gazette\n\n{}\n", body.join("\n\n"))
    };
    folder.write("articles/ferry.txt", &article([0, 1, 2, 3, 4]));
    let found = folder.run(&["check", "--format", "jsonl", "articles/ferry.txt"]);
    assert_eq!(rules(&found), ["count.headline-unsupported", "acronym.undefined", "name.drift"]);
    folder.check(&["articles", "--write-baseline"]);
    for order in [[0, 2, 1, 3, 4], [0, 1, 2, 4, 3], [0, 4, 3, 2, 1]] {
        folder.write("articles/ferry.txt", &article(order));
        assert!(folder.reported().is_empty(), "{order:?}: {:?}", folder.reported());
    }
}

#[test]
fn what_a_rule_tells_once_is_told_of_the_first_that_is_not_known() {
    let folder = Folder::new();
    folder.write("articles/ferry.txt", "The pumps  did nothing. The hoses  did less.\n");
    folder.check(&["articles", "--write-baseline"]);
    folder.write("articles/ferry.txt", "The hoses  did less. The tide  rose. The pumps  did nothing.\n");
    let checked = folder.check(&["articles"]);
    assert_eq!(findings(&checked).len(), 1);
    assert_eq!(findings(&checked)[0]["message"], "spacing slip at \"tide rose\"");
}

#[test]
fn a_renamed_file_keeps_its_entries() {
    let folder = Folder::with_baseline();
    folder.rename("articles/ferry.txt", "articles/2024/boat.txt");
    let checked = folder.check(&["articles"]);
    assert_eq!((checked.status.code(), stderr(&checked).as_str()), (Some(0), ""));
    let pruned = folder.check(&["articles", "--prune-baseline"]);
    assert_eq!(stderr(&pruned), "known.toml: 0 entries dropped\n");
    assert_eq!(folder.read("known.toml").matches("articles/2024/boat.txt").count(), 4);
    assert!(!folder.read("known.toml").contains("ferry.txt"));
}

#[test]
fn names_are_as_seen_from_the_baseline() {
    let folder = Folder::with_baseline();
    let known = folder.path("known.toml");
    let known = known.to_str().expect("UTF-8");
    let articles = folder.path("articles");
    // From elsewhere, from below, and through standard input.
    assert_eq!(
        run(&["check", "--baseline", known, articles.to_str().expect("UTF-8")]).status.code(),
        Some(0)
    );
    let mut below = factlint(&["check", "--baseline", "../known.toml", "ferry.txt", "../articles/fair.txt"]);
    assert_eq!(below.current_dir(&articles).output().expect("the binary runs").status.code(), Some(0));
    let path = articles.join("ferry.txt");
    let arguments = ["check", "--baseline", known, "--stdin-path", path.to_str().expect("UTF-8"), "-"];
    let checked = common::run_with_input(&arguments, FERRY.as_bytes());
    assert_eq!(checked.status.code(), Some(0), "{}", stdout(&checked));
}

#[test]
fn entries_that_match_nothing_are_told_and_dropped_on_request() {
    let folder = Folder::with_baseline();
    folder.edit("articles/fair.txt", "Monday", "Tuesday");
    folder.edit("articles/ferry.txt", "the the", "the");
    folder.edit("known.toml", "words = \"the the\" }", "words = \"the the\", reason = \"as printed\" }");
    let before = folder.read("known.toml");
    let checked = folder.check(&["articles"]);
    assert_eq!(checked.status.code(), Some(0));
    snapshot("baseline-unused", &stderr(&checked));
    // A run on one file says nothing of others, and drops nothing of theirs.
    assert_eq!(stderr(&folder.check(&["articles/fair.txt"])).lines().count(), 2);
    assert_eq!(folder.read("known.toml"), before);
    let pruned = folder.check(&["articles/fair.txt", "--prune-baseline"]);
    assert_eq!(stderr(&pruned), "known.toml: 1 entry dropped\n");
    assert_eq!(stderr(&folder.check(&["articles", "--prune-baseline"])), "known.toml: 1 entry dropped\n");
    assert_eq!(folder.read("known.toml").matches("fingerprint").count(), 3);
    assert_eq!(stderr(&folder.check(&["articles"])), "");
    // Of a folder that is searched, entries of files that are gone match nothing.
    std::fs::remove_file(folder.path("articles/ferry.txt")).expect("removed");
    assert!(stderr(&folder.check(&["articles"])).starts_with("warning: known.toml: 3 entries match nothing"));
    assert_eq!(stderr(&folder.check(&["articles/fair.txt"])), "");
}

#[test]
fn pruning_does_not_hide_what_is_new() {
    let folder = Folder::with_baseline();
    folder.edit("articles/fair.txt", "in the rain", "in the the rain");
    let pruned = folder.check(&["articles", "--prune-baseline"]);
    assert_eq!((pruned.status.code(), rules(&pruned)), (Some(1), vec!["text.doubled-word".to_owned()]));
    assert_eq!(folder.reported(), ["text.doubled-word"]);
}

#[test]
fn writing_again_keeps_reasons_and_the_entries_of_other_files() {
    let folder = Folder::with_baseline();
    folder.edit("known.toml", "words = \"the the\" }", "words = \"the the\", reason = \"as\\tprinted\" }");
    folder.edit("articles/fair.txt", "Monday", "Sunday");
    let written = folder.check(&["articles/fair.txt", "--write-baseline"]);
    assert_eq!(stderr(&written), "known.toml: 1 entry added, 1 dropped\n");
    assert!(folder.read("known.toml").contains("words = \"the the\", reason = \"as printed\" },\n"));
    assert!(folder.reported().is_empty());
    let before = folder.read("known.toml");
    let written = folder.check(&["articles", "--write-baseline", "--threads", "1"]);
    assert_eq!(stderr(&written), "known.toml: 0 entries added, 0 dropped\n");
    assert_eq!(folder.read("known.toml"), before);
}

#[test]
fn what_the_configuration_turns_off_is_not_recorded() {
    let folder = Folder::new();
    folder.write("factlint.toml", "[rules]\ndate = \"off\"\n");
    folder.check(&["articles", "--write-baseline"]);
    assert!(!folder.read("known.toml").contains("date."));
    std::fs::remove_file(folder.path("factlint.toml")).expect("removed");
    assert_eq!(folder.reported(), ["date.weekday", "date.impossible"]);
}

#[test]
fn an_input_that_cannot_be_read_keeps_its_entries() {
    let folder = Folder::with_baseline();
    let before = folder.read("known.toml");
    std::fs::write(folder.path("articles/fair.txt"), b"\x7fELF\0\x01").expect("written");
    let checked = folder.check(&["articles", "--write-baseline"]);
    assert_eq!(checked.status.code(), Some(2));
    assert_eq!(folder.read("known.toml"), before);
}

#[test]
fn flags_that_cannot_be_used_are_refused() {
    let folder = Folder::new();
    for flags in [&["--write-baseline"][..], &["--prune-baseline"]] {
        let refused = folder.run(&[&["check", "articles"], flags].concat());
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains("--baseline <FILE>"), "{}", stderr(&refused));
    }
    let both = folder.check(&["articles", "--write-baseline", "--prune-baseline"]);
    assert_eq!(both.status.code(), Some(2));
    for flags in [&[][..], &["--prune-baseline"]] {
        let missing = folder.check(&[&["articles"], flags].concat());
        assert_eq!((missing.status.code(), stdout(&missing).as_str()), (Some(2), ""));
        assert_eq!(
            stderr(&missing),
            "error: known.toml: there is no such file; write it with --write-baseline --baseline known.toml\n"
        );
    }
    let nowhere = folder.run(&["check", "articles", "--baseline", "absent/known.toml", "--write-baseline"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(stderr(&nowhere).contains("absent/known.toml: "), "{}", stderr(&nowhere));
}

#[test]
fn a_baseline_that_is_none_is_refused_at_its_place() {
    let folder = Folder::with_baseline();
    let whole = folder.read("known.toml");
    let mut shown = String::new();
    for (from, to) in [
        ("version = 1", "version = 2"),
        ("version = 1\n", ""),
        ("path =", "file ="),
        ("fingerprint = \"", "fingerprint = \"x"),
        ("  { fingerprint", "<<<<<<< ours\n  { fingerprint"),
    ] {
        folder.write("known.toml", &whole.replacen(from, to, 1));
        let refused = folder.check(&["articles", "--write-baseline"]);
        assert_eq!(refused.status.code(), Some(2));
        assert_eq!(folder.read("known.toml"), whole.replacen(from, to, 1), "it is not written over");
        shown.push_str(&stderr(&refused));
    }
    snapshot("baseline-refused", &shown);
}

#[cfg(unix)]
#[test]
fn the_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::with_baseline();
    let mode = |name: &str| folder.path(name).metadata().expect("there").permissions().mode() & 0o777;
    folder.write("plain.txt", "");
    assert_eq!(mode("known.toml"), mode("plain.txt"));
    folder.rename("known.toml", "real/known.toml");
    std::os::unix::fs::symlink("real/known.toml", folder.path("known.toml")).expect("linked");
    std::fs::set_permissions(folder.path("real/known.toml"), std::fs::Permissions::from_mode(0o640))
        .expect("set");
    folder.edit("articles/fair.txt", "Monday", "Sunday");
    folder.check(&["articles", "--write-baseline"]);
    assert!(folder.path("known.toml").is_symlink());
    assert_eq!(mode("real/known.toml"), 0o640);
    assert!(folder.reported().is_empty());
    let left: Vec<_> = std::fs::read_dir(folder.path("real")).expect("a folder").collect();
    assert_eq!(left.len(), 1);
}

/// An article for each of these numbers, each with a slip of its own.
fn write_articles(folder: &Folder, numbers: std::ops::Range<usize>) {
    for n in numbers {
        folder.write(&format!("articles/{n}.txt"), &format!("Crews saw the the {n} boats leave.\n"));
    }
}

/// Two branches that each add an article and its entry, merged; whether git could, and what is
/// reported then.
fn merged(folder: &Folder, articles: usize) -> (bool, Vec<String>) {
    write_articles(folder, 0..articles);
    folder.check(&["articles", "--write-baseline"]);
    folder.init();
    folder.commit();
    for (branch, n) in [("left", 1000), ("right", 1001)] {
        assert!(folder.git(&["checkout", "--quiet", "-b", branch, "main"]));
        write_articles(folder, n..n + 1);
        folder.check(&["articles", "--write-baseline"]);
        folder.commit();
    }
    let is_merged = folder.git(&["merge", "--quiet", "--no-edit", "left"]);
    (is_merged, if is_merged { folder.reported() } else { Vec::new() })
}

#[test]
fn git_merges_what_two_branches_add() {
    let folder = Folder::new();
    assert_eq!(merged(&folder, 40), (true, Vec::new()));
}

#[test]
fn git_merges_lines_at_one_place_where_it_may_keep_both() {
    let alone = Folder(common::folder::Folder::new(&[]));
    assert!(!merged(&alone, 0).0, "with nothing between them git needs to be told");
    let refused = alone.check(&["articles"]);
    assert!(stderr(&refused).contains("git has left both sides of a conflict"), "{}", stderr(&refused));
    let told = Folder(common::folder::Folder::new(&[]));
    told.write(".gitattributes", "known.toml merge=union\n");
    assert_eq!(merged(&told, 0), (true, Vec::new()));
    assert!(Path::exists(&told.path("articles/1000.txt")) && Path::exists(&told.path("articles/1001.txt")));
}
