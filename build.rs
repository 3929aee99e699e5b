//! Packs the word lists that ship: TOML is for people, and reading it took most of the time
//! that a run needs to begin.

use std::path::{Path, PathBuf};
use std::{env, fs};

#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/list.rs"]
mod list;

const LISTS: &str = "rules/lexicon/en";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={LISTS}");
    println!("cargo:rerun-if-changed=src/lexicon/list.rs");
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(LISTS)? {
        files.push(entry?.path());
    }
    files.sort();
    let mut texts = Vec::new();
    for file in &files {
        let name = file.file_name().and_then(|name| name.to_str()).ok_or("a list's name is UTF-8")?;
        texts.push((name, fs::read_to_string(file)?));
    }
    let mut lists = Vec::new();
    for (name, text) in &texts {
        let file: list::File<'_> =
            toml::from_str(text).map_err(|error| format!("{LISTS}/{name}: {error}"))?;
        lists.push((*name, file));
    }
    let packed = postcard::to_stdvec(&lists)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("lists"), packed)?;
    Ok(())
}
