//! Loads rule files. Whatever is not understood is refused, and all problems of a file are reported at once,
//! each at its place.

mod limits;
mod names;
mod relation;

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::examples::Examples;
use super::fix_template::RawFix;
use super::model::RawRule;
use super::{Captures, FixTemplate, Names, Rule, Ruleset, Selector};
use crate::document::ZoneSet;
use crate::embed::Embedded;
use crate::facts::condition::{Conditions, RawConditions, Wanted, kinds, zones};
use crate::facts::pattern::{Pattern, RawPattern};
use crate::facts::{Kind, KindSet};
use crate::lexicon::Lexicon;
use crate::problem::{self, Problem, Refused, nearest};
use crate::rules::Name;
use limits::Limits;

impl Ruleset {
    /// Adds the rules of a file. On error none of them is added.
    ///
    /// # Errors
    /// When anything in the file is not understood: unknown keys, kinds, attributes or names,
    /// a rule without examples, an id given twice.
    pub fn add(&mut self, file: &str, text: &str, lexicon: &mut Lexicon) -> Result<(), Box<Refused>> {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut problems = errors.iter().map(Problem::toml).collect();
        let (mut rules, mut limits): (Vec<Loaded>, Limits) = Default::default();
        for (key, value) in table.into_inner() {
            match value.get_ref() {
                DeValue::Array(_) if key.get_ref() == "rule" => {
                    let DeValue::Array(array) = value.into_inner() else {
                        continue;
                    };
                    for raw in array {
                        if limits.admit(&raw, &mut problems) {
                            rules.extend(read(file, raw, lexicon, &mut problems));
                        }
                    }
                }
                _ => {
                    let message =
                        format!("unknown key `{}`: a rule file holds [[rule]] tables", key.get_ref());
                    problems.push(Problem::at(key.span(), message));
                }
            }
        }
        self.admit(rules, (file, text), problems)
    }

    /// Adds the rules of a file that ships, which come without their examples.
    pub(super) fn add_shipped(&mut self, file: &Embedded, lexicon: &mut Lexicon) -> Result<(), Box<Refused>> {
        let (mut rules, mut problems) = (Vec::new(), Vec::new());
        match file.read::<Shipped>() {
            Ok(raw) => {
                let loaded = |raw: &RawRule| rule(file.name, raw, (lexicon, true), &mut problems);
                rules.extend(raw.rule.iter().filter_map(loaded));
            }
            Err(error) => problems.push(Problem::toml(&error)),
        }
        self.admit(rules, (file.name, file.text), problems)
    }

    /// Adds loaded rules of a file, unless there are problems.
    fn admit(
        &mut self,
        rules: Vec<Loaded>,
        (file, text): (&str, &str),
        mut problems: Vec<Problem>,
    ) -> Result<(), Box<Refused>> {
        for (i, loaded) in rules.iter().enumerate() {
            let id = &loaded.rule.id;
            let known = || self.0.iter().chain(rules.iter().map(|l| &l.rule)).map(|r| r.id.as_str());
            if rules[..i].iter().any(|l| l.rule.id == *id) || self.get(id).is_some() {
                problems.push(Problem::at(loaded.id_at.clone(), format!("there is a rule `{id}` already")));
            }
            for (over, at) in loaded.rule.over.iter().zip(&loaded.over_at) {
                if !known().any(|id| id == over) {
                    let problem = Problem::at(at.clone(), format!("there is no rule `{over}`"));
                    problems.push(problem.help_near(nearest(over, known())));
                }
            }
        }
        if problems.is_empty() {
            self.0.extend(rules.into_iter().map(|loaded| loaded.rule));
            Ok(())
        } else {
            Err(Box::new(Refused::new(file, text, problems)))
        }
    }
}

/// A file of rules that ships.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    #[serde(default)]
    rule: Vec<RawRule>,
}

/// A rule, with the places of its id and of its `over`, which can be checked only once the whole file is
/// read.
struct Loaded {
    id_at: Range<usize>,
    over_at: Vec<Range<usize>>,
    rule: Rule,
}

