//! Whatever an article, a file name or a configuration holds, nothing that is printed acts on a terminal or on
//! a CI system.

use std::process::Output;

use crate::common::folder::Folder;
use crate::common::{LINTER, Random, run_with_input};
use crate::structure::imports::{files, root};

/// What must not be printed: sequences that set colours, titles and the clipboard, C1 controls, marks of
/// direction, what has no width, and bare carriage returns. A NUL makes a text binary, so it is not here.
const HIDDEN: [&str; 14] = [
    "\x1b[31m",
    "\x1b]0;t\x07",
    "\x1b]52;c;eA==\x07",
    "\u{9b}2J",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{200e}",
    "\u{61c}",
    "\u{200b}",
    "\u{feff}",
    "\r",
    "\x08",
    "\u{7f}",
];

/// File names; a line end in one begins a line of its own.
const NAMES: [&str; 6] = [
    "a\n::error file=x::y.txt",
    "\x1b]0;t\x07\u{9b}.txt",
    "b\u{202e}\u{200b}.md",
    "##[error]c.txt",
    "::add-mask::d.txt",
    "##vso[task.complete]\r.html",
];

const RULE: &str = r###"
[[rule]]
id = "house.grolp"
severity = "warning"
summary = "A grolp ##[error]\u001B[31m\u202E\n::error::x"
why = "Grolps are\u009B2J bad\r\n::add-mask::x"
message = "{g} is\u001B]0;t\u0007 bad\u2066 here, ##vso[task.complete]x"
help = "\n::error::take\u200B it out"
pattern = [{ word = "grolp", as = "g" }, { token = "word" }]
forbid = { of = "g" }
labels.g = "this\u202E\n::error::x"
fires = [{ text = "a «grolp» \u202Emuch" }]
silent = [{ text = "none\u001B[31m", because = "of\u009B it\n::error::x" }]
"###;

/// A folder of articles in which hidden characters stand at many places, for each rule that ships.
fn folder() -> Folder {
    let folder = Folder::new(&[]);
    let mut random = Random::new(11);
    let mut texts = Vec::new();
    for rule in LINTER.rules().all() {
        let Some(example) = rule.fires().first() else { continue };
        let plain = example.text.replace(['«', '»'], "");
        for _ in 0..2 {
            // Before words, between words and inside of them.
            let text: String = plain
                .split_inclusive(' ')
                .map(|word| match random.below(8) {
                    0 => format!("{}{word}", random.of(&HIDDEN)),
                    1 => {
                        let at = word.char_indices().nth(random.below(4)).map_or(0, |(at, _)| at);
                        format!("{}{}{}", &word[..at], random.of(&HIDDEN), &word[at..])
                    }
                    _ => word.to_owned(),
                })
                .collect();
            texts.push(text);
        }
        texts.push(format!("{plain} {}\n\n::error::the the ##[error]grolp {}x\n", HIDDEN[0], HIDDEN[5]));
    }
    for (n, text) in texts.iter().enumerate() {
        folder.write(&format!("{n}.txt"), text);
    }
    for name in NAMES {
        let text = format!(
            "Ten clerks\n\n::error::The the {} grolp {}x ##[error]nine seven clerks.\n",
            HIDDEN[2], HIDDEN[3]
        );
        folder.write(name, &text);
    }
    folder.write("rules/\u{202e}house.toml", RULE);
    folder.write("factlint.toml", "extend = [\"rules/*.toml\"]\n");
    folder
}

/// What is hidden in what was printed, apart from colours and line ends.
fn hidden(text: &str, colour: bool, is_github: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in text.split('\n') {
        let mut line = line.strip_suffix('\r').unwrap_or(line).to_owned();
        if colour {
            while let Some(at) = line.find("\x1b[") {
                let end = line[at..].find('m').map_or(line.len(), |end| at + end + 1);
                let code = &line[at + 2..end - 1];
                assert!(code.bytes().all(|b| b.is_ascii_digit() || b == b';'), "{code:?}");
                line.replace_range(at..end, "");
            }
        }
        let acts = |c: char| {
            c.is_control() && c != '\t'
                || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        };
        let begins = line.trim_start().starts_with("::") && !is_github;
        if line.contains(acts) || begins || line.contains("##[") || line.contains("##vso[") {
            wrong.push(format!("{line:?}"));
        }
    }
    wrong
}

