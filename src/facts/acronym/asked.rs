//! Whether a reader asks what an acronym stands for. Letters that the text uses as a noun or as the name of a
//! body stand for something. Those of a company, a product or a person are a name: no reader misses the long
//! form, and often there is none.

use super::{Role, is_hyphen, name_of, role_of};
use crate::document::Zone;
use crate::facts::{Fact, Reader, Value};
use crate::text::{Token, TokenKind, class, role};

/// The most letters of an acronym that a reader asks for: a longer one is read as a word.
const MOST: usize = 6;
/// The fewest letters of one that only stands before a noun.
const FEWEST: usize = 3;
/// The fewest letters of a run that can be read aloud as a word, where it stands before a noun.
const WORD: usize = 5;

/// The most tokens of a label before its colon.
const LABEL: usize = 5;
/// The most words of a noun after an acronym.
const HEAD: usize = 3;

/// What one mention tells of the letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// They are used as a noun.
    Noun,
    /// They are a name.
    Name,
    /// Nothing.
    None,
}

impl Reader<'_> {
    /// Makes names of the acronyms that no reader asks for. `found` are all acronyms of the article.
    pub(super) fn ask(&self, facts: &mut [Fact], found: &[usize]) {
        let mut unclear: Vec<usize> =
            found.iter().copied().filter(|&i| role_of(&facts[i]) == Role::Use).collect();
        unclear.sort_by(|&a, &b| name_of(&facts[a]).cmp(name_of(&facts[b])).then(a.cmp(&b)));
        let groups = unclear.chunk_by(|&a, &b| name_of(&facts[a]) == name_of(&facts[b]));
        let names: Vec<usize> =
            groups.filter(|mentions| !self.is_asked(facts, mentions)).flatten().copied().collect();
        for i in names {
            if let Value::Acronym(acronym) = &mut facts[i].value {
                acronym.role = Role::Name;
            }
        }
    }

    fn is_asked(&self, facts: &[Fact], mentions: &[usize]) -> bool {
        let (name, at) = (name_of(&facts[mentions[0]]), facts[mentions[0]].tokens.0 as usize);
        let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
        if letters > MOST || name.bytes().any(|b| b.is_ascii_digit()) || self.does(at, role::ACRONYM_SHOUTED)
        {
            return false;
        }
        let mut asked = false;
        for &i in mentions {
            match self.sign(&facts[i]) {
                Sign::Name => return false,
                Sign::Noun => asked = true,
                Sign::None => {}
            }
        }
        asked && !self.is_address(name)
    }

    /// Whether a web address of the article has the letters: "www.ktb.com".
    fn is_address(&self, name: &str) -> bool {
        let has = |t: &Token| {
            t.kind == TokenKind::Address
                && t.of(self.text).split(|c: char| !c.is_alphanumeric()).any(|p| p.eq_ignore_ascii_case(name))
        };
        name.len() > 2 && self.tokens.iter().any(has)
    }

    /// What a mention tells.
    fn sign(&self, fact: &Fact) -> Sign {
        let (from, end) = self.sentences[fact.sentence as usize];
        let (from, end) = (from as usize, end as usize);
        let (at, after) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let name = name_of(fact);
        if self.is_of_name(at, after, from, end) {
            return Sign::Name;
        }
        let before = at.checked_sub(1).filter(|&b| b >= from);
        let next = Some(after).filter(|&n| n < end);
        // "EPP KTB (European Port Police)": the bracket explains the letters before these.
        let words =
            (after + 1..end).take_while(|&i| !self.is_mark(i, b')')).filter(|&i| self.tokens[i].is_word());
        let gloss = self.is_mark(after, b'(') && words.count() > 1;
        let passed = before.is_some_and(|b| self.tokens[b].is_upper()) && gloss;
        if passed || self.is_listed_body(fact, from) {
            return Sign::Noun;
        }
        if self.is_within_name(before, next) || self.is_glued_on(at, after, from, end) {
            return Sign::None;
        }
        let plural = self.tokens[after - 1].end > self.tokens[at].start + name.len() as u32;
        // "KTBs crew" has lost its apostrophe.
        if plural {
            return if next.is_none_or(|n| self.ends_noun(n)) { Sign::Noun } else { Sign::None };
        }
        let Some(before) = before else { return Sign::None };
        let led = self.leads(before)
            || self.is_qualified(before, from)
            || self.is_among_nouns(before, after, from, end);
        let head = next.is_none_or(|n| self.ends_noun(n) || self.is_verb(n));
        if led && head {
            return Sign::Noun;
        }
        let spoken = next.is_some_and(|n| self.tokens[n].has(class::SAYING));
        if spoken && self.tokens[before].has(class::PRONOUN) {
            return Sign::Noun;
        }
        let Some(next) = next else { return Sign::None };
        if is_sayable(name) && self.tokens[next].has(class::AUXILIARY) {
            return Sign::Name;
        }
        let noun = self.is_noun_after(before, next) && !name.contains('-');
        let last = self.head_noun(next, end);
        // "the KTB jacket", "KTB gin": wares have brands.
        let ware =
            (next..=last).any(|i| self.tokens[i].has(class::NOUN_THING) || self.does(i, role::ACRONYM_WARE));
        let named = (next..=last).any(|i| self.is(i, role::ACRONYM_NAMED));
        // "for KETOB enables" and "for KETOB pilots": a verb or a noun.
        let open = self.tokens[before].has(class::PREPOSITION) && self.language.looks_plural(self.word(next));
        let word = is_sayable(name) && (name.len() >= WORD || named || open);
        if noun && name.len() >= FEWEST && !word && !ware { Sign::Noun } else { Sign::None }
    }

    /// Whether the words beside an acronym say that it is a name: "the firm KTB", "KTB shares", "KTB®", "(NYSE:
    /// KTB)".
    fn is_of_name(&self, at: usize, after: usize, from: usize, end: usize) -> bool {
        let kind = |i: usize| i < end && self.does(i, role::ACRONYM_KIND);
        let last = self.head_noun(after, end);
        let owned = after < end && self.is(last, role::ACRONYM_OWNED);
        let marked = after < end && matches!(self.word(after), "®" | "™" | "©")
            || self.is_mark(after, b'(') && matches!(self.word(after + 1), "R" | "TM" | "r" | "tm");
        let ticker = at > from + 1
            && (self.is_mark(at - 1, b':') || self.is_mark(at - 1, b'$') && self.is_mark(at - 2, b':'))
            && (from..at).rev().take(8).any(|i| self.is_mark(i, b'('));
        let angle = at > from && self.is_mark(at - 1, b'<') && self.is_mark(after, b'>');
        at > from && kind(at - 1) || kind(last) || owned || marked || ticker || angle
    }

    /// Whether a capitalised word beside an acronym makes both one name: "KTB Harbour", "Borg KTB".
    fn is_within_name(&self, before: Option<usize>, next: Option<usize>) -> bool {
        let name = |i: usize| {
            let token = &self.tokens[i];
            token.is_capital() && !token.classes.meets(self.triggers.never_name)
        };
        let glued = |i: usize| self.tokens[i].is_glued();
        let after = next.is_some_and(|n| name(n) || self.is_number(n) && !glued(n));
        after || before.is_some_and(|b| name(b) || self.tokens[b].is_upper())
    }

    /// Whether a mark joins an acronym to something: "anti-KTB", "KTB/QRX".
    fn is_glued_on(&self, at: usize, after: usize, from: usize, end: usize) -> bool {
        let joins = |i: usize| is_hyphen(self.word(i)) || matches!(self.word(i), "/" | "+" | "*" | "_");
        at > from && self.tokens[at].is_glued() && joins(at - 1)
            || after < end && self.tokens[after].is_glued() && joins(after)
    }

    /// Whether a word leads to a noun: "the", "each", "its".
    fn leads(&self, at: usize) -> bool {
        !self.tokens[at].is_upper() && self.does(at, role::ACRONYM_LED)
    }

    /// Whether the words that end with token `at` say something of a noun: "high annual KTB", "growth in KTB".
    fn is_qualified(&self, at: usize, from: usize) -> bool {
        let word = &self.tokens[at];
        let adjective = word.is_lower() && self.language.looks_adjective(self.word(at));
        let measured = at > from && self.is(at, role::IN) && self.is(at - 1, role::ACRONYM_MEASURED);
        adjective || measured
    }

    /// Whether an acronym is listed with nouns in lower case: "pumps, KTB, valves and hoses".
    fn is_among_nouns(&self, before: usize, after: usize, from: usize, end: usize) -> bool {
        let noun = |i: usize| {
            self.tokens[i].is_lower() && !self.ends_noun(i) && !self.language.looks_past(self.word(i))
        };
        let joins = |i: usize| self.is_mark(i, b',');
        let next = after + 1 + usize::from(self.is(after + 1, role::AND));
        before > from && joins(before) && noun(before - 1) && joins(after) && next < end && noun(next)
    }

    /// The last of the words from token `at` on that can be one noun with those before: "trials" in "the KTB drug
    /// trials began".
    fn head_noun(&self, at: usize, end: usize) -> usize {
        let goes_on = |i: usize| self.tokens[i].is_lower() && !self.ends_noun(i);
        (at..end.min(at + HEAD)).take_while(|&i| goes_on(i)).last().unwrap_or(at)
    }

    /// Whether a mention stands in a list of the authorities of countries, in which letters are one, too:
    /// "* France: KTB Paris; Cybercrime Unit".
    fn is_listed_body(&self, fact: &Fact, from: usize) -> bool {
        let at = fact.tokens.0 as usize;
        let labelled = (from + 1..at).take(LABEL).any(|i| self.is_mark(i, b':'));
        fact.zone == Zone::List
            && labelled
            && (from..at).take(2).any(|i| self.tokens[i].classes.meets(self.triggers.place))
    }

    /// Whether a noun has ended before a token: at a mark, or at a word that no noun is.
    fn ends_noun(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.is_word() {
            let small = [
                class::PREPOSITION,
                class::CONJUNCTION,
                class::AUXILIARY,
                class::PRONOUN,
                class::SAYING,
                class::DETERMINER,
                class::PREDICATE,
            ];
            token.is_lower()
                && (small.into_iter().any(|c| token.has(c)) || self.language.is_possessive(self.word(at)))
        } else {
            token.kind == TokenKind::Mark && !matches!(self.word(at), "(" | "*" | "/" | "&")
        }
    }

    /// Whether a word is a verb or adverb, as far as its form and the lists tell.
    fn is_verb(&self, at: usize) -> bool {
        self.tokens[at].is_lower()
            && (self.language.looks_past(self.word(at)) || self.is(at, role::ACRONYM_NOT_NOUN))
    }

    /// Whether an acronym between two tokens stands before a noun and within a phrase: "more KTB trials".
    fn is_noun_after(&self, before: usize, next: usize) -> bool {
        let (first, second) = (&self.tokens[before], &self.tokens[next]);
        let within =
            first.is_lower() || self.is_mark(before, b',') || self.is_number(before) || self.leads(before);
        let clause = first.has(class::PRONOUN) && !first.has(class::DETERMINER)
            || first.has(class::CONJUNCTION) && !self.is(before, role::AND) && !self.is(before, role::OR)
            || first.has(class::SAYING);
        let verb = second.has(class::PREDICATE) || self.is_verb(next);
        let pair = self.is(before, role::AND) || self.is(before, role::OR);
        let listed = self.is_mark(before, b',') && self.language.looks_plural(self.word(next))
            || pair && self.language.looks_active(self.word(next));
        within
            && !clause
            && second.is_lower()
            && self.word(next).starts_with(char::is_alphabetic)
            && !verb
            && !listed
            && !self.ends_noun(next)
    }
}

/// Whether a run of letters can be read aloud as a word: it has a vowel, and never more consonants in a row
/// than English words have.
fn is_sayable(name: &str) -> bool {
    let is_vowel = |b: &u8| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    let runs = name.as_bytes().split(is_vowel);
    let longest = if name.len() > WORD { 4 } else { 2 };
    name.bytes().any(|b| is_vowel(&b)) && runs.into_iter().all(|run| run.len() <= longest) && name.len() > 3
}
