//! The styles of a Word document, and what they make of its paragraphs.

use std::collections::HashMap;

use super::super::xml::{Event, Xml, attribute};
use crate::document::Unreadable;

/// The kind of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A title, or a heading of the first level.
    Title,
    /// Any other heading.
    Heading,
    /// A bullet, or a numbered point.
    Bullet,
    /// The text below a picture.
    Caption,
    Plain,
}

/// The most styles in a chain of styles that are based on each other.
const CHAIN: usize = 16;

/// The styles of paragraphs, by id.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Debug, Default)]
struct Style {
    kind: Option<Kind>,
    /// The style that this one is based on.
    based_on: Option<String>,
}

/// The kind of a paragraph with an outline level: 0 is the highest, 9 is none.
pub(super) fn heading(level: &str) -> Option<Kind> {
    match level.parse().ok()? {
        0 => Some(Kind::Title),
        1..=8 => Some(Kind::Heading),
        9 => Some(Kind::Plain),
        _ => None::<Kind>,
    }
}

/// The kind of a style by its name. Names of built-in styles are English in every language.
fn named(name: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase().replace(' ', "");
    match name.strip_prefix("heading") {
        _ if name == "title" => Some(Kind::Title),
        _ if name == "caption" => Some(Kind::Caption),
        Some("1") => Some(Kind::Title),
        Some(level) if level.parse::<u8>().is_ok() => Some(Kind::Heading),
        _ if name.starts_with("listbullet") || name.starts_with("listnumber") => Some(Kind::Bullet),
        _ => None,
    }
}

impl Styles {
    /// Reads the part that has the styles.
    ///
    /// # Errors
    /// When it is no XML.
    pub(super) fn read(name: &str, text: &str) -> Result<Self, Unreadable> {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut xml = Xml::new(name, text);
        let (mut id, mut style) = (String::new(), Style::default());
        while let Some((event, _)) = xml.next()? {
            match event {
                Event::Start(tag) => {
                    let value = attribute(&tag, "val");
                    match tag.local_name().into_inner() {
                        "style" => id = attribute(&tag, "styleId").unwrap_or_default().to_owned(),
                        "name" => style.kind = style.kind.or(value.and_then(named)),
                        "basedOn" => style.based_on = value.map(str::to_owned),
                        "outlineLvl" => style.kind = value.and_then(heading).or(style.kind),
                        "numId" if value != Some("0") => style.kind = style.kind.or(Some(Kind::Bullet)),
                        _ => {}
                    }
                }
                Event::End(tag) if tag.local_name().into_inner() == "style" => {
                    styles.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                }
                Event::End(_) | Event::Text | Event::Written(_) => {}
            }
        }
        Ok(Self(styles))
    }

    /// The kind of a paragraph with a style: the kind of the style, or else of the styles it is based on. A
    /// style that is not described is known by its id.
    pub(super) fn kind(&self, id: &str) -> Kind {
        let Some(style) = self.0.get(id) else { return named(id).unwrap_or(Kind::Plain) };
        let base = |style: &&Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        let mut chain = std::iter::successors(Some(style), base).take(CHAIN);
        chain.find_map(|style| style.kind).unwrap_or(Kind::Plain)
    }
}
