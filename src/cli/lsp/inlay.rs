//! Values beside figures and days, for those who ask for them: "Tuesday, 3 July" is 2024-07-03.

use lsp_types::{InlayHint, InlayHintKind, InlayHintLabel, Range};

use super::open::Read;
use crate::facts::{Attr, Key, Kind};

/// The kinds whose values are shown, and the attributes that have them.
const SHOWN: [(Kind, &[Key]); 2] =
    [(Kind::Date, &[Key::Year, Key::Month, Key::Day]), (Kind::Money, &[Key::Value])];

impl Read {
    /// The values of the days and amounts of a range.
    pub(super) fn inlay_hints(&self, range: Range) -> Vec<InlayHint> {
        let wanted = self.lines.bytes(&self.text, range);
        let document = &self.checked.document;
        let mut hints = Vec::new();
        for article in &document.articles {
            let around = self.bytes(article.span());
            if around.end < wanted.start || wanted.end < around.start {
                continue;
            }
            article.parts(&document.text, |part| {
                let facts = self.chosen.config.linter().facts(document, part);
                for (kind, keys) in SHOWN {
                    for fact in facts.of(kind) {
                        let bytes = self.bytes(fact.span);
                        let says: Vec<String> =
                            keys.iter().map_while(|&key| fact.attr(key)).map(|attr| padded(&attr)).collect();
                        if says.is_empty() || !wanted.contains(&bytes.start) {
                            continue;
                        }
                        hints.push(InlayHint {
                            position: self.lines.position(&self.text, bytes.end),
                            label: InlayHintLabel::String(format!("= {}", says.join("-"))),
                            kind: Some(InlayHintKind::TYPE),
                            text_edits: None,
                            tooltip: None,
                            padding_left: Some(true),
                            padding_right: None,
                            data: None,
                        });
                    }
                }
            });
        }
        hints.sort_by_key(|hint| hint.position);
        hints
    }
}

/// A value; the numbers of months and days with two digits.
fn padded(attr: &Attr<'_>) -> String {
    let text = attr.to_string();
    if text.len() == 1 { format!("0{text}") } else { text }
}
