//! Changes: a figure that moves from one value to another, and by how much: "rose 20 per cent, from 100 to 120", "fell
//! to 80 from 100", "up six points from 52 to 58 per cent", "doubled from 10 to 20".

mod apart;

use rust_decimal::Decimal;

use super::declare::kind;
use super::look::Look;
use super::{Bound, Fact, Facts, Form, Key, Kind, Number, Value};
use crate::Interval;
use crate::language;
use crate::lexicon::Lexicon;
use crate::text::{Class, Role, class, role};

/// How many tokens before "from" or "to" the word for the change may stand.
const WORD: usize = 16;

/// How near the word for the change stands if one before that says otherwise is of something else.
const NEAR: usize = 6;

/// How many tokens may stand between the two figures.
const APART: usize = 9;

/// How many tokens behind the second figure may tell by how much it moved: ", a rise of 20 per cent".
const BEHIND: usize = 6;

/// The part of an amount by which it is rounded at most where it is told in noughts.
const SLIGHT: Decimal = Decimal::from_parts(200, 0, 0, false, 0);

/// Below this a number may be a place in an order.
const RANKS: Decimal = Decimal::ONE_HUNDRED;

/// How many tokens may stand between a percentage and the figure on which it is: "on the 7,000 of last spring".
const ON: usize = 6;

/// The kinds of facts whose figures move, besides measures.
const FIGURES: [Kind; 4] = [Kind::Money, Kind::Percent, Kind::Count, Kind::Number];

/// A figure and between which values it lies.
type Said = (Decimal, Interval);

/// A figure that moves from one value to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What it was.
    pub from: Said,
    /// What it became.
    pub to: Said,
    /// What both are: count, money, percent or measure.
    pub class: &'static str,
    /// 1 where it is said to have grown, -1 where it is said to have shrunk.
    pub direction: Option<Decimal>,
    /// By how many per cent; below 0 where it shrank.
    pub percent: Option<Said>,
    /// By how many percentage points; below 0 where it shrank.
    pub points: Option<Said>,
    /// By how much; below 0 where it shrank.
    pub by: Option<Said>,
    /// How many times what it was it became: 2 for "doubled".
    pub times: Option<Said>,
    /// Whether its size and its figures are told apart, in clauses or sentences of their own.
    pub apart: bool,
    /// Of one told apart: what its first figure becomes by its size.
    pub expected: Option<Said>,
}

kind! {
    /// A figure that moves from one value to another: "rose 20 per cent, from 100 to 120".
    Change(c) as "change", over Facts;

    From: Number = c.from.0, "what it was";
    To: Number = c.to.0, "what it became";
    Class: Text = c.class, "what both are: count, money, percent or measure";
    Direction: Number = c.direction, "1 where it is said to have grown, -1 where it is said to have shrunk";
    Percent: Number = c.percent.map(|said| said.0), "by how many per cent; below 0 where it shrank";
    Points: Number = c.points.map(|said| said.0), "by how many percentage points; below 0 where it shrank";
    By: Number = c.by.map(|said| said.0), "by how much; below 0 where it shrank";
    Times: Number = c.times.map(|said| said.0), "how many times what it was it became: 2 for \"doubled\"";
    Apart: Flag = c.apart, "its size and its figures are told in clauses or sentences of their own";
    Expected: Number = c.expected.map(|said| said.0), "of one told apart, what its first figure becomes by its size";
}

impl Change {
    /// Whether it is told by how much.
    const fn is_sized(&self) -> bool {
        self.percent.is_some() || self.points.is_some() || self.by.is_some() || self.times.is_some()
    }

    /// Between which values one of its numbers lies.
    pub(super) fn interval_of(&self, key: Key) -> Option<Interval> {
        let said = match key {
            Key::From => Some(self.from),
            Key::To => Some(self.to),
            Key::Percent => self.percent,
            Key::Points => self.points,
            Key::By => self.by,
            Key::Times => self.times,
            Key::Expected => self.expected,
            _ => None,
        };
        said.map(|(_, interval)| interval)
    }
}

/// What a figure is of, as far as figures of two things are no change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of<'f> {
    Plain,
    Noun(&'f str),
    Money(&'f str),
    Percent,
    Points,
    Measure(&'f str),
}

impl<'f> Of<'f> {
    /// What two figures are of, of which one may leave it out.
    fn with(self, other: Self) -> Option<Self> {
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Self::Plain, of) | (of, Self::Plain) => Some(of),
            _ => None,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Plain | Self::Noun(_) => "count",
            Self::Money(_) => "money",
            Self::Percent | Self::Points => "percent",
            Self::Measure(_) => "measure",
        }
    }
}

