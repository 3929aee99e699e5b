//! What a file seems to be by its first bytes, whatever its name.

use std::borrow::Cow;
use std::path::Path;

use super::html::is_element;
use super::{BOX, Docx, Html, JSON, JSON_LINES, MESSAGE, NewsXml, Odt, Rtf, Warc, news};
use crate::document::{Format, Unreadable};

/// What the bytes of a file seem to be.
#[derive(Debug)]
pub(super) enum Seems {
    /// A format that is read.
    Read(&'static dyn Format),
    /// Something else: what it is, and the way out.
    Other(String, &'static str),
}

/// How many bytes of a file are looked at to tell whether it is plain text.
const START: usize = 1 << 12;
/// How many bytes are looked at of one that is not.
const GLANCE: usize = 1 << 16;

const AS_TEXT: &str = "save the article as text or Word";
const NO_ARTICLE: &str = "leave it out";

/// Files that begin with these bytes, which no text does.
const BINARY: [(&[u8], &str, &str); 16] = [
    (b"%PDF-", "PDF", AS_TEXT),
    (b"%!PS", "PostScript", AS_TEXT),
    (b"\x89PNG", "a picture (PNG)", NO_ARTICLE),
    (b"\xff\xd8\xff", "a picture (JPEG)", NO_ARTICLE),
    (b"GIF8", "a picture (GIF)", NO_ARTICLE),
    (b"II*\0", "a picture (TIFF)", NO_ARTICLE),
    (b"MM\0*", "a picture (TIFF)", NO_ARTICLE),
    (b"RIFF", "a picture, sound or video", NO_ARTICLE),
    (b"ID3", "sound (MP3)", NO_ARTICLE),
    (b"OggS", "sound or video (Ogg)", NO_ARTICLE),
    (b"\x1f\x8b", "packed with gzip", "give it a name that ends in .gz"),
    (b"\x28\xb5\x2f\xfd", "packed with Zstandard", "give it a name that ends in .zst"),
    (b"BZh", "packed with bzip2", "unpack it"),
    (b"\xfd7zXZ", "packed with xz", "unpack it"),
    (b"7z\xbc\xaf", "packed with 7-Zip", "unpack it"),
    (b"SQLite format 3\0", "a database (SQLite)", NO_ARTICLE),
];

/// Headers that only mail has. One of them and two headers in all tell a message.
const MAIL: [&str; 7] = [
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "content-transfer-encoding",
    "dkim-signature",
];

/// What bytes seem to be; none for what may be plain text. Takes the same time for a file of any size.
pub(super) fn seems(bytes: &[u8]) -> Option<Seems> {
    let other = |what: &str, way_out| Some(Seems::Other(what.to_owned(), way_out));
    let found = BINARY.iter().find(|(mark, ..)| bytes.starts_with(mark));
    if let Some((_, what, way_out)) = found {
        return other(what, way_out);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return other("a video (MP4) or picture", NO_ARTICLE);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zip(bytes));
    }
    let start = &bytes[..bytes.len().min(START)];
    let text = lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with("{\\rtf") {
        return Some(Seems::Read(&Rtf));
    }
    if text.starts_with("WARC/") {
        return Some(Seems::Read(&Warc));
    }
    if text.starts_with("\\documentclass") || text.starts_with("\\begin{document}") {
        return other("LaTeX", "save the article as text, for instance with pandoc");
    }
    if text.starts_with(['{', '[', '<']) || text.is_empty() {
        let text = lossy(&bytes[..bytes.len().min(GLANCE)]);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        if text.starts_with(['{', '[']) {
            return json(text);
        }
        if text.starts_with('<') {
            return markup(text);
        }
    }
    mail(text).or_else(|| binary(start))
}

/// Bytes as text; where all are UTF-8 without a look at each.
fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// An archive of parts.
fn zip(bytes: &[u8]) -> Seems {
    let has = |name: &str| memchr::memmem::find(&bytes[..bytes.len().min(GLANCE)], name.as_bytes()).is_some();
    if has("mimetypeapplication/vnd.oasis.opendocument.text") {
        Seems::Read(&Odt)
    } else if has("word/") {
        Seems::Read(&Docx)
    } else {
        let what = if has("application/epub+zip") {
            "a book (EPUB)"
        } else if has("xl/") {
            "a workbook (Excel)"
        } else if has("ppt/") {
            "a presentation (PowerPoint)"
        } else {
            "a zip archive"
        };
        Seems::Other(what.to_owned(), "save the articles in it as files of their own")
    }
}

fn json(text: &str) -> Option<Seems> {
    let inside = text[1..].trim_start();
    let is_json = if text.starts_with('{') { inside.starts_with('"') } else { inside.starts_with('{') };
    let line = text.lines().next().unwrap_or_default().trim_end();
    let is_lines = text.starts_with('{') && line.ends_with('}') && text.trim_end().len() > line.len();
    is_json.then_some(Seems::Read(if is_lines { &JSON_LINES } else { &JSON }))
}

fn markup(text: &str) -> Option<Seems> {
    let root = news::root(text)?;
    let lower = root.to_ascii_lowercase();
    if news::is_news(root) {
        Some(Seems::Read(&NewsXml))
    } else if is_element(&lower) {
        Some(Seems::Read(&Html))
    } else {
        let closes = || text.contains(&format!("</{root}>"));
        let is_xml = text.starts_with("<?xml") || closes();
        let what = format!("XML with the root <{root}>");
        is_xml.then_some(Seems::Other(what, "save the article as text, HTML, NITF or NewsML-G2"))
    }
}

/// Mail, by the lines with which it begins.
fn mail(text: &str) -> Option<Seems> {
    let is_box = text.starts_with("From ");
    let (mut headers, mut sure) = (0, false);
    for line in text.lines().skip(usize::from(is_box)).take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let (name, _) = line.split_once(':')?;
        if name.is_empty()
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        {
            return None;
        }
        headers += 1;
        sure |= MAIL.contains(&name.to_ascii_lowercase().as_str());
    }
    (headers > 1 && sure).then_some(Seems::Read(if is_box { &BOX } else { &MESSAGE }))
}

