//! Marks: the places of an article to which its findings refer, as elements around its text.
//!
//! Places can overlap, but elements cannot. So a place is written in as many pieces as are needed for all to
//! nest, and its first piece carries its id. A number after the last piece leads to the note on the finding.
//! The numbers are attributes, so that the text of the page is the article's.

use std::cmp::Reverse;
use std::fmt::Write as _;

use maud::{Escaper, Markup, PreEscaped, html};

use crate::document::Block;
use crate::report::space;
use crate::{Finding, Severity, Span};

/// The most marks that are open at once. Browsers stop nesting elements at some hundreds. A place that would
/// be marked deeper than this has only its number.
const DEEPEST: usize = 32;

/// A place, with the numbers (from 1) of the findings that are there and of those that mention it.
#[derive(Debug)]
struct Place {
    span: Span,
    findings: Vec<usize>,
    labels: Vec<usize>,
    /// The greatest severity of its findings.
    severity: Option<Severity>,
}

/// The marks of one article.
#[derive(Debug)]
pub(super) struct Marks<'t> {
    text: &'t str,
    /// The number of the article on the page.
    article: usize,
    blocks: &'t [Block],
    /// The places, sorted by start; of places with one start the longest is first.
    places: Vec<Place>,
    /// For each place, the furthest end of this place and those before it.
    reach: Vec<u32>,
    severities: Vec<Severity>,
}

/// The part of a place in one block.
#[derive(Clone, Copy, Debug)]
struct Piece {
    place: usize,
    span: Span,
    first: bool,
    last: bool,
}

impl<'t> Marks<'t> {
    /// The marks of the findings of an article, whose number on the page is `article`. The findings are
    /// numbered in their order.
    pub(super) fn new(text: &'t str, article: usize, blocks: &'t [Block], findings: &[&Finding]) -> Self {
        let mut said: Vec<(Span, usize, bool)> = Vec::new();
        for (i, finding) in findings.iter().enumerate() {
            let labels = finding.labels.iter().map(|label| (label.span, true));
            for (span, label) in std::iter::once((finding.span, false)).chain(labels) {
                said.extend(clip(span, blocks).map(|span| (span, i + 1, label)));
            }
        }
        said.sort_by_key(|&(span, number, label)| (order(span), number, label));
        said.dedup();
        let mut places: Vec<Place> = Vec::new();
        for (span, number, label) in said {
            if places.last().is_none_or(|place| place.span != span) {
                places.push(Place { span, findings: Vec::new(), labels: Vec::new(), severity: None });
            }
            let Some(place) = places.last_mut() else { continue };
            if label {
                place.labels.push(number);
            } else {
                place.findings.push(number);
                place.severity = place.severity.max(Some(findings[number - 1].severity));
            }
        }
        let mut furthest = 0;
        let reach = places.iter().map(|place| {
            furthest = place.span.end.max(furthest);
            furthest
        });
        let reach = reach.collect();
        let severities = findings.iter().map(|f| f.severity).collect();
        Self { text, article, blocks, places, reach, severities }
    }

    /// The target of a link to a place: its mark, or the article if the place is not in the text that is
    /// shown.
    pub(super) fn link(&self, span: Span) -> String {
        let found = clip(span, self.blocks)
            .and_then(|span| self.places.binary_search_by_key(&order(span), |place| order(place.span)).ok());
        found.map_or_else(|| format!("#a{}", self.article), |place| format!("#{}", self.id(place)))
    }

    fn id(&self, place: usize) -> String {
        format!("t{}-{}", self.article, place + 1)
    }

    /// The text of a block with its marks. Linear in the text and the marks of the block.
    pub(super) fn block(&self, block: Span) -> Markup {
        let mut pieces = self.pieces(block).into_iter().peekable();
        let mut out = String::with_capacity(block.range().len() + 256);
        let mut open: Vec<Piece> = Vec::new();
        let mut at = block.start;
        loop {
            let end = open.iter().map(|piece| piece.span.end).min();
            let start = pieces.peek().map(|piece| piece.span.start);
            let to = end.into_iter().chain(start).fold(block.end, u32::min);
            push_text(&mut out, self.text, Span::new(at, to), !open.is_empty());
            at = to;
            if end == Some(to) {
                self.close(&mut out, &mut open, to);
            } else if start == Some(to) {
                let Some(piece) = pieces.next() else { break };
                if open.len() < DEEPEST {
                    self.open(&mut out, piece);
                    open.push(piece);
                } else {
                    self.numbers(&mut out, piece);
                }
            } else {
                break;
            }
        }
        PreEscaped(out)
    }

