//! Draws a rule file, word list or configuration that is refused, with all its problems.

use std::ops::Range;

use super::frame::{Frame, Line, Mark, Notice, Snippet};
use crate::Severity;
use crate::problem::Refused;

/// The problems of a file, for a terminal of `width` columns, in colour or not.
#[must_use]
pub fn refusal(refused: &Refused, width: usize, colour: bool) -> String {
    let text = Text::new(&refused.text);
    let placed = refused.problems.iter().filter_map(|problem| Some((problem.at.clone()?, problem)));
    let mut marks: Vec<Mark> =
        placed.map(|(bytes, problem)| Mark { bytes, label: Some(problem.to_string()) }).collect();
    marks.sort_by_key(|mark| mark.bytes.start);
    let unplaced: Vec<&str> =
        refused.problems.iter().filter(|p| p.at.is_none()).map(|p| p.message.as_str()).collect();
    Frame::new(width, colour).draw(&Notice {
        severity: Severity::Error,
        code: None,
        message: refused.to_string(),
        file: &refused.file,
        snippets: text.windows(&marks).iter().map(|window| text.snippet(window)).collect(),
        marks,
        help: (!unplaced.is_empty()).then(|| unplaced.join("\n")),
    })
}

/// The text of a file and its lines.
struct Text<'t> {
    text: &'t str,
    /// The bytes after each line end.
    ends: Vec<usize>,
}

/// Places that are shown together, and the lines around them.
struct Window {
    places: Range<usize>,
    /// The first line, from 0.
    first: usize,
    /// The line after the last.
    end: usize,
}

impl<'t> Text<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, ends: text.match_indices('\n').map(|(at, _)| at + 1).collect() }
    }

    /// The line of a byte, from 0.
    fn line(&self, byte: usize) -> usize {
        self.ends.partition_point(|&end| end <= byte)
    }

    /// Where a line begins.
    fn start(&self, line: usize) -> usize {
        line.checked_sub(1).map_or(0, |before| self.ends[before])
    }

    /// The window of some places, with a line above and one below.
    fn window(&self, places: Range<usize>) -> Window {
        let last = places.end.saturating_sub(1);
        let line = self.line(last);
        // A place that ends in a line end extends to the line after that.
        let rest = self.text.get(last..).unwrap_or_default();
        let is_end = rest.starts_with('\n') || rest.starts_with("\r\n");
        let first = self.line(places.start).saturating_sub(1);
        Window { places, first, end: line + usize::from(is_end) + 2 }
    }

    /// The windows of marks, which must be in order. Marks that are near each other share a window: the
    /// further down a file, the further apart they may be.
    fn windows(&self, marks: &[Mark]) -> Vec<Window> {
        let mut windows: Vec<Window> = Vec::new();
        for mark in marks {
            let next = self.window(mark.bytes.clone());
            match windows.last_mut() {
                Some(last) if last.first + last.end.min(self.ends.len()) >= next.first => {
                    *last = self.window(last.places.start..last.places.end.max(next.places.end));
                }
                _ => windows.push(next),
            }
        }
        windows
    }

    fn snippet(&self, window: &Window) -> Snippet<'t> {
        let from = window.places.start;
        let line = self.line(from);
        let mut start = self.start(window.first);
        let end = self.ends.get(window.end - 1).map_or(self.text.len(), |&end| end);
        let lines =
            self.text[start..end].split_inclusive('\n').zip(window.first + 1..).map(|(text, number)| {
                let bytes = start..start + text.len();
                start = bytes.end;
                let text =
                    text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
                Line { number, bytes, text }
            });
        Snippet { place: (line + 1, from - self.start(line) + 1), lines: lines.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::Problem;

    /// The lines that are shown for places in a file of twenty lines, "1" to "20".
    fn shown(places: &[Range<usize>]) -> Vec<Vec<usize>> {
        let text: String = (1..=20).map(|n| format!("{n:02}\n")).collect();
        let text = Text::new(&text);
        let marks: Vec<Mark> =
            places.iter().map(|place| Mark { bytes: place.clone(), label: None }).collect();
        let windows = text.windows(&marks);
        windows.iter().map(|w| text.snippet(w).lines.iter().map(|line| line.number).collect()).collect()
    }

    #[test]
    fn a_place_has_a_line_above_and_one_below() {
        for (place, lines) in [
            (0..2, vec![1, 2]),
            (3..5, vec![1, 2, 3]),
            (3..6, vec![1, 2, 3, 4]),
            (4..10, vec![1, 2, 3, 4, 5]),
            (57..59, vec![19, 20]),
            (60..60, vec![20]),
        ] {
            assert_eq!(shown(std::slice::from_ref(&place)), [lines], "{place:?}");
        }
    }

    #[test]
    fn places_that_are_near_are_shown_together() {
        assert_eq!(shown(&[3..5, 12..14]), [vec![1, 2, 3, 4, 5, 6]]);
        assert_eq!(shown(&[3..5, 18..20]), [vec![1, 2, 3], vec![6, 7, 8]]);
    }

    #[test]
    fn what_has_no_place_is_told_below() {
        let problem = |message: &str| Problem { message: message.to_owned(), at: None, help: None };
        let refused = Refused::new("a.toml", "", vec![problem("no rule"), problem("no list")]);
        let expected = "  × a.toml is refused: 2 problems\n  help: no rule\n        no list\n";
        assert_eq!(refusal(&refused, 80, false), expected);
    }
}
