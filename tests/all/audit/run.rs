//! `factlint audit`: what it writes is the same however it comes to be, and what has not changed is
//! not linted again.

use std::path::Path;
use std::process::Output;

use crate::common::folder::Folder;
use crate::common::{self, stderr, stdout};
use rusqlite::Connection;
use serde_json::Value;

/// The files that are the same for any number of threads and stops.
const FILES: [&str; 4] = ["out/findings.jsonl", "out/findings.csv", "out/summary.json", "out/report.html"];

fn article(n: usize) -> String {
    let day = n % 28 + 1;
    format!(
        "Harbour news {n}\n\nSource: Harbour Gazette\n\n{day} March 2024\n\nThe the ferry number {n} was shut. \
         Nine seven clerks sang in hall {n}.\n"
    )
}

fn record(n: usize, text: &str) -> String {
    let day = n % 28 + 1;
    let date = format!("2023-05-{day:02}");
    let record =
        serde_json::json!({"id": format!("r{n}"), "title": format!("Quay {n}"), "date": date, "text": text});
    format!("{record}\n")
}

fn records(range: impl Iterator<Item = usize>) -> String {
    range.map(|n| record(n, &format!("A crew of of {n} sailed. It was clean."))).collect()
}

/// Some files and a file of records.
fn archive() -> Folder {
    let folder = Folder::new(&[]);
    for n in 0..40 {
        folder.write(&format!("a/{}/{n:03}.txt", ["gazette", "post"][n % 2]), &article(n));
    }
    folder.write("a/records.jsonl", &records(0..600));
    folder
}

fn audit(folder: &Folder, arguments: &[&str]) -> Output {
    folder.run(&[&["audit", "a", "--out", "out"], arguments].concat())
}

