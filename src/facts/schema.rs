//! Schemas of facts and patterns, beyond those generated from the types that read them: which kind has which
//! attribute, of which type.

#![expect(dead_code, reason = "the types here stand for what keys hold; only their schemas count")]

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::condition::{Limits, OneOrMany};
use super::{Key, Kind, Type};
use crate::document::Zone;
use crate::json_schema::{exactly_one, some};

/// The keys that say what an element of a pattern matches; an element has exactly one.
const TESTS: [&str; 9] = ["fact", "word", "class", "token", "regex", "same", "gap", "group", "any"];

/// One, or a list of at least one.
#[derive(JsonSchema)]
#[schemars(inline, untagged)]
pub(crate) enum OneOrMore<T> {
    One(T),
    More(#[schemars(length(min = 1))] Vec<T>),
}

/// The shape of a token.
#[derive(JsonSchema)]
#[schemars(inline, rename_all = "kebab-case")]
pub(super) enum Shape {
    Word,
    Number,
    Mark,
}

/// The white space before an element.
#[derive(JsonSchema)]
#[schemars(inline, rename_all = "kebab-case")]
pub(super) enum White {
    None,
    Single,
    Wide,
}

/// The letter case of a token.
#[derive(JsonSchema)]
#[schemars(inline, rename_all = "kebab-case")]
pub(super) enum Letters {
    Lower,
    Capital,
    Upper,
}

/// True or false, or a condition that is no single value.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Flag {
    Is(bool),
    Limits(NoRange),
}

/// A number, or its limits.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Number {
    Is(f64),
    Limits(Limits),
}

/// One of these words, or a condition that is no single value.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Text {
    Is(OneOrMany),
    Limits(NoRange),
}

/// [`Limits`] of what is no number.
struct NoRange;

impl JsonSchema for NoRange {
    fn schema_name() -> Cow<'static, str> {
        "NoRange".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Limits::json_schema(generator);
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            properties.remove("min");
            properties.remove("max");
        }
        schema
    }
}

impl JsonSchema for Kind {
    fn schema_name() -> Cow<'static, str> {
        "Kind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let one = |kind: Kind| json!({ "const": kind.name(), "description": kind.about(), "type": "string" });
        json_schema!({ "description": "What a fact is.", "oneOf": Self::ALL.map(one).to_vec() })
    }
}

/// A kind that patterns meet.
pub(super) struct Met;

impl Met {
    fn kinds() -> Vec<Kind> {
        Kind::ALL.into_iter().filter(|kind| !kind.is_overlay() || kind.is_syntactic()).collect()
    }
}

impl JsonSchema for Met {
    fn schema_name() -> Cow<'static, str> {
        "KindInPattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A kind of fact that patterns meet: one that does not lie over others.",
            "enum": Self::kinds().into_iter().map(Kind::name).collect::<Vec<_>>(),
        })
    }
}

/// A zone, or `any` for all of them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum Place {
    /// One zone.
    Zone(Zone),
    /// All zones, also those that are not the article's own text.
    Any(Any),
}

/// All zones.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) enum Any {
    /// All zones.
    Any,
}

/// Facts that a rule selects: kind, zone and conditions in one table.
pub(crate) struct Selector;

impl JsonSchema for Selector {
    fn schema_name() -> Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (fact, zone) =
            (generator.subschema_for::<OneOrMore<Kind>>(), generator.subschema_for::<OneOrMore<Place>>());
        let mut properties = attributes(&Kind::ALL, generator);
        properties.insert("fact".to_owned(), described(fact, "A fact of one of these kinds."));
        let about = "In one of these zones; in those of the article's own text if absent.";
        properties.insert("zone".to_owned(), described(zone, about));
        json_schema!({
            "description": "The facts of some kinds, in some zones, that say what is asked for.",
            "type": "object",
            "properties": properties,
            "required": ["fact"],
            "additionalProperties": false,
            "allOf": by_kind(&Kind::ALL, &["fact", "zone"], |attributes| attributes),
        })
    }
}

/// Conditions on the fact of a pattern element.
pub(super) struct Where;

impl JsonSchema for Where {
    fn schema_name() -> Cow<'static, str> {
        "Where".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "properties": attributes(&Met::kinds(), generator),
            "additionalProperties": false,
        })
    }
}

/// Conditions on a fact of any kind.
pub(crate) struct Says;

impl JsonSchema for Says {
    fn schema_name() -> Cow<'static, str> {
        "Says".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "properties": attributes(&Kind::ALL, generator),
            "additionalProperties": false,
        })
    }
}

