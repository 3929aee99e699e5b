//! Runs an audit: one thread reads, all cores lint, and one thread writes in the order of reading.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use xxhash_rust::xxh3::Xxh3;

use super::error::AuditError;
use super::export::{self, FILES};
use super::read::{Archive, Work};
use super::rows::{Fate, Unit};
#[cfg(not(feature = "parquet"))]
use super::store::Store;
use super::store::{self, Done, Folder, Known, Seen, Writer};
use super::totals::Totals;
use super::worker::Worker;
use crate::Severity;
use crate::checked::RuleInfo;
use crate::claims::Group;
use crate::document::Format;
use crate::gate::Config;
use crate::rules::Rule;
use crate::source::{ConfigError, Configs};

/// How many pieces of work for each thread may wait to be written. This bounds memory.
const AHEAD: usize = 2;

/// How often a transaction is committed while no work comes.
const IDLE: Duration = Duration::from_millis(500);

/// What to audit.
#[derive(Debug)]
pub struct Audit<'a> {
    /// Folders and files.
    pub paths: &'a [PathBuf],
    /// The folder of the store and the reports.
    pub out: &'a Path,
    /// The format of all files; if there is none, each file has that of its name.
    pub format: Option<&'static dyn Format>,
    /// Whether the cells of findings.csv are as they are, also where a spreadsheet would take one for a formula.
    pub raw_cells: bool,
    /// Whether the tables of the store are written too.
    pub tables: bool,
    /// The file of this program, whose results are reused.
    pub program: &'a Path,
    /// The number of threads that lint.
    pub threads: usize,
    /// Stops the run soon once it is set.
    pub stop: &'a AtomicBool,
    /// The progress of the run, which it updates.
    pub progress: &'a Progress,
}

/// The progress of a run, for those who watch it.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bytes of files read, packed as they are.
    pub bytes: Arc<AtomicU64>,
    /// Bytes of all files; 0 until it is known.
    pub total: AtomicU64,
    /// Files that the search of folders found and passed over.
    pub passed_over: AtomicU64,
    /// Articles and other units that are finished.
    pub articles: AtomicU64,
    /// Groups of claims that are still to be related, once everything is read.
    pub groups: AtomicU64,
    /// The stage of the run.
    pub stage: Mutex<Stage>,
}

/// A stage of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Reading and linting.
    #[default]
    Lint,
    /// Dropping units that are gone, and making indexes.
    Index,
    /// Comparing articles with each other.
    Relate,
    /// Writing reports.
    Report,
}

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The totals of the store; none if the run was stopped.
    pub totals: Option<Totals>,
    /// What the run did.
    pub done: Done,
}

/// Why an audit cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A file cannot be written or read.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// A configuration is refused.
    #[error(transparent)]
    Config(#[from] ConfigError),
}

