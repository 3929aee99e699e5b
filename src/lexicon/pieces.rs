//! The pieces of a table as bytes, for the build script.

use zerocopy::IntoBytes as _;

use super::store::Lexicon;

impl Lexicon {
    /// The bytes of the table as it is in memory, by the names that [`shipped`](super::shipped) uses.
    pub(crate) fn pieces(&self) -> [(&'static str, &[u8]); 18] {
        let table = &self.table;
        [
            ("texts", table.texts.0.as_bytes()),
            ("short.slots", table.short.slots.as_bytes()),
            ("short.entries", table.short.entries.as_bytes()),
            ("marks.slots", table.marks.slots.as_bytes()),
            ("marks.entries", table.marks.entries.as_bytes()),
            ("long.slots", table.long.slots.as_bytes()),
            ("long.entries", table.long.entries.as_bytes()),
            ("ascii", table.ascii.as_bytes()),
            ("senses", self.senses.as_bytes()),
            ("pairs", self.pairs.0.as_bytes()),
            ("rests", self.rests.as_bytes()),
            ("classes", self.classes.as_bytes()),
            ("aside.sets", self.aside_sets.as_bytes()),
            ("roles", self.roles.as_bytes()),
            ("stems.slots", self.stems.slots.as_bytes()),
            ("stems.entries", self.stems.entries.as_bytes()),
            ("countries.slots", self.countries.slots.as_bytes()),
            ("countries.entries", self.countries.entries.as_bytes()),
        ]
    }
}
