//! Reads an article block by block and sentence by sentence. A quick test of each token decides whether the
//! extractors are tried there.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashSet;

use super::sentences::{Known, Sentences};
use super::{Fact, Person, Value, person};
use crate::Span;
use crate::document::Zone;
use crate::language::{self, Language};
use crate::lexicon::Lexicon;
use crate::text::{Class, Classes, Role, class};
use crate::text::{Token, TokenKind, Tokens, sentence};

/// A fact that an extractor found.
pub(super) struct ExtractedFact {
    pub(super) value: Value,
    /// Its first token and the one after its last.
    pub(super) tokens: (usize, usize),
    /// The token at which reading goes on. For a count it lies before the end of the fact, since the noun
    /// phrase may hold other facts.
    pub(super) next: usize,
}

/// The classes of words that start a fact or decide what it is, as sets that are made once.
pub(super) struct Triggers {
    pub(super) any: Classes,
    pub(super) place: Classes,
    pub(super) money: Classes,
    pub(super) date: Classes,
    /// What begins a date, an amount or a number.
    pub(super) measured: Classes,
    /// Words that can begin or continue a number in words.
    pub(super) number_word: Classes,
    /// Words that name a place, a group or an authority (`thing`); words that no name has (`never_name`); and
    /// both with other common nouns (`common`).
    pub(super) thing: Classes,
    pub(super) never_name: Classes,
    pub(super) common: Classes,
    /// Words in a name that make it the name of an organisation.
    pub(super) head: Classes,
    /// The class that gives nouns of one meaning one word, if a list has it.
    pub(super) sort: Option<Class>,
}

/// What the extractors of one article share: its tokens and where in it they are.
pub(super) struct Reader<'d> {
    pub(super) text: &'d str,
    pub(super) lexicon: &'d Lexicon,
    pub(super) language: &'static Language,
    pub(super) tokens: Tokens,
    pub(super) sentences: Vec<(u32, u32)>,
    /// What is known of them.
    pub(super) known: Sentences,
    pub(super) triggers: Triggers,
    /// The zone, the tokens of the current block, and those of the current sentence.
    pub(super) zone: Zone,
    pub(super) block: (usize, usize),
    pub(super) sentence: (usize, usize),
    /// Whether the block is set in title case, so that capitals mean nothing.
    pub(super) titled: bool,
    /// The article's people so far.
    pub(super) people: RefCell<person::People>,
    /// The sentences that stand in bullets.
    pub(super) listed: FxHashSet<usize>,
    /// The sentence last asked about capitals, and whether it is in capitals.
    pub(super) shouted: Cell<Option<(usize, bool)>>,
}

impl<'d> Reader<'d> {
    pub(super) fn new(text: &'d str, lexicon: &'d Lexicon, span: Span) -> Self {
        let set = |classes: &[_]| classes.iter().copied().collect::<Classes>();
        let large = set(&[class::HUNDRED, class::SCALE, class::DOZEN]);
        let number_word = set(&[class::CARDINAL, class::TENS]).union(large);
        let place = set(&[
            class::COUNTRY,
            class::COUNTRY_PART,
            class::DEMONYM,
            class::US_STATE,
            class::US_STATE_ABBREVIATION,
        ]);
        let money = set(&[class::CURRENCY_CODE, class::CURRENCY_SYMBOL]);
        let date = set(&[class::MONTH, class::WEEKDAY]);
        let (thing, never_name, common) = person::common_classes();
        let measured = number_word.union(money).union(date).union(set(&[
            class::ORDINAL,
            class::FRACTION,
            class::NUMBER_GROUP,
            class::PERIOD,
            class::PERIOD_END,
            class::QUARTER,
        ]));
        let any = measured.union(place).union(set(&[class::INSTRUMENT, class::NAME_PARTICLE]));
        let tokens = Tokens::with_room((span.end - span.start) as usize);
        Self {
            text,
            lexicon,
            language: language::chosen(),
            known: Sentences::with_room(tokens.room()),
            tokens,
            sentences: Vec::new(),
            triggers: Triggers {
                any,
                measured,
                place,
                money,
                date,
                number_word,
                thing,
                never_name,
                common,
                sort: lexicon.class("noun.sort"),
                head: set(&[
                    class::COMPANY_SUFFIX,
                    class::AUTHORITY_NOUN,
                    class::NOUN_GROUP,
                    class::ORGANISATION_NOUN,
                ]),
            },
            people: RefCell::default(),
            zone: Zone::Body,
            listed: FxHashSet::default(),
            block: (0, 0),
            sentence: (0, 0),
            titled: false,
            shouted: Cell::new(None),
        }
    }

