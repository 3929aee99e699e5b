//! Lines that follow each other without an empty line: whether they are one paragraph that was wrapped, or
//! several.

use super::dateline::is_dated;
use super::part;
use super::phrase::by_phrase;
use super::raw::{Raw, RawBlock};
use super::zones::is_prose;
use crate::Span;
use crate::language::parts::Part;

/// Where so many sentences have been read, the header is over.
const SENTENCES: usize = 2;

/// The blocks, where lines that were not wrapped are blocks of their own: above the first sentence of the text
/// each line, after that those that end a sentence. Linear.
pub(super) fn lines(text: &str, raw: &[RawBlock]) -> Vec<RawBlock> {
    let wrapped = raw.iter().any(|block| is_wrapped(block.span.of(text)));
    let width = if wrapped { width(text, raw) } else { None };
    let mut blocks: Vec<RawBlock> = Vec::with_capacity(raw.len());
    // A sentence can stand above the byline.
    let mut sentences = 0;
    for block in raw {
        let whole = block.span.of(text);
        let kind = block.raw;
        if !matches!(kind, Raw::Paragraph | Raw::Bullet) || !wrapped || !is_wrapped(whole) {
            sentences += usize::from(is_counted(sentences, kind) && is_prose(whole));
            blocks.push(RawBlock { alone: block.alone || width.is_none(), ..*block });
            continue;
        }
        // The line above, and whether it is a mark.
        let mut above: Option<(&str, bool)> = None;
        for span in spans(text, block.span) {
            let line = span.of(text);
            let header = sentences < SENTENCES || kind == Raw::Bullet;
            let mark = is_mark(line, header);
            let cut =
                above.is_none_or(|(above, marked)| marked || mark || is_cut(above, line, width, header));
            match blocks.last_mut() {
                Some(last) if !cut => last.span.end = span.end,
                last => {
                    if let (Some(last), Some(_)) = (last, above) {
                        last.alone = true;
                    }
                    let raw = if above.is_none() { kind } else { Raw::Paragraph };
                    blocks.push(RawBlock { span, raw, alone: false, cell: None });
                }
            }
            sentences += usize::from(is_counted(sentences, kind) && is_prose(line));
            above = Some((line, mark));
        }
        if let Some(last) = blocks.last_mut() {
            last.alone |= block.alone || width.is_none();
        }
    }
    blocks
}

/// Whether a text has more than one line.
fn is_wrapped(text: &str) -> bool {
    memchr::memchr(b'\n', text.as_bytes()).is_some()
}

/// Whether it matters that a block is a sentence: the header is not over, and it is no bullet.
fn is_counted(sentences: usize, kind: Raw) -> bool {
    sentences < SENTENCES && kind == Raw::Paragraph
}

/// The lines of a block, without white space around them.
fn spans(text: &str, block: Span) -> impl Iterator<Item = Span> {
    let mut at = block.start as usize;
    let lines = block.of(text).split('\n').map(move |line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len() + 1;
        Span::new(start as u32, (start + line.trim().len()) as u32)
    });
    lines.filter(|line| line.start < line.end)
}

/// The width in characters to which the text was wrapped: that of the longest line that goes on in lower case.
/// None if no line does.
fn width(text: &str, raw: &[RawBlock]) -> Option<usize> {
    let mut widest = None;
    for block in raw.iter().filter(|block| is_wrapped(block.span.of(text))) {
        let mut above = "";
        for line in spans(text, block.span).map(|span| span.of(text)) {
            if line.starts_with(char::is_lowercase) {
                widest = widest.max(Some(above.chars().count()));
            }
            above = line;
        }
    }
    widest
}

/// Whether a line begins a block of its own after the line above.
fn is_cut(above: &str, line: &str, width: Option<usize>, header: bool) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default().chars().count();
    // The first word would have stood on the line above, if the text had been wrapped.
    let free = width.is_none_or(|width| above.chars().count() + 1 + first <= width);
    let ended = above.ends_with(['.', '!', '?', ':', '”', '"', ')']);
    free && !line.starts_with(char::is_lowercase) && (header || ended)
}

/// Whether a line among others is no part of their paragraph.
fn is_mark(line: &str, header: bool) -> bool {
    match by_phrase(line) {
        Some(Part::End) => true,
        Some(Part::Kicker | Part::Dated | Part::Byline) => header,
        Some(Part::Contact | Part::Closing) => line.ends_with(':') || header,
        Some(Part::Caption | Part::Note) => false,
        None => header && (part::is_byline(line) || is_dated(line)),
    }
}
