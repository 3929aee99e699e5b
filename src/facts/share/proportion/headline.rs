//! A share in the headline, and the first two counts of the text.

use rust_decimal::Decimal;

use super::super::super::Fact;
use super::super::super::look::Look;
use super::Figure;
use super::pair::{FIGURES, Pair};
use crate::document::{Article, Zone};
use crate::text::role;

/// How many sentences of the text are searched for the two counts of a share in the headline.
const SENTENCES: usize = 4;

impl Look<'_> {
    /// The share of the headline that the first two counts of the text do not give: "One driver in three" of 150
    /// of 600.
    pub(super) fn headline_share(&self, article: &Article) -> Option<Fact> {
        let block = article.blocks.iter().position(|b| b.zone == Zone::Headline)?;
        let sentences = self.facts.blocks[block] as usize..self.facts.blocks[block + 1] as usize;
        if sentences.len() != 1 {
            return None;
        }
        let shares = self.stated_shares(sentences.start);
        let [stated] = shares[..] else { return None };
        let change = self.any(self.sentence(sentences.start), role::SHARE_CHANGE);
        let text: Vec<usize> = (sentences.end..self.facts.sentences.len())
            .filter(|&s| matches!(self.facts.zone(self.facts.block_of(s)), Zone::Lead | Zone::Body))
            .collect();
        let mut pair = None;
        for &sentence in text.iter().take(SENTENCES) {
            let figures = self.figures_in(sentence);
            let of_them = figures.iter().copied().find(Figure::is_subset);
            if let Some(part) = of_them {
                let whole =
                    self.whole_of(part).or_else(|| self.antecedent(part, sentence, &figures, stated))?;
                pair = Some(Pair { part, whole });
                break;
            }
        }
        let pair = pair.filter(|pair| pair.part.value < pair.whole.value && !change)?;
        // Another share, or two other counts, may be what the headline goes by.
        let again = text
            .iter()
            .flat_map(|&s| self.stated_shares(s))
            .any(|other| other.interval.overlaps(stated.interval));
        let values: Vec<Decimal> = text.iter().flat_map(|&s| self.figures_in(s)).map(|f| f.value).collect();
        let ratio = |a: Decimal, b: Decimal| a.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b);
        let fits = |a: &Decimal| {
            values.iter().any(|b| ratio(*a, *b).is_some_and(|ratio| stated.interval.contains(ratio)))
        };
        let many = values.len() > FIGURES;
        if again || many || values.iter().any(fits) || !stated.is_near(pair.part.value, pair.whole.value) {
            return None;
        }
        self.share(stated.tokens, stated, &pair)
    }
}
