//! Fills a store with rows of tables.

use std::path::Path;

use rusqlite::{OptionalExtension as _, Row, params};

use super::super::entry::{Mark, Passage};
use super::super::error::AuditError;
use super::super::rows::{ArticleRow, ClaimRow, Fate, FindingRow, Hash, Linted, PlaceRow, Unit};
use super::super::table_row::{Article, Claim, Counterpart, Finding, Label, Source};
use super::Store;
use super::entries::severity_of;
use super::known::Seen;
use super::write::Writer;

/// An article of the store: its id, and the lines of its file before its source.
#[derive(Clone, Debug)]
struct At {
    id: i64,
    line: i64,
}

/// The key, in the store's table about itself, that tells that it is not filled yet.
const FILLING: &str = "filling";

/// Whether filling a store was begun and not ended.
pub(in crate::archive) fn is_being_filled(store: &Store) -> Result<bool, AuditError> {
    Ok(store.meta(FILLING)? == Some(true))
}

/// Fills a store with the rows of others: first all sources, then all articles, then claims, then findings.
pub(in crate::archive) struct Filling {
    writer: Writer,
    /// The article that was looked up last.
    last: Option<(String, i64, i64, At)>,
}

impl Filling {
    /// Begins to fill the store of a folder, which must be empty.
    pub(in crate::archive) fn new(folder: &Path, build: i64) -> Result<Self, AuditError> {
        let writer = Writer::new(folder, Seen::default().into(), build)?;
        writer.store().set_meta(FILLING, true)?;
        Ok(Self { writer, last: None })
    }

    /// Adds a source.
    pub(in crate::archive) fn source(&mut self, source: Source) -> Result<(), AuditError> {
        let Source { path, offset, length, line, record, hash, stamp, suppressed, error, note } = source;
        let unit = Unit {
            path,
            offset: offset.cast_unsigned(),
            length: length.cast_unsigned(),
            line: line.cast_unsigned(),
            record: record.cast_unsigned(),
            hash: digits(&hash),
            stamp,
        };
        let suppressed = suppressed.max(0) as usize;
        let linted = Linted { error, note, suppressed, articles: Vec::new() };
        self.writer.add(&unit, Fate::Linted(None, Box::new(linted)))
    }

    /// Adds an article.
    ///
    /// # Errors
    /// When its source is not there, or two are.
    pub(in crate::archive) fn article(&mut self, article: Article) -> Result<(), Wrong> {
        let Article { path, offset, number, id, title, date, publisher } = article;
        let sources = self.sources(&path, offset)?;
        let source = match sources[..] {
            [source] => source,
            [] => return Err(Wrong::Row(format!("the source of article {number} of {path} is not there"))),
            _ => {
                return Err(Wrong::Row(format!(
                    "two sources are called {path}; the articles of an audit must have names of their own"
                )));
            }
        };
        let number = number.cast_unsigned();
        let row =
            ArticleRow { number, name: id, title, date, publisher, findings: Vec::new(), claims: Vec::new() };
        self.writer.begin()?;
        self.writer.insert_article(source, &row)?;
        Ok(self.writer.commit_in_time()?)
    }

    fn sources(&self, path: &str, offset: i64) -> Result<Vec<i64>, AuditError> {
        let store = self.writer.store();
        let read = || {
            let sql = "SELECT id FROM sources WHERE path = ? AND offset = ? LIMIT 2";
            let mut query = store.db.prepare_cached(sql)?;
            let ids = query.query_map((path, offset), |row| row.get(0))?;
            ids.collect::<rusqlite::Result<Vec<i64>>>()
        };
        read().map_err(|error| store.error(&error))
    }

    /// The article with this name.
    fn at(&mut self, path: &str, offset: i64, number: i64) -> Result<At, Wrong> {
        if let Some((last, its_offset, its_number, at)) = &self.last
            && (last.as_str(), *its_offset, *its_number) == (path, offset, number)
        {
            return Ok(at.clone());
        }
        let store = self.writer.store();
        let read = || {
            let mut query = store.db.prepare_cached(
                "SELECT a.id, s.line FROM sources s JOIN articles a ON a.source = s.id \
                 WHERE s.path = ? AND s.offset = ? AND a.number = ?",
            )?;
            let at = |row: &Row<'_>| Ok(At { id: row.get(0)?, line: row.get(1)? });
            query.query_row((path, offset, number), at).optional()
        };
        let found = read().map_err(|error| store.error(&error))?;
        let found = found
            .ok_or_else(|| Wrong::Row(format!("article {number} of {path} at byte {offset} is not there")))?;
        self.last = Some((path.to_owned(), offset, number, found.clone()));
        Ok(found)
    }

    /// Adds a claim.
    ///
    /// # Errors
    /// When its article is not there.
    pub(in crate::archive) fn claim(&mut self, claim: Claim) -> Result<(), Wrong> {
        let at = self.at(&claim.path, claim.offset, claim.number)?;
        self.writer.begin()?;
        self.writer.insert_claim(at.id, &claim_row(claim, at.line)?)?;
        Ok(self.writer.commit_in_time()?)
    }

