//! Gives the blocks of an article their zones. A format may mark the headline and the date; all else shows in
//! the words of a block and in its place.

use super::dateline::{is_date_line, is_dated, is_dateline, opening};
use super::part;
use super::phrase::by_phrase;
use super::raw::{Raw, RawBlock};
use super::{Article, Block, Zone};
use crate::Span;
use crate::language::{self, parts::Part};

/// The most bytes and words of a headline where the format marks none.
const HEADLINE: (usize, usize) = (300, 45);
/// A paragraph that is longer than this, in bytes, is text, however it ends.
const PROSE: usize = 200;
/// The most blocks between headline and lead.
const HEADER: usize = 12;
/// The most of them that are no marks, names or dates.
const UNMARKED: usize = 4;
/// The most words of a heading above the points of a text.
const POINTS: usize = 6;
/// The most words of a line that says that contacts follow, and gives none itself.
const CONTACT: usize = 4;
/// A line of so many words that ends in an abbreviation can be a headline.
const SHORT: usize = 14;
/// The most words of the name of a column, and the fewest of the headline below it.
const RUBRIC: usize = 2;
const TITLE: usize = 5;
/// The fewest words before a colon in a sentence that announces something.
const ANNOUNCES: usize = 4;

/// Whether a block can be a headline: a line that is no sentence.
fn is_title(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    let (bytes, words) = HEADLINE;
    let bare = line.trim_end_matches(['"', '”', '\'', '’', ')', ']', '»']);
    let last = bare.split_whitespace().next_back().unwrap_or_default();
    let stop = bare.ends_with('.') && !bare.ends_with("..") && !is_abbreviation(last);
    matches!(block.raw, Raw::Title | Raw::Paragraph)
        && line.len() <= bytes
        && line.split_whitespace().count() <= words
        && !line.contains('\n')
        && !stop
        && !bare.ends_with([':', ';', ','])
        && !has_two_sentences(bare)
}

/// Whether a block can be a headline and is no mark, name or address.
pub(super) fn is_headline(text: &str, block: &RawBlock) -> bool {
    let line = block.span.of(text);
    is_title(text, block) && by_phrase(line).is_none() && !part::is_address(line) && !is_date_line(line)
}

/// Whether a word ends in a period that ends no sentence: "U.S.", "Inc.", "J.".
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '"', '“', '\'', '‘']);
    let known = language::chosen().parts.abbreviations.has(word);
    let letters = word.trim_end_matches('.');
    known || letters.chars().count() == 1 || letters.contains('.') && letters.chars().any(char::is_uppercase)
}

/// Whether a line has the end of a sentence in it, and another sentence after it.
fn has_two_sentences(line: &str) -> bool {
    if memchr::memchr(b'.', line.as_bytes()).is_none() {
        return false;
    }
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(['"', '”', '\'', '’', ')']);
        let next = words
            .peek()
            .is_some_and(|next| next.starts_with(|c: char| c.is_uppercase() || "\"“".contains(c)));
        // Words of up to three letters may be abbreviated: "St.", "Gov.".
        if next && bare.ends_with('.') && bare.chars().count() > 4 && !is_abbreviation(bare) {
            return true;
        }
    }
    false
}

/// Whether a paragraph is text and no heading, name or mark: it ends as a sentence does, or is long, or begins
/// with a dateline.
pub(super) fn is_prose(text: &str) -> bool {
    if text.len() > PROSE {
        return true;
    }
    let bare = text.trim_end_matches(['"', '”', '\'', '’', ')', ']', '»', '*']);
    let announces = || text.ends_with(':') && text.split_whitespace().count() >= ANNOUNCES;
    let last = bare.split_whitespace().next_back().unwrap_or_default();
    let abbreviated = || is_abbreviation(last) && has_at_most(SHORT, text);
    bare.ends_with(['.', '!', '?', '…']) && !abbreviated() && !is_date_line(text)
        || announces()
        || has_dateline(text)
}

