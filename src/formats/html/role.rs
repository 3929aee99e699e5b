//! The role of an element on its page, by its tag, attributes and names. The tables of `docs/formats.md` say
//! the same.

use super::feed::{Attribute, Start};
use super::tag::{Kind, Tag};

/// The role of an element on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// No other role.
    Other,
    /// Never article text.
    Away,
    /// Not article text, unless it is a large part of the page, since names are used for many things.
    Beside,
    /// Not article text, unless it is inside an article or a large part of the page.
    Frame,
    Article,
    Main,
    /// The text of the article, without the text around it.
    Body,
    /// Text of the article that stands before its body.
    Standfirst,
    /// The headline. The number tells how sure that is; 0 is the surest.
    Headline(u8),
    /// The date of publication. The number tells how sure that is; 0 is the surest.
    Date(u8),
}

impl Role {
    /// Whether the text of an element with this role is read; `in_article` tells whether it is inside an
    /// article.
    pub(super) fn is_read(self, tag: Tag, in_article: bool) -> bool {
        match self {
            Self::Away | Self::Beside => false,
            Self::Frame => in_article && tag.name() != "form",
            _ => true,
        }
    }
}

/// ARIA roles, and the roles here.
const ARIA: [(&str, Role); 8] = [
    ("alert", Role::Beside),
    ("article", Role::Article),
    ("banner", Role::Frame),
    ("complementary", Role::Away),
    ("contentinfo", Role::Away),
    ("main", Role::Main),
    ("navigation", Role::Away),
    ("search", Role::Away),
];

/// Properties of schema.org and Dublin Core, and the roles of elements with them.
const PROPERTIES: [(&str, Role); 9] = [
    ("headline", Role::Headline(0)),
    ("articlebody", Role::Body),
    ("alternativeheadline", Role::Standfirst),
    ("description", Role::Standfirst),
    ("datepublished", Role::Date(0)),
    ("dc:date", Role::Date(0)),
    ("datemodified", Role::Other),
    ("author", Role::Beside),
    ("comment", Role::Beside),
];

/// Types of schema.org that end like this are articles.
const ARTICLES: [&str; 3] = ["Article", "BlogPosting", "Report"];

/// Names of classes and ids are read as words with `-` or `_` between them. An element with one of these
/// words is beside the article.
const BESIDE: [&str; 38] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "author",
    "authors",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "disqus",
    "menu",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "popular",
    "promo",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "social",
    "sponsored",
    "subscribe",
    "subscription",
    "tags",
    "taxonomy",
    "toolbar",
    "trending",
    "updated",
];

/// A name that begins with one of these words states what the page has or is about.
const STATES: [&str; 12] =
    ["category", "has", "is", "js", "layout", "no", "not", "one", "tag", "two", "with", "without"];

/// Names of elements that only screen readers tell.
const HIDDEN: [&str; 5] =
    ["element-hidden", "element-invisible", "screen-reader-text", "sr-only", "visually-hidden"];

/// A name that begins with one of the first words and ends with one of the second is that of the article's
/// text.
const BODY_FIRST: [&str; 9] =
    ["article", "blog", "content", "entry", "field", "news", "post", "release", "story"];
const BODY_LAST: [&str; 4] = ["body", "content", "copy", "text"];

/// An element with one of these words in its name stands between headline and text.
const STANDFIRST: [&str; 7] =
    ["dek", "lede", "standfirst", "strapline", "subhead", "subheadline", "subtitle"];

/// Dates that are not of publication.
const OTHER_DATES: [&str; 7] = ["due", "end", "event", "expiry", "modified", "start", "updated"];

/// The role of an element.
pub(super) fn role(start: &Start<'_>) -> Role {
    let kind = start.tag.kind();
    if matches!(kind, Kind::Page | Kind::Head) {
        return Role::Other;
    }
    if matches!(kind, Kind::Away | Kind::Unread) {
        return Role::Away;
    }
    if is_hidden(start) {
        return Role::Beside;
    }
    let aria = start.get(Attribute::Role).and_then(|role| find(&ARIA, role));
    let itemprop = start.get(Attribute::Itemprop).or(start.get(Attribute::Property));
    let marked = aria.or(itemprop.and_then(|names| names.split_ascii_whitespace().find_map(property)));
    let by_type = || {
        let mut types = start.get(Attribute::Itemtype)?.split_ascii_whitespace();
        types.any(|is| ARTICLES.iter().any(|article| is.ends_with(article))).then_some(Role::Article)
    };
    let by_tag = match kind {
        Kind::Article => Some(Role::Article),
        Kind::Main => Some(Role::Main),
        Kind::Frame => Some(Role::Frame),
        Kind::Heading if start.tag.name() == "h1" => Some(Role::Headline(1)),
        _ => None,
    };
    let by_name = || {
        let names = [Attribute::Class, Attribute::Id].into_iter().filter_map(|name| start.get(name));
        names.flat_map(str::split_ascii_whitespace).find_map(named)
    };
    let by_date = || (start.tag.name() == "time").then_some(Role::Date(2));
    marked.or_else(by_type).or(by_tag).or_else(by_name).or_else(by_date).unwrap_or(Role::Other)
}

fn find(table: &[(&str, Role)], name: &str) -> Option<Role> {
    table.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, role)| *role)
}

/// The role of elements with a property, whose vocabulary may stand before it.
fn property(name: &str) -> Option<Role> {
    find(&PROPERTIES, name).or_else(|| find(&PROPERTIES, name.rsplit_once(['/', ':'])?.1))
}

fn is_hidden(start: &Start<'_>) -> bool {
    let style = start.get(Attribute::Style).unwrap_or_default();
    let classes = start.get(Attribute::Class).unwrap_or_default();
    start.get(Attribute::Hidden).is_some()
        || start.get(Attribute::AriaHidden) == Some("true")
        || classes.split_ascii_whitespace().any(|class| is(class, &HIDDEN))
        || style.split(';').filter_map(|one| one.split_once(':')).any(|(key, value)| {
            key.trim().eq_ignore_ascii_case("display") && value.trim().eq_ignore_ascii_case("none")
        })
}

/// Whether a word is one of these.
fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// The role of elements with a name.
fn named(name: &str) -> Option<Role> {
    let mut words = name.split(['-', '_']).filter(|word| !word.is_empty());
    let first = words.clone().next()?;
    let last = words.clone().next_back()?;
    if is(first, &STATES) {
        return None;
    }
    if words.clone().any(|word| is(word, &BESIDE)) {
        return Some(Role::Beside);
    }
    if is(first, &BODY_FIRST) && is(last, &BODY_LAST) && first != last || is(name, &["articlebody"]) {
        // A field of a content management system may hold anything, unless it is the body.
        return (!is(first, &["field"]) || is(last, &["body"])).then_some(Role::Body);
    }
    if words.clone().any(|word| is(word, &STANDFIRST)) {
        return Some(Role::Standfirst);
    }
    let dated = is(first, &["date"]) || is(last, &["date", "dateline", "pubdate", "published", "timestamp"]);
    (dated && !words.any(|word| is(word, &OTHER_DATES))).then_some(Role::Date(1))
}
