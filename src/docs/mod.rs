//! What there is to say of a rule, and two ways to show it: pages in Markdown, and text for the
//! terminal. Pure.

mod markdown;
mod terminal;

pub(crate) use markdown::{MARK, pages};
pub(crate) use terminal::Terminal;

use crate::Severity;
use crate::gate::{Config, Level};
use crate::lint::Linter;
use crate::rules::{Example, Rule};
use crate::selftest;

/// All that is to be said of a rule.
pub(crate) struct RuleDoc<'c> {
    id: &'c str,
    /// By itself, and what the configuration makes of it.
    severity: String,
    summary: &'c str,
    why: &'c str,
    /// What to do, if that is the same for every finding.
    help: Option<String>,
    /// The flags that make its fixes, if it has any.
    fix: Option<&'static str>,
    /// Examples in which it speaks.
    fires: Vec<Fires<'c>>,
    /// Look-alikes in which it does not.
    silent: Vec<Silent<'c>>,
    /// The rules that are silent where it speaks.
    over: Vec<&'c str>,
    /// The rules that keep it silent where they speak.
    under: Vec<&'c str>,
    switch: Switch,
}

/// An example in which a rule speaks.
struct Fires<'c> {
    /// The article, with the places that are reported marked «so».
    text: &'c str,
    /// What factlint says of them, in order and each thing once.
    says: Vec<Said>,
    /// What the article is once it is fixed, if the example shows it.
    fixed: Option<&'c str>,
}

/// What a finding says.
#[derive(PartialEq, Eq)]
struct Said {
    message: String,
    /// What to do, if that is not the same for every finding of the rule.
    help: Option<String>,
}

/// An example in which a rule does not speak.
struct Silent<'c> {
    text: &'c str,
    because: &'c str,
}

/// How to change whether a rule is reported: the entry of `[rules]`.
struct Switch {
    /// "off", or "on" if it is off.
    to: &'static str,
    entry: String,
}

impl<'c> RuleDoc<'c> {
    /// What is to be said of a rule of this configuration. Runs its examples.
    pub(crate) fn new(rule: &'c Rule, config: &'c Config) -> Self {
        let (linter, level) = (config.linter(), config.level(rule));
        let help = rule.fixed_help();
        let fires = |e: &'c Example| Fires {
            text: e.text.trim(),
            says: says(e, rule, linter, help.is_none()),
            fixed: e.fixed.as_deref().map(str::trim),
        };
        let silent =
            |e: &'c Example| Silent { text: e.text.trim(), because: e.note.as_deref().unwrap_or_default() };
        let all = linter.rules().all().iter();
        Self {
            id: &rule.id,
            severity: severity(rule.severity, level)
                + if rule.is_archive() { "; told in an audit of an archive" } else { "" },
            summary: &rule.summary,
            why: &rule.why,
            fix: fix(rule),
            fires: rule.fires().iter().map(fires).collect(),
            silent: rule.silent().iter().map(silent).collect(),
            over: rule.over().collect(),
            under: all.filter(|r| r.over().any(|id| id == rule.id)).map(|r| r.id.as_str()).collect(),
            switch: switch(rule, level),
            help,
        }
    }
}

fn severity(own: Severity, level: Level) -> String {
    match (own, level.severity()) {
        (Severity::Info, None) => "info; off by default".to_owned(),
        (own, Some(level)) if own == level => own.name().to_owned(),
        (own, _) => format!("{}; here {}", own.name(), level.name()),
    }
}

fn fix(rule: &Rule) -> Option<&'static str> {
    let (safe, all) = (rule.fixes().filter(|safe| *safe).count(), rule.fixes().count());
    match safe {
        _ if all == 0 => None,
        0 => Some("`--unsafe-fixes`"),
        safe if safe == all => Some("`--fix`"),
        _ => Some("`--fix`, in some places `--unsafe-fixes`"),
    }
}

fn switch(rule: &Rule, level: Level) -> Switch {
    let (to, value) = if level == Level::Off { ("on", rule.severity.name()) } else { ("off", "off") };
    Switch { to, entry: format!("\"{}\" = \"{value}\"", rule.id) }
}

/// What the rule's findings in an example say.
fn says(example: &Example, rule: &Rule, linter: &Linter, with_help: bool) -> Vec<Said> {
    let (document, _) = selftest::read(example);
    let findings = selftest::in_example(rule, &document, linter).into_iter();
    let mut says: Vec<Said> =
        findings.map(|(_, message, help)| Said { message, help: help.filter(|_| with_help) }).collect();
    says.dedup();
    says
}
