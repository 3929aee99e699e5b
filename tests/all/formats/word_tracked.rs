//! `check --fix` of Word documents: tracked changes, or the text alone.

use std::fs;
use std::path::PathBuf;

use crate::common::package::{docx, members, p, part, read, run, word, zip};
use crate::common::{factlint, stderr};

/// A document after `check --fix` with more arguments, and again.
fn fixed(bytes: &[u8], arguments: &[&str]) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path: PathBuf = folder.path().join("a.docx");
    fs::write(&path, bytes).expect("written");
    let mut last = Vec::new();
    for _ in 0..2 {
        let all = [&["check", "--fix", "--fail-on", "never", "a.docx"], arguments].concat();
        let output = factlint(&all)
            .env_remove("SOURCE_DATE_EPOCH")
            .current_dir(folder.path())
            .output()
            .expect("it runs");
        assert_eq!(stderr(&output), "");
        let now = fs::read(&path).expect("it is there");
        assert!(last.is_empty() || last == now, "a second run changes it");
        last = now;
    }
    last
}

/// The body of a document after its fixes.
fn body(inside: &str) -> String {
    let part = part(&fixed(&docx(inside), &["--unsafe-fixes"]), "word/document.xml");
    let body = part.split("<w:body>").nth(1).and_then(|rest| rest.split("</w:body>").next());
    body.expect("a body").to_owned()
}

fn del(id: u32, run: &str) -> String {
    format!("<w:del w:id=\"{id}\" w:author=\"factlint\">{run}</w:del>")
}

fn ins(id: u32, run: &str) -> String {
    format!("<w:ins w:id=\"{id}\" w:author=\"factlint\">{run}</w:ins>")
}

fn gone(text: &str) -> String {
    format!("<w:r><w:delText xml:space=\"preserve\">{text}</w:delText></w:r>")
}

#[test]
fn what_goes_is_deleted_and_runs_keep_their_properties() {
    let inside = "<w:r><w:rPr><w:b/></w:rPr><w:t>Of the th</w:t></w:r><w:r><w:t xml:space=\"preserve\">e boats one sank.</w:t></w:r>";
    let bold = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr>{text}</w:r>");
    let expected = [
        bold("<w:t xml:space=\"preserve\">Of the</w:t>"),
        del(1, &bold("<w:delText xml:space=\"preserve\"> th</w:delText>")),
        del(2, &gone("e")),
        run(" boats one sank."),
    ];
    assert_eq!(body(&p(inside)), p(&expected.concat()));
}

#[test]
fn what_comes_is_inserted() {
    let expected = [run("Nine boats,"), ins(1, &run(" ")), run("and a tug.")];
    assert_eq!(body(&p(&run("Nine boats,and a tug."))), p(&expected.concat()));
    let expected =
        [run("It sank on "), del(1, &gone("Mon")), ins(2, &run("Tues")), run("day, 12 March 2024.")];
    assert_eq!(body(&p(&run("It sank on Monday, 12 March 2024."))), p(&expected.concat()));
}

#[test]
fn changes_stand_where_the_schema_has_them() {
    // In a link.
    let link = |inside: &str| format!("<w:hyperlink r:id=\"r\">{inside}</w:hyperlink>");
    let changed = [run("Of the"), del(1, &gone(" the")), run(" boats one sank.")].concat();
    assert_eq!(body(&p(&link(&run("Of the the boats one sank.")))), p(&link(&changed)));
    // In an insertion of somebody else, what goes is deleted inside, and what comes stands beside.
    let ana = |id: u32, inside: &str| format!("<w:ins w:id=\"{id}\" w:author=\"Ana\">{inside}</w:ins>");
    let both = [
        ana(7, &[run("It sank on "), del(8, &gone("Mon"))].concat()),
        ins(9, &run("Tues")),
        ana(10, &run("day, 12 March 2024.")),
    ];
    assert_eq!(body(&p(&ana(7, &run("It sank on Monday, 12 March 2024.")))), p(&both.concat()));
    // In the result of a field.
    let field = |inside: &str| format!("<w:fldSimple w:instr=\"REF a\">{inside}</w:fldSimple>");
    assert_eq!(body(&p(&field(&run("Of the the boats one sank.")))), p(&field(&changed)));
    // In a text box.
    let boxed = |inside: &str| {
        p(&format!("<w:r><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></w:r>", p(inside)))
    };
    assert_eq!(body(&boxed(&run("Of the the boats one sank."))), boxed(&changed));
    // A formula has no such changes.
    let formula = |text: &str| p(&format!("<m:oMath><m:r><m:t>{text}</m:t></m:r></m:oMath>"));
    assert_eq!(body(&formula("of the the x")), formula("of the x"));
    // What this program inserted before is its own.
    let own = body(&p(&ins(3, &run("Of the the boats one sank."))));
    assert_eq!(own, p(&ins(3, &[run("Of the"), run(" boats one sank.")].concat())));
}

#[test]
fn notes_are_tracked_too_and_other_parts_stay() {
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"x/footnotes\" Target=\"footnotes.xml\"/></Relationships>";
    let notes =
        word("footnotes", &format!("<w:footnote w:id=\"2\">{}</w:footnote>", p(&run("Of the the boats."))));
    let document = word("document", &format!("<w:body>{}</w:body>", p(&run("Nine boats sank."))));
    let before = zip(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
        ("word/other.xml", b"<x/>"),
    ]);
    let after = fixed(&before, &[]);
    assert!(part(&after, "word/footnotes.xml").contains(&del(3, &gone(" the"))));
    let others = |bytes: &[u8]| -> Vec<_> {
        members(bytes).into_iter().filter(|(name, ..)| name != "word/footnotes.xml").collect()
    };
    assert_eq!(others(&after), others(&before));
}

#[test]
fn on_request_the_text_alone_changes() {
    let bytes = fixed(&docx(&p(&run("Of the the boats one sank."))), &["--no-track-changes"]);
    assert_eq!(
        part(&bytes, "word/document.xml"),
        word("document", &format!("<w:body>{}</w:body>", p(&run("Of the boats one sank."))))
    );
    assert_eq!(read("docx", bytes).expect("it is read").text, "Of the boats one sank.");
}
