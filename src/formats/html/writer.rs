//! Writes the parts of a page that are read as blocks of text, as readers see them.

use std::ops::Range;

use super::feed::{As, Attribute, Sink, Start, feed};
use super::plan::{Is, Piece, Plan};
use super::role::{Role, role};
use super::stack::Stack;
use super::tag::{Kind, Tag, is_inline};
use super::xml;
use crate::document::builder::Builder;
use crate::document::raw::Raw;

/// Writes the pieces of a plan. Linear.
pub(super) fn write(page: &str, plan: &Plan, builder: &mut Builder) {
    let first = |is: Is| plan.pieces.iter().find(|piece| piece.is == is);
    let element = |piece: &&Piece| piece.how == As::Elements;
    let said = Said {
        page,
        plan,
        title: first(Is::Title).filter(element).map(|piece| piece.at.start),
        date: first(Is::Date).filter(element).map(|piece| piece.at.start),
        values: [Is::Title, Is::Date].into_iter().filter_map(first).filter(|piece| !element(piece)).collect(),
    };
    let mut done = 0;
    for piece in &plan.pieces {
        if piece.at.end > done {
            said.write(piece, builder);
            done = piece.at.end;
        }
    }
}

/// Writes the elements of an article in XML. Linear.
pub(super) fn write_xml(text: &str, builder: &mut Builder) {
    let plan = Plan { is_article: true, ..Plan::default() };
    let said = Said { page: text, plan: &plan, title: None, date: None, values: Vec::new() };
    said.with((Raw::Paragraph, Vec::new()), builder, |writer| xml::feed(text, 0..text.len(), writer));
}

/// A page and its plan.
struct Said<'p> {
    page: &'p str,
    plan: &'p Plan,
    /// Where the elements of the headline and the date begin.
    title: Option<usize>,
    date: Option<usize>,
    /// Headline and date where they are values of attributes or scripts.
    values: Vec<&'p Piece>,
}

impl Said<'_> {
    fn write(&self, piece: &Piece, builder: &mut Builder) {
        builder.close();
        if piece.is == Is::Comment {
            builder.comment(&self.page[piece.at.clone()], piece.at.start);
            return;
        }
        let (raw, values) = match (piece.how, piece.is) {
            (As::Text, Is::Title) => (Raw::Title, Vec::new()),
            (As::Text, Is::Date) => (Raw::Date, Vec::new()),
            // Values that stand somewhere in the text are written where they stand.
            _ => (
                Raw::Paragraph,
                self.values.iter().copied().filter(|value| value.at.start >= piece.at.start).collect(),
            ),
        };
        self.with((raw, values), builder, |writer| {
            feed(self.page, piece.at.clone(), piece.how, writer);
        });
    }

    /// Writes what is fed to a writer of blocks of one kind. Values are written where they stand.
    fn with<'b>(
        &'b self,
        (raw, values): (Raw, Vec<&'b Piece>),
        builder: &'b mut Builder,
        feed: impl FnOnce(&mut Writer<'b, 'b>),
    ) {
        let mut writer = Writer {
            said: self,
            values,
            stack: Stack::new(),
            outer: Inside {
                raw,
                cell: Raw::Cell,
                is_read: true,
                keeps_lines: self.plan.keeps_lines,
                is_raised: false,
            },
            articles: usize::from(self.plan.is_article),
            gap: None,
            builder,
        };
        feed(&mut writer);
        writer.close(0);
        writer.builder.close();
    }
}

/// The state inside an element.
#[derive(Clone, Copy, Debug)]
struct Inside {
    /// The kind of a block inside the element.
    raw: Raw,
    /// The kind of a cell of the table.
    cell: Raw,
    is_read: bool,
    keeps_lines: bool,
    is_raised: bool,
}

/// White space before the next visible character.
#[derive(Clone, Debug)]
enum Gap {
    Space(Range<usize>),
    Line(Range<usize>),
}

