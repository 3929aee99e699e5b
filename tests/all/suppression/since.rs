//! `check --since` as a whole process, in repositories of its own.

use std::process::{Command, Output};

use crate::common::folder::Folder;
use crate::common::{factlint, findings, stderr, stdout};

/// A headline, and paragraphs with slips.
const FERRY: &str = "\
Nine sailors rescued off Gozo

Source: Harbour Gazette

Tuesday, 12 March 2024

Nine sailors were rescued off Gozo on Monday.

Of the the three tugs only one could be used.

The pumps had failed before, on 31 November 2023.
";

/// A repository whose first commit has one article.
fn repository() -> Folder {
    let folder = Folder::new(&[("articles/ferry.txt", FERRY)]);
    folder.init();
    folder.commit();
    folder
}

/// The paths and rules of what is reported.
fn told(output: &Output) -> Vec<String> {
    assert_eq!(stderr(output), "");
    let text = |value: &serde_json::Value| value.as_str().expect("text").to_owned();
    findings(output).iter().map(|f| format!("{} {}", text(&f["path"]), text(&f["rule"]))).collect()
}

fn check(folder: &Folder, revision: &str, paths: &[&str]) -> Vec<String> {
    told(&folder.run(&[&["check", "--format", "jsonl", "--since", revision], paths].concat()))
}

/// What is refused, and why.
fn refused(folder: &Folder, arguments: &[&str]) -> String {
    let output = folder.run(&[&["check", "--since"], arguments].concat());
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""));
    stderr(&output)
}

#[test]
fn what_is_on_lines_that_did_not_change_is_not_told() {
    let folder = repository();
    let all = folder.run(&["check", "--format", "jsonl", "articles"]);
    assert_eq!(told(&all), ["articles/ferry.txt text.doubled-word", "articles/ferry.txt date.impossible"]);
    assert!(check(&folder, "HEAD", &["articles"]).is_empty());
    folder.edit("articles/ferry.txt", "The pumps had failed", "Its pumps had failed");
    assert_eq!(check(&folder, "HEAD", &["articles"]), ["articles/ferry.txt date.impossible"]);
    // What is not told does not count.
    folder.edit("articles/ferry.txt", "31 November", "30 November");
    let clean = folder.run(&["check", "--since", "HEAD", "articles"]);
    assert_eq!(clean.status.code(), Some(0));
    assert_eq!(stdout(&clean), "0 errors, 0 warnings in 1 article, 1 file\n");
}

#[test]
fn changes_count_whether_committed_staged_saved_or_untracked() {
    let folder = repository();
    let article = |n: usize| format!("Article {n}\n\nSource: Gazette\n\nA crew of six.\n\nAll is well.\n");
    for name in ["committed", "staged", "saved", "same"] {
        folder.write(&format!("articles/{name}.txt"), &article(1));
    }
    folder.commit();
    let slip = |name: &str| folder.edit(&format!("articles/{name}.txt"), "A crew", "The the crew");
    slip("committed");
    folder.commit();
    slip("staged");
    assert!(folder.git(&["add", "articles"]));
    slip("saved");
    folder.write("articles/untracked.txt", &article(2).replace("A crew", "The the crew"));
    folder.write("ignored.md", &article(3).replace("A crew", "The the crew"));
    folder.write(".gitignore", "*.md\n");
    let names = |revision: &str| -> Vec<String> {
        let told = check(&folder, revision, &["articles", "ignored.md"]);
        told.iter().map(|line| line.replace(" text.doubled-word", "").replace("articles/", "")).collect()
    };
    assert_eq!(names("HEAD~1"), ["committed.txt", "saved.txt", "staged.txt", "untracked.txt", "ignored.md"]);
    assert_eq!(names("HEAD"), ["saved.txt", "staged.txt", "untracked.txt", "ignored.md"]);
    // A file that did not change is not even read.
    let output = folder.run(&["check", "--format", "json", "--since", "HEAD", "articles"]);
    assert!(stdout(&output).contains("\"files\":3,"), "{}", stdout(&output));
}

#[test]
fn a_contradiction_is_told_when_either_side_changed() {
    let folder = repository();
    for (from, to) in
        [("Nine sailors rescued", "Twelve sailors rescued"), ("Nine sailors were", "Seven sailors were")]
    {
        folder.write("articles/ferry.txt", FERRY);
        folder.edit("articles/ferry.txt", from, to);
        assert_eq!(check(&folder, "HEAD", &["articles"]), ["articles/ferry.txt count.headline"], "{from}");
    }
    folder.edit("articles/ferry.txt", "Tuesday, 12", "12");
    folder.commit();
    // The contradiction is there, and neither side has changed since.
    folder.edit("articles/ferry.txt", "The pumps had failed", "Its pumps had failed");
    assert_eq!(check(&folder, "HEAD", &["articles"]), ["articles/ferry.txt date.impossible"]);
}

