//! Pages of HTML: which part is the article, and where its words stand in the page.

use crate::common::page::{read, words};
use crate::common::{findings, run, run_with_input, snapshot, stdout};
use factlint::document::Rewrite;
use factlint::formats::named;
use serde_json::Value;

/// The zone and text of each block of a page that is one article.
fn blocks(page: &str) -> Vec<(&'static str, String)> {
    let document = read(page.as_bytes());
    assert!(document.articles.len() <= 1, "{page}");
    let blocks = document.articles.iter().flat_map(|article| &article.blocks);
    blocks.map(|block| (block.zone.name(), block.span.of(&document.text).to_owned())).collect()
}

fn block(zone: &'static str, text: &str) -> (&'static str, String) {
    (zone, text.to_owned())
}

#[test]
fn the_articles_of_every_format_have_the_same_findings() {
    let of = |path: &str, article: u64| -> Vec<(String, String, String)> {
        let file = std::fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).expect("a file");
        let found = findings(&run(&["check", "--no-config", "--format", "jsonl", path]));
        let of_article = found.into_iter().filter(|finding| finding["article"]["index"] == article);
        let text = |value: &Value| value.as_str().expect("text").to_owned();
        let place = |finding: &Value| {
            let at = |key: &str| finding[key].as_u64().expect("a byte") as usize;
            words(&file[at("start")..at("end")])
        };
        of_article.map(|found| (text(&found["rule"]), text(&found["message"]), place(&found))).collect()
    };
    for article in 1..=2 {
        let plain = of("tests/formats/articles.txt", article);
        assert!(!plain.is_empty());
        assert_eq!(of(&format!("tests/formats/articles-{article}.html"), 1), plain);
    }
}

#[test]
fn a_page_as_it_is_read_and_what_is_wrong_in_it() {
    snapshot("text-market", &stdout(&run(&["text", "tests/formats/market.html"])));
    let output = run(&["check", "--no-config", "tests/formats/market.html"]);
    assert_eq!(output.status.code(), Some(1));
    snapshot("pretty-market", &stdout(&output));
}

#[test]
fn the_text_of_a_page_as_json_has_its_bytes() {
    let page = "<h1>Two &amp; two</h1><p>A <b>b</b></p>";
    let output =
        run_with_input(&["text", "--input-format", "html", "--format", "json", "-"], page.as_bytes());
    let lines = findings(&output);
    assert_eq!(lines[0]["text"], "Two & two");
    assert_eq!((&lines[0]["start"], &lines[0]["end"]), (&Value::from(4), &Value::from(17)));
    assert_eq!(
        (&lines[1]["zone"], &lines[1]["line"], &lines[1]["column"]),
        (&"lead".into(), &1.into(), &26.into())
    );
}

#[test]
fn a_page_without_marks_is_read_whole() {
    assert_eq!(
        blocks("Held<p>Two men<p>were held"),
        [block("headline", "Held"), block("lead", "Two men"), block("body", "were held"),]
    );
    assert_eq!(blocks("just words"), [block("lead", "just words")]);
    assert!(blocks("").is_empty());
    assert!(blocks("<!DOCTYPE html><html><head></head><body></body></html>").is_empty());
}

