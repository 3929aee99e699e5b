//! The documentation of a rule, and two ways to show it: pages in Markdown, and text for the terminal. Pure.

mod markdown;
mod terminal;

pub(crate) use markdown::{MARK, pages};
use terminal::Terminal;

use crate::Severity;
use crate::checked::RuleInfo;
use crate::gate::{self, Config, Level};
use crate::lint::Linter;
use crate::problem::nearest;
use crate::rules::{Example, Rule};
use crate::selftest;

/// What `factlint explain` prints of a rule: what it finds, why that matters, and its examples.
///
/// # Errors
/// When there is no such rule: the message names one that may be meant.
pub fn explained(id: &str, config: &Config) -> Result<String, String> {
    let unused = gate::unused();
    if id == unused.id {
        let RuleInfo { id, severity, summary, why } = unused;
        return Ok(format!("{id} ({})\n{summary}\n\n{why}\n", severity.name()));
    }
    let rules = config.linter().rules();
    let Some(rule) = rules.get(id) else {
        let near = nearest(id, rules.all().iter().map(|r| r.id.as_str()));
        let help = near.map_or_else(
            || "`factlint rules list` lists them".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err(format!("there is no rule `{id}`; {help}"));
    };
    Ok(Terminal(RuleDoc::new(rule, config)).to_string())
}

/// The documentation of a rule.
pub(crate) struct RuleDoc<'c> {
    id: &'c str,
    /// The severity of the rule, and the level that the configuration gives to it.
    severity: String,
    summary: &'c str,
    why: &'c str,
    /// The help text, if it is the same for every finding.
    help: Option<String>,
    /// The flags that make the rule's fixes, if it has any.
    fix: Option<&'static str>,
    /// Examples in which the rule finds something.
    fires: Vec<Fires<'c>>,
    /// Look-alikes in which the rule finds nothing.
    silent: Vec<Silent<'c>>,
    /// The rules whose findings this rule replaces.
    over: Vec<&'c str>,
    /// The rules whose findings replace those of this rule.
    under: Vec<&'c str>,
    switch: Switch,
}

/// An example in which a rule finds something.
struct Fires<'c> {
    /// The article, with the places that are reported marked «so».
    text: &'c str,
    /// The findings, in order and each text once.
    says: Vec<Said>,
    /// The article after its fixes, if the example shows it.
    fixed: Option<&'c str>,
}

/// The texts of a finding.
#[derive(PartialEq, Eq)]
struct Said {
    message: String,
    /// The help text, if it is not the same for every finding of the rule.
    help: Option<String>,
}

/// An example in which a rule finds nothing.
struct Silent<'c> {
    text: &'c str,
    because: &'c str,
}

/// How to switch a rule on or off: the entry of `[rules]`.
struct Switch {
    /// "off", or "on" if it is off.
    to: &'static str,
    entry: String,
}

impl<'c> RuleDoc<'c> {
    /// The documentation of a rule of this configuration. Runs its examples.
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

/// The texts of the rule's findings in an example.
fn says(example: &Example, rule: &Rule, linter: &Linter, with_help: bool) -> Vec<Said> {
    let (document, _) = selftest::read(example);
    let findings = selftest::in_example(rule, &document, linter).into_iter();
    let mut says: Vec<Said> =
        findings.map(|(_, message, help)| Said { message, help: help.filter(|_| with_help) }).collect();
    says.dedup();
    says
}
