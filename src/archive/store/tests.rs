//! Tests with invented claims: which groups are related, in which order, and what becomes of findings.

use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;
use xxhash_rust::xxh3::xxh3_128;

use super::super::entry::{Entry, Passage};
use super::super::error::AuditError;
use super::super::rows::{ArticleRow, ClaimRow, Fate, Linted, PlaceRow, Unit};
use super::{Known, Lookup, Picked, Seen, Store, Writer, each_entry, relate};
use crate::Severity;
use crate::claims::{Between, Group, Stated};

const RULE: &str = "archive.figure-conflict";

/// A unit that states a figure of a matter.
#[derive(Clone, Copy)]
struct Said(&'static str, u64, &'static str, i64, &'static str);

fn unit(&Said(path, offset, date, key, value): &Said) -> Unit {
    let hash = xxh3_128(format!("{date} {key} {value}").as_bytes()).to_le_bytes();
    Unit { path: path.to_owned(), offset, length: 10, line: 0, record: offset / 10, hash, stamp: 1 }
}

fn row(&Said(_, _, date, key, value): &Said) -> Linted {
    let place = PlaceRow { part: None, start: 3, end: 5, line: 1, column: 4, passage: Passage::default() };
    let (rule, words, value) = (RULE.into(), value.to_owned(), value.to_owned());
    let claim = ClaimRow { rule, severity: Severity::Warning, key, value, words, place };
    let article = ArticleRow {
        number: 1,
        name: None,
        title: None,
        date: Some(date.to_owned()),
        publisher: None,
        findings: Vec::new(),
        claims: vec![claim],
    };
    Linted { articles: vec![article], ..Linted::default() }
}

/// A finding for each claim that differs from the one before it.
fn differs(group: &Group) -> Vec<Between> {
    let mut found = Vec::new();
    let mut last: Option<&Stated> = None;
    for claim in group.kept() {
        if let Some(before) = last.filter(|before| before.value != claim.value) {
            let message = format!("{} was {}", claim.words, before.words);
            let fingerprint = format!("{} {}", before.value, claim.value);
            let (at, counterpart, severity, help) = (claim.id, before.id, Severity::Warning, None);
            found.push(Between { at, counterpart, severity, message, help, fingerprint });
        }
        last = Some(claim);
    }
    found
}

/// Runs an audit over an archive. Returns the groups that were related, by the values of their claims.
fn run(folder: &Path, archive: &[Said], build: i64) -> Vec<Vec<String>> {
    let seen = Arc::new(Seen::default());
    let mut writer = Writer::new(folder, seen.clone(), build).expect("a writer");
    let known = Known::new(folder, seen).expect("a reader");
    for said in archive {
        let unit = unit(said);
        let rows = known.rows(&unit.path, unit.offset, unit.offset).expect("rows");
        let fate = match known.of(&rows, &unit, false).expect("a look") {
            Lookup::Same => Fate::Kept,
            Lookup::Elsewhere(id) => Fate::Moved(id),
            Lookup::Nothing(old) => Fate::Linted(old, Box::new(row(said))),
        };
        writer.add(&unit, fate).expect("written");
    }
    writer.drop_unseen().expect("dropped");
    writer.load().expect("indexes");
    let mut groups = Vec::new();
    let between = |rule: &str, group: &Group| {
        assert_eq!(rule, RULE);
        groups.push(group.kept().map(|claim| claim.value.clone()).collect());
        differs(group)
    };
    assert!(relate(&mut writer, between, |_| true).expect("related"));
    writer.complete().expect("complete");
    groups
}

fn entries(folder: &Path) -> Vec<Entry> {
    let mut entries = Vec::new();
    let store = Store::read(folder).expect("a store");
    let all = each_entry(&store, Picked::All, |entry| {
        entries.push(entry);
        Ok::<_, AuditError>(())
    });
    all.expect("read");
    entries
}

fn messages(folder: &Path) -> Vec<String> {
    entries(folder).into_iter().map(|entry| entry.message).collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

const THREE: [Said; 6] = [
    Said("a", 0, "2024-02-01", 7, "nine"),
    Said("a", 10, "2024-01-01", 7, "eight"),
    Said("a", 20, "2024-01-01", -8, "one"),
    Said("b", 0, "2024-03-01", 7, "nine"),
    Said("b", 10, "2024-03-01", -8, "two"),
    Said("b", 20, "2024-03-01", 9, "alone"),
];

#[test]
fn groups_are_related_in_the_order_of_date_and_place() {
    let folder = folder();
    let groups = run(folder.path(), &THREE, 1);
    assert_eq!(groups, [vec!["one", "two"], vec!["eight", "nine", "nine"]]);
    let entries = entries(folder.path());
    assert_eq!(entries.len(), 2);
    let entry = &entries[0];
    assert_eq!((&*entry.path, entry.start, entry.line, entry.article.index), ("a", 3, 1, 1));
    let other = entry.counterpart.as_ref().expect("a counterpart");
    assert_eq!((&*other.path, other.start, other.article.index), ("a", 13, 2));
    assert_eq!(other.article.date.as_deref(), Some("2024-01-01"));
    assert_eq!((&*entry.passage.words, &*other.passage.words), ("nine", "eight"));
}

#[test]
fn only_groups_that_change_are_related_again() {
    let folder = folder();
    run(folder.path(), &THREE, 1);
    assert!(run(folder.path(), &THREE, 1).is_empty());
    // A claim that is alone gets another.
    let mut more = THREE.to_vec();
    more.push(Said("c", 0, "2024-04-01", 9, "two"));
    assert_eq!(run(folder.path(), &more, 1), [["alone", "two"]]);
    assert_eq!(messages(folder.path()).len(), 3);
    // The claim that is the counterpart goes.
    more.remove(1);
    assert_eq!(run(folder.path(), &more, 1), [["nine", "nine"]]);
    assert_eq!(messages(folder.path()), ["two was one", "two was alone"]);
    // The claim that the finding is about goes.
    more.remove(3);
    assert_eq!(run(folder.path(), &more, 1), [["one"]]);
    assert_eq!(messages(folder.path()), ["two was alone"]);
}

#[test]
fn what_moves_together_is_not_related_again_and_what_changes_places_is() {
    let folder = folder();
    run(folder.path(), &THREE, 1);
    let mut moved = THREE;
    for Said(_, offset, ..) in &mut moved {
        *offset += 100;
    }
    assert!(run(folder.path(), &moved, 1).is_empty());
    let same_day = [Said("a", 0, "2024-01-01", 7, "nine"), Said("a", 10, "2024-01-01", 7, "eight")];
    run(folder.path(), &same_day, 1);
    assert_eq!(messages(folder.path()), ["eight was nine"]);
    let turned = [Said("a", 0, "2024-01-01", 7, "eight"), Said("a", 10, "2024-01-01", 7, "nine")];
    assert_eq!(run(folder.path(), &turned, 1), [["eight", "nine"]]);
    assert_eq!(messages(folder.path()), ["nine was eight"]);
}

#[test]
fn moves_of_a_run_that_was_stopped_are_not_lost() {
    let folder = folder();
    let two = [Said("a", 100, "2024-01-01", 7, "nine"), Said("a", 110, "2024-01-01", 7, "eight")];
    run(folder.path(), &two, 1);
    let turned = [Said("a", 0, "2024-01-01", 7, "eight"), Said("a", 10, "2024-01-01", 7, "nine")];
    {
        // The first has moved before the stop.
        let seen = Arc::new(Seen::default());
        let mut writer = Writer::new(folder.path(), seen.clone(), 1).expect("a writer");
        let known = Known::new(folder.path(), seen).expect("a reader");
        let unit = unit(&turned[0]);
        let Lookup::Elsewhere(id) = known.of(&[], &unit, false).expect("a look") else {
            panic!("it is known")
        };
        writer.add(&unit, Fate::Moved(id)).expect("written");
        writer.commit().expect("committed");
    }
    run(folder.path(), &turned, 1);
    assert_eq!(messages(folder.path()), ["nine was eight"]);
}

#[test]
fn another_build_relates_all_again() {
    let folder = folder();
    run(folder.path(), &THREE, 1);
    assert_eq!(run(folder.path(), &THREE, 2).len(), 2);
    assert_eq!(messages(folder.path()).len(), 2);
}
