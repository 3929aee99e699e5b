//! The reports in XML: junit held against the schema of Jenkins and read by a library that reads
//! such files, and both against what jsonl says of the same run.

use std::collections::HashSet;

use crate::common::{advice, check, finding, folder, jsonl, made, report, stdout, text};
use factlint::report::{Checkstyle, Junit};
use factlint::{Document, Label, Span};
use serde_json::Value;
use uppsala::XsdValidator;

const FILES: [&str; 5] = ["a,b:c.txt", "clean.txt", "mark.txt", "twice.txt", "été 100%.txt"];

/// The schema of Jenkins: see `tests/data/schemas`.
fn junit_problems(document: &str) -> Vec<String> {
    let schema = uppsala::parse(include_str!("../../data/schemas/junit-10.xsd")).expect("XML");
    let validator = XsdValidator::from_schema(&schema).expect("a schema");
    let document = uppsala::parse(document).expect("XML");
    validator.validate(&document).iter().map(ToString::to_string).collect()
}

#[test]
fn junit_is_valid_and_has_a_failed_case_for_each_finding() {
    let folder = folder();
    let document = report(folder.path(), &["--format", "junit"]);
    assert_eq!(junit_problems(&document), Vec::<String>::new());
    assert_ne!(junit_problems(&document.replace(" classname=", " file=")), Vec::<String>::new());

    let read = junit_parser::from_reader(document.as_bytes()).expect("JUnit");
    let findings = jsonl(folder.path());
    let paths: Vec<&str> = read.suites.iter().map(|suite| suite.name.as_str()).collect();
    assert_eq!(paths, FILES);
    for suite in &read.suites {
        let found: Vec<&Value> = findings.iter().filter(|f| f["path"] == suite.name).collect();
        assert_eq!(suite.file.as_deref(), Some(suite.name.as_str()));
        assert_eq!((suite.failures, suite.errors, suite.skipped), (found.len() as u64, 0, 0));
        assert_eq!((suite.tests, suite.cases.len()), (found.len().max(1) as u64, found.len().max(1)));
        let names: HashSet<&str> = suite.cases.iter().map(|case| case.original_name.as_str()).collect();
        assert_eq!(names.len(), suite.cases.len(), "{names:?}");
        for (case, finding) in suite.cases.iter().zip(found) {
            let failure = case.status.failure_as_ref();
            assert!(case.original_name.starts_with(&format!(
                "{}: {}",
                text(finding, "rule"),
                failure.message
            )));
            assert_eq!(case.classname.as_deref(), suite.name.strip_suffix(".txt"));
            assert_eq!(failure.message, text(finding, "message"));
            assert_eq!(failure.failure_type, text(finding, "severity"));
            let place = format!("{}:{}:{}: ", suite.name, finding["line"], finding["column"]);
            assert!(failure.text.starts_with(&place), "{}", failure.text);
            let lines = 2 + finding["labels"].as_array().expect("labels").len();
            assert_eq!(failure.text.lines().count(), lines, "{}", failure.text);
        }
    }
    let clean = &read.suites[1].cases;
    assert!(clean.len() == 1 && clean[0].status.is_success());
    let numbered =
        read.suites[3].cases.iter().filter(|case| case.original_name.ends_with("stands twice (3)"));
    assert_eq!(numbered.count(), 1);
}

/// The attributes of the elements of a name, by name; those of their parent before them.
fn attributes(document: &str, name: &str, parent: &str, keys: &[&str]) -> Vec<Vec<String>> {
    let document = uppsala::parse(document).expect("XML");
    let of = |id, key: &str| document.get_attribute(id, key).expect("an attribute").to_owned();
    let all = document.get_elements_by_tag_name(name).into_iter();
    all.map(|id| {
        let above = document.parent(id).expect("a parent");
        keys.iter().map(|key| of(id, key)).chain([of(above, parent)]).collect()
    })
    .collect()
}

#[test]
fn checkstyle_has_every_file_and_says_what_jsonl_says() {
    let folder = folder();
    let document = report(folder.path(), &["--format", "checkstyle"]);
    let files = attributes(&document, "file", "version", &["name"]);
    let named = FILES;
    assert_eq!(files, named.map(|name| vec![name.to_owned(), "4.3".to_owned()]));
    let keys = ["line", "column", "severity", "source", "message"];
    let errors = attributes(&document, "error", "name", &keys);
    let expected: Vec<Vec<String>> = jsonl(folder.path())
        .iter()
        .map(|finding| {
            vec![
                finding["line"].to_string(),
                finding["column"].to_string(),
                text(finding, "severity").to_owned(),
                format!("factlint.{}", text(finding, "rule")),
                advice(finding),
                text(finding, "path").to_owned(),
            ]
        })
        .collect();
    assert_eq!(errors, expected);
}

#[test]
fn findings_that_say_the_same_are_two_cases() {
    let document = Document::plain("a.txt", "one two");
    let two = vec![finding(Span::new(0, 3), "wrong"), finding(Span::new(4, 7), "wrong")];
    let read = junit_parser::from_reader(made(Junit::default(), &document, two).as_bytes()).expect("JUnit");
    let names: Vec<&str> = read.suites[0].cases.iter().map(|case| case.original_name.as_str()).collect();
    assert_eq!(names, ["house.some: wrong", "house.some: wrong (2)"]);
}

#[test]
fn xml_holds_any_character_or_a_mark_in_its_place() {
    let all: String =
        ('\0'..='\u{2ff}').chain(['\u{2028}', '\u{fffd}', '\u{fffe}', '\u{ffff}', '😀']).collect();
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let held: String = all.chars().map(|c| if allowed(c) { c } else { '\u{fffd}' }).collect();
    let document = Document::plain(&*all, "one two");
    let mut found = finding(Span::new(0, 3), &all);
    found.help = Some("]]> &amp;".to_owned());
    found.labels = vec![Label { span: Span::new(4, 7), text: all.clone() }];

    let errors = made(Checkstyle::default(), &document, vec![found.clone()]);
    let errors = attributes(&errors, "error", "name", &["message"]);
    assert_eq!(errors, [[format!("{held}; ]]> &amp;"), held.clone()]]);

    let document = made(Junit::default(), &document, vec![found]);
    assert_eq!(junit_problems(&document), Vec::<String>::new());
    let failures = attributes(&document, "failure", "name", &["message"]);
    assert_eq!(failures, [[held.clone(), format!("house.some: {held}")]]);
    let read = uppsala::parse(&document).expect("XML");
    let failure = read.get_elements_by_tag_name("failure")[0];
    let told = format!("{held}:1:1: info house.some {held}\n{held}:1:5: {held}\nhelp: ]]> &amp;");
    assert_eq!(read.text_content_deep(failure), told);
}

#[test]
fn nothing_found_is_a_whole_report_too() {
    let folder = tempfile::tempdir().expect("a folder");
    for suites in [0, 1] {
        // That nothing was read is told besides.
        let report = |format: &str| stdout(&check(folder.path(), &["--format", format]));
        let document = report("junit");
        assert_eq!(junit_problems(&document), Vec::<String>::new());
        let read = junit_parser::from_reader(document.as_bytes()).expect("JUnit");
        assert_eq!(read.suites.len(), suites);
        let document = report("checkstyle");
        assert_eq!(attributes(&document, "file", "version", &["name"]).len(), suites);
        assert!(attributes(&document, "error", "name", &[]).is_empty());
        std::fs::write(folder.path().join("void.txt"), "").expect("written");
    }
}
