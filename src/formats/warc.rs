//! WARC, the archives of crawlers: the pages that servers answered with are articles.

mod cut;
mod http;

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::Encoding;

use super::encoding::{charset, utf_8_or_declared};
use super::html;
use crate::document::builder::Builder;
use crate::document::records::{Cut, Start, ranges};
use crate::document::{Document, Format, Markup, Origin, Reading, Records, SourceMap, Unreadable, plain};
use cut::Answers;
use http::{Head, Payload};

/// WARC.
#[derive(Debug)]
pub(super) struct Warc;

/// The first bytes of each record.
const VERSION: &[u8] = b"WARC/";

impl Markup for Warc {
    fn is_records(&self) -> bool {
        true
    }

    fn is_sealed(&self) -> bool {
        true
    }
}

impl Format for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn about(&self) -> &'static str {
        "archives of crawlers, a page a record"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc"]
    }

    fn read(&'static self, path: &str, bytes: Vec<u8>, reading: &Reading) -> Result<Document, Unreadable> {
        self.piece(path, bytes, &Start::default(), reading)
    }

    fn records(&'static self) -> Option<&'static dyn Records> {
        Some(self)
    }
}

impl Records for Warc {
    fn cut(&self, _: &[u8]) -> Box<dyn Cut> {
        Box::new(Answers::default())
    }

    fn is_binary(&self) -> bool {
        true
    }

    /// The parts of a record that is too large to be held are no records either.
    fn is_blank(&self, raw: &[u8]) -> bool {
        !raw.trim_ascii_start().starts_with(VERSION)
    }

    fn piece(
        &'static self,
        path: &str,
        bytes: Vec<u8>,
        start: &Start,
        _: &Reading,
    ) -> Result<Document, Unreadable> {
        if start.byte == 0 && self.is_blank(&bytes) {
            let what = "this is no WARC: it does not begin with WARC/; name its format with --input-format";
            return Err(Unreadable(what.to_owned()));
        }
        let mut ends = Vec::new();
        Answers::default().ends(&bytes, 0, &mut ends);
        let mut reader = Reader { bytes: &bytes, builder: Builder::new(), lines: Lines::new() };
        let (mut number, mut unread) = (start.record, Vec::new());
        for range in ranges(&ends, bytes.len()) {
            let raw = &bytes[range.clone()];
            if self.is_blank(raw) {
                reader.lines.pass(raw, range.start);
                continue;
            }
            number += 1;
            if let Err(what) = reader.record(range, number) {
                unread.push(format!("record {number}: {what}"));
            }
        }
        let Reader { builder, lines, .. } = reader;
        let origin = Origin {
            written: Some(lines.text),
            start: (start.byte, start.line),
            packed: true,
            ..Origin::new(self, lines.map)
        };
        Ok(Document { unread, ..builder.finish(path, (origin, None)) })
    }
}

/// The lines of a piece: the pages as text, and of all else only the ends of lines, so that lines are those of the file.
#[derive(Debug)]
struct Lines {
    text: String,
    map: SourceMap,
}

impl Lines {
    fn new() -> Self {
        let mut map = SourceMap::empty();
        map.push(0, 0, (1, 1));
        Self { text: String::new(), map }
    }

    /// Adds the ends of lines in bytes that stand in the piece from byte `at` on.
    fn pass(&mut self, bytes: &[u8], at: usize) {
        for end in memchr::memchr_iter(b'\n', bytes) {
            self.map.push(self.text.len() as u32, (at + end) as u32, (1, 1));
            self.text.push('\n');
        }
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    builder: Builder,
    lines: Lines,
}

impl Reader<'_> {
    /// Reads a record; one that has no page is passed over.
    fn record(&mut self, range: Range<usize>, number: usize) -> Result<(), String> {
        let raw = &self.bytes[range.clone()];
        let head = Head::read(raw);
        let page = page(raw, &head);
        let Ok(Some((place, payload, kind))) = page else {
            self.lines.pass(raw, range.start);
            return page.map(drop);
        };
        let place = range.start + place.start..range.start + place.end;
        self.lines.pass(&self.bytes[range.start..place.start], range.start);
        let declared = kind.charset.clone().or_else(|| html::declared(&payload));
        let label = declared.as_deref().and_then(|label| Encoding::for_label(label.as_bytes()));
        let encoding = utf_8_or_declared(&payload, label);
        let same = matches!(payload, Cow::Borrowed(_));
        let (text, map) = charset(payload.into_owned(), encoding);
        let (from, length) = (self.lines.text.len() as u32, text.len() as u32);
        let outer = if same {
            self.lines.map.extend(&map.through(&SourceMap::shifted(place.start as u32), length), from);
            self.lines.text.push_str(&text);
            SourceMap::shifted(from)
        } else {
            // A page that is packed inside stands, as a whole, where it is packed.
            self.lines.map.push(from, place.start as u32, (1, place.len() as u32));
            self.lines.text.push(' ');
            self.lines.pass(&self.bytes[place.clone()], place.start);
            let mut whole = SourceMap::empty();
            whole.push(0, from, (length.max(1), 1));
            whole
        };
        let inner = if kind.is_html { html::build(&text) } else { plain::build(text) };
        self.builder.append(inner, &outer);
        let id = head.get("WARC-Target-URI").or_else(|| head.get("WARC-Record-ID"));
        self.builder.end_article(number, id.map(|id| id.trim_matches(['<', '>']).to_owned()));
        self.lines.pass(&self.bytes[place.end..range.end], place.end);
        Ok(())
    }
}

/// A page: its place in the record, its bytes, and what it is.
type Page<'b> = (Range<usize>, Cow<'b, [u8]>, http::Kind);

/// The page of a record; none if the record is something else.
fn page<'b>(raw: &'b [u8], head: &Head<'_>) -> Result<Option<Page<'b>>, String> {
    let body = head.length..raw.len().min(head.length.saturating_add(head.content_length()));
    let is_http = |kind: &str| kind.starts_with("application/http");
    // What a crawler tells of its own run: its command line and its log.
    if head.get("WARC-Target-URI").is_some_and(|uri| uri.trim_start_matches('<').starts_with("metadata:")) {
        return Ok(None);
    }
    let said = head.get("Content-Type").unwrap_or_default().to_ascii_lowercase();
    let (at, payload) = match head.get("WARC-Type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "response" if said.is_empty() || is_http(&said) => {
            let answer = &raw[body.clone()];
            let inner = Head::read(answer);
            if !inner.is_success() {
                return Ok(None);
            }
            (body.start + inner.length, Payload::of(&answer[inner.length.min(answer.len())..], &inner))
        }
        "resource" | "conversion" | "response" => (body.start, Payload::plain(&raw[body.clone()], &said)),
        _ => return Ok(None),
    };
    let Some(kind) = payload.kind() else { return Ok(None) };
    if raw.len() < head.length.saturating_add(head.content_length()) {
        return Err("it is cut off, or larger than 8 MiB".to_owned());
    }
    Ok(Some((at..body.end, payload.bytes()?, kind)))
}
