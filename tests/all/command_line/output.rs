//! The binary as a whole process: what it prints, where, and how it exits.

use std::path::Path;

use crate::common::{factlint, findings, run, run_with_input, snapshot, stderr, stdout};
use serde_json::Value;

#[test]
fn the_pretty_report_of_each_example() {
    for (name, code) in [("clean", 0), ("ferry", 1), ("joint-action", 1), ("results", 1)] {
        let output = run(&["check", "--no-config", &format!("examples/{name}.txt")]);
        assert_eq!(output.status.code(), Some(code), "{name}");
        snapshot(&format!("pretty-{name}"), &stdout(&output));
    }
}

#[test]
fn no_line_of_a_pretty_report_is_long() {
    let article = format!("{} the nine seven sailors {}", "word ".repeat(400), "and more ".repeat(400));
    let output = run_with_input(&["check", "-"], article.as_bytes());
    assert!(stdout(&output).contains("nine seven"));
    assert!(stdout(&output).lines().all(|l| l.chars().count() <= 110), "{}", stdout(&output));
}

#[test]
fn compact_is_one_line_a_finding() {
    let output = run(&["check", "--format", "compact", "examples"]);
    snapshot("compact", &stdout(&output));
}

#[test]
fn a_refused_rule_file_is_shown_with_every_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("house.toml");
    std::fs::write(&file, include_str!("../../data/broken-rules.toml")).expect("written");
    let output = run(&["rules", "test", file.to_str().expect("UTF-8")]);
    assert_eq!(output.status.code(), Some(2));
    let shown = stderr(&output).replace(folder.path().to_str().expect("UTF-8"), "FOLDER");
    snapshot("refused-rules", &shown);
}

