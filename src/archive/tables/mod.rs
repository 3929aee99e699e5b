//! Audits as tables of Arrow and Parquet: written from a store, read into one, and what engines need that share the
//! work of an audit out among many machines.
//!
//! One pass over articles ([`Part`]) gives rows of sources, articles, findings and claims. Claims that are sorted are
//! related group by group ([`Relation`]), which gives findings between articles.

mod batch;
mod delta;
mod export;
pub(super) mod files;
mod part;
mod partition;
mod relation;
#[cfg(test)]
mod tests;

pub use super::table_row::{Article, Claim, Counterpart, Finding, Label, Row, Source};
pub use batch::{BatchError, Rowed, of_batch, to_batch, traced};
pub(super) use export::export;
pub use part::{Given, Part};
pub use relation::{Longest, Relation};
