//! Encodings: decodes the bytes of a file, and maps the text back to the bytes.

use std::borrow::Cow;
use std::str::from_utf8;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::document::{Charset, Markup, Origin, SourceMap, Unreadable};

/// Decoded bytes.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The map from the text to the bytes.
    pub(super) map: SourceMap,
    /// A note on bytes that could not be decoded, if there are any. The text has U+FFFD for them.
    pub(super) note: Option<String>,
    pub(super) encoding: &'static Encoding,
}

impl Charset for Encoding {
    fn encode<'t>(&'static self, text: &'t str) -> Option<Cow<'t, [u8]>> {
        let units =
            |bytes: fn(u16) -> [u8; 2]| Some(Cow::Owned(text.encode_utf16().flat_map(bytes).collect()));
        if self == UTF_16LE {
            return units(u16::to_le_bytes);
        }
        if self == UTF_16BE {
            return units(u16::to_be_bytes);
        }
        let (bytes, _, lost) = Encoding::encode(self, text);
        (!lost).then_some(bytes)
    }
}

/// The origin of a decoded file with markup, whose map is to come, and the note on its bytes.
pub(super) fn written(markup: &'static dyn Markup, decoded: Decoded) -> (Origin, Option<String>) {
    let Decoded { text, map, encoding: charset, .. } = decoded;
    let origin = Origin { written: Some(text), charset, ..Origin::new(markup, map) };
    (origin, decoded.note)
}

/// The most bytes from which an encoding is guessed.
const GLANCE: usize = 1 << 16;

/// Decodes bytes. A byte order mark decides on the encoding; then `declared`, the encoding that the file
/// declares; then UTF-8 where the bytes are valid; then the zero bytes of UTF-16; then a guess. The byte
/// order mark is no part of the text. Linear.
///
/// # Errors
/// When the bytes are no text, or more than 4 GiB.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<Decoded, Unreadable> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large());
    }
    if let Some(what) = super::package::other(&bytes) {
        return Err(what);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return Ok(in_encoding(bytes, mark, encoding));
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let encoding =
            utf_16(&bytes).ok_or_else(|| Unreadable(format!("byte {at} is a NUL: this is a binary file")))?;
        return Ok(in_encoding(bytes, 0, encoding));
    }
    // Nearly always: no byte is looked at twice.
    match utf_8(bytes, 0) {
        Ok(text) => Ok(Decoded { text, map: SourceMap::shifted(0), note: None, encoding: UTF_8 }),
        Err(bytes) => {
            let encoding = guess(&bytes, declared);
            Ok(in_encoding(bytes, 0, encoding))
        }
    }
}

/// Decodes bytes of which any are allowed: as UTF-8 where they are valid, else a character a byte, by windows-1252.
/// Linear.
///
/// # Errors
/// When the bytes are more than 4 GiB.
pub(super) fn bytes_or_utf_8(bytes: Vec<u8>) -> Result<Decoded, Unreadable> {
    if u32::try_from(bytes.len()).is_err() {
        return Err(too_large());
    }
    let encoding = if from_utf8(&bytes).is_ok() { UTF_8 } else { encoding_rs::WINDOWS_1252 };
    Ok(in_encoding(bytes, 0, encoding))
}

/// Decodes bytes in an encoding, without the `mark` bytes of a byte order mark. Linear.
fn in_encoding(bytes: Vec<u8>, mark: usize, encoding: &'static Encoding) -> Decoded {
    let utf_8 = if encoding == UTF_8 { utf_8(bytes, mark) } else { Err(bytes) };
    match utf_8 {
        Ok(text) => Decoded { text, map: SourceMap::shifted(mark as u32), note: None, encoding },
        Err(bytes) => transcode(&bytes, mark, encoding),
    }
}

fn too_large() -> Unreadable {
    Unreadable("the file is larger than 4 GiB; split it".to_owned())
}

/// The encoding of a text: UTF-8 where it can be, else the declared one, else the one of Western letters.
pub(super) fn utf_8_or_declared(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if mostly_utf_8(bytes) { UTF_8 } else { declared.unwrap_or(encoding_rs::WINDOWS_1252) }
}

/// The text of bytes in an encoding, and the map to them. Places that are no text in it are U+FFFD. Linear.
pub(super) fn charset(bytes: Vec<u8>, encoding: &'static Encoding) -> (String, SourceMap) {
    let Decoded { text, map, .. } = in_encoding(bytes, 0, encoding);
    (text, map)
}

/// The text of bytes in UTF-8, without a copy; or the bytes, if they are not UTF-8.
fn utf_8(bytes: Vec<u8>, mark: usize) -> Result<String, Vec<u8>> {
    let mut text = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)?;
    text.drain(..mark);
    Ok(text)
}

/// The encoding of bytes that are not UTF-8 throughout.
fn guess(bytes: &[u8], declared: Option<&str>) -> &'static Encoding {
    if mostly_utf_8(bytes) {
        return UTF_8;
    }
    // A file whose declaration can be read as ASCII is not in UTF-16.
    let declared = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    if let Some(declared) = declared.filter(|e| *e != UTF_16BE && *e != UTF_16LE && *e != UTF_8) {
        return declared;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Whether bytes are UTF-8, except for a few that are broken.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    if from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut broken, mut whole) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
    }
    whole > 4 * broken
}

/// Detects UTF-16 without a byte order mark: for letters and spaces of Latin script, one of two bytes is
/// zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let glance = &bytes[..bytes.len().min(GLANCE)];
    let zeros = |at: usize| glance.iter().skip(at).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), glance.len() / 2);
    if odd * 2 > pairs && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 2 > pairs && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Decodes character by character, so that each character keeps its place. Runs of ASCII are taken whole
