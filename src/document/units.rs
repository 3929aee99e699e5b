//! Places in the units of other programs: bytes, UTF-16 code units or characters.

/// What a place counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Utf8,
    /// UTF-16 code units, as JavaScript and Java count, and editors unless they ask for something else.
    #[default]
    Utf16,
    /// Unicode scalar values, as Python counts.
    Utf32,
}

impl Unit {
    /// The units of a text. Linear, but for bytes.
    #[must_use]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// The byte of a text that so many units lead to: where a character begins in which they end, and the end of the
    /// text if it has fewer. Linear in the units.
    #[must_use]
    pub fn byte(self, text: &str, units: usize) -> usize {
        let mut counted = 0;
        for (at, char) in text.char_indices() {
            let next = counted
                + match self {
                    Self::Utf8 => char.len_utf8(),
                    Self::Utf16 => char.len_utf16(),
                    Self::Utf32 => 1,
                };
            if next > units {
                return at;
            }
            counted = next;
        }
        text.len()
    }
}

/// How many bytes of a text are counted together.
const STEP: usize = 1024;

/// Turns bytes of a text into units from its start.
#[derive(Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    unit: Unit,
    /// The byte at which each step begins, and the units before it.
    steps: Vec<(usize, usize)>,
}

impl<'t> Offsets<'t> {
    /// The offsets of a text. Linear.
    #[must_use]
    pub fn new(text: &'t str, unit: Unit) -> Self {
        let mut steps = vec![(0, 0)];
        let (mut from, mut units) = (0, 0);
        while text.len() - from > STEP {
            let mut to = from + STEP;
            while !text.is_char_boundary(to) {
                to -= 1;
            }
            units += unit.count(&text[from..to]);
            steps.push((to, units));
            from = to;
        }
        Self { text, unit, steps }
    }

    /// The units before byte `at`; those before the character in which it lies, and all past the end. Costs a binary
    /// search and a count of at most 1,024 bytes.
    #[must_use]
    pub fn of(&self, at: usize) -> usize {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let (from, units) = self.steps[self.steps.partition_point(|(from, _)| *from <= at) - 1];
        units + self.unit.count(&self.text[from..at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_unit_counts_what_it_says() {
        let text = "a\u{e9}\u{1f6a2}b";
        assert_eq!(Unit::Utf8.count(text), 8);
        assert_eq!(Unit::Utf16.count(text), 5);
        assert_eq!(Unit::Utf32.count(text), 4);
        for (unit, units, byte) in [
            (Unit::Utf16, 2, 3),
            (Unit::Utf16, 3, 3),
            (Unit::Utf16, 4, 7),
            (Unit::Utf32, 3, 7),
            (Unit::Utf8, 2, 1),
        ] {
            assert_eq!(unit.byte(text, units), byte, "{unit:?} {units}");
        }
        assert_eq!(Unit::Utf16.byte(text, 99), text.len());
    }

    #[test]
    fn offsets_go_there_and_back() {
        let text = "Għawdex \u{1f6a2} ".repeat(500);
        for unit in [Unit::Utf8, Unit::Utf16, Unit::Utf32] {
            let offsets = Offsets::new(&text, unit);
            for (at, _) in text.char_indices().step_by(7) {
                assert_eq!(unit.byte(&text, offsets.of(at)), at);
            }
            assert_eq!(offsets.of(text.len() + 5), unit.count(&text));
        }
    }
}
