//! Addresses of files, as the protocol writes them, and their paths.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::Uri;

/// The path of a file; none of an address that is no file's.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().is_some_and(|scheme| scheme.eq_lowercase("file"));
    let host = uri.authority().map_or("", |authority| authority.as_str());
    if !is_file || !matches!(host, "" | "localhost") {
        return None;
    }
    let bytes = uri.path().as_estr().decode().into_bytes().into_owned();
    Some(of_bytes(bytes))
}

#[cfg(unix)]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

/// "/c:/drafts" is `c:\drafts`.
#[cfg(not(unix))]
fn of_bytes(bytes: Vec<u8>) -> PathBuf {
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let drive = text.as_bytes().get(2) == Some(&b':');
    PathBuf::from(if drive { &text[1..] } else { &text[..] }.replace('/', "\\"))
}

/// The address of a file, by its absolute path.
pub(super) fn of(path: &Path) -> Option<Uri> {
    let mut text = String::from("file://");
    let bytes = path.as_os_str().as_encoded_bytes();
    if !bytes.starts_with(b"/") {
        text.push('/');
    }
    for &byte in bytes {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                text.push(byte as char);
            }
            b'\\' if cfg!(windows) => text.push('/'),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from_str(&text).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn paths_go_there_and_back() {
        for name in ["/drafts/ferry.txt", "/a b/Għawdex #1 100%.md", "/x/[y].txt"] {
            let uri = of(Path::new(name)).expect("an address");
            assert_eq!(path(&uri).as_deref(), Some(Path::new(name)), "{}", uri.as_str());
        }
        let uri = |text: &str| Uri::from_str(text).expect("an address");
        assert_eq!(path(&uri("untitled:Untitled-1")), None);
        assert_eq!(path(&uri("file://localhost/a")).as_deref(), Some(Path::new("/a")));
        assert_eq!(path(&uri("file://server/share/a")), None);
    }
}
