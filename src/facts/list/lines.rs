//! What stands below a paragraph that ends with a colon: bullets, numbered paragraphs, lines.

use super::super::look::Look;
use crate::document::{Article, Zone};

/// How many words a line has at most that is an item and no paragraph.
const WORDS: usize = 14;

/// Whether a line is an item and no paragraph.
fn is_short(line: &str) -> bool {
    (1..=WORDS).contains(&line.split_whitespace().count()) && !line.trim_end().ends_with('.')
}

/// The items below a paragraph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines {
    pub(super) items: usize,
    /// Whether each of them begins with the name of a person.
    pub(super) people: bool,
}

impl Look<'_> {
    /// The items that stand right below a block.
    pub(super) fn items_below(&self, block: usize, article: &Article) -> Option<Lines> {
        let below = article.blocks.get(block + 1..)?;
        let list = below.iter().take_while(|b| b.zone == Zone::List).count();
        // Below two lists with a line between them the count may be of both.
        let after = below.get(list..).unwrap_or_default();
        if after.iter().take(3).any(|b| b.zone == Zone::List) {
            return None;
        }
        // Bullets that are set in are those of a list within the list.
        let column = |start: u32| {
            let before = &self.facts.text[..start as usize];
            before.len() - before.rfind('\n').map_or(0, |line| line + 1)
        };
        let first = below.first().map_or(0, |b| column(b.span.start));
        let bullets: Vec<usize> = (0..list).filter(|&at| column(below[at].span.start) <= first).collect();
        if bullets.len() > 1 {
            let people = bullets.iter().all(|&at| self.begins_with_person(block + 1 + at));
            return Some(Lines { items: bullets.len(), people });
        }
        if let Some(items) = self.numbered(block + 1, article, 1) {
            let people = (block + 1..block + 1 + items).all(|at| self.begins_with_person(at));
            return Some(Lines { items, people });
        }
        self.lines_of(block + 1, article).or_else(|| self.short(block + 1, article))
    }

    /// The items that are short blocks right below each other, without a line between them.
    fn short(&self, block: usize, article: &Article) -> Option<Lines> {
        let text = self.facts.text;
        let own = |at: &usize| {
            let of = &article.blocks[*at];
            matches!(of.zone, Zone::Body | Zone::Lead) && is_short(of.span.of(text))
        };
        let adjacent = |at: usize| {
            let between = article.blocks[at - 1].span.end as usize..article.blocks[at].span.start as usize;
            text[between].matches('\n').count() == 1
        };
        let run = (block..article.blocks.len()).take_while(|at| own(at) && (*at == block || adjacent(*at)));
        let items = run.count();
        let people = (block..block + items).all(|at| self.begins_with_person(at));
        // What stands below without a line between is more than these.
        let alone = block + items >= article.blocks.len() || !adjacent(block + items);
        (items > 1 && alone).then_some(Lines { items, people })
    }

    /// The items that the lines of one block are.
    fn lines_of(&self, block: usize, article: &Article) -> Option<Lines> {
        let of =
            article.blocks.get(block).filter(|b| matches!(b.zone, Zone::Body | Zone::Lead | Zone::List))?;
        let (first, last) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        if first >= last {
            return None;
        }
        let (from, to) = (self.facts.sentences[first].0 as usize, self.facts.sentences[last - 1].1 as usize);
        if let Some(series) = self.numbered_inline((from, to)) {
            return Some(Lines { items: series.low, people: false });
        }
        let text = of.span.of(self.facts.text);

        let items = text.lines().count();
        if items < 2 || !text.lines().all(is_short) {
            return None;
        }
        let mut start = of.span.start as usize;
        let people = text.split_inclusive('\n').all(|line| {
            let at = from + self.facts.tokens[from..to].partition_point(|t| (t.start as usize) < start);
            start += line.len();
            let end = from + self.facts.tokens[from..to].partition_point(|t| (t.start as usize) < start);
            self.is_person(at, end)
        });
        Some(Lines { items, people })
    }

    fn is_person(&self, at: usize, end: usize) -> bool {
        self.name(at, end).is_some_and(|name| name.person == Some(true))
    }

    /// Whether a block begins with the name of a person, behind its number.
    fn begins_with_person(&self, block: usize) -> bool {
        let (first, last) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        if first >= last {
            return false;
        }
        let (from, to) = self.facts.sentences[first];
        let (from, to) = (from as usize, self.facts.sentences[last - 1].1.max(to) as usize);
        let at = if self.number_of(block).is_some() { self.past_number(from) } else { from };
        self.is_person(at, to)
    }

    /// How many paragraphs from a block on are numbered from 1, with at most so many blocks between two of
    /// them. None if they are fewer than three.
    pub(super) fn numbered(&self, from: usize, article: &Article, apart: usize) -> Option<usize> {
        let (mut items, mut missed) = (0, 0);
        for block in from..article.blocks.len() {
            match self.number_of(block) {
                Some(number) if number == items + 1 => (items, missed) = (number, 0),
                Some(_) => return None,
                None if items == 0 && missed + 1 >= apart => return None,
                None if missed >= apart => break,
                None => missed += 1,
            }
        }
        (items > 2).then_some(items)
    }

    /// The number that a paragraph begins with: "1. Drink water", "2) Walk", "3 Sleep".
    pub(super) fn number_of(&self, block: usize) -> Option<usize> {
        let (first, last) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        let at = self.facts.sentences.get(first).filter(|_| first < last)?.0 as usize;
        let number: usize = self.word(at + usize::from(self.is_mark(at, &["("]))).parse().ok()?;
        let next = self.token(self.past_number(at))?;
        (!next.is_glued() && next.is_word() || self.past_number(at) > at + 1 && !next.is_glued())
            .then_some(number)
    }

    /// The token after the number of a paragraph and its mark.
    fn past_number(&self, at: usize) -> usize {
        let at = at + 1 + usize::from(self.is_mark(at, &["("]));
        let mark = self.is_mark(at, &[".", ")"]) && self.token(at).is_some_and(crate::text::Token::is_glued);
        at + usize::from(mark)
    }
}
