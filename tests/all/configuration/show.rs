//! `factlint config show`: what applies to a file, and which line is the cause.

use std::collections::BTreeSet;

use crate::common::folder::Folder;
use crate::common::{findings, snapshot, stderr, stdout};
use serde_json::{Value, json};

const CONFIG: &str = r#"extend = ["rules/*.toml"]
include = ["*.article"]
exclude = [
  "*-old.txt",
  "archive/2018/",
]

[rules]
acronym = "info"
"acronym.undefined" = "off"
"quote.unattributed" = "info"

[lexicon]
extend = ["words.toml"]
replace = ["acronyms.toml"]

[[overrides]]
paths = ["drafts/", "archive/"]
rules = { date = "warning" }

[[overrides]]
paths = ["archive/"]

[overrides.rules]
acronym = "off"
"date.weekday" = "off"
"#;
const WORDS: &str = "source = \"us\"\n[[list]]\nclass = \"acronym.known\"\nwords = [\"GPB\"]\n";

fn folder() -> Folder {
    Folder::new(&[
        ("desk/factlint.toml", CONFIG),
        ("desk/rules/house.toml", include_str!("../../data/house-rules.toml")),
        ("desk/words.toml", WORDS),
    ])
}

#[test]
fn each_value_is_shown_with_the_line_that_sets_it() {
    let folder = folder();
    snapshot("config-show", &stdout(&folder.run(&["config", "show", "desk/archive/2019/ferry.txt"])));
    snapshot("config-show-none", &stdout(&folder.run(&["config", "show", "elsewhere/ferry.article"])));
    let all = stdout(&folder.run(&["config", "show", "--all", "desk/ferry.txt"]));
    let rules = stdout(&folder.run(&["rules", "list"])).lines().count() + 1;
    let (_, table) = all.trim_end().rsplit_once("\n\n").expect("a table");
    assert_eq!(table.lines().count(), rules + 1, "{table}");
    assert!(table.contains("\nhouse.per-cent "), "{table}");
}

/// The blocks of code of a page, in a language.
fn blocks<'d>(page: &'d str, language: &str) -> Vec<&'d str> {
    let start = format!("\n```{language}\n");
    page.split(&start).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

