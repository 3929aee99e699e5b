//! Opens a file or an address with what the system opens it with.

use std::process::{Command, Stdio};

use super::streams::tell;

/// The programs that open things: the name, and what stands before the address.
#[cfg(target_os = "macos")]
const OPENERS: [(&str, &[&str]); 1] = [("open", &[])];
#[cfg(windows)]
const OPENERS: [(&str, &[&str]); 1] = [("explorer", &[])];
#[cfg(not(any(target_os = "macos", windows)))]
const OPENERS: [(&str, &[&str]); 3] = [("xdg-open", &[]), ("gio", &["open"]), ("wslview", &[])];

/// Opens an address or the path of a file; says what to open by hand if nothing can. `BROWSER` names another program.
pub(super) fn open(address: &str) {
    let named = std::env::var("BROWSER").ok().filter(|named| !named.trim().is_empty());
    let mut tried = named.iter().map(|named| (named.as_str(), &[] as &[&str])).chain(OPENERS);
    let opens = |(program, before): (&str, &[&str])| {
        let mut command = Command::new(program);
        command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().is_ok()
    };
    if !tried.any(opens) {
        tell(format_args!(
            "warning: no program is found that opens {address}; open it by hand, or name one in BROWSER"
        ));
    }
}
