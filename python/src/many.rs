//! Many texts on all cores, in order, while Python goes on.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Mutex, PoisonError};

use factlint::Checker;
use factlint::answer::Answer;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::MutexExt as _;
use pyo3::types::PyIterator;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::errors;
use crate::given::{How, Text};
use crate::model::Checked;

/// How many texts are taken ahead for each thread, and of how many bytes together.
const AHEAD: usize = 32;
const BYTES: usize = 32 << 20;

/// Checks texts one after another, and some ahead.
#[pyclass(frozen, module = "factlint._factlint")]
pub(crate) struct Many {
    checker: Checker,
    how: How,
    pool: ThreadPool,
    state: Mutex<State>,
}

struct State {
    texts: Py<PyIterator>,
    /// The index of the next text.
    next: usize,
    /// The checks of the texts that were taken, with their bytes.
    waiting: VecDeque<(Receiver<Result<Answer, String>>, usize)>,
    /// The bytes of these texts.
    bytes: usize,
    /// Whether there are no more texts, and why, if that is an error.
    ended: bool,
    failed: Option<PyErr>,
}

/// A pool of threads; as many as there are cores if 0. It is made for each use, so that a process that forks has none.
pub(crate) fn pool(threads: usize) -> PyResult<ThreadPool> {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| PyRuntimeError::new_err(format!("no threads can be made: {error}")))
}

impl Many {
    pub(crate) fn new(
        checker: Checker,
        how: How,
        texts: &Bound<'_, PyAny>,
        threads: usize,
    ) -> PyResult<Self> {
        let state = State {
            texts: texts.try_iter()?.unbind(),
            next: 0,
            waiting: VecDeque::new(),
            bytes: 0,
            ended: false,
            failed: None,
        };
        Ok(Self { checker, how, pool: pool(threads)?, state: Mutex::new(state) })
    }

    /// Takes texts until enough are ahead.
    fn fill(&self, py: Python<'_>, state: &mut State) {
        let most = AHEAD * self.pool.current_num_threads();
        while !state.ended && state.waiting.len() < most && state.bytes < BYTES {
            let text = match state.texts.bind(py).clone().next() {
                None => {
                    state.ended = true;
                    return;
                }
                Some(text) => {
                    text.and_then(|text| Text::of(&text).map_err(|error| at(py, state.next, &error)))
                }
            };
            match text {
                Ok(text) => self.begin(state, text),
                Err(error) => {
                    state.ended = true;
                    state.failed = Some(error);
                }
            }
        }
    }

    fn begin(&self, state: &mut State, text: Text) {
        let bytes = text.bytes().len();
        let (give, take) = sync_channel(1);
        let (checker, how) = (self.checker.clone(), self.how.clone());
        self.pool.spawn(move || {
            // Nobody takes it where the iterator was dropped.
            let _ = catch_unwind(AssertUnwindSafe(|| give.send(how.check(&checker, &text))));
        });
        state.next += 1;
        state.bytes += bytes;
        state.waiting.push_back((take, bytes));
    }
}

/// An error about the text with this index.
fn at(py: Python<'_>, index: usize, error: &PyErr) -> PyErr {
    PyTypeError::new_err(format!("text {index}: {}", error.value(py)))
}

#[pymethods]
impl Many {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Checked>> {
        // Python's lock is let go while this one is waited for, since its holder may want that.
        let mut state = self.state.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        self.fill(py, &mut state);
        let Some((take, bytes)) = state.waiting.pop_front() else {
            return state.failed.take().map_or(Ok(None), Err);
        };
        state.bytes -= bytes;
        let index = state.next - state.waiting.len() - 1;
        let answer = py.detach(move || take.recv());
        drop(state);
        let answer =
            answer.map_err(|_| PyRuntimeError::new_err(format!("text {index}: the check of it failed")))?;
        let name = format!("text {index}");
        let answer = answer.map_err(|why| errors::unreadable(py, Some(&name), &why))?;
        Checked::new(py, &answer).map(Some)
    }
}
