//! Heap allocations an article: divan prints how many and how large, by stage.

use std::sync::LazyLock;

use divan::{AllocProfiler, black_box};
use factlint::{Document, Linter};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

static LINTER: LazyLock<Linter> = LazyLock::new(|| Linter::builtin().expect("what ships loads"));

fn main() {
    divan::main();
}

const EXAMPLES: [(&str, &str); 2] = [
    ("clean", include_str!("../examples/clean.txt")),
    ("joint-action", include_str!("../examples/joint-action.txt")),
];

fn document(name: &str) -> Document {
    let (name, text) = EXAMPLES.into_iter().find(|(n, _)| *n == name).expect("an example");
    Document::plain(name, text)
}

#[divan::bench(args = ["clean", "joint-action"])]
fn facts(bencher: divan::Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher.bench(|| black_box(LINTER.facts(&document, &document.articles[0]).all().len()));
}

#[divan::bench(args = ["clean", "joint-action"])]
fn lint(bencher: divan::Bencher<'_, '_>, name: &str) {
    let document = document(name);
    bencher.bench(|| black_box(LINTER.article(&document, &document.articles[0]).len()));
}
