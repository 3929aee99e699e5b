//! Changes told in pieces: the size in one clause, sentence or headline, and the two figures in another. "Arrears have
//! grown by a quarter. … They stood at 600 euros last May and at 900 euros a year later."

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Change, Figure, Of, Said, Words, rounded};
use crate::Interval;
use crate::document::Zone;
use crate::facts::look::Look;
use crate::facts::{Bound, Fact, Facts, Kind, Value};
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Role, class, role};

/// How many sentences may lie between two figures of a change.
const FAR: usize = 2;

/// How many times one figure may be the other, so that they are rather of one thing.
const LIKE: Decimal = Decimal::from_parts(6, 0, 0, false, 0);

/// Among how many sentences of an article the figures stand of which the headline tells the direction.
const EARLY: usize = 3;

/// How many sentences of an article may tell of other things than the one change.
const SHORT: usize = 24;

/// Between which values a number alone may be a year.
const YEARS: (Decimal, Decimal) =
    (Decimal::from_parts(1900, 0, 0, false, 0), Decimal::from_parts(2100, 0, 0, false, 0));

/// How many tokens behind a figure may tell when it was.
const WHEN: usize = 10;

/// What words tell that a figure is of another time than one beside it.
const CUES: [Role; 8] = [
    role::CHANGE_AGAINST,
    role::CHANGE_COMPARED,
    role::CHANGE_EARLIER,
    role::CHANGE_LATER,
    role::CHANGE_LAST,
    role::CHANGE_FORMERLY,
    role::CHANGE_NOW,
    role::CHANGE_HAD,
];

/// How much a fraction in a word may be rounded, and how much more where "almost" or "more than" leads it.
const FRACTION: Decimal = Decimal::from_parts(3, 0, 0, false, 2);
const NEARLY: Decimal = Decimal::from_parts(9, 0, 0, false, 2);

/// How a text says that something moved.
#[derive(Clone, Copy, Debug)]
struct Claim<'f> {
    sentence: usize,
    tokens: (usize, usize),
    direction: Option<Decimal>,
    size: Size<'f>,
}

#[derive(Clone, Copy, Debug)]
enum Size<'f> {
    /// In per cent of what it was.
    Percent(Said),
    /// In percentage points.
    Points(Said),
    /// In times of what it was.
    Times(Said),
    /// In itself.
    By(Said, Of<'f>),
    /// Only the direction is told.
    None,
}

/// Two figures of one thing, with the sentences of both.
#[derive(Clone, Copy, Debug)]
struct Pair<'f> {
    from: Figure<'f>,
    to: Figure<'f>,
    sentences: (usize, usize),
    /// Whether one figure is set beside the other: "against 8,400".
    compared: bool,
}

/// The changes of an article that are told in pieces. `known` are those told in one. Linear.
pub(super) fn changes(
    facts: &Facts<'_>,
    lexicon: &Lexicon,
    measures: &[Fact],
    words: &Words,
    known: &[Fact],
) -> Vec<Fact> {
    let look = Look { facts, lexicon };
    let mut pairs = look.figure_pairs(measures, words);
    pairs.extend(known.iter().filter_map(told_pair));
    if pairs.is_empty() {
        return Vec::new();
    }
    let claims = look.moves_told(measures, words);
    let mut found = Vec::new();
    for claim in &claims {
        let told = |fact: &Fact| {
            let sized = matches!(&fact.value, Value::Change(c) if c.percent.is_some() || c.points.is_some() || c.by.is_some() || c.times.is_some());
            (sized || !claim.is_sized())
                && (fact.tokens.0 as usize) < claim.tokens.1
                && claim.tokens.0 < fact.tokens.1 as usize
        };
        if !known.iter().any(told) {
            found.extend(look.apart(claim, &claims, &pairs));
        }
    }
    found
}

