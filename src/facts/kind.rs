//! The kinds of fact. Each is declared in the file of its type.

use super::declare::{Attribute, Declared, Over};
use super::make::Maker;
use super::{
    Acronym, Age, Attr, Attribution, Authority, Bracket, Breakdown, Change, Clause, Clock, Column,
    Comparison, Count, Date, Duration, Era, Event, Fact, Group, Key, Lasted, Lifetime, List, Match, Measure,
    Misgrouping, Money, Nth, Number, Ordinal, Organisation, Paragraph, Percent, Person, Place, Proceeding,
    Proportion, Quote, Range, Rate, Recorded, Reference, Restatement, Reversal, Rivals, RunOn, Series, Share,
    Shares, Since, Spacing, Term, Variant, Vote, Whole, Word,
};

macro_rules! kinds {
    ($($kind:ident($of:ty)),+ $(,)?) => {
        /// The kind of a fact.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Kind {
            $(#[doc = concat!("That of [`Value::", stringify!($kind), "`].")] $kind,)+
        }

        /// The value of a fact, by its kind.
        #[derive(Clone, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum Value {
            $($kind($of),)+
            /// A fact recalled from another article.
            Recorded(Box<Recorded>),
        }

        impl Kind {
            /// Every kind, in the order of schemas and of facts at one place.
            pub const ALL: [Self; [$(Self::$kind),+].len()] = [$(Self::$kind),+];

            /// The name used in rules and listings.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => <$of as Declared>::NAME,)+ }
            }

            /// What it is, in a sentence.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$kind => <$of as Declared>::ABOUT,)+ }
            }

            /// The attributes of the kind.
            #[must_use]
            pub const fn attributes(self) -> &'static [Attribute] {
                match self { $(Self::$kind => <$of as Declared>::ATTRIBUTES,)+ }
            }

            /// What makes facts of the kind from phrases of the grammar; none for a kind that is found
            /// otherwise.
            pub(super) const fn maker(self) -> Option<Maker> {
                match self { $(Self::$kind => <$of as Declared>::MAKER,)+ }
            }

            const fn over(self) -> Over {
                match self { $(Self::$kind => <$of as Declared>::OVER,)+ }
            }
        }

        impl Fact {
            /// Its kind.
            #[must_use]
            pub const fn kind(&self) -> Kind {
                match &self.value {
                    $(Value::$kind(_) => Kind::$kind,)+
                    Value::Recorded(recorded) => recorded.kind,
                }
            }

            /// An attribute by name. None if the fact is silent on it or its kind does not have it.
            #[must_use]
            pub fn attr(&self, key: Key) -> Option<Attr<'_>> {
                match &self.value {
                    $(Value::$kind(said) => <$of as Declared>::attr(said, key),)+
                    Value::Recorded(recorded) => recorded.attr(key),
                }
            }
        }
    };
}

kinds! {
    Number(Number),
    Ordinal(Ordinal),
    Date(Date),
    Money(Box<Money>),
    Percent(Percent),
    Place(Place),
    Person(Box<Person>),
    Organisation(Box<Organisation>),
    Acronym(Acronym),
    Count(Box<Count>),
    Breakdown(Breakdown),
    Range(Range),
    List(List),
    Quote(Quote),
    Authority(Authority),
    Term(Term),
    Spacing(Box<Spacing>),
    Word(Box<Word>),
    Reference(Reference),
    Event(Event),
    Attribution(Attribution),
    Paragraph(Paragraph),
    Bracket(Bracket),
    Proceeding(Box<Proceeding>),
    Share(Box<Share>),
    Shares(Shares),
    Article(Box<Whole>),
    Measure(Box<Measure>),
    Change(Box<Change>),
    Comparison(Box<Comparison>),
    Clock(Clock),
    Duration(Duration),
    Since(Since),
    Age(Box<Age>),
    Variant(Box<Variant>),
    Rate(Box<Rate>),
    RunOn(Box<RunOn>),
    Lifetime(Lifetime),
    Lasted(Box<Lasted>),
    Era(Era),
    Proportion(Box<Proportion>),
    Nth(Nth),
    Restatement(Restatement),
    Rivals(Rivals),
    Match(Box<Match>),
    Vote(Box<Vote>),
    Misgrouping(Misgrouping),
    Reversal(Reversal),
    Group(Group),
    Clause(Box<Clause>),
    Series(Box<Series>),
    Column(Box<Column>),
}

impl Kind {
    /// Whether facts of the kind lie over others and take nothing from them.
    #[must_use]
    pub const fn is_overlay(self) -> bool {
        matches!(self.over(), Over::Facts | Over::Sentence)
    }

    /// Whether facts of the kind are the groups, clauses and series of sentences, which are made only for rules
    /// that ask for them.
    #[must_use]
    pub const fn is_syntactic(self) -> bool {
        matches!(self.over(), Over::Sentence)
    }

    /// The attribute of that name, if the kind has it.
    #[must_use]
    pub fn attribute(self, name: &str) -> Option<&'static Attribute> {
        self.attributes().iter().find(|a| a.key.name() == name)
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }
}
