//! An invented archive with as many findings as a test asks for.

use std::collections::BTreeMap;

use super::{About, Counterpart, Entry, Mark, OfRule, OfSource, OfYear, Passage, RuleInfo, Severity, Totals};

/// The rules, how many of a hundred findings they have, and their messages.
const RULES: [(&str, Severity, u64, &str, &str); 14] = [
    ("text.spacing", Severity::Warning, 30, "two spaces", "  "),
    (
        "date.relative-unanchored",
        Severity::Warning,
        18,
        "nothing in the article tells when \"today\" is",
        "today",
    ),
    ("acronym.undefined", Severity::Warning, 12, "HPRA is not spelt out in this article", "HPRA"),
    (
        "count.headline",
        Severity::Error,
        8,
        "the headline says eight sailors, but the body says nine",
        "nine sailors",
    ),
    ("date.no-year", Severity::Warning, 7, "no year for \"12 March\"", "12 March"),
    (
        "archive.figure-conflict",
        Severity::Warning,
        6,
        "two articles give different figures for the crew",
        "nine sailors",
    ),
    (
        "number.grouping",
        Severity::Error,
        5,
        "the commas in $1,50,000 are misplaced: a digit may be missing",
        "$1,50,000",
    ),
    ("name.drift", Severity::Warning, 4, "\"Borg\" is \"Burg\" elsewhere in the article", "Burg"),
    (
        "archive.name-variant",
        Severity::Warning,
        3,
        "\"Karmena Vella\" is \"Carmena Vella\" in another article",
        "Karmena Vella",
    ),
    ("text.doubled-word", Severity::Error, 2, "\"the\" stands twice", "the the"),
    (
        "date.weekday",
        Severity::Error,
        2,
        "12 March 2024 was a Tuesday, not a Monday",
        "Monday, 12 March 2024",
    ),
    ("quote.unattributed", Severity::Info, 1, "nobody says this", "\"We shall rebuild\""),
    ("count.parts", Severity::Error, 1, "six and three make nine, not eight", "eight"),
    ("money.parts", Severity::Error, 1, "the parts make $1.4 million, not $1.5 million", "$1.5 million"),
];
const SOURCES: [&str; 16] = [
    "Harbour Gazette",
    "Island Post",
    "Quay Weekly",
    "صحيفة الميناء",
    "Valley Herald",
    "Northern Line",
    "Lighthouse",
    "The Upland Observer and Advertiser for the Seven Parishes",
    "Ferry News",
    "Gozo Courier",
    "Pilot",
    "Sunday Tide",
    "Docks Today",
    "Morning Lantern",
    "Coast Telegraph",
    "Anchor",
];
const TITLES: [&str; 6] = [
    "Ferry of {} opens to the public",
    "Eight sailors saved off {} in the worst storm for twenty years, as the lifeboat is called a third time",
    "Pier at {} burns",
    "Mayor of {} answers the council",
    "إنقاذ تسعة بحارة قبالة {}",
    "Café owners of {} ask for a new quay",
];
const PLACES: [&str; 8] = ["Valletta", "Mgarr", "Marsa", "Rabat", "Kalkara", "Żejtun", "Birgu", "Xewkija"];

pub(super) struct Archive {
    findings: u64,
}

