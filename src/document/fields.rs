//! The fields of a record that are read, by name.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a field gives an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Title,
    /// A line above or below the headline.
    Kicker,
    Byline,
    Text,
    Date,
    Id,
    Source,
}

impl Field {
    pub(crate) const COUNT: usize = 7;
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

/// The names of the fields that are read, in lower case. Of several names that a record has, the first in the
/// list whose field is not empty counts. A name with dots is the name of a field inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The headline.
    pub title: Vec<String>,
    /// The text.
    pub text: Vec<String>,
    /// The date of publication.
    pub date: Vec<String>,
    /// The id of the record.
    pub id: Vec<String>,
    /// The publisher.
    pub source: Vec<String>,
    /// Who wrote the article.
    pub byline: Vec<String>,
    /// The format of headline and text; none to detect it.
    pub inner: Option<Inner>,
}

/// How many names of a field a message tells.
const NAMED: usize = 4;

impl Default for Fields {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Self {
            title: names(&["title", "headline", "title.rendered", "headlines.value"]),
            text: names(&[
                "body",
                "text",
                "content",
                "article",
                "content_html",
                "content_text",
                "content.rendered",
                "articlebody",
                "body_xhtml",
                "body_html",
                "body_text",
                "bodies.value",
            ]),
            date: names(&[
                "date",
                "published",
                "published_at",
                "date_published",
                "datepublished",
                "pubdate",
                "firstpublished",
                "versioncreated",
                "firstcreated",
            ]),
            id: names(&["id", "guid", "uuid", "uri", "url", "link", "@id"]),
            source: names(&["source", "publisher", "publisher.name"]),
            byline: names(&["byline", "author", "author.name"]),
            inner: None,
        }
    }
}

impl Fields {
    /// What the field with a name gives, and the rank of the name.
    pub(crate) fn find(&self, name: &str) -> Option<(Field, usize)> {
        self.all().into_iter().find_map(|(field, names)| {
            let rank = names.iter().position(|known| known.eq_ignore_ascii_case(name))?;
            Some((field, rank))
        })
    }

    /// Whether a field to be read can be inside the field with this name.
    pub(crate) fn is_outer(&self, name: &str) -> bool {
        let inside = |known: &String| {
            known.len() > name.len()
                && known.as_bytes()[name.len()] == b'.'
                && known.get(..name.len()).is_some_and(|outer| outer.eq_ignore_ascii_case(name))
        };
        self.all().into_iter().flat_map(|(_, names)| names).any(inside)
    }

    const fn all(&self) -> [(Field, &Vec<String>); 6] {
        [
            (Field::Title, &self.title),
            (Field::Byline, &self.byline),
            (Field::Text, &self.text),
            (Field::Date, &self.date),
            (Field::Id, &self.id),
            (Field::Source, &self.source),
        ]
    }

    /// The error for a record without headline and text.
    pub(crate) fn missing(&self) -> String {
        // The first names are those of the configuration and the best known; few readers want all.
        let some = |names: &[String]| names[..names.len().min(NAMED)].join(", ");
        format!(
            "it has no text in {}, {} or another field that is read; name its fields under [records] in factlint.toml",
            some(&self.title),
            some(&self.text)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case_and_inside_others() {
        let fields = Fields { text: vec!["meta.body.raw".to_owned()], ..Fields::default() };
        assert_eq!(fields.find("Title"), Some((Field::Title, 0)));
        assert_eq!(fields.find("meta.Body.raw"), Some((Field::Text, 0)));
        assert!(fields.is_outer("Meta") && fields.is_outer("meta.body") && !fields.is_outer("met"));
    }
}
