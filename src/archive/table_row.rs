//! The rows of the tables, as docs/audit.md has them. Strings are those of findings.jsonl; bytes count from 0, lines
//! and columns from 1, and places are those of the file or of its part.

use serde::{Deserialize, Serialize};

use super::entry::{Mark, Passage};
use super::rows::{ArticleRow, ClaimRow, FindingRow, Linted, PlaceRow, Unit};

/// A source: what is read and hashed at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name of the file, or the id of an article that came as columns.
    pub path: String,
    /// The first byte of the source in the unpacked file.
    pub offset: i64,
    /// The bytes of the source.
    pub length: i64,
    /// Lines of the file before it.
    pub line: i64,
    /// Records of the file before it.
    pub record: i64,
    /// XXH3 of its bytes, 128 bits as 32 hexadecimal digits.
    pub hash: String,
    /// A hash of what it was linted by; 0 where that is not known.
    pub stamp: i64,
    /// Findings that its own comments suppress.
    pub suppressed: i64,
    /// Why some or all of it cannot be read.
    pub error: Option<String>,
    /// What was not read as it should be.
    pub note: Option<String>,
}

/// An article. The first three columns of this table and of the two below name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// [`Source::path`].
    pub path: String,
    /// [`Source::offset`].
    pub offset: i64,
    /// The place of the article in its source, from 1.
    pub number: i64,
    /// What its file calls it.
    pub id: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day of publication: 2024-03-12.
    pub date: Option<String>,
    /// The publisher that it names, else the folder of its file.
    pub publisher: Option<String>,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// [`Source::path`].
    pub path: String,
    /// [`Source::offset`].
    pub offset: i64,
    /// [`Article::number`].
    pub number: i64,
    /// The id of the rule.
    pub rule: String,
    /// error, warning or info.
    pub severity: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The part of the file that bytes are counted in, or the column of the article.
    pub part: Option<String>,
    /// The first byte.
    pub start: i64,
    /// One past the last byte.
    pub end: i64,
    /// The line.
    pub line: i64,
    /// The column, in Unicode scalar values.
    pub column: i64,
    /// The words before those of the finding.
    pub before: String,
    /// The words of the finding.
    pub words: String,
    /// The words after them.
    pub after: String,
    /// The other places that it refers to.
    pub labels: Vec<Label>,
    /// The fingerprint.
    pub fingerprint: String,
    /// Between articles, the key of the claims.
    pub key: Option<i64>,
    /// Between articles, the place in the other article.
    pub counterpart: Option<Counterpart>,
}

/// Another place that a finding refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The part of the file that bytes are counted in.
    pub part: Option<String>,
    /// The first byte.
    pub start: i64,
    /// One past the last byte.
    pub end: i64,
    /// What the label says.
    pub text: String,
}

/// The claim of another article that contradicts a finding's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counterpart {
    /// [`Source::path`] of the other article.
    pub path: String,
    /// [`Source::offset`] of the other article.
    pub offset: i64,
    /// [`Article::number`] of the other article.
    pub number: i64,
    /// As [`Claim::part`], and so on.
    pub part: Option<String>,
    /// The first byte.
    pub start: i64,
    /// One past the last byte.
    pub end: i64,
    /// The line.
    pub line: i64,
    /// The column.
    pub column: i64,
    /// The words before.
    pub before: String,
    /// The words of the claim, unchanged if they are few.
    pub words: String,
    /// The words after.
    pub after: String,
    /// What it claims.
    pub value: String,
    /// The severity of findings about it.
    pub severity: String,
}

/// A claim: what an article says that is held against others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// [`Source::path`].
    pub path: String,
    /// [`Source::offset`].
    pub offset: i64,
    /// [`Article::number`].
    pub number: i64,
    /// [`Article::date`].
    pub date: Option<String>,
    /// The id of the rule.
    pub rule: String,
    /// The severity of findings about it.
    pub severity: String,
    /// Claims of one rule and key are a group.
    pub key: i64,
    /// What it claims, as a JSON object.
    pub value: String,
    /// The part of the file that bytes are counted in, or the column of the article.
    pub part: Option<String>,
    /// The first byte.
    pub start: i64,
    /// One past the last byte.
    pub end: i64,
    /// The line.
    pub line: i64,
    /// The column, in Unicode scalar values.
    pub column: i64,
    /// The words before.
    pub before: String,
    /// The words of the claim, unchanged if they are few.
    pub words: String,
    /// The words after.
    pub after: String,
}

