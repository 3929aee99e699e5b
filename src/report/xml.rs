//! Common parts of the reports in XML.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::writer::ElementWriter;

use super::stream::Head;
use crate::visible;

/// A document whose elements are written as they come.
#[derive(Debug)]
pub(super) struct Root {
    name: &'static str,
    head: Head,
}

impl Root {
    /// A document with a root of this name and one attribute; its value needs no escaping.
    pub(super) fn new(name: &'static str, (key, value): (&str, &str)) -> Self {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
        Self { name, head: Head::new(format!("{declaration}\n<{name} {key}=\"{value}\">\n")) }
    }

    /// Writes an element into the root, with the elements inside it on lines of their own. What is hidden in
    /// them is a character reference.
    pub(super) fn element(
        &mut self,
        out: &mut dyn Write,
        name: &str,
        fill: impl FnOnce(ElementWriter<'_, &mut dyn Write>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.head.write(out)?;
        let mut text = Vec::new();
        let mut writer = Writer::new_with_indent(&mut text as &mut dyn Write, b' ', 2);
        fill(writer.create_element(name))?;
        let text = String::from_utf8(text).map_err(io::Error::other)?;
        writeln!(out, "{}", visible::xml(&text))
    }

    /// Ends the document.
    pub(super) fn end(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.head.write(out)?;
        writeln!(out, "</{}>", self.name)
    }
}

/// The text with U+FFFD in the place of characters that no XML document can hold, even escaped.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let bad = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.contains(bad) { text.replace(bad, "\u{fffd}").into() } else { text.into() }
}
