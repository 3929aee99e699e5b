//! The engine of factlint for WebAssembly: a text in, findings as JSON out.
//!
//! Whoever calls it writes a text as UTF-8 to where [`input`] says, calls [`check`], and reads as many
//! bytes as [`length`] says from where [`check`] says. What is there is valid until the next call.

// The names of these functions must be those that a module exports; that alone is what the compiler
// calls unsafe. All memory is that of vectors.
#![deny(unsafe_op_in_unsafe_fn)]

use std::cell::{OnceCell, RefCell};

use factlint::{Checker, Finding};
use serde_json::{Value, json};

thread_local! {
    static CHECKER: OnceCell<Option<Checker>> = const { OnceCell::new() };
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for a text of `length` bytes.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        input.clear();
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Checks the text; where the findings are, as a JSON array. An object with the key `error` is there
/// instead if the text is not UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn check() -> *const u8 {
    let found = INPUT.with_borrow(|input| match std::str::from_utf8(input) {
        Ok(text) => findings(text),
        Err(error) => json!({ "error": error.to_string() }),
    });
    OUTPUT.with_borrow_mut(|output| {
        *output = found.to_string().into_bytes();
        output.as_ptr()
    })
}

/// How many bytes [`check`] has written.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    OUTPUT.with_borrow(Vec::len)
}

fn findings(text: &str) -> Value {
    CHECKER.with(|checker| match checker.get_or_init(|| Checker::new().ok()) {
        Some(checker) => checker.check(text).findings.iter().map(|finding| told(finding, text)).collect(),
        None => json!({ "error": "the rules that ship do not load" }),
    })
}

/// A finding, with its place in bytes of the text and the words there.
fn told(finding: &Finding, text: &str) -> Value {
    json!({
        "rule": finding.rule.as_str(),
        "severity": finding.severity.name(),
        "message": finding.message,
        "help": finding.help,
        "start": finding.span.start,
        "end": finding.span.end,
        "words": finding.span.of(text),
    })
}
