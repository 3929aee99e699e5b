//! HTML: the article of a page. [`outline`] and [`plan`] find where on the page it is, [`writer`] reads it.
//! Both go over the tags as they come, with a stack of open elements and no tree, in linear time.

mod bounded;
mod day;
mod feed;
pub(super) mod linked;
mod outline;
mod plan;
mod role;
mod stack;
mod tag;
mod writer;
mod xml;

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::bytes::Regex;

use super::encoding::{decode, written};
use crate::document::Document;
use crate::document::builder::Builder;
use crate::document::{Format, Markup, Reading, Unreadable};

/// HTML.
#[derive(Debug)]
pub(super) struct Html;

/// Whether HTML has an element with this name, in lower case.
pub(super) fn is_element(name: &str) -> bool {
    tag::Tag::named(name.as_bytes()).is_some()
}

/// Elements that divide a text.
static DIVIDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)<(?:p|br|div|td|section|article|body)[\s/>]")
        .expect("the pattern is constant and is compiled by a test")
});
/// An empty line.
static EMPTY_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\n[ \t\r]*\n").expect("the pattern is constant and is compiled by a test"));

/// The encoding that a page declares, as `<meta charset="utf-8">` does or `charset=` in a value.
static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?i)<meta\s[^>]*?charset\s*=\s*["']?\s*([a-z0-9_:.-]+)"#)
        .expect("the pattern is constant and is compiled by a test")
});

/// How many bytes of a page browsers search for its encoding.
const HEAD: usize = 1024;

/// The encoding that a page declares.
pub(super) fn declared(bytes: &[u8]) -> Option<String> {
    let found = CHARSET.captures(&bytes[..bytes.len().min(HEAD)])?;
    std::str::from_utf8(&found[1]).ok().map(str::to_owned)
}

/// Reads a page, or a part of one. Linear.
pub(super) fn build(page: &str) -> Builder {
    let mut builder = Builder::new();
    let plan = plan::plan(page);
    writer::write(page, &plan, &mut builder);
    builder
}

/// Reads a page, or a part of one, that stands in a field. Where it has no paragraphs, empty lines are their ends, as in
/// the old editor of WordPress. If the headline stands in another field, what the head of the page gives to programs as
/// a title is no text. Linear.
pub(super) fn build_field(page: &str, titled: bool) -> Builder {
    let mut builder = Builder::new();
    let mut plan = plan::plan(page);
    if titled {
        plan.leave_told_title();
    }
    plan.keeps_lines = EMPTY_LINE.is_match(page.as_bytes()) && !DIVIDED.is_match(page.as_bytes());
    writer::write(page, &plan, &mut builder);
    builder
}

/// Reads the elements of an article in XML: XHTML, or the elements of NITF, which are much the same. Linear.
pub(super) fn elements(text: &str) -> Builder {
    let mut builder = Builder::new();
    writer::write_xml(text, &mut builder);
    builder
}

impl Markup for Html {
    /// Quotation marks are escaped too, since an edit may be in an attribute.
    fn escape<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(['&', '<', '>', '"', '\'']) {
            return Cow::Borrowed(text);
        }
        let mut escaped = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                c => escaped.push(c),
            }
        }
        Cow::Owned(escaped)
    }
}

impl Format for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn about(&self) -> &'static str {
        "web page"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let declared = declared(&bytes);
        let decoded = decode(bytes, declared.as_deref())?;
        let builder = build(&decoded.text);
        Ok(builder.finish(path, written(&Self, decoded)))
    }
}
