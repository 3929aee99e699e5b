//! What runs backwards: a range whose end comes before its beginning, "aged 12 to 8", "between £30,000 and £20,000", "the war
//! of 1991–1987", and what closes before it opens, told in two sentences.

mod dates;
mod figures;
mod told;
mod years;

use super::declare::kind;
use super::life::List;
use super::look::Look;
use super::{Fact, Facts, Kind, Value};
use crate::lexicon::Lexicon;
use crate::text::{class, role};

/// A range whose end comes before its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// figure or date.
    pub class: &'static str,
    /// between, sequence, age, unit, years, season, days or told.
    pub form: &'static str,
}

kind! {
    /// A range whose end comes before its beginning: "aged 12 to 8", "the war of 1991–1987".
    Reversal(r) as "reversal", over Facts;

    Class: Text = r.class, "figure, or date for days, months and years";
    Form: Text = r.form,
        "between (two limits), sequence (pages, lots), age, unit (of one measure or currency), years, season (\"2023-22\"), days, or told (a beginning and an end in two places)";
}

/// The lists of words that ranges are read with.
#[derive(Clone, Copy)]
struct Words {
    contrast: List,
    sequence: List,
    passing: List,
    ranging: List,
    season: List,
    full_year: List,
    begins: List,
    ends: List,
    ended: List,
    contest: List,
    tens: List,
}

impl Words {
    fn of(lexicon: &Lexicon) -> Self {
        let list = |name| List::of(lexicon, name);
        Self {
            contrast: list("range.contrast"),
            sequence: list("range.sequence"),
            passing: list("range.passing"),
            ranging: list("range.ranging"),
            season: list("range.season"),
            full_year: list("range.full-year"),
            begins: list("range.begins"),
            ends: list("range.ends"),
            ended: list("range.ended"),
            contest: list("range.contest"),
            tens: list("era.tens"),
        }
    }
}

/// The ranges of an article that run backwards. Linear.
pub(super) fn reversals(facts: &Facts<'_>, lexicon: &Lexicon) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let words = Words::of(lexicon);
    let mut found = Vec::new();
    let mut limits = told::Limits::default();
    for sentence in 0..facts.sentences.len() {
        if !facts.zone(facts.block_of(sentence)).is_own() {
            continue;
        }
        let (_, kinds) = facts.in_sentence(sentence as u32);
        let figures = [Kind::Number, Kind::Count, Kind::Money, Kind::Percent];
        let figures = figures.into_iter().any(|kind| kinds.has(kind));
        let dates = kinds.has(Kind::Date);
        let places = kinds.has(Kind::Ordinal);
        if !figures && !dates && !places && !facts.has_word_with(sentence, role::TIME_BETWEEN) {
            continue;
        }
        let range = look.sentence(sentence);
        if figures || facts.has_word_with(sentence, role::TIME_BETWEEN) {
            found.extend(look.reversed_figures(range, words));
        }
        if places {
            found.extend(look.reversed_places(sentence, range, words));
        }
        found.extend(look.reversed_years(range, words));
        if dates {
            found.extend(look.reversed_dates(sentence, range, words));
            look.note_limits(sentence, range, words, &mut limits);
        }
    }
    found.extend(look.reversed_limits(&limits));
    found.sort_by_key(|fact| fact.tokens);
    found.dedup_by(|b, a| a.tokens.1 > b.tokens.0);
    found
}

impl Look<'_> {
    fn reversal(&self, tokens: (usize, usize), class: &'static str, form: &'static str) -> Fact {
        self.facts.fact_over(tokens, Value::Reversal(Reversal { class, form }))
    }

    /// The token after a word or mark that leads from one end of a range to the other: "to", "until", "–".
    fn range_link(&self, at: usize) -> Option<usize> {
        let mark = self.is_mark(at, &["-", "–", "—", "‑", "−"]);
        let word = self.does(at, role::DATE_RANGE) && !self.does(at, role::AND);
        (mark || word).then_some(at + 1)
    }

    /// Whether what moves is told, so that the first figure or day is the old one.
    fn moves_an_end(&self, (from, at): (usize, usize)) -> bool {
        (from..at).any(|at| self.has(at, class::SHIFT))
    }
}
