//! Facts: what an article states, typed, with exact spans.
//!
//! One pass over the tokens of each sentence. Only a word that can start a fact wakes an
//! extractor; the most special fact wins and swallows its parts, so the 20 of "20 February" is never
//! a number of things. Phrases that say something of several facts (a breakdown, an acting
//! authority) are patterns over the result: see [`Grammar`]. Facts know nothing of rules.

mod acronym;
mod attribute;
mod bracket;
pub mod condition;
mod count;
mod date;
mod description;
mod hindsight;
mod kind;
mod kind_set;
mod list;
mod money;
mod number;
mod organisation;
mod paragraph;
pub mod pattern;
mod period;
mod person;
mod phrase;
mod place;
mod proceeding;
mod quote;
mod reader;
mod recorded;
pub(crate) mod schema;
mod spacing;
mod term;
mod whole;
mod word;

pub use acronym::{Acronym, Role};
pub use attribute::{Attr, Key, Type};
pub use bracket::Bracket;
pub use count::Count;
pub use date::{Date, Precision, Resolved};
pub(crate) use hindsight::is_slip;
pub use kind::{Attribute, Kind};
pub(crate) use kind_set::KindSet;
pub use list::List;
pub use money::{Money, Percent};
pub use number::{Bound, Form, Grouping, Number};
pub use organisation::Organisation;
pub use paragraph::Paragraph;
pub use person::Person;
pub use phrase::{Authority, Breakdown, Event, Grammar, Range, Reference};
pub use place::Place;
pub use proceeding::Proceeding;
pub use quote::Quote;
pub use recorded::{Recorded, Said};
pub use spacing::{Spacing, SpacingSlip};
pub use term::Term;
pub use whole::Whole;
pub use word::Word;

use std::cmp::Ordering;

use jiff::civil;
use rust_decimal::Decimal;

use crate::Span;
use crate::document::{Article, Document, Zone};
use crate::lexicon::Lexicon;
use crate::text::{Classes, Tokens};
use reader::Reader;

