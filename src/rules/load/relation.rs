//! Loads a rule's relation.

use rust_decimal::Decimal;
use toml::Spanned;

use super::Loader;
use crate::facts::Type;
use crate::facts::condition::OneOrMany;
use crate::problem::Problem;
use crate::rules::expression::Parser;
use crate::rules::model::{
    RawAgree, RawCount, RawCover, RawForbid, RawOrder, RawRequire, RawRule, RawSum, RawVary, Scope,
};
use crate::rules::relation::{
    Alike, Of, Relation, agree, count, cover, forbid, holds, order, require, sum, vary,
};
use crate::rules::schema::NOT_BETWEEN;

impl Loader<'_> {
    /// Refuses keys that a rule between articles cannot have.
    pub(super) fn between(&mut self, raw: &RawRule, relation: &Relation) {
        if raw.scope != Scope::Archive {
            return;
        }
        let no = [
            raw.pattern.as_ref().map(|p| p.first().map_or(self.at.clone(), Spanned::span)),
            raw.given.as_ref().map(Spanned::span),
            raw.unless.as_ref().map(Spanned::span),
            raw.span.as_ref().map(Spanned::span),
            raw.labels.keys().next().map(Spanned::span),
            raw.beside.as_ref().map(Spanned::span),
            raw.again.as_ref().map(Spanned::span),
            raw.over.first().map(Spanned::span),
            (!raw.fix.0.is_empty()).then(|| self.at.clone()),
        ];
        let named = NOT_BETWEEN.iter().zip(no).filter_map(|(name, at)| Some((name, at?)));
        let problem = |(name, at)| Problem::at(at, format!("a rule between articles has no `{name}`"));
        let why = "it compares what articles said; their text is not at hand";
        self.problems.extend(named.map(problem).map(|p| p.help(why)));
        let one_of = matches!(
            relation,
            Relation::Agree(agree::Agree::Between(_))
                | Relation::Count(count::Count::Most { other: Some(_), .. })
                | Relation::Vary(_)
        );
        if !one_of {
            let message = "a rule between articles has `agree` of two names, `vary`, or `count` with `most` and `first`";
            self.problems.push(Problem::at(self.at.clone(), message));
        } else if relation.alike().is_none_or(|alike| alike.on.is_empty()) {
            let message = "a rule between articles needs `on`: what makes their facts comparable";
            self.problems.push(Problem::at(self.at.clone(), message));
        }
    }

    pub(super) fn relation(&mut self, raw: &RawRule) -> Option<Relation> {
        let given = [
            raw.forbid.as_ref().map(Spanned::span),
            raw.require.as_ref().map(Spanned::span),
            raw.agree.as_ref().map(Spanned::span),
            raw.sum.as_ref().map(Spanned::span),
            raw.order.as_ref().map(Spanned::span),
            raw.cover.as_ref().map(Spanned::span),
            raw.count.as_ref().map(Spanned::span),
            raw.vary.as_ref().map(Spanned::span),
            raw.holds.as_ref().map(Spanned::span),
        ];
        let mut given = given.into_iter().flatten();
        let (first, second) = (given.next(), given.next());
        if first.is_none() || second.is_some() {
            let message = "a rule has exactly one relation: forbid, require, agree, sum, order, cover, count, vary or holds";
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
        if let Some(sum) = &raw.sum {
            return self.sum(sum);
        }
        if let Some(order) = &raw.order {
            return self.order(order.get_ref());
        }
        if let Some(cover) = &raw.cover {
            return self.cover(cover.get_ref());
        }
        if let Some(count) = &raw.count {
            return self.count(count);
        }
        if let Some(holds) = &raw.holds {
            return self.holds(holds);
        }
        raw.vary.as_ref().and_then(|vary| self.vary(vary))
    }

    fn holds(&mut self, raw: &Spanned<String>) -> Option<Relation> {
        let parser = Parser::new(raw, 0..raw.get_ref().len(), &self.names, self.problems);
        let condition = parser.condition()?;
        let of = condition.names();
        of.iter().for_each(|&name| self.used[name] = true);
        let captured = of.iter().filter(|name| self.captures.contains(name)).count();
        if captured != of.len() && (captured > 0 || of.len() > 2) {
            let message =
                "`holds` speaks of one or two selected names, or of names that the pattern captures";
            self.problems.push(Problem::at(raw.span(), message));
            return None;
        }
        Some(Relation::Holds(Box::new(holds::Holds { of, condition })))
    }

    fn forbid(&mut self, raw: &Spanned<RawForbid>) -> Option<Relation> {
        let of = self.names_of(&raw.get_ref().of);
        let selected = of.iter().filter(|n| !self.captures.contains(n)).count();
        let none = raw.get_ref().of.get_ref().all().is_empty();
        if none || selected > 0 && of.len() > 1 {
            let message = "forbid needs `of`: one selected name, or names that the pattern captures";
            self.problems.push(Problem::at(raw.span(), message));
            return None;
        }
        (!of.is_empty()).then_some(Relation::Forbid(forbid::Forbid { of }))
    }

    fn require(&mut self, raw: &RawRequire) -> Option<Relation> {
        let (each, some) = (self.select_name(&raw.each), self.select_name(&raw.some));
        let (each, some) = (each?, some?);
        let alike = Alike { on: self.keys(&raw.on, &[each, some]), near: Vec::new() };
        Some(Relation::Require(require::Require { each, some, alike }))
    }

    fn agree(&mut self, raw: &RawAgree) -> Option<Relation> {
        let within = raw.within.as_ref().and_then(|w| self.decimal(w));
        let options =
            raw.any || raw.support.is_some() || raw.alone || raw.echo || raw.back || raw.slip || raw.total;
        let selects = options || [&raw.on, &raw.near, &raw.share].into_iter().any(|keys| !keys.is_empty());
        match (self.of(&raw.of)?, raw.value.get_ref().all()) {
            (Of::One(of), [left, right]) => {
                if selects {
                    let message = "`on`, `near`, `share` and what makes a claim pass are for two names";
                    self.problems.push(Problem::at(raw.of.span(), message));
                }
                let (left, right) = (self.key_at(left, &raw.value, of), self.key_at(right, &raw.value, of));
                Some(Relation::Agree(agree::Agree::Within { of, left: left?, right: right?, within }))
            }
            (Of::Two(claim, other), [value]) => {
                if selects && self.captures.contains(&claim) {
                    let message = "`on`, `near`, `share` and what makes a claim pass are for selected names: a match has one pair";
                    self.problems.push(Problem::at(raw.of.span(), message));
                }
                let alike = Alike {
                    on: self.keys(&raw.on, &[claim, other]),
                    near: self.keys(&raw.near, &[claim, other]),
                };
                self.key_at(value, &raw.value, other);
                let value = self.key_at(value, &raw.value, claim)?;
                let support = raw.support.as_ref().and_then(|name| self.select_name(name));
                let between = agree::Between {
                    claim,
                    other,
                    value,
                    alike,
                    within,
                    any: raw.any,
                    share: self.keys(&raw.share, &[claim, other]),
                    support,
                    alone: raw.alone,
                    echo: raw.echo,
                    back: raw.back,
                    slip: raw.slip,
                    total: raw.total,
                };
                Some(Relation::Agree(agree::Agree::Between(between)))
            }
            _ => {
                let message = "agree needs one name and two attributes, or two names and one attribute";
                self.problems.push(Problem::at(raw.of.span(), message));
                None
            }
        }
    }

    fn sum(&mut self, spanned: &Spanned<RawSum>) -> Option<Relation> {
        let raw = spanned.get_ref();
        let within = raw.within.as_ref().and_then(|w| self.decimal(w)).unwrap_or_default();
        let of = match (&raw.of, &raw.value) {
            (Some(of), None) => {
                let of = self.select_name(of)?;
                let kinds = self.names.kinds(of).to_vec();
                let whole = self.key(&raw.whole, &kinds, Some(Type::Number));
                let parts = self.key(&raw.parts, &kinds, Some(Type::Numbers));
                sum::Summed::Within { of, whole: whole?, parts: parts? }
            }
            (None, Some(value)) => {
                let (whole, parts) = (self.name(&raw.whole), self.name(&raw.parts));
                let (whole, parts) = (whole?, parts?);
                if !self.captures.contains(&whole) || !self.captures.contains(&parts) {
                    let message = "without `of`, the whole and the parts are names that the pattern captures";
                    self.problems.push(Problem::at(spanned.span(), message));
                    return None;
                }
                let kinds = self.names.kinds(whole).to_vec();
                sum::Summed::Captured { whole, parts, value: self.key(value, &kinds, Some(Type::Number))? }
            }
            _ => {
                let message =
                    "sum needs either `of`, a selected fact, or `value`, the attribute of what is captured";
                self.problems.push(Problem::at(spanned.span(), message));
                return None;
            }
        };
        Some(Relation::Sum(sum::Sum { of, within }))
    }

    fn order(&mut self, raw: &RawOrder) -> Option<Relation> {
        let of = self.of(&raw.of)?;
        let (first, second) = match of {
            Of::One(of) => (of, of),
            Of::Two(first, second) => (first, second),
        };
        let (left, right) = match (of, raw.value.get_ref().all()) {
            (_, [left, right]) => (left, right),
            (Of::Two(..), [value]) => (value, value),
            _ => {
                let message =
                    "order needs one name and two attributes, or two names and one attribute or two";
                self.problems.push(Problem::at(raw.value.span(), message));
                return None;
            }
        };
        let (left, right) = (self.key_at(left, &raw.value, first), self.key_at(right, &raw.value, second));
        let selects = raw.group.is_some() || !raw.on.is_empty();
        if selects && (first == second || self.captures.contains(&first)) {
            self.problems.push(Problem::at(raw.of.span(), "`on` and `group` are for two selected names"));
        }
        let alike = Alike { on: self.keys(&raw.on, &[first, second]), near: Vec::new() };
        let within = raw.within.as_ref().and_then(|w| self.decimal(w)).unwrap_or_default();
        let group = raw.group.as_ref().and_then(|name| self.select_name(name));
        Some(Relation::Order(order::Order { of, left: left?, right: right?, within, alike, group }))
    }

    fn cover(&mut self, raw: &RawCover) -> Option<Relation> {
        let (of, by) = (self.select_name(&raw.of), self.select_name(&raw.by));
        let (of, by) = (of?, by?);
        let alike = Alike { on: self.keys(&raw.on, &[of, by]), near: Vec::new() };
        Some(Relation::Cover(cover::Cover { of, by, alike }))
    }

    fn count(&mut self, spanned: &Spanned<RawCount>) -> Option<Relation> {
        let raw = spanned.get_ref();
        let of = self.select_name(&raw.of)?;
        let kinds = self.names.kinds(of).to_vec();
        match (&raw.stated, &raw.items, &raw.most) {
            (Some(stated), Some(items), None) => {
                let stated = self.key(stated, &kinds, Some(Type::Number));
                let items = self.key(items, &kinds, Some(Type::Number));
                Some(Relation::Count(count::Count::Length { of, stated: stated?, items: items? }))
            }
            (None, None, Some(most)) => {
                let alike = Alike { on: self.keys(&raw.on, &[of]), near: Vec::new() };
                let kinds_of_like = kinds.clone();
                let other = raw.first.as_ref().map(|name| self.declare(name, kinds, None));
                let most = *most.get_ref() as usize;
                let like = raw.like.as_ref().map(|key| self.key(key, &kinds_of_like, Some(Type::Text)));
                let like = match like {
                    Some(key) => Some(key?),
                    None => None,
                };
                Some(Relation::Count(count::Count::Most { of, other, most, alike, like }))
            }
            _ => {
                let message = "count needs either `stated` and `items`, two attributes, or `most`, a number";
                self.problems.push(Problem::at(spanned.span(), message));
                None
            }
        }
    }

    fn vary(&mut self, spanned: &Spanned<RawVary>) -> Option<Relation> {
        let raw = spanned.get_ref();
        let like = match raw.like.as_ref().map(|l| l.get_ref().as_str()) {
            None => None,
            Some("letters") => Some(vary::Like::Letters),
            Some("nearly") => Some(vary::Like::Nearly),
            Some(other) => {
                let at = raw.like.as_ref().map_or(spanned.span(), Spanned::span);
                self.problems.push(Problem::at(at, format!("`{other}` is none of letters, nearly")));
                return None;
            }
        };
        let (of, other, apart) = match (self.of(&raw.of)?, &raw.usual) {
            (Of::One(of), Some(usual)) => {
                let kinds = self.names.kinds(of).to_vec();
                (of, self.declare(usual, kinds, None), false)
            }
            (Of::Two(of, other), None) => (of, other, true),
            _ => {
                let message = "vary needs one name, and in `usual` a name for the usual form; or two names";
                self.problems.push(Problem::at(spanned.span(), message));
                return None;
            }
        };
        if self.captures.contains(&of) {
            self.problems.push(Problem::at(
                raw.of.span(),
                "vary compares selected facts, not what a pattern captures",
            ));
        }
        let alike = Alike { on: self.keys(&raw.on, &[of, other]), near: Vec::new() };
        let kinds = self.names.kinds(of).to_vec();
        let value = self.key(&raw.value, &kinds, None)?;
        Some(Relation::Vary(vary::Vary { of, other, apart, value, like, alike }))
    }

    /// One name or two; both selected, or both captured.
    fn of(&mut self, names: &Spanned<OneOrMany>) -> Option<Of> {
        match self.names_of(names).as_slice() {
            &[of] => Some(Of::One(of)),
            &[first, second] if self.captures.contains(&first) == self.captures.contains(&second) => {
                Some(Of::Two(first, second))
            }
            [] if !names.get_ref().all().is_empty() => None, // the problem of the names is reported
            _ => {
                let message = "`of` is one name, or two that are both selected or both captured";
                self.problems.push(Problem::at(names.span(), message));
                None
            }
        }
    }

    fn decimal(&mut self, number: &Spanned<f64>) -> Option<Decimal> {
        let exact = Decimal::try_from(*number.get_ref()).ok().filter(|n| !n.is_sign_negative());
        if exact.is_none() {
            self.problems.push(Problem::at(number.span(), "`within` is a number from 0 on"));
        }
        exact
    }
}
