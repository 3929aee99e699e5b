//! Points in a sequence, each with its number: "First, … Second, … Fourth, …", and paragraphs that begin with "1." and "2.".

use rust_decimal::Decimal;

use super::super::Fact;
use super::super::look::Look;
use super::Told;
use crate::text::{TokenKind, role};

/// How many digits the number of a point has at most.
const DIGITS: u32 = 2;

impl Look<'_> {
    /// The points of an article that follow one another, from the second on.
    pub(super) fn points(&self) -> Vec<Fact> {
        let mut found = self.followed(&self.adverbs(), usize::MAX);
        found.extend(self.followed(&self.numbered_blocks(), 1));
        found
    }

    /// Of points in order, those behind another in a sequence that begins with the first: each is one more than the one
    /// before. `apart` is how many blocks apart two may stand.
    fn followed(&self, points: &[Told], apart: usize) -> Vec<Fact> {
        let mut found = Vec::new();
        let mut before: Option<&Told> = None;
        for point in points {
            let block = |told: &Told| self.facts.block_of(told.sentence);
            let near = before.is_some_and(|before| block(point) - block(before) <= apart);
            match before {
                Some(last) if near && point.value > Decimal::ONE => {
                    let next = last.value + Decimal::ONE;
                    // What is far off belongs to no sequence.
                    let like = (point.value - next).abs() <= Decimal::ONE;
                    if like {
                        found.push(point.can(self, next, next, "point"));
                    }
                    before = like.then_some(point);
                }
                _ => before = (point.value == Decimal::ONE).then_some(point),
            }
        }
        // Two points may be chance.
        if points.len() > 2 { found } else { Vec::new() }
    }

    /// The sentences that begin with an ordinal and a comma.
    fn adverbs(&self) -> Vec<Told> {
        let list = self.list_named("nth.point");
        let sentences = 0..self.facts.sentences.len();
        let point = |sentence: usize| {
            let own = self.facts.zone(self.facts.block_of(sentence)).is_own();
            let (from, _) = self.sentence(sentence);
            let (end, _, number) = self.listed_whole(from, list).filter(|_| own)?;
            let value = Decimal::from(number?);
            self.is_mark(end, &[","]).then_some(Told { value, tokens: (from, end), sentence })
        };
        sentences.filter_map(point).collect()
    }

    /// The blocks that begin with a number and a period or a bracket: "1. Go home."
    fn numbered_blocks(&self) -> Vec<Told> {
        let blocks = 0..self.facts.blocks.len().saturating_sub(1);
        let point = |block: usize| {
            let sentence = self.facts.blocks[block] as usize;
            let own = self.facts.zone(block).is_own() && sentence < self.facts.blocks[block + 1] as usize;
            let (from, to) = self.facts.sentences.get(sentence).copied().filter(|_| own)?;
            let from = from as usize;
            let token =
                self.token(from).filter(|t| t.kind == TokenKind::Number && t.end - t.start <= DIGITS)?;
            let glued = self.token(from + 1).is_some_and(crate::text::Token::is_glued);
            let marked = self.is_mark(from + 1, &[".", ")"]) && glued && from + 1 < to as usize;
            let ends = self.does(from + 2, role::NUMBER_ORDINAL_SUFFIX);
            let value = token.of(self.facts.text).parse().ok()?;
            (marked && !ends).then_some(Told { value, tokens: (from, from + 1), sentence })
        };
        blocks.filter_map(point).collect()
    }
}
