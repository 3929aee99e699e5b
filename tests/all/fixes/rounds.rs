//! Fixes, away from files: edits that are apart, rounds until nothing changes, and what is left alone.

use std::collections::HashSet;

use crate::common::CONFIG;
use factlint::checked::Checked;
use factlint::document::{Document, Reading};
use factlint::formats::named;
use factlint::gate::{FixError, Fixed, Fixes, fix};
use factlint::{Edit, Edits, Finding, Fix, Severity, Span};
use proptest::prelude::*;

/// What factlint finds.
fn check(bytes: Vec<u8>) -> Option<Checked> {
    let document = Document::plain("x.txt", String::from_utf8(bytes).ok()?);
    let findings = CONFIG.every(&document);
    Some(Checked { document, findings, suppressed: Vec::new() })
}

fn fixed(text: &str, fixes: Fixes, known: impl Fn(&str) -> bool) -> Fixed {
    let bytes = text.as_bytes();
    fix(bytes, &check(bytes.to_vec()).expect("UTF-8"), fixes, known, check).expect("it comes to an end")
}

/// The text with its fixes made.
fn becomes(text: &str, fixes: Fixes) -> String {
    let file = fixed(text, fixes, |_| false).file;
    file.map_or_else(|| text.to_owned(), |(bytes, _)| String::from_utf8(bytes).expect("UTF-8"))
}

/// A finding that some text should be another.
fn finding(rule: &str, severity: Severity, edits: &[(u32, u32, &str)]) -> Finding {
    let edit =
        |&(start, end, text): &(u32, u32, &str)| Edit { span: Span::new(start, end), text: text.into() };
    Finding {
        rule: rule.into(),
        severity,
        article: 1,
        span: Span::new(edits[0].0, edits[0].1),
        message: String::new(),
        help: None,
        labels: Vec::new(),
        fix: Some(Fix { safe: true, edits: edits.iter().map(edit).collect() }),
        once: None,
        again: None,
        fingerprint: rule.to_owned(),
    }
}

/// A check that finds what `find` says of a text.
fn checks(find: impl Fn(&str) -> Vec<Finding>) -> impl Fn(Vec<u8>) -> Option<Checked> {
    move |bytes| {
        let document = Document::plain("x.txt", String::from_utf8(bytes).ok()?);
        let findings = find(&document.text);
        Some(Checked { document, findings, suppressed: Vec::new() })
    }
}

fn fixed_by(text: &str, find: impl Fn(&str) -> Vec<Finding>) -> Result<Fixed, FixError> {
    let check = checks(find);
    let checked = check(text.as_bytes().to_vec()).expect("UTF-8");
    fix(text.as_bytes(), &checked, Fixes::All, |_| false, &check)
}

#[test]
fn each_slip_with_one_repair_is_repaired() {
    for (slip, safe, all) in [
        ("Of the the boats one sank.", "Of the boats one sank.", "Of the boats one sank."),
        ("It sailed late , they say.", "It sailed late, they say.", "It sailed late, they say."),
        ("The crew  was tired.", "The crew  was tired.", "The crew was tired."),
        (
            "It sank on Monday, 14 May 2019.",
            "It sank on Monday, 14 May 2019.",
            "It sank on Tuesday, 14 May 2019.",
        ),
    ] {
        assert_eq!([becomes(slip, Fixes::Safe), becomes(slip, Fixes::All)], [safe, all]);
    }
}

#[test]
fn fixes_that_overlap_are_made_one_after_the_other() {
    assert_eq!(becomes("Of the the the the the boats one sank.", Fixes::Safe), "Of the boats one sank.");
}

#[test]
fn of_fixes_that_overlap_the_graver_then_the_earlier_is_made() {
    let find = |text: &str| match text {
        "one two" => vec![
            finding("a.first", Severity::Warning, &[(0, 5, "1 t")]),
            finding("a.second", Severity::Error, &[(4, 7, "2")]),
            finding("a.third", Severity::Error, &[(6, 7, "X")]),
        ],
        _ => Vec::new(),
    };
    let fixed = fixed_by("one two", find).expect("fixed");
    assert_eq!((fixed.made, fixed.file.expect("changed").0), (1, b"one 2".to_vec()));
}

#[test]
fn a_fix_is_made_whole_or_not_at_all() {
    let find = |text: &str| match text {
        "one two" => vec![
            finding("a.first", Severity::Error, &[(4, 7, "2")]),
            finding("a.second", Severity::Error, &[(0, 3, "1"), (4, 5, "T")]),
        ],
        _ => Vec::new(),
    };
    assert_eq!(fixed_by("one two", find).expect("fixed").file.expect("changed").0, b"one 2");
}

