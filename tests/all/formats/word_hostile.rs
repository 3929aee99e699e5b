//! Word documents and OpenDocument texts that are broken or hostile: each is refused with what is
//! wrong, nothing panics, and memory stays small.

use std::path::Path;

use crate::common::package::{docx, odt, p, read, run, word, zip};
use crate::common::{check, findings, stderr};
use proptest::prelude::*;

/// An archive whose only member is encrypted, as its flags have it.
fn encrypted(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes[6] |= 1;
    let central = (0..bytes.len() - 4).rev().find(|&at| bytes[at..at + 4] == *b"PK\x01\x02").expect("one");
    bytes[central + 8] |= 1;
    bytes
}

/// Two members of one name: the name of the second is as long.
fn doubled() -> Vec<u8> {
    let body = word("document", "");
    let bytes = zip(&[("word/document.xml", body.as_bytes()), ("word/document.xmm", body.as_bytes())]);
    let mut bytes = bytes;
    while let Some(at) = bytes.windows(17).position(|name| name == b"word/document.xmm") {
        bytes[at + 16] = b'l';
    }
    bytes
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let part = |text: &str| zip(&[("word/document.xml", text.as_bytes())]);
    let whole = docx(&p(&run("The ferry left at noon.")));
    let ole = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    let sealed: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let bomb = zip(&[("word/document.xml", &vec![b' '; 17 << 20])]);
    let small_bomb = zip(&[("word/document.xml", &vec![b' '; 2 << 20])]);
    let deep = "<w:p>".repeat(100_000) + &"</w:p>".repeat(100_000);
    let laughs = "<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document>&b;</w:document>";
    let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let cases: [(&str, Vec<u8>, &str); 20] = [
        ("bomb.docx", bomb, "with word/document.xml it is larger than 12 MiB; split the document"),
        ("bomb2.docx", small_bomb, "word/document.xml unpacks to more than 250 times its size"),
        ("blank.docx", part(" "), "this is no Word document: word/document.xml is empty"),
        ("cut.docx", whole[..whole.len() - 30].to_vec(), "the zip archive is damaged or cut off ("),
        ("deep.docx", docx(&deep), "elements lie in each other more than 1000 deep"),
        (
            "double.docx",
            doubled(),
            "two parts of the zip archive have one name; open the file and save it anew",
        ),
        ("empty.docx", Vec::new(), "this is no zip archive, as such a document is; save it anew"),
        ("entity.docx", docx(&p(&run("&x;"))), "the entity &x; is unknown"),
        ("laughs.docx", part(laughs), "a document type declaration, which has no place here"),
        (
            "locked.docx",
            [&ole, &sealed[..]].concat(),
            "the document is protected by a password; save it without one",
        ),
        (
            "locked2.docx",
            encrypted(whole.clone()),
            "the document is protected by a password; save it without one",
        ),
        (
            "locked.odt",
            zip(&[("META-INF/manifest.xml", manifest.as_bytes())]),
            "the document is protected by a password",
        ),
        ("old.docx", ole.clone(), "this is an older .doc; save it as .docx"),
        ("open.docx", part("<w:document><w:p>"), "word/document.xml is broken near byte 17: "),
        ("other.docx", zip(&[("a", b"")]), "this is no Word document: it has no word/document.xml"),
        ("other.odt", zip(&[("a", b"")]), "this is no OpenDocument text: it has no content.xml"),
        ("sheet.docx", part("<workbook/>"), "this is no Word document: word/document.xml is a <workbook>"),
        (
            "sheet.odt",
            zip(&[("content.xml", b"<a/>")]),
            "this is no OpenDocument text, but another kind of document",
        ),
        (
            "text.docx",
            b"The ferry left.".to_vec(),
            "this is no zip archive, as such a document is; save it anew",
        ),
        (
            "utf16.docx",
            zip(&[("word/document.xml", b"\xff\xfe<\0a\0/\0>\0")]),
            "byte 0 of word/document.xml is not UTF-8",
        ),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes, _) in &cases {
        std::fs::write(folder.path().join(name), bytes).expect("written");
    }
    std::fs::write(folder.path().join("whole.docx"), docx(&p(&run("In the the port.")))).expect("written");
    std::fs::write(folder.path().join("old.doc"), ole).expect("written");
    let output = check(folder.path(), &["old.doc", "--format", "jsonl"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(findings(&output).len(), 1);
    let told = stderr(&output);
    let mut lines: Vec<&str> = told.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines.len(), cases.len() + 1, "{told}");
    for (name, _, what) in &cases {
        let line = lines.iter().find(|line| line.starts_with(&format!("error: {name}: ")));
        assert!(line.is_some_and(|line| line.contains(what)), "{name}: {line:?}");
    }
    assert!(lines.contains(&"error: old.doc: this is an older .doc; save it as .docx"));
}

/// A bomb is not unpacked: with so little memory it could not be.
#[cfg(target_os = "linux")]
#[test]
fn a_bomb_takes_little_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let bytes = zip(&[("word/document.xml", &vec![b' '; 200 << 20])]);
    std::fs::write(folder.path().join("bomb.docx"), bytes).expect("written");
    let limited = format!("ulimit -v 160000; exec '{}' check bomb.docx", env!("CARGO_BIN_EXE_factlint"));
    let output = std::process::Command::new("sh")
        .args(["-c", &limited])
        .env("RAYON_NUM_THREADS", "1")
        .current_dir(folder.path())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("is larger than 12 MiB"));
}

