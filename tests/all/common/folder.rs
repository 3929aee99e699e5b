//! A folder for one test, with files to edit and a repository if the test wants one.

use std::path::PathBuf;
use std::process::{Command, Output};

use tempfile::TempDir;

use super::{findings, stderr, stdout, text};

/// Removed with all that is in it when dropped.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| folder.write(name, text));
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("read")
    }

    /// Changes a text of a file.
    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{text}");
        self.write(name, &text.replacen(from, to, 1));
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        std::fs::create_dir_all(self.path(to).parent().expect("a folder")).expect("made");
        std::fs::rename(self.path(from), self.path(to)).expect("renamed");
    }

    /// A run of the binary in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        super::factlint(arguments).current_dir(self.0.path()).output().expect("the binary runs")
    }

    /// The rules and severities of what a check finds.
    pub(crate) fn found(&self, arguments: &[&str]) -> Vec<(String, String)> {
        let output = self.run(&[&["check", "--format", "jsonl"], arguments].concat());
        assert_eq!(stderr(&output), "");
        findings(&output)
            .iter()
            .map(|f| (text(f, "rule").to_owned(), text(f, "severity").to_owned()))
            .collect()
    }

    /// What a run says that is refused, without the folder's own name.
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        stderr(&output).replace(self.0.path().to_str().expect("UTF-8"), "FOLDER")
    }

    /// A run of git in the folder; whether it could do it.
    pub(crate) fn git(&self, arguments: &[&str]) -> bool {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]);
        let output = git.args(arguments).current_dir(self.0.path()).output().expect("git runs");
        output.status.success()
    }

    /// Makes the folder a repository without commits.
    pub(crate) fn init(&self) {
        assert!(self.git(&["init", "--quiet", "--initial-branch", "main"]));
    }

    /// Commits all that is in the folder.
    pub(crate) fn commit(&self) {
        assert!(self.git(&["add", "."]) && self.git(&["commit", "--quiet", "--message", "change"]));
    }
}
