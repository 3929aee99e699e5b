//! Ignores: comments in an article that suppress findings, each with its reason.
//!
//! `<!-- factlint-ignore RULE[, RULE]: reason -->` ignores findings in the next block (a paragraph, headline
//! or bullet). `factlint-ignore-file` ignores them in the file, or in a record in its article. A rule or a
//! group is named as in the configuration. A comment of Word that says the same ignores them in the paragraphs that it
//! is anchored in.

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::Config;
use crate::checked::{Checked, RuleInfo};
use crate::document::{Document, IGNORE};
use crate::finding::{Edit, Finding, Fix, Suppressed, Suppressor};
use crate::lint::tell_apart;
use crate::problem::nearest;
use crate::{Severity, Span};

/// The rule whose findings are ignores without effect. No rule file has it: what it finds is known only after
/// all other rules have run.
#[must_use]
pub fn unused() -> RuleInfo {
    RuleInfo {
        id: UNUSED.into(),
        severity: Severity::Warning,
        summary: "An ignore in the article has no effect".to_owned(),
        why: "an ignore that suppresses nothing would hide the next slip in its place, and one without a \
              reason cannot be judged by the next reader"
            .to_owned(),
    }
}

/// The id of [`unused`].
pub(super) const UNUSED: &str = "suppression.unused";

/// The names that a configuration can use besides those of rule files: the group, and the rule.
pub(super) const OWN: [&str; 2] = ["suppression", UNUSED];

/// Suppresses the findings that a comment in the file ignores, and adds findings for ignores without effect.
/// The findings must be in order and stay in order. Linear, but for look-ups.
pub fn ignore(checked: &mut Checked, config: &Config) {
    if checked.document.comments.is_empty() && checked.document.remarks.is_empty() {
        return;
    }
    let mut ignores = Ignores::new(&checked.document, config);
    for finding in std::mem::take(&mut checked.findings) {
        match ignores.reason(&finding) {
            Some(reason) => {
                let reason = Some(reason.to_owned());
                checked.suppressed.push(Suppressed { finding, by: Suppressor::Inline, reason });
            }
            None => checked.findings.push(finding),
        }
    }
    if let Some(severity) = config.unused().severity() {
        let mut unused = ignores.unused(&checked.document, severity);
        tell_apart(&mut unused);
        checked.findings.extend(unused);
        checked.findings.sort_by(|a, b| a.place().cmp(&b.place()));
    }
}

/// The ignores of a file.
struct Ignores<'d> {
    /// The ignores that are well formed, in order.
    ignores: Vec<Ignore<'d>>,
    /// The ignores of the whole file, by rule or group: the index of the ignore, and of the rule in it. In
    /// files of records the key has the article too.
    file: FxHashMap<(Option<usize>, &'d str), (usize, usize)>,
    is_records: bool,
    /// The ignores of blocks, each with the place of its block.
    blocks: Vec<(Span, usize)>,
    /// The comments that are not well formed, with what is wrong.
    wrong: Vec<(Span, String)>,
}

struct Ignore<'d> {
    comment: Span,
    /// Whether it stands in the text, from which it can be deleted.
    in_text: bool,
    rules: Vec<Named<'d>>,
    reason: &'d str,
}

/// A rule or group that is named.
struct Named<'d> {
    name: &'d str,
    /// Whether it suppresses a finding, or cannot since the rule is off.
    used: bool,
}

impl<'d> Ignores<'d> {
    fn new(document: &'d Document, config: &Config) -> Self {
        let blocks: Vec<Span> =
            document.articles.iter().flat_map(|article| &article.blocks).map(|block| block.span).collect();
        let mut all = Self {
            ignores: Vec::new(),
            file: FxHashMap::default(),
            is_records: document.origin.is_records(),
            blocks: Vec::new(),
            wrong: Vec::new(),
        };
        let in_text = document.comments.iter().map(|&span| (span, span.of(&document.text), true));
        let beside = document.remarks.iter().map(|remark| (remark.span, remark.text.as_str(), false));
        for (comment, said, in_text) in in_text.chain(beside) {
            let (scope, rest) = match scope(said) {
                Ok(found) => found,
                Err(wrong) => {
                    all.wrong.push((comment, wrong));
                    continue;
                }
            };
            let Some((names, reason)) = rest.split_once(':').filter(|(_, reason)| !reason.trim().is_empty())
            else {
                let wrong = "this ignore gives no reason, and ignores nothing without";
                all.wrong.push((comment, wrong.to_owned()));
                continue;
            };
            if names.trim().is_empty() {
                all.wrong.push((comment, "this ignore names no rule, and ignores nothing".to_owned()));
                continue;
            }
            let mut rules = Vec::new();
            for name in names.split(',').map(str::trim) {
                match config.knows(name) {
                    Some(off) => rules.push(Named { name, used: off }),
                    None => all.wrong.push((comment, no_rule(name, config))),
                }
            }
            let at = all.ignores.len();
            match scope {
                Scope::File => {
                    let record = all.is_records.then(|| article(document, comment));
                    for (n, rule) in rules.iter().enumerate() {
                        all.file.entry((record, rule.name)).or_insert((at, n));
                    }
                }
                Scope::Next if !in_text => {
                    let spoken_of = blocks.iter().filter(|block| block.overlaps(comment));
                    all.blocks.extend(spoken_of.map(|&block| (block, at)));
                }
                Scope::Next => {
                    let next = blocks.get(blocks.partition_point(|block| block.start < comment.end));
                    all.blocks.extend(next.map(|&block| (block, at)));
                }
            }
            all.ignores.push(Ignore { comment, in_text, rules, reason: reason.trim() });
        }
        all.blocks.sort_by_key(|(block, _)| *block);
        all
    }

