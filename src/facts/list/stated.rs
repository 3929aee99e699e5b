//! Lists that a count introduces: "three countries: Malta, Italy and Spain", "five principles:" above bullets,
//! "two reasons. First, … Second, …".

use rust_decimal::prelude::ToPrimitive;

use super::super::look::Look;
use super::super::{Bound, Count, Fact, Kind, Value};
use super::series::{Series, at_before};
use super::stated;
use crate::document::{Article, Zone};
use crate::text::{class, role};

/// The greatest number of which a text names all.
const MOST: usize = 40;

/// How many tokens may stand between a count and the colon before its list.
const GAP: usize = 12;

/// How many sentences may stand between a count and the first of the sentences it announces.
const NEAR: usize = 2;

/// The counts of an article that a list fits or does not fit.
pub(super) fn lists(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found = Vec::new();
    for fact in look.facts.of(Kind::Count) {
        let Value::Count(count) = &fact.value else { continue };
        let Some(number) = announced(count) else { continue };
        if !fact.zone.is_own() || fact.zone == Zone::Table {
            continue;
        }
        let list = if fact.zone == Zone::Headline {
            look.numbered_anywhere(fact, article)
        } else {
            look.in_sentence(fact, count, number)
                .or_else(|| look.below(fact, count, article))
                .or_else(|| look.enumerated(fact, count, number))
        };
        let Some((low, high)) = list else { continue };
        let series = Series { low, high, persons: 0, places: 0, tokens: (0, 0) };
        let items = series.nearest(number);
        // What is twice as long, or half, is the list of something else.
        if items < number * 2 && number < items * 2 || items == number {
            found.push(stated(fact, number, items));
        }
    }
    found
}

/// The number of a count that can announce a list.
fn announced(count: &Count) -> Option<usize> {
    let number = count.number;
    let plain =
        number.bound == Bound::Exact && !count.adjacent && !count.subset && number.value.fract().is_zero();
    count.noun.as_ref()?;
    number.value.to_usize().filter(|n| plain && (2..=MOST).contains(n))
}

type Range = (usize, Option<usize>);