/// Adds what the loader demands of an element.
pub(super) fn element(schema: &mut Schema) {
    let mut all = by_kind(
        &Met::kinds(),
        &[],
        |attributes| json!({ "properties": { "where": attributes }, "required": ["where"] }),
    );
    let several = some(&["gap", "group", "any"]);
    let optional = json!({ "properties": { "optional": { "const": true } }, "required": ["optional"] });
    let ahead = json!({ "properties": { "ahead": { "const": true } }, "required": ["ahead"] });
    all.extend([
        json!({ "if": some(&["where"]), "then": { "anyOf": [
            { "required": ["fact"] }, { "properties": { "where": { "maxProperties": 0 } } },
        ] } }),
        json!({ "if": some(&["not", "without"]), "then": { "required": ["gap"] } }),
        json!({ "if": several, "then": { "not": some(&["space", "case"]) } }),
        json!({ "if": ahead, "then": { "not": { "anyOf": [optional, { "required": ["repeat"] }] } } }),
        json!({ "if": optional, "then": { "not": { "required": ["repeat"] } } }),
    ]);
    schema.insert("oneOf".to_owned(), exactly_one(&TESTS));
    schema.insert("allOf".to_owned(), all.into());
}

/// The schemas of the attributes that at least one of the kinds has.
fn attributes(kinds: &[Kind], generator: &mut SchemaGenerator) -> Map<String, Value> {
    let mut found = Map::new();
    for key in Key::ALL {
        let having = kinds.iter().filter_map(|kind| Some((kind, kind.attribute(key.name())?)));
        // A key has one type, whatever the kind; a test holds that.
        let Some((_, first)) = having.clone().next() else { continue };
        let of = match first.of {
            Type::Flag => generator.subschema_for::<Flag>(),
            Type::Number => generator.subschema_for::<Number>(),
            Type::Text => generator.subschema_for::<Text>(),
            Type::Numbers => generator.subschema_for::<NoRange>(),
        };
        let about: Vec<String> =
            having.map(|(kind, attribute)| format!("{}: {}", kind.name(), attribute.about)).collect();
        found.insert(key.name().to_owned(), described(of, &about.join("\n\n")));
    }
    found
}

/// Schemas that allow each kind only its own attributes. `within` takes a schema of the table that holds the
/// attributes to one of the table that holds `fact`; `more` are keys beside the attributes.
fn by_kind(kinds: &[Kind], more: &[&str], within: impl Fn(Value) -> Value) -> Vec<Value> {
    // One kind: its attributes.
    let one = kinds.iter().map(|kind| {
        let attributes = kind.attributes().iter().map(|attribute| attribute.key.name());
        let names: Vec<&str> = more.iter().copied().chain(attributes).collect();
        let mut then = within(json!({ "propertyNames": { "enum": names } }));
        if let Some(then) = then.as_object_mut() {
            then.remove("required");
        }
        json!({ "if": { "properties": { "fact": { "const": kind.name() } }, "required": ["fact"] }, "then": then })
    });
    // A list of kinds: the attributes that at least one of them has. `contains` accepts whatever is no list.
    let list = Key::ALL.iter().filter_map(|key| {
        let having = kinds.iter().filter(|kind| kind.attribute(key.name()).is_some());
        let names: Vec<&str> = having.map(|kind| kind.name()).collect();
        let has = within(json!({ "required": [key.name()] }));
        let then = json!({ "properties": { "fact": { "contains": { "enum": names } } } });
        (!names.is_empty()).then(|| json!({ "if": has, "then": then }))
    });
    one.chain(list).collect()
}

fn described(mut schema: Schema, description: &str) -> Value {
    schema.insert("description".to_owned(), description.into());
    schema.to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attribute_has_one_type_whatever_the_kind() {
        for key in Key::ALL {
            let of: Vec<Type> =
                Kind::ALL.iter().filter_map(|kind| Some(kind.attribute(key.name())?.of)).collect();
            assert!(of.windows(2).all(|pair| pair[0] == pair[1]), "{}", key.name());
        }
    }

    /// The names of a schema of plain names.
    fn names<T: JsonSchema>() -> Vec<String> {
        let schema = crate::json_schema::of::<T>();
        let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
        let plain = schema["enum"].as_array().into_iter().flatten().filter_map(text);
        let told = schema["oneOf"].as_array().into_iter().flatten();
        let told = told.flat_map(|one| match &one["const"] {
            Value::Null => one["enum"].as_array().into_iter().flatten().filter_map(text).collect(),
            name => text(name).into_iter().collect::<Vec<_>>(),
        });
        plain.chain(told).collect()
    }

    #[test]
    fn schemas_have_the_names_that_the_loader_knows() {
        assert_eq!(names::<Kind>(), Kind::ALL.map(Kind::name));
        assert_eq!(names::<Zone>(), Zone::ALL.map(Zone::name));
        assert_eq!(names::<Key>(), Key::ALL.iter().map(|key| key.name()).collect::<Vec<_>>());
    }
}
