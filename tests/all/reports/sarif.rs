//! The report in SARIF, held against its schema and against what jsonl says of the same run.

use std::path::Path;
use std::process::Command;

use crate::common::{check, folder, report, run, stderr, stdout};
use serde_json::Value;

/// The official schema of SARIF 2.1.0, as the crate `serde-sarif` brings it.
fn sarif_schema() -> Value {
    // Of other platforms not everything need be here.
    let rustc = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let rustc = stdout(&rustc);
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&cargo.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").expect("a dependency");
    let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
    let schema = manifest.with_file_name("src").join("schema.json");
    let schema = std::fs::read_to_string(schema).expect("it is there");
    let mut schema: Value = serde_json::from_str(&schema).expect("JSON");
    // Its pattern for the property `language`, which is not written, has a stray bracket.
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        language.as_object_mut().expect("a property").remove("pattern");
    }
    schema
}

#[test]
fn sarif_is_valid_and_says_what_jsonl_says() {
    let validator = jsonschema::validator_for(&sarif_schema()).expect("a schema");
    let folder = folder();
    let log: Value = serde_json::from_str(&report(folder.path(), &["--format", "sarif"])).expect("JSON");
    let problems: Vec<String> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let read: serde_sarif::sarif::Sarif = serde_json::from_value(log.clone()).expect("SARIF");
    assert_eq!(read.runs.len(), 1);

    let lines = report(folder.path(), &["--format", "jsonl"]);
    let findings: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(findings.len() > 3 && findings.iter().any(|f| f.get("fix").is_some()));
    assert_eq!(results.len(), findings.len());
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    for (result, finding) in results.iter().zip(&findings) {
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        assert_eq!(result["ruleId"], finding["rule"]);
        assert_eq!(rules[result["ruleIndex"].as_u64().expect("an index") as usize]["id"], finding["rule"]);
        assert_eq!(result["partialFingerprints"]["factlint/v1"], finding["fingerprint"]);
        let (start, end) =
            (finding["start"].as_u64().expect("a byte"), finding["end"].as_u64().expect("a byte"));
        assert_eq!(region["byteOffset"], start);
        assert_eq!(region["byteLength"], end - start);
        assert_eq!((&region["startLine"], &region["startColumn"]), (&finding["line"], &finding["column"]));
        assert_eq!(result.get("fixes").is_some(), finding.get("fix").is_some());
        let labels = result.get("relatedLocations").map_or(0, |l| l.as_array().expect("places").len());
        assert_eq!(labels, finding["labels"].as_array().expect("labels").len());
    }
    let uris: Vec<&Value> =
        results.iter().map(|r| &r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).collect();
    assert!(uris.contains(&&Value::from("%C3%A9t%C3%A9%20100%25.txt")), "{uris:?}");
}

#[test]
fn sarif_of_nothing_is_valid() {
    let output = run(&["check", "--no-config", "--format", "sarif", "examples/clean.txt"]);
    let log: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
    assert!(jsonschema::validator_for(&sarif_schema()).expect("a schema").is_valid(&log));
}

#[test]
fn sarif_has_what_the_baseline_suppresses() {
    let folder = folder();
    let known = stderr(&check(folder.path(), &["--write-baseline", "--baseline", "known.toml"]));
    assert!(known.contains("added"), "{known}");
    let log = report(folder.path(), &["--baseline", "known.toml", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&log).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert!(!results.is_empty());
    assert!(results.iter().all(|result| result["suppressions"][0]["kind"] == "external"));
    assert!(jsonschema::validator_for(&sarif_schema()).expect("a schema").is_valid(&log));
}
