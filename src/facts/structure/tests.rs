use proptest::prelude::*;

use super::Structure;
use crate::facts::testing::with_facts;
use crate::syntax::Passage;

/// Words and marks that sentences are made of, in any order, with some of anything between.
fn text() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "the",
        "The",
        "a",
        "these",
        "other",
        "remaining",
        "rest",
        "of",
        "in",
        "to",
        "with",
        "among",
        "them",
        "including",
        "after",
        "and",
        "or",
        "but",
        "while",
        "that",
        "which",
        "who",
        "of whom",
        "where",
        "said",
        "police",
        "were",
        "was",
        "not",
        "will",
        "held",
        "carrying",
        "born",
        "arrested by",
        "made up of",
        "respectively",
        "namely",
        "a total of",
        "one",
        "nine",
        "eight of the 12",
        "Two",
        "23",
        "1,200",
        "$5 million",
        "40 per cent",
        "men",
        "boats",
        "Route 66",
        "Germany (340)",
        "88 mm",
        "7:30",
        "3-1",
        "runner-up",
        "’s",
        "the",
        "on Friday",
        "4 May 2019",
        ",",
        ",",
        ".",
        ";",
        ":",
        "–",
        "—",
        "-",
        "(",
        ")",
        "[",
        "]",
        "\"",
        "“",
        "”",
        "‘",
        "'",
        "…",
        "?",
        "&",
        "/",
        "\n\n",
        "\n- ",
        "é",
        "漢字",
        "\u{a0}",
        "\u{200b}",
    ]);
    let anything = prop_oneof![12 => words.prop_map(str::to_owned), 1 => ".{0,6}"];
    let glue = prop::sample::select(vec![" ", " ", " ", ""]);
    prop::collection::vec((anything, glue), 0..60).prop_map(|parts| {
        parts.into_iter().fold("Boats ".to_owned(), |text, (word, glue)| text + &word + glue)
    })
}

fn is_quotation_mark(word: &str) -> bool {
    matches!(word, "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" | "„")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn each_token_but_quotation_marks_is_in_one_chunk(text in text()) {
        with_facts(&text, |facts, lexicon| {
            let structure = Structure::read(facts, lexicon, true);
            let mut chunks = vec![0; facts.tokens.len()];
            for passage in &structure.passages {
                for chunk in &passage.chunks {
                    (chunk.from..chunk.to).for_each(|token| chunks[token as usize] += 1);
                }
                prop_assert!(passage.chunks.windows(2).all(|pair| pair[0].to <= pair[1].from));
            }
            for (token, &times) in facts.tokens.iter().zip(&chunks) {
                let word = token.of(facts.text);
                // A quotation mark inside a group belongs to it: "the ‘big’ five".
                prop_assert!(times == 1 || times == 0 && is_quotation_mark(word), "{word:?} is in {times} chunks");
            }
            Ok(())
        })?;
    }

    #[test]
    fn clauses_and_series_name_chunks_of_their_kind(text in text()) {
        with_facts(&text, |facts, lexicon| {
            let structure = Structure::read(facts, lexicon, true);
            let source = structure.source(facts, lexicon);
            let is_group = |passage: &Passage, at: usize| passage.chunks[at].group().is_some();
            for passage in &structure.passages {
                for clause in passage.clauses(source) {
                    let verb = clause.verb.and_then(|at| passage.chunks[at].verb());
                    prop_assert!(verb.is_some());
                    let led = clause.adjuncts.iter().map(|adjunct| adjunct.group);
                    prop_assert!(clause.subject.into_iter().chain(clause.object).chain(led).all(|at| is_group(passage, at)));
                    prop_assert!(!(clause.relative && clause.reporting));
                }
                for series in passage.series(source) {
                    prop_assert!(series.items.len() > 1 && !series.wholes.is_empty());
                    let figures = series.items.iter().map(|item| item.figure).chain(series.wholes);
                    for at in figures {
                        prop_assert!(passage.figure(source, at).is_some());
                    }
                }
            }
            Ok(())
        })?;
    }
}
