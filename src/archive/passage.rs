//! Passages: the words of a place and the words around them.

use super::entry::Passage;
use crate::Span;
use crate::document::Article;

/// The most characters kept of a finding: of its words, and of the text on each side.
pub(super) const FINDING: usize = 160;
/// The most characters kept of a claim. There are many claims, and few of them are shown.
pub(super) const CLAIM: usize = 80;
/// The most bytes of a claim's words that are kept unchanged.
const SAID: usize = 400;

/// The passage of a span, with at most `most` characters on each side, from the paragraphs of the span.
/// Linear in the length of these paragraphs.
pub(super) fn passage(text: &str, article: &Article, span: Span, most: usize) -> Passage {
    let blocks = &article.blocks;
    let first = blocks.partition_point(|block| block.span.start <= span.start).checked_sub(1);
    let first = first.and_then(|at| blocks.get(at));
    let last = blocks.get(blocks.partition_point(|block| block.span.end < span.end));
    let start = first.map_or(span.start, |block| block.span.start);
    let end = last.map_or(span.end, |block| block.span.end.max(span.end));
    let of = |start: u32, end: u32| text.get(start as usize..end as usize).unwrap_or_default();
    Passage {
        before: end_of(of(start, span.start), most),
        words: words(of(span.start, span.end)),
        after: start_of(of(span.end, end), most),
    }
}

/// Words in the form in which they are shown.
pub(super) fn words(text: &str) -> String {
    start_of(text, FINDING)
}

/// The words of a claim, unchanged. Of long words, such as a whole article, only those at the start.
pub(super) fn said(text: &str) -> String {
    if text.len() <= SAID { text.to_owned() } else { start_of(text, SAID) }
}

/// A text on one line, with runs of white space made one space and none at its ends.
pub(super) fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The whole words at the start of a text. A word that follows without a space is never cut off from the
/// text.
fn start_of(text: &str, most: usize) -> String {
    let mut part = spaced(text.chars(), most);
    if part.1 {
        let end = part.0.rfind(' ').filter(|&end| end > 0).unwrap_or(part.0.len());
        part.0.truncate(end);
        part.0.push('…');
    }
    part.0
}

/// The whole words at the end of a text.
fn end_of(text: &str, most: usize) -> String {
    let (reversed, is_cut) = spaced(text.chars().rev(), most);
    let part: String = reversed.chars().rev().collect();
    if !is_cut {
        return part;
    }
    let start = part.find(' ').filter(|&at| at + 1 < part.len()).unwrap_or(0);
    format!("…{}", &part[start..])
}

/// The first `most` characters with runs of white space made one space, and whether there are more.
fn spaced(text: impl Iterator<Item = char>, most: usize) -> (String, bool) {
    let (mut part, mut count) = (String::new(), 0);
    for c in text {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && part.ends_with(' ') {
            continue;
        }
        if count == most {
            return (part, true);
        }
        part.push(c);
        count += 1;
    }
    (part, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Document;

    fn of(text: &str, words: &str, most: usize) -> (String, String, String) {
        let document = Document::plain("a.txt", text);
        let start = text.find(words).expect("it is there") as u32;
        let span = Span::new(start, start + words.len() as u32);
        let Passage { before, words, after } = passage(&document.text, &document.articles[0], span, most);
        (before, words, after)
    }

    #[test]
    fn a_passage_is_of_its_paragraph() {
        let text =
            "The quay was shut.\n\nA  ferry\nwith nine seven clerks sank, they said.\n\nIt is raised.\n";
        let (before, words, after) = of(text, "nine seven", 160);
        assert_eq!((&*before, &*words, &*after), ("A ferry with ", "nine seven", " clerks sank, they said."));
    }

    #[test]
    fn what_is_long_is_cut_between_words() {
        let text = "A ferry from Marsaxlokk with nine seven clerks sank off Gozo, they said.";
        let (before, words, after) = of(text, "nine seven", 12);
        assert_eq!((&*before, &*words, &*after), ("… with ", "nine seven", " clerks…"));
        let (before, _, after) = of(&"é".repeat(50), "é", 12);
        assert_eq!((before, after), (String::new(), format!("{}…", "é".repeat(12))));
    }
}
