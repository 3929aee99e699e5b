//! How long a draft of 20 KB takes to be checked again after an edit, in the library: half of the edits take at most
//! the first time that is printed, and 99 of 100 the second. `FACTLINT_BENCH_TEXT` names another draft.

use std::time::{Duration, Instant};

use factlint::{Checker, Edit, Span};

/// The bytes of the draft, and the number of edits.
const SIZE: usize = 20_000;
const EDITS: usize = 400;

fn draft() -> String {
    if let Some(path) = std::env::var_os("FACTLINT_BENCH_TEXT") {
        return std::fs::read_to_string(path).expect("FACTLINT_BENCH_TEXT names a readable text");
    }
    let mut draft = String::with_capacity(SIZE * 2);
    while draft.len() < SIZE {
        // One article: lines that name a publisher would divide it.
        for line in include_str!("articles.txt").lines().filter(|line| !line.starts_with("Source:")) {
            draft.push_str(line);
            draft.push('\n');
        }
    }
    draft
}

fn main() {
    let checker = Checker::new().expect("the rules that ship load");
    let text = draft();
    let mut draft = checker.draft(&text);
    // Edits stand at words, spread over the text: a word is put in, and taken out again.
    let starts: Vec<u32> = text.match_indices(' ').map(|(at, _)| at as u32).collect();
    let mut times: Vec<Duration> = Vec::with_capacity(2 * EDITS);
    for edit in 0..EDITS {
        let at = starts[edit * 7919 % starts.len()];
        let word = [" seven", " late", " Vella", " 12"][edit % 4];
        let put = Edit { span: Span::new(at, at), text: word.to_owned() };
        let taken = Edit { span: Span::new(at, at + word.len() as u32), text: String::new() };
        for edit in [put, taken] {
            let start = Instant::now();
            draft.edit(&edit);
            times.push(start.elapsed());
        }
    }
    assert_eq!(draft.checked().document.text, text, "the edits take each other back");
    times.sort_unstable();
    let at = |part: usize| times[times.len() * part / 100].as_secs_f64() * 1e3;
    println!("{} bytes, {} edits: p50 {:.2} ms, p99 {:.2} ms", text.len(), times.len(), at(50), at(99));
}
