//! Where an acronym is defined: the long form beside it, in the ways in which writers put it there.

use std::cell::OnceCell;

use compact_str::{CompactString, CompactStringExt as _};
use rustc_hash::{FxHashMap, FxHashSet};

use super::spelt::Spelling;
use super::{Acronym, LONGEST, Role, is_hyphen, is_quote, name_of, role_of};
use crate::facts::{Fact, Reader, Value};
use crate::language;
use crate::text::role;

/// The most acronyms of an article for each of which the whole article is searched.
const SEARCHED: usize = 200;
/// How many tokens may stand between a bracket and the acronym that it introduces.
const INTRODUCED: usize = 8;

impl Reader<'_> {
    /// Decides which acronyms of an article are defined. Needs all acronyms of the article.
    pub(in crate::facts) fn define(&self, facts: &mut [Fact]) {
        let found: Vec<usize> =
            (0..facts.len()).filter(|&i| matches!(facts[i].value, Value::Acronym(_))).collect();
        let mut times: FxHashMap<CompactString, usize> = FxHashMap::default();
        for &i in &found {
            *times.entry(name_of(&facts[i]).clone()).or_default() += 1;
        }
        let spelling: OnceCell<Spelling> = OnceCell::new();
        // Whether the article as a whole makes known an acronym that its sentence leaves open.
        let mut told: FxHashMap<CompactString, bool> = FxHashMap::default();
        let mut tells = |name: &CompactString| {
            // An article with more acronyms is a list, and is not searched for each of them.
            let many = told.len() >= SEARCHED;
            *told
                .entry(name.clone())
                .or_insert_with(|| many || self.is_spelt(name, spelling.get_or_init(|| self.spelling())))
        };
        for (nth, &i) in found.iter().enumerate() {
            let fact = &facts[i];
            let (from, to) = self.sentences[fact.sentence as usize];
            let (from, to) = (from as usize, to as usize);
            let (at, after) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let name = name_of(fact);
            let mut long = None;
            let mut misfit = false;
            let open = self.bracket_before(at, from);
            let bracketed = open.is_some();
            let defined = if let Some(open) = open {
                // "Long Form (LF)": the letters must be in the words before, or the bracket must introduce an
                // acronym for later use.
                let closed = after < to && self.closes_bracket(after);
                long = self.long_form(name, from, open);
                let named = self.is_after_name(name, from, open);
                misfit = self.is_mark(after, b')') && long.is_none() && self.is_misfit(name, from, open);
                long.is_some() || open + 1 < at || closed && (times[name] > 1 || named)
            } else if let Some(gloss) = self.gloss_of(name, after, to, beside(&found, nth).map(|i| &facts[i]))
            {
                long = Some(gloss);
                true
            } else {
                self.is_appositive(name, at, from) || self.is_expanded(name, after, to)
            };
            let explained = !defined && (self.is_explained(after, to) || self.is_named_before(at, from));
            let unclear = !defined && !explained && !bracketed && role_of(fact) == Role::Use;
            let explained = explained || unclear && tells(name);
            let long =
                long.filter(|&(from, to)| self.spells(name, from, to)).map(|(from, to)| self.stems(from, to));
            let times = times[name];
            if let Value::Acronym(acronym) = &mut facts[i].value {
                acronym.times = times;
                acronym.misfit = misfit && acronym.role == Role::Use;
                if defined {
                    (acronym.role, acronym.long) = (Role::Define, long);
                } else if explained {
                    acronym.role = Role::Known;
                }
            }
        }
        carry_over(facts, &found);
        self.ask(facts, &found);
    }

    /// The bracket that opens before an acronym at `at`, if nothing but quotation marks and words that
    /// introduce it stand between: `(KTB`, `("KTB`, `(the "KTB`, `(hereinafter referred to as KTB`.
    fn bracket_before(&self, at: usize, from: usize) -> Option<usize> {
        let quoted = at > from && is_quote(self.word(at - 1));
        let mut open = at;
        while open > from && at - open < INTRODUCED {
            open -= 1;
            let word = self.word(open);
            let small = self.is(open, role::ARTICLE) || self.is(open, role::OR) || self.is(open, role::AS);
            if word == "(" || word == "[" {
                return Some(open);
            }
            let introduces = small
                || self.is(open, role::ACRONYM_INTRODUCED_BY)
                || self.is(open, role::ACRONYM_CALLED)
                || self.is(open, role::ACRONYM_KNOWN_AS)
                || self.is(open, role::ACRONYM_SHORT);
            let said = quoted && self.tokens[open].is_lower();
            if !(introduces || said || is_quote(word) || matches!(word, "," | ":" | "/")) {
                return None;
            }
        }
        None
    }

    /// Whether a token closes the bracket around an acronym, or goes on to another name in it.
    fn closes_bracket(&self, at: usize) -> bool {
        matches!(self.word(at), ")" | "," | ";" | "]") || is_quote(self.word(at)) || self.is(at, role::OR)
    }

    /// Whether the words after an acronym say what it is: "GMSA, a salvage firm", "GMSA stands for", "GMSA for
    /// short".
    fn is_explained(&self, at: usize, end: usize) -> bool {
        let known =
            (at..end.min(at + 4)).any(|i| self.is(i, role::ACRONYM_KNOWN_AS) && self.is(i + 1, role::AS));
        let first = at + usize::from(at < end && (self.is_mark(at, b',') || is_quote(self.word(at))));
        let short = (first..end.min(first + 2)).any(|i| self.is(i, role::ACRONYM_SHORT))
            || first < end && self.is(first, role::ACRONYM_STANDS);
        known
            || short
            || at + 2 < end
                && self.is_mark(at, b',')
                && self.is(at + 1, role::ARTICLE)
                && self.tokens[at + 2].is_word()
    }

    /// Whether a name in another language or order stands before an acronym: "the Dutch Coast
    /// Guard, KNRM", "the Harbour Areas (the FAH)".
    fn is_named_before(&self, at: usize, from: usize) -> bool {
        let before = |n: usize| at.checked_sub(n).filter(|&b| b >= from);
        // "the two firms (collectively KTB)", "under the symbol KTB".
        if before(1).is_some_and(|b| self.is(b, role::ACRONYM_INTRODUCED_BY)) {
            return true;
        }
        let the = before(1).is_some_and(|b| self.is(b, role::THE));
        let bracket = the && before(2).is_some_and(|b| self.is_mark(b, b'('));
        let mark = if bracket { at - 2 } else { at.saturating_sub(1) };
        let name =
            mark >= from + 2 && self.tokens[mark - 1].is_capital() && self.tokens[mark - 2].is_capital();
        let after = |i: usize| self.tokens.get(i).is_none_or(|t| !t.is_word());
        name && (bracket || self.is_mark(mark, b',') && after(at + 1))
    }

    /// Whether a capitalised name ends before `end` and one of its words begins with the acronym's first
    /// letter. An acronym in brackets after such a name is short for it, whatever its other letters are.
    fn is_after_name(&self, name: &str, from: usize, end: usize) -> bool {
        let run = (from..end)
            .rev()
            .take(4 * LONGEST)
            .take_while(|&i| self.tokens[i].is_capital() || self.is_small(i));
        let capitals = run.filter(|&i| self.tokens[i].is_capital());
        let (mut words, mut starts) = (0, false);
        for i in capitals {
            words += 1;
            starts |= self.word(i).starts_with(&name[..1]);
        }
        words > 2 && starts || words > 3
    }

    /// Whether "or" or "known as" leads from a long form to the acronym at `at`.
    fn is_appositive(&self, name: &str, at: usize, from: usize) -> bool {
        let before = |n: usize, role| at.checked_sub(n).is_some_and(|b| b >= from && self.is(b, role));
        let the = usize::from(before(1, role::ARTICLE));
        if before(1 + the, role::OR) {
            let or = at - 1 - the;
            let comma = or > from && self.is_mark(or - 1, b',');
            return self.long_form(name, from, if comma { or - 1 } else { or }).is_some();
        }
        let known = before(1 + the, role::AS) && before(2 + the, role::ACRONYM_KNOWN_AS);
        known || before(1, role::ACRONYM_CALLED)
    }

    /// Whether ", or", "or" or a mark leads from the acronym that ends before `at` to its long form: "GMSA, or
    /// Gozo Marine Salvage Agency", "GMSA - the Gozo Marine Salvage Agency".
    fn is_expanded(&self, name: &str, at: usize, end: usize) -> bool {
        let mark =
            at < end && (is_hyphen(self.word(at)) || matches!(self.word(at), "," | "—" | ":" | "=" | "–"));
        let or = at + usize::from(mark);
        let or = or + usize::from(self.is(or, role::OR));
        let first = or + usize::from(or < end && self.is(or, role::ARTICLE));
        // "GMSA - Scuola Marina": a name in another language or order.
        let dash = mark && !self.tokens[at].is_glued() && !self.is_mark(at, b',');
        let named = dash && first + 1 < end && (first..first + 2).all(|i| self.is_large(i));
        // "RBM, or rebreather manual".
        let said = self.is(first.saturating_sub(1), role::OR) || self.is(first.saturating_sub(2), role::OR);
        let begins = said && mark && first + 1 < end && {
            let initial = self.word(first).bytes().next();
            initial.is_some_and(|b| b.eq_ignore_ascii_case(&name.as_bytes()[0]))
        };
        first > at
            && first < end
            && (named
                || begins
                || (first + 1..=end.min(first + 2 * name.len() + 2)).any(|to| self.spells(name, first, to)))
    }

    /// Whether a word begins with a capital and is not in capitals, or a hyphen joins it to such a word.
    fn is_large(&self, at: usize) -> bool {
        self.tokens[at].is_capital() && !self.tokens[at].is_upper() || is_hyphen(self.word(at))
    }

    /// The longer words from token `from` on, in lower case and without plural endings.
    fn stems(&self, from: usize, to: usize) -> CompactString {
        let words = (from..to).filter(|&i| self.tokens[i].is_word() && !self.is_small(i));
        words
            .map(|i| language::chosen().stem(&self.word(i).to_lowercase()))
            .collect::<Vec<_>>()
            .join_compact(" ")
    }

    /// The words that end before token `end` and spell the acronym: its letters occur in them in
    /// order, the first at the start of a word (after Schwartz and Hearst, 2003).
    fn long_form(&self, name: &str, from: usize, end: usize) -> Option<(usize, usize)> {
        let most = (name.len() + 5).min(name.len() * 2);
        let (mut first, mut words) = (end, 0);
        while first > from && words < most && !matches!(self.word(first - 1), ";" | "(" | ")") {
            first -= 1;
            words += usize::from(self.tokens[first].is_word());
        }
        if first >= end {
            return None;
        }
        let whole = self.span(first, end);
        let long = whole.of(self.text);
        let letters: Vec<u8> = name.bytes().filter(u8::is_ascii_uppercase).collect();
        let mut left = letters.len();
        let mut chars = long.char_indices().rev().peekable();
        let mut start = 0;
        while left > 0
            && let Some((place, c)) = chars.next()
        {
            let starts = chars.peek().is_none_or(|(_, before)| !before.is_alphanumeric());
            if c.to_ascii_uppercase() == char::from(letters[left - 1]) && (left > 1 || starts) {
                left -= 1;
                start = whole.start as usize + place;
            }
        }
        let first = first + self.tokens[first..end].partition_point(|t| (t.end as usize) <= start);
        (left == 0).then_some((first, end))
    }

    /// The words that explain an acronym in the bracket after it: "LF (Long Form)", "LF Lyon (Long Form)".
    /// The acronym ends before `at`. Of several acronyms before one bracket, the bracket explains the one
    /// whose initials it spells, or else the nearest.
    fn gloss_of<'f>(
        &self,
        name: &str,
        at: usize,
        end: usize,
        near: impl Iterator<Item = &'f Fact>,
    ) -> Option<(usize, usize)> {
        let next = (at..end.min(at + 3)).find(|&i| !self.tokens[i].is_capital());
        let open = next.filter(|&i| self.is_mark(i, b'('))?;
        let close = (open + 1..end).find(|&i| self.is_mark(i, b')')).unwrap_or(end);
        if (open + 1..close).filter(|&i| self.tokens[i].is_word()).count() < 2 {
            return None;
        }
        let mut rivals = near.filter(|f| {
            let other = f.tokens.1 as usize;
            other != at && other <= open && other + 3 > open
        });
        let beaten = |f: &Fact| (f.tokens.1 as usize) < at && !self.spells(name_of(f), open + 1, close);
        (self.spells(name, open + 1, close) || rivals.all(beaten)).then_some((open + 1, close))
    }
}

