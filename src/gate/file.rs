//! `factlint.toml` as read, and what is made of it: first a linter, then the levels of its rules.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use compact_str::CompactString;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::Value;
use toml::Spanned;

use super::config::{Config, Level};
use super::ignore::OWN;
use super::replaced;
use super::text::{TextFile, add, matching, pairs};
use crate::lexicon;
use crate::lint::{Linter, Setup, SetupError};
use crate::problem::{Problem, Refused, nearest};

/// The JSON Schema of `factlint.toml`. Which rules there are, and which files, it cannot tell.
///
/// ```
/// let schema = factlint::gate::schema();
/// assert_eq!(schema["title"], "factlint.toml");
/// ```
#[must_use]
pub fn schema() -> Value {
    crate::schema::of::<Raw>()
}

/// The configuration of factlint.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "factlint.toml")]
struct Raw {
    /// Globs of rule files to add, relative to the configuration file.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    extend: Vec<Spanned<String>>,
    /// Levels by rule or group.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Level>", extend("propertyNames" = rule_or_group()))]
    rules: BTreeMap<Spanned<CompactString>, Level>,
    /// Word lists.
    #[serde(default)]
    lexicon: RawLexicon,
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Lexicon")]
struct RawLexicon {
    /// Globs of list files to add, relative to the configuration file.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    extend: Vec<Spanned<String>>,
    /// Files of lists that ship to leave out, by name.
    #[schemars(with = "Vec<Shipped>")]
    #[serde(default)]
    replace: Vec<Spanned<String>>,
}

/// What a name of a rule or group looks like.
fn rule_or_group() -> Value {
    json_schema!({ "pattern": r"^[a-z0-9-]+(\.[a-z0-9-]+)?$" }).to_value()
}

/// The name of a list file that ships.
struct Shipped;

impl JsonSchema for Shipped {
    fn schema_name() -> Cow<'static, str> {
        "Shipped".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": lexicon::names().collect::<Vec<_>>() })
    }
}

/// A configuration file, with the files that it names.
pub(super) struct ConfigFile<'t> {
    name: &'t str,
    text: &'t str,
    /// Rule files to add.
    rules: Vec<TextFile>,
    /// Word lists to add.
    lists: Vec<TextFile>,
    /// Files of lists that ship to leave out.
    replace: Vec<Spanned<String>>,
    levels: BTreeMap<Spanned<CompactString>, Level>,
}

impl<'t> ConfigFile<'t> {
    /// Reads a configuration and the files it names. `folder` is where its globs start.
    ///
    /// # Errors
    /// When it has an unknown key, or names a list file or a glob that does not exist.
    pub(super) fn parse(name: &'t str, folder: &Path, text: &'t str) -> Result<Self, Box<Refused>> {
        let mut problems = Vec::new();
        let raw = toml::from_str(text).unwrap_or_else(|error| {
            problems.push(Problem::toml(&error));
            Raw::default()
        });
        let mut files = |globs: &[Spanned<String>]| {
            let mut files = Vec::new();
            for glob in globs {
                match matching(folder, glob.get_ref()) {
                    Ok(more) => add(&mut files, more),
                    Err(message) => problems.push(Problem::at(glob.span(), message)),
                }
            }
            files
        };
        let (rules, lists) = (files(&raw.extend), files(&raw.lexicon.extend));
        for file in &raw.lexicon.replace {
            let known: Vec<_> = lexicon::names().collect();
            if !known.contains(&file.get_ref().as_str()) {
                let problem = Problem::at(
                    file.span(),
                    format!("no list file that ships is called `{}`", file.get_ref()),
                );
                problems.push(problem.help_near(nearest(file.get_ref(), known)));
            }
        }
        if problems.is_empty() {
            Ok(Self { name, text, rules, lists, replace: raw.lexicon.replace, levels: raw.rules })
        } else {
            Err(Box::new(Refused::new(name, text, problems)))
        }
    }

    /// Whether it is content with the rules and word lists that there are without it.
    pub(super) const fn is_plain(&self) -> bool {
        self.rules.is_empty() && self.lists.is_empty() && self.replace.is_empty()
    }

    /// The linter that it asks for. `given` are the rule files of the command line.
    ///
    /// # Errors
    /// When a rule file or a word list is refused, or a list that is left out is needed.
    pub(super) fn linter(&self, given: &[TextFile]) -> Result<Linter, SetupError> {
        let mut rules = self.rules.clone();
        add(&mut rules, given.to_vec());
        let without: Vec<String> = self.replace.iter().map(|file| file.get_ref().clone()).collect();
        let (lists, rules) = (pairs(&self.lists), pairs(&rules));
        let setup = Setup { without: &without, lists: &lists, rules: &rules };
        Linter::new(&setup).map_err(|error| match error {
            SetupError::Refused(refused) => match replaced::needed(&self.replace, &setup, &refused) {
                Some(problems) => Box::new(Refused::new(self.name, self.text, problems)).into(),
                None => SetupError::Refused(refused),
            },
            error @ SetupError::Lexicon(_) => error,
        })
    }

    /// The configuration, with its levels held against the rules of its linter.
    ///
    /// # Errors
    /// When it names a rule or group that does not exist.
    pub(super) fn config(self, linter: Linter) -> Result<Config, Box<Refused>> {
        let rules = linter.rules().all();
        let known = || rules.iter().flat_map(|rule| [rule.id.as_str(), rule.group()]).chain(OWN);
        let unknown = self.levels.keys().filter(|name| !known().any(|k| k == name.get_ref()));
        let problem = |name: &Spanned<CompactString>| {
            Problem::at(name.span(), format!("there is no rule or group `{}`", name.get_ref()))
                .help_near(nearest(name.get_ref(), known()))
        };
        let problems: Vec<Problem> = unknown.map(problem).collect();
        if !problems.is_empty() {
            return Err(Box::new(Refused::new(self.name, self.text, problems)));
        }
        let levels = self.levels.into_iter().map(|(name, level)| (name.into_inner(), level)).collect();
        Ok(Config::new(linter, levels))
    }
}
