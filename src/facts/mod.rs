//! Facts: what an article states, typed, with exact spans.
//!
//! One pass over the tokens of each sentence. Only a word that can start a fact wakes an
//! extractor; the most special fact wins and swallows its parts, so the 20 of "20 February" is never
//! a number of things. Phrases that say something of several facts (a breakdown, an acting
//! authority) are patterns over the result: see [`Grammar`]. Facts know nothing of rules.

mod acronym;
pub mod condition;
mod count;
mod date;
mod kind;
mod list;
mod money;
mod number;
mod organisation;
pub mod pattern;
mod period;
mod person;
mod phrase;
mod place;
mod quote;
mod sentence;
mod spacing;
mod term;
pub(crate) mod token;

pub use acronym::{Acronym, Role};
pub use count::Count;
pub use date::{Date, Precision, Resolved};
pub use kind::{Attr, Attribute, Key, Kind, Type};
pub use list::List;
pub use money::{Money, Percent};
pub use number::{Bound, Form, Grouping, Number};
pub use organisation::Organisation;
pub use person::Person;
pub use phrase::{Authority, Breakdown, Grammar, Range};
pub use place::Place;
pub use quote::Quote;
pub use spacing::Spacing;
pub use term::Term;
pub use token::{Space, Token, TokenKind, Tokens};

use std::cell::{Cell, RefCell};

use rust_decimal::Decimal;

use crate::Span;
use crate::document::{Article, Document, Zone};
use crate::lexicon::{Classes, Lexicon, class};

/// What a fact says.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Number(Number),
    Ordinal(Decimal),
    Date(Date),
    Money(Money),
    Percent(Percent),
    Place(Place),
    Person(Box<Person>),
    Organisation(Box<Organisation>),
    Quote(Quote),
    List(List),
    Range(Range),
    Acronym(Acronym),
    Count(Box<Count>),
    Breakdown(Breakdown),
    Authority(Authority),
    Term(Term),
    Spacing(Spacing),
}

/// A fact: what it says and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its bytes in the document's text.
    pub span: Span,
    /// Its tokens, as indices into the article's.
    pub tokens: (u32, u32),
    /// The zone it stands in.
    pub zone: Zone,
    /// The block it stands in, as an index into the article's.
    pub block: u32,
    /// The sentence it stands in, counted through the article from 0.
    pub sentence: u32,
    /// What it says.
    pub value: Value,
}

