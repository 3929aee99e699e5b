//! Words for so many that point back to named people, or forward from the headline: "Both were jailed" of three,
//! "Sprint pair banned" of three.

use super::super::look::Look;
use super::super::{Fact, Kind, Value};
use super::List;
use super::link::By;
use super::series::Series;
use crate::document::{Article, Zone};
use crate::language;
use crate::text::{class, role};

/// How many sentences of the text are searched for the people of the headline.
const SENTENCES: usize = 3;

/// The words for so many that the named people are not.
pub(super) fn lists(look: &Look<'_>, article: &Article) -> Vec<Fact> {
    let mut found: Vec<Fact> = look.headline(article).into_iter().collect();
    for sentence in 0..look.facts.sentences.len() {
        let zone = look.facts.zone(look.facts.block_of(sentence));
        if matches!(zone, Zone::Lead | Zone::Body) {
            found.extend(look.named_group(sentence));
            found.extend(look.both(sentence).or_else(|| look.both_after(sentence)));
            found.extend(look.pointed(sentence));
        }
    }
    for sentence in 1..look.facts.sentences.len() {
        let Some((tokens, number)) = look.points_back(sentence) else { continue };
        let block = look.facts.block_of(sentence);
        if !matches!(look.facts.zone(block), Zone::Lead | Zone::Body) {
            continue;
        }
        let Some(series) = look.people(sentence - 1, article) else { continue };
        if series.low > number && !look.has_other_group(sentence - 1, sentence, number, &series) {
            found.push(look.fact(tokens, number, series.low));
        }
    }
    found
}

