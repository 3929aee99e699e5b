//! Quotations: what stands between quotation marks.

use compact_str::CompactString;

use super::declare::kind;
use super::{Fact, Reader, Value};
use crate::text::role;

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Whether its closing mark is there, or the next paragraph goes on with it.
    pub closed: bool,
    /// The family name of the person who says it, where a verb of saying tells.
    pub speaker: Option<CompactString>,
}

kind! {
    /// A quotation.
    Quote(q) as "quote", over Facts;

    Closed: Flag = q.closed,
        "whether the closing mark is there, or the next paragraph begins with one as if to go on";
    Speaker: Text = q.speaker.as_ref(),
        "the family name of who says it, where a verb of saying tells";
}

/// A quotation with fewer words is a title or a word apart.
const SHORTEST: usize = 4;

impl Reader<'_> {
    /// The quotations of the current block, with their tokens. `facts` are the block's.
    pub(super) fn quotes(&self, facts: &[Fact], place: &mut impl FnMut(Quote, usize, usize)) {
        let (from, end) = self.block;
        let mut open = None;
        for at in from..end {
            let mark = match self.word(at) {
                _ if self.tokens[at].is_word() => continue,
                // „The German way“.
                "“" if open.is_some_and(|start| self.word(start) == "„") => false,
                "“" | "«" | "„" => true,
                "”" | "»" => false,
                // Inches, where nothing is open.
                "\"" if open.is_none() && self.is_after_number(at) => continue,
                "\"" => match self.opens(at, end) {
                    Some(opens) => opens,
                    None => open.is_none(),
                },
                _ => continue,
            };
            match (mark, open) {
                (true, None) => open = Some(at),
                (false, Some(start)) => {
                    self.quote(start, at + 1, true, facts, place);
                    open = None;
                }
                _ => {}
            }
        }
        if let Some(start) = open {
            self.quote(start, end, false, facts, place);
        }
    }

    /// Whether a mark is glued to a number before it.
    fn is_after_number(&self, at: usize) -> bool {
        at > self.block.0 && self.tokens[at].is_glued() && self.is_number(at - 1)
    }

    /// Whether a straight mark opens, where the white space beside it tells.
    fn opens(&self, at: usize, end: usize) -> Option<bool> {
        let before = at == self.block.0 || !self.tokens[at].is_glued();
        let after = at + 1 == end || !self.tokens[at + 1].is_glued();
        (before != after).then_some(before)
    }

    fn quote(
        &self,
        from: usize,
        to: usize,
        closed: bool,
        facts: &[Fact],
        place: &mut impl FnMut(Quote, usize, usize),
    ) {
        let words = self.tokens[from..to].iter().filter(|t| t.is_word()).count();
        if words >= SHORTEST {
            let speaker = self.speaker(from, to, facts);
            place(Quote { closed, speaker }, from, to);
        }
    }

    /// The person beside a verb of saying within a few words of the quotation.
    fn speaker(&self, from: usize, to: usize, facts: &[Fact]) -> Option<CompactString> {
        let says = |at: usize| self.is(at, role::VERB_QUOTING);
        let near = |at: usize| at + 8 >= from && at < from || at >= to && at < to + 12;
        facts.iter().find_map(|fact| match &fact.value {
            Value::Person(person) if near(fact.tokens.0 as usize) => {
                let (first, last) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
                let before = first.saturating_sub(6).max(self.block.0)..first;
                let verb = says(last) || before.into_iter().any(says);
                verb.then(|| person.family.clone())
            }
            _ => None,
        })
    }
}
