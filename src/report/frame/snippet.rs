//! Draws the lines of a snippet with their numbers, and the marks in them.
//!
//! A place inside one line is underlined. A place of several lines is drawn in the gutter, a column between
//! the numbers and the lines: an arrow to its first line, another to its last.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

use super::look::{
    ARROW, BETWEEN, BOTTOM_LEFT, FORK, HERE, HOOK, HORIZONTAL, Ink, Paint, STOP, TOP_LEFT, VERTICAL,
};
use super::{Line, Mark, Notice, Snippet};
use crate::visible;

/// A tab extends to the next column that is a multiple of this.
const TAB: usize = 4;

/// Draws one of the snippets of a notice.
pub(super) fn draw(out: &mut String, snippet: &Snippet<'_>, notice: &Notice<'_>, paint: Paint) {
    let marks: Vec<Styled<'_>> =
        notice.marks.iter().enumerate().map(|(i, mark)| Styled { mark, ink: Ink::Mark(i) }).collect();
    let gutter =
        |line: &Line<'_>| marks.iter().filter(|m| line.part(m.mark).is_some_and(Part::goes_on)).count();
    let drawing = Drawing {
        paint,
        numbers: snippet.lines.last().map_or(0, |line| line.number).to_string().len(),
        gutter: snippet.lines.iter().map(gutter).max().unwrap_or(0),
        marks,
    };
    let margin = " ".repeat(drawing.numbers + 2);
    let (line, column) = snippet.place;
    let place = paint.ink(Ink::Link, format_args!("{}:{line}:{column}", visible::line(notice.file)));
    *out += &format!("{margin}{TOP_LEFT}{HORIZONTAL}[{place}]\n");
    for line in &snippet.lines {
        drawing.line(out, line);
    }
    *out += &format!("{margin}{BOTTOM_LEFT}{}\n", HORIZONTAL.repeat(4));
}

/// A mark with its colour.
#[derive(Clone, Copy)]
struct Styled<'m> {
    mark: &'m Mark,
    ink: Ink,
}

impl Styled<'_> {
    /// The lines of the mark's label.
    fn label(&self, paint: Paint) -> Vec<String> {
        let lines = self.mark.label.iter().flat_map(|label| label.split('\n'));
        lines.map(|line| paint.ink(self.ink, visible::line(line))).collect()
    }
}

/// The part of a mark on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Start,
    Middle,
    End,
}

impl Part {
    fn goes_on(self) -> bool {
        self != Self::Whole
    }
}

impl Line<'_> {
    /// The part of a mark on this line. A mark without words counts as a mark of one byte.
    fn part(&self, mark: &Mark) -> Option<Part> {
        let (from, to) = (mark.bytes.start, mark.bytes.end.max(mark.bytes.start + 1));
        let starts = self.bytes.contains(&from);
        let ends = self.bytes.start < to && to <= self.bytes.end;
        match (starts, ends) {
            (true, true) => Some(Part::Whole),
            (true, false) => Some(Part::Start),
            (false, true) => Some(Part::End),
            (false, false) if from < self.bytes.start && self.bytes.end < to => Some(Part::Middle),
            (false, false) => None,
        }
    }

    /// The column of a byte; one past the text for bytes of the line end.
    fn column(&self, byte: usize) -> usize {
        let at = byte - self.bytes.start;
        let width = signs(self.text).take_while(|sign| sign.0 < at).map(|sign| sign.2).sum::<usize>();
        if at > self.text.len() { width + 1 } else { width }
    }
}

/// The characters of ASCII from space to tilde. All but the number sign, which can begin a command, are shown as they
/// are and are a column wide.
const PRINTED: &str =
    " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// The characters of a line as they are shown, each with its byte and its width in columns.
fn signs(text: &str) -> impl Iterator<Item = (usize, Cow<'static, str>, usize)> {
    let mut column = 0;
    text.char_indices().map(move |(at, c)| {
        let (sign, width) = match c {
            ' '..='"' | '$'..='~' => {
                let place = c as usize - ' ' as usize;
                (Cow::Borrowed(&PRINTED[place..=place]), 1)
            }
            '\t' => (Cow::Borrowed(""), TAB - column % TAB),
            _ => match visible::sign(&text[at..]) {
                Some(sign) => {
                    let width = sign.len();
                    (sign.into(), width)
                }
                None => (c.to_string().into(), c.width().unwrap_or(0)),
            },
        };
        column += width;
        (at, sign, width)
    })
}

/// A row of a label that ends a mark in the gutter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// The only row, or a row of no such label.
    Only,
    First,
    Rest,
}

impl Row {
    fn of(row: usize, rows: usize) -> Self {
        match (row, rows) {
            (0, 0 | 1) => Self::Only,
            (0, _) => Self::First,
            _ => Self::Rest,
        }
    }
}

/// The values that all lines of a snippet share.
struct Drawing<'m> {
    paint: Paint,
    /// The width of line numbers in columns.
    numbers: usize,
    /// The most marks that extend over several lines at once.
    gutter: usize,
    marks: Vec<Styled<'m>>,
}

