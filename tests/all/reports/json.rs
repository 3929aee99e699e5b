//! The reports in JSON for GitLab and reviewdog: each held against what its reader documents, and
//! against what jsonl says of the same run.

use std::collections::HashSet;
use std::path::Path;

use crate::common::{advice, check, factlint, finding, folder, jsonl, made, report, text};
use factlint::report::{Gitlab, Rdjson};
use factlint::{Document, Edit, Fix, Span};
use serde_json::{Value, json};

fn parsed(folder: &Path, format: &str) -> Value {
    serde_json::from_str(&report(folder, &["--format", format])).expect("JSON")
}

/// What a schema has against a document.
fn problems(schema: &Value, document: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    validator.iter_errors(document).map(|e| format!("{e} at {}", e.instance_path())).collect()
}

/// What GitLab documents of a Code Quality report.
fn gitlab_schema() -> Value {
    let line = json!({ "type": "integer", "minimum": 1 });
    json!({ "type": "array", "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": { "type": "string", "minLength": 1 },
            "check_name": { "type": "string", "minLength": 1 },
            "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
            "severity": { "enum": ["info", "minor", "major", "critical", "blocker"] },
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": { "type": "string", "pattern": "^[^/.]" },
                    "lines": { "type": "object", "required": ["begin"], "properties": { "begin": line, "end": line } },
                },
            },
        },
    } })
}

#[test]
fn gitlab_has_every_finding_under_a_fingerprint_of_its_own() {
    let folder = folder();
    let issues = parsed(folder.path(), "gitlab");
    assert_eq!(problems(&gitlab_schema(), &issues), Vec::<String>::new());
    let (issues, findings) = (issues.as_array().expect("issues"), jsonl(folder.path()));
    assert_eq!(issues.len(), findings.len());
    for (issue, finding) in issues.iter().zip(&findings) {
        assert_eq!(issue["check_name"], finding["rule"]);
        assert_eq!(issue["description"], advice(finding));
        assert_eq!(issue["location"]["path"], finding["path"]);
        assert_eq!(issue["location"]["lines"]["begin"], finding["line"]);
    }
    let lines = |issue: &&Value| issue["location"]["lines"]["end"] != issue["location"]["lines"]["begin"];
    assert_eq!(issues.iter().filter(lines).count(), 2);
    let distinct: HashSet<&str> = issues.iter().map(|issue| text(issue, "fingerprint")).collect();
    assert_eq!(distinct.len(), issues.len());
}

#[test]
fn gitlab_knows_a_finding_again_and_files_by_their_place_in_the_repository() {
    let folder = folder();
    let before = parsed(folder.path(), "gitlab");
    let path = folder.path().join("twice.txt");
    let text = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, format!("The port is old.\n\n{text}")).expect("written");
    let after = parsed(folder.path(), "gitlab");
    let prints = |issues: &Value| -> Vec<Value> {
        issues.as_array().expect("issues").iter().map(|issue| issue["fingerprint"].clone()).collect()
    };
    assert_ne!(before, after);
    assert_eq!(prints(&before), prints(&after));
    let absolute = folder.path().canonicalize().expect("it exists");
    let here = ["check", "--format", "gitlab", absolute.to_str().expect("UTF-8")];
    let output = factlint(&here).current_dir(folder.path()).output().expect("the binary runs");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(prints(&told), prints(&after));
}

#[test]
fn findings_with_one_fingerprint_are_two_issues() {
    let document = Document::plain("a.txt", "one two");
    let two = || vec![finding(Span::new(0, 3), "wrong"), finding(Span::new(4, 7), "wrong")];
    let issues: Value = serde_json::from_str(&made(Gitlab::new(""), &document, two())).expect("JSON");
    assert_eq!(problems(&gitlab_schema(), &issues), Vec::<String>::new());
    assert_ne!(issues[0]["fingerprint"], issues[1]["fingerprint"]);
    let other: Value =
        serde_json::from_str(&made(Gitlab::new(""), &Document::plain("b.txt", "one two"), two()))
            .expect("JSON");
    assert_ne!(issues[0]["fingerprint"], other[0]["fingerprint"]);
}

/// What reviewdog documents of its format, and no more than what it knows.
fn rdjson_schema() -> Value {
    let object = |required: &[&str], properties: Value| json!({ "type": "object", "required": required, "properties": properties, "additionalProperties": false });
    let (some, number) =
        (json!({ "type": "string", "minLength": 1 }), json!({ "type": "integer", "minimum": 1 }));
    let position = object(&["line", "column"], json!({ "line": number, "column": number }));
    let range = object(&["start", "end"], json!({ "start": position, "end": position }));
    let location = object(&["path", "range"], json!({ "path": some, "range": range }));
    let suggestion = object(&["range", "text"], json!({ "range": range, "text": { "type": "string" } }));
    let related = object(&["location"], json!({ "message": some, "location": location }));
    let source =
        object(&["name"], json!({ "name": some, "url": { "type": "string", "pattern": "^https?:" } }));
    let code =
        object(&["value"], json!({ "value": some, "url": { "type": "string", "pattern": "^https?:" } }));
    let properties = json!({
        "message": some,
        "location": location,
        "severity": { "enum": ["ERROR", "WARNING", "INFO"] },
        "source": source,
        "code": code,
        "suggestions": { "type": "array", "items": suggestion },
        "original_output": some,
        "related_locations": { "type": "array", "items": related },
    });
    let diagnostics = json!({ "type": "array", "items": object(&["message", "location"], properties) });
    object(&["diagnostics"], json!({ "source": source, "diagnostics": diagnostics }))
}

