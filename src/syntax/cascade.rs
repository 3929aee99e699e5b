//! From tags to chunks: each group and verb group takes the longest run of tokens from where the last one ended.

use super::chunk::{Chunk, ChunkKind};
use super::reading::Reading;
use super::tag::Tag;
use super::{Source, group, verb};

/// Adds the chunks of a sentence to others.
pub(super) fn chunks(source: &Source<'_>, (from, end): (u32, u32), chunks: &mut Vec<Chunk>) {
    let reading = Reading::new(source, (from, end));
    let mut at = from;
    while at < end {
        let before = chunks.last().filter(|chunk| chunk.to == at || chunk.from >= from);
        let (kind, to) = one(&reading, before, at);
        if let Some(kind) = kind {
            chunks.push(Chunk { kind, from: at, to });
        }
        at = to.min(end);
    }
}

/// The chunk that begins at a token, and the token after it; no chunk for a quotation mark.
fn one(reading: &Reading<'_, '_>, before: Option<&Chunk>, at: u32) -> (Option<ChunkKind>, u32) {
    let plain = |kind| (Some(kind), at + 1);
    if reading.atom(at).is_none() {
        match reading.tag(at) {
            Tag::Quote => return (None, at + 1),
            Tag::Mark(mark) => return plain(ChunkKind::Mark(mark)),
            Tag::And => return plain(ChunkKind::And),
            Tag::Conjunction => return plain(ChunkKind::Conjunction),
            Tag::Preposition => return plain(ChunkKind::Preposition),
            Tag::Relative => return plain(ChunkKind::Relative),
            _ => {}
        }
        if let Some((verb, to)) = verb::verb(reading, before, at) {
            return (Some(ChunkKind::Verb(verb)), to);
        }
        if reading.tag(at) == Tag::Adverb {
            return plain(ChunkKind::Adverb);
        }
    }
    let (group, to) = group::group(reading, at);
    (Some(ChunkKind::Group(group)), to.max(at + 1))
}
