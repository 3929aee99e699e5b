//! Turns `factlint.toml` into a linter, and then into the settings of its files.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use compact_str::CompactString;
use toml::Spanned;

use super::files::{Files, TextFile, add, matching, pairs, written};
use super::globs::{Globs, Written};
use super::ignore::OWN;
use super::levels::Table;
use super::raw::{self, RawLevels, RawOverride};
use super::replaced;
use super::settings::{Said, Settings};
use super::words;
use crate::document::Fields;
use crate::lexicon;
use crate::lint::{Linter, Setup, SetupError};
use crate::problem::{Problem, Refused, nearest};

/// A configuration file, with the files that it names.
pub(crate) struct ConfigFile<'t> {
    name: &'t str,
    folder: &'t Path,
    text: &'t str,
    /// Rule files to add.
    rules: Vec<TextFile>,
    /// Word lists to add.
    lists: Vec<TextFile>,
    /// The list of the words that the configuration itself names.
    words: Option<(String, String)>,
    /// Files of lists that ship to leave out.
    replace: Vec<Spanned<String>>,
    /// The globs of `include`, of `exclude` and of each override.
    globs: Globs,
    levels: RawLevels,
    overrides: Vec<RawLevels>,
    fields: Fields,
}

impl<'t> ConfigFile<'t> {
    /// Parses a configuration and reads, through `from`, the files it names. `folder` is where its globs
    /// start.
    ///
    /// # Errors
    /// When it has an unknown key, a glob that is none, an override that says nothing, or names a list file
    /// or a glob of rule files that does not exist.
    pub(crate) fn parse(
        name: &'t str,
        folder: &'t Path,
        text: &'t str,
        from: &dyn Files,
    ) -> Result<Self, Box<Refused>> {
        let refused = |problems| Box::new(Refused::new(name, text, problems));
        let (raw, mut problems) = raw::read(text);
        let Some(raw) = raw else { return Err(refused(problems)) };
        let is_whole = problems.is_empty();
        let (rules, more) = files(from, folder, &raw.extend, text);
        problems.extend(more);
        let (lists, more) = files(from, folder, &raw.lexicon.extend, text);
        problems.extend(more);
        let paths = raw.overrides.iter().map(|table| table.get_ref().paths.as_slice());
        let keys: Vec<_> = [raw.include.as_slice(), &raw.exclude].into_iter().chain(paths).collect();
        let globs = Globs::new(&keys, text).unwrap_or_else(|more| {
            problems.extend(more);
            Globs::default()
        });
        problems.extend(raw.overrides.iter().filter(|_| is_whole).filter_map(idle));
        problems.extend(raw.lexicon.replace.iter().filter_map(unshipped));
        problems.extend(words::blank(&raw.lexicon.acronyms).chain(words::blank(&raw.lexicon.names)));
        if !problems.is_empty() {
            return Err(refused(problems));
        }
        let levels = raw.overrides.into_iter().map(|table| table.into_inner().rules);
        Ok(Self {
            name,
            folder,
            text,
            rules,
            lists,
            words: words::list(&raw.lexicon.acronyms, &raw.lexicon.names),
            replace: raw.lexicon.replace,
            globs,
            levels: raw.rules,
            overrides: levels.collect(),
            fields: raw.records.fields(),
        })
    }

    /// Whether the configuration adds no rules and word lists and leaves none out.
    pub(crate) const fn is_plain(&self) -> bool {
        self.rules.is_empty() && self.lists.is_empty() && self.words.is_none() && self.replace.is_empty()
    }

