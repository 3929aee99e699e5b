//! What is given of a text: its bytes, and how they are read.

use std::path::Path;
use std::sync::Arc;

use factlint::answer::{self, Answer, Asked, Places};
use factlint::document::{Format, Reading};
use factlint::{Checked, Checker, formats};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::PyString;

/// A text or the bytes of a file, without a copy.
pub(crate) enum Text {
    /// A string.
    Str(PyBackedStr),
    /// Bytes.
    Bytes(PyBackedBytes),
}

impl Text {
    /// Takes a str or bytes.
    pub(crate) fn of(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = value.cast::<PyString>() {
            return text.clone().try_into().map(Self::Str);
        }
        let kind = value.get_type().name()?;
        value
            .extract::<PyBackedBytes>()
            .map(Self::Bytes)
            .map_err(|_| PyTypeError::new_err(format!("a text is a str, or bytes of a file, and not {kind}")))
    }

    /// The bytes; those of a string are UTF-8.
    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Self::Str(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

/// How texts are read.
#[derive(Clone)]
pub(crate) struct How {
    name: Option<Arc<str>>,
    format: Option<&'static dyn Format>,
    published: Option<jiff::civil::Date>,
}

impl How {
    pub(crate) fn new(name: Option<&str>, format: Option<&str>, date: Option<&str>) -> PyResult<Self> {
        Ok(Self {
            name: name.map(Into::into),
            format: format.map(named).transpose()?,
            published: answer::day(date).map_err(PyValueError::new_err)?,
        })
    }

    /// The name of the text, for messages.
    pub(crate) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The check of the bytes of a text with findings that repeat another, as fixes need it.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub(crate) fn every(&self, checker: &Checker, bytes: Vec<u8>) -> Result<Checked, String> {
        let name = self.name().unwrap_or_default();
        let plain = (self.format.is_none() && self.name.is_none()).then_some(formats::PLAIN);
        let read = formats::of(Path::new(name), &bytes, self.format.or(plain)).and_then(|format| {
            format.read(name, bytes, &Reading { format: Some(format), ..Reading::default() })
        });
        read.map(|document| checker.config().check(document)).map_err(|error| error.to_string())
    }

    /// Checks a text. Linear in its length.
    ///
    /// # Errors
    /// What is wrong with the bytes of a file.
    pub(crate) fn check(&self, checker: &Checker, text: &Text) -> Result<Answer, String> {
        let is_text = matches!(text, Text::Str(_));
        // A string is an article, unless it is said to be something else.
        let plain = self.format.is_none() && self.name.is_none() && is_text;
        let asked = Asked {
            name: self.name().unwrap_or_default(),
            format: if plain { Some(formats::PLAIN) } else { self.format },
            published: self.published,
            places: if is_text { Places::Source } else { Places::Text },
            ..Asked::default()
        };
        Answer::new(checker.config(), &asked, text.bytes().to_vec()).map_err(|error| error.to_string())
    }
}

/// The format of that name.
pub(crate) fn named(name: &str) -> PyResult<&'static dyn Format> {
    formats::named(name).ok_or_else(|| {
        let known: Vec<&str> = formats::FORMATS.iter().map(|format| format.name()).collect();
        PyValueError::new_err(format!("format: there is no {name:?}; there are {}", known.join(", ")))
    })
}