#[test]
fn the_page_on_configuration_shows_what_is_true() {
    let page = include_str!("../../../docs/configuration.md");
    let [config, overrides, words, records] = blocks(page, "toml")[..] else { panic!("four blocks of TOML") };
    let [sample] = blocks(page, "console")[..] else { panic!("one sample") };
    let folder = Folder::new(&[
        ("factlint.toml", config),
        ("rules/house.toml", include_str!("../../data/house-rules.toml")),
        ("words/ours.toml", words),
    ]);
    let shown = folder.run(&["config", "show", "archive/2019/ferry-old.txt"]);
    assert_eq!(stderr(&shown), "");
    let command = "$ factlint config show archive/2019/ferry-old.txt\n";
    assert_eq!(sample, format!("{command}{}", stdout(&shown)));
    let [readme] = blocks(include_str!("../../../README.md"), "toml")[..] else {
        panic!("one block of TOML")
    };
    folder.write("factlint.toml", readme);
    let shown = folder.run(&["config", "show", "archive/ferry.txt"]);
    assert_eq!((shown.status.code(), stderr(&shown).as_str()), (Some(0), ""));
    folder.write("factlint.toml", records);
    folder.write(
        "a.jsonl",
        "{\"kop\": \"Pier opens\", \"inhoud\": {\"tekst\": \"The <b>pier</b> is open.\"}}\n",
    );
    let read = stdout(&folder.run(&["text", "a.jsonl"]));
    assert!(read.contains("headline\tPier opens\n") && read.contains("lead\tThe pier is open.\n"), "{read}");
    // Its table of overrides.
    folder.write("factlint.toml", overrides);
    let rows =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |")?.split_once("` | "));
    let rows: Vec<_> = rows.filter(|(file, _)| file.ends_with("/ferry.txt")).collect();
    assert_eq!(rows.len(), 3);
    for (file, levels) in rows {
        let shown = folder.run(&["config", "show", "--format", "json", file]);
        let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
        let rules = shown["rules"].as_array().expect("an array");
        let cells = levels.split(" | ");
        for (id, told) in ["date.no-year", "date.weekday", "date.order"].into_iter().zip(cells) {
            let rule = rules.iter().find(|rule| rule["id"] == id).expect("the rule");
            let told = if told.starts_with("as by") { &rule["severity"] } else { &json!(told) };
            assert_eq!(&rule["level"], told, "{file} {id}");
        }
    }
}

#[test]
fn whether_a_search_finds_a_file_is_told_with_the_cause() {
    let folder = folder();
    folder.write(".ignore", "ignored.txt\n");
    let mut told = String::new();
    for file in [
        "desk/a.txt",
        "desk/a.article",
        "desk/a.note",
        "desk/a-old.txt",
        "desk/archive/2018/b.txt",
        "desk/ignored.txt",
        "desk/.hidden/a.txt",
        "ignored.txt",
        "a.article",
    ] {
        folder.write(file, "Nothing.");
        let shown = stdout(&folder.run(&["config", "show", file]));
        let from = shown.lines().skip_while(|line| !line.starts_with("search "));
        let more = from.clone().skip(1).take_while(|line| line.starts_with(' '));
        let lines: Vec<&str> =
            from.take(1).chain(more).map(|line| line.trim_start_matches("search").trim()).collect();
        told += &format!("{file}: {}\n", lines.join("; "));
    }
    snapshot("config-show-search", &told);
}

#[test]
fn what_is_told_of_a_search_is_what_check_does() {
    let folder = folder();
    folder.write(".ignore", "ignored.txt\n");
    let files = [
        "desk/a.txt",
        "desk/a.article",
        "desk/a.old.article",
        "desk/a.note",
        "desk/a-old.txt",
        "desk/archive/b.txt",
        "desk/archive/2018/b.txt",
        "desk/ignored.txt",
        "desk/.hidden/a.txt",
        "desk/deep/er/a.TXT",
        "a.article",
        "b.txt",
    ];
    files.iter().for_each(|file| folder.write(file, "Rescuers found the nine seven sailors."));
    let checked = folder.run(&["check", "--format", "jsonl", "."]);
    let checked: BTreeSet<String> =
        findings(&checked).iter().map(|f| f["path"].as_str().expect("text").to_owned()).collect();
    for file in files {
        let shown = folder.run(&["config", "show", "--format", "json", file]);
        let shown: Value = serde_json::from_slice(&shown.stdout).expect("JSON");
        assert_eq!(shown["found"], checked.contains(file), "{file}: {}", shown["because"]);
    }
}

#[test]
fn json_has_every_rule_and_what_the_text_says() {
    let folder = folder();
    let output = folder.run(&["config", "show", "--format", "json", "desk/archive/ferry.txt"]);
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let shown: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(shown["path"], "desk/archive/ferry.txt");
    assert_eq!(shown["config"], "desk/factlint.toml");
    assert_eq!(shown["found"], true);
    assert_eq!((&shown["because"], &shown["glob"]), (&"extension".into(), &Value::Null));
    assert_eq!(
        shown["overrides"],
        json!([{ "line": 18, "text": "archive/" }, { "line": 22, "text": "archive/" }])
    );
    assert_eq!(shown["rule_files"], json!([{ "line": 1, "text": "desk/rules/house.toml" }]));
    assert_eq!(shown["word_lists"], json!([{ "line": 14, "text": "desk/words.toml" }]));
    assert_eq!(shown["left_out"], json!([{ "line": 15, "text": "acronyms.toml" }]));
    let rule = |id: &str| {
        let all = shown["rules"].as_array().expect("an array");
        all.iter().find(|rule| rule["id"] == id).expect("the rule")
    };
    for (id, severity, level, line, name) in [
        ("date.weekday", "error", "off", 26, "date.weekday"),
        ("date.impossible", "error", "warning", 19, "date"),
        ("acronym.undefined", "warning", "off", 25, "acronym"),
        ("quote.unattributed", "info", "info", 11, "quote.unattributed"),
    ] {
        let set_by = json!({ "line": line, "text": name });
        assert_eq!(*rule(id), json!({ "id": id, "severity": severity, "level": level, "set_by": set_by }));
    }
    let own = json!({ "id": "count.parts", "severity": "error", "level": "error", "set_by": null });
    assert_eq!(*rule("count.parts"), own);
}

#[test]
fn the_flags_of_configuration_count_and_a_folder_is_no_file() {
    let folder = folder();
    let shown = stdout(&folder.run(&["config", "show", "--no-config", "desk/a.txt"]));
    assert!(shown.contains("\nconfiguration   none\n"), "{shown}");
    let given = ["config", "show", "--all", "--no-config", "--rules", "desk/rules/house.toml", "desk/a.txt"];
    assert!(stdout(&folder.run(&given)).contains("\nhouse.per-cent "));
    let refused = folder.refused(&["config", "show", "desk"]);
    let told = "error: desk: this is a folder; name a file of it, which need not exist: desk/a.txt\n";
    assert_eq!(refused, told);
    folder.write("desk/factlint.toml", "extends = []\n");
    assert!(folder.refused(&["config", "show", "desk/a.txt"]).contains("did you mean `extend`?"));
}
