//! References: what is spoken of as if it had been named before.

use compact_str::CompactString;

use super::declare::kind;

/// A thing spoken of as if named before: "the five-day course".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The noun, in the singular.
    pub name: CompactString,
    /// Whether the noun stands before in the article.
    pub antecedent: bool,
}

kind! {
    /// A thing spoken of as if named before: "the five-day course".
    Reference(r) as "reference", over Facts;

    Name: Text = &r.name, "the noun";
    Antecedent: Flag = r.antecedent, "the noun stands before in the article";
}
