//! The engine alone has few dependencies, and docs/design.md names them.

use std::collections::BTreeSet;

use super::imports::root;

#[test]
fn the_dependencies_of_the_engine_are_those_that_are_named() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let optional = |of: &toml::Value| of.get("optional").is_some_and(|value| value.as_bool() == Some(true));
    let all = manifest["dependencies"].as_table().expect("a table");
    let engine: BTreeSet<&str> =
        all.iter().filter(|(_, of)| !optional(of)).map(|(name, _)| name.as_str()).collect();
    assert!(engine.len() <= 15, "{engine:?}");
    let design = std::fs::read_to_string(root().join("docs/design.md")).expect("the design");
    let (_, named) = design.split_once("none of which needs an operating system: ").expect("the sentence");
    let named = named.split('.').next().unwrap_or_default().replace(" and ", ", ");
    let named: BTreeSet<&str> =
        named.split(", ").map(|name| name.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(named, engine);
}
