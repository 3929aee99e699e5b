//! The facts of one article, and the ways to look them up.

use jiff::civil;

use super::reader::Reader;
use super::sentences::Sentences;
use super::structure::Structure;
use super::{
    Fact, Grammar, Kind, KindSet, Value, age, breakdown, change, clock, column, count, date, duration,
    hindsight, life, list, measure, nth, number::grouping, paragraph, proportion, rate, restated, reversal,
    rivals, run_on, score, share, syntax, variant, vote, whole,
};
use crate::Span;
use crate::document::{Article, Document, Zone};
use crate::lexicon::{Lexicon, WordSets};
use crate::text::{Class, Classes, Role, Tokens};

/// The facts of one article, with its tokens and sentences.
#[derive(Clone, Debug, Default)]
pub struct Facts<'d> {
    /// The document's text.
    pub text: &'d str,
    /// The article's tokens.
    pub tokens: Tokens,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<(u32, u32)>,
    /// The first sentence of each block, and the number of sentences at the end.
    pub(super) blocks: Vec<u32>,
    /// The zone of each block.
    zones: Vec<Zone>,
    /// All facts, in order of their start.
    all: Vec<Fact>,
    /// The fact, if any, that starts at each token; phrases over other facts are left out.
    starts: Vec<u32>,
    /// How many facts of each sentence lie over no others, and the set of their kinds.
    in_sentence: Vec<(u32, KindSet)>,
    /// The kinds of all facts of each sentence.
    kinds_in: Vec<KindSet>,
    /// What is known of each sentence.
    known: Sentences,
    /// Indices into `all` by kind.
    by_kind: Vec<u32>,
    /// Where the indices of each kind begin, and where those of the last end.
    kinds: Vec<u32>,
    /// The kinds there are.
    present: KindSet,
    /// The day of publication, if the article tells it.
    pub(super) published: Option<civil::Date>,
}

const NONE: u32 = u32::MAX;

impl<'d> Facts<'d> {
    /// Reads an article. Pure, and linear in the length of the article.
    #[must_use]
    pub fn read(document: &'d Document, article: &Article, lexicon: &Lexicon, grammar: &Grammar) -> Self {
        let text = document.text.as_str();
        let mut reader = Reader::new(text, lexicon, article.span());
        let mut all = Vec::with_capacity(reader.room());
        let mut blocks = Vec::with_capacity(article.blocks.len() + 1);
        for (index, block) in article.blocks.iter().enumerate() {
            blocks.push(reader.sentences.len() as u32);
            reader.block(index as u32, block.zone, block.span, &mut all);
        }
        blocks.push(reader.sentences.len() as u32);
        count::join(&mut all);
        let published = date::published(&all, document.published);
        date::resolve(&mut all, published);
        reader.define(&mut all);
        reader.drift(&mut all, article, &blocks);
        hindsight::reckon(&mut all, &reader, published);
        hindsight::tell_apart(&mut all);
        reader.repeat(&mut all);
        all.extend(list::lists(article, &all, &blocks, &reader));
        let Reader { tokens, sentences, known, .. } = reader;
        // They are in order but for those at the end, of which a stable sort makes use.
        all.sort_by_key(Fact::order);
        let mut facts = Self {
            text,
            tokens,
            sentences,
            blocks,
            zones: article.blocks.iter().map(|block| block.zone).collect(),
            all,
            starts: Vec::new(),
            in_sentence: Vec::new(),
            kinds_in: Vec::new(),
            known,
            by_kind: Vec::new(),
            kinds: Vec::new(),
            present: KindSet::default(),
            published,
        };
        facts.index();
        let mut more = grammar.read(&facts, lexicon);
        more.extend(list::announced(&facts, article, lexicon));
        let figures = facts.has_figures();
        let structure = if figures { Structure::read(&facts, lexicon, false) } else { Structure::default() };
        more.extend(share::shares(&facts, article, &structure, lexicon));
        if figures {
            more.extend(breakdown::breakdowns(&facts, article, &structure, lexicon));
        }
        let measures = measure::measures(&facts, lexicon);
        more.extend(restated::restatements(&facts, lexicon));
        more.extend(restated::converted(&facts, lexicon, &measures));
        more.extend(restated::told_apart(&facts, lexicon, &measures));
        more.extend(rivals::rivals(&facts, lexicon));
        more.extend(rivals::measured(&facts, lexicon, &measures));
        more.extend(change::changes(&facts, lexicon, &measures));
        more.extend(change::comparisons(&facts, lexicon, &measures));
        more.extend(clock::clocks(&facts, lexicon));
        more.extend(duration::durations(&facts, lexicon, &measures));
        more.extend(age::ages(&facts, lexicon));
        let times = life::read(&facts, lexicon, &measures, &more);
        more.extend(times);
        more.extend(rate::rates(&facts, lexicon, &measures));
        more.extend(score::scores(&facts, lexicon));
        more.extend(vote::votes(&facts, lexicon));
        let proportions = proportion::proportions(&facts, lexicon, &more);
        more.extend(proportions);
        more.extend(nth::read(&facts, lexicon));
        more.extend(grouping::misgroupings(&facts, lexicon));
        more.extend(reversal::reversals(&facts, lexicon));
        more.extend(column::columns(&facts, article, lexicon));
        more.extend(measures);
        more.extend(run_on::run_ons(&facts, lexicon));
        more.extend(variant::variants(&facts, lexicon));
        more.extend(paragraph::paragraphs(&facts, lexicon, &more, article));
        more.sort_by_key(Fact::order);
        facts.all.extend(more);
        facts.all.sort_by_key(Fact::order);
        facts.index();
        facts
    }