/// Reads a rule as it is written, and loads it.
fn read(
    file: &str,
    raw: Spanned<DeValue<'_>>,
    lexicon: &mut Lexicon,
    problems: &mut Vec<Problem>,
) -> Option<Loaded> {
    let known = problems.len();
    let raw = problem::read(raw, problems).filter(|_| problems.len() == known)?;
    rule(file, &raw, (lexicon, false), problems)
}

/// Loads a rule.
fn rule(
    file: &str,
    raw: &RawRule,
    (lexicon, ships): (&mut Lexicon, bool),
    problems: &mut Vec<Problem>,
) -> Option<Loaded> {
    let known = problems.len();
    let id_at = raw.id.span();
    let mut loader = Loader {
        at: id_at.clone(),
        names: Names::default(),
        places: Vec::new(),
        used: Vec::new(),
        selectors: Vec::new(),
        captures: 0..0,
        lexicon,
        ships,
        problems,
        known,
    };
    let rule = loader.rule(file, raw)?;
    let over_at = raw.over.iter().map(Spanned::span).collect();
    (problems.len() == known).then_some(Loaded { id_at, over_at, rule })
}

struct Loader<'l> {
    /// The place of the rule's id, for problems without a place of their own.
    at: Range<usize>,
    names: Names,
    /// The place where each name is declared.
    places: Vec<Range<usize>>,
    /// Whether each name is used.
    used: Vec<bool>,
    selectors: Vec<Option<Selector>>,
    captures: Range<usize>,
    lexicon: &'l mut Lexicon,
    /// Whether the rule ships, and its examples are not here.
    ships: bool,
    problems: &'l mut Vec<Problem>,
    /// How many problems the file had before this rule.
    known: usize,
}

