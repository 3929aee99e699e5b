//! What a language calls the lines around the text of an article: bylines, credits, marks of release, contacts.

/// What a line or paragraph is, besides the text of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Who wrote it: "By Ana Borg", "Our Foreign Staff".
    Byline,
    /// A mark above or below the headline: "Exclusive", "FOR IMMEDIATE RELEASE".
    Kicker,
    /// When it was published or changed, and until when it is held: "Updated 14:05".
    Dated,
    /// What a picture shows, and who took it.
    Caption,
    /// A line that is about the article or its site: a correction, a link, a copyright notice.
    Note,
    /// Whom to ask: the lines after it are names, numbers and addresses.
    Contact,
    /// What begins the last part, which is about the publisher: "Notes to editors", "About us".
    Closing,
    /// The mark of the end: "ENDS", "###".
    End,
}

/// How a phrase makes of a line a [`Part`]. Letter case and marks around the phrase do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The line is the phrase and no more.
    Alone,
    /// The line is the phrase, or the phrase with a colon or a dash and something after it.
    Label,
    /// The line begins with the phrase.
    Start,
    /// The line is short and has the phrase in it.
    Inside,
}

/// Words and phrases among which a word is looked for, in any letter case. Nearly no word of a text is one of
/// them, and that a glance tells: the bit of its length among those of its first letter.
#[derive(Debug)]
pub struct Listed {
    all: &'static [&'static str],
    /// For each first letter, by its low bits, the lengths of the entries.
    wholes: [u32; 32],
    /// The same of the single words of the entries.
    single: [u32; 32],
}

impl Listed {
    /// Entries in lower case.
    pub(super) const fn new(all: &'static [&'static str]) -> Self {
        let (mut wholes, mut single) = ([0; 32], [0; 32]);
        let mut n = 0;
        while n < all.len() {
            let bytes = all[n].as_bytes();
            wholes[Self::letter(bytes[0])] |= Self::length(bytes.len());
            let (mut from, mut to) = (0, 0);
            while to <= bytes.len() {
                if to == bytes.len() || bytes[to] == b' ' {
                    single[Self::letter(bytes[from])] |= Self::length(to - from);
                    from = to + 1;
                }
                to += 1;
            }
            n += 1;
        }
        Self { all, wholes, single }
    }

    const fn letter(byte: u8) -> usize {
        (byte & 31) as usize
    }

    const fn length(bytes: usize) -> u32 {
        1 << if bytes < 31 { bytes } else { 31 }
    }

    #[inline]
    fn may_have(lengths: &[u32; 32], word: &str) -> bool {
        let first = word.as_bytes().first();
        first.is_some_and(|&first| lengths[Self::letter(first)] & Self::length(word.len()) != 0)
    }

    /// Whether a word is an entry.
    #[inline]
    pub(crate) fn has(&self, word: &str) -> bool {
        Self::may_have(&self.wholes, word) && self.all.iter().any(|one| word.eq_ignore_ascii_case(one))
    }

    /// Whether a word is one of the words of an entry.
    pub(crate) fn has_in_phrases(&self, word: &str) -> bool {
        let mut words = self.all.iter().flat_map(|entry| entry.split(' '));
        Self::may_have(&self.single, word) && words.any(|one| word.eq_ignore_ascii_case(one))
    }
}

/// The words that tell the parts of an article. All are in lower case.
#[derive(Debug)]
pub struct Parts {
    /// The letters of the language, the most frequent first.
    pub letters: &'static str,
    /// Phrases, and what they make of the line that begins with one. The first that fits counts.
    pub phrases: &'static [(Part, How, &'static [&'static str])],
    /// What leads to the name of an author.
    pub by: &'static [&'static str],
    /// What a person who writes is, or a group of them. The last word of such a phrase.
    pub writers: Listed,
    /// Words in lower case that stand inside names of persons and places.
    pub inside_names: Listed,
    /// Those of them that names of persons do not have.
    pub of_bodies: Listed,
    /// Words that join two names.
    pub and: Listed,
    /// What leads to the name of a firm in the heading over what it says of itself.
    pub about: &'static [&'static str],
    /// What may stand before the date of publication.
    pub dated: Listed,
    /// Months, in full and abbreviated.
    pub months: Listed,
    /// Days of the week, in full and abbreviated.
    pub weekdays: Listed,
    /// What may stand beside the time of day: "noon", "gmt".
    pub hours: Listed,
    /// Abbreviations with which a headline may end.
    pub abbreviations: Listed,
}
