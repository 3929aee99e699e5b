//! Links: what joins a series to the whole that it divides.

use super::Source;
use super::chunk::{Chunk, ChunkKind};
use crate::text::role;

/// What joins a series to its whole. What each is worth shows in real text: see docs/accuracy.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// "nine boats: five in Malta and four in Gozo".
    Colon,
    /// "nine boats – five in Malta and four in Gozo –".
    Dash,
    /// "nine boats (five in Malta and four in Gozo)".
    Bracket,
    /// "nine boats, five in Malta and four in Gozo".
    Comma,
    /// "nine boats, of which five", "five of whom".
    OfWhich,
    /// "nine matches in which they won six".
    InWhich,
    /// "made up of five ferries and four tugs".
    MadeOf,
    /// "nine boats, with five in Malta and the remaining four in Gozo".
    With,
    /// "of the nine boats, five".
    Of,
    /// "Nine boats sank. Five".
    Sentence,
    /// "including five in Malta", "among them two in Gozo".
    Among,
    /// "five in Malta and four in Gozo, a total of nine".
    Total,
}

impl Link {
    /// Its name in listings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Colon => "colon",
            Self::Dash => "dash",
            Self::Bracket => "bracket",
            Self::Comma => "comma",
            Self::OfWhich => "of-which",
            Self::InWhich => "in-which",
            Self::MadeOf => "made-of",
            Self::With => "with",
            Self::Of => "of",
            Self::Sentence => "sentence",
            Self::Among => "among",
            Self::Total => "total",
        }
    }
}

/// The link before the first item of a series, and the chunk before which the whole stands.
pub(super) fn before(source: &Source<'_>, chunks: &[Chunk], first: usize) -> Option<(Link, usize)> {
    let mut at = first;
    let word = |at: usize, role| source.does(chunks[at].from, role);
    // Words that stand before the first item and change nothing: "only five", "most of them, 26".
    while at > 0 && matches!(chunks[at - 1].kind, ChunkKind::Adverb) && !word(at - 1, role::SYNTAX_NAMELY) {
        at -= 1;
    }
    let before = at.checked_sub(1)?;
    match chunks[before].kind {
        ChunkKind::Mark(b':') => Some((Link::Colon, before)),
        ChunkKind::Mark(b'-') => Some((Link::Dash, before)),
        ChunkKind::Mark(b'(') => Some((Link::Bracket, before)),
        ChunkKind::Mark(b'.') => Some((Link::Sentence, before)),
        // "nine boats, five of which"
        ChunkKind::Mark(b',') if source.does(chunks[first].to - 1, role::SYNTAX_RELATIVE) => {
            Some((Link::OfWhich, before))
        }
        ChunkKind::Mark(b',') => Some(comma(source, chunks, before)),
        ChunkKind::Adverb if word(before, role::SYNTAX_NAMELY) => Some((Link::MadeOf, before)),
        ChunkKind::Verb(verb) => {
            let made = verb.head.is_some_and(|head| source.does(head, role::SYNTAX_MADE));
            let made = made.then_some((Link::MadeOf, before));
            // "clinics, which received 90, 60 and 40"
            let led = before.checked_sub(1).filter(|&b| chunks[b].kind == ChunkKind::Relative);
            let led = || led.and_then(|at| relative(source, chunks, at));
            let plain = || {
                if verb.head.is_none() { inverted(source, chunks, before) } else { object(chunks, before) }
            };
            made.or_else(led).or_else(plain)
        }
        ChunkKind::Preposition if word(before, role::SYNTAX_AMONG) => Some((Link::Among, before)),
        // "compared with five" tells of no parts.
        ChunkKind::Preposition if word(before, role::SYNTAX_WITH) => {
            let led = before.checked_sub(1).is_none_or(|b| chunks[b].verb().is_none());
            led.then_some((Link::With, before))
        }
        ChunkKind::Preposition | ChunkKind::Adverb => made_of(source, chunks, before),
        ChunkKind::Relative => relative(source, chunks, before),
        // "matches in which they won 21"
        ChunkKind::Group(group) if group.pronoun => {
            let relative_at = before.checked_sub(1)?;
            // "among them five"
            if word(relative_at, role::SYNTAX_AMONG) {
                return Some((Link::Among, relative_at));
            }
            (chunks[relative_at].kind == ChunkKind::Relative)
                .then(|| relative(source, chunks, relative_at))
                .flatten()
        }
        // "From 38 games his side won 19"
        ChunkKind::Group(group) if group.figure.is_none() => {
            let figure = before.checked_sub(1).and_then(|b| chunks[b].group());
            figure.is_some_and(|group| group.figure.is_some()).then_some((Link::Of, before))
        }
        _ => None,
    }
}

