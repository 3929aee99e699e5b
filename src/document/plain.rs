//! Plain text: lines to blocks, blocks to articles.

use std::sync::LazyLock;

use regex::Regex;

use super::{Article, Block, Zone};
use crate::Span;

/// A line this long (in bytes) was not wrapped by hand: it is a paragraph of its own.
const WRAPPED: u32 = 160;
/// The longest first line (in bytes) that can be a headline where no `Source:` line says so.
const HEADLINE: u32 = 200;

/// The most characters after the date of a dateline.
const AFTER_DATE: usize = 24;

/// A line that begins with a date. What the date says is for the fact layer.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^ (?: (?:published|date|updated|posted|issued|released) \s* (?:on)? \s* :? \s* )?
        (?: (?:mon|tues?|wednes|thurs?|fri|satur|sun) (?:day)? \.? ,? \s+ )?
        (?: [0-9]{1,2} (?:st|nd|rd|th)? \s+ [a-z]{3,9} \.? ,? \s+ [0-9]{4}
          | [a-z]{3,9} \.? \s+ [0-9]{1,2} (?:st|nd|rd|th)? ,? \s+ [0-9]{4}
          | [0-9]{4} - [0-9]{2} - [0-9]{2}
          | [0-9]{1,2} [./] [0-9]{1,2} [./] [0-9]{4} )",
    )
    .expect("the pattern is constant and is compiled by a test")
});

