//! What each sentence says of a vote by itself: the figures with the side they are for, who could vote, and the words for
//! what came of it.

use rust_decimal::Decimal;

use super::super::look::Look;
use super::super::told::{Figure, Hit};
use super::super::{Kind, Value};
use crate::text::{Class, class, role};

/// What a place says of a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Two figures that are told side by side, the first that of the side that is told first.
    Tally(Decimal, Decimal),
    /// Those for it.
    For,
    /// Those against it.
    Against,
    /// Those who were there and voted for neither side.
    Abstained,
    /// Those who were not there.
    Absent,
    /// The members of the body; with whether all of them were there.
    Members(bool),
    /// The votes cast; with whether all of them are valid votes for one of two sides.
    Cast(bool),
    /// By how many votes one side has more.
    Majority,
    /// A word for what came of it.
    Outcome(&'static str),
    /// The part of the votes that is needed, in hundredths.
    Needed,
    /// So many must be there.
    Quorum,
    /// So many votes are needed.
    Threshold,
    /// The votes of one candidate.
    Polled,
    /// Those who are left of a whole voted against it.
    Rest,
    /// The only one who was against it.
    Alone,
}

/// Something that is said of a vote, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) what: What,
    pub(super) value: Decimal,
    pub(super) tokens: (usize, usize),
    pub(super) sentence: usize,
}

/// The lists of words of votes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words {
    pub(super) side: Class,
    pub(super) outcome: Class,
    pub(super) word: Class,
    pub(super) part: Class,
    pub(super) poll: Class,
    pub(super) party: Class,
}

/// A sentence with its figures and words of votes.
pub(super) struct Line<'f> {
    pub(super) sentence: usize,
    pub(super) range: (usize, usize),
    pub(super) figures: Vec<Figure>,
    pub(super) sides: Vec<Hit<'f>>,
    pub(super) outcomes: Vec<Hit<'f>>,
    pub(super) words: Vec<Hit<'f>>,
    pub(super) parts: Vec<Hit<'f>>,
}

impl Line<'_> {
    /// Whether the sentence has a word of a group.
    pub(super) fn has(&self, group: &str) -> bool {
        self.words.iter().any(|word| word.2 == group)
    }

    /// Whether a word of a group begins at a token.
    pub(super) fn word_at(&self, at: usize, group: &str) -> bool {
        self.words.iter().any(|word| word.0 == at && word.2 == group)
    }

    /// Whether a word of a group begins among some tokens.
    pub(super) fn any_in(&self, (from, to): (usize, usize), group: &str) -> bool {
        self.words.iter().any(|word| word.0 >= from && word.0 < to && word.2 == group)
    }

    fn is_about_vote(&self) -> bool {
        let body = self.has("body") || self.has("member") || self.has("motion");
        self.has("vote") || (self.has("held") || !self.outcomes.is_empty()) && body
    }
}

/// The outcomes by the groups of their list.
const OUTCOMES: [&str; 5] = ["passed", "failed", "tied", "unanimous", "casting"];

/// Above this no figures with a bare hyphen are a tally of votes.
const MOST: Decimal = Decimal::ONE_THOUSAND;

/// How many tokens may stand between a figure and the word for its side.
pub(super) const FAR: usize = 7;

