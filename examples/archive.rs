//! What rules between articles find in files and folders, with the claims grouped in memory: for trying
//! rules out. Prints a line a finding, with tabs between: the rule, the two articles, their days, and
//! the message; and on standard error what it cost.
//!
//! ```sh
//! cargo run --release --example archive -- PATH… > between.tsv
//! ```

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use factlint::Linter;
use factlint::archive::Stated;
use factlint::document::Reading;
use factlint::source::discover;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let wanted = |path: &std::path::Path| Ok::<_, Infallible>(factlint::document::of_path(path).is_some());
    let (inputs, _) = discover(&paths, "-", wanted)?;
    let (linter, reading) = (Linter::builtin()?, Reading::default());
    let mut groups: BTreeMap<(String, u64), Vec<Stated>> = BTreeMap::new();
    let mut cost: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut names: Vec<String> = Vec::new();
    let (mut linted, mut audited, mut id) = (0.0, 0.0, 0);
    for input in &inputs {
        for part in input.parts(&reading) {
            let document = input.part(part?, &reading)?;
            for article in &document.articles {
                let start = Instant::now();
                let _ = linter.article(&document, article);
                linted += start.elapsed().as_secs_f64();
                let start = Instant::now();
                let (_, claims) = linter.audit(&document, article);
                audited += start.elapsed().as_secs_f64();
                let date = linter.facts(&document, article).published();
                for claim in claims {
                    let words = claim.span.of(&document.text).to_owned();
                    let of = cost.entry(claim.rule.to_string()).or_default();
                    *of = (of.0 + 1, of.1 + claim.value.len() + words.len() + 16);
                    let (article, date) = (names.len() as i64, date.clone());
                    let stated = Stated { id, article, date, value: claim.value, words };
                    groups.entry((claim.rule.to_string(), claim.key)).or_default().push(stated);
                    id += 1;
                }
                let record = article.id.as_ref().map_or_else(String::new, |id| format!("#{id}"));
                names.push(format!("{}{record}", input.name));
            }
        }
    }
    let start = Instant::now();
    for ((rule, _), mut group) in groups {
        group.sort_by(|a, b| (&a.date, a.id).cmp(&(&b.date, b.id)));
        let known: BTreeMap<i64, &Stated> = group.iter().map(|stated| (stated.id, stated)).collect();
        for found in linter.between(&rule, &mut group.iter().cloned()) {
            let article = |id: &i64| names[known[id].article as usize].as_str();
            let date = |id: &i64| known[id].date.as_deref().unwrap_or_default();
            let (at, other) = (&found.at, &found.counterpart);
            let row = [&rule, article(at), article(other), date(at), date(other), &found.message];
            println!("{}", row.join("\t"));
        }
    }
    let between = start.elapsed().as_secs_f64();
    eprintln!("{} articles: lint {linted:.2} s, audit {audited:.2} s, between {between:.2} s", names.len());
    cost.iter().for_each(|(rule, (claims, bytes))| eprintln!("{rule}: {claims} claims, {bytes} bytes"));
    Ok(())
}
