//! Finds the root of a file in XML, and the ends of its records.

use crate::document::records::Cut;

/// The name of the first element of a text, without its prefix. None if the text is no XML. Linear in what stands before
/// the element.
pub(in crate::formats) fn root(text: &str) -> Option<&str> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let inside = rest.strip_prefix('<')?;
        let end = if inside.starts_with("!--") {
            inside.find("-->")? + 3
        } else if inside.starts_with('?') {
            inside.find("?>")? + 2
        } else if inside.starts_with('!') {
            // A document type with declarations of its own has them in brackets.
            let end = inside.find(['>', '['])?;
            if inside[end..].starts_with('[') { end + inside[end..].find("]>")? + 2 } else { end + 1 }
        } else {
            let name = inside.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
            let local = name.rsplit(':').next()?;
            let is_name = local.starts_with(char::is_alphabetic);
            return is_name.then_some(local);
        };
        rest = inside[end..].trim_start();
    }
}

/// Finds the ends of elements that are records, and the end of what stands before the first of them.
#[derive(Debug)]
pub(super) struct Items {
    names: &'static [&'static str],
    state: State,
    /// The first bytes of the mark that is being read.
    mark: Vec<u8>,
    /// How many of these elements are open.
    open: usize,
    begun: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Text,
    /// After `<`.
    Mark,
    /// In a tag, and whether it is that of a record and ends it.
    Tag(bool),
    /// In a comment or CDATA section, up to its end, of which so many bytes are read.
    Until(&'static [u8], usize),
}

/// The longest mark that is told apart.
const LONGEST: usize = 64;

impl Items {
    pub(super) const fn new(names: &'static [&'static str]) -> Self {
        Self { names, state: State::Text, mark: Vec::new(), open: 0, begun: false }
    }

    /// Reads a byte of a mark, and tells whether the tag of a record has its name now.
    fn mark(&mut self, byte: u8) -> Option<Named> {
        let is_end = !self.mark.is_empty() && matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n');
        if is_end || self.mark.len() > LONGEST {
            let closing = self.mark.starts_with(b"/");
            let name = self.mark.strip_prefix(b"/").unwrap_or(&self.mark);
            let local = name.rsplit(|byte| *byte == b':').next().unwrap_or_default();
            let known = self.names.iter().any(|known| known.as_bytes() == local);
            self.state = if byte == b'>' { State::Text } else { State::Tag(known && closing) };
            return known.then_some(if closing { Named::End } else { Named::Start });
        }
        self.mark.push(byte);
        match self.mark.as_slice() {
            b"!--" => self.state = State::Until(b"-->", 0),
            b"![CDATA[" => self.state = State::Until(b"]]>", 0),
            b"?" => self.state = State::Until(b"?>", 0),
            _ => {}
        }
        None
    }
}

/// The tag of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Named {
    Start,
    End,
}

impl Cut for Items {
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>) {
        if self.names.is_empty() {
            return;
        }
        let mut at = from;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match self.state {
                State::Text if byte == b'<' => {
                    self.state = State::Mark;
                    self.mark.clear();
                }
                State::Text => at += memchr::memchr(b'<', &bytes[at..]).unwrap_or(bytes.len() - at),
                State::Mark => match self.mark(byte) {
                    Some(Named::Start) => {
                        self.open += 1;
                        if !std::mem::replace(&mut self.begun, true) {
                            ends.push(at.saturating_sub(self.mark.len() + 2));
                        }
                    }
                    Some(Named::End) => {
                        self.open = self.open.saturating_sub(1);
                        if self.state == State::Text && self.open == 0 {
                            ends.push(at);
                        }
                    }
                    None => {}
                },
                State::Tag(ends_record) if byte == b'>' => {
                    self.state = State::Text;
                    if ends_record && self.open == 0 {
                        ends.push(at);
                    }
                }
                State::Tag(_) => {}
                State::Until(end, read) => {
                    let read = if byte == end[read] {
                        read + 1
                    } else if end.starts_with(&[byte]) {
                        // "]]]>" and "--->" end too.
                        if read == end.len() - 1 { read } else { 1 }
                    } else {
                        0
                    };
                    self.state = if read == end.len() { State::Text } else { State::Until(end, read) };
                    if read == 0
                        && let State::Until(end, _) = self.state
                    {
                        at += memchr::memchr(end[0], &bytes[at..]).unwrap_or(bytes.len() - at);
                    }
                }
            }
        }
    }
}
