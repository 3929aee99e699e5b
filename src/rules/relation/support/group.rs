//! Groups and their parts: of which group a count tells a part, and whether the text has one that is large enough.

use rust_decimal::Decimal;

use super::look::{is_definite, is_elided, is_likely, is_measure, is_name, is_text};
use super::noun::{FEW, PERSON};
use super::same::is_same;
use crate::facts::{Attr, Fact, Facts, Key, Kind};
use crate::language;
use crate::lexicon::Lexicon;
use crate::rules::Rule;
use crate::rules::relation::number;
use crate::text::{Role, class, role};

/// The sort of the nouns for cases of an illness.
const CASE: Attr<'static> = Attr::Text("case");

/// Whether one count can be the group of which another is a part: it stands before the part, and counts the same
/// things; that of a part without a noun stands in its sentence or the one before. A headline may tell the part
/// first.
pub(in crate::rules::relation) fn is_group(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    part: &Fact,
    group: &Fact,
) -> bool {
    let away = part.sentence - group.sentence.min(part.sentence);
    let before = group.tokens.0 < part.tokens.0 || !is_text(part) && is_text(group);
    if !before {
        return false;
    }
    if part.kind() == Kind::Money {
        return is_sum(facts, part, group);
    }
    let look = Parts { facts, lexicon };
    if group.kind() == Kind::Number {
        return away == 1 && is_likely(part, group) && look.is_of_members(part, group);
    }
    // "A nine-goal thriller" in the headline is no group of what one of the two has.
    if group.attr(Key::Compound) == Some(Attr::Flag(true)) {
        return false;
    }
    // "All the guests, including 34 cooks"
    if let Some(among) = part.attr(Key::Among) {
        let alike = group.attr(Key::Noun).as_ref() == Some(&among)
            || group.attr(Key::Noun) == Some(PERSON) && group.attr(Key::Class) == part.attr(Key::Class)
            || is_definite(part) && group.attr(Key::Class) == Some(PERSON);
        let clear = !is_definite(part) || !look.has_person(group, part);
        return away < 2 && alike && clear && !is_elided(group) && is_likely(part, group);
    }
    // "Four of its boats" are of all that it has.
    let owned = !is_elided(part) && !is_definite(part);
    // "46 of the boats it built" are of others than those told before.
    let narrowed = !is_elided(part)
        && facts
            .tokens
            .get(part.tokens.1 as usize)
            .is_some_and(|token| token.is_lower() && token.has(class::PRONOUN));
    let same = if is_elided(part) {
        let near = away < 2 || away == 2 && look.points_far(part, group) || look.is_event_of(part, group);
        let person = group.attr(Key::Class).is_none_or(|class| class == PERSON) || !look.is_of_persons(part);
        near && person && !is_measure(group) && is_likely(part, group)
    } else {
        is_same(facts, &[Key::Noun], part, group)
            || away < 2 && look.is_pointing(part) && is_likely(part, group) && look.is_renamed(part, group)
            || away < 4 && is_likely(part, group) && look.is_owned_alike(part, group)
    };
    let own = owned && away < 2 && look.is_of_its_members(part, group);
    (same && !owned || own) && !narrowed && is_surely_more(part, group)
}

/// Whether a part that is rounded is more than its group by more than that.
fn is_surely_more(part: &Fact, group: &Fact) -> bool {
    let rounded = part.attr(Key::Bound) == Some(Attr::Text("about"));
    let more = || {
        let (a, b) = number(part, Key::Value).zip(number(group, Key::Value))?;
        Some(a.checked_mul(10.into())? > b.checked_mul(11.into())?)
    };
    !rounded || more() == Some(true)
}

/// An article whose parts of groups are looked at.
struct Parts<'f> {
    facts: &'f Facts<'f>,
    lexicon: &'f Lexicon,
}