impl Look<'_> {
    /// How many items the series has that follows a count in its sentence.
    fn in_sentence(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let (from, end) = self.sentence(fact.sentence as usize);
        let to = fact.tokens.1 as usize;
        let listed = self.does(to - 1, role::LIST_NOUN);
        if count.class == Some("measure") && !listed || self.is_some_of(from, fact.tokens.0 as usize) {
            return None;
        }
        let others = || {
            let kinds = [Kind::Count, Kind::Number];
            kinds
                .into_iter()
                .flat_map(|kind| self.facts.within(fact.sentence as usize, kind))
                .filter(|other| other.tokens != fact.tokens)
        };
        if let Some(series) = self.are(count, to, end) {
            return Some((series.low, series.high));
        }
        let (opener, named) = self.opener(to, end)?;
        let gap = opener > to;
        // The nearest count is the one that announces.
        if others().any(|other| (fact.tokens.0..opener as u32).contains(&other.tokens.0)) {
            return None;
        }
        let series = if named || self.is_mark(opener, &[":"]) {
            let from = if named { opener } else { opener + 1 };
            self.series((self.past_namely(from, end), end), listed)?
        } else {
            let bracket = self.is_mark(opener, &["("]);
            let dash = self.is_mark(opener, &["–", "—"]);
            let at = fact.tokens.0 as usize;
            if gap || !bracket && !dash && (self.is_fronted(from, at) || self.is_item(from, at)) {
                return None;
            }
            let series = self.names_from(self.past_article(opener + 1), end).ok()?;
            if !self.is_closed(series.tokens.1, end, bracket, &series) {
                return None;
            }
            series
        };
        if !is_of_kind(count, &series, listed) {
            return None;
        }
        // "There are 3 countries whose bakers sell in 190 countries: …": the list may be of either.
        let fits = |other: &Fact| match &other.value {
            Value::Count(other) => other.number.value.to_usize().is_some_and(|n| series.fits(n)),
            Value::Number(other) => other.value.to_usize().is_some_and(|n| series.fits(n)),
            _ => false,
        };
        if !series.fits(number) && others().any(|other| other.tokens.0 < fact.tokens.0 && fits(other)) {
            return None;
        }
        Some((series.low, series.high))
    }

    /// The series of names that those counted are said to be: "the three winners are Ana Borg, …".
    fn are(&self, count: &Count, to: usize, end: usize) -> Option<Series> {
        if !count.definite || !self.has(to, class::AUXILIARY) {
            return None;
        }
        let series = self.names_from(self.past_article(to + 1), end).ok()?;
        (series.tokens.1 >= end && is_of_kind(count, &series, false)).then_some(series)
    }

    /// The token that leads from a count to its list, and whether it is a word such as "namely".
    fn opener(&self, at: usize, end: usize) -> Option<(usize, bool)> {
        if self.is_mark(at, &[",", "(", "–", "—"]) && !self.does(at + 1, role::LIST_NAMELY) {
            return Some((at, false));
        }
        for at in at..end.min(at + GAP) {
            if self.does(at, role::LIST_NAMELY) {
                return Some((at, true));
            }
            if self.is_mark(at, &[":"]) {
                return Some((at, false));
            }
            if self.is_mark(at, &[".", ";", "(", ")", "–", "—", "\"", "“", "”"])
                || self.does(at, role::LIST_OPEN)
            {
                return None;
            }
        }
        None
    }

    fn past_namely(&self, mut at: usize, end: usize) -> usize {
        while at < end && (self.does(at, role::LIST_NAMELY) || self.is_mark(at, &[",", ":"])) {
            at += 1;
        }
        at
    }

    fn past_article(&self, at: usize) -> usize {
        at + usize::from(self.does(at, role::THE))
    }

    /// Whether a count ends a phrase in front of its sentence, after which a comma does not introduce its list:
    /// "In the last three games, Borg, Vella and Zammit scored".
    fn is_fronted(&self, from: usize, at: usize) -> bool {
        let opens = self.has(from, class::PREPOSITION) || self.has(from, class::CONJUNCTION);
        let verb =
            |at: usize| self.is_any(at, &[class::AUXILIARY, class::PREDICATE]) || self.is_mark(at, &[","]);
        opens && !(from..at).any(verb) || at <= from + 1
    }

    /// Whether a count is one of the items of a series itself: "including six towns, Lille and Ghent".
    fn is_item(&self, from: usize, at: usize) -> bool {
        at_before(at, from).is_some_and(|before| {
            self.is_mark(before, &[","])
                || self.does(before, role::LIST_OPEN)
                || self.does(before, role::LIST_PAIR)
        })
    }

    /// Whether it is one of a counted group that is spoken of: "the last of the four principles".
    fn is_some_of(&self, from: usize, at: usize) -> bool {
        let the = at_before(at, from).filter(|&before| self.has(before, class::DETERMINER));
        the.and_then(|the| at_before(the, from)).is_some_and(|of| self.does(of, role::OF))
    }

    /// Whether a series of names in running text ends where one does that is all: at a mark, or where the
    /// sentence goes on after a bracket.
    fn is_closed(&self, at: usize, end: usize, bracket: bool, series: &Series) -> bool {
        if bracket {
            return self.is_mark(at, &[")"]);
        }
        let open = (at..end.min(at + 4)).any(|at| self.does(at, role::LIST_OPEN));
        let mark = at >= end || self.is_mark(at, &[",", ";", "–", "—", ")"]);
        let verb = self.is_lower(at) && !self.does(at, role::LIST_PAIR);
        // "Of ten teams, Ajax and Feyenoord came through": two names may be some.
        !open && (mark || verb && series.low > 2)
    }

    /// How many bullets or numbered paragraphs stand right below the paragraph that a count announces them in.
    fn below(&self, fact: &Fact, count: &Count, article: &Article) -> Option<Range> {
        let block = fact.block as usize;
        let sentence = fact.sentence as usize;
        let (_, end) = self.facts.sentences[sentence];
        let last =
            sentence + 1 == self.facts.blocks[block + 1] as usize && self.is_mark(end as usize - 1, &[":"]);
        let to = fact.tokens.1 as usize;
        let near = to + 2 >= end as usize - 1;
        let listed = self.does(to - 1, role::LIST_NOUN);
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
    fn numbered_anywhere(&self, fact: &Fact, article: &Article) -> Option<Range> {
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

    /// How many sentences after a count begin with "first", "second" and so on, one after another.
    fn enumerated(&self, fact: &Fact, count: &Count, number: usize) -> Option<Range> {
        let listed = self.does(fact.tokens.1 as usize - 1, role::LIST_NOUN);
        let alone = self.facts.within(fact.sentence as usize, Kind::Count).count() == 1;
        if !listed && (!alone || matches!(count.class, Some("measure" | "person"))) {
            return None;
        }
        let opens = |sentence: usize| {
            let (from, to) = self.sentence(sentence);
            let at = self.past_article(from);
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, to, class::ORDINAL)?;
            let next = at + 1;
            let told = self.is_mark(next, &[",", ":"]) || self.has(next, class::AUXILIARY);
            hit.number.and_then(|n| usize::try_from(n).ok()).filter(|_| told)
        };
        let own = fact.sentence as usize;
        let all = self.facts.sentences.len();
        let start = (own + 1..all.min(own + 1 + NEAR)).find(|&sentence| opens(sentence) == Some(1))?;
        let (mut items, mut last) = (1, start);
        for sentence in start + 1..all {
            match opens(sentence) {
                Some(next) if next == items + 1 => (items, last) = (next, sentence),
                Some(1) => break,
                _ => {}
            }
        }
        // The last may be told in other words.
        let (_, end) = self.facts.sentences[last];
        let rest = (end as usize, self.facts.tokens.len());
        let more = items < number
            && (items < 2 || rest.0 < rest.1 && (self.any(rest, role::LIST_LAST) || self.any_ordinal(rest)));
        (!more).then_some((items, Some(items)))
    }

    fn any_ordinal(&self, (from, to): (usize, usize)) -> bool {
        (from..to).any(|at| self.has(at, class::ORDINAL))
    }
}

/// Whether the items of a series can be what is counted: people are no countries, and goals no people.
fn is_of_kind(count: &Count, series: &Series, listed: bool) -> bool {
    let person = series.persons > 0 && series.places == 0;
    match count.class {
        _ if listed => true,
        Some("person") => series.places < series.low,
        Some("place") => series.persons < series.low || series.places > 0,
        Some("group") => true,
        Some("measure") => false,
        Some("thing" | "event" | "document") => !person,
        _ => true,
    }
}
