//! A thousand edits of articles whose slips are in a baseline: what is known stays hidden, and what
//! is new is reported.

use std::collections::{HashMap, HashSet};

use crate::common::CONFIG;
use crate::common::slips::{Article, KINDS, Sentence, Slip, Writer};
use factlint::checked::Checked;
use factlint::gate::Baseline;
use factlint::{Document, Finding};

const ARTICLES: usize = 25;
const EDITS: usize = 1_000;

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Edit {
    MoveParagraph,
    InsertSentence,
    InsertParagraph,
    DeleteParagraph,
    Rename,
    /// A word of a sentence that has a slip, away from the slip.
    Reword,
    /// A fact of a slip that is known.
    ChangeFact,
    Plant,
    /// A slip that is known is mended, and one of the same words is planted.
    MendAndPlant,
    Prune,
}

const ALL: &[Edit] = &[
    Edit::MoveParagraph,
    Edit::MoveParagraph,
    Edit::InsertSentence,
    Edit::InsertParagraph,
    Edit::DeleteParagraph,
    Edit::Rename,
    Edit::Reword,
    Edit::ChangeFact,
    Edit::Plant,
    Edit::MendAndPlant,
    Edit::Prune,
];

/// Articles, the baseline as it is read from its file, and the slips that are in it.
struct Desk {
    writer: Writer,
    articles: Vec<Article>,
    baseline: Baseline,
    known: HashSet<Slip>,
}

fn check(article: &Article, baseline: &mut Baseline, add: bool) -> Checked {
    let (text, _) = article.text();
    let document = Document::plain(article.path.as_str(), text);
    let mut findings = CONFIG.every(&document);
    // Names that are made up may be nearly alike.
    findings.retain(|finding| finding.rule != "name.variant");
    let mut checked = Checked { document, findings, suppressed: Vec::new() };
    baseline.suppress(&article.path, &mut checked, add);
    checked.tell_once();
    checked
}

/// The baseline as a later run finds it.
fn read(baseline: &Baseline) -> Baseline {
    Baseline::read("baseline.toml", &baseline.text()).expect("a baseline")
}

impl Desk {
    fn new() -> Self {
        let mut writer = Writer::new(7);
        let mut articles: Vec<Article> =
            (0..ARTICLES).map(|i| writer.article(format!("{i}.txt"), 6)).collect();
        let mut baseline = Baseline::default();
        for article in &articles {
            check(article, &mut baseline, true);
        }
        let known = articles.iter_mut().flat_map(Article::slips).filter_map(|s| s.slip).collect();
        Self { writer, articles, baseline: read(&baseline), known }
    }

    fn baseline(&self) -> Baseline {
        let mut baseline = self.baseline.clone();
        baseline.release(|path| self.articles.iter().all(|article| article.path != path));
        baseline
    }

    /// Holds what is reported, and what is not, against what is known.
    fn verify(&self, at: usize, edit: Edit) {
        let article = &self.articles[at];
        let checked = check(article, &mut self.baseline(), false);
        let (text, sentences) = article.text();
        let slip = |finding: &Finding| {
            let place = finding.span.start as usize;
            let sentence = sentences.iter().find(|(range, _)| range.contains(&place)).map(|(_, s)| *s);
            let slip = sentence.and_then(|s| s.slip).filter(|slip| slip.rule == finding.rule);
            slip.unwrap_or_else(|| panic!("{edit:?}: {} is no slip of\n{text}", finding.message))
        };
        let reported: HashSet<Slip> = checked.findings.iter().map(slip).collect();
        let hidden: HashSet<Slip> = checked.suppressed.iter().map(|s| slip(&s.finding)).collect();
        let there: HashSet<Slip> = sentences.iter().filter_map(|(_, s)| s.slip).collect();
        let (known, new): (HashSet<Slip>, HashSet<Slip>) =
            there.into_iter().partition(|s| self.known.contains(s));
        assert!(told(&reported, &new), "{edit:?}: {reported:?} is reported, and {new:?} is new in\n{text}");
        assert!(told(&hidden, &known), "{edit:?}: {hidden:?} is hidden, and {known:?} is known in\n{text}");
    }

    fn prune(&mut self) {
        let mut baseline = self.baseline();
        for article in &self.articles {
            check(article, &mut baseline, false);
        }
        baseline.unused(|_| true);
        self.baseline = read(&baseline);
    }