#[test]
fn the_headline_is_a_heading_or_what_the_head_says() {
    let page =
        |head: &str, body: &str| blocks(&format!("<head>{head}</head><body>{body}<p>Two held.</p></body>"));
    let title = "<title>Two held &amp; fined | Gazette</title>";
    let og = "<meta property='og:title' content='Two held &quot;at sea&quot;'>";
    let linked = "<script type='application/ld+json'>[{\"@graph\": [{\"@type\": \"WebPage\"}, \
                  {\"@type\": [\"NewsArticle\"], \"headline\": \"Two in the dock\"}]}]</script>";
    let headline = |head: &str, body: &str| page(head, body)[0].clone();
    assert_eq!(headline(title, ""), block("headline", "Two held & fined"));
    assert_eq!(headline(&format!("{title}{og}"), ""), block("headline", "Two held \"at sea\""));
    assert_eq!(headline(linked, ""), block("headline", "Two in the dock"));
    assert_eq!(headline(&format!("{title}{og}{linked}"), "<h1>Held</h1>"), block("headline", "Held"));
    assert_eq!(page(title, "<h1><img src=logo></h1>").len(), 2);
    // A site's name in a heading is not the article's.
    let page =
        blocks("<h1>Justice News</h1><article><h2>Law</h2><h1>Two held</h1><p>They were.</p></article>");
    assert_eq!(page, [block("headline", "Two held"), block("lead", "They were.")]);
    let marked = blocks("<h1>Gazette</h1><div itemprop=headline>Two held</div><p>They were.</p>");
    assert_eq!(marked, [block("headline", "Two held"), block("lead", "They were.")]);
}

#[test]
fn the_date_that_readers_see_is_preferred() {
    let date = |page: &str| {
        let found = blocks(&format!("<article><h1>Held</h1>{page}<p>Two men were held.</p></article>"));
        found.into_iter().filter(|(zone, _)| *zone != "headline").collect::<Vec<_>>()
    };
    let lead = || block("lead", "Two men were held.");
    let meta = "<meta property='article:published_time' content='2024-03-12T10:00:00Z'>";
    let linked = "<script type='application/ld+json'>{\"@type\":\"Report\",\"datePublished\":\"2024-03-12T10:00\"}</script>";
    assert_eq!(date(meta), [block("dateline", "2024-03-12"), lead()]);
    assert_eq!(date(linked), [block("dateline", "2024-03-12"), lead()]);
    let visible = "<time datetime='2024-03-11'>Monday, <b>11</b> March 2024</time>";
    assert_eq!(date(visible), [block("dateline", "Monday, 11 March 2024"), lead()]);
    assert_eq!(
        date("<div class=post-date>11 March 2024</div>"),
        [block("dateline", "11 March 2024"), lead()]
    );
    // What a script reckons when the page is opened is no date.
    assert_eq!(
        date("<time datetime='2024-03-11T08:00'>two hours ago</time>"),
        [block("dateline", "2024-03-11"), lead(),]
    );
    assert_eq!(date(&format!("{meta}{visible}")), [block("dateline", "Monday, 11 March 2024"), lead()]);
    // The day of an event is none of publication.
    assert_eq!(date("<span class=event-date>11 March 2024</span>").len(), 2);
    let event = format!(
        "<article><h1>Held</h1><p>{}</p><p>On <time>11 March 2024</time> too.</p></article>",
        "word ".repeat(99)
    );
    assert!(blocks(&event).iter().all(|(zone, _)| *zone != "dateline"));
}

#[test]
fn what_is_beside_the_article_is_not_read() {
    let article = "<h1>Two held</h1><p>Two men were held at the harbour.</p>";
    let read = || vec![block("headline", "Two held"), block("lead", "Two men were held at the harbour.")];
    for beside in [
        "<nav>Menu</nav>",
        "<aside><p>Read on</p></aside>",
        "<footer>Imprint</footer>",
        "<form><p>Search</p></form>",
        "<button>Send</button>",
        "<select><option>One</select>",
        "<script>'<p>no</p>'</script>",
        "<style>p {}</style>",
        "<template><p>no</p></template>",
        "<noscript><p>no</p></noscript>",
        "<svg><title>no</title><text>no</text></svg>",
        "<iframe>no</iframe>",
        "<p hidden>no</p>",
        "<p style='color: red; display: none'>no</p>",
        "<p aria-hidden=true>no</p>",
        "<div class='c-share-bar'>Share</div>",
        "<div id=comments><p>First!</p></div>",
        "<div class=related-articles><p>Read on</p></div>",
        "<p class=byline>By Karl Vella</p>",
        "<div role=navigation>Menu</div>",
        "<span class=sr-only>to the top</span>",
    ] {
        for page in [
            format!("{article}{beside}"),
            format!("<article>{article}{beside}</article>"),
            format!("{beside}<main>{beside}{article}</main>{beside}"),
            format!("<table><tr><td>{beside}<td>{article}</table>"),
        ] {
            assert_eq!(blocks(&page), read(), "{page}");
        }
    }
    let teasers = "<article><h3>Other</h3><p>Short.</p></article>".repeat(2);
    assert_eq!(blocks(&format!("<main><article>{article}</article>{teasers}</main>")), read());
    // The header of a page is not read, that of an article is.
    assert_eq!(blocks(&format!("<header>Gazette</header>{article}")), read());
    assert_eq!(blocks(&format!("<article><header>{article}</header></article>")), read());
}

