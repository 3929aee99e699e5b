//! Whether time grows in proportion to the text where one kind of fact is repeated many times: for each kind the
//! shortest example of a rule that has such a fact, repeated in one paragraph, in paragraphs of one article and in
//! bullets. Facts and findings are timed together; groups, clauses, series and the article as a whole, which are made
//! where they are asked for, only with their own kind.
//!
//! ```sh
//! cargo bench --bench traps                # all kinds
//! cargo bench --bench traps -- vote list   # some, by what their names contain
//! ```
//!
//! The columns are the longest text, how many times as long each of the last two took as the one before it, and the
//! most of all these. What takes more than 2.6 times as long for twice as much is marked. A kind without an example is
//! named, so that it is not passed over in silence.

use std::hint::black_box;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use factlint::facts::Kind;
use factlint::{Document, Linter};

/// How often an example is repeated.
const TIMES: [usize; 6] = [1_250, 2_500, 5_000, 10_000, 20_000, 40_000];

/// How many of the last of these are held against the one before.
const COMPARED: usize = 2;

/// How many times as long twice as much may take.
const MOST: f64 = 2.6;

/// Where one text takes longer, no longer one is tried: what grows too fast shows before.
const LIMIT: Duration = Duration::from_secs(20);

/// Times are told apart from this on.
const LEAST: Duration = Duration::from_millis(20);

/// Of what takes less than this, the fastest of three counts.
const SHORT: Duration = Duration::from_millis(500);

#[derive(Clone, Copy, Debug)]
enum Form {
    Paragraph,
    Article,
    Bullets,
}

impl Form {
    const ALL: [Self; 3] = [Self::Paragraph, Self::Article, Self::Bullets];

    const fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Article => "article",
            Self::Bullets => "bullets",
        }
    }

    /// The text that has an example so many times.
    fn text(self, example: &str, times: usize) -> String {
        let line = example.split_whitespace().collect::<Vec<_>>().join(" ");
        let opening = "Harbour of Marsa opens again\n\nThe harbour of Marsa opened again after a winter of repairs.\n\n";
        opening.to_owned()
            + &match self {
                Self::Paragraph => format!("{line} ").repeat(times),
                Self::Article => format!("{}\n\n", example.trim()).repeat(times),
                Self::Bullets => format!("The harbour says:\n\n{}", format!("- {line}\n").repeat(times)),
            }
    }
}

fn main() {
    // Cargo adds options of its own.
    let asked: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let linter = Linter::builtin().expect("what ships loads");
    let examples = examples(&linter);
    println!(
        "{:<14} {:<10} {:>6} {:>9} {:>7} {:>7} {:>7}",
        "kind", "form", "times", "ms", "before", "last", "most"
    );
    for kind in Kind::ALL {
        if !asked.is_empty() && !asked.iter().any(|part| kind.name().contains(part.as_str())) {
            continue;
        }
        let Some(example) = shortest(&linter, &examples, kind) else {
            println!("{:<14} no example has one", kind.name());
            continue;
        };
        for form in Form::ALL {
            let (times, took) = measure(&linter, form, example, kind);
            let ratios: Vec<f64> =
                took.windows(2).map(|two| two[1].as_secs_f64() / two[0].as_secs_f64()).collect();
            let last = &ratios[ratios.len().saturating_sub(COMPARED)..];
            let shown = last.iter().map(|ratio| format!("{ratio:7.2}")).collect::<Vec<_>>().join(" ");
            // An article of more than 1 MiB is read in parts, so what grows too fast shows in a shorter one.
            let told = ratios.iter().zip(&took[1..]).filter(|(_, took)| **took > LEAST);
            let most = told.map(|(ratio, _)| *ratio).fold(0.0, f64::max);
            let mark = if most > MOST { " <<" } else { "" };
            let ms = took.last().copied().unwrap_or_default().as_secs_f64() * 1e3;
            println!(
                "{:<14} {:<10} {times:>6} {ms:>9.1} {shown:>15} {most:>7.2}{mark}",
                kind.name(),
                form.name()
            );
        }
    }
}

/// The examples of all rules without the marks of places, the shortest first.
fn examples(linter: &Linter) -> Vec<String> {
    let of = linter.rules().all().iter().flat_map(|rule| rule.fires().iter().chain(rule.silent()));
    let mut texts: Vec<String> = of.map(|example| example.text.replace(['«', '»'], "")).collect();
    texts.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
    texts
}

/// The shortest example that has a fact of a kind.
fn shortest<'e>(linter: &Linter, examples: &'e [String], kind: Kind) -> Option<&'e str> {
    let has = |text: &&String| {
        let document = Document::plain("example", text.as_str());
        document.articles.iter().any(|article| {
            let facts = linter.facts(&document, article).with_syntax(linter.lexicon()).with_article(article);
            facts.of(kind).next().is_some()
        })
    };
    examples.iter().find(has).map(String::as_str)
}

/// The times an example was repeated at last, and how long each of the texts took.
fn measure(linter: &Linter, form: Form, example: &str, kind: Kind) -> (usize, Vec<Duration>) {
    let mut took = Vec::new();
    for times in TIMES {
        let document = Document::plain("trap", form.text(example, times));
        let mut one = time(linter, &document, kind);
        for _ in 0..2 {
            if one < SHORT {
                one = one.min(time(linter, &document, kind));
            }
        }
        took.push(one);
        if one > LIMIT {
            break;
        }
    }
    (TIMES[took.len() - 1], took)
}

/// How long the facts and findings of a document take.
fn time(linter: &Linter, document: &Document, kind: Kind) -> Duration {
    let start = processor_time();
    for article in &document.articles {
        black_box(linter.article(document, article).len());
        if kind.is_syntactic() {
            black_box(linter.facts(document, article).with_syntax(linter.lexicon()).all().len());
        }
        if kind == Kind::Article {
            black_box(linter.facts(document, article).with_article(article).all().len());
        }
    }
    processor_time().saturating_sub(start)
}

/// How long the processor has worked for the program, which other programs do not change as they change the time that
/// passes. Where the system does not tell, the time that passes.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}
