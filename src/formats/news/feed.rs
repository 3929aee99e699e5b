//! RSS, Atom and the exports of WordPress.

use super::tree::{Node, Tree};
use crate::document::Inner;
use crate::document::fields::Field;
use crate::document::records::{How, Part, Record};

/// The elements that are read, with the field that each gives; of several of a field, the first of these counts.
const ELEMENTS: [(&str, Field); 18] = [
    ("title", Field::Title),
    ("content:encoded", Field::Text),
    ("content", Field::Text),
    ("description", Field::Text),
    ("summary", Field::Text),
    ("excerpt:encoded", Field::Text),
    ("wp:post_date", Field::Date),
    ("pubDate", Field::Date),
    ("published", Field::Date),
    ("dc:date", Field::Date),
    ("issued", Field::Date),
    ("updated", Field::Date),
    ("dc:creator", Field::Byline),
    ("author", Field::Byline),
    ("guid", Field::Id),
    ("id", Field::Id),
    ("link", Field::Id),
    ("source", Field::Source),
];

/// What WordPress exports besides articles.
const OTHERS: [&str; 9] = [
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "wp_template",
    "wp_block",
    "wp_navigation",
    "wp_global_styles",
];

/// Reads an item of a feed.
pub(super) fn read<'t>(tree: &Tree<'t>, record: &mut Record<'t>) {
    let Some(item) = tree.root() else { return };
    let prefix = item.name().split_once(':').map(|(prefix, _)| prefix);
    for node in item.children() {
        if node.name() == "wp:post_type" {
            record.is_other =
                node.part(How::Xml).is_some_and(|part| OTHERS.iter().any(|other| part.raw.contains(other)));
        }
        // The prefix of Atom, or that of the item, is left out where a feed has it.
        let atom = node.name().strip_prefix("atom:");
        let own = || node.name().strip_prefix(prefix?).and_then(|name| name.strip_prefix(':'));
        let name = atom.or_else(own).unwrap_or(node.name());
        if let Some(rank) = ELEMENTS.iter().position(|(known, _)| *known == name) {
            let field = ELEMENTS[rank].1;
            if let Some(part) = part(node, field) {
                record.add((field, rank), vec![part]);
            }
        }
    }
}

/// The text of an element. Atom says of a text of what type it is; a person has a name, and a link an address.
fn part<'t>(node: Node<'_, 't>, field: Field) -> Option<Part<'t>> {
    let inner = match node.value("type") {
        Some("html" | "text/html") => Some(Inner::Html),
        Some("text" | "text/plain") => Some(Inner::Text),
        Some("xhtml" | "application/xhtml+xml") => return node.part(How::Elements),
        _ => None,
    };
    match (field, node.local()) {
        (Field::Byline, "author") => node.first("name").unwrap_or(node).part(How::Xml),
        // The source of an item in Atom is a feed.
        (Field::Source, _) if node.children().next().is_some() => node.first("title")?.part(How::Xml),
        (Field::Id, "link") => node.part(How::Xml).or_else(|| node.attribute("href")),
        _ => Some(Part { inner, ..node.part(How::Xml)? }),
    }
}