/// An audit that ends with findings, and what it says it did: linted, as before, moved, gone.
fn done(folder: &Folder) -> [u64; 4] {
    let output = audit(folder, &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    did(folder)
}

fn did(folder: &Folder) -> [u64; 4] {
    let status = status(folder);
    assert_eq!(status["complete"], true);
    ["linted", "kept", "moved", "dropped"].map(|key| status["last"][key].as_u64().expect("a number"))
}

fn status(folder: &Folder) -> Value {
    let output = folder.run(&["audit", "--status", "out", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_str(&stdout(&output)).expect("JSON")
}

fn written(folder: &Folder) -> Vec<String> {
    FILES.iter().map(|name| folder.read(name)).collect()
}

/// What an audit in a new folder writes.
fn anew(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let _ = std::fs::remove_dir_all(folder.path("new"));
    let output = folder.run(&[&["audit", "a", "--out", "new"], arguments].concat());
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    FILES.iter().map(|name| folder.read(&name.replace("out/", "new/"))).collect()
}

fn store(folder: &Folder) -> Connection {
    Connection::open(folder.path("out/audit.db")).expect("a store")
}

fn integrity(folder: &Folder) {
    let said: String =
        store(folder).query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(said, "ok");
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let folder = archive();
    let one = anew(&folder, &["--threads", "1"]);
    let four = anew(&folder, &["--threads", "4"]);
    assert_eq!(one, four);
    assert_eq!(one[0].lines().count(), 40 * 2 + 600);
    // As a check has them, in the order of path, article and place.
    let checked = folder.run(&["check", "a", "a/records.jsonl", "--format", "jsonl"]);
    let keys = ["rule", "path", "start", "end", "line", "column", "message", "fingerprint"];
    let of = |text: &str| -> Vec<Vec<String>> {
        let line = |line: &str| {
            let finding: Value = serde_json::from_str(line).expect("JSON");
            keys.iter().map(|key| finding[key].to_string()).collect()
        };
        text.lines().map(line).collect()
    };
    assert_eq!(of(&one[0]), of(&stdout(&checked)));
}

#[test]
fn a_rerun_lints_what_has_changed_only() {
    let folder = archive();
    assert_eq!(done(&folder), [640, 0, 0, 0]);
    let first = written(&folder);
    let time = |name: &str| folder.path(name).metadata().expect("a file").modified().expect("a time");
    let times = FILES.map(time);
    assert_eq!(done(&folder), [0, 640, 0, 0]);
    assert_eq!(written(&folder), first);
    assert_eq!(FILES.map(time), times, "nothing changed, so nothing is written");
    // A file that changes, one that goes, one that comes.
    folder.edit("a/gazette/002.txt", "sang", "danced");
    std::fs::remove_file(folder.path("a/post/001.txt")).expect("removed");
    folder.write("a/new.txt", &article(77));
    assert_eq!(done(&folder), [2, 638, 0, 1]);
    assert_eq!(written(&folder), anew(&folder, &[]));
    integrity(&folder);
}

#[test]
fn records_that_move_are_not_linted() {
    let folder = archive();
    assert_eq!(done(&folder)[0], 640);
    // One comes at the start, one goes, one changes; all after it are elsewhere.
    let more = record(9000, "A new new record.") + &records(0..400) + &records(401..600);
    folder.write("a/records.jsonl", &more.replace("of of 300 ", "of of three hundred "));
    let [linted, kept, moved, dropped] = done(&folder);
    assert_eq!((linted, kept, dropped), (2, 40, 2));
    assert_eq!(moved, 598);
    assert_eq!(written(&folder), anew(&folder, &[]));
    // In another order.
    folder.write("a/records.jsonl", &records((0..600).rev()));
    done(&folder);
    assert_eq!(written(&folder), anew(&folder, &[]));
}

#[test]
fn another_configuration_lints_again() {
    let folder = archive();
    done(&folder);
    folder.write("factlint.toml", "[rules]\n\"text.doubled-word\" = \"off\"\n");
    assert_eq!(done(&folder)[0], 640);
    assert_eq!(written(&folder), anew(&folder, &[]));
    // What is said of other files, or in comments, makes no difference.
    let same = "exclude = [\"b/**\"] # old\n[rules]\n\"text.doubled-word\" = \"off\"\n";
    folder.write("factlint.toml", same);
    assert_eq!(done(&folder)[..2], [0, 640]);
    let some = "[rules]\n\"text.doubled-word\" = \"off\"\n[[overrides]]\npaths = [\"a/post/**\"]\nrules.count = \"warning\"\n";
    folder.write("factlint.toml", some);
    assert_eq!(done(&folder)[..2], [20, 620]);
    assert_eq!(written(&folder), anew(&folder, &[]));
}

#[test]
fn comments_in_an_article_ignore() {
    let folder = Folder::new(&[(
        "a/a.txt",
        "<!-- factlint-ignore text.doubled-word: a name -->\n\nThe the ferry sank. Nine seven clerks sang.\n",
    )]);
    done(&folder);
    assert_eq!(folder.read("out/findings.jsonl").lines().count(), 1);
    assert_eq!(status(&folder)["suppressed"], 1);
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_is_audited() {
    let folder = archive();
    folder.write("a/bad.docx", "this is no archive");
    folder.write("a/more.jsonl", &(records(0..2) + "no record\n" + &records(2..4)));
    for run in [[646, 0], [0, 646]] {
        let output = audit(&folder, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains("error: a/bad.docx: "), "{}", stderr(&output));
        assert!(stderr(&output).contains("error: a/more.jsonl: record 3, line 3: "), "{}", stderr(&output));
        assert_eq!(did(&folder)[..2], run);
    }
    let summary: Value = serde_json::from_str(&folder.read("out/summary.json")).expect("JSON");
    assert_eq!(summary["unreadable"], 2);
    let paths = |n: usize| summary["unread"][n]["path"].as_str().expect("a path");
    assert_eq!([paths(0), paths(1)], ["a/bad.docx", "a/more.jsonl"]);
    assert_eq!(folder.read("out/findings.jsonl").lines().count(), 40 * 2 + 604);
}

#[test]
fn exit_codes_are_those_of_a_check() {
    let folder = Folder::new(&[("a/a.txt", "The ferry left at noon.\n")]);
    assert_eq!(audit(&folder, &[]).status.code(), Some(0));
    folder.write("a/b.txt", "The the ferry left at noon.\n");
    assert_eq!(audit(&folder, &[]).status.code(), Some(1));
    assert_eq!(audit(&folder, &["--fail-on", "never"]).status.code(), Some(0));
}

#[test]
fn what_audits_write_is_not_audited() {
    for out in ["a/out", ".", "a", "other"] {
        let folder = Folder::new(&[("a/a.txt", "The the ferry left.\n"), ("b.txt", "It was was late.\n")]);
        for _ in 0..2 {
            let output = folder.run(&["audit", ".", "a", "a/a.txt", "--out", out]);
            assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
            let findings = folder.read(&format!("{out}/findings.jsonl"));
            let finding = |line: &str| serde_json::from_str::<Value>(line).expect("JSON")["path"].clone();
            let paths: Vec<Value> = findings.lines().map(finding).collect();
            assert_eq!(paths, ["a/a.txt", "b.txt"], "{out}");
        }
    }
}

#[test]
fn refusals_name_the_place_and_the_way_out() {
    let folder = Folder::new(&[("a/a.txt", "The the ferry left.\n"), ("file", "no folder\n")]);
    let said = |arguments: &[&str]| folder.refused(&[&["audit"], arguments].concat());
    assert_eq!(said(&["b", "--out", "out"]), "error: b: there is no such file or folder\n");
    assert!(!folder.path("out").exists());
    assert!(said(&["-", "--out", "out"]).contains("standard input cannot be read again"));
    assert!(said(&["a", "--out", "file"]).contains("file: this is no folder"));
    assert!(said(&["--status", "a"]).contains("a: there is no audit here"));
    std::fs::create_dir_all(folder.path("out/audit.db")).expect("made");
    assert!(said(&["a", "--out", "out"]).contains("out/audit.db: it cannot be written to"));
    folder.write("other/audit.db", &"no database\n".repeat(100));
    assert!(said(&["a", "--out", "other"]).contains("other/audit.db: this is no store of factlint"));
    folder.write("none/a.bin", "");
    assert!(said(&["none", "--out", "empty"]).contains("none: there are no articles here"));
}

#[test]
fn a_store_of_another_version_is_refused() {
    let folder = Folder::new(&[("a/a.txt", "The the ferry left.\n")]);
    done(&folder);
    store(&folder).execute_batch("PRAGMA user_version = 99").expect("set");
    for arguments in [&["audit", "a", "--out", "out"][..], &["audit", "--status", "out"]] {
        let said = folder.refused(arguments);
        assert!(said.contains("out/audit.db: this store is of version 99"), "{said}");
    }
}

#[test]
fn two_audits_do_not_write_to_one_folder() {
    let folder = Folder::new(&[("a/a.txt", "The the ferry left.\n")]);
    done(&folder);
    let lock = std::fs::File::open(folder.path("out/audit.lock")).expect("a lock");
    lock.lock().expect("locked");
    let said = folder.refused(&["audit", "a", "--out", "out"]);
    assert_eq!(said, "error: out: another audit is writing to this folder; wait until it has ended\n");
    drop(lock);
    assert_eq!(done(&folder), [0, 1, 0, 0]);
}

/// The same article, as a file and on a day.
fn printed(day: u32, mark: &str) -> String {
    format!(
        "{mark}Dredger clears the old basin\n\nSource: Harbour Gazette\n\n{day} March 2024\n\n\
         The dredger Santa Lucija cleared the old basin of Marsa in eleven days, said Paul Grech of the port \
         office on Monday. It lifted 41,300 tonnes of silt, and a van that had gone off Sapphire Quay in 1978. \
         The silt went to a pit near Luqa, where it dries until autumn. The basin is now 9.5 metres deep, \
         enough for the grain ships from Odessa that had to wait outside since January.\n\n\
         Grech said that the work cost EUR 612,000, a tenth less than was planned, because the crew worked at \
         night too. The next basin is that of the fish market, which has not been cleared since the war.\n"
    )
}

#[test]
fn articles_without_a_headline_are_held_against_each_other() {
    let of = |day| printed(day, "").split_once("\n\n").expect("a headline").1.to_owned();
    let folder = Folder::new(&[("a/one.txt", &of(12)), ("a/two.txt", &of(14))]);
    audit(&folder, &[]);
    let found: Value =
        serde_json::from_str(folder.read("out/findings.jsonl").trim_end()).expect("one finding");
    assert_eq!((&found["rule"], &found["path"]), (&"archive.duplicate".into(), &"a/two.txt".into()));
}

#[test]
fn articles_are_held_against_each_other() {
    let folder = Folder::new(&[("a/one.txt", &printed(12, "")), ("a/two.txt", &printed(14, ""))]);
    assert_eq!(audit(&folder, &["--fail-on", "warning"]).status.code(), Some(1));
    let findings = folder.read("out/findings.jsonl");
    let finding: Value = serde_json::from_str(findings.trim_end()).expect("one finding");
    assert_eq!(finding["rule"], "archive.duplicate");
    assert_eq!((&finding["path"], &finding["article"]["date"]), (&"a/two.txt".into(), &"2024-03-14".into()));
    let other = &finding["counterpart"];
    assert_eq!((&other["path"], &other["article"]["date"]), (&"a/one.txt".into(), &"2024-03-12".into()));
    assert_eq!(finding["passage"]["words"], "Dredger clears the old basin");
    // A check sees one article at a time.
    assert_eq!(folder.found(&["a"]), []);
    // The counterpart goes, and comes again; the article itself says that it is so on purpose.
    folder.rename("a/one.txt", "one.txt");
    audit(&folder, &[]);
    assert_eq!(folder.read("out/findings.jsonl"), "");
    folder.rename("one.txt", "a/one.txt");
    audit(&folder, &[]);
    assert_eq!(folder.read("out/findings.jsonl"), findings);
    let mark = "<!-- factlint-ignore-file archive.duplicate: printed again on purpose -->\n\n";
    folder.write("a/two.txt", &printed(14, mark));
    audit(&folder, &[]);
    assert_eq!(folder.read("out/findings.jsonl"), "");
    assert_eq!(folder.found(&["a"]), [], "the ignore has its effect in audits");
    // So does the configuration.
    folder.write("a/two.txt", &printed(14, ""));
    folder.write("factlint.toml", "rules.archive = \"error\"\n");
    assert_eq!(audit(&folder, &[]).status.code(), Some(1));
    assert!(folder.read("out/findings.jsonl").contains("\"severity\":\"error\""));
    folder.write("factlint.toml", "rules.\"archive.duplicate\" = \"off\"\n");
    audit(&folder, &[]);
    assert_eq!(folder.read("out/findings.jsonl"), "");
}

#[test]
fn a_comparison_tells_what_appeared_and_what_was_resolved() {
    let folder = Folder::new(&[
        ("a/a.txt", "The the ferry left.\n"),
        ("a/b.txt", "It was was late. It rained.\n"),
        ("a/c.txt", "A crew of of nine.\n"),
    ]);
    done(&folder);
    folder.rename("out", "old");
    folder.edit("a/a.txt", "The the", "The");
    folder.edit("a/b.txt", "rained.", "rained and and blew.");
    folder.rename("a/c.txt", "a/moved/c.txt");
    done(&folder);
    let compare = |arguments: &[&str]| {
        let output = folder.run(&[&["audit", "--compare", "old", "out"], arguments].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    common::snapshot("audit-compare", &compare(&[]));
    let json: Value = serde_json::from_str(&compare(&["--format", "json"])).expect("JSON");
    assert_eq!(json["summary"], serde_json::json!({"appeared": 1, "resolved": 1, "unchanged": 2}));
    assert_eq!(json["appeared"][0]["path"], "a/b.txt");
    assert_eq!(json["resolved"][0]["path"], "a/a.txt");
    let said = stdout(&folder.run(&["audit", "--status", "out"]));
    common::snapshot("audit-status", &said);
}

#[test]
fn the_queries_of_the_documentation_run() {
    let folder = archive();
    done(&folder);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/audit.md");
    let page = std::fs::read_to_string(page).expect("docs/audit.md");
    let queries: Vec<&str> =
        page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().expect("an end")).collect();
    assert!(queries.len() >= 3);
    let store = store(&folder);
    for query in queries {
        let mut query = store.prepare(query).expect("a query that runs");
        let mut rows = query.query([]).expect("it runs");
        assert!(rows.next().expect("it runs").is_some(), "the query finds something");
    }
}