    /// Room for about as many facts as an article of this length has.
    pub(super) fn room(&self) -> usize {
        self.tokens.room() / 8
    }

    /// Reads one block: its tokens, its sentences, their facts.
    pub(super) fn block(&mut self, index: u32, zone: Zone, span: Span, out: &mut Vec<Fact>) {
        let known = out.len();
        let from = self.tokens.len();
        self.tokens.scan(self.text, span, self.lexicon);
        self.block = (from, self.tokens.len());
        self.zone = zone;
        self.go_on(index, out);
        self.titled = zone == Zone::Headline && self.is_title_case(self.block);
        let first = self.sentences.len();
        sentence::split(self.text, &self.tokens, from, self.tokens.len(), &mut self.sentences);
        if zone == Zone::List {
            self.listed.extend(first..self.sentences.len());
        }
        let (mut quoted, mut bracketed) = (false, false);
        for sentence in first..self.sentences.len() {
            let (from, to) = self.sentences[sentence];
            let read = *self.known.add(self.text, &self.tokens, (from, to), index, self.lexicon);
            quoted |= read.quotes;
            bracketed |= read.brackets;
            self.sentence = (from as usize, to as usize);
            let mut place = |(value, from, to)| out.push(self.placed(value, (from, to), index, sentence));
            if zone != Zone::Source {
                self.sentence_facts(read, &mut place);
            }
        }
        let mut quotes = Vec::new();
        if quoted {
            self.quotes(&out[known..], &mut |quote, from, to| quotes.push((Value::Quote(quote), from, to)));
        }
        if bracketed {
            self.brackets(&mut |bracket, from, to| quotes.push((Value::Bracket(bracket), from, to)));
        }
        for (value, from, to) in quotes {
            let sentence = first + self.sentences[first..].partition_point(|s| s.1 as usize <= from);
            out.push(self.placed(value, (from, to), index, sentence));
        }
        // The facts of a block are few, and mostly in order; then those of the article are.
        out[known..].sort_by_key(Fact::order);
    }

    /// Marks a quotation in the block before as closed if the current block goes on with it.
    fn go_on(&self, index: u32, out: &mut [Fact]) {
        let opens = self.block.0 < self.block.1 && matches!(self.word(self.block.0), "“" | "\"" | "‘‘" | "«");
        let before = out.iter_mut().rev().take_while(|f| opens && f.block + 1 == index);
        for fact in before {
            if let Value::Quote(quote) = &mut fact.value {
                quote.closed = true;
            }
        }
    }

    /// Whether most words of a headline that could be lower case are capitalised.
    pub(super) fn is_title_case(&self, (from, to): (usize, usize)) -> bool {
        let long = |t: &&Token| t.is_word() && t.end - t.start > 3;
        let words = self.tokens[from..to].iter().skip(1).filter(long);
        let (all, lower) = words.fold((0, 0), |(all, lower), t| (all + 1, lower + usize::from(t.is_lower())));
        lower * 2 <= all
    }

    /// A fact of the current block.
    fn placed(&self, value: Value, (from, to): (usize, usize), block: u32, sentence: usize) -> Fact {
        Fact {
            span: self.span(from, to),
            tokens: (from as u32, to as u32),
            zone: self.zone,
            block,
            sentence: sentence as u32,
            value,
        }
    }