/// Whether a text begins with a dateline that has a date, or a dash at its end.
fn has_dateline(text: &str) -> bool {
    let dated = |line: &str| line.ends_with(['-', '–', '—']) || line.contains(|c: char| c.is_ascii_digit());
    opening(text).is_some_and(|to| to < text.len() && dated(&text[..to]))
}

/// The article of blocks. `source` is the index of the source line.
pub(super) fn article(text: &str, raw: &[RawBlock], source: Option<usize>) -> Article {
    let line = |i: usize| raw[i].span.of(text);
    let titled = raw.iter().position(|block| block.raw == Raw::Title);
    let title = titled.or_else(|| match source {
        Some(source) => source.checked_sub(1),
        None => headline(text, raw),
    });
    let first = title.map_or(0, |title| title + 1).max(source.map_or(0, |source| source + 1));
    let lead = lead(text, raw, first, title.is_some());
    let mut zones = Header { titled: titled.is_some(), title, source, contact: false };
    let mut blocks: Vec<Block> = Vec::with_capacity(raw.len() + 1);
    let mut parent = None;
    let mut rest = Rest::default();
    for (i, block) in raw.iter().enumerate() {
        let header = lead.is_none_or(|lead| i < lead);
        let mut span = block.span;
        let zone = if Some(i) == lead {
            if let Some(to) = opening(line(i)).filter(|_| block.raw == Raw::Paragraph) {
                let after = span.start + to as u32;
                let before = Span::new(span.start, after);
                let zone = Zone::Dateline;
                blocks.push(Block { zone, span: before, parent: None, cell: None });
                let skipped = Span::new(after, span.end).of(text);
                span.start = span.end - skipped.trim_start().len() as u32;
            }
            Zone::Lead
        } else if header {
            zones.zone(i, block, line(i))
        } else {
            rest.zone(block, line(i), (i - lead.unwrap_or(0), raw.len() - i))
        };
        if matches!(zone, Zone::Lead | Zone::Body) {
            parent = Some(blocks.len() as u32);
        }
        let parent = if zone == Zone::List { parent } else { None };
        blocks.push(Block { zone, span, parent, cell: block.cell });
    }
    Article { index: 0, id: None, blocks }
}

/// The headline where the format marks none: the first line above the text that is no sentence and no mark.
fn headline(text: &str, raw: &[RawBlock]) -> Option<usize> {
    let mut contact = false;
    let can_be = |i: usize| {
        let block = raw.get(i)?;
        let line = block.span.of(text);
        let marked =
            by_phrase(line).is_some() || part::is_byline(line) || is_date_line(line) || part::is_trail(line);
        (i + 1 < raw.len() && block.raw == Raw::Paragraph && !marked && is_title(text, block)).then_some(line)
    };
    for (i, block) in raw.iter().enumerate().take(HEADER).take_while(|&(i, _)| i + 1 < raw.len()) {
        let line = block.span.of(text);
        if block.raw != Raw::Paragraph {
            return None;
        }
        let part = by_phrase(line);
        contact |= part == Some(Part::Contact) && line.ends_with(':');
        let passed = part.is_some()
            || part::is_byline(line)
            || part::is_address(line)
            || part::is_trail(line)
            || contact && part::is_name(line)
            || is_dateline(line);
        // A dateline begins the text.
        if !passed && has_dateline(line) {
            return None;
        }
        // "Traffic & Travel" above a longer line is the name of a column.
        let is_rubric = |line: &str| has_at_most(RUBRIC, line);
        let below = || (i + 1..raw.len()).map_while(can_be).find(|line| !is_rubric(line));
        let rubric = || is_rubric(line) && below().is_some_and(|next| words(next) >= TITLE);
        if !passed && !rubric() && !is_letterhead(text, &raw[i..]) {
            return (block.alone && is_title(text, block)).then_some(i);
        }
    }
    None
}

