//! What rules between articles find in a folder, grouped in memory: for trying them out. Prints a line
//! a finding, with tabs between: rule, the two articles, their days, the message; and on standard error
//! what it cost.
//!
//! ```sh
//! cargo run --release --example archive -- FOLDER > between.tsv
//! ```

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Instant;

use factlint::Linter;
use factlint::archive::Stated;
use factlint::document::Reading;
use factlint::source::Input;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("name a folder")?;
    let mut paths: Vec<_> = std::fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let linter = Linter::builtin()?;
    let timed = std::env::args().nth(2).is_some(); // whether to lint alone too, to compare
    let mut groups: BTreeMap<(String, u64), Vec<(i64, Stated)>> = BTreeMap::new();
    let (mut claims, mut bytes, mut by_rule) = (0_i64, 0, BTreeMap::<String, (usize, usize)>::new());
    let (mut linted, mut audited, mut articles) = (0.0, 0.0, 0_i64);
    for path in &paths {
        let input = Input { name: path.display().to_string(), path: Some(path.clone()) };
        let document = input.read(&Reading::default())?;
        for article in &document.articles {
            if timed {
                let start = Instant::now();
                let _ = linter.article(&document, article);
                linted += start.elapsed().as_secs_f64();
            }
            let start = Instant::now();
            let (_, claimed) = linter.audit(&document, article);
            audited += start.elapsed().as_secs_f64();
            let date = linter.facts(&document, article).published();
            for claim in claimed {
                let words = claim.span.of(&document.text).to_owned();
                let size = claim.value.len() + words.len() + 16;
                bytes += size;
                let of = by_rule.entry(claim.rule.to_string()).or_default();
                *of = (of.0 + 1, of.1 + size);
                let stated = Stated { id: claims, article: articles, date: date.clone(), value: claim.value, words };
                groups.entry((claim.rule.to_string(), claim.key)).or_default().push((articles, stated));
                claims += 1;
            }
            articles += 1;
        }
    }
    let start = Instant::now();
    let name = |article: i64| paths[article as usize].file_stem().map(|s| s.to_string_lossy().into_owned());
    for ((rule, _), mut group) in groups {
        group.sort_by(|(_, a), (_, b)| (&a.date, a.id).cmp(&(&b.date, b.id)));
        let known: BTreeMap<i64, &Stated> = group.iter().map(|(_, s)| (s.id, s)).collect();
        for found in linter.between(&rule, &mut group.iter().map(|(_, s)| s.clone())) {
            let (at, other) = (known[&found.at], known[&found.counterpart]);
            let date = |s: &Stated| s.date.clone().unwrap_or_default();
            println!(
                "{rule}\t{}\t{}\t{}\t{}\t{}",
                name(at.article).unwrap_or_default(),
                name(other.article).unwrap_or_default(),
                date(at),
                date(other),
                found.message
            );
        }
    }
    eprintln!("{articles} articles, {claims} claims, {bytes} bytes of claims; lint {linted:.2} s, audit {audited:.2} s, between {:.2} s", start.elapsed().as_secs_f64());
    by_rule.iter().for_each(|(rule, (n, bytes))| eprintln!("{rule}: {n} claims, {bytes} bytes"));
    Ok(())
}
