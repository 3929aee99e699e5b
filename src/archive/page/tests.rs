//! What the page promises: it is written as a stream, no text ends an element, and totals and charts
//! are there without the script.

mod sample;

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use proptest::prelude::*;
use scraper::{Html, Selector};
use serde_json::Value;

use super::{Page, write};
use crate::archive::entry::{Entry, Passage};
use crate::archive::totals::{OfSource, OfYear, Totals, Unread};
use sample::{entries, entry, rules, totals};

fn page_of(entries: Vec<Entry>) -> String {
    let mut out = Vec::new();
    let totals = totals(&entries);
    write(&mut out, &totals, &rules(), &mut entries.into_iter().map(Ok)).expect("memory takes all");
    String::from_utf8(out).expect("UTF-8")
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).map(|element| element.text().collect()).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
}

fn blocks(page: &Html, class: &str) -> Vec<Value> {
    let blocks = texts(page, &format!("script.{class}"));
    blocks.iter().map(|block| serde_json::from_str(block).expect("JSON")).collect()
}

#[test]
fn a_finding_is_whole_in_its_block() {
    let mut entry = entry(0);
    entry.counterpart = Some(sample::counterpart(3));
    let page = Html::parse_document(&page_of(vec![entry.clone()]));
    assert!(page.errors.is_empty(), "{:?}", page.errors);

    let [rows] = &*blocks(&page, "rows") else { panic!("one block") };
    let text = |at: &Value| rows["texts"][at.as_u64().expect("a place") as usize].as_str();
    assert_eq!(text(&rows["rule"][0]), Some(&*entry.rule));
    assert_eq!(text(&rows["message"][0]), Some(&*entry.message));
    assert_eq!(rows["words"][0], *entry.passage.words);
    assert_eq!(text(&rows["articles"][0][0]), Some(&*entry.path));
    let other = entry.counterpart.expect("one");
    assert_eq!(rows["other"], serde_json::json!([[0, 1]]));
    assert_eq!(text(&rows["articles"][1][0]), Some(&*other.path));

    let [more] = &*blocks(&page, "more") else { panic!("one block") };
    assert_eq!(more[0]["print"], *entry.fingerprint);
    assert_eq!(more[0]["before"], *entry.passage.before);
    assert_eq!(more[0]["at"], serde_json::json!([entry.line, entry.column, entry.start, entry.end]));
    assert_eq!(text(&more[0]["help"]), entry.help.as_deref());
    assert_eq!(more[0]["other"][1], *other.passage.words);
}

#[test]
fn what_several_findings_have_stands_once_in_a_block() {
    let same = entry(1);
    let page = page_of(vec![same.clone(), same.clone(), same.clone()]);
    let [rows] = &*blocks(&Html::parse_document(&page), "rows") else { panic!("one block") };
    assert_eq!(rows["articles"].as_array().map(Vec::len), Some(1));
    assert_eq!(page.matches(&*same.message).count(), 1);
}

