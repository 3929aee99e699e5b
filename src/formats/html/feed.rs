//! The events of a page, one after another, each with its place. The tokenizer is that of the HTML standard
//! (`html5gum`); this module gives its results without copying them.

use std::cell::Cell;
use std::convert::Infallible;
use std::ops::Range;

use html5gum::{Emitter, Error, State, Tokenizer, naive_next_state};

use super::bounded::{Bounded, end_of_tag};
use super::tag::{Kind, Tag};

/// Takes the events of a page, in order.
pub(super) trait Sink {
    /// A start tag of a known element.
    fn start(&mut self, start: &Start<'_>);

    /// An end tag of a known element.
    fn end(&mut self, tag: Tag, at: Range<usize>);

    /// Text. It stands in the page unchanged if its place is as long as the text; otherwise the page writes
    /// it in another way.
    fn text(&mut self, text: &str, at: Range<usize>);

    /// A comment, with its marks.
    fn comment(&mut self, at: Range<usize>);
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Start<'p> {
    pub(super) tag: Tag,
    /// The place of the tag, from its `<` to past its `>`.
    pub(super) at: Range<usize>,
    /// Whether the tag ends in `/>`.
    closed: bool,
    page: &'p str,
    attributes: [Option<(u32, u32)>; Attribute::NAMES.len()],
}

impl<'p> Start<'p> {
    /// The start tag of an element in XML, of whose attributes only the role is known here.
    pub(super) const fn plain(tag: Tag, at: Range<usize>, page: &'p str) -> Self {
        Self { tag, at, closed: false, page, attributes: [None; Attribute::NAMES.len()] }
    }

    /// The value of an attribute as the page writes it.
    pub(super) fn get(&self, attribute: Attribute) -> Option<&'p str> {
        self.page.get(self.place(attribute)?)
    }

    /// Whether the element has no content.
    pub(super) fn is_empty(&self) -> bool {
        // Only drawings and formulas may be closed like this; browsers ignore it elsewhere.
        let closed = self.closed && matches!(self.tag.name(), "svg" | "math");
        closed || matches!(self.tag.kind(), Kind::Void | Kind::Break | Kind::Rule)
    }

    /// The place of an attribute's value.
    pub(super) fn place(&self, attribute: Attribute) -> Option<Range<usize>> {
        self.attributes[attribute as usize].map(|(start, end)| start as usize..end as usize)
    }
}

/// The attributes that are read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Attribute {
    AriaHidden,
    Class,
    Colspan,
    Content,
    Datetime,
    Hidden,
    Id,
    Itemprop,
    Itemtype,
    Name,
    Property,
    Role,
    Rowspan,
    Style,
    Type,
}

impl Attribute {
    /// The names of the attributes, in the same order.
    const NAMES: [&str; 15] = [
        "aria-hidden",
        "class",
        "colspan",
        "content",
        "datetime",
        "hidden",
        "id",
        "itemprop",
        "itemtype",
        "name",
        "property",
        "role",
        "rowspan",
        "style",
        "type",
    ];
}

/// How a part of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum As {
    /// As HTML with elements.
    Elements,
    /// As text that may have character references but no elements: an attribute, a `<title>`.
    Text,
}

/// Gives the sink the events of a part of a page. Linear in the part.
pub(super) fn feed(page: &str, part: Range<usize>, how: As, sink: &mut impl Sink) {
    let Some(text) = page.get(part.clone()) else { return };
    let end = part.end;
    let open = Cell::new(0);
    let mut feed = Feed {
        page,
        sink,
        open_attributes: &open,
        position: part.start,
        done: part.start,
        is_cut: false,
        open: part.start,
        end_tag: false,
        closed: false,
        name: Vec::new(),
        last_start: Vec::new(),
        attributes: [None; Attribute::NAMES.len()],
        attribute: Vec::new(),
        value: None,
    };
    let (mut rest, mut state) = (text, if how == As::Text { State::RcData } else { State::Data });
    loop {
        let mut tokenizer = Tokenizer::new_with_emitter(Bounded::new(rest, &open), &mut feed);
        tokenizer.set_state(state);
        if tokenizer.all(|token| token.is_ok()) {
            return;
        }
        // The other attributes of the tag are passed over.
        state = feed.cut_tag(end);
        rest = &page[feed.position..end];
    }
}

