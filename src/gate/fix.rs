//! Fixes: from the findings in a file to the bytes that the file should have. Pure.

use std::collections::BTreeSet;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::edit::{Edits, Shift};
use crate::finding::{Edit, Finding, Suppressed};
use crate::report::Checked;
use crate::{Document, Span};

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// Those that cannot change what the text means.
    Safe,
    /// All.
    All,
}

/// A file with its fixes made.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// What the file should hold.
    pub bytes: Vec<u8>,
    /// What is found in it then, those that repeat another included.
    pub checked: Checked,
    /// How many fixes were made.
    pub made: usize,
    /// How many could not be, since the format does not let a change of the text be written back.
    pub unwritable: usize,
}

/// Why no fix of a file is made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FixError {
    /// There is something to fix again and again.
    #[error("the fixes of {} never come to an end; switch one of these rules off", list(.0))]
    Endless(BTreeSet<CompactString>),
    /// The file reads otherwise than it should.
    #[error("with the fixes of {} the file cannot be read as it should", list(.0))]
    Misread(BTreeSet<CompactString>),
}

fn list(rules: &BTreeSet<CompactString>) -> String {
    rules.iter().map(CompactString::as_str).collect::<Vec<_>>().join(", ")
}

/// The most rounds there are. Each round leaves at most half of the fixes that are in each other's
/// way, so this is enough for a million of them in a row.
const ROUNDS: usize = 32;

/// Makes the fixes of a file, round by round, until there is nothing left to fix: a fix can clear
/// the way for another. What is suppressed is left as it is.
///
/// `checked` is what was found in `bytes`, with what is suppressed taken out and with what repeats
/// another finding. `check` finds the same in other bytes, and nothing if they are no article; it
/// need not know what is suppressed by a baseline.
///
/// # Errors
/// When the fixes come to no end, or the file cannot be read as it should with them. Then the file
/// is best left as it is.
pub fn fix(
    bytes: Vec<u8>,
    checked: Checked,
    fixes: Fixes,
    check: impl Fn(Vec<u8>) -> Option<Checked>,
) -> Result<Fixed, FixError> {
    let mut fixed = Fixed { bytes, checked, made: 0, unwritable: 0 };
    let known = fixed.checked.suppressed.clone();
    let known: FxHashMap<&str, &Suppressed> =
        known.iter().map(|suppressed| (suppressed.finding.fingerprint.as_str(), suppressed)).collect();
    let mut held = Held::default();
    held.add(&fixed.checked);
    let mut late = BTreeSet::new();
    for round in 0..ROUNDS {
        let chosen = choose(&fixed.bytes, &fixed.checked, fixes, &held);
        fixed.unwritable = chosen.unwritable;
        if chosen.edits.is_empty() {
            return Ok(fixed);
        }
        let Document { text, map, .. } = &fixed.checked.document;
        let now = chosen.edits.apply(text.as_bytes(), |span| span);
        fixed.bytes = chosen.edits.apply(&fixed.bytes, |span| map.span(span));
        let checked = check(fixed.bytes.clone()).filter(|checked| checked.document.text.as_bytes() == now);
        fixed.checked = checked.ok_or(FixError::Misread(chosen.rules.clone()))?;
        suppress(&mut fixed.checked, &known);
        held.shift(&chosen.edits.shift());
        held.add(&fixed.checked);
        fixed.made += chosen.made;
        if round >= ROUNDS / 2 {
            late.extend(chosen.rules);
        }
    }
    Err(FixError::Endless(late))
}

/// The places that rules would change, were their findings not suppressed: by rule, in order and
/// apart. They are kept by place, since the words beside one, by which a baseline knows it, may be
/// changed by another fix.
#[derive(Debug, Default)]
struct Held(FxHashMap<CompactString, Vec<Span>>);

impl Held {
    fn add(&mut self, checked: &Checked) {
        for Suppressed { finding, .. } in &checked.suppressed {
            let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
            self.0.entry(finding.rule.clone()).or_default().extend(edits.map(|edit| edit.span));
        }
        for spans in self.0.values_mut() {
            spans.sort_unstable();
            spans.dedup_by(|next, span| {
                let overlap = span.overlaps(*next) || span == next;
                if overlap {
                    *span = span.cover(*next);
                }
                overlap
            });
        }
    }

    fn shift(&mut self, shift: &Shift) {
        self.0.values_mut().flatten().for_each(|span| *span = shift.span(*span));
    }

    fn has(&self, rule: &str, edit: Span) -> bool {
        let spans = self.0.get(rule).map_or(&[][..], Vec::as_slice);
        spans.get(spans.partition_point(|span| span.end <= edit.start)).is_some_and(|s| s.overlaps(edit))
    }
}

/// Suppresses what was suppressed before.
fn suppress(checked: &mut Checked, known: &FxHashMap<&str, &Suppressed>) {
    let suppressed = checked.findings.extract_if(.., |f| known.contains_key(f.fingerprint.as_str()));
    let suppressed = suppressed.filter_map(|finding| {
        let before = known.get(finding.fingerprint.as_str())?;
        Some(Suppressed { finding, by: before.by, reason: before.reason.clone() })
    });
    checked.suppressed.extend(suppressed);
    let place = |f: &Finding| (f.article, f.span.start, f.rule.clone(), f.span.end);
    checked.suppressed.sort_by_cached_key(|suppressed| place(&suppressed.finding));
}

/// The fixes of one round.
#[derive(Debug, Default)]
struct Chosen {
    edits: Edits,
    rules: BTreeSet<CompactString>,
    made: usize,
    unwritable: usize,
}

/// Chooses fixes that are not in each other's way: of those that are, that of the graver finding,
/// or else of the earlier one. A fix is made whole or not at all.
fn choose(bytes: &[u8], checked: &Checked, fixes: Fixes, held: &Held) -> Chosen {
    let mut chosen = Chosen::default();
    let mut fixable: Vec<(&Finding, &[Edit])> =
        checked.findings.iter().filter_map(|f| Some((f, wanted(f, fixes)?))).collect();
    fixable.sort_by_key(|(finding, _)| std::cmp::Reverse(finding.severity));
    for (finding, edits) in fixable {
        if edits.iter().any(|edit| held.has(&finding.rule, edit.span)) {
            continue;
        }
        if !edits.iter().all(|edit| is_writable(&checked.document, bytes, edit)) {
            chosen.unwritable += 1;
        } else if chosen.edits.add(edits) {
            chosen.rules.insert(finding.rule.clone());
            chosen.made += 1;
        }
    }
    chosen
}

/// The edits of a finding whose fix is to be made.
fn wanted(finding: &Finding, fixes: Fixes) -> Option<&[Edit]> {
    finding.fix.as_ref().filter(|fix| fix.safe || fixes == Fixes::All).map(|fix| fix.edits.as_slice())
}

/// Whether an edit of the text can be made in the bytes of its file: what goes must stand there as
/// it stands in the text. It does not where a format has marks inside it, or writes it otherwise.
fn is_writable(document: &Document, bytes: &[u8], edit: &Edit) -> bool {
    let stands = bytes.get(document.map.span(edit.span).range());
    stands == Some(edit.span.of(&document.text).as_bytes())
}
