//! Offices that a text gives one person: "Deputy Mayor Agnes Thornberry … Mayor Thornberry", "Malta's ambassador, Agnes
//! Thornberry … the consul said".

use rustc_hash::{FxHashMap, FxHashSet};

use super::holder::{Holder, Named};
use super::{Value, Variant};
use crate::document::Zone;
use crate::facts::Fact;
use crate::facts::look::Look;
use crate::facts::told::Hit;
use crate::text::{class, role};

/// An office where the text has it: its tokens, the ladder of offices it is one of, and itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Office<'f> {
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
    pub(super) ladder: &'f str,
    pub(super) name: &'f str,
    /// The office above it in the ladder; empty where the list names none.
    above: &'f str,
}

/// The ladders of institutions that an article tells of by one of their officers: who is meant by "the consul" has been told.
/// Courts and police forces have others, whom nobody needs to name.
const CLOSED: [&str; 23] = [
    "town",
    "government",
    "parliament",
    "mission",
    "club",
    "firm",
    "church",
    "abbey",
    "university",
    "school",
    "hospital",
    "rank",
    "team",
    "orchestra",
    "paper",
    "district",
    "fire",
    "academic",
    "kitchen",
    "museum",
    "council",
    "house",
    "prison",
];

/// The most persons that a text names in full where an office without a name is one of theirs.
const FEW: usize = 4;

/// The heads of governments and states, whom nobody needs to name.
const STATE: [&str; 2] = ["prime minister", "governor"];

/// How many offices an article tells at most that are held against each other. One with more is a list of officials.
const MANY: usize = 200;

/// The offices of persons. Linear in the words of lists and in the names.
pub(super) fn offices(look: Look<'_>) -> Vec<Fact> {
    let facts = look.facts;
    let Some(class) = look.lexicon.class("office.rank") else { return Vec::new() };
    let mut all: Vec<Office<'_>> = Vec::new();
    for sentence in look.sentences_with(class) {
        let (from, to) = look.sentence(sentence);
        let zone = facts.zone(facts.block_of(sentence));
        // Capitals of a headline tell no names.
        if zone.is_own() && !(zone == Zone::Headline && look.is_titled(from, to)) {
            let office = |hit| look.office(sentence, hit);
            all.extend(look.hits((from, to), class).filter_map(office));
        }
    }
    let mut first: FxHashMap<&str, &str> = FxHashMap::default();
    let mut several: FxHashSet<&str> = FxHashSet::default();
    for office in &all {
        if *first.entry(office.ladder).or_insert(office.name) != office.name {
            several.insert(office.ladder);
        }
    }
    if several.is_empty() || all.len() > MANY {
        return Vec::new();
    }
    let places: Vec<(usize, usize)> = all.iter().map(|office| office.tokens).collect();
    let mut named: Vec<(Office<'_>, Named)> = Vec::new();
    let mut alone: Vec<Office<'_>> = Vec::new();
    for (at, office) in all.iter().enumerate() {
        // An office alone in its ladder agrees with itself.
        if !several.contains(office.ladder) || look.has_second_office(&all, at) {
            continue;
        }
        // "The commander of the fleet, Admiral Poe": the nearer of two offices is the person's.
        let nearer = |named: &Named| {
            let (first, last) = (office.tokens.1.min(named.last), office.tokens.0.max(named.first));
            all[all.partition_point(|other| other.tokens.0 < first)..]
                .iter()
                .take_while(|other| other.tokens.1 <= last)
                .any(|other| other != office && other.ladder == office.ladder)
        };
        match look.holder_of(office) {
            Some(near) if nearer(&near) => {}
            Some(near) => named.push((*office, near)),
            None if look.is_alone(office) => alone.push(*office),
            None => {}
        }
    }
    let words = look.places_of_families(named.iter().map(|(_, named)| *named));
    let mut held: Vec<(Office<'_>, Holder<'_>)> = Vec::new();
    for (office, named) in named {
        let known = |holder: &Holder<'_>| {
            named.is_sure() || !holder.given.is_empty() || named.first <= office.tokens.1 + 1
        };
        held.extend(look.holder(named, &places, &words).filter(known).map(|holder| (office, holder)));
    }
    held.retain(|(office, holder)| !look.may_change(&all, office, holder));
    let of_one = look.of_one_holder(&all, &held, &alone);
    held.extend(of_one);
    let value = |(office, holder): &(Office<'_>, Holder<'_>)| {
        let (name, thing, ladder) = (office.name.into(), holder.full(), office.ladder.into());
        facts.fact_over(
            office.tokens,
            Value::Variant(Box::new(Variant { name, thing, form: "office", ladder })),
        )
    };
    held.iter().map(value).collect()
}

