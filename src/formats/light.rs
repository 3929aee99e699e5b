//! Light markup besides Markdown: AsciiDoc and reStructuredText. Both are read line by line: [`lines`] divides a text,
//! and a file each knows the blocks and the marks inside a line.

mod asciidoc;
mod cells;
mod inline;
mod lines;
mod rst;
mod table;

use std::borrow::Cow;

use super::encoding::{decode, written};
use crate::document::builder::Builder;
use crate::document::{Document, Format, Markup, Reading, Unreadable};

/// A light markup.
#[derive(Debug)]
pub(super) struct Light {
    name: &'static str,
    about: &'static str,
    extensions: &'static [&'static str],
    /// The characters that are written with a backslash where they are no marks.
    marks: &'static [char],
    build: fn(&str) -> Builder,
}

/// AsciiDoc.
pub(super) static ASCIIDOC: Light = Light {
    name: "asciidoc",
    about: "AsciiDoc",
    extensions: &["adoc", "asciidoc", "asc"],
    marks: &['*', '_', '`', '#', '^', '~', '{'],
    build: asciidoc::build,
};

/// reStructuredText.
pub(super) static RST: Light = Light {
    name: "rst",
    about: "reStructuredText",
    extensions: &["rst", "rest"],
    marks: &['\\', '*', '`', '|', '_'],
    build: rst::build,
};

impl Markup for Light {
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(self.marks) {
            return Cow::Borrowed(text);
        }
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            if self.marks.contains(&c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        Cow::Owned(escaped)
    }
}

impl Format for Light {
    fn name(&self) -> &'static str {
        self.name
    }

    fn about(&self) -> &'static str {
        self.about
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let decoded = decode(bytes, None)?;
        let builder = (self.build)(&decoded.text);
        Ok(builder.finish(path, written(self, decoded)))
    }
}
