//! A draft is at any time what a check of its text is, whatever was edited before.

use factlint::{Checker, Edit, Span};
use proptest::prelude::*;

/// Three articles, with slips in each and an ignore in the last.
const TEXT: &str = "Nine sailors saved off Comino
Source: Harbour News

Eight sailors were rescued at dawn on Monday, 12 March 2024. The the tug came back at noon.

Two held over stolen cables
Source: Harbour News

Police arrested the nine seven men on 31 November 2023 near the quay.

Pier opens
Source: Gozo Post

<!-- factlint-ignore text.doubled-word: as it was said -->

The mayor said the the pier is open. The the café beside it opens on Friday, 3 July 2024.
";

/// What is put in, a few words or nothing.
fn words() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        " ",
        "\n\n",
        "the the ",
        "nine seven ",
        "Source: Gozo Post\n\n",
        "<!-- factlint-ignore-file text: so -->\n\n",
        "on Monday, 13 March 2024 ",
        "café “so” ",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_draft_is_what_a_check_of_its_text_is(
        edits in prop::collection::vec((0.0..1.0f64, 0usize..30, words()), 1..6)
    ) {
        let checker = Checker::new().expect("what ships loads");
        let mut draft = checker.draft(TEXT);
        for (place, length, words) in edits {
            let text = draft.checked().document.text.clone();
            let on = |mut at: usize| {
                at = at.min(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = on((place * text.len() as f64) as usize);
            let end = on(start + length).max(start);
            let span = Span::new(start as u32, end as u32);
            draft.edit(&Edit { span, text: words.to_owned() });
            let mut edited = text.clone();
            edited.replace_range(start..end, words);
            let again = checker.check(&edited);
            prop_assert_eq!(&draft.checked().document.text, &again.document.text);
            prop_assert_eq!(&draft.checked().findings, &again.findings);
            prop_assert_eq!(&draft.checked().suppressed, &again.suppressed);
        }
    }
}
