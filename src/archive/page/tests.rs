use std::io::Read as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::DeflateDecoder;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use super::*;
use crate::archive::entry::{About, Counterpart, Mark, Passage};
use crate::archive::totals::{OfRule, OfSource, OfYear, Unread};

mod archive;
use archive::Archive;

const HOSTILE: &str = "it says </script><script>alert(1)</script> & <!-- \u{2028} \u{0} ]]>";

fn entry(n: usize, severity: Severity, message: &str) -> Entry {
    Entry {
        rule: "text.doubled-word".into(),
        severity,
        path: format!("harbour/{n}.txt"),
        article: About { index: 1, title: Some("Pier <b>opens</b>".to_owned()), ..About::default() },
        message: message.to_owned(),
        help: None,
        part: None,
        start: 0,
        end: 7,
        line: 1,
        column: 1,
        passage: Passage { words: "the the".to_owned(), after: " pier".to_owned(), ..Passage::default() },
        labels: Vec::new(),
        counterpart: None,
        fingerprint: format!("{n:016x}"),
    }
}

fn bytes(totals: &Totals, entries: &[Entry]) -> Vec<u8> {
    let info = RuleInfo {
        id: "text.doubled-word".into(),
        severity: Severity::Error,
        summary: "A word twice".to_owned(),
        why: "One is one too many.".to_owned(),
    };
    let mut page = Page::new(Vec::new(), totals, &[info]).expect("written");
    entries.iter().for_each(|entry| page.entry(entry).expect("written"));
    page.finish().expect("written")
}

/// The page, parsed as a browser would parse it, without errors.
fn parse(page: &[u8]) -> Html {
    let page = Html::parse_document(std::str::from_utf8(page).expect("UTF-8"));
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

fn all<'h>(page: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    page.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect::<Vec<_>>().concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).iter().map(text).collect()
}

/// The contents of the blocks of a class.
fn blocks(page: &Html, class: &str) -> Vec<String> {
    let unpacked = |packed: String| {
        let packed = BASE64_STANDARD.decode(packed).expect("base64");
        let mut text = String::new();
        DeflateDecoder::new(&packed[..]).read_to_string(&mut text).expect("deflated");
        text
    };
    texts(page, &format!("script.{class}")).into_iter().map(unpacked).collect()
}

fn rows(page: &Html) -> Vec<Value> {
    blocks(page, "rows").iter().map(|block| serde_json::from_str(block).expect("JSON")).collect()
}

/// The texts of a column.
fn column(rows: &Value, name: &str) -> Vec<Option<String>> {
    let at = |place: &Value| rows["texts"][place.as_u64()? as usize].as_str().map(str::to_owned);
    rows[name].as_array().expect("a column").iter().map(at).collect()
}

#[test]
fn all_findings_are_in_blocks_and_no_text_of_theirs_is_markup() {
    let n = 2 * block::FINDINGS + 1;
    let mut entries: Vec<Entry> = (0..n).map(|n| entry(n, Severity::Error, HOSTILE)).collect();
    entries[n - 1].article.title = None;
    let totals = Totals { errors: n as u64, ..Totals::default() };
    let page = parse(&bytes(&totals, &entries));
    let rows = rows(&page);
    assert_eq!(rows.iter().map(|r| column(r, "rule").len()).collect::<Vec<_>>(), [1000, 1000, 1]);
    let of = |name| column(&rows[2], name).remove(0);
    assert_eq!(of("message").as_deref(), Some(HOSTILE));
    assert_eq!(of("words").as_deref(), Some("the the"));
    assert_eq!(of("path").as_deref(), Some("harbour/2000.txt"));
    assert_eq!((of("title"), of("date")), (None, None));
    assert_eq!(rows[0]["texts"].as_array().map(Vec::len), Some(1000 + 4), "what repeats is there once");
    let read: Vec<Entry> = blocks(&page, "entries")
        .iter()
        .flat_map(|block| block.lines())
        .map(|line| serde_json::from_str(line).expect("a line of findings.jsonl"))
        .collect();
    assert_eq!(read, entries);
    assert_eq!(all(&page, "script:not([class])").len(), 1, "no script but the page's own");
    assert!(all(&page, "b").is_empty());
}

#[test]
fn what_a_block_has_is_written_and_let_go() {
    let totals = Totals { errors: 10_000, ..Totals::default() };
    let mut page = Page::new(Vec::new(), &totals, &[]).expect("written");
    for n in 0..2500 {
        let before = page.out.len();
        page.entry(&entry(n, Severity::Error, "twice")).expect("written");
        assert_eq!(page.out.len() > before, (n + 1) % block::FINDINGS == 0, "{n}");
        page.out.truncate(before);
    }
    assert!(!page.finish().expect("written").is_empty());
}

#[test]
fn names_of_rules_sources_and_files_are_text() {
    let name = "</script><i>Post\" onclick=\"alert(1)";
    let totals = Totals {
        errors: 1,
        unreadable: 1,
        by_rule: vec![OfRule { rule: name.into(), severity: "error".to_owned(), findings: 1 }],
        by_source: vec![OfSource { source: Some(name.to_owned()), articles: 1, findings: 1 }],
        unread: vec![Unread { path: name.to_owned(), offset: 1234, reason: "<b>no</b>".to_owned() }],
        ..Totals::default()
    };
    let page = parse(&bytes(&totals, &[]));
    assert_eq!(texts(&page, ".across .name"), [name, name]);
    let values: Vec<_> = all(&page, ".across").iter().filter_map(|bar| bar.attr("data-value")).collect();
    assert_eq!(values, [name, name]);
    assert_eq!(texts(&page, ".unread li"), [format!("{name} from byte 1,234 <b>no</b>")]);
    assert!(all(&page, "i, b, [onclick]").is_empty());
}