/// What a fact says.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Value {
    Number(Number),
    Ordinal(Decimal),
    Date(Date),
    Money(Box<Money>),
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
    Spacing(Box<Spacing>),
    Word(Box<Word>),
    Reference(Reference),
    Event(Event),
    Attribution,
    Paragraph(Paragraph),
    Bracket(Bracket),
    Proceeding(Box<Proceeding>),
    Article(Box<Whole>),
    /// Of another article.
    Recorded(Box<Recorded>),
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
        match &self.value {
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
            Value::Word(_) => Kind::Word,
            Value::Reference(_) => Kind::Reference,
            Value::Event(_) => Kind::Event,
            Value::Attribution => Kind::Attribution,
            Value::Paragraph(_) => Kind::Paragraph,
            Value::Bracket(_) => Kind::Bracket,
            Value::Proceeding(_) => Kind::Proceeding,
            Value::Article(_) => Kind::Article,
            Value::Recorded(recorded) => recorded.kind,
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
            (Value::Number(n), K::Gloss) => A::Number(n.gloss?.into()),
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
            (Value::Date(d), K::First) => A::Number(d.days()?.0.into()),
            (Value::Date(d), K::Last) => A::Number(d.days()?.1.into()),
            (Value::Date(d), K::Timing) => A::Text(match d.timing? {
                Ordering::Less => "past",
                Ordering::Equal => "same",
                Ordering::Greater => "future",
            }),
            (Value::Date(d), K::Deictic) => A::Flag(d.deictic),
            (Value::Date(d), K::Form) => A::Text(if d.numeric { "numeric" } else { "words" }),
            (Value::Money(m), K::Value) => A::Number(m.amount.value),
            (Value::Money(m), K::Bound) => A::Text(m.amount.bound.name()),
            (Value::Money(m), K::Grouping) => A::Text(m.amount.grouping.name()),
            (Value::Money(m), K::Currency) => A::Text(&m.currency),
            (Value::Money(m), K::Noun) => A::Text(m.noun.as_ref()?),
            (Value::Money(m), K::Digits) => A::Number(m.digits().into()),
            (Value::Money(m), K::Definite) => A::Flag(m.definite),
            (Value::Percent(p), K::Value) => A::Number(p.value.value),
            (Value::Percent(p), K::Bound) => A::Text(p.value.bound.name()),
            (Value::Percent(p), K::Form) => A::Text(if p.points { "points" } else { "share" }),
            (Value::Place(p), K::Country) => A::Text(&p.country),
            (Value::Place(p), K::Class) => A::Text(p.class),
            (Value::Place(p), K::Name) => A::Text(&p.name),
            (Value::Place(p), K::Form) => A::Text(if p.demonym { "demonym" } else { "name" }),
            (Value::Person(p), K::Given) => A::Text(p.given.as_ref()?),
            (Value::Person(p), K::Family) => A::Text(&p.family),
            (Value::Person(p), K::Age) => A::Number(p.age?.into()),
            (Value::Person(p), K::AgeByBirth) => A::Number(p.age_by_birth?.into()),
            (Value::Person(p), K::Full) => A::Text(&p.full),
            (Value::Person(p), K::Repeated) => A::Flag(p.repeated),
            (Value::Person(p), K::Forename) => {
                A::Text(p.given.as_ref()?.split([' ', '\u{a0}', '\n']).next()?)
            }
            (Value::Person(p), K::Description) => A::Text(p.description.as_ref()?),
            (Value::Organisation(o), K::Name) => A::Text(&o.name),
            (Value::Organisation(o), K::Class) => A::Text(o.class),
            (Value::Organisation(o), K::Country) => A::Text(o.country.as_ref()?),
            (Value::Organisation(o), K::Repeated) => A::Flag(o.repeated),
            (Value::Quote(q), K::Closed) => A::Flag(q.closed),
            (Value::Quote(q), K::Speaker) => A::Text(q.speaker.as_ref()?),
            (Value::List(l), K::Items) => A::Number(l.items.into()),
            (Value::List(l), K::Form) => A::Text(l.form),
            (Value::List(l), K::Stated) => A::Number(l.stated?),
            (Value::Range(r), K::From) if !r.dates => A::Number(r.from),
            (Value::Range(r), K::To) if !r.dates => A::Number(r.to),
            (Value::Range(r), K::First) if r.dates => A::Number(r.from),
            (Value::Range(r), K::Last) if r.dates => A::Number(r.to),
            (Value::Acronym(a), K::Name) => A::Text(&a.name),
            (Value::Acronym(a), K::Role) => A::Text(match a.role {
                Role::Define => "define",
                Role::Use => "use",
                Role::Known => "known",
            }),
            (Value::Acronym(a), K::Long) => A::Text(a.long.as_ref()?),
            (Value::Count(c), K::Value) => A::Number(c.number.value),
            (Value::Count(c), K::Grouping) => A::Text(c.number.grouping.name()),
            (Value::Count(c), K::Gloss) => A::Number(c.number.gloss?.into()),
            (Value::Count(c), K::Whole) => A::Number(c.whole?),
            (Value::Count(c), K::Share) => A::Number(c.share?),
            (Value::Count(c), K::Ratio) => A::Number(c.ratio()?),
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
            (Value::Breakdown(b), K::Class) => A::Text(b.class),
            (Value::Authority(a), K::Class) => A::Text(a.class?),
            (Value::Authority(a), K::Country) => A::Text(&a.country),
            (Value::Authority(a), K::Name) => A::Text(&a.name),
            (Value::Authority(a), K::Role) => A::Text(a.role),
            (Value::Term(t), K::Name) => A::Text(&t.name),
            (Value::Term(t), K::Form) => A::Text(if t.well_formed { "well-formed" } else { "malformed" }),
            (Value::Spacing(s), K::Form) => A::Text(s.slip.name()),
            (Value::Spacing(s), K::Proper) => A::Text(&s.proper),
            (Value::Word(w), K::Class) => A::Text(&w.class),
            (Value::Word(w), K::Name) => A::Text(&w.name),
            (Value::Word(w), K::Form) => A::Text(w.form),
            (Value::Word(w), K::Counterpart) => A::Text(w.counterpart.as_ref()?),
            (Value::Reference(r), K::Name) => A::Text(&r.name),
            (Value::Reference(r), K::Antecedent) => A::Flag(r.antecedent),
            (Value::Event(e), K::Name) => A::Text(&e.name),
            (Value::Event(e), K::Definite) => A::Flag(e.definite),
            (Value::Paragraph(p), K::Words) => A::Number(p.words.into()),
            (Value::Paragraph(p), K::Ends) => A::Text(p.ends),
            (Value::Paragraph(p), K::Next) => A::Text(p.next),
            (Value::Paragraph(p), K::Introduced) => A::Flag(p.introduced),
            (Value::Paragraph(p), K::Quoted) => A::Flag(p.quoted),
            (Value::Paragraph(p), K::Personal) => A::Flag(p.personal),
            (Value::Paragraph(p), K::Repeated) => A::Flag(p.repeated),
            (Value::Bracket(b), K::Form) => A::Text(if b.opens { "opens" } else { "closes" }),
            (Value::Proceeding(p), K::Name) => A::Text(&p.name),
            (Value::Proceeding(p), K::Middle) => A::Text(p.middle.as_ref()?),
            (Value::Proceeding(p), K::Predicate) => A::Text(p.predicate),
            (Value::Proceeding(p), K::Value) => A::Number(p.months?),
            (Value::Proceeding(p), K::Year) => A::Number(p.year?.into()),
            (Value::Proceeding(p), K::Month) => A::Number(p.month?.into()),
            (Value::Proceeding(p), K::Day) => A::Number(p.day?.into()),
            (Value::Proceeding(p), K::Deictic) => A::Flag(p.deictic),
            (Value::Article(a), K::Words) => A::Number(a.words.into()),
            (Value::Article(a), K::Figures) => A::Text(a.figures.as_ref()?),
            (Value::Article(a), K::Wording) => A::Text(&a.wording),
            (Value::Recorded(recorded), key) => return recorded.attr(key),
            _ => return None,
        })
    }
}

