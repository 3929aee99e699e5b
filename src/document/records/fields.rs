//! The fields of a record that are read, by their names.

use std::sync::LazyLock;

use regex::Regex;
use schemars::JsonSchema;
use serde::Deserialize;

/// What a field is of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) enum Field {
    Title,
    Text,
    Date,
    Id,
    Source,
}

impl Field {
    pub(super) const COUNT: usize = 5;
}

/// The format of the text in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Inner {
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
}

/// The names of the fields that are read, in lower case. Of several that a record has, the first of
/// the list that says something counts. A name with dots is that of a field inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The headline.
    pub title: Vec<String>,
    /// The text.
    pub text: Vec<String>,
    /// The date of publication.
    pub date: Vec<String>,
    /// What the record is called.
    pub id: Vec<String>,
    /// The publisher.
    pub source: Vec<String>,
    /// The format of headline and text; none to tell by the text.
    pub inner: Option<Inner>,
}

impl Default for Fields {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            title: names(&["title", "headline"]),
            text: names(&["body", "text", "content", "article", "content_html", "content_text"]),
            date: names(&["date", "published", "published_at", "date_published", "datepublished", "pubdate"]),
            id: names(&["id", "guid", "uuid", "url", "link"]),
            source: names(&["source", "publisher"]),
            inner: None,
        }
    }
}

impl Fields {
    /// What the field of a name is, and the rank of the name.
    pub(super) fn find(&self, name: &str) -> Option<(Field, usize)> {
        let all = [
            (Field::Title, &self.title),
            (Field::Text, &self.text),
            (Field::Date, &self.date),
            (Field::Id, &self.id),
            (Field::Source, &self.source),
        ];
        all.into_iter().find_map(|(field, names)| {
            let rank = names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
            Some((field, rank))
        })
    }

    /// Whether there is a field to be read inside that of a name.
    pub(super) fn is_outer(&self, name: &str) -> bool {
        let inside = |known: &String| {
            known.len() > name.len()
                && known.as_bytes()[name.len()] == b'.'
                && known.get(..name.len()).is_some_and(|outer| outer.eq_ignore_ascii_case(name))
        };
        [&self.title, &self.text, &self.date, &self.id, &self.source].into_iter().flatten().any(inside)
    }

    /// What is said of a record without headline and text.
    pub(super) fn missing(&self) -> String {
        let names: Vec<&str> = self.title.iter().chain(&self.text).map(String::as_str).collect();
        format!(
            "it has no text in any of the fields {}; name its fields under [records] in factlint.toml",
            names.join(", ")
        )
    }
}

/// Whether a text is HTML: it has an element that articles have, or a character reference.
pub(super) fn looks_like_html(text: &str) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)</(?:p|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|table|blockquote|article|section)>
            |<(?:p|br|hr)\s*/?>|<p\s[^<>]*>|&(?:amp|nbsp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|euro|pound|\#[0-9]{2,6}|\#x[0-9a-f]{2,5});"
                .replace(['\n', ' '], "")
                .as_str(),
        )
        .expect("the pattern is constant and is compiled by a test")
    });
    memchr::memchr2(b'<', b'&', text.as_bytes()).is_some() && MARK.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_by_its_marks() {
        for html in ["<p>Two held", "Two<br/>held", "A <b>b</b>", "R&amp;D", "&#8220;so&#8221;"] {
            assert!(looks_like_html(html), "{html}");
        }
        for text in ["Two held", "a < b & c > d", "R&D; so", "<pier>", "AT&T"] {
            assert!(!looks_like_html(text), "{text}");
        }
    }

    #[test]
    fn names_are_found_in_any_case_and_inside_others() {
        let fields = Fields { text: vec!["meta.body.raw".to_owned()], ..Fields::default() };
        assert_eq!(fields.find("Title"), Some((Field::Title, 0)));
        assert_eq!(fields.find("meta.Body.raw"), Some((Field::Text, 0)));
        assert!(fields.is_outer("Meta") && fields.is_outer("meta.body") && !fields.is_outer("met"));
    }
}
