//! The schemas: they say of a file what the loader says of it, where a schema can tell.

use std::sync::LazyLock;

use crate::common::{run, stderr, stdout};
use factlint::Ruleset;
use factlint::facts::{Key, Kind};
use factlint::lexicon::Lexicon;
use factlint::source::Configs;
use jsonschema::Validator;
use serde_json::Value;

fn validator(schema: &Value) -> Validator {
    jsonschema::meta::validate(schema).expect("a schema of its draft");
    jsonschema::validator_for(schema).expect("a schema")
}

static RULES: LazyLock<Validator> = LazyLock::new(|| validator(&factlint::rules::schema()));

/// What a schema has to say of a file.
fn told(schema: &Validator, text: &str) -> Vec<String> {
    let file: Value = toml::from_str(text).expect("TOML");
    schema.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What the loader has to say of a rule file.
fn refused(lexicon: &mut Lexicon, text: &str) -> Vec<String> {
    let refused = Ruleset::default().add("house.toml", text, lexicon).err();
    refused.into_iter().flat_map(|r| r.problems).map(|p| p.message).collect()
}

fn lexicon() -> Lexicon {
    Lexicon::builtin(&[]).expect("the lists load")
}

const START: &str = r#"
[[rule]]
id = "house.rule"
severity = "warning"
summary = "s"
why = "w"
message = "m"
"#;
const FIRES: &str = "[[rule.fires]]\ntext = \"«a»\"\n";
const SILENT: &str = "[[rule.silent]]\ntext = \"a\"\nbecause = \"b\"\n";

/// A rule file around the keys of a rule that matter.
fn file(keys: &str) -> String {
    [START, keys, "\n", FIRES, SILENT].concat()
}

/// A rule whose pattern has one element, which captures `x`.
fn element(element: &str) -> String {
    let first = "{ fact = \"number\", as = \"x\" }";
    file(&format!("pattern = [{first}, {element}]\nforbid = {{ of = \"x\" }}"))
}

/// A rule that selects facts as `x`.
fn select(conditions: &str) -> String {
    file(&format!("select.x = {{ {conditions} }}\nforbid = {{ of = \"x\" }}"))
}

/// A rule on numbers with fixes, and an example that shows what they make of it.
fn fixing(fixes: &str) -> String {
    let rule = file(&format!("select.x = {{ fact = 'number' }}\nfix = {fixes}\nforbid = {{ of = 'x' }}"));
    rule.replace(FIRES, &format!("{FIRES}fixed = 'b'\n"))
}

/// A rule between two counts.
fn between(relation: &str) -> String {
    file(&format!("select.a = {{ fact = \"count\" }}\nselect.b = {{ fact = \"count\" }}\n{relation}"))
}

fn good() -> Vec<String> {
    vec![
        String::new(),
        "rule = []".to_owned(),
        select("fact = 'percent'"),
        select("fact = ['percent', 'person'], zone = ['lead', 'body'], age = { min = 3 }"),
        select("fact = 'count', zone = 'any', additive = true, value = 3, noun = ['ship', 'boat']"),
        select("fact = 'count', additive = false, value = { min = 1, max = 2.5 }, class = { not = 'group' }"),
        select("fact = 'breakdown', parts = { present = true }, whole = {}"),
        select("fact = 'date'") + &START.replace("rule\"", "other\"") + &select("fact = 'date'")[START.len()..],
        between("require = { each = 'a', some = 'b', on = ['noun'] }"),
        between("agree = { of = ['a', 'b'], value = 'value', near = ['noun'], within = 1, any = true, support = 'b' }"),
        between("agree = { of = ['a', 'b'], value = 'value', share = ['noun', 'event'], alone = true, echo = true, back = true }"),
        between("agree = { of = ['a'], value = ['share', 'ratio'] }\nunless = 'b'"),
        between("order = { of = ['a', 'b'], value = 'value', within = 0.5, on = ['noun'] }"),
        between("order = { of = ['a', 'b'], value = ['value', 'whole'] }"),
        between("order = { of = ['a', 'b'], value = 'value', group = 'b' }"),
        between("order = { of = 'a', value = ['value', 'whole'] }\ngiven = ['b']"),
        between("cover = { of = 'a', by = 'b', on = ['noun'] }"),
        between("vary = { of = ['a', 'b'], value = 'noun' }"),
        file("select.x = { fact = 'term' }\nvary = { of = 'x', value = 'name', usual = 'u', like = 'letters' }")
            .replace("\"m\"", "\"{x} for {u}\""),
        file("select.x = { fact = 'breakdown' }\nsum = { of = 'x', whole = 'whole', parts = 'parts' }"),
        file("select.x = { fact = 'list' }\ncount = { of = 'x', stated = 'stated', items = 'items' }"),
        file("select.x = { fact = 'term' }\ncount = { of = 'x', on = ['name'], most = 1, first = 'f' }")
            .replace("\"m\"", "\"{f}\""),
        file(
            "pattern = [{ fact = 'count', as = 'w' }, { gap = 3 }, { fact = 'count', as = 'p', repeat = [1, 9] }]\n\
             sum = { whole = 'w', parts = 'p', value = 'value', within = 0.1 }",
        ),
        file("pattern = [{ word = 'the', as = 'x' }]\nforbid = { of = ['x'] }"),
        element("{ fact = ['count', 'money'], where = { noun = 'ship', value = 2 }, space = 'single' }"),
        element("{ word = ['a', 'an'], case = 'lower', optional = true }"),
        element("{ token = 'mark', ahead = true }, { regex = '[a-z]+', repeat = [0, 2] }"),
        element("{ word = 'of', as = 'y' }, { same = 'y' }, { gap = 4, not = ['but'] }"),
        element("{ group = [{ word = 'of' }, { any = [[{ token = 'word' }], [{ gap = 1 }, { word = 'a' }]] }] }"),
        element("{ word = 'of', where = {} }"),
        file(
            "help = 'h'\nscope = 'sentence'\nselect.x = { fact = 'number' }\nspan = ['x']\nlabels.x = 'l'\n\
             once = ['value']\nforbid = { of = 'x' }",
        ),
        file("select.x = { fact = 'number', zone = ['any'] }\nonce = []\nagain = '{x}'\nforbid = { of = 'x' }"),
        file("pattern = [{ word = 'the', as = 'x' }]\nzone = ['lead', 'caption']\nforbid = { of = 'x' }"),
        fixing("{ safe = false, replace = 'x', with = '{x}' }"),
        fixing("{ safe = true, replace = ['x', 'x.value'], with = '', where.x = { value = 3 } }"),
        fixing("[{ safe = true, replace = 'x', with = '3', where = {} }, { safe = false, replace = 'x', with = '4' }]"),
    ]
}

fn bad() -> Vec<String> {
    let x = select("fact = 'number'");
    let also = |keys: &str| x.replace("forbid", &format!("{keys}\nforbid"));
    vec![
        // The file and the rule.
        x.replace("[[rule]]", "[[rules]]").replace("rule.", "rules."),
        format!("version = 1\n{x}"),
        "rule = {}".to_owned(),
        "rule = ['a']".to_owned(),
        also("colour = 'red'"),
        x.replace("house.rule", "houserule"),
        x.replace("house.rule", "house.rule.one"),
        x.replace("house.rule", "House.rule"),
        x.replace("\"house.rule\"", "7"),
        x.replace("severity = \"warning\"", ""),
        x.replace("\"warning\"", "\"grave\""),
        x.replace("summary = \"s\"", ""),
        x.replace("why = \"w\"", "why = 1"),
        x.replace("\"m\"", "[\"m\"]"),
        also("scope = 'chapter'"),
        also("labels = ['x']"),
        also("once = 'value'"),
        also("again = 'm'"),
        also("zone = 'lead'"),
        select("fact = 'count', zone = []"),
        also("once = ['valeu']"),
        also("over = ['house']"),
        // Examples.
        x.replace(FIRES, ""),
        x.replace(SILENT, ""),
        x.replace(FIRES, "fires = []\n"),
        x.replace("because = \"b\"", ""),
        x.replace("because", "because_of"),
        x.replace("text = \"«a»\"", "text = \"«a»\"\nnote = \"n\""),
        // The fix.
        fixing("{ safe = false, replace = 'x' }"),
        fixing("{ safe = 'no', replace = 'x', with = '' }"),
        fixing("{ safe = false, replace = 'x', with = '', colour = 'red' }"),
        fixing("{ safe = false, replace = 'x', with = '', where = 'x' }"),
        fixing("{ safe = false, replace = 'x', with = '', where.x = { colour = 'red' } }"),
        fixing("[{ safe = false, replace = 'x', with = '' }, { replace = 'x', with = '' }]"),
        fixing("[]"),
        fixing("true"),
        fixing("{ safe = true, replace = 'x', with = '' }").replace("fixed = 'b'", ""),
        fixing("{ safe = true, replace = 'x', with = '' }").replace("fixed = 'b'", "fixed = 1"),
        fixing("[]").replace("fix = []", ""),
        // Relations.
        file("select.x = { fact = 'number' }\nspan = 'x'"),
        also("count = { of = 'x', most = 1 }"),
        file("forbid = { of = [] }"),
        file("forbid = {}"),
        between("forbid = { of = 'a', on = [] }\ngiven = 'b'"),
        between("require = { each = 'a' }\ngiven = 'b'"),
        between("require = { each = ['a'], some = 'b' }"),
        between("agree = { of = ['a', 'b'], value = ['value', 'share'] }"),
        between("agree = { of = 'a', value = 'value' }\ngiven = 'b'"),
        between("agree = { of = [], value = 'value' }\ngiven = ['a', 'b']"),
        between("agree = { of = ['a', 'b', 'a'], value = 'value' }"),
        between("agree = { of = ['a', 'b'], value = 'valeu' }"),
        between("agree = { of = ['a', 'b'], value = 'value', within = -1 }"),
        between("agree = { of = ['a', 'b'], value = 'value', within = 'one' }"),
        between("agree = { of = ['a', 'b'], value = 'value', any = 'yes' }"),
        between("order = { of = 'a', value = 'value' }\ngiven = 'b'"),
        between("order = { of = ['a', 'b'], value = ['value', 'share', 'whole'] }"),
        between("cover = { of = 'a', by = 'b' }"),
        between("vary = { of = ['a', 'b'], value = 'noun', usual = 'u' }"),
        between("vary = { of = 'a', value = 'noun' }\ngiven = 'b'"),
        between("vary = { of = ['a', 'b'], value = 'noun', like = 'words' }"),
        file("select.x = { fact = 'breakdown' }\nsum = { whole = 'whole', parts = 'parts' }\nspan = 'x'"),
        file("select.x = { fact = 'list' }\ncount = { of = 'x', stated = 'stated' }"),
        file(
            "select.x = { fact = 'list' }\ncount = { of = 'x', stated = 'stated', items = 'items', most = 1 }",
        ),
        file("select.x = { fact = 'term' }\ncount = { of = 'x', most = -1 }"),
        // Selected facts; kinds, attributes and values have tests of their own.
        select(""),
        select("zone = 'lead'"),
        select("fact = 'percnt'"),
        select("fact = []"),
        select("fact = ['number', 'percnt']"),
        select("fact = true"),
        select("fact = 'number', zone = 'leed'"),
        select("fact = 'number', zone = ['lead', 'leed']"),
        select("fact = 'number', zone = 1"),
        select("fact = 'number', value = { least = 1 }"),
        select("fact = 'number', value = { min = 'one' }"),
        select("fact = ['number', 'percent'], age = 3"),
        select("fact = ['number'], age = 3"),
        file("select = 'number'\nforbid = { of = 'x' }"),
        // Patterns.
        element("{}"),
        element("{ as = 'y' }"),
        element("{ word = 'a', token = 'word' }"),
        element("{ fact = 'count', gap = 1 }"),
        element("{ words = 'a' }"),
        element("{ word = 1 }"),
        element("{ fact = 'quote' }"),
        element("{ fact = ['count', 'quote'] }"),
        element("{ fact = [] }"),
        element("{ fact = 'count', where = { age = 3 } }"),
        element("{ fact = ['count', 'number'], where = { age = 3 } }"),
        element("{ fact = 'count', where = { noun = 3 } }"),
        element("{ fact = 'count', where = { fact = 'count' } }"),
        element("{ word = 'a', where = { age = 3 } }"),
        element("{ word = 'a', not = 'b' }"),
        element("{ token = 'space' }"),
        element("{ word = 'a', space = 'double' }"),
        element("{ word = 'a', case = 'title' }"),
        element("{ gap = 2, space = 'single' }"),
        element("{ group = [{ word = 'a' }], case = 'lower' }"),
        element("{ word = 'a', ahead = true, optional = true }"),
        element("{ word = 'a', ahead = true, repeat = [1, 2] }"),
        element("{ word = 'a', optional = true, repeat = [1, 2] }"),
        element("{ word = 'a', repeat = [1] }"),
        element("{ word = 'a', repeat = 2 }"),
        element("{ gap = 256 }"),
        element("{ gap = -1 }"),
        element("{ group = [{ wrod = 'a' }] }"),
        element("{ any = [{ word = 'a' }] }"),
        element("{ any = [[{ word = 'a', token = 'word' }]] }"),
    ]
}

/// What takes the loader: whether names are declared and used, what a name stands for, the
/// lexicon, other rules, the order of numbers, and the languages inside of texts.
fn only_the_loader_can_tell() -> Vec<(&'static str, String)> {
    let x = select("fact = 'number'");
    let also = |keys: &str| x.replace("forbid", &format!("{keys}\nforbid"));
    vec![
        ("nothing is named `y`", x.replace("of = \"x\"", "of = 'y'")),
        ("nothing is named `y`", also("span = 'y'")),
        ("nothing is named `y`", x.replace("\"m\"", "\"{y}\"")),
        ("a number has no attribute `age`", x.replace("\"m\"", "\"{x.age}\"")),
        ("a number has no attribute `age`", also("once = ['age']")),
        (
            "`form` is text",
            file("select.x = { fact = 'list' }\ncount = { of = 'x', stated = 'form', items = 'items' }"),
        ),
        ("nothing is named `y`", fixing("{ safe = true, replace = 'y', with = '' }")),
        ("nothing is named `y`", fixing("{ safe = true, replace = 'x', with = '{y}' }")),
        (
            "nothing is named `y`",
            fixing("{ safe = true, replace = 'x', with = '', where.y = { value = 3 } }"),
        ),
        ("a number has no attribute `age`", fixing("{ safe = true, replace = 'x.age', with = '' }")),
        (
            "a number has no attribute `age`",
            fixing("{ safe = true, replace = 'x', with = '', where.x = { age = 3 } }"),
        ),
        ("`y` is not used", also("select.y = { fact = 'number' }")),
        ("is the name of something else", also("pattern = [{ fact = 'number', as = 'x' }]")),
        ("there is a rule `house.rule` already", x.repeat(2)),
        ("there is no rule `no.such`", also("over = ['no.such']")),
        ("forbid needs `of`", between("forbid = { of = ['a', 'b'] }")),
        (
            "here a selected name is needed",
            between(
                "cover = { of = 'a', by = 'c', on = ['noun'] }\ngiven = 'b'\npattern = [{ fact = 'count', as = 'c' }]",
            ),
        ),
        ("no list has the class `no-such`", element("{ class = 'no-such' }")),
        ("is not one word or mark", element("{ word = 'two words' }")),
        ("not a regular expression", element("{ regex = '(' }")),
        ("is not captured before", element("{ same = 'z' }")),
        ("from is the smaller", element("{ word = 'a', repeat = [2, 1] }")),
        ("invalid type: floating point", element("{ gap = 1.0 }")),
    ]
}

#[test]
fn schema_and_loader_accept_what_is_good() {
    let mut lexicon = lexicon();
    for text in good() {
        assert_eq!(refused(&mut lexicon, &text), [""; 0], "{text}");
        assert_eq!(told(&RULES, &text), [""; 0], "{text}");
    }
}

#[test]
fn schema_and_loader_refuse_what_is_bad() {
    let mut lexicon = lexicon();
    for text in bad() {
        assert_ne!(refused(&mut lexicon, &text), [""; 0], "the loader accepts {text}");
        assert_ne!(told(&RULES, &text), [""; 0], "the schema accepts {text}");
    }
}

#[test]
fn the_schema_lets_pass_what_only_the_loader_can_tell() {
    let mut lexicon = lexicon();
    for (message, text) in only_the_loader_can_tell() {
        let refused = refused(&mut lexicon, &text);
        assert!(refused.iter().any(|m| m.contains(message)), "{message} not in {refused:?}: {text}");
        assert_eq!(told(&RULES, &text), [""; 0], "{text}");
    }
}

#[test]
fn schema_and_loader_know_the_same_attributes_of_each_kind() {
    let mut lexicon = lexicon();
    for kind in Kind::ALL {
        for key in Key::ALL {
            let condition = format!("{} = {{ present = true }}", key.name());
            let selected = select(&format!("fact = '{}', {condition}", kind.name()));
            let listed = select(&format!("fact = ['{}'], {condition}", kind.name()));
            let met = element(&format!("{{ fact = '{}', where = {{ {condition} }} }}", kind.name()));
            for text in [selected, listed, met] {
                let (refused, told) = (refused(&mut lexicon, &text), told(&RULES, &text));
                assert_eq!(refused.is_empty(), told.is_empty(), "{refused:?} {told:?} {text}");
            }
        }
    }
}

#[test]
fn schema_and_loader_know_the_same_types_of_values() {
    let mut lexicon = lexicon();
    let values = ["true", "3", "0.5", "'a'", "['a', 'b']", "[1]", "{}", "{ min = 1 }", "{ max = 1 }"];
    let limits =
        ["{ not = 'a' }", "{ not = ['a'], present = false }", "{ min = 1, not = 'a' }", "{ not = 1 }"];
    for attribute in [("count", "additive"), ("count", "value"), ("count", "noun"), ("breakdown", "parts")] {
        for value in values.into_iter().chain(limits) {
            let text = select(&format!("fact = '{}', {} = {value}", attribute.0, attribute.1));
            let (refused, told) = (refused(&mut lexicon, &text), told(&RULES, &text));
            assert_eq!(refused.is_empty(), told.is_empty(), "{refused:?} {told:?} {text}");
        }
    }
}

#[test]
fn the_rules_that_ship_are_valid() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|e| e == "toml") {
            let text = std::fs::read_to_string(&path).expect("a text");
            assert_eq!(told(&RULES, &text), [""; 0], "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 10);
    // The loader takes each with those that it is `over`.
    Ruleset::builtin(&mut lexicon()).expect("the rules load");
}

#[test]
fn a_new_rule_is_valid() {
    let new = run(&["rules", "new", "house.rule"]);
    assert_eq!(told(&RULES, &stdout(&new)), [""; 0]);
}

#[test]
fn schema_and_loader_say_the_same_of_configurations() {
    let schema = validator(&factlint::gate::schema());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("factlint.toml");
    // Whether the loader accepts it, whether the schema does, and the configuration.
    for (loader, by_schema, text) in [
        (true, true, ""),
        (true, true, "extend = []\n[lexicon]\nextend = []\nreplace = []"),
        (true, true, "[rules]\ndate = \"off\"\n\"date.weekday\" = \"info\""),
        (true, true, "[rules]\ntext = \"warning\"\nquote = \"error\""),
        (false, false, "colour = \"red\""),
        (false, false, "extend = \"rules/*.toml\""),
        (false, false, "rules = []"),
        (false, false, "[rules]\ndate = \"grave\""),
        (false, false, "[rules]\ndate = false"),
        (false, false, "[rules]\ndate.weekday = \"off\""),
        (false, false, "[rules]\n\"date.weekday.one\" = \"off\""),
        (false, false, "[lexicon]\nreplace = [\"towns.toml\"]"),
        (false, false, "[lexicon]\nadd = []"),
        (true, true, "include = []\nexclude = ['*.old', '!drafts/']\noverrides = []"),
        (
            true,
            true,
            "[[overrides]]\npaths = ['archive/']\nrules = { date = 'off', 'text.spacing' = 'info' }",
        ),
        (false, false, "include = '*.article'"),
        (false, false, "exclude = ['']"),
        (false, false, "[overrides]\npaths = ['archive/']\nrules = { date = 'off' }"),
        (false, false, "[[overrides]]"),
        (false, false, "[[overrides]]\npaths = ['archive/']"),
        (false, false, "[[overrides]]\nrules = { date = 'off' }"),
        (false, false, "[[overrides]]\npaths = []\nrules = { date = 'off' }"),
        (false, false, "[[overrides]]\npaths = ['']\nrules = { date = 'off' }"),
        (false, false, "[[overrides]]\npaths = ['archive/']\nrules = {}"),
        (false, false, "[[overrides]]\npaths = ['archive/']\nrules = { date = 'grave' }"),
        (false, false, "[[overrides]]\npaths = ['archive/']\nrules = { date = 'off' }\nexclude = []"),
        // What only the loader can tell: which rules and files there are, and what is a glob.
        (false, true, "exclude = ['[']"),
        (false, true, "[[overrides]]\npaths = ['archive/']\nrules = { 'no.such' = 'off' }"),
        (false, true, "[rules]\n\"no.such\" = \"off\""),
        (false, true, "extend = [\"no-such/*.toml\"]"),
    ] {
        std::fs::write(&file, text).expect("written");
        let loaded = Configs::new(Vec::new(), true).of(&folder.path().join("a.txt"));
        assert_eq!(loaded.is_ok(), loader, "{text}: {:?}", loaded.err());
        let told = told(&schema, text);
        assert_eq!(told.is_empty(), by_schema, "{text}: {told:?}");
    }
}

#[test]
fn the_command_prints_schemas() {
    for (arguments, title, key) in [
        (vec!["schema"], "factlint rules", "rule"),
        (vec!["schema", "rules"], "factlint rules", "rule"),
        (vec!["schema", "config"], "factlint.toml", "lexicon"),
    ] {
        let output = run(&arguments);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
        let schema: Value = serde_json::from_str(&stdout(&output)).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"], title);
        assert_eq!(schema["additionalProperties"], false);
        assert!(schema["properties"][key].is_object(), "{schema}");
    }
    assert_eq!(run(&["schema", "lexicon"]).status.code(), Some(2));
}
