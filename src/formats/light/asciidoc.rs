//! AsciiDoc.

use std::collections::HashMap;
use std::ops::Range;

use super::cells::{cells, columns, divided};
use super::inline::{Mark, after, ahead, before, between, is_word, write};
use super::lines::{Line, item, lines, rule};
use crate::document::builder::Builder;
use crate::document::raw::Raw;

/// Reads a text. Linear.
pub(super) fn build(source: &str) -> Builder {
    let lines = lines(source);
    let mut reader = Reader {
        source,
        lines: &lines,
        at: 0,
        builder: Builder::new(),
        known: HashMap::new(),
        columns: 0,
        notes: Vec::new(),
    };
    reader.header();
    reader.blocks();
    for note in std::mem::take(&mut reader.notes) {
        reader.paragraph(Raw::Paragraph, note);
    }
    reader.builder
}

struct Reader<'s, 'l> {
    source: &'s str,
    lines: &'l [Line<'s>],
    /// The next line.
    at: usize,
    builder: Builder,
    /// The attributes that the text defines.
    known: HashMap<&'s str, &'s str>,
    /// How many columns the next table has; 0 if nothing tells it.
    columns: usize,
    /// Footnotes, which are read after the article.
    notes: Vec<Range<usize>>,
}

impl<'s> Reader<'s, '_> {
    fn peek(&self) -> Option<Line<'s>> {
        self.lines.get(self.at).copied()
    }

    /// Reads the headline, the line of the author and the line of the revision, which has the date.
    fn header(&mut self) {
        while let Some(line) = self.peek().filter(|line| line.is_blank() || self.is_aside(*line)) {
            self.aside(line);
            self.at += 1;
        }
        let Some(line) = self.peek() else { return };
        let Some(title) = line.text.strip_prefix("= ").or_else(|| line.text.strip_prefix("# ")) else {
            return;
        };
        self.at += 1;
        self.paragraph(Raw::Title, line.at + line.text.len() - title.len()..line.at + line.text.len());
        let mut plain = 0;
        while let Some(line) = self.peek().filter(|line| !line.is_blank()) {
            self.at += 1;
            if self.is_aside(line) {
                self.aside(line);
                continue;
            }
            match plain {
                0 => {
                    let name = line.text.split('<').next().unwrap_or_default().trim_end();
                    self.builder.open(Raw::Byline);
                    self.builder.copy(name, line.at);
                }
                1 => {
                    // "v1.2, 2024-03-12: a remark"
                    let date = line
                        .text
                        .split_once(", ")
                        .filter(|(first, _)| first.starts_with('v'))
                        .map_or(line.text, |(_, date)| date);
                    let start = line.text.len() - date.len();
                    let date = date.split(':').next().unwrap_or_default();
                    // "---" ends the front matter of some sites.
                    let raw =
                        if date.contains(|c: char| c.is_ascii_digit()) { Raw::Date } else { Raw::Kicker };
                    if date.contains(char::is_alphanumeric) {
                        self.builder.open(raw);
                        self.builder.copy(date, line.at + start);
                    }
                }
                _ => {}
            }
            self.builder.close();
            plain += 1;
        }
    }

    /// Whether a line is a comment or the definition of an attribute.
    fn is_aside(&self, line: Line<'_>) -> bool {
        line.text.starts_with("//") && rule(line, 4) != Some('/') || attribute(line.text).is_some()
    }

    fn aside(&mut self, line: Line<'s>) {
        if let Some((name, value)) = attribute(line.text) {
            if name == "revdate" {
                self.builder.open(Raw::Date);
                self.builder.copy(value, line.at + line.text.len() - value.len());
                self.builder.close();
            }
            self.known.insert(name, value);
        } else if let Some(start) = line.text.find("<!--") {
            self.builder.comment(&line.text[start..], line.at + start);
        }
    }

    fn blocks(&mut self) {
        let mut raw = Raw::Paragraph;
        while let Some(line) = self.peek() {
            let text = line.text;
            if line.is_blank() {
                self.at += 1;
                raw = Raw::Paragraph;
            } else if self.is_aside(line) {
                self.aside(line);
                self.at += 1;
            } else if let Some(mark) = rule(line, 4).filter(|mark| "-./+=*_".contains(*mark)) {
                self.at += 1;
                // Around examples, sidebars and quotations stand lines too, and what is inside is read.
                if "-./+".contains(mark) {
                    self.skip_to(text);
                }
            } else if matches!(text, "--" | "|===" | ",===" | ":===" | "!===") {
                self.at += 1;
                if text != "--" {
                    self.table(text);
                }
            } else if text.starts_with('[') && text.ends_with(']') || text == "+" || is_macro(text) {
                self.columns = columns(text).unwrap_or(0);
                self.at += 1;
            } else if let Some(title) = heading(text) {
                self.at += 1;
                self.paragraph(Raw::Paragraph, line.at + text.len() - title.len()..line.at + text.len());
            } else if let Some(caption) = text
                .strip_prefix('.')
                .filter(|caption| caption.starts_with(|c: char| !c.is_whitespace() && c != '.'))
            {
                self.at += 1;
                self.paragraph(Raw::Caption, line.at + text.len() - caption.len()..line.at + text.len());
            } else if let Some(mark) = item(text.trim_start(), &['*', '-', '.']) {
                raw = Raw::Bullet;
                self.text(raw, line.indent() + mark);
            } else if line.indent() > 0 && raw == Raw::Paragraph {
                // An indented paragraph is shown as it is written, as code is.
                while self.peek().is_some_and(|line| !line.is_blank()) {
                    self.at += 1;
                }
            } else {
                self.text(raw, 0);
            }
        }
    }

    /// Passes over the lines up to one that is `end`.
    fn skip_to(&mut self, end: &str) {
        while let Some(line) = self.peek() {
            self.at += 1;
            if line.text == end {
                return;
            }
        }
    }

    /// Reads the lines of a paragraph or item from byte `from` of the first on.
    fn text(&mut self, raw: Raw, from: usize) {
        let Some(first) = self.peek() else { return };
        self.at += 1;
        let mut end = first.at + first.text.len();
        while let Some(line) = self.peek() {
            let ends = line.is_blank()
                || line.text == "+"
                || rule(line, 4).is_some()
                || line.text.starts_with("|===")
                || self.is_aside(line)
                || item(line.text.trim_start(), &['*', '-', '.']).is_some();
            if ends {
                break;
            }
            end = line.at + line.text.len();
            self.at += 1;
        }
        self.paragraph(raw, first.at + from..end);
    }

    /// Reads the cells of a table up to its end.
    fn table(&mut self, end: &str) {
        self.builder.tables.begin();
        // Without an attribute, the first line with cells has as many as each row.
        let mut columns = std::mem::take(&mut self.columns);
        let mut count = 0;
        while let Some(line) = self.peek().filter(|line| line.text != end) {
            self.at += 1;
            let (rest, cells) = match end.chars().next() {
                Some(mark @ (',' | ':')) if !line.is_blank() => (0..0, divided(line.text, mark)),
                _ => cells(line.text),
            };
            // A paragraph of the cell above goes on.
            if count > 0 {
                self.paragraph(Raw::Cell, line.at + rest.start..line.at + rest.end);
            }
            if columns == 0 {
                columns = cells.iter().map(|cell| cell.columns as usize).sum();
            }
            for cell in cells {
                if count % columns.max(1) == 0 {
                    self.builder.tables.row();
                }
                count += cell.columns.max(1) as usize;
                self.builder.tables.cell(cell.columns, cell.rows);
                self.paragraph(Raw::Cell, line.at + cell.at.start..line.at + cell.at.end);
            }
        }
        self.builder.tables.end();
        self.at += 1;
    }

    fn paragraph(&mut self, raw: Raw, at: Range<usize>) {
        self.builder.open(raw);
        let text = &self.source[at.clone()];
        let (known, notes) = (&self.known, std::cell::RefCell::new(Vec::new()));
        let marks = |text: &'s str, here: usize| {
            mark(text, here, known, &mut |note: Range<usize>| {
                // The place of the note in the source, since marks are read inside each other.
                let start = text.as_ptr().addr() - self.source.as_ptr().addr();
                notes.borrow_mut().push(start + note.start..start + note.end);
            })
        };
        write(&mut self.builder, text, at.start, STARTS, &marks);
        self.builder.close();
        self.notes.extend(notes.into_inner());
    }
}

