//! `factlint config`.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::place::{self, Places};
use super::rules::Format;
use super::setting::Setting;
use super::{CLEAN, Failure};
use crate::Severity;
use crate::formats;
use crate::gate::{self, Choice, FileSettings, Level, NAME, Written};
use crate::source;
use crate::visible;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say which settings apply to a file, and which line is the cause
    Show {
        /// The file; it need not exist
        path: PathBuf,
        /// List all rules, and not only those that the configuration speaks of
        #[arg(long)]
        all: bool,
        /// How to show it; json has all rules
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        #[command(flatten)]
        setting: Setting,
    },
}

impl Arguments {
    pub(super) fn run(&self, out: &mut dyn Write) -> Result<u8, Failure> {
        let Command::Show { path, all, format, setting } = &self.command;
        if path.is_dir() {
            let example = path.join("a.txt");
            let message = "this is a folder; name a file of it, which need not exist";
            return Err(Failure::Message(format!("{}: {message}: {}", path.display(), example.display())));
        }
        let mut configs = setting.configs(&[])?;
        let shown = Shown::new(path, configs.at(path)?);
        match format {
            Format::Text => shown.print(out, *all)?,
            Format::Json => {
                visible::json_pretty(&mut *out, &shown)?;
                writeln!(out)?;
            }
        }
        Ok(CLEAN)
    }
}

/// The configuration of a file. Lines are those of `config`, from 1.
#[derive(Serialize)]
struct Shown {
    path: String,
    /// The configuration file.
    config: Option<String>,
    /// Whether a search of folders finds it.
    found: bool,
    because: Because,
    /// The glob that decides this, if there is one.
    glob: Option<Line>,
    /// The globs by which overrides apply to the file.
    overrides: Vec<Line>,
    /// Rule files that are added.
    rule_files: Vec<Line>,
    /// Word lists that are added.
    word_lists: Vec<Line>,
    /// Shipped word lists that are left out.
    left_out: Vec<Line>,
    rules: Vec<Configured>,
}

/// Why a search finds a file or not.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Because {
    /// A glob of `exclude` leaves the file out.
    Exclude,
    /// A glob of `include` takes the file in.
    Include,
    /// The extension of the file is that of an article, or is not.
    Extension,
    /// The file is hidden or a link, or .gitignore leaves it out.
    Hidden,
}

/// A line of the configuration.
#[derive(Serialize)]
struct Line {
    line: usize,
    text: String,
}

impl Line {
    fn of(written: &Written) -> Self {
        Self { line: written.line, text: written.text.clone() }
    }
}

/// A rule and its level.
#[derive(Serialize)]
struct Configured {
    id: String,
    /// The rule's own severity.
    severity: Severity,
    level: Level,
    /// The entry that sets the level.
    set_by: Option<Line>,
}

impl Shown {
    fn new(path: &Path, mut file: FileSettings<'_>) -> Self {
        let config = file.config();
        let configured = |id: &str, severity, level| Configured {
            id: id.to_owned(),
            severity,
            level,
            set_by: config.set_by(id).map(|by| Line { line: by.line, text: by.name.to_owned() }),
        };
        let unused = gate::unused();
        let rules = config.linter().rules().all().iter();
        let mut rules: Vec<Configured> =
            rules.map(|rule| configured(&rule.id, rule.severity, config.level(rule))).collect();
        rules.push(configured(&unused.id, unused.severity, config.unused()));
        rules.sort_by(|a, b| a.id.cmp(&b.id));
        let (found, because, glob) = match file.choice() {
            _ if is_passed_over(path, file.file()) => (false, Because::Hidden, None),
            Choice::Excluded(glob) => (false, Because::Exclude, Some(glob)),
            Choice::Included(glob) => (true, Because::Include, Some(glob)),
            Choice::Unsaid => (formats::is_searched_for(path), Because::Extension, None),
        };
        let mut here = Places::seen_from(Path::new(NAME));
        let mut name = |path: &str| here.name(Path::new(path));
        let mut files = |files: &[Written]| -> Vec<Line> {
            files.iter().map(|file| Line { line: file.line, text: name(&file.text) }).collect()
        };
        let (rule_files, word_lists) = (files(file.rules()), files(file.lists()));
        Self {
            path: path.display().to_string(),
            config: file.file().map(name),
            found,
            because,
            glob: glob.map(Line::of),
            overrides: file.overrides().map(Line::of).collect(),
            rule_files,
            word_lists,
            left_out: file.without().iter().map(Line::of).collect(),
            rules,
        }
    }

    fn print(&self, out: &mut dyn Write, all: bool) -> io::Result<()> {
        let config = &*visible::line(self.config.as_deref().unwrap_or("none"));
        let search = match (self.because, self.found) {
            (Because::Exclude, _) => "leaves it out, as `exclude` says",
            (Because::Include, _) => "finds it, as `include` says",
            (Because::Extension, true) => "finds it, by its extension",
            (Because::Extension, false) => "leaves it out, by its extension",
            (Because::Hidden, _) => "leaves it out: it is hidden, a link, or in .gitignore",
        };
        let parts = [
            ("", self.glob.as_slice()),
            ("overrides", &self.overrides),
            ("rule files", &self.rule_files),
            ("word lists", &self.word_lists),
            ("lists left out", &self.left_out),
        ];
        let set = self.rules.iter().filter_map(|rule| rule.set_by.as_ref());
        let lines = parts.iter().flat_map(|(_, lines)| *lines).chain(set.clone());
        let last = lines.map(|line| line.line).max().unwrap_or_default();
        let width = format!("{config}:{last}").len();
        let said = |line: &Line| {
            let text = visible::line(&line.text);
            format!("{:<width$}  {text}", format!("{config}:{}", line.line))
        };

        writeln!(out, "{}\n", visible::line(&self.path))?;
        writeln!(out, "configuration   {config}")?;
        writeln!(out, "search          {search}")?;
        for (name, lines) in parts {
            for (i, line) in lines.iter().enumerate() {
                writeln!(out, "{:<15} {}", if i == 0 { name } else { "" }, said(line))?;
            }
        }
        writeln!(out, "\n{} of {} rules have a level of the configuration", set.count(), self.rules.len())?;
        let rules: Vec<&Configured> = self.rules.iter().filter(|rule| all || rule.set_by.is_some()).collect();
        if let Some(width) = rules.iter().map(|rule| rule.id.len()).max() {
            writeln!(out, "\n{:<width$}  level    by itself  set by", "rule")?;
            for rule in rules {
                let (level, own) = (rule.level.name(), Level::unasked(rule.severity).name());
                let by = rule.set_by.as_ref().map(said).unwrap_or_default();
                let row = format!("{:<width$}  {level:<7}  {own:<9}  {by}", rule.id);
                writeln!(out, "{}", row.trim_end())?;
            }
        }
        Ok(())
    }
}

/// Whether a search that starts at the configuration skips a file that exists.
fn is_passed_over(path: &Path, config: Option<&str>) -> bool {
    let Some(name) = path.file_name().filter(|_| path.exists()) else { return false };
    let folder = place::real(place::folder(path));
    let file = folder.join(name);
    let start = place::real(config.map_or(Path::new("."), |config| place::folder(Path::new(config))));
    source::passes_over(if file.starts_with(&start) { &start } else { &folder }, &file)
}
