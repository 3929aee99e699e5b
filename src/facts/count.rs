//! Counts: a number, what it counts, and the words that narrow it.
//!
//! The heart of the project. Two counts can contradict each other only if they count the same
//! things, so a count carries everything that narrows it: the words between number and noun,
//! the place, what happened to them, whether it is a part of a group or comes on top of one.

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::declare::kind;
use super::number::{Bound, ExtractedNumber, Form, Grouping, Number};
use super::{Fact, Place, Reader, Value};
use crate::language;
use crate::text::{class, role};

/// A number of things.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The number.
    pub number: Number,
    /// What is counted, in the singular. None if the noun is left out.
    pub noun: Option<CompactString>,
    /// The kind of thing: the part of the noun's class after "noun.", or "other". None if the
    /// noun is left out.
    pub class: Option<&'static str>,
    /// What the noun comes to, in one word for nouns of one meaning.
    pub sort: Option<CompactString>,
    /// The words between number and noun, in lower case, without places and additive words.
    pub modifiers: CompactString,
    /// The country or state named beside it.
    pub place: Option<CompactString>,
    /// The verb of what happened to them.
    pub predicate: Option<CompactString>,
    /// What that comes to, in one word for verbs of one meaning.
    pub event: Option<CompactString>,
    /// "two others", "eight more suspects".
    pub additive: bool,
    /// "two of the suspects".
    pub subset: bool,
    /// "two of the ten suspects": ten.
    pub whole: Option<Decimal>,
    /// "two of the suspects (20 per cent)": the percentage stated.
    pub share: Option<Decimal>,
    /// "the three men", "a total of three men".
    pub definite: bool,
    /// "all three men", "a total of three men", "its three men".
    pub complete: bool,
    /// The token after the number itself.
    pub number_to: u32,
    /// Whether another number stands right before it.
    pub adjacent: bool,
    /// Whether another count of the same class stands in its sentence.
    pub joined: bool,
    /// "All the guests, including 34 cooks": the guests. Of a group told by a pronoun, persons.
    pub among: Option<CompactString>,
    /// "no more than 30".
    pub limit: bool,
}

kind! {
    /// A number of things.
    Count(c) as "count", over Words;

    [Value, Bound, Form, Grouping, Gloss] of Number = &c.number;
    Noun: Text = c.noun.as_ref(), "what is counted, in the singular; absent if elided";
    Class: Text = c.class,
        "person, thing, place, event, document, group, measure; other for a noun no list has";
    Sort: Text = c.sort.as_ref(), "what the noun comes to, in one word for nouns of one meaning: \"pupil\" and \"student\"";
    Modifiers: Text = (!c.modifiers.is_empty()).then_some(&c.modifiers),
        "the words between number and noun, in lower case";
    Place: Text = c.place.as_ref(),
        "code of the country or state named as an adjective or after \"in\"";
    Predicate: Text = c.predicate.as_ref(), "what is said to have happened to them: arrest, seize";
    Event: Text = c.event.as_ref(), "what that comes to: death, injury, custody, prison, conviction, accusation, safety, eviction, admission or absence; else the predicate";
    Additive: Flag = c.additive, "counts more than those told before: \"two others\"";
    Subset: Flag = c.subset, "counts some of a group: \"two of the suspects\"";
    Whole: Number = c.whole, "of a subset, how many the group has: \"two of the ten boats\"";
    Share: Number = c.share, "the percentage in brackets, or after \"or\", behind it";
    Ratio: Number = c.ratio(), "of a subset of a counted group, its percentage as calculated";
    Definite: Flag = c.definite,
        "points back to a group, or is said to be all of it: \"the three men\", \"a total of 30 boats\"";
    Complete: Flag = c.complete,
        "said to be all: \"a total of 30 boats\", \"all 30 boats\", \"its 30 boats\", \"30 boats in all\"";
    Elided: Flag = c.noun.is_none(), "the noun is left out: \"six in Malta\"";
    Adjacent: Flag = c.adjacent, "another number stands right before it";
    Joined: Flag = c.joined, "another count of the same class stands in its sentence";
    Among: Text = c.among.as_ref(),
        "the noun of the group that it is some of, where it has one of its own: \"all the guests, including 34 cooks\"";
    Limit: Flag = c.limit, "is a limit that need not be reached: \"no more than 30\", \"may sell up to 30\"";
}