    /// The reason for which a finding is ignored, if it is.
    fn reason(&mut self, finding: &Finding) -> Option<&'d str> {
        let group = finding.rule.split('.').next().unwrap_or_default();
        let from = self.blocks.partition_point(|(block, _)| block.end <= finding.span.start);
        let here = self.blocks[from..].iter().take_while(|(block, _)| block.start <= finding.span.start);
        for &(_, at) in here {
            let Ignore { rules, reason, .. } = &mut self.ignores[at];
            let named = rules.iter_mut().find(|rule| rule.name == finding.rule || rule.name == group);
            if let Some(named) = named {
                named.used = true;
                return Some(reason);
            }
        }
        let record = self.is_records.then_some(finding.article);
        let of = |name| self.file.get(&(record, name));
        let &(at, rule) = of(finding.rule.as_str()).or_else(|| of(group))?;
        self.ignores[at].rules[rule].used = true;
        Some(self.ignores[at].reason)
    }

    /// The findings about ignores that have no effect.
    fn unused(&self, document: &Document, severity: Severity) -> Vec<Finding> {
        let mut found = Vec::new();
        for Ignore { comment, in_text, rules, .. } in &self.ignores {
            let unused: Vec<&str> = rules.iter().filter(|rule| !rule.used).map(|rule| rule.name).collect();
            if !unused.is_empty() {
                // The comment can be deleted if none of its rules is needed.
                let fix = (*in_text && unused.len() == rules.len()).then(|| without(document, *comment));
                found.push((*comment, format!("nothing is found here of {}", unused.join(", ")), fix));
            }
        }
        found.extend(self.wrong.iter().map(|(comment, wrong)| (*comment, wrong.clone(), None)));
        found.sort_by_key(|(comment, ..)| comment.start);
        let finding = |(span, message, fix): (Span, String, Option<Fix>)| Finding {
            rule: UNUSED.into(),
            severity,
            article: article(document, span),
            span,
            fingerprint: format!(
                "{:016x}",
                xxh3_64(format!("{UNUSED}\n{}\n{message}", span.of(&document.text)).as_bytes())
            ),
            message,
            help: Some(if document.comments.contains(&span) {
                format!("write <!-- {IGNORE} RULE: reason --> right before the paragraph, or delete this")
            } else {
                format!("let the comment here begin with {IGNORE} RULE: reason, or delete it")
            }),
            labels: Vec::new(),
            fix,
            once: None,
            again: None,
        };
        found.into_iter().map(finding).collect()
    }
}

enum Scope {
    Next,
    File,
}

/// The scope of an ignore, and the rest of its text.
fn scope(comment: &str) -> Result<(Scope, &str), String> {
    let inside = comment.trim_start_matches("<!--").trim_end_matches("-->").trim();
    let end = inside.find(|c: char| c == ':' || c.is_whitespace()).unwrap_or(inside.len());
    let (word, rest) = inside.split_at(end);
    match word {
        IGNORE => Ok((Scope::Next, rest)),
        "factlint-ignore-file" => Ok((Scope::File, rest)),
        other => Err(format!("`{other}` is neither `{IGNORE}` nor `{IGNORE}-file`, and ignores nothing")),
    }
}

fn no_rule(name: &str, config: &Config) -> String {
    match nearest(name, config.linter().rules().all().iter().map(|rule| rule.id.as_str())) {
        Some(near) => format!("there is no rule `{name}` to ignore; did you mean `{near}`?"),
        None => format!("there is no rule `{name}` to ignore"),
    }
}

/// The article that a comment stands in, or before.
fn article(document: &Document, comment: Span) -> usize {
    let after = |article: &crate::document::Article| article.span().end <= comment.start;
    let at = document.articles.partition_point(after);
    document.articles.get(at).or(document.articles.last()).map_or(1, |article| article.index)
}

/// Deletes a comment, with its line if nothing else stands there.
fn without(document: &Document, comment: Span) -> Fix {
    let (before, after) = (&document.text[..comment.start as usize], &document.text[comment.end as usize..]);
    let line = after.find('\n').map_or(after.len(), |at| at + 1);
    let is_own = after[..line].trim().is_empty() && (before.is_empty() || before.ends_with('\n'));
    let end = if is_own { comment.end + line as u32 } else { comment.end };
    let edit = Edit { span: Span::new(comment.start, end), text: String::new() };
    Fix { safe: true, edits: vec![edit] }
}
