//! Attributions: who says what follows.

use super::declare::kind;

/// Who says what follows: "the minister said:".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attribution;

kind! {
    /// Who says what follows: "the minister said:".
    Attribution(a) as "attribution", over Facts;
}
