//! The stack of open elements, as browsers keep it: tags that are left out are implied.

use super::tag::{Kind, Tag, is_inline};

/// An open element, with the value that is kept for it.
#[derive(Debug)]
struct Open<T> {
    tag: Tag,
    kept: T,
    /// The values of [`Stack::last`] for this tag, of [`Stack::block`] and of [`Stack::floor`] before this
    /// element.
    before: [u32; 3],
}

/// The open elements. Each question takes the same time, however deep the stack is.
#[derive(Debug)]
pub(super) struct Stack<T> {
    open: Vec<Open<T>>,
    /// For each tag, the depth of the innermost open element, from 1; 0 if there is none.
    last: [u32; Tag::COUNT],
    /// The depth of the innermost element that is no inline element.
    block: u32,
    /// The depth of the innermost element that tags inside it do not close: a table, a cell, a template.
    floor: u32,
}

impl<T> Stack<T> {
    pub(super) const fn new() -> Self {
        Self { open: Vec::new(), last: [0; Tag::COUNT], block: 0, floor: 0 }
    }

    pub(super) const fn depth(&self) -> usize {
        self.open.len()
    }

    /// The value that is kept for the innermost element.
    pub(super) fn top(&self) -> Option<&T> {
        self.open.last().map(|open| &open.kept)
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut T> {
        self.open.last_mut().map(|open| &mut open.kept)
    }

    /// The value that is kept for the innermost table.
    pub(super) fn table(&self) -> Option<&T> {
        let depth = self.deepest(const { &[Tag::of("table")] }) as usize;
        depth.checked_sub(1).map(|n| &self.open[n].kept)
    }

    pub(super) fn push(&mut self, tag: Tag, kept: T) {
        let last = &mut self.last[tag.index()];
        let before = [*last, self.block, self.floor];
        let depth = self.open.len() as u32 + 1;
        *last = depth;
        if !is_inline(tag.kind()) {
            self.block = depth;
        }
        if matches!(tag.kind(), Kind::Table | Kind::Cell) || matches!(tag.name(), "caption" | "template") {
            self.floor = depth;
        }
        self.open.push(Open { tag, kept, before });
    }

    pub(super) fn pop(&mut self) -> Option<(Tag, T)> {
        let open = self.open.pop()?;
        let [last, block, floor] = open.before;
        (self.last[open.tag.index()], self.block, self.floor) = (last, block, floor);
        Some((open.tag, open.kept))
    }

    /// The depth of the innermost element with one of these tags.
    fn deepest(&self, tags: &[Tag]) -> u32 {
        tags.iter().map(|tag| self.last[tag.index()]).max().unwrap_or(0)
    }

    /// The depth that remains before an element begins, since it may end a paragraph or the item before it.
    pub(super) fn before_start(&self, tag: Tag) -> usize {
        let kind = tag.kind();
        let mut left = self.depth() as u32;
        // An element ends here if it is deeper than its holder.
        let mut ends = |element: u32, holder: u32| {
            if element > holder {
                left = left.min(element - 1);
            }
        };
        if !matches!(
            tag.name(),
            "title" | "meta" | "link" | "base" | "script" | "style" | "noscript" | "template"
        ) {
            ends(self.deepest(const { &[Tag::of("head")] }), self.floor);
        }
        if is_inline(kind) || kind == Kind::Break {
            return left as usize;
        }
        if !matches!(kind, Kind::Rows | Kind::Row | Kind::Cell) {
            ends(self.deepest(const { &[Tag::of("p")] }), self.floor);
        }
        // Blocks do not stand inside drawings and formulas.
        ends(self.deepest(const { &[Tag::of("svg"), Tag::of("math")] }), self.floor);
        let table = || self.deepest(const { &[Tag::of("table")] });
        match kind {
            Kind::Heading => {
                let open = self.open.get((self.block as usize).wrapping_sub(1));
                if open.is_some_and(|open| open.tag.kind() == Kind::Heading) {
                    ends(self.block, self.floor);
                }
            }
            Kind::Item => ends(
                self.deepest(const { &[Tag::of("li")] }),
                self.floor.max(self.deepest(const { &[Tag::of("ul"), Tag::of("ol"), Tag::of("menu")] })),
            ),
            Kind::Term => ends(
                self.deepest(const { &[Tag::of("dt"), Tag::of("dd")] }),
                self.floor.max(self.deepest(const { &[Tag::of("dl")] })),
            ),
            Kind::Rows => ends(
                self.deepest(
                    const { &[Tag::of("tbody"), Tag::of("thead"), Tag::of("tfoot"), Tag::of("tr")] },
                ),
                table(),
            ),
            Kind::Row => ends(self.deepest(const { &[Tag::of("tr")] }), table()),
            Kind::Cell => ends(self.deepest(const { &[Tag::of("td"), Tag::of("th")] }), table()),
            _ => {}
        }
        left as usize
    }

    /// The depth that remains when an element ends; none if the element is not open here.
    pub(super) fn after_end(&self, tag: Tag) -> Option<usize> {
        let depth = self.last[tag.index()];
        let holder = match tag.kind() {
            Kind::Page => return None, // browsers put what comes after the page into it all the same
            Kind::Unread => self.floor.saturating_sub(1),
            kind if is_inline(kind) => self.block,
            Kind::Table => 0,
            Kind::Rows | Kind::Row | Kind::Cell => self.deepest(const { &[Tag::of("table")] }),
            _ => self.floor.saturating_sub(1),
        };
        (depth > holder).then(|| depth as usize - 1)
    }
}
