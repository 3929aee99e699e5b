//! Where reports go: in one format or several, to standard output or to files.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::Failure;
use super::comments::{Comments, Elsewhere};
use crate::Severity;
use crate::checked::{Checked, RuleInfo, Summary};
use crate::gate::{self, Config};
use crate::report::{
    Checkstyle, Compact, Github, Gitlab, Html, Json, JsonLines, Junit, Pretty, Rdjson, Report, Sarif,
    Statistics,
};
use crate::rules::Rule;
use crate::source::Input;
use crate::write::{Draft, WriteError};

/// Flags that say how to report.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// How to report to standard output
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Vec<Format>,
    /// Report to a file as well; may be given several times
    #[arg(long, value_parser = to_file, value_name = "FORMAT=FILE")]
    output: Vec<(Format, PathBuf)>,
    /// Count the findings by rule instead of showing them; with --format json as an object
    #[arg(long)]
    statistics: bool,
    /// Write the page of --format html to a file and open it in a browser
    #[arg(long, conflicts_with = "watch")]
    open: bool,
}

/// A format of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Annotated source, for people
    Pretty,
    /// path:line:col: severity rule message
    Compact,
    /// One object
    Json,
    /// One object a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands, for pull requests on GitHub
    Github,
    /// Code Quality, for merge requests on GitLab
    Gitlab,
    /// Test results in XML, for CI systems
    Junit,
    /// Checkstyle's XML
    Checkstyle,
    /// Diagnostics for reviewdog
    Rdjson,
    /// A page to read in a browser
    Html,
    /// Copies of Word documents with the findings as comments; only to a file or folder
    DocxComments,
}

/// The settings of reports.
#[derive(Clone, Copy)]
pub(super) struct Look<'r> {
    /// Whether standard output is in colour.
    pub(super) colour: bool,
    /// The configurations of the run, whose rules may speak.
    pub(super) configs: &'r [Arc<Config>],
}

fn to_file(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = text.split_once('=').ok_or("what is expected is FORMAT=FILE")?;
    let known = || Format::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let format = Format::from_str(format, false).map_err(|_| {
        let names: Vec<String> = known().map(|value| value.get_name().to_owned()).collect();
        format!("there is no format `{format}`; there are {}", names.join(", "))
    })?;
    Ok((format, file.into()))
}

impl Format {
    fn report(self, look: Look<'_>, width: usize) -> Box<dyn Report> {
        match self {
            Self::Pretty => Box::new(Pretty::new(width, look.colour)),
            Self::Compact => Box::new(Compact),
            Self::Json => Box::<Json>::default(),
            Self::Jsonl => Box::new(JsonLines),
            Self::Sarif => Box::new(Sarif::new(rules(look.configs))),
            Self::Github => Box::new(Github),
            Self::Gitlab => Box::new(Gitlab::new(std::env::current_dir().unwrap_or_default())),
            Self::Junit => Box::<Junit>::default(),
            Self::Checkstyle => Box::<Checkstyle>::default(),
            Self::Rdjson => Box::<Rdjson>::default(),
            Self::Html => Box::new(Html::new(rules(look.configs))),
            Self::DocxComments => Box::new(Elsewhere),
        }
    }

    /// The report of findings counted by rule.
    fn statistics(self, look: Look<'_>) -> Result<Box<dyn Report>, Failure> {
        let rules = rules(look.configs);
        match self {
            Self::Pretty => Ok(Box::new(Statistics::table(rules))),
            Self::Json => Ok(Box::new(Statistics::object(rules))),
            _ => Err(Failure::Message(
                "--statistics is a table, or with --format json an object; send other formats to files with \
                 --output FORMAT=FILE"
                    .to_owned(),
            )),
        }
    }
}

impl Output {
    /// The commented copies of the inputs, if they are asked for.
    pub(super) fn comments(&self, inputs: &[Input]) -> Result<Option<Comments>, Failure> {
        let to = self.output.iter().find(|(format, _)| *format == Format::DocxComments);
        to.map(|(_, to)| Comments::new(to, inputs)).transpose()
    }