/// Whether the first block is the name of who sends a release: marks of release follow, and then a headline.
fn is_letterhead(text: &str, raw: &[RawBlock]) -> bool {
    let line = |i: usize| raw[i].span.of(text);
    let capital = |word: &str| !word.starts_with(char::is_lowercase) || word.len() <= 3;
    let named = has_at_most(7, line(0)) && line(0).split_whitespace().all(capital);
    let is_mark = |&i: &usize| {
        let part = by_phrase(line(i));
        matches!(part, Some(Part::Kicker | Part::Dated | Part::Contact)) || part::is_address(line(i))
    };
    // An office below the name is part of the letterhead.
    let first = (1..raw.len().min(3)).find(is_mark).filter(|&i| i == 1 || words(line(1)) <= 5);
    let next = first.and_then(|first| (first..raw.len().min(HEADER)).find(|i| !is_mark(i)));
    named
        && next.is_some_and(|i| {
            raw[i].raw == Raw::Paragraph
                && is_headline(text, &raw[i])
                && words(line(i)) >= TITLE
                && i + 1 < raw.len()
        })
}

/// Whether a line has at most so many words.
fn has_at_most(most: usize, line: &str) -> bool {
    line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).nth(most).is_none()
}

/// How many words a line has.
fn words(line: &str) -> usize {
    line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The first paragraph of the text. `first` is the first block that can be it. Lines that are no sentences
/// can stand before it only below a headline.
fn lead(text: &str, raw: &[RawBlock], first: usize, headed: bool) -> Option<usize> {
    let paragraphs = || {
        let all = (first..raw.len()).filter(|&i| matches!(raw[i].raw, Raw::Paragraph | Raw::Title));
        all.filter(|&i| {
            let line = raw[i].span.of(text);
            raw[i].raw == Raw::Title || !is_date_line(line) && opening(line) != Some(line.len())
        })
    };
    let is_text = |&i: &usize| {
        let line = raw[i].span.of(text);
        // "What you need to know:" stands above bullets.
        let points = line.ends_with(':') && raw.get(i + 1).is_some_and(|next| next.raw == Raw::Bullet);
        let part = || by_phrase(line);
        is_prose(line)
            && !(points && words(line) <= POINTS)
            && !part::is_byline(line)
            && part().is_none_or(|part| line.len() > PROSE && part != Part::Dated)
    };
    let is_unmarked = |&i: &usize| {
        let line = raw[i].span.of(text);
        let last = i + 1 == raw.len();
        by_phrase(line).is_none()
            && !part::is_byline(line)
            && (last || !part::is_name(line) && !part::is_trail(line) && !is_dated(line))
    };
    // Lines that are no marks, or a table, above the first sentence are text too.
    let is_near = |&at: &usize| {
        let above = first..at;
        headed
            && above.clone().all(|i| raw[i].raw != Raw::Cell)
            && paragraphs().take_while(|&i| i < at).filter(is_unmarked).count() <= UNMARKED
    };
    let prose = paragraphs().take(HEADER).find(is_text).filter(is_near);
    // A sentence above a byline or dateline is a second headline.
    let prose = match prose {
        Some(at) if headed && opening(raw[at].span.of(text)).is_none() => next_prose(text, raw, at).or(prose),
        found => found,
    };
    prose
        .or_else(|| paragraphs().find(is_unmarked))
        .or_else(|| paragraphs().find(is_text))
        .or_else(|| paragraphs().next())
}

/// The text after a sentence that stands above a byline or a dateline, if it does.
fn next_prose(text: &str, raw: &[RawBlock], sentence: usize) -> Option<usize> {
    let mut marked = false;
    for (i, block) in raw.iter().enumerate().skip(sentence + 1).take(HEADER / 2) {
        let line = block.span.of(text);
        let (part, byline) = (by_phrase(line), part::is_byline(line));
        let dated = block.raw == Raw::Paragraph && opening(line).is_some_and(|to| line[..to].len() > 8);
        if block.raw == Raw::Paragraph && is_prose(line) && part.is_none() && !byline {
            return (marked || dated).then_some(i);
        }
        marked |= byline
            || is_dated(line)
            || dated
            || block.raw == Raw::Date
            || matches!(part, Some(Part::Byline | Part::Dated));
    }
    None
}

/// The blocks before the lead.
struct Header {
    /// Whether the format marks the headline.
    titled: bool,
    title: Option<usize>,
    source: Option<usize>,
    /// Whether a line said that contacts follow.
    contact: bool,
}

impl Header {
    fn zone(&mut self, i: usize, block: &RawBlock, line: &str) -> Zone {
        match block.raw {
            Raw::Title => return Zone::Headline,
            Raw::Kicker => return Zone::Kicker,
            Raw::Byline => return Zone::Byline,
            Raw::Date => return Zone::Dateline,
            Raw::Bullet => return Zone::List,
            Raw::Cell => return Zone::Table,
            Raw::Caption => return Zone::Caption,
            Raw::Paragraph => {}
        }
        let above = self.title.is_some_and(|title| i < title);
        let part = by_phrase(line);
        let zone = match part {
            _ if Some(i) == self.source => return Zone::Source,
            _ if Some(i) == self.title => {
                self.contact = false;
                return Zone::Headline;
            }
            Some(Part::Byline) => Zone::Byline,
            Some(Part::Dated) => Zone::Dateline,
            Some(Part::Caption) => Zone::Caption,
            Some(Part::Contact | Part::Note) => Zone::Boilerplate,
            Some(Part::Kicker | Part::End | Part::Closing) => Zone::Kicker,
            None if is_dateline(line) => Zone::Dateline,
            None if self.contact => Zone::Boilerplate,
            None if part::is_byline(line) || part::is_name(line) => Zone::Byline,
            None if part::is_address(line) => Zone::Boilerplate,
            None if above && self.titled && is_prose(line) => Zone::Body,
            None => Zone::Kicker,
        };
        self.contact |= part == Some(Part::Contact) && words(line) <= CONTACT;
        zone
    }
}

/// The blocks after the lead.
#[derive(Default)]
struct Rest {
    /// Whether the text is over.
    closed: bool,
    /// Whether a line said that contacts follow.
    contact: bool,
}

impl Rest {
    /// The zone of a block. `place` is how many blocks it is after the lead, and how many are left with it.
    fn zone(&mut self, block: &RawBlock, line: &str, place: (usize, usize)) -> Zone {
        match block.raw {
            Raw::Kicker => return Zone::Kicker,
            Raw::Byline => return Zone::Byline,
            Raw::Date => return Zone::Dateline,
            Raw::Cell => return Zone::Table,
            Raw::Caption => return Zone::Caption,
            Raw::Bullet | Raw::Title | Raw::Paragraph if self.closed => return Zone::Boilerplate,
            Raw::Bullet if by_phrase(line) != Some(Part::End) => return Zone::List,
            Raw::Bullet | Raw::Title | Raw::Paragraph => {}
        }
        // What ends the text comes late in it.
        let late = place.0 > place.1 || place.0 > 2;
        let part = by_phrase(line).or_else(|| part::is_about(line).then_some(Part::Closing));
        match part {
            Some(Part::End) => self.closed = true,
            Some(Part::Closing) if late => self.closed = true,
            Some(Part::Contact) => {
                self.contact = true;
                self.closed = place.0 > place.1;
            }
            Some(Part::Note) => {}
            Some(Part::Byline) => return Zone::Byline,
            Some(Part::Caption) => return Zone::Caption,
            Some(Part::Dated) if is_date_line(line) => return Zone::Dateline,
            _ => {
                self.contact = self.contact && !is_prose(line);
                return if self.contact {
                    Zone::Boilerplate
                } else if place.1 == 1 && (part::is_name(line) || part::is_byline(line)) {
                    Zone::Byline
                } else if part::is_figures(line) {
                    Zone::Table
                } else {
                    Zone::Body
                };
            }
        }
        Zone::Boilerplate
    }
}