impl Fact {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.value {
            Value::Number(_) => Kind::Number,
            Value::Ordinal(_) => Kind::Ordinal,
            Value::Date(_) => Kind::Date,
            Value::Money(_) => Kind::Money,
            Value::Percent(_) => Kind::Percent,
            Value::Place(_) => Kind::Place,
            Value::Person(_) => Kind::Person,
            Value::Organisation(_) => Kind::Organisation,
            Value::Quote(_) => Kind::Quote,
            Value::List(_) => Kind::List,
            Value::Range(_) => Kind::Range,
            Value::Acronym(_) => Kind::Acronym,
            Value::Count(_) => Kind::Count,
            Value::Breakdown(_) => Kind::Breakdown,
            Value::Authority(_) => Kind::Authority,
            Value::Term(_) => Kind::Term,
            Value::Spacing(_) => Kind::Spacing,
        }
    }

    /// An attribute by name. None if the fact is silent on it or its kind does not have it.
    #[must_use]
    pub fn attr(&self, key: Key) -> Option<Attr<'_>> {
        use {Attr as A, Key as K};
        Some(match (&self.value, key) {
            (Value::Number(n), K::Value) => A::Number(n.value),
            (Value::Number(n), K::Bound) => A::Text(n.bound.name()),
            (Value::Number(n), K::Form) => A::Text(n.form.name()),
            (Value::Number(n), K::Grouping) => A::Text(n.grouping.name()),
            (Value::Number(n), K::Compound) => A::Flag(n.compound),
            (Value::Number(n), K::Label) => A::Flag(n.label),
            (Value::Ordinal(n), K::Value) => A::Number(*n),
            (Value::Date(d), K::Year) => A::Number(d.year?.into()),
            (Value::Date(d), K::Month) => A::Number(d.month?.into()),
            (Value::Date(d), K::Day) => A::Number(d.day?.into()),
            (Value::Date(d), K::Weekday) => A::Text(d.weekday_name()?),
            (Value::Date(d), K::CalendarWeekday) => A::Text(d.calendar_weekday()?),
            (Value::Date(d), K::Range) => A::Flag(d.last.is_some()),
            (Value::Date(d), K::Valid) => A::Flag(d.valid()),
            (Value::Date(d), K::Precision) => A::Text(d.precision.name()),
            (Value::Date(d), K::Relative) => A::Flag(d.relative),
            (Value::Date(d), K::Ambiguous) => A::Flag(d.ambiguous),
            (Value::Date(d), K::Resolved) => A::Text(match d.resolved {
                Resolved::Text => "text",
                Resolved::Sentence => "sentence",
                Resolved::Article => "article",
                Resolved::Dateline => "dateline",
                Resolved::Nothing => "nothing",
            }),
            (Value::Money(m), K::Value) => A::Number(m.amount.value),
            (Value::Money(m), K::Bound) => A::Text(m.amount.bound.name()),
            (Value::Money(m), K::Grouping) => A::Text(m.amount.grouping.name()),
            (Value::Money(m), K::Currency) => A::Text(&m.currency),
            (Value::Percent(p), K::Value) => A::Number(p.value.value),
            (Value::Percent(p), K::Bound) => A::Text(p.value.bound.name()),
            (Value::Percent(p), K::Form) => A::Text(if p.points { "points" } else { "share" }),
            (Value::Place(p), K::Country) => A::Text(&p.country),
            (Value::Place(p), K::Class) => A::Text(p.class),
            (Value::Place(p), K::Form) => A::Text(if p.demonym { "demonym" } else { "name" }),
            (Value::Person(p), K::Given) => A::Text(p.given.as_ref()?),
            (Value::Person(p), K::Family) => A::Text(&p.family),
            (Value::Person(p), K::Age) => A::Number(p.age?.into()),
            (Value::Person(p), K::Full) => A::Text(&p.full),
            (Value::Organisation(o), K::Name) => A::Text(&o.name),
            (Value::Organisation(o), K::Class) => A::Text(o.class),
            (Value::Organisation(o), K::Country) => A::Text(o.country.as_ref()?),
            (Value::Quote(q), K::Closed) => A::Flag(q.closed),
            (Value::Quote(q), K::Speaker) => A::Text(q.speaker.as_ref()?),
            (Value::List(l), K::Items) => A::Number(l.items.into()),
            (Value::List(l), K::Form) => A::Text(l.form),
            (Value::Range(r), K::From) => A::Number(r.from),
            (Value::Range(r), K::To) => A::Number(r.to),
            (Value::Acronym(a), K::Name) => A::Text(&a.name),
            (Value::Acronym(a), K::Role) => A::Text(match a.role {
                Role::Define => "define",
                Role::Use => "use",
                Role::Known => "known",
            }),
            (Value::Count(c), K::Value) => A::Number(c.number.value),
            (Value::Count(c), K::Bound) => A::Text(c.number.bound.name()),
            (Value::Count(c), K::Form) => A::Text(c.number.form.name()),
            (Value::Count(c), K::Noun) => A::Text(c.noun.as_ref()?),
            (Value::Count(c), K::Class) => A::Text(c.class?),
            (Value::Count(c), K::Modifiers) if !c.modifiers.is_empty() => A::Text(&c.modifiers),
            (Value::Count(c), K::Place) => A::Text(c.place.as_ref()?),
            (Value::Count(c), K::Predicate) => A::Text(c.predicate.as_ref()?),
            (Value::Count(c), K::Additive) => A::Flag(c.additive),
            (Value::Count(c), K::Subset) => A::Flag(c.subset),
            (Value::Count(c), K::Definite) => A::Flag(c.definite),
            (Value::Count(c), K::Elided) => A::Flag(c.noun.is_none()),
            (Value::Count(c), K::Adjacent) => A::Flag(c.adjacent),
            (Value::Count(c), K::Joined) => A::Flag(c.joined),
            (Value::Breakdown(b), K::Whole) => A::Number(b.whole),
            (Value::Breakdown(b), K::Parts) => A::Numbers(&b.parts),
            (Value::Breakdown(b), K::Total) => {
                A::Number(b.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?)
            }
            (Value::Breakdown(b), K::Exhaustive) => A::Flag(b.exhaustive),
            (Value::Authority(a), K::Country) => A::Text(&a.country),
            (Value::Authority(a), K::Name) => A::Text(&a.name),
            (Value::Authority(a), K::Role) => A::Text(a.role),
            (Value::Term(t), K::Name) => A::Text(&t.name),
            (Value::Term(t), K::Form) => A::Text(if t.well_formed { "well-formed" } else { "malformed" }),
            (Value::Spacing(s), K::Form) => A::Text(s.name()),
            _ => return None,
        })
    }
}

