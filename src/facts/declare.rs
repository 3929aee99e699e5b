//! How a kind of fact is declared: once, in the file of its type, by [`kind!`].

use compact_str::CompactString;
use rust_decimal::Decimal;

use super::attribute::{Attr, Key, Type};
use super::make::Maker;

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

/// What the facts of a kind lie over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Over {
    /// Words, which they take: no other fact that lies over words has one of them. Patterns meet
    /// these facts.
    Words,
    /// Other facts, from which they take nothing, or the gaps between them. No pattern meets them.
    Facts,
    /// Words and other facts, from which they take nothing. Patterns meet them where they ask for them. They are
    /// made only for rules that name their kind.
    Sentence,
}

/// What a kind of fact is. [`kind!`] implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared to be a kind of fact",
    note = "declare it with `kind!` in the file of its type"
)]
pub(super) trait Declared {
    /// Its name, as rules write it.
    const NAME: &'static str;
    /// What it is, in a sentence.
    const ABOUT: &'static str;
    /// What its facts lie over.
    const OVER: Over;
    /// What rules can ask of its facts, in the order of listings.
    const ATTRIBUTES: &'static [Attribute];
    /// What makes facts of the kind from phrases of the grammar; none for a kind that is found otherwise.
    const MAKER: Option<Maker> = None;

    /// The value of an attribute. None if the fact is silent on it, or its kind does not have it.
    fn attr(&self, key: Key) -> Option<Attr<'_>>;
}

impl<T: Declared> Declared for Box<T> {
    const NAME: &'static str = T::NAME;
    const ABOUT: &'static str = T::ABOUT;
    const OVER: Over = T::OVER;
    const ATTRIBUTES: &'static [Attribute] = T::ATTRIBUTES;
    const MAKER: Option<Maker> = T::MAKER;

    #[inline]
    fn attr(&self, key: Key) -> Option<Attr<'_>> {
        T::attr(self, key)
    }
}

/// Declares that a type is a kind of fact: what it is, its name as rules write it, what its facts lie
/// over (see [`Over`]), and its attributes in the order of listings.
///
/// ```ignore
/// kind! {
///     /// A leg of a voyage: "from Gozo to Comino, 5 miles".
///     Leg(leg) as "leg", over Facts;
///
///     [Value, Bound] of Number = &leg.miles;
///     To: Text = &leg.to, "where it ends";
///     From: Text = leg.from.as_ref(), "where it begins, if that is told";
///     Repeated: Flag = leg.repeated, "the voyage has the leg twice";
/// }
/// ```
///
/// `leg` is the fact. An attribute has a name of [`Key`], a [`Type`], its value and a line on what it
/// says. A value is text or decimals by reference, a decimal or whole number, or a `bool`; or an
/// `Option` of one, where facts can be silent.
///
/// The line in square brackets takes over attributes of another kind, a fact of which is part of this
/// one. It stands before the others, or is left out.
///
/// Where phrases of the grammar make the facts of a kind, the first line says `over Facts, made of
/// Captures`, and `Captures` is a type that does that: see [`Make`](super::make::Make).
///
/// The kind is then named in the list of `kind.rs`.
macro_rules! kind {
    (
        $(#[doc = $about:literal])+
        $of:ident($said:ident) as $name:literal, over $over:ident $(, made of $make:ty)?;
        $([$($shared:ident),+ $(,)?] of $other:ty = $part:expr;)?
        $($key:ident: $type:ident = $get:expr, $text:expr;)*
    ) => {
        impl $crate::facts::declare::Declared for $of {
            const NAME: &'static str = $name;
            const ABOUT: &'static str = concat!($($about),+).trim_ascii();
            const OVER: $crate::facts::declare::Over = $crate::facts::declare::Over::$over;
            const ATTRIBUTES: &'static [$crate::facts::Attribute] = &[
                $($(
                    $crate::facts::declare::attribute_of::<$other>($crate::facts::Key::$shared),
                )+)?
                $($crate::facts::Attribute {
                    key: $crate::facts::Key::$key,
                    of: $crate::facts::Type::$type,
                    about: $text,
                },)*
            ];
            $(const MAKER: Option<$crate::facts::make::Maker> = Some($crate::facts::make::maker::<$make>);)?

            #[inline]
            fn attr(&self, key: $crate::facts::Key) -> Option<$crate::facts::Attr<'_>> {
                match key {
                    $($($crate::facts::Key::$shared => {
                        let $said = self;
                        <$other as $crate::facts::declare::Declared>::attr($part, $crate::facts::Key::$shared)
                    })+)?
                    $($crate::facts::Key::$key => {
                        let $said = self;
                        $crate::facts::declare::answer($crate::facts::declare::$type, $get)
                    })*
                    _ => None,
                }
            }
        }
    };
}
pub(super) use kind;

