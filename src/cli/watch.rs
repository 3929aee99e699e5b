//! `factlint check --watch`: checks files again when they are saved.

mod saved;

use std::collections::HashSet;
use std::io::{IsTerminal as _, Write, stdout};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{ErrorKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::check::Arguments;
use super::colour::Colour;
use super::streams::tell;
use super::{CLEAN, Failure, place};
use crate::source::Configs;
use crate::source::{self, Input};
use saved::Saved;

/// How long nothing must happen before files are checked: an editor saves in several steps.
const QUIET: Duration = Duration::from_millis(30);
/// The longest wait for a file that is written again and again.
const PATIENCE: Duration = Duration::from_millis(500);

/// Checks, and checks again what is saved. Errors of a file or a configuration are printed, and the watch
/// goes on. Ctrl-C ends the process with 0.
pub(super) fn run(check: &Arguments, out: &mut dyn Write, colour: Colour) -> Result<u8, Failure> {
    let configs = check.setting.configs(&[])?;
    for path in &check.paths {
        if path.as_os_str() == "-" {
            return Err(Failure::Message("standard input cannot be watched; name a file or a folder".into()));
        }
        if !path.exists() {
            return Err(Failure::Message(format!("{}: there is no such file or folder", path.display())));
        }
    }
    let failed = |error: ctrlc::Error| Failure::Message(format!("--watch: Ctrl-C cannot be heeded: {error}"));
    ctrlc::set_handler(|| std::process::exit(CLEAN.into())).map_err(failed)?;
    let (sender, events) = channel();
    let watcher = notify::recommended_watcher(sender).map_err(|error| cannot_watch(&error))?;
    let (watched, known) = (HashSet::new(), HashSet::new());
    let mut watch = Watch { check, configs, watcher, events, watched, known, again: false };
    let mut saved = Saved::everything();
    loop {
        watch.watch_inputs(&saved)?;
        let began = Instant::now();
        let done = match watch.check(&saved, out, colour) {
            Ok(true) => Some(format!("checked in {} ms", began.elapsed().as_millis())),
            Ok(false) => None,
            Err(Failure::Closed) => return Ok(CLEAN),
            Err(failure) => {
                failure.print(colour);
                Some("not checked".to_owned())
            }
        };
        // Files of a refused configuration are watched too, since they will be mended.
        watch.watch_configuration()?;
        if let Some(done) = done {
            let now = jiff::ZonedDateTime::now().strftime("%H:%M:%S");
            tell(format_args!("{now} {done}; waiting for changes (Ctrl-C ends)"));
        }
        saved = watch.wait()?;
    }
}

/// A watch over the files of a run.
struct Watch<'a> {
    check: &'a Arguments,
    /// The configurations, kept until one of their files is saved, so that rules are compiled once.
    configs: Configs,
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<notify::Event>>,
    /// The folders that are watched. Watching a file would fail when an editor saves by renaming.
    watched: HashSet<PathBuf>,
    /// The names of the inputs of the last run.
    known: HashSet<String>,
    /// Whether the last run could not be finished.
    again: bool,
}

impl Watch<'_> {
    /// Checks the files that were saved, or all files after a change of the configuration. Returns whether
    /// there was anything to check.
    fn check(&mut self, saved: &Saved, out: &mut dyn Write, colour: Colour) -> Result<bool, Failure> {
        let everything = saved.is_everything() || saved.has_toml();
        if everything {
            self.configs = self.check.setting.configs(&[])?;
        }
        let mut found = match self.check.find(&mut self.configs) {
            // The refusal of a configuration is printed once.
            Err(_) if self.again && !everything => return Ok(false),
            found => found.inspect_err(|_| self.again = true)?,
        };
        // A file that is gone while it is saved comes back with an event of its own.
        found.inputs.retain(|input| input.path.as_deref().is_some_and(Path::exists));
        let known = found.inputs.iter().map(|input| input.name.clone()).collect();
        let before = std::mem::replace(&mut self.known, known);
        let is_saved = |input: &Input| {
            !before.contains(&input.name) || input.path.as_deref().is_some_and(|path| saved.has(path))
        };
        if !everything && !found.inputs.iter().any(is_saved) {
            return Ok(false);
        }
        if !everything && !self.again {
            found.inputs.retain(is_saved);
        }
        self.again = true;
        if stdout().is_terminal() {
            out.write_all(b"\x1b[2J\x1b[H")?;
        }
        self.check.report(found, &mut self.configs, out, colour)?;
        self.again = false;
        Ok(true)
    }

    /// Watches the folders of the inputs, and the folders above where a configuration may be made.
    fn watch_inputs(&mut self, saved: &Saved) -> Result<(), Failure> {
        self.watched.retain(|folder| !saved.is_moved(folder));
        let here = place::real(Path::new("."));
        let mut folders = Vec::new();
        for path in &self.check.paths {
            let below = if path.is_dir() { source::folders(path) } else { Vec::new() };
            folders.extend(below.iter().map(|folder| place::real(folder)));
            let top = if path.is_dir() { place::real(path) } else { place::real(place::folder(path)) };
            folders.extend(top.ancestors().take_while(|above| above.starts_with(&here)).map(Path::to_owned));
            let real = place::real_file(path);
            folders.extend([top, place::folder(&real).to_owned()]);
        }
        self.watch(folders)
    }

    /// Watches the folders of the configurations in use.
    fn watch_configuration(&mut self) -> Result<(), Failure> {
        let folders = self.configs.files().map(|file| place::real(place::folder(file))).collect();
        self.watch(folders)
    }

    fn watch(&mut self, folders: Vec<PathBuf>) -> Result<(), Failure> {
        let mut paths = self.watcher.paths_mut();
        for folder in folders {
            if self.watched.contains(&folder) {
                continue;
            }
            match paths.add(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.watched.insert(folder)),
                Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                    return Err(cannot_watch(&error));
                }
                // A folder that is gone or may not be read is reported with its files.
                Err(_) => {}
            }
        }
        paths.commit().map_err(|error| cannot_watch(&error))
    }

    /// Waits until a file is saved, and then until no more are.
    fn wait(&self) -> Result<Saved, Failure> {
        let mut saved = Saved::default();
        let mut first = None;
        loop {
            let event = match first {
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(_) => self.events.recv_timeout(QUIET),
            };
            match event {
                Ok(event) => saved.add(event),
                Err(RecvTimeoutError::Timeout) => return Ok(saved),
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Failure::Message("--watch: the system tells of no more changes".to_owned()));
                }
            }
            if saved.is_some() && first.get_or_insert_with(Instant::now).elapsed() > PATIENCE {
                return Ok(saved);
            }
        }
    }
}

fn cannot_watch(error: &notify::Error) -> Failure {
    Failure::Message(match error.kind {
        ErrorKind::MaxFilesWatch => {
            "--watch: the system watches no more folders; name fewer, or raise its limit \
             (fs.inotify.max_user_watches)"
                .to_owned()
        }
        _ => format!("--watch: {error}"),
    })
}