/// The name and value of an attribute that a line defines.
fn attribute(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.strip_prefix(':')?.split_once(':')?;
    let is_name =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '!'));
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

/// The text of a heading below the headline.
fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('=');
    let level = line.len() - text.len();
    (1..7).contains(&level).then(|| text.strip_prefix(' ')).flatten().map(str::trim_start)
}

/// Whether a line is a picture or another thing that is put in.
fn is_macro(line: &str) -> bool {
    let name = line.split_once("::").map_or("", |(name, _)| name);
    line.ends_with(']') && !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase())
}

/// The characters with which marks begin.
const STARTS: &[char] = &[
    '*', '_', '`', '#', '^', '~', '+', '{', '<', '"', '\'', '\\', ':', '[', 'h', 'l', 'm', 'x', 'f', 'i',
    'k', 'b', 'p', '(',
];

/// The mark at a place of a line.
fn mark<'s>(
    text: &'s str,
    at: usize,
    known: &HashMap<&'s str, &'s str>,
    note: &mut dyn FnMut(Range<usize>),
) -> Option<Mark<'s>> {
    let rest = &text[at..];
    let first = after(text, at)?;
    match first {
        '\\' if rest[1..].starts_with(['*', '_', '`', '#', '^', '~', '{']) => {
            Some(Mark::Verbatim(2, at + 1..at + 2))
        }
        '*' | '_' | '`' | '#' => {
            let double = rest.get(..2).filter(|double| double.chars().all(|c| c == first));
            if let Some(double) = double
                && let Some(found) = between(text, at, double, false)
            {
                return Some(found);
            }
            between(text, at, &rest[..1], true)
        }
        '^' | '~' => between(text, at, &rest[..1], false)
            .filter(|mark| matches!(mark, Mark::Inside(length, _) if *length < 32)),
        '"' | '\'' if rest[1..].starts_with('`') => {
            let close = if first == '"' { "`\"" } else { "`'" };
            let end = ahead(text, at + 2).find(close)?;
            let marks = if first == '"' { ["“", "”"] } else { ["‘", "’"] };
            Some(Mark::Quoted(2 + end + 2, at + 2..at + 2 + end, marks))
        }
        '+' if rest.starts_with("+++") => {
            let end = ahead(text, at + 3).find("+++")?;
            Some(Mark::Verbatim(end + 6, at + 3..at + 3 + end))
        }
        '+' if before(text, at) == Some(' ') && (rest.len() == 1 || rest[1..].starts_with('\n')) => {
            Some(Mark::Nothing(1))
        }
        '{' => {
            let end = ahead(text, at).find('}')?;
            let said = match &rest[1..end] {
                "nbsp" => "\u{a0}",
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "sp" => " ",
                "empty" | "blank" | "zwsp" => return Some(Mark::Nothing(end + 1)),
                "apos" => "'",
                "quot" => "\"",
                "lsquo" => "‘",
                "rsquo" => "’",
                "ldquo" => "“",
                "rdquo" => "”",
                "deg" => "°",
                name => known.get(name)?,
            };
            Some(Mark::Stands(end + 1, said))
        }
        '<' if rest.starts_with("<<") => {
            let end = ahead(text, at).find(">>")?;
            match rest[..end].find(',') {
                Some(comma) => Some(Mark::Inside(end + 2, at + comma + 1..at + end)),
                None => Some(Mark::Nothing(end + 2)),
            }
        }
        _ if is_word(before(text, at)) => None,
        'h' | 'l' | 'm' | 'x' | 'f' | 'i' | 'k' | 'b' | 'p' => call(text, at, note),
        _ => None,
    }
}