/// Counts what is written at once, and keeps none of it.
#[derive(Clone, Default)]
struct Counter(Rc<RefCell<usize>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        *self.0.borrow_mut() += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn findings_are_written_as_they_come() {
    let written = Counter::default();
    let mut page = Page::new(written.clone(), &Totals::default(), &[]).expect("taken");
    let mut lengths = Vec::new();
    for i in 0..4000 {
        page.entry(&entry(i)).expect("taken");
        lengths.push(*written.0.borrow());
    }
    for full in [999, 1999, 2999, 3999] {
        assert!(lengths[full] > lengths[full - 1] + 100_000, "a block at {full}");
        assert_eq!(lengths[full - 1], lengths[full - 999], "nothing between blocks");
    }
}

#[test]
fn an_error_of_the_entries_or_the_disk_comes_back() {
    let mut broken = [Ok(entry(0)), Err(io::Error::other("the store is gone"))].into_iter();
    let error = write(&mut Vec::new(), &Totals::default(), &[], &mut broken).expect_err("fails");
    assert_eq!(error.to_string(), "the store is gone");

    let mut full = [0; 100];
    let error = write(&mut &mut full[..], &Totals::default(), &[], &mut std::iter::empty()).expect_err("fails");
    assert_eq!(error.kind(), io::ErrorKind::WriteZero);
}

#[test]
fn without_the_script_there_are_totals_and_charts() {
    let all: Vec<Entry> = entries(500).collect();
    let page = Html::parse_document(&page_of(all.clone()));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert_eq!(texts(&page, ".total")[0], "500 findings in 2,000 articles");
    for (kind, of) in [
        ("rule", all.iter().filter(|e| e.rule == all[0].rule).count()),
        ("source", all.iter().filter(|e| e.article.source == all[0].article.source).count()),
    ] {
        let key = if kind == "rule" { all[0].rule.to_string() } else { all[0].article.source.clone().expect("one") };
        let bars = format!(".chart[data-kind={kind}] .bar[data-key=\"{key}\"]");
        assert_eq!(texts(&page, &format!("{bars} .number")), [of.to_string()]);
        assert!(attributes(&page, &bars, "title")[0].starts_with(&format!("{key}: {of} finding")));
    }
    assert!(texts(&page, "noscript")[0].contains("findings.csv"));
    assert_eq!(attributes(&page, "#table", "hidden"), [""]);
}

#[test]
fn bars_are_links_to_what_they_count() {
    let mut one = entry(0);
    one.article.source = Some("Fisher & Sons, \"The <Net>\" #1=50%".to_owned());
    let page = Html::parse_document(&page_of(vec![one]));
    let href = attributes(&page, "[data-kind=source] .bar", "href");
    assert_eq!(href, ["#source=Fisher%20%26%20Sons%2C%20%22The%20%3CNet%3E%22%20%231%3D50%25"]);
    let unknown = Totals {
        warnings: 2,
        by_year: vec![OfYear { year: None, articles: 2, findings: 2 }],
        by_source: vec![OfSource { source: None, articles: 2, findings: 2 }],
        ..Totals::default()
    };
    let mut out = Vec::new();
    write(&mut out, &unknown, &[], &mut std::iter::empty()).expect("taken");
    let page = Html::parse_document(&String::from_utf8(out).expect("UTF-8"));
    assert_eq!(attributes(&page, ".bar", "href"), ["#source=", "#year="]);
    assert_eq!(attributes(&page, ".bar", "title"), [
        "not known: 2 findings in 2 articles",
        "no date: 2 findings in 2 articles"
    ]);
}

#[test]
fn years_without_an_article_keep_their_place() {
    let of = |year: &str, findings| OfYear { year: Some(year.to_owned()), articles: 9, findings };
    let totals = Totals { errors: 3, by_year: vec![of("0204", 1), of("2019", 1), of("2022", 1)], ..Totals::default() };
    let mut out = Vec::new();
    write(&mut out, &totals, &[], &mut std::iter::empty()).expect("taken");
    let page = Html::parse_document(&String::from_utf8(out).expect("UTF-8"));
    let years = attributes(&page, ".years .bar", "data-key");
    assert_eq!(years, ["0204", "2019", "2020", "2021", "2022"], "a slip in a date is not two thousand years");
}

#[test]
fn an_audit_without_findings_says_so() {
    let totals = Totals {
        articles: 1,
        files: 2,
        unreadable: 1,
        unread: vec![Unread { path: "a<b>.txt".to_owned(), offset: 1200, reason: "not <UTF-8>".to_owned() }],
        ..Totals::default()
    };
    let mut out = Vec::new();
    write(&mut out, &totals, &rules(), &mut std::iter::empty()).expect("taken");
    let page = Html::parse_document(&String::from_utf8(out).expect("UTF-8"));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert_eq!(texts(&page, ".total"), ["No findings in 1 article."]);
    assert!(texts(&page, ".chart, #table").is_empty());
    assert_eq!(texts(&page, "#unread li"), ["a<b>.txt at byte 1,200 not <UTF-8>"]);
}

#[test]
fn the_policy_allows_only_the_style_and_the_script_of_the_page() {
    let page = page_of(vec![entry(0)]);
    let policy = attributes(&Html::parse_document(&page), "meta[http-equiv]", "content");
    assert!(policy[0].starts_with("default-src 'none'; style-src 'sha256-"), "{policy:?}");
    for loads in ["http:", "https:", " src=", "url(", "@import", " style=", "innerHTML", "eval("] {
        assert!(!page.contains(loads), "{loads}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever articles say, the page has the same elements, and the script reads the same texts.
    #[test]
    fn no_text_ends_an_element(
        texts_of in prop::collection::vec("(</?(script|style|title)>|<!--|-->|\\]\\]>|[&<>\"'\u{2028}\u{202e}\u{0}\u{fffe}]|\\PC){0,12}", 9),
    ) {
        let [title, path, message, words, before, rule, source, help, id] = &*texts_of else { unreachable!() };
        let mut one = entry(0);
        one.rule = rule.as_str().into();
        one.path.clone_from(path);
        one.message.clone_from(message);
        one.help = Some(help.clone());
        one.article.title = Some(title.clone());
        one.article.source = Some(source.clone());
        one.article.id = Some(id.clone());
        one.passage = Passage { before: before.clone(), words: words.clone(), after: before.clone() };
        let plain = Html::parse_document(&page_of(vec![entry(0)]));
        let page = Html::parse_document(&page_of(vec![one]));
        let count = |page: &Html| Selector::parse("*").map(|all| page.select(&all).count()).ok();
        prop_assert_eq!(count(&page), count(&plain));
        let rows = &blocks(&page, "rows")[0];
        prop_assert_eq!(&rows["words"][0], words);
        prop_assert_eq!(&rows["articles"][0][1], title);
        prop_assert_eq!(&blocks(&page, "more")[0][0]["before"], before);
    }
}

/// Not a test: `FACTLINT_PAGE=page.html FACTLINT_FINDINGS=100000 cargo test --lib page_to_look_at --
/// --ignored` writes a page for tests/browser/audit.mjs, and for who wants to see one.
#[test]
#[ignore = "writes a page to look at"]
fn page_to_look_at() {
    let path = std::env::var("FACTLINT_PAGE").expect("FACTLINT_PAGE is a path");
    let n = std::env::var("FACTLINT_FINDINGS").map_or(100_000, |n| n.parse().expect("FACTLINT_FINDINGS is a number"));
    let mut out = io::BufWriter::new(std::fs::File::create(path).expect("created"));
    let totals = sample::totals_of(n);
    write(&mut out, &totals, &rules(), &mut entries(n).map(Ok)).expect("written");
}