    /// Where the files are that the configuration names.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Path> {
        self.rules.iter().chain(&self.lists).map(TextFile::place)
    }

    /// The texts of the files that the configuration names, by their paths from its folder.
    pub(crate) fn carried(&self) -> BTreeMap<String, String> {
        let all = pairs(&self.rules).into_iter().chain(pairs(&self.lists));
        let from_here = |name: String| {
            let path =
                Path::new(&name).strip_prefix(self.folder).map(|path| path.to_string_lossy().into_owned());
            path.unwrap_or(name)
        };
        all.map(|(name, text)| (from_here(name), text)).collect()
    }

    /// The linter that the configuration asks for. `given` are the rule files of the command line.
    ///
    /// # Errors
    /// When a rule file or a word list is refused, or a list that is left out is needed.
    pub(crate) fn linter(&self, given: &[TextFile]) -> Result<Linter, SetupError> {
        let mut rules = self.rules.clone();
        add(&mut rules, given.to_vec());
        let without: Vec<String> = self.replace.iter().map(|file| file.get_ref().clone()).collect();
        let (mut lists, rules) = (pairs(&self.lists), pairs(&rules));
        lists.extend(self.words.clone());
        let setup = Setup { without: &without, lists: &lists, rules: &rules };
        Linter::new(&setup).map_err(|error| match error {
            SetupError::Refused(refused) => match replaced::needed(&self.replace, &setup, &refused) {
                Some(problems) => Box::new(Refused::new(self.name, self.text, problems)).into(),
                None => SetupError::Refused(refused),
            },
            error @ SetupError::Lexicon(_) => error,
        })
    }

    /// The settings, with the levels checked against the rules of the linter.
    ///
    /// # Errors
    /// When the configuration names a rule or group that does not exist.
    pub(crate) fn settings(self, linter: Linter) -> Result<Settings, Box<Refused>> {
        let rules = linter.rules().all();
        let known = || rules.iter().flat_map(|rule| [rule.id.as_str(), rule.group()]).chain(OWN);
        let named = self.levels.keys().chain(self.overrides.iter().flat_map(RawLevels::keys));
        let unknown = named.filter(|name| !known().any(|k| k == name.get_ref()));
        let problem = |name: &Spanned<CompactString>| {
            Problem::at(name.span(), format!("there is no rule or group `{}`", name.get_ref()))
                .help_near(nearest(name.get_ref(), known()))
        };
        let problems: Vec<Problem> = unknown.map(problem).collect();
        if !problems.is_empty() {
            return Err(Box::new(Refused::new(self.name, self.text, problems)));
        }
        let table = |levels| Arc::new(Table::new(levels, self.text));
        let said = Said {
            file: Some(self.name.to_owned()),
            folder: self.folder.to_owned(),
            rules: written(&self.rules),
            lists: written(&self.lists),
            without: self.replace.iter().map(|file| Written::of(file, self.text)).collect(),
            globs: self.globs,
            overrides: self.overrides.into_iter().map(table).collect(),
            fields: Arc::new(self.fields),
        };
        Ok(Settings::new(said, linter, table(self.levels)))
    }
}

/// The files that globs name, each once, and the problems of the globs.
fn files(
    from: &dyn Files,
    folder: &Path,
    globs: &[Spanned<String>],
    text: &str,
) -> (Vec<TextFile>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for glob in globs {
        match matching(from, folder, &Written::of(glob, text)) {
            Ok(more) => add(&mut files, more),
            Err(message) => problems.push(Problem::at(glob.span(), message)),
        }
    }
    (files, problems)
}

/// The problem of an override that is for no file, or changes nothing.
fn idle(table: &Spanned<RawOverride>) -> Option<Problem> {
    let RawOverride { paths, rules } = table.get_ref();
    let missing = match (paths.is_empty(), rules.is_empty()) {
        (true, _) => "it names no file; give `paths` a glob",
        (_, true) => "it changes nothing; give `rules` a level",
        _ => return None,
    };
    Some(Problem::at(table.span(), missing))
}

/// The problem of a name that no list file that ships has.
fn unshipped(file: &Spanned<String>) -> Option<Problem> {
    let known = lexicon::names();
    if known.contains(&file.get_ref().as_str()) {
        return None;
    }
    let problem = Problem::at(file.span(), format!("no list file that ships is called `{}`", file.get_ref()));
    Some(problem.help_near(nearest(file.get_ref(), known)))
}
