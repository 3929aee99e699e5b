//! Verb groups: auxiliaries, adverbs, and the verb.

use super::chunk::{Chunk, Verb};
use super::reading::Reading;
use super::tag::Tag;
use crate::language;
use crate::text::{class, role};

/// The verb group that begins at a token, and the token after it.
pub(super) fn verb(reading: &Reading<'_, '_>, before: Option<&Chunk>, at: u32) -> Option<(Verb, u32)> {
    match reading.tag(at) {
        Tag::Auxiliary | Tag::Not | Tag::Infinitive => Some(auxiliaries(reading, at)),
        Tag::Past if is_verb(reading, before, at) => {
            let by = reading.source.does(at + 1, role::MONEY_BY);
            let subject = before.is_some_and(|chunk| chunk.group().is_some());
            let finite = subject && !by;
            Some((Verb { head: Some(at), passive: by, finite, ..Verb::default() }, at + 1))
        }
        Tag::Active if is_verb(reading, before, at) => {
            Some((Verb { head: Some(at), ..Verb::default() }, at + 1))
        }
        Tag::Open if is_present(reading, before, at) => {
            Some((Verb { head: Some(at), finite: true, ..Verb::default() }, at + 1))
        }
        _ => None,
    }
}

/// A verb group with auxiliaries: "were not yet detained", "will hold", "to reach".
fn auxiliaries(reading: &Reading<'_, '_>, from: u32) -> (Verb, u32) {
    let source = reading.source;
    let mut verb = Verb { finite: true, ..Verb::default() };
    let (mut at, mut be, mut bare) = (from, false, false);
    loop {
        match reading.tag(at) {
            Tag::Auxiliary => {
                be = source.does(at, role::SYNTAX_BE);
                bare = source.does(at, role::SYNTAX_MODAL) || source.does(at, role::SYNTAX_DO);
                verb.open |= source.does(at, role::SYNTAX_MODAL);
            }
            Tag::Infinitive => {
                (verb.open, bare, be) = (true, true, false);
                verb.finite = at > from && verb.finite;
            }
            Tag::Not => verb.negated = true,
            Tag::Adverb
                if matches!(reading.tag(at + 1), Tag::Past | Tag::Active | Tag::Auxiliary | Tag::Not) => {}
            _ => break,
        }
        if at > from && reading.atom(at).is_some() {
            break;
        }
        at += 1;
    }
    let free = reading.atom(at).is_none();
    let takes = free
        && match reading.tag(at) {
            Tag::Past => !bare || source.token(at).is_some_and(|t| t.has(class::PREDICATE)),
            Tag::Active => be,
            Tag::Open => bare && source.token(at).is_some_and(crate::text::Token::is_lower),
            _ => false,
        };
    if takes {
        verb.passive = be && reading.tag(at) == Tag::Past;
        verb.head = Some(at);
        at += 1;
    }
    (verb, at)
}

/// Whether a participle is a verb and no adjective: a noun group stands before it and none goes on after it, or
/// what follows begins a noun group of its own.
fn is_verb(reading: &Reading<'_, '_>, before: Option<&Chunk>, at: u32) -> bool {
    let next = at + 1;
    let noun =
        reading.atom(next).is_none() && matches!(reading.tag(next), Tag::Open | Tag::Name | Tag::Hyphen);
    let after_group = before.is_some_and(|chunk| chunk.group().is_some());
    !noun || after_group
}

/// Whether a word that may be a noun or a verb is a verb in the present: it stands after a noun group or
/// "which" and before a figure or a determiner, which no noun can do.
fn is_present(reading: &Reading<'_, '_>, before: Option<&Chunk>, at: u32) -> bool {
    let relative = at > reading.from
        && reading.source.does(at - 1, role::SYNTAX_WHO)
        && (at < reading.from + 2 || reading.tag(at - 2) != Tag::Preposition);
    let subject = relative || before.and_then(Chunk::group).is_some_and(|group| !group.date);
    let word = reading.source.word(at);
    let lower = reading.source.token(at).is_some_and(|t| t.is_lower() && !t.classes.meets(class::ANY_NOUN));
    let object = reading.figure(at + 1).is_some()
        || matches!(
            reading.tag(at + 1),
            Tag::Determiner | Tag::Pronoun | Tag::Preposition | Tag::Open | Tag::Adverb
        );
    subject && lower && object && !language::chosen().looks_adjective(word)
}
