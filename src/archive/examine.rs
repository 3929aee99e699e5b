//! Turns the findings and claims of a document into rows of the store.

use std::ops::Range;

use super::entry::Mark;
use super::passage::{CLAIM, FINDING, line, passage, said};
use super::rows::{ArticleRow, ClaimRow, FindingRow, Linted, PlaceRow, Unit};
use crate::checked::Checked;
use crate::claims::Claim;
use crate::document::Positions;
use crate::document::{Article, Document, Zone};
use crate::finding::Finding;
use crate::gate::{Audited, Config, ignore};
use crate::source::SourceError;
use crate::{Severity, Span};

/// Lints the document of a unit, if it was read.
pub(super) fn read_as(document: Result<Document, SourceError>, config: &Config, unit: &Unit) -> Linted {
    document.map_or_else(Linted::unread, |document| examine(document, config, unit))
}

/// Lints the document of a unit as `check` does, and collects the claims of its articles. Linear.
pub(super) fn examine(document: Document, config: &Config, unit: &Unit) -> Linted {
    let lines = |of: &[String]| (!of.is_empty()).then(|| of.join("\n"));
    let (error, note) = (lines(&document.unread), lines(&document.notes));
    let Audited { mut findings, claims, published } = config.audit(&document);
    // A comment that ignores a rule keeps out its claims too, so claims pass as findings for a while.
    findings.extend(claims.iter().enumerate().map(|(n, (article, claim))| stand_in(n, *article, claim)));
    findings.sort_by(|a, b| a.place().cmp(&b.place()));
    let mut checked = Checked { document, findings, suppressed: Vec::new() };
    ignore(&mut checked, config);
    let (kept, findings) = checked.findings.into_iter().partition(|finding| claim_of(finding).is_some());
    checked.findings = findings;
    checked.suppressed.retain(|suppressed| claim_of(&suppressed.finding).is_none());
    checked.tell_once();
    let kept: Vec<Finding> = kept;
    let mut claimed: Vec<usize> = kept.iter().filter_map(claim_of).collect();
    claimed.sort_unstable();
    let claims: Vec<&(usize, Claim)> = claimed.into_iter().filter_map(|n| claims.get(n)).collect();
    let articles =
        Rows { document: &checked.document, config, unit }.articles(&checked.findings, &claims, published);
    Linted { error, note, suppressed: checked.suppressed.len(), articles }
}

/// A finding that stands for a claim.
fn stand_in(n: usize, article: usize, claim: &Claim) -> Finding {
    Finding {
        rule: claim.rule.clone(),
        severity: Severity::Info,
        article,
        span: claim.span,
        message: n.to_string(),
        help: None,
        labels: Vec::new(),
        fix: None,
        once: None,
        again: None,
        fingerprint: String::new(),
    }
}

/// The index of the claim that a finding stands for. Real findings have a fingerprint and stand for none.
fn claim_of(finding: &Finding) -> Option<usize> {
    if finding.fingerprint.is_empty() { finding.message.parse().ok() } else { None }
}

struct Rows<'d> {
    document: &'d Document,
    config: &'d Config,
    unit: &'d Unit,
}

impl Rows<'_> {
    /// The rows of articles with their findings and claims, which must be in the order of articles.
    fn articles(
        &self,
        findings: &[Finding],
        claims: &[&(usize, Claim)],
        days: Vec<Option<String>>,
    ) -> Vec<ArticleRow> {
        let Self { document, unit, .. } = *self;
        let mut positions = Positions::new(document);
        let (mut findings, mut claims) = (findings, claims);
        let mut rows = Vec::with_capacity(document.articles.len());
        for (article, date) in document.articles.iter().zip(days) {
            let (here, rest) = findings.split_at(findings.partition_point(|f| f.article <= article.index));
            findings = rest;
            let (claimed, rest) = claims.split_at(claims.partition_point(|(of, _)| *of <= article.index));
            claims = rest;
            let findings = here.iter().map(|finding| FindingRow {
                rule: finding.rule.clone(),
                severity: finding.severity,
                message: finding.message.clone(),
                help: finding.help.clone(),
                place: self.place(article, finding.span, FINDING, &mut positions),
                labels: finding.labels.iter().map(|label| self.label(label)).collect(),
                fingerprint: finding.fingerprint.clone(),
            });
            let findings = findings.collect();
            let claims = claimed.iter().filter_map(|(_, claim)| {
                Some(ClaimRow {
                    rule: claim.rule.clone(),
                    severity: self.config.severity(&claim.rule)?,
                    key: claim.key.cast_signed(),
                    value: claim.value.clone(),
                    words: said(claim.span.of(&document.text)),
                    place: self.place(article, claim.span, CLAIM, &mut positions),
                })
            });
            rows.push(ArticleRow {
                number: (article.index as u64).saturating_sub(unit.record),
                name: article.id.clone(),
                title: article.title().map(|title| line(title.of(&document.text))),
                date,
                publisher: self.publisher(article),
                findings,
                claims: claims.collect(),
            });
        }
        rows
    }

    fn place(&self, article: &Article, span: Span, most: usize, positions: &mut Positions<'_>) -> PlaceRow {
        let (line, column) = positions.of(span.start);
        let Range { start, end } = self.bytes(span);
        PlaceRow {
            part: self.document.origin.part(span).map(str::to_owned),
            start,
            end,
            line: (line as u64).saturating_sub(self.unit.line),
            column: column as u64,
            passage: passage(&self.document.text, article, span, most),
        }
    }

    fn label(&self, label: &crate::Label) -> Mark {
        let Range { start, end } = self.bytes(label.span);
        let part = self.document.origin.part(label.span).map(str::to_owned);
        Mark { part, start, end, text: label.text.clone() }
    }

    /// The bytes of a span, counted from where the unit begins.
    fn bytes(&self, span: Span) -> Range<u64> {
        let Range { start, end } = self.document.origin.bytes(span);
        start.saturating_sub(self.unit.offset)..end.saturating_sub(self.unit.offset)
    }

    /// The publisher that the article names, or else the folder of its file.
    fn publisher(&self, article: &Article) -> Option<String> {
        let source = article.blocks.iter().find(|block| block.zone == Zone::Source);
        let named = source.map(|block| {
            let text = line(block.span.of(&self.document.text));
            text.split_once(':').map_or(text.as_str(), |(_, name)| name.trim()).to_owned()
        });
        let folder = || {
            let mut names = self.unit.path.rsplit(['/', '\\']).skip(1);
            names.next().filter(|name| !name.is_empty() && !name.chars().all(|c| c == '.')).map(str::to_owned)
        };
        named.filter(|name| !name.is_empty()).or_else(folder)
    }
}
