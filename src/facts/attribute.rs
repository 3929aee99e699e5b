//! Attributes: the names by which rules ask what a fact says, and the values they get.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde_json::{Value, json};

use super::readable;

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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Attr<'_> {
    /// The value as findings print it: figures in the form that a reader takes in at once.
    pub(crate) fn readable(&self) -> String {
        let figure = |number: &Decimal| readable::figure(*number);
        match self {
            Self::Number(number) => figure(number),
            Self::Numbers(numbers) => numbers.iter().map(figure).collect::<Vec<_>>().join(" + "),
            _ => self.to_string(),
        }
    }
}

impl Attr<'_> {
    /// The value as JSON. Numbers are text, so that they stay exact.
    #[must_use]
    pub fn json(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Flag(flag) => json!(flag),
            Self::Number(number) => json!(number.normalize().to_string()),
            Self::Numbers(numbers) => {
                json!(numbers.iter().map(|n| n.normalize().to_string()).collect::<Vec<_>>())
            }
        }
    }
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
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, JsonSchema)]
        #[schemars(rename = "Attribute", rename_all = "kebab-case")]
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
    AgeByBirth = "age-by-birth",
    Ambiguous = "ambiguous",
    Antecedent = "antecedent",
    Asserted = "asserted",
    Bound = "bound",
    By = "by",
    CalendarWeekday = "calendar-weekday",
    Class = "class",
    Closed = "closed",
    Closes = "closes",
    Complete = "complete",
    Compound = "compound",
    Counterpart = "counterpart",
    Country = "country",
    Currency = "currency",
    Day = "day",
    Days = "days",
    Definite = "definite",
    Digits = "digits",
    Dimension = "dimension",
    Direction = "direction",
    Deictic = "deictic",
    Description = "description",
    Elided = "elided",
    Ends = "ends",
    Event = "event",
    Exhaustive = "exhaustive",
    Family = "family",
    Figures = "figures",
    First = "first",
    Forename = "forename",
    Form = "form",
    From = "from",
    Full = "full",
    Given = "given",
    Gloss = "gloss",
    Grouping = "grouping",
    High = "high",
    Introduced = "introduced",
    Items = "items",
    Joined = "joined",
    Among = "among",
    Limit = "limit",
    Label = "label",
    Last = "last",
    Long = "long",
    Low = "low",
    Middle = "middle",
    Misfit = "misfit",
    Modifiers = "modifiers",
    Modifier = "modifier",
    Change = "change",
    Month = "month",
    Name = "name",
    Negated = "negated",
    Next = "next",
    Noun = "noun",
    Object = "object",
    Parts = "parts",
    Part = "part",
    Passive = "passive",
    Percent = "percent",
    Personal = "personal",
    Points = "points",
    Place = "place",
    Precision = "precision",
    Predicate = "predicate",
    Proper = "proper",
    Quoted = "quoted",
    Range = "range",
    Ratio = "ratio",
    Relative = "relative",
    Repeated = "repeated",
    Resolved = "resolved",
    Role = "role",
    Share = "share",
    Shift = "shift",
    Sort = "sort",
    Span = "span",
    Speaker = "speaker",
    Stated = "stated",
    Subject = "subject",
    Subset = "subset",
    Times = "times",
    Apart = "apart",
    Each = "each",
    Expected = "expected",
    Timing = "timing",
    To = "to",
    Total = "total",
    Unit = "unit",
    Unseasonal = "unseasonal",
    Valid = "valid",
    Value = "value",
    Weekday = "weekday",
    Whole = "whole",
    Wording = "wording",
    Words = "words",
    Year = "year",
}