#[test]
fn marks_and_names_of_the_text_leave_the_rest_out() {
    for name in [
        "itemprop=articleBody",
        "class='field field--name-body'",
        "class=entry-content",
        "class=article__body",
    ] {
        let page = format!(
            "<article><h1>Two held</h1><p class=standfirst>At the harbour</p><p>Photo desk</p>\
             <div {name}><p>Two men were held at the harbour on Monday night.</p></div><p>Topic: law</p></article>"
        );
        let wanted = [
            block("headline", "Two held"),
            block("kicker", "At the harbour"),
            block("lead", "Two men were held at the harbour on Monday night."),
        ];
        assert_eq!(blocks(&page), wanted, "{name}");
    }
    // A name for a small part only is not heeded.
    let small = "<article><h1>Two held</h1><p>Two men were held.</p><div class=post-text>Ad</div></article>";
    assert_eq!(blocks(small).len(), 3);
}

#[test]
fn a_name_does_not_hide_most_of_a_page() {
    let text = "Two men were held at the harbour. ".repeat(10);
    for (open, close) in
        [("<form id=aspnetForm>", "</form>"), ("<div class=page-menu>", "</div>"), ("<header>", "</header>")]
    {
        let page = format!("{open}<p>{text}</p>{close}<p>Imprint</p>");
        assert_eq!(blocks(&page)[0].1, text.trim(), "{open}");
    }
    assert!(blocks(&format!("<body class=has-sidebar><div class=with-menu><p>{text}</p></div>")).len() == 1);
}

#[test]
fn blocks_lines_and_spaces_are_as_readers_see_them() {
    let body = |page: &str| -> Vec<String> {
        blocks(&format!("<h1>Held</h1>{page}"))
            .into_iter()
            .skip(1)
            .map(|(zone, text)| format!("{zone}: {text}"))
            .collect()
    };
    assert_eq!(body("<p>one<br>two <br/> <BR> three"), ["lead: one\ntwo", "body: three"]);
    assert_eq!(body("<div>one<div>two</div>three</div>"), ["lead: one", "body: two", "body: three"]);
    assert_eq!(body("<p> \n a<b> </b>\t<i> b</i>c\r\n</p>"), ["lead: a bc"]);
    assert_eq!(
        body("<p>&ldquo;é&rdquo;é</p><p>23&nbsp;000 a\u{a0} b</p><p>&nbsp;</p>"),
        ["lead: “é”é", "body: 23\u{a0}000 a\u{a0} b"]
    );
    assert_eq!(
        body("<p>a &lt;b&gt; R&ampD &#8364;1 &#x80;2 &bogus; &amp &"),
        ["lead: a <b> R&D €1 €2 &bogus; & &"]
    );
    assert_eq!(body("<p>sail&shy;or\u{ad}s har<wbr>bour&#8203;s"), ["lead: sailors harbours"]);
    assert_eq!(body("<p>10<sup>6</sup>, the 5<sup>th</sup>, H<sub>2</sub>O"), ["lead: 10⁶, the 5th, H2O"]);
    assert_eq!(
        body("<p>eight <del>nine</del> <s>ten</s> men said <q>no</q>."),
        ["lead: eight men said “no”."]
    );
    assert_eq!(body("<pre>a b\nc\n\nd</pre>"), ["lead: a b\nc", "body: d"]);
    assert_eq!(
        body("<p>At:<ul><li>one<ul><li>two</ul><li><p>three</p><p>four</ul>five"),
        ["lead: At:", "list: one", "list: two", "list: three", "list: four", "body: five"]
    );
    assert_eq!(
        body("<p>x<table><caption>Held</caption><tr><th>a<td><p>b</p></table>"),
        ["lead: x", "body: Held", "table: a", "table: b"]
    );
    assert_eq!(body("<table role=presentation><tr><td><p>a</p><td>b</table>"), ["lead: a", "body: b"]);
    assert_eq!(
        body("<figure><img alt=no><figcaption>The port</figcaption></figure><dl><dt>a<dd>b</dl>"),
        ["caption: The port", "lead: a", "body: b"]
    );
    assert_eq!(body("a </b></div></p> b<p>c</td></li> d"), ["lead: a b", "body: c d"]);
    assert_eq!(body("a < b <3 </> c <!-- note --> d<? e ?>"), ["lead: a < b <3 c d"]);
}

