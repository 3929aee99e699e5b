//! NITF, the News Industry Text Format.

use super::tree::{Node, Tree};
use crate::document::fields::Field;
use crate::document::records::{How, Part, Record};

/// Reads an article.
pub(super) fn read<'t>(tree: &Tree<'t>, record: &mut Record<'t>) {
    if let Some(root) = tree.root() {
        article(root, record);
    }
}

/// Reads the article in a `nitf` element.
pub(super) fn article<'t>(nitf: Node<'_, 't>, record: &mut Record<'t>) {
    let body = nitf.first("body");
    let head = body.and_then(|body| body.first("body.head"));
    let content = body.and_then(|body| body.first("body.content"));
    let elements = |node: Node<'_, 't>| node.part(How::Elements);
    let headline = head.and_then(|head| head.first("hedline"));
    let main = headline.and_then(|headline| headline.first("hl1")).and_then(elements);
    let title = main.or_else(|| nitf.first("title").and_then(|title| title.part(How::Xml)));
    let of =
        |name: &'static str| head.into_iter().flat_map(Node::inside).filter(move |node| node.local() == name);
    record.add((Field::Title, 0), title.into_iter().collect());
    record.add((Field::Kicker, 0), of("hl2").filter_map(elements).collect());
    record.add((Field::Byline, 0), of("byline").filter_map(elements).collect());
    let dateline = of("dateline").filter_map(elements);
    record.add((Field::Date, 0), date(nitf).into_iter().chain(dateline).collect());
    record.add(
        (Field::Id, 0),
        nitf.first("doc-id").and_then(|id| id.attribute("id-string")).into_iter().collect(),
    );
    let end = body.and_then(|body| body.first("body.end"));
    if let Some(text) = content.and_then(elements) {
        record.add((Field::Text, 0), [text].into_iter().chain(end.and_then(elements)).collect());
    }
}

/// The day of publication: that of issue, of release, or of the publication it stood in.
fn date<'t>(nitf: Node<'_, 't>) -> Option<Part<'t>> {
    let norm = |name: &str| nitf.first(name).and_then(|node| node.attribute("norm"));
    let publication = || nitf.first("pubdata").and_then(|node| node.attribute("date.publication"));
    norm("date.issue").or_else(|| norm("date.release")).or_else(publication).or_else(|| norm("story.date"))
}