impl Parts<'_> {
    fn does(&self, at: usize, role: Role) -> bool {
        self.facts.tokens.get(at).is_some_and(|token| self.lexicon.does(token, role))
    }

    fn word(&self, at: usize) -> &str {
        self.facts.tokens.get(at).map_or("", |token| token.of(self.facts.text))
    }

    fn is_plural(&self, at: usize) -> bool {
        let token = &self.facts.tokens[at];
        let word = token.of(self.facts.text);
        token.is_lower() && word.len() > 3 && !word.ends_with("ss") && language::chosen().looks_plural(word)
    }

    /// Whether a noun in the plural stands between a group and a part that points back to it.
    fn has_plural(&self, group: &Fact, part: &Fact) -> bool {
        let (first, _) = self.facts.sentences[part.sentence as usize];
        (group.tokens.1..first).any(|at| self.is_plural(at as usize)) || self.has_person(group, part)
    }

    /// Whether a noun for persons stands between a group and a part that points back to it.
    fn has_person(&self, group: &Fact, part: &Fact) -> bool {
        let (first, _) = self.facts.sentences[part.sentence as usize];
        let mut between = self.facts.tokens[group.tokens.1 as usize..]
            .iter()
            .take(first.saturating_sub(group.tokens.1) as usize);
        between.any(|token| token.is_lower() && token.has(class::NOUN_PERSON))
    }

    /// Whether a part says of which it is by "those" or "these" and a noun: "nine of those witnesses".
    fn is_pointing(&self, part: &Fact) -> bool {
        (part.tokens.0..part.tokens.1).any(|at| self.does(at as usize, role::COUNT_OF_THEM))
    }

    /// Whether those who are pointed back to were called otherwise before: cases of an illness are patients, and
    /// whoever they were are persons.
    fn is_renamed(&self, part: &Fact, group: &Fact) -> bool {
        if part.attr(Key::Sort) != Some(PERSON) {
            return false;
        }
        // Few may be of another group: "all five of those defendants" after two.
        if number(group, Key::Value).is_some_and(|value| value < FEW.into()) {
            return false;
        }
        let patients = self.does(part.tokens.1 as usize - 1, role::COUNT_PATIENT);
        patients && group.attr(Key::Sort) == Some(CASE)
            || group.attr(Key::Class) == Some(PERSON) && !self.has_person(group, part)
    }

    /// Whether persons of whom a part is told belong to what the sentence of a group names: "the ward had 118 people … 127
    /// of the ward's patients".
    fn is_owned_alike(&self, part: &Fact, group: &Fact) -> bool {
        let language = language::chosen();
        let persons = [part, group].iter().all(|fact| fact.attr(Key::Class) == Some(PERSON));
        let mut owner = (part.tokens.0 as usize + 1..part.tokens.1 as usize)
            .filter(|&at| language.is_possessive(self.word(at)));
        persons
            && is_text(group)
            && owner.next().is_some_and(|end| self.facts.has_word_like(group.sentence, self.word(end - 1)))
    }

    /// Whether what is said to have happened to those whom a part is of is what happened to a group: "a quake killed 14
    /// people … 17 of those killed".
    fn is_event_of(&self, part: &Fact, group: &Fact) -> bool {
        let (from, to) = (part.tokens.0 as usize, part.tokens.1 as usize + 2);
        let those = (from..to).find(|&at| self.does(at, role::COUNT_OF_THEM));
        let told = those.and_then(|those| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, those + 1, to + 1, class::EVENT)
        });
        told.is_some_and(|told| group.attr(Key::Event) == Some(Attr::Text(told.value)))
    }

    /// Whether a part points back past a sentence in which nothing else is that it could be of: "of those arrested",
    /// "of them".
    fn points_far(&self, part: &Fact, group: &Fact) -> bool {
        let (facts, at) = (self.facts, part.tokens.0 as usize);
        let blocks = |fact: &Fact| facts.block_of(fact.sentence as usize);
        let (first, _) = facts.sentences[part.sentence as usize];
        let end = part.tokens.1 as usize;
        let Some(those) = (first as usize..end).rev().find(|&at| self.does(at, role::COUNT_OF_THEM)) else {
            return false;
        };
        let counted = |kind: Kind| {
            facts.of(kind).any(|other| {
                (group.tokens.1..at as u32).contains(&other.tokens.0)
                    && !is_measure(other)
                    && is_likely(part, other)
            })
        };
        let described = self.is_described(those, those < at);
        blocks(part) < blocks(group) + 2
            && !counted(Kind::Count)
            && !counted(Kind::Number)
            && (described || !self.has_plural(group, part))
    }

    /// Whether those whom a part is of are persons: "of those who voted", "of whom".
    fn is_of_persons(&self, part: &Fact) -> bool {
        let (first, _) = self.facts.sentences[part.sentence as usize];
        let those = (first..part.tokens.1).rev().find(|&at| self.does(at as usize, role::COUNT_OF_THEM));
        those.is_some_and(|those| self.does(those as usize + 1, role::WHO))
    }

    /// Whether a participle behind "those" says who they are: "of those arrested", "of those losing their jobs". Before
    /// the count it is one where anything stands between.
    fn is_described(&self, those: usize, fronted: bool) -> bool {
        let language = language::chosen();
        let (next, after) = (self.word(those + 1), self.facts.tokens.get(those + 2));
        let Some(token) = self.facts.tokens.get(those + 1).filter(|token| token.is_lower()) else {
            return false;
        };
        let past = language.looks_past(next) || token.has(class::PREDICATE);
        let goes_on = after.is_some_and(|after| {
            after.is_lower()
                && ![class::PREPOSITION, class::DETERMINER, class::PRONOUN].iter().any(|&c| after.has(c))
        });
        language.looks_active(next) || past && (fronted || goes_on)
    }

    /// Whether a part is of the members of what a group tells the number of: "a choir of 40", "44 of its members".
    fn is_of_its_members(&self, part: &Fact, group: &Fact) -> bool {
        let at = group.tokens.0 as usize;
        let of = at > 1 && self.does(at - 1, role::OF) && self.does(at - 2, role::COUNT_MEMBERS);
        of && self.does(part.tokens.1 as usize - 1, role::LIST_MEMBER) && is_likely(part, group)
    }

    /// Whether a number that says how many members something has is the group of a part: "a 16-member panel", "an
    /// 18-count indictment".
    fn is_of_members(&self, part: &Fact, group: &Fact) -> bool {
        let to = group.tokens.1 as usize;
        let whole = group.attr(Key::Compound) == Some(Attr::Flag(true)) && self.word(to) == "-";
        let end = part.tokens.1 as usize;
        let beyond = self.does(end, role::OF) && !is_elided(part);
        if !whole || beyond || is_name_of(group) {
            return false;
        }
        let own = !is_elided(part) && !is_definite(part);
        let (first, last) = (self.facts.sentences[part.sentence as usize].0 as usize, part.tokens.0 as usize);
        let other = |at: usize| {
            let token = &self.facts.tokens[at];
            token.is_lower() && token.has(class::NOUN_GROUP)
        };
        let others = (to + 2..last).filter(|&at| at > to + 3 && other(at)).count() > 0;
        let noun = part.attr(Key::Noun);
        let counted = language::chosen().stem(&self.word(to + 1).to_lowercase());
        let member = self.does(to + 1, role::LIST_MEMBER);
        let body = self.word(to + 2).to_lowercase();
        let is = |word: &str| noun.as_ref() == Some(&Attr::Text(word));
        let same = (is(&counted) || member && is(&body)) && !own;
        let person = part.attr(Key::Class) == Some(PERSON);
        let elided = is_elided(part) && (first..end).any(|at| self.does(at, role::COUNT_OF_THEM));
        same || member && (person || elided) && !others
    }
}

