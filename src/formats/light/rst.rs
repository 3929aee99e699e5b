//! reStructuredText.

use std::collections::HashMap;
use std::ops::Range;

use super::inline::{Mark, after, ahead, before, between, is_word, write};
use super::lines::{Line, item, lines, rule};
use super::table;
use crate::document::builder::Builder;
use crate::document::raw::Raw;

/// Reads a text. Linear.
pub(super) fn build(source: &str) -> Builder {
    let lines = lines(source);
    let known = substitutions(&lines);
    let mut reader = Reader { source, lines: &lines, at: 0, builder: Builder::new(), known, titled: false };
    reader.blocks();
    reader.builder
}

/// What stands for names between `|`, by `.. |name| replace:: text`.
fn substitutions<'s>(lines: &[Line<'s>]) -> HashMap<&'s str, &'s str> {
    let define = |line: &Line<'s>| {
        let (name, rest) = line.text.trim_start().strip_prefix(".. |")?.split_once('|')?;
        Some((name, rest.trim_start().strip_prefix("replace::")?.trim()))
    };
    lines.iter().filter_map(define).collect()
}

/// The bullets of lists.
const BULLETS: &[char] = &['*', '-', '+', '•', '‣'];

struct Reader<'s, 'l> {
    source: &'s str,
    lines: &'l [Line<'s>],
    /// The next line.
    at: usize,
    builder: Builder,
    known: HashMap<&'s str, &'s str>,
    titled: bool,
}

