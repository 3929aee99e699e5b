//! The refusal of a rule that needs the classes of a word list that is left out, reported where the
//! configuration can be mended.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lexicon::{self, Lexicon};
use crate::lint::Setup;
use crate::problem::{Problem, Refused};

/// Turns the problems of a refused rule file into problems of the lists that are left out. None if one of the
/// problems has another cause.
pub(super) fn needed(
    replace: &[Spanned<String>],
    setup: &Setup<'_>,
    refused: &Refused,
) -> Option<Vec<Problem>> {
    let left = setup.lexicon().ok()?;
    let lost: Vec<(usize, String)> = (0..replace.len())
        .flat_map(|i| classes(replace[i].get_ref()).into_iter().map(move |class| (i, class)))
        .filter(|(_, class)| left.class(class).is_none())
        .collect();
    // By the list that is left out: the rules that need it, and the classes they need.
    let mut needs: BTreeMap<usize, (BTreeSet<String>, BTreeSet<&str>)> = BTreeMap::new();
    for problem in &refused.problems {
        let at = problem.at.as_ref()?;
        let names: Vec<&str> = refused.text.get(at.clone())?.split(['"', '\'']).collect();
        let mut named = lost.iter().filter(|(_, class)| names.contains(&class.as_str())).peekable();
        named.peek()?;
        for (i, class) in named {
            let (who, classes) = needs.entry(*i).or_default();
            who.insert(needer(refused, at));
            classes.insert(class);
        }
    }
    let problem = |(i, (who, classes)): (usize, (BTreeSet<String>, BTreeSet<&str>))| {
        let (noun, them) = if classes.len() == 1 { ("class", "it") } else { ("classes", "them") };
        let classes: Vec<String> = classes.into_iter().map(|class| format!("`{class}`")).collect();
        let who = who.into_iter().collect::<Vec<_>>().join(" and ");
        Problem::at(
            replace[i].span(),
            format!("{who} cannot do without the {noun} {} of this list", classes.join(" and ")),
        )
        .help(format!("`extend` it instead, or add a list that has {them}"))
    };
    Some(needs.into_iter().map(problem).collect())
}

/// The classes of a list file that ships, and those that need no list.
fn classes(file: &str) -> Vec<String> {
    let others: Vec<String> =
        lexicon::names().into_iter().filter(|name| *name != file).map(str::to_owned).collect();
    Lexicon::builtin(&others).map_or_else(|_| Vec::new(), |l| l.class_names().map(str::to_owned).collect())
}

/// The name of what stands at a place of a rule or grammar file.
fn needer(refused: &Refused, at: &Range<usize>) -> String {
    let (table, _) = DeTable::parse_recoverable(&refused.text);
    let named = |tables: &str, key: &str| match table.get_ref().get(tables)?.get_ref() {
        DeValue::Array(all) => {
            let here = all.iter().rev().find(|one| one.span().start <= at.start)?;
            here.get_ref().get(key)?.get_ref().as_str()
        }
        _ => None,
    };
    if let Some(id) = named("rule", "id") {
        format!("the rule `{id}`")
    } else if let Some(fact) = named("phrase", "fact") {
        format!("the phrases for `{fact}` facts")
    } else {
        refused.file.clone()
    }
}