/// Bytes of which many are control characters, which no text has.
fn binary(start: &[u8]) -> Option<Seems> {
    if memchr::memchr(0, start).is_some() {
        // UTF-16 has such bytes too; reading tells.
        return None;
    }
    // A glance first, many bytes at a time: nearly all files have few line breaks and no other control characters.
    let may_be = |byte: &u8| u8::from((*byte < 0x20) | (*byte == 0x7f));
    let most = start.chunks(128).map(|chunk| usize::from(chunk.iter().map(may_be).sum::<u8>()));
    if most.sum::<usize>() * 20 <= start.len() {
        return None;
    }
    let is_control = |byte: &&u8| may_be(byte) != 0 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let many = start.iter().filter(is_control).count() * 20 > start.len();
    many.then(|| Seems::Other("a binary file".to_owned(), NO_ARTICLE))
}

/// The format of a file whose name tells none, by its bytes; none for plain text.
///
/// # Errors
/// What the file seems to be, and the way out.
pub(crate) fn told_by(bytes: &[u8]) -> Result<Option<&'static dyn Format>, Unreadable> {
    match seems(bytes) {
        Some(Seems::Read(format)) => Ok(Some(format)),
        Some(Seems::Other(what, way_out)) => Err(Unreadable(format!("this seems to be {what}; {way_out}"))),
        None => Ok(None),
    }
}

/// Refuses a file whose bytes are of another kind than its name says, where that format would read them as plain text.
///
/// # Errors
/// What the file seems to be, and the way out.
pub(crate) fn agrees(path: &Path, format: &dyn Format, bytes: &[u8]) -> Result<(), Unreadable> {
    if !matches!(format.name(), "text" | "markdown" | "asciidoc" | "rst" | "html") {
        return Ok(());
    }
    match seems(bytes) {
        Some(Seems::Read(found)) if found.name() == format.name() => Ok(()),
        // Markdown may begin with HTML, and pages with anything that stands in a page.
        Some(Seems::Read(found)) if format.name() == "markdown" && found.name() == "html" => Ok(()),
        Some(Seems::Read(found))
            if format.name() == "html" && !matches!(found.name(), "rtf" | "docx" | "odt") =>
        {
            Ok(())
        }
        Some(Seems::Read(found)) => {
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            Err(Unreadable(format!(
                "its name ends in .{extension}, but it seems to be {} ({}); if so, say --input-format {}",
                found.name(),
                found.about(),
                found.name()
            )))
        }
        Some(Seems::Other(what, way_out)) if format.name() != "html" || !what.starts_with("XML") => {
            Err(Unreadable(format!("this seems to be {what}; {way_out}")))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8]) -> Option<String> {
        seems(bytes).map(|seems| match seems {
            Seems::Read(format) => format.name().to_owned(),
            Seems::Other(what, _) => what,
        })
    }

    #[test]
    fn files_are_told_by_their_bytes() {
        for (bytes, expected) in [
            ("<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'><channel/></rss>", "xml"),
            ("<!DOCTYPE nitf SYSTEM 'nitf.dtd' [ <!ELEMENT a ANY> ]>\n<nitf/>", "xml"),
            ("\u{feff}<newsItem xmlns='x'/>", "xml"),
            ("<!doctype html>\n<title>x</title>", "html"),
            ("<p>Two held</p>", "html"),
            ("<article>Two held</article>", "html"),
            ("<?xml version='1.0'?><project/>", "XML with the root <project>"),
            ("{\\rtf1\\ansi Two held}", "rtf"),
            ("{\"title\": \"Two held\"}\n{\"title\": \"Three held\"}\n", "jsonl"),
            ("{\n  \"title\": \"Two held\"}", "json"),
            ("[{\"title\": \"Two held\"}]", "json"),
            ("Received: by gozo\nSubject: Two held\n\nPolice held two.", "eml"),
            ("From a@b Tue Mar 12 09:30:00 2024\nMIME-Version: 1.0\nSubject: Two held\n\nx", "mbox"),
            ("%PDF-1.7\n", "PDF"),
            ("WARC/1.0\r\n", "warc"),
            ("\\documentclass{article}", "LaTeX"),
            ("\u{1}\u{2}\u{3}abc\u{4}\u{5}", "a binary file"),
        ] {
            assert_eq!(name(bytes.as_bytes()).as_deref(), Some(expected), "{bytes}");
        }
        for text in [
            "Two held\n\nPolice held two.",
            "From Gozo, by ferry\n\nTwo were held.",
            "Date: 3 May 2024\nSubject: Two held\n\nPolice held two.",
            "[Update] Two held",
            "<< back\n\nTwo held",
            "<!-- factlint-ignore-file a.b: so -->\n\nTwo held",
            "<3 from Gozo\n\nTwo held",
            "{Gozo} Two held",
            "",
        ] {
            assert_eq!(name(text.as_bytes()), None, "{text}");
        }
    }
}