impl<'f> Look<'f> {
    pub(super) fn vote_line(&self, sentence: usize, words: &Words) -> Line<'f> {
        let range = self.sentence(sentence);
        let Words { side, outcome, word, part, poll, party } = *words;
        let [sides, outcomes, parts, mut words, polls, parties] =
            self.hits_of(range, [side, outcome, part, word, poll, party]);
        words.extend(polls);
        words.extend(parties);
        let figures = self.told_figures(range);
        Line { sentence, range, figures, sides, outcomes, words, parts }
    }

    /// All that a sentence says of a vote.
    pub(super) fn said_of_vote(&self, line: &Line<'f>) -> Vec<Said> {
        let mut said = Vec::new();
        let mut free = vec![true; line.figures.len()];
        self.tallies(line, &mut free, &mut said);
        for (at, free) in free.into_iter().enumerate() {
            if free
                && line.figures[at].plain
                && let Some(what) = self.stated_of(line, at)
            {
                let Figure { value, tokens, .. } = line.figures[at];
                said.push(Said { what, value, tokens, sentence: line.sentence });
            }
        }
        candidates(&mut said);
        for &(from, to, _) in line.words.iter().filter(|word| word.2 == "single") {
            let by = from >= line.range.0 + 2
                && self.does(from - 1, role::A)
                && self.does(from - 2, role::MONEY_BY);
            if by {
                said.push(Said {
                    what: What::Majority,
                    value: Decimal::ONE,
                    tokens: (from, to),
                    sentence: line.sentence,
                });
            }
        }
        self.none_abstained(line, &mut said);
        self.alone(line, &mut said);
        self.rest(line, &mut said);
        for &(from, to, group) in &line.outcomes {
            if let Some(&outcome) = OUTCOMES.iter().find(|&&outcome| outcome == group) {
                let (value, tokens) = (Decimal::ZERO, (from, to));
                said.push(Said { what: What::Outcome(outcome), value, tokens, sentence: line.sentence });
            }
        }
        for &(from, to, part) in &line.parts {
            if let Ok(value) = part.parse() {
                said.push(Said { what: What::Needed, value, tokens: (from, to), sentence: line.sentence });
            }
        }
        said
    }

    /// The pairs of figures of a sentence that are tallies.
    fn tallies(&self, line: &Line<'f>, free: &mut [bool], said: &mut Vec<Said>) {
        let mut at = 0;
        while at + 1 < line.figures.len() {
            let (a, b) = (line.figures[at], line.figures[at + 1]);
            if !a.plain || !b.plain || !self.is_tally(line, &a, &b) {
                at += 1;
                continue;
            }
            let tokens = (a.tokens.0, b.tokens.1);
            free[at] = false;
            free[at + 1] = false;
            said.push(Said {
                what: What::Tally(a.value, b.value),
                value: a.value,
                tokens,
                sentence: line.sentence,
            });
            at += 2;
            // "Voted 9-2-1"
            if let Some(c) = line.figures.get(at).filter(|c| c.plain && c.tokens.0 == b.tokens.1 + 1)
                && self.is_tally_mark(b.tokens.1)
            {
                free[at] = false;
                let said_so =
                    Said { what: What::Abstained, value: c.value, tokens: c.tokens, sentence: line.sentence };
                said.push(said_so);
                at += 1;
            }
        }
    }

    fn is_tally(&self, line: &Line<'f>, a: &Figure, b: &Figure) -> bool {
        let counted = |figure: &Figure| {
            line.word_at(figure.tokens.1, "vote") || line.word_at(figure.tokens.1, "member")
        };
        let noun = counted(a);
        let mark = a.tokens.1 + usize::from(noun);
        let end = b.tokens.1;
        // "Won 14,220 votes to Tom Fry's 13,870"
        if noun && line.word_at(mark - 1, "vote") && self.is_named_tally(mark, b) {
            return true;
        }
        let before = a.tokens.0.checked_sub(1).filter(|&at| at >= line.range.0);
        let led = |role| before.is_some_and(|at| self.does(at, role));
        if led(role::DATE_FROM) || led(role::TIME_BETWEEN) || self.does(end, role::TIME_HALF) {
            return false;
        }
        if self.is_tally_mark(mark) && mark + 1 == b.tokens.0 {
            // "2023-24", "10-11-12-13", "8-5-year"
            let chain = before.is_some_and(|at| self.is_tally_mark(at) || self.is_mark(at, &["/", "-"]));
            let small = a.value <= MOST && b.value <= MOST && !(b.value.is_zero() && a.value.is_zero());
            let loose = self.goes_on_glued(end) && !self.is_tally_mark(end);
            return small && !chain && !loose && (line.is_about_vote() || counted(b));
        }
        let to = self.does(mark, role::SYNTAX_TO)
            || line.sides.iter().any(|side| side.0 == mark && side.2 == "against");
        let the = usize::from(self.does(mark + 1, role::THE));
        if !to || mark + 1 + the != b.tokens.0 || self.goes_on_glued(end) {
            return false;
        }
        // "She got 4,500 to the 4,200 of her rival"
        if the == 1 {
            return a.value > Decimal::TEN && b.value > Decimal::TEN && !self.has_noun_after(end);
        }
        let leading = before.is_some_and(|at| {
            self.is_leading(at) || self.has(at, class::AUXILIARY) || line.words.iter().any(|w| w.1 == at + 1)
        });
        // "By 31 to 30 the synod adjourned"
        let body = led(role::MONEY_BY) && line.has("body");
        // "By a single vote, 22 to 19"
        let comma = before.is_some_and(|at| self.is_mark(at, &[","]))
            && (line.has("vote") || line.has("single"))
            && b.value > Decimal::ONE;
        noun || counted(b)
            || comma && !self.has_noun_after(end)
            || leading && (line.is_about_vote() || body) && !self.has_noun_after(end)
    }

    /// Whether only "to" and a name stand before the second figure: "to Tom Fry's 13,870", "to the 13,870 of Fry".
    fn is_named_tally(&self, mark: usize, b: &Figure) -> bool {
        let to = self.does(mark, role::SYNTAX_TO) || self.is_mark(mark, &[","]);
        let name = mark + 1..b.tokens.0;
        let owned = |at: usize| {
            self.is_capital_word(at)
                || self.is_mark(at, &["'", "’"])
                || self.does(at, role::THE)
                || self.word(at).len() <= 3
        };
        to && name.len() <= 6
            && !name.is_empty()
            && name.clone().any(|at| self.is_capital_word(at))
            && name.into_iter().all(owned)
    }

    /// Whether a lower-case word that may be a noun follows a figure.
    pub(super) fn has_noun_after(&self, at: usize) -> bool {
        self.is_lower(at) && !self.is_leading(at) && !self.is_any(at, &[class::AUXILIARY, class::DETERMINER])
            || self.token(at).is_some_and(|t| t.classes.meets(class::ANY_NOUN)) && self.is_lower(at)
    }

    /// Two percentages that a sentence puts in an order: "38 per cent, ahead of Fry on 41 per cent".
    pub(super) fn ordered_shares(&self, line: &Line<'f>) -> Option<((usize, usize), Decimal, Decimal)> {
        let shares: Vec<(Decimal, (usize, usize))> = self
            .facts
            .within(line.sentence, Kind::Percent)
            .filter_map(|fact| match &fact.value {
                Value::Percent(percent) if !percent.points => {
                    Some((percent.value.value, (fact.tokens.0 as usize, fact.tokens.1 as usize)))
                }
                _ => None,
            })
            .collect();
        let ahead = line.words.iter().find(|word| word.2 == "ahead")?;
        let [(a, first), (b, second)] = shares[..] else { return None };
        let stands = ahead.0 >= first.1
            && ahead.0 - first.1 <= FAR
            && second.0 >= ahead.1
            && second.0 - ahead.1 <= FAR;
        let joined =
            !(ahead.1..second.0).any(|at| self.is_mark(at, &[";", ",", ":"]) || self.does(at, role::AND));
        (stands && joined).then_some(((first.0, second.1), a, b))
    }

    /// What a figure by itself is of a vote.
    fn stated_of(&self, line: &Line<'f>, at: usize) -> Option<What> {
        let figure = line.figures[at];
        // "No one abstained"
        if figure.tokens.0 > line.range.0 && self.does(figure.tokens.0 - 1, role::NO) {
            return None;
        }
        let of = |next: &Figure| self.is_part_of(&figure, next);
        // "Two of the nine trustees voted against it"
        let skip = usize::from(line.figures.get(at + 1).is_some_and(of));
        let behind = line.figures.get(at + skip).map_or(figure.tokens.1, |whole| whole.tokens.1);
        let next = line.figures.get(at + 1 + skip).map_or(line.range.1, |next| next.tokens.0);
        if let Some(what) = self.needed_of(line, &figure) {
            return Some(what);
        }
        if let Some(what) = self.majority_of(line, &figure, next).or_else(|| self.members_of(line, &figure)) {
            return Some(what);
        }
        let last = at.checked_sub(1).map_or(line.range.0, |last| line.figures[last].tokens.1);
        self.side_after(line, behind, next)
            .or_else(|| self.cast_of(line, &figure, next))
            .or_else(|| self.side_before(line, &figure, last))
            .or_else(|| self.polled(line, &figure))
    }

    /// Whether a figure is the whole of another: "two of the nine trustees".
    fn is_part_of(&self, part: &Figure, whole: &Figure) -> bool {
        let (from, to) = (part.tokens.1, whole.tokens.0);
        to > from
            && to - from <= 4
            && self.does(to - 1, role::THE)
            && to >= from + 2
            && self.does(to - 2, role::OF)
            && part.value < whole.value
    }

    /// "Polled 7,260", "gave Walker 8,412 votes": what one candidate has.
    fn polled(&self, line: &Line<'f>, figure: &Figure) -> Option<What> {
        let (from, to) = figure.tokens;
        let near = from.saturating_sub(4).max(line.range.0);
        let verb =
            line.words.iter().rev().find(|word| word.0 >= near && word.1 <= from && word.2 == "polled")?;
        let name = |at: usize| {
            self.is_capital_word(at)
                || self.is_any(at, &[class::PRONOUN, class::DETERMINER])
                || self.does(at, role::SHARE_ONLY)
        };
        let glued = self.is_mark(to, &["-"]) || self.goes_on_glued(to);
        let votes = line.word_at(to, "vote");
        let ends = to >= line.range.1 || !self.has_noun_after(to);
        let clear = (verb.1..from).all(name) && !glued && !line.word_at(to + 1, "more");
        (clear && (votes || ends) && figure.value > Decimal::TEN).then_some(What::Polled)
    }
}

/// Makes a tally of two candidates for whom votes are told: "31 for Lakes and 29 for Sands".
fn candidates(said: &mut Vec<Said>) {
    let pro: Vec<usize> = (0..said.len()).filter(|&at| said[at].what == What::For).collect();
    if let [a, b] = pro[..]
        && said.iter().all(|s| s.what != What::Against)
    {
        said[a].what = What::Tally(said[a].value, said[b].value);
        said[a].tokens.1 = said[b].tokens.1;
        said.remove(b);
    }
}
