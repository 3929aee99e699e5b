//! The article as a whole: what tells whether another is the same or nearly.

use compact_str::{CompactString, format_compact};
use rustc_hash::FxHashSet;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::declare::kind;
use super::{Fact, Facts, Value};
use crate::document::{Article, Zone};
use crate::text::TokenKind;

/// An article as a whole. The text is its paragraphs and bullets; headline, source and dateline are
/// left out, since they change where an article is published again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// How many words and numbers its text has.
    pub words: usize,
    /// A hash of the names and figures of the text, in no order; none if it has few.
    pub figures: Option<CompactString>,
    /// A sketch of the text: one hexadecimal digit of the least hash of its runs of three words
    /// under each of 64 hash functions (`MinHash`). Of two texts that share a part `s` of all
    /// their runs, about a part `s + (1 - s) / 16` of the digits are equal.
    pub wording: CompactString,
}

kind! {
    /// The article as a whole.
    Whole(a) as "article", over Facts;

    Words: Number = a.words, "how many words and numbers its text has";
    Figures: Text = a.figures.as_ref(),
        "a hash of the names and figures in its text; absent if it has few";
    Wording: Text = &a.wording,
        "a sketch of its words: the more alike, the more places are equal";
}

/// How many hash functions a sketch has. The share of equal digits is then off by 0.04 in most cases.
const HASHES: usize = 64;

/// How many words a run has.
const RUN: usize = 3;

/// Fewer words, or fewer names and figures, are no proof: forms and notices share them.
const WORDS: usize = 60;
const FIGURES: usize = 8;

/// Whether blocks of a zone are text of the article.
const fn is_text(zone: Zone) -> bool {
    matches!(zone, Zone::Lead | Zone::Body | Zone::List | Zone::Table)
}

/// The article as a fact: it stands at the headline, or at the first paragraph. Costs a hash a word,
/// and 64 multiplications.
pub(super) fn whole(facts: &Facts<'_>, article: &Article) -> Option<Fact> {
    let first = |is_wanted: fn(Zone) -> bool| article.blocks.iter().position(|b| is_wanted(b.zone));
    let at = first(|zone| zone == Zone::Headline).or_else(|| first(is_text)).unwrap_or(0);
    let (mut hashes, mut figures) = (Vec::new(), FxHashSet::default());
    for (block, of) in article.blocks.iter().enumerate() {
        if !is_text(of.zone) {
            continue;
        }
        for sentence in facts.blocks[block] as usize..facts.blocks[block + 1] as usize {
            let (from, to) = facts.sentences[sentence];
            for token in from..to {
                let of = &facts.tokens[token as usize];
                if of.kind == TokenKind::Mark {
                    continue;
                }
                let word = xxh3_64(of.of(facts.text).to_lowercase().as_bytes());
                hashes.push(word);
                let name = token > from && of.is_capital() && !of.is_upper();
                if name || of.kind == TokenKind::Number {
                    figures.insert(word);
                }
            }
        }
    }
    let words = hashes.len();
    let mut least = [u64::MAX; HASHES];
    for run in hashes.windows(RUN) {
        let run = run.iter().fold(0_u64, |all, word| (all.rotate_left(21) ^ word).wrapping_mul(ODD));
        for (n, least) in (1_u64..).zip(&mut least) {
            *least = (run ^ n.wrapping_mul(SPREAD)).wrapping_mul(ODD).min(*least);
        }
    }
    let digit = |least: &u64| char::from_digit((xxh3_64_with_seed(&least.to_le_bytes(), 1) & 15) as u32, 16);
    let telling = words >= WORDS && figures.len() >= FIGURES;
    let figures = telling.then(|| {
        let mut sorted: Vec<u64> = figures.into_iter().collect();
        sorted.sort_unstable();
        let bytes: Vec<u8> = sorted.iter().flat_map(|word| word.to_le_bytes()).collect();
        format_compact!("{:016x}", xxh3_64(&bytes))
    });
    Some(Fact {
        span: article.blocks.get(at)?.span,
        tokens: (0, 0),
        zone: article.blocks[at].zone,
        block: at as u32,
        sentence: *facts.blocks.get(at)?,
        value: Value::Article(Box::new(Whole {
            words,
            figures,
            wording: least.iter().filter_map(digit).collect(),
        })),
    })
}

const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
const SPREAD: u64 = 0xD1B5_4A32_D192_ED03;