/// A link, footnote, picture or other thing with a text in brackets, at a place where a word begins.
fn call<'s>(text: &'s str, at: usize, note: &mut dyn FnMut(Range<usize>)) -> Option<Mark<'s>> {
    const NAMES: [&str; 14] = [
        "http://",
        "https://",
        "link:",
        "mailto:",
        "xref:",
        "footnote:",
        "image:",
        "icon:",
        "kbd:",
        "btn:",
        "pass:",
        "indexterm:",
        "menu:",
        "latexmath:",
    ];
    let rest = &text[at..];
    let name = NAMES.into_iter().find(|name| rest.starts_with(name))?;
    let open = ahead(text, at).find(|c: char| c == '[' || c.is_whitespace())?;
    if !rest[open..].starts_with('[') {
        return None;
    }
    let end = open + 1 + ahead(text, at + open + 1).find(']')?;
    let inside = at + open + 1..at + end;
    Some(match name {
        "footnote:" => {
            note(inside);
            Mark::Nothing(end + 1)
        }
        "image:" | "icon:" | "indexterm:" | "latexmath:" => Mark::Nothing(end + 1),
        // A link without a text shows its address.
        _ if inside.is_empty() => Mark::Verbatim(
            end + 1,
            at + name.len() - if name.ends_with('/') { name.len() } else { 0 }..at + open,
        ),
        "pass:" | "kbd:" | "btn:" => Mark::Verbatim(end + 1, inside),
        _ => Mark::Inside(end + 1, inside),
    })
}
