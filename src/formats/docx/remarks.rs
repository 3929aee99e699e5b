//! Reads the comments of a Word document that are to factlint.

use super::super::remarks::Remarks;
use super::super::xml::{Event, Xml, attribute};
use crate::document::Unreadable;

/// Reads the part that has the comments, and finds their places in the article: its name and its text. Linear, but for
/// comments to factlint, each of which is looked for at each mark of one.
///
/// # Errors
/// When a part is no XML.
pub(super) fn read(name: &str, part: &str, article: &(String, String)) -> Result<Remarks, Unreadable> {
    let mut all = Remarks::default();
    let mut xml = Xml::new(name, part);
    let (mut open, mut text, mut is_text) = (None, String::new(), false);
    while let Some((event, at)) = xml.next()? {
        match event {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "comment" => {
                    open = attribute(&tag, "id").map(str::to_owned);
                    text.clear();
                }
                "p" | "br" if !text.is_empty() => text.push(' '),
                "t" => is_text = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "t" => is_text = false,
                "comment" => open.take().into_iter().for_each(|id| all.add(id, &text)),
                _ => {}
            },
            Event::Text if is_text => text.push_str(&part[at]),
            Event::Written(char) if is_text => text.push(char),
            Event::Text | Event::Written(_) => {}
        }
    }
    if all.is_empty() {
        return Ok(all);
    }
    let (name, article) = article;
    let mut xml = Xml::new(name, article);
    while let Some((event, at)) = xml.next()? {
        let Event::Start(tag) = event else { continue };
        let Some(id) = attribute(&tag, "id") else { continue };
        match tag.local_name().into_inner() {
            "commentRangeStart" => all.begins(id, at.start),
            "commentRangeEnd" => all.ends(id, at.start),
            "commentReference" => all.refers(id, at.start),
            _ => {}
        }
    }
    Ok(all)
}
