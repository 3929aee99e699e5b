//! The XML of newsrooms: NITF, NewsML (G2 and 1), and feeds: RSS, Atom and the exports of WordPress. The root of a file says
//! which it is. A file is read as records, so that a feed may have any size.

mod cut;
mod feed;
mod newsml;
mod nitf;
mod tree;

use std::borrow::Cow;

use super::records::{Fielded, piece};
use super::xml::escape;
use crate::document::records::{Cut, Parse, Record, Start, Wrong};
use crate::document::{Document, Fields, Format, Markup, Reading, Records, Unreadable};
use cut::Items;
pub(super) use cut::root;
use tree::Tree;

/// News in XML.
#[derive(Debug)]
pub(super) struct NewsXml;

/// What a file is by its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// RSS of any version, with exports of WordPress; Atom.
    Feed,
    Nitf,
    /// An item of NewsML-G2, or a message of several; a message of NewsML 1.
    Newsml,
}

impl Kind {
    /// The kind of a file whose root has this name.
    fn of(root: &str) -> Option<Self> {
        match root {
            "rss" | "RDF" | "feed" | "entry" => Some(Self::Feed),
            "nitf" => Some(Self::Nitf),
            "NewsML" | "newsMessage" | "newsItem" | "packageItem" | "knowledgeItem" | "conceptItem"
            | "planningItem" => Some(Self::Newsml),
            _ => None,
        }
    }

    /// The elements that are records; none if the file is one.
    const fn records(self) -> &'static [&'static str] {
        match self {
            Self::Feed => &["item", "entry"],
            Self::Nitf => &[],
            Self::Newsml => &["newsItem", "NewsItem"],
        }
    }
}

/// Whether the root of a file is one that is read.
pub(super) fn is_news(root: &str) -> bool {
    Kind::of(root).is_some()
}

impl Markup for NewsXml {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        escape(text)
    }

    fn is_records(&self) -> bool {
        true
    }
}

impl Format for NewsXml {
    fn name(&self) -> &'static str {
        "xml"
    }

    fn about(&self) -> &'static str {
        "news in XML: NITF, NewsML-G2, RSS, Atom, exports of WordPress"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "nitf", "newsml", "rss", "atom", "rdf", "wxr"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable> {
        self.piece(path, bytes, &Start::default(), reading)
    }

    fn records(&'static self) -> Option<&'static dyn Records> {
        Some(self)
    }
}

impl Fielded for NewsXml {
    fn missing(&self, _: &Fields) -> String {
        "it has no headline and no text".to_owned()
    }

    fn parser(&self, text: &str, head: Option<&str>, _: &Fields) -> Box<dyn Parse> {
        let kind = root(head.unwrap_or(text)).and_then(Kind::of);
        let is_cut = head.is_none() && kind.is_some_and(|kind| !kind.records().is_empty());
        Box::new(Articles { kind, is_head: is_cut && !is_item(text) })
    }

    fn declared(&self, first: &[u8]) -> Option<String> {
        let text = String::from_utf8_lossy(&first[..first.len().min(HEAD)]);
        let declaration = text.trim_start_matches('\u{feff}').trim_start().strip_prefix("<?xml")?;
        let (_, value) = declaration.split_once("?>")?.0.split_once("encoding")?;
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let mark = value.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
        value[1..].split(mark).next().map(str::to_owned)
    }

    fn accepts(&self, first: &str) -> Result<(), Unreadable> {
        match root(first) {
            Some(name) if is_news(name) => Ok(()),
            Some(name) => Err(Unreadable(format!(
                "it is XML with the root <{name}>, and not NITF, NewsML, RSS or Atom; save the article as text, HTML or \
                 one of these"
            ))),
            None => Err(Unreadable("this is no XML: no element begins in it; save it anew".to_owned())),
        }
    }
}

impl Records for NewsXml {
    fn piece(
        &'static self,
        path: &str,
        bytes: Vec<u8>,
        start: &Start,
        reading: &Reading,
    ) -> Result<Document, Unreadable> {
        piece(self, path, bytes, start, reading)
    }

    fn cut(&self, first: &[u8]) -> Box<dyn Cut> {
        let kind = root(&String::from_utf8_lossy(&first[..first.len().min(HEAD)])).and_then(Kind::of);
        Box::new(Items::new(kind.map_or(&[], Kind::records)))
    }

    fn head<'b>(&self, first: &'b [u8], ends: &[usize]) -> &'b [u8] {
        &first[..ends.first().copied().unwrap_or(0)]
    }

    fn is_blank(&self, raw: &[u8]) -> bool {
        // What follows the last item closes the feed, and before the first can stand a declaration alone.
        root(&String::from_utf8_lossy(&raw[..raw.len().min(HEAD)])).is_none()
    }
}

/// Whether the root of a file is a record itself.
fn is_item(text: &str) -> bool {
    matches!(root(text), Some("entry" | "newsItem"))
}

/// How many bytes of a file are searched for its root.
const HEAD: usize = 1 << 16;

struct Articles {
    kind: Option<Kind>,
    /// Whether the head of the file comes next.
    is_head: bool,
}

impl Parse for Articles {
    fn parse<'t>(&mut self, record: &'t str, at: usize, _: &Fields) -> Result<Option<Record<'t>>, Wrong> {
        if std::mem::take(&mut self.is_head) || NewsXml.is_blank(record.as_bytes()) {
            return Ok(None);
        }
        let Some(kind) = self.kind else { return Ok(None) };
        let tree = Tree::read(record, at).map_err(|what| (None, what.0))?;
        let mut found = Record::default();
        match kind {
            Kind::Feed => feed::read(&tree, &mut found),
            Kind::Nitf => nitf::read(&tree, &mut found),
            Kind::Newsml => newsml::read(&tree, &mut found),
        }
        Ok(Some(found))
    }
}
