//! Globs of files, as `.gitignore` has them.

use std::path::Path;

use globset::{GlobBuilder, GlobSet};
use toml::Spanned;

use crate::problem::Problem;

/// A value of a configuration file, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The value.
    pub text: String,
    /// The line of the value, from 1.
    pub line: usize,
}

impl Written {
    /// A value with its place in the text of a configuration file.
    pub(super) fn of(text: &Spanned<String>, file: &str) -> Self {
        Self { text: text.get_ref().clone(), line: line(file, text.span().start) }
    }
}

/// The line of a byte of a file, from 1.
pub(super) fn line(file: &str, byte: usize) -> usize {
    1 + file.bytes().take(byte).filter(|&b| b == b'\n').count()
}

/// The globs of a configuration file, by key. A path is matched against all of them at once.
#[derive(Debug, Default)]
pub(super) struct Globs {
    set: GlobSet,
    /// For each pattern of the set, the index of its glob.
    patterns: Vec<usize>,
    globs: Vec<Glob>,
    keys: usize,
}

#[derive(Debug)]
struct Glob {
    written: Written,
    /// The key of the glob.
    key: usize,
    /// Whether the glob takes back matches of the globs before it.
    takes_back: bool,
}

impl Globs {
    /// The globs of several keys in a file with this text.
    ///
    /// # Errors
    /// The problems of texts that are no globs, or can match nothing.
    pub(super) fn new(keys: &[&[Spanned<String>]], file: &str) -> Result<Self, Vec<Problem>> {
        let (mut set, mut patterns) = (GlobSet::builder(), Vec::new());
        let (mut globs, mut problems) = (Vec::new(), Vec::new());
        for (key, glob) in keys.iter().enumerate().flat_map(|(key, all)| all.iter().map(move |g| (key, g))) {
            for pattern in of_paths(glob.get_ref()).unwrap_or_else(|message| {
                problems.push(Problem::at(glob.span(), message));
                Vec::new()
            }) {
                set.add(pattern);
                patterns.push(globs.len());
            }
            let takes_back = glob.get_ref().starts_with('!');
            if takes_back && globs.last().is_none_or(|before: &Glob| before.key != key) {
                problems.push(Problem::at(glob.span(), "no glob stands before it to be taken back"));
            }
            globs.push(Glob { written: Written::of(glob, file), key, takes_back });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let set = set.build().map_err(|error| {
            let message = format!("its globs are too large together: {}", error.kind());
            vec![Problem { message, at: None, help: None }]
        })?;
        Ok(Self { set, patterns, globs, keys: keys.len() })
    }

    /// For each key, the glob that matches a path. Of several globs of a key that match, the last decides.
    /// The path is relative to the folder of the configuration file.
    pub(super) fn of(&self, path: &Path) -> Vec<Option<usize>> {
        let mut of = vec![None; self.keys];
        for pattern in self.set.matches(path) {
            let at = self.patterns[pattern];
            let glob = &self.globs[at];
            of[glob.key] = (!glob.takes_back).then_some(at);
        }
        of
    }

    /// The text and line of a glob that [`Globs::of`] gives.
    pub(super) fn written(&self, glob: usize) -> &Written {
        &self.globs[glob].written
    }
}

/// The patterns of a glob: one for the file itself, and one for the files below its folders.
fn of_paths(glob: &str) -> Result<Vec<globset::Glob>, String> {
    let name = glob.strip_prefix('!').unwrap_or(glob);
    if name.trim_matches('/').trim().is_empty() {
        return Err("this matches nothing; write `*` for all files".to_owned());
    }
    if name.split('/').any(|part| matches!(part, "." | "..")) {
        return Err("`.` and `..` match nothing; a glob starts at the folder of this file".to_owned());
    }
    let (name, is_folder) = name.strip_suffix('/').map_or((name, false), |name| (name, true));
    let mut path = match name.strip_prefix('/') {
        Some(from_here) => from_here.to_owned(),
        None if name.contains('/') || name == "**" => name.to_owned(),
        None => format!("**/{name}"),
    };
    // `**` at the end matches everything inside a folder, but not the folder.
    if path == "**" || path.ends_with("/**") {
        path.push_str("/*");
    }
    let (itself, within) = (glob_of(&path)?, glob_of(&format!("{path}/**"))?);
    Ok(if is_folder { vec![within] } else { vec![itself, within] })
}

/// Compiles a single glob. Only `**` matches `/` in it.
///
/// # Errors
/// Why the text is no glob.
pub(super) fn glob_of(text: &str) -> Result<globset::Glob, String> {
    let glob = GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build();
    glob.and_then(|glob| GlobSet::builder().add(glob.clone()).build().map(|_| glob))
        .map_err(|error| format!("not a glob: {}", error.kind()))
}

#[cfg(test)]
mod tests {
    use ignore::gitignore::GitignoreBuilder;
    use proptest::prelude::*;