/// The facts of one article, with its tokens and sentences.
#[derive(Clone, Debug)]
pub struct Facts<'d> {
    /// The document's text.
    pub text: &'d str,
    /// The article's tokens.
    pub tokens: Tokens,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<(u32, u32)>,
    /// The first sentence of each block, and the number of sentences at the end.
    blocks: Vec<u32>,
    /// All facts, in order of their start.
    all: Vec<Fact>,
    /// The fact, if any, that starts at each token; phrases over other facts are left out.
    starts: Vec<u32>,
    /// How many facts of each sentence lie over no others.
    in_sentence: Vec<u32>,
    /// Indices into `all` by kind.
    kinds: [Vec<u32>; Kind::ALL.len()],
}

const NONE: u32 = u32::MAX;

impl<'d> Facts<'d> {
    /// Reads an article. Pure, and linear in the length of the article.
    #[must_use]
    pub fn read(document: &'d Document, article: &Article, lexicon: &Lexicon, grammar: &Grammar) -> Self {
        let text = document.text.as_str();
        let mut reader = Reader::new(text, lexicon, article.span());
        let mut all = Vec::with_capacity(reader.room());
        let mut blocks = Vec::with_capacity(article.blocks.len() + 1);
        for (index, block) in article.blocks.iter().enumerate() {
            blocks.push(reader.sentences.len() as u32);
            reader.block(index as u32, block.zone, block.span, &mut all);
        }
        blocks.push(reader.sentences.len() as u32);
        count::join(&mut all);
        let published = date::published(&all, &reader);
        date::resolve(&mut all, published);
        reader.define(&mut all);
        all.extend(list::lists(article, &all, &reader));
        let Reader { tokens, sentences, .. } = reader;
        all.sort_by_key(in_order);
        let mut facts = Self {
            text,
            tokens,
            sentences,
            blocks,
            all,
            starts: Vec::new(),
            in_sentence: Vec::new(),
            kinds: Default::default(),
        };
        facts.index();
        let phrases = grammar.read(&facts, article, lexicon);
        if !phrases.is_empty() {
            facts.all.extend(phrases);
            facts.all.sort_by_key(in_order);
            facts.index();
        }
        facts
    }

    fn index(&mut self) {
        self.starts.clear();
        self.starts.resize(self.tokens.len(), NONE);
        self.in_sentence.clear();
        self.in_sentence.resize(self.sentences.len(), 0);
        self.kinds.iter_mut().for_each(Vec::clear);
        for (i, fact) in self.all.iter().enumerate() {
            self.kinds[fact.kind() as usize].push(i as u32);
            if !fact.kind().is_overlay() {
                self.in_sentence[fact.sentence as usize] += 1;
                self.starts[fact.tokens.0 as usize] = i as u32;
            }
        }
    }

    /// All facts, in order of their start.
    #[must_use]
    pub fn all(&self) -> &[Fact] {
        &self.all
    }

    /// The facts of a kind, in order. Costs nothing where there are none.
    pub fn of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Fact> {
        self.kinds[kind as usize].iter().map(|&i| &self.all[i as usize])
    }

    /// The fact that starts at a token, phrases over other facts left out.
    #[must_use]
    pub fn starting(&self, token: usize) -> Option<&Fact> {
        self.starts.get(token).filter(|&&i| i != NONE).map(|&i| &self.all[i as usize])
    }

    /// How many facts a sentence has, phrases over other facts left out.
    #[must_use]
    pub fn in_sentence(&self, sentence: u32) -> usize {
        self.in_sentence[sentence as usize] as usize
    }

    /// The sentence that a token stands in.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.1 as usize <= token)
    }

    /// The block that a sentence stands in.
    #[must_use]
    pub fn block_of(&self, sentence: usize) -> usize {
        self.blocks.partition_point(|&first| first as usize <= sentence).saturating_sub(1)
    }

    /// The text from the first to before the last token.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].start, self.tokens[to - 1].end)
    }
}

/// Facts stand in the order of their places.
const fn in_order(fact: &Fact) -> (u32, u32, u8) {
    (fact.span.start, fact.span.end, fact.kind() as u8)
}

