//! Fixes: from the findings in a file to the bytes that the file should have. Pure.

use std::collections::BTreeSet;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::checked::Checked;
use crate::edit::{Edits, Shift};
use crate::finding::{Edit, Finding};
use crate::{Document, Span};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// The fixes that cannot change what the text means.
    Safe,
    /// All fixes.
    All,
}

/// The result of fixing a file.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The new bytes of the file and the check of them, with findings that repeat another; none if the file
    /// stays as it is.
    pub file: Option<(Vec<u8>, Checked)>,
    /// How many fixes were made.
    pub made: usize,
    /// How many fixes were not made, since they are not safe.
    pub unsafe_left: usize,
    /// How many fixes were not made, since the format does not let them be written back.
    pub unwritable: usize,
}

/// Why no fix of a file is made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FixError {
    /// Each round of fixes leaves more to fix. Names the rules whose fixes were made in the later rounds.
    #[error("the fixes of {} never come to an end; switch one of these rules off", list(.0))]
    Endless(BTreeSet<CompactString>),
    /// With the fixes the file does not read as it should. Names the rules of these fixes.
    #[error("with the fixes of {} the file would not read as it should", list(.0))]
    Misread(BTreeSet<CompactString>),
}

fn list(rules: &BTreeSet<CompactString>) -> String {
    rules.iter().map(CompactString::as_str).collect::<Vec<_>>().join(", ")
}

/// The most rounds. A round makes every other fix of a row of fixes that overlap, so this is enough for
/// thousands of millions of them.
const ROUNDS: usize = 32;

/// Makes the fixes of a file, round by round, until there is nothing left to fix: a fix can clear the way for
/// another. Each round costs a check of the file.
///
/// `checked` is the check of `bytes`, with findings that repeat another. Findings whose fingerprint is
/// `known`, and those that are suppressed, are left as they are. `check` checks other bytes as `bytes` were
/// checked; none if they cannot be read.
///
/// # Errors
/// When the fixes come to no end, or the file would not read as it should with them. Then it is best left as
/// it is.
pub fn fix(
    bytes: &[u8],
    checked: &Checked,
    fixes: Fixes,
    known: impl Fn(&str) -> bool,
    check: impl Fn(Vec<u8>) -> Option<Checked>,
) -> Result<Fixed, FixError> {
    let mut kept = Kept::new(checked, &known);
    let mut fixed = Fixed { file: None, made: 0, unsafe_left: 0, unwritable: 0 };
    let mut late = BTreeSet::new();
    for round in 0..ROUNDS {
        let (bytes, checked) =
            fixed.file.as_ref().map_or((bytes, checked), |(bytes, checked)| (bytes, checked));
        let skip =
            |finding: &Finding, edit: &Edit| known(&finding.fingerprint) || kept.has(&finding.rule, edit);
        let mut chosen = choose(checked, fixes, Marks::Between, skip);
        let mut next = written(bytes, &checked.document, &chosen, &check);
        if next.is_none() && !chosen.edits.is_empty() {
            // The marks left behind when the text between them goes can read as something else.
            chosen = choose(checked, fixes, Marks::None, skip);
            next = written(bytes, &checked.document, &chosen, &check);
        }
        (fixed.unsafe_left, fixed.unwritable) = (chosen.unsafe_left, chosen.unwritable);
        if chosen.edits.is_empty() {
            return Ok(fixed);
        }
        let Some(next) = next else { return Err(FixError::Misread(chosen.rules)) };
        fixed.file = Some(next);
        fixed.made += chosen.made;
        kept.shift(&chosen.edits.shift());
        if round >= ROUNDS / 2 {
            late.extend(chosen.rules);
        }
    }
    Err(FixError::Endless(late))
}

/// By rule, the places that the fixes of known findings would change, in order and apart. They are kept by
/// place, since another fix can change the words beside a finding and so its fingerprint.
struct Kept(FxHashMap<CompactString, Vec<Span>>);

impl Kept {
    fn new(checked: &Checked, known: impl Fn(&str) -> bool) -> Self {
        let mut kept: FxHashMap<CompactString, Vec<Span>> = FxHashMap::default();
        for finding in checked.findings.iter().filter(|finding| known(&finding.fingerprint)) {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            kept.entry(finding.rule.clone()).or_default().extend(edits.map(|edit| edit.span));
        }
        for spans in kept.values_mut() {
            spans.sort_unstable();
            spans.dedup_by(|next, span| {
                let overlap = span.overlaps(*next);
                if overlap {
                    *span = span.cover(*next);
                }
                overlap
            });
        }
        Self(kept)
    }

    fn shift(&mut self, shift: &Shift) {
        self.0.values_mut().flatten().for_each(|span| *span = shift.span(*span));
    }

    fn has(&self, rule: &str, edit: &Edit) -> bool {
        let spans = self.0.get(rule).map_or(&[][..], Vec::as_slice);
        let next = spans.get(spans.partition_point(|span| span.end <= edit.span.start));
        next.is_some_and(|span| span.overlaps(edit.span))
    }
}

/// The fixes of one round.
#[derive(Default)]
struct Chosen {
    edits: Edits,
    rules: BTreeSet<CompactString>,
    made: usize,
    unsafe_left: usize,
    unwritable: usize,
}

/// Whether the marks of a format may lie in the place of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    None,
    Between,
}

/// The bytes of the file with edits made, and the check of them; none if they would not read as they should.
fn written(
    bytes: &[u8],
    document: &Document,
    chosen: &Chosen,
    check: impl Fn(Vec<u8>) -> Option<Checked>,
) -> Option<(Vec<u8>, Checked)> {
    let Document { text, origin, .. } = document;
    let mut rewrites = Vec::new();
    for edit in chosen.edits.iter() {
        rewrites.extend(origin.rewrites(text, edit.span, &edit.text)?);
    }
    rewrites.sort_by(|a, b| (a.part, a.start, a.end).cmp(&(b.part, b.start, b.end)));
    let bytes = origin.write(bytes, &rewrites)?;
    let text = chosen.edits.apply(text.as_bytes(), |span| span);
    let checked = check(bytes.clone()).filter(|checked| checked.document.text.as_bytes() == text)?;
    Some((bytes, checked))
}

/// Chooses fixes that do not overlap: of two that do, the fix of the more severe finding, or else of the
/// earlier one. A fix is made whole or not at all.
fn choose(checked: &Checked, fixes: Fixes, marks: Marks, kept: impl Fn(&Finding, &Edit) -> bool) -> Chosen {
    let mut chosen = Chosen::default();
    let fixable = checked.findings.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
    let mut fixable: Vec<_> = fixable.collect();
    fixable.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    for (finding, fix) in fixable {
        if fix.edits.iter().any(|edit| kept(finding, edit)) {
            continue;
        }
        if !fix.safe && fixes == Fixes::Safe {
            chosen.unsafe_left += 1;
        } else if !fix.edits.iter().all(|edit| is_writable(&checked.document, marks, edit)) {
            chosen.unwritable += 1;
        } else if chosen.edits.add(&fix.edits) {
            chosen.rules.insert(finding.rule.clone());
            chosen.made += 1;
        }
    }
    chosen
}

/// Whether an edit of the text can be made in the bytes of its file.
fn is_writable(document: &Document, marks: Marks, edit: &Edit) -> bool {
    let Document { text, origin, .. } = document;
    (marks == Marks::Between || origin.is_same(edit.span))
        && origin.rewrites(text, edit.span, &edit.text).is_some()
}
