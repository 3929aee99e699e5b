//! Acronyms: where the long form stands beside the short one, and where it does not.

use compact_str::{CompactString, CompactStringExt as _};
use rustc_hash::{FxHashMap, FxHashSet};

use super::declare::kind;
use super::{Fact, Reader, Value};
use crate::document::Zone;
use crate::language;
use crate::text::{Classes, Words as _, class, role};
use crate::text::{Space, Token};

/// Whether the text explains an acronym where it is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The long form stands beside the acronym, before or after it, or earlier in the article.
    Define,
    /// The article has no long form.
    Use,
    /// The article has no long form, but general readers know the acronym, or the article makes it known.
    Known,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Define => "define",
            Self::Use => "use",
            Self::Known => "known",
        }
    }
}

/// An acronym in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acronym {
    /// Its letters, without a plural s.
    pub name: CompactString,
    /// Whether it is defined here.
    pub role: Role,
    /// The long form in brackets before or after it, in lower case and without plural endings.
    pub long: Option<CompactString>,
}

kind! {
    /// An acronym, defined or used.
    Acronym(a) as "acronym", over Words;

    Name: Text = &a.name, "its letters, without a plural s";
    Role: Text = a.role.name(),
        "define: the long form stands beside it; use: it does not; known: general readers know it";
    Long: Text = a.long.as_ref(),
        "the long form in brackets before or after it, in lower case and without plural endings";
}

/// The most letters of an acronym: a longer run of capitals is a word that is shouted.
const LONGEST: usize = 8;
/// The most parts that hyphens join to one acronym.
const PARTS: usize = 4;
/// The most acronyms of an article for each of which the whole article is searched.
const SEARCHED: usize = 200;

