//! Records: the same findings as of plain text, at the bytes where they are written; records that
//! cannot be read, and files of many.

use std::io::Write as _;

use crate::common::folder::Folder;
use crate::common::{findings, run, run_with_input, snapshot, stderr, stdout};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use serde_json::Value;

fn file(path: &str) -> Vec<u8> {
    std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a file")
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// Rule, message, article, and the words at the place, as `words` reads the bytes there.
fn told(path: &str, bytes: &[u8], words: fn(&[u8]) -> String) -> Vec<(String, String, u64, String)> {
    let found = findings(&run(&["check", "--no-config", "--format", "jsonl", path]));
    let told = |finding: &Value| {
        let at = |key: &str| finding[key].as_u64().expect("a byte") as usize;
        let index = finding["article"]["index"].as_u64().expect("a number");
        (text(&finding["rule"]), text(&finding["message"]), index, words(&bytes[at("start")..at("end")]))
    };
    found.iter().map(told).collect()
}

fn utf_8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn json(bytes: &[u8]) -> String {
    serde_json::from_str(&format!("\"{}\"", utf_8(bytes))).expect("the inside of a string")
}

/// JSON with HTML inside.
fn html(bytes: &[u8]) -> String {
    json(bytes).replace("<b>", "").replace("&euro;", "€")
}

fn utf_16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

#[test]
fn the_findings_are_those_of_plain_text() {
    let plain = told("tests/formats/articles.txt", &file("tests/formats/articles.txt"), utf_8);
    assert_eq!(plain.len(), 7);
    for (name, written_in, words) in [
        ("articles.jsonl", "articles.jsonl", json as fn(&[u8]) -> String),
        // Bytes are those of what is packed.
        ("articles.jsonl.gz", "articles.jsonl", json),
        ("articles.json", "articles.json", html),
        ("articles.csv", "articles.csv", utf_8),
        ("articles-utf-16.txt", "articles-utf-16.txt", utf_16),
    ] {
        let bytes = file(&format!("tests/formats/{written_in}"));
        assert_eq!(told(&format!("tests/formats/{name}"), &bytes, words), plain, "{name}");
    }
}

#[test]
fn a_finding_names_its_record() {
    let found = findings(&run(&["check", "--no-config", "--format", "jsonl", "tests/formats/articles.csv"]));
    assert_eq!(found[0]["article"]["id"], "hg-1");
    assert_eq!(found[6]["article"]["id"], "hg-2");
    assert_eq!((&found[6]["line"], &found[6]["column"]), (&14.into(), &92.into()));
    snapshot("formats-records", &stdout(&run(&["check", "--no-config", "tests/formats/articles.jsonl"])));
}

#[test]
fn records_that_cannot_be_read_are_told_and_the_others_are_checked() {
    let lines = "{\"title\": \"Nine held\", \"body\": \"Nine nine men were held.\"}\n\n\
                 {\"title\": \"Broken\n\
                 [1, 2]\n\
                 {\"kop\": \"Not a field that is known\"}\n\
                 {\"body\": \"They they were held.\"}\n";
    let output = run_with_input(
        &["check", "--no-config", "--format", "compact", "--stdin-path", "a.jsonl", "-"],
        lines.as_bytes(),
    );
    assert_eq!(output.status.code(), Some(2));
    snapshot("records-unread", &format!("{}\n{}", stdout(&output), stderr(&output)));
}

#[test]
fn fields_have_the_names_of_the_configuration() {
    let folder = Folder::new(&[]);
    folder.write(
        "factlint.toml",
        "[records]\ntitle = [\"kop\"]\ntext = [\"inhoud.tekst\"]\nformat = \"markdown\"\n",
    );
    folder.write("a.ndjson", "{\"inhoud\": {\"tekst\": \"They **they** were held.\"}, \"kop\": \"Held\"}\n");
    let output = folder.run(&["text", "a.ndjson"]);
    assert_eq!(stdout(&output), "1:59\theadline\tHeld\n1:23\tlead\tThey they were held.\n");
    let output = folder.run(&["check", "a.ndjson", "--format", "compact"]);
    assert!(stdout(&output).contains("a.ndjson:1:23: error text.doubled-word"), "{}", stdout(&output));
    assert_eq!(folder.run(&["check", "--no-config", "a.ndjson"]).status.code(), Some(2));
}

#[test]
fn a_search_passes_over_files_of_records_but_for_those_that_are_included() {
    let folder = Folder::new(&[]);
    let record = "{\"body\": \"They they were held.\"}\n";
    folder.write("a.jsonl", record);
    folder.write("b.txt", "They were held.\n");
    let files = |output| -> Value {
        let report: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        report["summary"]["files"].clone()
    };
    assert_eq!(files(folder.run(&["check", "--format", "json", "."])), 1);
    assert_eq!(files(folder.run(&["check", "--format", "json", ".", "a.jsonl"])), 2);
    folder.write("factlint.toml", "include = [\"*.jsonl\"]\n");
    assert_eq!(files(folder.run(&["check", "--format", "json", "."])), 2);
}

#[test]
fn fixes_are_written_as_the_format_has_it() {
    let folder = Folder::new(&[]);
    let record =
        "{\"body\": \"So \\u0022the the\\u0022 men \\\"were were\\\" held.\", \"more\": [1,  2]}\r\n";
    folder.write("a.jsonl", record);
    folder.write("a.csv", "id;body\r\n1;\"They they \"\"were were\"\" held.\"\r\n");
    folder.write("b.csv", "body,id\nThey they were held.,1\n");
    for name in ["a.jsonl", "a.csv", "b.csv"] {
        let output = folder.run(&["check", "--fix", "--format", "compact", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}{}", stdout(&output), stderr(&output));
    }
    assert_eq!(
        folder.read("a.jsonl"),
        "{\"body\": \"So \\u0022the\\u0022 men \\\"were\\\" held.\", \"more\": [1,  2]}\r\n"
    );
    assert_eq!(folder.read("a.csv"), "id;body\r\n1;\"They \"\"were\"\" held.\"\r\n");
    assert_eq!(folder.read("b.csv"), "body,id\nThey were held.,1\n");
}

#[test]
fn a_packed_file_is_read_and_not_written() {
    let folder = Folder::new(&[]);
    let path = folder.path("a.txt.gz");
    let mut packed = flate2::write::GzEncoder::new(
        std::fs::File::create(&path).expect("a file"),
        flate2::Compression::new(6),
    );
    packed.write_all(b"They they were held.\n").expect("written");
    packed.finish().expect("packed");
    let before = std::fs::read(&path).expect("read");
    let output = folder.run(&["check", "--fix", "--format", "compact", "a.txt.gz"]);
    assert!(stdout(&output).starts_with("a.txt.gz:1:1: error text.doubled-word"), "{}", stdout(&output));
    assert!(stderr(&output).contains("1 finding not fixed"), "{}", stderr(&output));
    assert_eq!(std::fs::read(&path).expect("read"), before);
    let zst = compress_to_vec(&b"They they were held.\n"[..], CompressionLevel::Fastest);
    std::fs::write(folder.path("b.md.zst"), zst).expect("written");
    let output = folder.run(&["check", "--format", "compact", "."]);
    assert_eq!(stdout(&output).lines().filter(|line| line.contains("doubled-word")).count(), 2);
}

#[test]
fn an_ignore_of_a_file_is_for_its_record() {
    let said = "<!-- factlint-ignore-file text: so -->\\n\\nThey they were held.";
    let lines = format!("{{\"body\": \"{said}\"}}\n{{\"body\": \"They they were held.\"}}\n");
    let output = run_with_input(
        &["check", "--no-config", "--format", "compact", "--stdin-path", "a.jsonl", "-"],
        lines.as_bytes(),
    );
    let out = stdout(&output);
    assert_eq!(out.lines().filter(|line| line.contains("doubled-word")).count(), 1, "{out}");
    assert!(out.starts_with("a.jsonl:2:11"), "{out}");
}

#[test]
fn a_file_of_many_pieces_is_one_file() {
    let record = |n: usize| {
        let slip = if n % 1000 == 7 { "the the" } else { "the" };
        format!(
            "{{\"id\": {n}, \"title\": \"Pier {n} opens\", \"body\": \"On Monday {slip} pier of Mgarr was opened.\"}}\n"
        )
    };
    let lines: String = (0..40_000).map(record).collect();
    assert!(lines.len() > 3 << 20);
    let folder = Folder::new(&[]);
    folder.write("a.jsonl", &lines);
    let output = folder.run(&["check", "--no-config", "--format", "json", "--fail-on", "never", "a.jsonl"]);
    let report: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!((&report["summary"]["files"], &report["summary"]["articles"]), (&1.into(), &40_000.into()));
    let doubled: Vec<&Value> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["rule"] == "text.doubled-word")
        .collect();
    assert_eq!(doubled.len(), 40);
    for (n, finding) in doubled.iter().enumerate() {
        let id = n * 1000 + 7;
        assert_eq!(finding["article"]["id"], id.to_string());
        assert_eq!(finding["article"]["index"], id + 1);
        assert_eq!(finding["line"], id + 1);
        let at = |key: &str| finding[key].as_u64().expect("a byte") as usize;
        assert_eq!(&lines[at("start")..at("end")], "the the");
    }
}
