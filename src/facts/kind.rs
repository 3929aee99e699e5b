//! The kinds of fact and their attributes: what rules can ask for.

use super::attribute::{Key, Type};
use schemars::JsonSchema;

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Kind {
    /// A number that is nothing more special.
    Number,
    /// "third", "11th".
    Ordinal,
    /// A calendar date of any precision.
    Date,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A country, a state, or an adjective or people that points to one.
    Place,
    /// A person, by full name or family name.
    Person,
    /// A company, authority or other organisation, by name.
    Organisation,
    /// An acronym, defined or used.
    Acronym,
    /// A number of things.
    Count,
    /// A whole and its parts.
    Breakdown,
    /// From one figure to another.
    Range,
    /// Bullets, or countries one after another.
    List,
    /// A quotation.
    Quote,
    /// A public authority of a country, acting or listed.
    Authority,
    /// The name of an official instrument.
    Term,
    /// White space that is not one space where one belongs.
    Spacing,
    /// A word of a list whose words are facts.
    Word,
    /// A thing spoken of as if named before: "the five-day course".
    Reference,
    /// An event that its name alone does not date: "the action day".
    Event,
    /// Who says what follows: "the minister said:".
    Attribution,
    /// A headline, paragraph or bullet as a whole.
    Paragraph,
    /// A bracket without its other half.
    Bracket,
    /// A step of proceedings against a person: "pleaded guilty on 5 March".
    Proceeding,
    /// The article as a whole.
    Article,
}

