//! Where a share is told of a part: "63 of 90 (70 per cent)", "70 per cent, or 63 of 90", "That is 70 per cent."

use rust_decimal::Decimal;

use super::super::super::Value;
use super::super::super::look::Look;
use super::Figure;
use super::pair::{Pair, Whole};
use super::stated::Stated;
use crate::language;
use crate::text::{Token, class, role};

/// How many tokens may stand between a part and its share, or a share and its part.
const APART: usize = 12;

/// How many there may be where the part names its whole.
const NAMED: usize = 20;

/// How many tokens there may be between the mark behind a part and its share.
const LINK: usize = 8;

/// Fewer than so many stand beside a part in other matters: "63 had two jabs".
const FEW: Decimal = Decimal::TEN;

/// How many words there may be in what a share is said to be: "a success rate of".
const RATE: usize = 5;

/// A share in its sentence, with the figures beside it.
pub(super) struct Told<'f> {
    pub(super) stated: Stated,
    pub(super) sentence: usize,
    pub(super) from: usize,
    pub(super) end: usize,
    /// The first token that belongs to the share: "just 40 per cent".
    pub(super) lead: usize,
    /// The token after it.
    pub(super) next: usize,
    pub(super) figures: Vec<Figure<'f>>,
}

impl<'f> Look<'f> {
    /// The part that a share is said of, and its whole.
    pub(super) fn part_and_whole(&self, stated: Stated, sentence: usize, all: &[Stated]) -> Option<Pair<'f>> {
        let (from, end) = self.sentence(sentence);
        let (at, next) = stated.tokens;
        let mut figures = self.figures_in(sentence);
        figures.retain(|figure| {
            (figure.fact.tokens.0 as usize) >= next || (figure.fact.tokens.1 as usize) <= at
        });
        let exact = |at: usize| self.is_exactly(at) || self.does(at, role::A);
        let lead = (from..at).rev().take_while(|&at| exact(at)).last().unwrap_or(at);
        let told = Told { stated, sentence, from, end, lead, next, figures };
        let pair = self
            .told_behind(&told)
            .or_else(|| self.told_before(&told, all))
            .or_else(|| self.told_of_whole(&told))
            .or_else(|| self.told_made(&told))
            .or_else(|| self.told_of_them(&told))
            .or_else(|| self.told_next(&told))
            .or_else(|| self.told_wide(&told, all))
            .or_else(|| self.told_wide_behind(&told, all))?;
        (pair.part.value < pair.whole.value).then_some(pair)
    }

    /// A share behind its part: "63 (80 per cent)", "84, or 75 per cent", "nine of the 45 mayors, a quarter of the
    /// total", "45 of 150 passed, a pass rate of 40 per cent".
    fn told_behind(&self, told: &Told<'f>) -> Option<Pair<'f>> {
        let &Told { stated, sentence, from, next, lead, .. } = told;
        let before = lead.checked_sub(1).filter(|&before| before > from)?;
        let or = self.does(before, role::OR);
        let mut mark = if or { before } else { self.link(told)? };
        let bracket = self.is_mark(mark, &["("]) && self.closes(next, told.end);
        if or && self.is_pause(mark.checked_sub(1)?) {
            mark -= 1;
        }
        let mut before = told.figures.iter().rev().filter(|figure| figure.fact.tokens.1 as usize <= mark);
        let nearest = *before.next()?;
        // "Of 90 nurses, 63 had two jabs, which is 80 per cent": few are no part of so many.
        let beside = match before.next() {
            Some(&pair)
                if nearest.value < FEW
                    && (self.named_whole(from, pair, &told.figures).is_some()
                        || self.outer(pair, &told.figures).is_some()) =>
            {
                pair
            }
            _ => nearest,
        };
        let to = beside.fact.tokens.1 as usize;
        // "Of 90 flights, 63" is the part's number; "the 45 mayors" of "nine of the 45 mayors" is its whole.
        let part = self.outer(beside, &told.figures).unwrap_or(beside);
        let of_whole = self.whole_behind(next);
        // "They cut 240 jobs, or 12 per cent of the 1,600": no change of a figure.
        if of_whole.is_none() && self.is_changed(part, told) {
            return None;
        }
        let named = self.named_whole(from, part, &told.figures);
        let near = mark - to <= if named.is_some() { NAMED } else { APART };
        // "Inspectors tested 250 toys. Forty-five failed, or 28 per cent."
        let opens = or && part.is_first(from);
        // "2,400 seats have gone, meaning that 75 per cent of the 3,200 are sold"
        let told_of = to == mark
            || of_whole.is_some()
            || named.is_some()
            || part.is_subset()
            || self.is_of_those(part)
            || self.is_of_that(part)
            || part.is_elided() && self.rate_before(lead, from).is_some()
            || opens;
        // "Three of the eight creeks had a lower figure, 64 per cent": the share is that figure.
        if !near || !told_of || self.does(mark - 1, role::SHARE_FIGURE) {
            return None;
        }
        if let Some(whole) = of_whole {
            let whole = whole.whole();
            return stated.is_near(part.value, whole.value).then_some(Pair { part, whole });
        }
        let whole = match named {
            Some(whole) => whole,
            None => self.antecedent(part, sentence, &told.figures, stated)?,
        };
        let end = (!bracket && !or).then_some(told.end);
        // "$1.8 million of the $2.4 million needed, 65 per cent of the target"
        let at = next + 1 + usize::from(self.has(next + 1, class::DETERMINER));
        let total =
            self.does(next, role::OF) && self.does(at, role::SHARE_TOTAL) && self.closes(at + 1, told.end);
        (total || self.is_of(next, &whole, end)).then_some(Pair { part, whole })
    }

    /// A share before its part: "45 per cent, or 231 of the 420", "one in ten: 188 of 940".
    fn told_before(&self, told: &Told<'f>, all: &[Stated]) -> Option<Pair<'f>> {
        let next = told.next;
        let part = *told.figures.iter().find(|figure| figure.fact.tokens.0 as usize > next)?;
        let at = part.fact.tokens.0 as usize;
        let whole = self.whole_of(part)?;
        let mark = (next..at).rev().find(|&at| !self.is_exactly(at))?;
        let or = self.does(mark, role::OR);
        let colon = self.is_mark(mark, &[":"]);
        let bracket = self.is_mark(mark, &["("]);
        // "80 per cent of their matches, 18 out of 24,"
        let of = self.does(next, role::OF)
            && mark - next <= RATE
            && (next..mark).all(|at| self.token(at).is_some_and(Token::is_word))
            && self.closes(self.whole_end(part), told.end);
        let beside = (mark == next || of) && self.is_pause(mark);
        let other = all.iter().any(|other| (next..at).contains(&other.tokens.0));
        let near = mark - next <= APART || colon;
        // "Turnout was 40 per cent, with 90 of 180 members present"
        let with = self.does(mark, role::SYNTAX_WITH) && mark > next && self.is_pause(mark - 1);
        let told_of = (or || with || colon || bracket || beside || self.is_dash(mark)) && near && !other;
        (told_of && !self.is_changed(part, told)).then_some(Pair { part, whole })
    }

    /// A share of a counted whole, with its part behind it: "A third of the 90 buses, 30, are new".
    fn told_of_whole(&self, told: &Told<'f>) -> Option<Pair<'f>> {
        let next = told.next;
        let whole = self.whole_behind(next)?;
        let to = whole.fact.tokens.1;
        let part = *told.figures.iter().find(|figure| figure.fact.tokens.0 > to)?;
        let whole = whole.whole();
        let near = part.fact.tokens.0 - to <= APART as u32;
        (near && self.is_enclosed(part, told.end) && part.value < whole.value && !self.is_changed(part, told))
            .then_some(Pair { part, whole })
    }

    /// A part that makes up a share of a whole: "The 63 women make up 45 per cent of the 140 members".
    fn told_made(&self, told: &Told<'f>) -> Option<Pair<'f>> {
        let &Told { from, lead, next, .. } = told;
        let whole = self.whole_behind(next)?;
        let makes = (from.max(lead.saturating_sub(2))..lead).find(|&at| self.does(at, role::SHARE_MAKES))?;
        let part = *told.figures.iter().rev().find(|figure| figure.fact.tokens.1 as usize <= makes)?;
        let beside = part.fact.tokens.1 as usize == makes && part.fact.tokens.0 as usize <= from + 1;
        let people = |figure: &Figure<'_>| matches!(&figure.fact.value, Value::Count(c) if c.noun.is_some());
        let closes = self.closes(whole.fact.tokens.1 as usize, told.end);
        (beside && closes && people(&part) && people(&whole) && !self.is_changed(part, told))
            .then(|| Pair { part, whole: whole.whole() })
    }

    /// A share of those told before, with the part behind it: "Half of them, 480,", "a quarter of these (150)".
    fn told_of_them(&self, told: &Told<'f>) -> Option<Pair<'f>> {
        let next = told.next;
        if !self.does(next, role::OF) || !self.does(next + 1, role::COUNT_OF_THEM) {
            return None;
        }
        let part = *told.figures.iter().find(|figure| figure.fact.tokens.0 as usize > next)?;
        let beside = part.fact.tokens.0 as usize <= next + 4;
        if !beside || !self.is_enclosed(part, told.end) || self.is_changed(part, told) {
            return None;
        }
        let whole = self.antecedent(part, told.sentence, &told.figures, told.stated)?;
        Some(Pair { part, whole })
    }

    /// A share in the sentence after the one that has the two counts: "That is 70 per cent of the total."
    fn told_next(&self, told: &Told<'f>) -> Option<Pair<'f>> {
        let &Told { from, lead, next, end, sentence, .. } = told;
        let before = self.text_beside(sentence.checked_sub(1)?, sentence)?;
        let opens = self.past_words(from, lead);
        let says = opens == lead && opens > from || self.says(lead, opens) == Some(opens);
        let moved = self.any((from, end.min(next + 2)), role::SHARE_CHANGE);
        if !says || moved {
            return None;
        }
        let pairs = self.pairs(before);
        let [pair] = &pairs[..] else { return None };
        let noun = self.counted_noun(told.stated);
        let closes = self.closes(next, end) || self.does(next, role::OF) || self.is_rate(told);
        let told_of = match (noun, &pair.whole.noun) {
            (Some(noun), Some(whole)) => self.is_noun(noun, whole),
            (Some(_), None) => false,
            (None, _) => closes,
        };
        (told_of
            && !self.is_of_part(next, pair.part)
            && self.is_of(next, &pair.whole, None)
            && self.stated_shares(before).is_empty())
        .then(|| pair.clone())
    }

    /// "Just two thirds", "exactly half".
    fn is_exactly(&self, at: usize) -> bool {
        self.does(at, role::SHARE_EXACT) || self.does(at, role::SYNTAX_ADVERB)
    }

    /// The token after "In other words," and the like.
    fn past_words(&self, from: usize, to: usize) -> usize {
        if self.does(from, role::OR) {
            return from + 1;
        }
        let comma = (from..to.min(from + RATE)).find(|&at| self.is_mark(at, &[","]));
        comma.filter(|&comma| self.any((from, comma), role::SHARE_WORDS)).map_or(from, |comma| comma + 1)
    }

    /// The noun inside a share: "bridge" of "one bridge in five".
    fn counted_noun(&self, stated: Stated) -> Option<usize> {
        let (at, to) = stated.tokens;
        (at + 1..to)
            .find(|&noun| self.is_lower(noun))
            .filter(|&noun| (noun + 1..to).any(|at| self.does(at, role::IN)) && !self.does(noun, role::IN))
    }

    /// Where what says what a share is begins: the mark before ", which is", the "That" of "That is", or the mark
    /// before ", equivalent to".
    fn says(&self, lead: usize, from: usize) -> Option<usize> {
        // "That is a success rate of 40 per cent"
        let rate = self.rate_before(lead, from).unwrap_or(lead);
        let is = |at: usize| {
            [role::SHARE_IS, role::SHARE_MAKES, role::SYNTAX_BE].into_iter().any(|role| self.does(at, role))
        };
        let small = |at: usize| {
            !is(at)
                && (self.has(at, class::PREPOSITION) || self.does(at, role::SHARE_OUT) || self.is_exactly(at))
        };
        let verb = (from..rate).rev().find(|&at| !small(at)).filter(|&at| is(at))?;
        let that = verb.checked_sub(1).filter(|&at| at >= from)?;
        let points = [role::POINTING, role::SYNTAX_RELATIVE].into_iter().any(|role| self.does(that, role));
        if points || self.has(that, class::PRONOUN) {
            return if that == from { Some(from) } else { Some(that - 1) };
        }
        Some(that)
    }

    /// Where "a turnout of" begins, before a share.
    pub(super) fn rate_before(&self, lead: usize, from: usize) -> Option<usize> {
        let of = lead.checked_sub(1).filter(|&of| of > from && self.does(of, role::OF))?;
        (from.max(of.saturating_sub(RATE))..of).rev().find(|&at| self.has(at, class::DETERMINER))
    }

    /// The mark between a part and its share, where nothing but what links them stands behind it: "63 (80 per
    /// cent)", ", a pass rate of", ", in other words", " – that's", ", representing".
    fn link(&self, told: &Told<'_>) -> Option<usize> {
        let &Told { from, lead, next, end, .. } = told;
        let stops = |at: usize| self.is_pause(at) || self.is_mark(at, &["(", ";", ":"]);
        let closes = self.closes(next, end) || self.does(next, role::OF) || self.is_rate(told);
        let before = lead - 1;
        // "Passed on a 54 per cent turnout."
        if self.is_rate(told) && self.has(before, class::PREPOSITION) {
            return Some(before);
        }
        let mark = (from + 1..lead).rev().take(LINK).find(|&at| stops(at))?;
        let first = mark + 1;
        if told.figures.iter().any(|figure| (mark..lead).contains(&(figure.fact.tokens.0 as usize))) {
            return None;
        }
        // In other words: nothing but the share can follow them.
        if self.does(before, role::SHARE_WORDS) || self.does(before, role::SHARE_SO) {
            return Some(mark);
        }
        let rate = self.rate_before(lead, from).unwrap_or(lead);
        // "That's 80 per cent."
        let is_short = |word: &str| language::chosen().is_possessive(word);
        let points = |at: usize| {
            self.has(at, class::PRONOUN)
                || [role::POINTING, role::SYNTAX_RELATIVE, role::AND]
                    .into_iter()
                    .any(|role| self.does(at, role))
        };
        let verb = (first..rate).find(|&at| !points(at)).unwrap_or(rate);
        let is = verb < rate
            && (self.does(verb, role::SHARE_IS)
                || self.does(verb, role::SHARE_MAKES)
                || verb > first && (self.does(verb, role::SYNTAX_BE) || is_short(self.word(verb))));
        let small = |at: usize| {
            self.has(at, class::PREPOSITION)
                || self.has(at, class::DETERMINER)
                || self.does(at, role::SYNTAX_TO)
                || self.does(at, role::POINTING)
                || self.does(at, role::SHARE_OUT)
                || self.does(at, role::OR)
                || self.is_exactly(at)
        };
        let says = is && (verb + 1..rate).all(small);
        // ", which means 35 per cent are unsold"
        let goes_on = says && self.has(next, class::AUXILIARY);
        ((rate == first || says) && (closes || goes_on)).then_some(mark)
    }

    /// Whether a share is told as a rate by the noun behind it: "a 54 per cent turnout".
    fn is_rate(&self, told: &Told<'_>) -> bool {
        let a = told.lead < told.stated.tokens.0 && self.does(told.lead, role::A);
        let noun = (told.next..told.end.min(told.next + 3))
            .find(|&at| self.does(at, role::SHARE_RATIO) || self.does(at, role::SHARE_RATE));
        a && noun.is_some_and(|noun| self.closes(noun + 1, told.end))
    }

    /// Whether what follows a share is all that was counted, or nothing. `end` is that of the sentence where it
    /// must close there: "a third of them", and not "a third of them in Wales".
    pub(super) fn is_of(&self, next: usize, whole: &Whole, end: Option<usize>) -> bool {
        if !self.does(next, role::OF) {
            return true;
        }
        let closes = |to: usize| end.is_none_or(|end| self.closes(to, end));
        let words = (next + 1..next + 2 + RATE).take_while(|&at| self.token(at).is_some_and(Token::is_word));
        let noun = whole.noun.as_ref().and_then(|noun| words.into_iter().find(|&at| self.is_noun(at, noun)));
        let at = next + 1 + usize::from(self.does(next + 1, role::THE));
        // "Of those eligible"
        let small = [class::PREPOSITION, class::CONJUNCTION, class::AUXILIARY, class::DETERMINER];
        let named = self.is_lower(at + 1) && !self.is_any(at + 1, &small);
        let them = closes(at + 1) || named && closes(at + 2);
        let all = self.does(at, role::SHARE_WHOLE) || self.does(at, role::COUNT_OF_THEM) && them;
        all || noun.is_some_and(|noun| closes(noun + 1))
    }

    /// Whether a share is of those whom a part counts: "a quarter of those charged", where 80 of 200 were; and "of those
    /// voting", where it is not told how many voted.
    pub(super) fn is_of_part(&self, next: usize, part: Figure<'f>) -> bool {
        let of = next + 1 + usize::from(self.does(next + 1, role::THE));
        let (from, to) = self.sentence(part.fact.sentence as usize);
        let doing = self.does(of, role::LIST_THOSE) && language::chosen().looks_active(self.word(of + 1));
        let sentence = part.fact.sentence as usize;
        let told = |at: usize| self.is_form_of(of + 1, at) && !self.is_counted_in(at, sentence);
        let unknown = doing && !(from..to).any(told);
        self.does(next, role::OF) && (unknown || self.is_narrowed_to(of, part.fact))
    }

    fn is_noun(&self, at: usize, noun: &str) -> bool {
        let language = language::chosen();
        language.stem(&self.word(at).to_lowercase()) == language.stem(noun)
    }

    /// Whether a part stands between marks, or is told as a sum: "520 in all".
    fn is_enclosed(&self, part: Figure<'f>, end: usize) -> bool {
        let before = (part.fact.tokens.0 as usize).saturating_sub(1);
        let after = part.fact.tokens.1 as usize;
        let opens = self.is_pause(before) || self.is_mark(before, &["("]) || self.does(before, role::OR);
        let all = self.does(after, role::IN) && self.does(after + 1, role::SHARE_WHOLE);
        let after = if all { after + 2 } else { after };
        opens && self.closes(after, end)
    }

    /// Whether a part ends at a token: at a mark or with the sentence.
    pub(super) fn closes(&self, at: usize, end: usize) -> bool {
        at >= end || self.is_mark(at, &[",", ".", ";", ")", ":"]) || self.is_dash(at)
    }

    /// Whether the words beside a part say that it is a change: "rose by 63 (80 per cent)".
    fn is_changed(&self, part: Figure<'f>, told: &Told<'_>) -> bool {
        let at = part.fact.tokens.0 as usize;
        let before = told.from.max(at.saturating_sub(4));
        let (lead, next) = (told.lead, told.end.min(told.next + 2));
        // "They cut the fee for 63 of them": some of a group are no change.
        let some = part.is_subset() || self.whole_of(part).is_some();
        let before = if some { lead } else { before.min(lead) };
        self.any((before, next), role::SHARE_CHANGE)
            || !some && at > told.from && self.does(at - 1, role::SHARE_MOVED)
            || lead > told.from + 1
                && self.does(lead - 1, role::SHARE_MOVED)
                && !self.does(lead - 2, role::SHARE_MAKES)
    }
}
