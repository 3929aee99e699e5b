//! `factlint.toml` as a whole process: the rules and word lists that it adds, for each command,
//! and rules to begin with.

use crate::common::folder::Folder;
use crate::common::{findings, run, snapshot, stderr, stdout};
use serde_json::Value;

const HOUSE: &str = include_str!("../../data/house-rules.toml");

/// A folder whose configuration adds the house rule, with more of the configuration.
fn with_house_rule(more: &str) -> Folder {
    Folder::new(&[
        ("factlint.toml", &format!("extend = [\"rules/*.toml\"]\n{more}")),
        ("rules/house.toml", HOUSE),
        ("a.txt", "Sales rose 5 percent."),
    ])
}

fn told(rule: &str, severity: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), severity.to_owned())]
}

#[test]
fn rules_are_added_from_the_folder_of_the_configuration() {
    let folder = with_house_rule("");
    folder.write("desk/b.txt", "Costs fell 3 percent.");
    assert_eq!(folder.found(&["a.txt"]), told("house.per-cent", "warning"));
    assert_eq!(folder.found(&["desk"]), told("house.per-cent", "warning"));
    assert!(folder.found(&["--no-config", "."]).is_empty());
    // From elsewhere, and for files with another configuration.
    let path = folder.path("a.txt");
    let elsewhere = run(&["check", "--format", "jsonl", path.to_str().expect("UTF-8")]);
    assert_eq!(findings(&elsewhere).len(), 1);
    folder.write("desk/factlint.toml", "");
    assert!(folder.found(&["desk"]).is_empty());
    assert_eq!(folder.found(&["."]), told("house.per-cent", "warning"));
}

#[test]
fn a_configuration_beside_the_way_to_a_file_does_not_count() {
    let folder = Folder::new(&[
        ("desk/factlint.toml", "[rules]\ncount = \"off\"\n"),
        ("b.txt", "The nine seven sailors."),
    ]);
    assert_eq!(folder.found(&["desk/../b.txt"]), told("count.adjacent", "error"));
}

#[test]
fn a_file_is_taken_once_however_often_it_is_named() {
    let folder = Folder::new(&[
        ("factlint.toml", "extend = [\"rules/*.toml\", \"**/house.toml\"]\n"),
        ("rules/house.toml", HOUSE),
        ("a.txt", "Sales rose 5 percent."),
    ]);
    assert_eq!(folder.found(&["a.txt"]), told("house.per-cent", "warning"));
    let given = ["--rules", "./rules/house.toml", "--rules", "rules/house.toml", "a.txt"];
    assert_eq!(folder.found(&given), told("house.per-cent", "warning"));
    let tested = folder.run(&["rules", "test", "rules/../rules/house.toml"]);
    assert_eq!(stdout(&tested), "2 examples hold, 0 do not\n", "{}", stderr(&tested));
}

#[test]
fn levels_are_for_added_rules_too() {
    for (levels, found) in [
        ("\"house.per-cent\" = \"error\"", told("house.per-cent", "error")),
        ("house = \"info\"", told("house.per-cent", "info")),
        ("house = \"off\"", vec![]),
    ] {
        assert_eq!(with_house_rule(&format!("[rules]\n{levels}\n")).found(&["a.txt"]), found);
    }
    // A rule of the command line can be named as well.
    let folder = Folder::new(&[
        ("factlint.toml", "[rules]\n\"house.per-cent\" = \"error\"\n"),
        ("house.toml", HOUSE),
        ("a.txt", "Sales rose 5 percent."),
    ]);
    assert_eq!(folder.found(&["--rules", "house.toml", "a.txt"]), told("house.per-cent", "error"));
    assert!(folder.refused(&["check", "a.txt"]).contains("there is no rule or group `house.per-cent`"));
}