#[derive(Clone, Copy, Debug)]
struct Figure<'f> {
    tokens: (usize, usize),
    of: Of<'f>,
    said: Said,
}

/// What the words for a change are, by the lists that have them.
struct Words {
    direction: Class,
    times: Class,
    comparative: Class,
}

/// The changes of an article. Linear.
pub(super) fn changes(facts: &Facts<'_>, lexicon: &Lexicon, measures: &[Fact]) -> Vec<Fact> {
    let class = |name| lexicon.class(name);
    let classes = class("change.direction").zip(class("change.times")).zip(class("change.comparative"));
    let Some(((direction, times), comparative)) = classes else { return Vec::new() };
    let words = Words { direction, times, comparative };
    let look = Look { facts, lexicon };
    let mut found = Vec::new();
    for sentence in 0..facts.sentences.len() {
        let (figures, _) = facts.in_sentence(sentence as u32);
        let zone = facts.zone(facts.block_of(sentence));
        let from = facts.has_word_with(sentence, role::DATE_FROM);
        if figures > 1 && zone.is_own() && (from || facts.has_word_with(sentence, role::CHANGE_ON)) {
            found.extend(look.changes(sentence, measures, &words));
        }
    }
    found.extend(apart::changes(facts, lexicon, measures, &words, &found));
    found
}

/// Half of what the last digit of a number that is not 0 stands for.
fn half(value: Decimal) -> Decimal {
    let value = value.abs().normalize();
    let mut digit = Decimal::new(1, value.scale());
    while let Some(next) =
        digit.checked_mul(Decimal::TEN).filter(|next| *next <= value && (value % next).is_zero())
    {
        digit = next;
    }
    digit / Decimal::TWO
}

/// By how much a figure moved, below 0 where it shrank.
fn signed((value, stated): Said, direction: Option<Decimal>) -> Said {
    match direction {
        Some(sign) if sign < Decimal::ZERO => (-value, Interval::exact(Decimal::ZERO).difference(stated)),
        _ => (value, stated),
    }
}

/// A change in per cent as it is told: it may be rounded twice, and one of more than a hundred is in tens.
fn rounded((value, stated): Said) -> Said {
    let by = if value > Decimal::ONE_HUNDRED { half(value) } else { Decimal::new(5, 1) };
    (value, stated.widened(by))
}

impl<'f> Look<'f> {
    /// Whether a sentence, or the one before it, tells of places in an order, where to rise is to have less: "up from
    /// six to five in the charts".
    fn is_of_ranks(&self, sentence: usize) -> bool {
        (sentence.saturating_sub(1)..=sentence)
            .any(|sentence| self.facts.has_word_with(sentence, role::CHANGE_RANK))
    }