impl Look<'_> {
    fn fact(&self, tokens: (usize, usize), number: usize, items: usize) -> Fact {
        self.facts.fact_over(tokens, Value::List(List { items, form: "stated", stated: Some(number.into()) }))
    }

    /// How many a token says in one word: "pair", "trio".
    fn group_of(&self, at: usize) -> Option<usize> {
        self.grouped(at).filter(|_| !self.does(at, role::NUMBER_COUPLE))
    }

    /// How many a token says in one word, or in "the couple".
    fn grouped(&self, at: usize) -> Option<usize> {
        let tokens = &self.facts.tokens;
        if !self.has(at, class::NUMBER_GROUP) {
            return None;
        }
        let hit = self.lexicon.at(self.facts.text, tokens, at, at + 1, class::NUMBER_GROUP)?;
        usize::try_from(hit.number?).ok()
    }

    /// A group whose members are named beside it: "the string quartet – Ana Borg, Karl Vella and Rita Galea –".
    fn named_group(&self, sentence: usize) -> Option<Fact> {
        if !self.facts.has_word_of(sentence, class::NUMBER_GROUP.only()) {
            return None;
        }
        let (from, to) = self.sentence(sentence);
        let the = |at: usize| at > from && self.does(at - 1, role::THE);
        let group = |at: usize| !self.does(at, role::NUMBER_COUPLE) || the(at);
        let at = (from..to).find(|&at| self.grouped(at).is_some() && group(at))?;
        let count = |f: &Fact| (f.tokens.0 as usize) <= at && at < f.tokens.1 as usize;
        // "The Marsa Trio" is a name.
        if at > from && self.token(at).is_some_and(crate::text::Token::is_capital) {
            return None;
        }
        let counted =
            self.facts.within(sentence, Kind::Count).any(|f| count(f) && f.tokens.1 as usize > at + 1);
        if counted || self.does(at, role::NUMBER_BOTH) {
            return None;
        }
        let number = self.grouped(at)?;
        // "The quartet of breweries behind the label – …"
        let noun =
            self.does(at + 1, role::OF).then(|| (at + 2..to.min(at + 5)).find(|&at| self.is_plural(at)));
        let end = noun.map_or(Some(at + 1), |noun| noun.map(|noun| noun + 1))?;
        let link = self.links(end, to).next().filter(|link| link.at == end || link.by == By::Dash)?;
        let series = self.apposed(link.at + 1, to)?;
        let after = series.tokens.1;
        let closes = after >= to || self.is_mark(after, &[",", ")"]) || self.is_dash(after);
        let people = series.persons * 2 > series.low && series.places == 0;
        let wrong = closes && (people || noun.is_some()) && !series.fits(number) && series.low > 1;
        wrong.then(|| self.fact((at, at + 1), number, series.nearest(number)))
    }

    /// "Both" before more than two names: "in both Denmark, Sweden and Norway".
    fn both(&self, sentence: usize) -> Option<Fact> {
        if !self.facts.has_word_with(sentence, role::NUMBER_BOTH) {
            return None;
        }
        let (from, to) = self.sentence(sentence);
        let at = (from..to).find(|&at| self.does(at, role::NUMBER_BOTH))?;
        let series = self.names_from(at + 1, to).ok()?;
        let after = series.tokens.1;
        // "Both Marsa, Rita's town, and Birgu": only what is surely people, or surely countries.
        let dotted = (series.tokens.0..series.tokens.1).any(|at| self.word(at).contains('.'));
        let names = !dotted
            && series.high? == series.low
            && (series.places == series.low || series.persons == series.low);
        let open = (after..to.min(after + 3))
            .any(|at| self.does(at, role::LIST_PAIR) && self.name(at + 1, to).is_some());
        (series.low > 2 && names && !open).then(|| self.fact((at, at + 1), 2, series.low))
    }

    /// "Both" behind a semicolon, or "and", of more than two that the sentence begins with: "Ana Borg, Karl Vella and Rita
    /// Galea were fined; both will appeal".
    fn both_after(&self, sentence: usize) -> Option<Fact> {
        if !self.facts.has_word_with(sentence, role::NUMBER_BOTH) {
            return None;
        }
        let (from, to) = self.sentence(sentence);
        let both = |at: &usize| self.does(*at, role::NUMBER_BOTH);
        let at = (from + 1..to).find(both)?;
        let led = self.does(at - 1, role::AND) && self.is_mark(at - 2, &[","]);
        let (mark, next) = (at - 1 - usize::from(led), at + 1);
        let said = self.has(next, class::AUXILIARY) || self.is_plural(next);
        if !(led || self.is_mark(mark, &[";"]) || self.is_dash(mark)) || !said {
            return None;
        }
        let series = self.names_from(self.past_article(from), to).ok()?;
        let after = series.tokens.1;
        let exact = series.high == Some(series.low) && series.low > 2;
        let inside = self.inside((from, to));
        let joins = |at: usize| !inside[at - from] && self.does(at, role::LIST_PAIR);
        let others =
            self.facts.within(sentence, Kind::Count).any(|f| (after..at).contains(&(f.tokens.0 as usize)));
        if !exact || others || after > mark || (after..mark).chain(next..to).any(joins) {
            return None;
        }
        Some(self.fact((at, next), 2, series.low))
    }

    /// What a sentence opens with that points back to so many: "Both were", "The pair were", "The trio will".
    fn points_back(&self, sentence: usize) -> Option<((usize, usize), usize)> {
        if !self.facts.has_word_of(sentence, class::NUMBER_GROUP.only().union(class::CARDINAL.only())) {
            return None;
        }
        let (from, to) = self.sentence(sentence);
        let verb = |at: usize| {
            at < to
                && self.is_lower(at)
                && (self.is_any(at, &[class::AUXILIARY, class::PREDICATE, class::SAYING])
                    || language::chosen().looks_past(self.word(at)))
        };
        if self.does(from, role::NUMBER_BOTH) {
            let person = self.has(from + 1, class::NOUN_PERSON) && verb(from + 2);
            return (verb(from + 1) || person).then_some(((from, from + 1), 2));
        }
        let the = self.does(from, role::THE);
        let number = self.group_of(from + 1).or_else(|| self.number_word(from + 1));
        let number = number.filter(|_| the && verb(from + 2))?;
        Some(((from, from + 2), number))
    }

    /// The number that a word is by itself: "two".
    fn number_word(&self, at: usize) -> Option<usize> {
        let tokens = &self.facts.tokens;
        let hit = self.lexicon.at(self.facts.text, tokens, at, at + 1, class::CARDINAL)?;
        usize::try_from(hit.number?).ok().filter(|&number| number > 1)
    }

    /// The people whom a sentence names, where it names no others.
    fn people(&self, sentence: usize, article: &Article) -> Option<Series> {
        let block = self.facts.block_of(sentence);
        if !matches!(article.blocks[block].zone, Zone::Lead | Zone::Body) {
            return None;
        }
        let mut series = self.name_series(sentence).into_iter();
        let (first, more) = (series.next()?, series.next());
        // "The leaders of Marsa Rovers, Ana Borg and Karl Vella": the first may be what they lead.
        let (from, _) = self.sentence(sentence);
        let at = first.tokens.0;
        if at > from && self.does(at - 1, role::OF) {
            return None;
        }
        let people = first.persons * 2 > first.low && first.places == 0;
        let outside = |f: &&Fact| !(first.tokens.0 as u32..first.tokens.1 as u32).contains(&f.tokens.0);
        let others = self.facts.within(sentence, Kind::Person).filter(outside).count();
        (more.is_none() && others == 0 && people).then_some(first)
    }

    /// Whether a sentence of a series, or the one after it, has others of whom so many can be said.
    fn has_other_group(&self, before: usize, sentence: usize, number: usize, series: &Series) -> bool {
        let (from, to) = self.sentence(before);
        let outside = |at: usize| !(series.tokens.0..series.tokens.1).contains(&at);
        let inside = if from < to { self.inside((from, to)) } else { return false };
        let and = (from..to).any(|at| outside(at) && !inside[at - from] && self.does(at, role::LIST_PAIR));
        let group = (from..to).any(|at| self.group_of(at) == Some(number));
        and || group || [before, sentence].into_iter().any(|s| self.counts_in(s, number))
    }

    fn counts_in(&self, sentence: usize, number: usize) -> bool {
        let kinds = [Kind::Count, Kind::Number];
        let (opens, _) = self.sentence(sentence);
        kinds.into_iter().flat_map(|kind| self.facts.within(sentence, kind)).any(|f| match &f.value {
            _ if f.tokens.0 as usize <= opens + 1 => false,
            Value::Count(count) => count.number.value == number.into(),
            Value::Number(found) => found.value == number.into(),
            _ => false,
        })
    }

    /// The word for so many in the headline that the first people named are not.
    fn headline(&self, article: &Article) -> Option<Fact> {
        let block = article.blocks.iter().position(|b| b.zone == Zone::Headline)?;
        let sentences = self.facts.blocks[block] as usize..self.facts.blocks[block + 1] as usize;
        let (from, to) = self.sentence(sentences.start);
        let mut groups = (from..to).filter(|&at| {
            let of = self.does(at + 1, role::OF) && !self.has(at + 2, class::NOUN_PERSON);
            self.group_of(at).is_some() && !self.does(at, role::NUMBER_BOTH) && !of
        });
        let (at, more) = (groups.next()?, groups.next());
        let number = self.group_of(at).filter(|_| more.is_none() && sentences.len() == 1)?;
        let text = sentences.end..self.facts.sentences.len();
        let own = |sentence: &usize| {
            matches!(article.blocks[self.facts.block_of(*sentence)].zone, Zone::Lead | Zone::Body)
        };
        let own: Vec<usize> = text.filter(own).collect();
        let series: Vec<Series> =
            own.iter().take(SENTENCES).flat_map(|&sentence| self.name_series(sentence)).collect();
        let [series] = &series[..] else { return None };
        let people = series.persons * 2 > series.low && series.places == 0 && series.low > 2;
        let said = |sentence: usize| {
            let (from, to) = self.sentence(sentence);
            self.counts_in(sentence, number) || (from..to).any(|at| self.group_of(at) == Some(number))
        };
        if !people || series.fits(number) || own.iter().any(|&sentence| said(sentence)) {
            return None;
        }
        // More than are named may be named later.
        (number < series.low).then(|| self.fact((at, at + 1), number, series.low))
    }
}
