//! Pages of HTML: where words stand in them whatever the markup, and pages that are no pages.

use crate::common::page::{collapsed, read, words};
use crate::common::{LINTER, Random};
use factlint::facts::Kind;
use proptest::prelude::*;

/// An article, each character of which may be written in another way, with markup between.
fn marked(random: &mut Random, text: &str) -> String {
    let mut marked = String::new();
    for c in text.chars() {
        match random.below(12) {
            0 => marked.push_str(random.of(&["<b>", "<i>", "<span class=x>", "<a href='?a=1&b=2'>", "<em>"])),
            1 => marked.push_str(random.of(&["</b>", "</i>", "</span>", "</a>", "</em>"])),
            2 => marked.push_str(random.of(&["<wbr>", "&shy;", "\u{ad}", "<!-- it -->", "<img alt='nine'>"])),
            3 => marked.push_str(random.of(&[
                "<script>var nine = '<p>';</script>",
                "<del>nine</del>",
                "<custom-x>",
            ])),
            _ => {}
        }
        match c {
            ' ' => marked.push_str(random.of(&[" ", "\n  ", "\r\n", "&#32;", " <b> </b> ", "\t"])),
            '&' => marked.push_str("&amp;"),
            c if random.below(6) == 0 => marked.push_str(&format!("&#{};", c as u32)),
            c if random.below(6) == 0 => marked.push_str(&format!("&#x{:x};", c as u32)),
            '€' => marked.push_str("&euro;"),
            c => marked.push(c),
        }
    }
    marked
}

fn page(of: &mut impl FnMut(&str) -> String) -> String {
    let text = include_str!("../../formats/articles.txt").split("\n\nPrices").next().expect("an article");
    let mut page = String::from("<article>");
    for (n, paragraph) in text.split("\n\n").enumerate() {
        let tag = if n == 0 { "h1" } else { "p" };
        page.push_str(&format!("<{tag}>{}</{tag}>\n", of(paragraph.trim_start_matches("- "))));
    }
    page + "</article>"
}

/// The facts of a page, and the words that stand at the place of each.
fn facts(page: &str) -> Vec<(Kind, String, String)> {
    let document = read(page.as_bytes());
    let facts = LINTER.facts(&document, &document.articles[0]);
    let of = |fact: &factlint::facts::Fact| {
        let at = document.origin.bytes(fact.span);
        let place = words(&page.as_bytes()[at.start as usize..at.end as usize]);
        (fact.kind(), collapsed(fact.span.of(&document.text)), place)
    };
    facts.all().iter().map(of).collect()
}

#[test]
fn markup_inside_facts_changes_neither_them_nor_their_places() {
    let plain = facts(&page(&mut str::to_owned));
    assert!(plain.len() > 20 && plain.iter().all(|(_, text, place)| text == place), "{plain:?}");
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let page = page(&mut |text| marked(&mut random, text));
        assert_eq!(facts(&page), plain, "{page}");
    }
}

/// Reads anything; what is read lies in the page.
fn reads(page: &[u8]) {
    let document = read(page);
    for article in &document.articles {
        for block in &article.blocks {
            let at = document.origin.bytes(block.span);
            assert!(at.start < at.end && at.end as usize <= page.len());
            assert!(std::str::from_utf8(&page[at.start as usize..at.end as usize]).is_ok());
        }
    }
    for finding in LINTER.document(&document) {
        assert!(document.text.get(finding.span.range()).is_some());
        assert!(document.origin.bytes(finding.span).end as usize <= page.len());
    }
}

