//! Problems of files that a user writes, shown against the file.

mod read;

use std::ops::Range;

pub(crate) use read::read;

/// A problem of a rule file, word list or configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The message: what is wrong.
    pub message: String,
    /// The place, in bytes of the file, if there is one.
    pub at: Option<Range<usize>>,
    /// How to solve it.
    pub help: Option<String>,
}

impl Problem {
    /// A problem at a place.
    pub(crate) fn at(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), at: Some(at), help: None }
    }

    /// Adds how to solve the problem.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds "did you mean", if there is a known name nearby.
    pub(crate) fn help_near(self, near: Option<&str>) -> Self {
        match near {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// The problem that the TOML parser reports.
    pub(crate) fn toml(error: &toml::de::Error) -> Self {
        let message = error.message();
        let problem = Self { message: message.to_owned(), at: error.span(), help: None };
        if let Some((name, known)) =
            message.strip_prefix("unknown variant `").and_then(|rest| rest.split_once("`, expected "))
        {
            let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
            let message = format!("`{name}` is none of {}", known.join(", "));
            return Self { message, ..problem }.help_near(nearest(name, known));
        }
        let problem = Self { message: told(message), ..problem };
        // serde lists every key; the name that was meant is more useful.
        let unknown =
            message.strip_prefix("unknown field `").and_then(|rest| rest.split_once("`, expected "));
        let Some((key, known)) = unknown else { return problem };
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
        let problem = Self { message: format!("unknown key `{key}`"), ..problem };
        match nearest(key, known.iter().copied()) {
            Some(near) => problem.help_near(Some(near)),
            None => problem.help(format!("the keys here are {}", known.join(", "))),
        }
    }
}

/// A message of the parser in the words of those who write the file.
fn told(message: &str) -> String {
    match message {
        "wanted string or table" => "invalid type, expected a string".to_owned(),
        message => message.replace("expected u8", "expected a whole number from 0 to 255"),
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.help {
            Some(help) => write!(f, "{}; {help}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

/// So many letters are enough to tell which name begins with them, or is only the beginning of another.
const BEGINNING: usize = 3;

/// The known name nearest to an unknown one, if any is near enough to be meant.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let begins =
        |k: &str| name.len().min(k.len()) >= BEGINNING && (k.starts_with(name) || name.starts_with(k));
    let scored = known.into_iter().map(|k| (strsim::damerau_levenshtein(name, k), k));
    scored.filter(|&(distance, k)| distance <= 2.min(k.len() / 2) || begins(k)).min().map(|(_, k)| k)
}

/// A file that is refused, with all its problems.
#[derive(Debug)]
pub struct Refused {
    /// The name of the file as given.
    pub file: String,
    /// The text of the file.
    pub text: String,
    /// All problems, in order of place; never empty.
    pub problems: Vec<Problem>,
}

impl Refused {
    pub(crate) fn new(file: &str, text: &str, mut problems: Vec<Problem>) -> Self {
        problems.sort_by_key(|p| p.at.as_ref().map_or(0, |r| r.start));
        Self { file: file.to_owned(), text: text.to_owned(), problems }
    }

    /// The line and column of each problem that has a place, from 1; columns count Unicode scalar values.
    pub fn places(&self) -> impl Iterator<Item = (Option<(usize, usize)>, &Problem)> {
        self.problems.iter().map(|problem| {
            let place = problem.at.as_ref().map(|at| {
                let before = self.text.get(..at.start).unwrap_or(&self.text);
                let start = before.rfind('\n').map_or(0, |end| end + 1);
                (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
            });
            (place, problem)
        })
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let n = self.problems.len();
        write!(f, "{} is refused: {n} problem{}", self.file, if n == 1 { "" } else { "s" })
    }
}

impl std::error::Error for Refused {}