    fn changes(&self, sentence: usize, measures: &'f [Fact], words: &Words) -> Vec<Fact> {
        let figures = self.moved_figures(sentence, measures);
        let (start, end) = self.sentence(sentence);
        let mut found = self.moved_on(&figures, start, words);
        // A figure of one pair is none of the next: "from 40 to 45 and from 50 to 55".
        let mut free = 0;
        for (at, pair) in figures.windows(2).enumerate() {
            if at < free {
                continue;
            }
            let from_to = self.led_to(&pair[0], role::DATE_FROM) && self.led_to(&pair[1], role::SYNTAX_TO);
            // "To 42 from 80", "at 42, down from 80"
            let to_from = self.led_to(&pair[1], role::DATE_FROM)
                && (self.led_to(&pair[0], role::SYNTAX_TO) || self.is_down_from(pair, figures.get(at + 2)));
            let (from, to) = match (from_to, to_from) {
                (true, _) => (pair[0], pair[1]),
                (_, true) => (pair[1], pair[0]),
                _ => continue,
            };
            free = at + 2;
            let (first, last) = (pair[0].tokens, pair[1].tokens);
            let Some(of) = from.of.with(to.of).filter(|_| last.0 - first.1 <= APART) else { continue };
            // "From 9 a.m. to 5 p.m."
            let times = [first.1, last.1].into_iter().any(|at| self.does(at, role::TIME_HALF));
            let between = (first.1..last.0).any(|at| self.is_mark(at, &[";", ":", "("]));
            if of == Of::Points || times || between {
                continue;
            }
            // One figure may tell by how much: "rose 20 per cent, from 100 to 120".
            let before = at.checked_sub(2).map_or(start, |before| figures[before].tokens.1);
            // "Slowed to 0.3 per cent, down from 6.3"
            let inner = self.moves((first.1, last.0 - 1), words);
            let Some((word, direction, times)) = inner.or_else(|| self.moves((before, first.0 - 1), words))
            else {
                continue;
            };
            // "Up from six to five in the charts"
            let few = [from, to].iter().all(|figure| figure.of == Of::Plain && figure.said.0 < RANKS);
            if few && self.is_of_ranks(sentence) {
                continue;
            }
            let told = self.told_by(&figures, (at, word, end), of);
            let change = Change {
                from: from.said,
                to: to.said,
                class: of.class(),
                direction,
                percent: told
                    .filter(|figure| figure.of == Of::Percent)
                    .map(|figure| signed(rounded(figure.said), direction)),
                points: told
                    .filter(|figure| figure.of == Of::Points)
                    .map(|figure| signed(figure.said, direction)),
                by: told
                    .filter(|f| !matches!(f.of, Of::Percent | Of::Points))
                    .map(|f| signed(f.said, direction)),
                times,
                apart: false,
                expected: None,
            };
            let tokens = told.map_or((word.min(first.0), last.1), |told| {
                (word.min(first.0).min(told.tokens.0), last.1.max(told.tokens.1))
            });
            found.push(self.facts.fact_over(tokens, Value::Change(Box::new(change))));
        }
        found
    }

