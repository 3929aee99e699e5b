//! JSON-LD: what a page states about its article in a script.

use serde::Deserialize;
use serde_json::value::RawValue;

/// Statements about the article, as strings of the script.
#[derive(Debug, Default)]
pub(super) struct Linked<'p> {
    pub(super) headline: Option<&'p str>,
    pub(super) date: Option<&'p str>,
}

#[derive(Deserialize)]
struct Node<'p> {
    #[serde(borrow, rename = "@type")]
    is: Option<&'p RawValue>,
    #[serde(borrow)]
    headline: Option<&'p RawValue>,
    #[serde(borrow, rename = "datePublished")]
    date: Option<&'p RawValue>,
    #[serde(borrow, rename = "@graph")]
    graph: Option<&'p RawValue>,
}

/// The statements about the first article in a script, at its top or in its graph. Empty if the script is not
/// as it should be. Linear.
pub(super) fn read(script: &str) -> Linked<'_> {
    let top = nodes(script);
    let graphs = top.iter().filter_map(|node| Some(nodes(node.graph?.get())));
    let all = graphs.flatten().collect::<Vec<_>>();
    let article = top.iter().chain(&all).find(|node| node.is.is_some_and(|is| is_article(is.get())));
    article.map_or_else(Linked::default, |node| Linked {
        headline: node.headline.and_then(string),
        date: node.date.and_then(string),
    })
}

fn nodes(json: &str) -> Vec<Node<'_>> {
    if json.trim_start().starts_with('[') {
        serde_json::from_str(json).unwrap_or_default()
    } else {
        serde_json::from_str(json).into_iter().collect()
    }
}

/// Whether the types that JSON-LD gives to a thing are those of an article.
pub(in crate::formats) fn is_article(is: &str) -> bool {
    is.contains("Article\"") || is.contains("BlogPosting\"") || is.contains("Report\"")
}

/// The text between the marks of a string. None if the string has escapes, since the text then does not stand
/// in the page unchanged.
fn string(json: &RawValue) -> Option<&str> {
    json.get().strip_prefix('"')?.strip_suffix('"').filter(|inside| !inside.contains('\\'))
}
