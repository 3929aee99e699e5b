//! The places that a fact is held against, for labels.

use super::{Fact, Value};

impl Fact {
    /// The tokens, from the first to before the last, of the other places that the fact is held against, as far as it
    /// knows them: the two counts of a share; the number, the rate and the whole.
    pub(crate) fn beside(&self) -> &[(u32, u32)] {
        match &self.value {
            Value::Share(share) => &share.beside,
            Value::Column(column) => &column.beside,
            Value::Rate(rate) => &rate.beside,
            _ => &[],
        }
    }
}
