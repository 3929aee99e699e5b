//! A configuration, ready to check texts by it.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_pyarrow::PyArrowType;
use factlint::answer::Answer;
use factlint::archive::tables::{Finding, Given, Part, Row, to_batch};
use factlint::document::Article;
use factlint::facts::Fact;
use factlint::gate::{FixError, Fixes, fix};
use factlint::{Checker, Checkers, docs};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::errors;
use crate::given::{How, Text, named};
use crate::many::Many;
use crate::model::{Checked, FACT, Places, RULE, said};
use crate::relation::Relation;
use crate::table::{self, Content, Strings, Table, Texts};

/// A compiled configuration. Many threads may use it.
#[pyclass(frozen, module = "factlint._factlint")]
pub(crate) struct Engine {
    checkers: Arc<Checkers>,
    /// The checker of texts without a name.
    checker: Checker,
}

impl Engine {
    fn of(&self, name: Option<&str>) -> Checker {
        name.map_or_else(|| self.checker.clone(), |name| self.checkers.of(name))
    }

    /// Lints the articles of a stream.
    fn rows(
        &self,
        py: Python<'_>,
        stream: PyArrowType<RecordBatchStreamReader>,
        format: Option<&str>,
    ) -> PyResult<Vec<Row>> {
        let batches = batches(stream)?;
        py.detach(|| self.rows_of(&batches, format))
    }

    /// Lints the articles of batches.
    fn rows_of(&self, batches: &[RecordBatch], format: Option<&str>) -> PyResult<Vec<Row>> {
        let format = format.map(named).transpose()?;
        let mut rows = Vec::new();
        for batch in batches {
            let paths = Strings::of(batch, "path")?.ok_or_else(|| {
                PyValueError::new_err("there is no column \"path\" with the names of the articles")
            })?;
            let (content, texts) = (Content::of(batch)?, Texts::of(batch)?);
            for row in 0..batch.num_rows() {
                let Some(path) = paths.get(row) else {
                    let why = format!(
                        "the name of the article in row {row} of a batch is null; each needs its own"
                    );
                    return Err(PyValueError::new_err(why));
                };
                let checker = self.checkers.of(&path);
                let part = Part::new(checker.config(), format);
                match content.as_ref().and_then(|content| content.get(row)) {
                    Some(bytes) => part.lint(&path, Given::File(bytes), &mut rows),
                    None => texts.with(row, |given| part.lint(&path, given, &mut rows)),
                }
            }
        }
        Ok(rows)
    }
}

/// The batches of anything that gives a stream of Arrow.
pub(crate) fn batches(stream: PyArrowType<RecordBatchStreamReader>) -> PyResult<Vec<RecordBatch>> {
    let all: Result<Vec<_>, _> = stream.0.collect();
    all.map_err(|error| PyValueError::new_err(error.to_string()))
}

#[pymethods]
impl Engine {
    #[new]
    #[pyo3(signature = (config=None, files=None, name="factlint.toml"))]
    fn new(
        py: Python<'_>,
        config: Option<&str>,
        files: Option<BTreeMap<String, String>>,
        name: &str,
    ) -> PyResult<Self> {
        let files = files.unwrap_or_default();
        let checkers = py.detach(|| Checkers::new(name, config.unwrap_or_default(), &files));
        let checkers = Arc::new(checkers.map_err(|error| errors::setup(py, error))?);
        Ok(Self { checker: checkers.of(""), checkers })
    }

    /// Checks a text.
    #[pyo3(signature = (text, name=None, format=None, date=None))]
    fn check(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        name: Option<&str>,
        format: Option<&str>,
        date: Option<&str>,
    ) -> PyResult<Checked> {
        let (text, how, checker) = (Text::of(text)?, How::new(name, format, date)?, self.of(name));
        let answer = py.detach(|| how.check(&checker, &text));
        Checked::new(py, &answer.map_err(|why| errors::unreadable(py, name, &why))?)
    }

