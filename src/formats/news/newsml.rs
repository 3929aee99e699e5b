//! NewsML-G2, whose items have NITF, XHTML or plain text in them, and NewsML 1, which is alike.

use super::nitf;
use super::tree::{Node, Tree};
use crate::document::Inner;
use crate::document::fields::Field;
use crate::document::records::{How, Part, Record};

/// The classes of items that have no text of their own.
const MEDIA: [&str; 6] = ["picture", "graphic", "video", "audio", "animation", "composite"];

/// Reads an item.
pub(super) fn read<'t>(tree: &Tree<'t>, record: &mut Record<'t>) {
    let Some(item) = tree.root() else { return };
    if item.local() == "NewsItem" {
        return first(item, record);
    }
    if item.local() != "newsItem" {
        // Packages, concepts and plans have no article.
        record.is_other = true;
        return;
    }
    let class = item.first("itemClass").and_then(|class| class.value("qcode").or_else(|| class.value("uri")));
    let class = class.and_then(|class| class.rsplit([':', '/']).next()).unwrap_or_default();
    let meta = item.first("contentMeta");
    let text = |name: &'static str| {
        let all = meta.into_iter().flat_map(Node::children).filter(move |node| node.local() == name);
        all.filter_map(|node| node.part(How::Xml))
    };
    let content = item.first("contentSet");
    let inline = content.into_iter().flat_map(Node::children).find_map(inside);
    if let Some(Inside::Nitf(node)) = inline {
        nitf::article(node, record);
    }
    // What the content says comes before what is said of it.
    let dated = |name: &str| item.first(name).and_then(|node| node.part(How::Xml));
    let date = ["firstCreated", "contentCreated", "versionCreated"].into_iter().find_map(dated);
    record.add((Field::Title, 1), text("headline").take(1).collect());
    record.add((Field::Byline, 1), text("by").take(1).collect());
    record.add((Field::Date, 1), date.into_iter().collect());
    record.add((Field::Id, 1), item.attribute("guid").into_iter().collect());
    if let Some(Inside::Text(part)) = inline {
        record.add((Field::Text, 1), text("dateline").chain([part]).collect());
    }
    record.is_other = MEDIA.contains(&class) && record.of(Field::Text).is_empty();
}

/// Reads an item of NewsML 1. Its components have lines about the article, and parts of the content.
fn first<'t>(item: Node<'_, 't>, record: &mut Record<'t>) {
    let text = |name: &'static str| item.first(name).and_then(|node| node.part(How::Xml));
    let content = item.first("DataContent");
    match content.and_then(|content| content.first("nitf")) {
        Some(nitf) => nitf::article(nitf, record),
        None => {
            let body = content.map(|content| content.first("body").unwrap_or(content));
            record
                .add((Field::Text, 1), body.and_then(|body| body.part(How::Elements)).into_iter().collect());
        }
    }
    for (field, names) in [
        (Field::Title, ["HeadLine", "NewsLineText"]),
        (Field::Byline, ["ByLine", "Author"]),
        (Field::Date, ["FirstCreated", "ThisRevisionCreated"]),
        (Field::Id, ["PublicIdentifier", "NewsItemId"]),
    ] {
        record.add((field, 1), names.into_iter().find_map(text).into_iter().collect());
    }
    let media = item.first("MediaType").and_then(|kind| kind.value("FormalName")).unwrap_or_default();
    record.is_other =
        MEDIA.iter().any(|kind| kind.eq_ignore_ascii_case(media)) && record.of(Field::Text).is_empty();
}

/// The article in an item.
#[derive(Clone, Copy)]
enum Inside<'n, 't> {
    Nitf(Node<'n, 't>),
    Text(Part<'t>),
}

/// The article that a part of the content has in it.
fn inside<'n, 't>(node: Node<'n, 't>) -> Option<Inside<'n, 't>> {
    let kind = node.value("contenttype").unwrap_or_default();
    match node.local() {
        "inlineXML" => {
            if let Some(nitf) = node.children().find(|inside| inside.local() == "nitf") {
                return Some(Inside::Nitf(nitf));
            }
            let body = node.first("body").unwrap_or(node);
            body.part(How::Elements).map(Inside::Text)
        }
        "inlineData" => {
            let inner = if kind.contains("html") { Some(Inner::Html) } else { None };
            Some(Inside::Text(Part { inner, ..node.part(How::Xml)? }))
        }
        _ => None,
    }
}