#[test]
fn rules_whose_fixes_never_end_are_named() {
    let find = |text: &str| match text {
        "boats" => vec![finding("a.boats", Severity::Error, &[(0, 5, "ships")])],
        "ships" => vec![finding("a.ships", Severity::Error, &[(0, 5, "boats")])],
        _ => Vec::new(),
    };
    let error = fixed_by("boats", find).expect_err("endless");
    assert_eq!(
        error.to_string(),
        "the fixes of a.boats, a.ships never come to an end; switch one of these rules off"
    );
    let grows = |_: &str| vec![finding("a.grows", Severity::Error, &[(0, 1, "xx")])];
    assert_eq!(fixed_by("x", grows).expect_err("endless"), FixError::Endless(["a.grows".into()].into()));
}

#[test]
fn a_file_that_would_not_read_as_it_should_is_left_alone() {
    let mark = |_: &str| vec![finding("a.mark", Severity::Error, &[(0, 1, "\u{feff}")])];
    // A byte order mark is no text.
    let error = fixed_by("x", mark).expect_err("misread");
    assert_eq!(error.to_string(), "with the fixes of a.mark the file would not read as it should");
}

#[test]
fn what_would_read_otherwise_without_its_text_is_not_fixed() {
    // Two pairs of stars with nothing in between are stars.
    let file = "Off the **the** pier were boats. They were at *at* sea, and at at sea.\n";
    let format = named("markdown").expect("a format");
    let read = |bytes: Vec<u8>| {
        let document = format.read("x.md", bytes, &Reading::default()).ok()?;
        let findings = CONFIG.every(&document);
        Some(Checked { document, findings, suppressed: Vec::new() })
    };
    let checked = read(file.into()).expect("it is read");
    assert_eq!(checked.findings.len(), 3);
    let fixed = fix(file.as_bytes(), &checked, Fixes::All, |_| false, read).expect("it comes to an end");
    assert_eq!((fixed.made, fixed.unwritable), (1, 2));
    let now = String::from_utf8(fixed.file.expect("changed").0).expect("UTF-8");
    assert_eq!(now, "Off the **the** pier were boats. They were at *at* sea, and at sea.\n");
}

#[test]
fn what_is_known_is_left_as_it_is_whatever_is_fixed_beside_it() {
    // The second slip has the words of the first beside it, and once that is fixed its fingerprint.
    let text = "It is of the the boats. It is of the the boats. They lie late , near near the the quay.";
    let findings = check(text.into()).expect("UTF-8").findings;
    let known: HashSet<&str> =
        [&findings[1], &findings[3]].map(|finding| finding.fingerprint.as_str()).into();
    assert_eq!(known.len(), 2);
    let words: Vec<&str> = findings.iter().map(|finding| finding.span.of(text)).collect();
    assert_eq!(words, ["the the", "the the", "late ,", "the the"]);
    let fixed = fixed(text, Fixes::All, |fingerprint| known.contains(fingerprint));
    let (bytes, _) = fixed.file.expect("changed");
    assert_eq!(
        String::from_utf8_lossy(&bytes),
        "It is of the boats. It is of the the boats. They lie late, near near the the quay."
    );
    assert_eq!(fixed.made, 2);
}

/// A text, and edits of it on whole characters, which may overlap.
fn edited() -> impl Strategy<Value = (String, Vec<Edit>)> {
    ("[a-dé漢 ]{0,40}", prop::collection::vec((0usize..41, 0usize..6, "[x-zñ]{0,3}"), 0..12)).prop_map(
        |(text, edits)| {
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let at = |nth: usize| starts[nth.min(starts.len() - 1)] as u32;
            let edit = |(from, length, text): (usize, usize, String)| Edit {
                span: Span::new(at(from), at(from + length)),
                text,
            };
            let edits = edits.into_iter().map(edit).collect();
            (text, edits)
        },
    )
}

