//! What a figure or name is understood as, and what is found there.

use std::fmt::Write as _;

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use super::super::facts::shortened;
use super::open::Read;
use crate::facts::Fact;

impl Read {
    /// What is known of a place; none if nothing is.
    pub(super) fn hover(&self, position: Position) -> Option<Hover> {
        let at = self.lines.byte(&self.text, position);
        let document = &self.checked.document;
        let mut said = String::new();
        let mut range = None;
        for finding in self.checked.findings.iter().filter(|finding| self.bytes(finding.span).contains(&at)) {
            let rule = self.chosen.config.linter().rules().get(&finding.rule);
            let why = rule.map_or("", |rule| rule.why.as_str());
            let _ =
                write!(said, "**{}** `{}`\n\n{}\n\n", finding.severity.name(), finding.rule, finding.message);
            if let Some(help) = &finding.help {
                let _ = write!(said, "Help: {help}\n\n");
            }
            let _ = write!(said, "{why}\n\n");
            range.get_or_insert(finding.span);
        }
        for article in &document.articles {
            let around = self.bytes(article.span());
            if !(around.start..=around.end).contains(&at) {
                continue;
            }
            article.parts(&document.text, |part| {
                let facts = self.chosen.config.linter().facts(document, part);
                let mut here: Vec<&Fact> =
                    facts.all().iter().filter(|fact| self.bytes(fact.span).contains(&at)).collect();
                // The narrowest says most of the word under the pointer.
                here.sort_by_key(|fact| fact.span.end - fact.span.start);
                for fact in here {
                    let words: Vec<&str> = fact.span.of(&document.text).split_whitespace().collect();
                    let _ = write!(said, "**{}** “{}”", fact.kind().name(), shortened(&words.join(" ")));
                    for (name, attr) in fact.attributes() {
                        let _ = write!(said, "  \n{name}: `{attr}`");
                    }
                    said.push_str("\n\n");
                    range.get_or_insert(fact.span);
                }
            });
        }
        let range = self.range(range?);
        let value = said.trim_end().to_owned();
        let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
        Some(Hover { contents, range: Some(range) })
    }
}
