//! What of a Word document or OpenDocument text is text, and what is refused.

use crate::common::package::{self, docx, odt, p, read, run, word, zip, zones};
use crate::common::{check, findings};
use factlint::Document;

fn blocks(document: &Document) -> Vec<(&'static str, String)> {
    zones(document).into_iter().map(|(zone, text)| (zone, text.to_owned())).collect()
}

/// The paragraphs of a Word document.
fn paragraphs(body: &str) -> Vec<String> {
    let document = read("docx", docx(body)).expect("it is read");
    blocks(&document).into_iter().map(|(_, text)| text).collect()
}

fn styled(style: &str, text: &str) -> String {
    p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}", run(text)))
}

#[test]
fn runs_join_and_entities_are_characters() {
    let body =
        p(&[run("Nine sai"), run("lors &amp; one d&#xF6;g"), "<w:r><w:t> x </w:t></w:r>".into()].concat());
    assert_eq!(paragraphs(&body), ["Nine sailors & one dögx"]);
}

#[test]
fn tabs_breaks_hyphens_and_symbols_are_read() {
    let body = p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>\
                  <w:sym w:font=\"X\" w:char=\"2013\"/><w:softHyphen/><w:t>e</w:t><w:br/><w:br/><w:t>f</w:t></w:r>");
    assert_eq!(paragraphs(&body), ["a\tb c\u{2011}d–e", "f"]);
}

#[test]
fn what_is_inserted_counts_and_what_is_deleted_does_not() {
    let deleted = "<w:del w:id=\"1\"><w:r><w:delText>nine </w:delText></w:r></w:del>";
    let moved = "<w:moveFrom><w:r><w:t>gone </w:t></w:r></w:moveFrom>";
    let inserted = format!("<w:ins>{}</w:ins><w:moveTo>{}</w:moveTo>", run("seven "), run("sailors"));
    let old = "<w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr></w:pPrChange></w:pPr>";
    let body = p(&[old, deleted, moved, &inserted].concat()) + &p(&run("More."));
    let document = read("docx", docx(&body)).expect("it is read");
    // The style is the one that is left.
    assert_eq!(zones(&document)[0], ("headline", "seven sailors"));
    assert_eq!(paragraphs(&format!("{body}{}", styled("Title", "T")))[2], "T");
    // The end of a paragraph can be deleted too.
    let ends = "<w:pPr><w:rPr><w:del w:id=\"2\"/></w:rPr></w:pPr>";
    assert_eq!(paragraphs(&[p(&[ends, &run("nine ")].concat()), p(&run("seven"))].concat()), ["nine seven"]);
}

#[test]
fn of_fields_the_result_is_text_and_the_code_is_not() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = "<w:r><w:instrText>DATE \\@ yyyy</w:instrText></w:r>";
    let nested = [&field("begin"), code, &field("separate"), &run("hidden"), &field("end")].concat();
    let body = p(&[
        &run("in "),
        &field("begin"),
        code,
        &nested,
        &field("separate"),
        &run("2024"),
        &field("end"),
        "<w:fldSimple w:instr=\"PAGE\"><w:r><w:t>!</w:t></w:r></w:fldSimple>",
        &format!("<w:hyperlink>{}</w:hyperlink>", run("link")),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>.</w:t></w:r>",
    ]
    .concat());
    assert_eq!(paragraphs(&body), ["in 2024!link."]);
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph() {
    let boxed = format!("<w:txbxContent>{}{}</w:txbxContent>", p(&run("boxed")), p(&run("twice")));
    let body = p(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback>\
         </mc:AlternateContent></w:r>{}",
        run("before "),
        run("after")
    ));
    assert_eq!(paragraphs(&body), ["before after", "boxed", "twice"]);
}