impl Loader<'_> {
    fn rule(&mut self, file: &str, raw: &RawRule) -> Option<Rule> {
        self.id(&raw.id);
        if !self.ships && (raw.fires.is_empty() || raw.silent.is_empty()) {
            let message = "a rule needs at least one `fires` and one `silent` example";
            self.problems.push(
                Problem::at(self.at.clone(), message)
                    .help("add [[rule.fires]] and [[rule.silent]] with a short article each"),
            );
        }
        for (name, conditions) in &raw.select {
            let selector = self.selector(name, conditions);
            let kinds = selector.kinds.clone();
            self.declare(name, kinds, Some(selector));
        }
        let places = raw.zone.as_ref().map(|names| zones(names.get_ref(), &names.span(), self.problems));
        let pattern = raw.pattern.as_ref().map(|elements| self.pattern(elements, places));
        if let Some(names) = raw.zone.as_ref().filter(|_| pattern.is_none()) {
            let message = "`zone` says where a pattern is looked for, and there is no `pattern`";
            let help = "give the names under `select` their zones";
            self.problems.push(Problem::at(names.span(), message).help(help));
        }
        let relation = self.relation(raw);
        let message = self.template(&raw.message);
        let help = raw.help.as_ref().map(|h| self.template(h));
        let span = raw.span.as_ref().map_or_else(Vec::new, |s| self.names_of(s));
        let labels = raw
            .labels
            .iter()
            .filter_map(|(name, text)| Some((self.name(name)?, self.template(text))))
            .collect();
        let fix = raw.fix.0.iter().map(|fix| self.fix(fix)).collect();
        self.fixed(raw);
        let given = raw.given.as_ref().map_or_else(Vec::new, |names| self.selected(names));
        let unless = raw.unless.as_ref().map_or_else(Vec::new, |names| self.selected(names));
        let relation = relation?;
        self.between(raw, &relation);
        if let Some(elements) = raw.pattern.as_ref().filter(|_| !self.captures.contains(&relation.subject()))
        {
            let at = elements.first().map_or(self.at.clone(), Spanned::span);
            self.problems.push(Problem::at(at, "the relation says nothing of what the pattern captures"));
        }
        let kinds = self.names.0.get(relation.subject()).map_or_else(Vec::new, |n| n.1.clone());
        let once =
            raw.once.as_ref().map(|keys| keys.iter().filter_map(|key| self.key(key, &kinds, None)).collect());
        let again = raw.again.as_ref().map(|again| self.template(again));
        let beside = raw.beside.as_ref().map(|beside| self.template(beside));
        if let Some(again) = raw.again.as_ref().filter(|_| raw.once.is_none()) {
            let message = "`again` is for the later places of what is told once, and there is no `once`";
            self.problems.push(Problem::at(again.span(), message).help("add `once = []`, or delete `again`"));
        }
        self.unused();
        // A pattern may begin with words and need no fact.
        let selected = self.selectors.get(relation.subject()).and_then(Option::as_ref);
        let kinds = selected.map_or(KindSet::ALL, |s| s.kinds.iter().collect());
        Some(Rule {
            id: raw.id.get_ref().clone(),
            severity: raw.severity,
            summary: raw.summary.clone(),
            why: raw.why.clone(),
            file: file.into(),
            message,
            help,
            scope: raw.scope,
            names: std::mem::take(&mut self.names),
            selectors: std::mem::take(&mut self.selectors),
            pattern,
            given,
            unless,
            relation,
            kinds,
            span,
            labels,
            beside,
            once,
            again,
            over: raw.over.iter().map(|o| o.get_ref().clone()).collect(),
            fix,
            examples: (!self.ships).then(|| Examples::new(&raw.fires, &raw.silent)),
        })
    }

    fn pattern(&mut self, elements: &RawPattern, zones: Option<ZoneSet>) -> Captures {
        let pattern = Pattern::compile(elements, self.lexicon, self.problems);
        let base = self.names.0.len();
        for captured in pattern.names() {
            let name = Spanned::new(captured.place.clone(), captured.name.clone());
            let index = self.declare(&name, captured.kinds.clone(), None);
            self.used[index] = captured.again;
        }
        self.captures = base..self.names.0.len();
        Captures { pattern, base, zones }
    }

    fn id(&mut self, id: &Name) {
        let word = |w: &str| {
            !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !matches!(id.get_ref().split_once('.'), Some((group, name)) if word(group) && word(name)) {
            let message = format!("`{}` is no rule id", id.get_ref());
            self.problems.push(
                Problem::at(id.span(), message)
                    .help("write it as group.name, in lower-case words joined by hyphens"),
            );
        }
    }

    fn selector(&mut self, name: &Name, raw: &RawConditions) -> Selector {
        let mut raw = raw.clone();
        let mut words = |key: &str, problems: &mut Vec<Problem>| {
            let found = raw.keys().find(|k| k.get_ref() == key).cloned()?;
            let value = raw.remove(&found)?;
            let at = value.span();
            match value.into_inner() {
                Wanted::Text(words) => Some((words, at)),
                _ => {
                    problems.push(Problem::at(at, format!("`{key}` must be a name or a list of names")));
                    None
                }
            }
        };
        let known = match words("fact", self.problems) {
            Some((names, at)) => kinds(&names, &at, self.problems),
            None => {
                let message =
                    format!("`{}` selects nothing: it needs `fact`, the kind of fact", name.get_ref());
                self.problems.push(Problem::at(name.span(), message));
                Vec::new()
            }
        };
        // The problem of the kind is reported; its attributes are then not checked.
        let kinds = if known.is_empty() { Kind::ALL.to_vec() } else { known };
        let zones = words("zone", self.problems).map(|(names, at)| zones(&names, &at, self.problems));
        let conditions = Conditions::compile(&raw, &kinds, self.problems);
        Selector { kinds, zones, conditions }
    }

    fn fix(&mut self, raw: &RawFix) -> FixTemplate {
        let fix = FixTemplate::compile(raw, &self.names, self.problems);
        fix.names().for_each(|name| self.used[name] = true);
        fix
    }

    /// A rule with a fix needs an example that shows the fixed article; a rule without one must not have it.
    fn fixed(&mut self, raw: &RawRule) {
        if self.ships {
            return;
        }
        let mut fixed = raw.fires.iter().filter_map(|example| example.fixed.as_ref()).peekable();
        if raw.fix.0.is_empty() {
            let problem = |fixed: &Spanned<String>| Problem::at(fixed.span(), "the rule has no `fix`");
            self.problems.extend(fixed.map(problem));
        } else if fixed.peek().is_none() {
            let problem = Problem::at(self.at.clone(), "a rule with a `fix` needs an example with `fixed`");
            self.problems.push(problem.help("add to a [[rule.fires]] what its text is once it is fixed"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::shipped::SHIPPED;

    fn refused(text: &str) -> Vec<String> {
        let mut lexicon = Lexicon::builtin(&[]).expect("built-in lists load");
        let refused = Ruleset::default().add("house.toml", text, &mut lexicon).expect_err("must be refused");
        refused.problems.into_iter().map(|p| p.message).collect()
    }

    const GOOD: &str = r#"
        [[rule]]
        id = "house.no-percent"
        severity = "warning"
        summary = "s"
        why = "w"
        message = "{share} of {share.value}"
        select.share = { fact = "percent" }
        forbid = { of = "share" }
        [[rule.fires]]
        text = "Sales rose «5%»."
        [[rule.silent]]
        text = "Sales rose."
        because = "no share is named"
    "#;

    #[test]
    fn a_good_file_is_accepted() {
        let mut lexicon = Lexicon::builtin(&[]).expect("built-in lists load");
        Ruleset::default().add("house.toml", GOOD, &mut lexicon).expect("accepted");
    }

    /// A run takes what ships without its examples; the files hold them, and nothing else is wrong with them.
    #[test]
    fn what_ships_is_accepted_with_its_examples() {
        let mut lexicon = Lexicon::builtin(&[]).expect("built-in lists load");
        let mut rules = Ruleset::default();
        for file in SHIPPED {
            rules.add(file.name, file.text, &mut lexicon).expect("accepted");
        }
        let mut lexicon = Lexicon::builtin(&[]).expect("built-in lists load");
        let shipped = Ruleset::builtin(&mut lexicon).expect("what ships loads");
        let counts = |rules: &Ruleset| -> Vec<(usize, usize)> {
            rules.all().iter().map(|rule| (rule.fires().len(), rule.silent().len())).collect()
        };
        assert_eq!(counts(&rules), counts(&shipped));
    }

    #[test]
    fn every_mistake_is_named() {
        for (from, to, message) in [
            ("severity =", "severty =", "unknown key `severty`"),
            ("fact = \"percent\"", "fact = \"percnt\"", "there is no fact of kind `percnt`"),
            ("{share.value}", "{share.valu}", "a percent has no attribute `valu`"),
            ("message = \"{share}", "message = \"{shares}", "nothing is named `shares` in this rule"),
            ("of = \"share\"", "of = \"sahre\"", "nothing is named `sahre` in this rule"),
            ("house.no-percent", "nopercent", "`nopercent` is no rule id"),
            ("[[rule.fires]]\n        text = \"Sales rose «5%».\"", "", "a rule needs at least one `fires`"),
            ("forbid = { of = \"share\" }", "", "exactly one relation"),
            ("fact = \"percent\"", "fact = []", "no kind of fact is named"),
            (
                "forbid = { of = \"share\" }",
                "agree = { of = [], value = \"value\" }",
                "`of` is one name, or two",
            ),
            ("[[rule]]", "[[rules]]", "unknown key `rules`"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD);
            let found = refused(&text);
            assert!(found.iter().any(|m| m.contains(message)), "{message} not in {found:?}");
        }
    }

    #[test]
    fn all_mistakes_of_a_file_are_told_at_once() {
        let text = GOOD.replace("\"percent\"", "\"percnt\"").replace("house.", "")
            + &GOOD.replace("severity", "sevrity");
        assert_eq!(refused(&text).len(), 3);
    }
}