/// An attribute of another kind, for one that takes it over.
pub(super) const fn attribute_of<T: Declared>(key: Key) -> Attribute {
    let mut at = 0;
    while at < T::ATTRIBUTES.len() {
        if T::ATTRIBUTES[at].key as usize == key as usize {
            return T::ATTRIBUTES[at];
        }
        at += 1;
    }
    panic!("an attribute is taken over that the other kind does not have")
}

/// The value of an attribute of type `T`.
#[inline]
pub(super) fn answer<'f, T, V: Gives<'f, T>>(_: T, value: V) -> Option<Attr<'f>> {
    value.given()
}

/// The types of attributes, against which the compiler holds their values.
pub(super) struct Text;
/// See [`Text`].
pub(super) struct Number;
/// See [`Text`].
pub(super) struct Flag;
/// See [`Text`].
pub(super) struct Numbers;

/// What can be the value of an attribute of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no value of an attribute of type `{T}`",
    note = "`Text` is `&str` or `&CompactString`, `Number` a decimal or whole number, `Flag` `bool`, \
            `Numbers` `&Vec<Decimal>`; and each an `Option` of it"
)]
pub(super) trait Gives<'f, T> {
    fn given(self) -> Option<Attr<'f>>;
}

impl<'f> Gives<'f, Text> for &'f str {
    #[inline]
    fn given(self) -> Option<Attr<'f>> {
        Some(Attr::Text(self))
    }
}

impl<'f> Gives<'f, Text> for &'f CompactString {
    #[inline]
    fn given(self) -> Option<Attr<'f>> {
        Some(Attr::Text(self))
    }
}

impl<'f> Gives<'f, Flag> for bool {
    #[inline]
    fn given(self) -> Option<Attr<'f>> {
        Some(Attr::Flag(self))
    }
}

impl<'f> Gives<'f, Numbers> for &'f Vec<Decimal> {
    #[inline]
    fn given(self) -> Option<Attr<'f>> {
        Some(Attr::Numbers(self))
    }
}

impl<'f, T, G: Gives<'f, T>> Gives<'f, T> for Option<G> {
    #[inline]
    fn given(self) -> Option<Attr<'f>> {
        self?.given()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl<'f> Gives<'f, Number> for $number {
            #[inline]
            fn given(self) -> Option<Attr<'f>> {
                Some(Attr::Number(self.into()))
            }
        })+
    };
}

numbers!(Decimal, u8, i8, i16, u32, usize);

#[cfg(test)]
mod tests {
    use super::super::{Bound, Form, Number, Type};
    use super::*;

    struct Leg {
        miles: Number,
        to: CompactString,
        from: Option<CompactString>,
        stops: Vec<Decimal>,
        repeated: bool,
    }

    kind! {
        /// A leg of a voyage:
        /// "from Gozo to Comino, 5 miles".
        Leg(leg) as "leg", over Facts;

        [Value, Bound] of Number = &leg.miles;
        To: Text = &leg.to, "where it ends";
        From: Text = leg.from.as_ref(), "where it begins, if that is told";
        Parts: Numbers = &leg.stops, "the miles between its stops";
        Repeated: Flag = leg.repeated, "the voyage has the leg twice";
    }

    #[test]
    fn a_kind_says_what_it_is() {
        assert_eq!(Leg::NAME, "leg");
        assert_eq!(Leg::ABOUT, "A leg of a voyage: \"from Gozo to Comino, 5 miles\".");
        assert_eq!(Leg::OVER, Over::Facts);
        let listed: Vec<&str> = Leg::ATTRIBUTES.iter().map(|attribute| attribute.key.name()).collect();
        assert_eq!(listed, ["value", "bound", "to", "from", "parts", "repeated"]);
        assert_eq!(Leg::ATTRIBUTES[1].about, Number::ATTRIBUTES[1].about);
        assert_eq!(Leg::ATTRIBUTES[2].of, Type::Text);
    }

    #[test]
    fn a_fact_says_what_its_kind_declares() {
        let miles = Number { bound: Bound::About, ..Number::new(5.into(), Form::Digits) };
        let stops = vec![2.into(), 3.into()];
        let leg = Leg { miles, to: "Comino".into(), from: None, stops: stops.clone(), repeated: true };
        assert_eq!(leg.attr(Key::Value), Some(Attr::Number(5.into())));
        assert_eq!(leg.attr(Key::Bound), Some(Attr::Text("about")));
        assert_eq!(leg.attr(Key::Form), None, "not taken over");
        assert_eq!(leg.attr(Key::To), Some(Attr::Text("Comino")));
        assert_eq!(leg.attr(Key::From), None);
        assert_eq!(leg.attr(Key::Parts), Some(Attr::Numbers(&stops)));
        assert_eq!(leg.attr(Key::Repeated), Some(Attr::Flag(true)));
        assert_eq!(Box::new(leg).attr(Key::Repeated), Some(Attr::Flag(true)));
    }
}
