//! The formats of newsrooms: agencies, feeds, mail, word processors, crawlers. The same articles in each of them have
//! the findings of plain text.

use std::path::Path;

use crate::common::folder::Folder;
use crate::common::{findings, run, snapshot, stderr, stdout, text};
use proptest::prelude::*;
use serde_json::Value;

/// Rule and message of each finding of a file, with the number of the article among those with text.
fn told(path: &str, first: u64) -> Vec<(u64, String, String)> {
    let output = run(&["check", "--no-config", "--format", "jsonl", path]);
    assert_eq!(stderr(&output), "", "{path}");
    let found = findings(&output);
    let mut articles: Vec<u64> =
        found.iter().map(|finding| finding["article"]["index"].as_u64().expect("a number")).collect();
    articles.dedup();
    let number = |finding: &Value| {
        let index = finding["article"]["index"].as_u64().expect("a number");
        first + articles.iter().position(|known| *known == index).expect("known") as u64
    };
    found
        .iter()
        .map(|finding| {
            (number(finding), text(finding, "rule").to_owned(), text(finding, "message").to_owned())
        })
        .collect()
}

/// The findings of plain text, but for the wrong weekday of a date that programs write as numbers.
fn expected() -> Vec<(u64, String, String)> {
    let mut expected = told("tests/formats/articles.txt", 1);
    expected.retain(|(article, rule, _)| *article != 2 || rule != "date.weekday");
    assert_eq!(expected.len(), 6);
    expected
}

#[test]
fn the_findings_are_those_of_plain_text_in_every_format() {
    let expected = expected();
    for name in [
        "articles.rss",
        "articles.atom",
        "articles-wordpress.xml",
        "articles.newsml",
        "articles-ninjs-1.json",
        "articles-ninjs-3.json",
        "articles-wordpress.json",
        "articles-linked.json",
        "articles.mbox",
        "articles.warc",
        "articles.warc.gz",
    ] {
        assert_eq!(told(&format!("tests/formats/{name}"), 1), expected, "{name}");
    }
    for extension in ["nitf", "eml", "rtf", "adoc", "rst"] {
        for article in 1..=2 {
            let of_article: Vec<_> = expected.iter().filter(|(of, ..)| *of == article).cloned().collect();
            let name = format!("tests/formats/articles-{article}.{extension}");
            assert_eq!(told(&name, article), of_article, "{name}");
        }
    }
}

/// Each format as several programs write it. The findings are those of the plain text, and stand in its paragraphs.
#[test]
fn the_findings_are_those_of_plain_text_in_the_dialects_of_a_format() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/dialects");
    let read = |path: &str| {
        let output = run(&["check", "--no-config", "--format", "jsonl", path]);
        let of = |finding: &Value| (text(finding, "rule").to_owned(), text(finding, "message").to_owned());
        let said: Vec<(String, String)> = findings(&output).iter().map(of).collect();
        let blocks = stdout(&run(&["text", "--no-config", path]));
        let is_text = |line: &&str| line.contains("\tlead\t") || line.contains("\tbody\t");
        let of = |line: &str| line.rsplit('\t').next().unwrap_or_default().to_owned();
        let paragraphs: Vec<String> = blocks.lines().filter(is_text).map(of).take(4).collect();
        (said, paragraphs)
    };
    let expected = read("tests/formats/dialects/article.txt");
    assert_eq!((expected.0.len(), expected.1.len()), (3, 4));
    let mut count = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        if name != "make.py" {
            assert_eq!(read(&format!("tests/formats/dialects/{name}")), expected, "{name}");
            count += 1;
        }
    }
    assert_eq!(count, 24);
}

