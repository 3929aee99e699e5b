//! Asks git which files of a run have changed since a revision, and in which lines.

mod diff;

use std::collections::{HashMap, HashSet};
use std::io::{BufReader, ErrorKind};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use super::Failure;
use super::place::Places;
use crate::checked::Checked;
use crate::gate::Changed;
use crate::source::Input;

/// The changes since a revision, by the names of inputs.
pub(super) struct Changes(HashMap<String, Changed>);

impl Changes {
    /// The changes since the newest commit that a revision and `HEAD` share: in commits, in the index, in the
    /// working tree, and in files that git does not track. Renamed files are followed. Removes from `inputs`
    /// the files that have not changed.
    pub(super) fn since(revision: &str, inputs: &mut Vec<Input>) -> Result<Self, Failure> {
        if inputs.iter().any(|input| input.path.is_none()) {
            let reason = "standard input is in no revision: leave out `-`, or leave out --since";
            return Err(Failure::Message(reason.to_owned()));
        }
        let mut repository = Repository::here()?;
        let base = base(revision)?;
        let (tracked, changed) = (tracked()?, changed(&base)?);
        let mut changes = HashMap::new();
        for input in std::mem::take(inputs) {
            let change = match repository.name(&input)? {
                Some(name) if tracked.contains(&name) => match changed.get(&name) {
                    Some(change) => change.clone(),
                    None => continue,
                },
                _ => Changed::Whole,
            };
            changes.insert(input.name.clone(), change);
            inputs.push(input);
        }
        Ok(Self(changes))
    }

    /// Drops the findings that touch no changed line.
    pub(super) fn keep(&self, checked: &mut Checked) {
        if let Some(change) = self.0.get(&checked.document.path) {
            change.keep(checked);
        }
    }
}

/// The repository of the current directory.
struct Repository {
    root: PathBuf,
    /// Names of files relative to the root of the repository.
    places: Places,
    /// For each folder, whether it is a repository of its own.
    inner: HashMap<String, bool>,
}

impl Repository {
    fn here() -> Result<Self, Failure> {
        let output = run(&["rev-parse", "--show-cdup"])?;
        if !output.status.success() {
            let said = said(&output.stderr);
            let is_none = said.starts_with("not a git repository");
            let way_out =
                if is_none { "; run factlint inside the repository that has the articles" } else { "" };
            return Err(Failure::Message(format!("--since: {said}{way_out}")));
        }
        let root = PathBuf::from(".").join(said(&output.stdout)).canonicalize()?;
        let places = Places::seen_from(&root.join(".git"));
        Ok(Self { root, places, inner: HashMap::new() })
    }

    /// The name that git has for a file; none if there is no such file.
    fn name(&mut self, input: &Input) -> Result<Option<String>, Failure> {
        let Some(path) = &input.path else { return Ok(None) };
        let Ok(metadata) = path.symlink_metadata() else { return Ok(None) };
        // The file that a link points to is read.
        let Ok(path) = (if metadata.is_symlink() { path.canonicalize() } else { Ok(path.clone()) }) else {
            return Ok(None);
        };
        let name = self.places.name(&path);
        let is_outside = name.starts_with("../");
        let other = name.match_indices('/').map(|(end, _)| &name[..end]).find(|folder| {
            let is_repository = || self.root.join(folder).join(".git").exists();
            *self.inner.entry((*folder).to_owned()).or_insert_with(is_repository)
        });
        if !is_outside && other.is_none() {
            return Ok(Some(name));
        }
        let repository = self.root.display();
        Err(Failure::Message(format!(
            "{}: --since looks at the repository {repository}, which does not have this file; \
             run factlint in the one that does, or leave out --since",
            input.name
        )))
    }
}

/// The newest commit that a revision and `HEAD` share.
fn base(revision: &str) -> Result<String, Failure> {
    let message = |reason: &str| Err(Failure::Message(format!("--since {revision}: {reason}")));
    if revision.contains("..") {
        return message("this is a range; give its first revision");
    }
    let commit = format!("{revision}^{{commit}}");
    let commit = run(&["rev-parse", "--verify", "--quiet", &commit])?;
    if revision.starts_with('-') || !commit.status.success() {
        return message(
            "git knows no such revision here; check the name, or fetch it first \
             (a shallow clone has the newest commits only: fetch the whole history)",
        );
    }
    let base = run(&["merge-base", &said(&commit.stdout), "HEAD"])?;
    if !base.status.success() {
        return message(
            "git knows no commit that it shares with HEAD; fetch more of the history \
             (git fetch --unshallow)",
        );
    }
    Ok(said(&base.stdout))
}

/// The files that git tracks.
fn tracked() -> Result<HashSet<String>, Failure> {
    let output = run(&["ls-files", "-z", "--full-name", ":/"])?;
    if !output.status.success() {
        return Err(Failure::Message(format!("--since: {}", said(&output.stderr))));
    }
    let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

/// The tracked files that have changed since a commit and are still there.
fn changed(commit: &str) -> Result<HashMap<String, Changed>, Failure> {
    // Settings of the user that change the output of a diff are set back.
    let mut git = git(&["-c", "core.quotePath=false", "-c", "core.safecrlf=false", "diff"]);
    git.args(["--numstat", "-z", "--patch", "--unified=0", "--inter-hunk-context=0"]);
    git.args(["--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "--no-color"]);
    git.args(["--no-ext-diff", "--no-textconv", "--ignore-submodules", "--find-renames"]);
    git.args(["--diff-filter=d", commit, "--"]);
    let mut child = git.stdout(Stdio::piped()).spawn().map_err(|error| absent(&error))?;
    let changed = child.stdout.take().map(|out| diff::read(BufReader::new(out))).transpose();
    let status = child.wait()?;
    let changed = changed?.unwrap_or_default();
    if status.success() {
        return Ok(changed);
    }
    Err(Failure::Message("--since: git cannot tell what has changed; see what it says above".to_owned()))
}

/// A command of git in the current directory, with messages in English and without a lock on the repository.
fn git(arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.args(arguments).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").stdin(Stdio::null());
    git
}

fn run(arguments: &[&str]) -> Result<Output, Failure> {
    git(arguments).output().map_err(|error| absent(&error))
}

fn absent(error: &std::io::Error) -> Failure {
    Failure::Message(match error.kind() {
        ErrorKind::NotFound => {
            "--since asks git what has changed, and git is not installed; install it, or leave out --since"
                .to_owned()
        }
        _ => format!("--since: git does not run: {error}"),
    })
}

/// The output of git without white space at its ends.
fn said(bytes: &[u8]) -> String {
    let said = String::from_utf8_lossy(bytes);
    let said = said.trim();
    said.strip_prefix("fatal: ").unwrap_or(said).to_owned()
}
