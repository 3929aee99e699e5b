//! Parses the output of `git diff --numstat -z --patch --unified=0` as changes by file.

use std::collections::HashMap;
use std::io::{self, BufRead};

use crate::gate::{Changed, Hunk};

/// Reads the changes of each file, by its name from the root of the repository. Holds one line at a time.
///
/// # Errors
/// When the output cannot be read, or is not what git writes.
pub(super) fn read(mut diff: impl BufRead) -> io::Result<HashMap<String, Changed>> {
    let mut changed = whole(&mut diff)?;
    let (mut line, mut name, mut in_header) = (Vec::new(), None, false);
    loop {
        line.clear();
        if diff.read_until(b'\n', &mut line)? == 0 {
            return Ok(changed);
        }
        // Lines of a file begin with a sign, so none of them looks like one of these.
        if line.starts_with(b"diff ") {
            (name, in_header) = (None, true);
        } else if line.starts_with(b"@@ ") {
            in_header = false;
            let (Some(name), Some(hunk)) = (&name, hunk(&line)) else { return Err(not_read(&line)) };
            let change = changed.entry(String::clone(name)).or_insert_with(|| Changed::Lines(Vec::new()));
            if let Changed::Lines(hunks) = change {
                hunks.push(hunk);
            }
        } else if in_header && let Some(file) = line.strip_prefix(b"+++ ") {
            let file = unquoted(file);
            name = Some(file.strip_prefix("b/").ok_or_else(|| not_read(&line))?.to_owned());
        }
    }
}

/// From the counts, which come first, the files whose lines git does not compare: it takes them for binary,
/// or is told to.
fn whole(diff: &mut impl BufRead) -> io::Result<HashMap<String, Changed>> {
    let mut changed = HashMap::new();
    loop {
        let record = field(diff)?;
        // An empty record ends the counts.
        if record.is_empty() {
            return Ok(changed);
        }
        let mut parts = record.splitn(3, '\t');
        let (added, _, name) = (parts.next(), parts.next(), parts.next());
        // A renamed file has its old name and its new one in fields of their own.
        let name = match name {
            Some("") => {
                field(diff)?;
                field(diff)?
            }
            Some(name) => name.to_owned(),
            None => return Err(not_read(record.as_bytes())),
        };
        if added == Some("-") {
            changed.insert(name, Changed::Whole);
        }
    }
}

/// A field, which a NUL ends.
fn field(diff: &mut impl BufRead) -> io::Result<String> {
    let mut field = Vec::new();
    diff.read_until(0, &mut field)?;
    field.pop_if(|end| *end == 0);
    Ok(String::from_utf8_lossy(&field).into_owned())
}

/// `@@ -1,2 +3,4 @@`: four lines from line 3 on. A count of 1 is left out.
fn hunk(line: &[u8]) -> Option<Hunk> {
    let new = line.split(|byte| *byte == b' ').find_map(|part| part.strip_prefix(b"+"))?;
    let new = str::from_utf8(new).ok()?;
    let (line, lines) = new.split_once(',').unwrap_or((new, "1"));
    Some(Hunk { line: line.parse().ok()?, lines: lines.parse().ok()? })
}

/// A name as git quotes it: between double quotes, with escapes as in C, if one of its characters could be
/// misread. A tab follows a name that has spaces.
fn unquoted(name: &[u8]) -> String {
    let name = name.strip_suffix(b"\n").unwrap_or(name);
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let Some(quoted) = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) else {
        return String::from_utf8_lossy(name).into_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = quoted;
    while let [first, after @ ..] = rest {
        rest = after;
        let byte = match (*first, rest) {
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..]) => {
                rest = after;
                (a - b'0') << 6 | (b - b'0') << 3 | (c - b'0')
            }
            (b'\\', [escaped, after @ ..]) => {
                rest = after;
                match escaped {
                    b'a' => 7,
                    b'b' => 8,
                    b't' => b'\t',
                    b'n' => b'\n',
                    b'v' => 11,
                    b'f' => 12,
                    b'r' => b'\r',
                    other => *other,
                }
            }
            (byte, _) => byte,
        };
        bytes.push(byte);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn not_read(line: &[u8]) -> io::Error {
    let line = String::from_utf8_lossy(line);
    io::Error::new(io::ErrorKind::InvalidData, format!("git's diff cannot be read at `{}`", line.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hunks(hunks: &[(usize, usize)]) -> Changed {
        Changed::Lines(hunks.iter().map(|&(line, lines)| Hunk { line, lines }).collect())
    }

    #[test]
    fn the_changes_of_each_file() {
        let diff = "4\t1\ta b.txt\0-\t-\tlist.txt\0-\t-\t\0old.bin\0new.bin\0\
                    1\t0\tq\"\n.txt\0\0\
                    diff --git a/a b.txt b/a b.txt\nindex 1..2 100644\n--- a/a b.txt\t\n+++ b/a b.txt\t\n\
                    @@ -2 +2 @@ one\n-two\n++++ b/other.txt\n@@ -4,2 +4,0 @@\n---- a\n-@@ -1 +1 @@\n\
                    @@ -9,0 +8,3 @@ @@ +1 @@\n+a\n+diff b\n+c\n\\ No newline at end of file\n\
                    diff --git a/list.txt b/list.txt\nindex 1..2 100644\n\
                    Binary files a/list.txt and b/list.txt differ\n\
                    diff --git \"a/q\\\"\\n.txt\" \"b/q\\\"\\n.txt\"\nnew file mode 100644\n--- /dev/null\n\
                    +++ \"b/q\\\"\\n.txt\"\n@@ -0,0 +1 @@\n+n\n";
        let changed = read(diff.as_bytes()).expect("a diff");
        let expected = [
            ("a b.txt", hunks(&[(2, 1), (4, 0), (8, 3)])),
            ("list.txt", Changed::Whole),
            ("new.bin", Changed::Whole),
            ("q\"\n.txt", hunks(&[(1, 1)])),
        ];
        assert_eq!(changed, expected.map(|(name, change)| (name.to_owned(), change)).into());
        assert!(read(&b""[..]).expect("no diff").is_empty());
    }

    #[test]
    fn names_in_quotes() {
        for (quoted, name) in [
            ("b/a b.txt\t\n", "b/a b.txt"),
            ("\"b/\\303\\251\\t\\\\\\\".txt\"\t\n", "b/é\t\\\".txt"),
            ("\"b/\\a\\b\\v\\f\\r\"\n", "b/\u{7}\u{8}\u{b}\u{c}\r"),
        ] {
            assert_eq!(unquoted(quoted.as_bytes()), name);
        }
    }

    #[test]
    fn what_is_no_diff_is_refused() {
        for text in ["1\tname\0", "\0@@ -1 +1 @@\n", "\0diff \n+++ b/a\n@@ -1 +x @@\n", "\0diff \n+++ a\n"] {
            assert!(read(text.as_bytes()).is_err(), "{text}");
        }
    }
}
