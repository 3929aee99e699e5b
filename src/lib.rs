//! factlint reads news articles and press releases and says where a text contradicts itself, the calendar, or
//! arithmetic.
//!
//! Text becomes typed [`facts`]; [`rules`] written in TOML name some facts and the relation that must hold
//! between them. A [`Checker`] does all of this by a configuration.
//!
//! ```
//! let checker = factlint::Checker::new()?;
//! let checked = checker.check("Rescuers found the nine seven sailors at dawn.");
//! let finding = &checked.findings[0];
//! assert_eq!(finding.rule, "count.adjacent");
//! assert_eq!(finding.span.of(&checked.document.text), "nine seven");
//! # Ok::<(), factlint::SetupError>(())
//! ```
//!
//! # Features
//! Without features the crate is the engine alone: no files, threads or clocks, and it runs in a
//! browser. `formats` reads Markdown, HTML, Word, OpenDocument and files of records; `cli`, which is
//! on unless it is switched off, adds the command line, with reports and audits.

#![forbid(unsafe_code)]
// The engine alone does not use what only formats and the command line need.
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]

#[cfg(feature = "formats")]
pub mod answer;
#[cfg(feature = "cli")]
pub mod archive;
pub mod checked;
mod checker;
pub mod claims;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod docs;
pub mod document;
mod edit;
mod embed;
pub mod facts;
mod finding;
#[cfg(feature = "formats")]
pub mod formats;
pub mod gate;
mod gazetteer;
mod interval;
mod json_schema;
pub mod language;
pub mod lexicon;
mod lint;
pub mod problem;
#[cfg(feature = "cli")]
pub mod report;
pub mod rules;
pub mod selftest;
#[cfg(feature = "cli")]
pub mod source;
mod span;
pub mod syntax;
pub mod text;
mod visible;
#[cfg(feature = "cli")]
mod write;

pub use checked::Checked;
pub use checker::{Checker, Checkers, Draft};
pub use document::Document;
pub use edit::{Edits, Shift};
pub use facts::Facts;
pub use finding::{Edit, Finding, Fix, Label, Severity, Suppressed, Suppressor};
pub use interval::Interval;
pub use lint::{Linter, Setup, SetupError};
pub use rules::Ruleset;
pub use span::Span;
