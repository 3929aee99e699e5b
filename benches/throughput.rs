//! Throughput by stage, over `benches/articles.txt` repeated to 10 MB, or over the file that
//! `FACTLINT_BENCH_TEXT` names. A web page is made of the same text, or taken from the folder that
//! `FACTLINT_BENCH_PAGES` names.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use factlint::checked::Checked;
use factlint::document::{Article, Reading};
use factlint::formats::named;
use factlint::report::{JsonLines, Report};
use factlint::text::Tokens;
use factlint::{Document, Linter};

fn main() {
    divan::main();
}

const SIZE: usize = 10_000_000;

fn text() -> String {
    if let Some(path) = std::env::var_os("FACTLINT_BENCH_TEXT") {
        return std::fs::read_to_string(path).expect("FACTLINT_BENCH_TEXT names a readable text");
    }
    let mut text = String::with_capacity(SIZE + 10_000);
    while text.len() < SIZE {
        text.push_str(include_str!("articles.txt"));
        text.push('\n');
    }
    text
}

fn bytes(text: &str) -> BytesCount {
    BytesCount::new(text.len())
}

/// A reference: counting newlines, about as fast as memory is read.
#[divan::bench(sample_count = 10)]
fn newlines(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(bytes(&text)).bench(|| memchr::memchr_iter(b'\n', black_box(text.as_bytes())).count());
}

/// A reference: splitting at white space and nothing else.
#[divan::bench(sample_count = 10)]
fn split_whitespace(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(bytes(&text)).bench(|| black_box(text.as_str()).split_ascii_whitespace().count());
}

#[divan::bench(sample_count = 10)]
fn document(bencher: Bencher<'_, '_>) {
    let text = text();
    bencher.counter(bytes(&text)).with_inputs(|| text.clone()).bench_values(|t| Document::plain("bench", t));
}

fn pages() -> Vec<Vec<u8>> {
    let Some(folder) = std::env::var_os("FACTLINT_BENCH_PAGES") else {
        let paragraphs = text().lines().map(|line| format!("<p>{line}</p>\n")).collect::<String>();
        return vec![paragraphs.into_bytes()];
    };
    let files = std::fs::read_dir(folder).expect("FACTLINT_BENCH_PAGES names a folder");
    files.map(|file| std::fs::read(file.expect("a file").path()).expect("it is read")).collect()
}

/// Web pages as documents.
#[divan::bench(sample_count = 10)]
fn html(bencher: Bencher<'_, '_>) {
    let format = named("html").expect("a format");
    let pages = pages();
    let size: usize = pages.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(size)).with_inputs(|| pages.clone()).bench_values(|pages| {
        for page in pages {
            black_box(format.read("bench", page, &Reading::default()).is_ok());
        }
    });
}

fn each_article(bencher: Bencher<'_, '_>, mut f: impl FnMut(&Linter, &Document, &Article)) {
    let linter = Linter::builtin().expect("what ships loads");
    let document = Document::plain("bench", text());
    bencher.counter(bytes(&document.text)).bench_local(|| {
        for article in &document.articles {
            f(&linter, &document, article);
        }
    });
}

#[divan::bench(sample_count = 10)]
fn tokens(bencher: Bencher<'_, '_>) {
    each_article(bencher, |linter, document, article| {
        let mut tokens = Tokens::default();
        for block in &article.blocks {
            tokens.scan(&document.text, block.span, linter.lexicon());
        }
        black_box(tokens.len());
    });
}

#[divan::bench(sample_count = 10)]
fn facts(bencher: Bencher<'_, '_>) {
    each_article(bencher, |linter, document, article| {
        black_box(linter.facts(document, article).all().len());
    });
}

/// Facts and all rules.
#[divan::bench(sample_count = 10)]
fn lint(bencher: Bencher<'_, '_>) {
    each_article(bencher, |linter, document, article| {
        black_box(linter.article(document, article).len());
    });
}

#[divan::bench(sample_count = 10)]
fn report(bencher: Bencher<'_, '_>) {
    let linter = Linter::builtin().expect("what ships loads");
    let document = Document::plain("bench", text());
    let findings = linter.document(&document);
    let checked = Checked { document, findings, suppressed: Vec::new() };
    bencher.counter(bytes(&checked.document.text)).bench(|| {
        let mut out = Vec::new();
        JsonLines.file(&mut out, &checked).expect("memory takes all");
        out.len()
    });
}
