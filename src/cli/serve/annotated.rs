//! Texts with markup, as LanguageTool's interface takes them: pieces that are text, and pieces that are not.

use serde::Deserialize;

use crate::document::Unit;

#[derive(Deserialize)]
struct Data {
    annotation: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

/// A text, and where it stands in what was sent.
#[derive(Debug, Default)]
pub(super) struct Annotated {
    pub(super) text: String,
    /// The byte of the text at which each piece begins, the UTF-16 unit of what was sent, and whether it stands there as
    /// it is. In order.
    pieces: Vec<(usize, usize, bool)>,
    /// All UTF-16 units of what was sent.
    end: usize,
}

impl Annotated {
    /// A text without markup.
    pub(super) fn plain(text: String) -> Self {
        let end = Unit::Utf16.count(&text);
        Self { text, pieces: vec![(0, 0, true)], end }
    }

    /// Reads `data`.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn read(data: &str) -> Result<Self, String> {
        let wrong = |error: serde_json::Error| {
            format!(
                "data: {error}; it is written as {{\"annotation\": [{{\"text\": \"…\"}}, {{\"markup\": \"<b>\"}}]}}"
            )
        };
        let data: Data = serde_json::from_str(data).map_err(wrong)?;
        let mut all = Self::default();
        for piece in data.annotation {
            let (sent, read, same) = match (&piece.text, &piece.markup) {
                (Some(text), _) => (text, text.as_str(), true),
                (None, Some(markup)) => (markup, piece.interpret_as.as_deref().unwrap_or_default(), false),
                (None, None) => continue,
            };
            all.pieces.push((all.text.len(), all.end, same));
            all.text.push_str(read);
            all.end += Unit::Utf16.count(sent);
        }
        Ok(all)
    }

    /// The UTF-16 unit of what was sent at which a byte of the text stands. What markup is read as stands at its begin.
    pub(super) fn sent(&self, at: usize) -> usize {
        let Some(piece) = self.pieces.partition_point(|(from, ..)| *from <= at).checked_sub(1) else {
            return self.end;
        };
        let (from, sent, same) = self.pieces[piece];
        if same { sent + Unit::Utf16.count(&self.text[from..at]) } else { sent }
    }

    /// The UTF-16 unit behind what ends before a byte of the text.
    pub(super) fn sent_end(&self, at: usize) -> usize {
        let last = self.text[..at].char_indices().next_back();
        last.map_or(0, |(before, last)| {
            let piece = self.pieces.partition_point(|(from, ..)| *from <= before).saturating_sub(1);
            let (.., same) = self.pieces[piece];
            let next = self.pieces.get(piece + 1).map_or(self.end, |(_, sent, _)| *sent);
            if same { self.sent(before) + last.len_utf16() } else { next }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_what_was_sent() {
        let data = r#"{"annotation": [{"text": "Ferry \ud83d\udea2 "}, {"markup": "<b class='x'>"}, {"text": "sinks"},
            {"markup": "</p><p>", "interpretAs": "\n\n"}, {"text": "off Marsa"}]}"#;
        let read = Annotated::read(data).expect("data");
        assert_eq!(read.text, "Ferry \u{1f6a2} sinks\n\noff Marsa");
        let at = |word: &str| read.text.find(word).expect("there");
        assert_eq!(read.sent(at("Ferry")), 0);
        assert_eq!(read.sent(at("sinks")), 9 + 13);
        assert_eq!(read.sent_end(at("sinks") + 5), 9 + 13 + 5);
        assert_eq!(read.sent(at("off")), 9 + 13 + 5 + 7);
        assert_eq!(read.sent_end(read.text.len()), 9 + 13 + 5 + 7 + 9);
        assert!(Annotated::read("{}").is_err());
    }

    #[test]
    fn a_plain_text_is_where_it_is() {
        let read = Annotated::plain("\u{1f6a2} Għawdex".to_owned());
        assert_eq!((read.sent(5), read.sent_end(read.text.len())), (3, 10));
    }
}
