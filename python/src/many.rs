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
    /// The index of the text that is given next.
    index: usize,
    /// The texts that were taken.
    waiting: VecDeque<Waiting>,
    /// The bytes of these texts.
    bytes: usize,
    /// Whether there are no more texts, and why, if that is an error.
    ended: bool,
    failed: Option<PyErr>,
}

/// A text that was taken.
enum Waiting {
    /// The check of it, and its bytes.
    Check(Receiver<Result<Answer, String>>, usize),
    /// It is no text.
    Wrong(PyErr),
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
            index: 0,
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
            let waiting = match state.texts.bind(py).clone().next() {
                Some(Ok(text)) => match Text::of(&text) {
                    Ok(text) => self.begin(text),
                    Err(error) => Waiting::Wrong(error),
                },
                Some(Err(error)) => {
                    state.failed = Some(error);
                    state.ended = true;
                    return;
                }
                None => {
                    state.ended = true;
                    return;
                }
            };
            if let Waiting::Check(_, bytes) = &waiting {
                state.bytes += bytes;
            }
            state.waiting.push_back(waiting);
        }
    }

    fn begin(&self, text: Text) -> Waiting {
        let bytes = text.bytes().len();
        let (give, take) = sync_channel(1);
        let (checker, how) = (self.checker.clone(), self.how.clone());
        self.pool.spawn(move || {
            // Nobody takes it where the iterator was dropped.
            let _ = catch_unwind(AssertUnwindSafe(|| give.send(how.check(&checker, &text))));
        });
        Waiting::Check(take, bytes)
    }
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
        let Some(waiting) = state.waiting.pop_front() else {
            return state.failed.take().map_or(Ok(None), Err);
        };
        let name = format!("text {}", state.index);
        state.index += 1;
        let (take, bytes) = match waiting {
            Waiting::Check(take, bytes) => (take, bytes),
            Waiting::Wrong(error) if error.is_instance_of::<PyTypeError>(py) => {
                return Err(PyTypeError::new_err(format!("{name}: {}", error.value(py))));
            }
            Waiting::Wrong(error) => return Err(error),
        };
        state.bytes -= bytes;
        let answer = py.detach(move || take.recv());
        drop(state);
        let answer =
            answer.map_err(|_| PyRuntimeError::new_err(format!("{name}: the check of it failed")))?;
        let answer = answer.map_err(|why| errors::unreadable(py, Some(&name), &why))?;
        Checked::new(py, &answer).map(Some)
    }
}