    /// Whether there are figures enough for a whole and its parts, or for the shares of a whole.
    fn has_figures(&self) -> bool {
        let of = |kind: Kind| self.indices(kind).len();
        of(Kind::Count) + of(Kind::Number) + of(Kind::Money) > 2 || of(Kind::Percent) > 0
    }

    /// The structure of each sentence as lines for people: its groups, clauses and series.
    #[must_use]
    pub fn syntax(&self, lexicon: &Lexicon) -> Vec<String> {
        let structure = Structure::read(self, lexicon, true);
        let source = structure.source(self, lexicon);
        structure.passages.iter().map(|passage| passage.shown(source)).collect()
    }

    /// Adds the groups, clauses and series of the sentences. Only rules that name them need them, so linting goes
    /// without them where no rule does. Linear, but for sorting.
    #[must_use]
    pub fn with_syntax(mut self, lexicon: &Lexicon) -> Self {
        self.all.extend(syntax::read(&self, lexicon));
        self.all.sort_by_key(Fact::order);
        self.index();
        self
    }

    /// Adds the fact of the article as a whole. It is costly and only few rules need it, so linting goes
    /// without it.
    #[must_use]
    pub fn with_article(mut self, article: &Article) -> Self {
        if let Some(whole) = whole::whole(&self, article) {
            let at = self.all.partition_point(|fact| fact.order() < whole.order());
            self.all.insert(at, whole);
            self.index();
        }
        self
    }

    /// Facts of several articles, in order of their places in a text made of their words.
    pub(crate) fn of_recorded(text: &'d str, all: Vec<Fact>) -> Self {
        let mut facts = Self { text, all, ..Self::default() };
        facts.index();
        facts
    }

    /// The day of publication as the article tells it: "2024-03-12".
    #[must_use]
    pub fn published(&self) -> Option<String> {
        self.published.map(|day| day.to_string())
    }

    /// The indices of the facts of a kind, in order.
    fn indices(&self, kind: Kind) -> &[u32] {
        let kind = kind as usize;
        &self.by_kind[self.kinds[kind] as usize..self.kinds[kind + 1] as usize]
    }

    /// The facts of a kind that stand in a sentence. Costs two binary searches where there is one, and else nothing.
    pub(super) fn within(&self, sentence: usize, kind: Kind) -> impl Iterator<Item = &Fact> {
        let has = self.kinds_in.get(sentence).is_some_and(|kinds| kinds.has(kind));
        let of = if has { self.indices(kind) } else { &[] };
        let first = of.partition_point(|&i| (self.all[i as usize].sentence as usize) < sentence);
        let own = of[first..].iter().map(|&i| &self.all[i as usize]);
        own.take_while(move |fact| fact.sentence as usize == sentence)
    }

    /// Whether one of the words of a sentence, or a phrase that begins with it, has one of these classes. Costs
    /// nothing, so that a sentence without such words need not be searched for them.
    pub(crate) fn has_word_of(&self, sentence: usize, classes: Classes) -> bool {
        self.known.each[sentence].classes.meets(classes)
    }

    /// Whether a word of a sentence begins an entry of a list kept aside. Costs nothing.
    pub(super) fn has_aside(&self, sentence: usize, class: Class) -> bool {
        self.known.each[sentence].asides.has(class)
    }

    /// Whether a sentence has a number in digits or words. Costs nothing.
    pub(super) fn has_numbers(&self, sentence: usize) -> bool {
        self.known.each[sentence].numbers
    }

    /// Whether one of the words of a sentence has a role. Costs nothing.
    pub(crate) fn has_word_with(&self, sentence: usize, role: Role) -> bool {
        self.known.each[sentence].roles.has(role)
    }

