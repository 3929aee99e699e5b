//! Articles handed over in parts, and their claims in batches of any size.

use arrow_array::RecordBatch;
use proptest::prelude::*;

use super::*;
use crate::Checker;
use crate::formats::Columns;

fn checker() -> Checker {
    Checker::new().expect("all that ships is loaded")
}

fn rows(checker: &Checker, articles: &[(String, String)]) -> Vec<Row> {
    let (part, mut rows) = (Part::new(checker.config(), None), Vec::new());
    for (path, text) in articles {
        part.lint(path, Given::Text(text), &mut rows);
    }
    rows
}

/// The claims of rows, sorted as they are related.
fn sorted(rows: Vec<Row>) -> Vec<Claim> {
    let mut claims: Vec<Claim> = rows.into_iter().filter_map(|row| row.claim).collect();
    claims.sort_by(|a, b| relation::order(a).cmp(&relation::order(b)));
    claims
}

fn related(checker: &Checker, batches: &[RecordBatch]) -> Result<(Vec<Finding>, Relation), BatchError> {
    let mut relation = Relation::default();
    let mut found = Vec::new();
    for batch in batches {
        found.extend(relation.add(checker.config(), batch)?);
    }
    found.extend(relation.end(checker.config()));
    Ok((found, relation))
}

/// Articles in which a prosecutor's name is spelt in two ways, and a third person's in one.
fn archive() -> Vec<(String, String)> {
    let of = |n: usize| {
        let name = if n % 7 == 3 { "Vasallo" } else { "Vassallo" };
        let text = format!(
            "The case of boat {n} was read by Prosecutor Karl {name} of the Harbour District.\n\n\
             Prosecutor Rita Borg of the Harbour District was there."
        );
        (format!("{n:02}.txt"), text)
    };
    (0..20).map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn batches_of_any_size_give_the_same_findings(size in 1_usize..50) {
        let checker = checker();
        let claims = sorted(rows(&checker, &archive()));
        let whole = related(&checker, &[to_batch(&claims).expect("a batch")]).expect("sorted").0;
        let parts: Vec<RecordBatch> = claims.chunks(size).map(|part| to_batch(part).expect("a batch")).collect();
        prop_assert_eq!(&related(&checker, &parts).expect("sorted").0, &whole);
        let told: Vec<&str> = whole.iter().map(|finding| finding.path.as_str()).collect();
        prop_assert_eq!(told, ["03.txt", "10.txt", "17.txt"]);
        let first = whole[0].counterpart.as_ref().map(|other| (other.path.as_str(), other.words.as_str()));
        prop_assert!(first.is_some_and(|(path, words)| path == "00.txt" && words.contains("Vassallo")), "{:?}", whole[0]);
    }
}

#[test]
fn claims_of_an_article_are_in_the_order_of_its_text_and_not_of_bytes_in_its_columns() {
    let checker = checker();
    let (part, mut rows) = (Part::new(checker.config(), None), Vec::new());
    let columns = Columns {
        title: Some(
            "Tug owner fined after a long trial: Prosecutor Karl Vassallo of the Harbour District speaks",
        ),
        text: Some("Prosecutor Karl Vasallo of the Harbour District read the case of the tug."),
        ..Columns::default()
    };
    part.lint("a", Given::Columns(columns), &mut rows);
    let claims = sorted(rows);
    let names = claims.iter().filter(|claim| claim.rule == "archive.name-variant");
    let told: Vec<(i64, Option<&str>)> = names.map(|claim| (claim.key, claim.part.as_deref())).collect();
    assert_eq!(told.iter().map(|(_, part)| *part).collect::<Vec<_>>(), [Some("title"), Some("text")]);
    assert_eq!(told[0].0, told[1].0, "they are of one group");
}

#[test]
fn claims_that_are_not_sorted_are_refused() {
    let checker = checker();
    let mut claims = sorted(rows(&checker, &archive()));
    claims.reverse();
    let error = related(&checker, &[to_batch(&claims).expect("a batch")]).expect_err("not sorted");
    assert!(error.to_string().contains("claims are not sorted"), "{error}");
}

#[test]
fn the_longest_group_is_told_and_little_of_it_is_kept() {
    let checker = checker();
    let claims = sorted(rows(&checker, &archive()));
    let claim = claims.iter().find(|claim| claim.rule == "archive.name-variant").expect("a name");
    let of = |n: usize| Claim { path: format!("{n:06}.txt"), ..claim.clone() };
    let many: Vec<Claim> = (0..50_000).map(of).collect();
    let batches: Vec<RecordBatch> = many.chunks(1_000).map(|part| to_batch(part).expect("a batch")).collect();
    let mut relation = Relation::default();
    for batch in &batches {
        assert_eq!(relation.add(checker.config(), batch).expect("sorted"), []);
        assert!(relation.kept() <= 16, "{} claims that say the same", relation.kept());
    }
    assert_eq!(relation.end(checker.config()), []);
    let longest = Longest { rule: claim.rule.clone(), key: claim.key, claims: 50_000 };
    assert_eq!(relation.longest(), &longest);
}

#[test]
fn what_cannot_be_read_is_told_in_its_source() {
    let checker = checker();
    let (part, mut rows) = (Part::new(checker.config(), None), Vec::new());
    part.lint("a.docx", Given::File(b"no archive"), &mut rows);
    part.lint("b.jsonl.gz", Given::File(b"not packed"), &mut rows);
    part.lint("c", Given::Columns(Columns::default()), &mut rows);
    let errors: Vec<bool> =
        rows.iter().map(|row| row.source.as_ref().is_some_and(|s| s.error.is_some())).collect();
    assert_eq!(errors, [true; 3]);
}

#[test]
fn each_record_of_a_file_is_a_source_with_its_place() {
    let checker = checker();
    let (part, mut rows) = (Part::new(checker.config(), None), Vec::new());
    let line =
        |id: &str| format!("{{\"id\": \"{id}\", \"text\": \"Rescuers found the nine seven sailors.\"}}\n");
    let file = [line("a"), "\n".to_owned(), line("b")].concat();
    part.lint("news.jsonl", Given::File(file.as_bytes()), &mut rows);
    let sources: Vec<(i64, i64, i64)> =
        rows.iter().filter_map(|row| row.source.as_ref()).map(|s| (s.offset, s.line, s.record)).collect();
    let second = line("a").len() as i64 + 1;
    assert_eq!(sources, [(0, 0, 0), (second, 2, 1)]);
    let found = rows.iter().filter_map(|row| row.finding.as_ref()).find(|found| found.offset == second);
    let found = found.expect("a finding in the second record");
    assert_eq!(found.line, 3);
    assert_eq!(&file[found.start as usize..found.end as usize], "nine seven");
}
