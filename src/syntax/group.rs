//! Noun groups: determiner, number, modifiers and head.

use super::chunk::Group;
use super::reading::Reading;
use super::tag::Tag;
use crate::language;
use crate::text::{class, role};

/// The noun group that begins at a token, and the token after it.
pub(super) fn group(reading: &Reading<'_, '_>, from: u32) -> (Group, u32) {
    let source = reading.source;
    let mut group = Group::default();
    let mut at = from;
    // Determiners and what may stand between them and the number.
    let mut pointed = false;
    while reading.atom(at).is_none() {
        match reading.tag(at) {
            Tag::Determiner | Tag::Possessive => {
                group.definite |= source.does(at, role::COUNT_DEFINITE);
                // "Those two others" were told before, and are not what is left.
                pointed |= source.does(at, role::COUNT_OF_THEM);
                group.single |= source.does(at, role::A_OR_AN);
                group.open |= source.does(at, role::SYNTAX_OPEN);
            }
            Tag::Additive => {
                group.rest |= group.definite && !pointed && source.does(at, role::SYNTAX_REST);
                group.open |= source.does(at, role::SYNTAX_OPEN);
            }
            // "The last nine miles", and not "the last nine days", which are those before now.
            _ if group.definite && source.does(at, role::SYNTAX_REST) => {
                let Some((_, _, to)) = reading.figure(at + 1) else { break };
                group.rest |= !pointed && !source.does(to - 1, role::UNIT_TIME);
            }
            _ => break,
        }
        at += 1;
    }
    if let Some((index, figure, to)) = reading.figure(at) {
        group.figure = Some(index);
        group.head = (figure.noun && to > figure.number_to).then(|| to - 1);
        group.rest |= group.definite && !pointed && figure.additive;
        let bare = group.head.is_none() && !figure.additive;
        // "88 mm"
        if bare && to < reading.end && reading.source.does(to, role::UNIT_SYMBOL) {
            group.head = Some(to);
            return (group, to + 1);
        }
        // "the $5 million fine", "43 watercolours": the noun goes on.
        let amount = figure.unit != super::Unit::Count;
        if !bare || amount && at == from || !is_nominal(reading, to) {
            return (group, to);
        }
        let (head, next) = nominals(reading, to);
        if head.is_none_or(|head| !amount && !is_plural(reading, head)) {
            return (group, to);
        }
        group.head = head;
        return (group, next);
    } else if let Some((_, atom)) = reading.atom(at) {
        group.date = atom.kind == super::AtomKind::Date;
        if group.date || !is_nominal(reading, atom.to) {
            group.head = Some(atom.to - 1);
            return (group, atom.to);
        }
        at = atom.to;
    }
    if reading.tag(at) == Tag::Pronoun && at == from {
        group.pronoun = true;
        return (group, at + 1);
    }
    let (mut head, mut to) = nominals(reading, at);
    // "the accused", "in the morning".
    if head.is_none()
        && to == at
        && at > from
        && source.does(at - 1, role::SYNTAX_THE)
        && is_form(reading, at)
    {
        (head, to) = (Some(at), at + 1);
    }
    if let Some(head) = head {
        group.head = Some(head);
        group.rest |= group.definite && source.does(head, role::SYNTAX_REMAINDER);
        group.open |= source.does(head, role::SYNTAX_OPEN);
        group.single &= !is_plural(reading, head);
    }
    (group, to)
}

/// The modifiers and the head from a token on: the head, and the token after it.
fn nominals(reading: &Reading<'_, '_>, from: u32) -> (Option<u32>, u32) {
    let (mut at, mut head) = (from, None);
    loop {
        if let Some((_, atom)) = reading.atom(at).filter(|_| at > from) {
            // "Route 66", "3-1".
            let glued = reading.tag(at - 1) == Tag::Hyphen
                || head == Some(at - 1) && reading.tag(at - 1) == Tag::Name;
            if atom.kind != super::AtomKind::Label || !glued {
                break;
            }
            at = atom.to;
            if at >= reading.end {
                break;
            }
            continue;
        }
        match reading.tag(at) {
            Tag::Open | Tag::Name => {
                // After a plural only another noun in the plural goes on: "arms dealers".
                let plural = head.is_some_and(|head: u32| head + 1 == at && is_plural(reading, head));
                let name = reading.tag(at) == Tag::Name;
                if plural && !name && !is_plural(reading, at) && !is_listed(reading, at)
                    || is_verb(reading, head, at)
                {
                    break;
                }
                head = Some(at);
            }
            Tag::Possessive if head.is_some() => {}
            Tag::Hyphen => {}
            // "a burning wooden ferry", "the stolen cars".
            Tag::Past | Tag::Active if head.is_none() && is_nominal(reading, at + 1) => {}
            Tag::Past | Tag::Active if at > from && reading.tag(at - 1) == Tag::Hyphen => {}
            Tag::Additive if head.is_none() || reading.tag(at - 1) == Tag::Possessive => {}
            // "a runner-up".
            Tag::Preposition | Tag::Adverb if at > from && reading.tag(at - 1) == Tag::Hyphen => {}
            _ => break,
        }
        at += 1;
        if at >= reading.end {
            break;
        }
    }
    (head, at.max(from))
}

/// Whether the last word of a run is a verb: a figure or a determiner follows, before which no noun can stand,
/// and it is no noun of a list: "Ely Drama gets 85,000".
fn is_verb(reading: &Reading<'_, '_>, head: Option<u32>, at: u32) -> bool {
    let Some(token) = reading.source.token(at) else { return false };
    let next = reading.figure(at + 1).is_some() || matches!(reading.tag(at + 1), Tag::Determiner);
    head.is_some_and(|head| head + 1 == at)
        && next
        && token.is_lower()
        && !token.classes.meets(class::ANY_NOUN)
}

fn is_nominal(reading: &Reading<'_, '_>, at: u32) -> bool {
    at < reading.end
        && reading.atom(at).is_none()
        && matches!(reading.tag(at), Tag::Open | Tag::Name | Tag::Hyphen)
}

/// Whether a word is a form of a verb that may stand for a noun.
fn is_form(reading: &Reading<'_, '_>, at: u32) -> bool {
    at < reading.end && reading.atom(at).is_none() && matches!(reading.tag(at), Tag::Past | Tag::Active)
}

fn is_listed(reading: &Reading<'_, '_>, at: u32) -> bool {
    reading.source.token(at).is_some_and(|token| token.classes.meets(class::ANY_NOUN))
}

fn is_plural(reading: &Reading<'_, '_>, at: u32) -> bool {
    let word = reading.source.word(at);
    word.len() > 3 && language::chosen().looks_plural(word)
}
