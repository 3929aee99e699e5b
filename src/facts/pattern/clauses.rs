//! A pattern without one of its clauses, to find out whether an example needs it.

use super::{Element, Pattern, Test};

impl Pattern {
    /// The pattern without each of its clauses in turn, and what was left out: an element that
    /// may be absent, a way of several, a repetition, a condition on an element.
    pub(crate) fn without_each(&self) -> Vec<(String, Self)> {
        let made = |(clause, elements)| (clause, Self::of(elements, self.names.clone()));
        sequences(&self.elements, "pattern").into_iter().map(made).collect()
    }
}

/// A sequence without each of its clauses.
fn sequences(elements: &[Element], path: &str) -> Vec<(String, Vec<Element>)> {
    let mut found = Vec::new();
    for (i, element) in elements.iter().enumerate() {
        let path = format!("{path}[{}]", i + 1);
        let with = |clause: &str, changed: Option<Element>| {
            let mut all = elements.to_vec();
            match changed {
                Some(changed) => all[i] = changed,
                None => {
                    all.remove(i);
                }
            }
            (format!("{path}{clause}"), all)
        };
        if element.ahead || element.least == 0 && !matches!(element.test, Test::Gap { .. }) {
            found.push(with(if element.ahead { ": ahead" } else { ": optional" }, None));
        }
        if element.most > element.least.max(1) {
            found.push(with(": repeat", Some(Element { most: element.least.max(1), ..element.clone() })));
        }
        if element.space.is_some() {
            found.push(with(": space", Some(Element { space: None, ..element.clone() })));
        }
        if element.case.is_some() {
            found.push(with(": case", Some(Element { case: None, ..element.clone() })));
        }
        for (clause, test) in tests(&element.test, &path) {
            let mut all = elements.to_vec();
            all[i] = Element { test, ..element.clone() };
            found.push((clause, all));
        }
    }
    found
}

fn tests(test: &Test, path: &str) -> Vec<(String, Test)> {
    match test {
        Test::Fact { kinds, conditions } => conditions
            .without_each()
            .map(|(key, conditions)| {
                (format!("{path}: where {}", key.name()), Test::Fact { kinds: kinds.clone(), conditions })
            })
            .collect(),
        Test::Gap { most, not, without } => {
            let mut found = Vec::new();
            if !not.is_empty() {
                let test = Test::Gap { most: *most, not: Vec::new(), without: without.clone() };
                found.push((format!("{path}: not"), test));
            }
            if !without.is_empty() {
                let test = Test::Gap { most: *most, not: not.clone(), without: Vec::new() };
                found.push((format!("{path}: without"), test));
            }
            found
        }
        Test::Group(group) => {
            let inner = sequences(group, &format!("{path}.group")).into_iter();
            inner.map(|(clause, group)| (clause, Test::Group(group))).collect()
        }
        Test::Any(any) => {
            let mut found = Vec::new();
            for (i, sequence) in any.iter().enumerate() {
                let path = format!("{path}.any[{}]", i + 1);
                if any.len() > 1 {
                    let mut rest = any.clone();
                    rest.remove(i);
                    found.push((path.clone(), Test::Any(rest)));
                }
                for (clause, sequence) in sequences(sequence, &path) {
                    let mut all = any.clone();
                    all[i] = sequence;
                    found.push((clause, Test::Any(all)));
                }
            }
            found
        }
        _ => Vec::new(),
    }
}