#[test]
fn explain_and_list_speak_of_rules() {
    snapshot("explain", &stdout(&run(&["explain", "count.parts"])));
    snapshot("rules-list", &stdout(&run(&["rules", "list"])));
    let listed: Value =
        serde_json::from_slice(&run(&["rules", "list", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(listed.as_array().map(Vec::len), Some(stdout(&run(&["rules", "list"])).lines().count()));
    let unknown = run(&["explain", "count.part"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("did you mean `count.parts`?"));
}

#[test]
fn rules_test_exits_by_what_holds() {
    let built_in = run(&["rules", "test"]);
    assert_eq!(built_in.status.code(), Some(0), "{}", stdout(&built_in));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("house.toml");
    let good = include_str!("../../data/house-rules.toml");
    std::fs::write(&file, good).expect("written");
    let path = file.to_str().expect("UTF-8");
    assert_eq!(run(&["rules", "test", path]).status.code(), Some(0));
    let checked =
        run_with_input(&["check", "--rules", path, "--format", "jsonl", "-"], b"Sales rose 5 percent.");
    assert_eq!(findings(&checked)[0]["rule"], "house.per-cent");
    std::fs::write(&file, good.replace("«5 percent»", "«5» percent")).expect("written");
    let failed = run(&["rules", "test", path]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(stdout(&failed).contains("expected «5», found «5 percent»"), "{}", stdout(&failed));
}

#[test]
fn jsonl_has_the_fields_of_the_contract() {
    let article = "\u{feff}Title here\r\n\r\nSource: Gazette\r\n\r\nCafé: the nine seven sailors\r\nsank on 31 April 2019.\r\n";
    let output =
        run_with_input(&["check", "--format", "jsonl", "--stdin-path", "a/b.txt", "-"], article.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let found = findings(&output);
    let texts: Vec<&str> = found
        .iter()
        .map(|f| {
            let at = |key: &str| f[key].as_u64().expect("a number") as usize;
            &article[at("start")..at("end")]
        })
        .collect();
    assert_eq!(texts, ["nine seven", "31 April 2019"]);
    let first = &found[0];
    assert_eq!(first["rule"], "count.adjacent");
    assert_eq!(first["severity"], "error");
    assert_eq!(first["path"], "a/b.txt");
    assert_eq!(first["article"], serde_json::json!({"index": 1, "title": "Title here"}));
    assert_eq!((&first["line"], &first["column"]), (&5.into(), &11.into()));
    assert!(first["labels"].is_array() && first["help"].is_string() && first["message"].is_string());
    assert_eq!(first["fingerprint"].as_str().map(str::len), Some(16));
    assert_eq!(found[1]["line"], 6);
}

#[test]
fn json_is_one_object() {
    for (input, count) in [("The nine seven sailors.", 1), ("Nothing here.", 0)] {
        let output = run_with_input(&["check", "--format", "json", "-"], input.as_bytes());
        let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(report["version"], 1);
        assert_eq!(report["findings"].as_array().map(Vec::len), Some(count));
        assert_eq!(report["summary"]["errors"], count);
    }
}

#[test]
fn the_exit_code_follows_fail_on() {
    let warning = b"The RNLB sent two boats.";
    for (fail_on, code) in [("error", 0), ("warning", 1), ("info", 1), ("never", 0)] {
        let output = run_with_input(&["check", "--fail-on", fail_on, "-"], warning);
        assert_eq!(output.status.code(), Some(code), "{fail_on}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_linted() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
    write("legacy.txt", b"The old caf\xe9 fed nine seven sailors.");
    write("torn.txt", b"caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9 caf\xc3");
    write("binary.txt", b"PK\x03\x04\x00\x00");
    write("empty.txt", b"");
    write("good.txt", b"The nine seven sailors.");
    write("picture.png", b"\x89PNG\x00");
    let path = folder.path().to_str().expect("UTF-8");
    let output = run(&["check", "--format", "jsonl", path, "absent.txt"]);
    assert_eq!(output.status.code(), Some(2));
    let found = findings(&output);
    assert_eq!(found.len(), 2);
    assert_eq!((&found[1]["start"], &found[1]["end"]), (&17.into(), &27.into()));
    let errors = stderr(&output);
    assert!(errors.contains("torn.txt: 1 places are no text in UTF-8, the first at byte 33"), "{errors}");
    assert!(errors.contains("binary.txt: this seems to be a zip archive"), "{errors}");
    assert!(errors.contains("absent.txt: there is no such file"), "{errors}");
    assert!(!errors.contains("empty.txt") && !errors.contains("picture.png"), "{errors}");
    assert_eq!(run(&["check"]).status.code(), Some(2));
    assert_eq!(run(&["check", "--format", "nonsense", "x"]).status.code(), Some(2));
}

#[test]
fn a_line_of_many_megabytes_is_read_in_full() {
    let mut article = "The crew of the boat came home late. ".repeat(200_000);
    article.push_str("The nine seven sailors slept.");
    let output = run_with_input(&["check", "--format", "jsonl", "-"], article.as_bytes());
    let found = findings(&output);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["start"], article.len() - "nine seven sailors slept.".len());
    assert_eq!(run_with_input(&["check", "-"], article.as_bytes()).status.code(), Some(1));
}

#[test]
fn output_is_the_same_for_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let examples = ["clean", "ferry", "joint-action", "results"];
    let text: String = examples
        .iter()
        .map(|e| {
            std::fs::read_to_string(format!("{}/examples/{e}.txt", env!("CARGO_MANIFEST_DIR"))).expect("read")
        })
        .collect::<Vec<_>>()
        .join("\n\n");
    for i in 0..40 {
        std::fs::write(folder.path().join(format!("{i}.txt")), text.repeat(10)).expect("written");
    }
    let path = folder.path().to_str().expect("UTF-8");
    for format in ["jsonl", "pretty"] {
        let one = run(&["check", "--threads", "1", "--format", format, path]);
        let two = run(&["check", "--threads", "2", "--format", format, path]);
        assert!(one.stdout.len() > 100_000);
        assert_eq!(one.stdout, two.stdout);
    }
}

#[test]
fn the_nearest_configuration_sets_severities() {
    let folder = tempfile::tempdir().expect("a folder");
    let drafts = folder.path().join("drafts");
    std::fs::create_dir(&drafts).expect("made");
    let write = |path: &Path, text: &str| std::fs::write(path, text).expect("written");
    write(&folder.path().join("factlint.toml"), "[rules]\n\"count.adjacent\" = \"off\"\n");
    write(&folder.path().join("a.txt"), "The nine seven sailors.");
    write(&drafts.join("factlint.toml"), "[rules]\ncount = \"warning\"\n");
    write(&drafts.join("b.txt"), "The nine seven sailors.");
    let path = folder.path().to_str().expect("UTF-8");
    let configured = findings(&run(&["check", "--format", "jsonl", path]));
    let told: Vec<_> = configured.iter().map(|f| f["severity"].as_str()).collect();
    assert_eq!(told, [Some("warning")]);
    assert_eq!(findings(&run(&["check", "--no-config", "--format", "jsonl", path])).len(), 2);
    write(&drafts.join("factlint.toml"), "[rules]\n\"count.adjacant\" = \"off\"\n");
    let refused = run(&["check", path]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("did you mean `count.adjacent`?"), "{}", stderr(&refused));
}

#[test]
fn facts_are_listed_one_by_one() {
    snapshot("facts", &stdout(&run(&["facts", "examples/ferry.txt"])));
    let listed = run_with_input(&["facts", "--format", "json", "-"], b"At least 1,200 boats sank.");
    let facts = findings(&listed);
    let fact = facts.iter().find(|f| f["kind"] == "count").expect("a count");
    assert_eq!(fact["attributes"]["value"], "1200");
    assert_eq!(fact["attributes"]["bound"], "at-least");
    assert_eq!((&fact["start"], &fact["end"]), (&0.into(), &20.into()));
}

#[test]
fn the_readme_shows_real_output() {
    let readme = include_str!("../../../README.md");
    let shown =
        readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an excerpt");
    let printed = stdout(&run(&["check", "--no-config", "examples"]));
    // Each finding of the excerpt, from its rule to its help.
    let findings: Vec<&str> = shown.split_inclusive("\n\n").collect();
    let mut finding = String::new();
    let mut compared = 0;
    for part in findings {
        finding.push_str(part);
        if part.contains("help:") {
            assert!(printed.contains(finding.trim()), "not printed:\n{finding}");
            finding.clear();
            compared += 1;
        }
    }
    assert!(compared >= 3);
}

#[test]
fn a_configuration_extends_and_replaces_word_lists() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("a.txt", "The RNLB sent two boats. So did the NASA.");
    let path = folder.path().to_str().expect("UTF-8");
    let told = || -> Vec<String> {
        let found = findings(&run(&["check", "--format", "jsonl", path]));
        found.iter().map(|f| f["message"].as_str().expect("a message").to_owned()).collect()
    };
    assert_eq!(told(), ["RNLB is not spelt out in this article"]);
    write(
        "ours.toml",
        "source = \"house list\"\n[[list]]\nclass = \"acronym.known\"\ncase = \"exact\"\nwords = [\"RNLB\"]\n",
    );
    write("factlint.toml", "[lexicon]\nextend = [\"ours.toml\"]\n");
    assert!(told().is_empty());
    write("factlint.toml", "[lexicon]\nextend = [\"ours.toml\"]\nreplace = [\"acronyms.toml\"]\n");
    assert_eq!(told(), ["NASA is not spelt out in this article"]);
    for (config, message) in [
        ("[lexicon]\nextend = [\"absent.toml\"]\n", "no file matches `absent.toml`"),
        ("[lexicon]\nreplace = [\"acronym.toml\"]\n", "did you mean `acronyms.toml`?"),
    ] {
        write("factlint.toml", config);
        let refused = run(&["check", path]);
        assert_eq!(refused.status.code(), Some(2));
        assert!(stderr(&refused).contains(message), "{}", stderr(&refused));
    }
    write("factlint.toml", "[lexicon]\nextend = [\"ours.toml\"]\n");
    write("ours.toml", "[[list]]\nclass = \"acronym.known\"\n");
    assert_eq!(run(&["check", path]).status.code(), Some(2));
}

#[test]
fn warnings_can_be_limited_or_left_out() {
    // A letter with two warnings: an acronym that is not spelt out, and a gap.
    let letter = "The QZGB met on Monday , and the clerk kept the minutes.\n";
    let check = |more: &[&str]| {
        let arguments = [&["check", "--no-config", "--format", "jsonl", "-"], more].concat();
        run_with_input(&arguments, letter.as_bytes())
    };
    let all = check(&[]);
    let warnings = findings(&all).len();
    assert!(warnings > 0 && findings(&all).iter().all(|f| f["severity"] == "warning"));
    assert_eq!(all.status.code(), Some(0));
    assert_eq!(check(&["--max-warnings", &warnings.to_string()]).status.code(), Some(0));
    let fewer = (warnings - 1).to_string();
    assert_eq!(check(&["--max-warnings", &fewer]).status.code(), Some(1));
    let quiet = check(&["--quiet", "--max-warnings", &fewer]);
    assert_eq!((quiet.status.code(), stdout(&quiet).as_str()), (Some(1), ""));
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("factlint.toml"), "[rule]\n").expect("written");
    std::fs::write(folder.path().join("a.txt"), "The nine seven sailors.").expect("written");
    let is_coloured = |arguments: &[&str], set: &[(&str, &str)]| {
        let mut command = factlint(&[&["check", "a.txt"], arguments].concat());
        for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR"] {
            command.env_remove(name);
        }
        command.envs(set.iter().copied()).current_dir(folder.path());
        let output = command.output().expect("the binary runs");
        assert_ne!(output.status.code(), Some(0));
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    // Here neither stream is a terminal. A refusal is fast, and goes to standard error.
    for (set, expected) in [
        (&[][..], false),
        (&[("CLICOLOR", "1")], false),
        (&[("FORCE_COLOR", "1")], true),
        (&[("FORCE_COLOR", "0")], false),
        (&[("FORCE_COLOR", "false")], false),
        (&[("FORCE_COLOR", "")], false),
        (&[("CLICOLOR_FORCE", "1")], true),
        (&[("CLICOLOR_FORCE", "0")], false),
        (&[("CLICOLOR_FORCE", "1"), ("CLICOLOR", "0")], true),
        (&[("CLICOLOR_FORCE", "1"), ("FORCE_COLOR", "0")], false),
        (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
        (&[("FORCE_COLOR", "1"), ("NO_COLOR", "0")], false),
        (&[("FORCE_COLOR", "1"), ("NO_COLOR", "")], true),
    ] {
        assert_eq!(is_coloured(&[], set), expected, "{set:?}");
        assert!(is_coloured(&["--color", "always"], set), "{set:?}");
        assert!(!is_coloured(&["--color", "never"], set), "{set:?}");
    }
    // The same goes for findings, which go to standard output, but never for files.
    let plain = "--no-config";
    assert!(!is_coloured(&[plain], &[]));
    assert!(is_coloured(&[plain], &[("FORCE_COLOR", "1")]));
    assert!(is_coloured(&[plain, "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(!is_coloured(&[plain, "--color", "always", "--output", "pretty=a.out"], &[]));
    assert!(!std::fs::read_to_string(folder.path().join("a.out")).expect("written").contains('\u{1b}'));
}

#[test]
fn findings_are_counted_by_rule() {
    let table = run(&["check", "--no-config", "--statistics", "examples"]);
    assert_eq!(table.status.code(), Some(1));
    snapshot("statistics", &stdout(&table));
    let output = run(&["check", "--no-config", "--statistics", "--format", "json", "examples"]);
    let object: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(object["version"], 1);
    let counted: u64 =
        object["rules"].as_array().expect("rules").iter().filter_map(|r| r["count"].as_u64()).sum();
    let whole = run(&["check", "--no-config", "--format", "json", "examples"]);
    let whole: Value = serde_json::from_slice(&whole.stdout).expect("JSON");
    assert_eq!(Some(counted as usize), whole["findings"].as_array().map(Vec::len));
    assert_eq!(object["summary"], whole["summary"]);
    assert_eq!(
        stdout(&run(&["check", "--no-config", "--statistics", "examples/clean.txt"])),
        "0 errors, 0 warnings in 1 article, 1 file\n"
    );
}

#[test]
fn statistics_take_the_place_of_what_is_shown_and_of_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("found.jsonl");
    let to_file = format!("jsonl={}", file.to_str().expect("UTF-8"));
    let table = stdout(&run(&["check", "--no-config", "--statistics", "examples"]));
    let both = run(&["check", "--no-config", "--statistics", "--output", &to_file, "examples"]);
    assert_eq!(stdout(&both), table);
    assert_eq!(std::fs::read_to_string(&file).expect("written").lines().count(), 17);
    let refused = run(&["check", "--statistics", "--format", "sarif", "examples"]);
    assert_eq!((refused.status.code(), stdout(&refused).as_str()), (Some(2), ""));
    assert!(stderr(&refused).contains("--statistics is a table, or with --format json an object"));
}
