//! The events of an article in XML. Elements of NITF are given as those of HTML that do the same.

use std::ops::Range;

use super::super::xml::{Event, Unit, Xml, unit};
use super::feed::{self, As, Sink, Start};
use super::tag::{Kind, Tag};

/// The elements of NITF that HTML has by another name, or not at all. Those that are left out stand inside a line.
const NITF: [(&str, &str); 22] = [
    ("abstract", "div"),
    ("block", "div"),
    ("bq", "blockquote"),
    ("byline", "div"),
    ("byttl", "div"),
    ("copyrite", "aside"),
    ("credit", "p"),
    ("datasource", "div"),
    ("dateline", "div"),
    ("distributor", "div"),
    ("fn", "div"),
    ("hl1", "h1"),
    ("hl2", "h2"),
    ("media", "figure"),
    ("media-caption", "figcaption"),
    ("media-metadata", "template"),
    ("media-object", "template"),
    ("media-producer", "template"),
    ("media-reference", "template"),
    ("nitf-table", "div"),
    ("note", "div"),
    ("tagline", "p"),
];

/// The element of HTML that does what an element with this name does.
fn tag(name: &str) -> Option<Tag> {
    let local = name.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    let nitf = NITF.iter().find(|(nitf, _)| *nitf == local).map(|(_, html)| *html);
    Tag::named(nitf.unwrap_or(&local).as_bytes())
}

/// Gives the sink the events of a part of a text. What follows an error is passed over; the text was found to be XML
/// before. Linear in the part.
pub(super) fn feed(page: &str, part: Range<usize>, sink: &mut impl Sink) {
    let text = &page[part.clone()];
    let mut xml = Xml::foreign("the XML", text);
    let place = |range: Range<usize>| part.start + range.start..part.start + range.end;
    while let Ok(Some((event, range))) = xml.next() {
        match event {
            Event::Start(start) => {
                if let Some(tag) = tag(start.name().into_inner()) {
                    sink.start(&Start::plain(tag, place(range), page));
                }
            }
            Event::End(end) => {
                if let Some(tag) = tag(end.name().into_inner()).filter(|tag| tag.kind() != Kind::Void) {
                    sink.end(tag, place(range));
                }
            }
            Event::Text if text[range.clone()].starts_with('&') => match unit(&text[range.clone()]) {
                Some((0, Unit::Written(char, length))) if length == range.len() => {
                    sink.text(char.encode_utf8(&mut [0; 4]), place(range));
                }
                _ => feed::feed(page, place(range), As::Text, sink),
            },
            Event::Text => sink.text(&text[range.clone()], place(range)),
            Event::Written(char) => sink.text(char.encode_utf8(&mut [0; 4]), place(range)),
        }
    }
}