/// The facts of one article, with its tokens and sentences.
#[derive(Clone, Debug, Default)]
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
    /// How many facts of each sentence lie over no others, and the set of their kinds.
    in_sentence: Vec<(u32, KindSet)>,
    /// The tokens that a pattern can start with, and their sentences.
    pattern_starts: Vec<(u32, u32)>,
    /// Indices into `all` by kind.
    kinds: [Vec<u32>; Kind::ALL.len()],
    /// The kinds there are.
    present: KindSet,
    /// The day of publication, if the article tells it.
    published: Option<civil::Date>,
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
        reader.drift(&mut all, article, &blocks);
        hindsight::reckon(&mut all, &reader, published);
        reader.repeat(&mut all);
        all.extend(list::lists(article, &all, &blocks, &reader));
        let Reader { tokens, sentences, .. } = reader;
        all.sort_by_cached_key(in_order);
        let mut facts = Self {
            text,
            tokens,
            sentences,
            blocks,
            all,
            starts: Vec::new(),
            in_sentence: Vec::new(),
            pattern_starts: Vec::new(),
            kinds: Default::default(),
            present: KindSet::default(),
            published,
        };
        facts.index();
        facts.find_pattern_starts();
        let mut more = grammar.read(&facts, article, lexicon);
        more.extend(paragraph::paragraphs(&facts, &more, article));
        facts.all.extend(more);
        facts.all.sort_by_cached_key(in_order);
        facts.index();
        facts
    }

    /// The same, with the article as a whole among them. Costs more than what few rules need it for:
    /// linting goes without.
    #[must_use]
    pub fn with_article(mut self, article: &Article) -> Self {
        if let Some(whole) = whole::whole(&self, article) {
            let at = self.all.partition_point(|fact| in_order(fact) < in_order(&whole));
            self.all.insert(at, whole);
            self.index();
        }
        self
    }

    /// The day of publication as the article tells it: "2024-03-12".
    #[must_use]
    pub fn published(&self) -> Option<String> {
        self.published.map(|day| day.to_string())
    }

    /// The facts of a kind that stand in a sentence. Costs two searches.
    fn within(&self, sentence: usize, kind: Kind) -> impl Iterator<Item = &Fact> {
        let of = &self.kinds[kind as usize];
        let before = |until: usize| of.partition_point(|&i| (self.all[i as usize].sentence as usize) < until);
        of[before(sentence)..before(sentence + 1)].iter().map(|&i| &self.all[i as usize])
    }

    fn find_pattern_starts(&mut self) {
        for (sentence, &(from, to)) in self.sentences.iter().enumerate() {
            let tokens = &self.tokens[from as usize..to as usize];
            let starts = tokens.iter().zip(from..).filter(|(t, _)| t.classes.meets(Classes::START));
            self.pattern_starts.extend(starts.map(|(_, at)| (at, sentence as u32)));
        }
    }

    fn index(&mut self) {
        self.starts.clear();
        self.starts.resize(self.tokens.len(), NONE);
        self.in_sentence.clear();
        self.in_sentence.resize(self.sentences.len(), (0, KindSet::default()));
        self.kinds.iter_mut().for_each(Vec::clear);
        for (i, fact) in self.all.iter().enumerate() {
            self.kinds[fact.kind() as usize].push(i as u32);
            self.present.insert(fact.kind());
            if !fact.kind().is_overlay() && !matches!(fact.value, Value::Recorded(_)) {
                let (number, kinds) = &mut self.in_sentence[fact.sentence as usize];
                *number += 1;
                kinds.insert(fact.kind());
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

    /// How many facts a sentence has, and the set of their kinds; phrases over other facts left
    /// out.
    pub(crate) fn in_sentence(&self, sentence: u32) -> (u32, KindSet) {
        self.in_sentence[sentence as usize]
    }

    /// Whether the article has a fact of one of these kinds.
    pub(crate) const fn has_any(&self, kinds: KindSet) -> bool {
        self.present.meets(kinds)
    }

    /// The tokens that a pattern can start with, and their sentences.
    pub(crate) fn pattern_starts(&self) -> &[(u32, u32)] {
        &self.pattern_starts
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
