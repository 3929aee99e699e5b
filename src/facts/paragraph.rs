//! Paragraphs: what a block is like as a whole.

use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::xxh3_64;

use super::declare::kind;
use super::{Fact, Facts, Kind, Value};
use crate::document::{Article, Zone};
use crate::lexicon::Lexicon;
use crate::text::{Token, role};

/// A headline, paragraph or bullet as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// How many words and numbers it has.
    pub words: usize,
    /// How it ends: "stop", "colon" or "open" for anything else.
    pub ends: &'static str,
    /// The zone of the block after it, or "none".
    pub next: &'static str,
    /// Whether the paragraph before ends in an attribution: "the minister said:".
    pub introduced: bool,
    /// Whether it has a quotation mark.
    pub quoted: bool,
    /// Whether someone speaks of themselves in it: "we", "my".
    pub personal: bool,
    /// Whether a paragraph before has the same text.
    pub repeated: bool,
}

kind! {
    /// A headline, paragraph or bullet as a whole.
    Paragraph(p) as "paragraph", over Facts;

    Words: Number = p.words, "how many words and numbers it has";
    Ends: Text = p.ends, "stop, colon, or open for anything else";
    Next: Text = p.next, "the zone of the block after it, or none";
    Introduced: Flag = p.introduced, "the paragraph before ends in an attribution";
    Quoted: Flag = p.quoted, "it has a quotation mark";
    Personal: Flag = p.personal, "someone speaks of themselves: \"we\", \"my\"";
    Repeated: Flag = p.repeated, "a paragraph before has the same text";
}

/// Whether a block is a note under a table: it stands right below one, or has the mark of a footnote, as "(A)".
fn is_note(article: &Article, index: usize, text: &str) -> bool {
    let line = article.blocks[index].span.of(text);
    let mark = line.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or("", |(mark, _)| mark);
    let marked = (1..=2).contains(&mark.chars().count()) || line.starts_with(['*', '†', '‡', '¹', '²', '³']);
    marked || article.blocks[index - 1].zone == Zone::Table
}

/// The paragraphs of an article. `phrases` are those the grammar found. Linear.
pub(super) fn paragraphs(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    phrases: &[Fact],
    article: &Article,
) -> Vec<Fact> {
    let mut seen = FxHashSet::default();
    let mut found = Vec::with_capacity(article.blocks.len());
    let mut introduced = false; // whether the last block ends in an attribution
    let attribution = |f: &&Fact| f.kind() == Kind::Attribution;
    let introductions: FxHashSet<u32> = phrases.iter().filter(attribution).map(|f| f.tokens.1).collect();
    for (index, block) in article.blocks.iter().enumerate() {
        let (first, last) = (facts.blocks[index] as usize, facts.blocks[index + 1] as usize);
        if first == last {
            introduced = false;
            continue;
        }
        let (from, to) = (facts.sentences[first].0, facts.sentences[last - 1].1);
        let tokens = &facts.tokens[from as usize..to as usize];
        let next = article.blocks.get(index + 1).map_or("none", |b| b.zone.name());
        let ends = match tokens
            .iter()
            .rev()
            .map(|t| t.of(facts.text))
            .find(|w| !matches!(*w, "\"" | "”" | ")" | "'" | "’"))
        {
            Some("." | "!" | "?" | "…") => "stop",
            Some(":") => "colon",
            _ => "open",
        };
        let mut quoted = false;
        let speaker = [role::WORD_SPEAKER, role::WORD_SPEAKER_SMALL, role::WORD_SPEAKER_CAPITAL];
        let may = |sentence: usize| speaker.into_iter().any(|role| facts.has_word_with(sentence, role));
        let may_speak = (first..last).any(may);
        let mut personal = false;
        let mut words = 0;
        for token in tokens {
            words += usize::from(token.is_word() || token.kind == crate::text::TokenKind::Number);
            if token.kind == crate::text::TokenKind::Mark {
                quoted |= matches!(token.of(facts.text), "\"" | "“" | "”" | "«" | "»" | "„" | "‘" | "‟");
            }
            personal |= may_speak && is_speaker(token, lexicon);
        }
        // A headline or first line that the next paragraph repeats is furniture of a page, not pasted twice.
        let text = xxh3_64(block.span.of(facts.text).as_bytes());
        let own = index > 0 && block.zone != Zone::Headline && !is_note(article, index, facts.text);
        let repeated = own && !seen.insert(text);
        found.push(Fact {
            span: block.span,
            tokens: (from, to),
            zone: block.zone,
            block: index as u32,
            sentence: first as u32,
            value: Value::Paragraph(Paragraph { words, ends, next, introduced, quoted, personal, repeated }),
        });
        introduced = introductions.contains(&to);
    }
    found
}

/// Whether a word is one that speakers call themselves by. "US" is a country, "Us" stands in headings, and "i" is a
/// numeral.
fn is_speaker(token: &Token, lexicon: &Lexicon) -> bool {
    !token.is_upper() && lexicon.does(token, role::WORD_SPEAKER)
        || token.is_lower() && lexicon.does(token, role::WORD_SPEAKER_SMALL)
        || token.is_capital() && lexicon.does(token, role::WORD_SPEAKER_CAPITAL)
}