fn scraps() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(vec![
        "<",
        ">",
        "</",
        "/>",
        "<p>",
        "</p>",
        "<div class='share'>",
        "</div>",
        "<h1>",
        "</h1>",
        "<b",
        "<a href=\"",
        "'",
        "\"",
        "<!--",
        "-->",
        "<!-- factlint-ignore a.b: c -->",
        "<!",
        "<![CDATA[",
        "]]>",
        "<?",
        "&",
        "&amp",
        "&#",
        "&#x",
        ";",
        "&#55555555;",
        "&#0;",
        "&NotEqualTilde;",
        "<script>",
        "<script type=application/ld+json>",
        "</script>",
        "{\"@type\":",
        "<title>",
        "</title>",
        "<table>",
        "<td>",
        "</table>",
        "<article>",
        "</article>",
        "<time datetime=2024-01-01>",
        "<meta property=og:title content='&lt;",
        "<meta name=date content=2024-01-01>",
        "<textarea>",
        "<plaintext>",
        "<svg>",
        "<template>",
        "<li>",
        "<ul>",
        "<q>",
        "<sup>",
        "<br>",
        "<pre>",
        "\r",
        "\n",
        " ",
        "é",
        "\u{ad}",
        "\u{2028}",
        "nine",
        "2",
        "<body>",
        "<head>",
        "<main itemprop=articleBody>",
        "<div class=entry-content>",
        "=",
        "</b>",
        "<select>",
        "<frameset>",
    ]);
    prop::collection::vec(
        prop_oneof![8 => scraps.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..60,
    )
    .prop_map(|scraps| scraps.concat().replace('\0', ""))
}

/// A quotation mark that an element stands for is no text by itself.
#[test]
fn a_mark_that_nothing_of_the_page_stands_for_is_no_block() {
    let page = "<q><!-- factlint-ignore a.b: c -->\u{2028}";
    reads(page.as_bytes());
    assert_eq!(read(page.as_bytes()).articles[0].blocks.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_scraps_are_read(page in scraps()) {
        reads(page.as_bytes());
    }

    #[test]
    fn any_cut_of_a_page_is_read(from in 0usize..4000, length in 0usize..4000, second in 0usize..4000) {
        let page = include_str!("../../formats/articles-1.html");
        let cut = |from: usize, length: usize| -> String { page.chars().skip(from).take(length).collect() };
        reads((cut(from, length) + &cut(second, 500)).as_bytes());
    }
}

/// Of a tag with more attributes than any page has, the first ones are read, and what comes after it is read too.
#[test]
fn a_tag_of_many_attributes_ends_where_it_ends() {
    for (attribute, class) in
        [("a=\"\" ", ""), ("a='>' ", ""), ("a=b ", ""), ("a ", ""), ("a=\">\"/ ", "class=share ")]
    {
        let page = format!(
            "<h1>Two held</h1><p {class}{}>Police held two.</p><p>The the three.</p>",
            attribute.repeat(20_000)
        );
        let said: Vec<String> = read(page.as_bytes()).articles[0]
            .blocks
            .iter()
            .map(|block| block.zone.name().to_owned())
            .collect();
        let expected: &[&str] =
            if class.is_empty() { &["headline", "lead", "body"] } else { &["headline", "lead"] };
        assert_eq!(said, expected, "{attribute}");
        reads(page.as_bytes());
    }
}

#[test]
fn deep_and_endless_pages_are_read() {
    for unit in [
        "<div>",
        "<b>",
        "<div><b>",
        "</i>",
        "<i><p><b></i>",
        "<p>x",
        "<table><tr><td>",
        "<ul><li>x",
        "<article>x",
        "<!--",
        "<!-- factlint-ignore a: b -->",
        "&lt;",
        "&",
        "<a href=",
        "<a x=1 ",
        "<h1>x",
        "<h1>x</h1>",
        "<svg>",
        "<q>x",
        "<div class=share>x",
        "<div class='entry-content'>x</div>",
        "<p class=standfirst>x</p>",
        "<title>x",
        "<title>x</title>",
        "<time datetime=2024-01-01>x</time>",
        "<time datetime=2024-01-01>x",
        "<br>x",
        "x<script type=application/ld+json>{\"@graph\":[</script>",
        "<script type=application/ld+json>{\"@graph\":[",
        "<header>x",
        "<form>",
        "<meta name=date content=2024-01-01>",
        "<template>",
        "</div></p></b>",
        "\r",
        " ",
        "<sup>2",
        "<head>x",
        "<body>x",
        "<x-y>x",
        "<p a=\"\" ",
        "a=\"\"b='' c ",
        "<p/ ",
        "<!-- - ",
        "<![CDATA[",
        "<!doctype a \"b\" ",
    ] {
        let page = unit.repeat(20_000);
        let document = read(page.as_bytes());
        for block in document.articles.iter().flat_map(|article| &article.blocks) {
            let at = document.origin.bytes(block.span);
            assert!(page.get(at.start as usize..at.end as usize).is_some(), "{unit}: {at:?}");
        }
    }
    assert!(read("<div>".repeat(100_000).as_bytes()).articles.is_empty());
}