struct Writer<'p, 'b> {
    said: &'p Said<'p>,
    /// The values that are not written yet.
    values: Vec<&'p Piece>,
    stack: Stack<(Inside, Role)>,
    outer: Inside,
    /// How many open elements are articles.
    articles: usize,
    gap: Option<Gap>,
    builder: &'b mut Builder,
}

impl Writer<'_, '_> {
    fn inside(&self) -> Inside {
        self.stack.top().map_or(self.outer, |(inside, _)| *inside)
    }

    /// Ends the paragraph.
    fn end_block(&mut self) {
        self.gap = None;
        self.builder.close();
    }

    /// Closes the open elements deeper than `depth`.
    fn close(&mut self, depth: usize) {
        while self.stack.depth() > depth {
            let Some((tag, (inside, role))) = self.stack.pop() else { return };
            if tag.kind() == Kind::Table {
                self.builder.tables.end();
            }
            self.articles -= usize::from(matches!(role, Role::Article | Role::Main));
            if tag.kind() == Kind::Quoted && inside.is_read && self.builder.raw().is_some() {
                self.builder.insert("”");
            }
            if !is_inline(tag.kind()) || inside.raw != self.inside().raw {
                self.end_block();
            }
        }
    }

    /// Writes the values that stand before byte `to` of the page.
    fn pass(&mut self, to: usize) {
        while let Some(n) = self.values.iter().position(|value| value.at.end <= to) {
            let value = self.values.remove(n);
            self.gap = None;
            self.said.write(value, self.builder);
        }
    }

    /// Adds white space.
    fn blank(&mut self, at: Range<usize>) {
        if self.builder.raw().is_some() {
            self.gap.get_or_insert(Gap::Space(at));
        }
    }

    /// Adds the end of a line. A second one ends the paragraph.
    fn line_end(&mut self, at: Range<usize>) {
        if self.inside().raw == Raw::Title {
            self.blank(at);
        } else if matches!(self.gap, Some(Gap::Line(_))) {
            self.end_block();
        } else if self.builder.raw().is_some() {
            self.gap = Some(Gap::Line(at));
        }
    }

    /// Prepares for a visible character: opens a block if none is open, and writes the white space.
    fn fill(&mut self) {
        if self.builder.raw().is_none() {
            self.gap = None;
            self.builder.open(self.inside().raw);
        }
        match self.gap.take() {
            Some(Gap::Space(at)) if self.said.page[at.clone()] == *" " => self.builder.copy(" ", at.start),
            Some(Gap::Space(at)) => self.builder.put(" ", at),
            Some(Gap::Line(at)) => self.builder.put("\n", at),
            None => {}
        }
    }

    /// Adds a run without white space that stands in the page unchanged.
    fn run(&mut self, run: &str, at: usize) {
        let mut from = 0;
        for (n, c) in run.char_indices() {
            let raised = if self.inside().is_raised { raised(c) } else { None };
            if is_unseen(c) || raised.is_some() {
                self.copy(&run[from..n], at + from);
                from = n + c.len_utf8();
                if let Some(raised) = raised {
                    self.fill();
                    self.builder.put(raised, at + n..at + from);
                }
            }
        }
        self.copy(&run[from..], at + from);
    }