fn apply(edits: &Edits, text: &str) -> String {
    String::from_utf8(edits.apply(text.as_bytes(), |span| span)).expect("whole characters")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn edits_are_apart_and_make_what_each_alone_would((text, wanted) in edited()) {
        let mut edits = Edits::default();
        let added: Vec<&Edit> = wanted.iter().filter(|edit| edits.add(std::slice::from_ref(*edit))).collect();
        let kept: Vec<&Edit> = edits.iter().collect();
        prop_assert_eq!(kept.len(), added.len());
        prop_assert!(kept.windows(2).all(|w| w[0].span.end <= w[1].span.start && w[0].span.start < w[1].span.start));
        // What is not kept overlaps, or begins with, one that is.
        for edit in wanted.iter().filter(|edit| !kept.contains(edit)) {
            let (start, end) = (edit.span.start, edit.span.end);
            prop_assert!(kept.iter().any(|k| k.span.overlaps(edit.span) || k.span.start == start
                || start < k.span.start && k.span.start < end || k.span.start < start && start < k.span.end));
        }
        // One by one, the last first, so that no place moves.
        let mut expected = text.clone();
        for edit in kept.iter().rev() {
            expected.replace_range(edit.span.range(), &edit.text);
        }
        prop_assert_eq!(apply(&edits, &text), expected);
    }

    #[test]
    fn the_order_in_which_edits_come_does_not_matter((text, wanted) in edited()) {
        let mut edits = Edits::default();
        wanted.iter().for_each(|edit| _ = edits.add(std::slice::from_ref(edit)));
        let mut backwards = Edits::default();
        let mut kept: Vec<Edit> = edits.iter().cloned().collect();
        kept.reverse();
        prop_assert!(kept.iter().all(|edit| backwards.add(std::slice::from_ref(edit))));
        prop_assert_eq!(apply(&edits, &text), apply(&backwards, &text));
    }

    #[test]
    fn what_stands_outside_edits_is_found_again((text, wanted) in edited()) {
        let mut edits = Edits::default();
        wanted.iter().for_each(|edit| _ = edits.add(std::slice::from_ref(edit)));
        let (now, shift) = (apply(&edits, &text), edits.shift());
        for (at, character) in text.char_indices() {
            let span = Span::new(at as u32, (at + character.len_utf8()) as u32);
            if edits.iter().all(|edit| !edit.span.overlaps(span)) {
                prop_assert_eq!(shift.span(span).of(&now), span.of(&text));
            }
        }
    }

    #[test]
    fn a_list_of_edits_is_added_whole_or_not_at_all((text, wanted) in edited(), cut in 0usize..12) {
        let (first, second) = wanted.split_at(cut.min(wanted.len()));
        let mut edits = Edits::default();
        first.iter().for_each(|edit| _ = edits.add(std::slice::from_ref(edit)));
        let (before, kept) = (apply(&edits, &text), edits.iter().count());
        if edits.add(second) {
            prop_assert_eq!(edits.iter().count(), kept + second.len());
        } else {
            prop_assert_eq!(apply(&edits, &text), before);
        }
    }
}

/// Articles with slips in them, in any order.
fn article() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "Karl Vassallo won the race. ",
        "Vassallo trained all winter. ",
        "Last year Vassalo was second. ",
        "Of the the boats ",
        "one sank. ",
        "The the ",
        "crew  was tired",
        " , ",
        " .",
        "late.The ferry ",
        "on Monday, 14 May 2019. ",
        "The Maritime Rescue Centre (MRC) sent a boat. ",
        "The MCR thanked all. ",
        "Two European Arrests Warrants were issued. ",
        "It was organised in the harbour, and organised well. ",
        "In the harbor it was organised. ",
        "\n\n",
        "\r\n\r\n",
        "\n\n- ",
        "é漢 ",
        "\n\nSource: Gazette\n\n",
        "\n\nAll sailors were rescued by boats of the coast guard.\n\n",
    ]);
    prop::collection::vec(parts, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_fixed_has_nothing_to_fix(text in article(), all in any::<bool>(), marked in any::<bool>()) {
        let text = if marked { format!("\u{feff}{text}") } else { text };
        let fixes = if all { Fixes::All } else { Fixes::Safe };
        let once = fixed(&text, fixes, |_| false);
        let now = becomes(&text, fixes);
        prop_assert_eq!(once.file.is_some(), now != text);
        prop_assert_eq!(once.made > 0, now != text);
        prop_assert_eq!(now.starts_with('\u{feff}'), marked);
        let again = fixed(&now, fixes, |_| false);
        prop_assert!(again.file.is_none() && again.made == 0, "{now}");
        prop_assert_eq!(again.unsafe_left, once.unsafe_left);
        // What is told of the fixed text is what a later run tells of it.
        if let Some((_, checked)) = once.file {
            prop_assert_eq!(checked.findings, check(now.into_bytes()).expect("UTF-8").findings);
        }
    }

    #[test]
    fn what_is_known_is_not_fixed(text in article(), nth in any::<prop::sample::Index>()) {
        let findings = check(text.clone().into()).expect("UTF-8").findings;
        let safe = |finding: &&Finding| finding.fix.as_ref().is_some_and(|fix| fix.safe);
        let fixable: Vec<&Finding> = findings.iter().filter(safe).collect();
        prop_assume!(!fixable.is_empty());
        let known = fixable[nth.index(fixable.len())];
        let fixed = fixed(&text, Fixes::Safe, |fingerprint| fingerprint == known.fingerprint);
        let left = fixable.iter().filter(|finding| finding.fingerprint == known.fingerprint).count();
        let before = text.matches(known.span.of(&text)).count();
        let now = fixed.file.map_or(text.clone(), |(bytes, _)| String::from_utf8(bytes).expect("UTF-8"));
        prop_assert!(now.matches(known.span.of(&text)).count() >= left.min(before), "{now}");
    }
}
