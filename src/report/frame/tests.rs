//! Frames as they are drawn.

use super::*;

/// A snippet of all lines of a text in which `{` and `}` enclose each place. The labels are those of the
/// places in their order; `-` is no label.
fn drawn(text: &str, labels: &[&str], colour: bool) -> String {
    let (mut plain, mut open, mut places) = (String::new(), Vec::new(), Vec::new());
    for c in text.chars() {
        match c {
            '{' => open.push(plain.len()),
            '}' => places.push(open.pop().expect("it was opened")..plain.len()),
            c => plain.push(c),
        }
    }
    places.sort_by_key(|place| place.start);
    let label = |label: &&str| (*label != "-").then(|| (*label).to_owned());
    let marks: Vec<Mark> =
        places.into_iter().zip(labels).map(|(bytes, text)| Mark { bytes, label: label(text) }).collect();
    let mut start = 0;
    let lines = plain.split_inclusive('\n').zip(9..).map(|(text, number)| {
        let bytes = start..start + text.len();
        start = bytes.end;
        Line { number, bytes, text: text.trim_end_matches('\n') }
    });
    Frame::new(40, colour).draw(&Notice {
        severity: Severity::Warning,
        code: None,
        message: "so".to_owned(),
        file: "a.txt",
        snippets: vec![Snippet { place: (9, 2), lines: lines.collect() }],
        marks,
        help: None,
    })
}

#[track_caller]
fn assert_drawn(text: &str, labels: &[&str], lines: &[&str]) {
    let drawing = drawn(text, labels, false);
    let all: Vec<&str> = drawing.lines().collect();
    assert_eq!(all[2..all.len() - 1], *lines, "{drawing}");
}

#[test]
fn a_notice_has_a_heading_and_a_way_out() {
    let notice = Notice {
        severity: Severity::Error,
        code: Some("count.headline"),
        message: "the headline says nine sailors, but the lead says eight".to_owned(),
        file: "a.txt",
        snippets: Vec::new(),
        marks: Vec::new(),
        help: Some("check the figure, then correct the one that is wrong".to_owned()),
    };
    let expected = "\
count.headline

  × the headline says nine sailors,
  │ but the lead says eight
  help: check the figure, then correct
        the one that is wrong
";
    assert_eq!(Frame::new(40, false).draw(&notice), expected);
    let expected = "\
\x1b[31mcount.headline\x1b[0m

  \x1b[31m×\x1b[0m the headline says nine sailors,
  \x1b[31m│\x1b[0m but the lead says eight
\x1b[36m  help: \x1b[0mcheck the figure, then correct
        the one that is wrong
";
    assert_eq!(Frame::new(40, true).draw(&notice), expected);
}

#[test]
fn a_place_is_marked_and_its_label_hangs_from_it() {
    assert_drawn("the {nine} men", &["-"], &[" 9 │ the nine men", "   ·     ────"]);
    assert_drawn("the {nine} men", &["4"], &[" 9 │ the nine men", "   ·     ──┬─", "   ·       ╰── 4"]);
    assert_drawn("so{}", &["-"], &[" 9 │ so"]);
    assert_drawn("so{}\n", &["-"], &[" 9 │ so", "   ·   ▲"]);
}

#[test]
fn labels_of_a_line_do_not_cross() {
    assert_drawn(
        "{one} and {three} and {} last",
        &["a", "b\nc", "d"],
        &[
            " 9 │ one and three and  last",
            "   · ─┬─     ──┬──     ▲",
            "   ·  │        │       ╰── d",
            "   ·  │        ╰─┤ b",
            "   ·  │          │ c",
            "   ·  ╰── a",
        ],
    );
}

#[test]
fn columns_are_those_of_a_terminal() {
    assert_drawn(
        "日本\t{語}é{x}",
        &["a", "-"],
        &[" 9 │ 日本    語éx", "   ·         ─┬ ─", "   ·          ╰── a"],
    );
    assert_drawn("\x1b[1m{red} x", &["-"], &[" 9 │ <U+001B>[1mred x", "   ·            ───"]);
    assert_drawn(
        "a {\u{202e}b} c",
        &["d\re"],
        &[" 9 │ a <U+202E>b c", "   ·   ────┬────", "   ·       ╰── d<U+000D>e"],
    );
}

#[test]
fn a_place_over_several_lines_is_in_the_gutter() {
    assert_drawn(
        "a {b\nc\nd} e",
        &["so\nand so"],
        &["  9 │ ╭─▶ a b", " 10 │ │   c", " 11 │ ├─▶ d e", "    · ╰──┤ so", "    ·    │ and so"],
    );
}

#[test]
fn each_place_has_a_colour() {
    let drawing = drawn("{a} {b}", &["x", "-"], true);
    let expected = "  \x1b[33m⚠\x1b[0m so
   ╭─[\x1b[36;1;4ma.txt:9:2\x1b[0m]
 \x1b[2m9\x1b[0m │ a b
   · \x1b[35;1m┬\x1b[0m\x1b[33;1m ─\x1b[0m
   · \x1b[35;1m╰── \x1b[35;1mx\x1b[0m\x1b[0m
   ╰────
";
    assert_eq!(drawing, expected);
}