    /// Adds a finding. The claim of the other article is added if it is not there.
    ///
    /// # Errors
    /// When its article, or the other, is not there.
    pub(in crate::archive) fn finding(&mut self, finding: Finding) -> Result<(), Wrong> {
        let at = self.at(&finding.path, finding.offset, finding.number)?;
        let between = match (&finding.key, &finding.counterpart) {
            (Some(key), Some(other)) => {
                let (start, end) = (finding.start - finding.offset, finding.end - finding.offset);
                let claim = self.claim_at(&at, (&finding.rule, *key), (start, end), None)?;
                Some((*key, claim, self.counterpart(&finding.rule, *key, other)?))
            }
            _ => None,
        };
        self.writer.begin()?;
        let (row, line) = (finding, at.line);
        let place = place(&row.part, (row.start, row.end, row.offset), (row.line, line), row.column)?;
        let place =
            PlaceRow { passage: Passage { before: row.before, words: row.words, after: row.after }, ..place };
        let label = |label: Label| Mark {
            part: label.part,
            start: (label.start - row.offset).cast_unsigned(),
            end: (label.end - row.offset).cast_unsigned(),
            text: label.text,
        };
        let stored = FindingRow {
            rule: row.rule.as_str().into(),
            severity: severity(&row.severity)?,
            message: row.message,
            help: row.help,
            place,
            labels: row.labels.into_iter().map(label).collect(),
            fingerprint: row.fingerprint,
        };
        self.writer.insert_finding(at.id, &stored)?;
        if let Some((key, claim, counterpart)) = between {
            let sql =
                "UPDATE findings SET key = ?, claim = ?, counterpart = ? WHERE id = last_insert_rowid()";
            self.writer.store().execute(sql, params![key, claim, counterpart])?;
        }
        Ok(self.writer.commit_in_time()?)
    }

    /// The claim of a counterpart.
    fn counterpart(&mut self, rule: &str, key: i64, other: &Counterpart) -> Result<i64, Wrong> {
        let at = self.at(&other.path, other.offset, other.number)?;
        let places = (other.start - other.offset, other.end - other.offset);
        if let Some(id) = self.claim_at(&at, (rule, key), places, Some(&other.value))? {
            return Ok(id);
        }
        let claim = other.clone().into_claim(rule.to_owned(), key);
        self.writer.begin()?;
        self.writer.insert_claim(at.id, &claim_row(claim, at.line)?)?;
        Ok(self.writer.store().db.last_insert_rowid())
    }

    /// The claim of an article with this rule and key at a place of its source.
    fn claim_at(
        &self,
        at: &At,
        (rule, key): (&str, i64),
        (start, end): (i64, i64),
        value: Option<&str>,
    ) -> Result<Option<i64>, AuditError> {
        let store = self.writer.store();
        let read = || {
            let mut query = store.db.prepare_cached(
                "SELECT id FROM claims WHERE article = ? AND rule = ? AND key = ? AND start = ? AND end = ? \
                 AND (? IS NULL OR value = ?) ORDER BY id LIMIT 1",
            )?;
            query.query_row(params![at.id, rule, key, start, end, value, value], |row| row.get(0)).optional()
        };
        read().map_err(|error| store.error(&error))
    }

    /// Ends a store whose claims are related.
    pub(in crate::archive) fn finish(mut self) -> Result<Writer, AuditError> {
        self.writer.commit()?;
        self.writer.index()?;
        self.writer.store().execute("DELETE FROM meta WHERE key = ?", [FILLING])?;
        self.writer.complete()?;
        Ok(self.writer)
    }
}

/// What is wrong: with a row, or with the store.
#[derive(Debug)]
pub(in crate::archive) enum Wrong {
    Row(String),
    Store(AuditError),
}

impl From<AuditError> for Wrong {
    fn from(error: AuditError) -> Self {
        Self::Store(error)
    }
}

fn severity(name: &str) -> Result<crate::Severity, Wrong> {
    severity_of(0, name).map_err(|_| Wrong::Row(format!("there is no severity {name:?}")))
}

/// A place in a source, without its passage, from one in its file.
fn place(
    part: &Option<String>,
    (start, end, offset): (i64, i64, i64),
    (line, before): (i64, i64),
    column: i64,
) -> Result<PlaceRow, Wrong> {
    if start < offset || end < start || line < before {
        let why = format!("bytes {start} to {end} in line {line} are not in the source at byte {offset}");
        return Err(Wrong::Row(why));
    }
    Ok(PlaceRow {
        part: part.clone(),
        start: (start - offset).cast_unsigned(),
        end: (end - offset).cast_unsigned(),
        line: (line - before).cast_unsigned(),
        column: column.cast_unsigned(),
        passage: Passage::default(),
    })
}

fn claim_row(claim: Claim, before: i64) -> Result<ClaimRow, Wrong> {
    let place =
        place(&claim.part, (claim.start, claim.end, claim.offset), (claim.line, before), claim.column)?;
    let passage = Passage { before: claim.before, words: String::new(), after: claim.after };
    Ok(ClaimRow {
        rule: claim.rule.as_str().into(),
        severity: severity(&claim.severity)?,
        key: claim.key,
        value: claim.value,
        words: claim.words,
        place: PlaceRow { passage, ..place },
    })
}

/// The bytes of a hash from its hexadecimal digits; what is none is 0.
fn digits(hash: &str) -> Hash {
    u128::from_str_radix(hash, 16).unwrap_or_default().to_be_bytes()
}
