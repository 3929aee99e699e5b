//! Findings made up for tests: as an archive has them, with the awkward ones among them.

use std::collections::BTreeMap;

use compact_str::CompactString;

use crate::Severity;
use crate::archive::entry::{About, Counterpart, Entry, Mark, Passage};
use crate::archive::totals::{OfRule, OfSource, OfYear, Totals, Unread};
use crate::report::RuleInfo;

/// A rule, its severity, what it says, how often it speaks.
const RULES: [(&str, Severity, &str, u64); 14] = [
    ("date.weekday", Severity::Error, "12 March 2014 was a Wednesday, not a Tuesday", 19),
    ("count.headline", Severity::Error, "the headline says nine sailors, the text says seven", 11),
    ("archive.figure-conflict", Severity::Error, "the fine is $1.2 million here and $1.4 million in another article", 6),
    ("archive.date-conflict", Severity::Error, "the harbour fire is dated 3 May here and 5 May in another article", 4),
    ("sum.parts", Severity::Error, "the parts add up to 412, not 421", 5),
    ("acronym.undefined", Severity::Warning, "HMSA is not explained", 24),
    ("archive.name-variant", Severity::Warning, "the harbour master is Anne Kerrigan here and Ann Kerigan in another article", 9),
    ("archive.duplicate", Severity::Warning, "nearly the same text stands in another article", 5),
    ("quote.unbalanced", Severity::Warning, "the quotation that begins here has no end", 8),
    ("age.birth-year", Severity::Warning, "born in 1961, she was 52 or 53 then, not 58", 2),
    ("percent.of-what", Severity::Warning, "40 percent of what is not said", 3),
    ("text.doubled-word", Severity::Info, "\"the\" stands twice", 16),
    ("text.space", Severity::Info, "a space before a comma", 13),
    ("date.no-year", Severity::Info, "a date without a year", 7),
];

const SOURCES: [(&str, u64); 13] = [
    ("Harbour Gazette", 30),
    ("Northern Post", 21),
    ("Office of the Port Inspector, Department of Coastal Affairs", 14),
    ("Evening Tide", 9),
    ("Lighthouse Weekly", 7),
    ("صحيفة الميناء", 5),
    ("Isles Courier", 4),
    ("Fisher & Sons <news>", 3),
    ("Quay Side", 2),
    ("Saltmarsh Review", 2),
    ("The Breakwater", 1),
    ("Estuary Times", 1),
    ("archive/unsorted", 1),
];

const TITLES: [&str; 9] = [
    "Nine sailors saved off the northern pier after a night in the water",
    "Port inspector fines ferry line for third breach of crew rules this year",
    "Council votes to rebuild the fish market",
    "Harbour fire: what is known, and what the insurers will not say",
    "إنقاذ تسعة بحارة قبالة الرصيف الشمالي بعد ليلة في الماء",
    "Pneumonoultramicroscopicsilicovolcanoconiosisresearchfoundationquarterlybulletinsupplement",
    "Ferry timetable",
    "A <script>alert(1)</script> in a headline & other slips",
    "Dredging of the inner basin to begin in autumn, says harbour master",
];

const PASSAGES: [[&str; 3]; 6] = [
    ["… The lifeboat put out at four in the morning, its crew of six already wet through. By noon", "all seven sailors", "were ashore, and the harbour master said that nobody was missing. \"We counted them twice,\" she …"],
    ["The ferry line, which was fined before in 2009 and in 2011, is to pay", "$1.4 million", ", the inspector's office said on Friday. It has thirty days to object to the decision, and its …"],
    ["The market hall burned down on", "Tuesday, 12 March 2014", ". Traders have sold from tents on the quay since, and say that the winter was the hardest that …"],
    ["… وقال مدير الميناء إن", "سبعة بحارة", "وصلوا إلى الشاطئ عند الظهر، وإن أحدا لم يفقد …"],
    ["", "HMSA", "had no comment when it was asked on Monday; a spokesman said that the report would be read first."],
    ["Readers wrote in about", "the the pneumonoultramicroscopicsilicovolcanoconiosispneumonoultramicroscopicsilicovolcanoconiosis", "column </script><!-- of last week & wanted more <b>."],
];