impl<'f> Look<'f> {
    /// The change that a claim tells, if exactly one pair of figures can be meant and none bears the claim out.
    fn apart(self, claim: &Claim<'f>, claims: &[Claim<'f>], pairs: &[Pair<'f>]) -> Option<Fact> {
        let may_mean = |pair: &&Pair<'f>| claim.may_mean(pair.from.of.with(pair.to.of));
        let mut meant = pairs.iter().filter(may_mean);
        let first = meant.next()?;
        let pair = pairs.iter().filter(may_mean).find(|pair| claim.fits(pair));
        let turned = |pair: &&Pair<'f>| claim.fits(&Pair { from: pair.to, to: pair.from, ..**pair });
        if pair.is_none() {
            let other =
                |pair: &Pair<'f>| (pair.from.said.0, pair.to.said.0) != (first.from.said.0, first.to.said.0);
            let several = meant.any(other) || claim.is_sized() && pairs.iter().any(|pair| turned(&pair));
            if several || !self.is_claim_of(claim, claims, first) {
                return None;
            }
        }
        let pair = pair.unwrap_or(first);
        let of = pair.from.of.with(pair.to.of)?;
        let signed = |said: Said| super::signed(said, claim.direction);
        let change = Change {
            from: pair.from.said,
            to: pair.to.said,
            class: of.class(),
            direction: claim.direction,
            percent: claim.percent().map(signed),
            points: if let Size::Points(said) = claim.size { Some(signed(said)) } else { None },
            by: if let Size::By(said, _) = claim.size { Some(signed(said)) } else { None },
            times: if let Size::Times(said) = claim.size { Some(said) } else { None },
            apart: true,
            expected: claim.expected(pair.from.said),
        };
        // "Has halved, to 750"
        let near = pair.sentences.1 == claim.sentence
            && pair.to.tokens.0.checked_sub(claim.tokens.1).is_some_and(|apart| apart <= 3);
        let tokens = (claim.tokens.0, if near { pair.to.tokens.1 } else { claim.tokens.1 });
        Some(self.facts.fact_over(tokens, Value::Change(Box::new(change))))
    }

