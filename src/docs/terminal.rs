//! Plain text for the terminal: all examples of one rule.

use std::fmt::{self, Display, Formatter};

use super::RuleDoc;

/// A rule as `factlint explain` shows it.
pub(crate) struct Terminal<'c>(pub(crate) RuleDoc<'c>);

impl Display for Terminal<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let rule = &self.0;
        writeln!(f, "{} ({})\n{}\n\n{}", rule.id, rule.severity, rule.summary, rule.why)?;
        if let Some(help) = &rule.help {
            writeln!(f, "\nWhat to do: {help}")?;
        }
        if let Some(fix) = rule.fix {
            writeln!(f, "\nFixed by: {}", fix.replace('`', ""))?;
        }
        writeln!(f, "\nIt speaks, at the places marked «so»:")?;
        for example in &rule.fires {
            quote(f, example.text)?;
            for said in &example.says {
                writeln!(f, "  says: {}", said.message)?;
                if let Some(help) = &said.help {
                    writeln!(f, "  help: {help}")?;
                }
            }
            if let Some(fixed) = example.fixed {
                writeln!(f, "  fixed:")?;
                lines(f, fixed)?;
            }
        }
        writeln!(f, "\nIt is silent:")?;
        for example in &rule.silent {
            quote(f, example.text)?;
            writeln!(f, "  because {}", example.because)?;
        }
        if !rule.over.is_empty() {
            writeln!(f, "\nWhere it speaks, these are silent: {}", rule.over.join(", "))?;
        }
        if !rule.under.is_empty() {
            writeln!(f, "\nIt is silent where these speak: {}", rule.under.join(", "))?;
        }
        let switch = &rule.switch;
        writeln!(f, "\nTo switch it {}, in factlint.toml:\n\n  [rules]\n  {}", switch.to, switch.entry)
    }
}

fn quote(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    writeln!(f)?;
    lines(f, text)
}

fn lines(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    text.lines().try_for_each(|line| writeln!(f, "{}", format!("  | {line}").trim_end()))
}