impl<'s> Reader<'s, '_> {
    fn peek(&self) -> Option<Line<'s>> {
        self.line(0)
    }

    /// The line so many after the next.
    fn line(&self, after: usize) -> Option<Line<'s>> {
        self.lines.get(self.at + after).copied()
    }

    fn blocks(&mut self) {
        while let Some(line) = self.peek() {
            let text = line.text.trim_start();
            if line.is_blank() {
                self.at += 1;
            } else if let Some(name) =
                text.strip_prefix("..").filter(|name| name.is_empty() || name.starts_with(' '))
            {
                self.explicit(line, name.trim_start());
            } else if self.title() || self.table() {
                // It is read.
            } else if rule(line, 4).is_some() || text.starts_with(">>> ") || text.starts_with("__ ") {
                self.at += 1;
            } else if let Some((name, value)) = field(line) {
                self.at += 1;
                self.field(name, value);
            } else if let Some(mark) = item(text, BULLETS) {
                self.text(Raw::Bullet, line.from(line.indent() + mark));
            } else if let Some(text) = text.strip_prefix("| ") {
                self.at += 1;
                let end = line.at + line.text.len();
                self.paragraph(Raw::Paragraph, end - text.len()..end);
            } else {
                self.text(Raw::Paragraph, line.from(line.indent()));
            }
        }
    }

    /// Reads a title with a line below it, and perhaps one above. The first is the headline.
    fn title(&mut self) -> bool {
        let over = self.peek().and_then(|line| rule(line, 3)).is_some();
        let (title, under) = (self.line(usize::from(over)), self.line(1 + usize::from(over)));
        let (Some(title), Some(under)) = (title, under) else { return false };
        let long =
            under.text.len() >= title.text.chars().count().min(4).max(title.text.trim().chars().count());
        if title.is_blank()
            || rule(title, 2).is_some()
            || rule(under, 2).is_none()
            || !long
            || !over && title.indent() > 0
        {
            return false;
        }
        let raw = if self.titled { Raw::Paragraph } else { Raw::Title };
        self.titled = true;
        self.at += 2 + usize::from(over);
        self.paragraph(raw, title.inside());
        true
    }

    /// Reads a table that is drawn with lines.
    fn table(&mut self) -> bool {
        let Some(first) = self.peek() else { return false };
        let drawn = first.text.trim();
        let grid = drawn.starts_with("+-") && drawn.ends_with('+');
        let simple =
            drawn.starts_with("==") && drawn.contains(' ') && drawn.chars().all(|c| matches!(c, '=' | ' '));
        if !grid && !simple {
            return false;
        }
        let rest = &self.lines[self.at..];
        let borders = |line: &Line<'_>| line.text.trim().starts_with("==");
        let count = if grid {
            rest.iter().take_while(|line| !line.is_blank()).count()
        } else {
            // A table of columns ends with a border that an empty line or the end follows.
            let last = rest
                .iter()
                .enumerate()
                .skip(1)
                .find(|(n, line)| borders(line) && rest.get(n + 1).is_none_or(|next| next.is_blank()));
            last.map_or(rest.len(), |(n, _)| n + 1)
        };
        self.builder.tables.begin();
        for row in table::rows(&rest[..count]) {
            self.builder.tables.row();
            for cell in row {
                self.builder.tables.cell(1, 1);
                self.builder.open(Raw::Cell);
                for (n, part) in cell.into_iter().enumerate() {
                    if n > 0 {
                        self.builder.insert("\n");
                    }
                    self.inline(part);
                }
                self.builder.close();
            }
        }
        self.builder.tables.end();
        self.at += count;
        true
    }

    /// Reads what begins with `..`: a comment, a note, a directive.
    fn explicit(&mut self, line: Line<'s>, said: &'s str) {
        self.at += 1;
        let said_at = line.at + line.text.len() - said.len();
        if let Some(end) = said.strip_prefix('[').and_then(|note| note.find("] ")) {
            // A footnote.
            self.at -= 1;
            self.text(Raw::Paragraph, line.from(said_at - line.at + end + 3));
            return;
        }
        let (name, argument) = said.split_once("::").unwrap_or(("", said));
        let is_name = !name.is_empty() && !name.contains(' ');
        match name {
            "note" | "warning" | "important" | "tip" | "hint" | "caution" | "attention" | "danger"
            | "admonition" | "epigraph" | "highlights" | "pull-quote" | "topic" | "sidebar" | "compound"
            | "container" | "rubric" | "class" | "parsed-literal" | "list-table" | "table" => {
                if !argument.trim().is_empty() && !matches!(name, "class" | "container") {
                    self.paragraph(
                        Raw::Paragraph,
                        said_at + said.len() - argument.len()..said_at + said.len(),
                    );
                }
                self.options();
            }
            "figure" => {
                self.options();
                if let Some(caption) = self.peek().filter(|caption| caption.indent() > line.indent()) {
                    self.text(Raw::Caption, caption.from(caption.indent()));
                }
            }
            _ => {
                if !is_name && let Some(start) = said.find("<!--") {
                    self.builder.comment(&said[start..], said_at + start);
                }
                self.skip_inside(line.indent());
            }
        }
    }

    /// Passes over the options of a directive, and empty lines.
    fn options(&mut self) {
        while self.peek().is_some_and(|line| {
            line.is_blank() || line.indent() > 0 && line.text.trim_start().starts_with(':')
        }) {
            self.at += 1;
        }
    }

    /// Passes over the lines that are indented more than so much.
    fn skip_inside(&mut self, indent: usize) {
        while self.peek().is_some_and(|line| line.is_blank() || line.indent() > indent) {
            self.at += 1;
        }
    }

    /// Reads a field of the head.
    fn field(&mut self, name: &str, value: Range<usize>) {
        match name.to_ascii_lowercase().as_str() {
            "date" | "published" | "pubdate" => self.paragraph(Raw::Date, value),
            "author" | "authors" | "byline" => self.paragraph(Raw::Byline, value),
            "title" | "headline" if !self.titled => {
                self.titled = true;
                self.paragraph(Raw::Title, value);
            }
            _ => {}
        }
    }

    /// Reads the lines of a paragraph or item, which begins in its first line where `first` does.
    fn text(&mut self, raw: Raw, first: Line<'s>) {
        let mut end = first.at + first.text.len();
        self.at += 1;
        while let Some(line) = self.peek().filter(|line| !line.is_blank()) {
            let is_item = raw == Raw::Bullet && item(line.text.trim_start(), BULLETS).is_some();
            if is_item || line.text.trim_start().starts_with(".. ") {
                break;
            }
            end = line.at + line.text.len();
            self.at += 1;
        }
        let text = &self.source[first.at..end];
        // What follows "::" is shown as it is written, as code is.
        let shown = text.ends_with("::");
        if shown {
            end -= if text.ends_with(" ::") || text == "::" { 2 } else { 1 };
        }
        self.paragraph(raw, first.at..end);
        if shown {
            self.skip_inside(0);
        }
    }

    fn paragraph(&mut self, raw: Raw, at: Range<usize>) {
        self.builder.open(raw);
        self.inline(at);
        self.builder.close();
    }

    fn inline(&mut self, at: Range<usize>) {
        let known = &self.known;
        let marks = |text: &'s str, here: usize| mark(text, here, known);
        write(
            &mut self.builder,
            &self.source[at.clone()],
            at.start,
            &['*', '`', '|', '[', '\\', '_', ':'],
            &marks,
        );
    }
}

