//! The html report: what is on the page, what is marked in it, and that nothing gets out of hand.

use std::collections::HashSet;
use std::path::Path;

use crate::common::{run, run_with_input, stdout};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use factlint::checked::{Checked, Summary};
use factlint::report::{Html as Report, Report as _};
use factlint::{Document, Edit, Finding, Fix, Label, Severity, Span, Suppressed, Suppressor};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use sha2::Digest as _;

/// The page, parsed as a browser would, and without an error.
fn parse(page: &str) -> Html {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    html
}

fn page(paths: &[&str]) -> String {
    let mut arguments = vec!["check", "--no-config", "--format", "html"];
    arguments.extend(paths);
    let output = run(&arguments);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{output:?}");
    stdout(&output)
}

fn page_of(article: &str) -> Html {
    parse(&stdout(&run_with_input(&["check", "--no-config", "--format", "html", "-"], article.as_bytes())))
}

fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect()
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    all(html, selector).iter().map(text).collect()
}

/// What is marked for a finding of an article of the page.
fn marked(html: &Html, article: usize, finding: usize) -> String {
    texts(html, &format!("#a{article} mark[data-f~='{finding}']")).concat()
}

#[test]
fn an_article_stands_as_its_readers_see_it() {
    let html = parse(&page(&["examples/joint-action.txt"]));
    assert_eq!(texts(&html, "article h2"), ["Five countries act against cigarette smugglers"]);
    assert_eq!(texts(&html, "article .source"), ["Source: Customs Courier"]);
    assert_eq!(texts(&html, "article ul > .list").len(), 4);
    assert_eq!(texts(&html, "article p.lead, article p.body").len(), 4);
    assert_eq!(texts(&html, "article p.file"), ["examples/joint-action.txt"]);
    let article = "Source: Gazette\n\nThe nine seven sailors sang.\n";
    assert_eq!(texts(&page_of(article), "article h2"), ["Without a headline"]);
}

#[test]
fn every_finding_is_noted_and_its_mark_is_its_text() {
    let folder = tempfile::tempdir().expect("a folder");
    let (html, jsonl) = (folder.path().join("page.html"), folder.path().join("page.jsonl"));
    let to = |format: &str, path: &Path| format!("--output={format}={}", path.to_str().expect("UTF-8"));
    run(&["check", "--no-config", &to("html", &html), &to("jsonl", &jsonl), "examples"]);
    let found: Vec<Value> = std::fs::read_to_string(jsonl)
        .expect("written")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(found.len() > 10);
    let html = parse(&std::fs::read_to_string(html).expect("written"));
    let files = texts(&html, "article p.file");
    assert_eq!(texts(&html, ".note").len(), found.len());
    let mut number = (0, 0);
    for finding in found {
        let path = finding["path"].as_str().expect("text");
        let article = 1 + files.iter().position(|file| file == path).expect("its article is on the page");
        number = (article, if article == number.0 { number.1 + 1 } else { 1 });
        let bytes = |value: &Value, key: &str| value[key].as_u64().expect("a number") as usize;
        let source = std::fs::read_to_string(path).expect("an example");
        let at = |value: &Value| source[bytes(value, "start")..bytes(value, "end")].to_owned();
        assert_eq!(marked(&html, number.0, number.1), at(&finding), "{finding}");
        let id = format!("#f{}-{}", number.0, number.1);
        assert_eq!(texts(&html, &format!("{id} .message a")), [finding["message"].as_str().expect("text")]);
        assert_eq!(texts(&html, &format!("{id} .rule")), [finding["rule"].as_str().expect("text")]);
        let labels = finding["labels"].as_array().expect("an array");
        let marks = texts(&html, &format!("#a{} mark[data-l~='{}']", number.0, number.1));
        assert_eq!(marks, labels.iter().map(at).collect::<Vec<_>>());
    }
}

