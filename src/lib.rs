//! factlint reads news articles and press releases and says where a text contradicts itself,
//! the calendar, or arithmetic.
//!
//! Text becomes typed [`facts`]; [`rules`] written in TOML name some facts and the relation
//! that must hold between them; a [`Linter`] tells where it does not. Data flows one way, and
//! everything here but [`source`] is pure.
//!
//! ```
//! use factlint::{Document, Linter};
//!
//! let linter = Linter::builtin()?;
//! let document = Document::plain("ferry.txt", "Rescuers found the nine seven sailors at dawn.");
//! let findings = linter.document(&document);
//! assert_eq!(findings[0].rule, "count.adjacent");
//! assert_eq!(findings[0].span.of(&document.text), "nine seven");
//! # Ok::<(), factlint::SetupError>(())
//! ```

pub mod archive;
pub mod checked;
pub mod claims;
pub mod cli;
mod docs;
pub mod document;
mod edit;
mod embed;
pub mod facts;
mod finding;
pub mod formats;
pub mod gate;
pub mod lexicon;
mod lint;
pub mod problem;
pub mod report;
pub mod rules;
mod schema;
pub mod selftest;
pub mod source;
mod span;
pub mod text;

pub use document::Document;
pub use edit::{Edits, Shift};
pub use facts::Facts;
pub use finding::{Edit, Finding, Fix, Label, Severity, Suppressed, Suppressor};
pub use lint::{Linter, Setup, SetupError};
pub use rules::Ruleset;
pub use span::Span;
