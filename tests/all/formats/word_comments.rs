//! `check --output docx-comments=…`: findings as comments in copies of Word documents.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::common::package::{members, p, part, read, run, word, zip};
use crate::common::{factlint, stderr};

const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"t\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

/// A document with its types and relations.
fn package(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let document = word("document", &format!("<w:body>{body}</w:body>"));
    let mut parts = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", b"<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>" as &[u8]),
        ("word/document.xml", document.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&parts)
}

fn commented(folder: &Path, arguments: &[&str]) -> Output {
    let arguments = [&["check", "--format", "compact"], arguments].concat();
    factlint(&arguments)
        .env_remove("SOURCE_DATE_EPOCH")
        .current_dir(folder)
        .output()
        .expect("the binary runs")
}

/// The commented copy of a document.
fn copy(bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.docx"), bytes).expect("written");
    let output = commented(folder.path(), &["a.docx", "--output", "docx-comments=b.docx"]);
    assert_eq!(stderr(&output), "");
    assert_eq!(fs::read(folder.path().join("a.docx")).expect("it is there"), bytes, "the document itself");
    fs::read(folder.path().join("b.docx")).expect("a copy")
}

/// The text between the marks of a comment, without elements.
fn anchored(bytes: &[u8], id: u32) -> String {
    let part = part(bytes, "word/document.xml");
    let after = part.split(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).nth(1).expect("a start");
    let inside = after.split(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).next().expect("an end");
    inside.split('<').filter_map(|rest| rest.split_once('>').map(|(_, text)| text)).collect()
}

#[test]
fn a_comment_stands_at_its_characters_and_runs_keep_their_properties() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Of the th</w:t></w:r><w:r><w:t xml:space=\"preserve\">e boats one sank.</w:t></w:r>";
    let before = package(&(p(bold) + &p(&run("It sank at noon."))), &[("word/other.xml", "<x/>")]);
    let after = copy(&before);
    assert_eq!(anchored(&after, 0), "the the");
    let document = part(&after, "word/document.xml");
    let split = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Of </w:t></w:r><w:commentRangeStart w:id=\"0\"/>\
                 <w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">the th</w:t></w:r>\
                 <w:r><w:t xml:space=\"preserve\">e</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>\
                 <w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:t xml:space=\"preserve\"> boats one sank.</w:t></w:r>";
    assert!(document.contains(split), "{document}");
    let comments = part(&after, "word/comments.xml");
    assert!(
        comments.contains("<w:comment w:id=\"0\" w:author=\"factlint\" w:initials=\"fl\">"),
        "{comments}"
    );
    for line in ["error: \"the\" stands twice", "delete one", "text.doubled-word"] {
        assert!(
            comments.contains(&format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>")),
            "{comments}"
        );
    }
    assert!(part(&after, "[Content_Types].xml").contains("<Override PartName=\"/word/comments.xml\""));
    assert!(
        part(&after, "word/_rels/document.xml.rels")
            .contains("relationships/comments\" Target=\"/word/comments.xml\"/>")
    );
    // The text is as it was, and so are all other parts.
    let text = |bytes: &[u8]| read("docx", bytes.to_vec()).expect("it is read").text;
    assert_eq!(text(&after), text(&before));
    let others = |bytes: &[u8]| -> Vec<_> {
        let touched =
            ["word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"];
        members(bytes).into_iter().filter(|(name, ..)| !touched.contains(&name.as_str())).collect()
    };
    assert_eq!(others(&after), others(&before));
    assert_eq!(copy(&before), after, "the same bytes again");
}

#[test]
fn comments_that_are_there_stay_and_numbers_do_not_clash() {
    let relations =
        "<Relationships><Relationship Id=\"r\" Type=\"x/comments\" Target=\"comments.xml\"/></Relationships>";
    let known =
        "<w:comments xmlns:w=\"w\"><w:comment w:id=\"4\" w:author=\"Ana\"><w:p/></w:comment></w:comments>";
    let body = p(&format!(
        "<w:commentRangeStart w:id=\"4\"/>{}<w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r>{}",
        run("Of the the boats "),
        run("of of them sank.")
    ));
    let more = [("word/_rels/document.xml.rels", relations), ("word/comments.xml", known)];
    let after = copy(&package(&body, &more));
    assert_eq!((anchored(&after, 5), anchored(&after, 6)), ("the the".to_owned(), "of of".to_owned()));
    let comments = part(&after, "word/comments.xml");
    assert!(
        comments.contains("w:id=\"4\" w:author=\"Ana\"><w:p/></w:comment><w:comment w:id=\"5\""),
        "{comments}"
    );
    assert_eq!(part(&after, "word/_rels/document.xml.rels"), relations);
    assert_eq!(part(&after, "[Content_Types].xml"), TYPES);
}

