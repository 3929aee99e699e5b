//! Facts: what an article states, typed, with exact spans.
//!
//! One pass over the tokens of each sentence. Only a word that can start a fact wakes an
//! extractor; the most special fact wins and swallows its parts, so the 20 of "20 February" is never
//! a number of things. Phrases that say something of several facts (a breakdown, an acting
//! authority) are patterns over the result: see [`Grammar`]. Facts know nothing of rules.

mod acronym;
mod age;
mod attribute;
mod attribution;
mod authority;
mod beside;
mod bracket;
mod breakdown;
mod change;
mod clock;
mod column;
pub mod condition;
mod count;
mod date;
mod declare;
mod description;
mod duration;
mod echo;
mod event;
mod hindsight;
mod index;
mod kind;
mod kind_set;
mod life;
mod list;
mod look;
mod make;
mod measure;
mod measured;
mod money;
mod nth;
mod number;
mod ordinal;
mod organisation;
mod paragraph;
pub mod pattern;
mod percent;
mod period;
mod person;
mod phrase;
mod place;
mod proceeding;
mod proportion;
mod quote;
mod range;
mod rate;
mod readable;
mod reader;
mod recorded;
mod reference;
mod restated;
mod reversal;
mod rivals;
mod run_on;
pub(crate) mod schema;
mod score;
mod sentences;
mod share;
pub(crate) mod slip;
mod spacing;
mod structure;
mod syntax;
mod term;
#[cfg(test)]
mod testing;
mod told;
mod variant;
mod vote;
mod whole;
mod word;

pub use acronym::{Acronym, Role};
pub use age::Age;
pub use attribute::{Attr, Key, Type};
pub use attribution::Attribution;
pub use authority::Authority;
pub use bracket::Bracket;
pub use breakdown::Breakdown;
pub use change::{Change, Comparison};
pub use clock::Clock;
pub use column::Column;
pub use count::Count;
pub use date::{Date, Precision, Resolved};
pub use declare::Attribute;
pub use duration::Duration;
pub use event::Event;
pub(crate) use hindsight::is_slip;
pub use index::Facts;
pub use kind::{Kind, Value};
pub(crate) use kind_set::KindSet;
pub use life::era::Era;
pub use life::lasted::Lasted;
pub use life::old::Lifetime;
pub use life::passed::Since;
pub use list::List;
pub use measure::Measure;
pub use money::Money;
pub use nth::Nth;
pub use number::grouping::Misgrouping;
pub use number::{Bound, Form, Grouping, Number};
pub use ordinal::Ordinal;
pub use organisation::Organisation;
pub use paragraph::Paragraph;
pub use percent::Percent;
pub use person::Person;
pub use phrase::Grammar;
pub use place::Place;
pub use proceeding::Proceeding;
pub use proportion::Proportion;
pub use quote::Quote;
pub use range::Range;
pub use rate::Rate;
pub use recorded::{Recorded, Said};
pub use reference::Reference;
pub use restated::Restatement;
pub use reversal::Reversal;
pub use rivals::Rivals;
pub use run_on::RunOn;
pub use score::Match;
pub use share::{Share, Shares};
pub use spacing::{Spacing, SpacingSlip};
pub use syntax::{Clause, Group, Series};
pub use term::Term;
pub use variant::Variant;
pub use vote::Vote;
pub use whole::Whole;
pub use word::Word;

use reader::Reader;

use crate::Span;
use crate::document::Zone;

/// A fact: what it says and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its bytes in the document's text.
    pub span: Span,
    /// Its tokens, as indices into the article's.
    pub tokens: (u32, u32),
    /// The zone it stands in.
    pub zone: Zone,
    /// The block it stands in, as an index into the article's.
    pub block: u32,
    /// The sentence it stands in, counted through the article from 0.
    pub sentence: u32,
    /// What it says.
    pub value: Value,
}

impl Fact {
    /// The attributes that the fact has, in the order of its kind; those that are false are left out.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, Attr<'_>)> {
        let all = self.kind().attributes().iter();
        all.filter_map(|a| Some((a.key.name(), self.attr(a.key)?)))
            .filter(|(_, attr)| *attr != Attr::Flag(false))
    }

    /// The order in which facts stand: by start, then by end, then by kind.
    const fn order(&self) -> (u32, u32, u8) {
        (self.span.start, self.span.end, self.kind() as u8)
    }
}
