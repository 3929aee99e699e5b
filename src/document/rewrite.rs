//! Turns a change of a document's text into changes of its file that leave the marks of the format alone.

use std::borrow::Cow;

use super::Origin;
use super::format::Rewrite;
use super::map::Stand;
use crate::Span;
use crate::finding::Edit;

/// A change of a file, or of one of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdit<'d> {
    /// The part of the file, if it has parts.
    pub part: Option<&'d str>,
    /// The first of the bytes to replace, from 0.
    pub start: u64,
    /// One past the last of these bytes.
    pub end: u64,
    /// The new text, as the format writes it.
    pub text: Cow<'d, str>,
}

impl Origin {
    /// The changes of the file that make edits of `text`, the document's text: an edit becomes several where marks of
    /// the format lie in it. None if the format does not let one of them be made. Linear in the lengths of the spans.
    ///
    /// # Panics
    /// If a span is not one of the text.
    #[must_use]
    pub fn edits<'d>(&'d self, text: &str, edits: &'d [Edit]) -> Option<Vec<FileEdit<'d>>> {
        let mut written = Vec::with_capacity(edits.len());
        for edit in edits {
            if self.is_same(edit.span) {
                let bytes = self.bytes(edit.span);
                let (part, text) = (self.part(edit.span), self.escape(&edit.text));
                written.push(FileEdit { part, start: bytes.start, end: bytes.end, text });
            } else {
                let rewrites = self.rewrites(text, edit.span, &edit.text)?;
                written.extend(rewrites.into_iter().map(|rewrite| FileEdit {
                    part: rewrite.part,
                    start: self.start() + u64::from(rewrite.start),
                    end: self.start() + u64::from(rewrite.end),
                    text: rewrite.text.into(),
                }));
            }
        }
        Some(written)
    }

    /// The changes of the file that replace a span of `text`, the document's text, by `new`: in order of the
    /// text, with as few bytes as possible. Marks of the format inside the span (the end of a run, a tag)
    /// stay. The new text replaces the first run of text, and the other runs are deleted. None if the span
    /// has no place in the file or stands for a mark, if the encoding of the file lacks a character of `new`,
    /// or if the file is packed. Linear in the lengths and the pieces of the span.
    ///
    /// # Panics
    /// If the span is not one of the text.
    #[must_use]
    pub fn rewrites(&self, text: &str, span: Span, new: &str) -> Option<Vec<Rewrite<'_>>> {
        if self.packed {
            return None;
        }
        let (span, new) = changed(text, span, new);
        let stands: Vec<Stand> = self.map.stands(span).collect();
        if stands.iter().any(|stand| stand.source.start == stand.source.end || is_cut(*stand, span)) {
            return None;
        }
        // The rest of a character or unit that is cut is written again.
        let new = match (stands.first(), stands.last()) {
            (Some(first), Some(last)) => {
                let before = Span::new(first.text.start, span.start).of(text);
                let after = Span::new(span.end, last.text.end).of(text);
                [before, new, after].concat()
            }
            _ => new.to_owned(),
        };
        let mut rewrites: Vec<Rewrite<'_>> = Vec::with_capacity(stands.len());
        let first = stands.iter().position(|stand| !stand.mark);
        let beside = first.is_none() && !new.is_empty();
        let before = if beside { self.beside(text, span.start.checked_sub(1)) } else { None };
        // New text stands after the text before it, where someone would type it, or else before the text
        // after it.
        if let Some(Stand { source, .. }) = before {
            rewrites.push(self.rewrite(Span::new(source.end, source.end), &new)?);
        }
        for (i, stand) in stands.iter().enumerate() {
            let new = if first == Some(i) { &new } else { "" };
            rewrites.push(self.rewrite(stand.source, new)?);
        }
        if beside && before.is_none() {
            let after = self.beside(text, Some(span.end))?.source.start;
            rewrites.push(self.rewrite(Span::new(after, after), &new)?);
        }
        rewrites.dedup_by(|next, last| {
            let goes_on = last.end == next.start && last.part == next.part;
            if goes_on {
                last.end = next.end;
                last.text.push_str(&next.text);
                last.encoded.extend_from_slice(&next.encoded);
            }
            goes_on
        });
        Some(rewrites)
    }

    /// The place of byte `at` of the text, if text can be written beside it.
    fn beside(&self, text: &str, at: Option<u32>) -> Option<Stand> {
        let at = at.filter(|at| (*at as usize) < text.len())?;
        let stand = self.map.stands(Span::new(at, at + 1)).next()?;
        (!stand.mark && stand.source.start < stand.source.end).then_some(stand)
    }

    fn rewrite(&self, source: Span, new: &str) -> Option<Rewrite<'_>> {
        let bytes = self.encoding.span(source);
        let text = self.markup.escape(new);
        let encoded = self.charset.encode(&text)?.into_owned();
        let part = self.part_of(bytes.start);
        let start = part.map_or(0, |(start, _)| *start);
        Some(Rewrite {
            part: part.map(|(_, name)| name.as_str()),
            start: bytes.start - start,
            end: bytes.end - start,
            text: text.into_owned(),
            encoded,
        })
    }
}