/// A fact that an extractor found.
struct Found {
    value: Value,
    /// Its first token and the one after its last.
    tokens: (usize, usize),
    /// Where to go on; before the end of a count, whose noun phrase may hold other facts.
    next: usize,
}

/// The classes that wake an extractor, joined once.
struct Wake {
    any: Classes,
    place: Classes,
    money: Classes,
    date: Classes,
    /// What begins a date, an amount or a number.
    measured: Classes,
    /// Words that can begin or continue a number in words.
    number_word: Classes,
    /// Number words that need another before them.
    large: Classes,
    /// Words that name a place, a group, an authority; that no name has; and both with other
    /// common nouns.
    thing: Classes,
    never_name: Classes,
    common: Classes,
    /// Words that say of a name that it is an organisation's.
    head: Classes,
}

/// What the extractors of one article share: its tokens and where in it they are.
struct Reader<'d> {
    text: &'d str,
    lexicon: &'d Lexicon,
    tokens: Tokens,
    sentences: Vec<(u32, u32)>,
    wake: Wake,
    /// The zone, the tokens of the current block, and those of the current sentence.
    zone: Zone,
    block: (usize, usize),
    sentence: (usize, usize),
    /// Whether the block is set in title case, so that capitals mean nothing.
    titled: bool,
    /// The article's people so far.
    people: RefCell<person::People>,
    /// The sentence last asked whether it is in capitals, and the answer.
    shouted: Cell<Option<(usize, bool)>>,
}

impl<'d> Reader<'d> {
    fn new(text: &'d str, lexicon: &'d Lexicon, span: Span) -> Self {
        let set = |classes: &[_]| classes.iter().copied().collect::<Classes>();
        let large = set(&[class::HUNDRED, class::SCALE, class::DOZEN]);
        let number_word = set(&[class::CARDINAL, class::TENS]).union(large);
        let place = set(&[
            class::COUNTRY,
            class::COUNTRY_PART,
            class::DEMONYM,
            class::US_STATE,
            class::US_STATE_ABBREVIATION,
        ]);
        let money = set(&[class::CURRENCY_CODE, class::CURRENCY_SYMBOL]);
        let date = set(&[class::MONTH, class::WEEKDAY]);
        let (thing, never_name, common) = person::common_classes();
        let measured = number_word.union(money).union(date).union(set(&[
            class::ORDINAL,
            class::FRACTION,
            class::TWO,
            class::PERIOD,
            class::PERIOD_END,
            class::QUARTER,
        ]));
        let any = measured.union(place).union(set(&[class::INSTRUMENT, class::NAME_PARTICLE]));
        Self {
            text,
            lexicon,
            tokens: Tokens::with_room((span.end - span.start) as usize),
            sentences: Vec::new(),
            wake: Wake {
                any,
                measured,
                place,
                money,
                date,
                number_word,
                large,
                thing,
                never_name,
                common,
                head: set(&[class::COMPANY_SUFFIX, class::AUTHORITY_NOUN, class::NOUN_GROUP]),
            },
            people: RefCell::default(),
            zone: Zone::Body,
            block: (0, 0),
            sentence: (0, 0),
            titled: false,
            shouted: Cell::new(None),
        }
    }

    /// Room for about as many facts as an article of this length has.
    fn room(&self) -> usize {
        self.tokens.room() / 8
    }

    /// Reads one block: its tokens, its sentences, their facts.
    fn block(&mut self, index: u32, zone: Zone, span: Span, out: &mut Vec<Fact>) {
        let known = out.len();
        let from = self.tokens.len();
        self.tokens.scan(self.text, span, self.lexicon);
        self.block = (from, self.tokens.len());
        self.zone = zone;
        self.titled = zone == Zone::Headline;
        let first = self.sentences.len();
        sentence::split(self.text, &self.tokens, from, self.tokens.len(), &mut self.sentences);
        for sentence in first..self.sentences.len() {
            let (from, to) = self.sentences[sentence];
            self.sentence = (from as usize, to as usize);
            let mut place = |(value, from, to): (Value, usize, usize)| {
                out.push(Fact {
                    span: self.span(from, to),
                    tokens: (from as u32, to as u32),
                    zone,
                    block: index,
                    sentence: sentence as u32,
                    value,
                });
            };
            if zone != Zone::Source {
                self.sentence_facts(&mut place);
            }
        }
        let mut quotes = Vec::new();
        self.quotes(&out[known..], &mut |quote, from, to| quotes.push((quote, from, to)));
        for (quote, from, to) in quotes {
            let sentence = first + self.sentences[first..].partition_point(|s| s.1 as usize <= from);
            out.push(Fact {
                span: self.span(from, to),
                tokens: (from as u32, to as u32),
                zone,
                block: index,
                sentence: sentence as u32,
                value: Value::Quote(quote),
            });
        }
    }

