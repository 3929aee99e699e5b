//! Bullets, numbered paragraphs and lines below the count that announces them, or below what points back to it: "four
//! rules:", "They are:", "Five things to know".

use super::super::look::Look;
use super::super::{Count, Fact, Kind, Value};
use super::lines::Lines;
use super::pointer::Back;
use super::stated::Range;
use crate::document::{Article, Zone};
use crate::language;
use crate::text::{class, role};

/// How many words before a count may say that what follows is all of it: "the following four rules".
const BEFORE: usize = 2;

impl Look<'_> {
    /// How many items stand below the paragraph that a count announces them in, or below the sentence after it, where
    /// that points back.
    pub(super) fn below(&self, fact: &Fact, count: &Count, article: &Article) -> Option<Range> {
        let block = fact.block as usize;
        let sentence = fact.sentence as usize;
        let listed = self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN);
        let measured = count.class == Some("measure") && !listed;
        if measured || matches!(article.blocks[block].zone, Zone::List) {
            return None;
        }
        let (at, lines) = if self.is_followed(fact) {
            (sentence, self.items_below(block, article)?)
        } else if self.ends_with_colon(sentence) {
            let lines = self.items_below(block, article)?;
            self.announces(fact, count, listed, &lines).then_some((sentence, lines))?
        } else {
            let at = sentence + 1;
            let below = self.facts.block_of(at);
            let near = at < self.facts.sentences.len() && below <= block + 1 && self.ends_with_colon(at);
            let points = near && self.points_to_list(at, fact, count);
            (at, if points { self.items_below(below, article)? } else { return None })
        };
        let fits =
            [sentence, at].into_iter().flat_map(|at| self.facts.within(at, Kind::Count)).any(|other| {
                let same = other.tokens == fact.tokens;
                !same
                    && matches!(&other.value, Value::Count(other) if other.number.value == lines.items.into())
            });
        (!fits).then_some((lines.items, Some(lines.items)))
    }

    /// Whether a count that ends its block is led by a word that says that all of it follows: "take the following six
    /// steps if you are bitten."
    fn is_followed(&self, fact: &Fact) -> bool {
        let sentence = fact.sentence as usize;
        let at = fact.tokens.0 as usize;
        let last = sentence + 1 == self.facts.blocks[fact.block as usize + 1] as usize;
        last && at > 0 && self.does(at - 1, role::LIST_FOLLOWING) && !self.ends_with_colon(sentence)
    }

    /// Whether a sentence ends its block with a colon.
    fn ends_with_colon(&self, sentence: usize) -> bool {
        let block = self.facts.block_of(sentence);
        sentence + 1 == self.facts.blocks[block + 1] as usize
            && self.is_mark(self.facts.sentences[sentence].1 as usize - 1, &[":"])
    }

    /// Whether a count announces what stands below its sentence.
    fn announces(&self, fact: &Fact, count: &Count, listed: bool, lines: &Lines) -> bool {
        let sentence = fact.sentence as usize;
        let (from, end) = self.facts.sentences[sentence];
        let (from, end) = (from as usize, end as usize);
        let (at, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let later = |other: &Fact| other.tokens.0 > fact.tokens.0;
        if self.any((from, end), role::LIST_OPEN) || self.facts.within(sentence, Kind::Count).any(later) {
            return false;
        }
        let people = count.class == Some("person") && lines.people;
        let pointing = (from.max(at.saturating_sub(BEFORE))..at)
            .any(|at| self.does(at, role::LIST_THOSE) || self.does(at, role::LIST_FOLLOWING));
        listed || people || pointing || self.is_told_more((to, end - 1), count.definite)
    }

    /// Whether a sentence that ends with a colon points back to a count in the one before: "They are:", "The full
    /// list is:", "The rules are:", "the following rules:".
    fn points_to_list(&self, sentence: usize, fact: &Fact, count: &Count) -> bool {
        let (from, end) = self.facts.sentences[sentence];
        let (from, colon) = (from as usize, end as usize - 1);
        let group = |other: &&Fact| matches!(&other.value, Value::Count(c) if c.class != Some("measure"));
        let alone = self.facts.within(fact.sentence as usize, Kind::Count).filter(group).count() == 1;
        if self.any((from, colon), role::LIST_OPEN)
            || self.facts.within(sentence, Kind::Count).next().is_some()
        {
            return false;
        }
        if colon > from && self.does(colon - 1, role::SYNTAX_BE) && self.any((from, colon), role::LIST_TITLE)
        {
            return alone;
        }
        match self.pointer(from, colon + 1).filter(|pointer| pointer.list >= colon) {
            Some(pointer) => match pointer.back {
                Back::They => alone,
                Back::Noun(head, false) => self.is_same_kind(head, fact) == Some(true),
                _ => false,
            },
            None => self.any((from, colon), role::LIST_FOLLOWING) && self.has_noun((from, colon), count),
        }
    }

    /// Whether the noun of a count stands between two tokens.
    fn has_noun(&self, (from, to): (usize, usize), count: &Count) -> bool {
        let language = language::chosen();
        let Some(noun) = count.noun.as_ref().map(|noun| language.stem(noun)) else { return false };
        (from..to).any(|at| self.is_lower(at) && language.stem(self.word(at)) == noun)
    }

    /// The items of an article whose headline announces so many: numbered paragraphs, or the only list there is.
    /// "Five things to know", "Ice: four rules for cold days".
    pub(super) fn numbered_anywhere(&self, fact: &Fact, article: &Article) -> Option<Range> {
        let first = self.facts.sentences[fact.sentence as usize].0 as usize;
        let at = fact.tokens.0 as usize;
        let opens = at == first
            || at == first + 1 && self.does(first, role::THE)
            || at > first && self.is_mark(at - 1, &[":"]);
        let Value::Count(count) = &fact.value else { return None };
        if !opens || !self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN) {
            return None;
        }
        let starts: Vec<usize> =
            (0..article.blocks.len()).filter(|&block| self.number_of(block) == Some(1)).collect();
        if let [start] = starts[..] {
            let items = self.numbered(start, article, 12)?;
            let rest = (start..article.blocks.len()).filter_map(|block| self.number_of(block)).max()?;
            return (rest == items).then_some((items, Some(items)));
        }
        if !starts.is_empty() {
            return None;
        }
        let ends = |block: &usize| {
            let last = self.facts.blocks[*block + 1] as usize;
            let own = matches!(article.blocks[*block].zone, Zone::Lead | Zone::Body);
            own && last > self.facts.blocks[*block] as usize && self.ends_with_colon(last - 1)
        };
        let blocks = article.blocks.len();
        let mut colons = (0..blocks.saturating_sub(1)).filter(ends);
        let (block, more) = (colons.next()?, colons.next());
        let (from, end) = self.facts.sentences[self.facts.blocks[block + 1] as usize - 1];
        let range = (from as usize, end as usize);
        let told = self.has_noun(range, count) || self.any(range, role::LIST_FOLLOWING);
        let lists = article.blocks.chunk_by(|a, b| a.zone == b.zone).filter(|run| run[0].zone == Zone::List);
        if !told || more.is_some() || lists.count() != 1 {
            return None;
        }
        let lines = self.items_below(block, article)?;
        Some((lines.items, Some(lines.items)))
    }

    /// Whether what stands between a count and the colon before its list only tells more of what is counted: "the
    /// seven districts of the north that have been flooded:", and not "the seven districts will:".
    fn is_told_more(&self, (from, to): (usize, usize), definite: bool) -> bool {
        let language = language::chosen();
        let verb = |at: usize| {
            self.is_lower(at) && self.is_any(at, &[class::AUXILIARY, class::SAYING, class::PREDICATE])
                || self.is_lower(at) && language.looks_past(self.word(at))
        };
        let relative = |at: usize| self.does(at, role::SYNTAX_RELATIVE) || self.has(at, class::PRONOUN);
        if from >= to {
            return true;
        }
        // What ends with a word that leads to something else tells of that: "is to:", "with:".
        let last = to - 1;
        let infinitive = definite && last > from && self.does(last - 1, role::SYNTAX_TO);
        let leads = self.is_lower(last)
            && self.has(last, class::AUXILIARY)
            && !self.does(last, role::SYNTAX_BE)
            && !infinitive
            || self.does(last, role::SYNTAX_TO) && !definite;
        if leads {
            return false;
        }
        if to - from < 2 {
            return true;
        }
        let opens = self.has(from, class::PREPOSITION) || relative(from) || self.does(from, role::POINTING);
        let clause = (from..to).any(|at| verb(at) || relative(at) || self.does(at, role::SYNTAX_TO));
        opens
            && (definite || !clause)
            && !(from..to).any(|at| self.does(at, role::AND) || self.is_mark(at, &[","]))
    }
}
