//! Divides blocks into articles. The same for all formats.

use super::lines::lines;
use super::raw::{Raw, RawBlock};
use super::{Article, zones};

/// The most blocks in which a source line is looked for, where an article is known to begin.
const HEAD: usize = 4;

/// Divides the blocks of a text into articles: several where `Source: …` lines mark them, one
/// otherwise. Linear.
pub(crate) fn articles(text: &str, blocks: &[RawBlock]) -> Vec<Article> {
    let blocks = &lines(text, blocks);
    // An article starts at the title before its source line, if there is one.
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for source in (0..blocks.len()).filter(|&i| is_source(text, &blocks[i])) {
        let before = starts.last().map_or(0, |last| last.1 + 1)..source;
        let mut titles = before.clone().filter(|&i| blocks[i].raw == Raw::Title);
        let above = before.clone().next_back().filter(|&i| blocks[i].raw == Raw::Paragraph);
        let start = titles.next_back().or(above).unwrap_or(source);
        // At the end of an article the line gives credit to somebody.
        let under_headline = start < source && zones::is_headline(text, &blocks[start]);
        let credit = source > 0 && (!under_headline || source + 1 == blocks.len());
        if !credit {
            starts.push((start, source));
        }
    }
    let mut articles = Vec::with_capacity(starts.len() + 1);
    let first = starts.first().map_or(blocks.len(), |start| start.0);
    if first > 0 {
        articles.push(zones::article(text, &blocks[..first], None));
    }
    for (n, &(start, source)) in starts.iter().enumerate() {
        let end = starts.get(n + 1).map_or(blocks.len(), |next| next.0);
        articles.push(zones::article(text, &blocks[start..end], Some(source - start)));
    }
    for (n, article) in articles.iter_mut().enumerate() {
        article.index = n + 1;
    }
    articles
}

/// The one article of all blocks, of which there must be at least one.
pub(crate) fn one_article(text: &str, blocks: &[RawBlock]) -> Article {
    let blocks = &lines(text, blocks);
    let source = blocks.iter().take(HEAD).position(|block| is_source(text, block));
    zones::article(text, blocks, source)
}

/// Whether a block is the line that names the publisher.
pub(crate) fn is_source(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    block.raw == Raw::Paragraph
        && line.get(..7).is_some_and(|mark| mark.eq_ignore_ascii_case("source:"))
        && line.len() <= 200
}