    /// Whether a claim is of a pair of figures: in its sentence, or the only one of the text and told of the same.
    fn is_claim_of(self, claim: &Claim<'f>, claims: &[Claim<'f>], pair: &Pair<'f>) -> bool {
        let other = |other: &&Claim<'f>| other.tokens != claim.tokens && other.is_sized();
        let (first, last) = (pair.sentences.0.min(pair.sentences.1), pair.sentences.0.max(pair.sentences.1));
        if claim.sentence == first || claim.sentence == last {
            let alone = !claims.iter().filter(other).any(|other| other.sentence == claim.sentence);
            return claim.is_sized() && alone && (first == last || pair.compared);
        }
        // In a long article there is more than one thing that moves.
        if self.facts.sentences.len() > SHORT || claims.iter().any(|claim| other(&claim)) {
            return false;
        }
        let headline = self.is_in_headline(claim.sentence);
        let (from, to) = (pair.from.said.0, pair.to.said.0);
        let turned = claim.direction.is_some_and(|sign| (to - from) * sign < Decimal::ZERO);
        let large = matches!(claim.size, Size::By((by, _), _) if by > from.max(to));
        if claim.is_sized() && (turned || large) {
            return false;
        }
        if !claim.is_sized() {
            let particle = self.does(claim.tokens.0, role::SHARE_MOVED);
            let minus = (0..=EARLY.min(self.facts.sentences.len() - 1)).any(|sentence| {
                let (from, to) = self.sentence(sentence);
                (from + 1..to).any(|at| self.is_number(at) && self.is_minus(at - 1))
            });
            return headline
                && !minus
                && !particle
                && pair.compared
                && first <= EARLY
                && self.shares_word(claim, pair);
        }
        let adjacent = claim.sentence + 1 == first || claim.sentence == last + 1;
        let own = pair.from.of.with(pair.to.of);
        let inner = |figure: &Figure<'_>| {
            own.is_none_or(|of| of.with(figure.of).is_none())
                || (claim.tokens.0..claim.tokens.1).contains(&figure.tokens.0)
        };
        let plain = self.moved_figures(claim.sentence, &[]).iter().all(inner);
        // Things that are counted are named again, or stand right beside.
        let said = |sentence: usize, noun| self.facts.has_word_like(sentence as u32, noun);
        let beside = adjacent && self.facts.block_of(claim.sentence) == self.facts.block_of(first);
        let named = match own {
            Some(Of::Noun(noun)) if !beside => {
                said(claim.sentence, noun) || self.is_in_headline(0) && said(0, noun)
            }
            _ => true,
        };
        plain
            && named
            && (self.shares_word(claim, pair) || self.claim_points_back(claim) || adjacent || headline)
    }

    fn is_in_headline(self, sentence: usize) -> bool {
        self.facts.zone(self.facts.block_of(sentence)) == Zone::Headline
    }

    /// Whether a claim repeats a word of the sentences of a pair.
    fn shares_word(self, claim: &Claim<'f>, pair: &Pair<'f>) -> bool {
        let (from, to) = self.sentence(claim.sentence);
        let outside = |at: usize| !(claim.tokens.0..claim.tokens.1).contains(&at);
        (from..to).filter(|&at| outside(at)).filter_map(|at| self.telling(at)).any(|word| {
            [pair.sentences.0, pair.sentences.1]
                .into_iter()
                .any(|sentence| self.facts.has_word_like(sentence as u32, word))
        })
    }

    /// A word of some length that is no small word.
    fn telling(self, at: usize) -> Option<&'f str> {
        let small = [
            class::PREPOSITION,
            class::DETERMINER,
            class::PRONOUN,
            class::AUXILIARY,
            class::CONJUNCTION,
            class::SAYING,
        ];
        let token = self.token(at)?;
        let word = self.word(at);
        let lower = self.is_lower(at) || self.sentence(self.facts.sentence_of(at)).0 == at;
        (token.is_word() && lower && word.chars().count() >= 4 && !self.is_any(at, &small)).then_some(word)
    }

    /// Whether a claim points back to what was told: "the slide of", "such a rise", "that is a rise".
    fn claim_points_back(self, claim: &Claim<'f>) -> bool {
        let (from, _) = self.sentence(claim.sentence);
        (claim.tokens.0.saturating_sub(2).max(from)..claim.tokens.0).any(|at| {
            self.does(at, role::THE) || self.does(at, role::POINTING) || self.does(at, role::POINTING_BACK)
        })
    }

    /// The pairs of figures of which one is told to be earlier.
    fn figure_pairs(self, measures: &'f [Fact], words: &Words) -> Vec<Pair<'f>> {
        let mut found = Vec::new();
        let mut last: (usize, Vec<(Figure<'f>, i8)>) = (usize::MAX, Vec::new());
        for sentence in 0..self.facts.sentences.len() {
            let zone = self.facts.zone(self.facts.block_of(sentence));
            let (_, kinds) = self.facts.in_sentence(sentence as u32);
            let figures = [Kind::Money, Kind::Percent, Kind::Count, Kind::Number]
                .into_iter()
                .any(|kind| kinds.has(kind));
            if !figures || !zone.is_own() || zone == Zone::Headline {
                continue;
            }
            // A sentence that tells no time may have the other figure of one beside it.
            let told = |sentence: usize| {
                CUES.into_iter().any(|role| self.facts.has_word_with(sentence, role))
                    || self.has_base(sentence)
            };
            let beside = sentence + 1 < self.facts.sentences.len() && told(sentence + 1);
            if !(told(sentence) || beside || sentence > 0 && told(sentence - 1)) {
                continue;
            }
            let sizes: Vec<Claim<'f>> = self.claims_of(sentence, measures, words);
            let size = |figure: &Figure<'_>| {
                sizes.iter().any(|claim| {
                    claim.is_sized() && claim.tokens.0 <= figure.tokens.0 && figure.tokens.1 <= claim.tokens.1
                })
            };
            let mut figures: Vec<Figure<'f>> = self.moved_figures(sentence, measures);
            figures.retain(|figure| figure.of != Of::Points && !size(figure) && !self.is_no_amount(figure));
            let when: Vec<(Figure<'f>, i8)> =
                (0..figures.len()).map(|i| (figures[i], self.when(&figures, i, sentence))).collect();
            self.pair_up(sentence, &when, &last, &mut found);
            last = (sentence, when);
        }
        found
    }

    /// Whether "from" or "than the" leads to a figure of a sentence.
    fn has_base(self, sentence: usize) -> bool {
        [Kind::Money, Kind::Percent, Kind::Count, Kind::Number].into_iter().any(|kind| {
            self.facts.within(sentence, kind).any(|fact| {
                let Some(before) = (fact.tokens.0 as usize).checked_sub(1) else { return false };
                let than = before > 0 && self.does(before, role::THE) && self.does(before - 1, role::THAN);
                self.does(before, role::DATE_FROM) || than
            })
        })
    }

    /// Whether a figure is none that moves: in brackets, a year ("the 2015 levels"), or one of "one in eight".
    fn is_no_amount(self, figure: &Figure<'f>) -> bool {
        let (from, to) = figure.tokens;
        let year = figure.of == Of::Plain && from + 1 == to && (YEARS.0..YEARS.1).contains(&figure.said.0);
        let next = self.does(to, role::IN) && self.is_number(to + 1);
        let before = from >= 2 && self.does(from - 1, role::IN) && self.is_number(from - 2);
        let bracket = from > 0 && self.is_mark(from - 1, &["("]);
        // "Minus 3", "-0.3": which of two such is more is not plain.
        let minus = from > 0 && self.is_minus(from - 1);
        let between = from > 0 && self.does(from - 1, role::TIME_BETWEEN);
        year || between || next || before || bracket || minus
    }

    /// Whether a word or mark makes the figure behind it one below nought.
    fn is_minus(self, at: usize) -> bool {
        self.does(at, role::MINUS) || self.is_mark(at, &["-", "−"])
    }

    /// Adds the pairs of a sentence: of two of its figures, or of one with one of the sentence before.
    fn pair_up(
        self,
        sentence: usize,
        when: &[(Figure<'f>, i8)],
        last: &(usize, Vec<(Figure<'f>, i8)>),
        found: &mut Vec<Pair<'f>>,
    ) {
        let like = |a: Decimal, b: Decimal| {
            a > Decimal::ZERO && b > Decimal::ZERO && a != b && a <= b * LIKE && b <= a * LIKE
        };
        let alike = |a: &Figure<'f>, b: &Figure<'f>| {
            a.tokens != b.tokens && a.of.with(b.of).is_some() && like(a.said.0, b.said.0)
        };
        let clear = |pair: &Pair<'f>, _: i8| {
            let same = pair.sentences.0 == pair.sentences.1;
            let named = pair.from.of == pair.to.of && pair.from.of != Of::Plain;
            let block = |sentence| self.facts.block_of(sentence);
            let next = pair.sentences.0.abs_diff(pair.sentences.1) == 1;
            let near = same || block(pair.sentences.0) == block(pair.sentences.1) || next;
            let elided = next && pair.from.of == Of::Plain;
            (near || pair.compared)
                && (named
                    || (pair.compared || elided) && pair.from.of != Of::Percent && pair.to.of != Of::Percent)
        };
        for (i, &(a, first)) in when.iter().enumerate() {
            let own: Vec<&(Figure<'f>, i8)> = when.iter().filter(|(b, _)| alike(&a, b)).collect();
            match own[..] {
                [&(b, second)] if when[..i].iter().all(|(c, _)| !alike(&a, c)) => {
                    let sentences = (sentence, sentence);
                    found.extend(
                        ordered((a, first), (b, second), sentences)
                            .filter(|pair| clear(pair, first.max(second))),
                    );
                }
                [] if last.0 != usize::MAX && sentence - last.0 <= FAR => {
                    let before: Vec<&(Figure<'f>, i8)> =
                        last.1.iter().filter(|(b, _)| alike(&a, b)).collect();
                    if let [&(b, second)] = before[..] {
                        let pair = ordered((a, first), (b, second), (sentence, last.0));
                        found.extend(pair.filter(|pair| clear(pair, first.max(second))));
                    }
                }
                _ => {}
            }
        }
    }

    /// When a figure was: above 0 where it is told to be the earlier one, below 0 where it is told to be of now.
    fn when(self, figures: &[Figure<'f>], index: usize, sentence: usize) -> i8 {
        let (start, end) = self.sentence(sentence);
        let figure = &figures[index];
        let (from, to) = figure.tokens;
        if self.is_compared_to(from, start) || self.goes_to(figures, index) {
            return 2;
        }
        let next = figures.get(index + 1).map_or(end, |next| next.tokens.0);
        let stop = |at: &usize| !self.is_mark(*at, &[";", ":", "("]) && !self.is_dash(*at);
        let behind = (to..next.min(to + WHEN).min(end)).take_while(stop);
        if let Some(when) = behind.into_iter().find_map(|at| self.told_when(at)) {
            return when;
        }
        // "Last summer 12 per cent had one."
        if figures.iter().filter(|other| other.of.with(figure.of).is_some()).count() == 1
            && let Some(when) = (start..from.min(start + 4)).find_map(|at| self.told_when(at))
        {
            return when;
        }
        let before = index.checked_sub(1).map_or(start, |before| figures[before].tokens.1);
        let had_been = |at: usize| self.does(at, role::CHANGE_HAD) && self.does(at + 1, role::CHANGE_BEEN);
        i8::from((before..from).any(had_been) || (to..next.min(to + WHEN).min(end)).any(had_been))
    }

    /// Whether a figure is what another one of the sentence moves from: "from 71 per cent of capacity to 55".
    fn goes_to(self, figures: &[Figure<'f>], index: usize) -> bool {
        let figure = &figures[index];
        let next = figures[index + 1..].iter().find(|other| other.of.with(figure.of).is_some());
        self.led_to(figure, role::DATE_FROM)
            && next.is_some_and(|next| {
                self.led_to(next, role::SYNTAX_TO) && next.tokens.0 - figure.tokens.1 <= WHEN
            })
    }

    /// Whether what leads to a figure sets another beside it: "against 8,400", "down from 42", "than the 300",
    /// "compared with 12".
    fn is_compared_to(self, from: usize, start: usize) -> bool {
        let the = |at: usize| self.does(at, role::THE);
        let skipped = |at: usize| the(at) || self.bounds(at);
        let Some(led) = (start..from).rev().take(3).find(|&at| !skipped(at)) else { return false };
        if led > start && self.does(led - 1, role::CHANGE_COMPARED) {
            return true;
        }
        let moved = led > start
            && (self.does(led - 1, role::SHARE_MOVED)
                || self.is_mark(led - 1, &[","])
                || self
                    .facts
                    .within(self.facts.sentence_of(from), Kind::Percent)
                    .any(|f| f.tokens.1 as usize == led)
                || self
                    .facts
                    .within(self.facts.sentence_of(from), Kind::Money)
                    .any(|f| f.tokens.1 as usize == led));
        self.does(led, role::CHANGE_AGAINST)
            || self.does(led, role::DATE_FROM) && moved
            || self.does(led, role::THAN) && the(led + 1)
    }

    /// What a word says of when a figure was: 1 for before, -1 for now or after.
    fn told_when(self, at: usize) -> Option<i8> {
        let period = |at: usize| {
            self.does(at, role::CHANGE_PERIOD) || self.is_any(at, &[class::MONTH, class::WEEKDAY])
        };
        // "A rise of 52 per cent on last year", "since last May": what moved is of now.
        let other = |at: usize| {
            [role::SINCE, role::CHANGE_COMPARED, role::CHANGE_ON, role::THAN, role::CHANGE_AGAINST]
                .into_iter()
                .any(|role| self.does(at, role))
        };
        if (at.saturating_sub(3)..at).any(other) {
            return None;
        }
        let next = period(at + 1) || period(at + 2) && !self.is_number(at + 1);
        if self.does(at, role::CHANGE_LAST) && next || self.does(at, role::CHANGE_FORMERLY) {
            return Some(1);
        }
        let behind = at > 0 && period(at - 1);
        if behind && self.does(at, role::CHANGE_EARLIER) {
            return Some(1);
        }
        (self.does(at, role::CHANGE_NOW) || behind && self.does(at, role::CHANGE_LATER)).then_some(-1)
    }

    /// What the sentences of an article say of the size of changes.
    fn moves_told(self, measures: &'f [Fact], words: &Words) -> Vec<Claim<'f>> {
        let own = |&sentence: &usize| self.facts.zone(self.facts.block_of(sentence)).is_own();
        (0..self.facts.sentences.len())
            .filter(own)
            .flat_map(|sentence| self.claims_of(sentence, measures, words))
            .collect()
    }

    fn claims_of(self, sentence: usize, measures: &'f [Fact], words: &Words) -> Vec<Claim<'f>> {
        let (from, to) = self.sentence(sentence);
        let hit = |at: usize, class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, to, class);
        let figures = self.moved_figures(sentence, measures);
        let mut found = Vec::new();
        for at in from..to {
            if let Some(times) = hit(at, words.times).and_then(|hit| hit.number) {
                let times = Decimal::from(times) / Decimal::ONE_HUNDRED;
                let sign = if times > Decimal::ONE { Decimal::ONE } else { -Decimal::ONE };
                let size = Size::Times(self.times(at, times));
                if self.is_verb_of_times(at) {
                    found.push(Claim { sentence, tokens: (at, at + 1), direction: Some(sign), size });
                }
                continue;
            }
            let moves = hit(at, words.direction);
            let Some(hit) = moves.or_else(|| hit(at, words.comparative)) else { continue };
            let direction = Some(if hit.value == "up" { Decimal::ONE } else { -Decimal::ONE });
            let (size, tokens) = self.size(at, (from, to), &figures);
            if moves.is_some() || !matches!(size, Size::None) {
                found.push(Claim { sentence, tokens, direction, size });
            }
        }
        found
    }

    /// Whether a word for so many times says that something has moved: "doubled", "double again", and not "double
    /// glazing" or "plans to double".
    fn is_verb_of_times(self, at: usize) -> bool {
        let word = self.word(at).to_lowercase();
        let again = self.does(at + 1, role::CHANGE_AGAIN);
        again || language::chosen().looks_past(&word) && !self.is_mark(at + 1, &["-"])
    }

    /// The size that stands beside the word for a change: "slid 40 per cent", "a rise of a third", "a 20 per cent cut",
    /// "a quarter fewer".
    fn size(
        self,
        at: usize,
        (start, end): (usize, usize),
        figures: &[Figure<'f>],
    ) -> (Size<'f>, (usize, usize)) {
        let passed = |i: usize| {
            self.does(i, role::MONEY_BY)
                || self.does(i, role::OF)
                || self.bounds(i)
                || self.does(i, role::THAN)
        };
        let first = (at + 1..end.min(at + 4)).find(|&i| !passed(i)).unwrap_or(end);
        let led =
            first > at + 1 && (at + 1..first).any(|i| self.does(i, role::MONEY_BY) || self.does(i, role::OF));
        if let Some((size, to)) = self.part_at(first, end) {
            return (size, (at, to));
        }
        let after = figures.iter().find(|figure| (at + 1..=first).contains(&figure.tokens.0));
        if let Some(figure) = after {
            let rate = matches!(figure.of, Of::Percent | Of::Points);
            if rate || led {
                return (sized(figure), (at, figure.tokens.1));
            }
        }
        let before = figures.iter().find(|figure| {
            figure.tokens.1 == at || figure.tokens.1 + 1 == at && self.is_mark(at - 1, &["-"])
        });
        if let Some(figure) = before.filter(|figure| matches!(figure.of, Of::Percent | Of::Points)) {
            return (sized(figure), (figure.tokens.0, at + 1));
        }
        for back in (start.max(at.saturating_sub(3))..at).rev() {
            if let Some((size, to)) = self.part_at(back, at).filter(|&(_, to)| to == at) {
                return (size, (back, to + 1));
            }
        }
        if let Some((size, from)) = self.basis_points(at, start) {
            return (size, (from, at + 1));
        }
        (Size::None, (at, at + 1))
    }

    /// Whether words that bound a figure begin at a token: "more than", "about".
    fn bounds(self, at: usize) -> bool {
        let end = self.facts.tokens.len().min(at + 3);
        [class::BOUND, class::SMALL_BOUND]
            .into_iter()
            .any(|class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, end, class).is_some())
    }

    /// "The 50-basis-point cut": hundredths of a percentage point.
    fn basis_points(self, at: usize, start: usize) -> Option<(Size<'f>, usize)> {
        let mut words = (start..at).rev().filter(|&i| !self.is_mark(i, &["-"]));
        let (point, basis, number) = (words.next()?, words.next()?, words.next()?);
        let named = self.does(point, role::CHANGE_POINT) && self.does(basis, role::CHANGE_BASIS);
        let value: Decimal = self.word(number).parse().ok().filter(|_| named)?;
        let value = value / Decimal::ONE_HUNDRED;
        Some((Size::Points((value, Interval::exact(value))), number))
    }

    /// A part of a whole in words, or of a percentage point, that begins at a token: "a quarter", "two-thirds",
    /// "almost a third", "three-tenths of a percentage point".
    fn part_at(self, at: usize, end: usize) -> Option<(Size<'f>, usize)> {
        let value = |at: usize, class| {
            self.lexicon.at(self.facts.text, &self.facts.tokens, at, (at + 1).min(end), class)?.number
        };
        let half = value(at, class::FRACTION).filter(|&n| n == 2).map(|n| (1, n, at + 1));
        let hyphen = usize::from(self.is_mark(at + 1, &["-"]));
        let parts = if self.does(at, role::A_OR_AN) { Some(1) } else { value(at, class::CARDINAL) };
        let of = |parts| value(at + 1 + hyphen, class::FRACTION).map(|n| (parts, n, at + 2 + hyphen));
        let (parts, n, to) = half.or_else(|| parts.and_then(of))?;
        if to > end {
            return None;
        }
        let value = Decimal::from(parts).checked_div(Decimal::from(n))?;
        let point = to + 2 + usize::from(self.does(to + 2, role::CHANGE_PERCENTAGE));
        if self.does(to, role::OF) && self.does(to + 1, role::A_OR_AN) && self.does(point, role::CHANGE_POINT)
        {
            return Some((
                Size::Points((value, Interval::exact(value).widened(Decimal::new(5, 2)))),
                point + 1,
            ));
        }
        if self.does(to, role::OF) || self.does(to, role::AS) {
            return None;
        }
        let bound = (1..=3).rev().find_map(|n| {
            let first = at.checked_sub(n)?;
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, first, at, class::BOUND)?;
            (hit.len == n).then(|| Bound::named(hit.value))
        });
        let (below, above) = match bound {
            Some(Bound::Above | Bound::AtLeast) => (Decimal::new(1, 2), NEARLY),
            Some(Bound::Nearly | Bound::AtMost) => (NEARLY, Decimal::new(1, 2)),
            Some(Bound::About) => (FRACTION + FRACTION, FRACTION + FRACTION),
            _ => (FRACTION, FRACTION),
        };
        let hundred = Decimal::ONE_HUNDRED;
        let interval = Interval::between((value - below) * hundred, (value + above) * hundred);
        Some((Size::Percent((value * hundred, interval)), to))
    }
}

/// The two figures of a change that is told without its size: "grew from 450 to 522".
fn told_pair<'f>(fact: &Fact) -> Option<Pair<'f>> {
    let Value::Change(change) = &fact.value else { return None };
    let of = match change.class {
        "money" => Of::Money(""),
        "percent" => Of::Percent,
        "measure" => Of::Measure(""),
        _ => Of::Noun(""),
    };
    let sized =
        change.percent.is_some() || change.points.is_some() || change.by.is_some() || change.times.is_some();
    let figure = |said| Figure { tokens: (fact.tokens.0 as usize, fact.tokens.1 as usize), of, said };
    let sentences = (fact.sentence as usize, fact.sentence as usize);
    let pair = Pair { from: figure(change.from), to: figure(change.to), sentences, compared: true };
    (!sized).then_some(pair)
}

/// Two figures, the earlier one first. The sentences are those of the first and the second.
fn ordered<'f>(a: (Figure<'f>, i8), b: (Figure<'f>, i8), (of_a, of_b): (usize, usize)) -> Option<Pair<'f>> {
    match a.1.cmp(&b.1) {
        Ordering::Greater => Some(Pair { from: a.0, to: b.0, sentences: (of_a, of_b), compared: a.1 == 2 }),
        Ordering::Less => Some(Pair { from: b.0, to: a.0, sentences: (of_b, of_a), compared: b.1 == 2 }),
        Ordering::Equal => None,
    }
}

/// The size that a figure tells.
fn sized<'f>(figure: &Figure<'f>) -> Size<'f> {
    match figure.of {
        Of::Percent => Size::Percent(rounded(figure.said)),
        Of::Points => Size::Points(figure.said),
        of => Size::By(figure.said, of),
    }
}

impl<'f> Claim<'f> {
    const fn is_sized(&self) -> bool {
        !matches!(self.size, Size::None)
    }

    const fn percent(&self) -> Option<Said> {
        if let Size::Percent(said) = self.size { Some(said) } else { None }
    }

    /// Whether the change of figures of something can be told in such a way.
    fn may_mean(&self, of: Option<Of<'f>>) -> bool {
        let Some(of) = of else { return false };
        match self.size {
            Size::Points(_) => of == Of::Percent,
            Size::By(_, by) => of.class() == by.class(),
            Size::Percent(_) => of != Of::Percent,
            Size::Times(_) | Size::None => true,
        }
    }

    /// What a figure becomes by the claim.
    fn expected(&self, from: Said) -> Option<Said> {
        let moved = |(value, interval): Said| {
            let (by, within) = super::signed((value, interval), self.direction);
            Some((from.0.checked_add(by)?, from.1.sum(within)))
        };
        match self.size {
            Size::Percent(said) => {
                let (by, within) = super::signed(said, self.direction);
                let hundredth = Decimal::new(1, 2);
                let of = Interval::exact(Decimal::ONE_HUNDRED).sum(within).times(hundredth);
                Some((from.0.checked_mul((Decimal::ONE_HUNDRED + by) * hundredth)?, from.1.product(of)))
            }
            Size::Points(said) | Size::By(said, _) => moved(said),
            Size::Times((times, within)) => Some((from.0.checked_mul(times)?, from.1.product(within))),
            Size::None => None,
        }
    }

    /// Whether two figures bear the claim out.
    fn fits(&self, pair: &Pair<'f>) -> bool {
        if let Some((_, expected)) = self.expected(pair.from.said) {
            return pair.to.said.1.overlaps(expected);
        }
        let sign = self.direction.unwrap_or(Decimal::ONE);
        (pair.to.said.0 - pair.from.said.0) * sign > Decimal::ZERO
    }
}
