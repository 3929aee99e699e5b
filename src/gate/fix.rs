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
    /// Those that cannot change what the text means.
    Safe,
    /// All.
    All,
}

/// What the fixes of a file come to.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// What the file should hold, and what is found in it then, those that repeat another included;
    /// nothing if it is as it should be.
    pub file: Option<(Vec<u8>, Checked)>,
    /// How many fixes were made.
    pub made: usize,
    /// How many were not, since they are not safe.
    pub unsafe_left: usize,
    /// How many were not, since the format does not let them be written back.
    pub unwritable: usize,
}

/// Why no fix of a file is made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FixError {
    /// There is something to fix again and again.
    #[error("the fixes of {} never come to an end; switch one of these rules off", list(.0))]
    Endless(BTreeSet<CompactString>),
    /// The file reads otherwise than it should.
    #[error("with the fixes of {} the file would not read as it should", list(.0))]
    Misread(BTreeSet<CompactString>),
}

fn list(rules: &BTreeSet<CompactString>) -> String {
    rules.iter().map(CompactString::as_str).collect::<Vec<_>>().join(", ")
}

/// The most rounds there are. Of fixes that overlap in a row a round makes every other one, so this
/// is enough for thousands of millions of them.
const ROUNDS: usize = 32;

/// Makes the fixes of a file, round by round, until there is nothing left to fix: a fix can clear
/// the way for another. Each round costs a check of the file.
///
/// `checked` is what was found in `bytes`, those that repeat another included. `known` says of which
/// fingerprints the findings are left as they are, besides those that are suppressed. `check` finds
/// in other bytes what was found in these, and nothing if they cannot be read.
///
/// # Errors
/// When the fixes come to no end, or the file would not read as it should with them. Then it is best
/// left as it is.
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
            // Marks that are left without the text between them can read as something else.
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

/// The places that fixes would change whose findings are known, by rule, in order and apart. They
/// are kept by place: the words beside one, by which it is known, can be changed by another fix.
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

/// The file with edits made, and what is found in it; none if it would not read as it should.
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

/// Chooses fixes that are not in each other's way: of those that are, that of the graver finding,
/// or else of the earlier one. A fix is made whole or not at all.
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
