//! The elements of a record in XML, with their places.

use std::ops::Range;

use super::super::xml::{Event, Xml};
use crate::document::Unreadable;
use crate::document::records::{How, Part};

/// The elements of a record, in the order of their starts.
#[derive(Debug)]
pub(super) struct Tree<'x> {
    text: &'x str,
    /// Where the record begins in its piece.
    at: usize,
    elements: Vec<Element<'x>>,
}

/// An element.
#[derive(Debug)]
struct Element<'x> {
    /// The name with its prefix.
    name: &'x str,
    /// The bytes of the start tag, and those between the tags.
    tag: Range<usize>,
    inner: Range<usize>,
    depth: usize,
    /// One past the last element inside this one.
    end: usize,
}

/// An element of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t, 'x> {
    tree: &'t Tree<'x>,
    index: usize,
}

impl<'x> Tree<'x> {
    /// Reads a record that begins at byte `at` of its piece. What follows the end of its outermost element is left out.
    /// Linear.
    ///
    /// # Errors
    /// When the record is no XML.
    pub(super) fn read(text: &'x str, at: usize) -> Result<Self, Unreadable> {
        let mut xml = Xml::foreign("the XML", text);
        let mut elements: Vec<Element<'x>> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        while let Some((event, range)) = xml.next()? {
            match event {
                Event::Start(_) => {
                    let name = text[range.start + 1..range.end]
                        .split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
                    let name = name.into_iter().next().unwrap_or_default();
                    let inner = range.end..range.end;
                    open.push(elements.len());
                    elements.push(Element { name, tag: range, inner, depth: open.len(), end: 0 });
                }
                Event::End(_) => {
                    let Some(index) = open.pop() else { break };
                    let end = elements.len();
                    let element = &mut elements[index];
                    element.inner.end = range.start.max(element.inner.start);
                    element.end = end;
                    if open.is_empty() {
                        break;
                    }
                }
                Event::Text | Event::Written(_) => {}
            }
        }
        Ok(Self { text, at, elements })
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Option<Node<'_, 'x>> {
        (!self.elements.is_empty()).then_some(Node { tree: self, index: 0 })
    }
}

impl<'t, 'x> Node<'t, 'x> {
    fn element(self) -> &'t Element<'x> {
        &self.tree.elements[self.index]
    }

    /// The name of the element with its prefix.
    pub(super) fn name(self) -> &'x str {
        self.element().name
    }

    /// The name of the element without its prefix.
    pub(super) fn local(self) -> &'x str {
        self.name().rsplit(':').next().unwrap_or_default()
    }

    /// The elements inside this one, at any depth. Linear in them.
    pub(super) fn inside(self) -> impl Iterator<Item = Self> {
        (self.index + 1..self.element().end).map(move |index| Node { index, ..self })
    }

    /// The elements right inside this one. Linear in the elements inside it.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let depth = self.element().depth + 1;
        self.inside().filter(move |node| node.element().depth == depth)
    }

    /// The first element inside this one whose name without prefix is `name`.
    pub(super) fn first(self, name: &str) -> Option<Self> {
        self.inside().find(|node| node.local() == name)
    }

    /// The value of an attribute and its place in the piece, as it is written.
    pub(super) fn attribute(self, name: &str) -> Option<Part<'x>> {
        let tag = self.element().tag.clone();
        let text = &self.tree.text[tag.clone()];
        for (at, _) in text.match_indices(name) {
            let before = text[..at].chars().next_back();
            let value = text[at + name.len()..].trim_start().strip_prefix('=').map(str::trim_start);
            let mark = value.and_then(|value| value.chars().next()).filter(|mark| matches!(mark, '"' | '\''));
            if let (Some(value), Some(mark)) = (value, mark)
                && before.is_some_and(char::is_whitespace)
                && let Some(end) = value[1..].find(mark)
            {
                let start = text.len() - value.len() + 1;
                let at = self.tree.at + tag.start + start;
                return Some(Part::new(&text[start..start + end], at, How::Xml));
            }
        }
        None
    }

    /// The value of an attribute as it is written.
    pub(super) fn value(self, name: &str) -> Option<&'x str> {
        self.attribute(name).map(|part| part.raw)
    }

    /// What stands between the tags, as text or with its elements. None if there is nothing.
    pub(super) fn part(self, how: How) -> Option<Part<'x>> {
        let inner = self.element().inner.clone();
        let raw = &self.tree.text[inner.clone()];
        (!raw.trim().is_empty()).then(|| Part::new(raw, self.tree.at + inner.start, how))
    }
}