impl Count {
    /// A count of which only the number is known.
    pub(super) fn new(number: Number) -> Self {
        Self {
            number,
            noun: None,
            class: None,
            sort: None,
            modifiers: CompactString::default(),
            place: None,
            predicate: None,
            event: None,
            additive: false,
            subset: false,
            whole: None,
            share: None,
            definite: false,
            complete: false,
            number_to: 0,
            adjacent: false,
            joined: false,
            among: None,
            limit: false,
        }
    }

    /// The percentage that a subset is of its counted group.
    #[must_use]
    pub fn ratio(&self) -> Option<Decimal> {
        self.number.value.checked_mul(100.into())?.checked_div(self.whole?)
    }
}

/// A noun found in the text.
#[derive(Clone, Debug)]
pub(super) struct Noun {
    lemma: CompactString,
    class: &'static str,
    pub(super) plural: bool,
    /// Whether it is a unit of time.
    time: bool,
}

impl Noun {
    /// Whether a word list has it.
    pub(super) fn is_listed(&self) -> bool {
        self.class != "other"
    }

    /// Whether it is a unit of time.
    pub(super) fn is_time(&self) -> bool {
        self.time
    }
}

/// The class of persons, and what a word for them in general comes to.
const PERSON: &str = "person";

/// The most words that stand between a number and its noun.
const MODIFIERS: usize = 7;

/// Marks the counts that share a sentence with another count of the same class. Facts are in order, so those
/// of a sentence stand together.
pub(super) fn join(facts: &mut [Fact]) {
    for sentence in facts.chunk_by_mut(|a, b| a.sentence == b.sentence) {
        let mut classes: Vec<(&str, usize)> = Vec::new(); // at most one for each class there is
        for fact in sentence.iter() {
            if let Value::Count(count) = &fact.value {
                let Some(class) = count.class else { continue };
                match classes.iter_mut().find(|c| c.0 == class) {
                    Some((_, times)) => *times += 1,
                    None => classes.push((class, 1)),
                }
            }
        }
        for fact in sentence {
            if let Value::Count(count) = &mut fact.value {
                count.joined = classes.iter().any(|&(class, times)| Some(class) == count.class && times > 1);
            }
        }
    }
}

/// Whether two numbers are near enough to each other for one to have taken the place of the other. Those of
/// sizes and models are in digits.
fn is_same_size(a: &Number, b: &Number) -> bool {
    let (less, more) = if a.value < b.value { (a.value, b.value) } else { (b.value, a.value) };
    let whole = less.fract().is_zero() && more.fract().is_zero();
    let words = a.form == Form::Words && b.form == Form::Words;
    let near = words || less.checked_mul(4.into()).is_some_and(|most| more <= most);
    whole && less > Decimal::ONE && near
}

/// Whether a number is so long without a mark between its digits as numbers of telephones and catalogues are.
fn is_long(number: &Number) -> bool {
    number.form == Form::Digits && number.grouping == Grouping::None && number.value >= 1000.into()
}

