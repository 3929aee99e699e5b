//! The elements of HTML by name, and what each does to the text.

/// What an element does to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing: it stands inside a line.
    Inline,
    /// A link.
    Link,
    /// Stands inside a line and is never article text: a script, a button, struck-out text.
    Unread,
    /// Raises its text.
    Raised,
    /// Puts its text in quotation marks.
    Quoted,
    /// Has no text and no end tag.
    Void,
    /// Breaks the line.
    Break,
    /// A rule between paragraphs; never has text.
    Rule,
    /// Ends a paragraph before and after it.
    Block,
    /// A block that a later paragraph ends: p.
    Paragraph,
    /// A block that another heading ends.
    Heading,
    /// The text below a picture.
    Caption,
    /// A block whose line ends are kept.
    Lines,
    /// A list, which does nothing itself: only its items matter.
    List,
    Item,
    /// dt, dd.
    Term,
    Table,
    /// A group of rows.
    Rows,
    Row,
    Cell,
    Article,
    Main,
    /// Not article text outside an article, unless it is a large part of the page: header, form.
    Frame,
    /// A block that is never article text.
    Away,
    Head,
    /// html, body.
    Page,
}

/// A known element. Unknown elements stand inside a line and do nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(u8);

impl Tag {
    /// The number of known elements.
    pub(super) const COUNT: usize = TAGS.len();

    /// The element of that name, in lower case.
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        TAGS.binary_search_by(|(tag, _)| tag.as_bytes().cmp(name)).ok().map(|n| Self(n as u8))
    }

    /// The element of a name that must be in the table: other names do not compile.
    pub(super) const fn of(name: &str) -> Self {
        let mut n = 0;
        loop {
            let (tag, wanted) = (TAGS[n].0.as_bytes(), name.as_bytes());
            let mut same = 0;
            while same < tag.len() && same < wanted.len() && tag[same] == wanted[same] {
                same += 1;
            }
            if same == tag.len() && same == wanted.len() {
                return Self(n as u8);
            }
            n += 1;
        }
    }

    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) const fn name(self) -> &'static str {
        TAGS[self.index()].0
    }

    pub(super) const fn kind(self) -> Kind {
        TAGS[self.index()].1
    }
}

/// Whether elements of a kind are inline.
pub(super) const fn is_inline(kind: Kind) -> bool {
    matches!(kind, Kind::Inline | Kind::Link | Kind::Unread | Kind::Raised | Kind::Quoted | Kind::Void)
}

/// The known elements, by name.
const TAGS: [(&str, Kind); 103] = [
    ("a", Kind::Link),
    ("abbr", Kind::Inline),
    ("address", Kind::Block),
    ("area", Kind::Void),
    ("article", Kind::Article),
    ("aside", Kind::Away),
    ("audio", Kind::Unread),
    ("b", Kind::Inline),
    ("base", Kind::Void),
    ("blockquote", Kind::Block),
    ("body", Kind::Page),
    ("br", Kind::Break),
    ("button", Kind::Unread),
    ("canvas", Kind::Unread),
    ("caption", Kind::Block),
    ("center", Kind::Block),
    ("cite", Kind::Inline),
    ("code", Kind::Inline),
    ("col", Kind::Void),
    ("data", Kind::Inline),
    ("datalist", Kind::Unread),
    ("dd", Kind::Term),
    ("del", Kind::Unread),
    ("details", Kind::Block),
    ("dialog", Kind::Away),
    ("div", Kind::Block),
    ("dl", Kind::Block),
    ("dt", Kind::Term),
    ("em", Kind::Inline),
    ("embed", Kind::Void),
    ("fieldset", Kind::Block),
    ("figcaption", Kind::Caption),
    ("figure", Kind::Block),
    ("font", Kind::Inline),
    ("footer", Kind::Away),
    ("form", Kind::Frame),
    ("frameset", Kind::Away),
    ("h1", Kind::Heading),
    ("h2", Kind::Heading),
    ("h3", Kind::Heading),
    ("h4", Kind::Heading),
    ("h5", Kind::Heading),
    ("h6", Kind::Heading),
    ("head", Kind::Head),
    ("header", Kind::Frame),
    ("hgroup", Kind::Block),
    ("hr", Kind::Rule),
    ("html", Kind::Page),
    ("i", Kind::Inline),
    ("iframe", Kind::Unread),
    ("img", Kind::Void),
    ("input", Kind::Void),
    ("ins", Kind::Inline),
    ("label", Kind::Unread),
    ("legend", Kind::Unread),
    ("li", Kind::Item),
    ("link", Kind::Void),
    ("main", Kind::Main),
    ("mark", Kind::Inline),
    ("math", Kind::Unread),
    ("menu", Kind::List),
    ("meta", Kind::Void),
    ("nav", Kind::Away),
    ("noembed", Kind::Unread),
    ("noscript", Kind::Unread),
    ("object", Kind::Unread),
    ("ol", Kind::List),
    ("option", Kind::Unread),
    ("p", Kind::Paragraph),
    ("param", Kind::Void),
    ("pre", Kind::Lines),
    ("q", Kind::Quoted),
    ("rp", Kind::Unread),
    ("rt", Kind::Unread),
    ("s", Kind::Unread),
    ("script", Kind::Unread),
    ("search", Kind::Away),
    ("section", Kind::Block),
    ("select", Kind::Unread),
    ("small", Kind::Inline),
    ("source", Kind::Void),
    ("span", Kind::Inline),
    ("strike", Kind::Unread),
    ("strong", Kind::Inline),
    ("style", Kind::Unread),
    ("summary", Kind::Block),
    ("sup", Kind::Raised),
    ("svg", Kind::Unread),
    ("table", Kind::Table),
    ("tbody", Kind::Rows),
    ("td", Kind::Cell),
    ("template", Kind::Unread),
    ("textarea", Kind::Unread),
    ("tfoot", Kind::Rows),
    ("th", Kind::Cell),
    ("thead", Kind::Rows),
    ("time", Kind::Inline),
    ("title", Kind::Unread),
    ("tr", Kind::Row),
    ("track", Kind::Void),
    ("ul", Kind::List),
    ("video", Kind::Unread),
    ("wbr", Kind::Void),
];
