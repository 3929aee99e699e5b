//! The rules that ship: all files are part of the binary, and all examples hold.

use std::collections::BTreeSet;

use crate::common::LINTER;
use factlint::selftest::SelfTest;

#[test]
fn every_example_holds() {
    let test = SelfTest::run(&LINTER, |_| true);
    let failures: Vec<String> =
        test.failures.iter().map(|f| format!("{} {}: {}", f.rule, f.example, f.what)).collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn every_rule_has_two_examples_that_fire_and_three_that_do_not() {
    for rule in LINTER.rules().all() {
        assert!(rule.fires().len() >= 2, "{} fires {} times", rule.id, rule.fires().len());
        assert!(rule.silent().len() >= 3, "{} is silent {} times", rule.id, rule.silent().len());
    }
}

#[test]
fn every_rule_file_is_part_of_the_binary() {
    let loaded: BTreeSet<String> = LINTER.rules().all().iter().map(|r| r.file.to_string()).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8"))
        .filter(|name| name.ends_with(".toml"))
        .collect();
    assert_eq!(loaded, there);
}