impl Reader<'_> {
    /// The acronym at token `at`, and the token after it. Parts joined by hyphens are one:
    /// "HHS-OIG".
    pub(super) fn acronym(&self, at: usize, end: usize) -> Option<(Acronym, usize)> {
        let token = &self.tokens[at];
        let mut name = letters(token.of(self.text), token.is_upper())?;
        let mut to = at + 1;
        while to < at + 2 * PARTS && self.is_joined(to, end) {
            let plural = !self.tokens[to + 1].is_upper();
            name = self.span(at, to + 2).of(self.text);
            name = name.strip_suffix('s').filter(|_| plural).unwrap_or(name);
            to += 2;
        }
        if crate::text::sentence::is_roman(name) || self.is_shouted(at, end) || self.is_part(at, to, end) {
            return None;
        }
        let known = to == at + 1 && self.is_known(token.of(self.text), name) || self.is_company(to, end);
        // "TOP SECRET", "FY2016": a word in capitals, and a year with its letters.
        let word = token.classes.meets(self.triggers.common) && to == at + 1;
        if !known && (word || self.language.is_fiscal_year(name)) {
            return None;
        }
        let role = if known { Role::Known } else { Role::Use };
        Some((Acronym { name: name.into(), role, long: None }, to))
    }

    /// Whether a hyphen at `at` joins a second part to an acronym.
    fn is_joined(&self, at: usize, end: usize) -> bool {
        self.is_joint(at, end)
            && is_hyphen(self.word(at))
            && letters(self.word(at + 1), self.tokens[at + 1].is_upper()).is_some()
    }

    /// Whether the acronym is a part of something else: "AT&T", "TCP/IP", "MK-7", "@NASA",
    /// "555-HELP".
    fn is_part(&self, from: usize, to: usize, end: usize) -> bool {
        let glued = |i: usize| i < end && self.tokens[i].is_glued();
        let after = glued(to)
            && glued(to + 1)
            && (matches!(self.word(to), "&" | "/" | "@" | "_" | ".")
                || is_hyphen(self.word(to)) && self.is_number(to + 1));
        // "No. 14-1387 (KSH)", "2:12-cv-1699 KSH".
        let number = from > self.sentence.0 + 2
            && self.is_number(from - 1)
            && is_hyphen(self.word(from - 2))
            && glued(from - 1);
        let initials = self.word(from).len() <= 3;
        let bracket = from > self.sentence.0 + 1 && self.is_mark(from - 1, b'(') && self.is_number(from - 2);
        let form = from > self.sentence.0
            && self.tokens[from - 1].is_capital()
            && self.does(from - 1, role::ACRONYM_FORM);
        let before = number
            || bracket && initials
            || form
            || from > self.sentence.0
                && glued(from)
                && (self.is_number(from - 1)
                    || matches!(self.word(from - 1), "&" | "/" | "@" | "_" | "." | "#" | "$")
                    || is_hyphen(self.word(from - 1)) && glued(from - 1));
        after || before
    }

    fn is_known(&self, form: &str, name: &str) -> bool {
        let known: Classes = [
            class::ACRONYM_KNOWN,
            class::US_STATE_CODE,
            class::US_STATE_ABBREVIATION,
            class::COUNTRY,
            class::ABBREVIATION_FINAL,
            class::ABBREVIATION_INNER,
        ]
        .into_iter()
        .collect();
        let is = |form: &str| self.lexicon.look_up(form, true).classes.meets(known);
        is(form) || form != name && is(name)
    }

    /// Whether the capitalised words from token `at` on end a company's name: "EVA Airways
    /// Corporation".
    fn is_company(&self, at: usize, end: usize) -> bool {
        (at..end.min(at + 5))
            .take_while(|&i| self.tokens[i].is_capital() || matches!(self.word(i), "&" | "(" | ")" | ","))
            .any(|i| self.tokens[i].has(class::COMPANY_SUFFIX) || self.tokens[i].has(class::TRADE))
    }

    /// Whether the words around an acronym are in capitals too: a heading, a dateline, a slogan.
    fn is_shouted(&self, at: usize, end: usize) -> bool {
        let opening = at == self.sentence.0 && matches!(self.zone, Zone::Lead | Zone::Body);
        let next = self.tokens.get(at + 1).filter(|_| at + 1 < end);
        let dateline = opening
            && next.is_some_and(|t| {
                t.space == Space::Wide || matches!(t.of(self.text), "," | "-" | "–" | "—" | "(" | ":")
            });
        // "FACT SHEET:", "MEDIA CONTACTS:".
        let run = (at..end.min(at + LONGEST)).find(|&i| !self.tokens[i].is_upper());
        let heads =
            at < self.sentence.0 + LONGEST && (self.sentence.0..at).all(|i| self.tokens[i].is_upper());
        let label = heads && run.is_some_and(|i| self.is_mark(i, b':') && i > self.sentence.0 + 1);
        let upper = |i: usize| self.tokens[i].is_upper() && self.word(i).len() > 3;
        let beside = |i: Option<usize>| i.filter(|&i| i >= self.sentence.0 && i < end).is_some_and(upper);
        dateline || label || beside(at.checked_sub(1)) && beside(Some(at + 1)) || self.sentence_is_shouted()
    }

    /// Whether three in four words of the sentence are in capitals. Counted once a sentence.
    fn sentence_is_shouted(&self) -> bool {
        if let Some((sentence, shouted)) = self.shouted.get()
            && sentence == self.sentence.0
        {
            return shouted;
        }
        let words = self.tokens[self.sentence.0..self.sentence.1].iter().filter(|t| t.is_word());
        let (all, upper) = words.fold((0, 0), |(all, upper), t| (all + 1, upper + usize::from(t.is_upper())));
        let shouted = all >= 3 && upper * 4 >= all * 3 || all == 2 && upper == 2;
        self.shouted.set(Some((self.sentence.0, shouted)));
        shouted
    }

    /// Decides which acronyms of an article are defined. Needs all acronyms of the article.
    pub(super) fn define(&self, facts: &mut [Fact]) {
        let found: Vec<usize> =
            (0..facts.len()).filter(|&i| matches!(facts[i].value, Value::Acronym(_))).collect();
        let mut times: FxHashMap<CompactString, usize> = FxHashMap::default();
        for &i in &found {
            *times.entry(name_of(&facts[i]).clone()).or_default() += 1;
        }
        let unclear = found.iter().any(|&i| role_of(&facts[i]) == Role::Use);
        let names = if unclear { self.initials() } else { Initials::default() };
        // Whether the article as a whole makes known an acronym that its sentence leaves open.
        let mut told: FxHashMap<CompactString, bool> = FxHashMap::default();
        let mut tells = |name: &CompactString| {
            // An article with more acronyms is a list, and is not searched for each of them.
            let many = told.len() >= SEARCHED;
            *told
                .entry(name.clone())
                .or_insert_with(|| many || self.is_spelt(name, &names) || self.is_word(name))
        };
        for (nth, &i) in found.iter().enumerate() {
            let fact = &facts[i];
            let (from, to) = self.sentences[fact.sentence as usize];
            let (from, to) = (from as usize, to as usize);
            let (at, after) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
            let name = name_of(fact);
            let mut long = None;
            let bracketed = at > from && self.is_mark(at - 1, b'(');
            let defined = if bracketed {
                // "Long Form (LF)": the letters must be in the words before, or the bracket must introduce an
                // acronym for later use.
                let closed = after < to && matches!(self.word(after), ")" | "," | ";" | "]");
                long = self.long_form(name, from, at - 1);
                long.is_some() || closed && (times[name] > 1 || self.is_after_name(name, from, at - 1))
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
            if defined && let Value::Acronym(acronym) = &mut facts[i].value {
                (acronym.role, acronym.long) = (Role::Define, long);
            } else if explained && let Value::Acronym(acronym) = &mut facts[i].value {
                acronym.role = Role::Known;
            }
        }
        carry_over(facts, &found);
    }

    /// Whether the article's names spell an acronym, or each part of one that hyphens join.
    fn is_spelt(&self, name: &str, names: &Initials) -> bool {
        let part = |part: &str| names.spell(part) || self.is_known(part, part);
        names.spell(name) || name.contains('-') && name.split('-').all(part) || self.is_in_words(name)
    }

    /// Whether as many words in a row as an acronym has letters begin with these letters, in any letter case:
    /// "non-prosecution agreement" for NPA. Between the words of a long acronym, commas and small words do
    /// not count.
    fn is_in_words(&self, name: &str) -> bool {
        let letters: Vec<char> = name.chars().collect();
        let is_initial = |t: &Token, letter: char| {
            t.is_word()
                && !t.is_upper()
                && t.end - t.start > 2
                && t.of(self.text).chars().next().is_some_and(|c| c.to_ascii_uppercase() == letter)
        };
        let fits = |at: usize| {
            let (mut i, mut last) = (at, at);
            let all = letters.iter().all(|&letter| {
                let joins = |i: usize| is_hyphen(self.word(i)) || letters.len() > 4 && self.is_mark(i, b',');
                let small = |i: usize| letters.len() > 4 && i < self.tokens.len() && self.is_small(i);
                while i > at && (joins(i) || small(i)) {
                    i += 1;
                }
                let fits = self.tokens.get(i).is_some_and(|t| is_initial(t, letter));
                last = i;
                i += 1;
                fits
            });
            // Nothing is called "ferry crossed and" or "ferry crews are".
            let joins =
                |at: usize| [class::AUXILIARY, class::PRONOUN].into_iter().any(|c| self.tokens[at].has(c));
            all && !joins(last) && !self.is_small(last)
        };
        letters.len() > 2
            && (0..self.tokens.len()).any(|at| is_initial(&self.tokens[at], letters[0]) && fits(at))
    }

    /// Whether the words after an acronym say what it is: "GMSA, a salvage firm".
    fn is_explained(&self, at: usize, end: usize) -> bool {
        let known =
            (at..end.min(at + 4)).any(|i| self.is(i, role::ACRONYM_KNOWN_AS) && self.is(i + 1, role::AS));
        known
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

    /// Whether the article has the letters as a word too: "HARBOUR" and "Harbour".
    fn is_word(&self, name: &str) -> bool {
        let same = |t: &Token| (t.end - t.start) as usize == name.len() && t.is_word() && !t.is_upper();
        // "K.D.": the letters are somebody's initials.
        let dotted =
            |t: &Token| t.is_dotted() && t.of(self.text).chars().filter(|c| *c != '.').eq(name.chars());
        if self.tokens.iter().any(dotted) {
            return true;
        }
        name.len() > 2 && self.tokens.iter().any(|t| same(t) && t.of(self.text).eq_ignore_ascii_case(name))
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
        if before(1, role::OR) {
            let comma = at >= from + 2 && self.is_mark(at - 2, b',');
            return self.long_form(name, from, if comma { at - 2 } else { at - 1 }).is_some();
        }
        let the = usize::from(before(1, role::THE));
        let known = before(1 + the, role::AS) && before(2 + the, role::ACRONYM_KNOWN_AS);
        known || before(1, role::ACRONYM_CALLED)
    }

    /// Whether ", or" leads from the acronym that ends before `at` to its long form.
    fn is_expanded(&self, name: &str, at: usize, end: usize) -> bool {
        let first = at + 2;
        first < end
            && self.is_mark(at, b',')
            && self.is(at + 1, role::OR)
            && (first + 1..=end.min(first + 2 * name.len())).any(|to| self.spells(name, first, to))
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

    /// The initials of the article's names: of each run of capitalised words, with the small words
    /// between them and without. Letters in a run stand for themselves: "IRS Criminal
    /// Investigation" gives IRSCI.
    fn initials(&self) -> Initials {
        let mut initials = Initials::default();
        let mut from = 0;
        let mut sentence = 0;
        while from < self.tokens.len() {
            if !self.tokens[from].is_capital() || self.tokens[from].has(class::OPENER) {
                from += 1;
                continue;
            }
            while (self.sentences[sentence].1 as usize) <= from {
                sentence += 1;
            }
            let (mut all, mut large) = (CompactString::default(), CompactString::default());
            let (mut to, mut words, mut own) = (from, 0, 0);
            while to < self.tokens.len() && all.len() <= 4 * LONGEST {
                let token = &self.tokens[to];
                let capital = |i: usize| self.tokens.get(i).is_some_and(Token::is_capital);
                let next =
                    capital(to + 1) || to + 2 < self.tokens.len() && self.is_small(to + 1) && capital(to + 2);
                let joint = is_hyphen(self.word(to)) && token.is_glued() && next;
                // "Right-to-Know".
                if is_hyphen(self.word(to))
                    && is_hyphen(self.word(to + 2))
                    && self.is_joint(to, self.tokens.len())
                {
                    to += 2;
                    continue;
                }
                if !(token.is_capital() || self.is_small(to) && next || joint) {
                    break;
                }
                let leads = self.tokens.get(to + 1).is_some_and(|t| t.is_capital() && !t.is_upper());
                if token.is_capital() && token.is_upper() && leads {
                    all.push_str(self.word(to));
                    large.push_str(self.word(to));
                    own = if to == from { all.len() } else { own };
                } else if !joint {
                    let initial = self.word(to).chars().flat_map(char::to_uppercase).next();
                    all.extend(initial);
                    large.extend(initial.filter(|_| token.is_capital()));
                    words += 1;
                }
                to += 1;
            }
            if words > 1 {
                // A bullet names a body; it explains no letters but its own.
                let listed = self.listed.contains(&sentence);
                initials.runs.push((all.clone(), own, listed));
                initials.runs.push((large, own, listed));
            }
            from = to.max(from + 1);
        }
        initials
    }

    /// Whether the initials of the longer words spell the acronym.
    fn spells(&self, name: &str, from: usize, to: usize) -> bool {
        let mut letters = name.chars().peekable();
        for at in (from..to).filter(|&i| self.tokens[i].is_word()) {
            let initial = self.word(at).chars().next().map(|c| c.to_ascii_uppercase());
            if letters.peek().copied() == initial {
                letters.next();
            } else if !self.is_small(at) {
                return false;
            }
        }
        letters.peek().is_none()
    }

    /// Whether a word is one that acronyms leave out.
    fn is_small(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_lower()
            && [class::PREPOSITION, class::CONJUNCTION, class::DETERMINER].into_iter().any(|c| token.has(c))
    }
}

/// The initials of names. With each goes how many of them, at the start, are letters in the text, which spell
/// nothing by themselves, and whether the name stands in a bullet.
#[derive(Default)]
struct Initials {
    runs: Vec<(CompactString, usize, bool)>,
}

impl Initials {
    /// Whether the initials of a name spell an acronym. Outside bullets some of them in a row can spell it.
    fn spell(&self, name: &str) -> bool {
        let plain: CompactString = name.chars().filter(|&c| c != '-').collect();
        let (name, long) = (plain.as_str(), plain.len() > 2);
        self.runs.iter().any(|(run, own, listed)| {
            let more = name.len() > *own;
            let inside = run.starts_with(name) && more || run[*own..].contains(name);
            // "Community Right-to-Know Act" has a letter more than its acronym.
            let nearly = || {
                let windows =
                    (0..run.len().saturating_sub(name.len())).filter_map(|i| run.get(i..=i + name.len()));
                windows.into_iter().any(|window| skips_one(window, name))
            };
            run == name && more
                || long && !listed && inside
                || name.len() > 3 && !listed && *own == 0 && nearly()
        })
    }
}

/// Whether a run of initials is an acronym with one letter put in, but not at its ends.
fn skips_one(run: &str, name: &str) -> bool {
    let same = run.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
    same > 0 && same < name.len() && run.get(same + 1..) == name.get(same..)
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

/// The letters of a word in capitals, without a plural s; digits may be among them.
fn letters(word: &str, upper: bool) -> Option<&str> {
    let name = if upper { word } else { word.strip_suffix('s')? };
    let fits = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    (fits && letters >= 2 && name.len() <= LONGEST).then_some(name)
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‑" | "–")
}

/// The three acronyms before an acronym and the three after it; only they can stand before the same bracket.
fn beside(found: &[usize], nth: usize) -> impl Iterator<Item = usize> {
    found[nth.saturating_sub(3)..found.len().min(nth + 4)].iter().copied()
}

fn role_of(fact: &Fact) -> Role {
    match &fact.value {
        Value::Acronym(acronym) => acronym.role,
        _ => unreachable!("only acronyms are asked"),
    }
}

fn name_of(fact: &Fact) -> &CompactString {
    match &fact.value {
        Value::Acronym(acronym) => &acronym.name,
        _ => unreachable!("only acronyms are asked"),
    }
}

#[cfg(test)]
mod tests;
