//! The heads of records and of answers by HTTP, and what answers carry.

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

/// The most bytes of a page when it is unpacked.
const PAGE: u64 = 8 << 20;

/// The lines of a head, up to an empty line.
#[derive(Debug)]
pub(super) struct Head<'b> {
    first: &'b [u8],
    lines: Vec<(&'b [u8], &'b [u8])>,
    /// The bytes of the head, with the empty line.
    pub(super) length: usize,
}

impl<'b> Head<'b> {
    /// Reads a head. Linear in it.
    pub(super) fn read(bytes: &'b [u8]) -> Self {
        let (mut lines, mut first, mut at) = (Vec::new(), None, 0);
        while at < bytes.len() {
            let length = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len() - at, |length| length + 1);
            let line = bytes[at..at + length].trim_ascii();
            at += length;
            match memchr::memchr(b':', line) {
                _ if line.is_empty() && first.is_none() => {}
                _ if line.is_empty() => break,
                _ if first.is_none() => first = Some(line),
                Some(colon) => lines.push((line[..colon].trim_ascii(), line[colon + 1..].trim_ascii())),
                None => {}
            }
        }
        Self { first: first.unwrap_or_default(), lines, length: at }
    }

    /// The value of a line, if it is text.
    pub(super) fn get(&self, name: &str) -> Option<&'b str> {
        let (_, value) = self.lines.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.as_bytes()))?;
        std::str::from_utf8(value).ok()
    }

    /// The length of what follows the head; 0 if it is not told.
    pub(super) fn content_length(&self) -> usize {
        self.get("Content-Length").and_then(|length| length.parse().ok()).unwrap_or(0)
    }

    /// Whether the server answered with what was asked for.
    pub(super) fn is_success(&self) -> bool {
        self.first.starts_with(b"HTTP/") && self.first.split(|byte| *byte == b' ').nth(1) == Some(b"200")
    }
}

/// What kind of text a page is.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    pub(super) is_html: bool,
    pub(super) charset: Option<String>,
}

/// What an answer carries.
pub(super) struct Payload<'b> {
    bytes: &'b [u8],
    /// Its type, in lower case.
    kind: String,
    is_chunked: bool,
    packing: String,
}

impl<'b> Payload<'b> {
    pub(super) fn of(bytes: &'b [u8], head: &Head<'_>) -> Self {
        let lower = |name: &str| head.get(name).unwrap_or_default().to_ascii_lowercase();
        let is_chunked = lower("Transfer-Encoding").contains("chunked");
        Self { bytes, kind: lower("Content-Type"), is_chunked, packing: lower("Content-Encoding") }
    }

    pub(super) fn plain(bytes: &'b [u8], kind: &str) -> Self {
        Self { bytes, kind: kind.to_owned(), is_chunked: false, packing: String::new() }
    }

    /// The kind of text; none if it is no text.
    pub(super) fn kind(&self) -> Option<Kind> {
        let (kind, rest) = self.kind.split_once(';').unwrap_or((&self.kind, ""));
        let is_html = matches!(kind.trim(), "text/html" | "application/xhtml+xml");
        let charset = rest.split(';').find_map(|part| part.trim().strip_prefix("charset="));
        let charset = charset.map(|label| label.trim_matches(['"', '\'']).to_owned());
        (is_html || kind.trim() == "text/plain").then_some(Kind { is_html, charset })
    }

    /// The bytes of the page. They stand in the record unchanged if they are borrowed.
    ///
    /// # Errors
    /// When they cannot be unpacked.
    pub(super) fn bytes(&self) -> Result<Cow<'b, [u8]>, String> {
        // Some crawlers keep the head of an answer and unpack what it carries.
        let chunks = if self.is_chunked { dechunked(self.bytes) } else { None };
        let bytes: Cow<'b, [u8]> = chunks.map_or(Cow::Borrowed(self.bytes), Cow::Owned);
        let mut unpacked = Vec::new();
        let result = match self.packing.trim() {
            "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => {
                MultiGzDecoder::new(&*bytes).take(PAGE + 1).read_to_end(&mut unpacked)
            }
            "deflate" if bytes.first().is_some_and(|first| first & 0x0f == 8) => {
                ZlibDecoder::new(&*bytes).take(PAGE + 1).read_to_end(&mut unpacked)
            }
            "deflate" => DeflateDecoder::new(&*bytes).take(PAGE + 1).read_to_end(&mut unpacked),
            "" | "identity" | "gzip" | "x-gzip" => return Ok(bytes),
            other => return Err(format!("its page is packed with {other}, which is not read")),
        };
        match result {
            Ok(_) if unpacked.len() as u64 > PAGE => {
                Err(format!("its page is larger than {} MiB unpacked", PAGE >> 20))
            }
            Ok(_) => Ok(Cow::Owned(unpacked)),
            Err(error) => Err(format!("its page cannot be unpacked: {error}")),
        }
    }
}

/// What is sent in chunks, put together. None if it is not in chunks.
fn dechunked(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(rest[..end].trim_ascii()).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = &rest[size..];
        let line = memchr::memchr(b'\n', rest).filter(|end| *end < 2)?;
        rest = &rest[line + 1..];
    }
}
