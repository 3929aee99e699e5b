//! The check of one text for programs that show it: findings with their places in the units of the program.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use jiff::civil;
use serde::Serialize;

use crate::checked::Checked;
use crate::document::{Document, Format, Lines, Offsets, Reading, Unit, Unreadable};
use crate::finding::{Finding, Fix, Severity, Suppressor};
use crate::formats;
use crate::gate::Config;
use crate::{Span, visible};

/// In which text places are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Places {
    /// The text as it is read: of a Word document or a web page that of its article.
    #[default]
    Text,
    /// The bytes that were given, which must be UTF-8: Markdown with its marks.
    Source,
}

impl Places {
    /// The places of that name; those in the text if there is no name.
    ///
    /// # Errors
    /// When the name is neither of the two.
    pub fn named(name: Option<&str>) -> Result<Self, String> {
        match name {
            None | Some("text") => Ok(Self::Text),
            Some("source") => Ok(Self::Source),
            Some(other) => Err(format!("places: {other:?} is neither text nor source")),
        }
    }
}

/// The unit of that name; UTF-16 units if there is no name.
///
/// # Errors
/// When the name is none of the three.
pub fn unit(name: Option<&str>) -> Result<Unit, String> {
    match name {
        None | Some("utf-16") => Ok(Unit::Utf16),
        Some("utf-8") => Ok(Unit::Utf8),
        Some("utf-32") => Ok(Unit::Utf32),
        Some(other) => Err(format!("unit: {other:?} is none of utf-8, utf-16 and utf-32")),
    }
}

/// A day of publication as programs write it: 2024-03-12. None if nothing is written.
///
/// # Errors
/// When it is no day.
pub fn day(written: Option<&str>) -> Result<Option<civil::Date>, String> {
    let written = written.filter(|day| !day.is_empty());
    let wrong = |day: &str| format!("date: there is no day {day:?}; write it as 2024-03-12");
    written.map(|day| day.parse().map_err(|_| wrong(day))).transpose()
}

/// What is asked of a text.
#[derive(Clone, Debug, Default)]
pub struct Asked<'a> {
    /// The name of the text, which tells its format; it is not opened.
    pub name: &'a str,
    /// The format; without it that of the name, or the one that the bytes tell.
    pub format: Option<&'static dyn Format>,
    /// The day of publication, if the text does not tell it.
    pub published: Option<civil::Date>,
    /// In which text places are told.
    pub places: Places,
    /// What places count.
    pub unit: Unit,
}

/// The check of a text.
#[derive(Debug)]
pub struct Answer {
    checked: Checked,
    format: &'static str,
    /// What was given, if places are told in that.
    source: Option<String>,
    unit: Unit,
}

