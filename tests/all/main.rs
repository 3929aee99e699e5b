//! All tests that see factlint from outside, in one program, which links the library once.
//!
//! `cargo test --test all ROOM::` runs a room, `cargo test --test all NAME` what has the name in it.

mod common;

/// `factlint audit`, and rules between articles.
mod audit {
    mod between;
    mod killed;
    mod run;
}

/// The command line: what is printed, and what calls it.
mod command_line {
    mod ci;
    mod date;
    mod output;
    mod shell;
    mod watch;
    mod ways_in;
}

/// `factlint.toml`.
mod configuration {
    mod additions;
    mod init;
    mod mistakes;
    mod overrides;
    mod show;
}

/// The library without the command line.
mod engine {
    mod answer;
    mod checker;
    mod draft;
}

/// What is read out of a text.
mod facts {
    mod labelled;
    mod numbers_and_dates;
    mod properties;
    mod sizes;
    mod syntax;
}

/// `check --fix` and `check --diff`.
mod fixes {
    mod files;
    mod killed;
    mod rounds;
}

/// What files are read, and where in them the words are.
mod formats {
    mod corpora;
    mod encodings;
    mod html;
    mod html_places;
    mod light;
    mod markdown;
    mod newsrooms;
    mod parts;
    mod records;
    mod refused;
    mod rtf;
    mod tables;
    mod word;
    mod word_articles;
    mod word_comments;
    mod word_hostile;
    mod word_tracked;
}

/// What is written for people and for other programs.
mod reports {
    mod formats;
    mod html;
    mod json;
    mod sarif;
    mod xml;
}

/// The rules that ship, house rules, their pages and schemas.
mod rules {
    mod expressions;
    mod house;
    mod pages;
    mod schemas;
    mod shipped;
}

/// What a stranger who writes articles, file names and configurations cannot do.
mod security {
    #[cfg(unix)]
    mod configurations;
    #[cfg(unix)]
    mod inert;
    #[cfg(unix)]
    mod inputs;
    mod killed;
    mod limits;
    #[cfg(unix)]
    mod writes;
}

/// What hides findings: the baseline, ignores, and `--since`.
mod suppression {
    mod baseline;
    mod baseline_edits;
    mod ignores;
    mod remarks;
    mod since;
}

/// The source itself: its layers, and what the docs say of it.
mod structure {
    mod docs;
    mod engine;
    pub(crate) mod imports;
    mod layers;
}