impl<'f> Look<'f> {
    /// The office that a word of the list is, if nothing before it says that it is of another time, or somebody's
    /// stand-in.
    fn office(self, sentence: usize, (from, to, value): Hit<'f>) -> Option<Office<'f>> {
        let (ladder, name) = value.split_once(": ")?;
        let range = self.sentence(sentence);
        let before = from.checked_sub(1).filter(|&at| at >= range.0);
        let acting = before.is_some_and(|at| {
            self.does(at, role::OFFICE_ACTING) && !self.does(at, role::DATE_POSSESSED)
                || self.is_mark(at, &["-"]) && self.does(at.saturating_sub(1), role::OFFICE_ACTING)
                // "Where, as Rep. Thornberry, she had sat".
                || self.does(at, role::AS)
        });
        let (name, above) = name.split_once(" < ").unwrap_or((name, ""));
        (!acting).then_some(Office { tokens: (from, to), sentence, ladder, name, above })
    }

    /// Whether a word joins the office to another one: "chairman and chief executive".
    fn has_second_office(self, all: &[Office<'f>], at: usize) -> bool {
        let and = |at: usize| self.does(at, role::AND) || self.is_mark(at, &["&", "/"]);
        let joined = |a: &Office<'_>, b: &Office<'_>| {
            let between = a.tokens.1..b.tokens.0;
            // "Chairman, president and chief executive", "chair of the board and chief executive"
            // "The vice-chancellor, Professor Thornberry": the second is her title.
            let titled = !between.clone().any(and) && self.is_name_word(b.tokens.1);
            let bare = !titled && between.clone().all(|at| and(at) || self.is_mark(at, &[","]));
            let led = between.clone().any(and) && !self.is_capital_word(a.tokens.1);
            a.sentence == b.sentence && (1..=6).contains(&between.len()) && (bare || led)
        };
        let before = at.checked_sub(1).is_some_and(|before| joined(&all[before], &all[at]));
        before || all.get(at + 1).is_some_and(|next| joined(&all[at], next))
    }

    /// The name that stands beside an office: "Mayor Thornberry", "the mayor of Marsa, Agnes Thornberry,", "Thornberry, the
    /// mayor,".
    fn holder_of(self, office: &Office<'f>) -> Option<Named> {
        let range = self.sentence(office.sentence);
        let (from, to) = office.tokens;
        let dot = usize::from(self.is_mark(to, &["."]) && to < range.1);
        if let Some(named) = self.name_from(to + dot, range.1) {
            let his = from > range.0
                && self.does(from - 1, role::DATE_POSSESSED)
                && !self.does(from - 1, role::THE);
            return (!his).then_some(named);
        }
        // "Agnes Thornberry, mayor, Karl Borg, treasurer": the name before is the holder's.
        let listed = from > range.0 && self.is_mark(from - 1, &[","]) && self.is_mark(to, &[","]);
        let ahead = if listed { None } else { self.apposition_behind(to, range.1) };
        let behind = self.named_before_office(from, to, range);
        match (ahead, behind) {
            (Some(named), None) | (None, Some(named)) => Some(named),
            _ => None,
        }
    }

    /// The name that is an apposition behind an office with its complement: "of Marsa, Agnes Thornberry,".
    fn apposition_behind(self, to: usize, end: usize) -> Option<Named> {
        /// How many tokens a complement may have.
        const COMPLEMENT: usize = 9;
        let comma = (to..(to + COMPLEMENT).min(end)).find(|&at| self.is_mark(at, &[",", ";", ":", "("]))?;
        let leads = comma == to
            || self.has(to, class::PREPOSITION)
            || self.does(to, role::OF)
            || self.does(to, role::SYNTAX_TO);
        let verb =
            |at: usize| self.is_any(at, &[class::AUXILIARY, class::SAYING]) || self.does(at, role::WHO);
        if !leads || !self.is_mark(comma, &[","]) || (to..comma).any(verb) {
            return None;
        }
        let named = self.name_from(comma + 1, end)?;
        let closes =
            named.last == end || self.is_mark(named.last, &[",", ";", ")", "(", "\"", "”", "–", "—"]);
        (closes && named.is_sure()).then_some(named)
    }

    /// "Agnes Thornberry, the mayor of Marsa,", "Thornberry, who is mayor,".
    fn named_before_office(self, from: usize, to: usize, (start, end): (usize, usize)) -> Option<Named> {
        /// How many tokens may stand between the comma and the office.
        const FAR: usize = 7;
        let near = from.saturating_sub(FAR).max(start);
        let comma = (near..from).rev().find(|&at| self.is_mark(at, &[","]))?;
        let relative = self.does(comma + 1, role::WHO);
        // "Agnes Thornberry, Mayor of Marsa Karl Borg": a list of officials.
        let led =
            relative || (comma + 1..from).any(|at| self.has(at, class::DETERMINER)) || self.is_lower(from);
        if !led || (comma + 1..from).any(|at| self.does(at, role::OFFICE_ALSO)) {
            return None;
        }
        let other = |at: usize| {
            let verb = self.has(at, class::AUXILIARY) || self.does(at, role::SYNTAX_BE);
            let past = self.is_past_form(at) || self.is_past_verb(at);
            let small = self.is_any(at, &[class::PREPOSITION, class::CONJUNCTION, class::SAYING])
                || self.does(at, role::AND);
            small || past && !self.does(at, role::SYNTAX_BE) || verb && !relative
        };
        // "Who was mayor until May" tells of another time.
        let other_time = relative && !(comma + 1..from).any(|at| self.does(at, role::OFFICE_HOLDS));
        let follows = to == end
            || self.is_mark(to, &[",", ";", ")", "("]) && !self.is_name_word(to + 1)
            || self.is_dash(to)
            || self.is_any(to, &[class::PREPOSITION])
            || self.does(to, role::OF)
            || self.does(to, role::WHO);
        if other_time || !follows || (comma + 1..from).any(other) {
            return None;
        }
        self.named_up_to(comma, start)
    }

    /// Whether "the" stands before an office that is told without a name, and what the office does behind it.
    fn is_alone(self, office: &Office<'f>) -> bool {
        let (from, mut to) = office.tokens;
        let (start, end) = self.sentence(office.sentence);
        // "The bishop of Marsa said".
        if let Some(last) = self.place_of(office) {
            to = last + 1;
        }
        let the = from > start && self.does(from - 1, role::THE);
        let said = from > start + 1
            && (self.has(from - 2, class::SAYING) || self.is_past_verb(from - 2))
            && (to == end || self.is_mark(to, &[",", "."]));
        let acts = to < end
            && (self.has(to, class::SAYING)
                || self.does(to, role::WHO)
                || self.is_mark(to, &[","])
                || from == start + 1 && self.has(to, class::AUXILIARY)
                || self.is_past_form(to)
                || self.is_past_verb(to));
        the && (said || acts)
    }

    /// The last token of the name of a place behind an office: "of Marsa".
    fn place_of(self, office: &Office<'f>) -> Option<usize> {
        let to = office.tokens.1;
        let (_, end) = self.sentence(office.sentence);
        let name = |at: &usize| self.is_capital_word(*at);
        self.does(to, role::OF).then(|| (to + 1..end.min(to + 5)).take_while(name).last()).flatten()
    }

    /// Whether two offices are told of one place by name: "the bishop of Marsa", "the archbishop of Marsa".
    fn is_of_one_place(self, a: &Office<'f>, b: &Office<'f>) -> bool {
        let place = |office| self.place_of(office).map(|at| self.word(at));
        place(a).is_some_and(|a| place(b) == Some(a))
    }

    /// Whether the age of who holds an office stands behind it, as it does of one who has been named: "the mayor, 58,".
    fn is_aged(self, office: &Office<'f>) -> bool {
        let to = office.tokens.1;
        self.is_mark(to, &[","]) && self.is_number(to + 1) && self.is_mark(to + 2, &[",", "."])
    }

    /// The offices told without a name, "the consul said", that are another one of the ladder of the only holder of
    /// an office that the text names, and that it has nowhere else.
    fn of_one_holder(
        self,
        all: &[Office<'f>],
        held: &[(Office<'f>, Holder<'f>)],
        alone: &[Office<'f>],
    ) -> Vec<(Office<'f>, Holder<'f>)> {
        let mut holders: FxHashMap<&str, Vec<(Holder<'f>, Office<'f>)>> = FxHashMap::default();
        for (office, holder) in held {
            let of = holders.entry(office.ladder).or_default();
            if !of.iter().any(|(known, other)| known == holder && other.name == office.name) {
                of.push((*holder, *office));
            }
        }
        let mut found = Vec::new();
        // Among many persons any may be meant.
        if self.named_in_full() > FEW {
            return found;
        }
        for office in alone.iter().filter(|office| CLOSED.contains(&office.ladder)) {
            let Some(&[(holder, own)]) = holders.get(office.ladder).map(Vec::as_slice) else { continue };
            let once = all.iter().filter(|other| other.name == office.name).count() == 1;
            // Everybody knows of the superior of a deputy.
            let known =
                own.above == office.name || STATE.iter().any(|name| [office.name, own.name].contains(name));
            // But its age, or the place of both, tells who is meant.
            let named = all.iter().filter(|other| other.name == own.name);
            let meant =
                self.is_aged(office) || named.into_iter().any(|own| self.is_of_one_place(office, own));
            let known = known && !meant;
            let change = |sentence: usize| self.facts.has_word_with(sentence, role::OFFICE_CHANGE);
            if once && own.name != office.name && !known && !change(office.sentence) {
                found.push((*office, holder));
            }
        }
        found
    }

    /// Whether the article tells of a change of office: a sentence with a word for it has the person, or an office of
    /// the ladder.
    fn may_change(self, all: &[Office<'f>], office: &Office<'f>, holder: &Holder<'f>) -> bool {
        (0..self.facts.sentences.len()).filter(|&s| self.facts.has_word_with(s, role::OFFICE_CHANGE)).any(
            |s| {
                let (from, to) = self.sentence(s);
                let other = all.iter().any(|other| {
                    other.sentence == s && other.ladder == office.ladder && other.name != office.name
                });
                let own = all.iter().any(|other| other.sentence == s && other.ladder == office.ladder);
                let person = || own || (from..to).any(|at| self.word(at) == holder.family);
                other || person() && !self.is_long_ago((from, to))
            },
        )
    }

    /// Whether a change of office is told with its year, so that it was before all that the article tells: "who was
    /// elected in 2018".
    fn is_long_ago(self, (from, to): (usize, usize)) -> bool {
        /// How many tokens behind the change its year may stand.
        const NEAR: usize = 7;
        let year = |at: usize| {
            (self.does(at, role::IN) || self.does(at, role::SINCE))
                && self.word(at + 1).len() == 4
                && self.is_number(at + 1)
        };
        let mut changes = (from..to).filter(|&at| self.does(at, role::OFFICE_CHANGE));
        changes.all(|at| (at..to.min(at + NEAR)).any(year))
    }

    /// Whether a word is a regular verb in the past.
    pub(super) fn is_past_verb(self, at: usize) -> bool {
        self.is_lower(at) && crate::language::chosen().looks_past(self.word(at))
    }

    /// Whether a word is an irregular verb in the past.
    fn is_past_form(self, at: usize) -> bool {
        self.does(at, role::SYNTAX_PAST)
    }
}
