//! Series: items of one frame, and the whole that they divide. The last level of the cascade.

use rust_decimal::Decimal;

use super::chunk::{Chunk, ChunkKind};
use super::figures::{depths, is_end, is_figure};
use super::item::{self, Frame, Item, figure, item};
use super::link::{self, Link};
use super::{Source, Unit};
use crate::text::role;

/// How many chunks before a series its whole can stand.
const REACH: usize = 200;

/// The least number of items of a series whose figures may be parts of names: "Route 66 and Route 40".
const NAMED: usize = 3;

/// Items of one frame that are joined by commas, semicolons or "and", and what joins them to a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What joins the series to its whole.
    pub link: Link,
    /// The chunks of the figures that can be the whole, the nearest first; never empty.
    pub wholes: Vec<usize>,
    /// The items, in order; two or more.
    pub items: Vec<Item>,
    /// The chunk before which the series ends.
    pub to: usize,
    /// Whether the text says that there may be more: "and others", "including", "about five".
    pub open: bool,
    /// Whether the items are told apart by one thing: each its own place, or each its own noun.
    pub uniform: bool,
    /// Whether each item has a date of its own: "five in 2019 and six in 2018".
    pub dated: bool,
    /// How many single things are items too: "two sons, two daughters and a cat".
    pub singles: usize,
}

impl Series {
    /// Whether one of the items is what the others leave: "the other five".
    #[must_use]
    pub fn has_rest(&self) -> bool {
        self.items.iter().any(|item| item.rest)
    }
}

/// The series of a passage, in the order of their first items. Linear, but for the search of each series for its
/// whole, which ends with the sentence before.
pub(super) fn series(source: &Source<'_>, chunks: &[Chunk]) -> Vec<Series> {
    let depths = depths(chunks);
    let figures = (0..chunks.len()).filter(|&at| is_figure(source, &chunks[at]));
    let figures: Vec<usize> = figures.filter(|&at| !is_end(source, chunks, at)).collect();
    let reading = Run { source, chunks, depths: &depths, figures: &figures };
    let mut found = Vec::new();
    let mut at = 0;
    while at < figures.len() {
        let Some((items, to)) = reading.items(at) else {
            at += 1;
            continue;
        };
        // "six years for one and four for another": where the first is like the others, it is no whole of theirs.
        let bare = items[0].frame == Frame::Bare && items[1].frame == Frame::Bare;
        let alike = items[0].adjunct.is_some() && items[0].adjunct == items[1].adjunct;
        at += if bare || alike { items.len() } else { 1 };
        if let Some(series) = reading.series(items, to) {
            at = figures.partition_point(|&figure| figure < series.to.max(series.items[1].figure));
            found.push(series);
        }
    }
    found
}

struct Run<'r> {
    source: &'r Source<'r>,
    chunks: &'r [Chunk],
    depths: &'r [u8],
    figures: &'r [usize],
}