#[test]
fn styles_say_what_is_a_headline_and_a_list() {
    let styles = "<w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:styleId=\"Kopf\"><w:basedOn w:val=\"berschrift1\"/></w:style>\
         <w:style w:styleId=\"Punkt\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>\
         <w:style w:styleId=\"Kreis\"><w:basedOn w:val=\"Kreis\"/></w:style>\
         <w:style w:styleId=\"Zwei\"><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style>";
    let number = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let body = [
        styled("Kreis", "Rubric"),
        styled("Kopf", "Headline"),
        styled("Kreis", "Lead."),
        styled("berschrift1", "Later"),
        styled("Punkt", "one"),
        p(&format!("{number}{}", run("two"))),
        p(&run("• three")),
        styled("Zwei", "Under"),
        format!(
            "<w:tbl><w:tblPr/><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>",
            p(&run("cell")),
            styled("Punkt", "c")
        ),
    ]
    .concat();
    let relations = "<Relationships><Relationship Type=\"x/styles\" Target=\"formats.xml\"/></Relationships>";
    let bytes = zip(&[
        ("word/document.xml", word("document", &body).as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/formats.xml", word("styles", styles).as_bytes()),
    ]);
    let document = read("docx", bytes).expect("it is read");
    let expected = [
        ("kicker", "Rubric"),
        ("headline", "Headline"),
        ("lead", "Lead."),
        ("body", "Later"),
        ("list", "one"),
        ("list", "two"),
        ("list", "three"),
        ("body", "Under"),
        ("table", "cell"),
        ("table", "c"),
    ];
    assert_eq!(zones(&document), expected);
    // A paragraph a line, those without text left out.
    assert_eq!(document.text, "Rubric\nHeadline\nLead.\nLater\none\ntwo\n• three\nUnder\ncell\nc");
}

#[test]
fn notes_are_read_after_the_article_as_parts_of_their_own() {
    let relations =
        "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"/w/d.xml\"/></Relationships>";
    let of_document = "<Relationships><Relationship Type=\"x/footnotes\" Target=\"f.xml\"/>\
                       <Relationship Type=\"x/endnotes\" Target=\"e.xml\"/></Relationships>";
    let notes = format!(
        "<w:footnote w:type=\"separator\">{}</w:footnote><w:footnote w:id=\"1\">{}</w:footnote>",
        p(&run("line")),
        p(&run("In the the port."))
    );
    let bytes = zip(&[
        ("_rels/.rels", relations.as_bytes()),
        ("w/_rels/d.xml.rels", of_document.as_bytes()),
        ("w/d.xml", word("document", &p(&run("The ferry left."))).as_bytes()),
        ("w/f.xml", word("footnotes", &notes).as_bytes()),
        ("w/e.xml", word("endnotes", &format!("<w:endnote>{}</w:endnote>", p(&run("End.")))).as_bytes()),
    ]);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("a.docx"), &bytes).expect("written");
    let output = check(folder.path(), &["--format", "jsonl"]);
    let found = findings(&output);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0]["part"].as_str(), found[0]["line"].as_u64()), (Some("w/f.xml"), Some(2)));
    assert_eq!(found[0]["column"], 4);
    let span = found[0]["start"].as_u64().expect("a number") as usize
        ..found[0]["end"].as_u64().expect("one") as usize;
    assert_eq!(&word("footnotes", &notes)[span], "the the");
    let document = read("docx", bytes).expect("it is read");
    assert_eq!(document.text, "The ferry left.\nIn the the port.\nEnd.");
}

#[test]
fn of_an_opendocument_text_what_is_seen_is_read() {
    let styles = "<style:style style:name=\"P1\" style:parent-style-name=\"Title\"/>";
    let text = "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>\
        <text:p text:style-name=\"P1\">Nine <text:span>sailors</text:span></text:p>\
        <text:p/><text:p> A  <text:span> b</text:span><text:s text:c=\"2\"/>c<text:tab/>d\n e<text:line-break/> f &amp;\
        <text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>\
        </text:note> g<office:annotation><text:p>remark</text:p></office:annotation>\
        <draw:frame><draw:text-box><text:p>Boxed</text:p></draw:text-box><svg:title>alt</svg:title></draw:frame></text:p>\
        <text:h text:outline-level=\"1\">Later</text:h>\
        <text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>\
        <table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row>\
        </table:table><text:p>Table <text:sequence>1</text:sequence></text:p>";
    let document = read("odt", odt(styles, text)).expect("it is read");
    let expected = [
        ("headline", "Nine sailors"),
        ("lead", "A b  c\td e f & g"),
        ("body", "Boxed"),
        ("body", "Later"),
        ("list", "one"),
        ("table", "cell"),
        ("body", "Table 1"),
        ("body", "A note."),
    ];
    assert_eq!(zones(&document), expected);
}

#[test]
fn spaces_that_a_change_leaves_at_an_end_are_kept() {
    let body = p(&[run("The"), "<w:r><w:t>the</w:t></w:r>".to_owned(), run(" port")].concat());
    let bytes = docx(&body);
    let document = read("docx", bytes.clone()).expect("it is read");
    let rewrites =
        document.origin.rewrites(&document.text, factlint::Span::new(3, 6), " R&D").expect("it can be");
    let fixed = document.origin.write(&bytes, &rewrites).expect("written");
    let xml = package::part(&fixed, "word/document.xml");
    assert!(xml.contains("<w:t xml:space=\"preserve\"> R&amp;D</w:t>"), "{xml}");
    assert_eq!(read("docx", fixed).expect("it is read").text, "The R&D port");
}
