//! Changed lines: keeps the findings that touch a change of their file. Pure; `cli` asks git for the changes.

use crate::checked::Checked;
use crate::document::Lines;
use crate::{Finding, Span};

/// The changes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// All of the file: it is new, or its changed lines are not known.
    Whole,
    /// These lines, in any order.
    Lines(Vec<Hunk>),
}

/// A run of lines that were added or changed, or a place where lines were deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hunk {
    /// The first line of the run, from 1. Where lines were only deleted, the line before that place; 0 is the
    /// start of the file.
    pub line: usize,
    /// The number of lines; 0 where lines were only deleted.
    pub lines: usize,
}

impl Hunk {
    /// The part of the run after the first `before` lines of the file, with lines counted from there;
    /// none if nothing of the run is there.
    fn after(self, before: usize) -> Option<Self> {
        if self.lines == 0 {
            return Some(Self { line: self.line.checked_sub(before)?, lines: 0 });
        }
        let end = self.line.saturating_add(self.lines).checked_sub(before).filter(|end| *end > 1)?;
        let line = self.line.saturating_sub(before).max(1);
        Some(Self { line, lines: end - line })
    }
}

impl Changed {
    /// Drops the findings that touch no changed line, neither with their span nor with a label. Where lines
    /// were only deleted, the text before and after that place counts as changed, past empty lines.
    /// Suppressed findings stay. Linear in the file, its findings and its changes.
    pub fn keep(&self, checked: &mut Checked) {
        let Self::Lines(hunks) = self else { return };
        let Checked { document, findings, .. } = checked;
        let (text, origin) = (&document.text, &document.origin);
        let written = origin.lines(text);
        let hunks: Vec<Hunk> = hunks.iter().filter_map(|hunk| hunk.after(origin.lines_before())).collect();
        let (lines, touched) = (Lines::new(written), touched(written, &hunks));
        let is_touched = |span: Span| {
            let Span { start, end } = origin.span_in_lines(span);
            touched[lines.line(start)..=lines.line(end.max(start + 1) - 1)].contains(&true)
        };
        findings.retain(|Finding { span, labels, .. }| {
            is_touched(*span) || labels.iter().any(|label| is_touched(label.span))
        });
    }
}

/// For each line of a text, from 1: whether it is changed.
fn touched(text: &str, hunks: &[Hunk]) -> Vec<bool> {
    let lines = Lines::new(text);
    let last = lines.line(text.len() as u32);
    let mut touched = vec![false; last + 1];
    let has_text = |line: &usize| !lines.line_text(*line).1.trim().is_empty();
    for &Hunk { line, lines } in hunks {
        if lines > 0 {
            // The file may have become shorter since the change was looked up.
            let end = line.saturating_add(lines).min(last + 1);
            touched[line.min(end)..end].fill(true);
        } else {
            let before = (1..=line.min(last)).rev().find(has_text);
            let after = (line + 1..=last).find(has_text);
            before.into_iter().chain(after).for_each(|line| touched[line] = true);
        }
    }
    touched
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "one\n\ntwo\n\n\nthree\nfour";

    fn lines(hunks: &[(usize, usize)]) -> Vec<usize> {
        let hunks: Vec<Hunk> = hunks.iter().map(|&(line, lines)| Hunk { line, lines }).collect();
        let touched = touched(TEXT, &hunks);
        (0..touched.len()).filter(|&line| touched[line]).collect()
    }

    #[test]
    fn lines_that_came_in_are_changed() {
        assert_eq!(lines(&[(1, 1), (6, 2)]), [1, 6, 7]);
    }

    #[test]
    fn where_lines_went_the_text_on_both_sides_is_changed() {
        assert_eq!(lines(&[(0, 0)]), [1]);
        assert_eq!(lines(&[(4, 0)]), [3, 6]);
        assert_eq!(lines(&[(6, 0)]), [6, 7]);
        assert_eq!(lines(&[(7, 0)]), [7]);
    }

    #[test]
    fn lines_of_a_piece_are_counted_from_its_start() {
        let after = |line, lines, before| Hunk { line, lines }.after(before).map(|h| (h.line, h.lines));
        assert_eq!(after(5, 3, 0), Some((5, 3)));
        assert_eq!(after(5, 3, 4), Some((1, 3)));
        assert_eq!(after(5, 3, 6), Some((1, 1)));
        assert_eq!(after(5, 3, 7), None);
        assert_eq!((after(5, 0, 2), after(5, 0, 6)), (Some((3, 0)), None));
    }

    #[test]
    fn a_change_beyond_the_end_is_none() {
        assert_eq!(lines(&[(7, 5)]), [7]);
        assert!(lines(&[(9, 5), (usize::MAX, 1)]).is_empty());
        assert_eq!(lines(&[(9, 0)]), [7]);
    }
}
