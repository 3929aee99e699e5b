//! Mail: a message (.eml), or a box of them (.mbox). The subject is the headline. A message with a text and the same as
//! HTML is read as HTML.

use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use super::records::{self, Fielded};
use crate::document::fields::Field;
use crate::document::records::{Cut, How, Parse, Part, Record, Start, Wrong};
use crate::document::{Document, Fields, Format, Inner, Markup, Reading, Records, Unreadable};

/// Mail.
#[derive(Debug)]
pub(super) struct Mail {
    /// Whether a file is a box of messages.
    is_box: bool,
}

/// A message.
pub(super) static MESSAGE: Mail = Mail { is_box: false };

/// A box of messages.
pub(super) static BOX: Mail = Mail { is_box: true };

impl Markup for Mail {
    fn is_records(&self) -> bool {
        true
    }

    fn is_sealed(&self) -> bool {
        true
    }
}

impl Format for Mail {
    fn name(&self) -> &'static str {
        if self.is_box { "mbox" } else { "eml" }
    }

    fn about(&self) -> &'static str {
        if self.is_box { "a box of messages" } else { "a message by mail" }
    }

    fn extensions(&self) -> &'static [&'static str] {
        if self.is_box { &["mbox", "mbx"] } else { &["eml"] }
    }

    fn is_searched_for(&self) -> bool {
        !self.is_box
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable> {
        self.piece(path, bytes, &Start::default(), reading)
    }

    fn records(&'static self) -> Option<&'static dyn Records> {
        Some(self)
    }
}

impl Fielded for Mail {
    fn missing(&self, _: &Fields) -> String {
        "it has no subject and no text".to_owned()
    }

    fn parser(&self, _: &str, _: Option<&str>, _: &Fields) -> Box<dyn Parse> {
        Box::new(Messages { is_box: self.is_box })
    }
}

impl Records for Mail {
    /// Most of a large message is what is attached to it, which is not read.
    fn most(&self) -> usize {
        40 << 20
    }

    fn piece(
        &'static self,
        path: &str,
        bytes: Vec<u8>,
        start: &Start,
        reading: &Reading,
    ) -> Result<Document, Unreadable> {
        records::piece(self, path, bytes, start, reading)
    }

    fn cut(&self, _: &[u8]) -> Box<dyn Cut> {
        Box::new(Messages { is_box: self.is_box })
    }
}

/// The line that begins each message of a box.
const FROM: &[u8] = b"From ";

/// Finds the ends of messages, each of which begins with a `From ` line after an empty line, and reads them.
#[derive(Debug)]
struct Messages {
    is_box: bool,
}

impl Cut for Messages {
    fn ends(&mut self, bytes: &[u8], from: usize, ends: &mut Vec<usize>) {
        if !self.is_box {
            return;
        }
        // Lines whose beginning was not whole the last time are read again; each end is told once.
        let known = ends.last().copied().unwrap_or(0);
        let mut at = bytes[..from].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let before = bytes[..at].trim_ascii_end().len();
        let mut after_empty = at == 0 || memchr::memchr_iter(b'\n', &bytes[before..at]).count() > 1;
        while at < bytes.len() {
            let Some(length) = memchr::memchr(b'\n', &bytes[at..]) else { break };
            if after_empty && at > known && bytes[at..].starts_with(FROM) {
                ends.push(at);
            }
            after_empty = bytes[at..at + length].trim_ascii().is_empty();
            at += length + 1;
        }
    }
}

impl Parse for Messages {
    fn parse<'t>(&mut self, record: &'t str, at: usize, _: &Fields) -> Result<Option<Record<'t>>, Wrong> {
        let mut message = record;
        if self.is_box && message.as_bytes().starts_with(FROM) {
            message = message.split_once('\n').map_or("", |(_, message)| message);
        }
        message = message.trim_start();
        if message.is_empty() {
            return Ok(None);
        }
        let at = at + (record.len() - message.len());
        let parsed = MessageParser::default().parse(message.as_bytes());
        let parsed =
            parsed.filter(|parsed| parsed.parts.first().is_some_and(|part| !part.headers.is_empty()));
        let Some(parsed) = parsed else {
            return Err((None, "this is no message: it has no header such as `Subject:`".to_owned()));
        };
        Ok(Some(Reader { text: message, at, message: &parsed }.read()))
    }
}

/// A message and its text, which begins at byte `at` of the piece.
struct Reader<'t, 'm> {
    text: &'t str,
    at: usize,
    message: &'m Message<'m>,
}

impl<'t> Reader<'t, '_> {
    fn read(&self) -> Record<'t> {
        let mut record = Record::default();
        for (name, field) in [
            (HeaderName::Subject, Field::Title),
            (HeaderName::From, Field::Byline),
            (HeaderName::Date, Field::Date),
            (HeaderName::MessageId, Field::Id),
        ] {
            record.add((field, 0), self.header(&name, field).into_iter().collect());
        }
        let parts = self.message.html_body.iter().filter_map(|id| self.message.parts.get(*id as usize));
        record.add((Field::Text, 0), parts.filter_map(|part| self.body(part)).collect());
        let named = |id: &u32| {
            Some(
                self.message
                    .parts
                    .get(*id as usize)?
                    .attachment_name()
                    .unwrap_or("without a name")
                    .to_owned(),
            )
        };
        let left: Vec<String> = self.message.attachments.iter().filter_map(named).collect();
        if !left.is_empty() {
            record.note = Some(format!("what is attached is not read: {}", left.join(", ")));
        }
        record
    }

    /// The value of a header. Of an address, the name.
    fn header(&self, name: &HeaderName<'_>, field: Field) -> Option<Part<'t>> {
        let headers = &self.message.parts.first()?.headers;
        let header = headers.iter().find(|header| header.name == *name)?;
        let start = header.offset_start as usize;
        let raw = self.text.get(start..header.offset_end as usize)?;
        let (raw, start) = match field {
            Field::Byline => {
                let name = raw.split_once('<').map_or("", |(name, _)| name);
                let inside = name.trim().trim_matches('"');
                let before = name.len() - name.trim_start().trim_start_matches('"').len();
                (inside, start + before)
            }
            _ => (raw, start),
        };
        Some(Part::new(raw, self.at + start, How::Words))
    }

    /// The text of a part of the message.
    fn body(&self, part: &MessagePart<'_>) -> Option<Part<'t>> {
        let inner = match part.body {
            PartType::Html(_) => Inner::Html,
            PartType::Text(_) => Inner::Text,
            _ => return None,
        };
        let range = part.offset_body as usize..part.offset_end as usize;
        let raw = self.text.get(range.clone())?;
        let charset = part.content_type().and_then(|kind| kind.attribute("charset")).unwrap_or("utf-8");
        let charset =
            encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8).name();
        let how = match part.encoding {
            Encoding::None => How::Bare,
            Encoding::QuotedPrintable => How::Transfer { base64: false, charset },
            Encoding::Base64 => How::Transfer { base64: true, charset },
        };
        Some(Part { inner: Some(inner), ..Part::new(raw, self.at + range.start, how) })
    }
}