/// A number below `below` that is always the same for the same `n` and `of`, but looks random.
fn some(n: u64, of: u64, below: u64) -> u64 {
    let mut x = (n + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ of.wrapping_mul(0xd6e8_feb8_6659_fd93);
    x = (x ^ (x >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    x = (x ^ (x >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (x ^ (x >> 32)) % below
}

/// The index of one of 16 sources. The first ones are more frequent.
fn source(n: u64) -> usize {
    some(n, 3, 16).min(some(n, 4, 16)) as usize
}

/// A year between 1985 and 2024. Later years are more frequent.
fn year(n: u64) -> u64 {
    1985 + some(n, 5, 40).max(some(n, 6, 40))
}

impl Archive {
    pub(super) fn new(findings: u64) -> Self {
        Self { findings }
    }

    pub(super) fn rules(&self) -> Vec<RuleInfo> {
        let info = |&(id, severity, ..): &(&str, Severity, u64, &str, &str)| RuleInfo {
            id: id.into(),
            severity,
            summary: format!("What {id} finds"),
            why: "A reader who meets it trusts the rest of the article less.".to_owned(),
        };
        RULES.iter().map(info).collect()
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = Entry> {
        (0..self.findings).map(entry)
    }

    /// The totals of the entries.
    pub(super) fn totals(&self) -> Totals {
        let (mut rules, mut years, mut sources) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut totals =
            Totals { version: 1, files: 1, articles: 2 * self.findings + 3, ..Totals::default() };
        for entry in self.entries() {
            *match entry.severity {
                Severity::Error => &mut totals.errors,
                Severity::Warning => &mut totals.warnings,
                Severity::Info => &mut totals.infos,
            } += 1;
            *rules.entry((entry.rule, entry.severity.name())).or_default() += 1;
            *years.entry(entry.article.date.map(|date| date[..4].to_owned())).or_default() += 1;
            *sources.entry(entry.article.source).or_default() += 1;
        }
        let of_rule = |((rule, severity), findings): ((_, &str), _)| OfRule {
            rule,
            severity: severity.to_owned(),
            findings,
        };
        totals.by_rule = rules.into_iter().map(of_rule).collect();
        totals.by_rule.sort_by_key(|of| std::cmp::Reverse(of.findings));
        totals.by_year = years
            .into_iter()
            .map(|(year, findings)| OfYear { year, articles: findings + 1, findings })
            .collect();
        let of_source = |(source, findings)| OfSource { source, articles: findings + 1, findings };
        totals.by_source = sources.into_iter().map(of_source).collect();
        totals.by_source.sort_by_key(|of| std::cmp::Reverse(of.findings));
        totals
    }
}

fn about(n: u64) -> About {
    let title = TITLES[some(n, 8, 6) as usize].replace("{}", PLACES[some(n, 9, 8) as usize]);
    // Titles of one form do as well as different ones, as in an archive.
    let title = format!("{title}, day {}", 1 + n / 7);
    let title = if n % 500 == 41 { "Donaudampfschifffahrtsgesellschaft".repeat(8) } else { title };
    About {
        index: n + 1,
        id: n.is_multiple_of(2).then(|| format!("r{n}")),
        title: (n % 9 != 4).then_some(title),
        date: (n % 25 != 7)
            .then(|| format!("{}-{:02}-{:02}", year(n), 1 + some(n, 1, 12), 1 + some(n, 2, 28))),
        source: (n % 11 != 5).then(|| SOURCES[source(n)].to_owned()),
    }
}

fn entry(n: u64) -> Entry {
    let mut at = if n == 0 { 83 } else { some(n, 7, 100) };
    let rule = RULES.iter().find(|rule| {
        let is_it = at < rule.2;
        at = at.wrapping_sub(rule.2);
        is_it
    });
    let (rule, severity, _, message, words) = rule.copied().unwrap_or(RULES[0]);
    let passage = |words: &str, n: u64| Passage {
        before: format!(
            "… when the harbour master of {} came down to the quay at dawn, he saw ",
            PLACES[n as usize % 8]
        ),
        words: words.to_owned(),
        after: " standing by the crane. \"Nobody told us <b>anything</b>\", one of them said later, and the \
                council has asked for a report…"
            .to_owned(),
    };
    let counterpart = |n: u64| Counterpart {
        path: "archive/1990s/releases-of-the-harbour-board.jsonl.gz".to_owned(),
        article: about(n * 3 + 1),
        part: None,
        start: 1000,
        end: 1012,
        passage: passage(if rule.ends_with("variant") { "Carmena Vella" } else { "eleven sailors" }, n),
    };
    Entry {
        rule: rule.into(),
        severity,
        path: format!("archive/{}/releases.jsonl", year(n)),
        article: about(n),
        message: message.to_owned(),
        help: (n % 3 != 1).then(|| "check the figure, then correct the one that is wrong".to_owned()),
        part: None,
        start: n * 100,
        end: n * 100 + 10,
        line: n + 1,
        column: 17,
        passage: passage(words, n),
        labels: if rule == "count.headline" {
            vec![Mark { part: None, start: 3, end: 9, text: "the headline says eight sailors".to_owned() }]
        } else {
            Vec::new()
        },
        counterpart: rule.starts_with("archive.").then(|| counterpart(n)),
        fingerprint: format!("{:016x}", some(n, 10, u64::MAX)),
    }
}
