//! From a change of a document's text to changes of its file, the marks of the format left alone.

use super::Origin;
use super::format::Rewrite;
use super::map::Stand;
use crate::Span;

impl Origin {
    /// The changes of the file that put `new` in the place of a span of `text`, the document's: in
    /// order of the text, and as few bytes as it takes. Where marks of the format lie in between (the
    /// end of a run, a tag), they stay: what is new comes where the first text goes, and the others
    /// lose their part. None if the text cannot be changed there, since it stands nowhere in the file
    /// or stands for a mark. Linear in the lengths and the pieces of the span.
    ///
    /// # Panics
    /// If the span is not one of the text.
    #[must_use]
    pub fn rewrites(&self, text: &str, span: Span, new: &str) -> Option<Vec<Rewrite<'_>>> {
        let (span, new) = changed(text, span, new);
        let stands: Vec<Stand> = self.map.stands(span).collect();
        if stands.iter().any(|stand| stand.source.start == stand.source.end || is_cut(*stand, span)) {
            return None;
        }
        // Of a character or unit that is cut, the rest is written anew.
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
        if first.is_none() && !new.is_empty() {
            rewrites.push(self.rewrite(self.beside(text, span)?, &new));
        }
        for (i, stand) in stands.iter().enumerate() {
            let new = if first == Some(i) { &new } else { "" };
            rewrites.push(self.rewrite(stand.source, new));
        }
        rewrites.dedup_by(|next, last| {
            let goes_on = last.end == next.start && last.part == next.part;
            if goes_on {
                last.end = next.end;
                last.text.push_str(&next.text);
            }
            goes_on
        });
        Some(rewrites)
    }

    /// The place in the source for text that comes beside a span: after what stands before it, as
    /// someone would type it, or else before what comes after.
    fn beside(&self, text: &str, span: Span) -> Option<Span> {
        let takes = |stand: &Stand| !stand.mark && stand.source.start < stand.source.end;
        let before = span.start.checked_sub(1).map(|at| Span::new(at, span.start));
        let before = before.and_then(|before| self.map.stands(before).next()).filter(takes);
        let after = || {
            let after = Span::new(span.end, span.end + 1);
            let stand = (after.end as usize <= text.len()).then(|| self.map.stands(after).next())?;
            stand.filter(takes).map(|stand| stand.source.start)
        };
        let at = before.map(|stand| stand.source.end).or_else(after)?;
        Some(Span::new(at, at))
    }

    fn rewrite(&self, source: Span, new: &str) -> Rewrite<'_> {
        let bytes = self.encoding.span(source);
        let part = self.part_of(bytes.start);
        let start = part.map_or(0, |(start, _)| *start);
        Rewrite {
            part: part.map(|(_, name)| name.as_str()),
            start: bytes.start - start,
            end: bytes.end - start,
            text: self.format.escape(new).into_owned(),
        }
    }
}

/// What of a change is one: without what is alike at the start and at the end.
fn changed<'n>(text: &str, span: Span, new: &'n str) -> (Span, &'n str) {
    let old = span.of(text);
    let alike = |pair: &(char, char)| pair.0 == pair.1;
    let length = |pair: (char, char)| pair.0.len_utf8();
    let start: usize = old.chars().zip(new.chars()).take_while(alike).map(length).sum();
    let (old, new) = (&old[start..], &new[start..]);
    let end: usize = old.chars().rev().zip(new.chars().rev()).take_while(alike).map(length).sum();
    let start = span.start + start as u32;
    (Span::new(start, start + (old.len() - end) as u32), &new[..new.len() - end])
}

/// Whether a mark is only half in a span.
const fn is_cut(stand: Stand, span: Span) -> bool {
    stand.mark && (stand.text.start < span.start || stand.text.end > span.end)
}
