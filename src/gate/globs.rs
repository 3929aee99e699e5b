//! Globs of files, as `.gitignore` has them.

use std::path::Path;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;

use crate::problem::Problem;

/// Something that a configuration file says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What it says.
    pub text: String,
    /// The line, from 1.
    pub line: usize,
}

impl Written {
    /// A text of a file that is a place of it.
    pub(super) fn of(text: &Spanned<String>, file: &str) -> Self {
        Self { text: text.get_ref().clone(), line: line(file, text.span().start) }
    }
}

/// The line of a byte of a file, from 1.
pub(super) fn line(file: &str, byte: usize) -> usize {
    1 + file.bytes().take(byte).filter(|&b| b == b'\n').count()
}

/// Globs that together say which files are meant.
#[derive(Debug)]
pub(super) struct Globs {
    matcher: Gitignore,
    written: Vec<Written>,
}

impl Default for Globs {
    /// No globs: no file is meant.
    fn default() -> Self {
        Self { matcher: Gitignore::empty(), written: Vec::new() }
    }
}

impl Globs {
    /// The globs of one key of a file.
    ///
    /// # Errors
    /// What is no glob, or can match nothing.
    pub(super) fn new(globs: &[Spanned<String>], file: &str) -> Result<Self, Vec<Problem>> {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        let mut problems = Vec::new();
        for glob in globs {
            let added = idle(glob.get_ref()).map_or_else(
                || builder.add_line(None, glob.get_ref()).map(drop).map_err(|error| not_a_glob(&error)),
                |why| Err(why.to_owned()),
            );
            problems.extend(added.err().map(|message| Problem::at(glob.span(), message)));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let matcher = builder.build().map_err(|error| {
            let start = globs.first().map_or(0, |glob| glob.span().start);
            let end = globs.last().map_or(start, |glob| glob.span().end);
            vec![Problem::at(start..end, not_a_glob(&error))]
        })?;
        Ok(Self { matcher, written: globs.iter().map(|glob| Written::of(glob, file)).collect() })
    }

    /// The glob by which a file is meant, if it is. Its path is relative to the folder of the globs.
    /// The last glob that matches decides, and of the file and its folders the innermost.
    pub(super) fn find(&self, path: &Path) -> Option<&Written> {
        let mut inside = path.ancestors().take_while(|p| !p.as_os_str().is_empty()).enumerate();
        let decided = inside.find_map(|(up, path)| match self.matcher.matched(path, up > 0) {
            Match::None => None,
            decided => Some(decided),
        });
        let Some(Match::Ignore(glob)) = decided else { return None };
        self.written.iter().rfind(|written| written.text == glob.original())
    }
}

/// Why a glob would be passed over, or could never match.
fn idle(glob: &str) -> Option<&'static str> {
    let name = glob.strip_prefix('!').unwrap_or(glob);
    if name.trim_matches('/').trim().is_empty() {
        Some("this matches nothing; write `*` for all files")
    } else if glob.starts_with('#') {
        Some("`#` begins a comment in a .gitignore; write `\\\\#` for the mark itself")
    } else if glob.ends_with(' ') {
        Some("a space at the end is passed over; take it away")
    } else if name.split('/').any(|part| matches!(part, "." | "..")) {
        Some("`.` and `..` match nothing; a glob starts at the folder of this file")
    } else {
        None
    }
}

fn not_a_glob(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => format!("not a glob: {err}"),
        error => format!("not a glob: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn globs(list: &str) -> Result<Globs, Vec<Problem>> {
        #[derive(serde::Deserialize)]
        struct File {
            globs: Vec<Spanned<String>>,
        }
        let text = format!("globs = [\n{list}\n]");
        let file: File = toml::from_str(&text).expect("TOML");
        Globs::new(&file.globs, &text)
    }

    #[test]
    fn globs_mean_what_they_do_in_a_gitignore() {
        for (list, path, by) in [
            ("'*.txt'", "a.txt", Some(2)),
            ("'*.txt'", "b/c/a.txt", Some(2)),
            ("'/*.txt'", "b/a.txt", None),
            ("'b/*.txt'", "b/a.txt", Some(2)),
            ("'b/*.txt'", "c/b/a.txt", None),
            ("'b/*.txt'", "b/c/a.txt", None),
            ("'**/b/*.txt'", "c/b/a.txt", Some(2)),
            ("'b/**'", "b/c/a.txt", Some(2)),
            ("'b'", "c/b/d/a.txt", Some(2)),
            ("'b/'", "c/b/d/a.txt", Some(2)),
            ("'a.txt/'", "a.txt", None),
            ("'*/'", "a.txt", None),
            ("'*'", "a.txt", Some(2)),
            ("'/c/b'", "c/b/a.txt", Some(2)),
            ("'{b,c}/[ad].txt'", "c/d.txt", Some(2)),
            ("'a.txt',\n'*.txt'", "a.txt", Some(3)),
            ("'*.txt',\n'!a.txt'", "a.txt", None),
            ("'!a.txt',\n'*.txt'", "a.txt", Some(3)),
            ("'b/',\n'!b/c/'", "b/c/a.txt", None),
            ("'b/',\n'!b/c/'", "b/d/a.txt", Some(2)),
            ("'''\\#a'''", "#a", Some(2)),
            ("", "a.txt", None),
        ] {
            let globs = globs(list).expect("globs");
            assert_eq!(globs.find(Path::new(path)).map(|glob| glob.line), by, "{list} {path}");
        }
    }

    #[test]
    fn what_is_no_glob_or_does_nothing_is_refused() {
        for list in ["'['", "'{a'", "'a}'", "'a[z-a]'", "'''a\\'''", "''", "'/'", "'!'", "'!/'", "'  '"] {
            assert!(globs(list).is_err(), "{list}");
        }
        for list in ["'#a'", "'a '", "'./a'", "'../a'", "'!../a'", "'a/..'", "'a/./b'"] {
            assert!(globs(list).is_err(), "{list}");
        }
        let large = format!("'a', '{}', 'b'", "?".repeat(200_000));
        assert_eq!(globs(&large).expect_err("too large").len(), 1);
    }
}
