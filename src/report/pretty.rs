//! pretty: annotated diagnostics for people.
//!
//! A paragraph is often one line of 800 characters. So not the line is drawn but an extract of it: windows
//! around the places of the finding, joined by dots, with no-break and repeated spaces made visible.
//! [`Extract`] makes it and maps the spans into it.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::Report;
use super::frame::{self, Frame, Mark, Notice, Snippet};
use super::space::shown;
use crate::checked::{Checked, Summary};
use crate::document::{Lines, Positions};
use crate::{Finding, Span, visible};

/// The pretty report.
#[derive(Debug)]
pub struct Pretty {
    frame: Frame,
    width: usize,
}

impl Pretty {
    /// A report for a terminal of `width` columns, in colour or not.
    #[must_use]
    pub fn new(width: usize, colour: bool) -> Self {
        let width = width.clamp(40, 160);
        Self { frame: Frame::new(width, colour), width }
    }
}

impl Report for Pretty {
    fn file(&mut self, out: &mut dyn Write, checked: &Checked) -> io::Result<()> {
        if checked.findings.is_empty() {
            return Ok(());
        }
        let document = &checked.document;
        let (lines, mut positions) = (Lines::new(&document.text), Positions::new(document));
        for finding in &checked.findings {
            let width = self.width.saturating_sub(16);
            let extract = Extract::new(finding, width, &lines, &mut positions);
            let text = self.frame.draw(&Notice {
                severity: finding.severity,
                code: Some(&finding.rule),
                message: finding.message.clone(),
                file: &document.path,
                snippets: extract.lines.iter().map(Line::snippet).collect(),
                marks: extract.marks,
                help: finding.help.clone(),
            });
            for line in text.trim_matches('\n').lines() {
                writeln!(out, "{}", line.trim_end())?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        writeln!(out, "{summary}")
    }
}

/// The lines of a finding's places, each cut down to windows around them.
#[derive(Debug)]
struct Extract {
    lines: Vec<Line>,
    marks: Vec<Mark>,
}

/// A line of an extract. The bytes of its lines are counted on from line to line.
#[derive(Debug)]
struct Line {
    /// The line in the file, and the column of the finding, if it is on this line.
    place: (usize, usize),
    base: usize,
    text: String,
}

impl Line {
    /// The line as a snippet of its own, under its own number, since it may be far from the next.
    fn snippet(&self) -> Snippet<'_> {
        let bytes = self.base..self.base + self.text.len();
        let line = frame::Line { number: self.place.0, bytes, text: &self.text };
        Snippet { place: self.place, lines: vec![line] }
    }
}

/// The text between two windows of one line.
const GAP: &str = " … ";

impl Extract {
    /// The extract of a finding. The lines are those of the document's text, but have the numbers of the
    /// file.
    fn new(finding: &Finding, width: usize, lines: &Lines<'_>, positions: &mut Positions<'_>) -> Self {
        let mut extract = Self { lines: Vec::new(), marks: Vec::new() };
        // The places by line of the text: first that of the finding, then those of its labels.
        let mut places: Vec<(usize, Span, Option<&str>)> =
            vec![(lines.line(finding.span.start), finding.span, None)];
        for label in &finding.labels {
            places.push((lines.line(label.span.start), label.span, Some(label.text.as_str())));
        }
        let mut shown: Vec<usize> = places.iter().map(|p| p.0).collect();
        shown.sort_unstable();
        shown.dedup();
        let mut base = 0;
        for line in shown {
            let here: Vec<_> = places.iter().filter(|p| p.0 == line).collect();
            let place = match here.first() {
                Some((_, span, None)) => positions.of(span.start),
                Some((_, span, Some(_))) => (positions.of(span.start).0, 1),
                None => (1, 1),
            };
            let (start, line) = lines.line_text(line);
            let spans: Vec<(usize, usize)> = here
                .iter()
                .map(|(_, span, _)| {
                    let end = (span.end as usize).min(start + line.len());
                    (span.start as usize - start, end.max(span.start as usize) - start)
                })
                .collect();
            let (text, mapped) = cut(line, &spans, width);
            for ((_, _, label), &(from, to)) in here.iter().zip(&mapped) {
                let mark = Mark { bytes: base + from..base + to, label: label.map(str::to_owned) };
                extract.marks.push(mark);
            }
            base += text.len() + 1;
            extract.lines.push(Line { place, base: base - text.len() - 1, text });
        }
        extract.marks.sort_by_key(|mark| (mark.bytes.start, mark.label.is_some()));
        extract
    }
}

/// Cuts a line down to about `width` columns around the given spans. Returns the text that is shown, and the
/// spans in it.
fn cut(line: &str, spans: &[(usize, usize)], width: usize) -> (String, Vec<(usize, usize)>) {
    let room = width / spans.len().max(1);
    let mut windows: Vec<(usize, usize)> = Vec::new();
    // No character is wider than its bytes.
    if line.len() <= width || line.len() <= 4 * width && line.width() <= width {
        windows.push((0, line.len()));
    } else {
        for &(from, to) in spans {
            // A place longer than its share is shown by its start and its end.
            let wide = line[from..to].width();
            let around = room.saturating_sub(wide.min(room)) / 2;
            if wide > room {
                windows.push((back(line, from, room / 8), forth(line, from, room / 2)));
                windows.push((back(line, to, room / 4), forth(line, to, room / 8)));
            } else {
                windows.push((back(line, from, around), forth(line, to, around)));
            }
        }
        windows.sort_unstable();
        windows = windows.into_iter().fold(Vec::new(), |mut joined, (from, to)| {
            match joined.last_mut() {
                Some((_, end)) if from <= *end + 4 => *end = (*end).max(to),
                _ => joined.push((from, to)),
            }
            joined
        });
    }
    let mut shown = String::new();
    let mut mapped = vec![(usize::MAX, 0); spans.len()];
    for (i, &(from, to)) in windows.iter().enumerate() {
        if i > 0 {
            shown.push_str(GAP);
        } else if from > 0 {
            shown.push('…');
        }
        for (offset, c) in line[from..to].char_indices() {
            let at = from + offset;
            let marked = spans.iter().any(|&(s, e)| s <= at && at < e);
            let start = shown.len();
            push_visible(&mut shown, line, at, c, marked);
            for (span, place) in spans.iter().zip(&mut mapped) {
                if span.0 <= at && at < span.1 {
                    *place = (place.0.min(start), place.1.max(shown.len()));
                }
            }
        }
        if i + 1 == windows.len() && to < line.len() {
            shown.push('…');
        }
    }
    let end = shown.len();
    let mapped = mapped.into_iter().map(|(from, to)| (from.min(end), to.max(from.min(end)))).collect();
    (shown, mapped)
}

/// Appends a character, or the sign of one that is hidden; white space that would mislead is made visible
/// inside a marked place.
fn push_visible(out: &mut String, line: &str, at: usize, c: char, marked: bool) {
    if marked && let Some(shown) = shown(line, at, c) {
        out.push(shown);
        return;
    }
    match visible::sign(&line[at..]) {
        Some(sign) => out.push_str(&sign),
        None if c.is_whitespace() => out.push(' '),
        None => out.push(c),
    }
}

/// The start of the word about `columns` before byte `at`.
fn back(line: &str, at: usize, columns: usize) -> usize {
    let mut left = columns;
    let mut from = at;
    for (i, c) in line[..at].char_indices().rev() {
        let width = c.width().unwrap_or(0);
        if width > left {
            // Starts at a word, if one starts near.
            let near = line[from..at].find(' ').filter(|n| *n < columns / 2);
            return near.map_or(from, |n| from + n + 1);
        }
        left -= width;
        from = i;
    }
    from
}

/// The end of the word about `columns` after byte `at`.
fn forth(line: &str, at: usize, columns: usize) -> usize {
    let mut left = columns;
    for (i, c) in line[at..].char_indices() {
        let width = c.width().unwrap_or(0);
        if width > left {
            let near = line[at..at + i].rfind(' ').filter(|n| *n > i / 2);
            return at + near.unwrap_or(i);
        }
        left -= width;
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_round_the_place() {
        let line =
            format!("{}the nine seven sailors{}", "many words before ".repeat(30), " and after".repeat(30));
        let from = line.find("nine").expect("it is there");
        let (shown, spans) = cut(&line, &[(from, from + 10)], 60);
        assert!(shown.width() <= 64, "{shown}");
        assert!(shown.starts_with('…') && shown.ends_with('…'));
        assert_eq!(&shown[spans[0].0..spans[0].1], "nine seven");
    }

    #[test]
    fn distant_places_of_a_line_are_both_shown() {
        let line = format!("five boats {} six boats", "x ".repeat(200));
        let far = line.len() - 9;
        let (shown, spans) = cut(&line, &[(far, far + 9), (0, 10)], 60);
        assert_eq!(&shown[spans[0].0..spans[0].1], "six boats");
        assert_eq!(&shown[spans[1].0..spans[1].1], "five boats");
        assert!(shown.width() <= 72, "{shown}");
    }

    #[test]
    fn spaces_that_are_the_finding_are_visible() {
        let (shown, spans) = cut("were  found\u{a0}here", &[(0, 17)], 80);
        assert_eq!(&shown[spans[0].0..spans[0].1], "were··found⍽here");
    }
}
