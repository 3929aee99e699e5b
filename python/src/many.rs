//! Many texts on all cores, in order, while Python goes on.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use factlint::Checker;
use factlint::answer::Answer;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
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
    /// The thread that takes texts now, which may run code that asks for the next check.
    taking: Mutex<Option<ThreadId>>,
    /// Whether nobody wants the checks any more.
    dropped: Arc<AtomicBool>,
}

impl Drop for Many {
    fn drop(&mut self) {
        self.dropped.store(true, Ordering::Relaxed);
    }
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

/// What came of checking a text.
type Given = Box<Result<Answer, String>>;

/// A text that was taken.
enum Waiting {
    /// The check of it, and its bytes.
    Check(Receiver<Given>, usize),
    /// What came of checking it, if the check ended well, and its bytes.
    Done(Option<Given>, usize),
    /// It is no text.
    Wrong(PyErr),
}

impl State {
    /// Whether the text that is given next is checked.
    fn is_next_done(&mut self) -> bool {
        if let Some(Waiting::Check(take, bytes)) = self.waiting.front() {
            let answer = match take.try_recv() {
                Ok(answer) => Some(answer),
                Err(TryRecvError::Disconnected) => None,
                Err(TryRecvError::Empty) => return false,
            };
            self.waiting[0] = Waiting::Done(answer, *bytes);
        }
        !self.waiting.is_empty()
    }
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
        let (taking, dropped) = (Mutex::default(), Arc::default());
        Ok(Self { checker, how, pool: pool(threads)?, state: Mutex::new(state), taking, dropped })
    }

    /// Takes texts until enough are ahead.
    fn fill(&self, py: Python<'_>, state: &mut State) {
        let most = AHEAD * self.pool.current_num_threads();
        let mut is_first = true;
        while !state.ended && state.waiting.len() < most && state.bytes < BYTES {
            // Behind texts that come slowly, the checks that are done do not wait for more of them.
            if !std::mem::take(&mut is_first) && state.is_next_done() {
                return;
            }
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
        let (checker, how, dropped) = (self.checker.clone(), self.how.clone(), self.dropped.clone());
        self.pool.spawn(move || {
            if dropped.load(Ordering::Relaxed) {
                return;
            }
            // Nobody takes it where the iterator was dropped.
            let _ = catch_unwind(AssertUnwindSafe(|| {
                let _ = give.send(Box::new(how.check(&checker, &text)));
            }));
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
        let taking = || self.taking.lock().unwrap_or_else(PoisonError::into_inner);
        if *taking() == Some(thread::current().id()) {
            return Err(PyValueError::new_err(
                "the texts ask for their own checks, which wait for the texts",
            ));
        }
        let mut state = self.state.lock_py_attached(py).unwrap_or_else(PoisonError::into_inner);
        *taking() = Some(thread::current().id());
        self.fill(py, &mut state);
        *taking() = None;
        let Some(waiting) = state.waiting.pop_front() else {
            return state.failed.take().map_or(Ok(None), Err);
        };
        let name = format!("text {}", state.index);
        state.index += 1;
        let (answer, bytes) = match waiting {
            Waiting::Check(take, bytes) => (py.detach(move || take.recv()).ok(), bytes),
            Waiting::Done(answer, bytes) => (answer, bytes),
            Waiting::Wrong(error) if error.is_instance_of::<PyTypeError>(py) => {
                return Err(PyTypeError::new_err(format!("{name}: {}", error.value(py))));
            }
            Waiting::Wrong(error) => return Err(error),
        };
        state.bytes -= bytes;
        drop(state);
        let answer =
            answer.ok_or_else(|| PyRuntimeError::new_err(format!("{name}: the check of it failed")))?;
        let answer = (*answer).map_err(|why| errors::unreadable(py, Some(&name), &why))?;
        Checked::new(py, &answer).map(Some)
    }
}
