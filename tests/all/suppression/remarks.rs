//! Comments of Word that ignore rules in the text that they are anchored in.

use std::fs;

use crate::common::package::{odt, p, run, word, zip};
use crate::common::{check, findings};
use serde_json::Value;

/// The findings in a document of a body and comments, by id.
fn found(body: &str, comments: &[(u32, &str)]) -> Vec<Value> {
    let of = |(id, text): &(u32, &str)| format!("<w:comment w:id=\"{id}\">{}</w:comment>", p(&run(text)));
    let comments = word("comments", &comments.iter().map(of).collect::<String>());
    let document = word("document", &format!("<w:body>{body}</w:body>"));
    let relations =
        "<Relationships><Relationship Id=\"r\" Type=\"x/comments\" Target=\"comments.xml\"/></Relationships>";
    let bytes = zip(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
    ]);
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.docx"), bytes).expect("written");
    findings(&check(folder.path(), &["--format", "jsonl"]))
}

/// Text with a comment on it.
fn on(id: u32, inside: &str) -> String {
    format!(
        "<w:commentRangeStart w:id=\"{id}\"/>{inside}<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"
    )
}

fn told(found: &[Value]) -> Vec<(u64, &str, &str)> {
    found.iter().map(|f| (f["line"].as_u64().unwrap_or(0), text(f, "rule"), text(f, "message"))).collect()
}

fn text<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().expect("text")
}

const FIRST: &str = "Of the the boats one sank.";

#[test]
fn a_comment_ignores_rules_in_its_paragraphs() {
    let ignore = "factlint-ignore text.doubled-word: as the song has it";
    let one = p(&[run("Of "), on(1, &run("the the")), run(" boats one sank.")].concat())
        + &p(&run("The the tug came back."));
    assert_eq!(told(&found(&one, &[(1, ignore)])), [(2, "text.doubled-word", "\"The\" stands twice")]);
    // Over two paragraphs, and at a point without a range.
    let two = format!(
        "{}{}",
        p(&format!("<w:commentRangeStart w:id=\"1\"/>{}", run(FIRST))),
        p(&format!(
            "{}<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>",
            run("The the tug came back.")
        ))
    );
    assert_eq!(found(&two, &[(1, ignore)]), [Value::Null; 0]);
    let point = p(&[run(FIRST), "<w:r><w:commentReference w:id=\"1\"/></w:r>".into()].concat());
    assert_eq!(found(&point, &[(1, ignore)]), [Value::Null; 0]);
    // In the whole file, and a comment that is to somebody else.
    let whole = [(1, "factlint-ignore-file text: an old song")];
    assert_eq!(found(&(p(&on(1, &run("Nine boats."))) + &p(&run(FIRST))), &whole), [Value::Null; 0]);
    let other = found(&p(&on(1, &run(FIRST))), &[(1, "is this right?")]);
    assert_eq!(told(&other), [(1, "text.doubled-word", "\"the\" stands twice")]);
}

#[test]
fn a_comment_of_an_opendocument_text_is_one_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let comment = |name: &str, text: &str| {
        format!(
            "<office:annotation {name}><dc:creator>Ana</dc:creator><text:p>{text}</text:p></office:annotation>"
        )
    };
    let ignore = "factlint-ignore text.doubled-word: a song";
    let of = |inside: &str| format!("<text:p>{inside}</text:p>");
    let named = of(&format!(
        "Of {}the the boats<office:annotation-end office:name=\"n\"/> one sank.",
        comment("office:name=\"n\"", ignore)
    ));
    let bare = of(&format!("The the {}sloop came back.", comment("", ignore)));
    let text = [named, of("The the tug came back."), bare].concat();
    fs::write(folder.path().join("a.odt"), odt("", &text)).expect("written");
    let found = findings(&check(folder.path(), &["--format", "jsonl"]));
    assert_eq!(told(&found), [(2, "text.doubled-word", "\"The\" stands twice")]);
}

#[test]
fn a_comment_without_effect_is_told_at_its_text() {
    let body = p(&[run("Of "), on(1, &run("nine boats")), run(" one sank.")].concat());
    for (text, message) in [
        ("factlint-ignore text.doubled-word: a song", "nothing is found here of text.doubled-word"),
        ("factlint-ignore text.doubled-word", "this ignore gives no reason, and ignores nothing without"),
        (
            "factlint-ignore text.doubled-words: a song",
            "there is no rule `text.doubled-words` to ignore; did you mean `text.doubled-word`?",
        ),
    ] {
        let found = found(&body, &[(1, text)]);
        assert_eq!(told(&found), [(1, "suppression.unused", message)], "{text}");
        assert_eq!(found[0]["column"], 4);
        assert!(found[0].get("fix").is_none(), "{found:?}");
    }
}
