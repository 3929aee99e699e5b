//! The outline of a page: the elements that may be an article or part of one, with how much text they hold.

use std::ops::Range;

use super::day::day_in;
use super::feed::{As, Attribute, Sink, Start, feed};
use super::linked;
use super::role::{Role, role};
use super::stack::Stack;
use super::tag::{Kind, Tag};
use crate::document::comment::is_comment;

/// An element that may be part of the article.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) role: Role,
    /// The bytes where the start tag begins and ends, and where the element ends.
    pub(super) start: usize,
    pub(super) inner: usize,
    pub(super) end: usize,
    /// Bytes of text in the element, without white space.
    pub(super) text: usize,
    /// Prose: how many of these bytes are read and in no link.
    pub(super) prose: usize,
    /// The prose of the page before the element.
    pub(super) seen: usize,
    /// The place of the element's date in numbers.
    pub(super) stamp: Option<Range<usize>>,
}

impl Candidate {
    pub(super) fn at(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// An element beside the article with less prose than this is never read.
const LITTLE: usize = 200;

/// The names under which the head of a page gives the date.
const DATES: [&str; 11] = [
    "article:published_time",
    "date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "og:article:published_time",
    "parsely-pub-date",
    "pubdate",
    "publishdate",
];

/// The outline of a page.
pub(super) struct Outline<'p> {
    pub(super) page: &'p str,
    /// The candidates, in the order of their ends.
    pub(super) found: Vec<Candidate>,
    /// The prose of the page, without elements that are beside the article by their names.
    pub(super) prose: usize,
    /// The elements that are beside the article by their names but have much prose: the prose, and where they
    /// begin.
    pub(super) beside: Vec<(usize, usize)>,
    /// Where tables begin that only lay out the page.
    pub(super) layouts: Vec<usize>,
    /// Comments to factlint.
    pub(super) comments: Vec<Range<usize>>,
    /// Headline and date where the page gives them for programs and readers do not see them.
    pub(super) title: Option<Range<usize>>,
    pub(super) og_title: Option<Range<usize>>,
    pub(super) date: Option<Range<usize>>,
    pub(super) linked_title: Option<Range<usize>>,
    pub(super) linked_date: Option<Range<usize>>,
    /// Where the first text begins that may be read.
    pub(super) begin: Option<usize>,
    /// The open elements, whose ends are not known yet.
    stack: Stack<Candidate>,
    /// How many open elements are never article text, how many are beside it, and how many are an article.
    away: usize,
    aside: usize,
    articles: usize,
    /// The prose so far.
    seen: usize,
    /// Where the text of an open title or script begins; it is read when the element ends.
    told: Option<usize>,
}

impl<'p> Outline<'p> {
    /// The outline of a page. Linear.
    pub(super) fn of(page: &'p str) -> Self {
        let mut outline = Self {
            page,
            found: Vec::new(),
            prose: 0,
            beside: Vec::new(),
            layouts: Vec::new(),
            comments: Vec::new(),
            title: None,
            og_title: None,
            date: None,
            linked_title: None,
            linked_date: None,
            begin: None,
            stack: Stack::new(),
            away: 0,
            aside: 0,
            articles: 0,
            seen: 0,
            told: None,
        };
        feed(page, 0..page.len(), As::Elements, &mut outline);
        outline.close(0, page.len());
        outline
    }

    /// Closes the open elements deeper than `depth`; they end at byte `end`.
    fn close(&mut self, depth: usize, end: usize) {
        while self.stack.depth() > depth {
            let Some((tag, found)) = self.stack.pop() else { return };
            self.closed(tag, Candidate { end, ..found });
        }
    }

