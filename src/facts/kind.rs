//! The kinds of fact and their attributes: what rules can ask for.

use rust_decimal::Decimal;

/// What a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

/// The type of an attribute's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// One of a few words, or free text.
    Text,
    /// An exact decimal.
    Number,
    /// True or false.
    Flag,
    /// Decimals.
    Numbers,
}

impl Type {
    /// Its name in messages and listings.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Flag => "true or false",
            Self::Numbers => "numbers",
        }
    }
}

/// The value of an attribute of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Attr<'f> {
    /// Text.
    Text(&'f str),
    /// A decimal.
    Number(Decimal),
    /// True or false.
    Flag(bool),
    /// Decimals.
    Numbers(&'f [Decimal]),
}

impl std::fmt::Display for Attr<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{}", number.normalize()),
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Numbers(numbers) => {
                for (i, number) in numbers.iter().enumerate() {
                    write!(f, "{}{}", if i > 0 { " + " } else { "" }, number.normalize())?;
                }
                Ok(())
            }
        }
    }
}

macro_rules! keys {
    ($($key:ident = $name:literal),* $(,)?) => {
        /// The name of an attribute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)]
        pub enum Key { $($key),* }

        impl Key {
            /// Every name.
            pub const ALL: &[Self] = &[$(Self::$key),*];

            /// As rules write it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$key => $name),* }
            }
        }
    };
}

keys! {
    Additive = "additive",
    Adjacent = "adjacent",
    Age = "age",
    Ambiguous = "ambiguous",
    Bound = "bound",
    CalendarWeekday = "calendar-weekday",
    Class = "class",
    Closed = "closed",
    Compound = "compound",
    Country = "country",
    Currency = "currency",
    Day = "day",
    Definite = "definite",
    Elided = "elided",
    Exhaustive = "exhaustive",
    Family = "family",
    Form = "form",
    From = "from",
    Full = "full",
    Given = "given",
    Grouping = "grouping",
    Items = "items",
    Joined = "joined",
    Label = "label",
    Modifiers = "modifiers",
    Month = "month",
    Name = "name",
    Noun = "noun",
    Parts = "parts",
    Place = "place",
    Precision = "precision",
    Predicate = "predicate",
    Range = "range",
    Relative = "relative",
    Resolved = "resolved",
    Role = "role",
    Speaker = "speaker",
    Subset = "subset",
    To = "to",
    Total = "total",
    Valid = "valid",
    Value = "value",
    Weekday = "weekday",
    Whole = "whole",
    Year = "year",
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
    pub const ALL: [Self; 17] = [
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
        match self {
            Self::Number => {
                const {
                    &[
                        VALUE,
                        BOUND,
                        FORM,
                        GROUPING,
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
                    ]
                }
            }
            Self::Money => const { &[VALUE, BOUND, GROUPING, a(Key::Currency, Type::Text, "ISO 4217 code")] },
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
                        a(Key::Full, Type::Text, "the full name as first written in the article"),
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
                    ]
                }
            }
            Self::Count => {
                const {
                    &[
                        VALUE,
                        BOUND,
                        FORM,
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
                    ]
                }
            }
            Self::Range => {
                const {
                    &[
                        a(Key::From, Type::Number, "the first figure"),
                        a(Key::To, Type::Number, "the second figure"),
                    ]
                }
            }
            Self::List => {
                const {
                    &[
                        a(Key::Items, Type::Number, "how many items it has"),
                        a(Key::Form, Type::Text, "bullets or places"),
                    ]
                }
            }
            Self::Quote => {
                const {
                    &[
                        a(Key::Closed, Type::Flag, "whether the closing mark is there"),
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
                            "acting in the text; listed in a bullet that names one; item: any bullet of a country",
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
                    &[a(
                        Key::Form,
                        Type::Text,
                        "wide: several spaces; before-mark: a space before a comma or full stop; missing: none after one",
                    )]
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