    fn sentence_facts(&self, place: &mut impl FnMut((Value, usize, usize))) {
        let (from, end) = self.sentence;
        let mut at = from;
        let mut free = from; // the first token no fact has taken
        while at < end {
            let found = if self.wakes(at) { self.fact(at, end) } else { None };
            match found {
                Some(Found { value, tokens: (first, last), next }) => {
                    place((value, first.max(free), last));
                    at = next;
                    free = next;
                }
                None => at += 1,
            }
        }
        for (spacing, at) in self.spacing() {
            // From the word before the gap; where a full stop is before it, from before that.
            let before = if spacing == Spacing::Missing { 2 } else { 1 };
            let first = at.saturating_sub(before).max(self.block.0);
            place((Value::Spacing(spacing), first, at + 1));
        }
        self.organisations(&mut |organisation, first, to| {
            place((Value::Organisation(Box::new(organisation)), first, to));
        });
    }

    /// Whether a fact can start at a token: a glance, for every token.
    fn wakes(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_capital() || token.kind == TokenKind::Number || token.classes.meets(self.wake.any)
    }

    /// The most special fact that starts at a token.
    fn fact(&self, at: usize, end: usize) -> Option<Found> {
        let token = &self.tokens[at];
        let found = |value, next| Some(Found { value, tokens: (at, next), next });
        if token.kind == TokenKind::Number || token.classes.meets(self.wake.measured) {
            if let Some(measured) = self.measured_fact(at, end) {
                return Some(measured);
            }
            if token.kind == TokenKind::Number {
                return None;
            }
        }
        if token.has(class::INSTRUMENT)
            && token.is_capital()
            && let Some((term, next)) = self.term(at, end)
        {
            return found(Value::Term(term), next);
        }
        if (token.is_capital() || token.has(class::NAME_PARTICLE))
            && let Some((person, next)) = self.named(at, end)
        {
            return found(Value::Person(Box::new(person)), next);
        }
        if token.classes.meets(self.wake.place)
            && let Some((place, next)) = self.place(at, end)
        {
            return found(Value::Place(place), next);
        }
        let (acronym, next) = self.acronym(at, end)?;
        found(Value::Acronym(acronym), next)
    }

    /// A date, an amount, an ordinal, a number or a count.
    fn measured_fact(&self, at: usize, end: usize) -> Option<Found> {
        let token = &self.tokens[at];
        let number = token.kind == TokenKind::Number;
        let found = |value, next| Some(Found { value, tokens: (at, next), next });
        if (number || token.classes.meets(self.wake.date))
            && let Some((date, next)) = self.date(at, end)
        {
            return found(Value::Date(date), next);
        }
        if let Some((date, next)) = self.period(at, end) {
            return found(Value::Date(date), next);
        }
        if let Some((date, from)) = self.period_before(at) {
            return Some(Found { value: Value::Date(date), tokens: (from, at + 1), next: at + 1 });
        }
        if token.classes.meets(self.wake.money)
            && let Some((money, from, next)) = self.money(at, end)
        {
            return Some(Found { value: Value::Money(money), tokens: (from, next), next });
        }
        if let Some(part) = self.fraction(at, end) {
            let tokens = (part.from, part.to);
            return Some(Found { value: Value::Number(part.number), tokens, next: part.to });
        }
        if token.has(class::TWO) {
            let two = self.two(at, end)?;
            let (count, from, next) = self.count(two, end).filter(|(c, ..)| c.noun.is_some() && !c.subset)?;
            let definite = count.definite || self.word(at).eq_ignore_ascii_case("both");
            let value = Value::Count(Box::new(Count { definite, ..count }));
            return Some(Found { value, tokens: (from, next), next: two.to });
        }
        if let Some((ordinal, next)) = self.ordinal(at, end) {
            return found(Value::Ordinal(ordinal), next);
        }
        // "two-thirds of": the number is a part's.
        let divisor = if self.is_mark(at + 1, b'-') { at + 2 } else { at + 1 };
        if let Some(part) = self.fraction(divisor, end).filter(|p| p.core.0 == at) {
            let tokens = (part.from, part.to);
            return Some(Found { value: Value::Number(part.number), tokens, next: part.to });
        }
        // "ten Brinke" is a name that a number word begins.
        let name = self.is_name(at) || token.has(class::NAME_PARTICLE) && self.named(at, end).is_some();
        let words = token.classes.meets(self.wake.number_word) && !name;
        (number || words).then(|| self.quantity(at, end)).flatten()
    }