/// Divides a text into articles. Linear in its length.
pub(super) fn articles(text: &str) -> Vec<Article> {
    let blocks = blocks(text);
    let sources: Vec<usize> = (0..blocks.len()).filter(|&i| is_source(text, &blocks[i])).collect();
    // An article starts at the title before its source line, where there is one.
    let starts: Vec<usize> = sources
        .iter()
        .enumerate()
        .map(|(n, &source)| {
            let free = n.checked_sub(1).map_or(0, |p| sources[p] + 1);
            if source > free && blocks[source - 1].raw == Raw::Paragraph { source - 1 } else { source }
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

/// A block before it has a zone.
struct RawBlock {
    span: Span,
    raw: Raw,
    /// Whether an empty line, or the end of the text, follows it.
    alone: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Raw {
    Paragraph,
    Bullet,
}

fn blocks(text: &str) -> Vec<RawBlock> {
    let bytes = text.as_bytes();
    let mut blocks: Vec<RawBlock> = Vec::new();
    let mut open = false; // whether the next line may continue the last block
    let mut from = 0usize;
    while from < bytes.len() {
        let to = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |n| from + n);
        let line = trim(text, from, to);
        let long = line.end - line.start > WRAPPED;
        if line.start == line.end {
            open = false;
            if let Some(last) = blocks.last_mut() {
                last.alone = true;
            }
        } else if let Some(mark) = bullet(line.of(text)) {
            let span = trim(text, line.start as usize + mark, line.end as usize);
            blocks.push(RawBlock { span, raw: Raw::Bullet, alone: false });
            open = !long;
        } else if let (true, false, Some(last)) = (open, long, blocks.last_mut()) {
            last.span.end = line.end;
        } else {
            blocks.push(RawBlock { span: line, raw: Raw::Paragraph, alone: false });
            open = !long && !is_source(text, &blocks[blocks.len() - 1]);
        }
        from = to + 1;
    }
    if let Some(last) = blocks.last_mut() {
        last.alone = true;
    }
    blocks
}

/// The line without the white space round it.
fn trim(text: &str, from: usize, to: usize) -> Span {
    let line = &text[from..to];
    let start = from + (line.len() - line.trim_start().len());
    Span::new(start as u32, (start + line.trim().len()) as u32)
}

/// The length in bytes of a bullet mark and the space after it.
fn bullet(line: &str) -> Option<usize> {
    let mark = line.chars().next().filter(|c| matches!(c, '•' | '-' | '*' | '–' | '‣' | '◦' | '▪'))?;
    let rest = &line[mark.len_utf8()..];
    let text = rest.trim_start();
    (text.len() < rest.len() && !text.is_empty()).then_some(line.len() - text.len())
}

fn is_source(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    block.raw == Raw::Paragraph
        && line.get(..7).is_some_and(|mark| mark.eq_ignore_ascii_case("source:"))
        && line.len() <= 200
}

fn is_dateline(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    block.raw == Raw::Paragraph
        && line.len() <= 64
        && DATELINE.find(line).is_some_and(|date| line[date.end()..].chars().count() <= AFTER_DATE)
}

/// An article with no source line: the first line is its headline if it is short, stands
/// alone, is no sentence, and something follows it.
fn unmarked(text: &str, blocks: &[RawBlock]) -> Article {
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

/// `source` is the index of the source line, `body` of the first block after title and source.
fn article(text: &str, raw: &[RawBlock], source: usize, body: usize) -> Article {
    let mut blocks: Vec<Block> = Vec::with_capacity(raw.len());
    let mut parent = None;
    let mut lead = true;
    for (i, block) in raw.iter().enumerate() {
        let zone = if i == source {
            Zone::Source
        } else if i < body {
            Zone::Headline
        } else if block.raw == Raw::Bullet {
            Zone::List
        } else if i == body && is_dateline(text, block) {
            Zone::Dateline
        } else if lead {
            lead = false;
            Zone::Lead
        } else {
            Zone::Body
        };
        if matches!(zone, Zone::Lead | Zone::Body) {
            parent = Some(i as u32);
        }
        let parent = if zone == Zone::List { parent } else { None };
        blocks.push(Block { zone, span: block.span, parent });
    }
    Article { index: 0, blocks }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(text: &str) -> Vec<Vec<(&'static str, &str)>> {
        articles(text)
            .iter()
            .map(|a| a.blocks.iter().map(|b| (b.zone.name(), b.span.of(text))).collect())
            .collect()
    }

    #[test]
    fn a_source_line_makes_the_line_before_it_a_headline() {
        let text = "Two held\r\n\r\nSource: Harbour Gazette\r\n\r\n3 May 2024\r\n\r\nPolice held two.\r\n\r\n\
                    Listed:\r\n  • Malta: customs\r\n  – Italy: police\r\n\r\nNext one\r\n\r\nSource: X\r\n\r\nBody.\r\n";
        assert_eq!(
            zones(text),
            [
                vec![
                    ("headline", "Two held"),
                    ("source", "Source: Harbour Gazette"),
                    ("dateline", "3 May 2024"),
                    ("lead", "Police held two."),
                    ("body", "Listed:"),
                    ("list", "Malta: customs"),
                    ("list", "Italy: police"),
                ],
                vec![("headline", "Next one"), ("source", "Source: X"), ("lead", "Body.")],
            ]
        );
    }

    #[test]
    fn a_bullet_knows_the_paragraph_that_introduces_it() {
        let text = "Head\n\nLead.\n\nListed:\n\n- one\n- two\n";
        let article = &articles(text)[0];
        assert_eq!(article.blocks[3].parent, Some(2));
        assert_eq!(article.blocks[4].parent, Some(2));
    }

    #[test]
    fn without_marks_a_short_first_line_that_stands_alone_is_the_headline() {
        assert_eq!(zones("Ferry resumes\n\nThe ferry is back.")[0][0].0, "headline");
        assert_eq!(zones("The ferry is back.\n\nIt sailed.")[0][0].0, "lead");
        assert_eq!(zones("The ferry\nis back\n\nIt sailed.")[0][0].0, "lead");
        assert_eq!(zones("One line only")[0], [("lead", "One line only")]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_one_paragraph() {
        let text = "Head\n\nThe ferry is\nback in\nservice.\n\nMore.";
        assert_eq!(zones(text)[0][1], ("lead", "The ferry is\nback in\nservice."));
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(articles("").is_empty());
        assert!(articles(" \n\t\r\n").is_empty());
    }
}
