//! The parts of a name of a person: given names, initials, particles, the family name, a suffix.

use crate::facts::Reader;
use crate::text::{Space, class, role};

/// The most words a name has.
const LONGEST: usize = 7;

/// The parts of a name that starts at a token.
pub(super) struct Parts {
    /// The first token of the family name.
    pub(super) family: usize,
    /// The token after the family name, and after a suffix.
    pub(super) end: usize,
    pub(super) to: usize,
    /// How many names and initials.
    pub(super) names: usize,
    pub(super) initials: usize,
    pub(super) suffix: bool,
}

impl Reader<'_> {
    /// The parts of a name from token `at` on.
    pub(super) fn parts(&self, at: usize, end: usize) -> Option<Parts> {
        let mut parts = Parts { family: at, end: at, to: at, names: 0, initials: 0, suffix: false };
        let mut to = at;
        let mut particle = None;
        let mut joined = false; // whether a hyphen after a particle leads here: "al-Rashid"
        while to < end.min(at + 2 * LONGEST) {
            let token = &self.tokens[to];
            if to > at && token.space == Space::Wide {
                break;
            }
            if self.is_initials(to) {
                parts.initials += 1;
                to = if self.word(to).len() == 1 { to + 2 } else { to + 1 };
                continue;
            }
            if self.is_particle(to) && to + 1 < end && (to > at || token.is_capital()) && self.leads_on(to) {
                particle = particle.or(Some(to));
                joined = matches!(self.word(to + 1), "-" | "’" | "'");
                to += if joined { 2 } else { 1 };
                continue;
            }
            if self.is_suffix(to) && parts.names > 0 {
                parts.suffix = true;
                parts.to = self.skip_mark(to + 1, end, b'.');
                return Some(parts).filter(|p| p.names > 0);
            }
            if parts.names > 0 && self.is_mark(to, b',') && to + 1 < end && self.is_suffix(to + 1) {
                parts.suffix = true;
                parts.to = self.skip_mark(to + 2, end, b'.');
                return Some(parts);
            }
            if parts.names > 0
                && let Some(after) = self.nickname(to, end)
            {
                to = after;
                continue;
            }
            let glued = to > at && token.is_glued() && !joined;
            if !token.is_capital() || glued || !self.can_be_name(to, parts.names) {
                break;
            }
            let mut after = to + 1;
            // "Anne-Marie", "Lopez-Buelna".
            while after + 1 < end
                && self.is_mark(after, b'-')
                && self.tokens[after].is_glued()
                && self.tokens[after + 1].is_glued()
                && self.tokens[after + 1].is_word()
            {
                after += 2;
            }
            joined = false;
            // "Fuentes Alarcón": a middle name that is no given name is a family name too.
            let double =
                parts.names == 2 && parts.initials == 0 && !self.tokens[parts.family].has(class::GIVEN_NAME);
            let compound = parts.names > 0 && self.is(to - 1, role::NAME_JOINT);
            if !(double || compound) {
                parts.family = particle.unwrap_or(to);
            }
            particle = None;
            parts.names += 1;
            (parts.end, parts.to) = (after, after);
            to = after;
            if parts.names + parts.initials >= LONGEST {
                break;
            }
        }
        (parts.names > 0).then_some(parts)
    }

    /// Whether a capitalised word can be part of a name.
    fn can_be_name(&self, at: usize, names: usize) -> bool {
        let token = &self.tokens[at];
        let given = token.has(class::GIVEN_NAME);
        if token.is_upper() && !self.titled {
            // "Jean DUPONT", not "Maria Borg KC" or "the FBI".
            return given || names > 0 && token.end - token.start > 3 && token.classes.is_none();
        }
        if token.classes.meets(self.triggers.never_name) && !given {
            return false;
        }
        if self.titled {
            // In a title every word is capitalised: only an unknown word or a given name is one.
            return given || names > 0 && token.classes.is_none();
        }
        given || names > 0 || !token.classes.meets(self.triggers.common)
    }

    /// Whether no part of the name is a word that names a place, a group or an authority.
    pub(super) fn is_plain(&self, parts: &Parts, at: usize) -> bool {
        let of_thing = |i: usize| {
            let t = &self.tokens[i];
            t.is_capital() && !t.has(class::GIVEN_NAME) && t.classes.meets(self.triggers.thing)
        };
        // A family name after an initial may be any word: "Grace L. Hill".
        let last = parts.end - 1;
        let thing = (at..parts.end).any(|i| of_thing(i) && !(i == last && parts.initials > 0));
        let named = parts.names >= 3 && self.tokens[last].has(class::NAMED_THING);
        !thing && !named
    }

    /// Whether the words after a name make it the name of something else: "Ernst & Young", "Smith Ltd.",
    /// "Maria Street".
    pub(super) fn is_other(&self, parts: &Parts, end: usize) -> bool {
        if self.joins_company(parts.to, end) {
            return true;
        }
        let Some(next) = self.tokens.get(parts.to).filter(|t| parts.to < end && t.space == Space::Single)
        else {
            return false;
        };
        let thing = next.classes.meets(self.triggers.thing)
            && next.is_capital()
            && !self.titled
            && !next.has(class::TITLE);
        thing || next.has(class::NAMED_THING) && !next.has(class::PREDICATE)
    }

    pub(super) fn joins_company(&self, at: usize, end: usize) -> bool {
        let comma = self.skip_mark(at, end, b',');
        at < end
            && (matches!(self.word(at), "&")
                || self
                    .tokens
                    .get(comma)
                    .is_some_and(|t| comma < end && t.is_capital() && t.has(class::COMPANY_SUFFIX)))
    }

    /// One capital letter with its period, or several: "J.", "J.P.".
    pub(super) fn is_initials(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if !token.is_capital() {
            return false;
        }
        let word = self.word(at);
        let letter = word.len() <= 2 && word.chars().count() == 1;
        let single = letter && self.is_mark(at + 1, b'.') && self.tokens[at + 1].is_glued();
        single
            || word.len() <= 6
                && word.ends_with('.')
                && word.len() >= 4
                && !token.classes.meets(self.triggers.place)
    }

    fn is_particle(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let saint = token.is_capital() && !token.is_upper() && self.does(at, role::NAME_SAINT);
        token.has(class::NAME_PARTICLE) || saint || self.is_elided_particle(at)
    }

    /// "O'Neill", "d'Amato": a particle that stands before an apostrophe.
    fn is_elided_particle(&self, at: usize) -> bool {
        let capital = self.tokens[at].is_capital() && self.does(at, role::NAME_ELIDED_PARTICLE_CAPITAL);
        capital || self.does(at, role::NAME_ELIDED_PARTICLE)
    }

    /// Whether a particle is followed by a name or by another particle.
    fn leads_on(&self, at: usize) -> bool {
        let hyphen = matches!(self.word(at + 1), "-" | "’" | "'") && self.tokens[at + 1].is_glued();
        let next = if hyphen { at + 2 } else { at + 1 };
        if self.is_elided_particle(at) && !hyphen {
            return false;
        }
        next < self.sentence.1
            && (self.tokens[next].is_capital() && self.tokens[next].end - self.tokens[next].start > 1
                || !hyphen
                    && self.is_particle(next)
                    && next + 1 < self.sentence.1
                    && self.tokens[next + 1].is_capital())
    }

    fn is_suffix(&self, at: usize) -> bool {
        self.tokens.get(at).filter(|t| t.is_capital()).is_some_and(|token| {
            let role = if token.is_upper() { role::NAME_SUFFIX_CAPITALS } else { role::NAME_SUFFIX };
            self.lexicon.does(token, role)
        })
    }

    /// The token after a nickname in quotes inside a name: `Seung-Kyu "Simon" Lee`.
    fn nickname(&self, at: usize, end: usize) -> Option<usize> {
        if !matches!(self.word(at), "\"" | "“" | "‘" | "'") || self.tokens[at].is_glued() {
            return None;
        }
        let close = (at + 1..end.min(at + 5)).find(|&i| matches!(self.word(i), "\"" | "”" | "’" | "'"))?;
        self.tokens.get(close + 1).filter(|t| close + 1 < end && t.is_capital()).map(|_| close + 1)
    }
}
