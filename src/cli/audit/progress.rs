//! Shows the progress of an audit: as a bar on a terminal, else as a line now and then.

use std::io::{IsTerminal as _, stderr};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::archive::{Progress, Stage};
use crate::cli::streams::tell;

/// How often the bar is drawn, and how often a line is written.
const BAR: Duration = Duration::from_millis(200);
const LINE: Duration = Duration::from_secs(10);

/// Runs `work`, and shows its progress on standard error.
pub(super) fn shown<T: Send>(progress: &Progress, work: impl FnOnce() -> T + Send) -> T {
    let (ended, waiting) = channel::<()>();
    let is_terminal = stderr().is_terminal();
    thread::scope(|scope| {
        scope.spawn(move || {
            let shown = Shown { progress, since: Instant::now() };
            let bar = is_terminal.then(bar);
            while waiting.recv_timeout(if is_terminal { BAR } else { LINE }) == Err(RecvTimeoutError::Timeout)
            {
                match &bar {
                    Some(bar) => shown.draw(bar),
                    None => tell(shown.line()),
                }
            }
            bar.inspect(ProgressBar::finish_and_clear);
        });
        let done = work();
        drop(ended);
        done
    })
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{wide_bar} {msg}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

struct Shown<'p> {
    progress: &'p Progress,
    since: Instant,
}

impl Shown<'_> {
    fn draw(&self, bar: &ProgressBar) {
        let total = self.progress.total.load(Ordering::Relaxed);
        if total > 0 {
            bar.set_length(total);
        }
        bar.set_position(self.progress.bytes.load(Ordering::Relaxed));
        bar.set_message(self.line());
    }

    fn line(&self) -> String {
        match self.progress.at() {
            Stage::Lint => self.linted(),
            Stage::Index => "making indexes".to_owned(),
            Stage::Relate => {
                let left = self.progress.groups.load(Ordering::Relaxed);
                format!("holding articles against each other: {left} groups left")
            }
            Stage::Report => "writing reports".to_owned(),
        }
    }

    /// "12000 articles (3100/s), 45 MiB of 2.4 GiB, 5 minutes left".
    fn linted(&self) -> String {
        let articles = self.progress.articles.load(Ordering::Relaxed);
        let bytes = self.progress.bytes.load(Ordering::Relaxed);
        let total = self.progress.total.load(Ordering::Relaxed);
        let seconds = self.since.elapsed().as_secs_f64();
        let rate = articles as f64 / seconds.max(0.001);
        let mut line = format!("{articles} articles ({rate:.0}/s), {}", HumanBytes(bytes));
        if total > 0 {
            line += &format!(" of {}", HumanBytes(total));
            if bytes > 0 {
                let left = seconds * (total.saturating_sub(bytes) as f64) / bytes as f64;
                line += &format!(", {} left", HumanDuration(Duration::from_secs_f64(left)));
            }
        }
        line
    }
}