#[test]
fn where_lines_went_the_text_on_both_sides_has_changed() {
    let article =
        "The the ferry sailed.\n\n\nIt was late.\n\nThe the crew slept.\n\nOf the the rest I know little.\n";
    let folder = Folder::new(&[("a.txt", article)]);
    folder.init();
    folder.commit();
    folder.edit("a.txt", "It was late.\n\n", "");
    assert_eq!(check(&folder, "HEAD", &["a.txt"]).len(), 2);
    // The last line, and so what is before it.
    folder.write("a.txt", &article.replace("\nOf the the rest I know little.\n", ""));
    assert_eq!(check(&folder, "HEAD", &["a.txt"]).len(), 1);
}

#[test]
fn a_renamed_file_has_changed_where_it_was_edited() {
    let folder = repository();
    folder.rename("articles/ferry.txt", "archive/2024/boat.txt");
    assert!(folder.git(&["add", "."]));
    assert!(check(&folder, "HEAD", &["articles", "archive"]).is_empty());
    folder.edit("archive/2024/boat.txt", "The pumps had failed", "Its pumps had failed");
    folder.commit();
    assert_eq!(check(&folder, "HEAD~1", &["archive"]), ["archive/2024/boat.txt date.impossible"]);
}

#[test]
fn names_and_places_of_all_kinds() {
    let names = [
        "a b.txt",
        "tab\tand\nline.txt",
        "\"quoted\".txt",
        "Zażółć/gęślą 'jaźń'.txt",
        "-x.txt",
        "b/b/ b.txt",
    ];
    let folder = Folder::new(&[]);
    folder.init();
    for name in names {
        folder.write(&format!("deep/er/{name}"), FERRY);
    }
    folder.commit();
    for name in names {
        folder.edit(&format!("deep/er/{name}"), "The pumps", "Its pumps");
    }
    // What a user may have set.
    for (key, value) in [
        ("color.ui", "always"),
        ("diff.noprefix", "true"),
        ("diff.external", "false"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "9"),
        ("core.quotePath", "true"),
    ] {
        assert!(folder.git(&["config", key, value]));
    }
    let expect = |output: &Output| {
        let found = told(output);
        assert_eq!(found.len(), names.len(), "{found:?}");
        assert!(found.iter().all(|line| line.ends_with(" date.impossible")), "{found:?}");
    };
    let arguments = ["check", "--format", "jsonl", "--since", "HEAD"];
    // From the root, from a folder of it, from a folder beside, and in another work tree.
    for (from, path) in [(".", "deep"), ("deep", "."), ("deep/er/b", "..")] {
        let mut command = factlint(&[&arguments[..], &[path]].concat());
        expect(&command.current_dir(folder.path(from)).output().expect("the binary runs"));
    }
    let absolute = folder.path("deep");
    expect(&folder.run(&[&arguments[..], &[absolute.to_str().expect("UTF-8")]].concat()));
    let tree = tempfile::tempdir().expect("a folder");
    let tree = tree.path().join("tree");
    assert!(folder.git(&["stash", "--quiet"]));
    assert!(folder.git(&["worktree", "add", "--quiet", "-b", "other", tree.to_str().expect("UTF-8")]));
    let other = || factlint(&[&arguments[..], &["deep"]].concat()).current_dir(&tree).output();
    assert!(told(&other().expect("the binary runs")).is_empty());
    let mut git = Command::new("git");
    assert!(git.args(["stash", "apply", "--quiet"]).current_dir(&tree).status().expect("git runs").success());
    expect(&other().expect("the binary runs"));
}

#[test]
fn lines_that_git_does_not_compare_have_all_changed() {
    let folder = repository();
    folder.write(".gitattributes", "*.txt -diff\n");
    folder.commit();
    assert!(check(&folder, "HEAD", &["articles"]).is_empty());
    folder.edit("articles/ferry.txt", "Nine sailors were", "Nine men were");
    assert_eq!(check(&folder, "HEAD", &["articles"]).len(), 2);
}

#[test]
fn a_branch_is_compared_with_where_it_began() {
    let folder = repository();
    assert!(folder.git(&["checkout", "--quiet", "-b", "draft"]));
    folder.edit("articles/ferry.txt", "The pumps", "Its pumps");
    folder.commit();
    assert!(folder.git(&["checkout", "--quiet", "main"]));
    folder.edit("articles/ferry.txt", "Of the the three tugs", "Of the the two tugs");
    folder.commit();
    assert!(folder.git(&["checkout", "--quiet", "draft"]));
    assert_eq!(check(&folder, "main", &["articles"]), ["articles/ferry.txt date.impossible"]);
}

