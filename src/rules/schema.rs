//! The JSON Schema of a rule file, for editors. It is made of the types that read rules, and as
//! strict as the loader where a schema can be: what it cannot tell is whether names are declared
//! and used, and whatever takes the lexicon or the other rules.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::json_schema::{exactly_one, some};

/// The id of a rule.
pub(super) struct Id;

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "`group.name`, in lower-case words joined by hyphens.",
            "type": "string",
            "pattern": r"^[a-z0-9-]+\.[a-z0-9-]+$",
        })
    }
}

/// One, or a list of one or two.
#[derive(JsonSchema)]
#[schemars(inline, untagged)]
#[expect(dead_code, reason = "stands for what keys hold; only its schema counts")]
pub(super) enum OneOrTwo<T> {
    One(T),
    Two(#[schemars(length(min = 1, max = 2))] Vec<T>),
}

/// How things are one that differ.
#[derive(JsonSchema)]
#[schemars(inline, rename_all = "kebab-case")]
#[expect(dead_code, reason = "stands for what a key holds; only its schema counts")]
pub(super) enum Like {
    Letters,
    Nearly,
}

/// Adds that a rule has exactly one relation and examples, and that an example shows the fixed article if
/// there is a fix.
pub(super) fn rule(schema: &mut Schema) {
    const RELATIONS: [&str; 9] =
        ["forbid", "require", "agree", "sum", "order", "cover", "count", "vary", "holds"];
    schema.insert("oneOf".to_owned(), exactly_one(&RELATIONS));
    let fixed = some(&["fixed"]);
    let shown = json!({ "properties": { "fires": { "contains": fixed } } });
    let none = json!({ "properties": { "fires": { "items": { "not": fixed } } } });
    schema.insert("if".to_owned(), some(&["fix"]));
    schema.insert("then".to_owned(), shown);
    schema.insert("else".to_owned(), none);
    schema.insert("dependentRequired".to_owned(), json!({ "again": ["once"], "zone": ["pattern"] }));
    let archive = json!({ "properties": { "scope": { "const": "archive" } }, "required": ["scope"] });
    let none = json!({ "not": some(&NOT_BETWEEN) });
    schema.insert("allOf".to_owned(), json!([{ "if": archive, "then": none }]));
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.extend(["fires", "silent"].map(Value::from));
    }
}

/// Keys that a rule between articles does not have. Such a rule has the claims of articles and not their
/// text.
pub(super) const NOT_BETWEEN: [&str; 9] =
    ["pattern", "given", "unless", "span", "labels", "beside", "again", "over", "fix"];

/// One name and two attributes, or two names and one attribute.
pub(super) fn agree(schema: &mut Schema) {
    let one_of = json!([
        { "properties": { "of": one(), "value": two() } },
        { "properties": { "of": two(), "value": one() } },
    ]);
    schema.insert("oneOf".to_owned(), one_of);
}

/// One name and two attributes, or two names and one attribute or two.
pub(super) fn order(schema: &mut Schema) {
    let any_of = json!([{ "properties": { "value": two() } }, { "properties": { "of": two() } }]);
    schema.insert("anyOf".to_owned(), any_of);
}

/// Either `of` or `value`.
pub(super) fn sum(schema: &mut Schema) {
    schema.insert("oneOf".to_owned(), exactly_one(&["of", "value"]));
}

/// Either `stated` and `items`, or `most`.
pub(super) fn count(schema: &mut Schema) {
    let one_of = json!([
        { "required": ["stated", "items"], "not": some(&["most", "like"]) },
        { "required": ["most"], "not": some(&["stated", "items"]) },
    ]);
    schema.insert("oneOf".to_owned(), one_of);
}

/// One name and a name for the usual form, or two names.
pub(super) fn vary(schema: &mut Schema) {
    let one_of = json!([
        { "properties": { "of": one() }, "required": ["usual"] },
        { "properties": { "of": two() }, "not": some(&["usual"]) },
    ]);
    schema.insert("oneOf".to_owned(), one_of);
}

/// One name, alone or in a list.
fn one() -> Value {
    json!({ "maxItems": 1 })
}

/// A list of two names.
fn two() -> Value {
    json!({ "type": "array", "minItems": 2 })
}