    /// What is understood of a text.
    #[pyo3(signature = (text, name=None, format=None, date=None))]
    fn facts<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        name: Option<&str>,
        format: Option<&str>,
        date: Option<&str>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let (text, how, checker) = (Text::of(text)?, How::new(name, format, date)?, self.of(name));
        let answer = py.detach(|| how.check(&checker, &text));
        let answer = answer.map_err(|why| errors::unreadable(py, name, &why))?;
        let document = &answer.checked().document;
        let places = Places::new(answer.text());
        let mut made = Vec::new();
        checker
            .each_fact(document, |article, fact| made.push(fact_of(py, (&answer, &places), article, fact)));
        made.into_iter().collect()
    }

    /// Makes the fixes of a text. Gives the new text and the number of fixes made.
    #[pyo3(signature = (text, all_fixes=false, name=None, format=None))]
    fn fix(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        all_fixes: bool,
        name: Option<&str>,
        format: Option<&str>,
    ) -> PyResult<(String, usize)> {
        let (text, how, checker) = (Text::of(text)?, How::new(name, format, None)?, self.of(name));
        let Text::Str(written) = &text else {
            return Err(pyo3::exceptions::PyTypeError::new_err("a text to be fixed is a str"));
        };
        let fixes = if all_fixes { Fixes::All } else { Fixes::Safe };
        let unread = |why: String| errors::unreadable(py, name, &why);
        let fixed = py.detach(|| {
            let read = |bytes: Vec<u8>| how.every(&checker, bytes);
            let checked = read(written.as_bytes().to_vec())?;
            let fixed = fix(written.as_bytes(), &checked, fixes, |_| false, |bytes| read(bytes).ok());
            fixed.map_err(|error: FixError| error.to_string())
        });
        let fixed = fixed.map_err(unread)?;
        let text = match fixed.file {
            Some((bytes, _)) => String::from_utf8(bytes).map_err(|error| unread(error.to_string()))?,
            None => written.to_string(),
        };
        Ok((text, fixed.made))
    }

    /// What a rule finds, and why that matters.
    fn explain<'py>(&self, py: Python<'py>, rule: &str) -> PyResult<Bound<'py, PyAny>> {
        let config = self.checker.config();
        let text = docs::explained(rule, config).map_err(|why| errors::unknown_rule(py, &why))?;
        match config.linter().rules().get(rule) {
            Some(rule) => made_rule(py, config, rule, text),
            None => {
                let own = factlint::gate::unused();
                let level = config.unused().name();
                RULE.make(py, (own.id.as_str(), own.severity.name(), level, &own.summary, &own.why, text))
            }
        }
    }

    /// All rules, in their order.
    fn rules<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let config = self.checker.config();
        let rules = config.linter().rules().all().iter();
        let made = |rule: &factlint::rules::Rule| {
            let text = docs::explained(&rule.id, config).unwrap_or_default();
            made_rule(py, config, rule, text)
        };
        rules.map(made).collect()
    }

    /// Checks texts as they come, in order, on all cores.
    #[pyo3(signature = (texts, format=None, date=None, threads=0))]
    fn many(
        &self,
        texts: &Bound<'_, PyAny>,
        format: Option<&str>,
        date: Option<&str>,
        threads: usize,
    ) -> PyResult<Many> {
        Many::new(self.checker.clone(), How::new(None, format, date)?, texts, threads)
    }

    /// The findings in the texts of a table, which has a column `text` and may have `title` and `date`.
    #[pyo3(signature = (texts, threads=0))]
    fn table(
        &self,
        py: Python<'_>,
        texts: PyArrowType<RecordBatchStreamReader>,
        threads: usize,
    ) -> PyResult<Table> {
        let batches = batches(texts)?;
        let pool = crate::many::pool(threads)?;
        let found = table::found(py, &pool, &self.checker, &batches)?;
        Ok(Table::of(table::found_batch(&found)?))
    }

    /// The findings in articles, as rows of the table `findings`.
    #[pyo3(signature = (batch, format=None))]
    fn lint(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatchStreamReader>,
        format: Option<&str>,
    ) -> PyResult<Table> {
        let rows = self.rows(py, batch, format)?;
        let found: Vec<Finding> = rows.into_iter().filter_map(|row| row.finding).collect();
        Table::made(to_batch(&found))
    }

    /// All that one pass over articles gives, as rows of the table `rows`.
    #[pyo3(signature = (batch, format=None))]
    fn audit(
        &self,
        py: Python<'_>,
        batch: PyArrowType<RecordBatchStreamReader>,
        format: Option<&str>,
    ) -> PyResult<Table> {
        Table::made(to_batch(&self.rows(py, batch, format)?))
    }

    /// Begins to relate claims.
    fn relation(&self) -> Relation {
        Relation::new(self.checker.clone())
    }
}

fn fact_of<'py>(
    py: Python<'py>,
    (answer, places): (&Answer, &Places<'_>),
    article: &Article,
    fact: &Fact,
) -> PyResult<Bound<'py, PyAny>> {
    let attributes = PyDict::new(py);
    for (name, value) in fact.attributes() {
        attributes.set_item(name, said(py, &value)?)?;
    }
    let range = answer.bytes(fact.span);
    let (start, end, start_byte, end_byte) = places.of(&range);
    let (line, column) = places.line(range.start);
    let fields: [Bound<'py, PyAny>; 12] = [
        fact.kind().name().into_pyobject(py)?.into_any(),
        fact.zone.name().into_pyobject(py)?.into_any(),
        article.index.into_pyobject(py)?.into_any(),
        fact.sentence.into_pyobject(py)?.into_any(),
        fact.span.of(&answer.checked().document.text).into_pyobject(py)?.into_any(),
        start.into_pyobject(py)?.into_any(),
        end.into_pyobject(py)?.into_any(),
        start_byte.into_pyobject(py)?.into_any(),
        end_byte.into_pyobject(py)?.into_any(),
        line.into_pyobject(py)?.into_any(),
        column.into_pyobject(py)?.into_any(),
        attributes.into_any(),
    ];
    FACT.make(py, PyTuple::new(py, fields)?)
}

fn made_rule<'py>(
    py: Python<'py>,
    config: &factlint::gate::Config,
    rule: &factlint::rules::Rule,
    text: String,
) -> PyResult<Bound<'py, PyAny>> {
    let level = config.level(rule).name();
    RULE.make(py, (rule.id.as_str(), rule.severity.name(), level, &rule.summary, &rule.why, text))
}
