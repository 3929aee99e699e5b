//! Takes out of TOML what no run needs; for the build script.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What of a rule no run needs that checks articles.
const EXAMPLES: [&str; 2] = ["fires", "silent"];

/// Takes the examples out of the rules of a file.
pub(crate) fn without_examples(file: &mut DeTable<'_>) {
    let Some(DeValue::Array(rules)) = file.get_mut("rule").map(Spanned::get_mut) else { return };
    for rule in rules.iter_mut() {
        if let DeValue::Table(rule) = rule.get_mut() {
            EXAMPLES.iter().for_each(|key| _ = rule.remove(*key));
        }
    }
}