/// The name of a field, `:name: value`, and the place of its value.
fn field<'s>(line: Line<'s>) -> Option<(&'s str, Range<usize>)> {
    let (name, value) = line.text.trim_start().strip_prefix(':')?.split_once(": ")?;
    let end = line.at + line.text.len();
    (!name.is_empty() && !name.contains('`')).then(|| (name, end - value.trim_start().len()..end))
}

/// The mark at a place of a line.
fn mark<'s>(text: &'s str, at: usize, known: &HashMap<&'s str, &'s str>) -> Option<Mark<'s>> {
    let rest = &text[at..];
    match after(text, at)? {
        '\\' => {
            // A backslash before white space joins two words.
            let next = after(text, at + 1)?;
            let length = next.len_utf8();
            Some(if next.is_whitespace() {
                Mark::Nothing(1 + length)
            } else {
                Mark::Verbatim(1 + length, at + 1..at + 1 + length)
            })
        }
        '*' if rest.starts_with("**") => between(text, at, "**", true),
        '*' => between(text, at, "*", true),
        '`' if rest.starts_with("``") => {
            let end = ahead(text, at + 2).find("``")?;
            Some(Mark::Verbatim(end + 4, at + 2..at + 2 + end))
        }
        '`' => interpreted(text, at, at),
        ':' if !is_word(before(text, at)) => {
            let role = rest[1..]
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '+' | ':')))?;
            let open = at + 1 + role;
            let is_role = role > 1 && text[..open].ends_with(':') && text[open..].starts_with('`');
            if is_role { interpreted(text, at, open) } else { None }
        }
        '|' => {
            let end = ahead(text, at + 1).find('|')?;
            let said = known.get(&text[at + 1..at + 1 + end])?;
            Some(Mark::Stands(end + 2, said))
        }
        '[' => {
            // The number of a footnote.
            let end = ahead(text, at).find("]_")?;
            let name = &rest[1..end];
            let is_note = !name.is_empty() && name.len() <= 40 && !name.contains(char::is_whitespace);
            is_note.then_some(Mark::Nothing(end + 2))
        }
        '_' => {
            // The end of the name of a link.
            let marks = rest.len() - rest.trim_start_matches('_').len();
            let ends = marks <= 2 && is_word(before(text, at)) && !is_word(after(text, at + marks));
            ends.then_some(Mark::Nothing(marks))
        }
        _ => None,
    }
}

/// Text in backquotes at byte `open`, with a role that begins at byte `at`, or the marks of a link after it.
fn interpreted<'s>(text: &'s str, at: usize, open: usize) -> Option<Mark<'s>> {
    let end = open + 1 + ahead(text, open + 1).find('`')?;
    let inside = &text[open + 1..end];
    let after = &text[end + 1..];
    let marks = (after.len() - after.trim_start_matches('_').len()).min(2);
    // "text <address>" shows the text.
    let shown = inside.find(" <").filter(|_| inside.ends_with('>')).unwrap_or(inside.len());
    Some(Mark::Inside(end + 1 + marks - at, open + 1..open + 1 + shown))
}
