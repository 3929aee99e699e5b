//! What a passage falls into, for people.

use std::fmt::Write as _;

use super::chunk::ChunkKind;
use super::item::figure;
use super::{Passage, Source};

/// The passage as lines: its chunks, its clauses, its series.
pub(super) fn shown(source: &Source<'_>, passage: &Passage) -> String {
    let words = |from: u32, to: u32| {
        let span = |at: u32| source.token(at).map(|token| (token.start as usize, token.end as usize));
        let text = span(from).zip(span(to.max(from + 1) - 1)).filter(|_| from < to);
        let text = text.map(|(a, b)| &source.text[a.0..b.1]);
        text.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let chunk = |at: usize| words(passage.chunks[at].from, passage.chunks[at].to);
    let pieces = passage.chunks.iter().enumerate().map(|(at, piece)| match piece.kind {
        ChunkKind::Group(_) => format!("[{}]", chunk(at)),
        ChunkKind::Verb(_) => format!("{{{}}}", chunk(at)),
        _ => chunk(at),
    });
    let mut lines = pieces.collect::<Vec<_>>().join(" ");
    lines.push('\n');
    for clause in passage.clauses(*source) {
        let part = |name: &str, at: Option<usize>| {
            at.map(|at| format!(" {name} \"{}\"", chunk(at))).unwrap_or_default()
        };
        let adjuncts: String = clause
            .adjuncts
            .iter()
            .map(|adjunct| format!(", {} \"{}\"", chunk(adjunct.preposition), chunk(adjunct.group)))
            .collect();
        let kind = if clause.reporting {
            "reporting"
        } else if clause.relative {
            "relative"
        } else {
            "clause"
        };
        let verb = part("verb", clause.verb);
        let (subject, object) = (part("subject", clause.subject), part("object", clause.object));
        let _ = writeln!(lines, "  {kind}:{subject}{verb}{object}{adjuncts}");
    }
    for series in passage.series(*source) {
        let value = |at: usize| figure(source, &passage.chunks[at]).map(|f| f.value.normalize().to_string());
        let items: Vec<String> = series.items.iter().filter_map(|item| value(item.figure)).collect();
        let whole = chunk(series.wholes[0]);
        let open = if series.open { ", open" } else { "" };
        let rest = if series.has_rest() { ", with the rest" } else { "" };
        let singles = match series.singles {
            0 => String::new(),
            singles => format!(" + {singles} single"),
        };
        let _ = writeln!(
            lines,
            "  series: \"{whole}\" = {}{singles} ({}{rest}{open})",
            items.join(" + "),
            series.link.name()
        );
    }
    lines
}