    /// The reports of a run. A format that is asked for by `--format` and by `--output` goes to its file
    /// only. Without `out` there are only the reports to files.
    pub(super) fn reports<'o>(
        &self,
        out: Option<&'o mut dyn Write>,
        look: Look<'_>,
    ) -> Result<Reports<'o>, Failure> {
        let is_to_file =
            |format: &Format| !self.statistics && self.output.iter().any(|(known, _)| known == format);
        let mut here: Vec<Format> = self.format.iter().copied().filter(|f| !is_to_file(f)).collect();
        here.dedup();
        if self.format.is_empty() && !is_to_file(&Format::Pretty) {
            here.push(Format::Pretty);
        }
        let stdout = match here.as_slice() {
            [] => None,
            [Format::DocxComments] => {
                return Err(Failure::Message(
                    "comments go into copies of the documents; say where with --output docx-comments=FILE_OR_FOLDER"
                        .to_owned(),
                ));
            }
            [format] if self.statistics => {
                let report = format.statistics(look)?;
                out.map(|out| (report, out))
            }
            [format] => out.map(|out| (format.report(look, super::width()), out)),
            [..] => {
                return Err(Failure::Message(
                    "only one format can go to standard output; send the others to files with --output FORMAT=FILE"
                        .to_owned(),
                ));
            }
        };
        let file = |(format, path): &(Format, PathBuf)| {
            let draft = Draft::new(path).map_err(|error| WriteError::of(path, &error))?;
            let report = format.report(Look { colour: false, ..look }, super::WIDTH);
            Ok(ToFile { report, draft, path: path.clone() })
        };
        let streams = self.output.iter().filter(|(format, _)| *format != Format::DocxComments);
        let mut files = streams.map(file).collect::<Result<Vec<_>, Failure>>()?;
        let mut shown = None;
        if self.open {
            let known = self.output.iter().find(|(format, _)| *format == Format::Html);
            let page = known.map_or_else(new_page, |(_, path)| Ok(path.clone()))?;
            if known.is_none() {
                files.push(file(&(Format::Html, page.clone()))?);
            }
            shown = Some(page);
        }
        Ok(Reports { stdout, files, shown })
    }
}

/// The reports of a run.
pub(super) struct Reports<'o> {
    stdout: Option<(Box<dyn Report>, &'o mut dyn Write)>,
    files: Vec<ToFile>,
    /// The page to open once it is written.
    shown: Option<PathBuf>,
}

/// A new file for a page that is only to be looked at, which stays for the browser.
fn new_page() -> Result<PathBuf, Failure> {
    let file = tempfile::Builder::new().prefix("factlint-").suffix(".html").tempfile();
    let kept = file.and_then(|file| file.into_temp_path().keep().map_err(|error| error.error));
    kept.map_err(|error| {
        let folder = std::env::temp_dir().display().to_string();
        Failure::Message(format!("{folder}: {error}; say where with --output html=FILE"))
    })
}

/// A report to a file, which gets its name when the report is complete.
struct ToFile {
    report: Box<dyn Report>,
    draft: Draft,
    path: PathBuf,
}

impl ToFile {
    fn finish(mut self, summary: &Summary) -> Result<(), WriteError> {
        let ended = self.report.finish(&mut self.draft, summary).and_then(|()| self.draft.finish());
        ended.map_err(|error| WriteError::of(&self.path, &error))
    }
}

impl Reports<'_> {
    /// Reports the findings of a file.
    pub(super) fn file(&mut self, checked: &Checked) -> Result<(), Failure> {
        for ToFile { report, draft, path } in &mut self.files {
            report.file(draft, checked).map_err(|error| WriteError::of(path, &error))?;
        }
        match &mut self.stdout {
            Some((report, out)) => Ok(report.file(*out, checked)?),
            None => Ok(()),
        }
    }

    /// Ends the reports, and gives those to files their names.
    pub(super) fn finish(self, summary: &Summary) -> Result<(), Failure> {
        self.files.into_iter().try_for_each(|file| file.finish(summary))?;
        if let Some((mut report, out)) = self.stdout {
            report.finish(out, summary)?;
            out.flush()?;
        }
        if let Some(page) = self.shown {
            super::open::open(&std::path::absolute(&page).unwrap_or(page).display().to_string());
        }
        Ok(())
    }
}

/// The rules of all configurations, each once, by id.
fn rules(configs: &[Arc<Config>]) -> Vec<RuleInfo> {
    let mut distinct: Vec<&Arc<Config>> = Vec::new();
    for config in configs {
        if !distinct.iter().any(|known| Arc::ptr_eq(known, config)) {
            distinct.push(config);
        }
    }
    let info = |(rule, severity): (&Rule, Severity)| RuleInfo {
        id: rule.id.clone(),
        severity,
        summary: rule.summary.clone(),
        why: rule.why.clone(),
    };
    let mut rules: Vec<RuleInfo> = distinct.iter().flat_map(|config| config.rules()).map(info).collect();
    rules.push(gate::unused());
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    rules.dedup_by(|a, b| a.id == b.id);
    rules
}
