//! Offices that a text gives one person: "Deputy Mayor Agnes Thornberry … Mayor Thornberry", "Ambassador Agnes Thornberry …
//! the consul said".

use rustc_hash::FxHashMap;

use super::{Value, Variant};
use crate::facts::look::Look;
use crate::facts::{Fact, Kind};
use crate::text::{Class, class, role};

/// The most words of an office.
const LONGEST: usize = 6;

/// An office where the text has it: its tokens, the ladder of offices it is one of, and itself.
#[derive(Clone, Copy, Debug)]
struct Office<'f> {
    tokens: (usize, usize),
    ladder: &'f str,
    name: &'f str,
}

/// The offices of persons, where the article tells of no change of office. Linear in the persons and in the words.
pub(super) fn offices(look: Look<'_>) -> Vec<Fact> {
    let facts = look.facts;
    let Some(class) = look.lexicon.class("office.rank") else { return Vec::new() };
    if (0..facts.sentences.len()).any(|s| facts.has_word_with(s, role::OFFICE_CHANGE)) {
        return Vec::new();
    }
    let mut held: Vec<(Office<'_>, &str)> = Vec::new();
    for fact in facts.of(Kind::Person).filter(|fact| fact.zone.is_own()) {
        let Value::Person(person) = &fact.value else { continue };
        let relative = |other: &Fact| matches!(&other.value, Value::Person(p) if p.given.is_some() && p.family == person.family && p.full != person.full);
        let clear = person.given.is_some() || !facts.of(Kind::Person).any(relative);
        if let Some(office) = look.office_of(fact, person.given.is_some(), class).filter(|_| clear) {
            held.push((office, &person.full));
        }
    }
    let alone = look.offices_alone(&held, class);
    held.extend(alone);
    let value = |(office, full): &(Office<'_>, &str)| {
        let (name, thing, ladder) = (office.name.into(), (*full).into(), office.ladder.into());
        facts.fact_over(
            office.tokens,
            Value::Variant(Box::new(Variant { name, thing, form: "office", ladder })),
        )
    };
    held.iter().map(value).collect()
}

impl<'f> Look<'f> {
    /// The office that stands beside a person's name: before it, or beside a name told in full also with a comma
    /// between.
    fn office_of(self, fact: &Fact, full: bool, class: Class) -> Option<Office<'f>> {
        let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let (start, end) = self.facts.sentences[fact.sentence as usize];
        let before = |mark: usize| {
            let first = mark.saturating_sub(LONGEST).max(start as usize);
            (first..mark)
                .find_map(|at| self.office_at(at, mark, class).filter(|office| office.tokens.1 == mark))
        };
        let comma = |at: usize| self.is_mark(at, &[","]);
        let mark = from
            .checked_sub(1)
            .filter(|&at| at > start as usize && (self.is_mark(at, &["."]) || full && comma(at)));
        let behind = || {
            let skip = to + 1 + usize::from(self.has(to + 1, class::DETERMINER));
            comma(to).then(|| self.office_at(skip, end as usize, class))?
        };
        before(mark.unwrap_or(from)).or_else(|| if full { behind() } else { None })
    }

    /// The office that begins at a token, if nothing before it says that it is another's or of another time.
    fn office_at(self, at: usize, end: usize, class: Class) -> Option<Office<'f>> {
        let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, class)?;
        let (ladder, name) = hit.value.split_once(": ")?;
        let other = at > 0 && (self.does(at - 1, role::OFFICE_ACTING) || self.is_mark(at - 1, &["-"]));
        // "Chairman and chief executive": one person has both.
        let to = at + hit.len;
        let joint = |at: usize| self.does(at, role::AND) || self.is_mark(at, &["&", "/"]);
        let office = |first: usize, end: usize| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, first, end, class)
        };
        let behind = joint(to) && office(to + 1, end).is_some();
        let before = at > 1
            && joint(at - 1)
            && (at.saturating_sub(LONGEST)..at - 1)
                .any(|first| office(first, at - 1).is_some_and(|hit| first + hit.len == at - 1));
        let both = behind || before;
        (!other && !both).then_some(Office { tokens: (at, at + hit.len), ladder, name })
    }

    /// The offices told without a name, "the consul said", that are another one of the ladder of the only holder of
    /// an office that the text names, and that it has nowhere else.
    fn offices_alone(self, held: &[(Office<'f>, &'f str)], class: Class) -> Vec<(Office<'f>, &'f str)> {
        let mut holders: FxHashMap<&str, Vec<(&str, &str)>> = FxHashMap::default();
        for (office, full) in held {
            let of = holders.entry(office.ladder).or_default();
            if !of.contains(&(full, office.name)) {
                of.push((full, office.name));
            }
        }
        holders.retain(|_, of| of.len() == 1);
        if holders.is_empty() {
            return Vec::new();
        }
        let mut named: FxHashMap<&str, Vec<Office<'f>>> = FxHashMap::default();
        for (from, to) in &self.facts.sentences {
            let mut at = *from as usize;
            while at < *to as usize {
                let Some(office) = self.office_at(at, *to as usize, class) else {
                    at += 1;
                    continue;
                };
                named.entry(office.name).or_default().push(office);
                at = office.tokens.1;
            }
        }
        let mut found = Vec::new();
        for offices in named.values() {
            let [office] = offices[..] else { continue };
            let Some(&[(full, name)]) = holders.get(office.ladder).map(Vec::as_slice) else { continue };
            let (from, to) = office.tokens;
            let the = from > 0 && self.does(from - 1, role::THE);
            let acts = self.has(to, class::SAYING)
                || self.does(to, role::WHO)
                || self.is_mark(to, &[","])
                || self.is_past_verb(to);
            let open = matches!(office.ladder, "law" | "firm")
                || office.name == "prime minister"
                || name == "prime minister";
            if the && acts && name != office.name && !open {
                found.push((office, full));
            }
        }
        found
    }

    /// Whether a word is a verb in the past.
    fn is_past_verb(self, at: usize) -> bool {
        self.is_lower(at) && crate::language::chosen().looks_past(self.word(at))
    }
}
