//! Changes told in one place: "rose 20 per cent, from 100 to 120", "fell to 80 from 100", "8,400 tickets, a rise of 20
//! per cent on the 7,000 of last spring".

use rust_decimal::Decimal;

use super::{Change, Figure, Of, Said, Words, rounded, signed};
use crate::Interval;
use crate::facts::look::Look;
use crate::facts::{Fact, Value};
use crate::language;
use crate::text::{class, role};

/// How many tokens before "from" or "to" the word for the change may stand.
const WORD: usize = 16;

/// How near the word for the change stands if one before that says otherwise is of something else.
const NEAR: usize = 6;

/// How many tokens may stand between the two figures.
const APART: usize = 9;

/// How many tokens may stand between them where a comma sets off the earlier one.
const SET_OFF: usize = 22;

/// How many tokens behind the second figure may tell by how much it moved: ", a rise of 20 per cent".
const BEHIND: usize = 6;

/// Below this a number may be a place in an order.
const RANKS: Decimal = Decimal::ONE_HUNDRED;

/// How many tokens may stand between a percentage and the figure on which it is: "on the 7,000 of last spring".
const ON: usize = 6;

impl<'f> Look<'f> {
    /// Whether a sentence, or the one before it, tells of places in an order, where to rise is to have less: "up from
    /// six to five in the charts".
    fn is_of_ranks(&self, sentence: usize) -> bool {
        (sentence.saturating_sub(1)..=sentence)
            .any(|sentence| self.facts.has_word_with(sentence, role::CHANGE_RANK))
    }

    pub(super) fn changes(&self, sentence: usize, measures: &'f [Fact], words: &Words) -> Vec<Fact> {
        let mut figures = self.moved_figures(sentence, measures);
        let measure = |figure: &Figure<'_>| {
            let own = measures.iter().find(|fact| fact.tokens.0 as usize == figure.tokens.0)?;
            if let Value::Measure(measure) = &own.value { Some(measure.dimension) } else { None }
        };
        // "Dips vary from 20 to 80 degrees"
        figures.retain(|figure| !matches!(figure.of, Of::Measure(_)) || measure(figure).is_some());
        // "Profit fell to £4.8m in the six months to September, from £4.2m": for how long is no figure that moves.
        if figures.iter().any(|figure| matches!(figure.of, Of::Money(_) | Of::Percent)) {
            figures.retain(|figure| !matches!(figure.of, Of::Measure(_)) || measure(figure) != Some("time"));
        }
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
            // "Fell to £4.8m in the half-year to the end of June, from £4.2m"
            let set_off = to_from && first.0 >= 2 && self.is_mark(last.0 - 2, &[","]);
            let led = set_off && self.moves((first.0 - 2, first.0 - 1), words).is_some();
            let far = if led && from.of == to.of { SET_OFF } else { APART };
            let Some(of) = from.of.with(to.of).filter(|_| last.0 - first.1 <= far) else { continue };
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

    /// What bounds the figure in a word that begins at a token: "more than doubled".
    pub(super) fn bound_before(&self, at: usize) -> Option<&'f str> {
        [3, 2, 1].into_iter().find_map(|n| {
            let first = at.checked_sub(n)?;
            let hit = self.lexicon.at(self.facts.text, &self.facts.tokens, first, at, class::BOUND)?;
            (hit.len == n).then_some(hit.value)
        })
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
    pub(super) fn times(&self, at: usize, times: Decimal) -> Said {
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
