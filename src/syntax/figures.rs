//! Which chunks have figures that can be parts or wholes, and how many brackets are open at each chunk.

use super::chunk::{Chunk, ChunkKind};
use super::item::figure;
use super::{Source, Unit};
use crate::text::role;

/// Whether a chunk has a figure that can be a part or a whole.
pub(super) fn is_figure(source: &Source<'_>, chunk: &Chunk) -> bool {
    figure(source, chunk).is_some_and(|figure| figure.unit != Unit::Percent)
}

/// Whether a figure is an end of a range: "between two and seven years", "from two to seven".
pub(super) fn is_end(source: &Source<'_>, chunks: &[Chunk], at: usize) -> bool {
    let number =
        |at: Option<usize>| at.is_some_and(|at| chunks.get(at).is_some_and(|c| is_figure(source, c)));
    let bare = |at: usize| chunks[at].group().is_some_and(|group| group.head.is_none());
    let joint = |at: usize| {
        let Some(chunk) = chunks.get(at) else { return false };
        let between = || at > 1 && source.does(chunks[at - 2].from, role::SYNTAX_BETWEEN);
        source.does(chunk.from, role::SYNTAX_TO) || chunk.kind == ChunkKind::And && between()
    };
    joint(at + 1) && bare(at) && number(Some(at + 2))
        || at > 1 && joint(at - 1) && number(at.checked_sub(2)) && bare(at - 2)
}

/// How many brackets are open at each chunk.
pub(super) fn depths(chunks: &[Chunk]) -> Vec<u8> {
    let mut depth: u8 = 0;
    let depth_at = |chunk: &Chunk| {
        if chunk.is_mark(b'(') {
            depth = depth.saturating_add(1);
        }
        let here = depth;
        if chunk.is_mark(b')') || chunk.is_mark(b'.') {
            depth = if chunk.is_mark(b'.') { 0 } else { depth.saturating_sub(1) };
        }
        here
    };
    chunks.iter().map(depth_at).collect()
}