/// The part of a change that is a change: without the characters that are equal at the start and at the end.
pub(crate) fn changed<'n>(text: &str, span: Span, new: &'n str) -> (Span, &'n str) {
    let old = span.of(text);
    let alike = |pair: &(char, char)| pair.0 == pair.1;
    let length = |pair: (char, char)| pair.0.len_utf8();
    let start: usize = old.chars().zip(new.chars()).take_while(alike).map(length).sum();
    let (old, new) = (&old[start..], &new[start..]);
    let end: usize = old.chars().rev().zip(new.chars().rev()).take_while(alike).map(length).sum();
    let start = span.start + start as u32;
    (Span::new(start, start + (old.len() - end) as u32), &new[..new.len() - end])
}

/// Whether a span holds only a part of a mark.
const fn is_cut(stand: Stand, span: Span) -> bool {
    stand.mark && (stand.text.start < span.start || stand.text.end > span.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::builder::Builder;
    use super::super::format::{Markup as _, Text};
    use super::super::raw::Raw;
    use super::super::{Document, SourceMap};
    use super::*;

    /// Reads a format for these tests: `[` and `]` are marks without text, `~` is a mark for two stars, `&x;`
    /// is an x, and `|` divides blocks.
    fn read(source: &str) -> Document {
        let mut builder = Builder::with_lines();
        builder.open(Raw::Paragraph);
        for (at, char) in source.char_indices() {
            let before = &source[..at];
            match char {
                '[' | ']' | '&' | ';' => {}
                '~' => builder.mark("**", at..at + 1),
                '|' => builder.open(Raw::Paragraph),
                _ if before.ends_with('&') => {
                    builder.put(char.encode_utf8(&mut [0; 4]), at - 1..at + char.len_utf8() + 1);
                }
                _ => builder.copy(char.encode_utf8(&mut [0; 4]), at),
            }
        }
        builder.finish("x", (Origin::new(&Text, SourceMap::shifted(0)), None))
    }

    fn marks(source: &str) -> String {
        source.chars().filter(|char| matches!(char, '[' | ']' | '|')).collect()
    }

    /// The source with a change made.
    fn change(source: &str, span: Span, new: &str) -> Option<String> {
        let document = read(source);
        let rewrites = document.origin.rewrites(&document.text, span, new)?;
        let bytes = Text.write(source.as_bytes(), &rewrites).expect("it can be written");
        Some(String::from_utf8(bytes).expect("UTF-8"))
    }

    #[test]
    fn only_what_changes_is_changed() {
        let changed = |source, start, end, new| change(source, Span::new(start, end), new);
        assert_eq!(changed("of [the] the three", 3, 10, "the").as_deref(), Some("of [the] three"));
        assert_eq!(changed("of the[ the] three", 3, 10, "the").as_deref(), Some("of the[] three"));
        assert_eq!(changed("the ni[ne sev]en", 4, 14, "eight").as_deref(), Some("the eight[]"));
        assert_eq!(changed("a~[b]", 1, 3, "-").as_deref(), Some("a-[b]"));
        assert_eq!(changed("a[~]", 1, 3, "").as_deref(), Some("a[]"));
        assert_eq!(changed("&a;[b]", 0, 2, "c").as_deref(), Some("c[]"));
        assert_eq!(changed("a|b", 0, 3, "ab"), None);
        assert_eq!(changed("a~b", 1, 2, ""), None);
        assert_eq!(changed("[]ab", 0, 0, "x").as_deref(), Some("[]xab"));
        assert_eq!(changed("ab[]", 2, 2, "x").as_deref(), Some("abx[]"));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_the_changed_text_with_the_marks_kept(
            source in "([a-cé ]|\\[|\\]|~|&[a-c];|\\|){0,24}",
            start in 0usize..40,
            length in 0usize..12,
            new in "[a-cé ]{0,6}",
        ) {
            let document = read(&source);
            let text = document.text.as_str();
            let boundary = |mut at: usize| {
                at = at.min(text.len());
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let (start, end) = (boundary(start), boundary(start + length));
            let span = Span::new(start as u32, end.max(start) as u32);
            match change(&source, span, &new) {
                Some(changed) => {
                    let expected = [&text[..start], &new, &text[span.end as usize..]].concat();
                    // A document does not begin with the break after a deleted block.
                    let expected = expected.trim_start_matches('\n');
                    let reread = read(&changed).text;
                    prop_assert_eq!(reread.trim_start_matches('\n'), expected);
                    prop_assert_eq!(marks(&changed), marks(&source));
                }
                // The span has a break between blocks or half a mark, or there are only marks beside it.
                None => prop_assert!(source.contains(['|', '~']) || text.is_empty()),
            }
        }
    }
}