#[test]
fn every_link_stays_on_the_page_and_leads_somewhere() {
    let page = page(&["examples"]);
    let html = parse(&page);
    let ids: Vec<&str> = all(&html, "[id]").iter().filter_map(|e| e.value().id()).collect();
    let distinct: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "no id stands twice");
    let links = all(&html, "a[href]");
    assert!(links.len() > 40);
    for link in links {
        let target = link.attr("href").and_then(|href| href.strip_prefix('#'));
        assert!(target.is_some_and(|id| distinct.contains(id)), "{}", link.html());
    }
    assert!(all(&html, "[src], [srcset], [style], [onclick], iframe, img, object, base").is_empty());
    assert_eq!(all(&html, "link").iter().map(|l| l.attr("href")).collect::<Vec<_>>(), [Some("data:,")]);
    for from_outside in ["http://", "https://", "@import", "url("] {
        assert!(!page.contains(from_outside), "{from_outside}");
    }
}

#[test]
fn the_policy_lets_in_nothing_but_the_style_and_script_of_the_page() {
    let html = parse(&page(&["examples/ferry.txt"]));
    let policy = all(&html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").expect("a policy");
    for (element, directive) in [("style", "style-src"), ("script", "script-src")] {
        let [content] = texts(&html, element).try_into().expect("one");
        let hash = BASE64_STANDARD.encode(sha2::Sha256::digest(&content));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}'")), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none'"));
    assert_eq!(all(&html, "html")[0].attr("lang"), Some("en"));
}

#[test]
fn what_looks_like_markup_is_text() {
    let headline = "The the <script>alert(\"x\")</script> &amp; 'more' </mark></h2> <b>";
    let article = format!("{headline}\n\nSource: A & B <i>\n\nThe nine seven \"sailors\" &lt;sang&gt;.\n");
    let html = page_of(&article);
    assert_eq!(texts(&html, "article h2"), [headline]);
    assert_eq!(texts(&html, "article .source"), ["Source: A & B <i>"]);
    assert_eq!(texts(&html, "article .lead"), ["The nine seven \"sailors\" &lt;sang&gt;."]);
    assert_eq!(all(&html, "script").len(), 1);
    assert!(all(&html, "b, i").is_empty());
    let named = ["check", "--format", "html", "--stdin-path", "<a \"b\">.txt", "-"];
    let html = parse(&stdout(&run_with_input(&named, b"The nine seven sailors sang.")));
    assert_eq!(texts(&html, "article .file"), ["<a \"b\">.txt"]);
}

#[test]
fn spaces_that_mislead_are_shown_and_a_repair_is_before_and_after() {
    let html = page_of("Two of the pumps  did not work , and the nine\u{a0}seven sailors sang of of it.\n");
    let shown: Vec<_> = all(&html, "mark .space").iter().map(|s| (text(s), s.attr("data-shown"))).collect();
    let space = |text: &str, shown| (text.to_owned(), Some(shown));
    assert_eq!(shown, [space(" ", "·"), space(" ", "·"), space(" ", "·"), space("\u{a0}", "⍽")]);
    assert_eq!(texts(&html, ".fix del"), ["pumps  did", "work ,", "of of"]);
    assert_eq!(texts(&html, ".fix ins"), ["pumps did", "work,", "of"]);
}

#[test]
fn what_has_no_findings_is_named_and_not_printed() {
    let html = parse(&page(&["examples"]));
    assert_eq!(texts(&html, ".files li"), ["examples/clean.txt"]);
    assert_eq!(texts(&html, ".contents a").len(), 3);
    assert!(!texts(&html, "article p.file").contains(&"examples/clean.txt".to_owned()));
    let html = parse(&page(&["examples/clean.txt"]));
    assert!(all(&html, "article").is_empty());
    assert_eq!(texts(&html, ".total"), ["0 errors, 0 warnings in 1 article, 1 file"]);
    let two = "First\n\nSource: A\n\nAll is well.\n\nNext\n\nSource: B\n\nThe nine seven sailors sang.\n";
    let html = page_of(two);
    assert_eq!(texts(&html, "article h2"), ["Next"]);
    assert_eq!(texts(&html, "article p.file"), ["<stdin>, article 2 of 2"]);
}

/// The page of a file in which this was found.
fn page_with(document: &Document, findings: Vec<Finding>, suppressed: Vec<Suppressed>) -> String {
    let checked = Checked { document: document.clone(), findings, suppressed };
    let mut summary = Summary::default();
    summary.add(&checked);
    let (mut report, mut out) = (Report::default(), Vec::new());
    report.file(&mut out, &checked).expect("written");
    report.finish(&mut out, &summary).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn finding(span: Span, severity: Severity, labels: &[Span]) -> Finding {
    Finding {
        rule: "house.some".into(),
        severity,
        article: 1,
        span,
        message: "is <wrong>".to_owned(),
        help: None,
        labels: labels.iter().map(|&span| Label { span, text: "here".to_owned() }).collect(),
        fix: None,
        once: None,
        again: None,
        fingerprint: String::new(),
    }
}

#[test]
fn suppressed_findings_are_listed_folded_and_not_marked() {
    let document = Document::plain("a.txt", "The nine seven sailors sang.");
    let some = |start, end| finding(Span::new(start, end), Severity::Error, &[]);
    let suppressed =
        |by, reason: Option<&str>| Suppressed { finding: some(4, 14), by, reason: reason.map(str::to_owned) };
    let both = vec![suppressed(Suppressor::Inline, Some("a <ship>")), suppressed(Suppressor::Baseline, None)];
    let html = parse(&page_with(&document, vec![some(15, 22)], both.clone()));
    assert_eq!(texts(&html, "mark"), ["sailors"]);
    assert_eq!(texts(&html, "details.suppressed > summary"), ["2 suppressed"]);
    let listed = texts(&html, "details.suppressed li");
    assert!(listed[0].contains("nine seven") && listed[0].ends_with("ignored in the article: a <ship>"));
    assert!(listed[1].ends_with("in the baseline"));
    // Nothing else to say of it: the article is not printed.
    let html = parse(&page_with(&document, Vec::new(), both));
    assert_eq!(texts(&html, "article.quiet details li").len(), 2);
    assert!(texts(&html, "mark, p.lead").is_empty());
    assert_eq!(texts(&html, ".total"), ["0 errors, 0 warnings in 1 article, 1 file; 2 suppressed"]);
}

#[test]
fn what_the_baseline_holds_is_suppressed_on_the_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let baseline = folder.path().join("baseline.json");
    let baseline = baseline.to_str().expect("UTF-8");
    let check = ["check", "--no-config", "examples/results.txt", "--format", "html", "--baseline", baseline];
    run(&[&check[..], &["--write-baseline"]].concat());
    let output = run(&check);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let html = parse(&stdout(&output));
    assert_eq!(texts(&html, ".note").len(), 0);
    let listed = texts(&html, "article.quiet details li");
    assert_eq!(listed.len(), 4);
    assert!(listed.iter().all(|item| item.contains("in the baseline")), "{listed:?}");
}

#[test]
fn edits_far_apart_are_shown_one_by_one() {
    let text = format!("one {} two", "and so on ".repeat(40));
    let document = Document::plain("a.txt", text.as_str());
    let end = text.len() as u32;
    let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.to_owned() };
    let edits = vec![edit(0, 3, "1"), edit(end - 3, end, "2")];
    let mut found = finding(Span::new(0, 3), Severity::Info, &[]);
    found.fix = Some(Fix { safe: false, edits });
    let html = parse(&page_with(&document, vec![found], Vec::new()));
    assert_eq!(texts(&html, ".fix del"), ["one", "two"]);
    assert_eq!(texts(&html, ".fix ins"), ["1", "2"]);
    assert_eq!(texts(&html, ".fix .unsafe").len(), 1);
}

