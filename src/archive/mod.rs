//! Claims across articles: what each article says, put down so that it can be compared with what
//! others say without reading them again.

mod between;
mod claim;

pub use between::{Between, Stated};
pub use claim::Claim;