/// An attribute of a kind.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    /// Its name.
    pub key: Key,
    /// The type of its values.
    pub of: Type,
    /// What it says, and its possible values where they are few.
    pub about: &'static str,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 25] = [
        Self::Number,
        Self::Ordinal,
        Self::Date,
        Self::Money,
        Self::Percent,
        Self::Place,
        Self::Person,
        Self::Organisation,
        Self::Acronym,
        Self::Count,
        Self::Breakdown,
        Self::Range,
        Self::List,
        Self::Quote,
        Self::Authority,
        Self::Term,
        Self::Spacing,
        Self::Word,
        Self::Reference,
        Self::Event,
        Self::Attribution,
        Self::Paragraph,
        Self::Bracket,
        Self::Proceeding,
        Self::Article,
    ];

    /// Whether facts of the kind lie over others and take nothing from them.
    #[must_use]
    pub const fn is_overlay(self) -> bool {
        matches!(
            self,
            Self::Organisation
                | Self::Breakdown
                | Self::Range
                | Self::List
                | Self::Quote
                | Self::Authority
                | Self::Spacing
                | Self::Word
                | Self::Reference
                | Self::Event
                | Self::Attribution
                | Self::Paragraph
                | Self::Bracket
                | Self::Proceeding
                | Self::Article
        )
    }

    /// The name used in rules and listings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Ordinal => "ordinal",
            Self::Date => "date",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Place => "place",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Acronym => "acronym",
            Self::Count => "count",
            Self::Breakdown => "breakdown",
            Self::Range => "range",
            Self::List => "list",
            Self::Quote => "quote",
            Self::Authority => "authority",
            Self::Term => "term",
            Self::Spacing => "spacing",
            Self::Word => "word",
            Self::Reference => "reference",
            Self::Event => "event",
            Self::Attribution => "attribution",
            Self::Paragraph => "paragraph",
            Self::Bracket => "bracket",
            Self::Proceeding => "proceeding",
            Self::Article => "article",
        }
    }

    /// What the kind can be asked for.
    #[must_use]
    pub const fn attributes(self) -> &'static [Attribute] {
        const fn a(key: Key, of: Type, about: &'static str) -> Attribute {
            Attribute { key, of, about }
        }
        const VALUE: Attribute = a(Key::Value, Type::Number, "the number, exact");
        const BOUND: Attribute = a(Key::Bound, Type::Text, "exact, at-least, at-most or about");
        const GROUPING: Attribute = a(
            Key::Grouping,
            Type::Text,
            "how digits are grouped: none, comma, period, space, apostrophe or broken",
        );
        const FORM: Attribute = a(Key::Form, Type::Text, "digits, words, mixed or fraction");
        const GLOSS: Attribute = a(Key::Gloss, Type::Number, "the figure in brackets after it: \"ten (10)\"");
        const FIRST: Attribute = a(
            Key::First,
            Type::Number,
            "its first day as a number that grows with time, 20240703; absent without a year",
        );
        const LAST: Attribute = a(Key::Last, Type::Number, "its last day, in the same way");
        const REPEATED: Attribute =
            a(Key::Repeated, Type::Flag, "of one in the headline: a word of its name stands in the text too");
        match self {
            Self::Number => {
                const {
                    &[
                        VALUE,
                        BOUND,
                        FORM,
                        GROUPING,
                        GLOSS,
                        a(Key::Compound, Type::Flag, "joined by a hyphen to a word, as in \"5-day\""),
                        a(Key::Label, Type::Flag, "the number of a name: \"Flight 93\", \"No. 7\""),
                    ]
                }
            }
            Self::Ordinal => const { &[VALUE] },
            Self::Date => {
                const {
                    &[
                        a(Key::Year, Type::Number, "the year, as written or resolved"),
                        a(Key::Month, Type::Number, "1 to 12"),
                        a(Key::Day, Type::Number, "the day of the month; of a range, its first"),
                        a(Key::Weekday, Type::Text, "the weekday as written, in English"),
                        a(
                            Key::CalendarWeekday,
                            Type::Text,
                            "the weekday that the calendar gives for the date",
                        ),
                        a(
                            Key::Precision,
                            Type::Text,
                            "day, month, year, weekday, quarter, season, decade or relative",
                        ),
                        a(Key::Range, Type::Flag, "names a first and a last day, weekday or year"),
                        a(Key::Relative, Type::Flag, "told by its distance: \"last week\", \"a year later\""),
                        a(
                            Key::Ambiguous,
                            Type::Flag,
                            "in numbers that can be read day first or month first; read day first",
                        ),
                        a(
                            Key::Resolved,
                            Type::Text,
                            "where the year comes from: text, sentence, article, dateline or nothing",
                        ),
                        a(Key::Valid, Type::Flag, "whether the day exists in the calendar"),
                        FIRST,
                        LAST,
                        a(
                            Key::Timing,
                            Type::Text,
                            "past, same or future, seen from the day of publication; absent if either is not known",
                        ),
                        a(
                            Key::Deictic,
                            Type::Flag,
                            "relative to the day of publication: \"this year\", \"last week\", \"today\"",
                        ),
                        a(Key::Form, Type::Text, "numeric for \"03/04/2024\", words for all others"),
                    ]
                }
            }
            Self::Money => {
                const {
                    &[
                        VALUE,
                        BOUND,
                        GROUPING,
                        a(Key::Currency, Type::Text, "ISO 4217 code"),
                        a(
                            Key::Noun,
                            Type::Text,
                            "what it is, in the singular: \"a $5 million fine\", \"a fine of $5 million\"",
                        ),
                        a(Key::Definite, Type::Flag, "points back to an amount: \"the $5 million fine\""),
                        a(Key::Digits, Type::Number, "how many digits it has up to the last that is not 0"),
                    ]
                }
            }
            Self::Percent => {
                const { &[VALUE, BOUND, a(Key::Form, Type::Text, "share, or points for percentage points")] }
            }
            Self::Place => {
                const {
                    &[
                        a(
                            Key::Country,
                            Type::Text,
                            "ISO 3166-1 alpha-2 code of the country it is or lies in",
                        ),
                        a(
                            Key::Class,
                            Type::Text,
                            "country, part, state, or ambiguous for a name of both a country and a state",
                        ),
                        a(Key::Form, Type::Text, "name, or demonym for an adjective or people"),
                        a(Key::Name, Type::Text, "the words as written"),
                    ]
                }
            }
            Self::Person => {
                const {
                    &[
                        a(
                            Key::Given,
                            Type::Text,
                            "given names and initials; absent where only the family name is",
                        ),
                        a(Key::Family, Type::Text, "the family name, with its particles"),
                        a(Key::Age, Type::Number, "the age that stands beside the name"),
                        a(
                            Key::AgeByBirth,
                            Type::Number,
                            "the age reached in the year of publication, where a year of birth stands beside the name",
                        ),
                        a(
                            Key::Full,
                            Type::Text,
                            "the full name as first written in the article; of a name that is spelt nearly like another, that other",
                        ),
                        a(Key::Forename, Type::Text, "the first of the given names"),
                        a(
                            Key::Description,
                            Type::Text,
                            "the office with what it is of, or the age with the place, that stand beside the name",
                        ),
                        REPEATED,
                    ]
                }
            }
            Self::Acronym => {
                const {
                    &[
                        a(Key::Name, Type::Text, "its letters, without a plural s"),
                        a(
                            Key::Role,
                            Type::Text,
                            "define: the long form stands beside it; use: it does not; known: general readers know it",
                        ),
                        a(
                            Key::Long,
                            Type::Text,
                            "the long form in brackets before or after it, in lower case and without plural endings",
                        ),
                    ]
                }
            }
            Self::Count => {
                const {
                    &[
                        VALUE,
                        BOUND,
                        FORM,
                        GROUPING,
                        GLOSS,
                        a(Key::Noun, Type::Text, "what is counted, in the singular; absent if elided"),
                        a(
                            Key::Class,
                            Type::Text,
                            "person, thing, place, event, document, group, measure; other for a noun no list has",
                        ),
                        a(Key::Modifiers, Type::Text, "the words between number and noun, in lower case"),
                        a(
                            Key::Place,
                            Type::Text,
                            "code of the country or state named as an adjective or after \"in\"",
                        ),
                        a(Key::Predicate, Type::Text, "what is said to have happened to them: arrest, seize"),
                        a(Key::Additive, Type::Flag, "counts more than those told before: \"two others\""),
                        a(Key::Subset, Type::Flag, "counts some of a group: \"two of the suspects\""),
                        a(
                            Key::Whole,
                            Type::Number,
                            "of a subset, how many the group has: \"two of the ten boats\"",
                        ),
                        a(Key::Share, Type::Number, "the percentage in brackets, or after \"or\", behind it"),
                        a(
                            Key::Ratio,
                            Type::Number,
                            "of a subset of a counted group, its percentage as calculated",
                        ),
                        a(Key::Definite, Type::Flag, "points back to a group: \"the three men\""),
                        a(Key::Elided, Type::Flag, "the noun is left out: \"six in Malta\""),
                        a(Key::Adjacent, Type::Flag, "another number stands right before it"),
                        a(Key::Joined, Type::Flag, "another count of the same class stands in its sentence"),
                    ]
                }
            }
            Self::Breakdown => {
                const {
                    &[
                        a(Key::Whole, Type::Number, "the whole as stated"),
                        a(Key::Parts, Type::Numbers, "the parts as stated"),
                        a(Key::Total, Type::Number, "the sum of the parts"),
                        a(Key::Class, Type::Text, "count, money or percent"),
                        a(Key::Exhaustive, Type::Flag, "the parts are said to be all of the whole"),
                    ]
                }
            }
            Self::Organisation => {
                const {
                    &[
                        a(Key::Name, Type::Text, "the name as written"),
                        a(Key::Class, Type::Text, "company for one with a legal form, authority, or group"),
                        a(Key::Country, Type::Text, "ISO 3166-1 alpha-2 code of the country its name holds"),
                        REPEATED,
                    ]
                }
            }
            Self::Range => {
                const {
                    &[
                        a(Key::From, Type::Number, "the first figure"),
                        a(Key::To, Type::Number, "the second figure"),
                        a(Key::First, Type::Number, "of two dates, the first day of the first"),
                        a(Key::Last, Type::Number, "of two dates, the last day of the second"),
                    ]
                }
            }
            Self::List => {
                const {
                    &[
                        a(Key::Items, Type::Number, "how many items it has"),
                        a(Key::Form, Type::Text, "bullets, places, or stated where a count introduces it"),
                        a(Key::Stated, Type::Number, "the count that introduces it"),
                    ]
                }
            }
            Self::Quote => {
                const {
                    &[
                        a(
                            Key::Closed,
                            Type::Flag,
                            "whether the closing mark is there, or the next paragraph begins with one as if to go on",
                        ),
                        a(
                            Key::Speaker,
                            Type::Text,
                            "the family name of who says it, where a verb of saying tells",
                        ),
                    ]
                }
            }
            Self::Authority => {
                const {
                    &[
                        a(Key::Country, Type::Text, "ISO 3166-1 alpha-2 code"),
                        a(Key::Name, Type::Text, "the country's common name"),
                        a(
                            Key::Role,
                            Type::Text,
                            "acting in the text; listed in a bullet that names one; item: any bullet of a country; office: one named and counted in the text",
                        ),
                        a(
                            Key::Class,
                            Type::Text,
                            "of an office or a listed authority: prosecution, police, court, customs or other",
                        ),
                    ]
                }
            }
            Self::Term => {
                const {
                    &[
                        a(Key::Name, Type::Text, "the well-formed name that it is or comes close to"),
                        a(Key::Form, Type::Text, "well-formed or malformed"),
                    ]
                }
            }
            Self::Spacing => {
                const {
                    &[
                        a(
                            Key::Form,
                            Type::Text,
                            "wide: several spaces; before-mark: a space before a comma or full stop; missing: none after one",
                        ),
                        a(
                            Key::Proper,
                            Type::Text,
                            "the words as they should stand: with one space, or none before a mark",
                        ),
                    ]
                }
            }
            Self::Word => {
                const {
                    &[
                        a(Key::Class, Type::Text, "the class of the list"),
                        a(Key::Name, Type::Text, "what the list files it under"),
                        a(Key::Form, Type::Text, "lower, capital or upper, by its letters"),
                        a(
                            Key::Counterpart,
                            Type::Text,
                            "the word in its place in the list that is the counterpart of its own",
                        ),
                    ]
                }
            }
            Self::Reference => {
                const {
                    &[
                        a(Key::Name, Type::Text, "the noun"),
                        a(Key::Antecedent, Type::Flag, "the noun stands before in the article"),
                    ]
                }
            }
            Self::Event => {
                const {
                    &[
                        a(Key::Name, Type::Text, "its name in lower case, without an adjective"),
                        a(Key::Definite, Type::Flag, "\"the\" or \"that\" stands before it"),
                    ]
                }
            }
            Self::Attribution => const { &[] },
            Self::Paragraph => {
                const {
                    &[
                        a(Key::Words, Type::Number, "how many words and numbers it has"),
                        a(Key::Ends, Type::Text, "stop, colon, or open for anything else"),
                        a(Key::Next, Type::Text, "the zone of the block after it, or none"),
                        a(Key::Introduced, Type::Flag, "the paragraph before ends in an attribution"),
                        a(Key::Quoted, Type::Flag, "it has a quotation mark"),
                        a(Key::Personal, Type::Flag, "someone speaks of themselves: \"we\", \"my\""),
                        a(Key::Repeated, Type::Flag, "a paragraph before has the same text"),
                    ]
                }
            }
            Self::Bracket => {
                const {
                    &[a(
                        Key::Form,
                        Type::Text,
                        "opens: its closing half is missing; closes: its opening half is",
                    )]
                }
            }
            Self::Proceeding => {
                const {
                    &[
                        a(Key::Name, Type::Text, "first given name and family name of the person"),
                        a(Key::Middle, Type::Text, "the first letters of the names between these two"),
                        a(
                            Key::Predicate,
                            Type::Text,
                            "what happened: plead, sentence, convict, arrest, extradite or die",
                        ),
                        a(Key::Value, Type::Number, "the length of the sentence, in months"),
                        a(Key::Year, Type::Number, "the year it happened"),
                        a(Key::Month, Type::Number, "the month, 1 to 12"),
                        a(Key::Day, Type::Number, "the day of the month"),
                        a(Key::Deictic, Type::Flag, "the day is told as \"today\" or \"yesterday\""),
                    ]
                }
            }
            Self::Article => {
                const {
                    &[
                        a(Key::Words, Type::Number, "how many words and numbers its text has"),
                        a(
                            Key::Figures,
                            Type::Text,
                            "a hash of the names and figures in its text; absent if it has few",
                        ),
                        a(
                            Key::Wording,
                            Type::Text,
                            "a sketch of its words: the more alike, the more places are equal",
                        ),
                    ]
                }
            }
        }
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
