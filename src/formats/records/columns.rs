//! Articles whose fields are given one by one, as the columns of a table have them.

use super::{says_nothing, write};
use crate::document::builder::Builder;
use crate::document::fields::Field;
use crate::document::format::Text;
use crate::document::records::{How, Part, Record};
use crate::document::{Document, Fields, Inner, Origin, SourceMap};

/// The fields of an article. Empty fields are as those that are missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns<'a> {
    /// The headline.
    pub title: Option<&'a str>,
    /// The date of publication: a day, or a day and a time as programs write them.
    pub date: Option<&'a str>,
    /// The text.
    pub text: Option<&'a str>,
    /// The format of headline and text; none to detect it.
    pub inner: Option<Inner>,
}

/// The document of one article, as a record with these fields has it. Its places are in parts that are called
/// "title", "date" and "text", in bytes of each. An article without headline and text is told as unread. Linear.
#[must_use]
pub fn columns(path: &str, columns: &Columns<'_>) -> Document {
    let given = [
        (Field::Title, "title", columns.title),
        (Field::Date, "date", columns.date),
        (Field::Text, "text", columns.text),
    ];
    let (mut record, mut parts, mut at) = (Record::default(), Vec::new(), 0);
    for (field, name, value) in given {
        let Some(value) = value else { continue };
        record.add((field, 0), vec![Part::new(value, at, How::Bare)]);
        parts.push((at as u32, name.to_owned()));
        // What is at the end of one field is not at the start of the next.
        at += value.len() + 1;
    }
    let mut builder = Builder::new();
    let is_nothing = says_nothing(&record);
    if !is_nothing {
        let fields = Fields { inner: columns.inner, ..Fields::default() };
        write(&record, &mut builder, &fields, 1);
    }
    let origin = Origin { parts, ..Origin::new(&Text, SourceMap::shifted(0)) };
    let mut document = builder.finish(path, (origin, None));
    if is_nothing {
        document.unread.push("it has no headline and no text".to_owned());
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn an_article_in_columns_is_read_as_a_record_and_its_places_are_in_the_columns() {
        let text = "Qormi – The crew of the Nadur found the nine seven sailors on Tuesday 3 July 2018.";
        let of = Columns {
            title: Some("Nine saved"),
            date: Some("2018-07-04T09:00:00Z"),
            text: Some(text),
            inner: None,
        };
        let checker = Checker::new().expect("all that ships is loaded");
        let checked = checker.check_document(columns("a", &of));
        let document = &checked.document;
        let found =
            checked.findings.iter().find(|finding| finding.rule == "count.adjacent").expect("it is found");
        assert_eq!(document.origin.part(found.span), Some("text"));
        let bytes = document.origin.bytes(found.span);
        assert_eq!(&text[bytes.start as usize..bytes.end as usize], "nine seven");
        let article = &document.articles[0];
        assert_eq!(article.title().map(|title| title.of(&document.text)), Some("Nine saved"));
        assert_eq!(checker.facts(document, article).published().as_deref(), Some("2018-07-04"));
    }

    #[test]
    fn an_article_that_says_nothing_is_told() {
        for text in [None, Some(""), Some(" \n")] {
            let document = columns("a", &Columns { text, date: Some("2018-07-04"), ..Columns::default() });
            assert_eq!(document.unread, ["it has no headline and no text"]);
            assert!(document.articles.is_empty());
        }
    }
}
