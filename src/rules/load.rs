//! Loads rule files: strict, with everything that is wrong told at once and at its place.

use std::ops::Range;

use compact_str::CompactString;
use serde::Deserialize as _;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::model::{Name, RawAgree, RawFix, RawForbid, RawRequire, RawRule, RawSum};
use super::relation::{Relation, agree, forbid, require, sum};
use super::template::Template;
use super::{Example, FixTemplate, Names, Rule, Ruleset, Selector};
use crate::facts::condition::{Conditions, OneOrMany, RawConditions, Wanted, kinds, no_attribute, zones};
use crate::facts::pattern::Pattern;
use crate::facts::{Key, Kind, Type};
use crate::lexicon::Lexicon;
use crate::problem::{Problem, Refused, nearest};

/// The rules that ship: file name and text.
pub(super) const BUILTIN: &[(&str, &str)] = &crate::embed::files!(
    "../../rules/",
    "acronyms.toml",
    "authorities.toml",
    "counts.toml",
    "dates.toml",
    "places.toml",
    "terms.toml",
    "text.toml",
);

impl Ruleset {
    /// Adds the rules of a file. On error none of them is added.
    ///
    /// # Errors
    /// When anything in the file is not understood: unknown keys, kinds, attributes or names,
    /// a rule without examples, an id given twice.
    pub fn add(&mut self, file: &str, text: &str, lexicon: &mut Lexicon) -> Result<(), Box<Refused>> {
        let mut problems = Vec::new();
        let mut rules: Vec<Loaded> = Vec::new();
        let (table, errors) = DeTable::parse_recoverable(text);
        problems.extend(errors.iter().map(Problem::toml));
        for (key, value) in table.into_inner() {
            match value.get_ref() {
                DeValue::Array(_) if key.get_ref() == "rule" => {
                    let DeValue::Array(array) = value.into_inner() else {
                        continue;
                    };
                    rules.extend(array.into_iter().filter_map(|raw| rule(file, raw, lexicon, &mut problems)));
                }
                _ => {
                    let message =
                        format!("unknown key `{}`: a rule file holds [[rule]] tables", key.get_ref());
                    problems.push(Problem::at(key.span(), message));
                }
            }
        }
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

/// A rule and the places of what only the whole file can tell to be right.
struct Loaded {
    id_at: Range<usize>,
    over_at: Vec<Range<usize>>,
    rule: Rule,
}

fn rule(
    file: &str,
    raw: Spanned<DeValue<'_>>,
    lexicon: &mut Lexicon,
    problems: &mut Vec<Problem>,
) -> Option<Loaded> {
    let known = problems.len();
    let raw = match RawRule::deserialize(ValueDeserializer::from(raw)) {
        Ok(raw) => raw,
        Err(error) => {
            problems.push(Problem::toml(&error));
            return None;
        }
    };
    let id_at = raw.id.span();
    let mut loader =
        Loader { at: id_at.clone(), names: Names::default(), selectors: Vec::new(), lexicon, problems };
    let rule = loader.rule(file, &raw)?;
    let over_at = raw.over.iter().map(Spanned::span).collect();
    (problems.len() == known).then_some(Loaded { id_at, over_at, rule })
}

struct Loader<'l> {
    /// The place of the rule's id, for what has no place of its own.
    at: Range<usize>,
    names: Names,
    selectors: Vec<Option<Selector>>,
    lexicon: &'l mut Lexicon,
    problems: &'l mut Vec<Problem>,
}

impl Loader<'_> {
    fn rule(&mut self, file: &str, raw: &RawRule) -> Option<Rule> {
        self.id(&raw.id);
        if raw.fires.is_empty() || raw.silent.is_empty() {
            let message = "a rule needs at least one `fires` and one `silent` example";
            self.problems.push(
                Problem::at(self.at.clone(), message)
                    .help("add [[rule.fires]] and [[rule.silent]] with a short article each"),
            );
        }
        for (name, conditions) in &raw.select {
            let selector = self.selector(name, conditions);
            self.names.0.push((name.get_ref().clone(), selector.kinds.clone()));
            self.selectors.push(Some(selector));
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
        let fix = raw.fix.as_ref().map(|fix| self.fix(fix));
        let relation = relation?;
        let first = match &relation {
            Relation::Forbid(forbid::Forbid::Fact(name)) => Some(*name),
            Relation::Forbid(forbid::Forbid::Pattern { base, .. }) => Some(*base),
            Relation::Require(require) => Some(require.each),
            Relation::Agree(agree::Agree::Within { of, .. }) => Some(*of),
            Relation::Agree(agree::Agree::Between(between)) => Some(between.claim),
            Relation::Sum(sum) => Some(sum.of),
        };
        let kinds = first.and_then(|f| self.names.0.get(f)).map_or_else(Vec::new, |n| n.1.clone());
        let once = raw.once.iter().filter_map(|key| self.key(key, &kinds, None)).collect();
        Some(Rule {
            id: raw.id.get_ref().clone(),
            severity: raw.severity,
            summary: raw.summary.clone(),
            why: raw.why.clone(),
            file: file.into(),
            message,
            help,
            scope: raw.scope,
            selectors: std::mem::take(&mut self.selectors),
            relation,
            span,
            labels,
            once,
            over: raw.over.iter().map(|o| o.get_ref().clone()).collect(),
            fix,
            fires: raw
                .fires
                .iter()
                .map(|e| Example { text: e.text.get_ref().clone(), note: e.message.clone() })
                .collect(),
            silent: raw
                .silent
                .iter()
                .map(|e| Example { text: e.text.get_ref().clone(), note: Some(e.because.clone()) })
                .collect(),
        })
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
        // What is wrong with the kind is told; its attributes are not told too.
        let kinds = if known.is_empty() { Kind::ALL.to_vec() } else { known };
        let zones = words("zone", self.problems)
            .map_or_else(Vec::new, |(names, at)| zones(&names, &at, self.problems));
        let conditions = Conditions::compile(&raw, &kinds, self.problems);
        Selector { kinds, zones, conditions }
    }

    fn relation(&mut self, raw: &RawRule) -> Option<Relation> {
        let given = [
            raw.forbid.as_ref().map(Spanned::span),
            raw.require.as_ref().map(Spanned::span),
            raw.agree.as_ref().map(Spanned::span),
            raw.sum.as_ref().map(Spanned::span),
        ];
        let mut given = given.into_iter().flatten();
        let (first, second) = (given.next(), given.next());
        if first.is_none() || second.is_some() {
            let message = "a rule has exactly one relation: forbid, require, agree or sum";
            self.problems.push(Problem::at(second.unwrap_or(self.at.clone()), message));
            return None;
        }
        if let Some(forbid) = &raw.forbid {
            return self.forbid(forbid);
        }
        if let Some(require) = &raw.require {
            return self.require(require.get_ref());
        }
        if let Some(agree) = &raw.agree {
            return self.agree(agree.get_ref());
        }
        raw.sum.as_ref().and_then(|sum| self.sum(sum.get_ref()))
    }

    fn forbid(&mut self, raw: &Spanned<RawForbid>) -> Option<Relation> {
        match (&raw.get_ref().of, &raw.get_ref().pattern) {
            (Some(of), None) => self.name(of).map(|name| Relation::Forbid(forbid::Forbid::Fact(name))),
            (None, Some(elements)) => {
                let pattern = Pattern::compile(elements, self.lexicon, self.problems);
                let base = self.names.0.len();
                for (name, kinds) in pattern.names() {
                    self.names.0.push((name.clone(), kinds.clone()));
                    self.selectors.push(None);
                }
                Some(Relation::Forbid(forbid::Forbid::Pattern { pattern, base }))
            }
            _ => {
                self.problems
                    .push(Problem::at(raw.span(), "forbid needs either `of`, a selected fact, or `pattern`"));
                None
            }
        }
    }

    fn require(&mut self, raw: &RawRequire) -> Option<Relation> {
        let (each, some) = (self.name(&raw.each), self.name(&raw.some));
        let given = raw.given.as_ref().map(|g| self.name(g));
        let (each, some) = (each?, some?);
        let kinds = self.names.kinds(each).to_vec();
        let on = self.keys(&raw.on, &kinds);
        Some(Relation::Require(require::Require { each, some, on, given: given.flatten() }))
    }

    fn agree(&mut self, raw: &RawAgree) -> Option<Relation> {
        let of: Vec<usize> = self.names_of(&raw.of);
        let first = *of.first()?;
        let kinds = self.names.kinds(first).to_vec();
        let value = raw.value.get_ref().all();
        let mut key =
            |name: &CompactString| self.key(&Spanned::new(raw.value.span(), name.clone()), &kinds, None);
        match (of.as_slice(), value) {
            (&[of], [left, right]) => {
                let (left, right) = (key(left), key(right));
                Some(Relation::Agree(agree::Agree::Within { of, left: left?, right: right? }))
            }
            (&[claim, other], [value]) => {
                let value = key(value);
                let (on, near) = (self.keys(&raw.on, &kinds), self.keys(&raw.near, &kinds));
                let between = agree::Between { claim, other, value: value?, on, near, any: raw.any };
                Some(Relation::Agree(agree::Agree::Between(between)))
            }
            _ => {
                let message = "agree needs one name and two attributes, or two names and one attribute";
                self.problems.push(Problem::at(raw.of.span(), message));
                None
            }
        }
    }

    fn sum(&mut self, raw: &RawSum) -> Option<Relation> {
        let of = self.name(&raw.of)?;
        let kinds = self.names.kinds(of).to_vec();
        let whole = self.key(&raw.whole, &kinds, Some(Type::Number));
        let parts = self.key(&raw.parts, &kinds, Some(Type::Numbers));
        Some(Relation::Sum(sum::Sum { of, whole: whole?, parts: parts? }))
    }

    fn fix(&mut self, raw: &RawFix) -> FixTemplate {
        FixTemplate { safe: raw.safe, replace: self.names_of(&raw.replace), with: self.template(&raw.with) }
    }

    fn template(&mut self, raw: &Spanned<String>) -> Template {
        Template::compile(raw, &self.names, self.problems)
    }

    fn names_of(&mut self, names: &Spanned<OneOrMany>) -> Vec<usize> {
        let all = names.get_ref().all().iter();
        all.filter_map(|n| self.name(&Spanned::new(names.span(), n.clone()))).collect()
    }

    fn name(&mut self, name: &Name) -> Option<usize> {
        let index = self.names.index(name.get_ref());
        if index.is_none() {
            let near = nearest(name.get_ref(), self.names.all());
            let message = format!("nothing is named `{}` in this rule", name.get_ref());
            self.problems.push(Problem::at(name.span(), message).help_near(near));
        }
        index
    }

    fn keys(&mut self, names: &[Name], kinds: &[Kind]) -> Vec<Key> {
        names.iter().filter_map(|name| self.key(name, kinds, None)).collect()
    }

    fn key(&mut self, name: &Name, kinds: &[Kind], of: Option<Type>) -> Option<Key> {
        match kinds.iter().find_map(|k| k.attribute(name.get_ref())) {
            Some(attribute) if of.is_none_or(|of| of == attribute.of) => Some(attribute.key),
            Some(attribute) => {
                let message = format!("`{}` is {}", name.get_ref(), attribute.of.name());
                self.problems.push(Problem::at(name.span(), message));
                None
            }
            None => {
                self.problems.push(no_attribute(name.get_ref(), name.span(), kinds));
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