    /// A person, by full name or as one named before.
    fn named(&self, at: usize, end: usize) -> Option<(Person, usize)> {
        let mut people = self.people.borrow_mut();
        if let Some(later) = self.later_mention(at, end, &people) {
            return Some(later);
        }
        let (person, next) = self.person(at, end)?;
        if person.given.is_some() {
            people.add(&person);
        }
        Some((person, next))
    }

    /// A number, and the most special thing it is part of.
    fn quantity(&self, at: usize, end: usize) -> Option<Found> {
        if let Some((money, next)) = self.pence(at, end) {
            return Some(Found { value: Value::Money(money), tokens: (at, next), next });
        }
        let found = self.number(at, end)?;
        let (value, to) = self.measured(found, end);
        if !matches!(value, Value::Number(_)) {
            return Some(Found { value, tokens: (found.from, to), next: to });
        }
        // Only the number of a count is taken: a place or an acronym before the noun is a fact
        // too.
        let counted = |(count, from, next): (Count, usize, usize)| {
            let relative = self.period_after(next - 1, next, end).map(|to| {
                let value = Value::Date(Date { relative: true, ..date::blank(Precision::Relative) });
                Found { value, tokens: (found.core.0, to), next: to }
            });
            let tokens = (from, next.max(found.to));
            relative.unwrap_or(Found { value: Value::Count(Box::new(count)), tokens, next: found.to })
        };
        self.count(found, end).map(counted).or_else(|| {
            // A pronoun ("no one", "one another") or a name ("Seven Oaks") is no number.
            let (from, to) = found.core;
            let one =
                found.number.value == Decimal::ONE && self.tokens[from].is_word() && !found.number.compound;
            let name = self.is_name_of_number(from, to, end);
            (!one && !name).then_some(Found { value, tokens: (from, to), next: found.to })
        })
    }

    /// Whether a capitalised number word has a capitalised word after it, as names have: "Seven
    /// Oaks", "Five Star Alliance".
    fn is_name_of_number(&self, from: usize, to: usize, end: usize) -> bool {
        let next = self.tokens.get(to).filter(|_| to < end);
        !self.titled
            && self.tokens[from].is_capital()
            && next.is_some_and(|t| {
                t.is_capital()
                    && !t.is_upper()
                    && t.space == Space::Single
                    && !t.classes.meets(self.wake.place)
                    && !t.has(class::INSTRUMENT)
            })
    }

    fn ordinal(&self, at: usize, end: usize) -> Option<(Decimal, usize)> {
        if self.is_number(at) {
            let suffix = at + 1 < end
                && self.tokens[at + 1].is_glued()
                && matches!(self.word(at + 1), "st" | "nd" | "rd" | "th");
            return Some((self.word(at).parse().ok().filter(|_| suffix)?, at + 2));
        }
        let hit = self.lexicon.at(self.text, &self.tokens, at, at + 1, class::ORDINAL)?;
        Some((hit.sense.number?.into(), at + 1))
    }

    /// Whether a number word inside a sentence is capitalised, as names are: "the Seven Five".
    fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_capital() && !self.titled && at > self.sentence.0 && {
            let before = &self.tokens[at - 1];
            before.is_word() && !before.is_upper() && token.space == Space::Single
        }
    }

    fn is_number(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Number
    }

    /// The text of a token; empty past the last.
    fn word(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    fn is_mark(&self, at: usize, mark: u8) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_mark(self.text, mark))
    }

    /// The token after `at` if that is the mark, else `at`.
    fn skip_mark(&self, at: usize, end: usize, mark: u8) -> usize {
        if at < end && self.is_mark(at, mark) { at + 1 } else { at }
    }

    /// The token after `at` if that is the word, else `at`.
    fn skip_word(&self, at: usize, end: usize, word: &str) -> usize {
        if at < end && self.word(at).eq_ignore_ascii_case(word) { at + 1 } else { at }
    }

    fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].start, self.tokens[to - 1].end)
    }
}