impl Answer {
    /// Checks a text by a configuration. Linear in its length.
    ///
    /// # Errors
    /// When the bytes are none of their format, or are to be told places in and are not UTF-8.
    pub fn new(config: &Config, asked: &Asked<'_>, bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let source = match asked.places {
            Places::Text => None,
            Places::Source => Some(String::from_utf8(bytes.clone()).map_err(|error| {
                let at = error.utf8_error().valid_up_to();
                Unreadable(format!("byte {at} is not UTF-8, so that no places can be told in it"))
            })?),
        };
        let format = formats::of(Path::new(asked.name), &bytes, asked.format)?;
        let fields = config.fields().clone();
        let reading =
            Reading { format: Some(format), fields, published: asked.published, ..Reading::default() };
        let mut document = format.read(asked.name, bytes, &reading)?;
        document.published = asked.published;
        let mut checked = config.check(document);
        checked.tell_once();
        Ok(Self { checked, format: format.name(), source, unit: asked.unit })
    }

    /// The findings, and the text as it was read.
    #[must_use]
    pub const fn checked(&self) -> &Checked {
        &self.checked
    }

    /// The text in which places are told.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.as_deref().unwrap_or(&self.checked.document.text)
    }

    /// The bytes of [`Answer::text`] that a span of the document stands for.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Range<usize> {
        if self.source.is_none() {
            return span.range();
        }
        let bytes = self.checked.document.origin.bytes(span);
        bytes.start as usize..bytes.end as usize
    }

    /// The edits of a fix, in bytes of [`Answer::text`]. None if the format does not let it be made.
    #[must_use]
    pub fn edits<'a>(&'a self, fix: &'a Fix) -> Option<Vec<(Range<usize>, Cow<'a, str>)>> {
        if self.source.is_none() {
            return Some(
                fix.edits.iter().map(|edit| (edit.span.range(), edit.text.as_str().into())).collect(),
            );
        }
        let document = &self.checked.document;
        let edits = document.origin.edits(&document.text, &fix.edits)?;
        Some(edits.into_iter().map(|edit| (edit.start as usize..edit.end as usize, edit.text)).collect())
    }

    /// The answer as JSON, with what the rules of its findings find and why. Fields are only added in later
    /// releases; docs/serve.md has them.
    #[must_use]
    pub fn json<'a>(&'a self, config: &'a Config) -> String {
        let offsets = Offsets::new(self.text(), self.unit);
        let Document { articles, notes, unread, .. } = &self.checked.document;
        let place = |range: Range<usize>| (offsets.of(range.start), offsets.of(range.end));
        let lines = Lines::new(self.text());
        let told = |finding: &'a Finding| self.told(finding, &offsets, &lines);
        let findings: Vec<Told<'_>> = self.checked.findings.iter().map(told).collect();
        let suppressed = self.checked.suppressed.iter().map(|suppressed| Suppressed {
            finding: told(&suppressed.finding),
            by: match suppressed.by {
                Suppressor::Inline => "inline",
                Suppressor::Baseline => "baseline",
            },
            reason: suppressed.reason.as_deref(),
        });
        let suppressed: Vec<Suppressed<'_>> = suppressed.collect();
        let all = findings.iter().chain(suppressed.iter().map(|suppressed| &suppressed.finding));
        let rules = all.filter_map(|told| {
            let rule = config.linter().rules().get(told.rule)?;
            Some((told.rule, About { summary: &rule.summary, why: &rule.why }))
        });
        let whole = Whole {
            version: 1,
            format: self.format,
            text: self.text(),
            articles: articles
                .iter()
                .map(|article| {
                    let (start, end) = place(self.bytes(article.span()));
                    let title = article.title().map(|title| title.of(&self.checked.document.text));
                    Article { start, end, title }
                })
                .collect(),
            rules: rules.collect(),
            findings,
            suppressed,
            notes: notes.iter().chain(unread).map(String::as_str).collect(),
        };
        visible::json_text(&whole)
    }

    fn told<'a>(&'a self, finding: &'a Finding, offsets: &Offsets<'_>, lines: &Lines<'_>) -> Told<'a> {
        let place = |range: Range<usize>| (offsets.of(range.start), offsets.of(range.end));
        let at = self.bytes(finding.span);
        let line = lines.line(at.start as u32);
        let (start, end) = place(at);
        let column = start - offsets.of(lines.line_text(line).0) + 1;
        let with = |range: Range<usize>, text: Cow<'a, str>| {
            let (start, end) = place(range);
            Place { start, end, text }
        };
        let labels = finding.labels.iter();
        let fix = finding.fix.as_ref().and_then(|fix| {
            let edits = self.edits(fix)?.into_iter().map(|(range, text)| with(range, text)).collect();
            Some(Edits { safe: fix.safe, edits })
        });
        Told {
            rule: &finding.rule,
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            article: finding.article,
            start,
            end,
            line,
            column,
            labels: labels.map(|label| with(self.bytes(label.span), label.text.as_str().into())).collect(),
            fix,
            fingerprint: &finding.fingerprint,
        }
    }
}

#[derive(Serialize)]
struct Whole<'a> {
    version: u32,
    format: &'a str,
    text: &'a str,
    articles: Vec<Article<'a>>,
    findings: Vec<Told<'a>>,
    suppressed: Vec<Suppressed<'a>>,
    notes: Vec<&'a str>,
    rules: BTreeMap<&'a str, About<'a>>,
}

#[derive(Serialize)]
struct Article<'a> {
    start: usize,
    end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Told<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    article: usize,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    labels: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Edits<'a>>,
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct Suppressed<'a> {
    #[serde(flatten)]
    finding: Told<'a>,
    by: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    text: Cow<'a, str>,
}

#[derive(Serialize)]
struct Edits<'a> {
    safe: bool,
    edits: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct About<'a> {
    summary: &'a str,
    why: &'a str,
}
