//! The day of publication: told by the article, by its file, or by `--date`.

use crate::common::{findings, run, run_with_input, stderr, stdout, text};

const FERRY: &str = "Ferry sinks\n\nThe ferry sank off Gozo on Monday, 14 May.\n";

/// The rules and messages of what is found in a text on standard input.
fn told(arguments: &[&str], article: &str) -> Vec<String> {
    let output = run_with_input(
        &[&["check", "--no-config", "--format", "jsonl", "--fail-on", "never"], arguments, &["-"]].concat(),
        article.as_bytes(),
    );
    assert_eq!(stderr(&output), "");
    let say = |f: &serde_json::Value| format!("{}: {}", text(f, "rule"), text(f, "message"));
    findings(&output).iter().map(say).collect()
}

#[test]
fn the_day_given_resolves_what_the_article_leaves_open() {
    assert!(told(&[], FERRY).is_empty());
    let weekday = ["date.weekday: Monday, 14 May was a Tuesday, not a Monday"];
    assert_eq!(told(&["--date", "2019-05-16"], FERRY), weekday);
    // The year nearest to the day is meant.
    assert_eq!(told(&["--date", "2019-08-01"], FERRY), weekday);
}

#[test]
fn the_article_s_own_date_comes_first() {
    let dated = FERRY.replace("The ferry", "VALLETTA, 15 May 2018 – The ferry");
    assert!(told(&["--date", "2019-05-16"], &dated).is_empty());
}

#[test]
fn under_a_publisher_without_a_date_the_first_open_day_is_told_and_the_others_are_labels() {
    let article = "Wreck found\n\nSource: Harbour Gazette\n\nDivers found the wreck on 20 August and its bell on \
                21 August.\n\nThey will go on next year, and perhaps next month.\n";
    let output = run_with_input(
        &["check", "--no-config", "--format", "jsonl", "--fail-on", "never", "-"],
        article.as_bytes(),
    );
    let found = findings(&output);
    let marks = |f: &serde_json::Value| {
        let of = |v: &serde_json::Value| {
            let at = |key: &str| usize::try_from(v[key].as_u64().expect("a place")).expect("a small text");
            article[at("start")..at("end")].to_owned()
        };
        (of(f), f["labels"].as_array().expect("labels").iter().map(of).collect::<Vec<_>>())
    };
    let wanted = [
        ("20 August".to_owned(), vec!["21 August".to_owned()]),
        ("next year".to_owned(), vec!["next month".to_owned()]),
    ];
    assert_eq!(found.iter().map(marks).collect::<Vec<_>>(), wanted);
    assert!(told(&["--date", "2021-08-22"], article).is_empty());
}

#[test]
fn the_facts_show_what_the_day_gives() {
    let output = run_with_input(&["facts", "--no-config", "--date", "2019-05-16", "-"], FERRY.as_bytes());
    let facts = stdout(&output);
    let day = facts.lines().find(|line| line.contains("\tdate\tMonday, 14 May")).expect("the day is a fact");
    assert!(day.contains("year=2019") && day.contains("resolved=dateline"), "{day}");
}

#[test]
fn a_day_that_is_none_is_refused() {
    for day in ["16.5.2019", "2019-02-30", "May"] {
        let output = run(&["check", "--date", day, "examples"]);
        assert_eq!(output.status.code(), Some(2), "{day}");
        assert!(stderr(&output).contains("write it as 2024-03-12"), "{}", stderr(&output));
    }
}