#[test]
fn what_holds_no_marks_has_them_round_it() {
    let boxed = format!(
        "<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>",
        p(&run("The the tug sank."))
    );
    let formula = "<m:oMath><m:r><m:t>of of x</m:t></m:r></m:oMath>";
    let link = format!("<w:hyperlink>{}</w:hyperlink>", run("The the boats"));
    let body = p(&[run("Nine boats. "), boxed.clone()].concat())
        + &p(&[run("It is "), formula.into(), run(" big.")].concat())
        + &p(&link);
    let after = copy(&package(&body, &[]));
    let document = part(&after, "word/document.xml");
    let marks = |inside: &str, id: u32| {
        format!("<w:commentRangeStart w:id=\"{id}\"/>{inside}<w:commentRangeEnd w:id=\"{id}\"/>")
    };
    assert!(document.contains(&marks(&boxed, 0)), "{document}");
    assert!(document.contains(&marks(formula, 1)), "{document}");
    assert_eq!(anchored(&after, 2), "The the");
    assert!(document.contains("<w:hyperlink><w:commentRangeStart w:id=\"2\"/>"), "{document}");
}

#[test]
fn a_finding_in_a_note_is_commented_at_its_reference() {
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let notes =
        word("footnotes", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&run("Of the the boats."))));
    let body = p(&[
        run("Nine boats sank."),
        "<w:r><w:footnoteReference w:id=\"2\"/></w:r>".into(),
        run(" One came back."),
    ]
    .concat());
    let more = [("word/_rels/document.xml.rels", relations), ("word/footnotes.xml", &notes)];
    let after = copy(&package(&body, &more));
    let document = part(&after, "word/document.xml");
    let marked = "<w:commentRangeStart w:id=\"0\"/><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:commentRangeEnd w:id=\"0\"/>";
    assert!(document.contains(marked), "{document}");
    assert_eq!(part(&after, "word/footnotes.xml"), notes);
}

#[test]
fn many_documents_go_into_a_folder_and_others_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("in")).expect("made");
    let slip = package(&p(&run("Of the the boats one sank.")), &[]);
    fs::write(folder.path().join("in/a.docx"), &slip).expect("written");
    fs::write(folder.path().join("in/b.docx"), package(&p(&run("All is well.")), &[])).expect("written");
    fs::write(folder.path().join("in/c.txt"), "All is well.").expect("written");
    let output = commented(folder.path(), &["in", "--output", "docx-comments=out"]);
    assert_eq!(
        stderr(&output),
        "error: in/c.txt: comments can be written into Word documents only; name such files\n"
    );
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(anchored(&fs::read(folder.path().join("out/in/a.docx")).expect("a copy"), 0), "the the");
    // Where nothing is found, the copy is the document.
    let same =
        ["in/b.docx", "out/in/b.docx"].map(|name| fs::read(folder.path().join(name)).expect("it is there"));
    assert_eq!(same[0], same[1]);
    // The document itself is never the copy.
    let output = commented(folder.path(), &["in/a.docx", "--output", "docx-comments=in/a.docx"]);
    assert!(stderr(&output).contains("in/a.docx is the document itself; give another place for the copy"));
    assert_eq!(fs::read(folder.path().join("in/a.docx")).expect("it is there"), slip);
    let output =
        factlint(&["check", "a.docx", "--format", "docx-comments"]).output().expect("the binary runs");
    assert!(stderr(&output).contains("--output docx-comments=FILE_OR_FOLDER"), "{}", stderr(&output));
}

#[test]
fn the_time_is_that_of_the_environment() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.docx"), package(&p(&run("Of the the boats.")), &[])).expect("written");
    let run = |epoch: &str| {
        let mut command = factlint(&["check", "a.docx", "--output", "docx-comments=b.docx"]);
        command.env("SOURCE_DATE_EPOCH", epoch).current_dir(folder.path()).output().expect("the binary runs")
    };
    assert_eq!(stderr(&run("1710235800")), "");
    let comments = part(&fs::read(folder.path().join("b.docx")).expect("a copy"), "word/comments.xml");
    assert!(comments.contains(" w:date=\"2024-03-12T09:30:00Z\" "), "{comments}");
    assert!(stderr(&run("noon")).contains("SOURCE_DATE_EPOCH is no number of seconds"));
}