/// The byte of a file that a position of rdjson stands for, by the bytes of the file alone.
fn byte(file: &[u8], position: &Value) -> u64 {
    let number = |key: &str| position[key].as_u64().expect("a number") as usize;
    let ends = file.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let start = std::iter::once(0).chain(ends).nth(number("line") - 1).expect("a line");
    (start + number("column") - 1) as u64
}

fn bytes(file: &[u8], range: &Value) -> (u64, u64) {
    (byte(file, &range["start"]), byte(file, &range["end"]))
}

#[test]
fn rdjson_is_valid_and_its_columns_are_bytes() {
    let folder = folder();
    let result = parsed(folder.path(), "rdjson");
    assert_eq!(problems(&rdjson_schema(), &result), Vec::<String>::new());
    assert_eq!(result["source"]["name"], "factlint");
    let (diagnostics, findings) = (result["diagnostics"].as_array().expect("an array"), jsonl(folder.path()));
    assert_eq!(diagnostics.len(), findings.len());
    for (diagnostic, finding) in diagnostics.iter().zip(&findings) {
        let path = text(finding, "path");
        let file = std::fs::read(folder.path().join(path)).expect("read");
        let number = |value: &Value, key: &str| value[key].as_u64().expect("a number");
        let place = |value: &Value| (number(value, "start"), number(value, "end"));
        assert_eq!(diagnostic["message"], advice(finding));
        assert_eq!(diagnostic["code"], json!({ "value": finding["rule"] }));
        assert_eq!(diagnostic["severity"], text(finding, "severity").to_uppercase());
        assert_eq!(diagnostic["location"]["path"], path);
        assert_eq!(bytes(&file, &diagnostic["location"]["range"]), place(finding));
        let labels = finding["labels"].as_array().expect("labels");
        let related = diagnostic["related_locations"].as_array().map_or(&[][..], Vec::as_slice);
        assert_eq!(related.len(), labels.len());
        for (related, label) in related.iter().zip(labels) {
            assert_eq!(related["message"], label["text"]);
            assert_eq!(related["location"]["path"], path);
            assert_eq!(bytes(&file, &related["location"]["range"]), place(label));
        }
        assert_eq!(diagnostic.get("suggestions").is_some(), finding.get("fix").is_some());
        if let Some(fix) = finding.get("fix") {
            let (suggestion, edit) = (&diagnostic["suggestions"][0], &fix["edits"][0]);
            assert_eq!(suggestion["text"], edit["text"]);
            assert_eq!(bytes(&file, &suggestion["range"]), place(edit));
        }
    }
    assert!(findings.iter().any(|f| !f["labels"].as_array().expect("labels").is_empty()));
}

#[test]
fn edits_of_one_fix_are_one_suggestion() {
    let document = Document::plain("a.txt", "Sie aß\nzwei Äpfel.\n");
    let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
    let mut found = finding(Span::new(8, 12), "wrong");
    found.fix =
        Some(Fix { safe: false, edits: vec![edit(4, 7, "ist"), edit(13, 19, ""), edit(19, 20, "!")] });
    let result: Value = serde_json::from_str(&made(Rdjson::default(), &document, vec![found])).expect("JSON");
    let range = json!({ "start": { "line": 1, "column": 5 }, "end": { "line": 2, "column": 13 } });
    let whole = json!([{ "range": range, "text": "ist\nzwei !" }]);
    assert_eq!(result["diagnostics"][0]["suggestions"], whole);
    assert_eq!(problems(&rdjson_schema(), &result), Vec::<String>::new());
}

#[test]
fn nothing_found_is_a_whole_report_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..2 {
        // That nothing was read is told besides.
        let parsed = |format: &str| -> Value {
            serde_json::from_slice(&check(folder.path(), &["--format", format]).stdout).expect("JSON")
        };
        assert_eq!(parsed("gitlab"), json!([]));
        let result = parsed("rdjson");
        assert_eq!(result, json!({ "source": { "name": "factlint" }, "diagnostics": [] }));
        assert_eq!(problems(&rdjson_schema(), &result), Vec::<String>::new());
        std::fs::write(folder.path().join("void.txt"), "").expect("written");
    }
}