impl Drawing<'_> {
    fn line(&self, out: &mut String, line: &Line<'_>) {
        let number = self.paint.ink(Ink::Number, format_args!("{:1$}", line.number, self.numbers));
        *out += &format!(" {number} {VERTICAL} ");
        self.arrows(out, line);
        for (_, sign, width) in signs(line.text) {
            *out += &sign;
            if sign.is_empty() {
                *out += &" ".repeat(width);
            }
        }
        out.push('\n');
        let whole: Vec<Styled<'_>> =
            self.on(line).filter(|(_, part)| !part.goes_on()).map(|(m, _)| m).collect();
        if !whole.is_empty() {
            self.underlines(out, line, &whole);
        }
        for (mark, part) in self.on(line) {
            let label = mark.label(self.paint);
            if part == Part::End {
                for (i, text) in label.iter().enumerate() {
                    let row = Row::of(i, label.len());
                    self.below(out, line, row);
                    let glyph = match row {
                        Row::Only => HORIZONTAL,
                        Row::First => STOP,
                        Row::Rest => VERTICAL,
                    };
                    *out += &format!("{} {text}\n", self.paint.ink(mark.ink, glyph));
                }
            }
        }
    }

    /// The marks on a line, each with its part there.
    fn on<'d>(&'d self, line: &Line<'_>) -> impl Iterator<Item = (Styled<'d>, Part)> {
        self.marks.iter().filter_map(|mark| Some((*mark, line.part(mark.mark)?)))
    }

    /// Draws the gutter beside a line: marks that continue, and the arrow of one that begins or ends.
    fn arrows(&self, out: &mut String, line: &Line<'_>) {
        if self.gutter == 0 {
            return;
        }
        let mut gutter = String::new();
        let mut after = 3;
        for (i, (mark, part)) in self.on(line).filter(|(_, part)| part.goes_on()).enumerate() {
            let corner = match part {
                Part::Start => TOP_LEFT,
                Part::End if mark.mark.label.is_some() => FORK,
                Part::End => BOTTOM_LEFT,
                Part::Middle | Part::Whole => {
                    gutter += &self.paint.ink(mark.ink, VERTICAL);
                    continue;
                }
            };
            for glyphs in [corner, &HORIZONTAL.repeat(self.gutter.saturating_sub(i)), ARROW] {
                gutter += &self.paint.ink(mark.ink, glyphs);
            }
            after = 1;
            break;
        }
        // The characters of colours are counted here as if they took columns.
        after += self.gutter.saturating_sub(gutter.chars().count());
        *out += &gutter;
        *out += &" ".repeat(after);
    }

    /// Begins a row below a line, up to the column where text begins.
    fn below(&self, out: &mut String, line: &Line<'_>, row: Row) {
        *out += &format!(" {:1$} {BETWEEN} ", "", self.numbers);
        if self.gutter == 0 {
            return;
        }
        let mut columns = 0;
        for (i, (mark, part)) in self.on(line).filter(|(_, part)| part.goes_on()).enumerate() {
            if part != Part::End {
                *out += &self.paint.ink(mark.ink, VERTICAL);
                columns += 1;
                continue;
            }
            let rest = self.gutter.saturating_sub(i) + 2;
            match row {
                Row::Rest => *out += &" ".repeat(rest),
                Row::First | Row::Only => {
                    *out += &self.paint.ink(mark.ink, BOTTOM_LEFT);
                    let dashes = rest - usize::from(row == Row::First);
                    *out += &self.paint.ink(mark.ink, HORIZONTAL.repeat(dashes));
                }
            }
            columns += rest + 1;
            break;
        }
        *out += &" ".repeat((self.gutter + 3).saturating_sub(columns));
    }

    /// Draws the marks inside a line, and below them their labels, the last first.
    fn underlines(&self, out: &mut String, line: &Line<'_>, marks: &[Styled<'_>]) {
        self.below(out, line, Row::Only);
        let mut drawn = 0;
        // The column where the label of each mark hangs.
        let mut hooks: Vec<(Styled<'_>, usize)> = Vec::with_capacity(marks.len());
        for mark in marks {
            let bytes = &mark.mark.bytes;
            let start = line.column(bytes.start).max(drawn);
            let end = if bytes.is_empty() { start + 1 } else { line.column(bytes.end).max(start + 1) };
            let hook = (start + end) / 2;
            let glyph = match mark.mark.label {
                _ if bytes.is_empty() => HERE,
                Some(_) => HOOK,
                None => HORIZONTAL,
            };
            let (left, right) = (HORIZONTAL.repeat(hook - start), HORIZONTAL.repeat(end - hook - 1));
            let space = " ".repeat(start - drawn);
            *out += &self.paint.ink(mark.ink, format_args!("{space}{left}{glyph}{right}"));
            drawn = end;
            hooks.push((*mark, hook));
        }
        out.push('\n');
        for mark in marks.iter().rev() {
            let label = mark.label(self.paint);
            for (i, text) in label.iter().enumerate() {
                self.below(out, line, Row::Only);
                self.hang(out, mark, &hooks, text, Row::of(i, label.len()));
            }
        }
    }

    /// Draws a line of a label below its mark, after the lines that lead to the labels still to come.
    fn hang(&self, out: &mut String, mark: &Styled<'_>, hooks: &[(Styled<'_>, usize)], text: &str, row: Row) {
        let mut column = 0;
        for (other, hook) in hooks {
            *out += &" ".repeat(hook.saturating_sub(column));
            if other.mark == mark.mark {
                break;
            }
            *out += &self.paint.ink(other.ink, VERTICAL);
            column = column.max(*hook) + 1;
        }
        let glyphs = match row {
            Row::Only => format!("{BOTTOM_LEFT}{HORIZONTAL}{HORIZONTAL}"),
            Row::First => format!("{BOTTOM_LEFT}{HORIZONTAL}{STOP}"),
            Row::Rest => format!("  {VERTICAL}"),
        };
        *out += &self.paint.ink(mark.ink, format_args!("{glyphs} {text}"));
        out.push('\n');
    }
}
