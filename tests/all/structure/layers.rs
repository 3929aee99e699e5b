//! The layers that docs/design.md draws are those of the source: no import runs upwards, and no two
//! neighbours import each other.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::{imports, root};

/// Each module of the drawing with the place of its layer, 0 the highest.
fn drawn() -> BTreeMap<String, usize> {
    let design = std::fs::read_to_string(root().join("docs/design.md")).expect("the design");
    let drawing = design.split("```layers\n").nth(1).and_then(|rest| rest.split("```").next());
    let lines = drawing.expect("a block of layers").lines().enumerate();
    lines.flat_map(|(at, line)| line.split_whitespace().map(move |name| (name.to_owned(), at))).collect()
}

#[test]
fn no_import_runs_upwards() {
    let (layers, imports) = (drawn(), imports());
    let modules: BTreeSet<&String> =
        imports.keys().filter_map(|module| module.first()).filter(|name| *name != "main").collect();
    assert_eq!(modules, layers.keys().collect(), "docs/design.md draws other modules than there are");
    let mut upwards = Vec::new();
    for (module, imported) in &imports {
        let Some((from, at)) = module.first().and_then(|from| Some((from, layers.get(from)?))) else { continue };
        for to in imported.iter().filter_map(|import| import.first()).filter(|to| *to != from) {
            if layers[to] <= *at {
                upwards.push(format!("{} imports {to}", module.join("/")));
            }
        }
    }
    assert!(upwards.is_empty(), "{upwards:#?}");
}

#[test]
fn no_neighbours_import_each_other() {
    // What a file imports is imported by the neighbour of the other that it is, or is below.
    let mut neighbours: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (module, imported) in imports() {
        for import in imported {
            let alike = module.iter().zip(&import).take_while(|(a, b)| a == b).count();
            if alike < module.len() && alike < import.len() {
                let from = module[..=alike].to_vec();
                neighbours.entry(from).or_default().insert(import[..=alike].to_vec());
            }
        }
    }
    let reached = |from: &Vec<String>| {
        let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(module) = next.pop() {
            for import in neighbours.get(module).into_iter().flatten() {
                if reached.insert(import) {
                    next.push(import);
                }
            }
        }
        reached
    };
    let circles: Vec<String> =
        neighbours.keys().filter(|module| reached(module).contains(module)).map(|m| m.join("/")).collect();
    assert!(circles.is_empty(), "in a circle of imports: {circles:#?}");
}
