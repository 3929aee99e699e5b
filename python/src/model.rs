//! The dataclasses of `factlint._model`, made of what the engine says.

use std::ops::Range;

use factlint::answer::Answer;
use factlint::document::{Offsets, Unit};
use factlint::facts::Attr;
use factlint::{Finding, Fix, Label, Suppressor};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyList, PyTuple, PyType};

/// A class of `factlint._model`.
pub(crate) struct Class {
    name: &'static str,
    known: PyOnceLock<Py<PyType>>,
}

pub(crate) static FINDING: Class = Class::named("Finding");
pub(crate) static FACT: Class = Class::named("Fact");
pub(crate) static RULE: Class = Class::named("Rule");
static LABEL: Class = Class::named("Label");
static EDIT: Class = Class::named("Edit");
static FIX: Class = Class::named("Fix");
static SUPPRESSED: Class = Class::named("Suppressed");

impl Class {
    const fn named(name: &'static str) -> Self {
        Self { name, known: PyOnceLock::new() }
    }

    /// An object of the class, with its fields in their order.
    pub(crate) fn make<'py>(
        &self,
        py: Python<'py>,
        fields: impl pyo3::call::PyCallArgs<'py>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.known.import(py, "factlint._model", self.name)?.call1(fields)
    }
}

/// Places of a text, in what Python and people count.
pub(crate) struct Places<'t> {
    text: &'t str,
    offsets: Offsets<'t>,
    /// Where lines start.
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    /// The places of a text. Linear.
    pub(crate) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
        Self { text, offsets: Offsets::new(text, Unit::Utf32), starts }
    }

    /// The first code point of a range of bytes, one past the last, and the same in bytes.
    pub(crate) fn of(&self, range: &Range<usize>) -> (usize, usize, usize, usize) {
        (self.offsets.of(range.start), self.offsets.of(range.end), range.start, range.end)
    }

    /// The line and column of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|&start| start <= byte);
        (line, self.offsets.of(byte) - self.offsets.of(self.starts[line - 1]) + 1)
    }

    /// The words of a range of bytes.
    pub(crate) fn words(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }
}

/// The check of a text.
#[pyclass(frozen, get_all, module = "factlint._factlint")]
pub(crate) struct Checked {
    /// The findings, in order.
    findings: Py<PyList>,
    /// What comments in the text suppress.
    suppressed: Py<PyList>,
    /// The text in which places are told.
    text: String,
    /// What was not read as it should be.
    notes: Vec<String>,
    /// First and last code point of each article, and its headline.
    articles: Vec<(usize, usize, Option<String>)>,
}

impl Checked {
    /// What came of checking a text.
    pub(crate) fn new(py: Python<'_>, answer: &Answer) -> PyResult<Self> {
        let (checked, text) = (answer.checked(), answer.text());
        let places = Places::new(text);
        let made = |finding: &Finding| made(py, answer, &places, finding);
        let findings: Vec<_> = checked.findings.iter().map(made).collect::<PyResult<_>>()?;
        let suppressed = checked.suppressed.iter().map(|suppressed| {
            let by = match suppressed.by {
                Suppressor::Inline => "inline",
                Suppressor::Baseline => "baseline",
            };
            SUPPRESSED.make(py, (made(&suppressed.finding)?, by, suppressed.reason.as_deref()))
        });
        let suppressed: Vec<_> = suppressed.collect::<PyResult<_>>()?;
        let document = &checked.document;
        let articles = document.articles.iter().map(|article| {
            let (start, end, ..) = places.of(&answer.bytes(article.span()));
            (start, end, article.title().map(|title| title.of(&document.text).to_owned()))
        });
        Ok(Self {
            findings: PyList::new(py, findings)?.unbind(),
            suppressed: PyList::new(py, suppressed)?.unbind(),
            text: text.to_owned(),
            notes: document.notes.iter().chain(&document.unread).cloned().collect(),
            articles: articles.collect(),
        })
    }
}

fn made<'py>(
    py: Python<'py>,
    answer: &Answer,
    places: &Places<'_>,
    finding: &Finding,
) -> PyResult<Bound<'py, PyAny>> {
    let range = answer.bytes(finding.span);
    let (start, end, start_byte, end_byte) = places.of(&range);
    let (line, column) = places.line(range.start);
    let label = |label: &Label| {
        let (start, end, start_byte, end_byte) = places.of(&answer.bytes(label.span));
        LABEL.make(py, (start, end, start_byte, end_byte, &label.text))
    };
    let labels: Vec<_> = finding.labels.iter().map(label).collect::<PyResult<_>>()?;
    let fix =
        finding.fix.as_ref().and_then(|fix| self::fix(py, answer, places, fix).transpose()).transpose()?;
    // Python takes at most twelve values in a row of Rust's.
    let fields: [Bound<'py, PyAny>; 15] = [
        finding.rule.as_str().into_pyobject(py)?.into_any(),
        finding.severity.name().into_pyobject(py)?.into_any(),
        finding.message.as_str().into_pyobject(py)?.into_any(),
        finding.help.as_deref().into_pyobject(py)?.into_any(),
        finding.article.into_pyobject(py)?.into_any(),
        places.words(&range).into_pyobject(py)?.into_any(),
        start.into_pyobject(py)?.into_any(),
        end.into_pyobject(py)?.into_any(),
        start_byte.into_pyobject(py)?.into_any(),
        end_byte.into_pyobject(py)?.into_any(),
        line.into_pyobject(py)?.into_any(),
        column.into_pyobject(py)?.into_any(),
        PyTuple::new(py, labels)?.into_any(),
        fix.into_pyobject(py)?.into_any(),
        finding.fingerprint.as_str().into_pyobject(py)?.into_any(),
    ];
    FINDING.make(py, PyTuple::new(py, fields)?)
}

/// The fix of a finding, if its format lets it be made.
fn fix<'py>(
    py: Python<'py>,
    answer: &Answer,
    places: &Places<'_>,
    fix: &Fix,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let Some(edits) = answer.edits(fix) else { return Ok(None) };
    let edit = |(range, text): (Range<usize>, std::borrow::Cow<'_, str>)| {
        let (start, end, start_byte, end_byte) = places.of(&range);
        EDIT.make(py, (start, end, start_byte, end_byte, &*text))
    };
    let edits: Vec<_> = edits.into_iter().map(edit).collect::<PyResult<_>>()?;
    FIX.make(py, (fix.safe, PyTuple::new(py, edits)?)).map(Some)
}

/// The value of an attribute: a str, a bool, or a list of str.
pub(crate) fn said<'py>(py: Python<'py>, attr: &Attr<'_>) -> PyResult<Bound<'py, PyAny>> {
    let number = |number: &dyn ToString| number.to_string();
    Ok(match attr {
        Attr::Text(text) => text.into_pyobject(py)?.into_any(),
        Attr::Flag(flag) => flag.into_pyobject(py)?.to_owned().into_any(),
        Attr::Number(value) => number(&value.normalize()).into_pyobject(py)?.into_any(),
        Attr::Numbers(values) => {
            let values: Vec<String> = values.iter().map(|value| number(&value.normalize())).collect();
            values.into_pyobject(py)?.into_any()
        }
    })
}
