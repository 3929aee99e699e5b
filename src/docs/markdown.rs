//! Pages in Markdown: one a group of rules, and an index.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::{RuleDoc, Silent};
use crate::gate::Config;

/// The first line of every page. A page that begins with it may be overwritten.
pub(crate) const MARK: &str = "<!-- Written by `factlint rules docs`. -->";

/// The name of the index.
const INDEX: &str = "README.md";

/// How many look-alikes of a rule are shown.
const LOOK_ALIKES: usize = 3;

/// The pages on the rules of a configuration, by file name.
pub(crate) fn pages(config: &Config) -> BTreeMap<String, String> {
    let mut groups: BTreeMap<&str, Vec<RuleDoc<'_>>> = BTreeMap::new();
    for rule in config.linter().rules().all() {
        groups.entry(rule.group()).or_default().push(RuleDoc::new(rule, config));
    }
    groups.values_mut().for_each(|rules| rules.sort_by_key(|r| r.id));
    let mut pages: BTreeMap<String, String> = groups
        .iter()
        .map(|(group, rules)| (format!("{group}.md"), Page { group, rules }.to_string()))
        .collect();
    pages.insert(INDEX.to_owned(), Index(&groups).to_string());
    pages
}

struct Index<'p>(&'p BTreeMap<&'p str, Vec<RuleDoc<'p>>>);

impl Display for Index<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{MARK}\n\n# Rules\n")?;
        writeln!(
            f,
            "An **error** cannot be right as printed. A **warning** is a claim that the text does not \
             support or that a reader cannot resolve. An **info** is a matter of style, and off by default.\n"
        )?;
        writeln!(f, "| rule | severity | fixed by | what it finds |\n|---|---|---|---|")?;
        for rule in self.0.values().flatten() {
            let fix = rule.fix.unwrap_or_default();
            writeln!(f, "| {} | {} | {fix} | {} |", link(rule.id), rule.severity, escape(rule.summary))?;
        }
        Ok(())
    }
}

struct Page<'p> {
    group: &'p str,
    rules: &'p [RuleDoc<'p>],
}

impl Display for Page<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{MARK}\n\n# Rules: {}\n", self.group)?;
        writeln!(
            f,
            "The places that a rule reports are marked «**so**». `factlint explain RULE` shows all \
             examples of a rule. [All rules]({INDEX})."
        )?;
        self.rules.iter().try_for_each(|rule| section(f, rule))
    }
}

fn section(f: &mut Formatter<'_>, rule: &RuleDoc<'_>) -> fmt::Result {
    writeln!(f, "\n## {}\n\n{}\n", rule.id, line(rule.summary))?;
    writeln!(f, "- **Severity:** {}", rule.severity)?;
    writeln!(f, "- **Why it matters:** {}", line(rule.why))?;
    if let Some(help) = &rule.help {
        writeln!(f, "- **What to do:** {}", line(help))?;
    }
    if let Some(fix) = rule.fix {
        writeln!(f, "- **Fixed by:** {fix}")?;
    }
    if !rule.over.is_empty() {
        writeln!(f, "- **Where it speaks, these are silent:** {}", links(&rule.over))?;
    }
    if !rule.under.is_empty() {
        writeln!(f, "- **It is silent where these speak:** {}", links(&rule.under))?;
    }
    if let Some(example) = rule.fires.first() {
        writeln!(f, "\nIt speaks:\n\n{}", Quote(example.text))?;
        for said in &example.says {
            writeln!(f, "\nMessage: *{}*", line(&said.message))?;
            if let Some(help) = &said.help {
                writeln!(f, "\nHelp: *{}*", line(help))?;
            }
        }
        if let Some(fixed) = example.fixed {
            writeln!(f, "\nFixed:\n\n{}", Quote(fixed))?;
        }
    }
    writeln!(f, "\nIt is silent on look-alikes:")?;
    for Silent { text, because } in rule.silent.iter().take(LOOK_ALIKES) {
        writeln!(f, "\n{}\n\nbecause {}.", Quote(text), line(because))?;
    }
    let switch = &rule.switch;
    writeln!(f, "\nTo switch it {}, in `factlint.toml`:", switch.to)?;
    writeln!(f, "\n```toml\n[rules]\n{}\n```", switch.entry)
}

fn links(ids: &[&str]) -> String {
    ids.iter().map(|id| link(id)).collect::<Vec<_>>().join(", ")
}

/// A link to a rule. Marks other than hyphens are left out of the name of a heading.
fn link(id: &str) -> String {
    let group = id.split('.').next().unwrap_or_default();
    format!("[{id}]({group}.md#{})", id.replace('.', ""))
}

/// An example as a block quote, line by line, with marked places in bold. The marks stay, since not every
/// place can be bold: a place of spaces alone cannot.
struct Quote<'p>(&'p str);

impl Display for Quote<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut marked = false;
        let mut lines = self.0.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            let text = begin(bold(line, &mut marked));
            let text = if text.is_empty() { ">".to_owned() } else { format!("> {text}") };
            match lines.peek() {
                None => f.write_str(&text)?,
                // A line break that Markdown keeps.
                Some(next) if !line.is_empty() && !next.is_empty() => writeln!(f, "{text}\\")?,
                Some(_) => writeln!(f, "{text}")?,
            }
        }
        Ok(())
    }
}

/// A line of an example, with marked places in bold. `marked` tells whether a place is open.
fn bold(line: &str, marked: &mut bool) -> String {
    let mut out = String::new();
    for part in line.split_inclusive(['«', '»']) {
        let words = part.trim_end_matches(['«', '»']);
        let inside = words.trim();
        let shown = escape(words);
        if *marked && !inside.is_empty() {
            let inside = escape(inside);
            out.push_str(&shown.replacen(&inside, &format!("**{inside}**"), 1));
        } else {
            out.push_str(&shown);
        }
        if let Some(mark) = part[words.len()..].chars().next() {
            *marked = mark == '«';
            out.push(mark);
        }
    }
    out
}

/// Text as one line of Markdown that stands anywhere.
fn line(text: &str) -> String {
    begin(escape(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Text with its Markdown escaped and its runs of spaces kept.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' if chars.peek() == Some(&' ') => out.push_str("&nbsp;"),
            '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' | '|' | '~' | '&' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

/// Escapes a line so that it begins no heading and no list.
fn begin(mut line: String) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line[digits..].chars().next() {
        Some('#' | '-' | '+' | '=') if digits == 0 => line.insert(0, '\\'),
        Some('.' | ')') if digits > 0 => line.insert(digits, '\\'),
        _ => {}
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_bold_on_each_of_its_lines() {
        let shown = Quote("The «ferry\n\nand * its  tug» sank.\nLate. «  »").to_string();
        assert_eq!(shown, "> The «**ferry**\n>\n> **and \\* its&nbsp; tug**» sank.\\\n> Late. «&nbsp; »");
    }

    #[test]
    fn text_has_no_meaning_in_markdown() {
        assert_eq!(line("# <b> a|b\n_c_ [d] & `e`"), "\\# \\<b\\> a\\|b \\_c\\_ \\[d\\] \\& \\`e\\`");
        assert_eq!([line("12. May"), line("12 boats"), line("- x")], ["12\\. May", "12 boats", "\\- x"]);
        assert_eq!(escape("In 3.5 a-b # c"), "In 3.5 a-b # c");
    }

    #[test]
    fn a_rule_is_linked_at_its_heading() {
        assert_eq!(link("date.no-year"), "[date.no-year](date.md#dateno-year)");
    }
}