    /// Whether the second of two figures is what the first was before: "5.7 per cent in May, down from 6.2".
    fn is_down_from(&self, pair: &[Figure<'f>], next: Option<&Figure<'f>>) -> bool {
        const WORDS: usize = 5;
        let (first, last) = (pair[0].tokens.1, pair[1].tokens.0);
        let Some(comma) = last.checked_sub(3).filter(|&comma| comma >= first) else { return false };
        let goes_on = next.is_some_and(|next| self.led_to(next, role::SYNTAX_TO));
        let small = [class::AUXILIARY, class::SAYING, class::PREDICATE, class::CONJUNCTION];
        self.is_mark(comma, &[","])
            && self.does(comma + 1, role::SHARE_MOVED)
            && comma - first <= WORDS
            && !(first..comma)
                .any(|at| self.is_lower(at) && self.is_any(at, &small) || self.is_mark(at, &["(", ")"]))
            && !goes_on
    }

    /// What moved by a percentage from a figure that stands behind it: "8,400 tickets, a rise of 20 per cent on the 7,000 of
    /// the year before".
    fn moved_on(&self, figures: &[Figure<'f>], start: usize, words: &Words) -> Vec<Fact> {
        let on = |three: &[Figure<'f>]| {
            let [to, by, from] = three else { return None };
            let next = by.tokens.1;
            let led = self.does(next, role::CHANGE_ON) && from.tokens.0 - next <= ON;
            let of = to.of.with(from.of).filter(|_| led && by.of == Of::Percent)?;
            let (word, direction, _) = self.moves((to.tokens.1.max(start), by.tokens.0), words)?;
            let a = word - usize::from(self.does(word - 1, role::A_OR_AN));
            let small = [class::PREPOSITION, class::AUXILIARY];
            let plain = |at: usize| !self.is_any(at, &small) && !self.is_mark(at, &["(", ","]);
            let inner = |at: usize| !self.is_mark(at, &["(", ")", ","]);
            let clear = (next + 1..from.tokens.0).all(plain) && (to.tokens.1..a - 1).all(inner);
            let told = by.tokens.0 - word < 3 && self.is_mark(a - 1, &[","]) && a > to.tokens.1;
            if !told || !clear || of == Of::Percent || to.said.0 == from.said.0 {
                return None;
            }
            let change = Change {
                from: from.said,
                to: to.said,
                class: of.class(),
                direction,
                percent: Some(signed(rounded(by.said), direction)),
                points: None,
                by: None,
                times: None,
                apart: false,
                expected: None,
            };
            let tokens = (to.tokens.0, from.tokens.1);
            Some(self.facts.fact_over(tokens, Value::Change(Box::new(change))))
        };
        figures.windows(3).filter_map(on).collect()
    }

    /// The figures of a sentence that can move, in order.
    fn moved_figures(&self, sentence: usize, measures: &'f [Fact]) -> Vec<Figure<'f>> {
        let from = measures.partition_point(|fact| (fact.sentence as usize) < sentence);
        let own = measures[from..].iter().take_while(|fact| fact.sentence as usize == sentence);
        let mut figures: Vec<Figure<'f>> = own.filter_map(|fact| self.moved(fact)).collect();
        for kind in FIGURES {
            for figure in self.facts.within(sentence, kind).filter_map(|fact| self.moved(fact)) {
                let taken =
                    |other: &Figure<'_>| other.tokens.0 < figure.tokens.1 && figure.tokens.0 < other.tokens.1;
                if !figures.iter().any(taken) {
                    figures.push(figure);
                }
            }
        }
        figures.sort_by_key(|figure| figure.tokens);
        figures
    }

    fn moved(&self, fact: &'f Fact) -> Option<Figure<'f>> {
        let (number, of): (&Number, Of<'f>) = match &fact.value {
            Value::Money(money) => (&money.amount, Of::Money(&money.currency)),
            Value::Percent(percent) => {
                (&percent.value, if percent.points { Of::Points } else { Of::Percent })
            }
            Value::Measure(measure) if !measure.several => (&measure.amount, Of::Measure(&measure.unit)),
            // "Up six points, from 52 to 58 per cent"
            Value::Count(count) if count.noun.as_deref() == Some("point") && count.modifiers.is_empty() => {
                (&count.number, Of::Points)
            }
            Value::Count(count) if count.whole.is_none() && count.class != Some("measure") => {
                (&count.number, count.noun.as_deref().map_or(Of::Plain, Of::Noun))
            }
            Value::Number(number) if number.form != Form::Fraction => (number, Of::Plain),
            _ => return None,
        };
        let (from, to) = (fact.tokens.0 as usize, fact.tokens.1 as usize);
        let minus = from > 0 && self.is_minus(from - 1);
        let compound = number.compound && !matches!(of, Of::Measure(_));
        let open = matches!(number.bound, Bound::AtLeast | Bound::AtMost);
        if number.label && matches!(of, Of::Plain) || compound || minus || open {
            return None;
        }
        // What is told in per cent is rounded, and so may be an amount or a measure at its last digit that is not 0.
        let stated = number.interval();
        let interval = match of {
            Of::Percent | Of::Points if number.unit.is_none() => stated.widened(Decimal::new(5, 1)),
            Of::Money(_) | Of::Measure(_) if number.bound == Bound::Exact => {
                // "From 8 cents to 3 cents"
                let most = if number.value < Decimal::ONE { number.value } else { number.value / SLIGHT };
                stated.widened(half(number.value).min(most))
            }
            _ => stated,
        };
        Some(Figure { tokens: (from, to), of, said: (number.value, interval) })
    }

    /// Whether a word or mark makes the figure behind it one below nought.
    fn is_minus(&self, at: usize) -> bool {
        self.does(at, role::MINUS) || self.is_mark(at, &["-", "−"])
    }

    /// What bounds the figure in a word that begins at a token: "more than doubled".
    fn bound_before(&self, at: usize) -> Option<&'f str> {
        [3, 2, 1].into_iter().find_map(|n| {
            let first = at.checked_sub(n)?;
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, first, at, class::BOUND)?;
            (hit.len == n).then_some(hit.value)
        })
    }

    /// Whether a word with a role stands right before a figure.
    fn led_to(&self, figure: &Figure<'_>, by: Role) -> bool {
        figure.tokens.0 > 0 && self.does(figure.tokens.0 - 1, by)
    }

    /// The word that says how a figure moves, in a range of tokens, with the direction and how many times over. None if
    /// there is none, or if words say both ways.
    fn moves(
        &self,
        (from, to): (usize, usize),
        words: &Words,
    ) -> Option<(usize, Option<Decimal>, Option<Said>)> {
        let from = from.max(to.saturating_sub(WORD));
        let language = language::chosen();
        let small = [class::AUXILIARY, class::SAYING, class::PREDICATE];
        // A verb that is no word for a change tells of something else: "fell, as losses deepened to 51 from 2".
        let verb = |at: usize| {
            let word = self.word(at);
            let form = self.is_lower(at)
                && (language.looks_past(word) || language.looks_active(word))
                && !self.does(at, role::CHANGE_MOVING);
            form && word.len() > 4 || self.is_any(at, &small)
        };
        let stops = |at: &usize| {
            let mark = self.is_mark(*at, &[";", ":", "("]) || self.is_dash(*at) || self.does(*at, role::AND);
            !mark && (self.is_any(*at, &[words.direction, words.times]) || !verb(*at))
        };
        let hit = |at: usize, class| self.lexicon.at(self.facts.text, &self.facts.tokens, at, to, class);
        let mut found: Option<(usize, Option<Decimal>, Option<Said>)> = None;
        for at in (from..to).rev().take_while(stops) {
            if let Some(times) = hit(at, words.times).and_then(|hit| hit.number) {
                let times = Decimal::from(times) / Decimal::ONE_HUNDRED;
                let sign = if times > Decimal::ONE { Decimal::ONE } else { -Decimal::ONE };
                return found.is_none().then(|| (at, Some(sign), Some(self.times(at, times))));
            }
            if let Some(hit) = hit(at, words.direction) {
                let sign = if hit.value == "up" { Decimal::ONE } else { -Decimal::ONE };
                match found {
                    // "Sunk into the ice, it thickened by 2 metres"
                    Some((near, Some(other), _)) if other != sign && near + NEAR >= to => return found,
                    Some((_, Some(other), _)) if other != sign => return None,
                    Some(_) => {}
                    None => found = Some((at, Some(sign), None)),
                }
            }
        }
        found
    }

    /// "Doubled", "more than doubled", "nearly halved": what is told in a word is rounded.
    fn times(&self, at: usize, times: Decimal) -> Said {
        let tenth = times / Decimal::TEN;
        let bound = self.bound_before(at);
        let near = Interval::exact(times).widened(tenth);
        let shrinks = times < Decimal::ONE;
        let interval = match bound {
            // More than halved is less than a half.
            Some("above" | "at-least") if shrinks => Interval { low: Some(Decimal::ZERO), ..near },
            Some("above" | "at-least") => Interval { low: Some(times), high: Some(times + times) },
            Some("nearly" | "at-most") if shrinks => Interval { high: Some(times + tenth + tenth), ..near },
            Some("nearly" | "at-most") => Interval { low: Some(times - tenth - tenth), ..near },
            Some(_) => near.widened(tenth),
            None => near,
        };
        (times, interval)
    }

    /// The figure that tells by how much a pair of figures moved: between the word for it and the pair, right before the
    /// word, or right behind the pair.
    fn told_by(
        &self,
        figures: &[Figure<'f>],
        (pair, word, end): (usize, usize, usize),
        of: Of<'f>,
    ) -> Option<Figure<'f>> {
        let fits = |figure: &Figure<'_>| {
            // "Grew by 14, from 60 sailors to 84"
            let by = self.led_to(figure, role::MONEY_BY);
            matches!(figure.of, Of::Percent | Of::Points)
                || figure.of.with(of).is_some_and(|with| with != Of::Plain || by)
        };
        let mut between = figures[..pair].iter().filter(|figure| figure.tokens.0 > word);
        let led = |figure: &Figure<'_>| {
            [role::DATE_FROM, role::SYNTAX_TO].into_iter().any(|by| self.led_to(figure, by))
        };
        if let Some(first) = between.next() {
            let alone = between.next().is_none();
            let near = first.tokens.0 <= word + 2;
            return (alone && near && !led(first) && fits(first)).then_some(*first);
        }
        // "A 20 per cent rise, from 100 to 120"
        let before = figures[..pair].iter().rev().find(|figure| figure.tokens.1 == word);
        if let Some(before) = before {
            return Some(*before).filter(fits);
        }
        let last = figures[pair + 1].tokens.1;
        let behind = figures.get(pair + 2).filter(|figure| figure.tokens.0 <= (last + BEHIND).min(end))?;
        let at = behind.tokens.0;
        let bracket = self.is_mark(last, &["("]) && at == last + 1 && self.is_mark(behind.tokens.1, &[")"]);
        let or = self.is_mark(last, &[","]) && self.does(last + 1, role::OR) && at == last + 2;
        // ", a rise of 20 per cent"
        let of_that =
            self.is_mark(last, &[","]) && self.does(last + 1, role::A_OR_AN) && self.does(at - 1, role::OF);
        ((bracket || or || of_that) && matches!(behind.of, Of::Percent | Of::Points)).then_some(*behind)
    }
}
