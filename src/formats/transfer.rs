//! How mail writes text: quoted-printable and base64 in bodies, encoded words in headers.

use encoding_rs::Encoding;

use super::encoding::charset;
use crate::document::SourceMap;

/// Bytes, and the map from them to the text in which they are written.
struct Bytes {
    bytes: Vec<u8>,
    map: SourceMap,
}

impl Bytes {
    fn new() -> Self {
        let mut map = SourceMap::empty();
        map.push(0, 0, (1, 1));
        Self { bytes: Vec::new(), map }
    }

    /// Adds bytes that `length` bytes of the text from `at` on stand for.
    fn add(&mut self, bytes: &[u8], at: usize, length: usize) {
        if !bytes.is_empty() {
            let unit = if bytes.len() == length { (1, 1) } else { (bytes.len() as u32, length as u32) };
            self.map.push(self.bytes.len() as u32, at as u32, unit);
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// The bytes as text in an encoding, and the map to the text in which they are written.
    fn text(self, encoding: &'static Encoding) -> (String, SourceMap) {
        let (text, map) = charset(self.bytes, encoding);
        let length = text.len() as u32;
        (text, map.through(&self.map, length))
    }
}

/// The text of a body, and the map to what it is written in. Linear.
pub(super) fn decoded(raw: &str, base64: bool, charset: &'static str) -> (String, SourceMap) {
    let bytes = if base64 { from_base64(raw) } else { from_quoted(raw, false) };
    bytes.text(Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8))
}

/// The bytes of quoted-printable text. In an encoded word `_` is a space.
fn from_quoted(raw: &str, is_word: bool) -> Bytes {
    let text = raw.as_bytes();
    let (mut out, mut at) = (Bytes::new(), 0);
    while at < text.len() {
        let rest = &text[at..];
        let hex = || u8::from_str_radix(raw.get(at + 1..at + 3)?, 16).ok();
        let length = match rest[0] {
            b'=' if rest.starts_with(b"=\r\n") => 3,
            b'=' if rest.starts_with(b"=\n") => 2,
            b'=' if hex().is_some() => {
                out.add(&[hex().unwrap_or_default()], at, 3);
                3
            }
            b'_' if is_word => {
                out.add(b" ", at, 1);
                1
            }
            _ => {
                out.add(&rest[..1], at, 1);
                1
            }
        };
        at += length;
    }
    out
}

/// The bytes of base64. What is no digit of it is passed over, and it ends at the first `=`.
fn from_base64(raw: &str) -> Bytes {
    let (mut out, mut bits, mut count, mut from) = (Bytes::new(), 0u32, 0, 0);
    for (at, byte) in raw.bytes().enumerate() {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        if count == 0 {
            from = at;
        }
        (bits, count) = (bits << 6 | u32::from(digit), count + 1);
        if count == 4 {
            out.add(&bits.to_be_bytes()[1..], from, at + 1 - from);
            (bits, count) = (0, 0);
        }
    }
    if count > 1 {
        let last = (bits << (6 * (4 - count))).to_be_bytes();
        out.add(&last[1..count], from, raw.len() - from);
    }
    out
}

/// The text of a header, whose lines may be folded and which may have encoded words (`=?utf-8?Q?…?=`), and the map to
/// what it is written in. Linear.
pub(super) fn words(raw: &str) -> (String, SourceMap) {
    let (mut text, mut map) = (String::new(), SourceMap::empty());
    map.push(0, 0, (1, 1));
    let mut from = 0;
    let mut was_word = false;
    let word = |at: usize| -> Option<(usize, &str)> {
        let inside = raw[at..].strip_prefix("=?")?;
        // The two question marks after the charset and the kind may be followed by others in no word.
        let mut marks = inside.match_indices('?');
        let second = marks.nth(1)?.0;
        let end = second + 1 + inside[second + 1..].find("?=")?;
        Some((end + 4, &inside[..end]))
    };
    while from < raw.len() {
        let next = raw[from..].find("=?").map_or(raw.len(), |at| from + at);
        let run = &raw[from..next];
        let found = if next < raw.len() { word(next) } else { None };
        // White space between two encoded words is nothing.
        if !(was_word && found.is_some() && run.trim().is_empty()) {
            unfolded(run, from, &mut text, &mut map);
        }
        was_word = false;
        from = match found {
            Some((length, inside)) => {
                let mut parts = inside.splitn(3, '?');
                let (label, kind, written) = (
                    parts.next().unwrap_or_default(),
                    parts.next().unwrap_or_default(),
                    parts.next().unwrap_or_default(),
                );
                let base64 = kind.eq_ignore_ascii_case("b");
                let bytes = if base64 { from_base64(written) } else { from_quoted(written, true) };
                let label = label.split('*').next().unwrap_or_default();
                let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(encoding_rs::UTF_8);
                let (said, _) = bytes.text(encoding);
                if !said.is_empty() {
                    map.push(text.len() as u32, next as u32, (said.len() as u32, length as u32));
                    text.push_str(&said);
                }
                was_word = true;
                next + length
            }
            None => {
                let end = (next + 2).min(raw.len());
                unfolded(&raw[next..end], next, &mut text, &mut map);
                end
            }
        };
    }
    (text, map)
}

/// Adds a run of a header. The break of a folded line, with the white space after it, is a space.
fn unfolded(run: &str, at: usize, text: &mut String, map: &mut SourceMap) {
    let mut from = 0;
    while from < run.len() {
        let rest = &run[from..];
        let end = rest.find(['\r', '\n']).unwrap_or(rest.len());
        if end > 0 {
            map.push(text.len() as u32, (at + from) as u32, (1, 1));
            text.push_str(&rest[..end]);
        }
        let fold = rest[end..].len() - rest[end..].trim_start().len();
        if fold > 0 {
            map.push(text.len() as u32, (at + from + end) as u32, (1, fold as u32));
            text.push(' ');
        }
        from += end + fold;
        if end == 0 && fold == 0 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn words_and_folds_are_read_with_their_places() {
        let raw = "=?utf-8?Q?Caf=C3=A9_shut=3F?=\r\n =?iso-8859-1?B?LCBzYXlzIGZlcnK/?= at\r\n\tGozo =?no";
        let (text, map) = words(raw);
        assert_eq!(text, "Café shut?, says ferr¿ at Gozo =?no");
        let at = text.find("Gozo").expect("a word") as u32;
        assert_eq!(map.span(Span::new(at, at + 4)).of(raw), "Gozo");
        assert_eq!(map.span(Span::new(0, 3)).of(raw), "=?utf-8?Q?Caf=C3=A9_shut=3F?=");
    }

    #[test]
    fn bodies_are_decoded_with_their_places() {
        let (text, map) = decoded("The fare is =E2=82=AC5 for the=\r\n the ferry", false, "UTF-8");
        assert_eq!(text, "The fare is €5 for the the ferry");
        assert_eq!(map.span(Span::new(12, 15)), Span::new(12, 21));
        let (text, map) = decoded("VGhlIHRo\r\nZSBmZXI=\r\n", true, "UTF-8");
        assert_eq!(text, "The the fer");
        assert_eq!(map.span(Span::new(6, 7)), Span::new(10, 14));
    }
}
