//! Exceptions: those of `factlint._errors`, which name file and place.

use factlint::SetupError;
use factlint::problem::Refused;
use factlint::source::ConfigError;
use pyo3::call::PyCallArgs;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// A problem: file, line and column, from 1, and what is wrong.
type Problem = (Option<String>, Option<usize>, Option<usize>, String);

/// An exception of `factlint._errors`.
fn raised<'py>(py: Python<'py>, class: &str, arguments: impl PyCallArgs<'py>) -> PyErr {
    let class = py.import("factlint._errors").and_then(|module| module.getattr(class));
    match class.and_then(|class| class.call1(arguments)) {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// The exception for a configuration that is refused.
pub(crate) fn config(py: Python<'_>, error: ConfigError) -> PyErr {
    match error {
        ConfigError::Setup(error) => setup(py, error),
        ConfigError::Read(error) => refused(py, vec![(Some(error.name), None, None, error.reason)]),
    }
}

/// The exception for a configuration, rule file or word list that is refused.
pub(crate) fn setup(py: Python<'_>, error: SetupError) -> PyErr {
    match error {
        SetupError::Refused(error) => refused(py, problems(&error)),
        error => refused(py, vec![(None, None, None, error.to_string())]),
    }
}

fn problems(refused: &Refused) -> Vec<Problem> {
    let told = refused.places().map(|(place, problem)| {
        let (line, column) = place.unzip();
        (Some(refused.file.clone()), line, column, problem.to_string())
    });
    told.collect()
}

fn refused(py: Python<'_>, problems: Vec<Problem>) -> PyErr {
    let (file, line, column, message) = problems.first().cloned().unwrap_or_default();
    let all = match PyTuple::new(py, problems) {
        Ok(all) => all,
        Err(error) => return error,
    };
    raised(py, "ConfigError", (message, file, line, column, all))
}

/// The exception for a text that is not of its format.
pub(crate) fn unreadable(py: Python<'_>, name: Option<&str>, why: &str) -> PyErr {
    raised(py, "UnreadableError", (why, name, None::<usize>, None::<usize>))
}

/// The exception for a rule that does not exist.
pub(crate) fn unknown_rule(py: Python<'_>, why: &str) -> PyErr {
    raised(py, "UnknownRuleError", (why, None::<String>, None::<usize>, None::<usize>))
}
