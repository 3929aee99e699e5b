//! Whatever an article or a rule says, a run ends soon.

use std::time::Instant;

use serde_json::json;

use crate::common::folder::Folder;
use crate::common::{LINTER, findings, stderr, stdout};
use factlint::Document;

/// A rule file of one rule with this in it.
fn rule(more: &str) -> String {
    format!(
        "[[rule]]\nid = \"house.grolp\"\nseverity = \"warning\"\nsummary = \"a\"\nwhy = \"b\"\n{more}\n\
         forbid = {{ of = \"g\" }}\nfires = [{{ text = \"a «grolp»\" }}]\nsilent = [{{ text = \"b\", because = \"c\" }}]\n"
    )
}

#[test]
fn a_rule_that_would_cost_too_much_is_refused() {
    let word = "{ word = \"grolp\", as = \"g\" }";
    let pattern = |more: &str| format!("message = \"c\"\npattern = [{word}, {more}]");
    for (rules, said) in [
        (
            rule(&format!("message = \"{}\"\npattern = [{word}]", "{g}".repeat(20_000))),
            "a text has at most 100 braces",
        ),
        (
            rule(&pattern(&"{ gap = 255 }, { word = \"a\" }, ".repeat(20))),
            "the gaps of a pattern extend over at most 120 tokens together",
        ),
        (
            rule(&pattern(&format!("{{ any = [[{}]] }}", "{ word = \"a\" }, ".repeat(400)))),
            "a pattern has at most 300 elements",
        ),
        (
            rule(&pattern(&"{ regex = \"[a-z]{1,900}\" }, ".repeat(101))),
            "a file has at most 100 regular expressions; divide the file",
        ),
        (
            rule(&format!("message = \"c\"\npattern = [{word}]")).replace("house.grolp", &"a".repeat(70_000)),
            "an id has at most 100 bytes; give it a shorter one",
        ),
        (
            (0..5_000)
                .map(|n| {
                    rule(&format!("message = \"c\"\npattern = [{word}]"))
                        .replace("grolp\"\nsev", &format!("g{n}\"\nsev"))
                })
                .collect(),
            "a file has at most 1000 rules; divide the file",
        ),
    ] {
        let folder = Folder::new(&[("house.toml", &rules), ("a.txt", "A grolp a a a.\n")]);
        for arguments in
            [&["check", "--rules", "house.toml", "a.txt"][..], &["rules", "list", "--rules", "house.toml"]]
        {
            let begun = Instant::now();
            let refused = folder.refused(arguments);
            assert!(refused.contains(said), "{}", &refused[refused.len().saturating_sub(600)..]);
            assert!(refused.contains("house.toml is refused: 1 problem\n"), "{said}");
            assert!(begun.elapsed().as_secs() < 30, "{said}: {:?}", begun.elapsed());
        }
    }
}

#[test]
fn problems_far_to_the_right_and_far_below_are_drawn() {
    let folder = Folder::new(&[("a.txt", "The ferry left.\n")]);
    let wide = format!("[rules] # {}\n{}\"a\" = 1 \"\n", "x".repeat(70_000), " ".repeat(70_000));
    let long = format!("{}[rules]\n\"a\" = 1\n", "\n".repeat(70_000));
    let list = format!("list = []\nsource = \"{}\" \"\n", "x".repeat(70_000));
    for (name, text) in [("factlint.toml", &wide), ("factlint.toml", &long), ("words.toml", &list)] {
        folder.write("factlint.toml", "[lexicon]\nextend = [\"words.toml\"]\n");
        folder.write("words.toml", "source = \"us\"\nlist = []\n");
        folder.write(name, text);
        let refused = folder.refused(&["check", "a.txt"]);
        let refused = refused.replace("\n  │ ", " ");
        let start: String = refused.chars().take(300).collect();
        assert!(refused.contains(&format!("{name} is refused: ")), "{start}");
        assert!(refused.contains(":700") && !refused.contains("panicked"), "{start}");
    }
    for command in
        [&["check", "--rules", "words.toml", "a.txt"][..], &["check", "--baseline", "words.toml", "a.txt"]]
    {
        folder.write("factlint.toml", "");
        let refused = folder.refused(command);
        let refused = refused.replace("\n  │ ", " ");
        assert!(refused.contains("is refused") && !refused.contains("panicked"), "{command:?}");
    }
}

/// The least seconds of three checks of a text.
fn seconds(text: &str) -> f64 {
    let once = || {
        let document = Document::plain("a.txt", text);
        let begun = Instant::now();
        let _ = LINTER.document(&document);
        begun.elapsed().as_secs_f64()
    };
    (0..3).map(|_| once()).fold(f64::MAX, f64::min)
}

#[test]
fn rows_of_marks_take_linear_time() {
    for row in ["( ", ") ", "( ) ", "\" ", "? ", ", ", "- ", "[ ( ] ", "( . "] {
        let (some, more) = (seconds(&row.repeat(10_000)), seconds(&row.repeat(80_000)));
        // Eight times as much; a square would be 64 times.
        assert!(more < some.max(0.02) * 32.0, "{row:?}: {some} s, then {more} s");
    }
}

#[test]
fn an_article_that_is_too_long_is_read_part_by_part_and_said_to_be() {
    let plain = "The ferry to Gozo was late again. ";
    // So short that it is no paragraph that stands twice.
    let slip = "They held the eight six men ashore. ";
    for end in ["\n\n", ""] {
        let third = format!(
            "{}{end}",
            plain.trim_end_matches(' ').to_owned() + if end.is_empty() { " " } else { "" }
        )
        .repeat(25_000);
        let text = format!("Ferry late\n\n{slip}{end}{third}{slip}{end}{third}{third}{slip}\n");
        let folder = Folder::new(&[("long.txt", &text)]);
        let run = folder.run(&["check", "--format", "jsonl", "long.txt"]);
        let mut found = findings(&run);
        found.retain(|finding| finding["rule"] == "count.adjacent");
        assert_eq!(found.len(), 3, "{}", stdout(&run));
        for (finding, (at, _)) in found.iter().zip(text.match_indices("eight six")) {
            assert_eq!(
                (&finding["article"]["index"], &finding["start"]),
                (&json!(1), &json!(at)),
                "{finding}"
            );
        }
        let said = "warning: long.txt: article 1 has 2 MiB: it is read in parts of 1 MiB, and what stands in one is not \
                    held against another\n";
        assert!(stderr(&run).contains(said), "{}", stderr(&run));
        let facts = stdout(&folder.run(&["facts", "long.txt"]));
        assert!(facts.lines().last().is_some_and(|last| last.contains("six")), "{facts:.200}");
    }
}
