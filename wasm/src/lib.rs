//! The engine of factlint for WebAssembly: a text in, an [`Answer`](factlint::answer::Answer) as JSON out.
//!
//! Whoever calls it writes what is asked, as JSON, and the bytes of the text behind it to where [`input`]
//! says, calls [`check`], and reads as many bytes as [`length`] says from where [`check`] says. What is there
//! is valid until the next call. A call that does not end, by a panic or for want of memory, is told by the
//! next: from then on [`check`] answers nothing but that, and the module is to be instantiated anew.

// The names of these functions must be those that a module exports; that alone is what the compiler
// calls unsafe. All memory is that of vectors.
#![deny(unsafe_op_in_unsafe_fn)]

mod asked;
mod checkers;
mod stopped;

use std::cell::RefCell;

use serde_json::json;

use asked::Wanted;

thread_local! {
    static INPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Room for `length` bytes: what is asked, and the text. Null if there is not so much memory.
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    INPUT.with_borrow_mut(|input| {
        // The room of a text may be larger than all that is asked for later.
        *input = Vec::new();
        if input.try_reserve_exact(length).is_err() {
            return std::ptr::null_mut();
        }
        input.resize(length, 0);
        input.as_mut_ptr()
    })
}

/// Checks a text. The first `asked` bytes of the input are an object of JSON, in which `name`, `date`,
/// `places`, `unit`, `config` and `files` may be; the rest is the text. What is at the place that this gives
/// is an answer, or an object whose key `error` is a sentence; if a call did not end, it has the key `stopped`
/// too, with what stopped it.
#[unsafe(no_mangle)]
pub extern "C" fn check(asked: usize) -> *const u8 {
    let told = match stopped::begin() {
        Err(why) => {
            let error = format!("a call did not end, so the engine is to be instantiated anew: {why}");
            json!({ "error": error, "stopped": why }).to_string()
        }
        Ok(()) => {
            let input = INPUT.with_borrow_mut(std::mem::take);
            let answer = answer(input, asked);
            stopped::end();
            answer.unwrap_or_else(|message| json!({ "error": message }).to_string())
        }
    };
    OUTPUT.with_borrow_mut(|output| {
        *output = told.into_bytes();
        output.as_ptr()
    })
}

/// How many bytes [`check`] has written.
#[unsafe(no_mangle)]
pub extern "C" fn length() -> usize {
    OUTPUT.with_borrow(Vec::len)
}

/// The answer to an input, as JSON.
///
/// # Errors
/// A sentence: what is asked is not understood, the configuration is refused, or the text is not read.
fn answer(mut input: Vec<u8>, asked: usize) -> Result<String, String> {
    let bytes = input.split_off(asked.min(input.len()));
    let wanted = Wanted::of_json(&input)?;
    let checker = checkers::of(&wanted)?;
    wanted.answer(checker.config(), bytes)
}
