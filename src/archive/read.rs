//! Reads an archive: makes files and pieces of files into work for the threads that lint.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ignore::{DirEntry, WalkBuilder};

use super::error::AuditError;
use crate::document::{Changes, Format, Reading};
use crate::formats;
use crate::gate::{Choice, Config};
use crate::source::{ConfigError, Configs};
use crate::source::{Input, Part, Piece, SourceError, shown};

/// How many files a thread gets at once.
const FILES: usize = 16;

/// The format of records that a search finds.
const ARCHIVES: [&str; 3] = ["jsonl", "warc", "mbox"];

/// A piece of work for a thread.
#[derive(Debug)]
pub(super) enum Work {
    /// Files, each of which is a unit.
    Files(Vec<(Input, Arc<Config>)>),
    /// Records of a file, each of which is a unit.
    Records(Arc<Input>, Arc<Config>, Piece),
    /// A file that cannot be read from this byte on.
    Unread(SourceError, u64),
}

/// The files of an archive, and how they are read.
#[derive(Debug)]
pub(super) struct Archive {
    /// Folders, each with the folders and files that its search leaves out: the other folders, and what
    /// audits write.
    folders: Vec<(PathBuf, Vec<PathBuf>)>,
    files: Vec<PathBuf>,
    format: Option<&'static dyn Format>,
}

impl Archive {
    /// The archive of these paths, without what is in `out`.
    ///
    /// # Errors
    /// When a path does not exist, or is standard input.
    pub(super) fn new(
        paths: &[PathBuf],
        out: &Path,
        written: &[&str],
        format: Option<&'static dyn Format>,
    ) -> Result<Self, AuditError> {
        let (mut folders, mut files) = (Vec::new(), Vec::new());
        for path in paths {
            if path.as_os_str() == "-" {
                let why = "standard input cannot be read again, as a rerun does; name files or folders";
                return Err(AuditError::new(path, why));
            }
            if !path.exists() {
                return Err(AuditError::new(path, "there is no such file or folder"));
            }
            let list = if path.is_dir() { &mut folders } else { &mut files };
            list.push(path.clone());
        }
        files.sort();
        files.dedup_by(|a, b| shown(a) == shown(b));
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        folders.sort();
        folders.dedup_by(|a, b| real(a) == real(b));
        let mut others: Vec<PathBuf> = folders.iter().map(|folder| real(folder)).collect();
        others.push(real(out));
        let folders = folders.into_iter().map(|folder| {
            let own = real(&folder);
            // Where audits write into the searched folder itself, only their files are left out.
            let names = written.iter().map(|name| real(out).join(name));
            let inside = |other: &PathBuf| Some(folder.join(other.strip_prefix(&own).ok()?));
            let mut skipped: Vec<PathBuf> =
                others.iter().cloned().chain(names).filter_map(|o| inside(&o)).collect();
            skipped.retain(|skipped| *skipped != folder && !skipped.as_os_str().is_empty());
            (folder, skipped)
        });
        Ok(Self { folders: folders.collect(), files, format })
    }

    /// How files with a configuration are read.
    pub(super) fn reading(&self, config: &Config) -> Reading {
        Reading {
            format: self.format,
            fields: config.fields().clone(),
            published: None,
            changes: Changes::default(),
        }
    }

