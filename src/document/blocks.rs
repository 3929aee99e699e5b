//! Divides blocks into articles, and finds headlines, datelines and leads. The same for all formats.

use std::sync::LazyLock;

use regex::Regex;

use super::{Article, Block, Zone};
use crate::Span;

/// The most bytes of a first line that can be a headline where the format marks none.
const HEADLINE: u32 = 200;

/// The most blocks in which a source line is looked for, where an article is known to begin.
const HEAD: usize = 4;

/// The most characters after the date of a dateline.
const AFTER_DATE: usize = 24;

/// A line that begins with a date. The fact layer reads what the date says. The expression knows ASCII alone:
/// it is compiled in each run, and the letters and spaces of all scripts would take twice the time.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix-u)^ (?: (?:published|date|updated|posted|issued|released) \s* (?:on)? \s* :? \s* )?
        (?: (?:mon|tues?|wednes|thurs?|fri|satur|sun) (?:day)? \.? ,? \s+ )?
        (?: [0-9]{1,2} (?:st|nd|rd|th)? \s+ [a-z]{3,9} \.? ,? \s+ [0-9]{4}
          | [a-z]{3,9} \.? \s+ [0-9]{1,2} (?:st|nd|rd|th)? ,? \s+ [0-9]{4}
          | [0-9]{4} - [0-9]{2} - [0-9]{2}
          | [0-9]{1,2} [./] [0-9]{1,2} [./] [0-9]{4} )",
    )
    .expect("the pattern is constant and is compiled by a test")
});

/// A block before it has a zone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawBlock {
    pub(crate) span: Span,
    pub(crate) raw: Raw,
    /// Whether the block stands alone: nothing follows on the next line.
    pub(crate) alone: bool,
}

/// What a format knows of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raw {
    /// The headline, as the format marks it.
    Title,
    /// The date of publication, as the format marks it.
    Date,
    /// A paragraph, or a heading within the article.
    Paragraph,
    /// A bullet.
    Bullet,
    /// A cell of a table.
    Cell,
}

/// Divides the blocks of a text into articles: several where `Source: …` lines mark them, one
/// otherwise. Linear.
pub(crate) fn articles(text: &str, blocks: &[RawBlock]) -> Vec<Article> {
    let sources: Vec<usize> = (0..blocks.len()).filter(|&i| is_source(text, &blocks[i])).collect();
    // An article starts at the title before its source line, if there is one.
    let starts: Vec<usize> = sources
        .iter()
        .enumerate()
        .map(|(n, &source)| {
            let free = n.checked_sub(1).map_or(0, |p| sources[p] + 1);
            let before = free..source;
            let mut titles = before.clone().filter(|&i| blocks[i].raw == Raw::Title);
            let above = before.clone().next_back().filter(|&i| blocks[i].raw == Raw::Paragraph);
            titles.next_back().or(above).unwrap_or(source)
        })
        .collect();
    let mut articles = Vec::with_capacity(starts.len() + 1);
    let first = starts.first().copied().unwrap_or(blocks.len());
    if first > 0 {
        articles.push(unmarked(text, &blocks[..first]));
    }
    for (n, &start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(blocks.len());
        let source = sources[n] - start;
        articles.push(article(text, &blocks[start..end], source, source + 1));
    }
    for (n, article) in articles.iter_mut().enumerate() {
        article.index = n + 1;
    }
    articles
}

/// The one article of all blocks, of which there must be at least one.
pub(crate) fn one_article(text: &str, blocks: &[RawBlock]) -> Article {
    let source = blocks.iter().take(HEAD).position(|block| is_source(text, block));
    match source {
        Some(source) => article(text, blocks, source, source + 1),
        None => unmarked(text, blocks),
    }
}

/// Whether a block is the line that names the publisher.
pub(crate) fn is_source(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    block.raw == Raw::Paragraph
        && line.get(..7).is_some_and(|mark| mark.eq_ignore_ascii_case("source:"))
        && line.len() <= 200
}

fn is_dateline(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    if block.raw != Raw::Paragraph || line.len() > 64 {
        return false;
    }
    let line: String = line.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    DATELINE.find(&line).is_some_and(|date| line[date.end()..].chars().count() <= AFTER_DATE)
}

/// Whether a text begins with a full date, or with a word such as "Published" and a full date.
pub(crate) fn begins_with_date(text: &str) -> bool {
    DATELINE.is_match(text)
}

/// The article of blocks without a source line. Where the format marks no headline, the first line is the
/// headline if it is short, stands alone, is no sentence, and something follows it.
fn unmarked(text: &str, blocks: &[RawBlock]) -> Article {
    // Blocks before a headline, such as a rubric or a date, are not the text of the article.
    if let Some(title) = blocks.iter().position(|block| block.raw == Raw::Title) {
        return article(text, blocks, usize::MAX, title + 1);
    }
    let first = &blocks[0];
    let line = first.span.of(text);
    let headline = blocks.len() > 1
        && first.raw == Raw::Paragraph
        && first.alone
        && first.span.end - first.span.start <= HEADLINE
        && !line.contains('\n')
        && !line.ends_with(['.', '!', ':', ';', ',', '"', '”'])
        && !is_dateline(text, first);
    // Without a source line the body starts right after the headline, at block 1 or 0.
    article(text, blocks, usize::MAX, usize::from(headline))
}

/// The article of blocks. `source` is the index of the source line, `body` that of the first block after
/// title and source.
fn article(text: &str, raw: &[RawBlock], source: usize, body: usize) -> Article {
    let mut blocks: Vec<Block> = Vec::with_capacity(raw.len());
    let mut parent = None;
    let mut lead = true;
    let titled = raw.iter().any(|block| block.raw == Raw::Title);
    // A date that the format marks does not separate a headline from its dateline.
    let first = body.saturating_add(raw.iter().skip(body).take_while(|block| block.raw == Raw::Date).count());
    for (i, block) in raw.iter().enumerate() {
        let zone = match block.raw {
            Raw::Title if lead => Zone::Headline,
            Raw::Date => Zone::Dateline,
            Raw::Bullet => Zone::List,
            Raw::Cell => Zone::Table,
            _ if i == source => Zone::Source,
            Raw::Paragraph if (i == first || titled && i < body) && is_dateline(text, block) => {
                Zone::Dateline
            }
            Raw::Paragraph if i < body && !titled => Zone::Headline,
            Raw::Title | Raw::Paragraph if i < body => Zone::Body,
            Raw::Title | Raw::Paragraph if lead => {
                lead = false;
                Zone::Lead
            }
            Raw::Title | Raw::Paragraph => Zone::Body,
        };
        if matches!(zone, Zone::Lead | Zone::Body) {
            parent = Some(i as u32);
        }
        let parent = if zone == Zone::List { parent } else { None };
        blocks.push(Block { zone, span: block.span, parent });
    }
    Article { index: 0, id: None, blocks }
}