#[track_caller]
fn assert_inert(arguments: &[&str], output: &Output) {
    let colour = arguments.contains(&"always");
    for (name, bytes) in [("output", &output.stdout), ("error", &output.stderr)] {
        let text = String::from_utf8(bytes.clone()).expect("UTF-8");
        let wrong = hidden(&text, colour, arguments.contains(&"github"));
        assert!(wrong.is_empty(), "{arguments:?}, standard {name}: {:#?}", &wrong[..wrong.len().min(5)]);
        assert!(!text.contains("panicked"), "{arguments:?}: {text}");
    }
}

#[test]
fn no_format_of_a_check_prints_what_is_hidden() {
    let folder = folder();
    for format in [
        "pretty",
        "compact",
        "json",
        "jsonl",
        "sarif",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "html",
    ] {
        let arguments = ["check", ".", "--format", format];
        let output = folder.run(&arguments);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(output.stdout.len() > 10_000, "{format}");
        assert_inert(&arguments, &output);
    }
    for arguments in [
        &["check", ".", "--color", "always"][..],
        &["check", ".", "--diff"],
        &["check", ".", "--diff", "--color", "always"],
        &["check", ".", "--statistics"],
        &["check", ".", "--statistics", "--format", "json"],
        &["check", "\x1b[31mabsent\n::error::x"],
        &["check", "--stdin-path", "\u{202e}\n::error::x.txt", "-", "--format", "compact"],
        &["check", ".", "--baseline", "\u{9b}absent\n::error::x"],
        &["check", ".", "--rules", "\u{9b}absent\n::error::x"],
        &["check", "--form\x1b[31mat", "."],
        &["check", ".", "--format", "\x1b]0;t\x07"],
        &["check", ".", "--output", "json=absent\x1b/\n::error::x"],
    ] {
        assert_inert(arguments, &folder.run(arguments));
    }
    let piped = run_with_input(&["check", "--stdin-path", "\x1b.txt", "-"], b"The the \x1b[31m ferry.");
    assert_inert(&["check", "-"], &piped);
}

