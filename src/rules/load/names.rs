//! The names of a rule: what it declares, and the facts and attributes that it means by them.

use compact_str::CompactString;
use toml::Spanned;

use super::Loader;
use crate::facts::condition::{OneOrMany, no_attribute};
use crate::facts::{Key, Kind, Type};
use crate::problem::Problem;
use crate::rules::names::unknown;
use crate::rules::template::Template;
use crate::rules::{Name, Selector};

impl Loader<'_> {
    /// Declares a name. A name that is declared already is refused.
    pub(super) fn declare(&mut self, name: &Name, kinds: Vec<Kind>, selector: Option<Selector>) -> usize {
        if self.names.index(name.get_ref()).is_some() {
            let message = format!("`{}` is the name of something else in this rule", name.get_ref());
            self.problems.push(Problem::at(name.span(), message));
        }
        self.names.0.push((name.get_ref().clone(), kinds));
        self.places.push(name.span());
        self.used.push(false);
        self.selectors.push(selector);
        self.names.0.len() - 1
    }

    /// Refuses names that are not used. Reports none if the rule has other problems, since these may hide a
    /// use.
    pub(super) fn unused(&mut self) {
        if self.problems.len() > self.known {
            return;
        }
        for (index, _) in self.used.iter().enumerate().filter(|(_, used)| !**used) {
            let message = format!("`{}` is not used in this rule", self.names.0[index].0);
            self.problems
                .push(Problem::at(self.places[index].clone(), message).help("use it, or take it out"));
        }
    }

    pub(super) fn template(&mut self, raw: &Spanned<String>) -> Template {
        let template = Template::compile(raw, &self.names, self.problems);
        template.names().for_each(|name| self.used[name] = true);
        template
    }

    pub(super) fn names_of(&mut self, names: &Spanned<OneOrMany>) -> Vec<usize> {
        let all = names.get_ref().all().iter();
        all.filter_map(|n| self.name(&Spanned::new(names.span(), n.clone()))).collect()
    }

    pub(super) fn name(&mut self, name: &Name) -> Option<usize> {
        let index = self.names.index(name.get_ref());
        match index {
            Some(index) => self.used[index] = true,
            None => {
                self.problems.push(unknown(name.get_ref(), name.span(), &self.names));
            }
        }
        index
    }

    /// A name that selects facts.
    pub(super) fn select_name(&mut self, name: &Name) -> Option<usize> {
        let index = self.name(name)?;
        let selects = self.selectors[index].is_some();
        if !selects {
            let message = format!("`{}` is captured; here a selected name is needed", name.get_ref());
            self.problems.push(Problem::at(name.span(), message));
        }
        selects.then_some(index)
    }

    pub(super) fn selected(&mut self, names: &Spanned<OneOrMany>) -> Vec<usize> {
        let all = names.get_ref().all().iter();
        all.filter_map(|n| self.select_name(&Spanned::new(names.span(), n.clone()))).collect()
    }

    /// Looks up attributes by their names. The facts of each of `names` must have them.
    pub(super) fn keys(&mut self, keys: &[Name], names: &[usize]) -> Vec<Key> {
        let mut found = Vec::with_capacity(keys.len());
        for key in keys {
            for &name in names {
                let kinds = self.names.kinds(name).to_vec();
                let known = self.key(key, &kinds, None);
                if name == names[0] {
                    found.extend(known);
                }
            }
        }
        found
    }

    pub(super) fn key_at(
        &mut self,
        key: &CompactString,
        place: &Spanned<OneOrMany>,
        name: usize,
    ) -> Option<Key> {
        let kinds = self.names.kinds(name).to_vec();
        self.key(&Spanned::new(place.span(), key.clone()), &kinds, None)
    }

    pub(super) fn key(&mut self, name: &Name, kinds: &[Kind], of: Option<Type>) -> Option<Key> {
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
