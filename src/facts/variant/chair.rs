//! Posts that are of a subject, where a text gives the only person who has one another subject: "professor of zoology Agnes
//! Thornberry … the professor of botany said".

use super::{Value, Variant};
use crate::facts::Fact;
use crate::facts::look::Look;
use crate::text::{Token, class, role};

/// The most persons that a text names in full where a post without a name is one of theirs.
const FEW: usize = 2;

/// A post with its subject where the text has it.
struct Chair<'f> {
    tokens: (usize, usize),
    head: &'f str,
    subject: &'f str,
}

/// The two subjects that the post of one person has.
pub(super) fn chairs(look: Look<'_>) -> Vec<Fact> {
    let facts = look.facts;
    let sentences = || (0..facts.sentences.len()).filter(|&s| facts.has_word_with(s, role::OFFICE_CHAIR));
    if sentences().next().is_none() {
        return Vec::new();
    }
    let own = |sentence: &usize| facts.zone(facts.block_of(*sentence)).is_own();
    let all: Vec<Chair<'_>> = sentences()
        .filter(own)
        .flat_map(|sentence| {
            let (from, to) = look.sentence(sentence);
            (from..to).filter_map(move |at| look.chair(at, to))
        })
        .collect();
    let [a, b] = &all[..] else { return Vec::new() };
    let change = (0..facts.sentences.len()).any(|s| facts.has_word_with(s, role::OFFICE_CHANGE));
    let one = a.head.eq_ignore_ascii_case(b.head) && !a.subject.eq_ignore_ascii_case(b.subject);
    if change || !one || facts.sentence_of(a.tokens.0) == facts.sentence_of(b.tokens.0) {
        return Vec::new();
    }
    let end = |chair: &Chair<'_>| look.sentence(facts.sentence_of(chair.tokens.0)).1;
    let named = |chair: &Chair<'_>| {
        let next = chair.tokens.1;
        let comma = usize::from(look.is_mark(next, &[","]));
        look.name_from(next + comma, end(chair)).filter(|named| named.last - named.first > 1)
    };
    // "Agnes Thornberry, professor of zoology".
    let before = |chair: &Chair<'_>| {
        let from = look.sentence(facts.sentence_of(chair.tokens.0)).0;
        let the = usize::from(chair.tokens.0 > from && look.has(chair.tokens.0 - 1, class::DETERMINER));
        let comma =
            (chair.tokens.0 - the).checked_sub(1).filter(|&at| at > from && look.is_mark(at, &[","]))?;
        look.named_up_to(comma, from)
    };
    let holder = named(a)
        .or_else(|| before(a))
        .and_then(|named| look.holder(named, &[a.tokens], &look.places_of_families([named].into_iter())));
    let alone = b.tokens.0.checked_sub(1).is_some_and(|the| look.does(the, role::THE))
        && named(b).is_none()
        && before(b).is_none();
    let Some(holder) = holder.filter(|_| alone && look.named_in_full() <= FEW) else { return Vec::new() };
    let told = |chair: &Chair<'_>| {
        let name = facts.span(chair.tokens.0, chair.tokens.1).of(facts.text).into();
        let variant = Variant { name, thing: holder.full(), form: "office", ladder: "chair".into() };
        facts.fact_over(chair.tokens, Value::Variant(Box::new(variant)))
    };
    vec![told(a), told(b)]
}

impl<'f> Look<'f> {
    /// A post and its subject: "professor of zoology".
    fn chair(self, at: usize, to: usize) -> Option<Chair<'f>> {
        let subject = at + 2;
        let of = self.does(at, role::OFFICE_CHAIR) && self.does(at + 1, role::OF);
        let plain = self.token(subject).is_some_and(Token::is_word)
            && !self.is_any(subject, &[class::DETERMINER, class::PRONOUN, class::GIVEN_NAME]);
        (of && subject < to && plain).then(|| Chair {
            tokens: (at, subject + 1),
            head: self.word(at),
            subject: self.word(subject),
        })
    }
}