struct Feed<'p, 's, S> {
    page: &'p str,
    sink: &'s mut S,
    /// The number of attributes of the tag that is being read.
    open_attributes: &'s Cell<usize>,
    /// The byte up to which the tokenizer has read.
    position: usize,
    /// The byte up to which the sink has been given events.
    done: usize,
    /// Whether the text since `done` ends inside a character: after a reference the tokenizer gives a single
    /// byte.
    is_cut: bool,
    /// The start of the tag or comment that is being read.
    open: usize,
    end_tag: bool,
    closed: bool,
    /// The name of the tag that is being read.
    name: Vec<u8>,
    last_start: Vec<u8>,
    attributes: [Option<(u32, u32)>; Attribute::NAMES.len()],
    /// The name of the attribute that is being read, and the place of its value.
    attribute: Vec<u8>,
    value: Option<(u32, u32)>,
}

impl<S: Sink> Feed<'_, '_, S> {
    /// Keeps the attribute that has been read. Of two attributes with one name the first counts.
    fn keep_attribute(&mut self) {
        let here = self.position as u32;
        let value = self.value.take().unwrap_or((here, here));
        let known = Attribute::NAMES.binary_search_by(|name| name.as_bytes().cmp(&self.attribute));
        if let (Ok(known), false) = (known, self.attribute.is_empty()) {
            self.attributes[known].get_or_insert(value);
        }
        self.attribute.clear();
    }

    /// Ends the open tag, of which the rest is passed over, and tells how the text after it is read.
    fn cut_tag(&mut self, end: usize) -> State {
        self.open_attributes.set(0);
        self.attribute.clear();
        self.value = None;
        let Some(after) = end_of_tag(&self.page[..end], self.position) else {
            self.position = end;
            return State::Data;
        };
        self.position = after;
        let mut emitter = self;
        emitter.emit_current_tag().unwrap_or(State::Data)
    }

    fn begin(&mut self, end_tag: bool) {
        self.end_tag = end_tag;
        self.closed = false;
        self.name.clear();
        self.attributes = [None; Attribute::NAMES.len()];
        self.attribute.clear();
        self.value = None;
    }
}

impl<S: Sink> Emitter for &mut Feed<'_, '_, S> {
    type Token = Infallible;

    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    fn init_string(&mut self) {
        if !self.is_cut {
            self.done = self.position;
        }
    }

    fn emit_string(&mut self, text: &[u8]) {
        let from = self.done;
        let start = self.position.saturating_sub(text.len());
        let page = self.page.as_bytes();
        // Unchanged text may begin after the second byte of a line end.
        let same = start >= from
            && (self.is_cut || start == from || page[from] != b'&')
            && page.get(start..self.position) == Some(text);
        let start = if same && !self.is_cut { start } else { from };
        let text = if same { self.page.get(start..self.position) } else { std::str::from_utf8(text).ok() };
        self.is_cut = text.is_none();
        match text {
            Some(text) => {
                self.done = self.position;
                self.sink.text(text, start..self.position);
            }
            None => self.done = start,
        }
    }

    fn start_open_tag(&mut self) {
        self.open = self.position.saturating_sub(1);
    }

    fn init_start_tag(&mut self) {
        self.begin(false);
    }

    fn init_end_tag(&mut self) {
        self.begin(true);
    }

    fn push_tag_name(&mut self, name: &[u8]) {
        self.name.extend_from_slice(name);
    }

    fn init_attribute(&mut self) {
        self.open_attributes.update(|count| count + 1);
        self.keep_attribute();
    }

    fn push_attribute_name(&mut self, name: &[u8]) {
        self.attribute.extend_from_slice(name);
    }

    fn init_attribute_value(&mut self) {
        self.value = Some((self.position as u32, self.position as u32));
    }

    fn push_attribute_value(&mut self, _: &[u8]) {
        if let Some((_, end)) = &mut self.value {
            *end = self.position as u32;
        }
    }

    fn set_self_closing(&mut self) {
        self.closed = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.open_attributes.set(0);
        self.keep_attribute();
        self.done = self.position;
        let at = self.open..self.position;
        let tag = Tag::named(&self.name);
        self.last_start.clear();
        if self.end_tag {
            if let Some(tag) = tag {
                self.sink.end(tag, at);
            }
            return None;
        }
        self.last_start.extend_from_slice(&self.name);
        if let Some(tag) = tag {
            let start = Start { tag, at, closed: self.closed, page: self.page, attributes: self.attributes };
            self.sink.start(&start);
        }
        naive_next_state(&self.name)
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.end_tag && !self.last_start.is_empty() && self.last_start == self.name
    }

    fn emit_current_comment(&mut self) {
        self.done = self.position;
        self.sink.comment(self.open..self.position);
    }

    fn emit_current_doctype(&mut self) {
        self.done = self.position;
    }

    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn set_last_start_tag(&mut self, _: Option<&[u8]>) {}
    fn emit_eof(&mut self) {}
    fn emit_error(&mut self, _: Error) {}
    fn init_comment(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn init_doctype(&mut self) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