#[test]
fn what_a_configuration_names_must_exist() {
    let folder = with_house_rule("[rules]\n\"house.percent\" = \"off\"\n\"count.part\" = \"off\"\n");
    snapshot("refused-levels", &folder.refused(&["check", "a.txt"]));
    folder.write("factlint.toml", "extend = [\"rules/*.toml\", \"more/*.toml\"]\n");
    snapshot("refused-glob", &folder.refused(&["check", "a.txt"]));
    folder.write("factlint.toml", "extend = [\"rules/*.toml\"]\n");
    folder.write("rules/house.toml", &HOUSE.replace("severity", "severty"));
    snapshot("refused-extend", &folder.refused(&["check", "a.txt"]));
    for arguments in [
        &["explain", "count.parts"][..],
        &["rules", "docs", "pages"],
        &["rules", "list"],
        &["rules", "test"],
        &["facts", "."],
    ] {
        assert!(folder.refused(arguments).contains("unknown key `severty`"));
        let output = folder.run(&[arguments, &["--no-config"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}

#[test]
fn a_list_that_is_needed_is_not_left_out() {
    let folder = Folder::new(&[("a.txt", "The the ferry.")]);
    folder.write("factlint.toml", "[lexicon]\nreplace = [\"acronyms.toml\", \"authorities.toml\"]\n");
    snapshot("refused-replace-phrases", &folder.refused(&["check", "a.txt"]));
    folder.write("factlint.toml", "[lexicon]\nreplace = [\"function.toml\"]\n");
    snapshot("refused-replace", &folder.refused(&["check", "a.txt"]));
    folder.write("ours.toml", "source = \"us\"\n[[list]]\nclass = \"never-doubled\"\nwords = [\"the\"]\n");
    folder.write("factlint.toml", "[lexicon]\nreplace = [\"function.toml\"]\nextend = [\"ours.toml\"]\n");
    assert_eq!(folder.found(&["a.txt"]), told("text.doubled-word", "error"));
    // What is wrong with a rule for another cause is told at the rule.
    folder.write("house.toml", &HOUSE.replace("{ word = \"percent\" }", "{ class = \"never-double\" }"));
    assert!(folder.refused(&["check", "--rules", "house.toml", "a.txt"]).contains("house.toml is refused"));
}

#[test]
fn readers_know_the_acronyms_and_names_of_the_configuration() {
    let folder = Folder::new(&[("a.txt", "The report has gone to the QRXD.")]);
    assert_eq!(folder.found(&["a.txt"]), told("acronym.undefined", "warning"));
    for known in
        ["acronyms = [\"QRXD\"]", "names = [\"QRXD\"]", "names = [\"Quay and Rope of Xlendi Divers\"]"]
    {
        folder.write("factlint.toml", &format!("[lexicon]\n{known}\n"));
        assert!(folder.found(&["a.txt"]).is_empty(), "{known}");
    }
    folder.write("factlint.toml", "[lexicon]\nnames = [\"-\"]\n");
    assert!(folder.refused(&["check", "a.txt"]).contains("it has no letters"));
}

#[test]
fn explain_and_docs_know_the_rules_of_the_configuration() {
    let folder = with_house_rule("[rules]\nhouse = \"error\"\n");
    let paged = folder.run(&["rules", "docs", "pages"]);
    assert_eq!(paged.status.code(), Some(0), "{}", stderr(&paged));
    let page = folder.read("pages/house.md");
    assert!(page.contains("- **Severity:** warning; here error\n"), "{page}");
    snapshot("explain-house", &stdout(&folder.run(&["explain", "house.per-cent"])));
    assert!(folder.refused(&["explain", "house.percent"]).contains("did you mean `house.per-cent`?"));
    assert!(folder.refused(&["explain", "--no-config", "house.per-cent"]).contains("there is no rule"));
    let given = ["explain", "--no-config", "--rules", "rules/house.toml", "house.per-cent"];
    assert!(stdout(&folder.run(&given)).starts_with("house.per-cent (warning)\n"));
}

#[test]
fn the_list_of_rules_is_that_of_the_configuration() {
    let folder = with_house_rule("[rules]\nhouse = \"error\"\ntext = \"off\"\n");
    let list = stdout(&folder.run(&["rules", "list"]));
    let shown: Vec<&str> =
        list.lines().filter(|l| l.starts_with("house.") || l.starts_with("text.s")).collect();
    snapshot("rules-list-configured", &shown.join("\n"));
    let listed = |arguments: &[&str]| -> Vec<Value> {
        let all = folder.run(&[&["rules", "list", "--format", "json"], arguments].concat());
        let all: Vec<Value> = serde_json::from_slice(&all.stdout).expect("JSON");
        all.into_iter().filter(|r| r["id"] == "house.per-cent" || r["id"] == "text.spacing").collect()
    };
    let configured = listed(&[]);
    assert_eq!((&configured[0]["severity"], &configured[0]["level"]), (&"warning".into(), &"error".into()));
    assert_eq!((&configured[1]["severity"], &configured[1]["level"]), (&"warning".into(), &"off".into()));
    let plain = listed(&["--no-config"]);
    assert_eq!(plain.len(), 1);
    assert_eq!(plain[0]["level"], "warning");
    assert_eq!(listed(&["--no-config", "--rules", "rules/house.toml"]).len(), 2);
}

#[test]
fn a_rule_of_severity_info_is_off_until_it_is_asked_for() {
    let folder = with_house_rule("");
    folder.write("rules/house.toml", &HOUSE.replace("\"warning\"", "\"info\""));
    assert!(folder.found(&["a.txt"]).is_empty());
    let list = stdout(&folder.run(&["rules", "list"]));
    let listed = list.lines().find(|l| l.starts_with("house.per-cent ")).expect("listed");
    assert_eq!(listed.split_whitespace().nth(1), Some("off"), "{listed}");
}

#[test]
fn examples_are_run_of_the_files_or_of_all_rules() {
    let folder = with_house_rule("");
    let examples = |arguments: &[&str]| -> usize {
        let output = folder.run(&[&["rules", "test"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}{}", stdout(&output), stderr(&output));
        stdout(&output).split(' ').next().and_then(|n| n.parse().ok()).expect("a number")
    };
    let shipped = examples(&["--no-config"]);
    assert_eq!(examples(&[]), shipped + 2);
    assert_eq!(examples(&["--no-config", "--rules", "rules/house.toml"]), shipped + 2);
    assert_eq!(examples(&["rules/house.toml"]), 2);
    // A file of the name of one that ships is another file.
    folder.write("text.toml", &HOUSE.replace("house.", "desk."));
    assert_eq!(examples(&["text.toml"]), 2);
    // A rule of a file can be over one of the configuration.
    let over = HOUSE
        .replace("house.per-cent", "desk.per-cent")
        .replace("forbid =", "over = [\"house.per-cent\"]\nforbid =");
    folder.write("text.toml", &over);
    assert_eq!(examples(&["text.toml"]), 2);
}

#[test]
fn facts_are_read_by_the_word_lists_of_each_file() {
    let ours = "source = \"us\"\n[[list]]\nclass = \"noun.thing\"\ninflect = \"noun\"\nwords = [\"grolp\"]\n";
    let folder = Folder::new(&[
        ("desk/factlint.toml", "[lexicon]\nextend = [\"ours.toml\"]\n"),
        ("desk/ours.toml", ours),
        ("desk/a.txt", "Divers found nine grolps."),
        ("b.txt", "Divers found nine grolps."),
    ]);
    let classes = |arguments: &[&str]| -> Vec<String> {
        let output = folder.run(&[&["facts", "--format", "json"], arguments].concat());
        let class = |fact: &Value| fact["attributes"]["class"].as_str().unwrap_or("none").to_owned();
        findings(&output).iter().filter(|f| f["kind"] == "count").map(class).collect()
    };
    let (with, without) = (classes(&["desk/a.txt"]), classes(&["b.txt"]));
    assert_eq!(with, ["thing"]);
    assert_ne!(with, without);
    assert_eq!(classes(&["."]), [without.clone(), with].concat());
    assert_eq!(classes(&["--no-config", "desk"]), without);
}

#[test]
fn a_new_rule_works_as_it_is() {
    let folder = Folder::new(&[]);
    let printed = folder.run(&["rules", "new", "house.share"]);
    snapshot("rules-new", &stdout(&printed));
    let written = folder.run(&["rules", "new", "house.share", "--out", "share.toml"]);
    assert_eq!((written.status.code(), stdout(&written)), (Some(0), String::new()));
    let text = folder.read("share.toml");
    assert_eq!(text, stdout(&printed));
    let tested = folder.run(&["rules", "test", "share.toml"]);
    assert_eq!(tested.status.code(), Some(0), "{}{}", stdout(&tested), stderr(&tested));
    // A file that is there stays as it is.
    folder.write("share.toml", "mine");
    let refused = folder.refused(&["rules", "new", "house.share", "--out", "share.toml"]);
    assert_eq!(refused, "error: share.toml: there is such a file already; name another\n");
    assert_eq!(folder.read("share.toml"), "mine");
}

#[test]
fn a_new_rule_has_an_id_of_its_own() {
    let folder = Folder::new(&[]);
    for id in ["House.share", "house", "house.a.b", "house.sha re", "house.", "a.b\"\nid = \"c.d"] {
        let refused = folder.refused(&["rules", "new", id, "--out", "x.toml"]);
        let way = "is no rule id; write it as group.name, in lower-case words joined by hyphens";
        assert!(refused.contains(way), "{refused}");
    }
    let taken = folder.refused(&["rules", "new", "count.parts", "--out", "x.toml"]);
    assert_eq!(taken, "error: there is a rule `count.parts` already\n");
    assert!(!folder.path("x.toml").exists());
}