    /// Edits an article; none if it has nothing that could be edited so.
    fn edit(&mut self, at: usize, edit: Edit) -> Option<()> {
        let Self { writer, articles, known, .. } = self;
        let article = &mut articles[at];
        // The lead is what the headline is held against: it stays.
        let body = article.paragraphs.len() - 1;
        match edit {
            Edit::MoveParagraph => {
                let paragraph = article.paragraphs.remove(1 + writer.random.below(body));
                article.paragraphs.insert(1 + writer.random.below(body), paragraph);
            }
            Edit::InsertSentence => {
                let sentence = writer.clean();
                writer.insert(article, sentence);
            }
            Edit::InsertParagraph => {
                let sentences = vec![writer.clean(), writer.clean()];
                article.paragraphs.insert(1 + writer.random.below(body + 1), sentences);
            }
            Edit::DeleteParagraph => {
                let clean = |p: &usize| article.paragraphs[*p].iter().all(|s| s.slip.is_none());
                let clean: Vec<usize> = (1..=body).filter(clean).collect();
                article.paragraphs.remove(*clean.get(writer.random.below(clean.len()))?);
            }
            Edit::Rename => {
                let entries = self.baseline.text().matches(&format!("{:?}", article.path)).count();
                let slips: HashSet<Slip> = article.slips().iter().filter_map(|s| s.slip).collect();
                // A file is known again by half of its entries.
                if slips.intersection(known).count() * 2 < entries {
                    return None;
                }
                article.path = format!("renamed/{}", article.path);
            }
            Edit::Reword => {
                let mut slips = article.slips();
                let which = writer.random.below(slips.len());
                slips[which].text = writer.reworded(&slips[which].text);
            }
            Edit::ChangeFact => {
                let mut slips = article.slips();
                slips.retain(|s| s.slip.is_some_and(|s| known.contains(&s)) && fact(s).is_some());
                let which = writer.random.below(slips.len());
                let sentence = slips.get_mut(which)?;
                let (old, new) = (sentence.slip?, writer.changed(sentence.slip?));
                let (from, to) = fact(sentence)?;
                sentence.text = sentence.text.replacen(from, to, 1);
                article.slips().into_iter().filter(|s| s.slip == Some(old)).for_each(|s| s.slip = Some(new));
            }
            Edit::Plant => drop(writer.plant(article)),
            Edit::MendAndPlant => {
                let is_local = |rule: &str| KINDS.iter().find(|kind| kind.local && kind.rule == rule);
                let mut slips = article.slips();
                slips.retain(|s| s.slip.is_some_and(|s| known.contains(&s) && is_local(s.rule).is_some()));
                let which = writer.random.below(slips.len());
                let sentence = slips.get_mut(which)?;
                let kind = is_local(sentence.slip?.rule)?;
                **sentence = writer.clean();
                writer.plant_kind(article, kind);
            }
            Edit::Prune => self.prune(),
        }
        Some(())
    }
}

/// Whether these are told, and no others. Of slips in spacing one is enough: the rule speaks once.
fn told(told: &HashSet<Slip>, slips: &HashSet<Slip>) -> bool {
    let once = |slip: &Slip| slip.rule == "text.spacing" && told.iter().any(|t| t.rule == slip.rule);
    told.is_subset(slips) && slips.iter().all(|slip| told.contains(slip) || once(slip))
}

/// What another fact would put in the place of a fact of the sentence.
fn fact(sentence: &Sentence) -> Option<(&str, &'static str)> {
    let rule = sentence.slip?.rule;
    let facts = match KINDS.iter().find(|kind| kind.rule == rule) {
        Some(kind) => kind.facts,
        None => sentence.text.split_once(' ').map(|(number, _)| (number, "Sixty-one")),
    };
    facts.filter(|(from, to)| sentence.text.contains(from) && !sentence.text.contains(to))
}

#[test]
fn a_thousand_edits_bring_nothing_back_and_hide_nothing_new() {
    let mut desk = Desk::new();
    for at in 0..ARTICLES {
        desk.verify(at, Edit::Prune);
    }
    let mut done: HashMap<Edit, usize> = HashMap::new();
    while done.values().sum::<usize>() < EDITS {
        let (at, edit) = (desk.writer.random.below(ARTICLES), desk.writer.random.of(ALL));
        if desk.edit(at, edit).is_some() {
            desk.verify(at, edit);
            if edit == Edit::Rename {
                desk.prune();
            }
            *done.entry(edit).or_default() += 1;
        }
    }
    assert!(ALL.iter().all(|edit| done[edit] >= 50), "{done:?}");
}