    fn closed(&mut self, tag: Tag, found: Candidate) {
        match found.role {
            Role::Away => self.away -= 1,
            Role::Beside => self.aside -= 1,
            Role::Article | Role::Main => self.articles -= 1,
            _ => {}
        }
        let is_read = found.role.is_read(tag, self.articles > 0);
        if !is_read && found.role != Role::Away && found.prose >= LITTLE {
            self.beside.push((found.prose, found.start));
        }
        let prose = if is_read && tag.kind() != Kind::Link { found.prose } else { 0 };
        match self.stack.top_mut() {
            Some(outer) => {
                outer.text += found.text;
                outer.prose += prose;
            }
            None => self.prose += prose,
        }
        let is_here = match found.role {
            Role::Article | Role::Main | Role::Body => self.away == 0,
            Role::Headline(_) | Role::Date(_) | Role::Standfirst => self.away == 0 && self.aside == 0,
            _ => false,
        };
        if is_here {
            self.found.push(found);
        }
    }

    fn meta(&mut self, start: &Start<'_>) {
        let Some(place) = start.place(Attribute::Content) else { return };
        let names = [Attribute::Property, Attribute::Name, Attribute::Itemprop];
        for name in names.into_iter().filter_map(|name| start.get(name)) {
            if name.eq_ignore_ascii_case("og:title") || name.eq_ignore_ascii_case("headline") {
                self.og_title.get_or_insert(place.clone());
            } else if self.date.is_none() && DATES.iter().any(|date| name.eq_ignore_ascii_case(date)) {
                self.date = day_in(self.page, place.clone());
            }
        }
    }

    fn script(&mut self, script: &str) {
        let linked::Linked { headline, date } = linked::read(script);
        let place = |part: &str| {
            let start = part.as_ptr() as usize - self.page.as_ptr() as usize;
            start..start + part.len()
        };
        self.linked_title = self.linked_title.take().or_else(|| headline.map(place));
        self.linked_date = self.linked_date.take().or_else(|| day_in(self.page, place(date?)));
    }
}

impl Sink for Outline<'_> {
    fn start(&mut self, start: &Start<'_>) {
        let (tag, kind) = (start.tag, start.tag.kind());
        self.close(self.stack.before_start(tag), start.at.start);
        if kind == Kind::Void {
            self.meta(start);
        }
        if start.is_empty() {
            return;
        }
        let role = role(start);
        match role {
            Role::Away => self.away += 1,
            Role::Beside => self.aside += 1,
            Role::Article | Role::Main => self.articles += 1,
            _ => {}
        }
        // To readers, a table that holds another table or the headline is no table.
        if kind == Kind::Table || tag == const { Tag::of("h1") } {
            self.layouts.extend(self.stack.table().map(|table| table.start));
        }
        if kind == Kind::Table && matches!(start.get(Attribute::Role), Some("presentation" | "none")) {
            self.layouts.push(start.at.start);
        }
        let is_linked = || start.get(Attribute::Type) == Some("application/ld+json");
        let is_told = tag == const { Tag::of("title") } || tag == const { Tag::of("script") } && is_linked();
        self.told = is_told.then_some(start.at.end);
        let stamp = start.place(Attribute::Datetime).or_else(|| start.place(Attribute::Content));
        let (from, inner) = (start.at.start, start.at.end);
        self.stack.push(
            tag,
            Candidate { role, start: from, inner, end: inner, text: 0, prose: 0, seen: self.seen, stamp },
        );
    }

    fn end(&mut self, tag: Tag, at: Range<usize>) {
        if let Some(told) = self.told.take() {
            let told = told..at.start;
            if tag == const { Tag::of("title") } {
                self.title.get_or_insert(told);
            } else if let Some(script) = self.page.get(told) {
                self.script(script);
            }
        }
        if let Some(depth) = self.stack.after_end(tag) {
            self.close(depth, at.start);
        }
    }

    fn text(&mut self, text: &str, at: Range<usize>) {
        let length = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        if self.away > 0 || length == 0 {
            return;
        }
        self.begin.get_or_insert(at.start);
        self.seen += length;
        match self.stack.top_mut() {
            Some(top) => {
                top.text += length;
                top.prose += length;
            }
            None => self.prose += length,
        }
    }

    fn comment(&mut self, at: Range<usize>) {
        if self.page.get(at.clone()).is_some_and(is_comment) {
            self.comments.push(at);
        }
    }
}
