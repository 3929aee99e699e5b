//! Pages of HTML.

use factlint::Document;
use factlint::document::Reading;
use factlint::formats::named;
use scraper::Html;

/// The document that a page is.
pub(crate) fn read(page: &[u8]) -> Document {
    let format = named("html").expect("a format");
    format.read("page.html", page.to_vec(), &Reading::default()).expect("it is read")
}

/// The words that a piece of a page has, as another reader of HTML finds them.
pub(crate) fn words(piece: &[u8]) -> String {
    let piece = std::str::from_utf8(piece).expect("whole characters");
    let page = Html::parse_fragment(piece);
    let read = page.tree.nodes().filter(|node| {
        let unread = |name: &str| matches!(name, "script" | "del");
        !node.ancestors().any(|of| of.value().as_element().is_some_and(|of| unread(of.name())))
    });
    let text: String = read.filter_map(|node| node.value().as_text()).map(|text| &**text).collect();
    collapsed(&text.replace(['\u{ad}', '\u{200b}'], ""))
}

/// A text with one space for each run of white space.
pub(crate) fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
