//! Names in the sentence after the one that counts them: "Four banks have merged. The banks, A, B and C, …", "Four are
//! left. They are A, B and C."

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::{Bound, Fact, Kind, Value};
use super::List;
use super::series::Series;
use super::stated::is_of_kind;
use crate::language;
use crate::text::{Token, class, role};

/// The greatest number of which a text names all.
const MOST: usize = 40;

/// How many words there may be in what points back: "The two young sailors".
const WORDS: usize = 4;

impl Look<'_> {
    /// The count of the sentence before, where the names of a sentence that point back to it are more or fewer.
    pub(super) fn pointed(&self, sentence: usize) -> Option<Fact> {
        let before = sentence.checked_sub(1)?;
        if self.facts.block_of(before) + 1 < self.facts.block_of(sentence) {
            return None;
        }
        let group = |fact: &&Fact| matches!(&fact.value, Value::Count(c) if c.class != Some("measure") && c.number.value > Decimal::ONE);
        let mut counts = self.facts.within(before, Kind::Count).filter(group);
        let (fact, more) = (counts.next()?, counts.next());
        let Value::Count(count) = &fact.value else { return None };
        let number = usize::try_from(count.number.value).ok().filter(|n| (2..=MOST).contains(n))?;
        let exact =
            count.number.bound == Bound::Exact && !count.subset && !count.additive && count.noun.is_some();
        let numbers = self.facts.within(before, Kind::Number).next().is_some();
        if more.is_some() || numbers || !exact || !fact.zone.is_own() {
            return None;
        }
        let (series, same) = self.those(sentence, fact)?;
        let wrong =
            !series.fits(number) && series.low > 1 && series.low < number * 2 && number < series.low * 2;
        (wrong && (same || is_of_kind(count, &series, false))).then(|| Fact {
            value: Value::List(List {
                items: series.nearest(number),
                form: "stated",
                stated: Some(number.into()),
            }),
            ..fact.clone()
        })
    }

    /// The names of those that a sentence points back to, and whether it does so by the noun of the count.
    fn those(&self, sentence: usize, counted: &Fact) -> Option<(Series, bool)> {
        let (from, end) = self.sentence(sentence);
        if self.has(from, class::PRONOUN) && self.does(from + 1, role::SYNTAX_BE) {
            let series = self.apposed(from + 2, end)?;
            return (series.tokens.1 >= end).then_some((series, false));
        }
        if !self.does(from, role::THE) {
            return None;
        }
        let mark =
            (from + 2..end.min(from + 2 + WORDS)).find(|&at| !self.token(at).is_some_and(Token::is_word))?;
        let head = mark - 1;
        let dash = self.is_dash(mark);
        if !(self.is_mark(mark, &[",", "("]) || dash) || !self.is_lower(head) || self.is_number(from + 1) {
            return None;
        }
        let same = self.is_same_kind(head, counted)?;
        let series = self.apposed(mark + 1, end)?;
        let after = series.tokens.1;
        let closed = after < end && (self.is_mark(after, &[",", ")"]) || dash && self.is_dash(after));
        closed.then_some((series, same))
    }

    /// Whether a noun in the plural is that of a count. None if it is not even of the same class.
    fn is_same_kind(&self, head: usize, counted: &Fact) -> Option<bool> {
        let Value::Count(count) = &counted.value else { return None };
        let language = language::chosen();
        let word = self.word(head).to_lowercase();
        let same = count.noun.as_ref().is_some_and(|noun| language.stem(noun) == language.stem(&word));
        let classes = [
            ("person", class::NOUN_PERSON),
            ("place", class::NOUN_PLACE),
            ("group", class::NOUN_GROUP),
            ("event", class::NOUN_EVENT),
        ];
        let alike =
            classes.into_iter().any(|(name, class)| count.class == Some(name) && self.has(head, class));
        (language.looks_plural(&word) && (same || alike)).then_some(same)
    }
}
