//! The examples of rules. Those of the rules that ship are read once somebody asks for them, as a run that checks
//! articles needs none.

use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::model::{RawFires, RawSilent};
use super::shipped;

/// An example article of a rule.
#[derive(Clone, Debug)]
pub struct Example {
    /// The article, with the places that must be reported marked «so».
    pub text: String,
    /// What the first finding must say, or why there must be none.
    pub note: Option<String>,
    /// What the rule's fixes must make of the article, if the example says it.
    pub fixed: Option<String>,
}

/// The examples of one rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Examples {
    pub(super) fires: Vec<Example>,
    pub(super) silent: Vec<Example>,
}

impl Examples {
    pub(super) fn new(fires: &[RawFires], silent: &[RawSilent]) -> Self {
        let spoken = |raw: &RawFires| Example {
            text: raw.text.get_ref().clone(),
            note: raw.message.clone(),
            fixed: raw.fixed.as_ref().map(Spanned::get_ref).cloned(),
        };
        let kept = |raw: &RawSilent| {
            let (text, note) = (raw.text.get_ref().clone(), Some(raw.because.clone()));
            Example { text, note, fixed: None }
        };
        Self { fires: fires.iter().map(spoken).collect(), silent: silent.iter().map(kept).collect() }
    }

    /// Those of a rule that ships. The first call reads all files of rules.
    pub(super) fn shipped(id: &str) -> Option<&'static Self> {
        SHIPPED.get(id)
    }
}

/// A file of rules, of which only the examples count.
#[derive(Deserialize)]
struct File {
    rule: Vec<Of>,
}

#[derive(Deserialize)]
struct Of {
    id: CompactString,
    #[serde(default)]
    fires: Vec<RawFires>,
    #[serde(default)]
    silent: Vec<RawSilent>,
}

/// The examples of the rules that ship, by the ids of the rules.
static SHIPPED: LazyLock<FxHashMap<CompactString, Examples>> = LazyLock::new(|| {
    let files = shipped::SHIPPED.iter().filter_map(|file| toml::from_str::<File>(file.text).ok());
    let rules = files.flat_map(|file| file.rule);
    rules.map(|of| (of.id, Examples::new(&of.fires, &of.silent))).collect()
});
