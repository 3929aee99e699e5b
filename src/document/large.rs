//! Articles that are too long to be one: they are read part by part, so that memory does not grow with them.

use super::{Article, Block};
use crate::Span;

/// The most bytes of an article that is read as one: some 180,000 words, of which a long novel has as many.
const LARGEST: usize = 1 << 20;

/// How many bytes before the end of a part a sentence is looked for that ends there.
const NEAR: usize = 1 << 14;

impl Article {
    /// Whether the article is read part by part.
    fn is_large(&self) -> bool {
        let span = self.span();
        (span.end - span.start) as usize > LARGEST
    }

    /// The parts of a text that is too long to be one article, in order; else the article itself. Each has at most
    /// 1 MiB and ends with a block, or with a sentence or a word of one that is longer. Linear.
    pub(crate) fn parts(&self, text: &str, mut read: impl FnMut(&Self)) {
        if !self.is_large() {
            return read(self);
        }
        let mut part = Self { index: self.index, id: self.id.clone(), blocks: Vec::new() };
        let (mut first, mut size) = (0, 0);
        for (index, block) in self.blocks.iter().enumerate() {
            for span in (Pieces { text, left: block.span }) {
                let length = (span.end - span.start) as usize;
                if size + length > LARGEST && !part.blocks.is_empty() {
                    read(&part);
                    part.blocks.clear();
                    (first, size) = (index as u32, 0);
                }
                size += length;
                // A list whose paragraph stands in another part has none.
                let parent = block.parent.and_then(|parent| parent.checked_sub(first));
                part.blocks.push(Block { span, parent, ..*block });
            }
        }
        if !part.blocks.is_empty() {
            read(&part);
        }
    }
}

/// What there is to say of articles that are read part by part.
pub(crate) fn notes(articles: &[Article]) -> impl Iterator<Item = String> {
    articles.iter().filter(|article| article.is_large()).map(|article| {
        let (index, span) = (article.index, article.span());
        let size = (span.end - span.start) >> 20;
        format!(
            "article {index} has {size} MiB: it is read in parts of 1 MiB, and what stands in one is not held against \
             another"
        )
    })
}

/// A block in pieces of at most [`LARGEST`] bytes.
struct Pieces<'t> {
    text: &'t str,
    left: Span,
}

impl Iterator for Pieces<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let Span { start, end } = self.left;
        if start >= end {
            return None;
        }
        let most = start as usize + LARGEST;
        let cut = if end as usize <= most { end } else { self.cut(start as usize, most) };
        let rest = &self.text[cut as usize..end as usize];
        self.left.start = end - rest.trim_start().len() as u32;
        Some(Span::new(start, cut))
    }
}

impl Pieces<'_> {
    /// The last place up to `at` where a character begins.
    fn boundary(&self, at: usize) -> usize {
        (0..=at).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or_default()
    }

    /// The place before `most` at which a piece that starts at `start` ends: behind a sentence, or else behind a word.
    fn cut(&self, start: usize, most: usize) -> u32 {
        let most = self.boundary(most);
        let near = &self.text[self.boundary(most.saturating_sub(NEAR).max(start))..most];
        let from = most - near.len();
        let sentence = near.rfind(". ").max(near.rfind(".\n")).map(|at| at + 1);
        let word = || near.rfind(char::is_whitespace);
        match sentence.or_else(word) {
            Some(at) if from + at > start => (from + at) as u32,
            _ => most as u32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn parts(text: &str) -> Vec<String> {
        let document = Document::plain("a.txt", text);
        assert_eq!(document.articles.len(), 1);
        let mut parts = Vec::new();
        document.articles[0].parts(&document.text, |part| {
            let blocks: Vec<&str> = part.blocks.iter().map(|block| block.span.of(&document.text)).collect();
            parts.push(blocks.join("\n\n"));
        });
        parts
    }

    #[test]
    fn a_short_article_is_one_part() {
        assert_eq!(parts("Ferry late\n\nThe ferry was late.\n").len(), 1);
    }

    #[test]
    fn a_long_article_ends_its_parts_with_blocks() {
        let text = "The ferry to Gozo was late again.\n\n".repeat(90_000);
        let parts = parts(&text);
        assert!(parts.len() > 2, "there are {} parts", parts.len());
        assert!(parts.iter().all(|part| part.len() < LARGEST + LARGEST / 8 && part.ends_with("again.")));
        assert_eq!(parts.join("\n\n"), text.trim_end());
    }

    #[test]
    fn a_long_block_ends_its_pieces_with_sentences_or_words_or_anywhere() {
        for (sentence, end) in [("Die Fähre kam zu spät. ", "."), ("Fähre ", "e"), ("ä", "ä")] {
            let text = sentence.repeat(3 * LARGEST / sentence.len());
            let parts = parts(&text);
            assert!(parts.len() > 2);
            assert!(parts.iter().all(|part| part.len() <= LARGEST && part.ends_with(end)));
            let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            assert_eq!(parts.iter().map(|part| letters(part)).sum::<usize>(), letters(&text));
        }
    }
}
