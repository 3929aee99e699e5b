//! Comments to factlint in an article: `<!-- factlint-… -->`.

/// The word with which a comment begins that ignores rules.
pub(crate) const IGNORE: &str = "factlint-ignore";

/// Whether a text is a comment to factlint, and nothing else.
pub(crate) fn is_comment(text: &str) -> bool {
    let inside = text.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
    inside.is_some_and(|inside| inside.trim_start().starts_with("factlint-") && !inside.contains("-->"))
}