#[test]
fn comments_to_factlint_work_wherever_they_stand() {
    for page in [
        "<h1>Pumps fail</h1><!-- factlint-ignore text.doubled-word: so said --><p>The the pump.</p>",
        "<body><!-- factlint-ignore-file text.doubled-word: so said --><main><h1>Pumps</h1><p>The the pump.</p></main>",
        "<h1>Pumps</h1><p>The the pump.</p><aside><!-- factlint-ignore-file text: so said --></aside>",
    ] {
        let output = run_with_input(
            &["check", "--no-config", "--input-format", "html", "--format", "json", "-"],
            page.as_bytes(),
        );
        let report: Value = serde_json::from_str(&stdout(&output)).expect("json");
        assert_eq!(
            (&report["findings"], &report["summary"]["suppressed"]),
            (&Value::Array(vec![]), &1.into()),
            "{page}"
        );
    }
}

#[test]
fn what_is_written_into_a_page_is_escaped() {
    let html = named("html").expect("a format");
    let page = "<p title=\"x\">a b</p>";
    let text = html.escape("R&D <\"it's\">").into_owned();
    let edits = [Rewrite { part: None, start: 13, end: 16, encoded: text.clone().into_bytes(), text }];
    let written = html.write(page.as_bytes(), &edits).expect("it is written");
    assert_eq!(
        String::from_utf8(written).expect("UTF-8"),
        "<p title=\"x\">R&amp;D &lt;&quot;it&#39;s&quot;&gt;</p>"
    );
    assert_eq!(html.escape("plain"), "plain");
}

#[test]
fn pages_are_found_by_their_extension() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a.html", "b.HTM", "c.xhtml", "d.css"] {
        std::fs::write(folder.path().join(name), "<p>The the pump.</p>").expect("written");
    }
    let output = run(&["check", "--no-config", "--format", "jsonl", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(findings(&output).len(), 3);
}

#[test]
fn a_page_says_what_its_encoding_is() {
    let page = |meta: &str| [meta.as_bytes(), b"<p>Caf\xe9 \x80 20 a\xb9 \xe6."].concat();
    let text = |page: &[u8]| {
        let document = read(page);
        (document.text.clone(), document.origin.bytes(document.articles[0].blocks[0].span))
    };
    let meta = "<meta charset=windows-1250>";
    let (read, at) = text(&page(meta));
    assert_eq!(read, "Café € 20 aą ć.");
    assert_eq!((at.start as usize, at.end as usize), (meta.len() + 3, meta.len() + 3 + 15));
    let meta = "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>";
    assert_eq!(text(&page(meta)).0, "Café € 20 a¹ æ.");
}
