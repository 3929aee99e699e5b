//! Checkers by their configurations. Those that were used last are kept, as one costs more than a short text.

use std::cell::RefCell;
use std::collections::BTreeMap;

use factlint::{Checker, SetupError};

use crate::asked::Wanted;

/// How many checkers are kept.
const KEPT: usize = 4;

/// What a checker is made of.
#[derive(Debug, PartialEq, Eq)]
struct Setup {
    config: String,
    files: BTreeMap<String, String>,
    /// The name of the text, where the configuration may tell texts apart by it.
    path: String,
}

thread_local! {
    /// The last that was used is the first.
    static CHECKERS: RefCell<Vec<(Setup, Checker)>> = const { RefCell::new(Vec::new()) };
}

/// The checker that is asked for.
///
/// # Errors
/// When its configuration, or a file that this names, is refused: all problems with their places.
pub(crate) fn of(wanted: &Wanted) -> Result<Checker, String> {
    let config = wanted.config.clone().unwrap_or_default();
    if wanted.config.is_none() && !wanted.files.is_empty() {
        return Err("files are given, but no config that names them; name them there by `extend`".to_owned());
    }
    // An escape may write any key.
    let tells_apart = config.contains("overrides") || config.contains('\\');
    let path = if tells_apart { wanted.name().to_owned() } else { String::new() };
    let setup = Setup { config, files: wanted.files.clone(), path };
    CHECKERS.with_borrow_mut(|known| {
        match known.iter().position(|(other, _)| *other == setup) {
            Some(at) => known[..=at].rotate_right(1),
            None => {
                let made = Checker::configured(&setup.config, &setup.files, &setup.path);
                let checker = made.map_err(told)?;
                known.truncate(KEPT - 1);
                known.insert(0, (setup, checker));
            }
        }
        Ok(known[0].1.clone())
    })
}

/// What is wrong with a configuration: a line for each problem, with its file, line and column, from 1.
fn told(error: SetupError) -> String {
    match error {
        SetupError::Refused(refused) => {
            let file = &refused.file;
            let lines = refused.places().map(|(place, problem)| match place {
                Some((line, column)) => format!("{file}:{line}:{column}: {problem}"),
                None => format!("{file}: {problem}"),
            });
            lines.collect::<Vec<_>>().join("\n")
        }
        error => error.to_string(),
    }
}