#[test]
fn marks_deeper_than_browsers_nest_have_their_number_only() {
    let document = Document::plain("a.txt", "x".repeat(1000));
    let nested = (0..200).map(|n| finding(Span::new(n, 1000 - n), Severity::Warning, &[]));
    let html = parse(&page_with(&document, nested.collect(), Vec::new()));
    assert_eq!(texts(&html, "p.lead"), ["x".repeat(1000)]);
    assert_eq!(all(&html, ".ref").len(), 200);
    let deepest = all(&html, "mark").iter().map(|m| m.ancestors().count()).max();
    assert!(deepest.is_some_and(|depth| depth < 50), "{deepest:?}");
    let ids: HashSet<&str> = all(&html, "[id]").iter().filter_map(|e| e.value().id()).collect();
    assert!(all(&html, ".message a").iter().all(|a| a.attr("href").is_some_and(|id| ids.contains(&id[1..]))));
}

/// An article, and findings with labels anywhere in it.
fn anything() -> impl Strategy<Value = (String, Vec<(usize, usize, usize, usize)>)> {
    let piece = prop::sample::select(vec![
        "a",
        "bc",
        " ",
        "  ",
        "\u{a0}",
        "é",
        "😀",
        "<b>",
        "&amp;",
        "\"",
        "'",
        ".",
        "\n",
        "\r\n",
        "\n\n",
        "\n• ",
        "</mark>",
        "\n\nSource: X\n\n",
        "-->",
        "\u{202e}",
    ]);
    let text = prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat());
    let places = prop::collection::vec((0..200usize, 0..200usize, 0..200usize, 0..200usize), 1..14);
    (text, places)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn without_its_tags_the_page_is_the_article((source, places) in anything()) {
        let document = Document::plain("a.txt", source);
        let text = &document.text;
        let Some(article) = document.articles.first() else { return Ok(()) };
        let bounds: Vec<u32> = text.char_indices().map(|(i, _)| i as u32).chain([text.len() as u32]).collect();
        let span = |a: usize, b: usize| {
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            Span::new(a.min(b), a.max(b))
        };
        let severities = [Severity::Info, Severity::Warning, Severity::Error];
        let mut found: Vec<Finding> = places
            .iter()
            .map(|&(a, b, c, d)| finding(span(a, b), severities[d % 3], &[span(c, d)]))
            .collect();
        found.sort_by_key(|f| f.span);
        let html = parse(&page_with(&document, found.clone(), Vec::new()));

        let lines = |text: &str| text.replace('\r', " ");
        let blocks: Vec<String> = article.blocks.iter().map(|b| lines(b.span.of(text))).collect();
        let zones = ".text > h2:not(.untitled), .text > p:not(.file), .text > ul > li";
        prop_assert_eq!(texts(&html, zones), blocks);

        let visible = |span: Span| -> String {
            article.blocks.iter().filter(|b| b.span.overlaps(span)).map(|b| {
                let part = Span::new(b.span.start.max(span.start), b.span.end.min(span.end));
                lines(part.of(text))
            }).collect()
        };
        for (i, finding) in found.iter().enumerate() {
            let n = i + 1;
            prop_assert_eq!(marked(&html, 1, n), visible(finding.span));
            let label = texts(&html, &format!("mark[data-l~='{n}']")).concat();
            prop_assert_eq!(label, visible(finding.labels[0].span));
            let numbers = all(&html, &format!(".ref[href='#f1-{n}']:not(.label)")).len();
            prop_assert_eq!(numbers, usize::from(!visible(finding.span).is_empty()));
        }
        let ids: Vec<&str> = all(&html, "[id]").iter().filter_map(|e| e.value().id()).collect();
        let distinct: HashSet<&str> = ids.iter().copied().collect();
        prop_assert_eq!(ids.len(), distinct.len());
        for link in all(&html, "a[href]") {
            prop_assert!(link.attr("href").is_some_and(|href| distinct.contains(&href[1..])), "{}", link.html());
        }
    }
}