/// "Police made 48 arrests. Officers arrested 21 people on Friday, 17 on Saturday and ten on Sunday."
fn object(chunks: &[Chunk], verb: usize) -> Option<(Link, usize)> {
    let subject = verb.checked_sub(1).filter(|&at| chunks[at].group().is_some_and(|g| g.figure.is_none()))?;
    let stop = subject.checked_sub(1)?;
    chunks[stop].is_mark(b'.').then_some((Link::Sentence, stop))
}

/// "Nine people sank. On board were five sailors"; "There were five sailors"; "They are five sailors".
fn inverted(source: &Source<'_>, chunks: &[Chunk], verb: usize) -> Option<(Link, usize)> {
    let stop = chunks[..verb].iter().rposition(|c| matches!(c.kind, ChunkKind::Mark(b'.' | b';')))?;
    let led = chunks.get(stop + 1)?;
    let there = source.does(led.from, role::SYNTAX_ADVERB) || led.kind == ChunkKind::Preposition;
    let they = led.group().is_some_and(|group| group.pronoun || group.definite) && verb == stop + 2;
    (they || there && verb - stop <= 4).then_some((Link::Sentence, stop))
}

/// "made up of", "divided into", "split between".
fn made_of(source: &Source<'_>, chunks: &[Chunk], preposition: usize) -> Option<(Link, usize)> {
    let mut at = preposition;
    for _ in 0..2 {
        at = at.checked_sub(1)?;
        if let Some(verb) = chunks[at].verb() {
            let made = verb.head.is_some_and(|head| source.does(head, role::SYNTAX_MADE));
            return made.then_some((Link::MadeOf, at));
        }
        if chunks[at].kind != ChunkKind::Preposition && chunks[at].kind != ChunkKind::Adverb {
            return None;
        }
    }
    None
}

/// "of whom", "in which".
fn relative(source: &Source<'_>, chunks: &[Chunk], at: usize) -> Option<(Link, usize)> {
    let preposition = at.checked_sub(1).filter(|&b| chunks[b].kind == ChunkKind::Preposition);
    match preposition {
        Some(preposition) if source.does(chunks[preposition].from, role::OF) => {
            Some((Link::OfWhich, preposition))
        }
        Some(preposition) => Some((Link::InWhich, preposition)),
        None => Some((Link::InWhich, at)),
    }
}

/// What a comma joins: "nine boats, five"; "of the nine boats, five"; "among them, five".
fn comma(source: &Source<'_>, chunks: &[Chunk], comma: usize) -> (Link, usize) {
    let sentence = chunks[..comma].iter().rposition(|c| c.is_mark(b'.')).map_or(0, |stop| stop + 1);
    let fronted = chunks
        .get(sentence)
        .is_some_and(|chunk| chunk.kind == ChunkKind::Preposition && source.does(chunk.from, role::OF));
    let clear = || chunks[sentence..comma].iter().all(|chunk| chunk.verb().is_none_or(|verb| !verb.finite));
    if fronted && clear() {
        return (Link::Of, comma);
    }
    let among = comma > 1
        && chunks[comma - 2].kind == ChunkKind::Preposition
        && source.does(chunks[comma - 2].from, role::SYNTAX_AMONG);
    if among { (Link::Among, comma - 2) } else { (Link::Comma, comma) }
}
