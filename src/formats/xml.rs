//! Reads the XML of a part of a file: elements and text, each with its bytes.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::{partial_escape, resolve_xml_entity};
use quick_xml::events::{self, BytesEnd, BytesStart};

use crate::document::Unreadable;

/// The greatest depth of elements. Word and LibreOffice stay far below.
const DEPTH: usize = 1_000;

/// An event of a part.
#[derive(Debug)]
pub(super) enum Event<'x> {
    /// The start of an element. An empty element ends in the next event.
    Start(BytesStart<'x>),
    /// The end of an element.
    End(BytesEnd<'x>),
    /// Text that stands in the part unchanged. Its bytes are those of the event.
    Text,
    /// A character that is written as an entity.
    Written(char),
}

/// A reader of a part. Linear, without recursion. Entities that a document defines are refused and not
/// expanded.
#[derive(Debug)]
pub(super) struct Xml<'x> {
    /// Whether the part comes from anywhere, and may have a document type and entities of HTML.
    is_foreign: bool,
    /// The name of the part, for errors.
    name: &'x str,
    text: &'x str,
    /// The length of its byte order mark.
    mark: usize,
    reader: Reader<&'x [u8]>,
    depth: usize,
}

impl<'x> Xml<'x> {
    /// Reads a part from its first byte.
    pub(super) fn new(name: &'x str, text: &'x str) -> Self {
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut reader = Reader::from_str(&text[mark..]);
        reader.config_mut().expand_empty_elements = true;
        Self { is_foreign: false, name, text, mark, reader, depth: 0 }
    }

    /// Reads XML that a program of any kind wrote: it may name a document type, and text that is no reference may begin
    /// with `&`, or be a reference that HTML has and XML does not. Such text is given as it is.
    pub(super) fn foreign(name: &'x str, text: &'x str) -> Self {
        let mut xml = Self { is_foreign: true, ..Self::new(name, text) };
        xml.reader.config_mut().allow_dangling_amp = true;
        xml
    }

    /// The next event and its bytes in the part; none at the end.
    ///
    /// # Errors
    /// When the part is no XML, has a document type declaration, or is nested too deep.
    pub(super) fn next(&mut self) -> Result<Option<(Event<'x>, Range<usize>)>, Unreadable> {
        loop {
            let from = self.at();
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            let range = from..self.at();
            let event = match event {
                events::Event::Start(tag) | events::Event::Empty(tag) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(
                            self.broken(&format!("elements lie in each other more than {DEPTH} deep"))
                        );
                    }
                    Event::Start(tag)
                }
                events::Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End(tag)
                }
                events::Event::Text(_) => Event::Text,
                events::Event::CData(text) => {
                    let start = range.start + "<![CDATA[".len();
                    return Ok(Some((Event::Text, start..start + text.len())));
                }
                events::Event::GeneralRef(_) if self.is_foreign => Event::Text,
                events::Event::GeneralRef(entity) => {
                    let char = entity.resolve_char_ref().map_err(|error| self.broken(&error.to_string()))?;
                    let named = || resolve_xml_entity(&entity).and_then(|text| text.chars().next());
                    let unknown = || self.broken(&format!("the entity &{}; is unknown", &*entity));
                    Event::Written(char.or_else(named).ok_or_else(unknown)?)
                }
                events::Event::DocType(kind) if self.is_foreign => {
                    if kind.contains("<!ENTITY") {
                        return Err(self.broken("it defines entities of its own, which are not read"));
                    }
                    continue;
                }
                events::Event::DocType(_) => {
                    return Err(self.broken("a document type declaration, which has no place here"));
                }
                events::Event::Eof if self.depth > 0 => return Err(self.broken("it ends inside an element")),
                events::Event::Eof => return Ok(None),
                events::Event::Comment(_) | events::Event::Decl(_) | events::Event::PI(_) => continue,
            };
            return Ok(Some((event, range)));
        }
    }

    /// Skips the element that has just begun, up to its end.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub(super) fn skip(&mut self) -> Result<(), Unreadable> {
        let inside = self.depth;
        while self.depth >= inside && self.next()?.is_some() {}
        Ok(())
    }

    /// The text that begins at byte `from` and ends at the next tag, without the white space around it unless
    /// `kept`.
    pub(super) fn content(&self, from: usize, kept: bool) -> Range<usize> {
        let length = memchr::memchr(b'<', &self.text.as_bytes()[from..]);
        let end = length.map_or(self.text.len(), |length| from + length);
        let text = &self.text[from..end];
        if kept {
            return from..end;
        }
        let start = from + (text.len() - text.trim_ascii_start().len());
        start..start + text.trim_ascii().len()
    }

    fn at(&self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        self.mark.saturating_add(at).min(self.text.len())
    }

    fn broken(&self, what: &str) -> Unreadable {
        let (name, at) = (self.name, self.at());
        Unreadable(format!("{name} is broken near byte {at}: {what}; open the file and save it anew"))
    }
}

/// The value of an attribute, by its name without prefix. Linear in the attributes.
pub(super) fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<&'t str> {
    // Checks for duplicate names would take quadratic time.
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    let mut named = attributes.flatten().filter(|attribute| attribute.key.local_name().as_ref() == name);
    match named.next()?.value {
        Cow::Borrowed(value) => Some(value),
        Cow::Owned(_) => None,
    }
}

/// A part of a text that is written in a way of its own, with its length.
pub(super) enum Unit {
    /// A character.
    Written(char, usize),
    /// Text that stands there unchanged, between marks; the range is that of the text.
    Verbatim(Range<usize>, usize),
}

/// The first reference or CDATA section in a text of XML: where it begins, and what it is. References that XML does not
/// know, as those of HTML, are text. Comments are nothing.
pub(super) fn unit(text: &str) -> Option<(usize, Unit)> {
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(b'&', b'<', &text.as_bytes()[from..])?;
        let rest = &text[at..];
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let (start, length) = (rest.len() - inside.len(), inside.find("]]>"));
            let end = start + length.unwrap_or(inside.len());
            return Some((at, Unit::Verbatim(start..end, end + length.map_or(0, |_| "]]>".len()))));
        }
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |end| end + "-->".len());
            return Some((at, Unit::Verbatim(end..end, end)));
        }
        if let Some(char) = reference(rest) {
            return Some((at, char));
        }
        from = at + 1;
    }
}

/// The reference with which a text begins.
fn reference(text: &str) -> Option<Unit> {
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let char = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
            char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?)?
        }
        None => resolve_xml_entity(name)?.chars().next()?,
    };
    Some(Unit::Written(char, end + 1))
}

/// The longest reference to a character, in bytes.
const LONGEST: usize = 12;

/// A text as it is written in XML.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    partial_escape(text)
}

/// Whether an element that switches something on does so: its value may switch it off.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !matches!(attribute(tag, "val"), Some("0" | "false" | "off" | "none"))
}
