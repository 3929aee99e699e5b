//! What the tests of kinds share.

use std::sync::LazyLock;

use super::{Attr, Facts, Grammar, Key, Kind};
use crate::document::Document;
use crate::lexicon::Lexicon;

static SHIPPED: LazyLock<(Lexicon, Grammar)> = LazyLock::new(|| {
    let mut lexicon = Lexicon::builtin(&[]).expect("the word lists load");
    let grammar = Grammar::builtin(&mut lexicon).expect("the grammar loads");
    (lexicon, grammar)
});

/// The facts of a kind in an article, each as its words and the values of these attributes, as the command
/// line lists them: "three red boats value=3 noun=boat".
pub(super) fn read(text: &str, kind: Kind, keys: &[Key]) -> Vec<String> {
    let (lexicon, grammar) = &*SHIPPED;
    let document = Document::plain("text", text);
    let facts = Facts::read(&document, &document.articles[0], lexicon, grammar);
    let listed = facts.of(kind).map(|fact| {
        let said = keys.iter().filter_map(|&key| Some((key.name(), fact.attr(key)?)));
        let said = said.filter(|(_, attr)| *attr != Attr::Flag(false));
        let mut line = fact.span.of(text).to_owned();
        said.for_each(|(name, attr)| line.push_str(&format!(" {name}={attr}")));
        line
    });
    listed.collect()
}

/// What a function makes of the facts of a text.
pub(super) fn with_facts<T>(text: &str, of: impl FnOnce(&Facts<'_>, &Lexicon) -> T) -> T {
    let (lexicon, grammar) = &*SHIPPED;
    let document = Document::plain("text", text);
    of(&Facts::read(&document, &document.articles[0], lexicon, grammar), lexicon)
}

/// Holds the facts of a kind in each text against those that are expected.
#[track_caller]
pub(super) fn hold(kind: Kind, keys: &[Key], table: &[(&str, &[&str])]) {
    let mut wrong = String::new();
    for (text, expected) in table {
        let found = read(text, kind, keys);
        if found != *expected {
            wrong.push_str(&format!("\n{text}\n  has {found:#?}\n  not {expected:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Holds that the texts have no fact of a kind.
#[track_caller]
pub(super) fn none(kind: Kind, texts: &[&str]) {
    let table: Vec<(&str, &[&str])> = texts.iter().map(|&text| (text, [].as_slice())).collect();
    hold(kind, &[], &table);
}
