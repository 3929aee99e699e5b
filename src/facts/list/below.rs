//! Bullets and numbered paragraphs below the count that announces them: "four rules:", "Five things to know".

use super::super::look::Look;
use super::super::{Count, Fact, Kind, Value};
use super::stated::Range;
use crate::document::{Article, Zone};
use crate::language;
use crate::text::{class, role};

impl Look<'_> {
    /// How many bullets or numbered paragraphs stand right below the paragraph that a count announces them in.
    pub(super) fn below(&self, fact: &Fact, count: &Count, article: &Article) -> Option<Range> {
        let block = fact.block as usize;
        let sentence = fact.sentence as usize;
        let (_, end) = self.facts.sentences[sentence];
        let last =
            sentence + 1 == self.facts.blocks[block + 1] as usize && self.is_mark(end as usize - 1, &[":"]);
        let to = fact.tokens.1 as usize;
        let listed = self.does(to - 1, role::LIST_NOUN);
        let near = self.is_told_more((to, end as usize - 1), count.definite);
        let measured = count.class == Some("measure") && !listed;
        if !last || measured || !(near || listed) || matches!(article.blocks[block].zone, Zone::List) {
            return None;
        }
        let counts = || self.facts.within(sentence, Kind::Count).filter(|other| other.tokens != fact.tokens);
        if self.any((self.facts.sentences[sentence].0 as usize, end as usize), role::LIST_OPEN)
            || counts().any(|other| other.tokens.0 > fact.tokens.0)
        {
            return None;
        }
        let below = article.blocks[block + 1..].iter().take_while(|b| b.zone == Zone::List);
        let all = below.clone().count();
        // Bullets that are set in are those of a list within the list.
        let column = |start: u32| {
            let before = &self.facts.text[..start as usize];
            before.len() - before.rfind('\n').map_or(0, |line| line + 1)
        };
        let first = below.clone().next().map_or(0, |b| column(b.span.start));
        let bullets = below.filter(|b| column(b.span.start) <= first).count();
        // Below two lists with a line between them the count may be of both.
        let after = article.blocks.get(block + 1 + all..).unwrap_or_default();
        let alone = !after.iter().take(3).any(|b| b.zone == Zone::List);
        let items = if bullets > 1 { bullets } else { self.numbered(block + 1, article, 1)? };
        let fits = counts().any(|other| match &other.value {
            Value::Count(other) => other.number.value == items.into(),
            _ => false,
        });
        (alone && !fits).then_some((items, Some(items)))
    }

    /// How many paragraphs from a block on are numbered from 1, with at most so many blocks between two of
    /// them. None if they are fewer than three.
    fn numbered(&self, from: usize, article: &Article, apart: usize) -> Option<usize> {
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

    /// The number that a paragraph begins with: "1. Drink water", "2) Walk".
    fn number_of(&self, block: usize) -> Option<usize> {
        let (first, last) = (self.facts.blocks[block] as usize, self.facts.blocks[block + 1] as usize);
        let at = self.facts.sentences.get(first).filter(|_| first < last)?.0 as usize;
        let number: usize = self.word(at).parse().ok()?;
        let mark = self.is_mark(at + 1, &[".", ")"]) && self.token(at + 1)?.is_glued();
        let apart = self.token(at + 2).is_some_and(|t| !t.is_glued());
        (mark && apart).then_some(number)
    }

    /// The numbered paragraphs of an article whose headline announces so many: "Five things to know".
    pub(super) fn numbered_anywhere(&self, fact: &Fact, article: &Article) -> Option<Range> {
        let first = self.facts.sentences[fact.sentence as usize].0;
        let opens =
            fact.tokens.0 == first || fact.tokens.0 == first + 1 && self.does(first as usize, role::THE);
        if !opens || !self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN) {
            return None;
        }
        let starts: Vec<usize> =
            (0..article.blocks.len()).filter(|&block| self.number_of(block) == Some(1)).collect();
        let [start] = starts[..] else { return None };
        let items = self.numbered(start, article, 12)?;
        let rest = (start..article.blocks.len()).filter_map(|block| self.number_of(block)).max()?;
        (rest == items).then_some((items, Some(items)))
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
