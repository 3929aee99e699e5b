//! Reads what ships once and for all: packs the word lists into their look-up table, with the code that adds
//! a user's own lists to it, and packs the TOML of rules and grammar. A run finds both finished.

use std::path::Path;
use std::{env, fs, io};

use toml::de::DeTable;
use zerocopy::IntoBytes as _;

#[allow(dead_code, unreachable_pub)]
#[path = "src/embed"]
mod embed {
    pub mod examples;
    pub mod pack;
    pub mod rows;
    pub mod texts;
}

#[allow(dead_code, unreachable_pub)]
#[path = "src/text"]
mod text {
    pub mod class;
    pub mod role;
    pub mod scan;
    pub mod word;
    pub use class::{Class, Classes};
    pub use role::Role;
    pub use word::{Key, WordId};
}

#[allow(dead_code, unreachable_pub)]
#[path = "src/language/mod.rs"]
mod language;

#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon"]
mod lexicon {
    mod class_set;
    pub mod form;
    pub mod list;
    pub mod load;
    mod pairs;
    pub mod pieces;
    pub mod sense;
    pub mod slots;
    pub mod store;
    pub mod table;
    pub mod word_sets;
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=rules");
    println!("cargo:rerun-if-changed=src/page");
    println!("cargo:rerun-if-changed=src/report/page/theme.js");
    let out = env::var("OUT_DIR")?;
    let write = |name: &str, bytes: &[u8]| fs::write(Path::new(&out).join(name), bytes);

    // The folders of word lists and of the grammar of the language, inside `rules`.
    let language = language::chosen().folder;
    let (word_lists, grammar) = (format!("lexicon/{language}/"), format!("grammar/{language}/"));

    let mut lexicon = lexicon::store::Lexicon::empty();
    let mut lists = String::new();
    for path in files(&word_lists)? {
        let name = &path[word_lists.len()..];
        lexicon.add(name, &fs::read_to_string(Path::new("rules").join(&path))?)?;
        lists += &format!("({name:?}, {}),", include(&path));
    }
    write("lists.rs", format!("[{lists}]").as_bytes())?;
    for (name, bytes) in lexicon.pieces() {
        write(name, bytes)?;
    }

    let mut packed = embed::rows::Packed::default();
    let mut first = Vec::new();
    let mut phrases = String::new();
    for path in files(&grammar)? {
        let (name, text) = (&path[grammar.len()..], include(&path));
        phrases += &format!("Embedded {{ name: {name:?}, text: {text}, path: {path:?} }},");
    }
    write("grammar.rs", format!("[{phrases}]").as_bytes())?;

    for folder in ["", &grammar] {
        for path in files(folder)? {
            let text = fs::read_to_string(Path::new("rules").join(&path))?;
            let mut file = DeTable::parse(&text).map_err(|error| format!("rules/{path}: {error}"))?;
            embed::examples::without_examples(file.get_mut());
            first.push((path, packed.add(&file)));
        }
    }
    write("toml.rs", format!("{first:?}").as_bytes())?;
    write("page.js", page_script()?.as_bytes())?;
    write("toml.rows", packed.rows.as_bytes())?;
    write("toml.texts", packed.texts.0.as_bytes())?;
    Ok(())
}

/// The script of the page: the files that `src/page/scripts.txt` names, in its order.
fn page_script() -> io::Result<String> {
    let folder = Path::new("src/page");
    let names = fs::read_to_string(folder.join("scripts.txt"))?;
    names.lines().map(|name| fs::read_to_string(folder.join(name))).collect()
}

/// The expression that includes a file of `rules`.
fn include(path: &str) -> String {
    format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/rules/{path}\"))")
}

/// The paths of the TOML files in a folder of `rules`, sorted and relative to `rules`.
fn files(folder: &str) -> io::Result<Vec<String>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(Path::new("rules").join(folder))? {
        let name = entry?.file_name().into_string().map_err(|_| io::ErrorKind::InvalidFilename)?;
        if name.ends_with(".toml") {
            files.push(format!("{folder}{name}"));
        }
    }
    files.sort();
    Ok(files)
}
