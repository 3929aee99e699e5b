//! Which files a configuration leaves out and takes in, and other levels for some of them.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex};

use crate::common::folder::Folder;
use crate::common::{findings, run_with_input, snapshot, stderr, stdout};
use factlint::gate::Level;
use factlint::source::Configs;
use proptest::prelude::*;

/// Finds `count.adjacent`, an error, once in a file.
const SLIP: &str = "Rescuers found the nine seven sailors at dawn.";
/// Finds `acronym.undefined`, a warning, too.
const SLIPS: &str = "Rescuers found the nine seven sailors at dawn. The RNMA sent a tug.";

/// The files of a run that have findings.
fn files(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let output = folder.run(&[&["check", "--format", "jsonl"], arguments].concat());
    assert_eq!(stderr(&output), "");
    let files: BTreeSet<String> =
        findings(&output).iter().map(|f| f["path"].as_str().expect("text").to_owned()).collect();
    files.into_iter().collect()
}

/// What is found in a file: rules and severities, in order.
fn levels(folder: &Folder, file: &str) -> Vec<String> {
    folder.found(&[file]).into_iter().map(|(rule, severity)| format!("{rule} {severity}")).collect()
}

#[test]
fn excluded_files_are_left_out_of_a_folder_and_checked_when_they_are_named() {
    let folder = Folder::new(&[
        ("factlint.toml", "exclude = [\"archive/\", \"*-old.txt\", \"!drafts/*-old.txt\"]\n"),
        ("a.txt", SLIP),
        ("a-old.txt", SLIP),
        ("archive/2019/b.txt", SLIP),
        ("drafts/c-old.txt", SLIP),
    ]);
    assert_eq!(files(&folder, &["."]), ["a.txt", "drafts/c-old.txt"]);
    let none = folder.run(&["check", "archive"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(
        stderr(&none)
            .contains("nothing was read: what was found there is passed over:\n  1 file .txt: excluded by")
    );
    assert_eq!(files(&folder, &["--no-config", "archive"]), ["archive/2019/b.txt"]);
    assert_eq!(files(&folder, &["archive/2019/b.txt", "a.txt"]), ["a.txt", "archive/2019/b.txt"]);
    assert_eq!(files(&folder, &[".", "a-old.txt"]), ["a-old.txt", "a.txt", "drafts/c-old.txt"]);
    assert_eq!(files(&folder, &["--force-exclude", "archive/2019/b.txt", "a.txt"]), ["a.txt"]);
    // Nothing is left, and that is no error.
    let none = folder.run(&["check", "--force-exclude", "archive/2019/b.txt"]);
    assert_eq!((none.status.code(), stderr(&none).as_str()), (Some(0), ""));
}

#[test]
fn standard_input_is_excluded_as_the_file_that_it_stands_for() {
    let folder = Folder::new(&[("factlint.toml", "exclude = [\"archive/\"]\n")]);
    let (archive, draft) = (folder.path("archive/a.txt"), folder.path("a.txt"));
    for (path, forced, code) in [(&archive, true, 0), (&archive, false, 1), (&draft, true, 1)] {
        let mut arguments = vec!["check", "--stdin-path", path.to_str().expect("UTF-8"), "-"];
        arguments.extend(forced.then_some("--force-exclude"));
        let output = run_with_input(&arguments, SLIP.as_bytes());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn excluded_standard_input_passes_through_a_fix_as_it_is() {
    let folder = Folder::new(&[("factlint.toml", "exclude = [\"archive/\"]\n")]);
    let slip = "The tug left the the port.\n";
    for (path, fixed) in [("archive/a.txt", slip), ("a.txt", "The tug left the port.\n")] {
        let path = folder.path(path);
        let path = path.to_str().expect("UTF-8");
        let arguments = ["check", "--fix", "--force-exclude", "--stdin-path", path, "-"];
        let output = run_with_input(&arguments, slip.as_bytes());
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), fixed));
        let shown = run_with_input(
            &["check", "--diff", "--force-exclude", "--stdin-path", path, "-"],
            slip.as_bytes(),
        );
        assert_eq!(shown.stdout.is_empty(), fixed == slip, "{}", stdout(&shown));
    }
}

#[test]
fn included_files_are_found_whatever_they_are_called() {
    let folder = Folder::new(&[
        ("factlint.toml", "include = [\"*.article\", \"desk/*\"]\nexclude = [\"*.old.article\"]\n"),
        (".ignore", "ignored.article\n"),
        ("a.txt", SLIP),
        ("b.article", SLIP),
        ("b.old.article", SLIP),
        ("c.note", SLIP),
        ("desk/d.note", SLIP),
        ("desk/far/e.article", SLIP),
        (".hidden.article", SLIP),
        ("ignored.article", SLIP),
    ]);
    assert_eq!(files(&folder, &["."]), ["a.txt", "b.article", "desk/d.note", "desk/far/e.article"]);
    assert_eq!(files(&folder, &["--no-config", "."]), ["a.txt"]);
    assert_eq!(files(&folder, &["c.note"]), ["c.note"]);
}

#[test]
fn globs_start_at_the_folder_of_the_configuration() {
    let folder = Folder::new(&[
        ("factlint.toml", "exclude = [\"/desk/*.txt\"]\n"),
        ("desk/a.txt", SLIP),
        ("desk/desk/b.txt", SLIP),
        ("own/factlint.toml", ""),
        ("own/desk/c.txt", SLIP),
    ]);
    assert_eq!(files(&folder, &["."]), ["desk/desk/b.txt", "own/desk/c.txt"]);
    let path = folder.path("desk");
    let output = run_with_input(&["check", "--format", "jsonl", path.to_str().expect("UTF-8")], b"");
    assert_eq!(findings(&output).len(), 1, "{}", stdout(&output));
}

#[test]
fn an_archive_is_quieter_than_drafts() {
    let folder = Folder::new(&[
        (
            "factlint.toml",
            r#"
[rules]
acronym = "error"

[[overrides]]
paths = ["archive/"]
rules = { count = "warning", acronym = "off" }

[[overrides]]
paths = ["archive/2024/", "*.new.txt"]
rules = { "acronym.undefined" = "info" }
"#,
        ),
        ("a.txt", SLIPS),
        ("a.new.txt", SLIPS),
        ("archive/b.txt", SLIPS),
        ("archive/2024/c.txt", SLIPS),
    ]);
    assert_eq!(levels(&folder, "a.txt"), ["count.adjacent error", "acronym.undefined error"]);
    assert_eq!(levels(&folder, "a.new.txt"), ["count.adjacent error", "acronym.undefined info"]);
    assert_eq!(levels(&folder, "archive/b.txt"), ["count.adjacent warning"]);
    assert_eq!(levels(&folder, "archive/2024/c.txt"), ["count.adjacent warning", "acronym.undefined info"]);
    // A path means the same from everywhere.
    assert_eq!(levels(&folder, "archive/../archive/b.txt"), ["count.adjacent warning"]);
    let output = folder.run(&["check", "--format", "json", "."]);
    assert!(stdout(&output).contains(r#""errors":3,"warnings":2,"infos":2"#), "{}", stdout(&output));
}

#[test]
fn a_later_table_decides_of_every_rule_that_it_speaks_of() {
    for (first, second, found) in [
        ("\"count.adjacent\" = \"off\"", "count = \"warning\"", vec!["count.adjacent warning"]),
        ("count = \"off\"", "\"count.adjacent\" = \"warning\"", vec!["count.adjacent warning"]),
        ("count = \"off\"", "\"count.parts\" = \"warning\"", vec![]),
        ("\"count.adjacent\" = \"info\", count = \"off\"", "date = \"off\"", vec!["count.adjacent info"]),
    ] {
        for base in [format!("[rules]\n{}", first.replace(", ", "\n")), table("*", first)] {
            let config = format!("{base}\n{}", table("a.txt", second));
            let folder = Folder::new(&[("factlint.toml", &config), ("a.txt", SLIP)]);
            assert_eq!(levels(&folder, "a.txt"), found, "{config}");
        }
    }
}

fn table(glob: &str, rules: &str) -> String {
    format!("[[overrides]]\npaths = [\"{glob}\"]\nrules = {{ {rules} }}\n")
}

#[test]
fn overrides_change_no_command_that_is_about_no_file() {
    let rules = table("*", "count = \"off\"");
    let folder = Folder::new(&[("factlint.toml", &rules)]);
    let list = stdout(&folder.run(&["rules", "list"]));
    assert_eq!(list, stdout(&folder.run(&["rules", "list", "--no-config"])));
}

#[test]
fn what_is_no_glob_and_what_says_nothing_is_refused_with_its_place() {
    let folder = Folder::new(&[("a.txt", SLIP)]);
    folder.write(
        "factlint.toml",
        r#"include = ["*.{article"]
exclude = ["archive/", "", "../other/", "[a-"]

[[overrides]]
paths = ["drafts/**", "./old"]
rules = { count = "off" }

[[overrides]]
paths = []
rules = { count = "off" }

[[overrides]]
paths = ["a.txt"]
rules = {}
"#,
    );
    snapshot("refused-globs", &folder.refused(&["check", "a.txt"]));
    folder.write("factlint.toml", &table("*", "\"count.part\" = \"off\", dates = \"info\""));
    snapshot("refused-override-levels", &folder.refused(&["check", "a.txt"]));
    for (config, place, why) in [
        ("[[overrides]]\nrules = { count = \"off\" }\n", "1:1", "the key `paths` is missing here"),
        ("[[overrides]]\npaths = [\"*\"]\n", "1:1", "the key `rules` is missing here"),
        (
            "[[overrides]]\npath = [\"*\"]\nrules = { count = \"off\" }\n",
            "2:1",
            "unknown key `path`; did you mean `paths`?",
        ),
        ("[[override]]\n", "1:3", "unknown key `override`; did you mean `overrides`?"),
        ("exlude = []\n", "1:1", "unknown key `exlude`; did you mean `exclude`?"),
        ("[overrides]\n", "1:1", "invalid type: map, expected a sequence"),
    ] {
        folder.write("factlint.toml", config);
        let refused = folder.refused(&["check", "a.txt"]);
        assert!(refused.contains(why) && refused.contains(&format!("factlint.toml:{place}]")), "{refused}");
    }
}

/// Files of the property, and globs with what they are for.
const FILES: [&str; 4] = ["a.txt", "archive/a.txt", "archive/old/b.txt", "drafts/b.txt"];
type Glob = (&'static str, fn(&str) -> bool);
const GLOBS: [Glob; 6] = [
    ("*", |_| true),
    ("archive/", |file| file.starts_with("archive/")),
    ("/archive/*.txt", |file| file == "archive/a.txt"),
    ("b.txt", |file| file.ends_with("b.txt")),
    ("**/old/**", |file| file.contains("/old/")),
    ("nothing.txt", |_| false),
];
const NAMES: [&str; 6] = ["count", "count.parts", "count.adjacent", "date", "date.weekday", "acronym.unused"];
const LEVELS: [Level; 4] = [Level::Off, Level::Info, Level::Warning, Level::Error];

/// A table: the places of its globs, and of names and levels.
type Table = (Vec<usize>, Vec<(usize, usize)>);

fn tables() -> impl Strategy<Value = Vec<Table>> {
    let globs = prop::sample::subsequence((0..GLOBS.len()).collect::<Vec<_>>(), 1..3);
    let names = prop::sample::subsequence((0..NAMES.len()).collect::<Vec<_>>(), 1..4);
    let rules = names.prop_flat_map(|names| {
        let levels = prop::collection::vec(0..LEVELS.len(), names.len());
        levels.prop_map(move |levels| names.iter().copied().zip(levels).collect())
    });
    prop::collection::vec((globs, rules), 0..5)
}

/// The configuration with these tables; the first is that of all files.
fn written(tables: &[Table]) -> String {
    let level =
        |&(name, level): &(usize, usize)| format!("\"{}\" = \"{}\"", NAMES[name], LEVELS[level].name());
    let mut text = String::new();
    for (i, (globs, rules)) in tables.iter().enumerate() {
        let rules: Vec<String> = rules.iter().map(level).collect();
        if i == 0 {
            text += &format!("[rules]\n{}\n", rules.join("\n"));
        } else {
            let globs: Vec<&str> = globs.iter().map(|&glob| GLOBS[glob].0).collect();
            text += &format!("[[overrides]]\npaths = {globs:?}\nrules = {{ {} }}\n", rules.join(", "));
        }
    }
    text
}

/// What a rule has in a file: each table that is for the file, and speaks of the rule or else of its
/// group, changes what was said before it.
fn expected(tables: &[Table], file: &str, rule: &str, own: Level) -> Level {
    let mut level = own;
    for (i, (globs, rules)) in tables.iter().enumerate() {
        let is_for = i == 0 || globs.iter().any(|&glob| GLOBS[glob].1(file));
        let said = |name: &str| rules.iter().find(|(n, _)| NAMES[*n] == name).map(|&(_, l)| LEVELS[l]);
        let group = rule.split('.').next().unwrap_or_default();
        if let Some(said) = said(rule).or_else(|| said(group)).filter(|_| is_for) {
            level = said;
        }
    }
    level
}

/// The linter is made once, and shared by the configurations of all cases.
static CONFIGS: LazyLock<Mutex<Configs>> = LazyLock::new(|| Mutex::new(Configs::new(Vec::new(), true)));

proptest! {
    #[test]
    fn overrides_merge_in_order(tables in tables()) {
        let folder = Folder::new(&[("factlint.toml", &written(&tables))]);
        let mut configs = CONFIGS.lock().expect("no other case failed");
        for file in FILES {
            let config = configs.of(&folder.path(file)).expect("a configuration");
            for rule in config.linter().rules().all() {
                let expected = expected(&tables, file, &rule.id, Level::unasked(rule.severity));
                prop_assert_eq!(config.level(rule), expected, "{} {} {}", file, rule.id, written(&tables));
            }
        }
    }
}

#[test]
fn files_with_the_same_overrides_share_their_configuration() {
    let config = table("archive/", "count = \"off\"") + &table("old/", "date = \"off\"");
    let folder = Folder::new(&[("factlint.toml", &config)]);
    let mut configs = Configs::new(Vec::new(), true);
    let mut of = |file: &str| configs.of(&folder.path(file)).expect("a configuration");
    assert!(Arc::ptr_eq(&of("archive/a.txt"), &of("archive/new/b.txt")));
    assert!(Arc::ptr_eq(&of("archive/old/a.txt"), &of("archive/old/b.txt")));
    assert!(Arc::ptr_eq(&of("a.txt"), &of("drafts/b.txt")));
    assert!(!Arc::ptr_eq(&of("archive/a.txt"), &of("archive/old/a.txt")));
}