#[test]
fn the_page_lets_nothing_in_and_asks_for_nothing() {
    let page = bytes(&Totals { errors: 1, ..Totals::default() }, &[entry(0, Severity::Error, "twice")]);
    let html = parse(&page);
    let policy = all(&html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").expect("a policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(all(&html, "[src], [srcset], [style], [onclick], iframe, img, object, base").is_empty());
    let page = String::from_utf8(page).expect("UTF-8");
    for from_outside in ["http://", "https://", "@import", "url("] {
        assert!(!page.contains(from_outside), "{from_outside}");
    }
}

#[test]
fn totals_and_charts_stand_without_the_script() {
    let rule = |rule: &str, severity: &str, findings| OfRule {
        rule: rule.into(),
        severity: severity.to_owned(),
        findings,
    };
    let year =
        |year: Option<&str>, findings| OfYear { year: year.map(str::to_owned), articles: 10, findings };
    let source = |n: u64| OfSource { source: Some(format!("Gazette {n}")), articles: 1, findings: 300 - n };
    let totals = Totals {
        files: 1,
        articles: 12_345,
        suppressed: 1,
        unreadable: 2,
        errors: 1,
        warnings: 1_234_567,
        by_rule: vec![
            rule("text.spacing", "warning", 1_000_000),
            rule("text.doubled-word", "error", 1),
            rule("text.doubled-word", "warning", 2_000_000),
        ],
        by_year: vec![year(None, 5), year(Some("2001"), 4), year(Some("2003"), 8)],
        by_source: (0..250).map(source).collect(),
        ..Totals::default()
    };
    let page = parse(&bytes(&totals, &[]));
    insta::assert_snapshot!(texts(&page, ".totals > *").join("\n"), @"
    1,234,568 findings
    1 error
    1,234,567 warnings
    in 12,345 articles of 1 file; 1 suppressed; 2 not readable
    ");
    let bars = |filter: &str| {
        let bars = all(&page, &format!("button[data-filter={filter}]"));
        let told = bars.iter().map(|bar| bar.attr("title").unwrap_or("-").to_owned());
        told.collect::<Vec<_>>()
    };
    assert_eq!(
        bars("rule"),
        ["text.doubled-word: 2,000,001 findings", "text.spacing: 1,000,000 findings"],
        "a rule of two severities has one bar"
    );
    assert_eq!(
        bars("year"),
        [
            "2001: 4 findings in 10 articles",
            "-",
            "2003: 8 findings in 10 articles",
            "no date: 5 findings in 10 articles"
        ],
        "a year between others has its place"
    );
    let sizes = |selector: &str, of: &str| -> Vec<String> {
        all(&page, selector).iter().filter_map(|bar| bar.attr(of).map(str::to_owned)).collect()
    };
    assert_eq!(sizes(".up .whole", "height"), ["500", "0", "1000"]);
    assert_eq!(sizes("[data-filter=rule] .whole", "width"), ["1000", "500"]);
    assert_eq!(bars("source").len(), 200);
    assert_eq!(texts(&page, ".folded > summary"), ["190 more"]);
    assert_eq!(texts(&page, ".left"), ["And 50 more with 3,775 findings."]);
    assert!(texts(&page, "noscript").concat().contains("findings.csv"));
}

#[test]
fn charts_of_nothing_known_are_left_out() {
    let totals = Totals {
        errors: 1,
        by_year: vec![OfYear { year: None, articles: 1, findings: 1 }],
        by_source: vec![OfSource { source: None, articles: 1, findings: 1 }],
        ..Totals::default()
    };
    assert_eq!(texts(&parse(&bytes(&totals, &[])), ".chart h2"), ["By rule"]);
}

#[test]
fn without_findings_there_is_no_table() {
    let page = parse(&bytes(&Totals { articles: 3, ..Totals::default() }, &[]));
    assert_eq!(texts(&page, "p.none"), ["Nothing was found."]);
    assert!(all(&page, "#findings, .charts, script[class]").is_empty());
    let page = parse(&bytes(&Totals::default(), &[]));
    assert_eq!(texts(&page, "p.none"), ["No article was read."]);
}

#[test]
fn of_more_findings_than_a_browser_takes_the_gravest_are_on_the_page() {
    let totals = Totals { errors: 1, warnings: 4, infos: 2, ..Totals::default() };
    let mut room = Room::new(&totals, 3);
    let of = [Severity::Info, Severity::Warning, Severity::Warning, Severity::Warning, Severity::Error];
    assert_eq!(of.map(|severity| room.take(severity)), [false, true, true, false, true]);
    assert_eq!(room.of, Some(7));
    assert_eq!(Room::new(&totals, 7).of, None);
    let page = parse(&bytes(&Totals { warnings: MOST + 1, ..Totals::default() }, &[]));
    assert!(
        texts(&page, ".notice").concat().contains("The table has the gravest 200,000 of 200,001 findings.")
    );
}

/// Pages for tests/browser/audit.mjs: of no finding, of one, and of 100,000.
#[test]
#[ignore = "writes pages for a browser into the folder that FACTLINT_PAGES names"]
fn pages_for_a_browser() {
    let folder = std::env::var("FACTLINT_PAGES").expect("FACTLINT_PAGES names a folder");
    for findings in [0, 1, 100_000, 250_000] {
        let archive = Archive::new(findings);
        let path = std::path::Path::new(&folder).join(format!("{findings}.html"));
        let file = io::BufWriter::new(std::fs::File::create(path).expect("a file"));
        let mut page = Page::new(file, &archive.totals(), &archive.rules()).expect("written");
        archive.entries().for_each(|entry| page.entry(&entry).expect("written"));
        page.finish().expect("written").flush().expect("written");
    }
}
