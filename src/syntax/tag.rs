//! Tags: what a word can be by itself. The first level of the cascade.

use super::Source;
use crate::language;
use crate::text::{TokenKind, class, role};

/// What a token can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// "the", "these", "all".
    Determiner,
    /// "other", "more", "remaining".
    Additive,
    Preposition,
    /// "to" where a verb follows.
    Infinitive,
    /// "and", "or", "plus".
    And,
    /// "but", "because", "while".
    Conjunction,
    Pronoun,
    /// "who", "which", "where".
    Relative,
    /// "is", "have", "will".
    Auxiliary,
    /// "not", "never".
    Not,
    /// A past form or participle.
    Past,
    /// A form in "-ing".
    Active,
    Adverb,
    /// A word that may be a noun, an adjective or a verb.
    Open,
    /// A capitalised word that no list has as something else.
    Name,
    /// "'s".
    Possessive,
    /// A hyphen between two halves of a word.
    Hyphen,
    Quote,
    Mark(u8),
}

/// The tag of a token. What a word is beside its neighbours is for the next level to say.
pub(super) fn tag(source: &Source<'_>, at: u32, end: u32) -> Tag {
    let Some(token) = source.token(at) else { return Tag::Mark(b'.') };
    let word = source.word(at);
    if token.kind == TokenKind::Number {
        return Tag::Open;
    }
    if !token.is_word() {
        return mark(source, at, end);
    }
    let roles = source.lexicon.roles(token);
    let does = |role| roles.has(role);
    if language::chosen().is_possessive(word) {
        Tag::Possessive
    } else if does(role::SYNTAX_NOT) {
        Tag::Not
    } else if token.has(class::AUXILIARY) {
        Tag::Auxiliary
    } else if does(role::SYNTAX_RELATIVE) || does(role::SYNTAX_THAT) && is_relative(source, at, end) {
        Tag::Relative
    } else if does(role::AND) || does(role::OR) || does(role::SYNTAX_PLUS) {
        Tag::And
    } else if token.has(class::ADDITIVE) {
        Tag::Additive
    } else if does(role::SYNTAX_TO) && verb_follows(source, at + 1, end) {
        Tag::Infinitive
    } else if does(role::SYNTAX_THAT) && at > 0 && is_saying(source, at - 1) || does(role::SYNTAX_CONJUNCTION)
    {
        Tag::Conjunction
    } else if token.has(class::PREPOSITION) || does(role::SYNTAX_LEADING) {
        Tag::Preposition
    } else if token.has(class::DETERMINER) {
        Tag::Determiner
    } else if token.has(class::CONJUNCTION) {
        Tag::Conjunction
    } else if token.has(class::PRONOUN) {
        Tag::Pronoun
    } else if does(role::SYNTAX_ADVERB) || token.is_lower() && word.len() > 4 && word.ends_with("ly") {
        Tag::Adverb
    } else if token.has(class::PREDICATE)
        || token.is_lower() && (does(role::SYNTAX_PAST) || does(role::SYNTAX_MADE) && !word.ends_with("ing"))
        || token.is_lower()
            && (token.classes.is_none() || is_saying(source, at))
            && language::chosen().looks_past(word)
    {
        Tag::Past
    } else if token.is_lower()
        && !token.classes.meets(class::ANY_NOUN)
        && language::chosen().looks_active(word)
    {
        Tag::Active
    } else if token.is_capital() && !token.classes.meets(class::ANY_NOUN) {
        Tag::Name
    } else {
        Tag::Open
    }
}

/// The tag of a mark. A hyphen, a slash or an apostrophe inside a word is part of it.
fn mark(source: &Source<'_>, at: u32, end: u32) -> Tag {
    let token = &source.tokens[at as usize];
    let glued = token.is_glued() && at + 1 < end && source.tokens[at as usize + 1].is_glued();
    let is_number = |at| source.token(at).is_some_and(|token| token.kind == TokenKind::Number);
    match source.word(at) {
        "-" | "‑" | "/" | "&" | "." if glued => Tag::Hyphen,
        // "7:30".
        ":" if glued && is_number(at.wrapping_sub(1)) && is_number(at + 1) => Tag::Hyphen,
        "&" => Tag::And,
        "–" | "—" | "-" | "--" => Tag::Mark(b'-'),
        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" | "„" => Tag::Quote,
        "[" => Tag::Mark(b'('),
        "]" => Tag::Mark(b')'),
        "?" | "!" | "…" => Tag::Mark(b'.'),
        mark => Tag::Mark(mark.bytes().next().unwrap_or(b'.')),
    }
}

/// Whether a word leads to what someone says.
fn is_saying(source: &Source<'_>, at: u32) -> bool {
    source.does(at, role::SYNTAX_TELLING) || source.token(at).is_some_and(|token| token.has(class::SAYING))
}

/// Whether "that" stands between a noun and a verb: "the firm that built it".
fn is_relative(source: &Source<'_>, at: u32, end: u32) -> bool {
    let open = |at: u32| matches!(tag(source, at, end), Tag::Open | Tag::Name);
    let that = |at: u32| source.does(at, role::SYNTAX_THAT);
    let noun = at > 0 && !that(at - 1) && !is_saying(source, at - 1) && open(at - 1);
    noun && at + 1 < end && !that(at + 1) && matches!(tag(source, at + 1, end), Tag::Past | Tag::Auxiliary)
}

/// Whether "to" leads to a verb and not to a place, a figure or a noun group.
fn verb_follows(source: &Source<'_>, at: u32, end: u32) -> bool {
    let atom = source.atoms.binary_search_by_key(&at, |atom| atom.from).is_ok();
    let token = source.token(at).filter(|_| at < end && !atom);
    token.is_some_and(|t| {
        t.is_lower()
            && t.is_word()
            && !t.has(class::DETERMINER)
            && !t.has(class::PRONOUN)
            && !t.has(class::PREPOSITION)
            && !t.has(class::ADDITIVE)
            && !t.classes.meets(class::ANY_NOUN)
            && !language::chosen().looks_plural(source.word(at))
            && !language::chosen().looks_active(source.word(at))
    })
}
