//! The clauses of a rule, and the rule without each of them.

use rust_decimal::Decimal;

use super::model::Scope;
use super::relation::{Alike, Relation, agree, count};
use super::{Captures, Rule, Selector};

impl Rule {
    /// The rule without each of its clauses in turn, and what was left out.
    pub(crate) fn without_each(&self) -> Vec<(String, Self)> {
        let mut found = Vec::new();
        for (i, selector) in self.selectors.iter().enumerate() {
            let Some(selector) = selector else { continue };
            let name = &self.names.0[i].0;
            let with = |clause: &str, selector: Selector| {
                let mut rule = self.clone();
                rule.selectors[i] = Some(selector);
                (format!("select.{name}: {clause}"), rule)
            };
            if selector.zones.is_some() {
                found.push(with("zone", Selector { zones: None, ..selector.clone() }));
            }
            for (key, conditions) in selector.conditions.without_each() {
                found.push(with(key.name(), Selector { conditions, ..selector.clone() }));
            }
        }
        if let Some(captures) = &self.pattern {
            for (clause, pattern) in captures.pattern.without_each() {
                let captures = Captures { pattern, ..captures.clone() };
                found.push((clause, Self { pattern: Some(captures), ..self.clone() }));
            }
            if captures.zones.is_some() {
                let captures = Captures { zones: None, ..captures.clone() };
                found.push(("zone".to_owned(), Self { pattern: Some(captures), ..self.clone() }));
            }
        }
        for (relation, clause) in self.relation.without_each() {
            found.push((clause, Self { relation, ..self.clone() }));
        }
        for (clause, names) in [("given", &self.given), ("unless", &self.unless)] {
            for (i, &name) in names.iter().enumerate() {
                let mut rule = self.clone();
                let list = if clause == "given" { &mut rule.given } else { &mut rule.unless };
                list.remove(i);
                found.push((format!("{clause}: {}", self.names.0[name].0), rule));
            }
        }
        for i in 0..self.fix.len() {
            let place = if self.fix.len() > 1 { format!("fix[{}]", i + 1) } else { "fix".to_owned() };
            for (of, (name, conditions)) in self.fix[i].conditions.iter().enumerate() {
                for (key, conditions) in conditions.without_each() {
                    let mut rule = self.clone();
                    rule.fix[i].conditions[of].1 = conditions;
                    found.push((format!("{place}: where {}.{}", self.names.0[*name].0, key.name()), rule));
                }
            }
            let mut rule = self.clone();
            rule.fix.remove(i);
            found.push((place, rule));
        }
        if self.once.is_some() {
            found.push(("once".to_owned(), Self { once: None, again: None, ..self.clone() }));
        }
        if !matches!(self.scope, Scope::Article | Scope::Archive) {
            found.push(("scope".to_owned(), Self { scope: Scope::Article, ..self.clone() }));
        }
        found
    }
}

impl Relation {
    /// The relation without each of its options in turn, and what was left out.
    fn without_each(&self) -> Vec<(Self, String)> {
        let mut found = Vec::new();
        let mut add = |clause: String, change: &dyn Fn(&mut Self)| {
            let mut relation = self.clone();
            change(&mut relation);
            found.push((relation, clause));
        };
        if let Some(Alike { on, near }) = self.alike() {
            for (i, key) in on.iter().enumerate() {
                add(format!("on {}", key.name()), &|r| {
                    if let Some(alike) = r.alike_mut() {
                        alike.on.remove(i);
                    }
                });
            }
            for (i, key) in near.iter().enumerate() {
                add(format!("near {}", key.name()), &|r| {
                    if let Some(alike) = r.alike_mut() {
                        alike.near.remove(i);
                    }
                });
            }
        }
        match self {
            Self::Agree(agree::Agree::Between(between)) => {
                if between.any {
                    add("any".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.any = false;
                        }
                    });
                }
                for (i, key) in between.share.iter().enumerate() {
                    add(format!("share {}", key.name()), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.share.remove(i);
                        }
                    });
                }
                if between.support.is_some() {
                    add("support".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.support = None;
                        }
                    });
                }
                if between.alone {
                    add("alone".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.alone = false;
                        }
                    });
                }
                if between.echo {
                    add("echo".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.echo = false;
                        }
                    });
                }
                if between.back {
                    add("back".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.back = false;
                        }
                    });
                }
                if between.slip {
                    add("slip".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.slip = false;
                        }
                    });
                }
                if between.total {
                    add("total".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.total = false;
                        }
                    });
                }
                if between.within.is_some() {
                    add("within".into(), &|r| {
                        if let Self::Agree(agree::Agree::Between(b)) = r {
                            b.within = None;
                        }
                    });
                }
            }
            Self::Agree(agree::Agree::Within { within: Some(_), .. }) => add("within".into(), &|r| {
                if let Self::Agree(agree::Agree::Within { within, .. }) = r {
                    *within = None;
                }
            }),
            Self::Sum(sum) if !sum.within.is_zero() => {
                add("within".into(), &|r| {
                    if let Self::Sum(sum) = r {
                        sum.within = Decimal::ZERO;
                    }
                });
            }
            Self::Order(order) if order.group.is_some() => {
                add("group".into(), &|r| {
                    if let Self::Order(order) = r {
                        order.group = None;
                    }
                });
            }
            Self::Order(order) if !order.within.is_zero() => {
                add("within".into(), &|r| {
                    if let Self::Order(order) = r {
                        order.within = Decimal::ZERO;
                    }
                });
            }
            Self::Vary(vary) if vary.like.is_some() => {
                add("like".into(), &|r| {
                    if let Self::Vary(vary) = r {
                        vary.like = None;
                    }
                });
            }
            Self::Count(count::Count::Most { like: Some(_), .. }) => add("like".into(), &|r| {
                if let Self::Count(count::Count::Most { like, .. }) = r {
                    *like = None;
                }
            }),
            _ => {}
        }
        let name = self.name();
        for (_, clause) in &mut found {
            *clause = format!("{name}: {clause}");
        }
        found
    }
}