/// Marks acronyms as known that other mentions in the article make known: a company whose full name was
/// given, the parts of "HHS-OIG" once that is defined, and "ICE-HSI" once its parts are.
fn carry_over(facts: &mut [Fact], found: &[usize]) {
    let mut clear: FxHashSet<CompactString> = FxHashSet::default();
    for &i in found {
        match &facts[i].value {
            Value::Acronym(Acronym { name, role: Role::Known, .. }) => {
                clear.insert(name.clone());
            }
            Value::Acronym(Acronym { name, role: Role::Define, .. }) => {
                clear.extend(name.split('-').map(CompactString::from));
            }
            _ => {}
        }
    }
    let is_clear = |name: &str| clear.contains(name);
    for &i in found {
        if let Value::Acronym(acronym) = &mut facts[i].value
            && acronym.role == Role::Use
            && (is_clear(&acronym.name)
                || acronym.name.contains('-') && acronym.name.split('-').all(is_clear))
        {
            acronym.role = Role::Known;
        }
    }
}

/// The three acronyms before an acronym and the three after it; only they can stand before the same bracket.
fn beside(found: &[usize], nth: usize) -> impl Iterator<Item = usize> {
    found[nth.saturating_sub(3)..found.len().min(nth + 4)].iter().copied()
}