/// where the encoding has ASCII unchanged.
fn transcode(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut text, mut map) = (String::with_capacity(bytes.len()), SourceMap::empty());
    let (mut broken, mut at, mut from) = (0usize, mark, mark);
    let mut lossy: Option<usize> = None;
    let mut buffer = [0u8; 16];
    while at < bytes.len() {
        if from == at && encoding.is_ascii_compatible() {
            let run = bytes[at..].iter().take_while(|byte| byte.is_ascii()).count();
            if let Ok(ascii) = from_utf8(&bytes[at..at + run])
                && run > 0
            {
                map.push(text.len() as u32, at as u32, (1, 1));
                text.push_str(ascii);
                (at, from) = (at + run, at + run);
                continue;
            }
        }
        let last = at + 1 == bytes.len();
        let (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&bytes[at..=at], &mut buffer, last);
        let said = from_utf8(&buffer[..written]).unwrap_or_default();
        at += read;
        let bad = matches!(result, DecoderResult::Malformed(..));
        let said = if bad { format!("{said}\u{fffd}") } else { said.to_owned() };
        if bad {
            broken += 1;
            lossy.get_or_insert(from);
        }
        if !said.is_empty() {
            map.push(text.len() as u32, from as u32, (said.len() as u32, (at - from) as u32));
            text.push_str(&said);
            from = at;
        }
        if last && !bad && read == 1 {
            break;
        }
    }
    let note = lossy.map(|first| {
        let name = encoding.name();
        format!("{broken} places are no text in {name}, the first at byte {first}; they are read as U+FFFD")
    });
    Decoded { text, map, note, encoding }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Span;

    const SAID: &str = "Der Bürgermeister von Köln sagte: „Wir öffnen am Montag“, und es kamen 1 200 Gäste.";

    fn read(bytes: &[u8]) -> Decoded {
        decode(bytes.to_vec(), None).expect("it is text")
    }

    /// Checks that each character of the text is the one that its bytes encode.
    fn holds(decoded: &Decoded, bytes: &[u8], encoding: &'static Encoding) {
        for (at, c) in decoded.text.char_indices() {
            let span = decoded.map.span(Span::new(at as u32, (at + c.len_utf8()) as u32));
            let (said, _) = encoding.decode_without_bom_handling(&bytes[span.range()]);
            assert_eq!(said, c.to_string(), "at {at} of {:?}", decoded.text);
        }
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn legacy_encodings_are_found_and_keep_their_bytes() {
        for encoding in [encoding_rs::WINDOWS_1252, UTF_8] {
            let (bytes, ..) = encoding.encode(SAID);
            let decoded = read(&bytes);
            assert_eq!(decoded.text, SAID);
            holds(&decoded, &bytes, encoding);
        }
        for (encoding, said) in [
            (encoding_rs::SHIFT_JIS, "港の新聞によると、三月十二日に八人の船員が救助された。"),
            (encoding_rs::GBK, "三月十二日，八名船员在戈佐岛附近获救。"),
            (encoding_rs::KOI8_R, "Во вторник были спасены восемь моряков, 44 года каждому."),
        ] {
            let (bytes, ..) = encoding.encode(said);
            let decoded = decode(bytes.to_vec(), Some(encoding.name())).expect("it is text");
            assert_eq!(decoded.text, said);
            holds(&decoded, &bytes, encoding);
        }
    }

    #[test]
    fn utf_16_with_and_without_a_mark() {
        let text = format!("{SAID} 🚢");
        for (encoding, bytes) in
            [(UTF_16LE, utf_16(&text, u16::to_le_bytes)), (UTF_16BE, utf_16(&text, u16::to_be_bytes))]
        {
            let decoded = read(&bytes);
            assert_eq!(decoded.text, text);
            holds(&decoded, &bytes, encoding);
            let mark: &[u8] = if encoding == UTF_16LE { &[0xff, 0xfe] } else { &[0xfe, 0xff] };
            let marked = [mark, &bytes].concat();
            let decoded = read(&marked);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.map.span(Span::new(0, 3)), Span::new(2, 8));
        }
    }

    #[test]
    fn broken_bytes_are_told_and_the_rest_is_read() {
        let bytes = [SAID.as_bytes(), b"\xff, a\xe2\x82 b ", SAID.as_bytes()].concat();
        let decoded = read(&bytes);
        assert_eq!(decoded.text, format!("{SAID}\u{fffd}, a\u{fffd} b {SAID}"));
        let note = decoded.note.expect("a note");
        assert!(
            note.starts_with(&format!("2 places are no text in UTF-8, the first at byte {}", SAID.len())),
            "{note}"
        );
        let last = Span::new(decoded.text.len() as u32 - 6, decoded.text.len() as u32);
        assert_eq!(decoded.map.span(last).end as usize, bytes.len());
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let refused = decode(b"\x7fELF\0\0\x01\x02\x03\0".to_vec(), None).expect_err("refused");
        assert_eq!(refused.0, "byte 4 is a NUL: this is a binary file");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_in_order(bytes in proptest::collection::vec(any::<u8>(), 0..200), declared in 0usize..6) {
            let label = [None, Some("shift_jis"), Some("windows-1252"), Some("iso-2022-jp"), Some("gb18030"), Some("big5")];
            if let Ok(decoded) = decode(bytes.clone(), label[declared]) {
                let mut end = 0;
                for (at, c) in decoded.text.char_indices() {
                    let span = decoded.map.span(Span::new(at as u32, (at + c.len_utf8()) as u32));
                    prop_assert!(span.start <= span.end && span.end as usize <= bytes.len());
                    prop_assert!(span.start >= end || decoded.text.len() > 1, "{span:?} after {end}");
                    end = span.start;
                }
            }
        }
    }
}
