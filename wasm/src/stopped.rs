//! Whether a call has not ended, and what the panic said that stopped it.

use std::cell::RefCell;
use std::sync::Once;

thread_local! {
    /// What stopped the call that did not end, and what is to be believed of one that works; None between calls.
    static CALL: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Begins a call.
///
/// # Errors
/// When one before did not end: what stopped it.
pub(crate) fn begin() -> Result<(), String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        std::panic::set_hook(Box::new(|panic| {
            let why = panic.to_string().replace('\n', " ");
            CALL.with_borrow_mut(|call| *call = Some(why));
        }));
    });
    CALL.with_borrow_mut(|call| match call {
        None => {
            *call = Some("memory ran out".to_owned());
            Ok(())
        }
        Some(why) => Err(why.clone()),
    })
}

/// Ends a call.
pub(crate) fn end() {
    CALL.with_borrow_mut(|call| *call = None);
}
