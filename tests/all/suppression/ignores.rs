//! Comments in an article that ignore findings: what they suppress, and what is said of those that
//! have no effect.

use crate::common::{findings, run, run_with_input, snapshot, stdout};
use serde_json::Value;

/// The rule and the words of each finding in an article, and how many are suppressed.
fn found(article: &str) -> (Vec<(String, String)>, u64) {
    let output = run_with_input(&["check", "--no-config", "--format", "json", "-"], article.as_bytes());
    let report: Value = serde_json::from_str(&stdout(&output)).expect("json");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let found = |finding: &Value| {
        let at = |key: &str| finding[key].as_u64().expect("a byte") as usize;
        (text(&finding["rule"]), article[at("start")..at("end")].to_owned())
    };
    let found = report["findings"].as_array().expect("findings").iter().map(found).collect();
    (found, report["summary"]["suppressed"].as_u64().expect("a count"))
}

fn pair(rule: &str, words: &str) -> (String, String) {
    (rule.to_owned(), words.to_owned())
}

#[test]
fn an_ignore_is_for_the_next_paragraph_only() {
    let (found, suppressed) = found(
        "Pumps fail\n\n<!-- factlint-ignore text.doubled-word: as he said it -->\n\nThe the pump failed.\n\n\
         It was the the last.\n",
    );
    assert_eq!(found, [pair("text.doubled-word", "the the")]);
    assert_eq!(suppressed, 1);
}

#[test]
fn headlines_and_bullets_are_paragraphs_too() {
    let (found, suppressed) = found(
        "<!-- factlint-ignore text.doubled-word: a pun -->\nThe the pump\n\nPumps sent:\n\n\
         <!-- factlint-ignore text.doubled-word: so on the label -->\n- one to to Mgarr\n- two to to Sliema\n",
    );
    assert_eq!(found, [pair("text.doubled-word", "to to")]);
    assert_eq!(suppressed, 2);
}

#[test]
fn a_group_stands_for_its_rules_and_several_names_for_each() {
    let article = "<!-- factlint-ignore date, text.doubled-word: from the log -->\n\
                   On 31 November 2023 the the pump failed, and eight six sailors rowed.\n";
    let (found, suppressed) = found(article);
    assert_eq!(found, [pair("count.adjacent", "eight six")]);
    assert_eq!(suppressed, 2);
}

#[test]
fn comments_one_above_the_other_are_for_one_paragraph() {
    let article = "<!-- factlint-ignore date: from the log -->\r\n<!-- factlint-ignore text: so said -->\r\n\
                   On 31 November 2023 the the pump failed.\r\n";
    assert_eq!(found(article), (vec![], 2));
}

#[test]
fn an_ignore_for_the_file_is_for_all_of_it_wherever_it_stands() {
    let article = "The the pump\n\nIt was the the last.\n\n\
                   Source: X\n\nThe the end.\n\n<!-- factlint-ignore-file text.doubled-word: a poem -->\n";
    assert_eq!(found(article), (vec![], 3));
}

#[test]
fn of_what_is_told_once_an_ignored_place_speaks_for_the_others() {
    let article = "<!-- factlint-ignore acronym.undefined: readers know it -->\nThe RNMA said nothing.\n\n\
                   The RNMA left. The RNMX left.\n";
    let (found, _) = found(article);
    assert_eq!(found, [pair("acronym.undefined", "RNMX")]);
}

#[test]
fn an_ignore_without_effect_is_a_warning() {
    let article = "\
<!-- factlint-ignore text.doubled-word: nothing here -->
The pump failed.

<!-- factlint-ignore text.doubled-word -->
The the pump failed.

<!-- factlint-ignore: who knows -->
<!-- factlint-ignore text.doubled-wrod: who knows -->
<!-- factlint-ignore text.doubled-word, count.adjacent: the second is not found -->
The the crew rowed.
<!-- factlint-ingore text: who knows -->
<!-- factlint-ignore text: nothing comes after it -->
";
    let output = run_with_input(&["check", "--no-config", "-"], article.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    snapshot("ignores-without-effect", &stdout(&output));
}

#[test]
fn a_comment_that_says_nothing_to_factlint_is_text() {
    let (found, _) = found("<!-- the the pump -->\n\nThe pump failed. <!-- factlint-ignore text: here -->\n");
    assert!(found.iter().all(|(rule, _)| rule != "suppression.unused"), "{found:?}");
    assert!(found.contains(&pair("text.doubled-word", "the the")));
}

#[test]
fn a_file_of_nothing_but_an_ignore_is_reported() {
    let (found, _) = found("<!-- factlint-ignore text: x -->");
    assert_eq!(found, [pair("suppression.unused", "<!-- factlint-ignore text: x -->")]);
}

#[test]
fn a_rule_that_is_off_does_not_make_an_ignore_useless() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = "<!-- factlint-ignore text.doubled-word: so said -->\nThe the pump failed.\n";
    std::fs::write(folder.path().join("a.txt"), article).expect("written");
    let check = |config: &str| {
        std::fs::write(folder.path().join("factlint.toml"), config).expect("written");
        let path = folder.path().join("a.txt");
        findings(&run(&["check", "--format", "jsonl", path.to_str().expect("a path")]))
    };
    assert!(check("[rules]\n\"text.doubled-word\" = \"off\"\n").is_empty());
    assert!(check("").is_empty());
    std::fs::write(folder.path().join("a.txt"), article.replace("The the", "The")).expect("written");
    assert_eq!(check("[rules]\n\"suppression.unused\" = \"error\"\n")[0]["severity"], "error");
    assert!(check("[rules]\nsuppression = \"off\"\n").is_empty());
}

#[test]
fn sarif_has_what_is_ignored_as_a_suppression_in_the_source() {
    let article = "<!-- factlint-ignore text: so said -->\nThe the pump failed.\n";
    let output = run_with_input(&["check", "--no-config", "--format", "sarif", "-"], article.as_bytes());
    let log: Value = serde_json::from_str(&stdout(&output)).expect("json");
    let suppression = &log["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(
        (suppression["kind"].as_str(), suppression["justification"].as_str()),
        (Some("inSource"), Some("so said"))
    );
}

#[test]
fn explain_and_the_list_know_the_rule_on_ignores() {
    assert!(stdout(&run(&["explain", "suppression.unused"])).starts_with("suppression.unused (warning)\n"));
    assert!(stdout(&run(&["rules", "list"])).contains("suppression.unused"));
}