impl Reader<'_> {
    /// The noun of one word at token `at`: a noun of a word list, or a lower-case word that looks plural.
    pub(super) fn noun(&self, at: usize, end: usize) -> Option<Noun> {
        let token = self.tokens.get(at).filter(|t| at < end && t.is_word())?;
        let listed = class::NOUNS.iter().filter_map(|&(class, name)| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class)?;
            Some(Noun {
                lemma: hit.value.into(),
                class: name,
                plural: hit.plural || self.language.is_own_plural(hit.value),
                time: self.lexicon.does(token, role::UNIT_TIME),
            })
        });
        if let Some(noun) = listed.into_iter().next() {
            return Some(noun);
        }
        let word = token.of(self.text);
        let (first, plural) = (word.as_bytes()[0], self.language.looks_plural(word));
        if word.len() < 4 || !plural || !word.is_ascii() {
            return None;
        }
        let lower = word.to_ascii_lowercase();
        if first.is_ascii_uppercase() && !self.titled {
            // "14 OCGs", "six Romanians", "three Republicans"; not the first word of a name.
            let acronym = word[..word.len() - 1].bytes().all(|b| b.is_ascii_uppercase());
            let name = self.tokens.get(at + 1).is_some_and(|t| at + 1 < end && t.is_capital());
            let people = token.has(class::DEMONYM);
            let known = !token.classes.is_none() && !people;
            let class = if people { "person" } else { "other" };
            return (acronym || !known && !name).then(|| Noun {
                lemma: lower[..lower.len() - 1].into(),
                class,
                plural: true,
                time: false,
            });
        }
        let lemma = language::chosen().stem(&lower);
        let plain = lemma != lower && (token.classes.is_none() || self.is_of_sort(at));
        plain.then_some(Noun { lemma, class: "other", plural: true, time: false })
    }

    /// The count that a number begins, and the token after it. None if nothing countable
    /// follows.
    pub(super) fn count(&self, found: ExtractedNumber, end: usize) -> Option<(Count, usize, usize)> {
        let ExtractedNumber { number, from, to, .. } = found;
        if number.compound || number.label || self.is_measure(to, end) {
            return None;
        }
        let before = self.before(from);
        let definite = before.is_some_and(|b| self.does(b, role::COUNT_DEFINITE));
        let of_them = self.is_of_them(from);
        let adjacent = self.number_stands_before(&found, end);
        let mut count = Count {
            // "Her two sisters" come on top of her.
            additive: before.is_some_and(|b| self.does(b, role::COUNT_BESIDE_ONE)),
            // "Of these, 34 were red".
            subset: of_them,
            definite: definite || of_them || before.is_some_and(|b| self.is_possessive(b)),
            number_to: to as u32,
            adjacent,
            ..Count::new(number)
        };
        let next = if to < end && self.is(to, role::OF) {
            self.subset(&mut count, to, end)
        } else if to + 1 < end && self.is(to, role::COUNT_OUT_OF) && self.is(to + 1, role::OF) {
            self.out_of(&mut count, to + 1, end)
        } else {
            self.phrase(&mut count, to, end)
        };
        let next = match next {
            Some(next) if count.noun.is_some() || count.subset => next,
            None if (of_them || self.is_among_were(from)) && self.is_bare_part(&count, from, to, end) => to,
            next => self.members(&mut count, from).then_some(to).or(next)?,
        };
        count.additive |= count.class == Some(PERSON) && before.is_some_and(|b| self.is_beside(b));
        if count.noun.is_none() && count.subset {
            self.of_these(&mut count, from);
        } else if count.noun.is_none() {
            self.of_fronted(&mut count, from, end);
            count.subset |= before.is_some_and(|before| self.is_including(before));
        }
        self.among_all(&mut count, from);
        self.among_fronted(&mut count, from);
        count.limit =
            number.bound == Bound::Nearly || number.bound == Bound::AtMost && !self.is_reached(from);
        // "The 2004 elections", "2019 figures": four digits without a mark before anything but people, things
        // and measures are a year.
        let yearly = matches!(count.class, Some("event" | "document" | "group" | "other"));
        if yearly
            && found.core.0 == from
            && self.year(from, to).is_some_and(|year| (1900..2100).contains(&year))
        {
            return None;
        }
        // Only measures are fractions: the digits of "1.234 boats" are grouped as in Europe.
        let measure = count.class == Some("measure");
        if !measure
            && number.form == Form::Digits
            && number.value.scale() == 3
            && number.grouping == Grouping::None
        {
            count.number.value = number.value.checked_mul(1000.into())?.normalize();
            count.number.unit = None;
            count.number.grouping = Grouping::Period;
        }
        if number.grouping == Grouping::Broken && !self.is_grouping(&found, measure) {
            return None;
        }
        let broken = !count.number.value.fract().is_zero() && number.form != Form::Mixed;
        // "Seven Oaks": a name, where even the noun is capitalised.
        let name = next > to
            && self.is_name_of_number(found.core.0, found.core.1, end)
            && self.tokens[next - 1].is_capital()
            && count.sort.is_none();
        if broken && !measure || name {
            return None;
        }
        self.predicate(&mut count, from, next, end);
        count.share = self.share(next, end);
        if let Some(definite) = self.complete(from, next, end) {
            count.complete = true;
            count.definite |= definite;
        }
        Some((count, from, next))
    }

    /// The count that a word for a group begins at token `at`, and the tokens of it: "both men", "the trio".
    pub(super) fn group(
        &self,
        at: usize,
        found: ExtractedNumber,
        end: usize,
    ) -> Option<(Count, usize, usize)> {
        let both = self.does(at, role::NUMBER_BOTH);
        let whole = |count: &Count| count.noun.is_some() && !count.subset;
        if (both || found.to > at + 1)
            && let Some((count, from, next)) = self.count(found, end).filter(|(count, ..)| whole(count))
        {
            return Some((Count { definite: count.definite || both, ..count }, from, next));
        }
        // "The trio", and not "the trio concert" or "the pair of swans".
        let more = found.to < end && (self.is(found.to, role::OF) || self.noun(found.to, end).is_some());
        if both || found.to > at + 1 || more {
            return None;
        }
        let mut count = Count { definite: true, ..Count::new(found.number) };
        self.predicate(&mut count, found.from, found.to, end);
        Some((count, found.from, found.to))
    }

    /// Whether who is told before the word in front of a count is not in it: "a couple and their two daughters",
    /// "Ana Borg and two sailors".
    fn is_beside(&self, before: usize) -> bool {
        let and = if self.does(before, role::COUNT_OWN) { self.before(before) } else { Some(before) };
        let Some(and) = and.filter(|&and| self.does(and, role::AND)) else { return false };
        let place = |at: usize| self.tokens[at].classes.meets(self.triggers.place);
        let name =
            |at: usize| self.tokens[at].is_capital() && !self.titled && !self.is_numeral(at) && !place(at);
        and < before || self.before(and).is_some_and(name)
    }

    /// Whether a word behind a comma leads to some of what is counted before: ", including 34 from Gozo".
    fn is_including(&self, at: usize) -> bool {
        let leads = self.does(at, role::SYNTAX_AMONG) && self.does(at, role::SYNTAX_LEADING);
        leads && at > self.sentence.0 && self.is_mark(at - 1, b',')
    }

    /// Whether a bound tells what is reached and is no limit: "as many as 30", "up to 30" of what has happened.
    fn is_reached(&self, from: usize) -> bool {
        let (first, end) = self.sentence;
        self.does(from, role::AS)
            || self.does(from, role::BOUND_REACHED)
                && !(first..end).any(|at| self.does(at, role::SYNTAX_MODAL))
    }

    /// Whether a token is the end of a possessive: "the harbour's".
    fn is_possessive(&self, at: usize) -> bool {
        matches!(self.word(at), "'s" | "’s")
    }

    /// Whether a count that is said to be all points back to a group, as "all 30 boats", "each of the 30 boats",
    /// "the full group of 30 boats" and "the harbour's 30 boats" do, and "a total of 30 boats" and "30 boats in
    /// all" do not. None where nothing says that it is all.
    fn complete(&self, from: usize, next: usize, end: usize) -> Option<bool> {
        let total = |at: Option<usize>| at.is_some_and(|at| self.does(at, role::COUNT_TOTAL));
        // "One out of every ten" is a rate.
        let all = |at: Option<usize>| total(at) && !at.is_some_and(|at| self.does(at, role::COUNT_EACH));
        let before = self.before(from);
        let the = before.filter(|&at| self.does(at, role::THE));
        let of = the.map_or(before, |the| self.before(the)).filter(|&at| self.is(at, role::OF));
        let noun = of.and_then(|of| self.before(of));
        let adjective = noun.and_then(|noun| self.before(noun)).filter(|_| the.is_none());
        // Persons, and who has a name, may have as many as others.
        let thing = |at: usize| self.tokens[at].is_lower() && !self.tokens[at].has(class::NOUN_PERSON);
        let owner = |end: usize| self.before(end).is_some_and(thing);
        let own = |at: usize| self.does(at, role::COUNT_OWN) || self.is_possessive(at) && owner(at);
        let pointing = before.is_some_and(own)
            || all(before)
            || total(the.and_then(|the| self.before(the)))
            || total(adjective)
            || the.is_some() && total(noun);
        let summed = || next + 1 < end && self.is(next, role::IN) && total(Some(next + 1));
        (pointing || total(noun) || summed()).then_some(pointing)
    }

    /// Whether the comma in digits that are grouped as nobody does was to group them. It may be a decimal comma,
    /// or keep a year, a time of day or the number of a chapter from the next.
    fn is_grouping(&self, found: &ExtractedNumber, measure: bool) -> bool {
        let raw = self.word(found.core.0);
        let (Some((first, _)), Some((_, last))) = (raw.split_once(','), raw.rsplit_once(',')) else {
            return false;
        };
        let decimal = last.len() < if measure { 3 } else { 2 };
        let before = self.before(found.from);
        let apart = before.is_some_and(|b| {
            self.does(b, role::DATE_BEFORE_TIME) || self.noun(b, found.from).is_some() || self.is_number(b)
        });
        found.number.form == Form::Digits && first.len() < 4 && !decimal && !apart
    }

    /// Whether a measure in the singular follows and more after it, as a compound without its
    /// hyphen does: "four 55 gallon drums", "two 12 person juries".
    fn is_measure(&self, at: usize, end: usize) -> bool {
        let measure = |noun: Noun| !noun.plural && noun.class == "measure";
        (self.does(at, role::NOUN_IN_COMPOUND) || self.noun(at, end).is_some_and(measure))
            && at + 1 < end
            && self.tokens[at + 1].is_word()
            && !self.ends_phrase(at + 1)
    }

    /// Whether a number stands right before another one that counts things, as a figure that was left when it
    /// was changed does: "the eight six suspects". Columns, telephone numbers, models and names have numbers
    /// side by side too, so there must be no sign of one of these.
    fn number_stands_before(&self, found: &ExtractedNumber, end: usize) -> bool {
        let ExtractedNumber { from, to, number, .. } = *found;
        if from <= self.sentence.0 || self.tokens[from].is_glued() || !self.is_numeral(from - 1) {
            return false;
        }
        let first =
            (self.sentence.0..from).rev().take_while(|&i| self.is_numeral(i) || self.is_mark(i, b'-'));
        let reads = |at: usize| self.number(at, from).filter(|n| n.core == (at, from));
        let Some(before) = first.filter_map(reads).last() else { return false };
        let at = before.core.0;
        let led = self.before(at);
        // "Three Nine Mile Sailors Jailed": in a headline of capitals the second may begin a name.
        !self.is_row(at, led)
            && !(self.titled && number.form == Form::Words)
            && self.year(from - 1, from).is_none()
            && is_same_size(&before.number, &number)
            && !(number.form == Form::Digits && before.number.value == number.value)
            && !(is_long(&before.number) && is_long(&number))
            && !self.is_model(from, to, end)
            && !self.is_fronted(led)
    }

    /// Whether a token is a number in digits or part of one in words.
    fn is_numeral(&self, at: usize) -> bool {
        self.is_number(at) || self.tokens[at].classes.meets(self.triggers.number_word)
    }

    /// Whether the numerals from token `at` on are a row of figures or a telephone number: a third numeral, a
    /// mark, the name of the row or a word for calling stands before them.
    fn is_row(&self, at: usize, led: Option<usize>) -> bool {
        led.is_some_and(|led| {
            let token = &self.tokens[led];
            let mark =
                !token.is_word() && !matches!(self.word(led), "\"" | "“" | "‘" | "«" | "(" | "," | ";");
            mark || self.tokens[at].is_glued() && token.is_word()
                || self.is_numeral(led)
                || self.does(led, role::TELEPHONE)
                || self.noun(led, at).is_some()
                    && !token.has(class::PREDICATE)
                    && !(token.is_lower() && self.language.looks_active(self.word(led)))
        })
    }

    /// Whether a number belongs to a name, a model or a size and not to what is counted: "ten Six Nations
    /// titles", "five 787 Dreamliners", "eight 2,000 L tanks", "four six lane roads".
    fn is_model(&self, from: usize, to: usize, end: usize) -> bool {
        let name = |at: usize| {
            let token = &self.tokens[at];
            token.is_capital() && !self.titled && !token.classes.meets(self.triggers.place)
        };
        let compound = || {
            let more = to + 1 < end && self.tokens[to + 1].is_word() && !self.ends_phrase(to + 1);
            more && self.noun(to, end).is_some_and(|noun| !noun.plural)
        };
        name(from) || to < end && (name(to) || self.does(to, role::UNIT_SYMBOL) || compound())
    }

    /// Whether the number is the end of a phrase in front of its sentence, after which a comma may be left
    /// out: "In a crew of nine seven sailors were hurt".
    fn is_fronted(&self, led: Option<usize>) -> bool {
        let Some(led) = led else { return false };
        let plain = |at: usize| {
            let token = &self.tokens[at];
            token.is_word() && !token.has(class::AUXILIARY) && !token.has(class::PREDICATE)
        };
        self.tokens[self.sentence.0].has(class::PREPOSITION)
            && self.tokens[led].has(class::PREPOSITION)
            && (self.sentence.0..led).all(plain)
    }

    /// Makes a count one of persons.
    fn persons(&self, count: &mut Count) {
        count.noun = Some(CompactString::const_new(PERSON));
        (count.class, count.sort) = (Some(PERSON), count.noun.clone());
    }

    /// "A crew of 22": the members of what is told before the number are persons, or animals.
    fn members(&self, count: &mut Count, from: usize) -> bool {
        let of = self.before(from).filter(|&of| self.does(of, role::OF));
        let Some(group) = of.and_then(|of| self.before(of)) else { return false };
        let number = &count.number;
        let whole = number.value.fract().is_zero() && number.value > Decimal::ONE;
        if !whole || number.label || number.compound || !self.does(group, role::COUNT_MEMBERS) {
            return false;
        }
        self.persons(count);
        true
    }

    /// The percentage right after a count: "(20 per cent)", ", or 20 per cent".
    fn share(&self, at: usize, end: usize) -> Option<Decimal> {
        let bracket = self.skip_mark(at, end, b'(');
        let or = self.skip_word(self.skip_mark(at, end, b','), end, role::OR);
        let from = if bracket > at { bracket } else { or };
        let or = from > at && (bracket > at || self.is(from - 1, role::OR));
        let number = (or && from < end && self.is_number(from)).then(|| self.number(from, end))??;
        match self.measured(number, end) {
            (Value::Percent(percent), _) if !percent.points && percent.value.bound == Bound::Exact => {
                Some(percent.value.value)
            }
            _ => None,
        }
    }

    /// Reads a noun phrase from token `at` on: modifiers, then the noun. An absent noun is elided where what
    /// follows can only be said of things counted before or after.
    fn phrase(&self, count: &mut Count, at: usize, end: usize) -> Option<usize> {
        let mut head: Option<(Noun, usize)> = None;
        let mut to = at;
        while to < end.min(at + MODIFIERS) {
            let token = &self.tokens[to];
            let hyphen = matches!(self.word(to), "-" | "‑") && self.is_joint(to, end);
            if hyphen {
                // "four-door cars": both halves are modifiers.
                head = None;
                to += 2;
                continue;
            }
            let quote = !token.is_word() && matches!(self.word(to), "\"" | "“" | "”" | "‘") && head.is_none();
            if quote {
                to += 1;
                continue;
            }
            let short_comma = self.is_mark(to, b',')
                && head.is_none()
                && to > at
                && to + 1 < end
                && (self.tokens[to + 1].is_lower() || self.is_place_comma(to));
            if !token.is_word() && !short_comma || self.ends_phrase(to) {
                break;
            }
            match self.noun(to, end) {
                Some(noun) if noun.plural || count.number.value == Decimal::ONE || count.subset => {
                    // After a plural noun only another noun goes on: "arms dealers".
                    head = Some((noun, to + 1));
                }
                _ if head.is_some() => break,
                _ => {}
            }
            to += 1;
        }
        let head = head.or_else(|| self.lone_noun(count, at, end));
        let Some((noun, next)) = head else {
            return self.elided(count, at, end);
        };
        (count.class, count.noun) = (Some(noun.class), Some(noun.lemma));
        count.sort = self.sort(next);
        self.modifiers(count, at, next - 1);
        if let Some(place) = self.place_in(next, end).filter(|place| !place.demonym) {
            count.place = Some(place.code().clone());
        }
        Some(next)
    }

    /// Whether all that is known of a word is that it is a noun of some sort.
    fn is_of_sort(&self, at: usize) -> bool {
        let sort = self.triggers.sort.filter(|sort| self.tokens[at].classes == sort.only());
        sort.is_some_and(|sort| self.lexicon.at(self.text, &self.tokens, at, at + 1, sort).is_some())
    }

    /// What the noun before token `next` comes to: the longest entry of a list that ends there.
    pub(super) fn sort(&self, next: usize) -> Option<CompactString> {
        let class = self.triggers.sort?;
        let ends = |at: &usize| *at >= self.sentence.0;
        let hit = |at: usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, next, class)?;
            (at + hit.len == next).then(|| hit.value.into())
        };
        (1..=2).rev().filter_map(|len| next.checked_sub(len)).filter(ends).find_map(hit)
    }

    /// Whether a comma stands before or after the name of a place: "four Columbus, Ohio, men".
    fn is_place_comma(&self, at: usize) -> bool {
        let place = |at: usize| self.tokens[at].classes.meets(self.triggers.place);
        self.tokens[at - 1].is_capital() && place(at + 1) || place(at - 1)
    }

    /// The noun after "one" that no word list has: "one chance and", where the phrase is plainly over.
    fn lone_noun(&self, count: &Count, at: usize, end: usize) -> Option<(Noun, usize)> {
        let token = self.tokens.get(at).filter(|t| at < end && t.is_lower())?;
        let over = at + 1 >= end || !self.tokens[at + 1].is_word() || self.ends_phrase(at + 1);
        let plain = token.classes.is_none() && over;
        let one = count.number.value == Decimal::ONE && count.number.form == Form::Words;
        (plain && one && !self.is(at, role::ELSE)).then(|| {
            (Noun { lemma: self.word(at).into(), class: "other", plural: false, time: false }, at + 1)
        })
    }

    /// Whether a word cannot stand between a number and its noun.
    pub(super) fn ends_phrase(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.has(class::ADDITIVE) {
            return false;
        }
        let small = token.has(class::PREPOSITION)
            || token.has(class::DETERMINER)
            || token.has(class::CONJUNCTION)
            || token.has(class::PRONOUN)
            || token.has(class::AUXILIARY);
        let number = token.classes.meets(self.triggers.number_word);
        let verb = token.has(class::PREDICATE) && self.predicate_ends(at);
        small || number || verb || self.word(at).starts_with(['\'', '’'])
    }

    /// Whether a participle is a verb here ("six arrested in Spain") and no adjective ("six
    /// stolen cars"): no noun follows it.
    fn predicate_ends(&self, at: usize) -> bool {
        self.noun(at + 1, self.sentence.1).is_none()
    }

    /// Sorts the words between number and noun into places, additive words and the rest.
    fn modifiers(&self, count: &mut Count, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            if let Some((place, next)) = self.place(at, to) {
                count.place.get_or_insert_with(|| place.code().clone());
                at = next;
                continue;
            }
            if self.tokens[at].has(class::ADDITIVE) {
                count.additive = true;
            } else if self.tokens[at].is_word() {
                if !count.modifiers.is_empty() {
                    count.modifiers.push(' ');
                }
                count.modifiers.extend(self.word(at).chars().flat_map(char::to_lowercase));
            }
            at += 1;
        }
    }

    /// A count without its noun: "six in Malta", "eight arrested", "two others".
    fn elided(&self, count: &mut Count, at: usize, end: usize) -> Option<usize> {
        let number = count.number;
        let few = number.value < 10_000.into() && number.value.fract().is_zero() && !number.label;
        if at >= end || !few {
            return None;
        }
        let word = self.word(at);
        if self.tokens[at].has(class::ADDITIVE) {
            count.additive = true;
            return self.is(at, role::COUNT_ADDITIVE_NOUN).then_some(at + 1);
        }
        // "no one", "218 votes to 209", "aged 44".
        let before = self.word_before(at, count);
        if before.is_some_and(|b| self.is(b, role::COUNT_NOT_AFTER) || self.does(b, role::NO)) {
            return None;
        }
        let token = &self.tokens[at];
        let verb = token.has(class::PREDICATE)
            || self.event(at).is_some()
            || token.has(class::AUXILIARY)
            || token.is_lower() && self.language.looks_past(word) && token.classes.is_none()
            || self.does(at, role::COUNT_ELIDED_BEFORE);
        let place = self.is(at, role::COUNT_PLACE_AFTER) && !token.is_glued();
        (verb || place).then_some(at)
    }

    /// The word before a count whose noun would start at token `at`.
    fn word_before(&self, at: usize, count: &Count) -> Option<usize> {
        let bounded = count.number.bound != Bound::Exact;
        let first = (self.sentence.0..at).rev().take_while(|&i| {
            let token = &self.tokens[i];
            self.is_number(i)
                || token.classes.meets(self.triggers.number_word)
                || bounded && token.has(class::BOUND)
        });
        first.last().unwrap_or(at).checked_sub(1).filter(|&b| b >= self.sentence.0)
    }

    /// What a word says that happened to persons.
    fn event(&self, at: usize) -> Option<CompactString> {
        let hit = self.lexicon.at(self.text, &self.tokens, at, self.sentence.1, class::EVENT)?;
        Some(hit.value.into())
    }

    /// The place after "in", if that is token `at`.
    fn place_in(&self, at: usize, end: usize) -> Option<Place> {
        let place = self.skip_word(at + 1, end, role::THE);
        let in_place = at < end && self.is(at, role::IN) && place < end;
        in_place.then(|| self.place(place, end)).flatten().map(|(place, _)| place)
    }

    /// Finds what happened to the things counted: "six suspects were arrested", "arrested six suspects", and
    /// for an elided noun the place that follows.
    fn predicate(&self, count: &mut Count, from: usize, next: usize, end: usize) {
        let lemma = |at: usize| {
            let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class::PREDICATE)?;
            Some(hit.value.into())
        };
        let mut at = next;
        while at < end.min(next + 5)
            && (self.tokens[at].has(class::AUXILIARY) || self.is(at, role::COUNT_BEFORE_VERB))
        {
            at += 1;
        }
        let mut told = None;
        if at < end {
            (count.predicate, told) = (lemma(at), Some(at));
        }
        let event = told.and_then(|at| self.event(at));
        if count.predicate.is_none()
            && event.is_none()
            && from > self.sentence.0
            && !self.tokens[from - 1].has(class::AUXILIARY)
        {
            (count.predicate, told) = (lemma(from - 1), Some(from - 1));
        }
        count.event =
            event.or_else(|| told.and_then(|at| self.event(at))).or_else(|| count.predicate.clone());
        if count.noun.is_none() && next < end && self.is(next, role::IN) {
            count.place = self.place_in(next, end).map(|place| place.code().clone());
        }
    }
}

mod part;
#[cfg(test)]
mod tests;