/// What a part of an amount is of, where that is not named.
const SUM: Attr<'static> = Attr::Text("sum");

/// Whether an amount can be the one of which another is said to be a part: the only one in the sentence before, or one
/// that was called so. What is only a little less may be rounded.
fn is_sum(facts: &Facts<'_>, part: &Fact, sum: &Fact) -> bool {
    let away = part.sentence - sum.sentence.min(part.sentence);
    let rounded = || {
        let (a, b) = number(part, Key::Value).zip(number(sum, Key::Value))?;
        Some(a.checked_mul(20.into())? <= b.checked_mul(21.into())?)
    };
    let among = part.attr(Key::Among);
    let named = among == sum.attr(Key::Noun);
    let alone =
        facts.of(Kind::Money).filter(|other| other.sentence == sum.sentence && *other != part).count() == 1;
    let near = if among == Some(SUM) { away < 2 && alone } else { named && away < 3 };
    near && is_likely(part, sum)
        && rounded() == Some(false)
        && part.attr(Key::Currency) == sum.attr(Key::Currency)
}

/// Whether a number has a name and counts nothing.
fn is_name_of(group: &Fact) -> bool {
    group.attr(Key::Label) == Some(Attr::Flag(true))
}

/// Whether a figure of a name, or several of one sentence together, may be as large as a fact's and be of its group:
/// they stand before it. Without a noun the part is one of what stands near.
pub(in crate::rules::relation) fn reaches(
    rule: &Rule,
    facts: &Facts<'_>,
    fact: &Fact,
    group: &Fact,
    name: usize,
) -> bool {
    let Some(value) = number(fact, Key::Value) else { return false };
    if fact.kind() == Kind::Money {
        // Nothing before is as much, and all is in one currency.
        return facts.of(Kind::Money).any(|other| {
            let most = number(other, Key::Value).is_none_or(|most| most >= value);
            other != fact
                && other.tokens.0 < fact.tokens.0
                && (most || other.attr(Key::Currency) != fact.attr(Key::Currency))
        });
    }
    let class = fact.attr(Key::Class);
    // What the same sentence counts is nearer than what others count: "47 patients, 53 of them in Lille".
    let within = is_elided(fact) && group.sentence == fact.sentence;
    let far = fact.sentence.abs_diff(group.sentence).clamp(1, 2);
    let others = || rule.selected(facts, name).filter(|other| *other != fact);
    let before = |other: &Fact| other.tokens.0 < fact.tokens.0 || !is_text(fact);
    let fits = |other: &Fact| {
        let near = if within {
            other.sentence == fact.sentence
        } else {
            fact.sentence.abs_diff(other.sentence) <= far
        };
        let of = other.attr(Key::Class);
        match other.kind() {
            Kind::Number => near && !is_name(other) && !is_enclosed(facts, other),
            _ if of.is_none() => near || is_definite(other),
            _ => {
                !is_measure(other)
                    && class.as_ref().map_or(!within || near, |class| of.as_ref() == Some(class))
            }
        }
    };
    let one = others().any(|other| {
        let repeats =
            number(other, Key::Value) == Some(value) && other.attr(Key::Noun) == fact.attr(Key::Noun);
        let high = other.interval().and_then(|interval| interval.high);
        let likely = |low: Decimal| low.checked_mul(2.into()).is_none_or(|most| most >= value);
        let reaches = match high {
            Some(high) => high >= value,
            None => number(other, Key::Value).is_some_and(likely),
        };
        (before(other) && fits(other) || repeats && class.is_some()) && reaches
    });
    // "Nine nurses and ten doctors came. Of these, twelve …"
    let counts = |other: &Fact| {
        let next = facts.tokens.get(other.tokens.1 as usize);
        let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY];
        other.kind() == Kind::Count
            || next.is_some_and(|next| next.is_lower() && !small.iter().any(|&class| next.has(class)))
    };
    let beside = |other: &&Fact| {
        let of = other.attr(Key::Class);
        let alike = of.is_none() || of == group.attr(Key::Class);
        other.sentence == group.sentence && before(other) && fits(other) && counts(other) && alike
            || *other == group
    };
    let told: Vec<Decimal> = others().filter(beside).filter_map(|other| number(other, Key::Value)).collect();
    let together = told.iter().copied().try_fold(Decimal::ZERO, Decimal::checked_add);
    one || told.len() > 1 && together.is_none_or(|sum| sum >= value)
}

/// Whether commas or brackets enclose a number, as they do an age: "Ana Borg, 61, said".
fn is_enclosed(facts: &Facts<'_>, fact: &Fact) -> bool {
    let mark = |at: usize| facts.tokens.get(at).is_some_and(|token| !token.is_word());
    fact.tokens.0.checked_sub(1).is_some_and(|at| mark(at as usize)) && mark(fact.tokens.1 as usize)
}