    /// Calls a function with each file, in the order in which the system lists them, and with each folder
    /// that cannot be searched, until the function wants no more. Memory does not grow with the files. Returns
    /// how many files were passed over.
    ///
    /// # Errors
    /// When a configuration is refused.
    pub(super) fn each_file(
        &self,
        configs: &mut Configs,
        mut each: impl FnMut(&mut Configs, Result<Input, SourceError>) -> Result<bool, ConfigError>,
    ) -> Result<u64, ConfigError> {
        let mut passed = 0;
        let input = |path: &Path| Input { name: shown(path), path: Some(path.to_owned()) };
        for file in &self.files {
            if !each(configs, Ok(input(file)))? {
                return Ok(passed);
            }
        }
        for (folder, skipped) in &self.folders {
            let skipped = skipped.clone();
            let passes = move |entry: &DirEntry| !skipped.iter().any(|skipped| skipped == entry.path());
            for found in WalkBuilder::new(folder).filter_entry(passes).build() {
                let found = match found {
                    Ok(found) if !found.file_type().is_some_and(|kind| kind.is_file()) => continue,
                    Ok(found) if !is_wanted(configs, found.path())? => {
                        passed += 1;
                        continue;
                    }
                    Ok(found) if self.files.iter().any(|file| shown(file) == shown(found.path())) => continue,
                    Ok(found) => Ok(input(found.path())),
                    Err(error) => Err(SourceError { name: shown(folder), reason: error.to_string() }),
                };
                if !each(configs, found)? {
                    return Ok(passed);
                }
            }
        }
        Ok(passed)
    }

    /// Counts the bytes of all files, packed as they are, and stores the sum in `total` when all are known.
    pub(super) fn measure(&self, configs: &mut Configs, total: &AtomicU64, go_on: impl Fn() -> bool) {
        let mut bytes = 0;
        let counted = self.each_file(configs, |_, input| {
            let path = input.ok().and_then(|input| input.path);
            bytes += path.and_then(|path| path.metadata().ok()).map_or(0, |about| about.len());
            Ok(go_on())
        });
        if counted.is_ok() && go_on() {
            total.store(bytes, Ordering::Relaxed);
        }
    }

    /// Reads the archive as work, in order, until no more is wanted. The counts get the bytes of files that are
    /// read in pieces, as they are read, and the files that are passed over. Returns the configurations of the files.
    ///
    /// # Errors
    /// When a configuration is refused.
    pub(super) fn read(
        &self,
        configs: &mut Configs,
        (bytes, passed_over): (&Arc<AtomicU64>, &AtomicU64),
        mut give: impl FnMut(Work) -> bool,
    ) -> Result<Vec<Arc<Config>>, ConfigError> {
        let mut files = Vec::new();
        let mut used: Vec<Arc<Config>> = Vec::new();
        let passed = self.each_file(configs, |configs, input| {
            let input = match input {
                Ok(input) => input,
                Err(error) => return Ok(give(Work::Unread(error, 0))),
            };
            let config = configs.of(input.place())?;
            if !used.iter().any(|known| Arc::ptr_eq(known, &config)) {
                used.push(config.clone());
            }
            let reading = self.reading(&config);
            if input.format(&reading).records().is_none() {
                files.push((input, config));
                return Ok(files.len() < FILES || give(Work::Files(std::mem::take(&mut files))));
            }
            if !files.is_empty() && !give(Work::Files(std::mem::take(&mut files))) {
                return Ok(false);
            }
            let input = Arc::new(input);
            let mut end = 0;
            for part in input.parts_counted(&reading, bytes.clone()) {
                let work = match part {
                    Ok(Part::Piece(piece)) => {
                        end = piece.start.byte + piece.bytes.len() as u64;
                        Work::Records(input.clone(), config.clone(), piece)
                    }
                    Ok(Part::Whole) => Work::Files(vec![(Input::clone(&input), config.clone())]),
                    Err(error) => Work::Unread(error, end),
                };
                if !give(work) {
                    return Ok(false);
                }
            }
            Ok(true)
        })?;
        passed_over.store(passed, Ordering::Relaxed);
        if !files.is_empty() {
            give(Work::Files(files));
        }
        Ok(used)
    }
}

/// Whether a file that a search finds is part of the archive: any file that a check would read, and files of
/// JSON lines, WARC and mail, in which archives are kept.
fn is_wanted(configs: &mut Configs, path: &Path) -> Result<bool, ConfigError> {
    Ok(match configs.at(path)?.choice() {
        Choice::Excluded(_) => false,
        Choice::Included(_) => true,
        Choice::Unsaid => {
            let archive = || formats::of_path(path).is_some_and(|format| ARCHIVES.contains(&format.name()));
            formats::is_searched_for(path) || archive()
        }
    })
}