#[test]
fn the_baseline_comes_first_and_what_is_told_once_last() {
    let folder = Folder::new(&[("a.txt", "The RNLB sent two boats.\n\nAll was well.\n\nThe the end.\n")]);
    folder.run(&["check", "a.txt", "--write-baseline", "--baseline", "known.toml"]);
    folder.init();
    folder.commit();
    folder.edit("a.txt", "The the end.", "The the end. The the crew slept.");
    let known = ["--baseline", "known.toml", "a.txt"];
    assert_eq!(check(&folder, "HEAD", &["a.txt"]), ["a.txt text.doubled-word", "a.txt text.doubled-word"]);
    folder.edit("a.txt", "All was well.", "All was well for the RNLB.");
    // The first on a changed line, although it is not the first of the article.
    let found = findings(&folder.run(&["check", "--since", "HEAD", "--format", "jsonl", "a.txt"]));
    assert_eq!((&found[0]["rule"], &found[0]["line"]), (&"acronym.undefined".into(), &3.into()));
    assert_eq!(check(&folder, "HEAD", &known), ["a.txt text.doubled-word"]);
    // An entry of a file that is not looked at is not missed.
    folder.write("b.txt", "All was well.\n");
    folder.commit();
    std::fs::remove_file(folder.path("a.txt")).expect("removed");
    assert!(check(&folder, "HEAD", &["--baseline", "known.toml", "."]).is_empty());
    for flag in ["--write-baseline", "--prune-baseline"] {
        let why = refused(&folder, &["HEAD", "--baseline", "known.toml", flag, "."]);
        assert!(why.contains("cannot be used with"), "{why}");
    }
}

#[test]
fn ignores_and_machine_reports_work_as_always() {
    let ignore = "<!-- factlint-ignore text.doubled-word: it is said so -->\n\nThe the end.\n";
    let folder = Folder::new(&[("a.txt", &format!("{FERRY}\n{ignore}"))]);
    folder.init();
    folder.commit();
    folder.edit("a.txt", "The the end.", "The the end. All slept on 31 April 2024.");
    let sarif = folder.run(&["check", "--since", "HEAD", "--format", "sarif", "a.txt"]);
    let log: serde_json::Value = serde_json::from_slice(&sarif.stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let of = |suppressed: bool| -> Vec<&str> {
        let some = results.iter().filter(|result| result["suppressions"].is_array() == suppressed);
        some.filter_map(|result| result["ruleId"].as_str()).collect()
    };
    assert_eq!((of(false), of(true)), (vec!["date.impossible"], vec!["text.doubled-word"]));
}

#[test]
fn what_cannot_be_compared_is_refused_with_the_way_out() {
    let folder = repository();
    for (arguments, reason) in [
        (
            &["mian", "articles"][..],
            "--since mian: git knows no such revision here; check the name, or fetch it",
        ),
        (&["=-x", "articles"], "--since =-x: git knows no such revision"),
        (&["main...HEAD", "articles"], "--since main...HEAD: this is a range; give its first revision"),
        (&["HEAD", "-"], "standard input is in no revision: leave out `-`"),
    ] {
        let why = refused(&folder, arguments);
        assert!(why.starts_with(&format!("error: {reason}")), "{why}");
    }
    assert!(folder.git(&["checkout", "--quiet", "--orphan", "alone"]));
    folder.write("articles/other.txt", FERRY);
    folder.commit();
    assert!(refused(&folder, &["main", "articles"]).contains("git knows no commit that it shares with HEAD"));
}

#[test]
fn a_file_of_no_repository_or_of_another_is_refused() {
    let alone = Folder::new(&[("a.txt", FERRY)]);
    let why = refused(&alone, &["HEAD", "a.txt"]);
    assert!(
        why.contains("not a git repository") && why.contains("run factlint inside the repository"),
        "{why}"
    );
    let folder = repository();
    let outside = alone.path("a.txt");
    let why = refused(&folder, &["HEAD", outside.to_str().expect("UTF-8")]);
    assert!(why.contains("a.txt: --since looks at the repository") && why.contains("does not have"), "{why}");
    folder.write("inner/deep/b.txt", FERRY);
    assert!(folder.git(&["init", "--quiet", "inner"]));
    let why = refused(&folder, &["HEAD", "inner"]);
    assert!(why.contains("inner/deep/b.txt: --since looks at the repository"), "{why}");
    #[cfg(unix)]
    {
        // What a link points to is what is read.
        std::os::unix::fs::symlink("articles/ferry.txt", folder.path("link.txt")).expect("linked");
        assert!(check(&folder, "HEAD", &["link.txt"]).is_empty());
        std::os::unix::fs::symlink(&outside, folder.path("out.txt")).expect("linked");
        assert!(refused(&folder, &["HEAD", "out.txt"]).contains("out.txt: --since looks at the repository"));
    }
}

#[test]
fn without_git_there_is_no_since() {
    let folder = repository();
    let mut command = factlint(&["check", "--since", "HEAD", "articles"]);
    let output = command.env("PATH", "").current_dir(folder.path(".")).output().expect("the binary runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("git is not installed; install it, or leave out --since"));
}

#[test]
fn a_path_that_is_not_there_is_told() {
    let folder = repository();
    std::fs::remove_file(folder.path("articles/ferry.txt")).expect("removed");
    for name in ["articles/ferry.txt", "articles/none.txt", "nowhere/none.txt"] {
        assert!(refused_file(&folder, name).contains("there is no such file"), "{name}");
    }
}

/// What is said of a file that cannot be read.
fn refused_file(folder: &Folder, name: &str) -> String {
    let output = folder.run(&["check", "--since", "HEAD", name]);
    assert_eq!(output.status.code(), Some(2), "{name}");
    stderr(&output)
}