/// A number that looks as if thrown, the same each time.
fn thrown(i: u64, salt: u64) -> u64 {
    let mut x = (i + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ salt.wrapping_mul(0xd1b5_4a32_d192_ed03);
    x = (x ^ (x >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x ^ (x >> 29)
}

/// One of `things`, each as often as its weight says.
fn weighed<T>(things: &[T], weight: impl Fn(&T) -> u64, thrown: u64) -> &T {
    let mut left = thrown % things.iter().map(&weight).sum::<u64>();
    for thing in things {
        let weight = weight(thing);
        if left < weight {
            return thing;
        }
        left -= weight;
    }
    &things[0]
}

/// What is told of an article. Some have no title, no date, no source.
fn about(article: u64) -> (String, About) {
    let source = weighed(&SOURCES, |(_, weight)| *weight, thrown(article, 1)).0;
    let year = 1996 + (thrown(article, 2) % 29).max(thrown(article, 3) % 29);
    let date = format!("{year}-{:02}-{:02}", 1 + thrown(article, 4) % 12, 1 + thrown(article, 5) % 28);
    let is_record = article % 3 == 0;
    let path = match is_record {
        true => format!("archive/{year}.jsonl"),
        false => format!("archive/{year}/{:02}/release-{article:06}.html", 1 + thrown(article, 4) % 12),
    };
    let title = TITLES[(thrown(article, 6) % TITLES.len() as u64) as usize];
    let about = About {
        index: if is_record { article + 1 } else { 1 },
        id: is_record.then(|| format!("hg-{article}")),
        title: (article % 17 != 5).then(|| format!("{title} ({article})")),
        date: (article % 23 != 4).then_some(date),
        source: (article % 41 != 7).then(|| source.to_owned()),
    };
    (path, about)
}

/// The other article of a finding between articles.
pub(super) fn counterpart(article: u64) -> Counterpart {
    let (path, article) = about(article);
    let [before, words, after] = PASSAGES[1].map(str::to_owned);
    let words = words.replace("1.4", "1.2");
    let passage = Passage { before, words, after };
    Counterpart { path, article, start: 402, end: 414, passage, ..Counterpart::default() }
}

/// The finding of a number.
pub(super) fn entry(i: u64) -> Entry {
    let article = i * 2 / 3;
    let (path, about) = about(article);
    let (rule, severity, message, _) = *weighed(&RULES, |(.., weight)| *weight, thrown(i, 7));
    let [before, words, after] = PASSAGES[(thrown(i, 8) % PASSAGES.len() as u64) as usize].map(str::to_owned);
    let start = thrown(i, 9) % 4000;
    Entry {
        rule: rule.into(),
        severity,
        path,
        article: about,
        message: format!("{message} (as in {})", i % 900),
        help: (i % 4 != 1).then(|| "compare with the source, and correct one of the two".to_owned()),
        part: (i % 97 == 3).then(|| "word/footnotes.xml".to_owned()),
        start,
        end: start + words.len() as u64,
        line: 1 + start / 60,
        column: 1 + start % 60,
        passage: Passage { before, words, after },
        labels: match i % 3 {
            0 => vec![Mark { part: None, start: 12, end: 24, text: "the headline says nine".to_owned() }],
            _ => Vec::new(),
        },
        counterpart: rule.starts_with("archive.").then(|| counterpart(thrown(i, 10) % (article + 5))),
        fingerprint: format!("{:016x}", thrown(i, 11)),
    }
}

/// As many findings.
pub(super) fn entries(n: u64) -> impl Iterator<Item = Entry> {
    (0..n).map(entry)
}

/// Rules with what they are for.
pub(super) fn rules() -> Vec<RuleInfo> {
    let rule = |&(id, severity, message, _): &(&str, Severity, &str, u64)| RuleInfo {
        id: id.into(),
        severity,
        summary: format!("Finds places where {message}"),
        why: "Readers who notice stop believing the rest.".to_owned(),
    };
    RULES.iter().map(rule).collect()
}

pub(super) fn totals(entries: &[Entry]) -> Totals {
    count(entries.iter().cloned())
}

pub(super) fn totals_of(n: u64) -> Totals {
    count(entries(n))
}

/// As an audit counts them.
fn count(entries: impl Iterator<Item = Entry>) -> Totals {
    let mut totals = Totals { version: 1, factlint: "0.1.0".to_owned(), ..Totals::default() };
    let mut rules: BTreeMap<(CompactString, &str), u64> = BTreeMap::new();
    let mut years: BTreeMap<Option<String>, u64> = BTreeMap::new();
    let mut sources: BTreeMap<Option<String>, u64> = BTreeMap::new();
    let mut n = 0;
    for entry in entries {
        n += 1;
        match entry.severity {
            Severity::Error => totals.errors += 1,
            Severity::Warning => totals.warnings += 1,
            Severity::Info => totals.infos += 1,
        }
        *rules.entry((entry.rule, entry.severity.name())).or_default() += 1;
        *years.entry(entry.article.date.map(|date| date[..4].to_owned())).or_default() += 1;
        *sources.entry(entry.article.source).or_default() += 1;
    }
    totals.articles = n * 4;
    totals.files = n * 3 + 1;
    totals.bytes = n * 9_000;
    totals.suppressed = n / 300;
    totals.unreadable = n.min(3);
    totals.unread = (0..totals.unreadable)
        .map(|i| Unread {
            path: format!("archive/1999/scan-{i}.docx"),
            offset: i * 4096,
            reason: "the archive is cut off; write it again from where it came".to_owned(),
        })
        .collect();
    let rule = |((rule, severity), findings): ((_, &str), _)| OfRule { rule, severity: severity.to_owned(), findings };
    totals.by_rule = rules.into_iter().map(rule).collect();
    totals.by_rule.sort_by_key(|of| std::cmp::Reverse(of.findings));
    totals.by_year = years.into_iter().map(|(year, findings)| OfYear { year, articles: findings * 4, findings }).collect();
    totals.by_source =
        sources.into_iter().map(|(source, findings)| OfSource { source, articles: findings * 4, findings }).collect();
    totals.by_source.sort_by_key(|of| std::cmp::Reverse(of.findings));
    totals
}