    fn index(&mut self) {
        self.starts.clear();
        self.starts.resize(self.tokens.len(), NONE);
        self.in_sentence.clear();
        self.in_sentence.resize(self.sentences.len(), (0, KindSet::default()));
        self.kinds_in.clear();
        self.kinds_in.resize(self.sentences.len(), KindSet::default());
        let mut next = [0_u32; Kind::ALL.len() + 1];
        for (i, fact) in self.all.iter().enumerate() {
            let kind = fact.kind();
            next[kind as usize + 1] += 1;
            self.present.insert(kind);
            if matches!(fact.value, Value::Recorded(_)) {
                continue;
            }
            let sentence = fact.sentence as usize;
            if let Some(kinds) = self.kinds_in.get_mut(sentence) {
                kinds.insert(kind);
            }
            let syntactic = kind.is_syntactic();
            if !kind.is_overlay() || syntactic {
                let (number, kinds) = &mut self.in_sentence[sentence];
                *number += 1;
                kinds.insert(kind);
                if !syntactic {
                    self.starts[fact.tokens.0 as usize] = i as u32;
                }
            }
        }
        for kind in 1..next.len() {
            next[kind] += next[kind - 1];
        }
        self.kinds.clear();
        self.kinds.extend(next);
        self.by_kind.resize(self.all.len(), 0);
        for (i, fact) in self.all.iter().enumerate() {
            let place = &mut next[fact.kind() as usize];
            self.by_kind[*place as usize] = i as u32;
            *place += 1;
        }
    }

    /// All facts, in order of their start.
    #[must_use]
    pub fn all(&self) -> &[Fact] {
        &self.all
    }

    /// The facts of a kind, in order. Costs nothing where there are none.
    pub fn of(&self, kind: Kind) -> impl DoubleEndedIterator<Item = &Fact> {
        self.indices(kind).iter().map(|&i| &self.all[i as usize])
    }

    /// The fact that starts at a token, phrases over other facts left out.
    #[inline]
    #[must_use]
    pub fn starting(&self, token: usize) -> Option<&Fact> {
        self.starts.get(token).filter(|&&i| i != NONE).map(|&i| &self.all[i as usize])
    }

    /// The facts of some kinds that patterns meet at a token: the one that lies over words, then the groups, clauses
    /// and series. Costs a binary search for each of these that is asked for.
    pub(crate) fn met(&self, token: usize, kinds: &[Kind]) -> impl Iterator<Item = &Fact> {
        let over_words = self.starting(token).filter(|fact| kinds.contains(&fact.kind()));
        let syntactic = kinds.iter().filter(|kind| kind.is_syntactic()).flat_map(move |&kind| {
            let of = self.indices(kind);
            let first = of.partition_point(|&i| (self.all[i as usize].tokens.0 as usize) < token);
            let here = of[first..].iter().map(|&i| &self.all[i as usize]);
            here.take_while(move |fact| fact.tokens.0 as usize == token)
        });
        over_words.into_iter().chain(syntactic)
    }

    /// How many facts a sentence has, and the set of their kinds; phrases over other facts left
    /// out.
    #[inline]
    pub(crate) fn in_sentence(&self, sentence: u32) -> (u32, KindSet) {
        self.in_sentence[sentence as usize]
    }

    /// The kinds of the facts that the article has.
    pub(crate) const fn present(&self) -> KindSet {
        self.present
    }

    /// Whether the article has a fact of one of these kinds.
    pub(crate) const fn has_any(&self, kinds: KindSet) -> bool {
        self.present.meets(kinds)
    }

    /// The sets of words of patterns of which the article has a word.
    pub(super) const fn word_sets(&self) -> WordSets {
        self.known.word_sets
    }

    /// The sets of words of patterns of which a sentence has a word.
    #[inline]
    pub(super) fn word_sets_in(&self, sentence: usize) -> WordSets {
        self.known.each[sentence].word_sets
    }

    /// Whether a word of the lists stands twice in a row in a sentence.
    pub(super) fn has_doubled_word(&self, sentence: usize) -> bool {
        self.known.each[sentence].doubled
    }

    /// The sentences of each block, and its zone.
    pub(super) fn sentences_of_blocks(&self) -> impl Iterator<Item = (Zone, std::ops::Range<usize>)> {
        let sentences = self.blocks.windows(2).map(|of| of[0] as usize..of[1] as usize);
        self.zones.iter().copied().zip(sentences)
    }

    /// The token after the last of a sentence but for the marks that end it. Costs nothing.
    pub(super) fn end_of(&self, sentence: usize) -> usize {
        self.known.each[sentence].end as usize
    }

    /// The sentence that a token stands in. Costs nothing.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.known.of(token)
    }

    /// The block that a sentence stands in. Costs nothing.
    #[must_use]
    pub fn block_of(&self, sentence: usize) -> usize {
        self.known
            .each
            .get(sentence)
            .map_or(self.blocks.len().saturating_sub(1), |known| known.block as usize)
    }

    /// The zone of a block.
    pub(crate) fn zone(&self, block: usize) -> Zone {
        self.zones[block]
    }

    /// A fact that says something of the tokens from the first to before the last. It stands where the first does.
    pub(super) fn fact_over(&self, tokens: (usize, usize), value: Value) -> Fact {
        let sentence = self.sentence_of(tokens.0);
        let block = self.block_of(sentence);
        Fact {
            span: self.span(tokens.0, tokens.1),
            tokens: (tokens.0 as u32, tokens.1 as u32),
            zone: self.zones[block],
            block: block as u32,
            sentence: sentence as u32,
            value,
        }
    }

    /// The text from the first to before the last token.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].start, self.tokens[to - 1].end)
    }
}
