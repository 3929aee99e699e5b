//! Text as tokens and sentences: where words, numbers and marks begin and end, the classes that
//! word lists give them, and where a full stop ends a sentence.
//!
//! Nothing here knows what a list says: [`Words`] is what a word list does for a token.

pub mod class;
pub(crate) mod fold;
pub mod role;
pub(crate) mod scan;
pub(crate) mod sentence;
mod token;
mod word;

pub use class::{Class, Classes};
pub use role::Role;
pub use scan::{Space, TokenKind};
pub use token::{Known, Token, Tokens, Words};
pub use word::{Key, WordId};
