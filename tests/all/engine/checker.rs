//! The engine goes by a configuration, with rule files and word lists that are handed over.

use std::collections::BTreeMap;

use factlint::gate::Fixes;
use factlint::{Checker, SetupError};

const TEXT: &str = "Pier opens\n\nThe mayor said the the pier is open.\n";

fn found(config: &str, files: &[(&str, &str)], path: &str) -> Vec<String> {
    let files: BTreeMap<String, String> =
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let checker = Checker::configured(config, &files, path).expect("it is accepted");
    let findings = checker.check(TEXT).findings;
    findings.iter().map(|finding| format!("{} {}", finding.severity.name(), finding.rule)).collect()
}

#[test]
fn severities_overrides_and_house_rules_apply() {
    assert_eq!(found("", &[], ""), ["error text.doubled-word"]);
    assert!(found("[rules]\ntext = \"off\"\n", &[], "").is_empty());
    let overrides = "[[overrides]]\npaths = [\"old/**\"]\nrules = { text = \"info\" }\n";
    assert_eq!(found(overrides, &[], "old/pier.txt"), ["info text.doubled-word"]);
    assert_eq!(found(overrides, &[], "new/pier.txt"), ["error text.doubled-word"]);
    let rule = "[[rule]]\nid = \"house.pier\"\nseverity = \"warning\"\nsummary = \"A pier\"\n\
        why = \"It is a jetty.\"\nmessage = \"{pier} is a jetty\"\npattern = [{ word = \"pier\", as = \"pier\" }]\n\
        forbid = { of = \"pier\" }\n[[rule.fires]]\ntext = \"The «pier» is open.\"\n\
        [[rule.silent]]\ntext = \"The jetty is open.\"\nbecause = \"that is its name\"\n";
    let with = found("extend = [\"rules/*.toml\"]\n", &[("rules/house.toml", rule)], "");
    assert!(with.contains(&"warning house.pier".to_owned()), "{with:?}");
}

#[test]
fn a_configuration_that_is_wrong_is_refused_with_its_place() {
    let refused = Checker::configured("[rules]\ntxt = \"off\"\n", &BTreeMap::new(), "").expect_err("refused");
    let SetupError::Refused(refused) = refused else { panic!("{refused}") };
    assert_eq!((refused.file.as_str(), refused.problems.len()), ("factlint.toml", 1));
    assert_eq!(refused.problems[0].at, Some(8..11));
    assert!(refused.problems[0].to_string().contains("did you mean"), "{}", refused.problems[0]);
}

#[test]
fn fixes_are_made_in_a_text() {
    let fixed = Checker::new().expect("what ships loads").fix(TEXT, Fixes::Safe).expect("it ends");
    let (bytes, checked) = fixed.file.expect("it is changed");
    assert_eq!(String::from_utf8(bytes).expect("text"), TEXT.replace("the the", "the"));
    assert!(checked.findings.is_empty() && fixed.made == 1);
}
