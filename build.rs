//! Makes the look-up table of the word lists that ship, with the code that adds a user's own
//! lists to it, so that a run finds the table finished.

use std::path::Path;
use std::{env, fs};

#[allow(dead_code, unreachable_pub)]
#[path = "src/facts"]
mod facts {
    pub mod scan;
}

#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon"]
mod lexicon {
    pub mod class;
    pub mod inflect;
    pub mod list;
    pub mod load;
    pub mod pieces;
    pub mod sense;
    pub mod slots;
    pub mod store;
    pub mod table;
    pub mod texts;
}

const LISTS: &str = "rules/lexicon/en";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={LISTS}");
    let mut names = Vec::new();
    for entry in fs::read_dir(LISTS)? {
        names.push(entry?.file_name().into_string().map_err(|_| "a list's name is UTF-8")?);
    }
    names.sort();
    let mut lexicon = lexicon::store::Lexicon::empty();
    let mut lists = String::new();
    for name in &names {
        lexicon.add(name, &fs::read_to_string(Path::new(LISTS).join(name))?)?;
        lists +=
            &format!("({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{LISTS}/{name}\"))),");
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("lists.rs"), format!("[{lists}]"))?;
    for (name, bytes) in lexicon.pieces() {
        fs::write(Path::new(&out).join(name), bytes)?;
    }
    Ok(())
}
