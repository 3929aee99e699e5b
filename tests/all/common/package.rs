//! Documents in zip archives, made for tests.

use std::io::{Cursor, Read as _, Write as _};

use factlint::Document;
use factlint::document::{Reading, Unreadable};
use factlint::formats::named;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An archive of parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, part) in parts {
        out.start_file(*name, options).expect("a member");
        out.write_all(part).expect("written");
    }
    out.finish().expect("written").into_inner()
}

/// A Word document part.
pub(crate) fn word(root: &str, inside: &str) -> String {
    format!("<?xml version=\"1.0\"?><w:{root} xmlns:w=\"w\" xmlns:mc=\"mc\">{inside}</w:{root}>")
}

/// A Word document of this body.
pub(crate) fn docx(body: &str) -> Vec<u8> {
    zip(&[("word/document.xml", word("document", &format!("<w:body>{body}</w:body>")).as_bytes())])
}

/// A run of a Word document.
pub(crate) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A paragraph of a Word document.
pub(crate) fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// An OpenDocument text of this content, with these automatic styles.
pub(crate) fn odt(styles: &str, text: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

pub(crate) fn read(format: &str, bytes: Vec<u8>) -> Result<Document, Unreadable> {
    let format = named(format).expect("a format");
    format.read(&format!("a.{}", format.name()), bytes, &Reading::default())
}

/// The zone and text of each block.
pub(crate) fn zones(document: &Document) -> Vec<(&'static str, &str)> {
    let blocks = document.articles.iter().flat_map(|article| &article.blocks);
    blocks.map(|block| (block.zone.name(), block.span.of(&document.text))).collect()
}

/// The text of a part.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

/// Of each member its name, its bytes as they are packed, and how they are.
pub(crate) fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut member = archive.by_index_raw(index).expect("a member");
            let mut packed = Vec::new();
            member.read_to_end(&mut packed).expect("read");
            let (system, mode) = (member.system(), member.external_attributes());
            let how = format!("{:?} {:?} {system:?} {mode}", member.compression(), member.last_modified());
            (member.name().expect("a name").into_owned(), packed, how)
        })
        .collect()
}
