//! HTML: the article of a page. [`outline`] and [`plan`] find where on the page it is, [`writer`] reads it.
//! Both go over the tags as they come, with a stack of open elements and no tree, in linear time.

mod feed;
mod linked;
mod outline;
mod plan;
mod role;
mod stack;
mod tag;
mod writer;

use std::borrow::Cow;

use super::builder::Builder;
use super::encoding::decode;
use super::format::{Format, Reading, Unreadable};
use super::{Document, Origin};

/// HTML.
#[derive(Debug)]
pub(super) struct Html;

/// The one value of it.
static HTML: &dyn Format = &Html;

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

    fn read(&self, path: &str, bytes: Vec<u8>, _: &Reading) -> Result<Document, Unreadable> {
        let (page, encoding) = decode(bytes)?;
        let mut builder = Builder::new();
        let plan = plan::plan(&page);
        writer::write(&page, &plan, &mut builder);
        let origin = Origin { written: Some(page), ..Origin::new(HTML, encoding) };
        Ok(builder.finish(path, origin))
    }

    /// Quotation marks too, since an edit may be of an attribute.
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
