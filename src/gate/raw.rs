//! `factlint.toml` as it is written, and its JSON Schema.

use std::borrow::Cow;
use std::collections::BTreeMap;

use compact_str::CompactString;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::level::Level;
use crate::document::{Fields, Inner};
use crate::lexicon;
use crate::problem::{self, Problem};

/// The JSON Schema of `factlint.toml`. It cannot tell which rules and files exist.
///
/// ```
/// let schema = factlint::gate::schema();
/// assert_eq!(schema["title"], "factlint.toml");
/// ```
#[must_use]
pub fn schema() -> Value {
    crate::json_schema::of::<Raw>()
}

/// The flags of a run that someone may take for keys.
pub(crate) const FLAGS: [&str; 23] = [
    "baseline",
    "color",
    "date",
    "diff",
    "fail-on",
    "fix",
    "force-exclude",
    "format",
    "input-format",
    "max-warnings",
    "no-config",
    "no-track-changes",
    "open",
    "output",
    "prune-baseline",
    "quiet",
    "since",
    "statistics",
    "stdin-path",
    "threads",
    "unsafe-fixes",
    "watch",
    "write-baseline",
];

/// Reads a configuration as it is written, with all problems of its shape. With problems, what is wrong is not
/// in what is returned; there may be nothing then.
pub(super) fn read(text: &str) -> (Option<Raw>, Vec<Problem>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Problem> = errors.iter().map(Problem::toml).collect();
    let mut table = table.into_inner();
    if let Some(rules) = table.get_mut("rules") {
        unquoted(rules, &mut problems);
    }
    if let Some(DeValue::Array(overrides)) = table.get_mut("overrides").map(Spanned::get_mut) {
        for one in overrides.iter_mut() {
            if let DeValue::Table(one) = one.get_mut()
                && let Some(rules) = one.get_mut("rules")
            {
                unquoted(rules, &mut problems);
            }
        }
    }
    let raw = problem::read(Spanned::new(0..text.len(), DeValue::Table(table)), &mut problems);
    problems.iter_mut().for_each(of_flag);
    (raw, problems)
}

/// Takes out rules whose names are not in quotation marks, so that TOML reads a table of a group.
fn unquoted(rules: &mut Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) {
    let DeValue::Table(rules) = rules.get_mut() else { return };
    let mut groups: Vec<String> = Vec::new();
    for (group, value) in rules.iter() {
        let DeValue::Table(inner) = value.get_ref() else { continue };
        let (at, group) = (group.span(), group.get_ref());
        let names: Vec<String> = inner.keys().map(|name| format!("\"{group}.{}\"", name.get_ref())).collect();
        let message = format!("`{group}` is a table here, since a point in a key divides it");
        let help = format!("write the name of a rule in quotation marks: {}", names.join(", "));
        problems.push(Problem::at(at, message).help(help));
        groups.push(group.to_string());
    }
    groups.iter().for_each(|group| drop(rules.remove(group.as_str())));
}

/// Says of a key that is a flag what to do.
fn of_flag(problem: &mut Problem) {
    let key = problem.message.strip_prefix("unknown key `").and_then(|rest| rest.strip_suffix('`'));
    let flag = key.map(|key| key.replace('_', "-"));
    if let Some(flag) = flag.filter(|flag| FLAGS.contains(&flag.as_str())) {
        let help = format!("`--{flag}` is a flag: what belongs to a run is told on the command line");
        problem.help = Some(help);
    }
}

/// A table of levels as written.
pub(super) type RawLevels = BTreeMap<Spanned<CompactString>, Level>;

/// The configuration of factlint.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "factlint.toml")]
pub(super) struct Raw {
    /// Globs of rule files to add, relative to the configuration file.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) extend: Vec<Spanned<String>>,
    /// Globs, as in .gitignore, of files to check besides those whose extension says that they are articles.
    #[schemars(with = "Vec<Glob>")]
    #[serde(default)]
    pub(super) include: Vec<Spanned<String>>,
    /// Globs, as in .gitignore, of files to leave out when a folder is searched.
    #[schemars(with = "Vec<Glob>")]
    #[serde(default)]
    pub(super) exclude: Vec<Spanned<String>>,
    /// Levels by rule or group.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Level>", extend("propertyNames" = rule_or_group()))]
    pub(super) rules: RawLevels,
    /// Word lists.
    #[serde(default)]
    pub(super) lexicon: RawLexicon,
    /// Files of records: JSON lines, JSON, CSV.
    #[serde(default)]
    pub(super) records: RawRecords,
    /// Other levels for some of the files. Where several match a file, the later wins.
    #[serde(default)]
    #[schemars(with = "Vec<RawOverride>")]
    pub(super) overrides: Vec<Spanned<RawOverride>>,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Lexicon")]
pub(super) struct RawLexicon {
    /// Acronyms that your readers know without the long form: ["RSC"].
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) acronyms: Vec<Spanned<String>>,
    /// Names that your readers know. Their words in capitals and their initials need not be spelt out.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) names: Vec<Spanned<String>>,
    /// Globs of list files to add, relative to the configuration file.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) extend: Vec<Spanned<String>>,
    /// Files of lists that ship to leave out, by name.
    #[schemars(with = "Vec<Shipped>")]
    #[serde(default)]
    pub(super) replace: Vec<Spanned<String>>,
}

/// Names of fields. They come before those that are known anyway; of several that a record has, the
/// first counts. Dots name a field inside another: "meta.title".
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Records")]
pub(super) struct RawRecords {
    /// The headline.
    #[serde(default)]
    title: Vec<String>,
    /// The text.
    #[serde(default)]
    text: Vec<String>,
    /// The date of publication.
    #[serde(default)]
    date: Vec<String>,
    /// What the record is called.
    #[serde(default)]
    id: Vec<String>,
    /// The publisher.
    #[serde(default)]
    source: Vec<String>,
    /// Who wrote the article.
    #[serde(default)]
    byline: Vec<String>,
    /// The format of headline and text; without it, HTML is told by its marks.
    format: Option<Inner>,
}

impl RawRecords {
    /// The fields that are read.
    pub(super) fn fields(self) -> Fields {
        let known = Fields::default();
        let all = |first: Vec<String>, known: Vec<String>| first.into_iter().chain(known).collect();
        Fields {
            title: all(self.title, known.title),
            text: all(self.text, known.text),
            date: all(self.date, known.date),
            id: all(self.id, known.id),
            source: all(self.source, known.source),
            byline: all(self.byline, known.byline),
            inner: self.format,
        }
    }
}

/// Other levels for the files that match.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Override")]
pub(super) struct RawOverride {
    /// Globs, as in .gitignore, of the files.
    #[schemars(with = "Vec<Glob>", extend("minItems" = 1))]
    pub(super) paths: Vec<Spanned<String>>,
    /// Levels by rule or group.
    #[schemars(
        with = "BTreeMap<String, Level>",
        extend("propertyNames" = rule_or_group(), "minProperties" = 1)
    )]
    pub(super) rules: RawLevels,
}

/// The schema of a name of a rule or group.
fn rule_or_group() -> Value {
    json_schema!({ "pattern": r"^[a-z0-9-]+(\.[a-z0-9-]+)?$" }).to_value()
}

/// A glob. What is wrong with one only the loader tells.
struct Glob;

impl JsonSchema for Glob {
    fn schema_name() -> Cow<'static, str> {
        "Glob".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1 })
    }
}

/// The name of a list file that ships.
struct Shipped;

impl JsonSchema for Shipped {
    fn schema_name() -> Cow<'static, str> {
        "Shipped".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": lexicon::names() })
    }
}