    fn copy(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.fill();
            self.builder.copy(text, at);
        }
    }

    /// The state inside an element.
    fn inside_of(&self, start: &Start<'_>, role: Role) -> Inside {
        let mut inside = self.inside();
        let is_value = |value: &&&Piece| value.is == Is::Date && start.at.contains(&value.at.start);
        if Some(start.at.start) == self.said.title {
            return Inside { raw: Raw::Title, is_read: true, ..inside };
        }
        if Some(start.at.start) == self.said.date {
            return Inside { raw: Raw::Date, is_read: true, ..inside };
        }
        let is_kept = || self.said.plan.kept.binary_search(&start.at.start).is_ok();
        inside.is_read &= role.is_read(start.tag, self.articles > 0) || role != Role::Away && is_kept();
        // The text of a time element whose value is the date, such as "two hours ago", is not read.
        inside.is_read &= !self.values.iter().any(|value| is_value(&value));
        match start.tag.kind() {
            Kind::Table => {
                let lays_out = self.said.plan.layouts.binary_search(&start.at.start).is_ok();
                inside.cell = if lays_out { inside.raw } else { Raw::Cell };
            }
            Kind::Lines => inside.keeps_lines = true,
            Kind::Raised => inside.is_raised = true,
            kind if !matches!(inside.raw, Raw::Title | Raw::Date) => match kind {
                Kind::Item => inside.raw = Raw::Bullet,
                Kind::Caption => inside.raw = Raw::Caption,
                Kind::Cell => inside.raw = inside.cell,
                _ => {}
            },
            _ => {}
        }
        inside
    }
}

impl Sink for Writer<'_, '_> {
    fn start(&mut self, start: &Start<'_>) {
        let kind = start.tag.kind();
        self.close(self.stack.before_start(start.tag));
        if start.is_empty() {
            let is_read = self.inside().is_read;
            match kind {
                Kind::Break if is_read => self.line_end(start.at.clone()),
                Kind::Rule if is_read => self.end_block(),
                _ => {}
            }
            self.pass(start.at.end);
            return;
        }
        let role = role(start);
        let inside = self.inside_of(start, role);
        if !is_inline(kind) || inside.raw != self.inside().raw {
            self.end_block();
        }
        self.articles += usize::from(matches!(role, Role::Article | Role::Main));
        self.stack.push(start.tag, (inside, role));
        let number = |of| start.get(of).and_then(|number| number.trim().parse().ok()).unwrap_or(1);
        match kind {
            Kind::Table => self.builder.tables.begin(),
            Kind::Row => self.builder.tables.row(),
            Kind::Cell => self.builder.tables.cell(number(Attribute::Colspan), number(Attribute::Rowspan)),
            _ => {}
        }
        self.pass(start.at.end);
        if kind == Kind::Quoted && inside.is_read {
            self.fill();
            self.builder.put("“", start.at.clone());
        }
    }

    fn end(&mut self, tag: Tag, at: Range<usize>) {
        self.pass(at.end);
        if let Some(depth) = self.stack.after_end(tag) {
            self.close(depth);
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        let inside = self.inside();
        if !inside.is_read {
            return;
        }
        if text.len() != at.len() {
            if text.chars().all(is_blank) {
                self.blank(at);
            } else if !text.chars().all(is_unseen) {
                self.fill();
                self.builder.put(text, at);
            }
            return;
        }
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let from = at.end - rest.len();
            let length = rest.find(|other| is_blank(other) != is_blank(c)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(length);
            if !is_blank(c) {
                self.run(run, from);
            } else if inside.keeps_lines {
                for (n, _) in run.match_indices('\n') {
                    self.line_end(from + n..from + n + 1);
                }
                self.blank(from..from + length);
            } else {
                self.blank(from..from + length);
            }
            rest = after;
        }
    }

    fn comment(&mut self, at: Range<usize>) {
        if self.said.plan.pieces.binary_search_by_key(&at.start, |piece| piece.at.start).is_ok() {
            self.gap = None;
            self.builder.comment(&self.said.page[at.clone()], at.start);
        }
    }
}

/// White space that browsers collapse.
const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Characters that only tell where a word may be divided: the soft hyphen and the like.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// A raised digit: 10<sup>6</sup> is not 106, and the number of a note is not part of the number before it.
const fn raised(c: char) -> Option<&'static str> {
    match c {
        '0' => Some("⁰"),
        '1' => Some("¹"),
        '2' => Some("²"),
        '3' => Some("³"),
        '4' => Some("⁴"),
        '5' => Some("⁵"),
        '6' => Some("⁶"),
        '7' => Some("⁷"),
        '8' => Some("⁸"),
        '9' => Some("⁹"),
        _ => None,
    }
}