    /// The parts of all places in a block.
    fn pieces(&self, block: Span) -> Vec<Piece> {
        let from = self.reach.partition_point(|&end| end < block.start);
        let to = self.places.partition_point(|place| place.span.start <= block.end);
        let near = (from..to).map(|place| (place, self.places[place].span));
        near.filter(|(_, span)| span.end >= block.start)
            .map(|(place, span)| Piece {
                place,
                span: Span::new(span.start.max(block.start), span.end.min(block.end)),
                first: span.start >= block.start,
                last: span.end <= block.end,
            })
            .collect()
    }

    /// Closes the pieces that end at byte `at`. Pieces that were opened later and continue are opened again.
    fn close(&self, out: &mut String, open: &mut Vec<Piece>, at: u32) {
        let lowest = open.iter().position(|piece| piece.span.end == at).unwrap_or(open.len());
        let above = open.split_off(lowest);
        for piece in above.iter().rev() {
            out.push_str("</mark>");
            if piece.span.end == at {
                self.numbers(out, Piece { first: false, ..*piece });
            }
        }
        for piece in above.into_iter().filter(|piece| piece.span.end > at) {
            let piece = Piece { first: false, ..piece };
            self.open(out, piece);
            open.push(piece);
        }
    }

    fn open(&self, out: &mut String, piece: Piece) {
        let place = &self.places[piece.place];
        let class = place.severity.map_or("label", Severity::name);
        let _ = write!(out, "<mark class=\"{class}\"");
        if piece.first {
            let _ = write!(out, " id=\"{}\"", self.id(piece.place));
        }
        for (name, numbers) in [("data-f", &place.findings), ("data-l", &place.labels)] {
            if !numbers.is_empty() {
                let numbers: Vec<String> = numbers.iter().map(usize::to_string).collect();
                let _ = write!(out, " {name}=\"{}\"", numbers.join(" "));
            }
        }
        out.push('>');
    }

    /// Writes the numbers that lead to the notes on a place, after its last piece. If the place has no mark,
    /// since this piece is still the first, the numbers carry the id.
    fn numbers(&self, out: &mut String, piece: Piece) {
        if !piece.last {
            return;
        }
        let Place { findings, labels, .. } = &self.places[piece.place];
        let numbers = findings.iter().map(|n| (n, false)).chain(labels.iter().map(|n| (n, true)));
        let mut id = piece.first.then(|| self.id(piece.place));
        for (number, label) in numbers {
            let severity = self.severities[number - 1].name();
            let (class, says) = if label { ("label", "see finding") } else { (severity, "finding") };
            let link = html! {
                a id=[id.take()] class={ "ref " (class) } href={ "#f" (self.article) "-" (number) }
                    data-n=(number) aria-label={ (says) " " (number) ", " (severity) } {}
            };
            out.push_str(&link.into_string());
        }
    }
}

/// The key by which places are sorted.
fn order(span: Span) -> (u32, Reverse<u32>) {
    (span.start, Reverse(span.end))
}

/// The smallest span that has all bytes of a span that are in blocks, if there are any.
fn clip(span: Span, blocks: &[Block]) -> Option<Span> {
    let first = blocks.partition_point(|block| block.span.end <= span.start);
    let after = blocks.partition_point(|block| block.span.start < span.end);
    let (first, last) = (blocks.get(first)?.span, blocks[..after].last()?.span);
    let span = Span::new(span.start.max(first.start), span.end.min(last.end));
    (span.start < span.end).then_some(span)
}

/// Writes text. Inside a mark, each space that would mislead is wrapped, and the style shows what it is.
pub(super) fn push_text(out: &mut String, text: &str, span: Span, marked: bool) {
    let mut plain = span.start as usize;
    if marked {
        for (offset, c) in span.of(text).char_indices() {
            let at = span.start as usize + offset;
            let Some(shown) = space::shown(text, at, c) else { continue };
            escape(out, &text[plain..at]);
            plain = at + c.len_utf8();
            let _ = write!(out, "<span class=\"space\" data-shown=\"{shown}\">{c}</span>");
        }
    }
    escape(out, &text[plain..span.end as usize]);
}

/// Escapes text. A carriage return becomes a space: inside a mark, half of a line end would be another line
/// to a browser.
fn escape(out: &mut String, text: &str) {
    for (i, line) in text.split('\r').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let _ = Escaper::new(out).write_str(line);
    }
}
