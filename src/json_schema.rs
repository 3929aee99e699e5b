//! JSON Schemas of the files that users write, generated from the types that read them.

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

/// The schema of a file that `T` reads.
pub(crate) fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(plain));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Removes what TOML does not have: null, and the formats of Rust's numbers.
fn plain(schema: &mut Schema) {
    schema.remove("format");
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|of| of != "null");
        if let [of] = types.as_slice() {
            let of = of.clone();
            schema.insert("type".to_owned(), of);
        }
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    if let Some(Value::Array(any)) = schema.get_mut("anyOf") {
        any.retain(|of| *of != json!({ "type": "null" }));
        if let [Value::Object(only)] = any.as_slice() {
            let only = only.clone();
            schema.remove("anyOf");
            for (key, value) in only {
                schema.ensure_object().entry(key).or_insert(value);
            }
        }
    }
}

/// A schema that demands exactly one of the keys.
pub(crate) fn exactly_one(keys: &[&str]) -> Value {
    keys.iter().map(|key| json!({ "required": [key] })).collect()
}

/// A schema that demands at least one of the keys.
pub(crate) fn some(keys: &[&str]) -> Value {
    json!({ "anyOf": exactly_one(keys) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema counts")]
    struct Optional {
        number: Option<u8>,
        list: Option<Vec<Option<Optional>>>,
        one_of: Option<Few>,
    }

    #[derive(JsonSchema)]
    #[schemars(inline)]
    #[expect(dead_code, reason = "only its schema counts")]
    enum Few {
        One,
        Two,
    }

    #[test]
    fn what_is_optional_is_not_null() {
        let schema = of::<Optional>();
        assert!(!schema.to_string().contains("null"), "{schema}");
        assert_eq!(schema["properties"]["number"]["type"], "integer");
        assert_eq!(schema["properties"]["list"]["items"]["$ref"], "#");
    }
}