    use super::*;

    fn globs(list: &str) -> Result<Globs, Vec<Problem>> {
        #[derive(serde::Deserialize)]
        struct File {
            globs: Vec<Spanned<String>>,
        }
        let text = format!("globs = [\n{list}\n]");
        let file: File = toml::from_str(&text).expect("TOML");
        Globs::new(&[&file.globs], &text)
    }

    /// The line of the glob that matches a path.
    fn by(globs: &Globs, path: &str) -> Option<usize> {
        globs.of(Path::new(path))[0].map(|glob| globs.written(glob).line)
    }

    #[test]
    fn the_last_glob_that_matches_decides() {
        for (list, path, line) in [
            ("'*.txt'", "b/c/a.txt", Some(2)),
            ("'/*.txt'", "b/a.txt", None),
            ("'b/*.txt'", "b/a.txt", Some(2)),
            ("'b/*.txt'", "c/b/a.txt", None),
            ("'b/*.txt'", "b/c/a.txt", None),
            ("'b/'", "c/b/d/a.txt", Some(2)),
            ("'a.txt/'", "a.txt", None),
            ("'#a'", "#a", Some(2)),
            ("'a.txt',\n'*.txt'", "a.txt", Some(3)),
            ("'*.txt',\n'!a.txt'", "a.txt", None),
            ("'a*',\n'!a.txt',\n'*.txt'", "a.txt", Some(4)),
            ("'b/',\n'!b/c/'", "b/c/a.txt", None),
            ("'b/',\n'!b/c/'", "b/d/a.txt", Some(2)),
            ("'*.txt',\n'!b/'", "b/a.txt", None),
            ("", "a.txt", None),
        ] {
            assert_eq!(by(&globs(list).expect("globs"), path), line, "{list} {path}");
        }
    }

    #[test]
    fn what_is_no_glob_or_matches_nothing_is_refused() {
        for list in ["'['", "'{a'", "'a}'", "'a[z-a]'", "'a\\'", "''", "'/'", "'!'", "'!/'", "'  '", "'!a'"] {
            assert!(globs(list).is_err(), "{list}");
        }
        for list in ["'./a'", "'../a'", "'!../a'", "'a/..'", "'a/./b'"] {
            assert!(globs(list).is_err(), "{list}");
        }
    }

    /// Whether a `.gitignore` with this glob ignores a path or one of its folders.
    fn is_ignored(glob: &str, path: &str) -> bool {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false).add_line(None, glob).expect("a glob");
        let ignore = builder.build().expect("a glob");
        let inside = Path::new(path).ancestors().take_while(|p| !p.as_os_str().is_empty()).enumerate();
        inside.map(|(up, path)| ignore.matched(path, up > 0)).any(|told| told.is_ignore())
    }

    proptest! {
        #[test]
        fn a_glob_matches_what_it_does_in_a_gitignore(
            glob in r"/?((a|b|c|\*|\*\*|\?|\[ab\]|\{a,b\}|\*c)/?){1,4}",
            path in "[abc]{1,2}(/[abc]{1,2}){0,3}",
        ) {
            let globs = globs(&format!("'{glob}'")).expect("a glob");
            prop_assert_eq!(by(&globs, &path).is_some(), is_ignored(&glob, &path), "{} {}", glob, path);
        }
    }
}
