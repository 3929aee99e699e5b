//! The package of factlint for Python: a thin shell over the engine. `python/factlint` has what people import.

mod engine;
mod errors;
mod given;
mod many;
mod model;
mod relation;
mod table;

use std::ffi::OsString;
use std::path::PathBuf;

use arrow_schema::{FieldRef, Schema};
use factlint::archive::tables::{Article, Claim, Finding, Row, Rowed, Source};
use factlint::source::carried;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use table::Columns;

/// The system's allocator costs a tenth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The extension module.
#[pymodule]
mod _factlint {
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::many::Many;
    #[pymodule_export]
    use super::model::Checked;
    #[pymodule_export]
    use super::relation::Relation;
    #[pymodule_export]
    use super::table::{Columns, Table};
    #[pymodule_export]
    use super::{read_config, run, schema, version};
}

/// The text of a configuration file, and of the files that it names by their paths relative to it.
#[pyfunction]
#[expect(clippy::needless_pass_by_value, reason = "Python gives paths that are not UTF-8 only so")]
fn read_config(
    py: Python<'_>,
    path: PathBuf,
) -> PyResult<(String, std::collections::BTreeMap<String, String>)> {
    carried(&path).map_err(|error| errors::config(py, error))
}

/// Runs the command line with these arguments, without the name of the program, and returns its exit code. `program`
/// is the file of this module.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>, program: PathBuf) -> u8 {
    let arguments = std::iter::once("factlint".into()).chain(arguments).collect();
    py.detach(|| factlint::cli::run_with(arguments, program))
}

/// The columns of a table.
#[pyfunction]
fn schema(table: &str) -> PyResult<Columns> {
    let fields: &[FieldRef] = match table {
        Source::TABLE => Source::fields(),
        Article::TABLE => Article::fields(),
        Finding::TABLE => Finding::fields(),
        Claim::TABLE => Claim::fields(),
        Row::TABLE => Row::fields(),
        "check" => table::found_fields(),
        other => {
            let known = "sources, articles, findings, claims, rows, check";
            return Err(PyValueError::new_err(format!("there is no table {other:?}; there are {known}")));
        }
    };
    Ok(Columns(Schema::new(fields.to_vec()).into()))
}

/// The version of factlint.
#[pyfunction]
fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