#[test]
fn the_values_of_json_are_those_of_the_text() {
    let folder = Folder::new(&[(NAMES[1], "The grolp lay \u{202e} ##[error]x the the ferry.\n")]);
    folder.write("house.toml", RULE);
    let output = folder.run(&["check", ".", "--rules", "house.toml", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = value["findings"].as_array().expect("findings");
    let finding = findings.iter().find(|finding| finding["rule"] == "house.grolp").expect("a grolp");
    assert_eq!(finding["path"], NAMES[1]);
    assert_eq!(finding["labels"][0]["text"], "this\u{202e}\n::error::x");
}

#[test]
fn no_other_command_prints_what_is_hidden() {
    let folder = folder();
    for arguments in [
        &["text", "."][..],
        &["text", "--format", "json", "."],
        &["facts", "."],
        &["facts", "--syntax", "."],
        &["facts", "--format", "json", "."],
        &["explain", "house.grolp"],
        &["explain", "house\x1b[31m"],
        &["rules", "list"],
        &["rules", "list", "--format", "json"],
        &["rules", "test"],
        &["rules", "test", "--coverage", "rules/\u{202e}house.toml"],
        &["rules", "new", "\x1b[31m"],
        &["rules", "docs", "pages\u{202e}"],
        &["config", "show", NAMES[1]],
        &["config", "show", "--all", NAMES[0]],
        &["config", "show", "--format", "json", NAMES[0]],
        &["init", "\u{9b}absent"],
        &["man", "--out", "man\x1b"],
    ] {
        assert_inert(arguments, &folder.run(arguments));
    }
}

#[test]
fn no_refusal_prints_what_is_hidden() {
    let folder = folder();
    for text in [
        "\u{202e} = 1\n\"\u{9b}x\" = 2 # ##[error]\u{2066}\n",
        "extend = [\"\u{202e}*.toml\"]\ninclude = [\"\u{200b}[\"]\n[rules]\n\"a\u{85}\" = \"warn\u{200e}\"\n",
        "a = \"\x1b[31m\"\n::error::x = 1\n",
        "a = [\n\r\r\u{202e}\n::error file=x::y\n",
        "[lexicon]\nextend = [\"words.toml\"]\n",
    ] {
        folder.write("words.toml", "source = \"\u{202e}\"\n[[list]]\nclss = \"\u{9b}\"\n::error::x\n");
        folder.write("factlint.toml", text);
        for colour in ["never", "always"] {
            let arguments = ["check", ".", "--color", colour];
            let output = folder.run(&arguments);
            assert_eq!(output.status.code(), Some(2), "{text}");
            assert_inert(&arguments, &output);
        }
    }
    folder.write("factlint.toml", "");
    folder.write(
        "house.toml",
        &RULE.replace("forbid", "\"for\u{202e}bid\"").replace("house.grolp", "\u{202e}"),
    );
    let arguments = ["rules", "test", "house.toml"];
    assert_inert(&arguments, &folder.run(&arguments));
    folder
        .write("base.toml", "version = 1\nfindings = [\n  { fingerprint = \"\u{9b}\", \u{202e} = 1 },\n]\n");
    let arguments = ["check", ".", "--baseline", "base.toml"];
    assert_inert(&arguments, &folder.run(&arguments));
    // Entries that match nothing are told with their words.
    let entry = "{ fingerprint = \"6149b29cea403904\", rule = \"a.b\", path = \"0.txt\", words = \"x\\u001B[31m\\n::error::y\" }";
    folder.write("base.toml", &format!("version = 1\nfindings = [\n  {entry},\n]\n"));
    assert_inert(&arguments, &folder.run(&arguments));
}

#[test]
fn audits_print_and_write_nothing_that_is_hidden() {
    let folder = folder();
    folder.write("=x\x1b.jsonl", "{\"text\": \"The the ferry \\u202e left.\", \"id\": \"=1+1\"}\n{\u{9b}\n");
    for arguments in [
        &["audit", ".", "--out", "out\u{202e}"][..],
        &["audit", "--status", "out\u{202e}"],
        &["audit", "--status", "out\u{202e}", "--format", "json"],
        &["audit", ".", "--out", "old"],
        &["audit", "--compare", "old", "out\u{202e}", "--format", "json"],
        &["audit", "--status", "absent\x1b"],
        &["audit", "absent\n::error::x", "--out", "new"],
    ] {
        assert_inert(arguments, &folder.run(arguments));
    }
    std::fs::remove_file(folder.path(NAMES[0])).expect("removed");
    assert_inert(&["audit"], &folder.run(&["audit", ".", "--out", "old"]));
    for format in ["text", "json"] {
        let arguments = ["audit", "--compare", "out\u{202e}", "old", "--format", format];
        assert_inert(&arguments, &folder.run(&arguments));
    }
    for name in ["findings.jsonl", "findings.csv", "summary.json", "report.html"] {
        let text = folder.read(&format!("old/{name}"));
        let wrong = hidden(&text, false, true);
        assert!(wrong.is_empty(), "{name}: {:#?}", &wrong[..wrong.len().min(5)]);
    }
}

#[test]
fn no_cell_of_the_table_of_an_audit_is_a_formula() {
    let folder = Folder::new(&[("a/=cmd.txt", "=HYPERLINK the the ferry.\n\n- @SUM of of it.\n")]);
    let ids = ["=1+1", "+1", "-1", "@a", "\\ta"];
    let record = |id: &&str| format!("{{\"text\": \"The the ferry left.\", \"id\": \"{id}\"}}\n");
    folder.write("a/b.jsonl", &ids.iter().map(record).collect::<String>());
    folder.run(&["audit", "a", "--out", "out"]);
    let cells = |text: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.flat_map(|row| row.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let is_formula = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let table = folder.read("out/findings.csv");
    assert!(!cells(&table).iter().any(is_formula), "{table}");
    assert!(cells(&table).iter().any(|cell| cell == "'=1+1"), "{table}");
    folder.run(&["audit", "a", "--out", "out", "--raw-cells"]);
    let raw = folder.read("out/findings.csv");
    assert!(cells(&raw).iter().any(|cell| cell == "=1+1"), "{raw}");
    // Written anew although no article has changed, and once more without the flag.
    folder.run(&["audit", "a", "--out", "out"]);
    assert_eq!(folder.read("out/findings.csv"), table);
}

#[test]
fn only_one_file_prints() {
    let prints = |text: &str| {
        ["println!", "eprint!", "print!(", "io::stderr()"].iter().any(|word| text.contains(word))
    };
    let all = files(&root().join("src"), "rs");
    let of = |path: &std::path::PathBuf| std::fs::read_to_string(path).expect("read");
    let printing = all.iter().filter(|path| prints(&of(path)));
    let names: Vec<_> = printing.map(|path| path.strip_prefix(root()).expect("below").to_owned()).collect();
    // `check` and `mod` ask what standard error is, and wrap it.
    let known = ["src/cli/check.rs", "src/cli/mod.rs", "src/cli/streams.rs"];
    assert_eq!(names, known.map(std::path::PathBuf::from));
}
