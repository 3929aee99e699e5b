//! Finds the records of a JSON file: elements of an array, values one after another, or the elements of a list that
//! stands in an object, as services answer.

use crate::document::records::Cut;

/// The names of lists of articles, as feeds and the services of newspapers have them, in lower case.
const LISTS: [&[u8]; 15] = [
    b"articles",
    b"items",
    b"item",
    b"entries",
    b"posts",
    b"stories",
    b"docs",
    b"documents",
    b"results",
    b"data",
    b"records",
    b"news",
    b"hits",
    b"_items",
    b"@graph",
];

/// The names of texts of articles, in lower case. An object with one of them is an article.
const TEXTS: [&[u8]; 8] = [
    b"body",
    b"text",
    b"content",
    b"articlebody",
    b"body_xhtml",
    b"body_html",
    b"body_text",
    b"content_html",
];

/// The most objects in each other round a list.
const ROUND: u64 = 3;

/// The longest of these names, in bytes.
const LONGEST: usize = 12;

/// Finds the ends of records. Linear; the state is that of a file which comes piece by piece.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// How many brackets and braces are open, besides those of an outermost array.
    depth: u64,
    /// How many of these are brackets.
    arrays: u64,
    string: bool,
    escaped: bool,
    /// The first bytes of the last string, in lower case.
    said: Vec<u8>,
    /// Whether the last thing was a colon, so that a value of this name comes.
    named: bool,
    /// Whether the last thing was the bracket of a list of articles.
    opened: bool,
    /// The depth inside the list of articles that is being read.
    list: Option<u64>,
    /// Whether the value has a text, and so is an article itself.
    is_article: bool,
    /// Whether a value has begun, and whether it is an array of records.
    begun: bool,
    array: bool,
}

impl Elements {
    /// Reads a byte inside a string, and returns whether the rest of the string can be passed over.
    fn in_string(&mut self, byte: u8) -> bool {
        if !std::mem::take(&mut self.escaped) {
            match byte {
                b'\\' => self.escaped = true,
                b'"' => self.string = false,
                _ => {}
            }
        }
        if self.string && self.said.len() <= LONGEST {
            self.said.push(byte.to_ascii_lowercase());
        }
        self.said.len() > LONGEST
    }

    fn is_named(&self, names: &[&[u8]]) -> bool {
        self.named && names.contains(&self.said.as_slice())
    }
}

impl Cut for Elements {
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>) {
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            if self.string {
                if self.in_string(byte) && self.string && !self.escaped {
                    at += memchr::memchr2(b'\\', b'"', &bytes[at..]).unwrap_or(bytes.len() - at);
                }
                continue;
            }
            if byte.is_ascii_whitespace() {
                continue;
            }
            let opened = std::mem::take(&mut self.opened);
            match byte {
                b'"' => {
                    self.is_article |= self.list.is_none() && self.depth <= ROUND && self.is_named(&TEXTS);
                    self.string = true;
                    self.said.clear();
                }
                b'[' if !self.begun => self.array = true,
                b'[' | b'{' => {
                    self.depth += 1;
                    if opened && byte == b'{' && self.list.is_none() {
                        self.list = Some(self.depth - 1);
                        ends.push(at - 1);
                    }
                    let round =
                        self.depth <= ROUND + 1 && self.arrays == 0 && !self.array && !self.is_article;
                    self.opened = byte == b'[' && round && self.is_named(&LISTS);
                    self.arrays += u64::from(byte == b'[');
                }
                b']' | b'}' if self.depth > 0 => {
                    self.depth -= 1;
                    self.arrays = self.arrays.saturating_sub(u64::from(byte == b']'));
                    if self.list.is_some_and(|list| self.depth < list) {
                        self.list = None;
                    }
                    if self.depth == self.list.unwrap_or(0) {
                        ends.push(at);
                        self.is_article &= self.depth > 0;
                    }
                }
                _ => {}
            }
            self.named = byte == b':';
            self.begun |= byte.is_ascii();
        }
    }
}