impl Progress {
    fn enter(&self, stage: Stage) {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner) = stage;
    }

    /// The stage of the run.
    #[must_use]
    pub fn at(&self) -> Stage {
        *self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Audits an archive. What has not changed since the last run on the folder is not linted again, and what is
/// gone is dropped. The files in the folder are the same for any number of threads, however often the run was
/// stopped. `measuring` are configurations like `configs`, used to find out how much there is to read.
///
/// Time is linear in the archive and memory does not grow with it.
///
/// # Errors
/// When the folder cannot be written to, or a configuration is refused. The store stays sound, and the next
/// run goes on from where this one came.
pub fn run(audit: &Audit<'_>, configs: Configs, measuring: Configs) -> Result<Outcome, RunError> {
    #[cfg(not(feature = "parquet"))]
    if audit.tables {
        // Told before the work and not after it.
        return Err(AuditError::new(audit.out, WITHOUT_PARQUET).into());
    }
    let names: Vec<&str> =
        FILES.into_iter().chain(["audit.db", "audit.db-wal", "audit.db-shm", store::LOCK]).collect();
    // Errors in the paths are reported before a folder is made.
    Archive::new(audit.paths, audit.out, &names, audit.format)?;
    let folder = Folder::lock(audit.out)?;
    let archive = Archive::new(audit.paths, audit.out, &names, audit.format)?;
    let seen = Arc::new(Seen::default());
    let build = build(audit.program);
    let mut writer = Writer::new(&folder.path, seen.clone(), build)?;
    let (configs, is_all) = lint(audit, &archive, &mut writer, &seen, build, (configs, measuring))?;
    writer.commit()?;
    if !is_all {
        return Ok(Outcome { totals: None, done: writer.done });
    }
    if writer.done == Done::default() {
        let why = "there are no articles here; name files of other formats outright, or `include` them in factlint.toml";
        let path = audit.paths.first().map_or(audit.out, PathBuf::as_path);
        return Err(AuditError::new(path, why).into());
    }
    audit.progress.enter(Stage::Index);
    writer.drop_unseen()?;
    writer.load()?;
    audit.progress.enter(Stage::Relate);
    let between = |rule: &str, group: &Group| {
        let has = |config: &&Arc<Config>| config.linter().rules().all().iter().any(|known| known.id == rule);
        configs.iter().find(has).map_or_else(Vec::new, |config| group.between(config.linter(), rule))
    };
    let go_on = |left| {
        audit.progress.groups.store(left, Ordering::Relaxed);
        !audit.stop.load(Ordering::Relaxed)
    };
    if !store::relate(&mut writer, between, go_on)? {
        return Ok(Outcome { totals: None, done: writer.done });
    }
    writer.complete()?;
    audit.progress.enter(Stage::Report);
    let rules = rules(&configs);
    let totals = export::write(&folder.path, writer.store(), (&rules, audit.raw_cells), || {
        !audit.stop.load(Ordering::Relaxed)
    })?;
    if audit.tables && totals.is_some() {
        write_tables(&folder.path, writer.store())?;
    }
    let done = writer.done;
    writer.close();
    Ok(Outcome { totals, done })
}

#[cfg(feature = "parquet")]
use super::tables::export as write_tables;

/// Writes the tables of a store.
#[cfg(not(feature = "parquet"))]
fn write_tables(folder: &Path, _: &Store) -> Result<(), AuditError> {
    Err(AuditError::new(folder, WITHOUT_PARQUET))
}

/// Why there are no tables where the program is built without them.
#[cfg(not(feature = "parquet"))]
pub(super) const WITHOUT_PARQUET: &str = "this factlint was built without Parquet; the one of the package for Python has it, and so \
    has `cargo install factlint --features parquet`";

/// The rules of all configurations, by id, as reports describe them.
pub(super) fn rules(configs: &[Arc<Config>]) -> Vec<RuleInfo> {
    let all = configs.iter().flat_map(|config| config.rules());
    let info = |(rule, severity): (&Rule, Severity)| {
        let about =
            RuleInfo { id: rule.id.clone(), severity, summary: rule.summary.clone(), why: rule.why.clone() };
        (rule.id.clone(), about)
    };
    let own = crate::gate::unused();
    let by_id: BTreeMap<_, _> = std::iter::once((own.id.clone(), own)).chain(all.map(info)).collect();
    by_id.into_values().collect()
}

/// A hash of a program, so that results of another program are not reused.
pub(super) fn build(program: &Path) -> i64 {
    let mut hash = Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    // Where the program cannot be read, the version is hashed.
    if let Ok(mut program) = File::open(program) {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(read @ 1..) = program.read(&mut buffer) {
            hash.update(&buffer[..read]);
        }
    }
    hash.digest().cast_signed()
}

/// The units of some work, with its place in the order of reading.
type Linted = (u64, Result<Vec<(Unit, Fate)>, AuditError>);

/// Lints the units that the store does not know. Returns the configurations that were used, and whether
/// everything was read.
fn lint(
    audit: &Audit<'_>,
    archive: &Archive,
    writer: &mut Writer,
    seen: &Arc<Seen>,
    build: i64,
    (mut configs, mut measuring): (Configs, Configs),
) -> Result<(Vec<Arc<Config>>, bool), RunError> {
    let threads = audit.threads.max(1);
    let window = threads * AHEAD + AHEAD;
    // The reader takes a token for each piece of work, and the writer gives it back.
    let (back, tokens) = sync_channel::<()>(window);
    for _ in 0..window {
        let _ = back.try_send(());
    }
    let (give, take) = sync_channel::<(u64, Work)>(window);
    let (done, linted) = sync_channel::<Linted>(window);
    let take = Mutex::new(take);
    let bytes = &audit.progress.bytes;
    let ended = AtomicBool::new(false);
    let go_on = || !audit.stop.load(Ordering::Relaxed);
    let workers: Result<Vec<Worker<'_>>, AuditError> = (0..threads)
        .map(|_| {
            let known = Known::new(audit.out, seen.clone())?;
            Ok(Worker { archive, known, build, bytes })
        })
        .collect();
    let workers = workers?;
    thread::scope(|scope| {
        scope.spawn(|| {
            archive
                .measure(&mut measuring, &audit.progress.total, || go_on() && !ended.load(Ordering::Relaxed));
        });
        let reader = scope.spawn(move || {
            let mut number = 0;
            let mut is_all = true;
            let used = archive.read(&mut configs, (bytes, &audit.progress.passed_over), |work| {
                is_all = go_on() && tokens.recv().is_ok() && give.send((number, work)).is_ok();
                number += 1;
                is_all
            });
            used.map(|used| (used, is_all))
        });
        for worker in workers {
            let (take, done) = (&take, done.clone());
            scope.spawn(move || work(&worker, take, &done));
        }
        drop(done);
        let written = write(audit.progress, writer, &linted, &back);
        // The other threads end when nobody takes from them or gives to them.
        drop((linted, back));
        ended.store(true, Ordering::Relaxed);
        let read = reader.join();
        written?;
        match read {
            Ok(read) => Ok(read?),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Lints work until there is no more.
fn work(worker: &Worker<'_>, take: &Mutex<Receiver<(u64, Work)>>, done: &SyncSender<Linted>) {
    loop {
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, work)) = next else { return };
        if done.send((number, worker.run(work))).is_err() {
            return;
        }
    }
}

/// Writes the results, in the order of reading.
fn write(
    progress: &Progress,
    writer: &mut Writer,
    linted: &Receiver<Linted>,
    back: &SyncSender<()>,
) -> Result<(), AuditError> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    loop {
        match linted.recv_timeout(IDLE) {
            Ok((number, units)) => drop(early.insert(number, units)),
            Err(RecvTimeoutError::Timeout) => writer.commit()?,
            Err(RecvTimeoutError::Disconnected) => return writer.commit(),
        }
        while let Some(units) = early.remove(&next) {
            next += 1;
            for (unit, fate) in units? {
                writer.add(&unit, fate)?;
                progress.articles.fetch_add(1, Ordering::Relaxed);
            }
            let _ = back.try_send(());
        }
    }
}