#[test]
fn a_member_with_sizes_of_64_bits_is_read() {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().large_file(true);
    out.start_file("word/document.xml", options).expect("a member");
    std::io::Write::write_all(&mut out, word("document", &p(&run("x"))).as_bytes()).expect("written");
    let bytes = out.finish().expect("written").into_inner();
    assert_eq!(read("docx", bytes).expect("it is read").text, "x");
}

fn real(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats").join(name)).expect("read")
}

/// Reads a file, and asks for the places of all its text.
fn places(format: &str, bytes: Vec<u8>) {
    if let Ok(document) = read(format, bytes) {
        for block in document.articles.iter().flat_map(|article| &article.blocks) {
            let _ = (document.origin.bytes(block.span), document.origin.part(block.span));
            let _ = document.origin.rewrites(&document.text, block.span, "x");
        }
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        places("docx", bytes.clone());
        places("odt", [b"PK", &bytes[..]].concat());
    }

    #[test]
    fn any_cut_and_any_changed_byte_is_read_or_refused(
        odt in any::<bool>(), cut in 0usize..30_000, at in 0usize..30_000, byte in any::<u8>(),
    ) {
        let (format, name) = if odt { ("odt", "articles-1.odt") } else { ("docx", "articles-1.docx") };
        let whole = real(name);
        let mut bytes = whole.clone();
        let length = bytes.len();
        bytes[at % length] = byte;
        places(format, bytes);
        places(format, whole[..cut % length].to_vec());
    }

    #[test]
    fn any_xml_is_read_or_refused(
        pieces in proptest::collection::vec(prop::sample::select(vec![
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:tab/>", "<w:br/>", "a ", "&amp;", "é",
            "<w:pPr>", "</w:pPr>", "<w:numId w:val=\"1\"/>", "<w:del>", "</w:del>", "<w:tc>", "</w:tc>",
            "<w:fldChar w:fldCharType=\"begin\"/>", "<w:fldChar w:fldCharType=\"end\"/>", "<![CDATA[ b ]]>",
            "<mc:AlternateContent>", "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", "<!-- c -->",
        ]), 0..40),
    ) {
        places("docx", docx(&pieces.concat()));
    }

    #[test]
    fn any_content_is_read_or_refused(
        pieces in proptest::collection::vec(prop::sample::select(vec![
            "<text:p>", "</text:p>", "<text:span>", "</text:span>", "<text:s text:c=\"3\"/>", "<text:tab/>", "  a", "é ",
            "&lt;", "<text:line-break/>", "<text:note>", "</text:note>", "<text:list-item>", "</text:list-item>",
            "<draw:frame>", "</draw:frame>", "<text:h>", "</text:h>", "\n", "<office:annotation>", "</office:annotation>",
        ]), 0..40),
    ) {
        places("odt", odt("", &pieces.concat()));
    }
}