    pub(super) fn sentence_facts(&self, known: Known, place: &mut impl FnMut((Value, usize, usize))) {
        let (from, end) = self.sentence;
        let mut at = from;
        let mut free = from; // the first token no fact has taken
        while at < end {
            let found = if self.wakes(at) { self.fact(at, end) } else { None };
            match found {
                Some(ExtractedFact { value, tokens: (first, last), next }) => {
                    place((value, first.max(free), last));
                    at = next;
                    free = next;
                }
                None => at += 1,
            }
        }
        if known.spaced {
            for (spacing, first, last) in self.spacing() {
                place((Value::Spacing(Box::new(spacing)), first, last + 1));
            }
        }
        if known.classes.meets(Classes::FACT) {
            self.words_of_lists(&mut |word, first, to| place((Value::Word(Box::new(word)), first, to)));
        }
        if known.classes.meets(self.triggers.head) {
            self.organisations(&mut |organisation, first, to| {
                place((Value::Organisation(Box::new(organisation)), first, to));
            });
        }
    }

    /// Whether a fact can start at a token. Asked of every token, so it must be quick.
    pub(super) fn wakes(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_capital() || token.kind == TokenKind::Number || token.classes.meets(self.triggers.any)
    }

    /// The most special fact that starts at a token.
    pub(super) fn fact(&self, at: usize, end: usize) -> Option<ExtractedFact> {
        let token = &self.tokens[at];
        let found = |value, next| Some(ExtractedFact { value, tokens: (at, next), next });
        if token.kind == TokenKind::Number || token.classes.meets(self.triggers.measured) {
            if let Some(measured) = self.measured_fact(at, end) {
                return Some(measured);
            }
            if token.kind == TokenKind::Number {
                return None;
            }
        }
        if token.has(class::INSTRUMENT)
            && token.is_capital()
            && let Some((term, next)) = self.term(at, end)
        {
            return found(Value::Term(term), next);
        }
        let place = if token.classes.meets(self.triggers.place) { self.place(at, end) } else { None };
        // "Hong Kong" and "San Marino" begin as names of persons do.
        let two_words = place.as_ref().is_some_and(|&(_, next)| next > at + 1);
        if (token.is_capital() || token.has(class::NAME_PARTICLE))
            && !two_words
            && let Some((person, next)) = self.named(at, end)
        {
            return found(Value::Person(Box::new(person)), next);
        }
        if let Some((place, next)) = place {
            return found(Value::Place(place), next);
        }
        // Capitals in a dateline are places and agencies.
        if self.zone == Zone::Dateline {
            return None;
        }
        let (acronym, next) = self.acronym(at, end)?;
        found(Value::Acronym(acronym), next)
    }

    /// A person, by full name or as one named before.
    pub(super) fn named(&self, at: usize, end: usize) -> Option<(Person, usize)> {
        let mut people = self.people.borrow_mut();
        if let Some(later) = self.later_mention(at, end, &people) {
            return Some(later);
        }
        let (person, next) = self.person(at, end)?;
        if person.given.is_some() {
            people.add(&person);
        }
        Some((person, next))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Number
    }

    /// The text of a token; empty past the last.
    pub(super) fn word(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |t| t.of(self.text))
    }

    /// Whether token `at` is a word with a role, in any letter case.
    pub(super) fn does(&self, at: usize, role: Role) -> bool {
        self.tokens.get(at).is_some_and(|token| self.lexicon.does(token, role))
    }

    /// Whether token `at` is a word with a role, in lower case.
    pub(super) fn is(&self, at: usize, role: Role) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_lower() && self.lexicon.does(token, role))
    }

    pub(super) fn is_mark(&self, at: usize, mark: u8) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is_mark(self.text, mark))
    }

    /// The token before `at` in its sentence.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|&before| before >= self.sentence.0)
    }

    /// Whether token `at` is glued on both sides, as a mark that joins two words is.
    pub(super) fn is_joint(&self, at: usize, end: usize) -> bool {
        at + 1 < end && self.tokens[at].is_glued() && self.tokens[at + 1].is_glued()
    }

    /// The token after `at` if that is the mark, else `at`.
    pub(super) fn skip_mark(&self, at: usize, end: usize, mark: u8) -> usize {
        if at < end && self.is_mark(at, mark) { at + 1 } else { at }
    }

    /// The token after `at` if that is a word with the role, else `at`.
    pub(super) fn skip_word(&self, at: usize, end: usize, role: Role) -> usize {
        if at < end && self.does(at, role) { at + 1 } else { at }
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].start, self.tokens[to - 1].end)
    }
}