/// At the place of a finding stands what is wrong, but for marks inside it and what is packed.
#[test]
fn places_are_those_of_the_file() {
    for (name, places) in [
        (
            "articles.rss",
            ["Ten sailors", "the <b>the</b>", "nine seven", "31 November 2023", "RNMA", "$1,50,000"]
                .as_slice(),
        ),
        (
            "articles.atom",
            &["Ten sailors", "the <b>the</b>", "nine seven", "31 November 2023", "RNMA", "$1,50,000"],
        ),
        (
            "articles-wordpress.xml",
            &["Ten sailors", "the <b>the</b>", "nine seven", "31 November 2023", "RNMA", "$1,50,000"],
        ),
        (
            "articles.newsml",
            &["Ten sailors", "the <em>the</em>", "nine seven", "31 November 2023", "RNMA", "$1,50,000"],
        ),
        (
            "articles-ninjs-3.json",
            &["Ten sailors", "the <b>the</b>", "nine seven", "31 November 2023", "RNMA", "$1,50,000"],
        ),
        ("articles-1.nitf", &["Ten sailors", "the <em>the</em>", "nine seven", "31 November 2023", "RNMA"]),
        ("articles-1.rtf", &["Ten sailors", "the {\\b the}", "nine {\\i se}ven", "31 November 2023", "RNMA"]),
        ("articles-1.adoc", &["Ten sailors", "the *the*", "nine seven", "31 November 2023", "RNMA"]),
        ("articles-1.rst", &["Ten sailors", "the **the**", "nine seven", "31 November 2023", "RNMA"]),
        (
            "articles-1.eml",
            &["=?utf-8?Q?Ten_sailors?=", "the <b>the</b>", "nine seven", "31 November 2023", "RNMA"],
        ),
        ("articles.warc", &["Ten sailors", "the <b>the</b>", "nine seven", "31 November 2023", "RNMA"]),
    ] {
        let path = format!("tests/formats/{name}");
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect("read");
        let found = findings(&run(&["check", "--no-config", "--format", "jsonl", &path]));
        let words = |finding: &Value| {
            let at = |key: &str| finding[key].as_u64().expect("a byte") as usize;
            let words = String::from_utf8_lossy(&bytes[at("start")..at("end")]).replace("=\r\n", "");
            // The line of a report is that of the file.
            let line = bytes[..at("start")].iter().filter(|byte| **byte == b'\n').count() + 1;
            assert_eq!(finding["line"], line, "{name}: {words}");
            words
        };
        let found: Vec<String> = found.iter().map(words).collect();
        // The outermost marks may be part of a place or not.
        let bare = |words: &str| words.replace(['*', '}'], "").replace("</b>", "").replace("</em>", "");
        let bare = |words: &str| bare(&words.replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", ""));
        let places: Vec<String> = places.iter().map(|place| bare(place)).collect();
        let found: Vec<String> = found.iter().take(places.len()).map(|words| bare(words)).collect();
        assert_eq!(found, places, "{name}");
    }
}

#[test]
fn headline_byline_date_and_text_are_those_that_the_format_marks() {
    let mut said = String::new();
    for name in [
        "articles.rss",
        "articles.atom",
        "articles-1.nitf",
        "articles.newsml",
        "articles-ninjs-1.json",
        "articles-linked.json",
        "articles-1.eml",
        "articles-2.eml",
        "articles-2.rtf",
        "articles-2.adoc",
        "articles-2.rst",
        "articles.warc",
    ] {
        let output = run(&["text", "--no-config", &format!("tests/formats/{name}")]);
        assert_eq!(stderr(&output), "", "{name}");
        said += &format!("== {name}\n{}", stdout(&output));
    }
    snapshot("text-newsrooms", &said);
}

#[test]
fn a_list_inside_an_object_is_read_record_by_record() {
    let record =
        |n: usize| format!("{{\"id\": {n}, \"headline\": \"No {n}\", \"body\": \"It was the the ferry.\"}}");
    let many: Vec<String> = (1..=30_000).map(record).collect();
    let folder = Folder::new(&[
        (
            "many.json",
            &format!(
                "{{\"status\": \"ok\", \"response\": {{\"pages\": 3, \"results\": [{}]}}, \"next\": null}}",
                many.join(", ")
            ),
        ),
        ("two.json", &format!("{{\"items\": [{}]}}\n{{\"items\": [{}]}}", record(1), record(2))),
        ("own.json", "{\"items\": [{\"body\": \"It was the the ferry.\"}], \"body\": \"And the the port.\"}"),
        ("related.json", "{\"body\": \"It was the the ferry.\", \"items\": [{\"body\": \"The the port.\"}]}"),
    ]);
    let check = |name: &str| folder.run(&["check", "--no-config", "--format", "jsonl", name]);
    let found = findings(&check("many.json"));
    assert_eq!(found.len(), 30_000);
    assert_eq!(
        (&found[29_999]["article"]["index"], &found[29_999]["article"]["id"]),
        (&30_000.into(), &"30000".into())
    );
    assert_eq!(findings(&check("two.json"))[1]["article"]["index"], 2);
    let own = check("own.json");
    assert_eq!((own.status.code(), findings(&own).len()), (Some(2), 1));
    assert!(stderr(&own).contains("the object round the list before this place has a text of its own"));
    assert_eq!(findings(&check("related.json")).len(), 1);
}

#[test]
fn what_is_attached_or_has_no_text_is_told() {
    let mail = "From: a@b.example\r\nSubject: Two held\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPolice held the the two.\r\n\
                --x\r\nContent-Type: application/pdf; name=\"list.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--x--\r\n";
    let folder = Folder::new(&[
        ("mail.eml", mail),
        ("a.jsonl", "{\"title\": \"Two held\"}\n{\"title\": \"Two held\", \"body\": \"Police held two.\"}\n"),
    ]);
    let output = folder.run(&["check", "--no-config", "--format", "compact", "mail.eml", "a.jsonl"]);
    assert!(stdout(&output).contains("text.doubled-word"));
    assert_eq!(
        stderr(&output),
        "warning: a.jsonl: record 1, line 1: it has a headline and no text\n\
         warning: mail.eml: record 1, line 1: what is attached is not read: list.pdf\n"
    );
}

#[test]
fn fixes_are_written_as_the_format_has_it() {
    let folder = Folder::new(&[
        ("a.rtf", "{\\rtf1\\ansi\\uc1 The caf\\'e9 \\u8211? the the caf\\'e9 \\u8211? shut.\\par}"),
        ("a.adoc", "= Two held\n\nPolice held *the* the two_men.\n"),
        ("a.rst", "Two held\n========\n\nPolice held **the** the two\\_men.\n"),
        (
            "a.nitf",
            "<nitf><body><body.head><hedline><hl1>Two held</hl1></hedline></body.head>\
                    <body.content><p>Police &amp; the the coast guard.</p></body.content></body></nitf>",
        ),
        ("a.eml", "Received: x\r\nSubject: Two held\r\n\r\nPolice held the the two.\r\n"),
    ]);
    for name in ["a.rtf", "a.adoc", "a.rst", "a.nitf"] {
        let output = folder.run(&["check", "--no-config", "--fix", name]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}{}", stdout(&output), stderr(&output));
    }
    assert_eq!(
        folder.read("a.rtf"),
        "{\\rtf1\\ansi\\uc1 The caf\\'e9 \\u8211? the caf\\'e9 \\u8211? shut.\\par}"
    );
    assert_eq!(folder.read("a.adoc"), "= Two held\n\nPolice held *the* two_men.\n");
    assert_eq!(folder.read("a.rst"), "Two held\n========\n\nPolice held **the** two\\_men.\n");
    assert!(folder.read("a.nitf").contains("<p>Police &amp; the coast guard.</p>"));
    // Mail is not written.
    let output = folder.run(&["check", "--no-config", "--fix", "a.eml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(folder.read("a.eml").contains("the the two"));
}

/// The files of all formats, for cuts and changed bytes.
const FILES: [&str; 16] = [
    "articles.rss",
    "articles.atom",
    "articles-wordpress.xml",
    "articles-1.nitf",
    "articles.newsml",
    "articles-ninjs-3.json",
    "articles-linked.json",
    "articles-1.eml",
    "articles-2.eml",
    "articles.mbox",
    "articles-1.rtf",
    "articles-1.adoc",
    "articles-1.rst",
    "articles.warc",
    "articles.json",
    "articles-1.html",
];

/// Reads bytes as a format, and holds every place against the file.
fn holds(name: &str, bytes: &[u8]) {
    let format = factlint::formats::of_path(Path::new(name)).expect("a format");
    let length = bytes.len() as u64;
    if let Ok(document) = format.read(name, bytes.to_vec(), &factlint::document::Reading::default()) {
        let mut positions = factlint::document::Positions::new(&document);
        for block in document.articles.iter().flat_map(|article| &article.blocks) {
            let at = document.origin.bytes(block.span);
            assert!(at.start <= at.end && at.end <= length, "{name}: {at:?}");
            assert!(positions.of(block.span.start).0 > 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn any_cut_and_any_changed_byte_is_read_or_refused(
        name in prop::sample::select(&FILES[..]),
        cut in 0usize..6000,
        changes in proptest::collection::vec((0usize..6000, any::<u8>()), 0..6),
        repeat in 0usize..3,
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name);
        let mut bytes = std::fs::read(path).expect("read");
        bytes.truncate(cut.max(10));
        let length = bytes.len();
        for (at, byte) in changes {
            bytes[at % length] = byte;
        }
        let bytes = bytes.repeat(repeat + 1);
        holds(name, &bytes);
    }
}

/// Marks that open and do not close, in any number, take linear time and no stack.
#[test]
fn deep_and_endless_files_are_read_or_refused() {
    for (name, unit) in [
        ("a.rtf", "{"),
        ("a.rtf", "{\\b x"),
        ("a.rtf", "{\\footnote x"),
        ("a.rtf", "{\\footnote x}"),
        ("a.rtf", "\\u55357?"),
        ("a.rtf", "\\bin9 "),
        ("a.adoc", "*a "),
        ("a.adoc", "_a_ *b* `c` "),
        ("a.adoc", "https://a["),
        ("a.adoc", "{a"),
        ("a.adoc", "<<a,"),
        ("a.adoc", "footnote:[a] "),
        ("a.adoc", "|===\n|a|b\n"),
        ("a.adoc", "* a\n"),
        ("a.rst", "*a "),
        ("a.rst", "`a <"),
        ("a.rst", "|a "),
        ("a.rst", ":a:`b"),
        ("a.rst", "[a "),
        ("a.rst", "+-"),
        ("a.rst", "== "),
        ("a.rst", ".. a\n"),
        ("a.rst", "- a\n"),
        ("a.eml", "Subject: =?utf-8?Q?a"),
        ("a.eml", "A: b\r\n"),
        ("a.eml", "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"),
        ("a.mbox", "From a\n\n"),
        ("a.xml", "<rss><channel>"),
        ("a.xml", "<rss><item>"),
        ("a.xml", "<rss><item></item>"),
        ("a.xml", "<nitf>"),
        ("a.xml", "<nitf><!--"),
        ("a.xml", "<rss><![CDATA["),
        ("a.xml", "<newsMessage><newsItem><contentSet>"),
        ("a.json", "{\"items\": ["),
        ("a.json", "{\"items\": [{"),
        ("a.json", "[{\"body\": \"x\"},"),
        ("a.warc", "WARC/1.0\r\nContent-Length: 0\r\n\r\n"),
        ("a.warc", "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n"),
        ("a.warc", "WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\n"),
    ] {
        let head = match name {
            "a.rtf" => "{\\rtf1 ",
            "a.eml" => "Received: x\r\n",
            _ => "",
        };
        holds(name, format!("{head}{}", unit.repeat(20_000)).as_bytes());
    }
}

/// A record of an archive: an answer of a server.
fn answer(uri: &str, kind: &str, page: &str) -> String {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nContent-Type: application/http\r\n\
         Content-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
}

#[test]
fn of_an_archive_large_pages_are_told_and_the_others_are_read() {
    let large = "x ".repeat(5 << 20);
    let folder = Folder::new(&[(
        "a.warc",
        &[
            answer("https://a.example/large", "text/html", &large),
            answer("https://a.example/film", "video/mp4", &large),
            answer("https://a.example/small", "text/html", "<p>It was the the ferry."),
        ]
        .concat(),
    )]);
    let output = folder.run(&["check", "--no-config", "--format", "jsonl", "a.warc"]);
    assert_eq!(stderr(&output), "error: a.warc: record 1: it is cut off, or larger than 8 MiB\n");
    let found = findings(&output);
    assert_eq!(
        (found.len(), &found[0]["article"]["id"], &found[0]["article"]["index"]),
        (1, &"https://a.example/small".into(), &3.into())
    );
    let bytes = folder.read("a.warc");
    let at = |key: &str| found[0][key].as_u64().expect("a byte") as usize;
    assert_eq!(&bytes[at("start")..at("end")], "the the");
}

#[test]
fn an_audit_reads_archives_and_boxes() {
    let folder = Folder::new(&[]);
    for name in ["articles.warc.gz", "articles.mbox", "articles-1.nitf"] {
        let bytes =
            std::fs::read(format!("{}/tests/formats/{name}", env!("CARGO_MANIFEST_DIR"))).expect("read");
        std::fs::create_dir_all(folder.path("archive")).expect("made");
        std::fs::write(folder.path("archive").join(name), bytes).expect("written");
    }
    let output = folder.run(&["audit", "archive", "--out", "out"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("in 4 articles, 2 files; 1 passed over"), "{}", stdout(&output));
    assert_eq!(
        folder.read("out/findings.jsonl").lines().filter(|line| line.contains("count.adjacent")).count(),
        2
    );
}