impl Counterpart {
    /// The claim that a finding of this rule and key has as its counterpart; its date is not known.
    pub(super) fn into_claim(self, rule: String, key: i64) -> Claim {
        Claim {
            path: self.path,
            offset: self.offset,
            number: self.number,
            date: None,
            rule,
            severity: self.severity,
            key,
            value: self.value,
            part: self.part,
            start: self.start,
            end: self.end,
            line: self.line,
            column: self.column,
            before: self.before,
            words: self.words,
            after: self.after,
        }
    }
}

impl From<Claim> for Counterpart {
    fn from(claim: Claim) -> Self {
        Self {
            path: claim.path,
            offset: claim.offset,
            number: claim.number,
            part: claim.part,
            start: claim.start,
            end: claim.end,
            line: claim.line,
            column: claim.column,
            before: claim.before,
            words: claim.words,
            after: claim.after,
            value: claim.value,
            severity: claim.severity,
        }
    }
}

/// A row of all that one pass over articles gives: exactly one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// A source.
    pub source: Option<Source>,
    /// An article of it.
    pub article: Option<Article>,
    /// A finding in the article.
    pub finding: Option<Finding>,
    /// A claim of the article.
    pub claim: Option<Claim>,
}

/// The rows of a source that was linted: of itself, then of each article with its findings and claims.
pub(super) fn rows(unit: &Unit, linted: Linted, out: &mut Vec<Row>) {
    let source = Source {
        path: unit.path.clone(),
        offset: unit.offset.cast_signed(),
        length: unit.length.cast_signed(),
        line: unit.line.cast_signed(),
        record: unit.record.cast_signed(),
        hash: hex(&unit.hash),
        stamp: unit.stamp,
        suppressed: linted.suppressed as i64,
        error: linted.error,
        note: linted.note,
    };
    out.push(Row { source: Some(source), ..Row::default() });
    for article in linted.articles {
        let ArticleRow { number, name, title, date, publisher, findings, claims } = article;
        let of = Of { unit, number: number.cast_signed() };
        out.extend(findings.into_iter().map(|row| Row { finding: Some(of.finding(row)), ..Row::default() }));
        let claim = |row| Row { claim: Some(of.claim(row, date.clone())), ..Row::default() };
        out.extend(claims.into_iter().map(claim));
        let (path, offset) = (unit.path.clone(), unit.offset.cast_signed());
        let article = Article { path, offset, number: of.number, id: name, title, date, publisher };
        out.push(Row { article: Some(article), ..Row::default() });
    }
}

/// The hexadecimal digits of a hash.
pub(super) fn hex(hash: &[u8]) -> String {
    use std::fmt::Write as _;
    hash.iter().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// An article of a unit.
struct Of<'u> {
    unit: &'u Unit,
    number: i64,
}

impl Of<'_> {
    /// A byte of the file, for one that counts from where the unit begins.
    const fn byte(&self, at: u64) -> i64 {
        (self.unit.offset + at).cast_signed()
    }

    fn finding(&self, row: FindingRow) -> Finding {
        let FindingRow { rule, severity, message, help, place, labels, fingerprint } = row;
        let PlaceRow { part, start, end, line, column, passage: Passage { before, words, after } } = place;
        let label = |Mark { part, start, end, text }| Label {
            part,
            start: self.byte(start),
            end: self.byte(end),
            text,
        };
        Finding {
            path: self.unit.path.clone(),
            offset: self.unit.offset.cast_signed(),
            number: self.number,
            rule: rule.into(),
            severity: severity.name().to_owned(),
            message,
            help,
            part,
            start: self.byte(start),
            end: self.byte(end),
            line: (self.unit.line + line).cast_signed(),
            column: column.cast_signed(),
            before,
            words,
            after,
            labels: labels.into_iter().map(label).collect(),
            fingerprint,
            key: None,
            counterpart: None,
        }
    }

    fn claim(&self, row: ClaimRow, date: Option<String>) -> Claim {
        let ClaimRow { rule, severity, key, value, words, place } = row;
        let PlaceRow { part, start, end, line, column, passage } = place;
        Claim {
            path: self.unit.path.clone(),
            offset: self.unit.offset.cast_signed(),
            number: self.number,
            date,
            rule: rule.into(),
            severity: severity.name().to_owned(),
            key,
            value,
            part,
            start: self.byte(start),
            end: self.byte(end),
            line: (self.unit.line + line).cast_signed(),
            column: column.cast_signed(),
            before: passage.before,
            words,
            after: passage.after,
        }
    }
}
