//! Reads the comments of an OpenDocument text that are to factlint.

use super::super::remarks::Remarks;
use super::super::xml::{Event, Xml, attribute};
use crate::document::Unreadable;

/// Reads the comments of a part, which stand where their text begins. One without a name has no end, and is of its
/// paragraph. Linear, but for comments to factlint, each of which is looked for at each end of one.
///
/// # Errors
/// When the part is no XML.
pub(super) fn read(name: &str, part: &str) -> Result<Remarks, Unreadable> {
    let mut all = Remarks::default();
    if !part.contains("factlint-ignore") {
        return Ok(all);
    }
    let mut xml = Xml::new(name, part);
    // The open comment: its name and where it begins; the depth of its paragraphs.
    let (mut open, mut text, mut paragraphs, mut unnamed) = (None, String::new(), 0_usize, 0_usize);
    while let Some((event, at)) = xml.next()? {
        match event {
            Event::Start(tag) => match tag.local_name().into_inner() {
                "annotation" => {
                    unnamed += 1;
                    let id = attribute(&tag, "name").map_or_else(|| format!(" {unnamed}"), str::to_owned);
                    open = Some((id, at.start));
                    text.clear();
                }
                "annotation-end" => {
                    attribute(&tag, "name").into_iter().for_each(|id| all.ends(id, at.start));
                }
                "p" if open.is_some() => {
                    paragraphs += 1;
                    if !text.is_empty() {
                        text.push(' ');
                    }
                }
                "s" | "tab" | "line-break" if paragraphs > 0 => text.push(' '),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().into_inner() {
                "p" => paragraphs = paragraphs.saturating_sub(1),
                "annotation" => {
                    if let Some((id, start)) = open.take() {
                        all.add(id.clone(), &text);
                        all.begins(&id, start);
                    }
                }
                _ => {}
            },
            Event::Text if paragraphs > 0 => text.push_str(&part[at]),
            Event::Written(char) if paragraphs > 0 => text.push(char),
            Event::Text | Event::Written(_) => {}
        }
    }
    Ok(all)
}
