//! The repair that a rule offers: what goes, and what comes in its place.

use super::model::RawFix;
use super::template::{Template, named};
use super::{Bound, Names, Violation};
use crate::Span;
use crate::facts::{Facts, Key};
use crate::finding::{Edit, Fix};
use crate::problem::Problem;

/// A compiled fix.
#[derive(Clone, Debug)]
pub(super) struct FixTemplate {
    safe: bool,
    /// What goes: the places of names, or of what their facts say.
    replace: Vec<(usize, Option<Key>)>,
    with: Template,
}

impl FixTemplate {
    /// Compiles a fix over the names of a rule. Unknown names and attributes are added to
    /// `problems`.
    pub(super) fn compile(raw: &RawFix, names: &Names, problems: &mut Vec<Problem>) -> Self {
        let at = raw.replace.span();
        let replace = raw.replace.get_ref().all().iter();
        let replace = replace.filter_map(|text| named(text, at.clone(), names, problems)).collect();
        Self { safe: raw.safe, replace, with: Template::compile(&raw.with, names, problems) }
    }

    /// The names it speaks of.
    pub(super) fn names(&self) -> impl Iterator<Item = usize> {
        self.replace.iter().map(|(name, _)| *name).chain(self.with.names())
    }

    /// The fix of a violation. None where there is more than one way to mend it, and where what it
    /// speaks of is not there: an attribute on which a fact is silent, or that does not stand in the
    /// fact's words.
    pub(super) fn fix(&self, violation: &Violation<'_>, facts: &Facts<'_>) -> Option<Fix> {
        let mut span: Option<Span> = None;
        for &(name, key) in &self.replace {
            for bound in violation.bounds.iter().filter(|b| b.name == name) {
                let place = place(bound, key, facts)?;
                span = Some(span.map_or(place, |span| span.cover(place)));
            }
        }
        let (span, text) = (span?, self.with.written(violation, facts)?);
        let changes = text != span.of(facts.text);
        (changes && violation.mendable).then(|| Fix { safe: self.safe, edits: vec![Edit { span, text }] })
    }
}

/// Where a name stands, or where the words of its fact say what the attribute says. Only these few
/// words are searched, and nothing is found where they say it twice.
fn place(bound: &Bound<'_>, key: Option<Key>, facts: &Facts<'_>) -> Option<Span> {
    let Some(key) = key else { return Some(bound.span) };
    let said = bound.fact?.attr(key)?.to_string();
    let mut places = bound.span.of(facts.text).match_indices(&said);
    let (at, said) = places.next().filter(|(_, said)| !said.is_empty())?;
    let start = bound.span.start + at as u32;
    places.next().is_none().then(|| Span::new(start, start + said.len() as u32))
}