impl Run<'_> {
    /// The series that some items make, if there is a whole that they can divide.
    fn series(&self, items: Vec<Item>, to: usize) -> Option<Series> {
        // What leads to "Germany (340), Poland (160)" is another group.
        let linked = match items[0].frame {
            Frame::Bracketed => Some((Link::Sentence, items[0].from)),
            _ => link::before(self.source, self.chunks, items[0].from),
        };
        let total = || self.total(&items, to).map(|whole| (Link::Total, vec![whole]));
        // "Texas (38), Utah (six), 44 in all": what is said of the items goes before what stood before them.
        let linked = linked.filter(|(link, _)| *link != Link::Sentence || total().is_none());
        let (link, wholes) = match linked {
            Some((link, before)) => {
                let wholes = self.wholes(&items, link, before);
                if wholes.is_empty() { total()? } else { (link, wholes) }
            }
            None => total()?,
        };
        let frame = items[0].frame;
        let uniform = items.iter().all(|item| item.rest || frame.is_like(item.frame) || self.is_one(item))
            && self.are_apart(&items);
        // "24 fouls, seven on one man and six by another" tells of different things.
        let led = |item: &Item| item.rest || self.is_one(item) || item.adjunct == items[0].adjunct;
        let uniform =
            uniform && (items.len() < 3 || !matches!(frame, Frame::Adjunct(_)) || items.iter().all(led));
        let to = if link == Link::Total { to } else { self.further(&items, to) };
        let singles = self.singles(&items, to);
        let open = link == Link::Among || self.is_open(&items, to);
        let date = |item: &Item| {
            let next = self.chunks.get(item.figure + 2).and_then(Chunk::group);
            item.adjunct.is_some() && next.is_some_and(|group| group.date)
        };
        let dated = items.iter().all(date);
        Some(Series { link, wholes, items, to, open, uniform, dated, singles })
    }

    /// The items from a figure on, and the chunk after the last.
    fn items(&self, first: usize) -> Option<(Vec<Item>, usize)> {
        let start = self.figures[first];
        let mut items = vec![item(self.source, self.chunks, start)];
        for &next in &self.figures[first + 1..] {
            if self.depths[next] > self.depths[start] {
                continue;
            }
            let item = item(self.source, self.chunks, next);
            // "The house will have 31 seats for one and 24 for another": what leads to the first is of all.
            if items.len() == 1 && !items[0].frame.is_like(item.frame) {
                items[0] = item::plain(self.source, self.chunks, start);
                // "21 people on Friday, 15 on Saturday": what the others leave out is told once.
                if let (Frame::Noun, Some(_), Frame::Adjunct(_)) =
                    (items[0].frame, items[0].adjunct, item.frame)
                {
                    items[0].frame = Frame::Adjunct(self.chunks[start + 1].from);
                }
            }
            let last = items[items.len() - 1];
            let joined = item.from > last.figure + usize::from(last.frame == Frame::Bare)
                && (self.is_joined(last.figure + 1, item.from) || self.is_next(&items[0], &item));
            if self.depths[next] < self.depths[start] || !joined || !self.goes_on(&items[0], &item) {
                break;
            }
            items.push(item);
        }
        let last = items[items.len() - 1];
        let named = |item: &&Item| figure(self.source, &self.chunks[item.figure]).is_some_and(|f| f.named);
        let least = if items.iter().any(|item| named(&item)) { NAMED } else { 2 };
        (items.len() >= least).then(|| (items, self.end(last.figure)))
    }

    /// Whether an item can go on a series that another begins.
    fn goes_on(&self, first: &Item, item: &Item) -> bool {
        let definite = self.chunks[item.figure].group().is_some_and(|group| group.definite);
        let noun_then_none = first.frame == Frame::Noun && matches!(item.frame, Frame::Adjunct(_));
        let unit = |item: &Item| figure(self.source, &self.chunks[item.figure]).map(|f| f.unit);
        let bare = matches!(item.frame, Frame::Bare) || first.frame == Frame::Bare;
        // "They won 19, drew eight and lost 12, scoring 61 goals."
        let headed = |item: &Item| self.chunks[item.figure].group().is_some_and(|group| group.head.is_some());
        if first.frame == Frame::Result && headed(item) && !headed(first) {
            return false;
        }
        // "four certified, two in construction and one upgrading"
        unit(first) == unit(item)
            && (item.rest
                || self.is_one(item)
                || !definite && (first.frame.is_like(item.frame) || noun_then_none || bare))
    }

    /// Whether an item begins the next sentence as the first of a series began its own: "Nine were jailed. Three were
    /// fined, and one was acquitted."
    fn is_next(&self, first: &Item, item: &Item) -> bool {
        let begins = |item: &Item| item.from > 0 && self.chunks[item.from - 1].is_mark(b'.');
        let bare = |item: &Item| self.chunks[item.figure].group().is_some_and(|group| group.head.is_none());
        matches!(item.frame, Frame::Predicate | Frame::Owner)
            && item.frame == first.frame
            && bare(first)
            && bare(item)
            && begins(first)
            && begins(item)
    }

    fn is_one(&self, item: &Item) -> bool {
        figure(self.source, &self.chunks[item.figure]).is_some_and(|figure| figure.value == Decimal::ONE)
    }

    /// Whether the chunks between two items join them: they end with a comma, a semicolon or "and", and have no
    /// stronger mark and no joint of their own that begins something else.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        let Some(last) = to.checked_sub(1).filter(|&last| last >= from) else { return false };
        let chunk = &self.chunks[last];
        let joint = match chunk.kind {
            ChunkKind::And | ChunkKind::Mark(b',' | b';') => true,
            ChunkKind::Conjunction => self.source.does(chunk.from, role::SYNTAX_WHILE),
            ChunkKind::Adverb => last > from && self.is_joined(from, last),
            _ => false,
        };
        let depth = self.depths[to];
        joint
            && (from..last).all(|at| {
                let strong = matches!(self.chunks[at].kind, ChunkKind::Mark(b':' | b'.' | b'-'));
                !(strong && self.depths[at] <= depth)
            })
    }

    /// The chunk at which what is said with the last figure ends.
    fn end(&self, last: usize) -> usize {
        let depth = self.depths[last];
        let ends = |at: &usize| match self.chunks[*at].kind {
            ChunkKind::Mark(b'(') => false,
            ChunkKind::Mark(b')') => self.depths[*at] <= depth,
            ChunkKind::Mark(_) => self.depths[*at] <= depth,
            _ => false,
        };
        let first = (last + 1..self.chunks.len()).find(ends).unwrap_or(self.chunks.len());
        // "26, in Badulla district"
        let adjunct = self.chunks.get(first).is_some_and(|c| c.is_mark(b','))
            && first == last + 1
            && self.chunks.get(first + 1).is_some_and(|c| c.kind == ChunkKind::Preposition);
        if adjunct { (first + 1..self.chunks.len()).find(ends).unwrap_or(self.chunks.len()) } else { first }
    }

    /// The figures before a link that can be the whole of some items, the nearest first.
    fn wholes(&self, items: &[Item], link: Link, before: usize) -> Vec<usize> {
        let values: Vec<_> =
            items.iter().filter_map(|i| Some(figure(self.source, &self.chunks[i.figure])?.value)).collect();
        let Some(&most) = values.iter().max() else { return Vec::new() };
        // The sentence that the whole stands in ends before a series that begins the next.
        let sentence = self.chunks[..before].iter().rposition(|c| c.is_mark(b'.')).map_or(0, |stop| stop + 1);
        let part = figure(self.source, &self.chunks[items[0].figure]);
        let possible = |&at: &usize| {
            let Some((whole, part)) = figure(self.source, &self.chunks[at]).zip(part) else { return false };
            // "750,000 euros: 300,000 for one and 450,000 for the other"
            let bare = part.unit == Unit::Count && !part.noun && whole.unit == Unit::Money;
            let rest = self.chunks[at].group().is_some_and(|group| group.rest);
            (whole.unit == part.unit || bare)
                && whole.value > most
                && whole.exact
                && !whole.subset
                && !whole.named
                && !rest
        };
        // The lines of a list are no wholes of each other.
        let beside = |at: usize| {
            let depth = self.depths[at];
            (at..before).any(|c| self.chunks[c].is_mark(b';') && self.depths[c] <= depth)
        };
        // "46 set out. Two turned back. The rest arrived: 19 with tents and 25 with food."
        let left = |at: usize| {
            self.chunks[at + 1..before]
                .iter()
                .any(|c| c.group().is_some_and(|g| g.rest && g.figure.is_none()))
        };
        let can = |at: usize| at < before && at + REACH > before && !beside(at) && !left(at);
        let before_it = self.figures.iter().rev().copied().filter(|&at| can(at));
        let mut near: Vec<usize> = before_it.clone().filter(|&at| at >= sentence).filter(possible).collect();
        // "1,260 kg were burned. The load was made up of 840 kg of resin and 310 kg of cocaine."
        let names = items[0].frame == Frame::Bracketed;
        // "Nine people were killed. The dead were no sailors; they were five men and three women."
        let silent = || {
            let counts = part.is_some_and(|part| part.unit == Unit::Count);
            link == Link::Sentence && counts && !before_it.clone().any(|at| at >= sentence)
        };
        if near.is_empty() && (names || matches!(link, Link::Colon | Link::MadeOf | Link::Of) || silent()) {
            let stop = sentence.saturating_sub(1);
            let earlier =
                self.chunks[..stop].iter().rposition(|c| c.is_mark(b'.')).map_or(0, |stop| stop + 1);
            near = before_it.filter(|&at| at >= earlier).filter(possible).collect();
        }
        match link {
            // An apposition belongs to what stands right before it.
            Link::Comma | Link::OfWhich | Link::InWhich => {
                let clear = |at: &usize| {
                    let depth = self.depths[*at];
                    // "180 sacks among three bakeries, which got 90, 60 and 30"
                    let number = |f: usize| {
                        let value = figure(self.source, &self.chunks[f]).map(|f| f.value);
                        link == Link::InWhich && value == Some(items.len().into())
                    };
                    let past = |f: usize| f <= *at || f >= before || self.depths[f] > depth;
                    self.figures.iter().all(|&f| past(f) || number(f))
                        && !(at + 1..before)
                            .any(|c| matches!(self.chunks[c].kind, ChunkKind::Mark(b':' | b';')))
                };
                near.into_iter().take(1).filter(clear).collect()
            }
            _ => near,
        }
    }

    /// How many groups among some items are single things that "and" or a comma joins to them: "one", and with
    /// nouns "a cat".
    fn singles(&self, items: &[Item], to: usize) -> usize {
        let nouns = items[0].frame == Frame::Noun;
        (items[0].figure + 1..to).filter(|&at| self.is_single(at, nouns)).count()
    }

    fn is_single(&self, at: usize, nouns: bool) -> bool {
        let Some(group) = self.chunks[at].group().filter(|group| group.figure.is_none()) else {
            return false;
        };
        let from = self.chunks[at].from;
        // "six in Poland and four in Sweden, with a single arrest in Finland"
        let with = at > 1 && self.source.does(self.chunks[at - 1].from, role::SYNTAX_WITH);
        let only = group.single && self.source.does(from + 1, role::SYNTAX_ONE);
        (self.source.does(from, role::SYNTAX_ONE) || only)
            && (self.is_joint_before(at) || with && self.is_joint_before(at - 1))
            || nouns && group.single && group.head.is_some() && self.is_listed(at)
    }

    /// The chunk at which a series ends that single things go on.
    fn further(&self, items: &[Item], mut to: usize) -> usize {
        let nouns = items[0].frame == Frame::Noun;
        while self.chunks.get(to).is_some_and(|chunk| chunk.is_mark(b',') || chunk.is_mark(b';')) {
            let and = self.chunks.get(to + 1).is_some_and(|chunk| {
                chunk.kind == ChunkKind::And || self.source.does(chunk.from, role::SYNTAX_WITH)
            });
            let next = to + 1 + usize::from(and);
            if self.chunks.get(next).is_none() || !self.is_single(next, nouns) {
                break;
            }
            to = self.end(next);
        }
        to
    }

    fn is_joint_before(&self, at: usize) -> bool {
        matches!(self.chunks[at - 1].kind, ChunkKind::And | ChunkKind::Mark(b',' | b';'))
    }

    /// Whether a group can be an item of a list: "and" or a comma stands before it, and no verb after it.
    fn is_listed(&self, at: usize) -> bool {
        let next = self.chunks.get(at + 1).map(|chunk| chunk.kind);
        let ends = next.is_none_or(|next| {
            matches!(next, ChunkKind::And | ChunkKind::Mark(_) | ChunkKind::Preposition | ChunkKind::Relative)
        });
        self.is_joint_before(at) && ends
    }

    /// The whole that follows some items: ", a total of nine", "for a total of nine", "nine in all".
    fn total(&self, items: &[Item], to: usize) -> Option<usize> {
        let last = items[items.len() - 1].figure;
        let whole = *self.figures.iter().find(|&&at| at > last)?;
        let said = |at: &usize| {
            let chunk = &self.chunks[*at];
            (chunk.from..chunk.to).any(|token| self.source.does(token, role::SYNTAX_TOTAL))
        };
        let near = whole <= to.max(last + 1) + 6;
        let part = figure(self.source, &self.chunks[items[0].figure])?;
        let unit = figure(self.source, &self.chunks[whole]).is_some_and(|f| f.unit == part.unit && f.exact);
        // "(38 total)"
        let after = (whole + 2).min(self.chunks.len());
        (near && unit && (last + 1..after).any(|at| said(&at))).then_some(whole)
    }

    /// Whether items with nouns have each its own.
    fn are_apart(&self, items: &[Item]) -> bool {
        let head = |item: &Item| self.chunks[item.figure].group().and_then(|group| group.head);
        let phrase = |item: &Item| {
            let (chunk, figure) = (&self.chunks[item.figure], figure(self.source, &self.chunks[item.figure]));
            let from = figure.map_or(chunk.from, |figure| figure.number_to);
            self.source.text.get(
                self.source.token(from).map_or(0, |t| t.start) as usize
                    ..self.source.token(chunk.to - 1).map_or(0, |t| t.end) as usize,
            )
        };
        items.iter().enumerate().all(|(n, item)| {
            head(item).is_none()
                || items[..n].iter().all(|other| head(other).is_none() || phrase(other) != phrase(item))
                || self.chunks.get(item.figure + 1).is_some_and(|c| c.kind == ChunkKind::Preposition)
        })
    }

    /// Whether the text says that the items are not all, or not exact.
    fn is_open(&self, items: &[Item], to: usize) -> bool {
        let bound =
            items.iter().any(|i| figure(self.source, &self.chunks[i.figure]).is_none_or(|f| !f.exact));
        let first = items[0].from;
        let others = (first..to).any(|at| {
            self.chunks[at].group().is_some_and(|group| {
                let own = items.iter().any(|item| item.figure == at || item.from == at);
                let left = group.rest && group.figure.is_none();
                !own && (group.open || left)
            })
        });
        // "seven men -- three shareholders, the chief executive and a partner"
        let nouns = items[0].frame == Frame::Noun;
        let known = |at: &usize| self.chunks[*at].group().is_some_and(|g| g.definite && g.figure.is_none());
        let more = nouns && (first + 1..to).any(|at| known(&at) && self.is_listed(at));
        // "one each at Dover and Calais"
        let each = (first..to).any(|at| self.source.does(self.chunks[at].from, role::SYNTAX_EACH));
        let respectively = (items[items.len() - 1].figure..self.chunks.len())
            .take_while(|&at| !self.chunks[at].is_mark(b'.'))
            .any(|at| self.source.does(self.chunks[at].from, role::LIST_RESPECTIVELY));
        bound || others || more || each || respectively
    }
}
