//! Mistakes in what users write are told all at once, each at its place and with what was likely meant.

use crate::common::folder::Folder;
use crate::common::snapshot;

#[test]
fn all_mistakes_of_a_configuration_are_told() {
    let folder = Folder::new(&[("a.txt", "The ferry left.\n")]);
    folder.write(
        "factlint.toml",
        r#"extends = ["rules/*.toml"]
include = "*.article"
fail-on = "warning"
max_warnings = 3

[rules]
count.parts = "off"
date = "warn"
"date.weekday" = "err"
"money.grouping" = 1
acronym.undefined = "off"
acronym.unused = "off"

[lexicon]
acronym = ["GPB"]
names = ["Marsa", 3]

[records]
format = "htm"

[[overrides]]
path = ["archive/"]
rules = { date.no-year = "off", count = "warning" }

[[overrides]]
paths = ["drafts/"]
"#,
    );
    snapshot("mistakes-configuration", &folder.refused(&["check", "a.txt"]));
}

#[test]
fn all_mistakes_of_a_rule_file_are_told() {
    let folder = Folder::new(&[("a.txt", "The ferry left.\n")]);
    folder.write(
        "house.toml",
        r#"[[rule]]
id = "house.per-cent"
severity = "warn"
sumary = "A percentage"
message = ["no"]
scope = "sentense"
pattern = [{ fact = "number" }, { wrd = "percent", as = "word" }, { word = "a", gap = "3" }]
forbid = { of = "word", off = 1 }
fires = [{ text = "Sales rose 5 «percent».", mesage = "x" }]

[[rule]]
id = "house.other"
severity = "errors"
summary = "b"
why = "c"
message = "d"
pattern = [{ word = "grolp", as = "g" }]
forbid = { of = "g" }
fires = [{ text = "a «grolp»" }]
silent = [{ text = "a" }]

[[rules]]
"#,
    );
    snapshot("mistakes-rules", &folder.refused(&["check", "--rules", "house.toml", "a.txt"]));
}

#[test]
fn all_mistakes_of_a_word_list_are_told() {
    let folder = Folder::new(&[("a.txt", "The ferry left.\n")]);
    folder.write("factlint.toml", "[lexicon]\nextend = [\"words.toml\"]\n");
    folder.write(
        "words.toml",
        r#"[[list]]
clas = "acronym.known"
case = "exactly"
words = "GPB"

[[list]]
class = "acronym.known"
word = ["GPB", 3]
"#,
    );
    snapshot("mistakes-words", &folder.refused(&["check", "a.txt"]));
}
