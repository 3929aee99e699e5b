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

/// The words that tell the parts of an article. All are in lower case.
#[derive(Debug)]
pub struct Parts {
    /// Phrases, and what they make of the line that begins with one. The first that fits counts.
    pub phrases: &'static [(Part, How, &'static [&'static str])],
    /// What leads to the name of an author.
    pub by: &'static [&'static str],
    /// What a person who writes is, or a group of them. The last word of such a phrase.
    pub writers: &'static [&'static str],
    /// Words in lower case that stand inside names of persons and places.
    pub inside_names: &'static [&'static str],
    /// Those of them that names of persons do not have.
    pub of_bodies: &'static [&'static str],
    /// Words that join two names.
    pub and: &'static [&'static str],
    /// What leads to the name of a firm in the heading over what it says of itself.
    pub about: &'static [&'static str],
    /// What may stand before the date of publication.
    pub dated: &'static [&'static str],
    /// Months, in full and abbreviated.
    pub months: &'static [&'static str],
    /// Days of the week, in full and abbreviated.
    pub weekdays: &'static [&'static str],
    /// What may stand beside the time of day: "noon", "gmt".
    pub hours: &'static [&'static str],
    /// Abbreviations with which a headline may end.
    pub abbreviations: &'static [&'static str],
}
